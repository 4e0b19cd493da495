//! The rows of a list in compact columns: each distinct text of a column once, four bytes a cell.

mod place;
mod sink;
#[cfg(test)]
mod tests;

use std::{
    collections::HashMap,
    hash::{BuildHasher as _, BuildHasherDefault},
};

use hashbrown::HashTable;
use rustc_hash::FxHasher;

use super::{
    attribution::{self, Run},
    dictionary::Dictionary,
};
use crate::{
    kube::{gvk::GroupVersionResource, table::ColumnDefinition},
    text::relative::{self, Moving},
};

pub use sink::{Change, Derived, RowsSink};

/// The number of a row; it stays the same as long as the row is there.
pub type RowNumber = u32;

/// The rows of a list, with the columns that the server gave them.
///
/// 50,000 rows are a handful of allocations. Rows can be changed and removed; [`Rows::order`] has those that are
/// there, in the API server's order.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    columns: Vec<ColumnDefinition>,
    cells: Vec<Column>,
    /// The last of the columns, which the server did not give.
    derived: Vec<Derived>,
    resource: GroupVersionResource,
    namespaces: Dictionary,
    namespace_of: Vec<u32>,
    /// Names that the name column does not show as they are.
    renamed: HashMap<RowNumber, Box<str>>,
    /// When each object was created, in seconds since 1970; [`UNKNOWN_TIME`] where that is not known.
    created: Vec<i64>,
    /// When the server printed each row, in seconds since 1970.
    printed: Vec<i64>,
    order: Vec<RowNumber>,
    free: Vec<RowNumber>,
    by_place: Option<Index>,
}

/// The names of rows in their order.
#[derive(Clone, Debug, Default)]
pub struct Names {
    text: String,
    ends: Vec<usize>,
}

/// One column: its distinct texts, and which of them each row has.
#[derive(Clone, Debug)]
struct Column {
    texts: Dictionary,
    numbers: Vec<u32>,
    /// Whether its cells change by themselves as time passes.
    moving: Moving,
}

/// Finds the row of an object.
#[derive(Clone, Debug, Default)]
struct Index {
    rows: HashTable<RowNumber>,
    hasher: BuildHasherDefault<FxHasher>,
}

/// Where a row's object lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place<'a> {
    /// In a namespace.
    Namespace(&'a str),
    /// In no namespace: it belongs to the cluster.
    Cluster,
    /// In a namespace that is not known yet.
    NotKnownYet,
}

const OF_CLUSTER: u32 = u32::MAX;
const NOT_KNOWN_YET: u32 = u32::MAX - 1;
const UNKNOWN_TIME: i64 = i64::MIN;

impl Rows {
    /// No rows of a resource yet; further columns will be read from the objects themselves.
    pub fn of(resource: &GroupVersionResource, derived: Vec<Derived>) -> Self {
        Self {
            derived,
            resource: resource.clone(),
            ..Self::default()
        }
    }

    /// The columns.
    pub fn columns(&self) -> &[ColumnDefinition] {
        &self.columns
    }

