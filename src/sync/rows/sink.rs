//! Puts what a Table says into rows: appended while a list is read, put in their places when a watch tells of them.

use super::{Column, NOT_KNOWN_YET, OF_CLUSTER, RowNumber, Rows, UNKNOWN_TIME};
use crate::{
    kube::{
        json_path::JsonPath,
        table::{ColumnDefinition, RowObject, RowSink},
        time::parse_rfc3339,
    },
    text::relative::Moving,
};

/// A column that is read from the objects themselves.
#[derive(Clone, Debug, PartialEq)]
pub struct Derived {
    /// Its heading.
    pub heading: String,
    /// Where its value stands in an object.
    pub path: JsonPath,
}

/// Takes the rows of one answer.
pub struct RowsSink<'r> {
    rows: &'r mut Rows,
    /// The namespace of rows that carry no metadata.
    listing: u32,
    /// When the server printed them, in seconds since 1970.
    printed: i64,
    into: Into,
    /// The row that is being read.
    cells: Vec<u32>,
    changes: Vec<(RowNumber, Change)>,
}

/// What is done with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Into {
    /// It stands behind all others.
    End,
    /// It replaces the row of its object, or takes its place in the order.
    Place,
    /// It replaces the row of its object, if that is there.
    Refresh,
    /// The row of its object is looked up, and nothing changes.
    Find,
}

/// What a row that was put in its place is to the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is new.
    Arrived,
    /// Cells differ, other than by the time that has passed.
    Changed,
    /// It looks as before.
    Same,
}

impl<'r> RowsSink<'r> {
    /// Appends the rows of a list. They are in `namespace` where they do not say where they are.
    pub fn list(rows: &'r mut Rows, namespace: Option<&str>, printed: i64) -> Self {
        let listing = namespace.map_or(OF_CLUSTER, |namespace| rows.namespaces.intern(namespace));
        Self::new(rows, listing, printed, Into::End)
    }

    /// Appends the rows of a list across namespaces that do not say where they are.
    pub fn anywhere(rows: &'r mut Rows, printed: i64) -> Self {
        Self::new(rows, NOT_KNOWN_YET, printed, Into::End)
    }

    /// Puts rows in their places. They are in `namespace` where they do not say where they are.
    pub fn update(rows: &'r mut Rows, namespace: Option<&str>, printed: i64) -> Self {
        let listing = namespace.map_or(OF_CLUSTER, |namespace| rows.namespaces.intern(namespace));
        Self::new(rows, listing, printed, Into::Place)
    }

    /// Replaces rows that are there. They are in `namespace` where they do not say where they are.
    pub fn refresh(rows: &'r mut Rows, namespace: Option<&str>, printed: i64) -> Self {
        Self {
            into: Into::Refresh,
            ..Self::update(rows, namespace, printed)
        }
    }

    /// Finds the rows of objects. They are in `namespace` where they do not say where they are.
    pub fn find(rows: &'r mut Rows, namespace: Option<&str>) -> Self {
        Self {
            into: Into::Find,
            ..Self::update(rows, namespace, 0)
        }
    }

    /// The rows that were put in their places or found, oldest first.
    pub fn into_changes(self) -> Vec<(RowNumber, Change)> {
        self.changes
    }

    fn new(rows: &'r mut Rows, listing: u32, printed: i64, into: Into) -> Self {
        Self {
            rows,
            listing,
            printed,
            into,
            cells: Vec::new(),
            changes: Vec::new(),
        }
    }

    /// The name of the row whose cells were read.
    fn name_in_cells(&self) -> &str {
        let Some(column) = self.rows.name_column() else {
            return "";
        };
        let number = self.cells.get(column).copied().unwrap_or(u32::MAX);
        let cell = self
            .rows
            .cells
            .get(column)
            .map_or("", |column| column.texts.get(number));
        cell.split(' ').next().unwrap_or_default()
    }

    /// How many columns the server itself gave.
    fn given(&self) -> usize {
        self.rows.cells.len().saturating_sub(self.rows.derived.len())
    }

    fn push(&mut self, text: &str) {
        if let Some(column) = self.rows.cells.get_mut(self.cells.len()) {
            self.cells.push(column.texts.intern(text));
        }
    }
}

