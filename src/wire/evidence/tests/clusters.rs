//! Clusters of other kinds: other identities, several API servers, something in front of them, other rules.

use super::*;
use crate::wire::{hop::Actor, variant::Variant, vocabulary::Vocabulary};

fn api(address: &str) -> Answer {
    json_of(&json!({"kind": "APIVersions", "versions": ["v1"],
        "serverAddressByClientCIDRs": [{"clientCIDR": "0.0.0.0/0", "serverAddress": address}]}))
}

fn filtered() -> Answer {
    answered(403, &[("content-type", "text/plain; charset=utf-8")], "Forbidden\n")
}

fn servers(addresses: &[&str]) -> Answer {
    let endpoints: Vec<Value> = addresses
        .iter()
        .map(|address| json!({"addresses": [address], "conditions": {"ready": true}}))
        .collect();
    let mut slice = slice("default", "kubernetes", &endpoints, 6443);
    slice["ports"][0]["name"] = json!("https");
    list("EndpointSliceList", &[slice])
}

fn leases(count: usize) -> Answer {
    let lease = json!({"metadata": {"name": "apiserver-x"}, "spec": {"renewTime": "2026-11-22T06:39:08.100000Z"}});
    list("LeaseList", &vec![lease; count])
}

fn cluster_info(server: &str) -> Answer {
    let kubeconfig = format!("apiVersion: v1\nclusters:\n- cluster:\n    server: https://{server}\n  name: \"\"\n");
    json_of(&json!({"kind": "ConfigMap", "data": {"kubeconfig": kubeconfig}}))
}

#[test]
fn identities_are_told_by_what_is_refused_and_to_whom() {
    let forbidden = |message: &str| status(403, "Forbidden", message);
    let anonymous = forbidden("forbidden: User \"system:anonymous\" cannot get path \"/api\"");
    // Source: apiserver `pkg/endpoints/filters/impersonation.go`, in the form of any refusal.
    let may_not = forbidden(
        "users \"system:anonymous\" is forbidden: User \"viewer\" cannot impersonate resource \"users\" in API group \
         \"\" at the cluster scope",
    );
    let open = || api("10.0.0.4:6443");
    for (own, other, expected) in [
        (open(), anonymous.clone(), &["kubectl.not_anonymous"][..]),
        (open(), open(), &["kubectl.open_to_anonymous"]),
        (open(), may_not, &["kubectl.known_as"]),
        (anonymous.clone(), anonymous, &["kubectl.taken_for_anonymous"]),
        (
            status(401, "Unauthorized", "Unauthorized"),
            status(401, "Unauthorized", "Unauthorized"),
            &["kubectl.unauthenticated"],
        ),
        (open(), status(500, "InternalError", "x"), &["ask.anonymous.unseen"]),
    ] {
        let answers = [
            (Ask::Filter, filtered()),
            (Ask::Advertised, own),
            (Ask::Anonymous, other),
        ];
        let (evidence, _) = told(ProxyKind::Kubectl, &answers);
        let found = keys(&evidence);
        let skipped = [
            "filtered",
            "plain_loopback",
            "same_origin",
            "api_server_answers",
            "headers",
            "untold",
        ];
        let identity: Vec<&str> = found
            .into_iter()
            .filter(|key| !skipped.iter().any(|skipped| *key == format!("kubectl.{skipped}")))
            .collect();
        assert_eq!(identity, expected);
    }
}

#[test]
fn headers_that_kubectl_proxy_does_not_set_show_somebody_else() {
    let headers = [("content-type", "text/plain"), ("server", "nginx/1.27.0")];
    let refusal = answered(403, &headers, "Forbidden\n");
    let mut plain = api("10.0.0.4:6443");
    plain
        .headers
        .push(("access-control-allow-origin".to_owned(), "*".to_owned()));
    let (evidence, _) = told(ProxyKind::Kubectl, &[(Ask::Filter, refusal), (Ask::Advertised, plain)]);
    assert_eq!(
        keys(&evidence)[..3],
        ["kubectl.behind", "kubectl.plain_loopback", "kubectl.foreign_header"]
    );
    assert_eq!(
        value(find(&evidence, "kubectl.foreign_header"), "value"),
        "nginx/1.27.0"
    );
    assert_eq!(value(find(&evidence, "kubectl.other_origins"), "value"), "*");
}

