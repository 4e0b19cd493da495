//! Why the console believes that a hop is on the way of a request.

use super::{
    Case,
    answer::AnswerFacts,
    destination::{Destination, Place, Program, backing},
    ending::{End, sign_of_answer},
    proof::{Assumption, Proof, Rule, Sign},
    situation::Connection,
};
use crate::{
    kube::failure::Failure,
    wire::hop::{Actor, Evidence, Hop},
};

/// Why a hop is taken to be on the way.
pub(super) fn proof(case: Case<'_>, hop: &Hop) -> Proof {
    let found = match hop.to {
        Actor::KubectlProxy => kubectl_proxy(case),
        Actor::ReverseProxy => Some(reverse_proxy(case)),
        Actor::LoadBalancer => case.balancer.map(|balancer| balancer.proof),
        Actor::ApiServer => api_server(case, hop),
        Actor::Etcd => etcd(case),
        Actor::Kubelet => kubelet(case),
        Actor::ExtensionApiServer => extension(case),
        Actor::Pod | Actor::NodeProgram => program(case),
        _ => None,
    };
    found.unwrap_or_else(|| documented(hop))
}

/// The document behind a hop.
pub(super) fn documented(hop: &Hop) -> Proof {
    match hop.evidence {
        Evidence::Documented(source) => Proof::Documented(source),
        Evidence::Observable(_) => Proof::Address,
    }
}

fn observed(answer: &AnswerFacts, sign: Sign) -> Proof {
    let exchange = answer.exchange;
    Proof::Observed { exchange, sign }
}

fn inferred(answer: &AnswerFacts, rule: Rule) -> Proof {
    let exchange = answer.exchange;
    Proof::Inferred { exchange, rule }
}

/// The error of a connection that failed, where the request ended with it.
fn dial(case: Case<'_>) -> Option<Proof> {
    let answer = case.answer.filter(|_| case.ending.end == End::OnwardFailed)?;
    answer.dial().map(|_| observed(answer, Sign::DialError))
}

fn kubectl_proxy(case: Case<'_>) -> Option<Proof> {
    let own = case.answer.and_then(|answer| match &answer.failure {
        Some(Failure::Filtered) => Some(observed(answer, Sign::FilterRefusal)),
        Some(Failure::Proxy { .. }) => Some(observed(answer, Sign::ProxyError)),
        _ => None,
    });
    own.or(match case.situation.connection {
        Connection::KubectlProxy { filter } | Connection::ReverseProxy { filter: Some(filter) } => {
            Some(Proof::Observed {
                exchange: filter,
                sign: Sign::FilterRefusal,
            })
        }
        Connection::KubectlProxyAssumed => Some(Proof::Assumed(Assumption::KubectlProxy)),
        Connection::ReverseProxy { filter: None } | Connection::ApiServer | Connection::Recorded => None,
    })
}

fn reverse_proxy(case: Case<'_>) -> Proof {
    match case.answer.filter(|answer| answer.code.is_some()) {
        Some(answer) if answer.foreign_header().is_some() => observed(answer, Sign::ForeignHeader),
        Some(answer) => observed(answer, Sign::Answer),
        None => Proof::Address,
    }
}

fn api_server(case: Case<'_>, hop: &Hop) -> Option<Proof> {
    if let Some(answer) = case.answer {
        if answer.is_from_api_server() {
            return Some(observed(
                answer,
                if answer.audit_ids() > 0 {
                    sign_of_answer(answer)
                } else {
                    Sign::Refusal
                },
            ));
        }
        if hop.from == Actor::KubectlProxy
            && matches!(answer.failure, Some(Failure::Proxy { .. }))
            && answer.dial().is_some()
        {
            return Some(observed(answer, Sign::DialError));
        }
    }
    let version = case.situation.upstream.version.as_ref()?;
    Some(Proof::Inferred {
        exchange: version.exchange,
        rule: Rule::AnsweredBefore,
    })
}

fn etcd(case: Case<'_>) -> Option<Proof> {
    if let Some(answer) = case.answer {
        if answer.is_etcd_healthy.is_some() && *case.destination == Destination::Health {
            return Some(observed(answer, Sign::EtcdCheck));
        }
        if case.ending.end == End::StorageTrouble {
            return Some(observed(answer, Sign::EtcdError));
        }
    }
    match case.destination {
        // That it is etcd's at all rests on who serves the group, wherever that is not plain.
        Destination::Objects(read) => Some(match backing(case.request, case.situation, case.answer) {
            Some(backing) if !matches!(backing.proof, Proof::Documented(_)) => backing.proof,
            _ => Proof::Documented(read.source()),
        }),
        _ => None,
    }
}

fn kubelet(case: Case<'_>) -> Option<Proof> {
    let answered = case.answer.filter(|_| case.ending.at == Actor::Kubelet).map(|answer| {
        let rule = if case.ending.end == End::AnsweredWithError {
            Rule::KubeletWords
        } else {
            Rule::LogsFromKubelet
        };
        inferred(answer, rule)
    });
    let known = &case.situation.known;
    let pod = known.pod.as_ref().map(|seen| seen.exchange);
    let node = known.kubelet.as_ref().map(|seen| seen.exchange);
    dial(case).or(answered).or_else(|| {
        pod.or(node).map(|exchange| Proof::Inferred {
            exchange,
            rule: Rule::PodOnNode,
        })
    })
}

fn extension(case: Case<'_>) -> Option<Proof> {
    let backing = backing(case.request, case.situation, case.answer).map(|backing| backing.proof);
    // Two ids show more than an error could.
    match backing {
        Some(seen) if seen.is_observed() => Some(seen),
        other => dial(case).or(other),
    }
}

fn program(case: Case<'_>) -> Option<Proof> {
    let answered = case
        .answer
        .filter(|_| matches!(case.ending.at, Actor::Pod | Actor::NodeProgram))
        .map(|answer| inferred(answer, Rule::ProgramAnswers));
    let chosen = match case.destination {
        Destination::Program(Program {
            place: Place::Service, ..
        }) => case.situation.known.endpoints.as_ref(),
        _ => None,
    };
    dial(case).or(answered).or_else(|| {
        chosen.map(|seen| Proof::Inferred {
            exchange: seen.exchange,
            rule: Rule::ChosenEndpoint,
        })
    })
}
