//! The metadata of an object alone, as the server writes it: in the order of a Go type, and without what it puts
//! among the annotations only while it converts the object to a version.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{index::Collection, table::Row};

/// The fields of an object by name, their values as they came.
type Fields<'a> = BTreeMap<String, &'a RawValue>;

/// A row's object as `PartialObjectMetadata`.
pub(super) fn metadata(collection: &Collection, row: &Row<'_>) -> String {
    #[derive(Deserialize)]
    struct Object<'a> {
        #[serde(borrow)]
        metadata: &'a RawValue,
    }
    let hidden = made_by_conversion(collection);
    let metadata = match serde_json::from_str::<Object<'_>>(row.object.get()) {
        Ok(object) if collection.unstructured || !hidden.is_empty() => rewritten(object.metadata, hidden),
        Ok(object) => object.metadata.get().to_owned(),
        // It has been read once already.
        Err(_) => "{}".to_owned(),
    };
    format!("{{\"kind\":\"PartialObjectMetadata\",\"apiVersion\":\"meta.k8s.io/v1\",\"metadata\":{metadata}}}")
}

/// The annotations that stand for fields which this version does not have.
///
/// Source: kubernetes `pkg/apis/apps/v1/conversion.go`, `pkg/apis/autoscaling/annotations.go`.
fn made_by_conversion(collection: &Collection) -> &'static [&'static str] {
    let Collection {
        group,
        version,
        resource,
        ..
    } = collection;
    match (group.as_str(), version.as_str(), resource.as_str()) {
        ("apps", "v1", "daemonsets") => &["deprecated.daemonset.template.generation"],
        ("apps", "v1", "deployments") => &["deprecated.deployment.rollback.to"],
        ("autoscaling", "v1", "horizontalpodautoscalers") => &[
            "autoscaling.alpha.kubernetes.io/metrics",
            "autoscaling.alpha.kubernetes.io/current-metrics",
            "autoscaling.alpha.kubernetes.io/behavior",
            "autoscaling.alpha.kubernetes.io/conditions",
        ],
        _ => &[],
    }
}

/// The fields of a Go type in their order, each with the order within its own values.
///
/// Source: apimachinery `pkg/apis/meta/v1/types.go`: `ObjectMeta`, `OwnerReference`, `ManagedFieldsEntry`.
const ORDER: &[(&str, &[&str])] = &[
    ("name", &[]),
    ("generateName", &[]),
    ("namespace", &[]),
    ("selfLink", &[]),
    ("uid", &[]),
    ("resourceVersion", &[]),
    ("generation", &[]),
    ("creationTimestamp", &[]),
    ("deletionTimestamp", &[]),
    ("deletionGracePeriodSeconds", &[]),
    ("labels", &[]),
    ("annotations", &[]),
    (
        "ownerReferences",
        &["apiVersion", "kind", "name", "uid", "controller", "blockOwnerDeletion"],
    ),
    ("finalizers", &[]),
    (
        "managedFields",
        &[
            "manager",
            "operation",
            "apiVersion",
            "time",
            "fieldsType",
            "fieldsV1",
            "subresource",
        ],
    ),
];

fn rewritten(metadata: &RawValue, hidden: &[&str]) -> String {
    let fields: Fields<'_> = read(metadata);
    let spelt = ORDER.iter().filter_map(|(name, inner)| {
        let value = *fields.get(*name)?;
        let value = match *name {
            "annotations" => {
                let mut annotations: Fields<'_> = read(value);
                annotations.retain(|name, _| !hidden.contains(&name.as_str()));
                if annotations.is_empty() {
                    return None;
                }
                if hidden.is_empty() {
                    value.get().to_owned()
                } else {
                    spell(&annotations)
                }
            }
            _ if inner.is_empty() => value.get().to_owned(),
            _ => {
                let entries: Vec<Fields<'_>> = serde_json::from_str(value.get()).ok()?;
                let entries: Vec<String> = entries.iter().map(|entry| in_order(entry, inner)).collect();
                format!("[{}]", entries.join(","))
            }
        };
        Some(format!("\"{name}\":{value}"))
    });
    format!("{{{}}}", spelt.collect::<Vec<_>>().join(","))
}

fn read(value: &RawValue) -> Fields<'_> {
    serde_json::from_str(value.get()).unwrap_or_default()
}

fn in_order(entry: &Fields<'_>, order: &[&str]) -> String {
    let spelt = order
        .iter()
        .filter_map(|name| entry.get(*name).map(|value| format!("\"{name}\":{value}")));
    format!("{{{}}}", spelt.collect::<Vec<_>>().join(","))
}

/// An object of plain names in alphabetical order, as Go writes a map.
fn spell(fields: &Fields<'_>) -> String {
    let spelt = fields.iter().map(|(name, value)| format!("\"{name}\":{value}"));
    format!("{{{}}}", spelt.collect::<Vec<_>>().join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(metadata: &str, hidden: &[&str], expected: &str) {
        let metadata: &RawValue = serde_json::from_str(metadata).unwrap();
        assert_eq!(rewritten(metadata, hidden), expected);
    }

    #[test]
    fn fields_come_in_the_order_of_the_go_type() {
        check(
            r#"{"annotations":{"b":"\u003c","a":"1"},"creationTimestamp":"t","managedFields":[{"apiVersion":"v1","fieldsV1":{"f:x":{}},"manager":"m","operation":"Update"}],"name":"n","ownerReferences":[{"apiVersion":"v1","blockOwnerDeletion":true,"controller":true,"kind":"K","name":"o","uid":"u"}],"uid":"v"}"#,
            &[],
            r#"{"name":"n","uid":"v","creationTimestamp":"t","annotations":{"b":"\u003c","a":"1"},"ownerReferences":[{"apiVersion":"v1","kind":"K","name":"o","uid":"u","controller":true,"blockOwnerDeletion":true}],"managedFields":[{"manager":"m","operation":"Update","apiVersion":"v1","fieldsV1":{"f:x":{}}}]}"#,
        );
    }

    #[test]
    fn annotations_that_only_a_conversion_made_are_left_out() {
        check(
            r#"{"name":"n","annotations":{"a":"1","x":"2"}}"#,
            &["x"],
            r#"{"name":"n","annotations":{"a":"1"}}"#,
        );
        check(r#"{"name":"n","annotations":{"x":"2"}}"#, &["x"], r#"{"name":"n"}"#);
    }
}
