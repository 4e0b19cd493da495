//! Whether something stands between kubectl proxy and the API servers, as far as addresses and headers give it away.

use super::{
    answer::AnswerFacts,
    destination::Destination,
    proof::{Proof, Rule, Sign},
    situation::{Connection, Seen, Situation, host_of, is_ip, is_loopback},
};
use crate::kube::failure::Failure;

/// What stands before the API servers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Balancer {
    /// Whether it reads HTTP, and so terminates TLS.
    pub(super) terminates: bool,
    /// Why the console believes that it is there.
    pub(super) proof: Proof,
}

/// What stands before the API servers, if anything gives it away.
///
/// Only an address that clients use, that is an IP, and that no API server has, is taken for a load balancer's: a
/// name may as well stand for an API server, and a loopback address for a port forward.
pub(super) fn balancer(
    situation: &Situation,
    answer: Option<&AnswerFacts>,
    destination: &Destination,
) -> Option<Balancer> {
    // Whoever proxies the page may set such headers and write such pages itself.
    let is_proxy_seen = matches!(situation.connection, Connection::KubectlProxy { .. });
    // A program or an extension API server may as well.
    let is_own = !matches!(destination, Destination::Program(_) | Destination::Extension);
    if let Some(answer) = answer.filter(|_| is_proxy_seen && is_own) {
        let sign = if is_foreign_page(answer) {
            Some(Sign::ForeignPage)
        } else {
            answer.foreign_header().map(|_| Sign::ForeignHeader)
        };
        if let Some(sign) = sign {
            let exchange = answer.exchange;
            return Some(Balancer {
                terminates: true,
                proof: Proof::Observed { exchange, sign },
            });
        }
    }
    let upstream = &situation.upstream;
    [&upstream.dialed, &upstream.announced, &upstream.advertised]
        .into_iter()
        .flatten()
        .find(|seen| is_of_no_server(&seen.value, upstream.servers.as_ref()))
        .map(|seen| Balancer {
            terminates: false,
            proof: Proof::Inferred {
                exchange: seen.exchange,
                rule: Rule::AddressOfNoServer,
            },
        })
}

/// A page of HTML in place of an answer, such as a load balancer writes that reaches no API server.
pub(super) fn is_foreign_page(answer: &AnswerFacts) -> bool {
    let is_gateway_error = matches!(answer.code, Some(502..=504));
    let is_html = matches!(answer.failure, Some(Failure::NotJson { .. }));
    is_gateway_error && is_html && answer.audit_ids() == 0
}

fn is_of_no_server(address: &str, servers: Option<&Seen<Vec<String>>>) -> bool {
    let host = host_of(address);
    let Some(servers) = servers.filter(|seen| !seen.value.is_empty()) else {
        return false;
    };
    is_ip(host) && !is_loopback(host) && !servers.value.iter().any(|server| host_of(server) == host)
}
