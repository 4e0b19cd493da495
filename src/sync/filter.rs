//! The filter above a list, as it is typed: what the cells of a row have to hold for the row to be shown.
//!
//! A filter is terms with white space between them, and a row is shown where all of them hold.
//!
//! | term | holds where |
//! | --- | --- |
//! | `text` | any cell, or the namespace, contains the text |
//! | `column:text` | that column contains the text |
//! | `column=value`, `column==value` | that column is the value, and nothing more |
//! | `column!=value` | that column is anything else |
//! | `column>bound`, `>=`, `<`, `<=` | the caller, who knows what a column counts, says so |
//! | `-term`, `!term` | the term does not hold |
//!
//! Behind `:`, `=` and `!=`, commas stand between several values, one of which is enough. Double quotes at the start
//! of a term, a name or a value keep what is special in it together (`"two words"`, `"nominated node"=a`,
//! `status="Ready,SchedulingDisabled"`), and two of them in there stand for one. Case never matters.
//!
//! A column is named by its heading, with `-` or `_` for a space. `namespace` and `ns` name the namespace, unless they
//! are headings. Any column also goes by its position, for when two share a heading: `#3=a`, and `#0` is the namespace.

mod columns;
mod evaluation;
mod highlight;
mod narrowing;
mod needle;
mod reading;
mod spelling;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

use std::cmp::Ordering;

use columns::Columns;
pub use evaluation::Values;
use needle::Needle;

/// Stands for the column of namespaces, which is none of a Table's own.
pub const NAMESPACE: usize = usize::MAX;

/// The terms of a filter, and the columns that they are about.
///
/// `Display` spells it in one canonical way, which is read back as the same terms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    columns: Columns,
    terms: Vec<Term>,
    has_open_quote: bool,
}

/// One thing that has to hold, or must not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Whether a row is shown where the condition does *not* hold.
    pub is_negated: bool,
    /// What is asked of a row.
    pub condition: Condition,
}

/// What is asked of the cells of a row. Columns are counted from 0, as the headings were given, or are [`NAMESPACE`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Any cell contains this text.
    Text(String),
    /// The term names a column that the list does not have, so that any cell may contain what was typed.
    Unplaced {
        /// The whole term without its negation, as it was typed.
        text: String,
        /// What stands where a column's name was expected.
        column: String,
    },
    /// The column contains one of the texts.
    Contains {
        /// The column.
        column: usize,
        /// The texts, none of them empty.
        texts: Vec<String>,
    },
    /// The column is one of the values; an empty one is an empty cell.
    Equals {
        /// The column.
        column: usize,
        /// The values.
        values: Vec<String>,
    },
    /// The column compares with the bound in this way.
    Compares {
        /// The column.
        column: usize,
        /// The way.
        comparison: Comparison,
        /// What it is compared with, as it was typed.
        bound: String,
    },
}

/// How a cell stands to a bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

/// What could not be taken as it was probably meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// There is no column of this name, and the term was taken for text.
    UnknownColumn(String),
    /// The term, here in its canonical spelling, has nothing to look for yet; it leaves every row as it is.
    Unfinished(String),
    /// The last term has a quote that does not end, so that everything behind it belongs to it.
    OpenQuote,
}

impl Filter {
    /// Reads what was typed; every text is a filter.
    ///
    /// `headings` are those of the columns, in the order in which [`Values`] counts them.
    pub fn parse(text: &str, headings: &[&str]) -> Self {
        let columns = Columns::new(headings);
        let (terms, has_open_quote) = reading::terms(text, &columns);
        Self {
            columns,
            terms,
            has_open_quote,
        }
    }

    /// The terms in their order, unfinished ones included.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// Whether every row is shown, because nothing is asked yet.
    pub fn is_empty(&self) -> bool {
        self.terms.iter().all(Term::is_unfinished)
    }

    /// What the reader should know about how the text was taken, in the order of the terms.
    pub fn notes(&self) -> Vec<Note> {
        let of_terms = self.terms.iter().filter_map(|term| match &term.condition {
            Condition::Unplaced { column, .. } => Some(Note::UnknownColumn(column.clone())),
            _ if term.is_unfinished() => Some(Note::Unfinished(self.spelling(term))),
            _ => None,
        });
        of_terms.chain(self.has_open_quote.then_some(Note::OpenQuote)).collect()
    }

    /// Whether the filter asks for this value of a column by name: `column=value`.
    pub fn selects(&self, column: usize, value: &str) -> bool {
        let value = Needle::new(value);
        self.terms
            .iter()
            .filter_map(|term| selected(term, column))
            .any(|values| values.iter().any(|known| value.is(known)))
    }

    /// The filter that asks for this value too, or no longer, if it does so now.
    ///
    /// A value joins those of a term `column=…` that is there already. One that was excluded with `column!=…` is not
    /// excluded any more, since nothing could be both. For a column that the list does not have, nothing changes.
    #[must_use]
    pub fn with_toggled(&self, column: usize, value: &str) -> Self {
        let mut toggled = self.clone();
        if !self.columns.has(column) {
            return toggled;
        }
        // What is added stands behind what was typed, and a quote is closed before.
        toggled.has_open_quote = false;
        let is_selected = self.selects(column, value);
        let sought = Needle::new(value);
        toggled.terms.retain_mut(|term| match &mut term.condition {
            Condition::Equals { column: of, values } if *of == column && term.is_negated != is_selected => {
                let before = values.len();
                values.retain(|known| !sought.is(known));
                !values.is_empty() || before == 0
            }
            _ => true,
        });
        if !is_selected {
            toggled.select(column, value);
        }
        toggled
    }

    /// The filter without one of its terms.
    #[must_use]
    pub fn without(&self, term: usize) -> Self {
        let mut rest = self.clone();
        if term < rest.terms.len() {
            rest.terms.remove(term);
            rest.has_open_quote &= term < rest.terms.len();
        }
        rest
    }

    fn select(&mut self, column: usize, value: &str) {
        let known = self.terms.iter_mut().find_map(|term| match &mut term.condition {
            Condition::Equals { column: of, values } if *of == column && !term.is_negated => Some(values),
            _ => None,
        });
        match known {
            Some(values) => values.push(value.to_owned()),
            None => self.terms.push(Term {
                is_negated: false,
                condition: Condition::Equals {
                    column,
                    values: vec![value.to_owned()],
                },
            }),
        }
    }
}

impl Term {
    /// Whether there is nothing to look for yet, as in `status=`; such a term holds everywhere, negated or not.
    pub fn is_unfinished(&self) -> bool {
        match &self.condition {
            Condition::Text(text) | Condition::Unplaced { text, .. } => text.is_empty(),
            Condition::Contains { texts, .. } => texts.is_empty(),
            Condition::Equals { values, .. } => values.is_empty(),
            Condition::Compares { bound, .. } => bound.is_empty(),
        }
    }
}

impl Comparison {
    /// Whether a cell that stands to the bound in this order fits.
    pub fn holds(self, ordering: Ordering) -> bool {
        match self {
            Self::Less => ordering.is_lt(),
            Self::LessOrEqual => ordering.is_le(),
            Self::Greater => ordering.is_gt(),
            Self::GreaterOrEqual => ordering.is_ge(),
        }
    }
}

/// The values of a term `column=…`.
fn selected(term: &Term, column: usize) -> Option<&[String]> {
    match &term.condition {
        Condition::Equals { column: of, values } if *of == column && !term.is_negated => Some(values),
        _ => None,
    }
}
