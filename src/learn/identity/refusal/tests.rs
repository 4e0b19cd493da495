//! Texts of refusals, as a real API server words them.

use proptest::prelude::*;

use super::*;
use crate::kube::status::StatusDetails;

fn status(message: &str, name: &str) -> Status {
    Status {
        message: message.into(),
        reason: "Forbidden".into(),
        details: StatusDetails {
            name: name.into(),
            ..StatusDetails::default()
        },
        code: 403,
        ..Status::default()
    }
}

/// What it says in one line: user, verb, object, place and reason.
fn told(message: &str, name: &str) -> Option<String> {
    let refusal = Refusal::read(&status(message, name))?;
    let object = match refusal.object {
        Refused::Path(path) => path,
        Refused::Resource {
            resource,
            group,
            namespace,
            name,
        } => format!(
            "{resource}.{group} {} in {}",
            name.as_deref().unwrap_or("-"),
            namespace.as_deref().unwrap_or("-")
        ),
    };
    let reason = refusal.reason.as_deref().unwrap_or("-");
    Some(format!("{} {} {object} | {reason}", refusal.user, refusal.verb))
}

/// Texts of a real API server, 1.36.3.
#[test]
fn refusals_are_read() {
    for (message, name, expected) in [
        (
            r#"pods is forbidden: User "system:anonymous" cannot list resource "pods" in API group "" in the namespace "default""#,
            "",
            "system:anonymous list pods. - in default | -",
        ),
        (
            r#"deployments.apps is forbidden: User "viewer" cannot list resource "deployments" in API group "apps" at the cluster scope"#,
            "",
            "viewer list deployments.apps - in - | -",
        ),
        (
            r#"pods "web" is forbidden: User "viewer" cannot impersonate-on:user-info:get resource "pods/log" in API group "" in the namespace "default""#,
            "web",
            "viewer impersonate-on:user-info:get pods/log. web in default | -",
        ),
        (
            r#"forbidden: User "system:anonymous" cannot get path "/""#,
            "",
            "system:anonymous get / | -",
        ),
        (
            r#"pods is forbidden: User "system:serviceaccount:default:default" cannot list resource "pods" in API group "" in the namespace "default": RBAC: role.rbac.authorization.k8s.io "nope" not found"#,
            "",
            r#"system:serviceaccount:default:default list pods. - in default | RBAC: role.rbac.authorization.k8s.io "nope" not found"#,
        ),
        (
            r#"nodes "n2" is forbidden: User "system:node:n1" cannot get resource "nodes" in API group "" at the cluster scope: node 'n1' cannot read 'n2', only its own Node object"#,
            "n2",
            "system:node:n1 get nodes. n2 in - | node 'n1' cannot read 'n2', only its own Node object",
        ),
        (
            r#"pods is forbidden: User "a&lt;b&gt;&amp;c" cannot list resource "pods" in API group "" in the namespace "default""#,
            "",
            "a<b>&c list pods. - in default | -",
        ),
        (
            r#"pods is forbidden: User "a\"b\\c" cannot list resource "pods" in API group "" in the namespace "default""#,
            "",
            r#"a"b\c list pods. - in default | -"#,
        ),
    ] {
        assert_eq!(told(message, name).as_deref(), Some(expected), "{message}");
    }
}

#[test]
fn other_texts_are_none() {
    for message in [
        "",
        "Forbidden",
        r#"pods is forbidden: User "a"#,
        r#"pods is forbidden: User "a" cannot list"#,
        r#"pods is forbidden: User "a" cannot list resource "pods" in API group """#,
        r#"pods is forbidden: User "a" cannot list resource "pods" in API group "" somewhere"#,
        r#"forbidden: User "a" cannot get path "/" and more"#,
        r#"forbidden: User "\uZZZZ" cannot get path "/""#,
    ] {
        assert_eq!(told(message, ""), None, "{message}");
    }
    let mut other = status(r#"forbidden: User "a" cannot get path "/""#, "");
    other.reason = "Unauthorized".into();
    assert_eq!(Refusal::read(&other), None);
}

#[test]
fn the_right_to_impersonate_is_told_from_other_rights() {
    for (verb, is_of_impersonation) in [
        ("impersonate", true),
        ("impersonate:user-info", true),
        ("impersonate-on:serviceaccount:list", true),
        ("impersonated", false),
        ("get", false),
    ] {
        let message = format!(r#"forbidden: User "a" cannot {verb} path "/""#);
        let refusal = Refusal::read(&status(&message, "")).unwrap();
        assert_eq!(refusal.is_of_impersonation(), is_of_impersonation, "{verb}");
    }
}

proptest! {
    #[test]
    fn reading_never_fails_badly(message in any::<String>(), middle in r#"[\\"a-z:/ ]{0,40}"#) {
        let _ = told(&message, "");
        let _ = told(&format!(r"x is forbidden: User {middle}"), "");
    }
}
