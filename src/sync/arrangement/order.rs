//! Sorting: each distinct value is compared once, and rows are put in place by counting.

use super::{Cells, Sort, Values as _, descending, meaning};
use crate::{
    sort,
    sync::{
        filter::NAMESPACE,
        rows::{RowNumber, Rows},
    },
    text::{
        order::{self, Meaning, says_nothing},
        relative::{self, Moving},
    },
};

/// Sorts rows by a column; rows that are equal there keep their order.
pub(super) fn sort(rows: &Rows, sort: Sort, order: &mut Vec<RowNumber>) {
    if rows.moving(sort.column) == Moving::Created {
        return by_age(rows, sort, order);
    }
    let ranking = Ranking::of(rows, sort.column);
    let rank = |row: RowNumber| match ranking.rank(rows, row) {
        // What says nothing comes last in both directions.
        Some(rank) if sort.is_descending && rank < ranking.telling => ranking.telling - 1 - rank,
        Some(rank) => rank,
        None => ranking.numbers.len(),
    };
    // By counting: where the rows of each rank begin, then each row into its place.
    let mut begins = vec![0_usize; ranking.numbers.len() + 2];
    for row in order.iter() {
        if let Some(next) = begins.get_mut(rank(*row) + 1) {
            *next += 1;
        }
    }
    let mut sum = 0;
    for begin in &mut begins {
        sum += *begin;
        *begin = sum;
    }
    let mut sorted = vec![0; order.len()];
    for row in order.iter() {
        if let Some(place) = begins.get_mut(rank(*row)) {
            if let Some(free) = sorted.get_mut(*place) {
                *free = *row;
            }
            *place += 1;
        }
    }
    *order = sorted;
}

/// Rows by their value in a column, values in the column's order, each with its number.
pub(super) fn buckets(rows: &Rows, column: usize, order: &[RowNumber]) -> Vec<(u32, Vec<RowNumber>)> {
    let ranking = Ranking::of(rows, column);
    let mut members = vec![Vec::new(); ranking.numbers.len() + 1];
    for row in order {
        let rank = ranking.rank(rows, *row).unwrap_or(ranking.numbers.len());
        if let Some(members) = members.get_mut(rank) {
            members.push(*row);
        }
    }
    let numbers = ranking.numbers.into_iter().chain([u32::MAX]);
    numbers
        .zip(members)
        .filter(|(_, members)| !members.is_empty())
        .collect()
}

/// The values of a column in its order.
struct Ranking {
    column: usize,
    /// The numbers of the values, first to last.
    numbers: Vec<u32>,
    /// Where each value stands in that, by its number.
    ranks: Vec<u32>,
    /// How many of them say something; the others come last.
    telling: usize,
}

impl Ranking {
    fn of(rows: &Rows, column: usize) -> Self {
        let cells = Cells(rows);
        let distinct = cells.distinct(column);
        let meaning = if column == NAMESPACE {
            Meaning::Text
        } else {
            meaning(rows, column)
        };
        let values = (0_u32..).take(distinct).map(|number| cells.value(column, number));
        let numbers = order::sorted(meaning, values);
        let mut ranks = vec![0; distinct];
        for (number, rank) in numbers.iter().zip(0..) {
            if let Some(of) = ranks.get_mut(*number as usize) {
                *of = rank;
            }
        }
        let is_nothing = |number: &&u32| says_nothing(cells.value(column, **number));
        let telling = distinct - numbers.iter().rev().take_while(is_nothing).count();
        Self {
            column,
            numbers,
            ranks,
            telling,
        }
    }

    /// Where a row's value stands; `None` for a row without one.
    fn rank(&self, rows: &Rows, row: RowNumber) -> Option<usize> {
        let number = Cells(rows).numbers(self.column).get(row as usize).copied()?;
        self.ranks.get(number as usize).map(|rank| *rank as usize)
    }
}

/// Sorts by the time since creation: to the second where that is known, else to the unit that the cell shows.
fn by_age(rows: &Rows, sort: Sort, order: &mut Vec<RowNumber>) {
    let age = |row: RowNumber| {
        let created = rows.created(row).or_else(|| {
            let shown = relative::interval(rows.cell(row, sort.column))?;
            Some(rows.printed(row) - shown.start)
        });
        // The later an object was created, the younger it is; of what has no age, nothing can be said.
        (created.is_none(), created.map_or(0, |created| -created))
    };
    let mut keys: Vec<_> = order.iter().map(|row| (age(*row), *row)).collect();
    sort::by(&mut keys, |(one, _), (other, _)| match (one.0, other.0) {
        (false, false) => descending(sort.is_descending, one.1.cmp(&other.1)),
        (one, other) => one.cmp(&other),
    });
    order.clear();
    order.extend(keys.into_iter().map(|(_, row)| row));
}
