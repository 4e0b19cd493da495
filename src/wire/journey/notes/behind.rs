//! Remarks on what the API server connects to: kubelets, extension API servers, programs.

use crate::{
    kube::path::Target,
    wire::journey::{
        Case,
        destination::{Destination, Place, Program},
        ending::End,
        proof::{Proof, Rule, Sign},
        remark::{Note, Remark},
        situation::ServiceReference,
        sources,
    },
};

fn body(exchange: u32) -> Proof {
    let sign = Sign::Body;
    Proof::Observed { exchange, sign }
}

fn documented(remark: Remark, source: crate::wire::hop::Source) -> Note {
    Note::plain(remark, Proof::Documented(source))
}

/// The address that the API server could not connect to.
fn dialed(case: Case<'_>) -> Option<Note> {
    let answer = case.answer.filter(|_| case.ending.end == End::OnwardFailed)?;
    let address = answer.dial()?.address?;
    let exchange = answer.exchange;
    let sign = Sign::DialError;
    Some(Note::filled(
        Remark::DialedOnward,
        &[("address", &address)],
        Proof::Observed { exchange, sign },
    ))
}

/// Remarks on the hop to a kubelet.
pub(super) fn kubelet(case: Case<'_>) -> Vec<Note> {
    let known = &case.situation.known;
    let mut notes = vec![documented(Remark::LooksUpPod, sources::POD_STRATEGY)];
    if let Some((seen, node)) = known
        .pod
        .as_ref()
        .and_then(|seen| Some((seen, seen.value.node.as_ref()?)))
    {
        notes.push(Note::filled(Remark::PodOnNode, &[("node", node)], body(seen.exchange)));
    }
    notes.push(match &known.kubelet {
        Some(seen) => {
            let endpoint = &seen.value;
            let address = match &endpoint.address {
                Some(host) if host.contains(':') => format!("[{host}]:{}", endpoint.port),
                Some(host) => format!("{host}:{}", endpoint.port),
                None => endpoint.port.to_string(),
            };
            Note::filled(
                Remark::KubeletAt,
                &[("address", &address), ("node", &endpoint.node)],
                body(seen.exchange),
            )
        }
        None => documented(Remark::KubeletPort, sources::KUBELET_CLIENT),
    });
    notes.extend(kubelet_path(case));
    if *case.destination == (Destination::Kubelet { is_unchecked: true }) {
        notes.push(Note::plain(Remark::CheckSwitchedOff, Proof::Address));
    }
    notes.extend(dialed(case));
    notes.push(documented(Remark::KubeletAsksBack, sources::KUBELET_AUTH));
    notes.push(documented(Remark::TunnelUnseen, sources::CONTROL_PLANE_NODE));
    notes
}

/// What the kubelet is asked for. Source: kubernetes `pkg/registry/core/pod/strategy.go`, `LogLocation`.
fn kubelet_path(case: Case<'_>) -> Option<Note> {
    let Target::Subresource {
        namespace,
        name,
        subresource,
        ..
    } = case.request.target()
    else {
        return None;
    };
    if subresource != "log" {
        return None;
    }
    let container = case
        .request
        .query
        .get("container")
        .filter(|container| !container.is_empty())
        .unwrap_or_else(|| "…".to_owned());
    let path = format!("/containerLogs/{}/{name}/{container}", namespace.unwrap_or_default());
    Some(Note::filled(
        Remark::KubeletPath,
        &[("path", &path)],
        Proof::Documented(sources::POD_STRATEGY),
    ))
}

/// Remarks on the hop to an extension API server.
pub(super) fn extension(case: Case<'_>) -> Vec<Note> {
    let mut notes = Vec::new();
    match &case.situation.known.api_service {
        Some(seen) => {
            if let Some(service) = &seen.value.service {
                notes.extend(service_notes(service, seen.exchange));
                notes.push(Note::plain(seen.value.trust, body(seen.exchange)));
            }
            if let Some(availability) = seen.value.availability.as_ref().filter(|it| !it.is_available) {
                notes.push(Note::filled(
                    Remark::Unavailable,
                    &[("reason", &availability.reason)],
                    body(seen.exchange),
                ));
            }
        }
        None => notes.push(documented(Remark::TrustUnseen, sources::API_SERVICE)),
    }
    if case.request.target() == Target::NonResource {
        notes.push(documented(Remark::SchemaForwarded, sources::AGGREGATED_OPENAPI));
    }
    if let Some(user) = &case.request.head.impersonate_user {
        notes.push(Note::filled(
            Remark::RemoteUser,
            &[("user", user)],
            Proof::Documented(sources::AGGREGATOR),
        ));
    }
    notes.extend(dialed(case));
    notes.push(documented(Remark::ServiceRouted, sources::AGGREGATION));
    notes.push(documented(Remark::ExtensionAsksBack, sources::AGGREGATION));
    notes.push(documented(Remark::ExtensionStoreUnseen, sources::CUSTOM_RESOURCES));
    notes.push(documented(Remark::TunnelUnseen, sources::CONTROL_PLANE_NODE));
    notes
}

fn service_notes(service: &ServiceReference, exchange: u32) -> [Note; 2] {
    let ServiceReference { namespace, name, port } = service;
    let rule = Rule::ServiceServes;
    [
        Note::filled(
            Remark::ServiceBehind,
            &[("service", &format!("{namespace}/{name}:{port}"))],
            body(exchange),
        ),
        Note::filled(
            Remark::CertificateName,
            &[("name", &format!("{name}.{namespace}.svc"))],
            Proof::Inferred { exchange, rule },
        ),
    ]
}

/// Remarks on the hop to a program behind `…/proxy/`.
pub(super) fn program(case: Case<'_>) -> Vec<Note> {
    let known = &case.situation.known;
    let mut notes = Vec::new();
    match case.destination {
        Destination::Program(Program { place: Place::Pod, .. }) => {
            if let Some((seen, ip)) = known
                .pod
                .as_ref()
                .and_then(|seen| Some((seen, seen.value.ip.as_ref()?)))
            {
                notes.push(Note::filled(Remark::PodAt, &[("address", ip)], body(seen.exchange)));
            }
            if !names_port(case) {
                notes.push(documented(Remark::DefaultPort, sources::POD_STRATEGY));
            }
        }
        Destination::Program(Program {
            place: Place::Service, ..
        }) => {
            if let Some(seen) = &known.endpoints {
                notes.push(Note::filled(
                    Remark::ReadyEndpoints,
                    &[("count", &seen.value.ready_pods.to_string())],
                    body(seen.exchange),
                ));
            }
            notes.push(documented(Remark::NoClusterIp, sources::SERVICE_REST));
        }
        _ => {}
    }
    notes.extend(dialed(case));
    notes.push(documented(Remark::AnswerRewritten, sources::PROXY_TRANSPORT));
    notes.push(documented(Remark::SameOrigin, sources::KUBECTL_CONVENTIONS));
    notes.push(documented(Remark::TunnelUnseen, sources::CONTROL_PLANE_NODE));
    notes
}

fn names_port(case: Case<'_>) -> bool {
    matches!(case.request.target(), Target::Subresource { name, .. } if name.contains(':'))
}
