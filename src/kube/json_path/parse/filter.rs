//! Reads what stands between the parentheses of a filter.
//!
//! Source: client-go `util/jsonpath/parser.go`, `parseFilter`, `parseQuote`, `parseNumber` and `parseIdentifier`.

use std::str::Chars;

use serde_json::{Number, Value};

use super::Reader;
use crate::kube::json_path::{Filter, JsonPathError, Operand, Operator, begins_a_word, ends_a_name};

impl Reader<'_> {
    /// A filter from behind its `?(` to behind its `)`.
    pub(super) fn filter(&mut self, open: usize) -> Result<Filter, JsonPathError> {
        if self.is_in_filter {
            return Err(JsonPathError::NestedFilter {
                at: self.characters(open),
            });
        }
        let length = filter_length(self.rest()).ok_or_else(|| self.unclosed(open, ")]"))?;
        let inside = Self {
            end: self.at + length,
            is_in_filter: true,
            ..*self
        };
        self.at = inside.end + 1;
        inside.comparison()
    }

    /// The first signs of a comparison divide the filter, even within quotes.
    fn comparison(self) -> Result<Filter, JsonPathError> {
        let is_sign = |character: char| "!<>=".contains(character);
        let start = self.rest().find(is_sign).filter(|&length| length > 0);
        let Some(start) = start.map(|length| self.at + length) else {
            return Ok(Filter {
                left: self.operand()?,
                comparison: None,
            });
        };
        let mut right = Self { at: start, ..self };
        while right.peek().is_some_and(is_sign) {
            right.bump();
        }
        let written = self.text.get(start..right.at).unwrap_or_default();
        let operator = Operator::ALL.into_iter().find(|operator| operator.text() == written);
        let operator = operator.ok_or_else(|| JsonPathError::UnknownOperator {
            at: self.characters(start),
            operator: written.to_owned(),
        })?;
        if right.rest().is_empty() {
            return Err(right.invalid_value(right.at));
        }
        Ok(Filter {
            left: Self { end: start, ..self }.operand()?,
            comparison: Some((operator, right.operand()?)),
        })
    }

    fn operand(mut self) -> Result<Operand, JsonPathError> {
        self.skip_signs();
        let literal = match self.peek() {
            Some('"') => self.quoted('"', "\"")?,
            Some('\'') => self.quoted('\'', "'")?,
            Some(next) if next.is_ascii_digit() || "+-".contains(next) => self.number()?,
            Some(next) if begins_a_word(next) => self.word()?,
            _ => {
                let mut steps = Vec::new();
                self.steps(&mut steps)?;
                return Ok(Operand::Path(steps));
            }
        };
        self.skip_signs();
        match self.peek() {
            Some(_) => Err(self.unexpected(self.at)),
            None => Ok(Operand::Literal(literal)),
        }
    }

    fn quoted(&mut self, quote: char, expected: &'static str) -> Result<Value, JsonPathError> {
        let start = self.at;
        self.bump();
        let inside = self.rest();
        let mut before = quote;
        for (length, character) in inside.char_indices() {
            if character == '\n' {
                break;
            }
            if character == quote && before != '\\' {
                self.at += length + 1;
                let text = unquoted(inside.get(..length).unwrap_or_default(), quote);
                return text.map(Value::String).ok_or_else(|| self.invalid_value(start));
            }
            before = character;
        }
        Err(self.unclosed(start, expected))
    }

    /// Without an exponent, which client-go does not read.
    fn number(&mut self) -> Result<Value, JsonPathError> {
        let start = self.at;
        self.bump();
        while self.peek().is_some_and(|next| next == '.' || next.is_ascii_digit()) {
            self.bump();
        }
        let written = self.text.get(start..self.at).unwrap_or_default();
        let integer = written.parse::<i64>().map(Number::from).ok();
        let number = integer.or_else(|| Number::from_f64(written.parse().ok()?));
        number.map(Value::Number).ok_or_else(|| self.invalid_value(start))
    }

    fn word(&mut self) -> Result<Value, JsonPathError> {
        let start = self.at;
        while self.peek().is_some_and(|next| !ends_a_name(next)) {
            self.bump();
        }
        match self.text.get(start..self.at).unwrap_or_default() {
            "true" => Ok(Value::Bool(true)),
            "false" => Ok(Value::Bool(false)),
            text => Err(JsonPathError::UnquotedText {
                at: self.characters(start),
                text: text.to_owned(),
            }),
        }
    }

    fn invalid_value(&self, at: usize) -> JsonPathError {
        JsonPathError::InvalidValue {
            at: self.characters(at),
        }
    }
}

/// Where in a text its filter ends. A parenthesis within the first quotes does not end it, one within later quotes does.
fn filter_length(text: &str) -> Option<usize> {
    let mut first_quote = None;
    let mut is_quoted = false;
    let mut before = '(';
    for (length, character) in text.char_indices() {
        match character {
            '\n' => return None,
            '"' | '\'' if first_quote.is_none() => {
                first_quote = Some(character);
                is_quoted = true;
            }
            '"' | '\'' if first_quote == Some(character) && before != '\\' => is_quoted = false,
            ')' if !is_quoted => return Some(length),
            _ => {}
        }
        before = character;
    }
    None
}

/// Resolves the escapes of a Go string, of which `\x` and octal ones are bytes and not characters.
///
/// Source: client-go `util/jsonpath/parser.go`, `UnquoteExtend`; Go `strconv.UnquoteChar`.
fn unquoted(text: &str, quote: char) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        let character = match character {
            '\\' => match escaped(&mut characters, quote)? {
                Escaped::Character(character) => character,
                Escaped::Byte(byte) => {
                    bytes.push(byte);
                    continue;
                }
            },
            character if character == quote => return None,
            character => character,
        };
        bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
    }
    String::from_utf8(bytes).ok()
}

enum Escaped {
    Character(char),
    Byte(u8),
}

fn escaped(characters: &mut Chars<'_>, quote: char) -> Option<Escaped> {
    let character = match characters.next()? {
        'a' => '\u{7}',
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\u{b}',
        '\\' => '\\',
        'u' => char::from_u32(digits(characters, 0, 4, 16)?)?,
        'U' => char::from_u32(digits(characters, 0, 8, 16)?)?,
        'x' => return u8::try_from(digits(characters, 0, 2, 16)?).ok().map(Escaped::Byte),
        character if character == quote => quote,
        character => {
            let number = digits(characters, character.to_digit(8)?, 2, 8)?;
            return u8::try_from(number).ok().map(Escaped::Byte);
        }
    };
    Some(Escaped::Character(character))
}

/// Goes on reading a number with so many more digits.
fn digits(characters: &mut Chars<'_>, start: u32, count: usize, radix: u32) -> Option<u32> {
    (0..count).try_fold(start, |number, _| {
        let digit = characters.next()?.to_digit(radix)?;
        number.checked_mul(radix)?.checked_add(digit)
    })
}
