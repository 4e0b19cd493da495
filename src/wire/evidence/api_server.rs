//! What shows the API server proxy: its subresources, and what could be reached through it, as paths to type.

use super::{
    Evidence, Finding,
    answers::Answers,
    ask::Ask,
    shapes::{CoreResources, List, Node, Pod, Service},
    sources,
};
use crate::wire::{journey::gather::shapes::EndpointSlice, variant::Variant, vocabulary::vocabulary};

mod cluster_info;
pub(super) mod reach;
mod targets;

vocabulary! {
    /// What is found of the API server proxy. Each variant names its placeholders.
    Fact under "evidence.apiserver" {
        /// `{verbs}`: `nodes/proxy` is in discovery.
        NodesProxy = "nodes_proxy",
        /// `{verbs}`: `pods/proxy` is.
        PodsProxy = "pods_proxy",
        /// `{verbs}`: `services/proxy` is.
        ServicesProxy = "services_proxy",
        /// `{resource}`: it is not in discovery.
        NoSubresource = "no_subresource",
        /// That discovery says nothing of rights.
        Rights = "rights",
        /// `{node}`, `{address}`: a kubelet that could be reached.
        Node = "node",
        /// There is no node.
        NoNodes = "no_nodes",
        /// `{pod}`, `{address}`: a Pod that could be reached.
        Pod = "pod",
        /// The same where TLS has to be asked for: `{pod}`, `{address}`.
        PodTls = "pod_tls",
        /// `{count}`: none of so many Pods declares a port.
        NoPods = "no_pods",
        /// `{service}`, `{count}`: a Service that could be reached, with so many Pods.
        Service = "service",
        /// The same where TLS has to be asked for: `{service}`, `{count}`.
        ServiceTls = "service_tls",
        /// `{service}`: a Service of which the endpoints are not known.
        ServiceUnclear = "service_unclear",
        /// `{service}`: none of its endpoints is ready.
        NoneReady = "none_ready",
        /// `{service}`, `{count}`: its endpoints are no Pods.
        NotPods = "not_pods",
        /// `{service}`: an `ExternalName`.
        External = "external",
        /// `{service}`: none of its ports carries HTTP.
        NotHttp = "not_http",
        /// There is no Service that could be reached.
        NoServices = "no_services",
        /// `{name}`, `{path}`: what `kubectl cluster-info` prints of a Service.
        Printed = "printed",
        /// `{name}`, `{address}`: the same where it prints the address of a load balancer.
        PrintedDirectly = "printed_directly",
        /// `{service}`: such an address that may work.
        PrintedWorks = "printed_works",
        /// `{service}`, `{port}`: one that cannot, since DNS is no HTTP.
        PrintedDns = "printed_dns",
        /// `{service}`, `{port}`: another port of it that can be asked.
        OtherPort = "other_port",
        /// There is no such Service.
        PrintsNone = "prints_none",
    }
}

pub(super) fn evidence(answers: Answers<'_>) -> Evidence {
    let mut findings = subresources(answers);
    if !findings.is_empty() {
        let rights = Finding::documented(Fact::Rights, sources::AUTHORIZATION);
        findings.push(rights.line("kubectl auth can-i get services --subresource=proxy -n default"));
    }
    let mut fits = None;
    let mut unread = Vec::new();
    let nodes = answers.read::<List<Node>>(Ask::Nodes).or_note(Ask::Nodes, &mut unread);
    let pods = answers.read::<List<Pod>>(Ask::Pods).or_note(Ask::Pods, &mut unread);
    let services = answers
        .read::<List<Service>>(Ask::Services)
        .or_note(Ask::Services, &mut unread);
    let slices = answers.unread::<List<EndpointSlice>>(Ask::Slices);
    unread.extend(slices.map(|slices| Finding::unread(Ask::Slices, slices)));
    if let Some(seen) = services {
        let (found, has_target) = targets::services(answers, &seen);
        findings.extend(found);
        fits = has_target.then_some(Variant::ApiServerService);
    }
    if let Some(seen) = pods {
        let (found, way) = targets::pods(&seen);
        findings.extend(found);
        fits = fits.or(way);
    }
    if let Some(seen) = nodes {
        let found = targets::nodes(&seen);
        fits = fits.or((!seen.value.items().is_empty()).then_some(Variant::ApiServerKubelet));
        findings.extend(found);
    }
    findings.extend(unread);
    findings.extend(cluster_info::findings(answers));
    Evidence { findings, fits }
}

fn subresources(answers: Answers<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let Some(seen) = answers
        .read::<CoreResources>(Ask::Subresources)
        .or_note(Ask::Subresources, &mut findings)
    else {
        return findings;
    };
    for (fact, plural) in [
        (Fact::ServicesProxy, "services"),
        (Fact::PodsProxy, "pods"),
        (Fact::NodesProxy, "nodes"),
    ] {
        let resource = seen.value.0.iter().find(|resource| resource.plural() == plural);
        let subresources = resource.map_or(&[][..], |resource| &resource.subresources);
        let proxy = subresources.iter().find(|subresource| subresource.name == "proxy");
        findings.push(if let Some(proxy) = proxy {
            Finding::seen(fact, seen.exchange).with("verbs", proxy.verbs.join(", "))
        } else {
            let name = format!("{plural}/proxy");
            Finding::not_seen(Fact::NoSubresource, seen.exchange).with("resource", name)
        });
    }
    findings
}
