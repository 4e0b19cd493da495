//! What a person may be about to type in the address bar, best first.

mod path;
mod score;

use score::score;

use super::Span;
use crate::{
    kube::{
        discovery::{ApiGroup, Discovery},
        path::{ApiPath, Part},
        percent::encode_segment,
        resource::ApiResource,
    },
    sort,
};

/// One thing to offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What it is called, in coloured pieces.
    pub label: Vec<Span>,
    /// What it is.
    pub kind: SuggestionKind,
    /// The address of its request: path and query as they are spelt behind `#`.
    pub address: String,
}

/// What is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SuggestionKind {
    /// All objects of a resource.
    Resource,
    /// An API group.
    Group,
    /// A version of a group.
    Version,
    /// A subresource of the object that is typed.
    Subresource,
    /// A path that is no resource's.
    Path,
}

/// The paths that every API server has, most useful first.
pub(super) const PATHS: &[&str] = &[
    "/version",
    "/livez?verbose",
    "/readyz?verbose",
    "/api",
    "/apis",
    "/openapi/v3",
    "/openapi/v2",
    "/metrics",
    "/healthz",
    "/.well-known/openid-configuration",
    "/",
];

/// How much a match of this kind counts beside one of a plural name.
mod weight {
    /// A short name that is typed in full is what was meant.
    pub(super) const SHORT: i32 = 10;
    pub(super) const KIND: i32 = -5;
    pub(super) const GROUP: i32 = -40;
    pub(super) const PATH: i32 = -30;
    /// Another version than the preferred one.
    pub(super) const OTHER_VERSION: i32 = -60;
    /// A group of the cluster's own extensions beside the core group.
    pub(super) const NAMED_GROUP: i32 = -2;
}

/// At most `limit` suggestions for what has been typed so far.
///
/// Text that begins with `/` is completed segment by segment, as discovery knows them. Of two words the second
/// is a namespace.
pub fn suggest(text: &str, discovery: &Discovery, limit: usize) -> Vec<Suggestion> {
    let text = text.trim_start();
    if text.starts_with('/') {
        return path::complete(text, discovery, limit);
    }
    let (word, namespace) = match text.split_once(' ') {
        Some((word, rest)) => (word, Some(rest.trim()).filter(|rest| !rest.is_empty())),
        None => (text, None),
    };
    let query = word.to_ascii_lowercase();
    if query.is_empty() || query.len() > 64 || namespace.is_some_and(|rest| rest.contains(char::is_whitespace)) {
        return Vec::new();
    }
    let mut found = candidates(&query, discovery, namespace.is_some());
    // Stable: what is equal stays in the server's order.
    sort::by_key(&mut found, |(score, _)| -score);
    found
        .into_iter()
        .filter_map(|(_, candidate)| candidate.suggestion(namespace))
        .take(limit)
        .collect()
}

/// What a score was given to; texts are made for those that are shown only.
enum Candidate<'a> {
    Resource(&'a ApiResource),
    Group(&'a ApiGroup),
    Path(&'static str),
}

fn candidates<'a>(query: &str, discovery: &'a Discovery, only_namespaced: bool) -> Vec<(i32, Candidate<'a>)> {
    let mut found = Vec::new();
    for group in &discovery.groups {
        if !only_namespaced && !group.name.is_empty() {
            found.extend(score(query, &group.name).map(|score| (score + weight::GROUP, Candidate::Group(group))));
        }
        let in_group = if group.name.is_empty() { 0 } else { weight::NAMED_GROUP };
        for (index, version) in group.versions.iter().enumerate() {
            let in_version = if index == 0 { 0 } else { weight::OTHER_VERSION };
            let readable = version
                .resources
                .iter()
                .filter(|resource| resource.can("list") || resource.can("get"));
            for resource in readable.filter(|resource| !only_namespaced || resource.is_namespaced()) {
                let score = of_resource(query, resource);
                found.extend(score.map(|score| (score + in_group + in_version, Candidate::Resource(resource))));
            }
        }
    }
    if !only_namespaced {
        for path in PATHS {
            found.extend(score(query, path).map(|score| (score + weight::PATH, Candidate::Path(path))));
        }
    }
    found
}

/// The best score of a resource's names.
fn of_resource(query: &str, resource: &ApiResource) -> Option<i32> {
    let short = resource
        .short_names
        .iter()
        .filter_map(|short| score(query, short))
        .map(|score| score + weight::SHORT);
    let kind = score(query, &resource.kind.kind).map(|score| score + weight::KIND);
    short.chain(kind).chain(score(query, resource.plural())).max()
}

impl Candidate<'_> {
    /// What is shown of it; nothing for a namespace that cannot stand in a path.
    fn suggestion(&self, namespace: Option<&str>) -> Option<Suggestion> {
        match self {
            Self::Resource(resource) => of(resource, namespace),
            Self::Group(group) => Some(Suggestion {
                label: vec![Span::of(Part::Group, group.name.clone())],
                kind: SuggestionKind::Group,
                address: format!("/apis/{}", encode_segment(&group.name)),
            }),
            Self::Path(path) => Some(fixed(path)),
        }
    }
}

/// A resource's collection: of all namespaces, or of one.
fn of(resource: &ApiResource, namespace: Option<&str>) -> Option<Suggestion> {
    let path = ApiPath::of(&resource.resource, namespace, None).ok()?;
    let mut label = vec![Span::of(Part::Resource, resource.plural())];
    label.push(Span::plain(" "));
    if !resource.resource.group.is_empty() {
        label.push(Span::of(Part::Group, resource.resource.group.clone()));
        label.push(Span::plain("/"));
    }
    label.push(Span::of(Part::Version, resource.resource.version.clone()));
    if let Some(namespace) = namespace {
        label.push(Span::plain(" "));
        label.push(Span::of(Part::Namespace, namespace));
    }
    Some(Suggestion {
        label,
        kind: SuggestionKind::Resource,
        address: path.to_string(),
    })
}

/// One of [`PATHS`].
fn fixed(path: &str) -> Suggestion {
    let (bare, query) = path.split_once('?').unwrap_or((path, ""));
    let mut label = vec![Span::of(Part::Fixed, bare)];
    if !query.is_empty() {
        label.extend([Span::plain("?"), Span::of(Part::Query, query)]);
    }
    Suggestion {
        label,
        kind: SuggestionKind::Path,
        address: path.to_owned(),
    }
}

#[cfg(test)]
mod tests;
