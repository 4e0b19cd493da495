//! Which fields of which resource a field selector may name, and what the server compares with.
//!
//! Source: kubernetes `pkg/apis/*/v1/conversion.go` (what may be named) and `pkg/registry/*/strategy.go`
//! (what it is compared with), 1.36.

use serde_json::Value;

use super::index::Collection;

/// What every resource without rules of its own can be selected by.
const METADATA: &[&str] = &["metadata.name", "metadata.namespace"];

const OF_PODS: &[&str] = &[
    "spec.nodeName",
    "spec.restartPolicy",
    "spec.schedulerName",
    "spec.serviceAccountName",
    "spec.hostNetwork",
    "status.phase",
    "status.podIP",
    "status.podIPs",
    "status.nominatedNodeName",
    // Of clients from before 2015.
    "spec.host",
];

const OF_CORE_EVENTS: &[&str] = &[
    "involvedObject.kind",
    "involvedObject.namespace",
    "involvedObject.name",
    "involvedObject.uid",
    "involvedObject.apiVersion",
    "involvedObject.resourceVersion",
    "involvedObject.fieldPath",
    "reason",
    "reportingComponent",
    "source",
    "type",
];

const OF_EVENTS: &[&str] = &[
    "reason",
    "regarding.kind",
    "regarding.namespace",
    "regarding.name",
    "regarding.uid",
    "regarding.apiVersion",
    "regarding.resourceVersion",
    "regarding.fieldPath",
    "reportingController",
    "type",
];

/// Checks that a field may be named.
///
/// # Errors
/// The API server's words if it may not.
pub(super) fn check(collection: &Collection, field: &str) -> Result<(), String> {
    let Some((own, has_namespace)) = rules(collection) else {
        return if METADATA.contains(&field) {
            Ok(())
        } else {
            Err(format!(
                "{field:?} is not a known field selector: only \"metadata.name\", \"metadata.namespace\""
            ))
        };
    };
    let known = field == "metadata.name"
        || (has_namespace && field == "metadata.namespace")
        || own.contains(&field)
        || collection
            .selectable_fields
            .iter()
            .any(|selectable| selectable == field);
    if known {
        return Ok(());
    }
    Err(match (collection.group.as_str(), collection.resource.as_str()) {
        ("batch", "jobs") => format!("field label {field:?} not supported for Job"),
        ("resource.k8s.io", "resourceslices") => format!(
            "field label not supported for resource.k8s.io/{}, Kind=ResourceSlice: {field}",
            collection.version
        ),
        _ => format!("field label not supported: {field}"),
    })
}

/// What the server compares a selector's value with; empty where the object has no such field.
pub(super) fn value(collection: &Collection, object: &Value, field: &str) -> String {
    let text = |path: &str| text_at(object, path);
    let or = |value: String, default: &str| {
        if value.is_empty() { default.to_owned() } else { value }
    };
    match (collection.group.as_str(), collection.resource.as_str(), field) {
        ("", "pods", "spec.host") => text("spec.nodeName"),
        ("", "pods", "spec.hostNetwork") | ("", "nodes", "spec.unschedulable") => or(text(field), "false"),
        // The plural is accepted but never compared with anything.
        ("", "pods", "status.podIPs") => String::new(),
        ("", "pods", "status.podIP") => object
            .pointer("/status/podIPs/0/ip")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned(),
        ("", "replicationcontrollers", "status.replicas") => or(text(field), "0"),
        ("batch", "jobs", "status.successful") => or(text("status.succeeded"), "0"),
        ("", "events", "source") => or(text("source.component"), &text("reportingComponent")),
        _ => text(field),
    }
}

/// The fields that a resource has beside its name, and whether `metadata.namespace` may be named;
/// `None` for resources without rules of their own.
fn rules(collection: &Collection) -> Option<(&'static [&'static str], bool)> {
    if collection.unstructured {
        return Some((&[], collection.namespaced));
    }
    Some(match (collection.group.as_str(), collection.resource.as_str()) {
        ("", "pods") => (OF_PODS, true),
        ("", "nodes") => (&["spec.unschedulable"], false),
        ("", "replicationcontrollers") => (&["status.replicas"], true),
        ("", "events") => (OF_CORE_EVENTS, true),
        ("events.k8s.io", "events") => (OF_EVENTS, true),
        ("", "namespaces") => (&["status.phase"], false),
        ("", "secrets") => (&["type"], true),
        ("", "services") => (&["spec.clusterIP", "spec.type"], true),
        ("batch", "jobs") => (&["status.successful"], true),
        ("certificates.k8s.io", "certificatesigningrequests" | "clustertrustbundles") => (&["spec.signerName"], false),
        ("certificates.k8s.io", "podcertificaterequests") => {
            (&["spec.signerName", "spec.podName", "spec.nodeName"], false)
        }
        ("resource.k8s.io", "resourceslices") => (&["spec.nodeName", "spec.driver"], false),
        _ => return None,
    })
}

/// The text, number or boolean at a dotted path.
fn text_at(object: &Value, path: &str) -> String {
    let found = path.split('.').try_fold(object, |value, name| value.get(name));
    match found {
        Some(Value::String(text)) => text.clone(),
        Some(value @ (Value::Number(_) | Value::Bool(_))) => value.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn collection(group: &str, resource: &str) -> Collection {
        Collection {
            group: group.into(),
            version: "v1".into(),
            resource: resource.into(),
            namespaced: true,
            ..Collection::default()
        }
    }

    #[test]
    fn unknown_fields_are_refused_in_the_servers_words() {
        for (group, resource, field, words) in [
            ("", "pods", "spec.foo", "field label not supported: spec.foo"),
            (
                "",
                "nodes",
                "metadata.namespace",
                "field label not supported: metadata.namespace",
            ),
            ("batch", "jobs", "x", "field label \"x\" not supported for Job"),
            (
                "apps",
                "deployments",
                "spec.replicas",
                "\"spec.replicas\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"",
            ),
        ] {
            assert_eq!(check(&collection(group, resource), field), Err(words.to_owned()));
            assert_eq!(check(&collection(group, resource), "metadata.name"), Ok(()));
        }
    }

    #[test]
    fn custom_resources_name_their_own_fields() {
        let lenses = Collection {
            unstructured: true,
            selectable_fields: vec!["spec.color".into()],
            ..collection("optics.example.com", "lenses")
        };
        assert_eq!(check(&lenses, "spec.color"), Ok(()));
        assert!(check(&lenses, "spec.size").is_err());
        assert_eq!(value(&lenses, &json!({"spec": {"color": "red"}}), "spec.color"), "red");
    }

    #[test]
    fn values_are_what_the_server_compares_with() {
        let pod = json!({
            "metadata": {"name": "a"}, "spec": {"nodeName": "n"},
            "status": {"podIPs": [{"ip": "10.0.0.1"}], "podIP": "ignored"}
        });
        for (field, expected) in [
            ("metadata.name", "a"),
            ("spec.host", "n"),
            ("spec.hostNetwork", "false"),
            ("status.podIP", "10.0.0.1"),
            ("status.podIPs", ""),
            ("status.phase", ""),
        ] {
            assert_eq!(value(&collection("", "pods"), &pod, field), expected, "{field}");
        }
        let job = json!({"status": {"succeeded": 3}});
        assert_eq!(value(&collection("batch", "jobs"), &job, "status.successful"), "3");
        assert_eq!(
            value(&collection("batch", "jobs"), &json!({}), "status.successful"),
            "0"
        );
        let event = json!({"reportingComponent": "kubelet", "source": {}});
        assert_eq!(value(&collection("", "events"), &event, "source"), "kubelet");
    }
}
