//! Every hop of every way, pinned; what holds for each proxy is in `proxies`, what holds for drawings in `layout`.

use super::{
    hop::{Actor, Exposure, Hop, Scheme},
    proxy::ProxyKind,
    variant::Variant,
    vocabulary::Vocabulary,
    way::Way,
};

mod layout;
mod proxies;

fn ways(kind: ProxyKind) -> impl Iterator<Item = (Variant, Way)> {
    kind.variants().iter().map(|variant| (*variant, variant.way()))
}

use Actor::{
    ApiServer, Browser, Client, CloudLoadBalancer, Container, Etcd, ExtensionApiServer, KubeProxy, KubectlProxy,
    Kubelet, LoadBalancer, NodeKernel, Pod, User,
};
use Exposure::{Encrypted, EndsDecide, PlainText};

/// From, to, who can read along, and who terminates the TLS in which the hop lies.
type Row = (Actor, Actor, Exposure, Option<Actor>);

/// For every hop of every way.
const WIRES: &[(Variant, &[Row])] = &[
    (
        Variant::KubectlLocal,
        &[
            (Browser, KubectlProxy, PlainText, None),
            (KubectlProxy, ApiServer, Encrypted, Some(ApiServer)),
        ],
    ),
    (
        Variant::KubectlBalanced,
        &[
            (Browser, KubectlProxy, PlainText, None),
            (KubectlProxy, LoadBalancer, Encrypted, Some(ApiServer)),
            (LoadBalancer, ApiServer, Encrypted, Some(ApiServer)),
        ],
    ),
    (
        Variant::KubectlSidecar,
        &[
            (Container, KubectlProxy, PlainText, None),
            (KubectlProxy, NodeKernel, Encrypted, Some(ApiServer)),
            (NodeKernel, ApiServer, Encrypted, Some(ApiServer)),
        ],
    ),
    (
        Variant::ApiServerPod,
        &[
            (Client, ApiServer, Encrypted, Some(ApiServer)),
            (ApiServer, Pod, PlainText, None),
        ],
    ),
    (
        Variant::ApiServerPodHttps,
        &[
            (Client, ApiServer, Encrypted, Some(ApiServer)),
            (ApiServer, Pod, Encrypted, Some(Pod)),
        ],
    ),
    (
        Variant::ApiServerService,
        &[
            (Client, ApiServer, Encrypted, Some(ApiServer)),
            (ApiServer, Pod, PlainText, None),
        ],
    ),
    (
        Variant::ApiServerKubelet,
        &[
            (Client, ApiServer, Encrypted, Some(ApiServer)),
            (ApiServer, Kubelet, Encrypted, Some(Kubelet)),
        ],
    ),
    (
        Variant::KubeProxyService,
        &[
            (Container, NodeKernel, EndsDecide, Some(Pod)),
            (NodeKernel, Pod, EndsDecide, Some(Pod)),
        ],
    ),
    (
        Variant::KubeProxyApi,
        &[
            (Container, NodeKernel, Encrypted, Some(ApiServer)),
            (NodeKernel, ApiServer, Encrypted, Some(ApiServer)),
        ],
    ),
    (
        Variant::KubeProxyControl,
        &[(KubeProxy, ApiServer, Encrypted, Some(ApiServer))],
    ),
    (
        Variant::BalancerTcp,
        &[
            (Client, LoadBalancer, Encrypted, Some(ApiServer)),
            (LoadBalancer, ApiServer, Encrypted, Some(ApiServer)),
        ],
    ),
    (
        Variant::BalancerTls,
        &[
            (Client, LoadBalancer, Encrypted, Some(LoadBalancer)),
            (LoadBalancer, ApiServer, Encrypted, Some(ApiServer)),
        ],
    ),
    (
        Variant::BalancerIdentity,
        &[
            (Client, LoadBalancer, Encrypted, Some(LoadBalancer)),
            (LoadBalancer, ApiServer, Encrypted, Some(ApiServer)),
        ],
    ),
    (
        Variant::CloudTcp,
        &[
            (User, CloudLoadBalancer, EndsDecide, Some(Pod)),
            (CloudLoadBalancer, NodeKernel, EndsDecide, Some(Pod)),
            (NodeKernel, Pod, EndsDecide, Some(Pod)),
        ],
    ),
    (
        Variant::CloudDirect,
        &[
            (User, CloudLoadBalancer, EndsDecide, Some(Pod)),
            (CloudLoadBalancer, Pod, EndsDecide, Some(Pod)),
        ],
    ),
    (
        Variant::CloudTls,
        &[
            (User, CloudLoadBalancer, Encrypted, Some(CloudLoadBalancer)),
            (CloudLoadBalancer, NodeKernel, PlainText, None),
            (NodeKernel, Pod, PlainText, None),
        ],
    ),
    (
        Variant::CloudTlsAgain,
        &[
            (User, CloudLoadBalancer, Encrypted, Some(CloudLoadBalancer)),
            (CloudLoadBalancer, NodeKernel, Encrypted, Some(Pod)),
            (NodeKernel, Pod, Encrypted, Some(Pod)),
        ],
    ),
    (
        Variant::Aggregated,
        &[
            (Client, ApiServer, Encrypted, Some(ApiServer)),
            (ApiServer, ExtensionApiServer, Encrypted, Some(ExtensionApiServer)),
        ],
    ),
    (
        Variant::Stored,
        &[
            (Client, ApiServer, Encrypted, Some(ApiServer)),
            (ApiServer, Etcd, Encrypted, Some(Etcd)),
        ],
    ),
];

