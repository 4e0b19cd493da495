//! A server-side `Table`, read from bytes: what its parts are, and who takes its rows.
//!
//! Source: apimachinery `pkg/apis/meta/v1/types.go`, `Table`.

mod reader;
mod row;

use std::borrow::Cow;

use serde::Deserialize;
use thiserror::Error;

pub use reader::TableReader;

/// One column, as the server describes it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct ColumnDefinition {
    /// The heading.
    pub name: String,
    /// The OpenAPI type: `string`, `integer`, `date` …
    #[serde(rename = "type")]
    pub type_: String,
    /// The OpenAPI format; `name` marks the column with the object's name.
    pub format: String,
    /// What the column shows.
    pub description: String,
    /// 0 stands in every list; above that only in wide ones.
    pub priority: i32,
}

/// What stands beside the rows of one answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListMetadata {
    /// The state of the cluster that the list shows.
    pub resource_version: String,
    /// The token for the next chunk; empty at the end.
    #[serde(rename = "continue")]
    pub continue_token: String,
    /// About how many rows are still to come; absent at the end and with selectors.
    pub remaining_item_count: Option<u64>,
}

/// The few fields of a row's object that a list needs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct RowMetadata<'a> {
    /// The object's name.
    #[serde(borrow)]
    pub name: Cow<'a, str>,
    /// Its namespace; empty for objects of the cluster.
    #[serde(borrow)]
    pub namespace: Cow<'a, str>,
    /// When it was created, as RFC 3339 text.
    #[serde(borrow)]
    pub creation_timestamp: Cow<'a, str>,
    /// The version of the object that the row shows.
    #[serde(borrow)]
    pub resource_version: Cow<'a, str>,
}

/// What a row carries of its object.
#[derive(Clone, Debug, PartialEq)]
pub struct RowObject<'a> {
    /// Its metadata.
    pub metadata: RowMetadata<'a>,
    /// All that came of it, as JSON.
    pub json: &'a [u8],
}

/// Takes the rows of a Table as they are read.
pub trait RowSink {
    /// The columns, before the first row.
    fn columns(&mut self, columns: Vec<ColumnDefinition>);
    /// The next cell of the row that is being read.
    fn cell(&mut self, text: &str);
    /// The row is complete.
    fn end_row(&mut self, object: Option<RowObject<'_>>);
}

/// Why bytes are no Table.
#[derive(Debug, Error)]
pub enum TableError {
    /// They are something else, of this kind.
    #[error("expected a Table and got {0}")]
    OtherKind(String),
    /// They are no JSON, or end too early.
    #[error("{0}")]
    Json(#[from] serde_json::Error),
    /// A row is no row of a Table.
    #[error("a row is not as a Table's rows are, at byte {0} of the answer")]
    Row(usize),
    /// The bytes end before the Table does.
    #[error("the Table ends too early")]
    EndsEarly,
}

/// Reads one whole Table and hands its rows on.
pub fn read(body: &[u8], sink: &mut impl RowSink) -> Result<ListMetadata, TableError> {
    let mut reader = TableReader::default();
    reader.feed(body, sink)?;
    reader.finish(sink)
}

#[cfg(test)]
mod tests;
