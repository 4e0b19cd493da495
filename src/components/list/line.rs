//! What the lines on screen are and what each of them shows: a line is drawn anew only where that changes.

use std::ops::Range;

use leptos::prelude::*;

use crate::{
    kube::{gvk::GroupVersionResource, path::ApiPath},
    route,
    store::{arranged::Arranged, listed::Mark, settings::messages},
    sync::{
        arrangement::{Arrangement, Item},
        filter::{Filter, NAMESPACE},
        rows::{Place, RowNumber, Rows},
        shown,
    },
    text::{
        cell::printed,
        slots::{self, Slots},
        status_level::{Level, level},
    },
};

/// What stays of a line wherever it goes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum LineKey {
    /// The element of this number, which shows the row of an object.
    Row(usize),
    /// The heading of the group with this value.
    Group(String),
}

/// The lines on screen and some more on each side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visible {
    start: usize,
    keys: Vec<LineKey>,
    rows: Slots<RowNumber>,
}

/// What the row of an object shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowLine {
    /// Its cells, in the order of the columns that are shown.
    pub cells: Vec<Cell>,
    /// What has just become of it.
    pub mark: Option<Mark>,
}

/// What the heading of a group shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupLine {
    /// Its value and how many rows it has, in words.
    pub label: String,
    /// Whether its rows are hidden.
    pub is_closed: bool,
}

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What stands in it.
    pub text: String,
    /// What the filter found in it, in bytes.
    pub found: Vec<Range<usize>>,
    /// What it is of.
    pub of: CellOf,
}

/// What a cell is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellOf {
    /// The namespace.
    Namespace,
    /// The name, with the address of the object once that is known.
    Name(Option<String>),
    /// A column of the server's.
    Column {
        /// Whether it holds numbers.
        is_number: bool,
        /// How good or bad what it says is, if it is about that.
        level: Option<Level>,
    },
}

impl Visible {
    /// The lines of an arrangement in a range, those that stay in their elements.
    pub fn of(arrangement: &Arrangement, range: Range<usize>, before: Option<&Self>) -> Self {
        let items = arrangement.items().get(range.clone()).unwrap_or_default();
        let row = |item: &Item| match item {
            Item::Row(row) => Some(*row),
            Item::Group(_) => None,
        };
        let before = before.map_or(&[][..], |before| &before.rows);
        let rows = slots::assign(before, items.iter().filter_map(row));
        let mut slots = rows.iter().map(|(slot, _)| *slot);
        let key = |item: &Item| match item {
            Item::Row(_) => slots.next().map(LineKey::Row),
            Item::Group(number) => Some(LineKey::Group(
                arrangement
                    .group(*number)
                    .map(|group| group.value.clone())
                    .unwrap_or_default(),
            )),
        };
        Self {
            start: range.start,
            keys: items.iter().filter_map(key).collect(),
            rows,
        }
    }

    /// The row that an element shows.
    pub fn row(&self, slot: usize) -> Option<RowNumber> {
        let shown = self.rows.iter().find(|(it, _)| *it == slot)?;
        Some(shown.1)
    }

    /// The keys, in their order.
    pub fn keys(&self) -> Vec<LineKey> {
        self.keys.clone()
    }

    /// Which line of the whole list this is, while it is on screen.
    pub fn position(&self, key: &LineKey) -> Option<usize> {
        let at = self.keys.iter().position(|it| it == key)?;
        Some(self.start + at)
    }
}

impl Cell {
    /// Whether it may be wider than its column: columns are as wide as their widest cell, up to a limit above that of this.
    pub fn is_long(&self) -> bool {
        let is_plain = |byte: u8| matches!(byte, b' '..=b'~');
        self.text.len() > 40 || !self.text.bytes().all(is_plain)
    }
}

impl RowLine {
    /// What a row shows now.
    pub fn of(arranged: Arranged, resource: &GroupVersionResource, row: RowNumber) -> Self {
        let now = arranged.now.get();
        let cells = arranged.listed.rows.with(|rows| {
            arranged.filter.with(|filter| {
                arranged.columns.with(|columns| {
                    let cell = |column: &usize| cell(rows, row, *column, now, filter, resource);
                    columns.iter().map(cell).collect()
                })
            })
        });
        let mark = arranged.listed.marks.with(|marks| marks.of(row));
        Self { cells, mark }
    }
}

impl GroupLine {
    /// What the heading of the group with a value shows now.
    pub fn of(arranged: Arranged, value: &str) -> Self {
        let text = messages();
        arranged.arrangement.with(|arrangement| {
            let group = arrangement.groups().iter().find(|group| group.value == value);
            let name = if value.is_empty() { text.rows.no_value } else { value };
            group.map_or_else(Self::default, |group| Self {
                label: (text.rows.open_group)(name, &(text.list.rows)(group.count, &text.count(group.count))),
                is_closed: group.is_closed,
            })
        })
    }
}

/// The address of a row's object; none as long as its namespace is not known.
pub fn address(rows: &Rows, row: RowNumber, resource: &GroupVersionResource) -> Option<String> {
    let namespace = match rows.place(row) {
        Place::Namespace(name) => Some(name),
        Place::Cluster => None,
        Place::NotKnownYet => return None,
    };
    let name = rows.name(row);
    let path = ApiPath::of(resource, namespace, Some(name)).ok()?;
    (!name.is_empty()).then(|| route::to(path.as_str()))
}

/// Whether the words of a column say how well an object is.
pub fn is_status(rows: &Rows, column: usize) -> bool {
    let definition = rows.columns().get(column);
    definition.is_some_and(|it| matches!(it.name.as_str(), "Status" | "Phase" | "State"))
}

fn cell(
    rows: &Rows,
    row: RowNumber,
    column: usize,
    now: i64,
    filter: &Filter,
    resource: &GroupVersionResource,
) -> Cell {
    let (text, of) = if column == NAMESPACE {
        let name = match rows.place(row) {
            Place::Namespace(name) => name.to_owned(),
            Place::Cluster => String::new(),
            Place::NotKnownYet => "…".to_owned(),
        };
        (name, CellOf::Namespace)
    } else if column == rows.name_column().unwrap_or(0) {
        let name = printed(rows.cell(row, column)).into_owned();
        (name, CellOf::Name(address(rows, row, resource)))
    } else {
        let shown = shown::cell(rows, row, column, now);
        let text = printed(&shown).into_owned();
        let definition = rows.columns().get(column);
        let level = is_status(rows, column).then(|| level(&text));
        let is_number = definition.is_some_and(|it| matches!(it.type_.as_str(), "integer" | "number"));
        (text, CellOf::Column { is_number, level })
    };
    let found = if filter.is_empty() {
        Vec::new()
    } else {
        filter.found_in(column, &text)
    };
    Cell { text, found, of }
}
