//! What the recorded cluster shows of the five proxies, asked and answered as the page does it; and what is said where
//! answers are missing, refused or broken, each in a form that a real server gave.

#[path = "evidence/asking.rs"]
mod asking;

use std::collections::HashSet;

use deckprism::{
    kube::{
        path::{ApiPath, Guard},
        request::ApiRequest,
    },
    wire::{
        evidence::{Finding, Standpoint, Wanted, ask::Ask, connection, evidence, verdict::Verdict},
        journey::situation::Connection,
        proxy::ProxyKind,
        variant::Variant,
        vocabulary::Vocabulary,
    },
};
use proptest::prelude::*;

use super::{answer, request};
use asking::{FATES, Fate, RECORDING, ask, check, find, keys, live, of, paths, standpoint, value};

#[test]
fn the_recorded_cluster_shows_all_five() {
    for kind in ProxyKind::ALL {
        let (evidence, asked) = of(*kind);
        check(*kind, &evidence, &asked);
        let is_missing = |finding: &&Finding| matches!(finding.verdict, Verdict::NotRecorded { .. });
        assert_eq!(evidence.findings.iter().find(is_missing), None, "{kind:?}");
    }
}

#[test]
fn requests_are_harmless_small_and_each_sent_once() {
    for kind in ProxyKind::ALL {
        let (_, asked) = of(*kind);
        let requests: HashSet<&ApiRequest> = asked.iter().map(|asked| &asked.wanted.request).collect();
        assert_eq!(requests.len(), asked.len(), "{kind:?} asks twice");
        assert!(asked.len() <= 7, "{kind:?}");
        for asked in &asked {
            let request = &asked.wanted.request;
            assert_eq!(request.path.guard(), None, "{request:?}");
            assert!(!request.is_of_secrets(), "{request:?}");
            let bytes = asked.answer.as_ref().map_or(0, |answer| answer.body.len());
            assert!(bytes < 200_000, "{request:?}: {bytes}");
            assert_eq!(
                request.head.impersonate_user.is_some(),
                asked.wanted.ask.is_impersonating(),
                "{request:?}"
            );
        }
    }
}

#[test]
fn what_one_proxy_asked_is_not_asked_again_for_another() {
    let from = standpoint("http://127.0.0.1:8001", true);
    let asked = ask(ProxyKind::ALL, &from, |_| Fate::Recorded);
    let requests: HashSet<&ApiRequest> = asked.iter().map(|asked| &asked.wanted.request).collect();
    assert_eq!(requests.len(), asked.len());
    for kind in ProxyKind::ALL {
        let (alone, _) = of(*kind);
        let together = evidence(*kind, &from, &asked);
        assert_eq!((keys(&alone), alone.fits), (keys(&together), together.fits), "{kind:?}");
    }
}

#[test]
fn kubectl_proxy_is_told_by_two_voices_and_an_identity() {
    let (evidence, _) = of(ProxyKind::Kubectl);
    assert_eq!(
        keys(&evidence),
        [
            "kubectl.recorded",
            "kubectl.api_server_answers",
            "kubectl.not_anonymous",
            "kubectl.headers",
            "kubectl.untold"
        ]
    );
    assert_eq!(evidence.fits, Some(Variant::KubectlLocal));
    let from = live();
    let asked = ask(&[ProxyKind::Kubectl], &from, |_| Fate::Recorded);
    assert_eq!(connection(&from, &asked), Connection::KubectlProxy { filter: 1 });
    let evidence = deckprism::wire::evidence::evidence(ProxyKind::Kubectl, &from, &asked);
    assert_eq!(
        keys(&evidence)[..5],
        [
            "kubectl.filtered",
            "kubectl.plain_loopback",
            "kubectl.same_origin",
            "kubectl.api_server_answers",
            "kubectl.not_anonymous"
        ]
    );
    check(ProxyKind::Kubectl, &evidence, &asked);
    let Verdict::Inferred { exchanges, .. } = &find(&evidence, "kubectl.not_anonymous").verdict else {
        panic!("{evidence:?}")
    };
    assert_eq!(*exchanges, [2, 3]);
}

#[test]
fn other_origins_are_not_taken_for_kubectl_proxy() {
    let passed_on = |wanted: &Wanted| {
        if wanted.ask == Ask::Filter {
            Fate::NotFound
        } else {
            Fate::Recorded
        }
    };
    for (origin, is_filtered, expected, fits) in [
        (
            "http://127.0.0.1:8001",
            false,
            ["kubectl.relaxed", "kubectl.plain_loopback"],
            None,
        ),
        (
            "http://192.0.2.7:8080",
            false,
            ["kubectl.other", "kubectl.plain_network"],
            None,
        ),
        (
            "https://console.example.test",
            false,
            ["kubectl.other", "kubectl.https"],
            None,
        ),
        (
            "https://console.example.test",
            true,
            ["kubectl.behind", "kubectl.https"],
            Some(Variant::KubectlLocal),
        ),
    ] {
        let from = standpoint(origin, false);
        let asked = ask(&[ProxyKind::Kubectl], &from, |wanted| {
            if is_filtered { Fate::Recorded } else { passed_on(wanted) }
        });
        let evidence = evidence(ProxyKind::Kubectl, &from, &asked);
        check(ProxyKind::Kubectl, &evidence, &asked);
        assert_eq!(keys(&evidence)[..2], expected, "{origin}");
        assert_eq!(evidence.fits, fits, "{origin}");
    }
}

