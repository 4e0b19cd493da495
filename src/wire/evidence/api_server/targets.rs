//! A handful of nodes, Pods and Services that the API server's proxy could reach, and some that it could not.

use std::collections::HashSet;

use super::{
    Fact,
    reach::{Endpoints, Reach, carries_http, has_http_name, http_port, is_tls, proxy_path, segment, service_path},
};
use crate::{
    sort,
    wire::{
        evidence::{
            Finding,
            answers::Answers,
            rule::Rule,
            shapes::{ContainerPort, List, Node, Pod, Service},
        },
        journey::situation::Seen,
        variant::Variant,
    },
};

/// How many of a kind are named.
const NAMED: usize = 3;

/// Services that could be reached, then one for each reason why one could not; and whether there is one at all.
pub(super) fn services(answers: Answers<'_>, seen: &Seen<List<Service>>) -> (Vec<Finding>, bool) {
    let endpoints = Endpoints::of(answers);
    let mut likely: Vec<&Service> = seen.value.items().iter().collect();
    // The likeliest to speak HTTP first; among those, the server's order.
    sort::by_key(&mut likely, |service| !http_port(service).is_some_and(carries_http));
    let mut reached = Vec::new();
    let mut unclear = Vec::new();
    let mut others: Vec<(Fact, Finding)> = Vec::new();
    for service in likely {
        let (reach, shown) = endpoints.reach(service);
        let rests_on: Vec<u32> = [seen.exchange].into_iter().chain(shown).collect();
        match (reach, http_port(service)) {
            (Reach::Ready(count), Some(port)) => {
                let fact = if is_tls(&port.name, port.port, &port.app_protocol) {
                    Fact::ServiceTls
                } else {
                    Fact::Service
                };
                let finding = Finding::inferred(fact, &rests_on, Rule::ReadyPods)
                    .with("service", service.spelt())
                    .with("count", count.to_string());
                reached.push(finding.get(service_path(service, port, "")));
            }
            (Reach::Unclear, Some(port)) => {
                let finding = Finding::seen(Fact::ServiceUnclear, seen.exchange).with("service", service.spelt());
                unclear.push(finding.get(service_path(service, port, "")));
            }
            (Reach::NoneReady | Reach::NotPods(_) | Reach::External, _) | (_, None) => {
                let (fact, finding) = unreachable(service, reach, &rests_on);
                if others.iter().all(|(other, _)| *other != fact) {
                    others.push((fact, finding));
                }
            }
        }
    }
    let is_reached = !reached.is_empty();
    let room = NAMED - reached.len().min(NAMED);
    let mut findings: Vec<Finding> = reached.into_iter().take(NAMED).collect();
    findings.extend(unclear.into_iter().take(room));
    if findings.is_empty() {
        findings.push(Finding::not_seen(Fact::NoServices, seen.exchange));
    }
    sort::by_key(&mut others, |(fact, _)| *fact);
    findings.extend(others.into_iter().map(|(_, finding)| finding));
    (findings, is_reached)
}

/// Why a Service could not be reached.
pub(super) fn unreachable(service: &Service, reach: Reach, rests_on: &[u32]) -> (Fact, Finding) {
    let (fact, rule) = match reach {
        Reach::External => (Fact::External, Rule::ReadyPods),
        Reach::NoneReady => (Fact::NoneReady, Rule::ReadyPods),
        Reach::NotPods(_) => (Fact::NotPods, Rule::ReadyPods),
        Reach::Ready(_) | Reach::Unclear => (Fact::NotHttp, Rule::HttpOnly),
    };
    let finding = Finding::inferred(fact, rests_on, rule).with("service", service.spelt());
    let finding = match reach {
        Reach::NotPods(count) => finding.with("count", count.to_string()),
        _ => finding,
    };
    (fact, finding)
}

/// Pods that declare a port over TCP, and the way to the first of them.
pub(super) fn pods(seen: &Seen<List<Pod>>) -> (Vec<Finding>, Option<Variant>) {
    let mut found: Vec<(&Pod, &ContainerPort)> = seen
        .value
        .items()
        .iter()
        .filter(|pod| !pod.status.ip.is_empty())
        .filter_map(|pod| Some((pod, port(pod)?)))
        .collect();
    sort::by_key(&mut found, |(_, port)| !is_likely(port));
    // Replicas tell the same.
    let mut told = HashSet::new();
    found.retain(|(pod, port)| told.insert((pod.metadata.namespace.as_str(), port.number)));
    let way = found.first().map(|(_, port)| {
        if is_tls(&port.name, port.number, "") {
            Variant::ApiServerPodHttps
        } else {
            Variant::ApiServerPod
        }
    });
    let findings = found.into_iter().take(NAMED).map(|(pod, port)| {
        let is_tls = is_tls(&port.name, port.number, "");
        let fact = if is_tls { Fact::PodTls } else { Fact::Pod };
        let number = port.number.to_string();
        let (namespace, name, ip) = (&pod.metadata.namespace, &pod.metadata.name, &pod.status.ip);
        let address = if ip.contains(':') {
            format!("[{ip}]:{number}")
        } else {
            format!("{ip}:{number}")
        };
        Finding::inferred(fact, &[seen.exchange], Rule::PodOwnAddress)
            .with("pod", format!("{namespace}/{name}"))
            .with("address", address)
            .get(proxy_path(
                &["namespaces", namespace, "pods", &segment(is_tls, name, &number)],
                "",
            ))
    });
    let mut findings: Vec<Finding> = findings.collect();
    if findings.is_empty() {
        let count = seen.value.items().len().to_string();
        findings.push(Finding::not_seen(Fact::NoPods, seen.exchange).with("count", count));
    }
    (findings, way)
}

/// The port of a Pod that is likeliest to carry HTTP.
fn port(pod: &Pod) -> Option<&ContainerPort> {
    let ports = pod.spec.containers.iter().flat_map(|container| &container.ports);
    let mut ports =
        ports.filter(|port| matches!(port.protocol.as_str(), "TCP" | "") && port.number != 53 && port.number != 0);
    let first = ports.clone().next();
    ports.find(|port| is_likely(port)).or(first)
}

fn is_likely(port: &ContainerPort) -> bool {
    has_http_name(&port.name) || matches!(port.number, 80 | 443 | 3000 | 8000 | 8080 | 8443 | 9090)
}

/// The kubelets of the nodes.
pub(super) fn nodes(seen: &Seen<List<Node>>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = seen
        .value
        .items()
        .iter()
        .take(NAMED)
        .map(|node| {
            let name = &node.metadata.name;
            let kubelet = node.status.kubelet(name);
            let host = kubelet.address.unwrap_or_else(|| name.clone());
            let address = if host.contains(':') {
                format!("[{host}]:{}", kubelet.port)
            } else {
                format!("{host}:{}", kubelet.port)
            };
            Finding::inferred(Fact::Node, &[seen.exchange], Rule::KubeletOfNode)
                .with("node", name.as_str())
                .with("address", address)
                .get(proxy_path(&["nodes", name], "healthz"))
        })
        .collect();
    if findings.is_empty() {
        findings.push(Finding::not_seen(Fact::NoNodes, seen.exchange));
    }
    findings
}