    /// The rows that are there, in the order of the API server.
    pub fn order(&self) -> &[RowNumber] {
        &self.order
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// One more than the highest row number so far.
    pub fn capacity(&self) -> usize {
        self.namespace_of.len()
    }

    /// A cell; empty where a row is shorter than the columns.
    pub fn cell(&self, row: RowNumber, column: usize) -> &str {
        let Some(column) = self.cells.get(column) else {
            return "";
        };
        let number = column.numbers.get(row as usize).copied();
        number.map_or("", |number| column.texts.get(number))
    }

    /// The distinct texts of a column.
    pub fn texts(&self, column: usize) -> Option<&Dictionary> {
        self.cells.get(column).map(|column| &column.texts)
    }

    /// Which of its column's texts each row has, by row number.
    pub fn numbers(&self, column: usize) -> &[u32] {
        self.cells.get(column).map_or(&[], |column| &column.numbers)
    }

    /// How the cells of a column grow older by themselves.
    pub fn moving(&self, column: usize) -> Moving {
        self.cells.get(column).map_or(Moving::Still, |column| column.moving)
    }

    /// The column with this heading, if the server gave one.
    pub fn column_named(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// The names of namespaces that rows are in.
    pub fn namespaces(&self) -> &Dictionary {
        &self.namespaces
    }

    /// Which namespace each row is in, by row number; beyond [`Rows::namespaces`] for those without or not known yet.
    pub fn namespace_numbers(&self) -> &[u32] {
        &self.namespace_of
    }

    /// The name of a row's object.
    pub fn name(&self, row: RowNumber) -> &str {
        if let Some(name) = self.renamed.get(&row) {
            return name;
        }
        let cell = self.name_column().map_or("", |column| self.cell(row, column));
        // Some printers write a remark behind it, such as `standard (default)`; no name has a space.
        cell.split(' ').next().unwrap_or_default()
    }

    /// Where a row's object lives.
    pub fn place(&self, row: RowNumber) -> Place<'_> {
        match self.namespace_of.get(row as usize).copied().unwrap_or(OF_CLUSTER) {
            OF_CLUSTER => Place::Cluster,
            NOT_KNOWN_YET => Place::NotKnownYet,
            number => Place::Namespace(self.namespaces.get(number)),
        }
    }

    /// The namespace of a row's object, if it has one that is known.
    pub fn namespace(&self, row: RowNumber) -> Option<&str> {
        match self.place(row) {
            Place::Namespace(name) => Some(name),
            Place::Cluster | Place::NotKnownYet => None,
        }
    }

    /// Whether the namespace of every row is known, as far as it has one.
    pub fn is_attributed(&self) -> bool {
        let of = |row: &RowNumber| self.namespace_of.get(*row as usize);
        !self.order.iter().any(|row| of(row) == Some(&NOT_KNOWN_YET))
    }

    /// When a row's object was created, in seconds since 1970, if that is known.
    pub fn created(&self, row: RowNumber) -> Option<i64> {
        let created = self.created.get(row as usize).copied();
        created.filter(|created| *created != UNKNOWN_TIME)
    }

    /// When the server printed a row, in seconds since 1970.
    pub fn printed(&self, row: RowNumber) -> i64 {
        self.printed.get(row as usize).copied().unwrap_or_default()
    }

    /// The column that holds the object's name: the first of format `name`.
    pub fn name_column(&self) -> Option<usize> {
        self.columns.iter().position(|column| column.format == "name")
    }

    /// The row of an object.
    pub fn find(&mut self, namespace: Option<&str>, name: &str) -> Option<RowNumber> {
        let number = match namespace {
            Some(namespace) => self.namespaces.find(namespace)?,
            None => OF_CLUSTER,
        };
        self.find_numbered(number, name)
    }

    fn find_numbered(&mut self, number: u32, name: &str) -> Option<RowNumber> {
        self.index();
        let index = self.by_place.as_ref()?;
        let is_it = |row: &RowNumber| self.namespace_of.get(*row as usize) == Some(&number) && self.name(*row) == name;
        index.rows.find(index.hash(number, name), is_it).copied()
    }

    /// Tells the namespaces of rows that were read without; runs count rows in their order.
    pub fn attribute(&mut self, runs: &[Run]) {
        self.by_place = None;
        for run in runs {
            let number = self.namespaces.intern(&run.namespace);
            for row in self.order.get(run.rows.clone()).unwrap_or_default() {
                if let Some(of) = self.namespace_of.get_mut(*row as usize) {
                    *of = number;
                }
            }
        }
    }

    /// Notes when an object was created.
    pub fn note_created(&mut self, row: RowNumber, seconds: i64) {
        if let Some(created) = self.created.get_mut(row as usize) {
            *created = seconds;
        }
    }

    /// Forgets all rows behind the first so many; for rows of which none was put in its place or removed yet.
    pub fn truncate(&mut self, count: usize) {
        self.by_place = None;
        for column in &mut self.cells {
            column.numbers.truncate(count);
        }
        self.namespace_of.truncate(count);
        self.created.truncate(count);
        self.printed.truncate(count);
        self.order.truncate(count);
        self.renamed.retain(|row, _| (*row as usize) < count);
    }

    /// Takes over what another reading of the same list knew of its first rows: their namespaces and their times.
    pub fn adopt(&mut self, first: &Self) {
        self.by_place = None;
        for (row, known) in self.order.clone().into_iter().zip(first.order()) {
            // A row that came or went between the two readings ends what they have in common.
            if self.name(row) != first.name(*known) {
                break;
            }
            if let Place::Namespace(namespace) = first.place(*known)
                && self.place(row) == Place::NotKnownYet
            {
                let number = self.namespaces.intern(namespace);
                if let Some(of) = self.namespace_of.get_mut(row as usize) {
                    *of = number;
                }
            }
            if let Some(created) = first.created(*known) {
                self.note_created(row, created);
            }
        }
    }

    /// The names of all rows in their order, apart from the rows.
    pub fn names(&self) -> Names {
        let mut names = Names::default();
        for row in &self.order {
            names.text.push_str(self.name(*row));
            names.ends.push(names.text.len());
        }
        names
    }

    /// Removes a row; says whether it was there.
    pub fn remove(&mut self, row: RowNumber) -> bool {
        let Some(at) = self.position(row) else {
            return false;
        };
        self.unindex(row);
        self.order.remove(at);
        self.renamed.remove(&row);
        self.free.push(row);
        true
    }
}

impl Column {
    fn of(definition: &ColumnDefinition, resource: &GroupVersionResource) -> Self {
        let ColumnDefinition { name, type_, .. } = definition;
        Self {
            texts: Dictionary::default(),
            numbers: Vec::new(),
            moving: relative::moves(name, type_, &resource.resource, &resource.group),
        }
    }
}

impl attribution::Names for Names {
    fn count(&self) -> usize {
        self.ends.len()
    }

    fn name(&self, row: usize) -> &str {
        let start = row
            .checked_sub(1)
            .and_then(|before| self.ends.get(before))
            .unwrap_or(&0);
        let end = self.ends.get(row).unwrap_or(start);
        self.text.get(*start..*end).unwrap_or_default()
    }
}

impl Index {
    fn hash(&self, namespace: u32, name: &str) -> u64 {
        self.hasher.hash_one((namespace, name))
    }
}
