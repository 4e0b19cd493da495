//! A resource as discovery describes it.

use super::gvk::{GroupVersionKind, GroupVersionResource};

/// Whether objects of a resource live in namespaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Each object lives in one namespace.
    Namespaced,
    /// The objects belong to the whole cluster.
    Cluster,
}

/// A resource of one group and version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiResource {
    /// Its name in paths.
    pub resource: GroupVersionResource,
    /// The name of one object, such as `pod`; empty where the server names none.
    pub singular: String,
    /// The kind of its objects. Its group and version may differ from the resource's own.
    pub kind: GroupVersionKind,
    /// Whether its objects live in namespaces.
    pub scope: Scope,
    /// What may be done, as the server lists it: `get`, `list`, `watch` …
    pub verbs: Vec<String>,
    /// Names that kubectl takes instead, such as `po`.
    pub short_names: Vec<String>,
    /// Groups of resources that kubectl knows, such as `all`.
    pub categories: Vec<String>,
    /// Its subresources, by name.
    pub subresources: Vec<Subresource>,
}

/// A subresource, such as `pods/log`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subresource {
    /// Its name alone: `log`.
    pub name: String,
    /// The kind that it reads or writes.
    pub kind: GroupVersionKind,
    /// What may be done with it.
    pub verbs: Vec<String>,
}

impl ApiResource {
    /// The plural name.
    pub fn plural(&self) -> &str {
        &self.resource.resource
    }

    /// Whether the server offers a verb.
    pub fn can(&self, verb: &str) -> bool {
        self.verbs.iter().any(|offered| offered == verb)
    }

    /// Whether its objects live in namespaces.
    pub fn is_namespaced(&self) -> bool {
        self.scope == Scope::Namespaced
    }
}

impl Subresource {
    /// Whether a GET can read it without opening a session or reaching somebody's program.
    pub fn is_readable(&self) -> bool {
        self.verbs.iter().any(|verb| verb == "get")
            && !matches!(self.name.as_str(), "exec" | "attach" | "portforward" | "proxy")
    }
}
