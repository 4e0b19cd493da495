//! Roles and bindings as the API server serves them.
//!
//! Source: api `rbac/v1/types.go`.

use std::fmt;

use serde::Deserialize;

use crate::kube::absent::or_default;

/// A `Role` or, without a namespace, a `ClusterRole`.
///
/// The rules of a `ClusterRole` with an `aggregationRule` are those that its controller has put together.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "RawRole")]
pub struct Role {
    /// The namespace; `None` for a `ClusterRole`.
    pub namespace: Option<String>,
    /// The name.
    pub name: String,
    /// What it allows.
    pub rules: Vec<PolicyRule>,
}

/// A `RoleBinding` or, without a namespace, a `ClusterRoleBinding`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "RawBinding")]
pub struct Binding {
    /// The namespace, in which alone it grants something; `None` for a `ClusterRoleBinding`.
    pub namespace: Option<String>,
    /// The name.
    pub name: String,
    /// What it grants.
    pub role: RoleRef,
    /// To whom.
    pub subjects: Vec<Subject>,
}

/// One rule: every verb on every resource, or on every path, that it names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PolicyRule {
    /// The verbs; `*` is every one.
    #[serde(deserialize_with = "or_default")]
    pub verbs: Vec<String>,
    /// The API groups; `*` is every one, the core group is empty.
    #[serde(deserialize_with = "or_default")]
    pub api_groups: Vec<String>,
    /// The resources, `pods` or `pods/log`; `*` is every one with its subresources, `*/scale` one subresource of all.
    #[serde(deserialize_with = "or_default")]
    pub resources: Vec<String>,
    /// The names of objects; empty for all.
    #[serde(deserialize_with = "or_default")]
    pub resource_names: Vec<String>,
    /// The paths that are no resources; a `*` at the end stands for any ending.
    #[serde(rename = "nonResourceURLs", deserialize_with = "or_default")]
    pub non_resource_urls: Vec<String>,
}

/// Which role a binding grants.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "RawReference")]
pub struct RoleRef {
    /// Its kind.
    pub kind: RoleKind,
    /// Its name; a `Role` is in the binding's namespace.
    pub name: String,
}

/// The kind of a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RoleKind {
    /// Of one namespace.
    Role,
    /// Of the cluster.
    ClusterRole,
    /// Anything else, which the API server cannot resolve.
    Other(String),
}

/// Whom a binding grants something.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "RawReference")]
pub enum Subject {
    /// A user by name.
    User(String),
    /// Everyone in a group.
    Group(String),
    /// A ServiceAccount.
    ServiceAccount {
        /// Its namespace; `None` means that of the `RoleBinding`, and nobody in a `ClusterRoleBinding`.
        namespace: Option<String>,
        /// Its name.
        name: String,
    },
    /// Anything else, which is nobody to the API server.
    Other {
        /// The kind.
        kind: String,
        /// The name.
        name: String,
    },
}

impl fmt::Display for RoleKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Role => "Role",
            Self::ClusterRole => "ClusterRole",
            Self::Other(kind) => kind,
        })
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct RawMetadata {
    #[serde(deserialize_with = "or_default")]
    name: String,
    #[serde(deserialize_with = "or_default")]
    namespace: String,
}

#[derive(Deserialize)]
struct RawRole {
    #[serde(default, deserialize_with = "or_default")]
    metadata: RawMetadata,
    #[serde(default, deserialize_with = "or_default")]
    rules: Vec<PolicyRule>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawBinding {
    #[serde(default, deserialize_with = "or_default")]
    metadata: RawMetadata,
    role_ref: RoleRef,
    #[serde(default, deserialize_with = "or_default")]
    subjects: Vec<Subject>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct RawReference {
    #[serde(deserialize_with = "or_default")]
    kind: String,
    #[serde(deserialize_with = "or_default")]
    name: String,
    #[serde(deserialize_with = "or_default")]
    namespace: String,
}

impl From<RawRole> for Role {
    fn from(raw: RawRole) -> Self {
        Self {
            namespace: filled(raw.metadata.namespace),
            name: raw.metadata.name,
            rules: raw.rules,
        }
    }
}

impl From<RawBinding> for Binding {
    fn from(raw: RawBinding) -> Self {
        Self {
            namespace: filled(raw.metadata.namespace),
            name: raw.metadata.name,
            role: raw.role_ref,
            subjects: raw.subjects,
        }
    }
}

impl From<RawReference> for RoleRef {
    fn from(raw: RawReference) -> Self {
        Self {
            kind: match raw.kind.as_str() {
                "Role" => RoleKind::Role,
                "ClusterRole" => RoleKind::ClusterRole,
                _ => RoleKind::Other(raw.kind),
            },
            name: raw.name,
        }
    }
}

impl From<RawReference> for Subject {
    fn from(raw: RawReference) -> Self {
        match raw.kind.as_str() {
            "User" => Self::User(raw.name),
            "Group" => Self::Group(raw.name),
            "ServiceAccount" => Self::ServiceAccount {
                namespace: filled(raw.namespace),
                name: raw.name,
            },
            _ => Self::Other {
                kind: raw.kind,
                name: raw.name,
            },
        }
    }
}

fn filled(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn null_and_unknown_fields_are_no_obstacle() {
        let role: Role = serde_json::from_str(
            r#"{"kind":"ClusterRole","metadata":{"name":"a","labels":{}},"aggregationRule":{},"rules":null}"#,
        )
        .unwrap();
        assert_eq!((role.namespace, role.name.as_str(), role.rules.len()), (None, "a", 0));
        let read: PolicyRule = serde_json::from_str(r#"{"verbs":["get"],"resources":null,"new":1}"#).unwrap();
        assert_eq!(read.verbs, ["get"]);
        let binding: Binding = serde_json::from_str(
            r#"{"metadata":{"name":"b","namespace":"n"},"subjects":null,"roleRef":{"kind":"Role","name":"r"}}"#,
        )
        .unwrap();
        assert!(binding.subjects.is_empty());
        assert_eq!(binding.namespace.as_deref(), Some("n"));
    }

    #[test]
    fn a_binding_without_a_role_is_none() {
        assert!(serde_json::from_str::<Binding>(r#"{"metadata":{"name":"b"}}"#).is_err());
    }

    #[test]
    fn subjects_and_roles_of_other_kinds_are_kept() {
        let subject = |text: &str| serde_json::from_str::<Subject>(text).unwrap();
        assert_eq!(
            subject(r#"{"kind":"ServiceAccount","name":"s"}"#),
            Subject::ServiceAccount {
                namespace: None,
                name: "s".into()
            }
        );
        assert_eq!(
            subject(r#"{"kind":"Robot","name":"r","namespace":"n"}"#),
            Subject::Other {
                kind: "Robot".into(),
                name: "r".into()
            }
        );
        let role: RoleRef = serde_json::from_str(r#"{"kind":"Roll","name":"r"}"#).unwrap();
        assert_eq!(role.kind.to_string(), "Roll");
    }
}