#[test]
fn hops_run_over_the_right_wires() {
    let listed: Vec<Variant> = WIRES.iter().map(|(variant, _)| *variant).collect();
    assert_eq!(listed, Variant::ALL, "every way is pinned");
    for (variant, rows) in WIRES {
        let found: Vec<Row> = variant
            .hops()
            .iter()
            .map(|hop| {
                (
                    hop.from,
                    hop.to,
                    hop.exposure(),
                    hop.tls.session().map(|session| session.ended_by),
                )
            })
            .collect();
        assert_eq!(found, *rows, "{variant:?}");
    }
}

#[test]
fn ways_are_sound() {
    for variant in Variant::ALL {
        assert!(Way::new(variant.hops()).is_some(), "{variant:?}");
        for hop in variant.hops() {
            let is_plain = matches!(hop.scheme, Scheme::Http);
            assert_eq!(
                is_plain,
                hop.exposure() == Exposure::PlainText,
                "{variant:?}: HTTP is plain, nothing else"
            );
            assert!(!(hop.ends_tls() && hop.passes_tls()));
        }
        let way = variant.way();
        assert!(!way.sources().is_empty(), "{variant:?} is documented");
    }
    let [first, second] = Variant::KubectlLocal.hops() else {
        unreachable!("two hops")
    };
    let broken: [(&str, Vec<Hop>); 4] = [
        ("nothing", vec![]),
        ("a gap", vec![second.clone(), first.clone()]),
        ("the same party twice", {
            let back = Hop {
                from: first.to,
                to: first.from,
                ..first.clone()
            };
            vec![first.clone(), back]
        }),
        (
            "a session that is cut",
            Variant::BalancerTcp.hops().iter().take(1).cloned().collect(),
        ),
    ];
    for (why, hops) in broken {
        assert!(Way::new(hops).is_none(), "{why}");
    }
}

#[test]
fn each_variant_belongs_to_one_proxy_and_passes_it() {
    let mut listed: Vec<Variant> = Vec::new();
    for kind in ProxyKind::ALL {
        assert_eq!(kind.variants().first(), Some(&kind.usual()));
        for (variant, way) in ways(*kind) {
            // The connection of the kube-proxy process itself shows that no packet passes it.
            if variant != Variant::KubeProxyControl {
                assert!(way.stops().any(|stop| stop == kind.actor()), "{variant:?}");
            }
            listed.push(variant);
        }
    }
    listed.extend([Variant::Aggregated, Variant::Stored]);
    assert_eq!(listed, Variant::ALL);
}
