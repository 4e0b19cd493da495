//! Which rows of a list are shown, and in which order: filtered, sorted, grouped.

mod order;
#[cfg(test)]
mod tests;

use std::{cmp::Ordering, collections::BTreeSet};

use super::{
    filter::{Filter, NAMESPACE, Values},
    rows::{RowNumber, Rows},
};
use crate::text::order::{Meaning, compare, says_nothing};

/// How a list is arranged.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct How {
    /// Which rows are shown.
    pub filter: Filter,
    /// By what they are sorted; the API server's order if by nothing.
    pub sort: Option<Sort>,
    /// By which column they are grouped.
    pub group: Option<usize>,
    /// The values of groups that are closed.
    pub closed: BTreeSet<String>,
}

/// By what rows are sorted. Columns are counted as [`Filter`] counts them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// The column.
    pub column: usize,
    /// Whether the last in the column's order comes first.
    pub is_descending: bool,
}

/// Rows as they are shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arrangement {
    items: Vec<Item>,
    groups: Vec<Group>,
    shown: usize,
}

/// One line of what is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// A row.
    Row(RowNumber),
    /// The heading of a group, by its number.
    Group(u32),
}

/// Rows with one value in the column by which they are grouped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The value.
    pub value: String,
    /// How many rows have it.
    pub count: usize,
    /// Whether its rows are not shown.
    pub is_closed: bool,
}

impl Arrangement {
    /// Arranges rows.
    pub fn of(rows: &Rows, how: &How) -> Self {
        let mut order = rows.order().to_vec();
        if !how.filter.is_empty() {
            let meanings: Vec<Meaning> = (0..rows.columns().len()).map(|column| meaning(rows, column)).collect();
            how.filter.retain(&Cells(rows), &mut order, &|column, cell, bound| {
                let meaning = meanings.get(column).copied().unwrap_or(Meaning::Text);
                (!says_nothing(cell)).then(|| compare(meaning, cell, bound))
            });
        }
        Self::of_shown(rows, how, order)
    }

    /// Sorts and groups the rows that are shown.
    fn of_shown(rows: &Rows, how: &How, mut order: Vec<RowNumber>) -> Self {
        if let Some(sort) = how.sort {
            order::sort(rows, sort, &mut order);
        }
        let shown = order.len();
        let Some(column) = how.group else {
            return Self {
                items: order.into_iter().map(Item::Row).collect(),
                groups: Vec::new(),
                shown,
            };
        };
        let mut items = Vec::with_capacity(shown);
        let mut groups: Vec<Group> = Vec::new();
        for (number, members) in order::buckets(rows, column, &order) {
            let value = value(rows, column, number).to_owned();
            let is_closed = how.closed.contains(&value);
            items.push(Item::Group(u32::try_from(groups.len()).unwrap_or(u32::MAX)));
            if !is_closed {
                items.extend(members.iter().copied().map(Item::Row));
            }
            groups.push(Group {
                value,
                count: members.len(),
                is_closed,
            });
        }
        Self { items, groups, shown }
    }

    /// The lines.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// How many rows are shown, those of closed groups included.
    pub fn shown(&self) -> usize {
        self.shown
    }

    /// A group by its number.
    pub fn group(&self, number: u32) -> Option<&Group> {
        self.groups.get(number as usize)
    }

    /// All groups.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The rows in the order in which they are shown, those of closed groups left out.
    pub fn rows(&self) -> impl Iterator<Item = RowNumber> {
        self.items.iter().filter_map(|item| match item {
            Item::Row(row) => Some(*row),
            Item::Group(_) => None,
        })
    }
}

/// What a column means when it is sorted.
pub fn meaning(rows: &Rows, column: usize) -> Meaning {
    let (Some(definition), Some(texts)) = (rows.columns().get(column), rows.texts(column)) else {
        return Meaning::Text;
    };
    Meaning::of(&definition.type_, &definition.format, &definition.name, texts.iter())
}

/// How often each value of a column occurs, by the number of the value.
pub fn counts(rows: &Rows, column: usize) -> Vec<usize> {
    let cells = Cells(rows);
    let numbers = cells.numbers(column);
    let mut counts = vec![0; cells.distinct(column)];
    for row in rows.order() {
        let number = numbers
            .get(*row as usize)
            .and_then(|number| counts.get_mut(*number as usize));
        if let Some(count) = number {
            *count += 1;
        }
    }
    counts
}

/// A value of a column by its number.
pub fn value(rows: &Rows, column: usize, number: u32) -> &str {
    match column {
        NAMESPACE => rows.namespaces().get(number),
        column => rows.texts(column).map_or("", |texts| texts.get(number)),
    }
}

/// The cells of rows as a filter asks for them.
struct Cells<'r>(&'r Rows);

impl Values for Cells<'_> {
    fn columns(&self) -> usize {
        self.0.columns().len()
    }

    fn distinct(&self, column: usize) -> usize {
        match column {
            NAMESPACE => self.0.namespaces().len(),
            column => self.0.texts(column).map_or(0, super::dictionary::Dictionary::len),
        }
    }

    fn value(&self, column: usize, id: u32) -> &str {
        value(self.0, column, id)
    }

    fn rows(&self) -> usize {
        self.0.capacity()
    }

    fn numbers(&self, column: usize) -> &[u32] {
        match column {
            NAMESPACE => self.0.namespace_numbers(),
            column => self.0.numbers(column),
        }
    }
}

fn descending(is_descending: bool, ordering: Ordering) -> Ordering {
    if is_descending { ordering.reverse() } else { ordering }
}
