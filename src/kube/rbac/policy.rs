//! The roles and bindings of a cluster, as far as they could be read.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use serde::{Deserialize, de::DeserializeOwned};
use thiserror::Error;

use super::object::{Binding, PolicyRule, Role, RoleKind, RoleRef};
use crate::kube::absent::or_default;

/// The group of everything here.
const GROUP_VERSION: &str = "/apis/rbac.authorization.k8s.io/v1";

/// Roles and bindings that were read, and which lists of them are whole. It is the state of one moment, and begun anew
/// for another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    roles: BTreeMap<Place, Vec<PolicyRule>>,
    bindings: BTreeMap<Place, Binding>,
    whole: BTreeSet<Collection>,
}

/// A list that has to be read to know what is allowed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Collection {
    /// The `ClusterRole`s.
    ClusterRoles,
    /// The `ClusterRoleBinding`s.
    ClusterRoleBindings,
    /// The `Role`s of one namespace, or of all.
    Roles(Option<String>),
    /// The `RoleBinding`s of one namespace, or of all.
    RoleBindings(Option<String>),
}

/// Why an answer was not taken.
#[derive(Debug, Error)]
pub enum PolicyError {
    /// It is no JSON of the kind's shape.
    #[error("unreadable: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// It is something else, such as a list of metadata alone.
    #[error("{found} instead of {expected}")]
    Kind {
        /// The kind that was due.
        expected: &'static str,
        /// The kind that came.
        found: String,
    },
}

/// What is known of the role of a binding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rules<'a> {
    /// Its rules.
    Known(&'a [PolicyRule]),
    /// There is no such role.
    Absent,
    /// The list that it would be in was not read to its end.
    Unread,
}

/// A namespace, empty for the whole cluster, and a name.
type Place = (String, String);

impl Collection {
    /// The path of its GET, without a query.
    pub fn path(&self) -> String {
        let (namespace, plural) = match self {
            Self::ClusterRoles => (None, "clusterroles"),
            Self::ClusterRoleBindings => (None, "clusterrolebindings"),
            Self::Roles(namespace) => (namespace.as_deref(), "roles"),
            Self::RoleBindings(namespace) => (namespace.as_deref(), "rolebindings"),
        };
        match namespace {
            Some(namespace) => format!("{GROUP_VERSION}/namespaces/{namespace}/{plural}"),
            None => format!("{GROUP_VERSION}/{plural}"),
        }
    }

    fn list_kind(&self) -> &'static str {
        match self {
            Self::ClusterRoles => "ClusterRoleList",
            Self::ClusterRoleBindings => "ClusterRoleBindingList",
            Self::Roles(_) => "RoleList",
            Self::RoleBindings(_) => "RoleBindingList",
        }
    }
}

impl fmt::Display for Collection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path())
    }
}

impl Policy {
    /// Takes a list in plain JSON, or a chunk of one, and says with which `continue` token the next chunk begins.
    ///
    /// The list counts as whole once its last chunk has come.
    ///
    /// # Errors
    /// Nothing of an answer is taken that is not such a list.
    pub fn read(&mut self, collection: &Collection, body: &[u8]) -> Result<Option<String>, PolicyError> {
        let expected = collection.list_kind();
        let next = match collection {
            Collection::ClusterRoles | Collection::Roles(_) => {
                let list: List<Role> = list(expected, body)?;
                for role in list.items {
                    self.roles.insert(place(role.namespace, role.name), role.rules);
                }
                list.metadata.next
            }
            Collection::ClusterRoleBindings | Collection::RoleBindings(_) => {
                let list: List<Binding> = list(expected, body)?;
                for binding in list.items {
                    let place = place(binding.namespace.clone(), binding.name.clone());
                    self.bindings.insert(place, binding);
                }
                list.metadata.next
            }
        };
        if next.is_empty() {
            self.whole.insert(collection.clone());
            return Ok(None);
        }
        Ok(Some(next))
    }

