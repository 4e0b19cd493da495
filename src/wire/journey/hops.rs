//! The hops of a request: from the page to an API server, and from there to whoever has what is asked for.

use super::{
    answer::AnswerFacts,
    balancer::Balancer,
    destination::{Destination, Place, Program},
    situation::{Connection, Situation, Trust},
    sources,
};
use crate::{
    kube::failure::Failure,
    wire::{
        hop::{Act, Actor, Certificate, Check, Credential, Hop, Identity, Scheme, Session, Source, Tls},
        variant::build::{hop, session},
    },
};

/// All hops, first to last.
pub(super) fn hops(
    situation: &Situation,
    destination: &Destination,
    balancer: Option<&Balancer>,
    answer: Option<&AnswerFacts>,
) -> Vec<Hop> {
    let acts = acts_at_api_server(destination);
    let mut hops = to_api_server(situation, balancer, answer, acts);
    hops.extend(onward(situation, destination));
    hops
}

/// Whether kubectl proxy is on the way although the page is not connected to it for certain: it answered itself.
fn has_answered(answer: Option<&AnswerFacts>) -> bool {
    answer.is_some_and(|answer| matches!(answer.failure, Some(Failure::Filtered | Failure::Proxy { .. })))
}

fn to_api_server(
    situation: &Situation,
    balancer: Option<&Balancer>,
    answer: Option<&AnswerFacts>,
    acts: &'static [Act],
) -> Vec<Hop> {
    match situation.connection {
        Connection::KubectlProxy { .. } | Connection::KubectlProxyAssumed => {
            let mut hops = vec![to_kubectl_proxy(Actor::Browser, sources::KUBECTL_SOURCE)];
            hops.extend(from_kubectl_proxy(balancer, acts));
            hops
        }
        Connection::Recorded => {
            let mut hops = vec![to_kubectl_proxy(Actor::Client, sources::RECORDING)];
            hops.extend(from_kubectl_proxy(balancer, acts));
            hops
        }
        Connection::ReverseProxy { filter } if filter.is_some() || has_answered(answer) => {
            let mut hops = vec![
                to_reverse_proxy(situation.origin.is_https),
                to_kubectl_proxy(Actor::ReverseProxy, sources::KUBECTL_SOURCE),
            ];
            hops.extend(from_kubectl_proxy(balancer, acts));
            hops
        }
        Connection::ReverseProxy { .. } => vec![
            to_reverse_proxy(situation.origin.is_https),
            over_tls(
                session(
                    Actor::ReverseProxy,
                    Actor::ApiServer,
                    Certificate::ApiServer,
                    Check::Unseen,
                ),
                Credential::Added(Identity::Unseen),
                acts,
                sources::CONTROLLING_ACCESS,
            ),
        ],
        Connection::ApiServer => vec![over_tls(
            session(Actor::Browser, Actor::ApiServer, Certificate::ApiServer, Check::Browser),
            Credential::None,
            acts,
            sources::FETCH,
        )],
    }
}

fn to_kubectl_proxy(from: Actor, source: Source) -> Hop {
    hop(
        (from, Actor::KubectlProxy),
        Scheme::Http,
        Tls::None,
        Credential::None,
        &[Act::Filters],
        source,
    )
}

fn to_reverse_proxy(is_https: bool) -> Hop {
    let inside = session(
        Actor::Browser,
        Actor::ReverseProxy,
        Certificate::ReverseProxy,
        Check::Browser,
    );
    let (scheme, tls) = if is_https {
        (Scheme::Https, Tls::Inside(inside))
    } else {
        (Scheme::Http, Tls::None)
    };
    hop(
        (Actor::Browser, Actor::ReverseProxy),
        scheme,
        tls,
        Credential::None,
        &[Act::PassesOn],
        sources::FETCH,
    )
}

