//! A pod and a node for tests.

use serde_json::{Value as Json, json};

use super::{
    pod::{Allocatable, Pod},
    value::Value,
};

pub(super) fn node() -> Allocatable {
    let node = json!({ "kind": "Node", "status": { "allocatable": {
        "cpu": "3800m", "memory": "8Gi", "ephemeral-storage": "94Gi", "hugepages-2Mi": "512Mi", "pods": "110",
    } } });
    Allocatable::read(node.to_string().as_bytes()).unwrap()
}

pub(super) fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

pub(super) fn read(pod: &Json) -> Pod {
    Pod::read(pod.to_string().as_bytes()).unwrap()
}

pub(super) fn pod() -> Pod {
    read(&json())
}

/// A pod with an init container, two containers and an ephemeral one.
pub(super) fn json() -> Json {
    json!({
        "kind": "Pod",
        "metadata": {
            "name": "web-0", "namespace": "shop", "uid": "u-1",
            "labels": { "app": "web" }, "annotations": { "note": "a\nb" },
        },
        "spec": {
            "serviceAccountName": "till",
            "nodeName": "worker",
            "initContainers": [{ "name": "prepare" }],
            "containers": [
                {
                    "name": "main",
                    "env": [
                        { "name": "PLAIN", "value": "x" },
                        { "name": "NAME", "valueFrom": { "fieldRef": { "fieldPath": "metadata.name" } } },
                        { "name": "CPU", "valueFrom": { "resourceFieldRef": {
                            "resource": "requests.cpu", "divisor": "0",
                        } } },
                        { "name": "CPU_AGAIN", "valueFrom": { "resourceFieldRef": {
                            "containerName": "main", "resource": "requests.cpu", "divisor": "1m",
                        } } },
                        { "name": "SECRET", "valueFrom": { "secretKeyRef": { "name": "s", "key": "k" } } },
                        { "name": "NAME", "valueFrom": { "fieldRef": { "fieldPath": "metadata.uid" } } },
                        { "name": "NEW", "valueFrom": { "fieldRef": { "fieldPath": "status.novelty" } } },
                    ],
                    "resources": {
                        "requests": { "cpu": "250m", "memory": "100Mi" },
                        "limits": { "memory": "200Mi", "hugepages-2Mi": "4Mi" },
                    },
                    "volumeMounts": [
                        { "name": "info", "mountPath": "/etc/info/" },
                        { "name": "info", "mountPath": "/labels", "subPath": "labels" },
                        { "name": "info", "mountPath": "/deep", "subPath": "a" },
                        { "name": "info", "mountPath": "/each", "subPathExpr": "$(NAME)" },
                        { "name": "data", "mountPath": "/data" },
                    ],
                },
                { "name": "side", "resources": {} },
            ],
            "ephemeralContainers": [{ "name": "debugger" }],
            "volumes": [
                { "name": "info", "downwardAPI": { "defaultMode": 416, "items": [
                    { "path": "labels", "fieldRef": { "apiVersion": "v1", "fieldPath": "metadata.labels" } },
                    { "path": "cpu", "mode": 256, "resourceFieldRef": {
                        "containerName": "main", "resource": "requests.cpu", "divisor": "1m",
                    } },
                    { "path": "a/b/uid", "fieldRef": { "apiVersion": "v1", "fieldPath": "metadata.uid" } },
                ] } },
                { "name": "data", "emptyDir": {} },
                { "name": "forgotten", "projected": { "sources": [{ "downwardAPI": { "items": [
                    { "path": "name", "fieldRef": { "apiVersion": "v1", "fieldPath": "metadata.name" } },
                ] } }] } },
            ],
        },
        "status": {
            "hostIP": "192.0.2.7", "hostIPs": [{ "ip": "192.0.2.7" }],
            "podIP": "10.0.0.5", "podIPs": [{ "ip": "10.0.0.5" }, { "ip": "2001:db8::5" }],
        },
    })
}
