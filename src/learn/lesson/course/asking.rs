//! The fourth lesson: asking for exactly what is wanted.

use super::header;
use crate::{
    kube::request::{ACCEPT_YAML, IncludeObject},
    learn::{
        concept::Concept,
        lesson::{
            Lesson,
            mark::Place,
            need::{Need, in_namespace, object},
            question::{Asked, value, values},
            seen::spelt,
            step::{Step, Until, notice},
        },
    },
};

pub(super) const LESSON: Lesson = Lesson {
    id: "asking",
    steps: &[LABELS, CHUNKS, FIELDS, YAML],
};

const LABELS: Step = Step {
    id: "asking/labels",
    rows: &[],
    terms: &[Concept::Label, Concept::LabelSelector],
    need: Need::LabelledPods,
    ask: |subject| {
        let pods = in_namespace("/api/v1", subject.get("namespace"), "pods")?;
        let some = pods.with("labelSelector", subject.get("label")).with("limit", "50");
        Some(some.table(IncludeObject::None))
    },
    until: Until::End,
    options: &["marked", "some", "first"],
    told: &["some"],
    outcome: |seen| (!seen.list("/rows").is_empty()).then_some("some"),
    notices: &[
        notice("row", |_| Some(Place::at("/rows/0/cells/0"))),
        notice("version", |_| Some(Place::at("/metadata/resourceVersion"))),
    ],
    words: &[],
    quiz: |seen| {
        let count = seen.list("/rows").len();
        let wrong = [count + 1, count.saturating_sub(1)].map(|number| number.to_string());
        let wrong = wrong.iter().map(String::as_str).chain([seen.subject.get("total")]);
        Some(Asked::new(
            Place::at("/rows"),
            value(count.to_string()),
            values(wrong.filter(|number| *number != "0")),
        ))
    },
};

const CHUNKS: Step = Step {
    id: "asking/chunks",
    rows: &[],
    terms: &[Concept::Chunk],
    need: Need::Pods,
    ask: |subject| {
        let pods = in_namespace("/api/v1", subject.get("namespace"), "pods")?;
        Some(pods.with("limit", "2").table(IncludeObject::None))
    },
    until: Until::End,
    options: &["token", "page", "nothing"],
    told: &["token"],
    outcome: |seen| {
        let has_token = !seen.text("/metadata/continue").is_empty();
        if seen.list("/rows").is_empty() {
            return None;
        }
        Some(if has_token { "token" } else { "nothing" })
    },
    notices: &[
        notice("token", |_| Some(Place::at("/metadata/continue"))),
        notice("rest", |_| Some(Place::at(REMAINING))),
        notice("version", |_| Some(Place::at("/metadata/resourceVersion"))),
    ],
    words: &[],
    quiz: |seen| {
        let rest = seen.at(REMAINING)?.as_u64()?;
        let shown = seen.list("/rows").len() as u64;
        let wrong = [shown, rest + shown, rest + 1].map(|number| number.to_string());
        Some(Asked::new(
            Place::at(REMAINING),
            value(rest.to_string()),
            wrong.into_iter().map(value),
        ))
    },
};

const REMAINING: &str = "/metadata/remainingItemCount";

const FIELDS: Step = Step {
    id: "asking/fields",
    rows: &[],
    terms: &[Concept::FieldSelector],
    need: Need::RunningPod,
    ask: |subject| {
        let pods = in_namespace("/api/v1", subject.get("namespace"), "pods")?;
        Some(pods.with("fieldSelector", "status.phase=Running").with("limit", "1"))
    },
    until: Until::End,
    options: &["exact", "estimate", "missing"],
    told: &["missing"],
    outcome: |seen| {
        let is_there = seen.at(REMAINING).is_some();
        let outcome = if is_there { "exact" } else { "missing" };
        (!seen.list("/items").is_empty()).then_some(outcome)
    },
    notices: &[
        notice("phase", |_| Some(Place::at("/items/0/status/phase"))),
        notice("node", |_| Some(Place::at(NODE))),
        notice("metadata", |_| Some(Place::at("/metadata"))),
    ],
    words: &[],
    quiz: |seen| {
        let wrong = [
            "/items/0/status/hostIP",
            "/items/0/metadata/name",
            "/items/0/spec/serviceAccountName",
        ];
        let wrong = wrong
            .into_iter()
            .filter_map(|pointer| seen.at(pointer))
            .map(spelt)
            .map(value);
        let asked = Asked::new(Place::at(NODE), value(seen.text(NODE)), wrong);
        Some(asked.about("pod", seen.text("/items/0/metadata/name")))
    },
};

const NODE: &str = "/items/0/spec/nodeName";

const YAML: Step = Step {
    id: "asking/yaml",
    rows: &[],
    terms: &[Concept::Representation],
    need: Need::Job,
    ask: |subject| {
        let job = object("/apis/batch/v1", subject.get("namespace"), "jobs", subject.get("name"))?;
        Some(job.accept(ACCEPT_YAML))
    },
    until: Until::End,
    options: &["json", "yaml", "refused"],
    told: &["yaml"],
    outcome: |seen| {
        if seen.is_of_type(ACCEPT_YAML) && seen.code() == 200 {
            Some("yaml")
        } else {
            seen.is_a("Job").then_some("json")
        }
    },
    notices: &[
        notice("type", |seen| header(seen, "content-type")),
        notice("first", |seen| seen.place_of_line("apiVersion:")),
        notice("status", |seen| seen.place_of_line("status:")),
    ],
    words: &[],
    quiz: |seen| {
        let (right, place) = seen.line("kind:")?;
        let wrong = ["\"kind\": \"Job\"", "kind = Job", "[kind] Job"];
        Some(Asked::new(place, value(right), values(wrong)))
    },
};
