//! Remarks on what happens at the API server: who asks, what it logs, and where it reads objects.

use super::before::is_of_secrets;
use crate::{
    kube::path::Target,
    wire::journey::{
        Case, Stream,
        answer::AnswerFacts,
        destination::{Destination, Own, backing},
        ending::End,
        proof::{Assumption, Proof, Rule, Sign},
        read::Read,
        remark::{Note, Remark},
        sources,
    },
};

/// The API server ends watches after this many minutes at the soonest, and after twice as many at the latest.
///
/// Source: kube-apiserver `--min-request-timeout`, 1800 seconds by default.
const SOONEST_MINUTES: u32 = 30;

/// Remarks on the hop that ends at an API server.
pub(super) fn notes(case: Case<'_>) -> Vec<Note> {
    let mut notes = identity(case);
    if let Some(answer) = case.answer {
        notes.extend(headers(answer));
    }
    notes.push(Note::plain(
        Remark::WebhooksUnseen,
        Proof::Documented(sources::WEBHOOKS),
    ));
    notes.extend(answered_here(case));
    notes.extend(cut_early(case));
    notes
}

fn identity(case: Case<'_>) -> Vec<Note> {
    let mut notes = Vec::new();
    let head = &case.request.head;
    // Where the request asks in somebody else's name, a refusal names that one.
    let known = case.answer.and_then(|answer| Some((answer, answer.user()?)));
    if let Some((answer, user)) = known.filter(|(_, user)| head.impersonate_user.as_deref() != Some(user)) {
        let exchange = answer.exchange;
        let sign = Sign::Refusal;
        notes.push(Note::filled(
            Remark::KnownAs,
            &[("user", user)],
            Proof::Observed { exchange, sign },
        ));
    }
    let proof = match case.answer {
        Some(answer) if answer.is_success() && answer.is_from_api_server() => Proof::Inferred {
            exchange: answer.exchange,
            rule: Rule::MayImpersonate,
        },
        _ => Proof::Documented(sources::IMPERSONATION),
    };
    if let Some(user) = &head.impersonate_user {
        notes.push(Note::filled(Remark::Impersonates, &[("user", user)], proof));
    }
    if !head.impersonate_groups.is_empty() {
        let groups = head.impersonate_groups.join(", ");
        notes.push(Note::filled(Remark::ImpersonatesGroups, &[("groups", &groups)], proof));
    }
    notes
}

fn headers(answer: &AnswerFacts) -> Vec<Note> {
    let exchange = answer.exchange;
    // An extension API server sets its own beside it; they are the same, or the second is its.
    let first = |name| answer.header(name).and_then(|value| value.split(", ").next());
    let note = |name, remark, hole, sign| {
        first(name).map(|value| Note::filled(remark, &[(hole, value)], Proof::Observed { exchange, sign }))
    };
    [
        note("audit-id", Remark::AuditId, "id", Sign::AuditId),
        note(
            "x-kubernetes-pf-flowschema-uid",
            Remark::FlowSchema,
            "uid",
            Sign::FlowSchema,
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Where the API server has it from, if it asks nobody.
fn answered_here(case: Case<'_>) -> Vec<Note> {
    let documented = |remark, source| Note::plain(remark, Proof::Documented(source));
    match case.destination {
        Destination::Objects(read) => {
            let mut notes = Vec::new();
            if !read.asks_etcd() {
                notes.push(Note::plain(*read, Proof::Documented(read.source())));
            }
            if is_assumed_custom(case) {
                notes.push(Note::plain(
                    Remark::MayBeAggregated,
                    Proof::Assumed(Assumption::CustomResource),
                ));
            }
            notes
        }
        Destination::Itself(Own::ComponentStatuses) => {
            vec![documented(Remark::ComponentStatuses, sources::COMPONENT_STATUS)]
        }
        Destination::Itself(Own::UnscheduledLog) => vec![documented(Remark::NoNodeYet, sources::POD_STRATEGY)],
        Destination::Itself(Own::Discovery) if case.request.target() == Target::Groups => {
            vec![documented(Remark::DiscoveryKept, sources::AGGREGATED_DISCOVERY)]
        }
        _ => Vec::new(),
    }
}

fn is_assumed_custom(case: Case<'_>) -> bool {
    backing(case.request, case.situation, case.answer).is_some_and(|backing| matches!(backing.proof, Proof::Assumed(_)))
}

/// A watch that ended in order, but sooner than an API server ends one.
fn cut_early(case: Case<'_>) -> Option<Note> {
    let answer = case.answer.filter(|answer| !answer.is_open && answer.is_success())?;
    let is_whole = case.ending.end == End::Answered && case.stream == Some(Stream::Watch);
    let is_timed = case.request.query.get("timeoutSeconds").is_some();
    let minutes = answer.seconds? / 60;
    (is_whole && !is_timed && minutes < SOONEST_MINUTES).then(|| {
        Note::filled(
            Remark::CutEarly,
            &[("minutes", &minutes.to_string())],
            Proof::Inferred {
                exchange: answer.exchange,
                rule: Rule::CutEarly,
            },
        )
    })
}

/// Remarks on the hop to etcd.
pub(super) fn storage(case: Case<'_>) -> Vec<Note> {
    let mut notes = Vec::new();
    match case.destination {
        Destination::Objects(read) => notes.push(read_note(*read)),
        Destination::Health => notes.push(Note::plain(Remark::HealthAsksEtcd, Proof::Documented(sources::HEALTH))),
        _ => {}
    }
    if is_of_secrets(case) {
        notes.push(Note::plain(
            Remark::SecretsAtRest,
            Proof::Documented(sources::ENCRYPTION),
        ));
    }
    notes.push(Note::plain(
        Remark::StoreUnseen,
        Proof::Documented(sources::ETCD_ENDPOINT),
    ));
    notes
}

fn read_note(read: Read) -> Note {
    Note::plain(read, Proof::Documented(read.source()))
}
