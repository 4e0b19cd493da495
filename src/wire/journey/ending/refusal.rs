//! How far a request came that an API server, or somebody behind it, answered with an error.
//!
//! Source of the order: apiserver `pkg/server/config.go`, `DefaultBuildHandlerChain`: authentication, impersonation,
//! priority and fairness, authorization, and only then whatever needs etcd, a kubelet or another server.

use super::{Course, End, Ending, Extent};
use crate::{
    kube::failure::Failure,
    wire::{
        hop::Actor,
        journey::{
            answer::AnswerFacts,
            destination::Destination,
            proof::{Proof, Rule, Sign},
        },
    },
};

/// How a request ended that was answered with an error and did not end before the API server.
pub(super) fn of_error(course: Course<'_>, answer: &AnswerFacts) -> Ending {
    let found = behind(course, answer)
        .or_else(|| at_filters(course, answer))
        .unwrap_or_else(|| by_code(course, answer));
    let sign = if found.extent == Extent::BrokeBehind && found.end == End::OnwardFailed {
        Sign::DialError
    } else if answer.is_etcd_healthy == Some(false) {
        Sign::EtcdCheck
    } else if found.end == End::StorageTrouble {
        Sign::EtcdError
    } else if found.at == Actor::ExtensionApiServer && answer.audit_ids() > 1 {
        Sign::TwoAuditIds
    } else {
        Sign::Refusal
    };
    let exchange = answer.exchange;
    Ending {
        end: found.end,
        at: course.or_front(found.at),
        extent: found.extent,
        proof: Some(match found.rule {
            Some(rule) => Proof::Inferred { exchange, rule },
            None => Proof::Observed { exchange, sign },
        }),
    }
}

struct Found {
    end: End,
    at: Actor,
    extent: Extent,
    /// Set where the answer alone does not show it.
    rule: Option<Rule>,
}

fn found(end: End, at: Actor, extent: Extent) -> Found {
    Found {
        end,
        at,
        extent,
        rule: None,
    }
}

/// The API server refused, and asked nobody.
fn refused(end: End) -> Found {
    found(end, Actor::ApiServer, Extent::Arrived)
}

/// What an extension API server, a kubelet or a program answered, or why it could not be asked.
fn behind(course: Course<'_>, answer: &AnswerFacts) -> Option<Found> {
    let text = answer.text();
    let own_error = |at, rule| Found {
        rule,
        ..found(End::AnsweredWithError, at, Extent::Arrived)
    };
    match course.destination {
        Destination::Health if answer.is_etcd_healthy == Some(false) => {
            Some(found(End::StorageTrouble, Actor::ApiServer, Extent::BrokeBehind))
        }
        Destination::Extension if answer.audit_ids() > 1 => Some(own_error(Actor::ExtensionApiServer, None)),
        Destination::Extension if text == "service unavailable" => Some(refused(End::ExtensionUnavailable)),
        Destination::Kubelet { .. } if is_of_kubelet(text) => Some(own_error(Actor::Kubelet, Some(Rule::KubeletWords))),
        Destination::Program(_) if text.contains("no endpoints available") => Some(refused(End::NoEndpoints)),
        // An API server refuses with a Status; anything else under `…/proxy/` is the program's own.
        Destination::Program(_) if !answer.is_status() && !is_of_flow_control(answer) => {
            Some(own_error(course.last(), Some(Rule::ProgramAnswers)))
        }
        Destination::Extension | Destination::Kubelet { .. } | Destination::Program(_) if answer.dial().is_some() => {
            Some(found(End::OnwardFailed, Actor::ApiServer, Extent::BrokeBehind))
        }
        _ => None,
    }
}

/// What the filters say before anything is looked up.
fn at_filters(course: Course<'_>, answer: &AnswerFacts) -> Option<Found> {
    Some(refused(match answer.code? {
        401 => End::Unauthenticated,
        403 if course.is_impersonated && answer.text().contains("impersonate") => End::MayNotImpersonate,
        403 => End::Forbidden,
        429 if is_of_flow_control(answer) => End::Queued,
        _ => return None,
    }))
}

/// Priority and fairness refuses in plain text. Source: apiserver `pkg/server/filters/priority-and-fairness.go`.
fn is_of_flow_control(answer: &AnswerFacts) -> bool {
    matches!(answer.failure, Some(Failure::TooMany { .. }))
}

fn by_code(course: Course<'_>, answer: &AnswerFacts) -> Found {
    let text = answer.text();
    let at_least = |end| found(end, Actor::ApiServer, Extent::ArrivedAtLeast);
    match answer.code.unwrap_or_default() {
        404 if !answer.is_status() || text.starts_with("the server could not find the requested resource") => {
            refused(End::NotServed)
        }
        404 => match course.destination {
            Destination::Objects(_) => found(End::NotFound, course.last(), Extent::Arrived),
            Destination::Kubelet { .. } | Destination::Program(_) => refused(End::TargetNotFound),
            _ => refused(End::NotServed),
        },
        500 if is_failed_check(answer) => at_least(End::Unhealthy),
        410 => at_least(End::Expired),
        400..=499 if answer.code != Some(408) && answer.code != Some(429) => refused(End::NotValid),
        _ if is_of_etcd(text) && course.stops.contains(&Actor::Etcd) => {
            found(End::StorageTrouble, Actor::ApiServer, Extent::BrokeBehind)
        }
        408 | 504 => at_least(End::TimedOut),
        _ => at_least(End::ServerTrouble),
    }
}

/// A health check that failed names what failed, asked for or not: `[-]informer-sync failed: …`.
///
/// Source: apiserver `pkg/server/healthz/healthz.go`.
fn is_failed_check(answer: &AnswerFacts) -> bool {
    !answer.is_status() && answer.text().contains("[-]")
}

/// Errors of etcd's client. Source: etcd `api/v3rpc/rpctypes/error.go`, grpc-go's status errors.
fn is_of_etcd(text: &str) -> bool {
    text.contains("etcdserver:") || text.contains("rpc error:") || text.contains(":2379")
}

/// Whether a kubelet wrote the text of a refusal of a log, and not the API server before it asked one.
///
/// Source: kubernetes `pkg/kubelet/kubelet_pods.go`, `pkg/kubelet/server/server.go`; apiserver
/// `pkg/registry/generic/rest/response_checker.go`; kwok's log server.
fn is_of_kubelet(text: &str) -> bool {
    const WORDS: [&str; 8] = [
        "is waiting to start",
        "previous terminated container",
        "is terminated",
        "failed to read log file",
        "failed to try resolving symlinks",
        "log target not found",
        "unable to retrieve container logs",
        // What the API server appends to any other refusal of a kubelet's.
        "( pods/log ",
    ];
    WORDS.iter().any(|word| text.contains(word))
}
