//! Reads a server-side `Table` from bytes, cell by cell, without building a tree of values.
//!
//! Source: apimachinery `pkg/apis/meta/v1/types.go`, `Table`.

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize,
    de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor},
};

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
}

/// Takes the rows of a Table as they are read.
pub trait RowSink {
    /// The columns, before the first row.
    fn columns(&mut self, columns: Vec<ColumnDefinition>);
    /// The next cell of the row that is being read.
    fn cell(&mut self, text: &str);
    /// The row is complete.
    fn end_row(&mut self, metadata: Option<RowMetadata<'_>>);
}

/// Reads one Table and hands its rows on.
pub fn read(body: &[u8], sink: &mut impl RowSink) -> Result<ListMetadata, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let metadata = TableSeed { sink }.deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(metadata)
}

struct TableSeed<'s, S> {
    sink: &'s mut S,
}

impl<'de, S: RowSink> DeserializeSeed<'de> for TableSeed<'_, S> {
    type Value = ListMetadata;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<ListMetadata, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, S: RowSink> Visitor<'de> for TableSeed<'_, S> {
    type Value = ListMetadata;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a meta.k8s.io Table")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ListMetadata, A::Error> {
        let mut metadata = ListMetadata::default();
        let mut is_table = false;
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            match key.as_ref() {
                "kind" => {
                    let kind: Cow<'de, str> = map.next_value()?;
                    is_table = kind == "Table";
                    if !is_table {
                        return Err(A::Error::custom(format_args!("expected a Table and got a {kind}")));
                    }
                }
                "metadata" => metadata = map.next_value()?,
                "columnDefinitions" => {
                    if let Some(columns) = map.next_value()? {
                        self.sink.columns(columns);
                    }
                }
                "rows" => map.next_value_seed(RowsSeed { sink: &mut *self.sink })?,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        if is_table {
            Ok(metadata)
        } else {
            Err(A::Error::custom("expected a Table"))
        }
    }
}

struct RowsSeed<'s, S> {
    sink: &'s mut S,
}

impl<'de, S: RowSink> DeserializeSeed<'de> for RowsSeed<'_, S> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, S: RowSink> Visitor<'de> for RowsSeed<'_, S> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("rows")
    }

    /// An empty list is `null` in Go.
    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<(), A::Error> {
        while rows.next_element_seed(RowSeed { sink: &mut *self.sink })?.is_some() {}
        Ok(())
    }
}

struct RowSeed<'s, S> {
    sink: &'s mut S,
}

impl<'de, S: RowSink> DeserializeSeed<'de> for RowSeed<'_, S> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, S: RowSink> Visitor<'de> for RowSeed<'_, S> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a row")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut metadata = None;
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            match key.as_ref() {
                "cells" => map.next_value_seed(CellsSeed { sink: &mut *self.sink })?,
                "object" => {
                    #[derive(Deserialize)]
                    struct Object<'a> {
                        #[serde(borrow, default)]
                        metadata: Option<RowMetadata<'a>>,
                    }
                    let object: Option<Object<'de>> = map.next_value()?;
                    metadata = object.and_then(|object| object.metadata);
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        self.sink.end_row(metadata);
        Ok(())
    }
}

struct CellsSeed<'s, S> {
    sink: &'s mut S,
}

impl<'de, S: RowSink> DeserializeSeed<'de> for CellsSeed<'_, S> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, S: RowSink> Visitor<'de> for CellsSeed<'_, S> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("cells")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut cells: A) -> Result<(), A::Error> {
        while cells.next_element_seed(CellSeed { sink: &mut *self.sink })?.is_some() {}
        Ok(())
    }
}

struct CellSeed<'s, S> {
    sink: &'s mut S,
}

impl<'de, S: RowSink> DeserializeSeed<'de> for CellSeed<'_, S> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// A cell is shown as kubectl shows it: text as it is, numbers and booleans in their Go form,
/// nothing for `null`, JSON for what is neither.
///
/// Source: cli-runtime `pkg/printers/tableprinter.go`.
impl<'de, S: RowSink> Visitor<'de> for CellSeed<'_, S> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a cell")
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.sink.cell(text);
        Ok(())
    }

    fn visit_u64<E>(self, number: u64) -> Result<(), E> {
        self.sink.cell(&number.to_string());
        Ok(())
    }

    fn visit_i64<E>(self, number: i64) -> Result<(), E> {
        self.sink.cell(&number.to_string());
        Ok(())
    }

    fn visit_f64<E>(self, number: f64) -> Result<(), E> {
        self.sink.cell(&number.to_string());
        Ok(())
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.sink.cell(if value { "true" } else { "false" });
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.sink.cell("");
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let mut values = Vec::new();
        while let Some(value) = items.next_element::<serde_json::Value>()? {
            values.push(value);
        }
        self.sink.cell(&serde_json::Value::from(values).to_string());
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        let mut values = serde_json::Map::new();
        while let Some((key, value)) = fields.next_entry()? {
            values.insert(key, value);
        }
        self.sink.cell(&serde_json::Value::from(values).to_string());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default)]
    struct Lines(Vec<String>, Vec<String>);

    impl RowSink for Lines {
        fn columns(&mut self, columns: Vec<ColumnDefinition>) {
            self.0.push(
                columns
                    .into_iter()
                    .map(|column| column.name)
                    .collect::<Vec<_>>()
                    .join("|"),
            );
        }
        fn cell(&mut self, text: &str) {
            self.1.push(text.to_owned());
        }
        fn end_row(&mut self, metadata: Option<RowMetadata<'_>>) {
            let place = metadata.map_or("-".into(), |metadata| metadata.namespace.into_owned());
            self.0.push(format!("{place}: {}", self.1.join("|")));
            self.1.clear();
        }
    }

    #[test]
    fn cells_are_read_as_kubectl_prints_them() {
        let mut lines = Lines::default();
        let metadata = read(
            br#"{"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":{"resourceVersion":"7","continue":"abc","remainingItemCount":3},
            "columnDefinitions":[{"name":"Name","type":"string","format":"name","description":"d","priority":0},{"name":"X","type":"integer","format":"","description":"","priority":1}],
            "rows":[{"cells":["a\u00e9\"b",5],"object":{"kind":"PartialObjectMetadata","metadata":{"name":"a","namespace":"n\u0041"}}},
            {"cells":[null,-1.5,true,{"a":[1]},["x"]],"object":null},{"cells":[]}]}"#,
            &mut lines,
        )
        .unwrap();
        assert_eq!(
            lines.0,
            ["Name|X", "nA: aé\"b|5", "-: |-1.5|true|{\"a\":[1]}|[\"x\"]", "-: "]
        );
        assert_eq!(metadata.resource_version, "7");
        assert_eq!(metadata.continue_token, "abc");
        assert_eq!(metadata.remaining_item_count, Some(3));
    }

    #[test]
    fn what_is_no_table_is_refused() {
        for body in [
            &br#"{"kind":"PodList","items":[]}"#[..],
            b"{}",
            b"[]",
            b"Forbidden",
            b"{\"kind\":\"Table\"",
        ] {
            assert!(read(body, &mut Lines::default()).is_err());
        }
    }

    #[test]
    fn a_table_without_rows_is_empty() {
        let mut lines = Lines::default();
        read(br#"{"kind":"Table","rows":null,"columnDefinitions":null}"#, &mut lines).unwrap();
        assert!(lines.0.is_empty());
    }
}