    /// Whether a list has been read to its end, alone or with those of all namespaces.
    pub fn is_whole(&self, collection: &Collection) -> bool {
        self.whole.contains(collection)
            || match collection {
                Collection::Roles(Some(_)) => self.whole.contains(&Collection::Roles(None)),
                Collection::RoleBindings(Some(_)) => self.whole.contains(&Collection::RoleBindings(None)),
                _ => false,
            }
    }

    /// The bindings that count in a namespace alone, or for the whole cluster, by name.
    pub fn bindings(&self, namespace: Option<&str>) -> impl Iterator<Item = &Binding> {
        let namespace = namespace.unwrap_or_default().to_owned();
        self.bindings
            .range((namespace.clone(), String::new())..)
            .take_while(move |((own, _), _)| *own == namespace)
            .map(|(_, binding)| binding)
    }

    /// The `RoleBinding`s of every namespace but one.
    pub fn bindings_elsewhere(&self, namespace: Option<&str>) -> impl Iterator<Item = &Binding> {
        self.bindings
            .values()
            .filter(move |binding| binding.namespace.is_some() && binding.namespace.as_deref() != namespace)
    }

    /// What is known of the role that a binding grants.
    ///
    /// Source: kubernetes `pkg/registry/rbac/validation/rule.go`, `GetRoleReferenceRules`.
    pub fn rules(&self, binding: &Binding) -> Rules<'_> {
        let RoleRef { kind, name } = &binding.role;
        let (namespace, list) = match (kind, &binding.namespace) {
            (RoleKind::ClusterRole, _) => (None, Collection::ClusterRoles),
            (RoleKind::Role, Some(namespace)) => {
                let namespace = Some(namespace.clone());
                (namespace.clone(), Collection::Roles(namespace))
            }
            (RoleKind::Role, None) | (RoleKind::Other(_), _) => return Rules::Absent,
        };
        match self.roles.get(&place(namespace, name.clone())) {
            Some(rules) => Rules::Known(rules),
            None if self.is_whole(&list) => Rules::Absent,
            None => Rules::Unread,
        }
    }
}

fn place(namespace: Option<String>, name: String) -> Place {
    (namespace.unwrap_or_default(), name)
}

#[derive(Deserialize)]
struct List<T> {
    #[serde(default, deserialize_with = "or_default")]
    metadata: ListMetadata,
    #[serde(
        default = "Vec::new",
        deserialize_with = "or_default",
        bound(deserialize = "T: Deserialize<'de>")
    )]
    items: Vec<T>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ListMetadata {
    #[serde(rename = "continue", deserialize_with = "or_default")]
    next: String,
}

