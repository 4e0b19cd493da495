//! Who may do what by a handful of roles and bindings, and what is near where nobody may.

use super::*;
use crate::kube::{path::ApiPath, query::Query};

const CLUSTER_ROLES: &[u8] = br#"{"kind":"ClusterRoleList","items":[
    {"metadata":{"name":"view"},"rules":[
        {"verbs":["get","list","watch"],"apiGroups":[""],"resources":["pods","services"]},
        {"verbs":["get","list"],"apiGroups":[""],"resources":["pods"]}]},
    {"metadata":{"name":"discovery"},"rules":[
        {"verbs":["get"],"nonResourceURLs":["/api","/api/*","/version"]}]},
    {"metadata":{"name":"namespace-reader"},"rules":[
        {"verbs":["get"],"apiGroups":[""],"resources":["namespaces"]}]},
    {"metadata":{"name":"nothing"},"rules":null}]}"#;

const CLUSTER_ROLE_BINDINGS: &[u8] = br#"{"kind":"ClusterRoleBindingList","items":[
    {"metadata":{"name":"admins-view"},"roleRef":{"kind":"ClusterRole","name":"view"},
        "subjects":[{"kind":"User","name":"root"},{"kind":"Group","name":"admins"}]},
    {"metadata":{"name":"all-view"},"roleRef":{"kind":"ClusterRole","name":"view"},
        "subjects":[{"kind":"Group","name":"everybody"}]},
    {"metadata":{"name":"discovery"},"roleRef":{"kind":"ClusterRole","name":"discovery"},
        "subjects":[{"kind":"Group","name":"system:authenticated"}]},
    {"metadata":{"name":"dangling"},"roleRef":{"kind":"ClusterRole","name":"gone"},
        "subjects":[{"kind":"User","name":"lost"}]},
    {"metadata":{"name":"empty"},"roleRef":{"kind":"ClusterRole","name":"view"},"subjects":null}]}"#;

const ROLES: &[u8] = br#"{"kind":"RoleList","items":[
    {"metadata":{"name":"one-pod","namespace":"shop"},"rules":[
        {"verbs":["get"],"apiGroups":[""],"resources":["pods"],"resourceNames":["web-0"]}]}]}"#;

const ROLE_BINDINGS: &[u8] = br#"{"kind":"RoleBindingList","items":[
    {"metadata":{"name":"one-pod","namespace":"shop"},"roleRef":{"kind":"Role","name":"one-pod"},
        "subjects":[{"kind":"ServiceAccount","name":"till"}]},
    {"metadata":{"name":"reads","namespace":"shop"},"roleRef":{"kind":"ClusterRole","name":"namespace-reader"},
        "subjects":[{"kind":"ServiceAccount","name":"till","namespace":"shop"}]},
    {"metadata":{"name":"view","namespace":"shop"},"roleRef":{"kind":"ClusterRole","name":"view"},
        "subjects":[{"kind":"User","name":"jane"},{"kind":"Group","name":"admins"}]},
    {"metadata":{"name":"urls","namespace":"shop"},"roleRef":{"kind":"ClusterRole","name":"discovery"},
        "subjects":[{"kind":"Group","name":"system:unauthenticated"}]}]}"#;

const LISTS: [(Collection, &[u8]); 4] = [
    (Collection::ClusterRoles, CLUSTER_ROLES),
    (Collection::ClusterRoleBindings, CLUSTER_ROLE_BINDINGS),
    (Collection::Roles(None), ROLES),
    (Collection::RoleBindings(None), ROLE_BINDINGS),
];

/// Everything but some of the lists.
fn policy(unread: &[Collection]) -> Policy {
    let mut policy = Policy::default();
    for (collection, body) in LISTS.iter().filter(|(collection, _)| !unread.contains(collection)) {
        policy.read(collection, body).unwrap();
    }
    policy
}

fn user(name: &str, groups: &[&str]) -> Identity {
    Identity::of(name, groups)
}

fn till() -> Identity {
    Identity::service_account("shop", "till")
}

fn ask(policy: &Policy, identity: &Identity, target: &str) -> Decision {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let attributes = Attributes::of_get(&ApiPath::parse(path).unwrap(), &Query::parse(query)).unwrap();
    policy.decide(identity, &attributes)
}

/// `binding#rule` with `!` where the API server names it and `?` where it may.
fn allowing(decision: &Decision) -> Vec<String> {
    let Decision::Allowed(reasons) = decision else {
        panic!("not allowed: {decision:?}");
    };
    reasons
        .iter()
        .map(|Reason { grant, naming }| {
            let mark = match naming {
                Naming::Named => "!",
                Naming::Perhaps => "?",
                Naming::NotNamed => "",
            };
            format!("{}#{}{mark}", grant.binding, grant.rule)
        })
        .collect()
}

