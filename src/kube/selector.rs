//! Label and field selectors: read as the API server reads them, checked before they are sent.
//!
//! Source: apimachinery `pkg/labels/selector.go` and `pkg/fields/selector.go`.

use std::fmt;

use thiserror::Error;

/// A list of requirements, all of which have to hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LabelSelector {
    /// The requirements, in order.
    pub requirements: Vec<LabelRequirement>,
}

/// What one label has to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelRequirement {
    /// The label's key.
    pub key: String,
    /// What is asked of it.
    pub operator: LabelOperator,
}

/// What is asked of a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LabelOperator {
    /// `key`
    Exists,
    /// `!key`
    NotExists,
    /// `key=value` and `key in (a,b)`
    In(Vec<String>),
    /// `key!=value` and `key notin (a,b)`; holds where there is no such label, too.
    NotIn(Vec<String>),
    /// `key>5`
    GreaterThan(i64),
    /// `key<5`
    LessThan(i64),
}

/// A list of requirements on fields, all of which have to hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldSelector {
    /// The requirements, in order.
    pub requirements: Vec<FieldRequirement>,
}

/// What one field has to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldRequirement {
    /// The field's path, such as `status.phase`.
    pub field: String,
    /// Whether the value is asked for or excluded.
    pub is_equal: bool,
    /// The value.
    pub value: String,
}

/// Why a text is no selector; the number is the place, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not a selector, from byte {at} on")]
pub struct SelectorError {
    /// Where reading stopped.
    pub at: usize,
}

impl LabelSelector {
    /// Reads a label selector.
    pub fn parse(text: &str) -> Result<Self, SelectorError> {
        let mut reader = Reader { text, at: 0 };
        let mut requirements = Vec::new();
        reader.skip_spaces();
        while reader.at < text.len() {
            requirements.push(reader.requirement()?);
            reader.skip_spaces();
            if reader.at == text.len() {
                break;
            }
            reader.expect(",")?;
            reader.skip_spaces();
        }
        Ok(Self { requirements })
    }

    /// Whether labels, looked up by key, fit.
    pub fn matches<'a>(&self, label: impl Fn(&str) -> Option<&'a str>) -> bool {
        self.requirements.iter().all(|requirement| {
            let value = label(&requirement.key);
            let number = || value.and_then(|value| value.parse::<i64>().ok());
            match &requirement.operator {
                LabelOperator::Exists => value.is_some(),
                LabelOperator::NotExists => value.is_none(),
                LabelOperator::In(values) => value.is_some_and(|value| values.iter().any(|wanted| wanted == value)),
                LabelOperator::NotIn(values) => {
                    value.is_none_or(|value| values.iter().all(|unwanted| unwanted != value))
                }
                LabelOperator::GreaterThan(bound) => number().is_some_and(|value| value > *bound),
                LabelOperator::LessThan(bound) => number().is_some_and(|value| value < *bound),
            }
        })
    }
}

impl FieldSelector {
    /// Reads a field selector; a backslash escapes a comma, an equals sign or a backslash.
    pub fn parse(text: &str) -> Result<Self, SelectorError> {
        let mut requirements = Vec::new();
        let mut at = 0;
        for piece in split_unescaped(text) {
            let here = SelectorError { at };
            at += piece.len() + 1;
            if piece.trim().is_empty() {
                continue;
            }
            let (field, is_equal, value) = if let Some((field, value)) = piece.split_once("!=") {
                (field, false, value)
            } else if let Some((field, value)) = piece.split_once("==") {
                (field, true, value)
            } else if let Some((field, value)) = piece.split_once('=') {
                (field, true, value)
            } else {
                return Err(here);
            };
            if field.trim().is_empty() {
                return Err(here);
            }
            requirements.push(FieldRequirement {
                field: field.trim().to_owned(),
                is_equal,
                value: unescape(value),
            });
        }
        Ok(Self { requirements })
    }

    /// Whether fields, looked up by path, fit.
    pub fn matches(&self, field: impl Fn(&str) -> String) -> bool {
        self.requirements
            .iter()
            .all(|requirement| (field(&requirement.field) == requirement.value) == requirement.is_equal)
    }
}

impl fmt::Display for LabelSelector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        join(f, &self.requirements)
    }
}

