//! The rights that it takes to ask in somebody's name, as rules of a role.

use serde_json::{Value, json};

use super::{
    line::{Ground, Line},
    persona::Persona,
    sources,
};
use crate::{kube::rbac::attributes::Attributes, text::document::Document, wire::vocabulary::vocabulary};

vocabulary! {
    /// How the right to ask in somebody's name is granted. Each comes with the rules.
    Right under "identity.right" {
        /// Whatever this one may do.
        Everything = "everything",
        /// Since 1.36: this request alone.
        ThisAlone = "this_alone",
    }
}

/// The rules that would let you ask this in somebody's name: for everything, and for this alone.
///
/// Source: apiserver `pkg/endpoints/filters/impersonation/mode.go`. Measured against 1.36.
pub(super) fn rights(persona: &Persona, attributes: &Attributes) -> Vec<Line> {
    let Some(user) = persona.user() else {
        return Vec::new();
    };
    let mut lines = vec![
        Line::of(Right::Everything, Ground::Documented(sources::IMPERSONATION))
            .with("user", &user)
            .coded(yaml(&everything(persona, &user))),
    ];
    lines.extend(this_alone(persona, &user, attributes).map(|rules| {
        Line::of(Right::ThisAlone, Ground::Documented(sources::IMPERSONATION_MODES))
            .with("user", &user)
            .coded(yaml(&rules))
    }));
    lines
}

fn everything(persona: &Persona, user: &str) -> Vec<Value> {
    let (resource, name) = match account(user) {
        Some(name) => ("serviceaccounts", name),
        None => ("users", user),
    };
    named(persona, "", resource, name, "impersonate")
}

/// A ServiceAccount with groups of its own cannot be asked for in this way.
fn this_alone(persona: &Persona, user: &str, attributes: &Attributes) -> Option<Vec<Value>> {
    let is_bare = persona.groups().is_empty();
    let (mode, resource, name) = match (account(user), user.strip_prefix("system:node:")) {
        (Some(name), _) if is_bare => ("serviceaccount", "serviceaccounts", name),
        (None, Some(node)) if is_bare => ("arbitrary-node", "nodes", node),
        (Some(_), _) | (None, Some(_)) => return None,
        (None, None) => ("user-info", "users", user),
    };
    let mut rules = named(
        persona,
        "authentication.k8s.io",
        resource,
        name,
        &format!("impersonate:{mode}"),
    );
    let verb = format!("impersonate-on:{mode}:{}", attributes.verb());
    rules.push(match attributes {
        Attributes::NonResource { path, .. } => json!({ "nonResourceURLs": [path], "verbs": [verb] }),
        Attributes::Resource(asked) => json!({
            "apiGroups": [asked.group], "resources": [asked.combined_resource()], "verbs": [verb],
        }),
    });
    Some(rules)
}

/// The rules for a user and for the groups that are asked for.
fn named(persona: &Persona, group: &str, resource: &str, name: &str, verb: &str) -> Vec<Value> {
    let rule = |resource: &str, names: &[String]| json!({ "apiGroups": [group], "resourceNames": names, "resources": [resource], "verbs": [verb] });
    let mut rules = vec![rule(resource, &[name.to_owned()])];
    if !persona.groups().is_empty() {
        rules.push(rule("groups", persona.groups()));
    }
    rules
}

/// The name in a ServiceAccount's user name.
fn account(user: &str) -> Option<&str> {
    let is_account = matches!(Persona::typed(user, ""), Ok(Persona::ServiceAccount { .. }));
    user.rsplit(':').next().filter(|_| is_account)
}

fn yaml(rules: &[Value]) -> String {
    Document::yaml(&json!({ "rules": rules })).text()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kube::{path::ApiPath, query::Query};

    fn asked(path: &str) -> Attributes {
        Attributes::of_get(&ApiPath::parse(path).unwrap(), &Query::default()).unwrap()
    }

    fn code(persona: &Persona, path: &str) -> Vec<String> {
        let lines = rights(persona, &asked(path));
        lines.into_iter().filter_map(|line| line.code).collect()
    }

    /// These rules were tried against an API server 1.36.3.
    #[test]
    fn a_service_account_takes_one_rule_or_two() {
        let account = Persona::typed("system:serviceaccount:default:till", "").unwrap();
        assert_eq!(
            code(&account, "/api/v1/namespaces/default/pods"),
            [
                "\
rules:
- apiGroups:
  - \"\"
  resourceNames:
  - till
  resources:
  - serviceaccounts
  verbs:
  - impersonate
",
                "\
rules:
- apiGroups:
  - authentication.k8s.io
  resourceNames:
  - till
  resources:
  - serviceaccounts
  verbs:
  - impersonate:serviceaccount
- apiGroups:
  - \"\"
  resources:
  - pods
  verbs:
  - impersonate-on:serviceaccount:list
"
            ]
        );
    }

    #[test]
    fn a_path_is_no_resource() {
        let code = code(&Persona::Anonymous, "/");
        assert!(code[0].contains("- system:anonymous\n  resources:\n  - users\n"));
        assert!(code[1].ends_with(
            "\
  verbs:
  - impersonate:user-info
- nonResourceURLs:
  - /
  verbs:
  - impersonate-on:user-info:get
"
        ));
    }

    #[test]
    fn groups_need_a_rule_of_their_own() {
        let jane = Persona::typed("jane", "dev\nops").unwrap();
        for code in code(&jane, "/api/v1/pods") {
            assert!(code.contains("  resourceNames:\n  - dev\n  - ops\n  resources:\n  - groups\n"));
        }
    }

    #[test]
    fn nodes_and_accounts_with_groups_differ() {
        let of = |user: &str, groups: &str| code(&Persona::typed(user, groups).unwrap(), "/api/v1/pods");
        assert!(
            of("system:node:n1", "")[1]
                .contains("  - n1\n  resources:\n  - nodes\n  verbs:\n  - impersonate:arbitrary-node\n")
        );
        assert_eq!(of("system:node:n1", "x").len(), 1);
        assert_eq!(of("system:serviceaccount:a:b", "x").len(), 1);
        assert!(rights(&Persona::You, &asked("/")).is_empty());
    }
}
