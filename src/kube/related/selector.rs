//! By which labels an object selects Pods.

use serde_json::Value;

/// The labels as a selector; `None` where there are none, or where more is asked than that labels are equal.
///
/// Source: api `core/v1/types.go` for Services and replication controllers, `apps/v1/types.go` and `batch/v1/types.go` for the
/// rest.
pub(super) fn of_pods(object: &Value, kind: &str) -> Option<String> {
    let labels = match kind {
        "Service" | "ReplicationController" => object.pointer("/spec/selector"),
        "Deployment" | "ReplicaSet" | "StatefulSet" | "DaemonSet" | "Job" => object
            .pointer("/spec/selector/matchLabels")
            .filter(|_| object.pointer("/spec/selector/matchExpressions").is_none()),
        _ => None,
    }?;
    let equal: Option<Vec<String>> = labels
        .as_object()?
        .iter()
        .map(|(key, value)| Some(format!("{key}={}", value.as_str()?)))
        .collect();
    equal.filter(|equal| !equal.is_empty()).map(|equal| equal.join(","))
}
