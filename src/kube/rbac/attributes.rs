//! What a GET asks for, in the words in which authorizers decide.

use crate::kube::{
    path::{ApiPath, Target},
    percent::decode,
    query::Query,
    selector::{FieldSelector, LabelSelector},
};

/// What a request asks for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Attributes {
    /// Something of a resource.
    Resource(ResourceAttributes),
    /// A path that is no resource.
    NonResource {
        /// The method in lower case: `get`.
        verb: String,
        /// The path, decoded.
        path: String,
    },
}

/// What a request asks for of a resource.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ResourceAttributes {
    /// `get`, `list`, `watch` …
    pub verb: String,
    /// The API group; empty for the core group.
    pub group: String,
    /// The resource's plural name.
    pub resource: String,
    /// The subresource, such as `log`.
    pub subresource: Option<String>,
    /// The namespace; `None` at the scope of the cluster. A namespace is itself in the namespace that it is.
    pub namespace: Option<String>,
    /// The name of the object.
    pub name: Option<String>,
}

impl Attributes {
    /// What a GET of this path and query asks for.
    ///
    /// `None` where the API server cannot tell either and answers 500: behind the deprecated prefixes `watch` and
    /// `proxy` of a version there has to be a resource.
    ///
    /// Source: apiserver `pkg/endpoints/request/requestinfo.go`, `NewRequestInfo`.
    pub fn of_get(path: &ApiPath, query: &Query) -> Option<Self> {
        if let Some(prefixed) = Prefixed::of(path) {
            return prefixed.attributes();
        }
        let Some(mut attributes) = of_resource(path.target()) else {
            return Some(Self::NonResource {
                verb: "get".into(),
                path: decode(path.as_str()),
            });
        };
        "get".clone_into(&mut attributes.verb);
        if attributes.name.is_none() {
            let verb = if is_watch(query) { "watch" } else { "list" };
            verb.clone_into(&mut attributes.verb);
            attributes.name = selected_name(query);
        }
        Some(Self::Resource(attributes))
    }

    /// The verb.
    pub fn verb(&self) -> &str {
        match self {
            Self::Resource(resource) => &resource.verb,
            Self::NonResource { verb, .. } => verb,
        }
    }

    /// The namespace whose bindings count beside those of the cluster.
    pub fn namespace(&self) -> Option<&str> {
        match self {
            Self::Resource(resource) => resource.namespace.as_deref(),
            Self::NonResource { .. } => None,
        }
    }
}

impl ResourceAttributes {
    /// The resource as rules spell it: `pods` or `pods/log`.
    pub fn combined_resource(&self) -> String {
        match &self.subresource {
            Some(subresource) => format!("{}/{subresource}", self.resource),
            None => self.resource.clone(),
        }
    }
}

/// A path whose verb stands in it: `/api/v1/watch/pods`.
struct Prefixed<'a> {
    verb: &'static str,
    version: Vec<&'a str>,
    rest: Vec<&'a str>,
}

impl<'a> Prefixed<'a> {
    fn of(path: &'a ApiPath) -> Option<Self> {
        let segments: Vec<&str> = path.as_str().split('/').filter(|text| !text.is_empty()).collect();
        let at = match segments.first().copied().map(decode).as_deref() {
            Some("api") => 2,
            Some("apis") => 3,
            _ => return None,
        };
        let verb = match decode(segments.get(at)?).as_str() {
            "watch" => "watch",
            "proxy" => "proxy",
            _ => return None,
        };
        Some(Self {
            verb,
            version: segments.get(..at)?.to_vec(),
            rest: segments.get(at + 1..)?.to_vec(),
        })
    }

    fn attributes(&self) -> Option<Attributes> {
        if self.rest.is_empty() {
            return None;
        }
        let text = format!("/{}/{}", self.version.join("/"), self.rest.join("/"));
        let target = ApiPath::parse(&text).ok()?.target();
        let mut attributes = of_resource(target)?;
        self.verb.clone_into(&mut attributes.verb);
        if self.verb == "proxy" {
            attributes.subresource = None;
        }
        Some(Attributes::Resource(attributes))
    }
}

/// The attributes of a target, without the verb; `None` if it is no resource.
fn of_resource(target: Target) -> Option<ResourceAttributes> {
    let (resource, namespace, name, subresource) = match target {
        Target::Collection { resource, namespace } => (resource, namespace, None, None),
        Target::Object {
            resource,
            namespace,
            name,
        } => (resource, namespace, Some(name), None),
        Target::Subresource {
            resource,
            namespace,
            name,
            subresource,
            ..
        } => (resource, namespace, Some(name), Some(subresource)),
        Target::Root
        | Target::CoreVersions
        | Target::Groups
        | Target::Group(_)
        | Target::GroupVersion(_)
        | Target::NonResource => return None,
    };
    let namespace = namespace.or_else(|| name.clone().filter(|_| resource.resource == "namespaces"));
    Some(ResourceAttributes {
        verb: String::new(),
        group: resource.group,
        resource: resource.resource,
        subresource,
        namespace,
        name,
    })
}

/// Anything but `0` and `false` is true, nothing included.
///
/// Source: apimachinery `pkg/runtime/conversion.go`, `Convert_Slice_string_To_bool`.
fn is_watch(query: &Query) -> bool {
    query
        .get("watch")
        .is_some_and(|value| value != "0" && !value.eq_ignore_ascii_case("false"))
}

/// The one name that a field selector asks for.
///
/// If any parameter cannot be read, the API server reads none of them.
fn selected_name(query: &Query) -> Option<String> {
    let is_number = |key: &str| query.get(key).is_none_or(|value| value.parse::<i64>().is_ok());
    if !is_number("limit") || !is_number("timeoutSeconds") {
        return None;
    }
    LabelSelector::parse(&query.get("labelSelector").unwrap_or_default()).ok()?;
    let selector = FieldSelector::parse(&query.get("fieldSelector")?).ok()?;
    selector
        .requirements
        .into_iter()
        .filter(|requirement| requirement.is_equal && requirement.field == "metadata.name")
        .map(|requirement| requirement.value)
        // Terms are sorted before the first is taken.
        .min()
        .filter(|name| is_path_segment(name))
}

/// Source: apimachinery `pkg/api/validate/content/path.go`, `IsPathSegmentName`; an empty name is none.
fn is_path_segment(name: &str) -> bool {
    !matches!(name, "" | "." | "..") && !name.contains(['/', '%'])
}

#[cfg(test)]
mod tests;