#[test]
fn a_refusal_names_who_asks() {
    let from = live();
    let asked = ask(&[ProxyKind::Kubectl], &from, |wanted| {
        if wanted.ask == Ask::Advertised {
            Fate::Refused
        } else {
            Fate::Recorded
        }
    });
    let evidence = evidence(ProxyKind::Kubectl, &from, &asked);
    let user = value(find(&evidence, "kubectl.known_as"), "user");
    assert_eq!(user, "system:serviceaccount:team-a:restricted");
    assert!(!keys(&evidence).contains(&"kubectl.not_anonymous"));
}

#[test]
fn what_the_api_server_could_reach_is_named_and_never_opened() {
    let (evidence, asked) = of(ProxyKind::ApiServer);
    assert_eq!(
        keys(&evidence),
        [
            "apiserver.services_proxy",
            "apiserver.pods_proxy",
            "apiserver.nodes_proxy",
            "apiserver.rights",
            "apiserver.service",
            "apiserver.service",
            "apiserver.service",
            "apiserver.none_ready",
            "apiserver.not_pods",
            "apiserver.external",
            "apiserver.pod",
            "apiserver.pod",
            "apiserver.node",
            "apiserver.node",
            "apiserver.node",
            "apiserver.printed",
            "apiserver.printed_dns",
            "apiserver.other_port"
        ]
    );
    assert_eq!(evidence.fits, Some(Variant::ApiServerService));
    let spelt: Vec<&str> = paths(&evidence).into_iter().map(ApiPath::as_str).collect();
    for path in [
        "/api/v1/namespaces/default/services/hello:http/proxy/",
        "/api/v1/namespaces/kube/services/web:80/proxy/",
        "/api/v1/namespaces/kube-system/services/kube-dns:metrics/proxy/metrics",
        "/api/v1/nodes/control-plane-1/proxy/healthz",
    ] {
        assert!(spelt.contains(&path), "{path} in {spelt:?}");
    }
    for path in paths(&evidence) {
        assert!(matches!(path.guard(), Some(Guard::Proxy | Guard::NodeProxy)), "{path}");
        assert!(
            asked.iter().all(|asked| asked.wanted.request.path != *path),
            "{path} was sent"
        );
    }
    // The recording has the real answer to the Service that is said to have no Pods.
    assert_eq!(
        value(find(&evidence, "apiserver.not_pods"), "service"),
        "default/kubernetes"
    );
    let refused = "/api/v1/namespaces/default/services/https:kubernetes:https/proxy/version";
    let refusal = answer(&RECORDING, &request(refused, None)).unwrap();
    assert_eq!(refusal.code, 503);
    assert!(String::from_utf8_lossy(&refusal.body).contains("no endpoints available for service"));
    assert_eq!(
        value(find(&evidence, "apiserver.printed"), "path"),
        "/api/v1/namespaces/kube-system/services/kube-dns:dns/proxy"
    );
}

#[test]
fn kube_proxy_is_told_by_its_traces() {
    let (evidence, _) = of(ProxyKind::KubeProxy);
    assert_eq!(
        keys(&evidence),
        [
            "kubeproxy.daemonset",
            "kubeproxy.nftables",
            "kubeproxy.server",
            "kubeproxy.spread",
            "kubeproxy.affinity",
            "kubeproxy.kubernetes",
            "kubeproxy.rules"
        ]
    );
    assert_eq!(evidence.fits, Some(Variant::KubeProxyService));
    let spread = find(&evidence, "kubeproxy.spread");
    let told = ["service", "ip", "ports", "count", "nodes"].map(|name| value(spread, name));
    assert_eq!(told, ["default/hello", "10.96.10.10", "80/TCP", "3", "3"]);
    assert!(value(spread, "addresses").contains(":8080, "));
}

#[test]
fn a_cluster_without_kube_proxy_says_what_else_there_is() {
    let from = standpoint("http://127.0.0.1:8001", true);
    let asked = ask(&[ProxyKind::KubeProxy], &from, |wanted| match wanted.ask {
        Ask::DaemonSet | Ask::Configuration => Fate::NotFound,
        _ => Fate::Recorded,
    });
    let evidence = evidence(ProxyKind::KubeProxy, &from, &asked);
    check(ProxyKind::KubeProxy, &evidence, &asked);
    assert_eq!(
        keys(&evidence)[..3],
        [
            "kubeproxy.no_daemonset",
            "kubeproxy.other_daemonsets",
            "ask.configuration.unseen"
        ]
    );
    assert_eq!(
        value(find(&evidence, "kubeproxy.other_daemonsets"), "names"),
        "kube-proxy"
    );
}

