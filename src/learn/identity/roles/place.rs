//! Where a role or a binding is: its place in the API, and the way to it.

use crate::{
    kube::{
        path::ApiPath,
        rbac::{
            decision::BindingName,
            object::{RoleKind, RoleRef},
            policy::Collection,
        },
        request::ApiRequest,
    },
    learn::identity::line::Link,
};

const GROUP: &str = "rbac.authorization.k8s.io";

/// A plural, a namespace and a name.
pub(super) type Place = (&'static str, Option<String>, String);

/// Leads to a binding.
pub(in crate::learn::identity) fn binding_link(binding: &BindingName) -> Option<Link> {
    link(binding.to_string(), binding_place(binding))
}

/// Leads to the role that a binding grants.
pub(in crate::learn::identity) fn role_link(binding: &BindingName, role: &RoleRef) -> Option<Link> {
    link(role_text(binding, role), role_place(binding, role)?)
}

/// A role as a reader calls it: a `Role` with its namespace, which is the binding's.
pub(in crate::learn::identity) fn role_text(binding: &BindingName, role: &RoleRef) -> String {
    match (&role.kind, &binding.namespace) {
        (RoleKind::Role, Some(namespace)) => format!("Role {namespace}/{}", role.name),
        (kind, _) => format!("{kind} {}", role.name),
    }
}

fn link(text: String, (plural, namespace, name): Place) -> Option<Link> {
    let mut segments = vec!["apis", GROUP, "v1"];
    if let Some(namespace) = &namespace {
        segments.extend(["namespaces", namespace]);
    }
    segments.extend([plural, &name]);
    let path = ApiPath::from_segments(segments).ok()?;
    Some(Link {
        text,
        request: ApiRequest::get(path),
    })
}

/// The place of a binding.
pub(super) fn binding_place(binding: &BindingName) -> Place {
    let plural = match binding.namespace {
        Some(_) => "rolebindings",
        None => "clusterrolebindings",
    };
    (plural, binding.namespace.clone(), binding.name.clone())
}

/// The place of the role that a binding grants, if there can be one.
pub(super) fn role_place(binding: &BindingName, role: &RoleRef) -> Option<Place> {
    match (&role.kind, &binding.namespace) {
        (RoleKind::ClusterRole, _) => Some(("clusterroles", None, role.name.clone())),
        (RoleKind::Role, Some(namespace)) => Some(("roles", Some(namespace.clone()), role.name.clone())),
        (RoleKind::Role, None) | (RoleKind::Other(_), _) => None,
    }
}

/// The plural of what a list holds.
pub(super) fn plural(collection: &Collection) -> &'static str {
    match collection {
        Collection::ClusterRoles => "clusterroles",
        Collection::ClusterRoleBindings => "clusterrolebindings",
        Collection::Roles(_) => "roles",
        Collection::RoleBindings(_) => "rolebindings",
    }
}
