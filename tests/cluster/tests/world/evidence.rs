//! The objects that pages and lessons refer to exist, and show what they are there for.

use std::collections::BTreeSet;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use cluster::{Identity, http, world::CANARY};
use serde_json::{Value, json};

use crate::{get_json, plane, url};

/// Where, what (a JSON pointer), and its value.
fn facts() -> Vec<(&'static str, &'static str, Value)> {
    vec![
        (
            "/apis/batch/v1/namespaces/default/jobs/my-job",
            "/status/succeeded",
            json!(1),
        ),
        (
            "/apis/apps/v1/namespaces/default/deployments/hello",
            "/status/readyReplicas",
            json!(3),
        ),
        (
            "/api/v1/namespaces/default/services/hello",
            "/spec/clusterIP",
            json!("10.96.10.10"),
        ),
        (
            "/api/v1/namespaces/default/pods/ambassador",
            "/spec/initContainers/0/restartPolicy",
            json!("Always"),
        ),
        (
            "/apis/discovery.k8s.io/v1/namespaces/default/endpointslices/kubernetes",
            "/endpoints/0/addresses/0",
            json!("192.0.2.10"),
        ),
        (
            "/apis/apps/v1/namespaces/kube-system/daemonsets/kube-proxy",
            "/status/desiredNumberScheduled",
            json!(6),
        ),
        (
            "/api/v1/namespaces/kube-system/services/kube-dns",
            "/spec/ports/2/name",
            json!("metrics"),
        ),
        (
            "/api/v1/services?fieldSelector=spec.type%3DLoadBalancer",
            "/items/0/status/loadBalancer/ingress/0/ip",
            json!("203.0.113.10"),
        ),
        (
            "/api/v1/namespaces/shop/services/web-pending",
            "/status/loadBalancer",
            json!({}),
        ),
        (
            "/api/v1/namespaces/failing/pods/evicted",
            "/status/reason",
            json!("Evicted"),
        ),
        (
            "/api/v1/namespaces/failing/pods/out-of-memory",
            "/status/containerStatuses/0/state/terminated/reason",
            json!("OOMKilled"),
        ),
        ("/api/v1/namespaces/leaving", "/status/phase", json!("Terminating")),
        (
            "/apis/fleet.example.test/v1/namespaces/fleet/ships/hms.beagle",
            "/status/seaworthy",
            json!(false),
        ),
        (
            "/apis/fleet.example.test/v1beta1/namespaces/fleet/voyages/pacific",
            "/spec/days",
            json!(28),
        ),
        (
            "/apis/wardle.example.com/v1alpha1/namespaces/wardle/flunders/second",
            "/spec/reference",
            json!("first"),
        ),
        (
            "/api/v1/nodes/worker-c1",
            "/metadata/labels/topology.kubernetes.io~1zone",
            json!("north-1c"),
        ),
    ]
}

#[test]
fn facts_hold() {
    for (path, pointer, value) in facts() {
        let object = get_json(Identity::Operator, path);
        assert_eq!(object.pointer(pointer), Some(&value), "{path} {pointer}");
    }
}

#[test]
fn something_stands_in_front_of_the_api_server() {
    for (path, pointer) in [
        (
            "/api/v1/namespaces/kube-public/configmaps/cluster-info",
            "/data/kubeconfig",
        ),
        (
            "/api/v1/namespaces/kube-system/configmaps/kubeadm-config",
            "/data/ClusterConfiguration",
        ),
        (
            "/api/v1/namespaces/kube-system/configmaps/kube-proxy",
            "/data/kubeconfig.conf",
        ),
    ] {
        let object = get_json(Identity::Operator, path);
        let text = object.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
        assert!(text.contains("api.example.test:6443"), "{path}");
    }
}

