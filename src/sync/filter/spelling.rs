//! Spells a filter, so that it is read back as the same.

use std::fmt;

use super::{Comparison, Condition, Filter, Term};

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, term) in self.terms.iter().enumerate() {
            if index > 0 {
                f.write_str(" ")?;
            }
            f.write_str(&self.spelling(term))?;
        }
        Ok(())
    }
}

impl Filter {
    /// The canonical spelling of one of the filter's terms.
    pub fn spelling(&self, term: &Term) -> String {
        let sign = if term.is_negated { "-" } else { "" };
        match &term.condition {
            Condition::Text(text) => format!("{sign}{}", spelled(text, is_plain_text)),
            Condition::Unplaced { text, .. } => format!("{sign}{text}"),
            Condition::Contains { column, texts } => {
                format!("{sign}{}:{}", self.column_name(*column), several(texts))
            }
            Condition::Equals { column, values } => {
                let operator = if term.is_negated { "!=" } else { "=" };
                format!("{}{operator}{}", self.column_name(*column), several(values))
            }
            Condition::Compares {
                column,
                comparison,
                bound,
            } => {
                let bound = if bound.is_empty() { String::new() } else { one(bound) };
                format!("{sign}{}{}{bound}", self.column_name(*column), comparison.sign())
            }
        }
    }

    /// The nicest name that stands for the column.
    fn column_name(&self, column: usize) -> String {
        let names = self.columns.names(column);
        let stands_for_it = |name: &&String| self.columns.named(name) == Some(column);
        let name = names.iter().find(stands_for_it).or(names.last());
        name.map(|name| spelled(name, is_plain_name)).unwrap_or_default()
    }
}

impl Comparison {
    /// How it is written.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }
}

fn several(values: &[String]) -> String {
    let values: Vec<_> = values.iter().map(|value| one(value)).collect();
    values.join(",")
}

fn one(value: &str) -> String {
    spelled(value, |value| {
        // `a==b` is the same as `a=b`, and `a>=b` is something else than `a>` with the bound `=b`.
        !value.is_empty() && !value.starts_with(['"', '=']) && !value.contains(|c: char| c == ',' || c.is_whitespace())
    })
}

/// A text as it is, or in quotes.
fn spelled(text: &str, is_plain: impl Fn(&str) -> bool) -> String {
    if is_plain(text) {
        text.to_owned()
    } else {
        format!("\"{}\"", text.replace('"', "\"\""))
    }
}

fn is_plain_text(text: &str) -> bool {
    let is_special = |c: char| "=:<>".contains(c) || c.is_whitespace();
    !text.is_empty() && !text.starts_with(['"', '-', '!']) && !text.contains(is_special)
}

/// A name may not end where `!=` would begin, either.
fn is_plain_name(name: &str) -> bool {
    is_plain_text(name) && !name.contains('!')
}
