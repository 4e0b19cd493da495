//! Writes the answers that follow from a recorded Table, byte for byte as the API server writes them.

use crate::sort;
use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{
    index::Collection,
    metadata::metadata,
    page::Page,
    table::{Item, Row, Table},
};

/// What a Table's rows carry of their objects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Include {
    None,
    Metadata,
    Object,
}

impl Include {
    /// Reads `includeObject`.
    ///
    /// # Errors
    /// The API server's words for any other value.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        match text {
            "None" => Ok(Self::None),
            "" | "Metadata" => Ok(Self::Metadata),
            "Object" => Ok(Self::Object),
            other => Err(format!(
                "Unable to convert to Table as requested: includeObject: Invalid value: {other:?}: must be \
                 'Metadata', 'Object', 'None', or empty"
            )),
        }
    }
}

/// A list as a Table.
pub(super) fn table(collection: &Collection, table: &Table<'_>, page: &Page<'_, '_>, include: Include) -> String {
    let metadata = list_metadata(table, page);
    if page.items.is_empty() && collection.null_rows {
        return table_around(&metadata, table, "null");
    }
    let mut items: Vec<&Item<'_, '_>> = page.items.iter().collect();
    sort::by_key(&mut items, |item| item.place);
    let rows = join(items.into_iter().map(|item| row(collection, item.row, include)));
    table_around(&metadata, table, &format!("[{rows}]"))
}

/// One object as a Table.
pub(super) fn object_table(
    collection: &Collection,
    table: &Table<'_>,
    item: &Item<'_, '_>,
    include: Include,
) -> String {
    let metadata = match &*item.metadata.resource_version {
        "" => String::new(),
        version => format!("\"resourceVersion\":\"{version}\""),
    };
    table_around(&metadata, table, &format!("[{}]", row(collection, item.row, include)))
}

/// A list as plain JSON.
pub(super) fn list(collection: &Collection, table: &Table<'_>, page: &Page<'_, '_>) -> String {
    let (kind, version) = (&collection.list_kind, api_version(collection));
    let Page {
        continue_token,
        remaining,
        ..
    } = page;
    if collection.unstructured {
        let items = join(page.items.iter().map(|item| Cow::Borrowed(item.row.object.get())));
        let remaining = remaining
            .map(|count| format!("\"remainingItemCount\":{count},"))
            .unwrap_or_default();
        return format!(
            "{{\"apiVersion\":\"{version}\",\"items\":[{items}],\"kind\":\"{kind}\",\"metadata\":\
             {{\"continue\":\"{continue_token}\",{remaining}\"resourceVersion\":\"{}\"}}}}\n",
            table.metadata.resource_version
        );
    }
    let items = join(page.items.iter().map(|item| without_kind(item.row.object.get())));
    format!(
        "{{\"kind\":\"{kind}\",\"apiVersion\":\"{version}\",\"metadata\":{{{}}},\"items\":[{items}]}}\n",
        list_metadata(table, page)
    )
}

/// The metadata of a list's objects.
pub(super) fn metadata_list(collection: &Collection, table: &Table<'_>, page: &Page<'_, '_>) -> String {
    let items = if page.items.is_empty() {
        "null".to_owned()
    } else {
        format!(
            "[{}]",
            join(page.items.iter().map(|item| Cow::Owned(metadata(collection, item.row))))
        )
    };
    format!(
        "{{\"kind\":\"PartialObjectMetadataList\",\"apiVersion\":\"meta.k8s.io/v1\",\"metadata\":{{{}}},\
         \"items\":{items}}}\n",
        list_metadata(table, page)
    )
}

/// One object as plain JSON.
pub(super) fn object(item: &Item<'_, '_>) -> String {
    format!("{}\n", item.row.object.get())
}

/// The metadata of one object.
pub(super) fn object_metadata(collection: &Collection, item: &Item<'_, '_>) -> String {
    format!("{}\n", metadata(collection, item.row))
}

fn api_version(collection: &Collection) -> String {
    match collection.group.as_str() {
        "" => collection.version.clone(),
        group => format!("{group}/{}", collection.version),
    }
}

/// The fields of a list's metadata, without braces.
fn list_metadata(table: &Table<'_>, page: &Page<'_, '_>) -> String {
    let mut fields = Vec::new();
    if !table.metadata.resource_version.is_empty() {
        fields.push(format!("\"resourceVersion\":\"{}\"", table.metadata.resource_version));
    }
    if !page.continue_token.is_empty() {
        fields.push(format!("\"continue\":\"{}\"", page.continue_token));
    }
    if let Some(remaining) = page.remaining {
        fields.push(format!("\"remainingItemCount\":{remaining}"));
    }
    fields.join(",")
}

fn table_around(metadata: &str, table: &Table<'_>, rows: &str) -> String {
    format!(
        "{{\"kind\":\"Table\",\"apiVersion\":\"meta.k8s.io/v1\",\"metadata\":{{{metadata}}},\
         \"columnDefinitions\":{},\"rows\":{rows}}}\n",
        table.column_definitions.get()
    )
}

fn row(collection: &Collection, row: &Row<'_>, include: Include) -> Cow<'static, str> {
    let object = match include {
        Include::None => Cow::Borrowed("null"),
        Include::Metadata => Cow::Owned(metadata(collection, row)),
        Include::Object => Cow::Borrowed(row.object.get()),
    };
    let conditions = row
        .conditions
        .map(|conditions| format!(",\"conditions\":{}", conditions.get()))
        .unwrap_or_default();
    Cow::Owned(format!(
        "{{\"cells\":{}{conditions},\"object\":{object}}}",
        row.cells.get()
    ))
}

fn join<'a>(parts: impl Iterator<Item = Cow<'a, str>>) -> String {
    let mut out = String::new();
    for part in parts {
        if !out.is_empty() {
            out.push(',');
        }
        out.push_str(&part);
    }
    out
}

/// An item of a list says neither kind nor version: the list does.
fn without_kind(object: &str) -> Cow<'_, str> {
    #[derive(Deserialize)]
    struct Kind<'a> {
        #[serde(borrow)]
        kind: &'a RawValue,
        #[serde(rename = "apiVersion", borrow)]
        api_version: &'a RawValue,
    }
    let rest = serde_json::from_str::<Kind<'_>>(object)
        .ok()
        .and_then(|kind| object.strip_prefix(&format!("{{\"kind\":{},\"apiVersion\":{}", kind.kind, kind.api_version)));
    match rest {
        Some(rest) => Cow::Owned(format!("{{{}", rest.strip_prefix(',').unwrap_or(rest))),
        None => Cow::Borrowed(object),
    }
}
