//! The recorded cluster: its roles and bindings explain the answers that its API server gave.

use serde_json::{Value, json};

use super::{
    attributes::{Attributes, ResourceAttributes},
    decision::{Decision, NearMiss},
    identity::Identity,
    policy::{Collection, Policy},
    rule::Difference,
};
use crate::kube::{path::ApiPath, query::Query};

const INDEX: &str = include_str!("../../../recordings/index.json");
const TABLES: [(Collection, &str, &str); 4] = [
    (
        Collection::ClusterRoles,
        "ClusterRoleList",
        include_str!("../../../recordings/collections/apis.rbac.authorization.k8s.io.v1.clusterroles.json"),
    ),
    (
        Collection::ClusterRoleBindings,
        "ClusterRoleBindingList",
        include_str!("../../../recordings/collections/apis.rbac.authorization.k8s.io.v1.clusterrolebindings.json"),
    ),
    (
        Collection::Roles(None),
        "RoleList",
        include_str!("../../../recordings/collections/apis.rbac.authorization.k8s.io.v1.roles.json"),
    ),
    (
        Collection::RoleBindings(None),
        "RoleBindingList",
        include_str!("../../../recordings/collections/apis.rbac.authorization.k8s.io.v1.rolebindings.json"),
    ),
];

/// The refusals that were recorded, each with its body.
const REFUSALS: [(&str, &str); 10] = [
    (
        "bodies/root~2.json",
        include_str!("../../../recordings/bodies/root~2.json"),
    ),
    (
        "bodies/root~3.json",
        include_str!("../../../recordings/bodies/root~3.json"),
    ),
    (
        "bodies/api~3.json",
        include_str!("../../../recordings/bodies/api~3.json"),
    ),
    (
        "bodies/api.v1.namespaces.default.pods.json",
        include_str!("../../../recordings/bodies/api.v1.namespaces.default.pods.json"),
    ),
    (
        "bodies/api.v1.namespaces.default.pods~2.json",
        include_str!("../../../recordings/bodies/api.v1.namespaces.default.pods~2.json"),
    ),
    (
        "bodies/api.v1.namespaces.vault.secrets@viewer.json",
        include_str!("../../../recordings/bodies/api.v1.namespaces.vault.secrets@viewer.json"),
    ),
    (
        "bodies/api.v1.namespaces.vault.secrets.opaque@viewer.json",
        include_str!("../../../recordings/bodies/api.v1.namespaces.vault.secrets.opaque@viewer.json"),
    ),
    (
        "bodies/api.v1.nodes@viewer.json",
        include_str!("../../../recordings/bodies/api.v1.nodes@viewer.json"),
    ),
    (
        "bodies/api.v1.namespaces@restricted.json",
        include_str!("../../../recordings/bodies/api.v1.namespaces@restricted.json"),
    ),
    (
        "bodies/apis.apps.v1.namespaces.team-a.deployments@restricted.json",
        include_str!("../../../recordings/bodies/apis.apps.v1.namespaces.team-a.deployments@restricted.json"),
    ),
];

