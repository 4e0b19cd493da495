//! Where objects of each kind lead.

use serde_json::json;

use super::*;

/// The names, fields and requests that an object leads to.
fn leads(object: &Value) -> Vec<(String, &'static str, String)> {
    let resource_of = |group_version: &GroupVersion, kind: &str| match (group_version.api_version().as_str(), kind) {
        ("apps/v1", "ReplicaSet") => Some(("replicasets".to_owned(), true)),
        ("v1", "Node") => Some(("nodes".to_owned(), false)),
        _ => None,
    };
    let all = related(object, resource_of).into_iter();
    all.map(|related| (related.name, related.field, related.request.spelt_path()))
        .collect()
}

fn paths(object: &Value) -> Vec<String> {
    leads(object).into_iter().map(|(_, _, path)| path).collect()
}

#[test]
fn a_pod_leads_to_owner_node_account_events_and_namespace() {
    let pod = json!({
        "apiVersion": "v1", "kind": "Pod",
        "metadata": {"name": "web-1", "namespace": "shop", "ownerReferences": [
            {"apiVersion": "apps/v1", "kind": "ReplicaSet", "name": "web", "uid": "u"},
            {"apiVersion": "v1", "kind": "Node", "name": "n1", "uid": "v"},
            {"apiVersion": "example.test/v1", "kind": "Unknown", "name": "x", "uid": "w"},
        ]},
        "spec": {"nodeName": "n1", "serviceAccountName": "default"},
    });
    let expected = [
        (
            "replicasets/web",
            "metadata.ownerReferences",
            "/apis/apps/v1/namespaces/shop/replicasets/web",
        ),
        ("nodes/n1", "metadata.ownerReferences", "/api/v1/nodes/n1"),
        ("nodes/n1", "spec.nodeName", "/api/v1/nodes/n1"),
        (
            "serviceaccounts/default",
            "spec.serviceAccountName",
            "/api/v1/namespaces/shop/serviceaccounts/default",
        ),
        (
            "events",
            "involvedObject",
            "/api/v1/namespaces/shop/events?fieldSelector=involvedObject.kind%3DPod,involvedObject.name%3Dweb-1",
        ),
        ("namespaces/shop", "metadata.namespace", "/api/v1/namespaces/shop"),
    ];
    let found = leads(&pod);
    let found: Vec<_> = found
        .iter()
        .map(|(name, field, path)| (name.as_str(), *field, path.as_str()))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn a_pod_that_is_not_scheduled_leads_to_no_node() {
    let pod = json!({"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web", "namespace": "shop"}, "spec": {"nodeName": ""}});
    assert!(!paths(&pod).iter().any(|path| path.contains("/nodes")));
}

#[test]
fn what_selects_pods_leads_to_them() {
    let object = |kind: &str, selector: Value| json!({"apiVersion": "apps/v1", "kind": kind, "metadata": {"name": "web", "namespace": "shop"}, "spec": {"selector": selector}});
    let pods = "/api/v1/namespaces/shop/pods?labelSelector=app%3Dweb";
    for (kind, selector, expected) in [
        ("Deployment", json!({"matchLabels": {"app": "web"}}), true),
        ("Job", json!({"matchLabels": {"app": "web"}}), true),
        ("Service", json!({"app": "web"}), true),
        ("Service", json!({}), false),
        (
            "ReplicaSet",
            json!({"matchLabels": {"app": "web"}, "matchExpressions": [{"key": "a", "operator": "Exists"}]}),
            false,
        ),
        ("ConfigMap", json!({"app": "web"}), false),
    ] {
        let found = paths(&object(kind, selector.clone()));
        assert_eq!(
            found.iter().any(|path| path == pods),
            expected,
            "{kind} {selector}: {found:?}"
        );
    }
}

#[test]
fn nodes_namespaces_services_slices_and_definitions_lead_to_what_is_theirs() {
    let of = |kind: &str, rest: Value| {
        let mut object = json!({"apiVersion": "v1", "kind": kind, "metadata": {"name": "it"}});
        object
            .as_object_mut()
            .unwrap()
            .extend(rest.as_object().unwrap().clone());
        paths(&object)
    };
    let crd = json!({"spec": {"group": "fleet.test", "names": {"plural": "ships"}, "versions": [
        {"name": "v2", "served": true, "storage": false},
        {"name": "v1", "served": true, "storage": true},
        {"name": "v0", "served": false, "storage": false},
    ]}});
    let metadata = |labels: Value| json!({"metadata": {"name": "it", "namespace": "shop", "labels": labels}});
    for (kind, rest, expected) in [
        ("Node", json!({}), "/api/v1/pods?fieldSelector=spec.nodeName%3Dit"),
        ("Namespace", json!({}), "/api/v1/namespaces/it/pods"),
        (
            "Service",
            metadata(json!({})),
            "/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices?labelSelector=kubernetes.io/service-name%3Dit",
        ),
        (
            "EndpointSlice",
            metadata(json!({"kubernetes.io/service-name": "web"})),
            "/api/v1/namespaces/shop/services/web",
        ),
        ("CustomResourceDefinition", crd, "/apis/fleet.test/v1/ships"),
    ] {
        let found = of(kind, rest);
        assert!(found.iter().any(|path| path == expected), "{kind}: {found:?}");
    }
}

#[test]
fn what_is_no_object_leads_nowhere() {
    assert!(paths(&json!({"kind": "PodList", "apiVersion": "v1", "metadata": {}})).is_empty());
    assert!(paths(&json!([1, 2])).is_empty());
}
