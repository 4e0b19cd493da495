//! What shows kube-proxy: its `DaemonSet`, its configuration, and a Service with the endpoints that it spreads to.

use super::{
    Evidence, Finding,
    answers::{Answers, Reading, Why},
    ask::{Ask, SYSTEM},
    rule::Rule,
    shapes::{ConfigMap, DaemonSet, Service, Table},
    sources,
};
use crate::wire::{journey::gather::shapes::server_of, variant::Variant, vocabulary::vocabulary};
use spread::SERVICE_LABEL;

pub(super) mod spread;

vocabulary! {
    /// What is found of kube-proxy. Each variant names its placeholders.
    Fact under "evidence.kubeproxy" {
        /// `{ready}`, `{desired}`: on so many nodes of so many.
        DaemonSet = "daemonset",
        /// `{ready}`, `{desired}`: on fewer nodes than wanted.
        DaemonSetPartly = "daemonset_partly",
        /// There is none of that name.
        NoDaemonSet = "no_daemonset",
        /// `{names}`: the ones that there are.
        OtherDaemonSets = "other_daemonsets",
        /// There is none at all.
        NoneAtAll = "none_at_all",
        /// `iptables`.
        Iptables = "iptables",
        /// `nftables`.
        Nftables = "nftables",
        /// `ipvs`.
        Ipvs = "ipvs",
        /// `kernelspace`, on Windows.
        Kernelspace = "kernelspace",
        /// `{mode}`: something else.
        OtherMode = "other_mode",
        /// None is set.
        DefaultMode = "default_mode",
        /// The ConfigMap has no `config.conf`.
        NoConfiguration = "no_configuration",
        /// `{server}`: where it watches the API.
        Server = "server",
        /// `{service}`, `{ip}`, `{ports}`, `{addresses}`, `{count}`, `{nodes}`: what a Service is spread to.
        Spread = "spread",
        /// `{service}`, `{addresses}`, `{count}`, `{nodes}`: the same without the Service itself.
        SpreadSlices = "spread_slices",
        /// No Service has a ready endpoint.
        NoSpread = "no_spread",
        /// `{service}`, `{seconds}`: a client stays with one endpoint.
        Affinity = "affinity",
        /// `{service}`: every connection is a new choice.
        NoAffinity = "no_affinity",
        /// `{service}`: `internalTrafficPolicy: Local`.
        InternalLocal = "internal_local",
        /// `{service}`: `externalTrafficPolicy: Local`.
        ExternalLocal = "external_local",
        /// `{ip}`, `{port}`, `{addresses}`: how Pods reach the API.
        Kubernetes = "kubernetes",
        /// That the rules themselves are in no API.
        Rules = "rules",
    }
}

pub(super) fn evidence(answers: Answers<'_>) -> Evidence {
    let mut findings = daemon_set(answers);
    findings.extend(configuration(answers));
    let (spread, is_spread) = spread::findings(answers);
    findings.extend(spread);
    let (kubernetes, is_reached) = kubernetes(answers);
    findings.extend(kubernetes);
    if !findings.is_empty() {
        findings.push(Finding::documented(Fact::Rules, sources::VIRTUAL_IPS));
    }
    Evidence {
        findings,
        fits: if is_spread {
            Some(Variant::KubeProxyService)
        } else {
            is_reached.then_some(Variant::KubeProxyApi)
        },
    }
}

fn daemon_set(answers: Answers<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    match answers.read::<DaemonSet>(Ask::DaemonSet) {
        Reading::Waiting => {}
        Reading::Read(seen) => {
            let status = &seen.value.status;
            let fact = if status.number_ready < status.desired_number_scheduled {
                Fact::DaemonSetPartly
            } else {
                Fact::DaemonSet
            };
            let finding = Finding::seen(fact, seen.exchange)
                .with("ready", status.number_ready.to_string())
                .with("desired", status.desired_number_scheduled.to_string());
            findings.push(finding.line(format!("kubectl get pods -n {SYSTEM} -l k8s-app=kube-proxy -o wide")));
        }
        Reading::Unread(unread) if unread.why == Why::NotThere => {
            findings.push(Finding::not_seen(Fact::NoDaemonSet, unread.exchange));
            findings.extend(other_daemon_sets(answers));
        }
        Reading::Unread(unread) => findings.push(Finding::unread(Ask::DaemonSet, unread)),
    }
    findings
}

/// What may do kube-proxy's work instead.
fn other_daemon_sets(answers: Answers<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(seen) = answers
        .read::<Table>(Ask::OtherDaemonSets)
        .or_note(Ask::OtherDaemonSets, &mut findings)
    {
        let names = seen.value.names();
        findings.push(if names.is_empty() {
            Finding::not_seen(Fact::NoneAtAll, seen.exchange)
        } else {
            Finding::seen(Fact::OtherDaemonSets, seen.exchange).with("names", names.join(", "))
        });
    }
    findings
}

fn configuration(answers: Answers<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let Some(seen) = answers
        .read::<ConfigMap>(Ask::Configuration)
        .or_note(Ask::Configuration, &mut findings)
    else {
        return findings;
    };
    let exchange = seen.exchange;
    let data = &seen.value.data;
    findings.push(match data.get("config.conf").map(|text| mode(text)) {
        None => Finding::not_seen(Fact::NoConfiguration, exchange),
        Some("") => Finding::seen(Fact::DefaultMode, exchange),
        Some("iptables") => Finding::seen(Fact::Iptables, exchange),
        Some("nftables") => Finding::seen(Fact::Nftables, exchange),
        Some("ipvs") => Finding::seen(Fact::Ipvs, exchange),
        Some("kernelspace") => Finding::seen(Fact::Kernelspace, exchange),
        Some(other) => Finding::seen(Fact::OtherMode, exchange).with("mode", other),
    });
    if let Some(server) = data.get("kubeconfig.conf").and_then(|text| server_of(text)) {
        findings.push(Finding::seen(Fact::Server, exchange).with("server", server));
    }
    findings
}

/// The `mode` of a `KubeProxyConfiguration` in YAML; empty if it has none.
///
/// Source: kube-proxy `config/v1alpha1/types.go`. The field stands on the top level, where nothing is indented.
fn mode(configuration: &str) -> &str {
    let mut lines = configuration.lines();
    let value = lines.find_map(|line| line.strip_prefix("mode:")).unwrap_or_default();
    value.trim().trim_matches(['"', '\''])
}

/// The Service by which Pods reach the API and the servers behind it, and whether both are known.
fn kubernetes(answers: Answers<'_>) -> (Vec<Finding>, bool) {
    let mut findings = Vec::new();
    let Some(service) = answers
        .read::<Service>(Ask::Kubernetes)
        .or_note(Ask::Kubernetes, &mut findings)
    else {
        return (findings, false);
    };
    let Some(servers) = answers.upstream().servers else {
        let unread = answers
            .to(Ask::Servers)
            .find_map(|asked| Some(asked.unread(&asked.failure()?)));
        findings.extend(unread.map(|unread| Finding::unread(Ask::Servers, unread)));
        return (findings, false);
    };
    let port = service.value.spec.ports.first().map_or(443, |port| port.port);
    let exchanges = [service.exchange, servers.exchange];
    findings.push(
        Finding::inferred(Fact::Kubernetes, &exchanges, Rule::RulesFollowSlices)
            .with("ip", service.value.spec.cluster_ip)
            .with("port", port.to_string())
            .with("addresses", servers.value.join(", "))
            .line(format!(
                "kubectl get endpointslices -n default -l {SERVICE_LABEL}=kubernetes"
            )),
    );
    (findings, true)
}
