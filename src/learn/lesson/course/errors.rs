//! The fifth lesson: what errors teach.

use super::{all_of, header, who_wrote};
use crate::learn::{
    concept::Concept,
    lesson::{
        Lesson,
        mark::Place,
        need::{Need, in_namespace, object},
        question::{Asked, value, values},
        seen::between,
        step::{Step, Until, get, notice},
    },
};

pub(super) const LESSON: Lesson = Lesson {
    id: "errors",
    steps: &[OBJECT, GROUP, SELECTOR, DEPRECATED],
};

const OBJECT: Step = Step {
    id: "errors/object",
    rows: &[],
    terms: &[Concept::Status],
    need: Need::Nothing,
    ask: |_| object("/api/v1", "default", "pods", "no-such-pod"),
    until: Until::End,
    options: &["status", "empty", "page"],
    told: &["status"],
    outcome: |seen| (seen.code() == 404 && seen.is_a("Status")).then_some("status"),
    notices: &[
        notice("status", |_| Some(Place::StatusLine)),
        notice("kind", |_| Some(Place::at("/kind"))),
        notice("message", |_| Some(Place::at("/message"))),
        notice("details", |_| Some(Place::at("/details"))),
    ],
    words: &[],
    quiz: |seen| {
        let wrong = ["/status", "/details/kind", "/details/name"].map(|pointer| seen.text(pointer));
        Some(Asked::new(
            Place::at("/reason"),
            value(seen.text("/reason")),
            values(wrong),
        ))
    },
};

const GROUP: Step = Step {
    id: "errors/group",
    rows: &[],
    terms: &[Concept::ApiGroup, Concept::CustomResource],
    need: Need::Nothing,
    ask: |_| get("/apis/no-such-group.example.com/v1"),
    until: Until::End,
    options: &["status", "text", "redirect"],
    told: &["text", "status"],
    outcome: |seen| match seen.code() {
        404 if seen.is_a("Status") => Some("status"),
        404 if seen.is_of_type("text/plain") => Some("text"),
        _ => None,
    },
    notices: &[
        notice("status", |_| Some(Place::StatusLine)),
        notice("type", |seen| header(seen, "content-type")),
        notice("body", all_of),
        notice("audit", |seen| header(seen, "audit-id")),
    ],
    words: &["server", "proxy", "browser"],
    quiz: |seen| Some(who_wrote(seen, &["browser"])),
};

const SELECTOR: Step = Step {
    id: "errors/selector",
    rows: &[],
    terms: &[Concept::FieldSelector, Concept::Status],
    need: Need::Nothing,
    ask: |_| Some(in_namespace("/api/v1", "default", "pods")?.with("fieldSelector", "spec.foo=1")),
    until: Until::End,
    options: &["ignored", "refused", "nothing"],
    told: &["refused"],
    outcome: |seen| match seen.code() {
        400 if seen.is_a("Status") => Some("refused"),
        200 if seen.list("/items").is_empty() => Some("nothing"),
        200 => Some("ignored"),
        _ => None,
    },
    notices: &[
        notice("status", |_| Some(Place::StatusLine)),
        notice("reason", |_| Some(Place::at("/reason"))),
        notice("message", |_| Some(Place::at("/message"))),
    ],
    words: &[],
    quiz: |seen| {
        // Source: kubernetes `pkg/apis/core/v1/conversion.go`, `field label not supported: …`.
        let (_, named) = seen.text("/message").rsplit_once(": ")?;
        let wrong = ["default", "pods", "fieldSelector"];
        Some(Asked::new(Place::at("/message"), value(named), values(wrong)))
    },
};

const DEPRECATED: Step = Step {
    id: "errors/deprecated",
    rows: &[],
    terms: &[Concept::Warning, Concept::EndpointSlice],
    need: Need::Nothing,
    ask: |_| object("/api/v1", "default", "endpoints", "kubernetes"),
    until: Until::End,
    options: &["warned", "silent", "moved"],
    told: &["warned"],
    outcome: |seen| match seen.code() {
        200 if seen.header("warning").is_some() => Some("warned"),
        200 => Some("silent"),
        301..=308 => Some("moved"),
        _ => None,
    },
    notices: &[
        notice("status", |_| Some(Place::StatusLine)),
        notice("warning", |seen| header(seen, "warning")),
        notice("subsets", |_| Some(Place::at("/subsets"))),
    ],
    words: &[],
    quiz: |seen| {
        // Source: apiserver `pkg/endpoints/deprecation/deprecation.go`: "… is deprecated in …; use GROUP/VERSION KIND".
        let warnings = seen.answer.warnings();
        let warning = warnings.first()?;
        let (_, instead) = warning.split_once("use ")?;
        let deprecated = warning.split_once(" is ").map_or("", |(what, _)| what);
        let since = between(warning, " in ", ";").unwrap_or_default();
        let wrong = [deprecated, "v1 Service", since];
        Some(Asked::new(Place::Header("warning"), value(instead), values(wrong)))
    },
};
