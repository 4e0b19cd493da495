//! The path of a request: which paths are safe to send, and what each of their segments is.

use std::fmt;

use thiserror::Error;

use super::{
    gvk::{GroupVersion, GroupVersionResource},
    percent::{decode, encode_segment},
};

/// A path that is safe to put behind the origin: exactly one leading `/`, no dot segments,
/// no backslashes, no control characters, no empty segments but a last one.
///
/// It is kept as it was spelt, percent-encoding included.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ApiPath(String);

/// Why a text is no path that the console would send.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum UnsafePath {
    /// It does not start with `/`.
    #[error("a path starts with /")]
    NotAbsolute,
    /// It starts with `//`, which would leave the origin, or has an empty segment.
    #[error("a path has no empty segment")]
    EmptySegment,
    /// It has a segment `.` or `..`, possibly percent-encoded.
    #[error("a path has no dot segment")]
    DotSegment,
    /// It has a backslash, a control character, a space or a broken percent-encoding,
    /// or an encoded `/`, which proxies would decode.
    #[error("a path has no backslash, control character or encoded slash")]
    ForbiddenCharacter,
}

/// Which part of a request a piece of text is: the spectrum's seven colours, and the fixed words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// A word that the URI grammar fixes: `api`, `apis`, `namespaces`, `version` …
    Fixed,
    /// An API group.
    Group,
    /// A version of a group.
    Version,
    /// The name of a namespace.
    Namespace,
    /// A resource's plural name.
    Resource,
    /// The name of an object.
    Name,
    /// A subresource, and what stands behind it.
    Subresource,
    /// The query.
    Query,
}

/// One segment of a path, as spelt there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The text between two slashes, still percent-encoded.
    pub text: String,
    /// What it is.
    pub part: Part,
}

/// What a path names.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// `/`: the list of all paths.
    Root,
    /// `/api`: the versions of the core group.
    CoreVersions,
    /// `/apis`: all named groups.
    Groups,
    /// `/apis/batch`: one group with its versions.
    Group(String),
    /// `/api/v1` or `/apis/batch/v1`: the resources of one version.
    GroupVersion(GroupVersion),
    /// All objects of a resource, in all namespaces or in one.
    Collection {
        /// The resource.
        resource: GroupVersionResource,
        /// The namespace, if the path names one.
        namespace: Option<String>,
    },
    /// One object.
    Object {
        /// The resource.
        resource: GroupVersionResource,
        /// The namespace, if the path names one.
        namespace: Option<String>,
        /// The object's name.
        name: String,
    },
    /// A subresource of one object, and what stands behind it.
    Subresource {
        /// The resource.
        resource: GroupVersionResource,
        /// The namespace, if the path names one.
        namespace: Option<String>,
        /// The object's name.
        name: String,
        /// The subresource's name, such as `log`.
        subresource: String,
        /// What follows, without a leading slash; only `proxy` knows such paths.
        rest: String,
    },
    /// Anything else: `/version`, `/livez/etcd`, `/openapi/v3` …
    NonResource,
}

/// Why the console never sends a GET to a path, or only when it was asked to on the page itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    /// `exec`, `attach` and `portforward` open a session in a container, by GET too.
    Session,
    /// `nodes/…/proxy` reaches the kubelet's own API, which runs commands by GET too.
    ///
    /// Source: kubernetes.io "Kubelet authentication/authorization", the warning on `nodes/proxy`.
    NodeProxy,
    /// `pods/…/proxy` and `services/…/proxy` reach somebody's program.
    Proxy,
}

impl ApiPath {
    /// Accepts a path that is safe to send.
    pub fn parse(text: &str) -> Result<Self, UnsafePath> {
        let Some(rest) = text.strip_prefix('/') else {
            return Err(UnsafePath::NotAbsolute);
        };
        let mut segments = rest.split('/').peekable();
        while let Some(segment) = segments.next() {
            if segment.is_empty() {
                if segments.peek().is_some() {
                    return Err(UnsafePath::EmptySegment);
                }
                continue;
            }
            check_segment(segment)?;
        }
        Ok(Self(text.to_owned()))
    }

