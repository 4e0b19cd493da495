//! What helps to recognise a proxy: questions, examples, requests to open, and what is none of the five.

use super::{proxy::ProxyKind, variant::Variant, vocabulary::vocabulary};

pub mod notes;

vocabulary! {
    /// Questions of "Which of the five am I using?". A yes puts one proxy on the way; several may be on it.
    Question under "proxies.question" {
        /// Whether a local port is called on which kubectl proxy listens.
        LocalPort = "local_port",
        /// Whether `/proxy` stands behind the name of a node, Pod or Service in the path.
        ProxyPath = "proxy_path",
        /// Whether something sends to a Service's name, cluster IP or node port.
        ServiceAddress = "service_address",
        /// Whether the kubeconfig's server is none of the API servers' own addresses.
        ServerAddress = "server_address",
        /// Whether users come in by the external address of a Service.
        ExternalAddress = "external_address",
    }
}

impl Question {
    /// The proxy that a yes puts on the way.
    pub fn proxy(self) -> ProxyKind {
        match self {
            Self::LocalPort => ProxyKind::Kubectl,
            Self::ProxyPath => ProxyKind::ApiServer,
            Self::ServiceAddress => ProxyKind::KubeProxy,
            Self::ServerAddress => ProxyKind::Balancer,
            Self::ExternalAddress => ProxyKind::Cloud,
        }
    }
}

vocabulary! {
    /// Where a command is typed.
    Vantage under "proxies.vantage" {
        /// On the machine with the kubeconfig.
        UserMachine = "user_machine",
        /// In a container of a Pod.
        Container = "container",
        /// Anywhere outside the cluster.
        Outside = "outside",
    }
}

vocabulary! {
    /// Commands, and which of the five each passes.
    Example under "proxies.example" {
        /// Plain kubectl.
        Kubectl = "kubectl",
        /// curl to kubectl proxy.
        Curl = "curl",
        /// Through two of the five at once.
        ServiceProxy = "service_proxy",
        /// A Service, from a Pod.
        Service = "service",
        /// The API, from a Pod.
        Api = "api",
        /// A Service, from outside.
        External = "external",
    }
}

impl Example {
    /// The command.
    pub fn command(self) -> &'static str {
        match self {
            Self::Kubectl => "kubectl get pods",
            Self::Curl => "curl http://127.0.0.1:8001/api/v1/pods",
            Self::ServiceProxy => {
                "curl http://127.0.0.1:8001/api/v1/namespaces/kube-system/services/kube-dns:metrics/proxy/metrics"
            }
            Self::Service => "curl http://web.team-a.svc/",
            Self::Api => {
                "curl --cacert $SA/ca.crt -H \"Authorization: Bearer $(cat $SA/token)\" https://$KUBERNETES_SERVICE_HOST/api"
            }
            Self::External => "curl https://shop.example.com/",
        }
    }

    /// Where it is typed.
    pub fn vantage(self) -> Vantage {
        match self {
            Self::Kubectl | Self::Curl | Self::ServiceProxy => Vantage::UserMachine,
            Self::Service | Self::Api => Vantage::Container,
            Self::External => Vantage::Outside,
        }
    }

    /// The proxies that it passes for certain, in order.
    pub fn passes(self) -> &'static [ProxyKind] {
        match self {
            Self::Kubectl => &[],
            Self::Curl => &[ProxyKind::Kubectl],
            Self::ServiceProxy => &[ProxyKind::Kubectl, ProxyKind::ApiServer],
            Self::Service | Self::Api => &[ProxyKind::KubeProxy],
            Self::External => &[ProxyKind::Cloud],
        }
    }

    /// The proxies that it passes in some clusters.
    pub fn may_pass(self) -> &'static [ProxyKind] {
        match self {
            Self::Kubectl | Self::Curl | Self::ServiceProxy => &[ProxyKind::Balancer],
            Self::Service | Self::Api => &[],
            // Not where the provider's load balancer reaches Pods by themselves.
            Self::External => &[ProxyKind::KubeProxy],
        }
    }
}