fn near(decision: &Decision) -> Vec<String> {
    let Decision::NoRule { nearest } = decision else {
        panic!("something else: {decision:?}");
    };
    nearest
        .iter()
        .map(|miss| match miss {
            NearMiss::Rule { grant, difference } => format!("{}#{} {difference:?}", grant.binding, grant.rule),
            NearMiss::Elsewhere(grant) => format!("{}#{} elsewhere", grant.binding, grant.rule),
            NearMiss::NoRole { binding, role } => format!("{binding} without {}", role.name),
            NearMiss::Others { binding, rule, .. } => format!("{binding}#{rule} others"),
        })
        .collect()
}

const ALL_PODS: &str = "/api/v1/pods";
const PODS: &str = "/api/v1/namespaces/shop/pods";

#[test]
fn every_rule_that_allows_is_told() {
    let policy = policy(&[]);
    for (identity, target, expected) in [
        (
            user("root", &[]),
            ALL_PODS,
            &["ClusterRoleBinding admins-view#0!", "ClusterRoleBinding admins-view#1"][..],
        ),
        (
            user("x", &["admins", "everybody"]),
            ALL_PODS,
            &[
                "ClusterRoleBinding admins-view#0?",
                "ClusterRoleBinding admins-view#1",
                "ClusterRoleBinding all-view#0?",
                "ClusterRoleBinding all-view#1",
            ],
        ),
        (
            user("x", &["admins"]),
            "/api/v1/namespaces/shop/services/a",
            &["ClusterRoleBinding admins-view#0!", "RoleBinding shop/view#0"],
        ),
        (
            user("jane", &[]),
            "/api/v1/namespaces/shop/services",
            &["RoleBinding shop/view#0!"],
        ),
        (user("jane", &[]), "/api/v1", &["ClusterRoleBinding discovery#0!"]),
        (
            till(),
            "/api/v1/namespaces/shop/pods/web-0",
            &["RoleBinding shop/one-pod#0!"],
        ),
        // A namespace is in itself, so that a RoleBinding in it grants reading it.
        (till(), "/api/v1/namespaces/shop", &["RoleBinding shop/reads#0!"]),
    ] {
        assert_eq!(
            allowing(&ask(&policy, &identity, target)),
            expected,
            "{} {target}",
            identity.user
        );
    }
}

#[test]
fn the_nearest_rules_are_told_where_none_allows() {
    let policy = policy(&[]);
    let nobody = user("nobody", &[]);
    let lists = [
        "ClusterRoleBinding admins-view#0 others",
        "ClusterRoleBinding all-view#0 others",
    ];
    for (identity, target, expected) in [
        (nobody.clone(), ALL_PODS, lists.to_vec()),
        (nobody.clone(), "/version/", vec!["ClusterRoleBinding discovery#0 Path"]),
        (nobody, "/apis/apps/v1/namespaces/shop/deployments", vec![]),
        (
            user("jane", &[]),
            ALL_PODS,
            [
                &["RoleBinding shop/view#0 elsewhere", "RoleBinding shop/view#1 elsewhere"],
                &lists[..],
            ]
            .concat(),
        ),
        (
            user("jane", &[]),
            "/api/v1/namespaces/shop/pods/web-0/log",
            vec![
                "RoleBinding shop/view#0 Subresource",
                "RoleBinding shop/view#1 Subresource",
            ],
        ),
        (
            user("jane", &[]),
            "/apis/metrics.k8s.io/v1/namespaces/shop/pods",
            vec!["RoleBinding shop/view#0 ApiGroup", "RoleBinding shop/view#1 ApiGroup"],
        ),
        (
            till(),
            "/api/v1/namespaces/shop/pods/web-1",
            [
                &["RoleBinding shop/one-pod#0 ResourceName"],
                &lists[..],
                &["RoleBinding shop/view#0 others"],
            ]
            .concat(),
        ),
        (
            user("lost", &[]),
            "/apis/apps/v1/deployments",
            vec!["ClusterRoleBinding dangling without gone"],
        ),
        // A RoleBinding grants no paths, whatever its role says.
        (
            Identity::anonymous(),
            "/version",
            vec![
                "RoleBinding shop/urls#0 elsewhere",
                "ClusterRoleBinding discovery#0 others",
            ],
        ),
        (
            till(),
            "/api/v1/namespaces/other",
            vec!["RoleBinding shop/reads#0 elsewhere"],
        ),
        (till(), "/api/v1/namespaces", vec![]),
    ] {
        let found = near(&ask(&policy, &identity, target));
        assert_eq!(found, expected, "{} {target}", identity.user);
    }
}