fn list<T: DeserializeOwned>(expected: &'static str, body: &[u8]) -> Result<List<T>, PolicyError> {
    #[derive(Deserialize)]
    struct Kind {
        #[serde(default, deserialize_with = "or_default")]
        kind: String,
    }
    let Kind { kind: found } = serde_json::from_slice(body)?;
    if found != expected {
        return Err(PolicyError::Kind { expected, found });
    }
    Ok(serde_json::from_slice(body)?)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn names(policy: &Policy, namespace: Option<&str>) -> Vec<String> {
        policy.bindings(namespace).map(|binding| binding.name.clone()).collect()
    }

    const CHUNKS: [&[u8]; 2] = [
        br#"{"kind":"RoleBindingList","metadata":{"continue":"x"},"items":[
            {"metadata":{"name":"b","namespace":"n"},"roleRef":{"kind":"Role","name":"r"}},
            {"metadata":{"name":"a","namespace":"n"},"roleRef":{"kind":"ClusterRole","name":"c"}}]}"#,
        br#"{"kind":"RoleBindingList","metadata":{},"items":[
            {"metadata":{"name":"c","namespace":"n2"},"roleRef":{"kind":"Roll","name":"r"}}]}"#,
    ];

    #[test]
    fn a_list_is_whole_after_its_last_chunk() {
        let mut policy = Policy::default();
        let all = Collection::RoleBindings(None);
        assert_eq!(policy.read(&all, CHUNKS[0]).unwrap().as_deref(), Some("x"));
        assert!(!policy.is_whole(&all));
        assert_eq!(policy.read(&all, CHUNKS[1]).unwrap(), None);
        assert!(policy.is_whole(&all));
        assert!(policy.is_whole(&Collection::RoleBindings(Some("n".into()))));
        assert!(!policy.is_whole(&Collection::Roles(None)));
        assert_eq!(names(&policy, Some("n")), ["a", "b"]);
        assert_eq!(names(&policy, Some("n2")), ["c"]);
        assert!(names(&policy, None).is_empty());
        let elsewhere: Vec<&str> = policy
            .bindings_elsewhere(Some("n"))
            .map(|binding| binding.name.as_str())
            .collect();
        assert_eq!(elsewhere, ["c"]);
    }

    #[test]
    fn one_namespace_says_nothing_of_others() {
        let mut policy = Policy::default();
        let one = Collection::Roles(Some("n".into()));
        policy.read(&one, br#"{"kind":"RoleList","items":null}"#).unwrap();
        assert!(policy.is_whole(&one));
        assert!(!policy.is_whole(&Collection::Roles(Some("m".into()))));
        assert!(!policy.is_whole(&Collection::Roles(None)));
    }

    #[test]
    fn a_role_is_absent_only_where_its_list_is_whole() {
        let mut policy = Policy::default();
        for chunk in CHUNKS {
            policy.read(&Collection::RoleBindings(None), chunk).unwrap();
        }
        let of = |policy: &Policy, namespace: &str, index: usize| {
            let bindings: Vec<&Binding> = policy.bindings(Some(namespace)).collect();
            format!("{:?}", policy.rules(bindings[index]))
        };
        assert_eq!(
            [of(&policy, "n", 0), of(&policy, "n", 1), of(&policy, "n2", 0)],
            ["Unread", "Unread", "Absent"]
        );
        let roles = br#"{"kind":"RoleList","items":[{"metadata":{"name":"r","namespace":"n"},"rules":[]}]}"#;
        policy.read(&Collection::Roles(Some("n".into())), roles).unwrap();
        policy
            .read(&Collection::ClusterRoles, br#"{"kind":"ClusterRoleList","items":[]}"#)
            .unwrap();
        assert_eq!([of(&policy, "n", 0), of(&policy, "n", 1)], ["Absent", "Known([])"]);
    }

    #[test]
    fn a_cluster_role_binding_grants_no_role() {
        let mut policy = Policy::default();
        let roles = br#"{"kind":"ClusterRoleList","items":[{"metadata":{"name":"r"},"rules":[{}]}]}"#;
        policy.read(&Collection::ClusterRoles, roles).unwrap();
        let binding = |kind: &str| -> Binding {
            serde_json::from_value(json!({ "metadata": { "name": "b" }, "roleRef": { "kind": kind, "name": "r" } }))
                .unwrap()
        };
        assert_eq!(policy.rules(&binding("Role")), Rules::Absent);
        assert_ne!(policy.rules(&binding("ClusterRole")), Rules::Absent);
    }

    #[test]
    fn other_answers_are_not_taken() {
        let mut policy = Policy::default();
        for body in [
            &br#"{"kind":"Status","code":403}"#[..],
            br#"{"kind":"PartialObjectMetadataList","items":[]}"#,
            br#"{"kind":"Table","rows":[]}"#,
            br#"{"kind":"ClusterRoleList","items":[{"metadata":1}]}"#,
            b"Forbidden",
            b"{}",
        ] {
            assert!(policy.read(&Collection::ClusterRoles, body).is_err());
        }
        assert_eq!(policy, Policy::default());
    }

    #[test]
    fn lists_have_paths() {
        assert_eq!(
            Collection::ClusterRoles.path(),
            "/apis/rbac.authorization.k8s.io/v1/clusterroles"
        );
        assert_eq!(
            Collection::RoleBindings(Some("a".into())).to_string(),
            "/apis/rbac.authorization.k8s.io/v1/namespaces/a/rolebindings"
        );
    }
}
