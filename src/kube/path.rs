//! The path of a request: which paths are safe to send, and what each of their segments is.

use std::fmt;

use thiserror::Error;

use super::gvk::{GroupVersion, GroupVersionResource};

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

/// Decodes percent-encoding; what is not valid UTF-8 becomes U+FFFD.
pub fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let encoded = (byte == b'%')
            .then(|| bytes.get(at + 1..at + 3))
            .flatten()
            .and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        if let Some(value) = encoded {
            out.push(value);
            at += 3;
        } else {
            out.push(byte);
            at += 1;
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Encodes what may not stand in a path segment (RFC 3986 `pchar`), and nothing else.
pub fn encode_segment(text: &str) -> String {
    encode(text, b"-._~!$&'()*+,;=:@")
}

/// Percent-encodes all but letters, digits and the bytes of `keep`.
pub fn encode(text: &str, keep: &[u8]) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::with_capacity(text.len());
    for &byte in text.as_bytes() {
        if byte.is_ascii_alphanumeric() || keep.contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    out
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
mod tests {
    use super::*;

    #[test]
    fn only_safe_paths_are_accepted() {
        for safe in [
            "/",
            "/api",
            "/apis/",
            "/api/v1/namespaces/default/pods/web-0",
            "/apis/rbac.authorization.k8s.io/v1/clusterroles/system:node",
            "/api/v1/namespaces/caf%C3%A9",
        ] {
            assert!(ApiPath::parse(safe).is_ok(), "{safe}");
        }
        for (text, why) in [
            ("api", UnsafePath::NotAbsolute),
            ("", UnsafePath::NotAbsolute),
            ("//evil.example/api", UnsafePath::EmptySegment),
            ("/api//v1", UnsafePath::EmptySegment),
            ("/api/v1/namespaces/../secrets", UnsafePath::DotSegment),
            ("/api/v1/namespaces/%2e%2E/secrets", UnsafePath::DotSegment),
            ("/api/./v1", UnsafePath::DotSegment),
            ("/api\\v1", UnsafePath::ForbiddenCharacter),
            ("/api/%5Cv1", UnsafePath::ForbiddenCharacter),
            ("/api/a%2Fb", UnsafePath::ForbiddenCharacter),
            ("/api/v1\u{7f}", UnsafePath::ForbiddenCharacter),
            ("/api/%00", UnsafePath::ForbiddenCharacter),
            ("/api/%zz", UnsafePath::ForbiddenCharacter),
            ("/api/v1?x", UnsafePath::ForbiddenCharacter),
            ("/api/%", UnsafePath::ForbiddenCharacter),
        ] {
            assert_eq!(ApiPath::parse(text), Err(why), "{text:?}");
        }
    }

    #[track_caller]
    fn check_parts(path: &str, expected: &str) {
        let letters: String = ApiPath::parse(path)
            .unwrap()
            .segments()
            .iter()
            .map(|segment| match segment.part {
                Part::Fixed => '.',
                Part::Group => 'g',
                Part::Version => 'v',
                Part::Namespace => 'n',
                Part::Resource => 'r',
                Part::Name => 'o',
                Part::Subresource => 's',
                Part::Query => 'q',
            })
            .collect();
        assert_eq!(letters, expected, "{path}");
    }

    #[test]
    fn every_segment_has_its_part() {
        check_parts("/", "");
        check_parts("/version", ".");
        check_parts("/livez/etcd", "..");
        check_parts("/api", ".");
        check_parts("/api/v1", ".v");
        check_parts("/apis/batch", ".g");
        check_parts("/apis/batch/v1", ".gv");
        check_parts("/api/v1/pods", ".vr");
        check_parts("/api/v1/namespaces", ".vr");
        check_parts("/api/v1/namespaces/default", ".vro");
        check_parts("/api/v1/namespaces/default/status", ".vros");
        check_parts("/api/v1/namespaces/default/pods/web/log", ".v.nros");
        check_parts("/apis/batch/v1/namespaces/default/jobs/my-job", ".gv.nro");
        check_parts("/api/v1/namespaces/a/services/b:http/proxy/metrics", ".v.nross");
    }

    #[test]
    fn a_path_names_its_target() {
        let target = |path: &str| ApiPath::parse(path).unwrap().target();
        assert_eq!(target("/"), Target::Root);
        assert_eq!(target("/apis/batch"), Target::Group("batch".into()));
        assert_eq!(target("/openapi/v3"), Target::NonResource);
        assert_eq!(
            target("/api/v1/namespaces/default"),
            Target::Object {
                resource: GroupVersionResource::new("", "v1", "namespaces"),
                namespace: None,
                name: "default".into()
            }
        );
        assert_eq!(
            target("/api/v1/namespaces/default/pods/web/log"),
            Target::Subresource {
                resource: GroupVersionResource::new("", "v1", "pods"),
                namespace: Some("default".into()),
                name: "web".into(),
                subresource: "log".into(),
                rest: String::new()
            }
        );
    }

    #[test]
    fn dangerous_gets_are_guarded() {
        for (path, guard) in [
            ("/api/v1/namespaces/a/pods/b/exec", Some(Guard::Session)),
            ("/api/v1/namespaces/a/pods/b/%65xec", Some(Guard::Session)),
            ("/api/v1/namespaces/a/pods/b/attach", Some(Guard::Session)),
            ("/api/v1/namespaces/a/pods/b/portforward", Some(Guard::Session)),
            ("/api/v1/nodes/n/proxy/run", Some(Guard::NodeProxy)),
            ("/api/v1/nodes/n:10250/proxy", Some(Guard::NodeProxy)),
            ("/api/v1/namespaces/a/services/b/proxy/x", Some(Guard::Proxy)),
            ("/api/v1/namespaces/a/pods/b/log", None),
            ("/api/v1/namespaces/exec/pods", None),
        ] {
            assert_eq!(ApiPath::parse(path).unwrap().guard(), guard, "{path}");
        }
    }

    #[test]
    fn paths_are_built_from_names() {
        let pods = GroupVersionResource::new("", "v1", "pods");
        assert_eq!(
            ApiPath::of(&pods, Some("a"), Some("b")).unwrap().as_str(),
            "/api/v1/namespaces/a/pods/b"
        );
        assert!(ApiPath::of(&pods, Some(".."), None).is_err());
        let roles = GroupVersionResource::new("rbac.authorization.k8s.io", "v1", "clusterroles");
        assert_eq!(
            ApiPath::of(&roles, None, Some("system:node%a")).unwrap().as_str(),
            "/apis/rbac.authorization.k8s.io/v1/clusterroles/system:node%25a"
        );
    }
}
