//! What holds for each of the five proxies, whichever way one takes through it.

use super::ways;
use crate::kube::path::ApiPath;
use crate::wire::{
    guide::{Example, Look, Question},
    hop::{Act, Actor, Check, Credential, Form, Identity, Scheme, Tls},
    proxy::{
        ProxyKind,
        column::{ClientTls, Handling, OnwardTls, Protocol},
    },
    variant::Variant,
    vocabulary::Vocabulary,
};

#[test]
fn kubectl_proxy_terminates_no_tls_and_adds_an_identity() {
    for (variant, way) in ways(ProxyKind::Kubectl) {
        let [first, second, ..] = way.hops.as_ref() else {
            unreachable!("{variant:?}")
        };
        assert_eq!(
            (first.scheme, first.tls, first.credential),
            (Scheme::Http, Tls::None, Credential::None)
        );
        assert!(first.acts.contains(&Act::Filters));
        assert!(!way.is_tls_ended_by(Actor::KubectlProxy));
        let [span] = way.spans()[..] else {
            unreachable!("{variant:?}: one session")
        };
        assert_eq!(
            (span.session.opened_by, span.session.ended_by),
            (Actor::KubectlProxy, Actor::ApiServer)
        );
        assert_ne!(span.session.check, Check::Unchecked);
        let Credential::Added(identity) = second.credential else {
            unreachable!("{variant:?}")
        };
        let (expected, form) = match variant {
            Variant::KubectlSidecar => (Identity::ServiceAccount, Form::Header),
            _ => (Identity::Kubeconfig, Form::Either),
        };
        assert_eq!((identity, identity.form()), (expected, form));
    }
}

#[test]
fn kube_proxy_never_terminates_tls_and_never_touches_a_credential() {
    for kind in ProxyKind::ALL {
        for (variant, way) in ways(*kind) {
            assert!(!way.is_tls_ended_by(Actor::NodeKernel), "{variant:?}");
            assert!(!way.is_tls_ended_by(Actor::KubeProxy), "{variant:?}");
            for hop in way.hops.iter().filter(|hop| hop.from == Actor::NodeKernel) {
                assert_eq!(hop.credential, Credential::Untouched, "{variant:?}");
            }
            let on_the_way = way.stops().position(|stop| stop == Actor::KubeProxy);
            assert!(
                matches!((variant, on_the_way), (Variant::KubeProxyControl, Some(0)) | (_, None)),
                "{variant:?}"
            );
        }
    }
    let facts = ProxyKind::KubeProxy.facts();
    assert_eq!(
        (facts.client_tls, facts.onward_tls),
        (ClientTls::Never, OnwardTls::NoConnection)
    );
    assert_eq!(facts.protocols, [Protocol::Tcp, Protocol::Udp, Protocol::Sctp]);
}

#[test]
fn the_api_server_terminates_strips_and_opens_anew() {
    for (variant, way) in ways(ProxyKind::ApiServer) {
        assert!(way.is_tls_ended_by(Actor::ApiServer), "{variant:?}");
        let [first, onward] = way.hops.as_ref() else {
            unreachable!("{variant:?}")
        };
        assert!(first.acts.contains(&Act::AdmitsProxying));
        assert!(matches!(
            onward.credential,
            Credential::Stripped | Credential::Replaced(_)
        ));
        assert!(
            !way.stops().any(|stop| stop == Actor::NodeKernel),
            "a Service's cluster IP is not on the way"
        );
        assert_eq!(
            onward.tls.session().map(|session| session.check),
            match variant {
                Variant::ApiServerPodHttps => Some(Check::Unchecked),
                Variant::ApiServerKubelet => Some(Check::KubeletCaIfSet),
                _ => None,
            },
            "{variant:?}"
        );
    }
    let kubelet = Variant::ApiServerKubelet.hops().last();
    assert!(kubelet.is_some_and(|hop| hop.credential == Credential::Replaced(Identity::KubeletClient)));
    assert_eq!(Identity::KubeletClient.form(), Form::Certificate);
    assert_eq!(ProxyKind::ApiServer.facts().handling, Handling::Removes);
}

/// Whether a client certificate of the caller's reaches the API server.
fn certificate_arrives(variant: Variant) -> bool {
    variant.way().spans().iter().any(|span| {
        matches!(span.session.opened_by, Actor::Client | Actor::KubectlProxy)
            && span.session.ended_by == Actor::ApiServer
    })
}

