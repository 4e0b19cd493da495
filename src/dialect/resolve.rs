//! Which resource kubectl takes for a word, and which word it takes for a resource.
//!
//! Source: cli-runtime `pkg/resource/builder.go` (`mappingFor`), client-go `restmapper/shortcut.go` and
//! `restmapper/discovery.go`, apimachinery `pkg/api/meta/restmapper.go` and `priority.go`.

use super::{Span, distance};
use crate::kube::{discovery::Discovery, gvk::GroupVersionResource, path::Part, resource::ApiResource};

/// The resource that kubectl takes for `TYPE`, `TYPE.GROUP` or `TYPE.VERSION.GROUP`.
///
/// Plural and singular names come before short names, those before kinds; the core group before the others,
/// those in the server's order, and in each group the preferred version first. Short names are told apart by
/// case, and with a version given they still mean the preferred one: kubectl does it so.
pub fn resource<'a>(discovery: &'a Discovery, word: &str) -> Option<&'a ApiResource> {
    let full = fully_qualified(word);
    let (name, group) = word.split_once('.').unwrap_or((word, ""));
    full.and_then(|(name, version, group)| by_name(discovery, name, version, group))
        .or_else(|| by_name(discovery, name, "", group))
        .or_else(|| full.and_then(|(kind, version, group)| by_kind(discovery, kind, Some(version), group)))
        .or_else(|| by_kind(discovery, name, None, group))
}

/// The resources of a category such as `all`, each in its group's preferred version.
pub fn category<'a>(discovery: &'a Discovery, word: &str) -> Vec<&'a ApiResource> {
    discovery
        .groups
        .iter()
        .filter_map(|group| group.preferred())
        .flat_map(|version| &version.resources)
        .filter(|resource| resource.categories.iter().any(|category| category == word))
        .collect()
}

/// The word for a resource, in coloured pieces: the plural where that is enough, else `plural.version.group`.
///
/// Nothing if no word makes kubectl take it.
pub fn word(discovery: &Discovery, resource: &GroupVersionResource) -> Option<Vec<Span>> {
    let found = discovery.resource(resource)?;
    let is_this = |word: &str| self::resource(discovery, word).is_some_and(|taken| taken.resource == *resource);
    let is_shared = discovery
        .resources()
        .any(|other| other.plural() == found.plural() && other.resource.group != resource.group);
    let plural = Span::of(Part::Resource, resource.resource.clone());
    // Of the core group's resources, kubectl takes the plural alone in any case.
    if (resource.group.is_empty() || !is_shared) && is_this(&resource.resource) {
        return Some(vec![plural]);
    }
    let dot = || Span::plain(".");
    is_this(&resource.kubectl_name()).then(|| {
        let version = Span::of(Part::Version, resource.version.clone());
        let group = Span::of(Part::Group, resource.group.clone());
        vec![plural, dot(), version, dot(), group]
    })
}

/// Words for resources that are close to a mistyped one.
pub(super) fn close_words(discovery: &Discovery, word: &str) -> Vec<String> {
    let names = discovery.resources().flat_map(|resource| {
        [resource.plural(), &resource.singular]
            .into_iter()
            .chain(resource.short_names.iter().map(String::as_str))
    });
    distance::closest(word, names)
}

/// `name.version.group`, as kubectl splits it.
fn fully_qualified(word: &str) -> Option<(&str, &str, &str)> {
    let (name, rest) = word.split_once('.')?;
    let (version, group) = rest.split_once('.')?;
    Some((name, version, group))
}

/// A resource by its plural, singular or short name; empty texts stand for what was not given.
fn by_name<'a>(discovery: &'a Discovery, name: &str, version: &str, group: &str) -> Option<&'a ApiResource> {
    let (name, version, group) = match expand(discovery, name, group) {
        Expanded::InGroup(long) => (long.plural(), "", long.resource.group.as_str()),
        Expanded::ByBeginning(long) => (long.plural(), version, long.resource.group.as_str()),
        Expanded::Whole => (name, version, group),
    };
    let name = name.to_lowercase();
    let is_called = |resource: &&ApiResource| resource.plural() == name || singular(resource) == name;
    let is_version = |resource: &&ApiResource| version.is_empty() || resource.resource.version == version;
    if group.is_empty() {
        return in_order(discovery).find(|resource| is_called(resource) && is_version(resource));
    }
    let exact = |resource: &&ApiResource| resource.resource.group == group;
    let begins = |resource: &&ApiResource| resource.resource.group.starts_with(group);
    in_order(discovery)
        .find(|resource| is_called(resource) && is_version(resource) && exact(resource))
        .or_else(|| {
            // Only without a version: `storageclass.storage` fits `storageclass.storage.k8s.io`.
            in_order(discovery).find(|resource| version.is_empty() && is_called(resource) && begins(resource))
        })
}

/// What became of a name that may be a short one.
enum Expanded<'a> {
    /// It is none, or unknown.
    Whole,
    /// It is one of the group given, or of any; kubectl forgets the version.
    InGroup(&'a ApiResource),
    /// It is one of a group that begins as the one given.
    ByBeginning(&'a ApiResource),
}

/// Looks a short name up; a word that is a whole name somewhere stays what it is.
fn expand<'a>(discovery: &'a Discovery, name: &str, group: &str) -> Expanded<'a> {
    let in_group = |resource: &&ApiResource| group.is_empty() || resource.resource.group == group;
    let is_whole = |resource: &ApiResource| resource.plural() == name || resource.singular == name;
    let is_short = |resource: &&ApiResource| resource.short_names.iter().any(|short| short == name);
    if discovery.resources().filter(in_group).any(is_whole) {
        return Expanded::Whole;
    }
    if let Some(found) = discovery.resources().filter(in_group).find(is_short) {
        return Expanded::InGroup(found);
    }
    let begins = |resource: &&ApiResource| !group.is_empty() && resource.resource.group.starts_with(group);
    match discovery.resources().filter(begins).find(is_short) {
        Some(found) => Expanded::ByBeginning(found),
        None => Expanded::Whole,
    }
}

