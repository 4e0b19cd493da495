//! The five proxies, and what is true of each: the columns of the comparison, and the ways through it.

use super::{
    hop::Actor,
    variant::Variant,
    vocabulary::{Vocabulary, vocabulary},
};
use column::{Balancing, Callers, ClientTls, Handling, Knows, Layer, OnwardTls, Place, Protocol, Reach, SetUpBy};

pub mod column;
pub mod order;

vocabulary! {
    /// The five kinds of proxy of "Proxies in Kubernetes", in its order.
    ProxyKind under "proxies" {
        /// `kubectl proxy`.
        Kubectl = "kubectl",
        /// The `…/proxy` subresources of the API server.
        ApiServer = "apiserver",
        /// kube-proxy and the rules that it writes.
        KubeProxy = "kubeproxy",
        /// What stands before the API servers.
        Balancer = "balancer",
        /// The provider's load balancer of a Service.
        Cloud = "cloud",
    }
}

/// One line of the comparison.
///
/// Sources: kubernetes.io "Proxies in Kubernetes", "Accessing Clusters", "Virtual IPs and Service Proxies",
/// "Communication between Nodes and the Control Plane"; kubectl `pkg/proxy`; apiserver
/// `pkg/endpoints/filters`; apimachinery `pkg/util/proxy`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Where it runs.
    pub places: &'static [Place],
    /// What it works on.
    pub layer: Layer,
    /// What it carries.
    pub protocols: &'static [Protocol],
    /// Who connects to it.
    pub callers: Callers,
    /// Whether it terminates the TLS of who connects.
    pub client_tls: ClientTls,
    /// Whether it opens TLS onward.
    pub onward_tls: OnwardTls,
    /// What it does with the credential.
    pub handling: Handling,
    /// Whether it sees the credential.
    pub knows: Knows,
    /// What it balances.
    pub balancing: Balancing,
    /// What can be reached through it.
    pub reach: Reach,
    /// Who sets it up.
    pub set_up_by: SetUpBy,
}

impl ProxyKind {
    /// Its id in keys and addresses: `kubectl`, `apiserver`, `kubeproxy`, `balancer`, `cloud`.
    pub fn id(self) -> &'static str {
        self.key().trim_start_matches("proxies.")
    }

    /// Its number, from 1, in the order in which the documentation counts them.
    pub fn number(self) -> u8 {
        match self {
            Self::Kubectl => 1,
            Self::ApiServer => 2,
            Self::KubeProxy => 3,
            Self::Balancer => 4,
            Self::Cloud => 5,
        }
    }

    /// As which party it stands on a way.
    pub fn actor(self) -> Actor {
        match self {
            Self::Kubectl => Actor::KubectlProxy,
            Self::ApiServer => Actor::ApiServer,
            Self::KubeProxy => Actor::NodeKernel,
            Self::Balancer => Actor::LoadBalancer,
            Self::Cloud => Actor::CloudLoadBalancer,
        }
    }

    /// The way that most requests through it take.
    pub fn usual(self) -> Variant {
        match self {
            Self::Kubectl => Variant::KubectlLocal,
            Self::ApiServer => Variant::ApiServerPod,
            Self::KubeProxy => Variant::KubeProxyService,
            Self::Balancer => Variant::BalancerTcp,
            Self::Cloud => Variant::CloudTcp,
        }
    }

    /// The ways through it, the usual one first.
    pub fn variants(self) -> &'static [Variant] {
        match self {
            Self::Kubectl => &[Variant::KubectlLocal, Variant::KubectlBalanced, Variant::KubectlSidecar],
            Self::ApiServer => &[
                Variant::ApiServerPod,
                Variant::ApiServerPodHttps,
                Variant::ApiServerService,
                Variant::ApiServerKubelet,
            ],
            Self::KubeProxy => &[
                Variant::KubeProxyService,
                Variant::KubeProxyApi,
                Variant::KubeProxyControl,
            ],
            Self::Balancer => &[Variant::BalancerTcp, Variant::BalancerTls, Variant::BalancerIdentity],
            Self::Cloud => &[
                Variant::CloudTcp,
                Variant::CloudDirect,
                Variant::CloudTls,
                Variant::CloudTlsAgain,
            ],
        }
    }

    /// What is true of it.
    pub fn facts(self) -> Facts {
        use Protocol::{Http, Https, Sctp, Spdy, Tcp, Udp, WebSocket};
        match self {
            Self::Kubectl => Facts {
                places: &[Place::UserMachine, Place::InsidePod],
                layer: Layer::Requests,
                protocols: &[Http, WebSocket, Spdy],
                callers: Callers::LocalPrograms,
                client_tls: ClientTls::NoTls,
                onward_tls: OnwardTls::Always,
                handling: Handling::Adds,
                knows: Knows::Yes,
                balancing: Balancing::Nothing,
                reach: Reach::ApiPaths,
                set_up_by: SetUpBy::You,
            },
            Self::ApiServer => Facts {
                places: &[Place::InsideApiServer],
                layer: Layer::Requests,
                protocols: &[Http, Https, WebSocket, Spdy],
                callers: Callers::AuthorizedClients,
                client_tls: ClientTls::Always,
                onward_tls: OnwardTls::IfAsked,
                handling: Handling::Removes,
                knows: Knows::Yes,
                balancing: Balancing::EndpointPerRequest,
                reach: Reach::NodesPodsServices,
                set_up_by: SetUpBy::BuiltIn,
            },
            Self::KubeProxy => Facts {
                places: &[Place::EveryNode],
                layer: Layer::Packets,
                protocols: &[Tcp, Udp, Sctp],
                callers: Callers::ServiceClients,
                client_tls: ClientTls::Never,
                onward_tls: OnwardTls::NoConnection,
                handling: Handling::LeavesAlone,
                knows: Knows::No,
                balancing: Balancing::BackendPerConnection,
                reach: Reach::Services,
                set_up_by: SetUpBy::Administrator,
            },
            Self::Balancer => Facts {
                places: &[Place::BesideControlPlane],
                layer: Layer::ConnectionsOrRequests,
                protocols: &[Tcp, Https],
                callers: Callers::ApiClients,
                client_tls: ClientTls::IfConfigured,
                onward_tls: OnwardTls::IfConfigured,
                handling: Handling::LosesCertificates,
                knows: Knows::IfTerminating,
                balancing: Balancing::ServerPerConnection,
                reach: Reach::ApiServers,
                set_up_by: SetUpBy::AdministratorOrProvider,
            },
            Self::Cloud => Facts {
                places: &[Place::ProviderNetwork],
                layer: Layer::ConnectionsOrRequests,
                protocols: &[Tcp, Udp, Sctp],
                callers: Callers::OutsideUsers,
                client_tls: ClientTls::IfConfigured,
                onward_tls: OnwardTls::IfConfigured,
                handling: Handling::LosesCertificates,
                knows: Knows::IfTerminating,
                balancing: Balancing::ProviderRules,
                reach: Reach::OneService,
                set_up_by: SetUpBy::Controller,
            },
        }
    }
}
