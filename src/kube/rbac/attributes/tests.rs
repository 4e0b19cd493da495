//! What paths and queries ask for.
//!
//! The rows are those of apiserver `pkg/endpoints/request/requestinfo_test.go` as far as GET goes, and more.

use proptest::prelude::*;

use super::*;

fn of(target: &str) -> Option<Attributes> {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    Attributes::of_get(&ApiPath::parse(path).unwrap(), &Query::parse(query))
}

/// `verb group resource[/subresource] namespace name`, with `-` for what is not there.
fn spelt(target: &str) -> String {
    let or_dash = |text: Option<String>| text.filter(|text| !text.is_empty()).unwrap_or("-".into());
    match of(target) {
        Some(Attributes::Resource(attributes)) => format!(
            "{} {} {} {} {}",
            attributes.verb,
            or_dash(Some(attributes.group.clone())),
            attributes.combined_resource(),
            or_dash(attributes.namespace),
            or_dash(attributes.name),
        ),
        Some(Attributes::NonResource { verb, path }) => format!("{verb} {path}"),
        None => "nothing".into(),
    }
}

#[test]
fn paths_of_resources_are_read_as_the_api_server_reads_them() {
    for (target, expected) in [
        ("/api/v1/namespaces", "list - namespaces - -"),
        ("/api/v1/namespaces/other", "get - namespaces other other"),
        ("/api/v1/namespaces/other/status", "get - namespaces/status other other"),
        (
            "/api/v1/namespaces/other/finalize",
            "get - namespaces/finalize other other",
        ),
        ("/api/v1/namespaces/other/pods", "list - pods other -"),
        ("/api/v1/namespaces/other/pods/foo", "get - pods other foo"),
        ("/api/v1/namespaces/other/pods/foo?watch=1", "get - pods other foo"),
        ("/api/v1/namespaces/other/pods/foo/log", "get - pods/log other foo"),
        (
            "/api/v1/namespaces/other/services/a:b/proxy/x/y",
            "get - services/proxy other a:b",
        ),
        ("/api/v1/pods", "list - pods - -"),
        ("/api/v1/pods/", "list - pods - -"),
        ("/api/v1/nodes/a", "get - nodes - a"),
        ("/apis/apps/v1/deployments", "list apps deployments - -"),
        (
            "/apis/apps/v1/namespaces/a/deployments/b/scale",
            "get apps deployments/scale a b",
        ),
        ("/apis/apps/v1/namespaces/a/status", "get apps namespaces/status a a"),
        ("/api/v1/namespaces/caf%C3%A9/pods", "list - pods café -"),
    ] {
        assert_eq!(spelt(target), expected, "{target}");
    }
}

#[test]
fn other_paths_are_kept_as_they_are() {
    for path in [
        "/",
        "/api",
        "/api/",
        "/api/v1",
        "/apis",
        "/apis/batch",
        "/apis/batch/v1",
        "/version",
        "/livez/etcd",
        "/openapi/v3/api/v1",
        "/nothing/of/the/sort",
    ] {
        assert_eq!(spelt(path), format!("get {path}"));
    }
    assert_eq!(spelt("/livez/a%20b?verbose"), "get /livez/a b");
}

#[test]
fn a_list_is_a_watch_when_its_query_says_so() {
    for (query, verb) in [
        ("", "list"),
        ("watch", "watch"),
        ("watch=", "watch"),
        ("watch=1", "watch"),
        ("watch=true", "watch"),
        ("watch=yes", "watch"),
        ("watch=0", "list"),
        ("watch=false", "list"),
        ("watch=FALSE", "list"),
        ("watch=0&watch=1", "list"),
        ("watch=1&limit=x", "watch"),
        ("Watch=1", "list"),
    ] {
        let found = of(&format!("/api/v1/pods?{query}")).unwrap();
        assert_eq!(found.verb(), verb, "{query}");
    }
}

#[test]
fn a_field_selector_names_one_object() {
    for (query, name) in [
        ("fieldSelector=metadata.name%3Dfoo", Some("foo")),
        ("fieldSelector=metadata.name==foo", Some("foo")),
        ("watch=1&fieldSelector=metadata.name%3Dfoo", Some("foo")),
        ("fieldSelector=status.phase=Running,metadata.name=foo", Some("foo")),
        ("fieldSelector=metadata.name=foo,metadata.name=bar", Some("bar")),
        ("fieldSelector=metadata.name=foo&limit=5&timeoutSeconds=7", Some("foo")),
        ("fieldSelector=metadata.name!=foo", None),
        ("fieldSelector=metadata.namespace=foo", None),
        ("fieldSelector=metadata.name=", None),
        ("fieldSelector=metadata.name=..", None),
        ("fieldSelector=metadata.name=a/b", None),
        ("fieldSelector=metadata.name=a%2525", None),
        ("fieldSelector=nonsense", None),
        ("fieldSelector=metadata.name=foo&limit=", None),
        ("fieldSelector=metadata.name=foo&timeoutSeconds=x", None),
        ("fieldSelector=metadata.name=foo&labelSelector=!!", None),
    ] {
        let expected = format!(
            "{} - pods ns {}",
            if query.starts_with("watch") { "watch" } else { "list" },
            name.unwrap_or("-")
        );
        assert_eq!(spelt(&format!("/api/v1/namespaces/ns/pods?{query}")), expected);
    }
}

#[test]
fn deprecated_prefixes_are_verbs() {
    for (target, expected) in [
        ("/api/v1/watch/pods", "watch - pods - -"),
        ("/api/v1/watch/namespaces/other/pods", "watch - pods other -"),
        ("/api/v1/watch/namespaces/other/pods/foo", "watch - pods other foo"),
        ("/api/v1/watch/namespaces/other", "watch - namespaces other other"),
        ("/api/v1/watch/pods?fieldSelector=metadata.name=foo", "watch - pods - -"),
        ("/apis/batch/v1/watch/jobs", "watch batch jobs - -"),
        ("/api/v1/proxy/namespaces/other/pods/foo/x", "proxy - pods other foo"),
        ("/api/v1/watch", "nothing"),
        ("/apis/batch/v1/proxy/", "nothing"),
    ] {
        assert_eq!(spelt(target), expected, "{target}");
    }
}

const WORDS: &str = "api|apis|v1|watch|proxy|namespaces|pods|status|[a-z]{1,3}";

proptest! {
    #[test]
    fn every_safe_path_asks_for_something(segments in prop::collection::vec(WORDS, 0..7)) {
        let is_resource = matches!(of(&format!("/{}", segments.join("/"))), Some(Attributes::Resource(_)));
        let words: Vec<&str> = segments.iter().map(String::as_str).collect();
        let below = match words.as_slice() {
            ["api", _, below @ ..] | ["apis", _, _, below @ ..] => below,
            _ => &[],
        };
        let is_prefix_alone = matches!(below, ["watch" | "proxy"] | ["watch" | "proxy", "watch", ..]);
        prop_assert_eq!(is_resource, !below.is_empty() && !is_prefix_alone);
    }
}
