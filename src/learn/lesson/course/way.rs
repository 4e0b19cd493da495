//! The seventh lesson: which way a request takes, and who answers it.

use super::{all_of, header, who_wrote};
use crate::{
    kube::{path::ApiPath, request::ApiRequest},
    learn::{
        concept::Concept,
        lesson::{
            Lesson,
            mark::Place,
            need::Need,
            question::{Asked, Choice, value, values},
            seen::text,
            step::{Step, Until, get, notice},
            subject::Subject,
        },
    },
};

pub(super) const LESSON: Lesson = Lesson {
    id: "way",
    steps: &[FILTER, LOG, AGGREGATED, UNAVAILABLE],
};

/// kubectl proxy's default filter refuses this path; anywhere else it is a harmless read of a `ConfigMap`.
///
/// Source: kubectl `pkg/proxy/proxy_server.go`, `DefaultPathRejectRE`.
const FILTER: Step = Step {
    id: "way/filter",
    rows: &[9, 10, 64],
    terms: &[Concept::KubectlProxy, Concept::TlsTermination],
    need: Need::Nothing,
    ask: |_| get("/api/v1/namespaces/pods/configmaps/exec"),
    until: Until::End,
    options: &["found", "server", "proxy"],
    told: &["proxy", "server", "found"],
    outcome: |seen| match (seen.header("audit-id"), seen.code()) {
        (Some(_), 200) => Some("found"),
        (Some(_), 403 | 404) => Some("server"),
        (None, 403) if seen.is_of_type("text/plain") => Some("proxy"),
        _ => None,
    },
    notices: &[
        notice("status", |_| Some(Place::StatusLine)),
        notice("type", |seen| header(seen, "content-type")),
        notice("body", all_of),
    ],
    words: &["server", "proxy", "browser"],
    quiz: |seen| Some(who_wrote(seen, &["browser"])),
};

const LOG: Step = Step {
    id: "way/log",
    rows: &[],
    terms: &[Concept::Kubelet, Concept::Subresource],
    need: Need::RunningPod,
    ask: |subject| {
        let (namespace, name) = (subject.get("namespace"), subject.get("name"));
        let path = ApiPath::from_segments(["api", "v1", "namespaces", namespace, "pods", name, "log"]).ok()?;
        let log = ApiRequest::get(path).with("container", subject.get("container"));
        Some(log.with("tailLines", "5"))
    },
    until: Until::End,
    options: &["text", "json", "link"],
    told: &["text"],
    outcome: |seen| {
        let is_text = seen.code() == 200 && seen.is_of_type("text/plain") && !seen.answer.body.is_empty();
        is_text.then_some("text")
    },
    notices: &[
        notice("type", |seen| header(seen, "content-type")),
        notice("audit", |seen| header(seen, "audit-id")),
        notice("line", |seen| seen.place_of_line("")),
    ],
    words: &["container", "server", "kubelet"],
    quiz: |seen| {
        let is_log = seen.code() == 200 && header(seen, "audit-id").is_some();
        let wrong = ["server", "kubelet"].map(Choice::Word);
        is_log.then(|| Asked::new(Place::Header("content-type"), Choice::Word("container"), wrong))
    },
};

const AGGREGATED: Step = Step {
    id: "way/aggregated",
    rows: &[],
    terms: &[Concept::AggregatedApi],
    need: Need::Aggregated,
    ask: version_of,
    until: Until::End,
    options: &["none", "one", "two"],
    told: &["one", "two"],
    outcome: |seen| match seen.header("audit-id").map(|ids| ids.split(',').count()) {
        _ if !seen.is_a("APIResourceList") => None,
        None => Some("none"),
        Some(1) => Some("one"),
        Some(_) => Some("two"),
    },
    notices: &[
        notice("audit", |seen| header(seen, "audit-id")),
        notice("version", |_| Some(Place::at("/groupVersion"))),
        notice("resource", |_| Some(Place::at("/resources/0/name"))),
    ],
    words: &[],
    quiz: |seen| {
        let is_there = |name: &str| seen.position("/resources", |it| text(it, "/name") == name).is_some();
        let wrong = ["pods", "jobs", "services", "nodes"]
            .into_iter()
            .filter(|name| !is_there(name));
        Some(Asked::new(
            Place::at("/resources/0/name"),
            value(seen.text("/resources/0/name")),
            values(wrong),
        ))
    },
};

const UNAVAILABLE: Step = Step {
    id: "way/unavailable",
    rows: &[],
    terms: &[Concept::AggregatedApi, Concept::StaleGroup],
    need: Need::Unavailable,
    ask: version_of,
    until: Until::End,
    options: &["missing", "unavailable", "empty"],
    told: &["unavailable"],
    outcome: |seen| match seen.code() {
        404 => Some("missing"),
        503 => Some("unavailable"),
        200 => Some("empty"),
        _ => None,
    },
    notices: &[
        notice("status", |_| Some(Place::StatusLine)),
        notice("body", all_of),
        notice("audit", |seen| header(seen, "audit-id")),
    ],
    words: &["server", "proxy", "extension"],
    quiz: |seen| Some(who_wrote(seen, &["extension"])),
};

/// The resources of a group's version.
fn version_of(subject: &Subject) -> Option<ApiRequest> {
    let path = ApiPath::from_segments(["apis", subject.get("group"), subject.get("version")]).ok()?;
    Some(ApiRequest::get(path))
}
