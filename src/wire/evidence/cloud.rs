//! What shows cloud load balancers: Services of type `LoadBalancer`, and the addresses that a provider gave them.

use super::{
    Evidence, Finding,
    answers::Answers,
    ask::Ask,
    rule::Rule,
    shapes::{Event, List, Service},
    sources,
};
use crate::wire::{variant::Variant, vocabulary::vocabulary};

vocabulary! {
    /// What is found of cloud load balancers. Each variant names its placeholders.
    Fact under "evidence.cloud" {
        /// There is no Service of that type.
        None = "none",
        /// `{service}`, `{addresses}`: what the provider gave.
        Given = "given",
        /// `{service}`: packets keep the address that they were sent to.
        ModeVip = "mode_vip",
        /// `{service}`: packets come with the address of a node or Pod.
        ModeProxy = "mode_proxy",
        /// `{service}`, `{ports}`: each port with its node port.
        NodePorts = "node_ports",
        /// `{service}`: it has none.
        NoNodePorts = "no_node_ports",
        /// `{service}`: `externalTrafficPolicy: Local`.
        Local = "local",
        /// `{service}`, `{port}`: the same, with the port of the health check.
        LocalChecked = "local_checked",
        /// `{service}`, `{annotation}`: a TLS listener is asked for.
        Listener = "listener",
        /// `{service}`, `{class}`: which controller is meant.
        Class = "class",
        /// `{service}`: no address yet.
        Pending = "pending",
        /// `{service}`, `{reason}`: what was noted of that.
        Event = "event",
        /// `{service}`: nothing was noted.
        NoEvent = "no_event",
        /// `{count}`: so many more.
        More = "more",
        /// That requests for the API do not pass it.
        Way = "way",
    }
}

/// How many Services are named.
const NAMED: usize = 4;

pub(super) fn evidence(answers: Answers<'_>) -> Evidence {
    let mut findings = Vec::new();
    let Some(seen) = answers
        .read::<List<Service>>(Ask::CloudServices)
        .or_note(Ask::CloudServices, &mut findings)
    else {
        findings.extend((!findings.is_empty()).then(way));
        return Evidence { findings, fits: None };
    };
    let exchange = seen.exchange;
    let services = seen.value.items();
    let (pending, given): (Vec<&Service>, Vec<&Service>) = services.iter().partition(|service| is_pending(service));
    if services.is_empty() {
        findings.push(Finding::not_seen(Fact::None, exchange));
    }
    for (at, service) in given.iter().take(NAMED).enumerate() {
        let addresses: Vec<&str> = addresses(service).collect();
        let finding = Finding::seen(Fact::Given, exchange).with("service", service.spelt());
        findings.push(finding.with("addresses", addresses.join(", ")));
        // The first is told of in full; of the others, what is different.
        findings.extend(details(service, exchange, at == 0));
    }
    let room = NAMED.saturating_sub(given.len()).max(1);
    for service in pending.iter().take(room) {
        findings.push(Finding::seen(Fact::Pending, exchange).with("service", service.spelt()));
    }
    if let Some(first) = pending.first() {
        findings.extend(events(answers, first));
    }
    let named = given.len().min(NAMED) + pending.len().min(room);
    let more = seen.value.total().saturating_sub(named);
    if more > 0 {
        findings.push(Finding::seen(Fact::More, exchange).with("count", more.to_string()));
    }
    findings.push(way());
    Evidence {
        findings,
        fits: given.first().map(|service| variant(service)),
    }
}

/// Whether a Service still waits for an address.
pub(super) fn is_pending(service: &Service) -> bool {
    addresses(service).next().is_none()
}

fn addresses(service: &Service) -> impl Iterator<Item = &str> {
    let ingress = service.status.load_balancer.ingress.iter();
    let texts = ingress.map(|ingress| {
        if ingress.ip.is_empty() {
            &ingress.hostname
        } else {
            &ingress.ip
        }
    });
    texts.map(String::as_str).filter(|text| !text.is_empty())
}

fn way() -> Finding {
    Finding::documented(Fact::Way, sources::SERVICE)
}