/// A resource by the kind of its objects, in exactly this group.
fn by_kind<'a>(discovery: &'a Discovery, kind: &str, version: Option<&str>, group: &str) -> Option<&'a ApiResource> {
    in_order(discovery).find(|resource| {
        resource.resource.group == group
            && version.is_none_or(|version| resource.resource.version == version)
            && (resource.kind.kind == kind || resource.kind.kind.to_lowercase() == kind)
    })
}

/// Every resource, in the order in which kubectl prefers them.
fn in_order(discovery: &Discovery) -> impl Iterator<Item = &ApiResource> {
    let is_core = |resource: &&ApiResource| resource.resource.group.is_empty() && resource.resource.version == "v1";
    let core = discovery.resources().filter(is_core);
    core.chain(discovery.resources().filter(move |resource| !is_core(resource)))
}

/// The singular name, guessed from the kind where the server names none.
fn singular(resource: &ApiResource) -> String {
    if resource.singular.is_empty() {
        resource.kind.kind.to_lowercase()
    } else {
        resource.singular.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::testing::discovery;

    #[test]
    fn words_resolve_as_for_kubectl() {
        let discovery = discovery();
        for (word, expected) in [
            ("po", "v1 pods"),
            ("pod", "v1 pods"),
            ("Pods", "v1 pods"),
            ("POD", "v1 pods"),
            ("pods.v1.", "v1 pods"),
            ("pods.metrics.k8s.io", "metrics.k8s.io/v1beta1 pods"),
            ("pods.v1beta1.metrics.k8s.io", "metrics.k8s.io/v1beta1 pods"),
            ("nodes", "v1 nodes"),
            ("events", "v1 events"),
            ("ev", "v1 events"),
            ("ev.events.k8s.io", "events.k8s.io/v1 events"),
            ("events.events", "events.k8s.io/v1 events"),
            ("services", "v1 services"),
            ("services.serving", "serving.knative.dev/v1 services"),
            ("ksvc", "serving.knative.dev/v1 services"),
            ("deploy", "apps/v1 deployments"),
            ("deploy.apps", "apps/v1 deployments"),
            ("deploy.app", "apps/v1 deployments"),
            ("Deployment", "apps/v1 deployments"),
            ("Deployment.apps", "apps/v1 deployments"),
            ("deployments.v1.apps", "apps/v1 deployments"),
            ("hpa", "autoscaling/v2 horizontalpodautoscalers"),
            (
                "horizontalpodautoscalers.v1.autoscaling",
                "autoscaling/v1 horizontalpodautoscalers",
            ),
            // Short names lose their version in kubectl, unless the group is only begun.
            ("hpa.v1.autoscaling", "autoscaling/v2 horizontalpodautoscalers"),
            ("hpa.v1.autoscal", "autoscaling/v1 horizontalpodautoscalers"),
            ("storageclass.storage", "storage.k8s.io/v1 storageclasses"),
            ("sc.storage", "storage.k8s.io/v1 storageclasses"),
            ("devicetaintrules", "resource.k8s.io/v1alpha3 devicetaintrules"),
            ("PodMetrics.metrics.k8s.io", "metrics.k8s.io/v1beta1 pods"),
            ("PodMetrics.v1beta1.metrics.k8s.io", "metrics.k8s.io/v1beta1 pods"),
        ] {
            let found = resource(&discovery, word)
                .map(|found| format!("{} {}", found.resource.group_version(), found.plural()));
            assert_eq!(found.as_deref(), Some(expected), "{word}");
        }
        for word in [
            "",
            ".",
            "..",
            "PO",
            "Deploy",
            "web",
            "PodMetrics",
            "pods.app",
            "pods.v2.apps",
            "deployments.v2.batch",
        ] {
            assert_eq!(resource(&discovery, word), None, "{word}");
        }
    }

    #[test]
    fn the_shortest_safe_word_is_chosen() {
        let discovery = discovery();
        for (group, version, plural, expected) in [
            ("", "v1", "pods", Some("pods")),
            ("", "v1", "events", Some("events")),
            ("apps", "v1", "deployments", Some("deployments")),
            ("events.k8s.io", "v1", "events", Some("events.v1.events.k8s.io")),
            (
                "autoscaling",
                "v2",
                "horizontalpodautoscalers",
                Some("horizontalpodautoscalers"),
            ),
            (
                "autoscaling",
                "v1",
                "horizontalpodautoscalers",
                Some("horizontalpodautoscalers.v1.autoscaling"),
            ),
            (
                "resource.k8s.io",
                "v1alpha3",
                "devicetaintrules",
                Some("devicetaintrules"),
            ),
            ("metrics.k8s.io", "v1beta1", "pods", Some("pods.v1beta1.metrics.k8s.io")),
            ("batch", "v2", "jobs", None),
        ] {
            let pieces = word(&discovery, &GroupVersionResource::new(group, version, plural));
            let text = pieces.map(|pieces| pieces.into_iter().map(|span| span.text).collect::<String>());
            assert_eq!(text.as_deref(), expected, "{group} {version} {plural}");
        }
    }

    #[test]
    fn categories_and_slips_are_known() {
        let discovery = discovery();
        assert_eq!(category(&discovery, "all")[0].plural(), "pods");
        assert!(category(&discovery, "none").is_empty());
        assert_eq!(close_words(&discovery, "deploymnet"), ["deployment", "deployments"]);
    }
}
