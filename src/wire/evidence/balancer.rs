//! What shows a load balancer before the API servers: addresses that clients use beside those that API servers have.

use super::{
    Evidence, Finding,
    answers::Answers,
    ask::Ask,
    rule::Rule,
    shapes::{ApiVersions, ConfigMap, Lease, List},
    sources,
};
use crate::{
    kube::time::parse_rfc3339,
    wire::{
        hop::Actor,
        journey::{
            journey,
            proof::Proof,
            situation::{Seen, Upstream, host_of, is_ip, is_loopback},
        },
        variant::Variant,
        vocabulary::vocabulary,
    },
};

vocabulary! {
    /// What is found of a load balancer before the API servers. Each variant names its placeholders.
    Fact under "evidence.balancer" {
        /// Something in front terminates TLS.
        Terminates = "terminates",
        /// An address in use belongs to no API server.
        Evident = "evident",
        /// `{address}`, `{port}`: no API server listens where clients are told to go.
        Forwarded = "forwarded",
        /// `{count}`: so many API servers share one address.
        Shared = "shared",
        /// `{count}`: with several API servers, there usually is one.
        Likely = "likely",
        /// Nothing shows one.
        Open = "open",
        /// `{addresses}`: the one API server's address.
        Server = "server",
        /// `{addresses}`, `{count}`: the addresses of several.
        Servers = "servers",
        /// There is no endpoint at all.
        NoServers = "no_servers",
        /// `{count}`: so many API servers renew a Lease.
        Leases = "leases",
        /// None does.
        NoLeases = "no_leases",
        /// `{address}`: what the API server advertises.
        Advertised = "advertised",
        /// `{address}`: what kubeadm tells newcomers.
        Announced = "announced",
        /// `{address}`: where kubectl proxy tried to connect to.
        Dialed = "dialed",
        /// `{address}`: it is an API server's own.
        Own = "own",
        /// `{address}`: no API server has it.
        OfNone = "of_none",
        /// `{address}`, `{port}`: no API server listens on that port.
        PortOfNone = "port_of_none",
        /// `{address}`: a name, which may stand for anything.
        Name = "name",
        /// `{address}`: this machine itself.
        Loopback = "loopback",
        /// What stays unknown without the kubeconfig.
        Kubeconfig = "kubeconfig",
    }
}

/// How an address stands to the API servers' own.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Relation {
    Own,
    OfNone,
    PortOfNone(String),
    Name,
    Loopback,
}

pub(super) fn evidence(answers: Answers<'_>) -> Evidence {
    let upstream = answers.upstream();
    let leases = answers.seen::<List<Lease>>(Ask::Leases).map(|seen| Seen {
        value: renewed(&seen.value),
        exchange: seen.exchange,
    });
    let mut findings = Vec::new();
    let seen = in_front(answers);
    let fits = seen.as_ref().map(|(_, variant)| *variant);
    if let Some((finding, _)) = seen {
        findings.push(finding);
    } else {
        findings.extend(guess(&upstream, leases.as_ref()));
    }
    let is_asked = !findings.is_empty();
    findings.extend(servers(answers, upstream.servers.as_ref()));
    findings.extend(match &leases {
        Some(seen) if seen.value == 0 => vec![Finding::not_seen(Fact::NoLeases, seen.exchange)],
        Some(seen) => vec![Finding::seen(Fact::Leases, seen.exchange).with("count", seen.value.to_string())],
        None => unread::<List<Lease>>(answers, Ask::Leases),
    });
    for (fact, ask, address) in [
        (Fact::Announced, Some(Ask::Announced), &upstream.announced),
        (Fact::Advertised, Some(Ask::Advertised), &upstream.advertised),
        (Fact::Dialed, None, &upstream.dialed),
    ] {
        let Some(seen) = address else {
            findings.extend(match ask {
                Some(Ask::Announced) => unread::<ConfigMap>(answers, Ask::Announced),
                Some(ask) => unread::<ApiVersions>(answers, ask),
                None => Vec::new(),
            });
            continue;
        };
        findings.push(Finding::seen(fact, seen.exchange).with("address", seen.value.as_str()));
        findings.extend(upstream.servers.as_ref().map(|servers| compared(seen, servers)));
    }
    if is_asked || !findings.is_empty() {
        let kubeconfig = Finding::documented(Fact::Kubeconfig, sources::HIGH_AVAILABILITY);
        findings.push(kubeconfig.line("kubectl config view --minify -o jsonpath='{.clusters[0].cluster.server}'"));
    }
    Evidence { findings, fits }
}