    /// Builds a path from segments, encoding each.
    ///
    /// # Errors
    /// The same as for [`ApiPath::parse`]: a name such as `..` or `a/b` is refused.
    pub fn from_segments<'a>(segments: impl IntoIterator<Item = &'a str>) -> Result<Self, UnsafePath> {
        let mut text = String::new();
        for segment in segments {
            text.push('/');
            text.push_str(&encode_segment(segment));
        }
        if text.is_empty() {
            text.push('/');
        }
        Self::parse(&text)
    }

    /// The path of a collection or, with a name, of an object.
    pub fn of(
        resource: &GroupVersionResource,
        namespace: Option<&str>,
        name: Option<&str>,
    ) -> Result<Self, UnsafePath> {
        let group_version = resource.group_version().path();
        let mut segments: Vec<&str> = group_version.split('/').skip(1).collect();
        if let Some(namespace) = namespace {
            segments.extend(["namespaces", namespace]);
        }
        segments.push(&resource.resource);
        segments.extend(name);
        Self::from_segments(segments)
    }

    /// The path as it was spelt.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The segments in order, each with what it is.
    pub fn segments(&self) -> Vec<Segment> {
        let texts: Vec<&str> = self.0.split('/').filter(|text| !text.is_empty()).collect();
        parts(&texts)
            .into_iter()
            .zip(&texts)
            .map(|(part, text)| Segment {
                text: (*text).to_owned(),
                part,
            })
            .collect()
    }

    /// The path up to and including segment `index`.
    #[must_use]
    pub fn up_to(&self, index: usize) -> Self {
        let mut text = String::new();
        for segment in self.0.split('/').filter(|text| !text.is_empty()).take(index + 1) {
            text.push('/');
            text.push_str(segment);
        }
        if text.is_empty() {
            text.push('/');
        }
        Self(text)
    }

    /// What the path names.
    ///
    /// Source: apiserver `pkg/endpoints/request/requestinfo.go`.
    pub fn target(&self) -> Target {
        let decoded: Vec<String> = self.0.split('/').filter(|text| !text.is_empty()).map(decode).collect();
        let words: Vec<&str> = decoded.iter().map(String::as_str).collect();
        let (group_version, rest) = match words.as_slice() {
            [] => return Target::Root,
            ["api"] => return Target::CoreVersions,
            ["apis"] => return Target::Groups,
            ["apis", group] => return Target::Group((*group).to_owned()),
            ["api", version, rest @ ..] => (GroupVersion::new("", *version), rest),
            ["apis", group, version, rest @ ..] => (GroupVersion::new(*group, *version), rest),
            _ => return Target::NonResource,
        };
        match rest {
            [] => Target::GroupVersion(group_version),
            // Deprecated forms of a watch, which this console never builds.
            ["watch", ..] => Target::NonResource,
            ["namespaces", namespace, resource, rest @ ..] if !is_of_namespace(resource) => {
                below(group_version.resource(*resource), Some(*namespace), rest)
            }
            [resource, rest @ ..] => below(group_version.resource(*resource), None, rest),
        }
    }

    /// Whether the console refuses to send a GET here, or waits for a click on the page itself.
    pub fn guard(&self) -> Option<Guard> {
        let Target::Subresource {
            resource,
            subresource,
            rest,
            ..
        } = self.target()
        else {
            return None;
        };
        match subresource.as_str() {
            "exec" | "attach" | "portforward" => Some(Guard::Session),
            "proxy" if resource.resource == "nodes" => Some(Guard::NodeProxy),
            // kubectl proxy's own filter is this loose as well: it matches anywhere behind the pod.
            "proxy" if rest.starts_with("exec") || rest.starts_with("attach") => Some(Guard::Session),
            "proxy" => Some(Guard::Proxy),
            _ => None,
        }
    }
}

impl fmt::Display for ApiPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Target {
    /// The resource that the path is about.
    pub fn resource(&self) -> Option<&GroupVersionResource> {
        match self {
            Self::Collection { resource, .. } | Self::Object { resource, .. } | Self::Subresource { resource, .. } => {
                Some(resource)
            }
            _ => None,
        }
    }

    /// The namespace that the path names.
    pub fn namespace(&self) -> Option<&str> {
        match self {
            Self::Collection { namespace, .. }
            | Self::Object { namespace, .. }
            | Self::Subresource { namespace, .. } => namespace.as_deref(),
            _ => None,
        }
    }
}

/// What stands below a resource in a path.
fn below(resource: GroupVersionResource, namespace: Option<&str>, rest: &[&str]) -> Target {
    let namespace = namespace.map(str::to_owned);
    match rest {
        [] => Target::Collection { resource, namespace },
        [name] => Target::Object {
            resource,
            namespace,
            name: (*name).to_owned(),
        },
        [name, subresource, rest @ ..] => Target::Subresource {
            resource,
            namespace,
            name: (*name).to_owned(),
            subresource: (*subresource).to_owned(),
            rest: rest.join("/"),
        },
    }
}

/// Whether `/namespaces/x/{word}` is a subresource of the namespace itself.
fn is_of_namespace(word: &str) -> bool {
    matches!(word, "status" | "finalize")
}

/// What each segment is.
fn parts(texts: &[&str]) -> Vec<Part> {
    let mut parts = match texts {
        ["api", _, ..] => vec![Part::Fixed, Part::Version],
        ["apis", _, _, ..] => vec![Part::Fixed, Part::Group, Part::Version],
        ["apis", _] => return vec![Part::Fixed, Part::Group],
        _ => return vec![Part::Fixed; texts.len()],
    };
    let rest = texts.get(parts.len()..).unwrap_or_default();
    let after = match rest {
        ["namespaces", _, resource, after @ ..] if !is_of_namespace(resource) => {
            parts.extend([Part::Fixed, Part::Namespace, Part::Resource]);
            after
        }
        [_, after @ ..] => {
            parts.push(Part::Resource);
            after
        }
        [] => return parts,
    };
    parts.extend(
        after
            .iter()
            .enumerate()
            .map(|(index, _)| if index == 0 { Part::Name } else { Part::Subresource }),
    );
    parts
}

/// Refuses a segment that a browser, a proxy or a server could read as something else.
fn check_segment(segment: &str) -> Result<(), UnsafePath> {
    let mut at = segment.bytes();
    while let Some(byte) = at.next() {
        let hex_digits_follow = || {
            let mut ahead = at.clone();
            ahead.next().is_some_and(|b| b.is_ascii_hexdigit()) && ahead.next().is_some_and(|b| b.is_ascii_hexdigit())
        };
        let forbidden = match byte {
            b'%' => !hex_digits_follow(),
            b'\\' | b'?' | b'#' | b' ' => true,
            other => other.is_ascii_control(),
        };
        if forbidden {
            return Err(UnsafePath::ForbiddenCharacter);
        }
    }
    let decoded = decode(segment);
    if decoded == "." || decoded == ".." {
        return Err(UnsafePath::DotSegment);
    }
    if decoded.chars().any(|c| c == '/' || c == '\\' || c.is_control()) {
        return Err(UnsafePath::ForbiddenCharacter);
    }
    Ok(())
}

#[cfg(test)]
mod tests;
