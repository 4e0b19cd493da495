//! The second lesson: groups, versions and resources.

use serde_json::Value;

use crate::{
    kube::{
        path::ApiPath,
        request::{ACCEPT_JSON, ApiRequest},
    },
    learn::{
        concept::Concept,
        lesson::{
            Lesson,
            mark::Place,
            need::Need,
            question::{Asked, value, values},
            seen::{Seen, list, text},
            step::{Step, Until, get, notice},
        },
    },
};

pub(super) const LESSON: Lesson = Lesson {
    id: "discovery",
    steps: &[ROOT, VERSIONS, RESOURCES, CORE],
};

const ROOT: Step = Step {
    id: "discovery/root",
    rows: &[57, 58],
    terms: &[Concept::Discovery, Concept::ApiGroup, Concept::Version],
    need: Need::Nothing,
    ask: |_| get("/"),
    until: Until::End,
    options: &["ten", "hundred", "more"],
    told: &["hundred", "more"],
    outcome: |seen| match seen.list("/paths").len() {
        0 => None,
        1..=10 => Some("ten"),
        11..=100 => Some("hundred"),
        _ => Some("more"),
    },
    notices: &[
        notice("core", |seen| path(seen, "/api/v1")),
        notice("group", |seen| path(seen, "/apis/batch/v1")),
        notice("health", |seen| path(seen, "/livez")),
    ],
    words: &[],
    quiz: |seen| {
        let is_listed = |wanted: &str| seen.list("/paths").iter().any(|path| path.as_str() == Some(wanted));
        let wrong = ["/api/v1/pods", "/api/batch/v1", "/apis/v1/batch"];
        Some(Asked::new(
            path(seen, "/apis/batch/v1")?,
            value("/apis/batch/v1"),
            values(wrong.into_iter().filter(|path| !is_listed(path))),
        ))
    },
};

/// Where a path stands in the list of paths.
fn path(seen: &Seen<'_>, wanted: &str) -> Option<Place> {
    let at = seen.position("/paths", |path| path.as_str() == Some(wanted))?;
    Some(Place::Pointer(format!("/paths/{at}")))
}

const VERSIONS: Step = Step {
    id: "discovery/versions",
    rows: &[59],
    terms: &[Concept::Version, Concept::PreferredVersion],
    need: Need::Group,
    ask: |subject| {
        let path = ApiPath::from_segments(["apis", subject.get("group")]).ok()?;
        Some(ApiRequest::get(path).accept(ACCEPT_JSON))
    },
    until: Until::End,
    options: &["none", "first", "last"],
    told: &["first"],
    outcome: |seen| {
        let preferred = seen.text(PREFERRED);
        let versions = seen.list("/versions");
        let is = |version: Option<&Value>| version.is_some_and(|it| text(it, "/version") == preferred);
        match preferred {
            "" => Some("none"),
            _ if is(versions.first()) => Some("first"),
            _ if is(versions.last()) => Some("last"),
            _ => None,
        }
    },
    notices: &[
        notice("name", |_| Some(Place::at("/name"))),
        notice("versions", |_| Some(Place::at("/versions"))),
        notice("preferred", |_| Some(Place::at(PREFERRED))),
    ],
    words: &[],
    quiz: |seen| {
        let others = seen.list("/versions").iter().map(|version| text(version, "/version"));
        let plausible = ["v1beta1", "v3", "v1"];
        Some(Asked::new(
            Place::at(PREFERRED),
            value(seen.text(PREFERRED)),
            values(others.chain(plausible)),
        ))
    },
};

const PREFERRED: &str = "/preferredVersion/version";

const RESOURCES: Step = Step {
    id: "discovery/resources",
    rows: &[58, 60],
    terms: &[Concept::Resource, Concept::Kind, Concept::Verb],
    need: Need::Nothing,
    ask: |_| get("/apis/batch/v1"),
    until: Until::End,
    options: &["one", "two", "three"],
    told: &["three"],
    outcome: |seen| {
        let verbs = list(seen.at(&resource(seen, "jobs")?)?, "/verbs");
        let reads = ["get", "list", "watch"];
        match reads
            .iter()
            .filter(|verb| verbs.iter().any(|it| it.as_str() == Some(verb)))
            .count()
        {
            1 => Some("one"),
            2 => Some("two"),
            3 => Some("three"),
            _ => None,
        }
    },
    notices: &[
        notice("name", |seen| part(seen, "jobs", "name")),
        notice("kind", |seen| part(seen, "jobs", "kind")),
        notice("namespaced", |seen| part(seen, "jobs", "namespaced")),
        notice("verbs", |seen| part(seen, "jobs", "verbs")),
    ],
    words: &[],
    quiz: |seen| {
        let mut name = seen.list("/resources").iter().map(|it| text(it, "/name"));
        let subresource = name.rfind(|name| name.contains('/'))?;
        let kind = seen.text(&format!("{}/kind", resource(seen, "jobs")?));
        let wrong = ["jobs", kind, seen.text("/groupVersion")];
        Some(Asked::new(
            part(seen, subresource, "name")?,
            value(subresource),
            values(wrong),
        ))
    },
};

const CORE: Step = Step {
    id: "discovery/core",
    rows: &[62],
    terms: &[Concept::ApiGroup, Concept::Namespace, Concept::ClusterScoped],
    need: Need::Nothing,
    ask: |_| get("/api/v1"),
    until: Until::End,
    options: &["core", "kubernetes", "bare"],
    told: &["bare"],
    outcome: |seen| (seen.text("/groupVersion") == "v1").then_some("bare"),
    notices: &[
        notice("version", |_| Some(Place::at("/groupVersion"))),
        notice("nodes", |seen| part(seen, "nodes", "namespaced")),
        notice("log", |seen| part(seen, "pods/log", "name")),
        notice("proxy", |seen| part(seen, "services/proxy", "name")),
    ],
    words: &[],
    quiz: |seen| {
        let lives_in_namespaces = |name: &str| {
            let at = resource(seen, name)?;
            seen.at(&format!("{at}/namespaced"))?.as_bool()
        };
        let candidates = ["nodes", "namespaces", "persistentvolumes"];
        let right = candidates
            .into_iter()
            .find(|name| lives_in_namespaces(name) == Some(false))?;
        let wrong = ["pods", "services", "configmaps"];
        let wrong = wrong.into_iter().filter(|name| lives_in_namespaces(name) == Some(true));
        Some(Asked::new(
            part(seen, right, "namespaced")?,
            value(right),
            values(wrong),
        ))
    },
};

/// Where a resource stands in a list of resources.
fn resource(seen: &Seen<'_>, name: &str) -> Option<String> {
    let at = seen.position("/resources", |it| text(it, "/name") == name)?;
    Some(format!("/resources/{at}"))
}

/// Where a field of a resource stands.
fn part(seen: &Seen<'_>, name: &str, field: &str) -> Option<Place> {
    Some(Place::Pointer(format!("{}/{field}", resource(seen, name)?)))
}