#[test]
fn addresses_are_compared_before_anything_is_said_of_a_load_balancer() {
    let (evidence, _) = of(ProxyKind::Balancer);
    assert_eq!(
        keys(&evidence),
        [
            "balancer.forwarded",
            "balancer.server",
            "balancer.leases",
            "balancer.announced",
            "balancer.port_of_none",
            "balancer.advertised",
            "balancer.name",
            "balancer.kubeconfig"
        ]
    );
    assert_eq!(evidence.fits, None, "nothing shows that requests pass it");
}

#[test]
fn services_with_and_without_a_providers_address_are_told_apart() {
    let (evidence, asked) = of(ProxyKind::Cloud);
    assert_eq!(
        keys(&evidence),
        [
            "cloud.given",
            "cloud.mode_vip",
            "cloud.node_ports",
            "cloud.local_checked",
            "cloud.given",
            "cloud.mode_proxy",
            "cloud.no_node_ports",
            "cloud.pending",
            "cloud.no_event",
            "cloud.way"
        ]
    );
    assert_eq!(evidence.fits, Some(Variant::CloudTcp));
    assert_eq!(
        value(find(&evidence, "cloud.node_ports"), "ports"),
        "80 → 30080, 443 → 30443"
    );
    assert_eq!(asked.len(), 2);
}

/// Who may not look everywhere is asked for where they may: in the namespace that their name tells.
#[test]
fn who_may_not_list_everywhere_is_asked_in_one_namespace() {
    let from = live();
    let asked = ask(&[ProxyKind::ApiServer], &from, |wanted| {
        if wanted.request.target().namespace() == Some("team-a") {
            Fate::Recorded
        } else {
            Fate::Refused
        }
    });
    let evidence = evidence(ProxyKind::ApiServer, &from, &asked);
    check(ProxyKind::ApiServer, &evidence, &asked);
    assert_eq!(value(find(&evidence, "apiserver.service"), "service"), "team-a/web");
    assert!(value(find(&evidence, "apiserver.pod"), "pod").starts_with("team-a/web-"));
    assert!(matches!(
        find(&evidence, "ask.nodes.unseen").verdict,
        Verdict::Refused { .. }
    ));
    let chosen = Standpoint {
        namespace: Some("shop".to_owned()),
        ..from
    };
    let asked = ask(&[ProxyKind::Cloud], &chosen, |wanted| {
        if wanted.request.target().namespace() == Some("shop") {
            Fate::Recorded
        } else {
            Fate::Refused
        }
    });
    let evidence = deckprism::wire::evidence::evidence(ProxyKind::Cloud, &chosen, &asked);
    assert_eq!(value(find(&evidence, "cloud.given"), "service"), "shop/web");
}

#[test]
fn where_nothing_can_be_seen_it_is_said_of_each_proxy_what_and_why() {
    for fate in FATES.into_iter().skip(1) {
        for kind in ProxyKind::ALL {
            let from = live();
            let asked = ask(&[*kind], &from, |_| fate);
            let evidence = evidence(*kind, &from, &asked);
            check(*kind, &evidence, &asked);
            let told = evidence
                .findings
                .iter()
                .filter(|finding| !finding.verdict.exchanges().is_empty());
            assert!(told.count() > 0, "{kind:?} {fate:?} says nothing of what was asked");
            assert!(
                evidence.findings.len() > 1,
                "{kind:?} {fate:?} teaches nothing: {:?}",
                keys(&evidence)
            );
        }
    }
}

#[test]
fn nothing_is_said_before_anything_was_asked() {
    for from in [live(), standpoint("http://127.0.0.1:8001", true)] {
        for kind in ProxyKind::ALL {
            let evidence = evidence(*kind, &from, &[]);
            assert_eq!((keys(&evidence), evidence.fits), (Vec::new(), None), "{kind:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// However answers fail, asking ends, and each finding is whole and rests on what was asked.
    #[test]
    fn findings_are_whole_whatever_comes(fates in prop::collection::vec(0..FATES.len(), Ask::ALL.len() * 2)) {
        let from = live();
        let asked = ask(ProxyKind::ALL, &from, |wanted| {
            let is_narrow = wanted.request.target().namespace().is_some();
            FATES[fates[wanted.ask as usize * 2 + usize::from(is_narrow)]]
        });
        for kind in ProxyKind::ALL {
            check(*kind, &evidence(*kind, &from, &asked), &asked);
        }
    }
}