fn policy() -> Policy {
    let mut policy = Policy::default();
    for (collection, kind, table) in &TABLES {
        let table: Value = serde_json::from_str(table).unwrap();
        let items: Vec<&Value> = table["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| &row["object"])
            .collect();
        let list = json!({ "kind": kind, "metadata": {}, "items": items });
        assert_eq!(policy.read(collection, list.to_string().as_bytes()).unwrap(), None);
    }
    policy
}

fn attributes(target: &str) -> Attributes {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    Attributes::of_get(&ApiPath::parse(path).unwrap(), &Query::parse(query)).unwrap()
}

/// Who made a recorded request, as tests/cluster sets the cluster up.
fn identity(exchange: &Value) -> Identity {
    let impersonated = &exchange["impersonate"];
    if let Some(user) = impersonated["user"].as_str() {
        let groups = impersonated["groups"].as_array().into_iter().flatten();
        let groups: Vec<&str> = groups.filter_map(Value::as_str).collect();
        return Identity::of(user, &groups);
    }
    match exchange["identity"].as_str().unwrap() {
        "operator" => Identity::of("operator", &["operators"]),
        "viewer" => Identity::of("viewer", &["viewers"]),
        "restricted" => Identity::service_account("team-a", "restricted"),
        other => Identity::of(other, &[]),
    }
}

/// How the API server words a refusal.
///
/// Source: apiserver `pkg/endpoints/handlers/responsewriters/errors.go`.
fn refusal(user: &str, attributes: &Attributes) -> String {
    let resource = match attributes {
        Attributes::NonResource { verb, path } => {
            return format!("forbidden: User {user:?} cannot {verb} path {path:?}");
        }
        Attributes::Resource(resource) => resource,
    };
    let ResourceAttributes { verb, group, name, .. } = resource;
    let combined = resource.combined_resource();
    let dot = if group.is_empty() { "" } else { "." };
    let named = name.as_ref().map(|name| format!(" {name:?}")).unwrap_or_default();
    let place = match &resource.namespace {
        Some(namespace) => format!("in the namespace {namespace:?}"),
        None => "at the cluster scope".into(),
    };
    let what = format!("{}{dot}{group}{named}", resource.resource);
    let action = format!("{verb} resource {combined:?} in API group {group:?}");
    format!("{what} is forbidden: User {user:?} cannot {action} {place}")
}

#[test]
fn recorded_answers_are_explained() {
    let policy = policy();
    let index: Value = serde_json::from_str(INDEX).unwrap();
    // kubectl proxy's own refusal never reached the API server, and neither did what a dead one was asked.
    let exchanges = index["exchanges"].as_array().unwrap().iter().filter(|exchange| {
        exchange["identity"] != "unreachable" && exchange["body"] != "bodies/api.v1.namespaces.pods.configmaps.exec.txt"
    });
    let mut refused = 0;
    for exchange in exchanges {
        let path = exchange["path"].as_str().unwrap();
        let target = format!("{path}?{}", exchange["query"].as_str().unwrap_or_default());
        let identity = identity(exchange);
        let decision = policy.decide(&identity, &attributes(&target));
        let is_refused = exchange["code"] == 403;
        refused += usize::from(is_refused);
        assert_eq!(
            matches!(decision, Decision::NoRule { .. }),
            is_refused,
            "{} {target}: {decision:?}",
            identity.user
        );
        assert_eq!(matches!(decision, Decision::Allowed(_)), !is_refused);
    }
    assert!(refused > 10, "{refused}");
}

#[test]
fn recorded_refusals_name_what_was_asked() {
    let index: Value = serde_json::from_str(INDEX).unwrap();
    for (file, body) in REFUSALS {
        let status: Value = serde_json::from_str(body).unwrap();
        let exchanges = index["exchanges"].as_array().unwrap();
        let exchange = exchanges.iter().find(|exchange| exchange["body"] == file).unwrap();
        let attributes = attributes(exchange["path"].as_str().unwrap());
        assert_eq!(status["message"], refusal(&identity(exchange).user, &attributes));
    }
}

#[test]
fn one_right_separates_anonymous_from_a_service_account() {
    let policy = policy();
    let api = attributes("/api");
    let Decision::Allowed(reasons) = policy.decide(&Identity::service_account("default", "default"), &api) else {
        panic!("/api is for everybody who is authenticated");
    };
    assert_eq!(
        reasons[0].grant.reason(),
        "RBAC: allowed by ClusterRoleBinding \"system:discovery\" of ClusterRole \"system:discovery\" \
         to Group \"system:authenticated\""
    );
    let Decision::NoRule { nearest } = policy.decide(&Identity::anonymous(), &api) else {
        panic!("/api is not for everybody");
    };
    let others: Vec<&str> = nearest
        .iter()
        .filter_map(|miss| match miss {
            NearMiss::Others { binding, .. } => Some(binding.name.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(others, ["cluster-admin", "system:discovery", "operator"]);
    let other_paths: Vec<&str> = nearest
        .iter()
        .filter_map(|miss| match miss {
            NearMiss::Rule { grant, difference } => Some((grant, difference)),
            _ => None,
        })
        .filter(|(_, difference)| **difference == Difference::Path)
        .map(|(grant, _)| grant.role.name.as_str())
        .collect();
    assert_eq!(other_paths, ["system:public-info-viewer"]);
}

#[test]
fn a_role_of_one_namespace_is_near_for_the_cluster() {
    let restricted = Identity::service_account("team-a", "restricted");
    let Decision::NoRule { nearest } = policy().decide(&restricted, &attributes("/api/v1/pods")) else {
        panic!("restricted reads pods of one namespace");
    };
    assert!(matches!(&nearest[0], NearMiss::Elsewhere(grant) if grant.binding.namespace.as_deref() == Some("team-a")));
}