fn from_kubectl_proxy(balancer: Option<&Balancer>, acts: &'static [Act]) -> Vec<Hop> {
    let added = Credential::Added(Identity::Kubeconfig);
    let to = |ended_by, shown| session(Actor::KubectlProxy, ended_by, shown, Check::KubeconfigCa);
    let through = to(Actor::ApiServer, Certificate::ApiServer);
    let leg =
        |ends, tls, credential, acts, source| hop(ends, Scheme::Https, Tls::Inside(tls), credential, acts, source);
    let to_balancer = (Actor::KubectlProxy, Actor::LoadBalancer);
    let from_balancer = (Actor::LoadBalancer, Actor::ApiServer);
    match balancer {
        None => vec![over_tls(through, added, acts, sources::CONTROLLING_ACCESS)],
        Some(Balancer { terminates: false, .. }) => vec![
            leg(
                to_balancer,
                through,
                added,
                &[Act::PicksApiServer],
                sources::HIGH_AVAILABILITY,
            ),
            leg(
                from_balancer,
                through,
                Credential::Untouched,
                acts,
                sources::HIGH_AVAILABILITY,
            ),
        ],
        Some(Balancer { terminates: true, .. }) => {
            let own = session(
                Actor::LoadBalancer,
                Actor::ApiServer,
                Certificate::ApiServer,
                Check::BalancerCa,
            );
            let source = sources::AUTHENTICATION_MECHANISMS;
            vec![
                leg(
                    to_balancer,
                    to(Actor::LoadBalancer, Certificate::LoadBalancer),
                    added,
                    &[Act::Reencrypts],
                    source,
                ),
                leg(from_balancer, own, Credential::HeadersOnly, acts, source),
            ]
        }
    }
}

/// A hop that is one whole TLS session.
fn over_tls(tls: Session, credential: Credential, acts: &'static [Act], source: Source) -> Hop {
    hop(
        (tls.opened_by, tls.ended_by),
        Scheme::Https,
        Tls::Inside(tls),
        credential,
        acts,
        source,
    )
}

fn acts_at_api_server(destination: &Destination) -> &'static [Act] {
    match destination {
        Destination::Itself(_) => &[Act::Admits, Act::AnswersItself],
        Destination::Objects(read) if read.is_from_cache() => &[Act::Admits, Act::AnswersFromCache],
        Destination::Program(Program {
            place: Place::Service, ..
        }) => &[Act::AdmitsProxying, Act::PicksEndpoint],
        Destination::Program(_) => &[Act::AdmitsProxying],
        Destination::Health | Destination::Objects(_) | Destination::Extension | Destination::Kubelet { .. } => {
            &[Act::Admits]
        }
    }
}

/// What the API server connects to, if it has to.
fn onward(situation: &Situation, destination: &Destination) -> Option<Hop> {
    let to = |ended_by, shown, check| session(Actor::ApiServer, ended_by, shown, check);
    match destination {
        Destination::Itself(_) => None,
        Destination::Objects(read) => read.asks_etcd().then(|| to_etcd(sources::PKI)),
        Destination::Health => Some(to_etcd(sources::HEALTH)),
        Destination::Extension => {
            let check = match super::destination::trust(situation) {
                Some(Trust::Skipped) => Check::Unchecked,
                Some(Trust::SystemRoots) => Check::SystemRoots,
                Some(Trust::CaBundle) | None => Check::CaBundle,
            };
            Some(over_tls(
                to(Actor::ExtensionApiServer, Certificate::ExtensionApiServer, check),
                Credential::Replaced(Identity::FrontProxy),
                &[Act::AdmitsFrontProxy],
                sources::AGGREGATION,
            ))
        }
        Destination::Kubelet { is_unchecked } => {
            let check = if *is_unchecked {
                Check::Unchecked
            } else {
                Check::KubeletCaIfSet
            };
            Some(over_tls(
                to(Actor::Kubelet, Certificate::Kubelet, check),
                Credential::Replaced(Identity::KubeletClient),
                &[Act::AdmitsApiServer],
                sources::CONTROL_PLANE_NODE,
            ))
        }
        Destination::Program(program) => Some(to_program(*program)),
    }
}

fn to_etcd(source: Source) -> Hop {
    hop(
        (Actor::ApiServer, Actor::Etcd),
        Scheme::Grpc,
        Tls::Inside(session(Actor::ApiServer, Actor::Etcd, Certificate::Etcd, Check::EtcdCa)),
        Credential::Replaced(Identity::EtcdClient),
        &[Act::AdmitsApiServer],
        source,
    )
}

fn to_program(program: Program) -> Hop {
    let (actor, source) = match program.place {
        Place::Pod => (Actor::Pod, sources::CONTROL_PLANE_NODE),
        Place::Service => (Actor::Pod, sources::SERVICE_REST),
        Place::Node => (Actor::NodeProgram, sources::NODE_STRATEGY),
    };
    if program.is_tls {
        let tls = session(Actor::ApiServer, actor, Certificate::Application, Check::Unchecked);
        over_tls(tls, Credential::Stripped, &[], source)
    } else {
        hop(
            (Actor::ApiServer, actor),
            Scheme::Http,
            Tls::None,
            Credential::Stripped,
            &[],
            source,
        )
    }
}
