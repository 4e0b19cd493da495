//! The sixth lesson: who asks, and what they may do.

use super::header;
use crate::learn::{
    concept::Concept,
    lesson::{
        Lesson,
        mark::Place,
        need::{Need, as_account, as_account_with_groups, as_anonymous, in_namespace},
        question::{Asked, Choice, value, values},
        seen::{Seen, between, refuses_impersonation},
        step::{Step, Until, get, notice},
    },
};

pub(super) const LESSON: Lesson = Lesson {
    id: "identity",
    steps: &[ANONYMOUS, ACCOUNT, DISCOVERY, PODS],
};

const ANONYMOUS: Step = Step {
    id: "identity/anonymous",
    rows: &[18, 25, 26, 51],
    terms: &[Concept::Authentication, Concept::Anonymous, Concept::Impersonation],
    need: Need::Anonymous,
    ask: |_| get("/").map(as_anonymous),
    until: Until::End,
    options: &["allowed", "unauthorized", "forbidden"],
    told: &["forbidden"],
    outcome: by_code,
    notices: &[
        notice("status", |_| Some(Place::StatusLine)),
        notice("message", |_| Some(Place::at("/message"))),
        notice("audit", |seen| header(seen, "audit-id")),
    ],
    words: &[],
    quiz: |seen| {
        let wrong = ["nobody", "anonymous", "system:unauthenticated"];
        Some(Asked::new(Place::at("/message"), value(user(seen)?), values(wrong)))
    },
};

const ACCOUNT: Step = Step {
    id: "identity/account",
    rows: &[52],
    terms: &[Concept::ServiceAccount, Concept::Impersonation],
    need: Need::Account,
    ask: |_| get("/").map(as_account),
    until: Until::End,
    options: &["allowed", "forbidden", "unauthorized"],
    told: &["forbidden"],
    outcome: by_code,
    notices: &[
        notice("status", |_| Some(Place::StatusLine)),
        notice("reason", |_| Some(Place::at("/reason"))),
        notice("message", |_| Some(Place::at("/message"))),
    ],
    words: &[],
    quiz: |seen| {
        let wrong = ["default", "system:anonymous", "default/default"];
        Some(Asked::new(Place::at("/message"), value(user(seen)?), values(wrong)))
    },
};

const DISCOVERY: Step = Step {
    id: "identity/discovery",
    rows: &[23, 52],
    terms: &[Concept::Rbac, Concept::Authorization],
    need: Need::Account,
    ask: |_| get("/api").map(as_account_with_groups),
    until: Until::End,
    options: &["forbidden", "allowed"],
    told: &["allowed", "forbidden"],
    outcome: by_code,
    notices: &[
        notice("status", |_| Some(Place::StatusLine)),
        notice("kind", |_| Some(Place::at("/kind"))),
    ],
    words: &["known", "nobody", "admin", "closed"],
    quiz: |seen| {
        let (right, wrong) = match seen.code() {
            200 => ("known", "closed"),
            403 => ("closed", "known"),
            _ => return None,
        };
        let wrong = [wrong, "nobody", "admin"].map(Choice::Word);
        Some(Asked::new(Place::StatusLine, Choice::Word(right), wrong))
    },
};

const PODS: Step = Step {
    id: "identity/pods",
    rows: &[],
    terms: &[Concept::Authorization, Concept::Rbac, Concept::Verb],
    need: Need::Account,
    ask: |_| in_namespace("/api/v1", "default", "pods").map(as_account),
    until: Until::End,
    options: &["forbidden", "allowed", "empty"],
    told: &["forbidden"],
    outcome: by_code,
    notices: &[
        notice("reason", |_| Some(Place::at("/reason"))),
        notice("message", |_| Some(Place::at("/message"))),
        notice("details", |_| Some(Place::at("/details/kind"))),
    ],
    words: &[],
    quiz: |seen| {
        // Source: apiserver `pkg/endpoints/handlers/responsewriters/errors.go`, `forbiddenMessage`.
        let verb = between(seen.text("/message"), " cannot ", " resource ")?;
        let wrong = ["get", "read", "watch", "list"];
        Some(Asked::new(Place::at("/message"), value(verb), values(wrong)))
    },
};

/// What became of a request in somebody's name. A refusal to lend the name tells nothing about it.
fn by_code(seen: &Seen<'_>) -> Option<&'static str> {
    match seen.code() {
        200 => Some("allowed"),
        401 => Some("unauthorized"),
        403 if refuses_impersonation(seen.answer) => None,
        403 => Some("forbidden"),
        _ => None,
    }
}

/// The user whom a refusal names.
fn user<'s>(seen: &'s Seen<'_>) -> Option<&'s str> {
    between(seen.text("/message"), "User \"", "\"")
}
