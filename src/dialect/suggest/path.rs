//! Completes a path that is being typed, by what discovery says may follow.

use super::{PATHS, Suggestion, SuggestionKind, fixed, of, score::score};
use crate::{
    dialect::{Span, spelling::path_spans},
    kube::{
        discovery::Discovery,
        path::{ApiPath, Part, Target},
        resource::ApiResource,
    },
    sort,
};

/// Suggestions for a path: its last segment completed, or what may follow its last slash.
pub(super) fn complete(text: &str, discovery: &Discovery, limit: usize) -> Vec<Suggestion> {
    let text = text.split('?').next().unwrap_or_default();
    let (parent, partial) = text.rsplit_once('/').unwrap_or_default();
    let Ok(parent) = ApiPath::parse(if parent.is_empty() { "/" } else { parent }) else {
        return Vec::new();
    };
    let partial = partial.to_ascii_lowercase();
    let mut found: Vec<(i32, Suggestion)> = following(&parent, discovery)
        .into_iter()
        .filter_map(|(segment, suggestion)| Some((score(&partial, &segment)?, suggestion)))
        .collect();
    if !partial.is_empty() {
        sort::by_key(&mut found, |(score, _)| -score);
    }
    found
        .into_iter()
        .map(|(_, suggestion)| suggestion)
        .take(limit)
        .collect()
}

/// The segments that may follow a path, and what they lead to.
fn following(parent: &ApiPath, discovery: &Discovery) -> Vec<(String, Suggestion)> {
    let below = |segment: &str, kind: SuggestionKind| {
        let path = ApiPath::parse(&format!("{}/{segment}", parent.as_str().trim_end_matches('/'))).ok()?;
        Some((segment.to_owned(), labelled(&path, kind)))
    };
    match parent.target() {
        Target::Root => PATHS
            .iter()
            .map(|path| (path.trim_start_matches('/').to_owned(), fixed(path)))
            .collect(),
        Target::CoreVersions => versions(discovery, "")
            .filter_map(|version| below(&version, SuggestionKind::Version))
            .collect(),
        Target::Groups => discovery
            .groups
            .iter()
            .filter(|group| !group.name.is_empty())
            .filter_map(|group| below(&group.name, SuggestionKind::Group))
            .collect(),
        Target::Group(group) => versions(discovery, &group)
            .filter_map(|version| below(&version, SuggestionKind::Version))
            .collect(),
        Target::GroupVersion(group_version) => discovery
            .version(&group_version)
            .map_or(&[][..], |version| &version.resources)
            .iter()
            .filter(|resource| is_readable(resource))
            .filter_map(|resource| Some((resource.plural().to_owned(), of(resource, None)?)))
            .collect(),
        Target::Object {
            resource,
            namespace: None,
            name,
        } if resource.resource == "namespaces" => discovery
            .version(&resource.group_version())
            .map_or(&[][..], |version| &version.resources)
            .iter()
            .filter(|resource| resource.is_namespaced() && is_readable(resource))
            .filter_map(|resource| Some((resource.plural().to_owned(), of(resource, Some(&name))?)))
            .collect(),
        Target::Object { resource, .. } => discovery
            .resource(&resource)
            .map_or(&[][..], |resource| &resource.subresources)
            .iter()
            .filter(|subresource| subresource.is_readable())
            .filter_map(|subresource| below(&subresource.name, SuggestionKind::Subresource))
            .collect(),
        _ => Vec::new(),
    }
}

fn versions<'a>(discovery: &'a Discovery, group: &str) -> impl Iterator<Item = String> + 'a {
    let versions = discovery.group(group).map_or(&[][..], |group| &group.versions);
    versions.iter().map(|version| version.group_version.version.clone())
}

fn is_readable(resource: &ApiResource) -> bool {
    resource.can("list") || resource.can("get")
}

/// A path with its last segment as the label.
fn labelled(path: &ApiPath, kind: SuggestionKind) -> Suggestion {
    let last = path_spans(path).pop().unwrap_or(Span::of(Part::Fixed, "/"));
    Suggestion {
        label: vec![last],
        kind,
        address: path.to_string(),
    }
}
