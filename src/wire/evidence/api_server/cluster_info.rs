//! What `kubectl cluster-info` prints: addresses that it builds from Services with a label, and does not try.
//!
//! Source: kubectl `pkg/cmd/clusterinfo/clusterinfo.go`.

use super::{
    Fact,
    reach::{Endpoints, Reach, http_port, is_dns, segment, service_path},
    targets::unreachable,
};
use crate::wire::evidence::{
    Finding,
    answers::Answers,
    ask::Ask,
    rule::Rule,
    shapes::{List, Service, ServicePort},
};

/// How many Services are told of.
const NAMED: usize = 4;

/// For each such Service, what is printed and whether that could work.
pub(super) fn findings(answers: Answers<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let Some(seen) = answers
        .read::<List<Service>>(Ask::ClusterServices)
        .or_note(Ask::ClusterServices, &mut findings)
    else {
        return findings;
    };
    let endpoints = Endpoints::of(answers);
    for service in seen.value.items().iter().take(NAMED) {
        let name = printed_name(service);
        if let Some(address) = direct_address(service) {
            findings.push(
                Finding::inferred(Fact::PrintedDirectly, &[seen.exchange], Rule::AddressBuilt)
                    .with("name", name)
                    .with("address", address),
            );
            continue;
        }
        let printed = Finding::inferred(Fact::Printed, &[seen.exchange], Rule::AddressBuilt);
        findings.push(printed.with("name", name).with("path", built_path(service)));
        findings.extend(could_work(service, &endpoints, seen.exchange));
    }
    if findings.is_empty() {
        findings.push(Finding::not_seen(Fact::PrintsNone, seen.exchange).line("kubectl cluster-info"));
    }
    findings
}

fn printed_name(service: &Service) -> &str {
    let label = service.metadata.labels.get("kubernetes.io/name");
    label
        .filter(|label| !label.is_empty())
        .map_or(service.metadata.name.as_str(), String::as_str)
}

/// What is printed where a load balancer has given an address.
fn direct_address(service: &Service) -> Option<String> {
    let ingress = service.status.load_balancer.ingress.first()?;
    let host = if ingress.ip.is_empty() {
        &ingress.hostname
    } else {
        &ingress.ip
    };
    let links = service
        .spec
        .ports
        .iter()
        .map(|port| format!("http://{host}:{}", port.port));
    Some(links.collect::<Vec<_>>().join(" "))
}

/// The path that is printed behind the address of the API server.
fn built_path(service: &Service) -> String {
    let name = &service.metadata.name;
    let segment = service.spec.ports.first().map_or_else(
        || name.clone(),
        |port| segment(port.name == "https" || port.port == 443, name, &port.name),
    );
    format!(
        "/api/v1/namespaces/{}/services/{segment}/proxy",
        service.metadata.namespace
    )
}

/// Whether that address could work, and what could instead.
fn could_work(service: &Service, endpoints: &Endpoints, exchange: u32) -> Vec<Finding> {
    let (reach, shown) = endpoints.reach(service);
    let rests_on: Vec<u32> = [exchange].into_iter().chain(shown).collect();
    let Some(first) = service.spec.ports.first() else {
        return Vec::new();
    };
    if is_dns(first) || first.protocol == "UDP" {
        let of = |fact, port: &ServicePort| {
            Finding::inferred(fact, &[exchange], Rule::HttpOnly)
                .with("service", service.spelt())
                .with("port", spelt(port))
        };
        let other = http_port(service).filter(|_| matches!(reach, Reach::Ready(_) | Reach::Unclear));
        let other = other.map(|port| {
            let rest = if port.name == "metrics" { "metrics" } else { "" };
            of(Fact::OtherPort, port).get(service_path(service, port, rest))
        });
        return std::iter::once(of(Fact::PrintedDns, first)).chain(other).collect();
    }
    match reach {
        Reach::Ready(_) => vec![
            Finding::inferred(Fact::PrintedWorks, &rests_on, Rule::ReadyPods)
                .with("service", service.spelt())
                .get(service_path(service, first, "")),
        ],
        Reach::Unclear => Vec::new(),
        Reach::NoneReady | Reach::NotPods(_) | Reach::External => vec![unreachable(service, reach, &rests_on).1],
    }
}

fn spelt(port: &ServicePort) -> String {
    if port.name.is_empty() {
        port.port.to_string()
    } else {
        port.name.clone()
    }
}