#[test]
fn what_was_not_read_is_never_a_refusal() {
    let jane = user("jane", &[]);
    let role_bindings = Collection::RoleBindings(None);
    let unknown =
        |unread: &[Collection], identity: &Identity, target: &str| match ask(&policy(unread), identity, target) {
            Decision::Unknown { missing } => missing,
            other => panic!("{other:?}"),
        };
    let shop = Missing::Bindings(Collection::RoleBindings(Some("shop".into())));
    assert_eq!(unknown(&[role_bindings], &jane, PODS), [shop]);
    assert_eq!(
        unknown(&[Collection::ClusterRoleBindings], &user("root", &[]), ALL_PODS),
        [Missing::Bindings(Collection::ClusterRoleBindings)]
    );
    let view = unknown(&[Collection::ClusterRoles], &jane, PODS);
    let roles: Vec<String> = view
        .iter()
        .map(|missing| match missing {
            Missing::Role { binding, role } => format!("{binding} {} {}", role.kind, role.name),
            Missing::Bindings(list) => list.to_string(),
        })
        .collect();
    assert_eq!(
        roles,
        [
            "ClusterRoleBinding discovery ClusterRole discovery",
            "RoleBinding shop/view ClusterRole view"
        ]
    );
}

#[test]
fn reading_less_leaves_an_answer_or_makes_it_unknown() {
    let identities = [
        till(),
        user("jane", &[]),
        user("x", &["admins", "everybody"]),
        user("lost", &[]),
        Identity::anonymous(),
    ];
    let targets = [
        ALL_PODS,
        PODS,
        "/api/v1/namespaces/shop/pods/web-0",
        "/api/v1/namespaces/shop",
        "/version",
        "/api/v1/nodes",
    ];
    let whole = policy(&[]);
    for unread in 0..16 {
        let unread: Vec<Collection> = LISTS
            .iter()
            .enumerate()
            .filter(|(index, _)| unread & (1 << index) != 0)
            .map(|(_, (collection, _))| collection.clone())
            .collect();
        let less = policy(&unread);
        for identity in &identities {
            for target in targets {
                let (found, known) = (ask(&less, identity, target), ask(&whole, identity, target));
                let is_same = std::mem::discriminant(&found) == std::mem::discriminant(&known);
                assert!(
                    is_same || matches!(found, Decision::Unknown { .. }),
                    "{target} {unread:?}: {found:?}"
                );
            }
        }
    }
}

#[test]
fn what_does_not_matter_need_not_be_read() {
    let jane = user("jane", &[]);
    assert!(matches!(
        ask(
            &policy(&[Collection::RoleBindings(None), Collection::Roles(None)]),
            &jane,
            ALL_PODS
        ),
        Decision::NoRule { .. }
    ));
    assert!(matches!(
        ask(&policy(&[Collection::Roles(None)]), &jane, "/version/"),
        Decision::NoRule { .. }
    ));
}

#[test]
fn what_was_read_allows_whatever_is_missing() {
    let found = ask(
        &policy(&[Collection::ClusterRoleBindings]),
        &user("jane", &[]),
        "/api/v1/namespaces/shop/services",
    );
    assert_eq!(allowing(&found), ["RoleBinding shop/view#0?"]);
    let found = ask(
        &policy(&[Collection::RoleBindings(None)]),
        &user("root", &[]),
        "/api/v1/namespaces/shop/services",
    );
    assert_eq!(allowing(&found), ["ClusterRoleBinding admins-view#0!"]);
}

#[test]
fn masters_are_allowed_outside_of_rbac() {
    let identity = user("x", &["system:masters"]);
    assert_eq!(
        ask(&Policy::default(), &identity, "/api/v1/secrets"),
        Decision::Privileged
    );
}

#[test]
fn reasons_are_worded_as_the_api_server_words_them() {
    let policy = policy(&[]);
    for (identity, target, expected) in [
        (
            user("x", &["admins"]),
            ALL_PODS,
            r#"RBAC: allowed by ClusterRoleBinding "admins-view" of ClusterRole "view" to Group "admins""#,
        ),
        (
            user("jane", &[]),
            PODS,
            r#"RBAC: allowed by RoleBinding "view/shop" of ClusterRole "view" to User "jane""#,
        ),
        (
            till(),
            "/api/v1/namespaces/shop/pods/web-0",
            r#"RBAC: allowed by RoleBinding "one-pod/shop" of Role "one-pod" to ServiceAccount "till/shop""#,
        ),
    ] {
        let Decision::Allowed(reasons) = ask(&policy, &identity, target) else {
            panic!("{target}");
        };
        assert_eq!(reasons[0].grant.reason(), expected);
    }
}