#[test]
fn a_page_out_of_a_service_is_served_by_an_api_server() {
    let from = Standpoint {
        origin: Origin::parse("https://10.0.0.4:6443").unwrap(),
        page_path: "/api/v1/namespaces/tools/services/console:http/proxy/".to_owned(),
        ..live()
    };
    let wanted = wanted(ProxyKind::Kubectl, &from, &[]);
    let asked = [Asked {
        wanted: wanted[0].clone(),
        exchange: 1,
        failure: None,
        answer: Some(Arc::new(status(404, "NotFound", "configmaps \"exec\" not found"))),
    }];
    let evidence = evidence(ProxyKind::Kubectl, &from, &asked);
    assert_eq!(keys(&evidence), ["kubectl.served_by_api_server", "kubectl.https"]);
    assert_eq!(evidence.fits, None);
}

#[test]
fn what_stands_before_the_api_servers_is_told_from_addresses_and_numbers() {
    let one = || servers(&["10.0.0.4"]);
    let three = || servers(&["10.0.0.4", "10.0.0.5", "10.0.0.6"]);
    for (servers, leases, announced, expected, fits) in [
        (
            one(),
            leases(1),
            "10.0.0.4:6443",
            ["balancer.open", "balancer.own"],
            None,
        ),
        (
            one(),
            leases(1),
            "api.example.test:6443",
            ["balancer.open", "balancer.name"],
            None,
        ),
        (
            one(),
            leases(1),
            "api.example.test:443",
            ["balancer.forwarded", "balancer.port_of_none"],
            None,
        ),
        (
            one(),
            leases(1),
            "10.0.0.100:6443",
            ["balancer.evident", "balancer.of_none"],
            Some(Variant::BalancerTcp),
        ),
        (
            one(),
            leases(3),
            "127.0.0.1:6443",
            ["balancer.shared", "balancer.loopback"],
            None,
        ),
        (
            three(),
            leases(3),
            "api.example.test:6443",
            ["balancer.likely", "balancer.name"],
            None,
        ),
    ] {
        let answers = [
            (Ask::Filter, filtered()),
            (Ask::Servers, servers),
            (Ask::Leases, leases),
            (Ask::Announced, cluster_info(announced)),
            (Ask::Advertised, api("10.0.0.4:6443")),
        ];
        let (evidence, _) = told(ProxyKind::Balancer, &answers);
        let found = keys(&evidence);
        assert_eq!(found[0], expected[0], "{announced}");
        assert!(found.contains(&expected[1]), "{announced}: {found:?}");
        assert_eq!(evidence.fits, fits, "{announced}");
    }
}

/// Where an address gives a load balancer away, the way through kubectl proxy passes it too.
#[test]
fn a_load_balancer_that_is_seen_stands_on_the_way_of_kubectl_proxy() {
    let answers = [
        (Ask::Filter, filtered()),
        (Ask::Servers, servers(&["10.0.0.4"])),
        (Ask::Announced, cluster_info("10.0.0.100:6443")),
        (Ask::Advertised, api("10.0.0.4:6443")),
    ];
    let (_, mut asked) = told(ProxyKind::Kubectl, &answers);
    asked.extend(told(ProxyKind::Balancer, &answers).1);
    let fits = evidence(ProxyKind::Kubectl, &live(), &asked).fits;
    assert_eq!(fits, Some(Variant::KubectlBalanced));
}

#[test]
fn a_header_behind_kubectl_proxy_shows_who_terminates_tls() {
    let mut plain = api("10.0.0.4:6443");
    plain.headers.push(("via".to_owned(), "1.1 gateway".to_owned()));
    let answers = [
        (Ask::Filter, filtered()),
        (Ask::Servers, servers(&["10.0.0.4"])),
        (Ask::Advertised, plain),
    ];
    let (_, mut asked) = told(ProxyKind::Kubectl, &answers);
    asked.extend(
        told(ProxyKind::Balancer, &answers)
            .1
            .into_iter()
            .filter(|it| it.wanted.ask != Ask::Advertised),
    );
    let of_kubectl = evidence(ProxyKind::Kubectl, &live(), &asked);
    assert_eq!(of_kubectl.fits, None, "none of its ways passes such a one");
    let of_balancer = evidence(ProxyKind::Balancer, &live(), &asked);
    assert_eq!(keys(&of_balancer)[0], "balancer.terminates");
    let fits = of_balancer.fits.unwrap();
    assert!(fits.way().is_tls_ended_by(Actor::LoadBalancer), "{fits:?}");
}

