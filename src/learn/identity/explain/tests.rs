//! Why somebody may do something or may not, in a small cluster.

use serde_json::json;

use super::*;
use crate::learn::identity::{
    persona::Persona,
    testing::{Exchanges, request, roles},
};

fn attributes(target: &str) -> Attributes {
    let request = request(target);
    Attributes::of_get(&request.path, &request.query).unwrap()
}

/// What is said, line by line: the word and what the placeholders hold, without what is the same in every line.
fn told(user: &str, groups: &str, target: &str, wanted: &str, verdict: Option<&Verdict>) -> Vec<String> {
    let exchanges = roles();
    let (attributes, wanted) = (attributes(target), attributes(wanted));
    let roles = Roles::read(attributes.namespace(), &exchanges.replies());
    let identity = Persona::typed(user, groups).unwrap().identity().unwrap();
    let case = Case {
        identity: &identity,
        knows_groups: true,
        attributes: &attributes,
        wanted: &wanted,
        roles: &roles,
        verdict,
        exchange: Some(9),
    };
    let lines = case.explain();
    let told = lines.iter().map(|line| {
        let values: Vec<&str> = line.values.iter().map(|(_, value)| value.as_str()).collect();
        format!(
            "{}: {}",
            line.key.trim_start_matches("identity.because."),
            values.join(" | ")
        )
    });
    told.collect()
}

fn said(user: &str, target: &str) -> Vec<String> {
    told(user, "", target, target, None)
}

const TILL: &str = "system:serviceaccount:shop:till";

#[test]
fn the_rule_that_allows_is_told_with_what_the_audit_log_has() {
    assert_eq!(
        said(TILL, "/api/v1/namespaces/shop/pods/web"),
        [
            "allowed: RoleBinding shop/till | Role shop/reader | 1 | ServiceAccount shop/till",
            r#"named: RBAC: allowed by RoleBinding "till/shop" of Role "reader" to ServiceAccount "till/shop""#,
            "would_be_allowed: ",
        ]
    );
    let two = said("jane", "/version");
    assert_eq!(
        two[0],
        "allowed: ClusterRoleBinding everybody | ClusterRole discovery | 1 | Group system:authenticated"
    );
    assert!(two[1].starts_with("perhaps_named: "));
    assert_eq!(
        two[2],
        "allowed_too: ClusterRoleBinding jane | ClusterRole admin | 2 | User jane"
    );
    assert_eq!(two[3], "would_be_allowed: ");
}

#[test]
fn what_comes_near_is_told_by_what_is_different() {
    for (user, target, expected) in [
        (
            TILL,
            "/api/v1/namespaces/shop/pods",
            "near_verb: RoleBinding shop/till | Role shop/reader | 1 | ServiceAccount shop/till | get | list",
        ),
        (
            TILL,
            "/api/v1/namespaces/shop/configmaps/c",
            "near_name: RoleBinding shop/till | Role shop/reader | 2 | ServiceAccount shop/till | a, b | c",
        ),
        (
            TILL,
            "/api/v1/namespaces/shop/configmaps",
            "near_name_of_list: RoleBinding shop/till | Role shop/reader | 2 | ServiceAccount shop/till | a, b",
        ),
        (
            TILL,
            "/api/v1/namespaces/shop/pods/web/log",
            "near_subresource: RoleBinding shop/till | Role shop/reader | 1 | ServiceAccount shop/till | pods | pods/log",
        ),
        (
            TILL,
            "/apis/x.test/v1/namespaces/shop/services",
            "near_group: RoleBinding shop/till | Role shop/reader | 3 | ServiceAccount shop/till | \"\" | x.test",
        ),
        (
            "system:serviceaccount:shop:lost",
            "/api/v1/namespaces/shop/pods",
            "no_role: RoleBinding shop/lost | Role shop/gone",
        ),
        (
            "system:anonymous",
            "/api",
            "others: ClusterRoleBinding everybody | ClusterRole discovery | 1 | Group system:authenticated",
        ),
    ] {
        let said = said(user, target);
        assert_eq!(said[0], "no_rule: ", "{target}");
        assert_eq!(said[1], "would_be_refused: ", "{target}");
        assert!(said.iter().any(|line| line == expected), "{target}: {said:#?}");
    }
    let path = said(TILL, "/livez");
    assert!(
        path.iter()
            .any(|line| line == "near_path: ClusterRoleBinding everybody | ClusterRole discovery | 1 | Group system:authenticated | /api, /version | /livez"),
        "{path:#?}"
    );
}

