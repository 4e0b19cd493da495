//! A small list for the filter's tests, and filters of every kind over it.

use std::cmp::Ordering;

use proptest::prelude::*;

use super::{Filter, Values};

/// The headings of the list.
pub(super) const HEADINGS: [&str; 4] = ["Name", "Status", "Restarts", "Nominated Node"];

/// Rows of cells, the namespace last. Each cell is a value of its own.
#[derive(Debug)]
pub(super) struct Cells {
    rows: Vec<[&'static str; 5]>,
    numbers: Vec<u32>,
}

impl Cells {
    /// A list of these rows.
    pub(super) fn new(rows: Vec<[&'static str; 5]>) -> Self {
        let numbers = (0..).take(rows.len()).collect();
        Self { rows, numbers }
    }
}

impl Values for Cells {
    fn columns(&self) -> usize {
        HEADINGS.len()
    }

    fn distinct(&self, _: usize) -> usize {
        self.rows.len()
    }

    fn value(&self, column: usize, number: u32) -> &str {
        self.rows[number as usize][column.min(HEADINGS.len())]
    }

    fn rows(&self) -> usize {
        self.rows.len()
    }

    fn numbers(&self, _: usize) -> &[u32] {
        &self.numbers
    }
}

/// Compares whole numbers.
pub(super) fn by_number(_: usize, value: &str, bound: &str) -> Option<Ordering> {
    Some(value.parse::<i64>().ok()?.cmp(&bound.parse().ok()?))
}

/// A filter over the list.
pub(super) fn filter(text: &str) -> Filter {
    Filter::parse(text, &HEADINGS)
}

/// Cells that differ in case, in length and in what they are made of.
pub(super) fn cell() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "", "a", "A", "ab", "b", "web-1", "WEB", "é", "É", "aé", "k", "\u{212a}", "ké", "5", "7", "a,b", "a b", "\"",
    ])
}

/// A few rows.
pub(super) fn cells() -> impl Strategy<Value = Cells> {
    prop::collection::vec([cell(), cell(), cell(), cell(), cell()], 1..8).prop_map(Cells::new)
}

/// Terms of every kind, whole and broken.
pub(super) fn typed() -> impl Strategy<Value = String> {
    let name = prop::sample::select(vec![
        "name",
        "STATUS",
        "restarts",
        "nominated-node",
        "\"nominated node\"",
        "ns",
        "#2",
        "nope",
        "",
    ]);
    let operator = prop::sample::select(vec!["=", "!=", "==", ":", ">", ">=", "<", "<="]);
    let value = prop_oneof![
        cell().prop_map(str::to_owned),
        cell().prop_map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))),
    ];
    let sign = prop::sample::select(vec!["", "", "-", "!"]);
    let about_column =
        (name, operator, prop::collection::vec(value.clone(), 0..3)).prop_map(|(name, operator, values)| {
            let values = values.join(",");
            format!("{name}{operator}{values}")
        });
    let term = prop_oneof![value, about_column];
    prop::collection::vec((sign, term).prop_map(|(sign, term)| sign.to_owned() + &term), 0..4)
        .prop_map(|terms| terms.join(" "))
}
