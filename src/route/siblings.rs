//! What else could stand in the place of one segment of a path, and what could follow the last one.

use crate::kube::{
    discovery::Discovery,
    path::{ApiPath, Part, Target},
    percent::{decode, encode_segment},
    resource::ApiResource,
};

/// What could stand in one place of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Siblings {
    /// Known from discovery or from the URI grammar.
    Known(Vec<Sibling>),
    /// The names of the objects of a collection, which has to be asked for.
    Listed(NamesOf),
}

/// One of the things that could stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sibling {
    /// The segment's text.
    pub text: String,
    /// A word on it, such as a short name; may be empty.
    pub note: String,
    /// The path with it in place.
    pub path: String,
    /// Whether it is what stands there now.
    pub is_current: bool,
}

/// A place whose siblings are the names of objects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamesOf {
    /// The collection whose objects' names fit.
    pub collection: ApiPath,
    /// What stands before the name.
    before: String,
    /// What stands behind it.
    after: String,
    current: Option<String>,
    /// The path without any name in this place, if that is one: all namespaces.
    pub without: Option<String>,
}

impl NamesOf {
    /// The sibling of an object's name.
    pub fn named(&self, name: &str) -> Sibling {
        Sibling {
            text: name.to_owned(),
            note: String::new(),
            path: format!("{}{}{}", self.before, encode_segment(name), self.after),
            is_current: self.current.as_deref() == Some(name),
        }
    }
}

/// What could stand in the place of segment `index`, or behind the last one.
pub fn siblings(discovery: &Discovery, path: &ApiPath, index: usize) -> Option<Siblings> {
    let segments = path.segments();
    let Some(segment) = segments.get(index) else {
        return children(discovery, path);
    };
    let parent = match index.checked_sub(1) {
        Some(before) => path.up_to(before),
        None => ApiPath::parse("/").ok()?,
    };
    let known = |siblings: Vec<Sibling>| Some(Siblings::Known(mark(siblings, &segment.text)));
    match segment.part {
        Part::Fixed if index == 0 => known(roots()),
        Part::Fixed | Part::Query => None,
        Part::Group => known(groups(discovery)),
        Part::Version => known(versions(discovery, path)),
        Part::Resource => known(resources(discovery, path)),
        Part::Namespace => namespaces(path),
        Part::Name => names(&parent, Some(&segment.text)),
        Part::Subresource => {
            // Only the subresource itself has siblings, not what stands behind it.
            let is_first = segments.get(index - 1).is_some_and(|before| before.part == Part::Name);
            is_first.then(|| known(subresources(discovery, &parent)))?
        }
    }
}

/// What could follow the last segment.
fn children(discovery: &Discovery, path: &ApiPath) -> Option<Siblings> {
    let found = match path.target() {
        Target::Root => roots(),
        Target::Groups => groups(discovery),
        Target::CoreVersions => group_versions(discovery, ""),
        Target::Group(group) => group_versions(discovery, &group),
        Target::GroupVersion(_) => resources(discovery, path),
        Target::Collection { resource, namespace } => {
            // Across namespaces a name alone makes no path.
            let is_namespaced = discovery.resource(&resource).is_some_and(ApiResource::is_namespaced);
            return if namespace.is_none() && is_namespaced {
                namespaces(path)
            } else {
                names(path, None)
            };
        }
        Target::Object { .. } => subresources(discovery, path),
        Target::Subresource { .. } | Target::NonResource => return None,
    };
    (!found.is_empty()).then_some(Siblings::Known(found))
}

fn sibling(text: &str, note: String, path: String) -> Sibling {
    Sibling {
        text: text.to_owned(),
        note,
        path,
        is_current: false,
    }
}

fn mark(mut siblings: Vec<Sibling>, current: &str) -> Vec<Sibling> {
    for sibling in &mut siblings {
        sibling.is_current = sibling.text == current;
    }
    siblings
}

fn roots() -> Vec<Sibling> {
    ["api", "apis", "version", "livez", "readyz", "openapi/v3"]
        .into_iter()
        .map(|word| sibling(word, String::new(), format!("/{word}")))
        .collect()
}

fn groups(discovery: &Discovery) -> Vec<Sibling> {
    discovery
        .groups
        .iter()
        .filter(|group| !group.name.is_empty())
        .map(|group| {
            let versions: Vec<_> = group
                .versions
                .iter()
                .map(|version| version.group_version.version.as_str())
                .collect();
            sibling(&group.name, versions.join(" "), format!("/apis/{}", group.name))
        })
        .collect()
}

fn group_versions(discovery: &Discovery, group: &str) -> Vec<Sibling> {
    discovery
        .group(group)
        .into_iter()
        .flat_map(|group| &group.versions)
        .map(|version| {
            sibling(
                &version.group_version.version,
                String::new(),
                version.group_version.path(),
            )
        })
        .collect()
}

/// The other versions, with the rest of the path where they serve the same resource.
fn versions(discovery: &Discovery, path: &ApiPath) -> Vec<Sibling> {
    let target = path.target();
    let (group, plural) = match (&target, target.resource()) {
        (_, Some(resource)) => (resource.group.clone(), Some(resource.resource.clone())),
        (Target::GroupVersion(group_version), _) => (group_version.group.clone(), None),
        _ => return Vec::new(),
    };
    let place = if group.is_empty() { 1 } else { 2 };
    let rest = path
        .segments()
        .iter()
        .skip(place + 1)
        .fold(String::new(), |rest, segment| rest + "/" + &segment.text);
    let versions = discovery.group(&group).into_iter().flat_map(|group| &group.versions);
    versions
        .map(|version| {
            let base = version.group_version.path();
            let serves = version
                .resources
                .iter()
                .any(|resource| Some(resource.plural()) == plural.as_deref());
            let path = if serves { format!("{base}{rest}") } else { base };
            sibling(&version.group_version.version, String::new(), path)
        })
        .collect()
}