fn unread<T: super::shapes::Shape>(answers: Answers<'_>, ask: Ask) -> Vec<Finding> {
    let unread = answers.unread::<T>(ask);
    unread.map(|unread| Finding::unread(ask, unread)).into_iter().collect()
}

/// What the way of a plain request shows in front of the API servers.
fn in_front(answers: Answers<'_>) -> Option<(Finding, Variant)> {
    let asked = answers.to(Ask::Advertised).next()?;
    let situation = answers.situation();
    let found = journey(&asked.wanted.request, &situation, Some(&asked.facts()));
    let leg = found.legs.iter().find(|leg| leg.hop.to == Actor::LoadBalancer)?;
    if found.way.is_tls_ended_by(Actor::LoadBalancer) {
        let exchange = leg.proof.exchange().unwrap_or(asked.exchange);
        return Some((Finding::seen(Fact::Terminates, exchange), Variant::BalancerTls));
    }
    let shown = match leg.proof {
        Proof::Inferred { exchange, .. } | Proof::Observed { exchange, .. } => exchange,
        _ => asked.exchange,
    };
    let servers = situation.upstream.servers.map(|seen| seen.exchange);
    let exchanges: Vec<u32> = [shown].into_iter().chain(servers).collect();
    let finding = Finding::inferred(Fact::Evident, &exchanges, Rule::AddressOfNoServer);
    Some((finding, Variant::BalancerTcp))
}

/// What ports and the number of API servers tell, where no address gives anything away.
fn guess(upstream: &Upstream, leases: Option<&Seen<usize>>) -> Option<Finding> {
    let servers = upstream.servers.as_ref()?;
    let addresses = servers.value.len();
    let in_use = [&upstream.announced, &upstream.advertised];
    let forwarded = in_use.into_iter().flatten().find_map(|address| {
        let Relation::PortOfNone(port) = relation(&address.value, &servers.value) else {
            return None;
        };
        let exchanges = [address.exchange, servers.exchange];
        let finding = Finding::inferred(Fact::Forwarded, &exchanges, Rule::PortOfNoServer);
        Some(finding.with("address", address.value.as_str()).with("port", port))
    });
    if forwarded.is_some() {
        return forwarded;
    }
    let several = leases.filter(|leases| leases.value > 1);
    Some(match several {
        Some(leases) if addresses == 1 => {
            let exchanges = [servers.exchange, leases.exchange];
            Finding::inferred(Fact::Shared, &exchanges, Rule::SharedAddress).with("count", leases.value.to_string())
        }
        _ if addresses > 1 => Finding::inferred(Fact::Likely, &[servers.exchange], Rule::SeveralServers)
            .with("count", addresses.to_string()),
        _ => Finding::not_seen(Fact::Open, servers.exchange),
    })
}

fn servers(answers: Answers<'_>, servers: Option<&Seen<Vec<String>>>) -> Option<Finding> {
    let Some(seen) = servers else {
        let asked = answers.to(Ask::Servers).next()?;
        return Some(match asked.failure() {
            Some(failure) => Finding::unread(Ask::Servers, asked.unread(&failure)),
            None => Finding::not_seen(Fact::NoServers, asked.exchange),
        });
    };
    let count = seen.value.len();
    let fact = if count == 1 { Fact::Server } else { Fact::Servers };
    let finding = Finding::seen(fact, seen.exchange).with("addresses", seen.value.join(", "));
    Some(if count == 1 {
        finding
    } else {
        finding.with("count", count.to_string())
    })
}