fn has_node_ports(service: &Service) -> bool {
    service.spec.ports.iter().any(|port| port.node_port != 0)
}

/// What a Service says of how its load balancer works.
fn details(service: &Service, exchange: u32, in_full: bool) -> Vec<Finding> {
    let spec = &service.spec;
    let of = |fact| Finding::seen(fact, exchange).with("service", service.spelt());
    let mut findings = Vec::new();
    let modes = || {
        service
            .status
            .load_balancer
            .ingress
            .iter()
            .map(|ingress| ingress.ip_mode.as_str())
    };
    if modes().any(|mode| mode == "Proxy") {
        findings.push(of(Fact::ModeProxy));
    } else if in_full && modes().any(|mode| mode == "VIP") {
        findings.push(of(Fact::ModeVip));
    }
    if !has_node_ports(service) {
        let inferred = Finding::inferred(Fact::NoNodePorts, &[exchange], Rule::NoNodePorts);
        findings.push(inferred.with("service", service.spelt()));
    } else if in_full {
        let ports = spec
            .ports
            .iter()
            .map(|port| format!("{} → {}", port.port, port.node_port));
        findings.push(of(Fact::NodePorts).with("ports", ports.collect::<Vec<_>>().join(", ")));
    }
    if spec.external_traffic_policy == "Local" {
        findings.push(match spec.health_check_node_port {
            0 => of(Fact::Local),
            port => of(Fact::LocalChecked).with("port", port.to_string()),
        });
    }
    if let Some(annotation) = listener(service) {
        let inferred = Finding::inferred(Fact::Listener, &[exchange], Rule::ProviderAnnotation);
        findings.push(inferred.with("service", service.spelt()).with("annotation", annotation));
    }
    if !spec.load_balancer_class.is_empty() {
        findings.push(of(Fact::Class).with("class", spec.load_balancer_class.as_str()));
    }
    findings
}

/// The annotation that gives a provider's load balancer a certificate, if there is one.
///
/// Providers spell it differently: `service.beta.kubernetes.io/aws-load-balancer-ssl-cert`,
/// `service.beta.kubernetes.io/do-loadbalancer-certificate-id`,
/// `service.beta.kubernetes.io/oci-load-balancer-tls-secret`.
fn listener(service: &Service) -> Option<&str> {
    let mut names: Vec<&str> = service.metadata.annotations.keys().map(String::as_str).collect();
    crate::sort::by(&mut names, Ord::cmp);
    names.into_iter().find(|name| {
        let is_of_balancer = ["load-balancer", "loadbalancer"].iter().any(|word| name.contains(word));
        is_of_balancer
            && ["ssl-cert", "certificate", "tls-secret"]
                .iter()
                .any(|word| name.contains(word))
    })
}

/// Whether an annotation asks for TLS behind the load balancer too.
fn encrypts_again(service: &Service) -> bool {
    let mut annotations = service.metadata.annotations.iter();
    annotations.any(|(name, value)| {
        name.contains("backend-protocol") && matches!(value.to_ascii_lowercase().as_str(), "ssl" | "tls" | "https")
    })
}

/// The way that fits a Service.
fn variant(service: &Service) -> Variant {
    match (listener(service), has_node_ports(service)) {
        (Some(_), _) if encrypts_again(service) => Variant::CloudTlsAgain,
        (Some(_), _) => Variant::CloudTls,
        (None, true) => Variant::CloudTcp,
        (None, false) => Variant::CloudDirect,
    }
}

/// What was noted of a Service that waits.
fn events(answers: Answers<'_>, service: &Service) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(seen) = answers
        .read::<List<Event>>(Ask::CloudEvents)
        .or_note(Ask::CloudEvents, &mut findings)
    {
        findings.push(match seen.value.items().last() {
            Some(event) => Finding::seen(Fact::Event, seen.exchange)
                .with("service", service.spelt())
                .with("reason", event.reason.as_str())
                .said(event.message.as_str()),
            None => Finding::not_seen(Fact::NoEvent, seen.exchange).with("service", service.spelt()),
        });
    }
    findings
}