/// The resources of the path's version, in the same namespace where they have one.
fn resources(discovery: &Discovery, path: &ApiPath) -> Vec<Sibling> {
    let target = path.target();
    let group_version = match (&target, target.resource()) {
        (Target::GroupVersion(group_version), _) => group_version.clone(),
        (_, Some(resource)) => resource.group_version(),
        _ => return Vec::new(),
    };
    let version = discovery.version(&group_version);
    let listable = version.into_iter().flat_map(|version| &version.resources);
    listable
        .filter(|resource| resource.can("list"))
        .filter_map(|resource: &ApiResource| {
            let namespace = target.namespace().filter(|_| resource.is_namespaced());
            let path = ApiPath::of(&resource.resource, namespace, None).ok()?;
            Some(sibling(
                resource.plural(),
                resource.short_names.join(" "),
                path.to_string(),
            ))
        })
        .collect()
}

fn namespaces(path: &ApiPath) -> Option<Siblings> {
    let target = path.target();
    let resource = target.resource()?;
    let base = resource.group_version().path();
    Some(Siblings::Listed(NamesOf {
        collection: ApiPath::parse("/api/v1/namespaces").ok()?,
        before: format!("{base}/namespaces/"),
        after: format!("/{}", resource.resource),
        current: target.namespace().map(str::to_owned),
        without: Some(format!("{base}/{}", resource.resource)),
    }))
}

fn names(collection: &ApiPath, current: Option<&str>) -> Option<Siblings> {
    if !matches!(collection.target(), Target::Collection { .. }) {
        return None;
    }
    Some(Siblings::Listed(NamesOf {
        collection: collection.clone(),
        before: format!("{}/", collection.as_str().trim_end_matches('/')),
        after: String::new(),
        current: current.map(decode),
        without: None,
    }))
}

fn subresources(discovery: &Discovery, object: &ApiPath) -> Vec<Sibling> {
    let target = object.target();
    let found = target.resource().and_then(|resource| discovery.resource(resource));
    let subresources = found.into_iter().flat_map(|resource| &resource.subresources);
    subresources
        .filter(|subresource| subresource.is_readable())
        .map(|subresource| {
            let path = format!("{object}/{}", subresource.name);
            sibling(&subresource.name, subresource.kind.kind.clone(), path)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kube::discovery::aggregated;

    fn discovery() -> Discovery {
        let read = |body: &str| aggregated::read(body.as_bytes()).unwrap();
        let core = read(
            r#"{"items":[{"metadata":{"name":""},"versions":[{"version":"v1","resources":[
            {"resource":"pods","scope":"Namespaced","verbs":["get","list"],"shortNames":["po"],"subresources":[
              {"subresource":"log","verbs":["get"]},{"subresource":"exec","verbs":["get"]},{"subresource":"binding","verbs":["create"]}]},
            {"resource":"nodes","scope":"Cluster","verbs":["get","list"]},
            {"resource":"bindings","scope":"Namespaced","verbs":["create"]}]}]}]}"#,
        );
        let named = read(
            r#"{"items":[{"metadata":{"name":"autoscaling"},"versions":[
            {"version":"v2","resources":[{"resource":"horizontalpodautoscalers","scope":"Namespaced","verbs":["list"]}]},
            {"version":"v1","resources":[{"resource":"horizontalpodautoscalers","scope":"Namespaced","verbs":["list"]}]}]}]}"#,
        );
        Discovery::new(core.into_iter().next(), named)
    }

    #[track_caller]
    fn check(path: &str, index: usize, expected: &[(&str, &str)]) {
        let path = ApiPath::parse(path).unwrap();
        let Some(Siblings::Known(found)) = siblings(&discovery(), &path, index) else {
            panic!("known siblings")
        };
        let found: Vec<_> = found.iter().map(|s| (s.text.as_str(), s.path.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn siblings_keep_the_rest_of_the_path_where_it_makes_sense() {
        check(
            "/apis/autoscaling/v2/namespaces/a/horizontalpodautoscalers/x",
            2,
            &[
                ("v2", "/apis/autoscaling/v2/namespaces/a/horizontalpodautoscalers/x"),
                ("v1", "/apis/autoscaling/v1/namespaces/a/horizontalpodautoscalers/x"),
            ],
        );
        check(
            "/api/v1/namespaces/a/pods",
            4,
            &[("pods", "/api/v1/namespaces/a/pods"), ("nodes", "/api/v1/nodes")],
        );
    }

    #[test]
    fn children_follow_the_last_segment() {
        check("/apis", 1, &[("autoscaling", "/apis/autoscaling")]);
        check(
            "/api/v1/namespaces/a/pods/p",
            6,
            &[("log", "/api/v1/namespaces/a/pods/p/log")],
        );
    }

    #[test]
    fn names_are_asked_for() {
        let path = ApiPath::parse("/api/v1/namespaces/a/pods/p").unwrap();
        let Some(Siblings::Listed(names)) = siblings(&discovery(), &path, 5) else {
            panic!("names")
        };
        assert_eq!(names.collection.as_str(), "/api/v1/namespaces/a/pods");
        assert_eq!(names.named("b:c/d").path, "/api/v1/namespaces/a/pods/b:c%2Fd");
        assert!(names.named("p").is_current);
        let Some(Siblings::Listed(namespaces)) = siblings(&discovery(), &path, 3) else {
            panic!("namespaces")
        };
        assert_eq!(namespaces.named("b").path, "/api/v1/namespaces/b/pods");
        assert_eq!(namespaces.without.as_deref(), Some("/api/v1/pods"));
    }
}