#[test]
fn other_namespaces_are_told_of_once_their_lists_were_read() {
    let attributes = attributes("/api/v1/services");
    let identity = Identity::service_account("shop", "till");
    let said = |exchanges: &Exchanges| -> Vec<String> {
        let roles = Roles::read(None, &exchanges.replies());
        let case = Case {
            identity: &identity,
            knows_groups: true,
            attributes: &attributes,
            wanted: &attributes,
            roles: &roles,
            verdict: None,
            exchange: None,
        };
        let lines = case.explain();
        let told = lines.iter().filter(|line| line.key.ends_with(".elsewhere"));
        told.map(|line| format!("{:?} {:?}", line.value("namespace"), line.ground.exchanges()))
            .collect()
    };
    let mut exchanges = roles();
    assert!(said(&exchanges).is_empty());
    let binding = json!([{ "metadata": { "name": "till", "namespace": "shop" }, "roleRef": { "kind": "Role", "name": "r" },
        "subjects": [{ "kind": "ServiceAccount", "name": "till" }] }]);
    let role = json!([{ "metadata": { "name": "r", "namespace": "shop" },
        "rules": [{ "verbs": ["list"], "apiGroups": [""], "resources": ["services"] }] }]);
    exchanges.list("rolebindings", "RoleBindingList", &binding);
    exchanges.list("roles", "RoleList", &role);
    assert_eq!(said(&exchanges), [r#"Some("shop") [5, 6]"#]);
}

#[test]
fn rules_and_answers_are_compared() {
    let allowed = Verdict::Allowed { code: 200 };
    let refused = Verdict::Refused(crate::learn::identity::verdict::Denial {
        message: String::new(),
        parts: None,
    });
    let pod = "/api/v1/namespaces/shop/pods/web";
    let pods = "/api/v1/namespaces/shop/pods";
    for (target, verdict, expected) in [
        (pod, &allowed, "agree_allowed: "),
        (pods, &refused, "agree_refused: "),
        (pod, &refused, "strangely_refused: "),
        (pods, &allowed, "strangely_allowed: "),
        (pod, &Verdict::NotRecorded, "would_be_allowed: "),
        (pods, &Verdict::NoRoom, "would_be_refused: "),
    ] {
        let said = told(TILL, "", target, target, Some(verdict));
        assert!(said.iter().any(|line| line == expected), "{target}: {said:#?}");
    }
}

#[test]
fn members_of_masters_are_not_asked_for() {
    assert_eq!(
        told("jane", "system:masters", "/api/v1/secrets", "/api/v1/secrets", None),
        ["privileged: ", "would_be_allowed: "]
    );
}

#[test]
fn a_watch_that_would_be_decided_otherwise_is_told() {
    let list = "/api/v1/namespaces/shop/services";
    let said = told(TILL, "", list, "/api/v1/namespaces/shop/services?watch=1", None);
    assert_eq!(said.last().unwrap(), "watch_not_allowed: ");
    let same = told("jane", "", list, "/api/v1/namespaces/shop/services?watch=1", None);
    assert!(same.iter().all(|line| !line.starts_with("watch")), "{same:#?}");
}

#[test]
fn a_role_that_nobody_put_together_is_told() {
    let said = told("bob", "viewers", "/api/v1/pods", "/api/v1/pods", None);
    assert_eq!(
        said.last().unwrap(),
        "unsettled: ClusterRoleBinding viewers | ClusterRole view"
    );
}

#[test]
fn nodes_are_decided_on_by_another_authorizer_too() {
    let said = told("system:node:n1", "system:nodes", "/api/v1/pods", "/api/v1/pods", None);
    assert_eq!(said.last().unwrap(), "node: ");
}

#[test]
fn what_was_not_read_is_named() {
    let attributes = attributes("/api/v1/namespaces/shop/pods");
    let exchanges = roles();
    let replies = exchanges.replies();
    let identity = Identity::service_account("shop", "till");
    let said = |replies: &[crate::learn::identity::line::Reply<'_>]| -> Vec<String> {
        let roles = Roles::read(Some("shop"), replies);
        let case = Case {
            identity: &identity,
            knows_groups: true,
            attributes: &attributes,
            wanted: &attributes,
            roles: &roles,
            verdict: Some(&Verdict::Allowed { code: 200 }),
            exchange: None,
        };
        let lines = case.explain();
        let told = lines.iter().map(|line| {
            let last = line.values.last().map(|(_, value)| value.as_str()).unwrap_or_default();
            format!("{} {last}", line.key.trim_start_matches("identity.because."))
        });
        told.collect()
    };
    assert_eq!(
        said(&replies[..2]),
        [
            "not_all_read ",
            "bindings_unread /apis/rbac.authorization.k8s.io/v1/namespaces/shop/rolebindings",
        ]
    );
    assert_eq!(said(&replies[..3]), ["not_all_read ", "role_unread Role shop/reader"]);
}

#[test]
fn a_line_has_the_exchanges_the_objects_and_the_rule() {
    let exchanges = roles();
    let attributes = attributes("/api/v1/namespaces/shop/pods/web");
    let roles = Roles::read(Some("shop"), &exchanges.replies());
    let identity = Identity::service_account("shop", "till");
    let case = Case {
        identity: &identity,
        knows_groups: true,
        attributes: &attributes,
        wanted: &attributes,
        roles: &roles,
        verdict: Some(&Verdict::Allowed { code: 200 }),
        exchange: Some(9),
    };
    let lines = case.explain();
    assert_eq!(lines[0].ground, Ground::Inferred(vec![3, 4]));
    let objects: Vec<&str> = lines[0].links.iter().map(|link| link.text.as_str()).collect();
    assert_eq!(objects, ["RoleBinding shop/till", "Role shop/reader"]);
    assert_eq!(
        lines[0].code.as_deref(),
        Some("- apiGroups:\n  - \"\"\n  resources:\n  - pods\n  verbs:\n  - get\n")
    );
    let agreement = lines.iter().find(|line| line.key.ends_with("agree_allowed")).unwrap();
    assert_eq!(agreement.ground.exchanges(), [1, 2, 3, 4, 9]);
}
