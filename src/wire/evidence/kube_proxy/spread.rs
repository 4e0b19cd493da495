//! A Service and the endpoints among which kube-proxy's rules spread its connections.

use std::collections::HashSet;

use super::Fact;
use crate::wire::{
    evidence::{
        Finding,
        answers::{Answers, Reading},
        ask::Ask,
        rule::Rule,
        shapes::{List, Service},
    },
    journey::gather::shapes::EndpointSlice,
};

/// How many addresses are named.
const NAMED: usize = 5;
/// The label by which a slice belongs to a Service. Source: api `discovery/v1/well_known_labels.go`.
pub(super) const SERVICE_LABEL: &str = "kubernetes.io/service-name";
/// The label of slices of headless Services, which have no virtual IP. Source: api `core/v1/types.go`, `IsHeadlessService`.
const HEADLESS_LABEL: &str = "service.kubernetes.io/headless";

/// Where connections may go.
struct Backends {
    addresses: Vec<String>,
    nodes: usize,
}

/// The namespace and name of the Service to tell of: the first with two ready endpoints, else with one.
///
/// Not `kubernetes`, which is told of by itself, and none without a virtual IP.
pub(in crate::wire::evidence) fn most_spread(slices: &[EndpointSlice]) -> Option<(String, String)> {
    let ready = |slice: &&EndpointSlice| slice.endpoints().iter().filter(|it| it.is_ready()).count();
    let candidates = || {
        slices
            .iter()
            .filter(|slice| !slice.metadata.labels.contains_key(HEADLESS_LABEL))
            .filter(|slice| !slice.belongs_to("default", "kubernetes"))
    };
    let found = candidates()
        .find(|slice| ready(slice) > 1)
        .or_else(|| candidates().find(|slice| ready(slice) == 1))?;
    let service = found.metadata.labels.get(SERVICE_LABEL)?;
    Some((found.metadata.namespace.clone(), service.clone()))
}

/// What is found, and whether a Service is among it.
pub(super) fn findings(answers: Answers<'_>) -> (Vec<Finding>, bool) {
    let mut findings = Vec::new();
    let Some(slices) = answers
        .read::<List<EndpointSlice>>(Ask::Slices)
        .or_note(Ask::Slices, &mut findings)
    else {
        return (findings, false);
    };
    let Some((namespace, name)) = most_spread(slices.value.items()) else {
        findings.push(Finding::not_seen(Fact::NoSpread, slices.exchange));
        return (findings, false);
    };
    let all = slices.value.items().iter();
    let own: Vec<&EndpointSlice> = all.filter(|slice| slice.belongs_to(&namespace, &name)).collect();
    let backends = backends(&own);
    let spelt = format!("{namespace}/{name}");
    let told = |finding: Finding| {
        let named = backends
            .addresses
            .iter()
            .take(NAMED)
            .cloned()
            .collect::<Vec<_>>()
            .join(", ");
        finding
            .with("service", spelt.as_str())
            .with(
                "addresses",
                if backends.addresses.len() > NAMED {
                    named + ", …"
                } else {
                    named
                },
            )
            .with("count", backends.addresses.len().to_string())
            .with("nodes", backends.nodes.to_string())
            .line(format!(
                "kubectl get endpointslices -n {namespace} -l {SERVICE_LABEL}={name}"
            ))
    };
    match answers.read::<Service>(Ask::Spread) {
        Reading::Read(service) if service.value.has_virtual_ip() => {
            let exchanges = [service.exchange, slices.exchange];
            let spread = Finding::inferred(Fact::Spread, &exchanges, Rule::RulesFollowSlices)
                .with("ip", service.value.spec.cluster_ip.as_str())
                .with("ports", ports(&service.value));
            findings.push(told(spread));
            findings.extend(policies(&service.value, service.exchange));
        }
        Reading::Unread(unread) => {
            findings.push(told(Finding::seen(Fact::SpreadSlices, slices.exchange)));
            findings.push(Finding::unread(Ask::Spread, unread));
        }
        Reading::Read(_) | Reading::Waiting => {
            findings.push(told(Finding::seen(Fact::SpreadSlices, slices.exchange)));
        }
    }
    (findings, true)
}

/// The ready endpoints of a Service, those of its first address family.
fn backends(slices: &[&EndpointSlice]) -> Backends {
    let mut addresses: Vec<String> = Vec::new();
    let mut nodes = HashSet::new();
    let mut family = None;
    for slice in slices {
        for endpoint in slice.endpoints().iter().filter(|endpoint| endpoint.is_ready()) {
            // Only the first of an endpoint's addresses is used: api `discovery/v1/types.go`.
            let Some(address) = endpoint.addresses.first() else {
                continue;
            };
            if *family.get_or_insert(address.contains(':')) == address.contains(':') {
                addresses.push(slice.with_port(address));
                nodes.extend(endpoint.node_name.as_deref());
            }
        }
    }
    Backends {
        addresses,
        nodes: nodes.len(),
    }
}

/// `80/TCP, 443/TCP`, as `kubectl get` prints ports.
fn ports(service: &Service) -> String {
    let spelt = service.spec.ports.iter().map(|port| {
        let protocol = if port.protocol.is_empty() {
            "TCP"
        } else {
            &port.protocol
        };
        format!("{}/{protocol}", port.port)
    });
    spelt.collect::<Vec<_>>().join(", ")
}

/// What the Service says of how connections are spread.
fn policies(service: &Service, exchange: u32) -> Vec<Finding> {
    let spec = &service.spec;
    let of = |fact| Finding::seen(fact, exchange).with("service", service.spelt());
    let affinity = if spec.session_affinity == "ClientIP" {
        let seconds = match spec.session_affinity_config.client_ip.timeout_seconds {
            // Source: api `core/v1/types.go`, `ClientIPConfig`.
            0 => 10_800,
            seconds => seconds,
        };
        of(Fact::Affinity).with("seconds", seconds.to_string())
    } else {
        of(Fact::NoAffinity)
    };
    let internal = (spec.internal_traffic_policy == "Local").then(|| of(Fact::InternalLocal));
    let external = (spec.external_traffic_policy == "Local").then(|| of(Fact::ExternalLocal));
    std::iter::once(affinity).chain(internal).chain(external).collect()
}
