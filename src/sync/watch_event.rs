//! One event of a watch on Tables, read from its line.
//!
//! Source: apimachinery `pkg/apis/meta/v1/watch.go`; apiserver `pkg/endpoints/handlers/response.go`, `watchTableEncoder`.

use std::{borrow::Cow, collections::BTreeMap};

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::kube::status::Status;

/// An event.
#[derive(Clone, Debug, PartialEq)]
pub enum WatchEvent<'l> {
    /// An object was made or changed, as a Table of one row.
    Put(&'l [u8]),
    /// An object is gone; its last state as a Table of one row.
    Deleted(&'l [u8]),
    /// Nothing happened, up to this version.
    Bookmark {
        /// A Table with the columns and a row that is not to be shown.
        table: &'l [u8],
        /// The version up to which everything has been told.
        resource_version: String,
        /// Whether it ends the list with which a watch began that had asked for one.
        ends_initial_events: bool,
    },
    /// The server gives up; 410 says that the version is too old.
    Failed(Box<Status>),
}

/// What an event's Table says of its object.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Table {
    metadata: Metadata,
    rows: Option<Vec<Row>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Row {
    object: Option<Partial>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Partial {
    metadata: Metadata,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Metadata {
    namespace: String,
    resource_version: String,
    annotations: Option<BTreeMap<String, String>>,
}

/// Reads the line of an event; `None` if it is none.
pub fn read(line: &[u8]) -> Option<WatchEvent<'_>> {
    #[derive(Deserialize)]
    struct Event<'l> {
        #[serde(rename = "type", borrow)]
        type_: Cow<'l, str>,
        #[serde(borrow)]
        object: &'l RawValue,
    }
    let event: Event<'_> = serde_json::from_slice(line).ok()?;
    let object = event.object.get().as_bytes();
    match event.type_.as_ref() {
        "ADDED" | "MODIFIED" => Some(WatchEvent::Put(object)),
        "DELETED" => Some(WatchEvent::Deleted(object)),
        "BOOKMARK" => bookmark(object),
        "ERROR" => Some(WatchEvent::Failed(Box::new(Status::read(object)?))),
        _ => None,
    }
}

/// Which object a Table of one row is about, as far as the Table says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Object {
    /// Its namespace; empty if it has none, or came without metadata.
    pub namespace: String,
    /// The version of it that the Table shows.
    pub resource_version: String,
}

/// Reads which object the Table of an event is about.
pub fn object(table: &[u8]) -> Option<Object> {
    let table: Table = serde_json::from_slice(table).ok()?;
    let row = table.rows.into_iter().flatten().find_map(|row| row.object);
    let metadata = row.map(|row| row.metadata).unwrap_or_default();
    let resource_version = if metadata.resource_version.is_empty() {
        table.metadata.resource_version
    } else {
        metadata.resource_version
    };
    Some(Object {
        namespace: metadata.namespace,
        resource_version,
    })
}

/// A bookmark is an object with nothing but a version, which a Table shows in a row that is not to be shown.
fn bookmark(object: &[u8]) -> Option<WatchEvent<'_>> {
    let table: Table = serde_json::from_slice(object).ok()?;
    let objects = table.rows.into_iter().flatten().filter_map(|row| row.object);
    let all: Vec<Metadata> = objects.map(|object| object.metadata).chain([table.metadata]).collect();
    let resource_version = all
        .iter()
        .map(|metadata| &metadata.resource_version)
        .find(|it| !it.is_empty())?;
    Some(WatchEvent::Bookmark {
        table: object,
        resource_version: resource_version.clone(),
        ends_initial_events: all.iter().any(|metadata| {
            let annotations = metadata.annotations.as_ref();
            // Source: apimachinery `pkg/apis/meta/v1/types.go`, `InitialEventsAnnotationKey`.
            annotations
                .and_then(|all| all.get("k8s.io/initial-events-end"))
                .is_some_and(|value| value == "true")
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_are_told_apart() {
        let table = r#"{"kind":"Table","rows":[{"cells":["a"]}]}"#;
        for (type_, expected) in [
            ("ADDED", WatchEvent::Put(table.as_bytes())),
            ("MODIFIED", WatchEvent::Put(table.as_bytes())),
            ("DELETED", WatchEvent::Deleted(table.as_bytes())),
        ] {
            let line = format!(r#"{{"type":"{type_}","object":{table}}}"#);
            assert_eq!(read(line.as_bytes()), Some(expected));
        }
        assert_eq!(read(b"{}"), None);
        assert_eq!(read(br#"{"type":"NEW","object":{}}"#), None);
    }

    #[test]
    fn the_object_of_an_event_is_named_by_its_metadata_or_by_the_table() {
        let object = |namespace: &str, resource_version: &str| {
            Some(Object {
                namespace: namespace.into(),
                resource_version: resource_version.into(),
            })
        };
        let table = br#"{"metadata":{"resourceVersion":"3"},"rows":[{"object":{"metadata":{"namespace":"a","resourceVersion":"4"}}}]}"#;
        assert_eq!(super::object(table), object("a", "4"));
        let table = br#"{"metadata":{"resourceVersion":"3"},"rows":[{"object":null}]}"#;
        assert_eq!(super::object(table), object("", "3"));
    }

    #[test]
    fn a_bookmark_is_read_from_the_table_or_from_its_row() {
        let without_object =
            r#"{"kind":"Table","metadata":{"resourceVersion":"12"},"rows":[{"cells":["","0/0"],"object":null}]}"#;
        let with_object = r#"{"kind":"Table","metadata":{},"rows":[{"cells":[""],"object":{"metadata":{"resourceVersion":"13","annotations":{"k8s.io/initial-events-end":"true"}}}}]}"#;
        for (table, resource_version, ends_initial_events) in [(without_object, "12", false), (with_object, "13", true)]
        {
            let line = format!(r#"{{"type":"BOOKMARK","object":{table}}}"#);
            let expected = WatchEvent::Bookmark {
                table: table.as_bytes(),
                resource_version: resource_version.into(),
                ends_initial_events,
            };
            assert_eq!(read(line.as_bytes()), Some(expected));
        }
    }

    #[test]
    fn the_server_can_give_up() {
        let line = br#"{"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"too old resource version: 1 (2)","reason":"Expired","code":410}}"#;
        let Some(WatchEvent::Failed(status)) = read(line) else {
            panic!("a failure")
        };
        assert_eq!(status.code, 410);
    }
}
