//! Which rows of a list fit a filter: each distinct value of a column is looked at once, not once in every row.

#[cfg(test)]
mod tests;

use std::cmp::Ordering;

use super::{Comparison, Condition, Filter, NAMESPACE, Term, needle::Needle};
use crate::sort;

/// Rows in columns that hold each value once; a row has the number of its value.
///
/// Columns are counted from 0 up to `columns()`; [`NAMESPACE`] is one more. Nothing is asked about other columns, or about
/// values from `distinct(column)` on.
pub trait Values {
    /// How many columns there are, that of the namespaces not counted.
    fn columns(&self) -> usize;
    /// How many values a column has; 0 for the namespaces of a list that has none.
    fn distinct(&self, column: usize) -> usize;
    /// A value of a column.
    fn value(&self, column: usize, number: u32) -> &str;
    /// How many rows there are.
    fn rows(&self) -> usize;
    /// For each row, the number of its value in a column. Where there is no such number, or no such value, the row has
    /// no cell in this column, and no condition on it holds.
    fn numbers(&self, column: usize) -> &[u32];
}

impl Filter {
    /// Whether each row is shown, in the order of the rows.
    ///
    /// `compare` says how a value of a column, given first, stands to the bound of a term; `None` where the two cannot be
    /// compared, as `<none>` and `5m`: then neither `<` nor `>` holds.
    pub fn matching<V, C>(&self, values: &V, compare: &C) -> Vec<bool>
    where
        V: Values,
        C: Fn(usize, &str, &str) -> Option<Ordering>,
    {
        let mut rows = (0..u32::MAX).take(values.rows()).collect();
        self.retain(values, &mut rows, compare);
        let mut shown = vec![false; values.rows()];
        for row in rows {
            if let Some(is_shown) = shown.get_mut(row as usize) {
                *is_shown = true;
            }
        }
        shown
    }

    /// Whether one row is shown; `compare` as in [`Filter::matching`].
    pub fn matches<V, C>(&self, values: &V, row: u32, compare: &C) -> bool
    where
        V: Values,
        C: Fn(usize, &str, &str) -> Option<Ordering>,
    {
        let mut rows = vec![row];
        self.retain(values, &mut rows, compare);
        !rows.is_empty()
    }

    /// Leaves those of some rows that are shown, in their order; `compare` as in [`Filter::matching`].
    ///
    /// The work falls with the number of rows. So where a filter [narrows](Filter::narrows) the one before, give it only
    /// the rows that are shown so far.
    pub fn retain<V, C>(&self, values: &V, rows: &mut Vec<u32>, compare: &C)
    where
        V: Values,
        C: Fn(usize, &str, &str) -> Option<Ordering>,
    {
        for term in self.terms.iter().filter(|term| !term.is_unfinished()) {
            let unfit = Test::new(term).unfit(values, rows, compare);
            if term.is_negated {
                *rows = unfit;
            } else {
                // Those that do not fit stand in the same order.
                let mut unfit = unfit.into_iter().peekable();
                rows.retain(|row| unfit.next_if_eq(row).is_none());
            }
        }
    }
}

/// A term, ready to be asked often.
struct Test<'a> {
    /// The only column to look at; without it, all of them.
    column: Option<usize>,
    question: Question<'a>,
}

enum Question<'a> {
    Contains(Vec<Needle<'a>>),
    Equals(Vec<Needle<'a>>),
    Compares(Comparison, &'a str),
}

impl<'a> Test<'a> {
    fn new(term: &'a Term) -> Self {
        let needles = |texts: &'a [String]| texts.iter().map(|text| Needle::new(text)).collect();
        let (column, question) = match &term.condition {
            Condition::Text(text) | Condition::Unplaced { text, .. } => {
                (None, Question::Contains(vec![Needle::new(text)]))
            }
            Condition::Contains { column, texts } => (Some(*column), Question::Contains(needles(texts))),
            Condition::Equals { column, values } => (Some(*column), Question::Equals(needles(values))),
            Condition::Compares {
                column,
                comparison,
                bound,
            } => (Some(*column), Question::Compares(*comparison, bound)),
        };
        Self { column, question }
    }

    /// Those of the rows in which no cell fits.
    fn unfit<V, C>(&self, values: &V, rows: &[u32], compare: &C) -> Vec<u32>
    where
        V: Values,
        C: Fn(usize, &str, &str) -> Option<Ordering>,
    {
        let mut columns: Vec<_> = match self.column {
            Some(column) => vec![column],
            None => (0..values.columns()).chain([NAMESPACE]).collect(),
        };
        columns.retain(|column| *column == NAMESPACE || *column < values.columns());
        // Columns with few values cost little, and each row that fits by one of them is spared the others.
        sort::by_key(&mut columns, |column| values.distinct(*column));
        let mut unfit = rows.to_vec();
        for column in columns {
            let numbers = values.numbers(column);
            let distinct = values.distinct(column);
            if unfit.len() < distinct {
                unfit.retain(|row| {
                    let number = numbers
                        .get(*row as usize)
                        .filter(|number| (**number as usize) < distinct);
                    !number.is_some_and(|number| self.fits(column, values.value(column, *number), compare))
                });
            } else {
                let fitting = self.fitting(values, column, compare);
                if fitting.contains(&true) {
                    unfit.retain(|row| {
                        let number = numbers.get(*row as usize);
                        number.and_then(|number| fitting.get(*number as usize)) != Some(&true)
                    });
                }
            }
        }
        unfit
    }

    /// For each value of a column, whether it fits.
    fn fitting<V, C>(&self, values: &V, column: usize, compare: &C) -> Vec<bool>
    where
        V: Values,
        C: Fn(usize, &str, &str) -> Option<Ordering>,
    {
        (0..u32::MAX)
            .take(values.distinct(column))
            .map(|number| self.fits(column, values.value(column, number), compare))
            .collect()
    }

    fn fits(&self, column: usize, value: &str, compare: &impl Fn(usize, &str, &str) -> Option<Ordering>) -> bool {
        match &self.question {
            Question::Contains(needles) => needles.iter().any(|needle| needle.is_in(value)),
            Question::Equals(needles) => needles.iter().any(|needle| needle.is(value)),
            Question::Compares(comparison, bound) => {
                compare(column, value, bound).is_some_and(|ordering| comparison.holds(ordering))
            }
        }
    }
}