impl fmt::Display for LabelRequirement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = &self.key;
        match &self.operator {
            LabelOperator::Exists => write!(f, "{key}"),
            LabelOperator::NotExists => write!(f, "!{key}"),
            LabelOperator::In(values) => match values.as_slice() {
                [value] => write!(f, "{key}={value}"),
                values => write!(f, "{key} in ({})", values.join(",")),
            },
            LabelOperator::NotIn(values) => match values.as_slice() {
                [value] => write!(f, "{key}!={value}"),
                values => write!(f, "{key} notin ({})", values.join(",")),
            },
            LabelOperator::GreaterThan(bound) => write!(f, "{key}>{bound}"),
            LabelOperator::LessThan(bound) => write!(f, "{key}<{bound}"),
        }
    }
}

impl fmt::Display for FieldSelector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        join(f, &self.requirements)
    }
}

impl fmt::Display for FieldRequirement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.value.replace('\\', "\\\\").replace(',', "\\,").replace('=', "\\=");
        let operator = if self.is_equal { "=" } else { "!=" };
        write!(f, "{}{operator}{value}", self.field)
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn error<T>(&self) -> Result<T, SelectorError> {
        Err(SelectorError { at: self.at })
    }

    fn skip_spaces(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn take(&mut self, token: &str) -> bool {
        let found = self.rest().starts_with(token);
        if found {
            self.at += token.len();
        }
        found
    }

    fn expect(&mut self, token: &str) -> Result<(), SelectorError> {
        if self.take(token) { Ok(()) } else { self.error() }
    }

    /// A key or a value: what has none of the selector's own signs.
    fn word(&mut self) -> &'a str {
        let rest = self.rest();
        let end = rest
            .find(|c: char| c.is_whitespace() || "=!<>(),".contains(c))
            .unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    fn key(&mut self) -> Result<String, SelectorError> {
        let start = self.at;
        let key = self.word();
        let fits = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
        if key.is_empty() || !key.chars().all(fits) {
            self.at = start;
            return self.error();
        }
        Ok(key.to_owned())
    }

    fn requirement(&mut self) -> Result<LabelRequirement, SelectorError> {
        if self.take("!") {
            self.skip_spaces();
            let key = self.key()?;
            return Ok(LabelRequirement {
                key,
                operator: LabelOperator::NotExists,
            });
        }
        let key = self.key()?;
        self.skip_spaces();
        let operator = if self.take("!=") {
            LabelOperator::NotIn(vec![self.value()?])
        } else if self.take("==") || self.take("=") {
            LabelOperator::In(vec![self.value()?])
        } else if self.take(">") {
            LabelOperator::GreaterThan(self.number()?)
        } else if self.take("<") {
            LabelOperator::LessThan(self.number()?)
        } else if self.take("notin") {
            LabelOperator::NotIn(self.values()?)
        } else if self.take("in") {
            LabelOperator::In(self.values()?)
        } else {
            LabelOperator::Exists
        };
        Ok(LabelRequirement { key, operator })
    }

    fn value(&mut self) -> Result<String, SelectorError> {
        self.skip_spaces();
        let start = self.at;
        let value = self.word();
        let fits = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
        if !value.chars().all(fits) || value.len() > 63 {
            self.at = start;
            return self.error();
        }
        Ok(value.to_owned())
    }

    fn number(&mut self) -> Result<i64, SelectorError> {
        self.skip_spaces();
        let at = self.at;
        self.word().parse().map_err(|_| SelectorError { at })
    }

    fn values(&mut self) -> Result<Vec<String>, SelectorError> {
        self.skip_spaces();
        self.expect("(")?;
        let mut values = Vec::new();
        loop {
            values.push(self.value()?);
            self.skip_spaces();
            if self.take(")") {
                return Ok(values);
            }
            self.expect(",")?;
        }
    }
}

fn join(f: &mut fmt::Formatter<'_>, items: &[impl fmt::Display]) -> fmt::Result {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            f.write_str(",")?;
        }
        write!(f, "{item}")?;
    }
    Ok(())
}

/// Splits at commas that no backslash escapes.
fn split_unescaped(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            ',' if !escaped => {
                pieces.extend(text.get(start..at));
                start = at + 1;
            }
            _ => {}
        }
        escaped = c == '\\' && !escaped;
    }
    pieces.extend(text.get(start..));
    pieces
}

fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c == '\\' {
            out.extend(chars.next());
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests;
