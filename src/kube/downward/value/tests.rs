//! Values as the kubelet computes them.

use serde_json::{Value as Json, json};

use super::*;
use crate::kube::downward::testing::{json as pod_json, node, pod, read, text};

fn resource(container: Option<&str>, path: &str, divisor: Option<&str>) -> Source {
    Source::Resource {
        container: container.map(str::to_owned),
        field: ResourceField::parse(path).unwrap(),
        divisor: divisor.map(str::to_owned),
    }
}

/// The value in a container, as a variable and as a file that names the container.
fn both(pod: &Pod, container: &str, path: &str, divisor: Option<&str>) -> [Value; 2] {
    let node = node();
    [
        pod.value(Way::Env, container, &resource(None, path, divisor), Some(&node)),
        pod.value(
            Way::File,
            container,
            &resource(Some(container), path, divisor),
            Some(&node),
        ),
    ]
}

#[test]
fn fields_are_read_from_the_pod() {
    let pod = pod();
    for (path, expected) in [
        ("metadata.name", "web-0"),
        ("metadata.namespace", "shop"),
        ("metadata.uid", "u-1"),
        ("metadata.labels", "app=\"web\""),
        ("metadata.labels['app']", "web"),
        ("metadata.labels['none']", ""),
        ("metadata.annotations", "note=\"a\\nb\""),
        ("metadata.annotations['note']", "a\nb"),
        ("spec.serviceAccountName", "till"),
        ("spec.nodeName", "worker"),
        ("status.hostIP", "192.0.2.7"),
        ("status.hostIPs", "192.0.2.7"),
        ("status.podIP", "10.0.0.5"),
        ("status.podIPs", "10.0.0.5,2001:db8::5"),
    ] {
        let source = Source::Field(Field::parse(path).unwrap());
        assert_eq!(pod.value(Way::Env, "main", &source, None), text(expected), "{path}");
    }
}

#[test]
fn what_a_pending_pod_lacks_is_not_yet_there() {
    let pod = read(&json!({ "metadata": { "name": "a" }, "spec": { "containers": [{ "name": "c" }] } }));
    for path in [
        "spec.nodeName",
        "status.hostIP",
        "status.hostIPs",
        "status.podIP",
        "status.podIPs",
    ] {
        let source = Source::Field(Field::parse(path).unwrap());
        assert_eq!(pod.value(Way::Env, "c", &source, None), Value::NotYet, "{path}");
    }
    let labels = Source::Field(Field::Labels);
    assert_eq!(pod.value(Way::File, "c", &labels, None), text(""));
}

#[test]
fn quantities_are_divided_and_rounded_up() {
    let pod = pod();
    for (path, divisor, expected) in [
        ("requests.cpu", None, "1"),
        ("requests.cpu", Some("0"), "1"),
        ("requests.cpu", Some("1"), "1"),
        ("requests.cpu", Some("1m"), "250"),
        ("requests.memory", None, "104857600"),
        ("requests.memory", Some("1Mi"), "100"),
        ("requests.memory", Some("1M"), "105"),
        ("requests.memory", Some("1Gi"), "1"),
        ("limits.hugepages-2Mi", Some("1Mi"), "4"),
        ("limits.hugepages-1Gi", None, "0"),
    ] {
        let expected = [text(expected), text(expected)];
        assert_eq!(both(&pod, "main", path, divisor), expected, "{path} {divisor:?}");
    }
    assert_eq!(
        both(&pod, "main", "requests.cpu", Some("nonsense")),
        [Value::Unknown, Value::Unknown]
    );
}

