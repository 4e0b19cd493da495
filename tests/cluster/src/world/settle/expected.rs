//! What the settled world shows: where to look, and for what.

use serde_json::Value;

/// What an object has to say before one goes on. Paths into it are JSON pointers.
#[derive(Debug)]
pub(super) enum Expected {
    /// A condition of this type has this status.
    Condition(&'static str, &'static str),
    /// Here stands this text.
    Text(&'static str, &'static str),
    /// Here stands this number.
    Number(&'static str, u64),
    /// Here stands `true`.
    True(&'static str),
    /// Here stands anything.
    Present(&'static str),
}

use Expected::{Condition, Number, Present, Text, True};

const PHASE: &str = "/status/phase";
const WAITING: &str = "/status/containerStatuses/0/state/waiting/reason";

/// One line for each, so that the table can be read as one.
#[rustfmt::skip]
pub(super) const EXPECTED: &[(&str, Expected)] = &[
    ("/api/v1/nodes/control-plane-1", Condition("Ready", "True")),
    ("/api/v1/nodes/worker-a1", Condition("Ready", "True")),
    ("/api/v1/nodes/worker-a2", Condition("Ready", "True")),
    ("/api/v1/nodes/worker-b1", Condition("Ready", "True")),
    ("/api/v1/nodes/worker-b2", Condition("Ready", "True")),
    ("/api/v1/nodes/worker-c1", Condition("Ready", "False")),

    ("/apis/batch/v1/namespaces/default/jobs/my-job", Condition("Complete", "True")),
    ("/apis/apps/v1/namespaces/default/deployments/hello", Condition("Available", "True")),
    ("/apis/apps/v1/namespaces/default/deployments/hello", Number("/status/readyReplicas", 3)),
    ("/api/v1/namespaces/default/pods/ambassador", Condition("Ready", "True")),
    ("/api/v1/namespaces/default/pods/downward", Condition("Ready", "True")),
    ("/api/v1/namespaces/default/pods/two-voices", Condition("Ready", "True")),

    ("/apis/apps/v1/namespaces/kube-system/daemonsets/kube-proxy", Number("/status/currentNumberScheduled", 6)),
    ("/apis/apps/v1/namespaces/kube-system/deployments/coredns", Condition("Available", "True")),
    ("/api/v1/namespaces/kube-public/configmaps/cluster-info", Present("/data/jws-kubeconfig-abcdef")),
    ("/api/v1/namespaces/kube-system/pods/kube-apiserver-control-plane-1", Condition("Ready", "True")),

    ("/apis/apps/v1/namespaces/shop/deployments/web", Number("/status/readyReplicas", 4)),
    ("/apis/apps/v1/namespaces/shop/statefulsets/db", Number("/status/readyReplicas", 2)),
    ("/api/v1/namespaces/shop/replicationcontrollers/old-style", Number("/status/readyReplicas", 1)),
    ("/apis/batch/v1/namespaces/shop/jobs/import", Number("/status/ready", 2)),
    ("/api/v1/namespaces/shop/persistentvolumeclaims/data-db-0", Text(PHASE, "Bound")),
    ("/api/v1/namespaces/shop/persistentvolumeclaims/data-db-1", Text(PHASE, "Bound")),
    ("/apis/storage.k8s.io/v1/volumeattachments", True("/items/0/status/attached")),
    ("/apis/storage.k8s.io/v1/volumeattachments", True("/items/1/status/attached")),
    ("/api/v1/namespaces/shop/pods/training", Text(PHASE, "Running")),
    ("/apis/policy/v1/namespaces/shop/poddisruptionbudgets/web", Number("/status/currentHealthy", 4)),
    ("/apis/autoscaling/v2/namespaces/shop/horizontalpodautoscalers/web", Condition("ScalingActive", "False")),

    ("/apis/apps/v1/namespaces/team/deployments/web", Number("/status/readyReplicas", 2)),
    ("/apis/apps/v1/namespaces/team-a/deployments/web", Number("/status/readyReplicas", 2)),
    ("/apis/apps/v1/namespaces/team-a-b/deployments/web", Number("/status/readyReplicas", 1)),
    ("/apis/apps/v1/namespaces/team-a-b/deployments/over-quota", Condition("ReplicaFailure", "True")),
    ("/apis/apps/v1/namespaces/kube/deployments/web", Number("/status/readyReplicas", 1)),

    ("/api/v1/namespaces/failing/pods/crash-loop", Text(WAITING, "CrashLoopBackOff")),
    ("/api/v1/namespaces/failing/pods/image-pull", Text(WAITING, "ImagePullBackOff")),
    ("/api/v1/namespaces/failing/pods/config-error", Text(WAITING, "CreateContainerConfigError")),
    ("/api/v1/namespaces/failing/pods/creating", Text(WAITING, "ContainerCreating")),
    ("/api/v1/namespaces/failing/pods/init-crash", Number("/status/initContainerStatuses/0/restartCount", 4)),
    ("/api/v1/namespaces/failing/pods/not-ready", Condition("Ready", "False")),
    ("/api/v1/namespaces/failing/pods/error", Text(PHASE, "Failed")),
    ("/api/v1/namespaces/failing/pods/out-of-memory", Text(PHASE, "Failed")),
    ("/api/v1/namespaces/failing/pods/evicted", Text(PHASE, "Failed")),
    ("/api/v1/namespaces/failing/pods/terminating", Present("/metadata/deletionTimestamp")),
    ("/apis/batch/v1/namespaces/failing/jobs/gave-up", Condition("Failed", "True")),
    ("/apis/apps/v1/namespaces/failing/deployments/stuck", Condition("Progressing", "False")),

    ("/api/v1/namespaces/pending/pods/too-big", Condition("PodScheduled", "False")),
    ("/api/v1/namespaces/pending/pods/nowhere", Condition("PodScheduled", "False")),
    ("/api/v1/namespaces/pending/pods/without-volume", Condition("PodScheduled", "False")),
    ("/api/v1/namespaces/pending/pods/gated", Condition("PodScheduled", "False")),

    ("/api/v1/namespaces/vault/secrets/robot-token", Present("/data/token")),
    ("/apis/certificates.k8s.io/v1/certificatesigningrequests/approved", Present("/status/certificate")),
    ("/api/v1/namespaces/leaving", Text(PHASE, "Terminating")),
    ("/apis/apiregistration.k8s.io/v1/apiservices/v1alpha1.wardle.example.com", Condition("Available", "True")),
    ("/apis/apiregistration.k8s.io/v1/apiservices/v1beta1.wardle.example.com", Condition("Available", "True")),
    ("/apis/apiregistration.k8s.io/v1/apiservices/v1.dead.example.com", Condition("Available", "False")),
];

impl Expected {
    /// Whether `object` says so.
    pub(super) fn is_met_by(&self, object: &Value) -> bool {
        match self {
            Condition(name, status) => object["status"]["conditions"].as_array().is_some_and(|conditions| {
                conditions
                    .iter()
                    .any(|it| it["type"] == *name && it["status"] == *status)
            }),
            Text(pointer, text) => object.pointer(pointer).is_some_and(|value| value == text),
            Number(pointer, number) => object.pointer(pointer).is_some_and(|value| value == number),
            True(pointer) => object.pointer(pointer).is_some_and(|value| *value == true),
            Present(pointer) => object.pointer(pointer).is_some(),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn conditions_and_values_are_recognised() {
        let object = json!({ "status": {
            "phase": "Bound",
            "replicas": 3,
            "attached": true,
            "conditions": [{ "type": "Ready", "status": "False" }],
        } });
        for met in [
            Condition("Ready", "False"),
            Text(PHASE, "Bound"),
            Number("/status/replicas", 3),
            True("/status/attached"),
            Present("/status/phase"),
        ] {
            assert!(met.is_met_by(&object), "{met:?}");
        }
        for unmet in [
            Condition("Ready", "True"),
            Condition("Available", "True"),
            Text(PHASE, "Lost"),
            Number("/status/replicas", 2),
            True("/status/replicas"),
            Present("/status/reason"),
        ] {
            assert!(!unmet.is_met_by(&object), "{unmet:?}");
        }
    }
}