#[test]
fn a_load_balancer_breaks_client_certificates_only_where_it_terminates_tls() {
    for (variant, terminates, credential) in [
        (Variant::BalancerTcp, false, Credential::Untouched),
        (Variant::BalancerTls, true, Credential::HeadersOnly),
        (
            Variant::BalancerIdentity,
            true,
            Credential::Replaced(Identity::FrontProxy),
        ),
        (Variant::KubectlBalanced, false, Credential::Untouched),
    ] {
        assert_eq!(
            variant.way().is_tls_ended_by(Actor::LoadBalancer),
            terminates,
            "{variant:?}"
        );
        assert_eq!(certificate_arrives(variant), !terminates, "{variant:?}");
        assert_eq!(
            variant.hops().last().map(|hop| hop.credential),
            Some(credential),
            "{variant:?}"
        );
    }
}

#[test]
fn a_cloud_load_balancer_terminates_tls_only_with_a_listener() {
    for (variant, way) in ways(ProxyKind::Cloud) {
        let has_listener = matches!(variant, Variant::CloudTls | Variant::CloudTlsAgain);
        assert_eq!(
            way.is_tls_ended_by(Actor::CloudLoadBalancer),
            has_listener,
            "{variant:?}"
        );
        assert_eq!(
            way.is_tls_ended_by(Actor::Pod),
            variant != Variant::CloudTls,
            "{variant:?}"
        );
        assert!(
            !way.stops().any(|stop| stop == Actor::ApiServer),
            "the API server is not on the way"
        );
    }
}

/// The comparison may not say more or less than the ways do.
#[test]
fn the_comparison_agrees_with_the_ways() {
    for kind in ProxyKind::ALL {
        let ends: Vec<bool> = ways(*kind).map(|(_, way)| way.is_tls_ended_by(kind.actor())).collect();
        let opens: Vec<bool> = ways(*kind)
            .map(|(_, way)| way.spans().iter().any(|span| span.session.opened_by == kind.actor()))
            .collect();
        let (all, some) = (
            |list: &[bool]| list.iter().all(|it| *it),
            |list: &[bool]| list.contains(&true),
        );
        match kind.facts().client_tls {
            ClientTls::Never | ClientTls::NoTls => assert!(!some(&ends), "{kind:?}"),
            ClientTls::IfConfigured => assert!(some(&ends) && !all(&ends), "{kind:?}"),
            ClientTls::Always => assert!(all(&ends), "{kind:?}"),
        }
        match kind.facts().onward_tls {
            OnwardTls::NoConnection => assert!(!some(&opens), "{kind:?}"),
            OnwardTls::IfConfigured | OnwardTls::IfAsked => {
                assert!(some(&opens) && !all(&opens), "{kind:?}");
            }
            OnwardTls::Always => assert!(all(&opens), "{kind:?}"),
        }
    }
    let numbers: Vec<u8> = ProxyKind::ALL.iter().map(|kind| kind.number()).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5]);
    let ids: Vec<&str> = ProxyKind::ALL.iter().map(|kind| kind.id()).collect();
    assert_eq!(ids, ["kubectl", "apiserver", "kubeproxy", "balancer", "cloud"]);
}

/// A page links to these: each is one harmless GET, and each of them belongs to one proxy.
#[test]
fn requests_to_open_are_safe() {
    let mut listed: Vec<Look> = Vec::new();
    for kind in ProxyKind::ALL {
        listed.extend(kind.looks());
    }
    assert_eq!(listed, Look::ALL);
    for look in Look::ALL {
        let path = look.request().split('?').next().unwrap_or_default();
        let guard = ApiPath::parse(path).map(|path| path.guard());
        assert!(matches!(guard, Ok(None)), "{look:?}: {guard:?}");
    }
}

#[test]
fn questions_and_examples_know_all_five() {
    let asked: Vec<ProxyKind> = Question::ALL.iter().map(|question| question.proxy()).collect();
    assert_eq!(asked, ProxyKind::ALL);
    for kind in ProxyKind::ALL {
        let passed = |example: &Example| example.passes().contains(kind) || example.may_pass().contains(kind);
        assert!(Example::ALL.iter().any(passed), "{kind:?}");
    }
    for example in Example::ALL {
        assert!(
            !example.passes().iter().any(|kind| example.may_pass().contains(kind)),
            "{example:?}"
        );
    }
    // What the API server proxies does not go through the rules of kube-proxy.
    assert!(!Example::ServiceProxy.passes().contains(&ProxyKind::KubeProxy));
}
