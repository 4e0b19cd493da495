//! How to ask the API server itself who one is and what one may: by kubectl, since a GET cannot.

use serde_json::{Value, json};

use super::{
    line::{Ground, Line},
    persona::Persona,
    sources,
};
use crate::{
    dialect::shell::quote, kube::rbac::attributes::Attributes, text::document::Document, wire::vocabulary::vocabulary,
};

vocabulary! {
    /// What a command is good for. Each comes with the command.
    Ask under "identity.ask" {
        /// Who you are.
        WhoAmI = "who_am_i",
        /// Whether you may.
        CanI = "can_i",
        /// Whether somebody may, by asking in their name.
        CanAnother = "can_another",
        /// Whether the anonymous user may, who may not ask.
        Review = "review",
    }
}

/// The commands that ask for one column of the lens.
///
/// The anonymous user may not ask what it may: `kubectl auth can-i --as=system:anonymous` is itself refused, since only
/// `system:authenticated` may create a `SelfSubjectAccessReview`. A `SubjectAccessReview` asks about somebody else.
/// Measured against 1.36 with kubectl 1.36.
pub(super) fn commands(persona: &Persona, attributes: &Attributes) -> Vec<Line> {
    let can_i = attributes.can_i();
    match persona {
        Persona::You => vec![
            line(
                Ask::WhoAmI,
                sources::WHO_AM_I,
                kubectl(&["auth".into(), "whoami".into()]),
            ),
            line(Ask::CanI, sources::CAN_I, kubectl(&can_i)),
        ],
        Persona::Anonymous => vec![line(Ask::Review, sources::REVIEWS, review(persona, attributes))],
        Persona::ServiceAccount { .. } | Persona::User { .. } => {
            let user = persona.user().map(|user| format!("--as={user}"));
            let groups = persona.groups().iter().map(|group| format!("--as-group={group}"));
            let arguments: Vec<String> = can_i.into_iter().chain(user).chain(groups).collect();
            vec![line(Ask::CanAnother, sources::CAN_I, kubectl(&arguments))]
        }
    }
}

fn line(word: Ask, source: crate::wire::hop::Source, command: String) -> Line {
    Line::of(word, Ground::Documented(source)).coded(command)
}

fn kubectl(arguments: &[String]) -> String {
    let quoted: Vec<String> = arguments.iter().map(|argument| quote(argument)).collect();
    format!("kubectl {}", quoted.join(" "))
}

fn review(persona: &Persona, attributes: &Attributes) -> String {
    let identity = persona.identity();
    let mut spec = json!({
        "user": identity.as_ref().map(|identity| &identity.user),
        "groups": identity.as_ref().map(|identity| &identity.groups),
    });
    let (key, asked) = match attributes {
        Attributes::NonResource { verb, path } => ("nonResourceAttributes", json!({ "verb": verb, "path": path })),
        Attributes::Resource(resource) => {
            let fields = [
                ("verb", Some(&resource.verb)),
                ("group", Some(&resource.group).filter(|group| !group.is_empty())),
                ("resource", Some(&resource.resource)),
                ("subresource", resource.subresource.as_ref()),
                ("namespace", resource.namespace.as_ref()),
                ("name", resource.name.as_ref()),
            ];
            let said = fields
                .into_iter()
                .filter_map(|(key, value)| Some((key.to_owned(), Value::from(value?.as_str()))));
            ("resourceAttributes", Value::Object(said.collect()))
        }
    };
    if let Some(fields) = spec.as_object_mut() {
        fields.insert(key.to_owned(), asked);
    }
    let object = json!({ "apiVersion": "authorization.k8s.io/v1", "kind": "SubjectAccessReview", "spec": spec });
    let yaml = Document::yaml(&object).text();
    format!("kubectl create -o yaml -f - <<'EOF'\n{}\nEOF", yaml.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kube::{path::ApiPath, query::Query};

    fn code(persona: &Persona, target: &str) -> Vec<String> {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let asked = Attributes::of_get(&ApiPath::parse(path).unwrap(), &Query::parse(query)).unwrap();
        let lines = commands(persona, &asked);
        lines.into_iter().filter_map(|line| line.code).collect()
    }

    #[test]
    fn you_ask_who_you_are_and_what_you_may() {
        assert_eq!(
            code(&Persona::You, "/api/v1/namespaces/shop/pods/web-1/log"),
            [
                "kubectl auth whoami",
                "kubectl auth can-i get pods/web-1 --subresource=log --namespace=shop"
            ]
        );
    }

    #[test]
    fn others_are_asked_for_with_the_groups_that_were_named() {
        for (user, groups, expected) in [
            (
                "system:serviceaccount:shop:till",
                "",
                "kubectl auth can-i list pods --all-namespaces --as=system:serviceaccount:shop:till",
            ),
            (
                "o'neil",
                "dev team",
                r"kubectl auth can-i list pods --all-namespaces '--as=o'\''neil' '--as-group=dev team'",
            ),
        ] {
            assert_eq!(code(&Persona::typed(user, groups).unwrap(), "/api/v1/pods"), [expected]);
        }
    }

    #[test]
    fn the_anonymous_user_is_asked_about() {
        assert_eq!(
            code(&Persona::Anonymous, "/apis/apps/v1/namespaces/shop/deployments"),
            ["\
kubectl create -o yaml -f - <<'EOF'
apiVersion: authorization.k8s.io/v1
kind: SubjectAccessReview
spec:
  groups:
  - system:unauthenticated
  resourceAttributes:
    group: apps
    namespace: shop
    resource: deployments
    verb: list
  user: system:anonymous
EOF"]
        );
        assert!(
            code(&Persona::Anonymous, "/version")[0]
                .contains("  nonResourceAttributes:\n    path: /version\n    verb: get\n")
        );
    }
}
