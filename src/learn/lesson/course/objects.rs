//! The third lesson: a list, and one object.

use serde_json::Value;

use crate::{
    kube::request::IncludeObject,
    learn::{
        concept::Concept,
        lesson::{
            Lesson,
            mark::Place,
            need::{Need, in_namespace, object},
            question::{Asked, Choice, value, values},
            seen::{Seen, spelt, text},
            step::{Step, Until, notice},
        },
    },
};

pub(super) const LESSON: Lesson = Lesson {
    id: "objects",
    steps: &[TABLE, LIST, JOB, METADATA],
};

const TABLE: Step = Step {
    id: "objects/table",
    rows: &[],
    terms: &[Concept::Table, Concept::Representation],
    need: Need::Pods,
    ask: |subject| {
        let pods = in_namespace("/api/v1", subject.get("namespace"), "pods")?;
        Some(pods.with("limit", "10").table(IncludeObject::None))
    },
    until: Until::End,
    options: &["names", "table", "objects"],
    told: &["table"],
    outcome: |seen| match seen.text("/kind") {
        "Table" => Some("table"),
        kind if kind.ends_with("List") => Some("objects"),
        _ => None,
    },
    notices: &[
        notice("kind", |_| Some(Place::at("/kind"))),
        notice("columns", |seen| {
            Some(Place::Pointer(format!("/columnDefinitions/{}", status_column(seen)?)))
        }),
        notice("row", |_| Some(Place::at("/rows/0/cells"))),
    ],
    words: &[],
    quiz: |seen| {
        let column = status_column(seen)?;
        let heading = seen.text(&format!("/columnDefinitions/{column}/name"));
        let place = format!("/rows/0/cells/{column}");
        let others = seen
            .list("/rows")
            .iter()
            .map(|row| text(row, &format!("/cells/{column}")));
        let usual = ["Running", "Pending", "Completed", "CrashLoopBackOff"];
        let asked = Asked::new(Place::at(&place), value(seen.text(&place)), values(others.chain(usual)));
        Some(
            asked
                .about("row", seen.text("/rows/0/cells/0"))
                .about("column", heading),
        )
    },
};

/// Which column tells how a Pod is doing.
///
/// Source: kubernetes `pkg/printers/internalversion/printers.go`, the column definitions of Pods.
fn status_column(seen: &Seen<'_>) -> Option<usize> {
    seen.position("/columnDefinitions", |column| text(column, "/name") == "Status")
}

const LIST: Step = Step {
    id: "objects/list",
    rows: &[],
    terms: &[Concept::Collection, Concept::Object],
    need: Need::Pods,
    ask: |subject| Some(in_namespace("/api/v1", subject.get("namespace"), "pods")?.with("limit", "2")),
    until: Until::End,
    options: &["small", "medium", "large"],
    told: &["large"],
    outcome: |seen| match seen.answer.body.len() {
        _ if seen.list("/items").is_empty() => None,
        0..1_000 => Some("small"),
        1_000..4_000 => Some("medium"),
        _ => Some("large"),
    },
    notices: &[
        notice("kind", |_| Some(Place::at("/kind"))),
        notice("version", |_| Some(Place::at("/metadata/resourceVersion"))),
        notice("name", |_| Some(Place::at("/items/0/metadata/name"))),
        notice("managed", |_| Some(Place::at("/items/0/metadata/managedFields"))),
    ],
    words: &[],
    quiz: |seen| {
        let wrong = ["Pod", "Pods", "Table"];
        Some(Asked::new(Place::at("/kind"), value(seen.text("/kind")), values(wrong)))
    },
};

const JOB: Step = Step {
    id: "objects/job",
    rows: &[61],
    terms: &[Concept::Object, Concept::Condition],
    need: Need::Job,
    ask: |subject| object("/apis/batch/v1", subject.get("namespace"), "jobs", subject.get("name")),
    until: Until::End,
    options: &["same", "other", "hidden"],
    told: &["hidden"],
    outcome: |seen| (seen.is_a("Job") && seen.at("/metadata/managedFields").is_some()).then_some("hidden"),
    notices: &[
        notice("kind", |_| Some(Place::at("/apiVersion"))),
        notice("managed", |_| Some(Place::at("/metadata/managedFields"))),
        notice("spec", |_| Some(Place::at("/spec"))),
        notice("status", |_| Some(Place::at("/status"))),
    ],
    words: &["none"],
    quiz: |seen| {
        let ends = ["Complete", "Failed", "Suspended"];
        let holds = |end: &&str| condition(seen, end).is_some();
        let asked = match ends.iter().copied().find(holds) {
            Some(end) => {
                let wrong = ends.iter().copied().filter(|end| !holds(end)).map(value);
                Asked::new(condition(seen, end)?, value(end), wrong.chain([Choice::Word("none")]))
            }
            None => Asked::new(Place::at("/status"), Choice::Word("none"), ends.map(value)),
        };
        Some(asked)
    },
};

/// Where a condition stands that holds.
fn condition(seen: &Seen<'_>, wanted: &str) -> Option<Place> {
    let holds = |condition: &Value| text(condition, "/type") == wanted && text(condition, "/status") == "True";
    let at = seen.position("/status/conditions", holds)?;
    Some(Place::Pointer(format!("/status/conditions/{at}/type")))
}

const METADATA: Step = Step {
    id: "objects/metadata",
    rows: &[],
    terms: &[Concept::Uid, Concept::OwnerReferences],
    need: Need::OwnedPod,
    ask: |subject| object("/api/v1", subject.get("namespace"), "pods", subject.get("name")),
    until: Until::End,
    options: &["uid", "name", "address"],
    told: &["uid"],
    outcome: |seen| seen.at("/metadata/ownerReferences/0/uid").map(|_| "uid"),
    notices: &[
        notice("uid", |_| Some(Place::at("/metadata/uid"))),
        notice("version", |_| Some(Place::at("/metadata/resourceVersion"))),
        notice("owner", |_| Some(Place::at("/metadata/ownerReferences/0"))),
    ],
    words: &[],
    quiz: |seen| {
        let kind = |kind: &str, name: Option<&Value>| name.map(|name| format!("{kind} {}", spelt(name)));
        let owner = |field: &str| seen.text(&format!("/metadata/ownerReferences/0/{field}"));
        let wrong = [
            kind("Node", seen.at("/spec/nodeName")),
            kind("Namespace", seen.at("/metadata/namespace")),
            kind("ServiceAccount", seen.at("/spec/serviceAccountName")),
        ];
        Some(Asked::new(
            Place::at("/metadata/ownerReferences/0"),
            value(format!("{} {}", owner("kind"), owner("name"))),
            wrong.into_iter().flatten().map(value),
        ))
    },
};
