//! Remarks on the hops between the page and the API servers.

use crate::{
    kube::gvk::GroupVersionResource,
    wire::{
        hop::{Actor, Exposure, Hop},
        journey::{
            Case,
            answer::HttpVersion,
            destination::Destination,
            proof::{Proof, Rule, Sign},
            remark::{Note, Remark},
            situation::{Connection, Seen},
            sources,
        },
    },
};

/// Remarks on the hop that starts at the page.
pub(super) fn first_hop(case: Case<'_>, hop: &Hop) -> Vec<Note> {
    let origin = &case.situation.origin;
    let mut notes = Vec::new();
    if hop.from == Actor::Client {
        return vec![Note::plain(
            Remark::FromRecording,
            Proof::Documented(sources::RECORDING),
        )];
    }
    if hop.exposure() == Exposure::PlainText {
        let remark = if origin.is_loopback() {
            Remark::PlainLoopback
        } else {
            Remark::PlainNetwork
        };
        notes.push(Note::filled(remark, &[("host", &origin.host)], Proof::Address));
        if is_of_secrets(case) {
            notes.push(Note::plain(Remark::SecretsInPlain, Proof::Address));
        }
    }
    match case.situation.connection {
        Connection::ReverseProxy { filter: None } => {
            notes.push(Note::plain(
                Remark::IdentityAddedHere,
                Proof::Documented(sources::FETCH),
            ));
        }
        Connection::ApiServer => {
            notes.push(Note::plain(
                Remark::NoClientCertificate,
                Proof::Documented(sources::FETCH),
            ));
        }
        _ => {}
    }
    notes.extend(version(case));
    notes.extend(revalidated(case));
    notes
}

/// Whether the request names Secrets.
pub(super) fn is_of_secrets(case: Case<'_>) -> bool {
    case.request
        .target()
        .resource()
        .is_some_and(GroupVersionResource::is_secrets)
}

fn version(case: Case<'_>) -> Vec<Note> {
    let seen = case.answer.and_then(|answer| {
        let exchange = answer.exchange;
        let sign = Sign::HttpVersion;
        answer
            .version
            .map(|version| (version, Proof::Observed { exchange, sign }))
    });
    let mut notes = Vec::new();
    if let Some((version, proof)) = seen {
        notes.push(Note::filled(
            Remark::SpokenVersion,
            &[("version", version.name())],
            proof,
        ));
    }
    // kubectl proxy speaks nothing newer.
    let is_kubectl_proxy = matches!(
        case.situation.connection,
        Connection::KubectlProxy { .. } | Connection::KubectlProxyAssumed
    );
    let holds = match seen {
        Some((HttpVersion::Http11, proof)) => Some(proof),
        None if is_kubectl_proxy => Some(Proof::Documented(sources::HTTP1_LIMIT)),
        _ => None,
    };
    if let Some(proof) = holds.filter(|_| case.stream.is_some()) {
        notes.push(Note::plain(Remark::HoldsConnection, proof));
    }
    notes
}

/// Discovery and schemas are the only answers that the browser keeps.
fn revalidated(case: Case<'_>) -> Option<Note> {
    let answer = case
        .answer
        .filter(|answer| answer.code == Some(304) || case.request.may_be_cached() && answer.header("etag").is_some())?;
    let exchange = answer.exchange;
    Some(Note::plain(
        Remark::Revalidated,
        Proof::Observed {
            exchange,
            sign: Sign::Validator,
        },
    ))
}

/// Remarks on the way from the last proxy to an API server, and on what may stand between them.
pub(super) fn addresses(case: Case<'_>) -> Vec<Note> {
    let mut notes = Vec::new();
    let upstream = &case.situation.upstream;
    if !matches!(case.situation.connection, Connection::ApiServer) {
        notes.push(Note::plain(
            Remark::UpstreamUnseen,
            Proof::Documented(sources::CONTROLLING_ACCESS),
        ));
    }
    notes.extend(dialed(case));
    let body = |seen: &Seen<String>, remark| {
        let exchange = seen.exchange;
        let sign = Sign::Body;
        Note::filled(remark, &[("address", &seen.value)], Proof::Observed { exchange, sign })
    };
    notes.extend(
        upstream
            .announced
            .as_ref()
            .map(|seen| body(seen, Remark::AnnouncedAddress)),
    );
    notes.extend(
        upstream
            .advertised
            .as_ref()
            .map(|seen| body(seen, Remark::AdvertisedAddress)),
    );
    if let Some(seen) = &upstream.servers {
        let exchange = seen.exchange;
        let sign = Sign::Body;
        notes.push(Note::filled(
            Remark::ServerAddresses,
            &[("addresses", &seen.value.join(", "))],
            Proof::Observed { exchange, sign },
        ));
        if seen.value.len() > 1 {
            let rule = Rule::SeveralServers;
            notes.push(Note::filled(
                Remark::SeveralServers,
                &[("count", &seen.value.len().to_string())],
                Proof::Inferred { exchange, rule },
            ));
        }
    }
    if case.balancer.is_none() {
        notes.push(Note::plain(
            Remark::BalancerUnseen,
            Proof::Documented(sources::HIGH_AVAILABILITY),
        ));
    }
    notes.extend(foreign_header(case));
    notes
}

/// Where kubectl proxy connects to, from its own error or from that of an earlier request.
fn dialed(case: Case<'_>) -> Option<Note> {
    let own = case
        .answer
        .filter(|answer| !answer.is_from_api_server())
        .and_then(|answer| {
            Some(Seen {
                value: answer.dial()?.address?,
                exchange: answer.exchange,
            })
        });
    let seen = own.or_else(|| case.situation.upstream.dialed.clone())?;
    let exchange = seen.exchange;
    let sign = Sign::DialError;
    Some(Note::filled(
        Remark::DialedAddress,
        &[("address", &seen.value)],
        Proof::Observed { exchange, sign },
    ))
}

/// A program behind `…/proxy/` and an extension API server set such headers themselves.
fn foreign_header(case: Case<'_>) -> Option<Note> {
    if matches!(case.destination, Destination::Program(_) | Destination::Extension) {
        return None;
    }
    let answer = case.answer?;
    let (name, value) = answer.foreign_header()?;
    let exchange = answer.exchange;
    let sign = Sign::ForeignHeader;
    Some(Note::filled(
        Remark::ForeignHeader,
        &[("name", name), ("value", value)],
        Proof::Observed { exchange, sign },
    ))
}
