//! Where rows stand: found by name, and put where the API server would list them.

use std::{cmp::Ordering, hash::BuildHasher as _};

use super::{Index, OF_CLUSTER, Place, RowNumber, Rows};
use crate::sync::attribution::in_order_of_keys;

impl Rows {
    /// Builds the index by name, unless there is one.
    pub(super) fn index(&mut self) {
        if self.by_place.is_some() {
            return;
        }
        let mut index = Index::default();
        for row in &self.order {
            self.put_into(&mut index, *row);
        }
        self.by_place = Some(index);
    }

    /// Takes a row out of the index, while its name and namespace are still there.
    pub(super) fn unindex(&mut self, row: RowNumber) {
        let Some(mut index) = self.by_place.take() else { return };
        let hash = index.hash(self.namespace_number(row), self.name(row));
        if let Ok(entry) = index.rows.find_entry(hash, |other| *other == row) {
            entry.remove();
        }
        self.by_place = Some(index);
    }

    /// Puts a row that has cells and a namespace by now where the API server would list it.
    pub(super) fn insert_in_order(&mut self, row: RowNumber) {
        let at = self.lower_bound(row);
        self.order.insert(at, row);
        if let Some(mut index) = self.by_place.take() {
            self.put_into(&mut index, row);
            self.by_place = Some(index);
        }
    }

    /// Where in the order a row stands.
    pub(super) fn position(&self, row: RowNumber) -> Option<usize> {
        let near = self.lower_bound(row);
        if self.order.get(near) == Some(&row) {
            return Some(near);
        }
        // Some lists come in no order: those of aggregated servers, and what comes from no store.
        self.order.iter().position(|other| *other == row)
    }

    fn lower_bound(&self, row: RowNumber) -> usize {
        self.order
            .partition_point(|other| self.compare_places(*other, row) == Ordering::Less)
    }

    /// Lists are ordered by the bytes of `namespace/name`, so that `team-a` comes before `team`.
    ///
    /// Source: etcd's keys, apiserver `pkg/storage/etcd3/store.go`.
    fn compare_places(&self, one: RowNumber, other: RowNumber) -> Ordering {
        let namespace = |row| match self.place(row) {
            Place::Namespace(name) => name,
            Place::Cluster | Place::NotKnownYet => "",
        };
        let (first, second) = (namespace(one), namespace(other));
        if first == second {
            return self.name(one).cmp(self.name(other));
        }
        in_order_of_keys(first, second)
    }

    fn put_into(&self, index: &mut Index, row: RowNumber) {
        let hash = index.hash(self.namespace_number(row), self.name(row));
        let hasher = index.hasher.clone();
        index.rows.insert_unique(hash, row, |row| {
            hasher.hash_one((self.namespace_number(*row), self.name(*row)))
        });
    }

    fn namespace_number(&self, row: RowNumber) -> u32 {
        self.namespace_of.get(row as usize).copied().unwrap_or(OF_CLUSTER)
    }
}
