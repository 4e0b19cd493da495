//! Reads a filter from text, term by term.

use super::{Comparison, Condition, Term, columns::Columns};

/// The terms of a text, and whether its last quote is open.
pub(super) fn terms(text: &str, columns: &Columns) -> (Vec<Term>, bool) {
    let mut reader = Reader {
        text,
        at: 0,
        columns,
        has_open_quote: false,
    };
    let mut terms = Vec::new();
    loop {
        reader.skip_spaces();
        if reader.rest().is_empty() {
            return (terms, reader.has_open_quote);
        }
        terms.push(reader.term());
    }
}

/// What stands between a column and its values.
#[derive(Clone, Copy)]
enum Operator {
    Contains,
    Equals,
    Differs,
    Compares(Comparison),
}

/// The operators; those that start like others stand before them. `==` is what selectors allow as well.
const OPERATORS: [(&str, Operator); 8] = [
    ("!=", Operator::Differs),
    (">=", Operator::Compares(Comparison::GreaterOrEqual)),
    ("<=", Operator::Compares(Comparison::LessOrEqual)),
    ("==", Operator::Equals),
    ("=", Operator::Equals),
    (":", Operator::Contains),
    (">", Operator::Compares(Comparison::Greater)),
    ("<", Operator::Compares(Comparison::Less)),
];

/// A name or a value without its quotes.
struct Word {
    text: String,
    /// Whether it stands, or starts, in quotes that end.
    is_quoted: bool,
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    columns: &'a Columns,
    has_open_quote: bool,
}

impl<'a> Reader<'a> {
    fn term(&mut self) -> Term {
        let is_negated = self.take("-") || self.take("!");
        let start = self.at;
        let name = self.word(|rest| operator(rest).is_some());
        let found = operator(self.rest()).filter(|_| !name.text.is_empty() || name.is_quoted);
        let Some((sign, operator)) = found else {
            // What starts with an operator, such as `:8080`, is text up to the next space.
            let behind = self.bare(|_| false);
            return Term {
                is_negated,
                condition: Condition::Text(name.text + behind),
            };
        };
        self.at += sign.len();
        let differs = matches!(operator, Operator::Differs);
        let placed = self.condition(self.columns.named(&name.text), operator);
        let typed = || self.text.get(start..self.at).unwrap_or_default().to_owned();
        match placed {
            Some(condition) => Term {
                is_negated: is_negated != differs,
                condition,
            },
            // Text with an open quote has to be quoted as a whole before anything can stand behind it.
            None if self.has_open_quote => Term {
                is_negated,
                condition: Condition::Text(typed()),
            },
            None => Term {
                is_negated,
                condition: Condition::Unplaced {
                    text: typed(),
                    column: name.text,
                },
            },
        }
    }

    /// Reads the values behind an operator, also where there is no such column.
    fn condition(&mut self, column: Option<usize>, operator: Operator) -> Option<Condition> {
        if let Operator::Compares(comparison) = operator {
            let bound = self.word(|_| false).text;
            return column.map(|column| Condition::Compares {
                column,
                comparison,
                bound,
            });
        }
        let is_substring = matches!(operator, Operator::Contains);
        let mut values = Vec::new();
        loop {
            let value = self.word(|rest| rest.starts_with(','));
            // An empty cell can be asked for, while every cell contains the empty text.
            if !value.text.is_empty() || (value.is_quoted && !is_substring) {
                values.push(value.text);
            }
            if !self.take(",") {
                break;
            }
        }
        column.map(|column| {
            if is_substring {
                Condition::Contains { column, texts: values }
            } else {
                Condition::Equals { column, values }
            }
        })
    }

    /// What may start in quotes, up to a space or to what `ends` it. Quotes further on are like any other character, so
    /// that a cell with JSON can be looked for as it stands.
    fn word(&mut self, ends: impl Fn(&str) -> bool) -> Word {
        let mut text = String::new();
        let is_quoted = self.take("\"") && self.quoted(&mut text);
        text.push_str(self.bare(ends));
        Word { text, is_quoted }
    }

    /// Reads up to the quote that ends the text, and says whether there is one.
    fn quoted(&mut self, text: &mut String) -> bool {
        loop {
            let rest = self.rest();
            let Some(length) = rest.find('"') else {
                text.push_str(rest);
                self.at = self.text.len();
                self.has_open_quote = true;
                return false;
            };
            text.push_str(rest.get(..length).unwrap_or_default());
            self.at += length + 1;
            if !self.take("\"") {
                return true;
            }
            text.push('"');
        }
    }

    fn bare(&mut self, ends: impl Fn(&str) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest
            .char_indices()
            .find(|(at, c)| c.is_whitespace() || rest.get(*at..).is_some_and(&ends))
            .map_or(rest.len(), |(at, _)| at);
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn skip_spaces(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn take(&mut self, token: &str) -> bool {
        let is_here = self.rest().starts_with(token);
        if is_here {
            self.at += token.len();
        }
        is_here
    }
}

/// The operator that a text starts with.
fn operator(rest: &str) -> Option<(&'static str, Operator)> {
    OPERATORS.into_iter().find(|(sign, _)| rest.starts_with(sign))
}