vocabulary! {
    /// Requests that show something of a proxy in the reader's own cluster.
    Look under "proxies.look" {
        /// Answered although the page sends no credential, and refused to anonymous callers.
        KubectlIdentity = "kubectl_identity",
        /// Refused by kubectl proxy's default filter; elsewhere the harmless read of a `ConfigMap`.
        KubectlFilter = "kubectl_filter",
        /// The subresources `…/proxy` in discovery.
        ApiServerDiscovery = "apiserver_discovery",
        /// The Services that `kubectl cluster-info` builds proxy addresses for.
        ApiServerServices = "apiserver_services",
        /// kube-proxy's `DaemonSet`, where it is called so.
        KubeProxyDaemonSet = "kubeproxy_daemonset",
        /// kube-proxy's configuration, where kubeadm wrote it.
        KubeProxyConfig = "kubeproxy_config",
        /// The addresses that the rules spread a Service to.
        KubeProxySlices = "kubeproxy_slices",
        /// The address that the API server advertises.
        BalancerAdvertised = "balancer_advertised",
        /// The addresses that the API servers really have.
        BalancerEndpoints = "balancer_endpoints",
        /// The server that kubeadm tells newcomers.
        BalancerClusterInfo = "balancer_cluster_info",
        /// Services of type `LoadBalancer`, with the addresses that they got.
        CloudServices = "cloud_services",
    }
}

impl Look {
    /// The path and query of the GET.
    pub fn request(self) -> &'static str {
        match self {
            Self::KubectlIdentity => "/apis",
            Self::KubectlFilter => "/api/v1/namespaces/pods/configmaps/exec",
            Self::ApiServerDiscovery => "/api/v1",
            Self::ApiServerServices => {
                "/api/v1/namespaces/kube-system/services?labelSelector=kubernetes.io%2Fcluster-service%3Dtrue"
            }
            Self::KubeProxyDaemonSet => "/apis/apps/v1/namespaces/kube-system/daemonsets/kube-proxy",
            Self::KubeProxyConfig => "/api/v1/namespaces/kube-system/configmaps/kube-proxy",
            Self::KubeProxySlices => "/apis/discovery.k8s.io/v1/endpointslices",
            Self::BalancerAdvertised => "/api",
            Self::BalancerEndpoints => {
                "/apis/discovery.k8s.io/v1/namespaces/default/endpointslices?labelSelector=kubernetes.io%2Fservice-name%3Dkubernetes"
            }
            Self::BalancerClusterInfo => "/api/v1/namespaces/kube-public/configmaps/cluster-info",
            Self::CloudServices => "/api/v1/services?fieldSelector=spec.type%3DLoadBalancer",
        }
    }
}

vocabulary! {
    /// What else passes on requests or bytes, though the documentation's list stops at five.
    Other under "proxies.other" {
        /// The aggregation layer.
        Aggregation = "aggregation",
        /// etcd, which is no proxy but the end of most ways.
        Storage = "storage",
        /// API servers of different versions asking each other.
        Peers = "peers",
        /// Konnectivity's tunnel from the control plane to the nodes.
        Konnectivity = "konnectivity",
        /// Ingress and Gateway controllers, service meshes.
        Gateways = "gateways",
        /// `kubectl port-forward`, `exec` and `attach`.
        PortForward = "port_forward",
    }
}

impl Other {
    /// Its way, where a drawing says more than a sentence.
    pub fn variant(self) -> Option<Variant> {
        match self {
            Self::Aggregation => Some(Variant::Aggregated),
            Self::Storage => Some(Variant::Stored),
            _ => None,
        }
    }
}

impl ProxyKind {
    /// Requests that show something of it.
    pub fn looks(self) -> &'static [Look] {
        match self {
            Self::Kubectl => &[Look::KubectlIdentity, Look::KubectlFilter],
            Self::ApiServer => &[Look::ApiServerDiscovery, Look::ApiServerServices],
            Self::KubeProxy => &[Look::KubeProxyDaemonSet, Look::KubeProxyConfig, Look::KubeProxySlices],
            Self::Balancer => &[
                Look::BalancerAdvertised,
                Look::BalancerEndpoints,
                Look::BalancerClusterInfo,
            ],
            Self::Cloud => &[Look::CloudServices],
        }
    }
}
