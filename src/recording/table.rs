//! The file of a collection: the server's own Table, its rows kept as the bytes that they came in.

use std::{borrow::Cow, collections::BTreeMap};

use serde::Deserialize;
use serde_json::{Value, value::RawValue};

use crate::{kube::table::ListMetadata, sort};

/// A Table with `includeObject=Object`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Table<'a> {
    pub(super) metadata: ListMetadata,
    #[serde(borrow)]
    pub(super) column_definitions: &'a RawValue,
    /// Sorted as the server prints, which is not always the order of its keys (flow schemas).
    #[serde(borrow)]
    rows: Option<Vec<Row<'a>>>,
}

/// One row, with the whole object.
#[derive(Debug, Deserialize)]
pub(super) struct Row<'a> {
    #[serde(borrow)]
    pub(super) cells: &'a RawValue,
    /// Only some rows have it, such as those of pods that have ended.
    #[serde(borrow, default)]
    pub(super) conditions: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) object: &'a RawValue,
}

/// What selecting needs to know of a row.
#[derive(Debug)]
pub(super) struct Item<'t, 'a> {
    /// Its place in the recorded Table.
    pub(super) place: usize,
    pub(super) row: &'t Row<'a>,
    pub(super) metadata: ObjectMetadata<'a>,
}

/// The metadata by which objects are found.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct ObjectMetadata<'a> {
    #[serde(borrow)]
    pub(super) name: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) namespace: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) resource_version: Cow<'a, str>,
    pub(super) labels: BTreeMap<String, String>,
}

impl<'a> Table<'a> {
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(bytes)
    }

    /// The objects of a namespace, or all, in the order of a list: by the bytes of `namespace/name`.
    pub(super) fn items<'t>(&'t self, namespace: Option<&str>) -> Result<Vec<Item<'t, 'a>>, serde_json::Error> {
        #[derive(Deserialize)]
        struct Object<'a> {
            #[serde(borrow)]
            metadata: ObjectMetadata<'a>,
        }
        let mut items = Vec::new();
        for (place, row) in self.rows.iter().flatten().enumerate() {
            let Object { metadata } = serde_json::from_str(row.object.get())?;
            if namespace.is_none_or(|namespace| namespace == metadata.namespace) {
                items.push(Item { place, row, metadata });
            }
        }
        // What has no version comes from no store, and in no order (componentstatuses).
        if !self.metadata.resource_version.is_empty() {
            sort::by(&mut items, |one, other| one.key(false).cmp(&other.key(false)));
        }
        Ok(items)
    }
}

impl Item<'_, '_> {
    /// Its place in the order of a list: `namespace/name`, or in a list of one namespace the name.
    pub(super) fn key(&self, in_namespace: bool) -> Cow<'_, str> {
        if in_namespace || self.metadata.namespace.is_empty() {
            Cow::Borrowed(&self.metadata.name)
        } else {
            Cow::Owned(format!("{}/{}", self.metadata.namespace, self.metadata.name))
        }
    }

    /// The object as a tree, for fields that only a selector asks for.
    pub(super) fn tree(&self) -> Value {
        // It has been read once already.
        serde_json::from_str(self.row.object.get()).unwrap_or_default()
    }
}