#[test]
fn the_downward_pod_uses_every_field_there_is() {
    let pod = get_json(Identity::Operator, "/api/v1/namespaces/default/pods/downward");
    let mut used = BTreeSet::new();
    collect(&pod["spec"], "fieldPath", &mut used);
    collect(&pod["spec"], "resource", &mut used);
    for field in [
        "metadata.name",
        "metadata.namespace",
        "metadata.uid",
        "metadata.labels",
        "metadata.annotations",
        "metadata.labels['app']",
        "metadata.annotations['build']",
        "spec.serviceAccountName",
        "spec.nodeName",
        "status.hostIP",
        "status.hostIPs",
        "status.podIP",
        "status.podIPs",
        "requests.cpu",
        "limits.cpu",
        "requests.memory",
        "limits.memory",
        "requests.ephemeral-storage",
        "limits.ephemeral-storage",
        "requests.hugepages-2Mi",
        "limits.hugepages-2Mi",
    ] {
        assert!(used.contains(field), "{field}");
    }
    assert_eq!(
        pod["status"]["podIPs"].as_array().map(Vec::len),
        Some(2),
        "one address per family"
    );
}

fn collect(value: &Value, key: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(text) if name == key => {
                        found.insert(text.clone());
                    }
                    _ => collect(value, key, found),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, key, found)),
        _ => {}
    }
}

#[test]
fn the_canary_lies_in_many_secrets_and_once_in_an_annotation() {
    let secrets = get_json(Identity::Operator, "/api/v1/secrets");
    let holders: Vec<&str> = secrets["items"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|secret| {
            secret["data"].as_object().into_iter().flatten().any(|(_, value)| {
                value
                    .as_str()
                    .and_then(|text| STANDARD.decode(text).ok())
                    .is_some_and(|bytes| String::from_utf8_lossy(&bytes).contains(CANARY))
            })
        })
        .filter_map(|secret| secret["metadata"]["name"].as_str())
        .collect();
    for name in [
        "opaque",
        "immutable",
        "registry",
        "login",
        "ssh",
        "kubeconfig",
        "last-applied",
    ] {
        assert!(holders.contains(&name), "{name} of {holders:?}");
    }
    let applied = get_json(Identity::Operator, "/api/v1/namespaces/vault/secrets/last-applied");
    let annotations = applied["metadata"]["annotations"].to_string();
    assert!(annotations.contains(CANARY), "{annotations}");
}

#[test]
fn namespaces_that_are_prefixes_hold_equal_names_in_the_order_of_bytes() {
    let list = get_json(Identity::Operator, "/api/v1/pods?labelSelector=app%3Dtwin");
    let namespaces: Vec<&str> = list["items"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|pod| pod["metadata"]["namespace"].as_str())
        .collect();
    assert_eq!(namespaces, ["kube-system", "kube", "team-a-b", "team-a", "team"]);
}

#[test]
fn the_large_config_map_is_large_and_the_strange_texts_arrive_as_written() {
    let large = get_json(Identity::Operator, "/api/v1/namespaces/texts/configmaps/large");
    assert!(large["data"]["text"].as_str().is_some_and(|text| text.len() > 190_000));
    let unicode = get_json(Identity::Operator, "/api/v1/namespaces/texts/configmaps/unicode");
    assert_eq!(unicode["data"]["zero-width"], "a\u{200b}b\u{200c}c\u{200d}d\u{feff}e");
    let binary = get_json(Identity::Operator, "/api/v1/namespaces/texts/configmaps/binary");
    assert!(
        binary["binaryData"]["pixel.png"]
            .as_str()
            .is_some_and(|text| text.starts_with("iVBOR"))
    );
}

#[test]
fn tables_have_the_columns_of_the_custom_resource() {
    let answer = http::get(
        &url(Identity::Operator, "/apis/fleet.example.test/v1/namespaces/fleet/ships"),
        &[("accept", "application/json;as=Table;v=v1;g=meta.k8s.io")],
    )
    .expect("a Table");
    let table = answer.json().expect("JSON");
    let columns: Vec<&str> = table["columnDefinitions"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|column| column["name"].as_str())
        .collect();
    assert_eq!(
        columns,
        [
            "Name",
            "Class",
            "Crew",
            "Tonnage",
            "Seaworthy",
            "Launched",
            "Ready",
            "Flag",
            "Berth",
            "Age"
        ]
    );
}

#[test]
fn the_version_is_the_one_that_was_pinned() {
    let version = get_json(Identity::Operator, "/version");
    let kubectl = plane().kubectl(Identity::Operator);
    let text = kubectl.run(["version", "--output=json"]).expect("kubectl answers");
    let both: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(both["clientVersion"]["gitVersion"], version["gitVersion"]);
    assert_eq!(version["major"], "1");
}