#[test]
fn an_address_that_could_not_be_reached_is_compared_too() {
    let error = answered(
        500,
        &[("content-type", "text/plain; charset=utf-8")],
        "dial tcp 10.0.0.100:6443: connect: connection refused\n",
    );
    let answers = [(Ask::Servers, servers(&["10.0.0.4"])), (Ask::Advertised, error)];
    let (evidence, _) = told(ProxyKind::Balancer, &answers);
    assert_eq!(value(find(&evidence, "balancer.dialed"), "address"), "10.0.0.100:6443");
    assert_eq!(value(find(&evidence, "balancer.of_none"), "address"), "10.0.0.100:6443");
}

#[test]
fn of_two_answers_to_the_same_the_newer_counts() {
    let (_, mut asked) = told(ProxyKind::Balancer, &[(Ask::Advertised, api("10.0.0.4:6443"))]);
    let (_, later) = told(ProxyKind::Balancer, &[(Ask::Advertised, api("10.0.0.5:6443"))]);
    asked.extend(later.into_iter().map(|asked| Asked {
        exchange: asked.exchange + 100,
        ..asked
    }));
    let evidence = evidence(ProxyKind::Balancer, &live(), &asked);
    assert_eq!(
        value(find(&evidence, "balancer.advertised"), "address"),
        "10.0.0.5:6443"
    );
}

#[test]
fn an_api_server_without_endpoints_or_leases_is_no_error() {
    let answers = [(Ask::Servers, list("EndpointSliceList", &[])), (Ask::Leases, leases(0))];
    let (evidence, _) = told(ProxyKind::Balancer, &answers);
    assert_eq!(keys(&evidence)[..2], ["balancer.no_servers", "balancer.no_leases"]);
}

#[test]
fn each_mode_of_kube_proxy_has_its_words() {
    for (configuration, expected) in [
        ("kind: KubeProxyConfiguration\nmode: \"\"\n", "default_mode"),
        ("kind: KubeProxyConfiguration\n", "default_mode"),
        ("iptables:\n  mode: other\nmode: iptables\n", "iptables"),
        ("mode: 'ipvs'", "ipvs"),
        ("mode: nftables\nmetricsBindAddress: \"\"", "nftables"),
        ("mode: kernelspace", "kernelspace"),
        ("mode: userspace", "other_mode"),
    ] {
        let map = json_of(&json!({"kind": "ConfigMap", "data": {"config.conf": configuration}}));
        let (evidence, _) = told(ProxyKind::KubeProxy, &[(Ask::Configuration, map)]);
        find(&evidence, &format!("kubeproxy.{expected}"));
    }
    for data in [json!({}), json!({"config": "mode: ipvs"})] {
        let map = json_of(&json!({"kind": "ConfigMap", "data": data}));
        let (evidence, _) = told(ProxyKind::KubeProxy, &[(Ask::Configuration, map)]);
        find(&evidence, "kubeproxy.no_configuration");
    }
}

#[test]
fn a_daemon_set_that_is_not_ready_everywhere_is_told_apart() {
    for (ready, expected) in [(5, "kubeproxy.daemonset"), (4, "kubeproxy.daemonset_partly")] {
        let set = json!({"kind": "DaemonSet", "status": {"desiredNumberScheduled": 5, "numberReady": ready}});
        let (evidence, _) = told(ProxyKind::KubeProxy, &[(Ask::DaemonSet, json_of(&set))]);
        let finding = find(&evidence, expected);
        assert_eq!(
            [value(finding, "ready"), value(finding, "desired")],
            [&ready.to_string(), "5"]
        );
    }
}

#[test]
fn what_may_replace_kube_proxy_is_named() {
    let table = json!({"kind": "Table", "rows": [{"cells": ["cilium", 3, 3]}, {"cells": ["csi-node", 3, 3]}]});
    let (evidence, _) = told(ProxyKind::KubeProxy, &[(Ask::OtherDaemonSets, json_of(&table))]);
    assert_eq!(
        value(find(&evidence, "kubeproxy.other_daemonsets"), "names"),
        "cilium, csi-node"
    );
    let none = json_of(&json!({"kind": "Table", "rows": null}));
    let (evidence, _) = told(ProxyKind::KubeProxy, &[(Ask::OtherDaemonSets, none)]);
    find(&evidence, "kubeproxy.none_at_all");
}

#[test]
fn every_rule_and_question_has_a_source_or_a_key() {
    for rule in super::super::rule::Rule::ALL {
        assert!(rule.source().0.contains(": "), "{rule:?}");
    }
    for ask in Ask::ALL {
        assert_ne!(ask.ask_key(), ask.unseen_key());
    }
}