#[test]
fn missing_limits_are_those_of_the_node_and_missing_requests_zero() {
    let pod = pod();
    for (container, path, expected) in [
        ("main", "limits.cpu", "4"),
        ("side", "limits.cpu", "4"),
        ("side", "limits.memory", "8589934592"),
        ("side", "limits.ephemeral-storage", "100931731456"),
        ("side", "limits.hugepages-2Mi", "0"),
        ("side", "requests.cpu", "0"),
        ("side", "requests.memory", "0"),
        ("prepare", "limits.cpu", "4"),
    ] {
        let expected = [text(expected), text(expected)];
        assert_eq!(both(&pod, container, path, None), expected, "{container} {path}");
    }
}

#[test]
fn a_limit_of_zero_is_none() {
    let mut json = pod_json();
    json["spec"]["containers"][1]["resources"] = json!({ "limits": { "cpu": "0" } });
    let pod = read(&json);
    assert_eq!(both(&pod, "side", "limits.cpu", None), [text("4"), text("4")]);
}

#[test]
fn an_unread_node_is_told() {
    let of_side = |path: &str| pod().value(Way::Env, "side", &resource(None, path, None), None);
    assert_eq!(of_side("limits.cpu"), Value::OfNode);
    assert_eq!(of_side("requests.cpu"), text("0"));
    assert_eq!(of_side("limits.hugepages-2Mi"), text("0"));
}

#[test]
fn a_variable_prefers_the_limit_of_the_pod_and_a_file_that_of_the_node() {
    let mut json = pod_json();
    json["spec"]["resources"] = json!({ "limits": { "cpu": "2", "memory": "1Gi", "ephemeral-storage": "1Gi" } });
    let pod = read(&json);
    assert_eq!(
        both(&pod, "side", "limits.cpu", Some("1m")),
        [text("2000"), text("3800")]
    );
    assert_eq!(both(&pod, "side", "limits.memory", Some("1Gi")), [text("1"), text("8")]);
    assert_eq!(
        both(&pod, "main", "limits.memory", Some("1Mi")),
        [text("200"), text("200")]
    );
    assert_eq!(
        both(&pod, "side", "limits.ephemeral-storage", Some("1Gi")),
        [text("94"), text("94")]
    );
    let of_side = resource(None, "limits.cpu", None);
    assert_eq!(pod.value(Way::Env, "side", &of_side, None), text("2"));
}

#[test]
fn other_containers_are_found_by_name() {
    let pod = pod();
    let ask = |way, own: &str, named: &str, path: &str| {
        pod.value(way, own, &resource(Some(named), path, Some("1m")), Some(&node()))
    };
    assert_eq!(ask(Way::Env, "side", "main", "requests.cpu"), text("250"));
    assert_eq!(ask(Way::File, "side", "main", "requests.cpu"), text("250"));
    assert_eq!(ask(Way::Env, "main", "prepare", "limits.cpu"), text("0"));
    assert_eq!(ask(Way::Env, "prepare", "prepare", "limits.cpu"), text("0"));
    assert_eq!(ask(Way::File, "main", "prepare", "limits.cpu"), text("3800"));
    for name in ["nobody", "debugger"] {
        assert_eq!(
            ask(Way::Env, "main", name, "requests.cpu"),
            Value::NoContainer(name.into())
        );
    }
    let own = resource(None, "limits.cpu", None);
    assert_eq!(pod.value(Way::Env, "debugger", &own, Some(&node())), text("4"));
}

#[test]
fn the_pod_is_not_asked_for_what_is_unknown() {
    let source = Source::Unknown("status.novelty".into());
    assert_eq!(pod().value(Way::Env, "main", &source, None), Value::Unknown);
}

#[test]
fn older_servers_know_one_address() {
    let mut json = pod_json();
    json["status"] = json!({ "hostIP": "192.0.2.7", "podIP": "10.0.0.5", "podIPs": Json::Null });
    let pod = read(&json);
    assert_eq!(
        pod.value(Way::Env, "main", &Source::Field(Field::PodIps), None),
        text("10.0.0.5")
    );
    assert_eq!(
        pod.value(Way::Env, "main", &Source::Field(Field::HostIps), None),
        text("192.0.2.7")
    );
}