/// How many API servers renewed their Lease within a minute of whoever was last.
///
/// Each renews it every ten seconds, and a Lease outlives its API server by up to an hour. Source: kubernetes.io "Leases".
fn renewed(leases: &List<Lease>) -> usize {
    const MOST_SECONDS: i64 = 60;
    let times = leases.items().iter().map(|lease| parse_rfc3339(&lease.spec.renew_time));
    let times: Vec<i64> = times.flatten().collect();
    let newest = times.iter().copied().max().unwrap_or_default();
    times.iter().filter(|time| newest - **time <= MOST_SECONDS).count()
}

/// How an address stands to the API servers' own, said with what shows both.
fn compared(address: &Seen<String>, servers: &Seen<Vec<String>>) -> Finding {
    let exchanges = [address.exchange, servers.exchange];
    let finding = match relation(&address.value, &servers.value) {
        Relation::Own => Finding::inferred(Fact::Own, &exchanges, Rule::AddressOfServer),
        Relation::OfNone => Finding::inferred(Fact::OfNone, &exchanges, Rule::AddressOfNoServer),
        Relation::PortOfNone(port) => {
            Finding::inferred(Fact::PortOfNone, &exchanges, Rule::PortOfNoServer).with("port", port)
        }
        Relation::Name => Finding::inferred(Fact::Name, &exchanges, Rule::NameStandsForAny),
        Relation::Loopback => Finding::seen(Fact::Loopback, address.exchange),
    };
    finding.with("address", address.value.as_str())
}

fn relation(address: &str, servers: &[String]) -> Relation {
    let host = host_of(address);
    let port = port_of(address);
    if is_loopback(host) {
        return Relation::Loopback;
    }
    let of_host: Vec<&String> = servers.iter().filter(|server| host_of(server) == host).collect();
    let is_name = !is_ip(host);
    if !is_name && of_host.is_empty() {
        return Relation::OfNone;
    }
    let mut listening = servers.iter().filter(|server| is_name || host_of(server) == host);
    match port {
        Some(port) if !listening.any(|server| port_of(server) == Some(port)) => Relation::PortOfNone(port.to_owned()),
        _ if is_name => Relation::Name,
        _ => Relation::Own,
    }
}

/// The port of `host:port`.
fn port_of(address: &str) -> Option<&str> {
    let host = host_of(address);
    let (_, port) = address.rsplit_once(':')?;
    (address.len() > host.len() && port.bytes().all(|byte| byte.is_ascii_digit())).then_some(port)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_the_api_servers_own() {
        let servers: Vec<String> = ["10.0.0.4:6443", "10.0.0.5:6443", "[2001:db8::4]:6443"]
            .map(str::to_owned)
            .into();
        let other_port = |port: &str| Relation::PortOfNone(port.to_owned());
        for (address, expected) in [
            ("10.0.0.5:6443", Relation::Own),
            ("10.0.0.5", Relation::Own),
            ("[2001:db8::4]:6443", Relation::Own),
            ("10.0.0.5:443", other_port("443")),
            ("10.0.0.9:6443", Relation::OfNone),
            ("2001:db8::9", Relation::OfNone),
            ("api.example.test:6443", Relation::Name),
            ("api.example.test", Relation::Name),
            ("api.example.test:443", other_port("443")),
            ("127.0.0.1:41235", Relation::Loopback),
            ("localhost:6443", Relation::Loopback),
        ] {
            assert_eq!(relation(address, &servers), expected, "{address}");
        }
    }

    #[test]
    fn leases_of_api_servers_that_are_gone_do_not_count() {
        let list = |times: &[&str]| -> List<Lease> {
            let items: Vec<_> = times
                .iter()
                .map(|time| format!(r#"{{"spec":{{"renewTime":"{time}"}}}}"#))
                .collect();
            serde_json::from_str(&format!(r#"{{"kind":"LeaseList","items":[{}]}}"#, items.join(","))).unwrap()
        };
        for (times, expected) in [
            (&[][..], 0),
            (&["2026-11-22T06:39:08.100000Z"][..], 1),
            (&["2026-11-22T06:39:08.100000Z", "2026-11-22T06:38:59.000000Z"][..], 2),
            (&["2026-11-22T06:39:08.100000Z", "2026-11-22T05:50:00.000000Z"][..], 1),
        ] {
            assert_eq!(renewed(&list(times)), expected, "{times:?}");
        }
    }
}
