//! The API server's words for a label selector that it refuses.
//!
//! A port of apimachinery `pkg/labels/selector.go` as far as its errors go: what a selector *means* is
//! [`crate::kube::selector`]'s business.

mod rules;

use std::collections::BTreeSet;

use rules::{check_key, check_values};

/// Checks a selector as the API server does.
///
/// # Errors
/// Its message if it refuses.
pub(super) fn check(selector: &str) -> Result<(), String> {
    let mut parser = Parser {
        tokens: tokens(selector),
        at: 0,
    };
    loop {
        match parser.look() {
            Token::Word(_) | Token::Sign("!") => {}
            Token::End => return Ok(()),
            Token::Sign(sign) => {
                return Err(format!("found '{sign}', expected: !, identifier, or 'end of string'"));
            }
        }
        parser
            .requirement()
            .map_err(|error| format!("unable to parse requirement: {error}"))?;
        match parser.take() {
            Token::End => return Ok(()),
            Token::Sign(",") => match parser.look() {
                Token::Word(_) | Token::Sign("!") => {}
                other => {
                    return Err(format!("found '{}', expected: identifier after ','", other.text()));
                }
            },
            other => {
                return Err(format!("found '{}', expected: ',' or 'end of string'", other.text()));
            }
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token<'a> {
    Word(&'a str),
    Sign(&'a str),
    End,
}

impl<'a> Token<'a> {
    fn text(self) -> &'a str {
        match self {
            Self::Word(text) | Self::Sign(text) => text,
            Self::End => "",
        }
    }
}

fn tokens(selector: &str) -> Vec<Token<'_>> {
    let is_space = |c: char| matches!(c, ' ' | '\t' | '\r' | '\n');
    let is_sign = |c: char| matches!(c, '=' | '!' | '(' | ')' | ',' | '>' | '<');
    let mut tokens = Vec::new();
    let mut rest = selector.trim_start_matches(is_space);
    while !rest.is_empty() {
        let length = match rest.find(|c| is_space(c) || is_sign(c)) {
            Some(0) if rest.starts_with("==") || rest.starts_with("!=") => 2,
            Some(0) => 1,
            Some(end) => end,
            None => rest.len(),
        };
        let (text, after) = rest.split_at(length);
        tokens.push(if text.starts_with(is_sign) {
            Token::Sign(text)
        } else {
            Token::Word(text)
        });
        rest = after.trim_start_matches(is_space);
    }
    tokens
}

struct Parser<'a> {
    tokens: Vec<Token<'a>>,
    at: usize,
}

impl<'a> Parser<'a> {
    fn look(&self) -> Token<'a> {
        self.tokens.get(self.at).copied().unwrap_or(Token::End)
    }

    fn take(&mut self) -> Token<'a> {
        let token = self.look();
        self.at += 1;
        token
    }

    fn requirement(&mut self) -> Result<(), String> {
        let mut token = self.take();
        let negated = token == Token::Sign("!");
        if negated {
            token = self.take();
        }
        let Token::Word(key) = token else {
            return Err(format!("found '{}', expected: identifier", token.text()));
        };
        check_key(key)?;
        if matches!(self.look(), Token::End | Token::Sign(",")) || negated {
            return Ok(());
        }
        let mut number = false;
        let values = match self.take() {
            Token::Word("in" | "notin") => self.set()?,
            Token::Sign("=" | "==" | "!=") => std::iter::once(self.exact()?).collect(),
            Token::Sign("<" | ">") => {
                number = true;
                std::iter::once(self.exact()?).collect()
            }
            other => {
                return Err(format!(
                    "found '{}', expected: in, notin, =, ==, !=, gt, lt",
                    other.text()
                ));
            }
        };
        check_values(key, &values, number)
    }

    fn exact(&mut self) -> Result<&'a str, String> {
        match self.look() {
            Token::End | Token::Sign(",") => Ok(""),
            Token::Word(value) => {
                self.at += 1;
                Ok(value)
            }
            Token::Sign(sign) => Err(format!("found '{sign}', expected: identifier")),
        }
    }

    fn set(&mut self) -> Result<BTreeSet<&'a str>, String> {
        let open = self.take();
        if open != Token::Sign("(") {
            return Err(format!("found '{}' expected: '('", open.text()));
        }
        let mut values = BTreeSet::new();
        if !matches!(self.look(), Token::Word(_) | Token::Sign("," | ")")) {
            return Err(format!(
                "found '{}', expected: ',', ')' or identifier",
                self.look().text()
            ));
        }
        if self.look() == Token::Sign(")") {
            self.at += 1;
            return Ok(std::iter::once("").collect());
        }
        loop {
            match self.take() {
                Token::Word(value) => {
                    values.insert(value);
                    match self.look() {
                        Token::Sign(",") => {}
                        Token::Sign(")") => break,
                        other => {
                            return Err(format!("found '{}', expected: ',' or ')'", other.text()));
                        }
                    }
                }
                Token::Sign(",") => {
                    if values.is_empty() {
                        values.insert("");
                    }
                    match self.look() {
                        Token::Sign(")") => {
                            values.insert("");
                            break;
                        }
                        Token::Sign(",") => {
                            values.insert("");
                        }
                        _ => {}
                    }
                }
                other => {
                    return Err(format!("found '{}', expected: ',', or identifier", other.text()));
                }
            }
        }
        self.at += 1;
        Ok(values)
    }
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn selectors_that_the_server_takes_pass() {
        for selector in [
            "",
            " ",
            "a",
            "!a",
            "a=b",
            "a==b,c!=d",
            "a in (b,c)",
            "a in ()",
            "a in (,b)",
            "in in (in)",
            "a>5",
            "a=",
            "x/y",
        ] {
            assert_eq!(check(selector), Ok(()), "{selector:?}");
        }
    }

    #[test]
    fn others_are_refused_in_its_words() {
        for (selector, words) in [
            ("=x", "found '=', expected: !, identifier, or 'end of string'"),
            (
                "a b",
                "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt",
            ),
            ("a in b", "unable to parse requirement: found 'b' expected: '('"),
            ("a in (b", "unable to parse requirement: found '', expected: ',' or ')'"),
            ("a,,b", "found ',', expected: identifier after ','"),
            ("a=b c", "found 'c', expected: ',' or 'end of string'"),
            (
                "a>5x",
                "unable to parse requirement: values[0]: Invalid value: \"5x\": for 'Gt', 'Lt' operators, the value must be an integer",
            ),
            ("!=a", "found '!=', expected: !, identifier, or 'end of string'"),
        ] {
            assert_eq!(check(selector), Err(words.to_owned()), "{selector:?}");
        }
        let error = check("ü=1").unwrap_err();
        assert!(error.starts_with("unable to parse requirement: <nil>: Invalid value: \"ü\": name part must consist"));
    }
}
