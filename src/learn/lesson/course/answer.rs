//! The first lesson: what answers here.

use super::header;
use crate::learn::{
    concept::Concept,
    lesson::{
        Lesson,
        mark::Place,
        need::Need,
        question::{Asked, Choice, value, values},
        seen::Seen,
        step::{Step, Until, get, notice},
    },
};

pub(super) const LESSON: Lesson = Lesson {
    id: "answer",
    steps: &[VERSION, API, HEALTH],
};

const VERSION: Step = Step {
    id: "answer/version",
    rows: &[1, 3, 9, 14, 56],
    terms: &[Concept::ApiServer, Concept::KubectlProxy, Concept::Kubeconfig],
    need: Need::Nothing,
    ask: |_| get("/version"),
    until: Until::End,
    options: &["page", "json", "login"],
    told: &["json"],
    outcome: |seen| (seen.code() == 200 && seen.at("/gitVersion").is_some()).then_some("json"),
    notices: &[
        notice("status", |_| Some(Place::StatusLine)),
        notice("type", |seen| header(seen, "content-type")),
        notice("git", |_| Some(Place::at("/gitVersion"))),
        notice("platform", |_| Some(Place::at("/platform"))),
    ],
    words: &[],
    quiz: |seen| {
        let oldest = format!(
            "v{}.{}",
            seen.text("/minCompatibilityMajor"),
            seen.text("/minCompatibilityMinor")
        );
        let wrong = [seen.text("/goVersion"), seen.text("/platform"), &oldest];
        Some(Asked::new(
            Place::at("/gitVersion"),
            value(seen.text("/gitVersion")),
            values(wrong.into_iter().filter(|text| *text != "v.")),
        ))
    },
};

const API: Step = Step {
    id: "answer/api",
    rows: &[16, 17],
    terms: &[Concept::Version, Concept::LoadBalancer],
    need: Need::Nothing,
    ask: |_| get("/api"),
    until: Until::End,
    options: &["many", "few", "one"],
    told: &["one"],
    outcome: |seen| match seen.list("/versions").len() {
        0 => None,
        1 => Some("one"),
        2..=5 => Some("few"),
        _ => Some("many"),
    },
    notices: &[
        notice("kind", |_| Some(Place::at("/kind"))),
        notice("versions", |_| Some(Place::at("/versions"))),
        notice("address", |_| Some(Place::at(ADDRESS))),
    ],
    words: &[],
    quiz: |seen| {
        let wrong = [
            "127.0.0.1:8001",
            seen.text("/serverAddressByClientCIDRs/0/clientCIDR"),
            "kubernetes.default.svc:443",
        ];
        Some(Asked::new(Place::at(ADDRESS), value(seen.text(ADDRESS)), values(wrong)))
    },
};

const ADDRESS: &str = "/serverAddressByClientCIDRs/0/serverAddress";

const HEALTH: Step = Step {
    id: "answer/health",
    rows: &[25],
    terms: &[Concept::ApiServer, Concept::Anonymous],
    need: Need::Nothing,
    ask: |_| Some(get("/livez")?.with("verbose", "")),
    until: Until::End,
    options: &["lines", "status", "json"],
    told: &["lines"],
    outcome: |seen| (seen.is_of_type("text/plain") && seen.line("[").is_some()).then_some("lines"),
    notices: &[
        notice("type", |seen| header(seen, "content-type")),
        notice("etcd", |seen| {
            seen.place_of_line("[+]etcd").or_else(|| seen.place_of_line("[-]etcd"))
        }),
        notice("audit", |seen| header(seen, "audit-id")),
    ],
    words: &[],
    quiz: |seen| Some(audited(seen)),
};

/// Asks for the one header that only API servers set. kubectl proxy's own answers have the others as well.
fn audited(seen: &Seen<'_>) -> Asked {
    let common = ["Content-Type", "Date", "Content-Length", "Transfer-Encoding"];
    let came = common.into_iter().filter(|name| seen.header(name).is_some());
    let wrong: Vec<Choice> = values(came);
    Asked::new(Place::Header("audit-id"), value("Audit-Id"), wrong)
}
