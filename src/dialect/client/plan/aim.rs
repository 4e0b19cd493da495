//! What a path names, and what is asked of it.

use crate::{
    dialect::client::Knowledge,
    kube::{
        gvk::{GroupVersion, GroupVersionKind, GroupVersionResource},
        path::Target,
        request::{ACCEPT_JSON, ApiRequest},
    },
};

use super::method::is_identifier;

/// What a path names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aim {
    /// Objects of a resource.
    Objects(Objects, Action),
    /// The lists that discovery is made of.
    Catalogue(Catalogue),
    /// Anything else.
    Other,
}

/// The objects that a path names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objects {
    /// The resource.
    pub resource: GroupVersionResource,
    /// The kind of its objects, as discovery or OpenAPI says; nothing if neither does.
    pub kind: Option<GroupVersionKind>,
    /// The namespace, if the path names one.
    pub namespace: Option<String>,
    /// Whether the objects live in namespaces.
    pub is_namespaced: bool,
}

/// What is asked of objects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// All of them.
    List,
    /// What happens to them.
    Watch,
    /// One.
    Read(String),
    /// A part of one, which is JSON.
    Part {
        /// Its name.
        name: String,
        /// The subresource.
        subresource: String,
    },
    /// A pod's log.
    Log {
        /// The pod.
        name: String,
        /// Whether it is read on as it grows.
        is_followed: bool,
    },
}

/// One of the lists that discovery is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Catalogue {
    /// `/version`
    Version,
    /// `/api`
    CoreVersions,
    /// `/apis`
    Groups,
    /// `/apis/batch`
    Group(String),
    /// `/apis/batch/v1` or `/api/v1`
    Resources(GroupVersion),
}

/// A representation that some libraries have calls for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Representation {
    /// Whole objects.
    Whole,
    /// Only their metadata.
    Metadata,
    /// Something else: a Table, YAML.
    Other,
}

impl Aim {
    /// Reads a request.
    pub fn of(request: &ApiRequest, knowledge: &Knowledge) -> Self {
        match request.target() {
            Target::Collection { resource, namespace } => {
                let action = if request.query.is_on("watch") {
                    Action::Watch
                } else {
                    Action::List
                };
                Self::Objects(Objects::new(resource, namespace, knowledge), action)
            }
            Target::Object {
                resource,
                namespace,
                name,
            } => Self::Objects(Objects::new(resource, namespace, knowledge), Action::Read(name)),
            Target::Subresource {
                resource,
                namespace,
                name,
                subresource,
                rest,
            } if rest.is_empty() => {
                let is_log = resource.group.is_empty() && resource.resource == "pods" && subresource == "log";
                let action = if is_log {
                    Action::Log {
                        name,
                        is_followed: request.query.is_on("follow"),
                    }
                } else {
                    Action::Part { name, subresource }
                };
                Self::Objects(Objects::new(resource, namespace, knowledge), action)
            }
            Target::CoreVersions => Self::Catalogue(Catalogue::CoreVersions),
            Target::Groups => Self::Catalogue(Catalogue::Groups),
            Target::Group(group) => Self::Catalogue(Catalogue::Group(group)),
            Target::GroupVersion(group_version) => Self::Catalogue(Catalogue::Resources(group_version)),
            Target::NonResource if request.path.as_str().trim_end_matches('/') == "/version" => {
                Self::Catalogue(Catalogue::Version)
            }
            Target::Subresource { .. } | Target::Root | Target::NonResource => Self::Other,
        }
    }
}

impl Objects {
    fn new(resource: GroupVersionResource, namespace: Option<String>, knowledge: &Knowledge) -> Self {
        let known = knowledge.discovery.resource(&resource);
        // What a scale reads is a Scale, not the resource's own kind.
        let described = knowledge
            .operation
            .and_then(|operation| operation.kind.clone())
            .filter(|kind| kind.group == resource.group && kind.version == resource.version);
        let is_of_all_namespaces = knowledge
            .operation
            .is_some_and(|operation| operation.id.ends_with("ForAllNamespaces"));
        Self {
            kind: known.map(|known| known.kind.clone()).or(described),
            is_namespaced: known.map_or(namespace.is_some() || is_of_all_namespaces, |known| {
                known.is_namespaced()
            }),
            resource,
            namespace,
        }
    }

    /// The name of the kind, if it can be the name of a type.
    pub fn type_name(&self) -> Option<&str> {
        self.kind
            .as_ref()
            .map(|kind| kind.kind.as_str())
            .filter(|kind| is_identifier(kind))
    }
}

impl Action {
    /// The name of the object, if the action is about one.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::List | Self::Watch => None,
            Self::Read(name) | Self::Part { name, .. } | Self::Log { name, .. } => Some(name),
        }
    }
}

impl Representation {
    /// Reads the first of the representations that a request accepts.
    pub fn of(request: &ApiRequest) -> Self {
        let Some(accept) = &request.head.accept else {
            return Self::Whole;
        };
        let first = accept.split(',').next().unwrap_or_default();
        let mut pieces = first.split(';').map(str::trim);
        let kind = pieces.next().unwrap_or_default();
        let form = pieces.find_map(|piece| piece.strip_prefix("as="));
        match (kind, form) {
            (ACCEPT_JSON | "*/*", None) => Self::Whole,
            (ACCEPT_JSON, Some("PartialObjectMetadata" | "PartialObjectMetadataList")) => Self::Metadata,
            _ => Self::Other,
        }
    }
}
