//! What is offered for which letters.

use super::*;
use crate::{
    dialect::testing::discovery,
    kube::{
        gvk::{GroupVersion, GroupVersionKind},
        resource::Scope,
    },
};

#[track_caller]
fn check(text: &str, first: &[&str]) {
    let found = suggest(text, &discovery(), 12);
    let addresses: Vec<&str> = found.iter().map(|suggestion| suggestion.address.as_str()).collect();
    assert_eq!(addresses.get(..first.len()), Some(first), "{text}: {addresses:?}");
}

#[test]
fn names_of_all_kinds_are_found() {
    check("po", &["/api/v1/pods"]);
    check("pods", &["/api/v1/pods", "/apis/metrics.k8s.io/v1beta1/pods"]);
    check("deploy", &["/apis/apps/v1/deployments"]);
    check(
        "hpa",
        &[
            "/apis/autoscaling/v2/horizontalpodautoscalers",
            "/apis/autoscaling/v1/horizontalpodautoscalers",
        ],
    );
    check("ReplicaS", &["/apis/apps/v1/replicasets"]);
    check("batch", &["/apis/batch"]);
    check("dpl", &["/apis/apps/v1/deployments"]);
    check("livez", &["/livez?verbose"]);
    check("openapi", &["/openapi/v3", "/openapi/v2"]);
    check("svc team-a", &["/api/v1/namespaces/team-a/services"]);
    check("no team-a", &[]);
}

#[test]
fn paths_are_completed_segment_by_segment() {
    check("/", &["/version", "/livez?verbose"]);
    check("/li", &["/livez?verbose"]);
    check("/api/", &["/api/v1"]);
    check("/apis/ba", &["/apis/batch"]);
    check("/apis/autoscaling/", &["/apis/autoscaling/v2", "/apis/autoscaling/v1"]);
    check("/apis/batch/v1/jo", &["/apis/batch/v1/jobs"]);
    check(
        "/apis/batch/v1/namespaces/a/",
        &[
            "/apis/batch/v1/namespaces/a/cronjobs",
            "/apis/batch/v1/namespaces/a/jobs",
        ],
    );
    check("/api/v1/namespaces/team-a/po", &["/api/v1/namespaces/team-a/pods"]);
    check(
        "/apis/batch/v1/namespaces/a/jobs/my-job/st",
        &["/apis/batch/v1/namespaces/a/jobs/my-job/status"],
    );
}

#[test]
fn nothing_dangerous_is_offered() {
    for text in [
        "/api/v1/namespaces/a/pods/web/",
        "/api/v1/nodes/n/",
        "/api/v1/namespaces/a/services/s/",
    ] {
        for suggestion in suggest(text, &discovery(), 50) {
            let path = suggestion.address.split('?').next().unwrap();
            assert_eq!(ApiPath::parse(path).unwrap().guard(), None, "{path}");
        }
    }
    for text in [
        "",
        " ",
        "//",
        "/../",
        "po ../x",
        "po a b",
        "\u{0}",
        "é",
        &"p".repeat(1000),
    ] {
        for suggestion in suggest(text, &discovery(), 50) {
            assert!(
                ApiPath::parse(suggestion.address.split('?').next().unwrap()).is_ok(),
                "{text}"
            );
        }
    }
}

#[test]
fn labels_have_the_spectrum() {
    let label = &suggest("jobs a", &discovery(), 1)[0].label;
    let pieces: Vec<(&str, Option<Part>)> = label.iter().map(|span| (span.text.as_str(), span.part)).collect();
    assert_eq!(
        pieces,
        [
            ("jobs", Some(Part::Resource)),
            (" ", None),
            ("batch", Some(Part::Group)),
            ("/", None),
            ("v1", Some(Part::Version)),
            (" ", None),
            ("a", Some(Part::Namespace))
        ]
    );
}

#[cfg(not(target_arch = "wasm32"))]
#[test]
fn a_key_stroke_costs_less_than_a_frame() {
    let group_version = GroupVersion::new("many.example.com", "v1");
    let resources = (0..1500)
        .map(|index| ApiResource {
            resource: group_version.resource(format!("thingummies{index}configurations")),
            singular: format!("thingummy{index}configuration"),
            kind: GroupVersionKind {
                group: String::new(),
                version: String::new(),
                kind: format!("Thingummy{index}Configuration"),
            },
            scope: Scope::Namespaced,
            verbs: vec!["list".into()],
            short_names: vec![format!("t{index}")],
            categories: vec![],
            subresources: vec![],
        })
        .collect();
    let mut discovery = discovery();
    discovery.groups.push(ApiGroup {
        name: group_version.group.clone(),
        versions: vec![crate::kube::discovery::ApiVersion {
            group_version,
            freshness: crate::kube::discovery::Freshness::Current,
            resources,
        }],
    });
    let start = std::time::Instant::now();
    for text in ["t", "th", "tcfg", "configuration", "t1499", "zz"] {
        suggest(text, &discovery, 12);
    }
    let each = start.elapsed() / 6;
    // Unoptimised code on a busy machine has to be given more.
    let limit = if cfg!(debug_assertions) { 100 } else { 16 };
    assert!(each.as_millis() < limit, "{each:?}");
}