impl RowSink for RowsSink<'_> {
    /// The first answer decides on the columns; later chunks and lists repeat them.
    fn columns(&mut self, mut columns: Vec<ColumnDefinition>) {
        if !self.rows.columns.is_empty() || columns.is_empty() {
            return;
        }
        columns.extend(self.rows.derived.iter().map(|derived| ColumnDefinition {
            name: derived.heading.clone(),
            type_: "string".into(),
            description: derived.path.to_string(),
            ..ColumnDefinition::default()
        }));
        let resource = &self.rows.resource;
        self.rows.cells = columns.iter().map(|column| Column::of(column, resource)).collect();
        self.rows.columns = columns;
    }

    fn cell(&mut self, text: &str) {
        if self.cells.len() < self.given() {
            self.push(text);
        }
    }

    fn end_row(&mut self, object: Option<RowObject<'_>>) {
        while self.cells.len() < self.given() {
            self.push("");
        }
        if !self.rows.derived.is_empty() {
            let value: serde_json::Value = object
                .as_ref()
                .and_then(|object| serde_json::from_slice(object.json).ok())
                .unwrap_or_default();
            let printed: Vec<String> = self.rows.derived.iter().map(|it| it.path.printed(&value)).collect();
            for text in printed {
                self.push(&text);
            }
        }
        let metadata = object.map(|object| object.metadata).unwrap_or_default();
        let namespace = if metadata.namespace.is_empty() {
            self.listing
        } else {
            self.rows.namespaces.intern(&metadata.namespace)
        };
        let created = parse_rfc3339(&metadata.creation_timestamp).unwrap_or(UNKNOWN_TIME);
        let shown = self.name_in_cells();
        let renamed = (!metadata.name.is_empty() && shown != metadata.name).then_some(metadata.name.as_ref());
        match self.into {
            Into::End => {
                self.append(namespace, renamed, created);
            }
            Into::Place | Into::Refresh => {
                let name = renamed.unwrap_or(shown).to_owned();
                self.put_in_place(namespace, &name, renamed, created);
            }
            Into::Find => {
                let name = renamed.unwrap_or(shown).to_owned();
                let found = self.rows.find_numbered(namespace, &name);
                self.changes.extend(found.map(|row| (row, Change::Same)));
            }
        }
        self.cells.clear();
    }
}

impl RowsSink<'_> {
    /// A new row, behind all others.
    fn append(&mut self, namespace: u32, renamed: Option<&str>, created: i64) {
        self.rows.by_place = None;
        if let Some(row) = self.add(namespace, renamed, created) {
            self.rows.order.push(row);
        }
    }

    fn put_in_place(&mut self, namespace: u32, name: &str, renamed: Option<&str>, created: i64) {
        if let Some(row) = self.rows.find_numbered(namespace, name) {
            let mut change = Change::Same;
            for (column, number) in self.rows.cells.iter_mut().zip(&self.cells) {
                if let Some(old) = column.numbers.get_mut(row as usize)
                    && *old != *number
                {
                    *old = *number;
                    if column.moving == Moving::Still {
                        change = Change::Changed;
                    }
                }
            }
            if created != UNKNOWN_TIME {
                self.rows.note_created(row, created);
            }
            if let Some(printed) = self.rows.printed.get_mut(row as usize) {
                *printed = self.printed;
            }
            self.changes.push((row, change));
        } else if self.into == Into::Place
            && let Some(row) = self.add(namespace, renamed, created)
        {
            self.rows.insert_in_order(row);
            self.changes.push((row, Change::Arrived));
        }
    }

    /// A row that is in no order yet, in the place of one that was removed where there is one.
    fn add(&mut self, namespace: u32, renamed: Option<&str>, created: i64) -> Option<RowNumber> {
        let rows = &mut *self.rows;
        let row = match rows.free.pop() {
            Some(row) => row,
            None => RowNumber::try_from(rows.namespace_of.len()).ok()?,
        };
        for (column, number) in rows.cells.iter_mut().zip(&self.cells) {
            set(&mut column.numbers, row, *number);
        }
        set(&mut rows.namespace_of, row, namespace);
        set(&mut rows.created, row, created);
        set(&mut rows.printed, row, self.printed);
        if let Some(name) = renamed {
            rows.renamed.insert(row, name.into());
        }
        Some(row)
    }
}

/// Sets the value of a row, which may be the first one behind the end.
fn set<T>(values: &mut Vec<T>, row: RowNumber, value: T) {
    match values.get_mut(row as usize) {
        Some(old) => *old = value,
        None => values.push(value),
    }
}
