//! The ways that the five proxies make: each hop with the document that says so.

use std::borrow::Cow;

use super::{hop::Hop, vocabulary::vocabulary, way::Way};

mod beyond;
pub(super) mod build;
mod to_api;
mod to_pods;

vocabulary! {
    /// A way through one of the five proxies (through more than one, where that is usual), or behind the API server.
    Variant under "proxies.way" {
        /// A page or curl on the same machine as kubectl proxy.
        KubectlLocal = "kubectl_local",
        /// The same, with a load balancer before the API servers.
        KubectlBalanced = "kubectl_balanced",
        /// A container whose neighbour in the Pod runs kubectl proxy (the "ambassador").
        KubectlSidecar = "kubectl_sidecar",
        /// `pods/…/proxy` without a scheme.
        ApiServerPod = "apiserver_pod",
        /// `pods/https:…/proxy`.
        ApiServerPodHttps = "apiserver_pod_https",
        /// `services/…/proxy`.
        ApiServerService = "apiserver_service",
        /// `nodes/…/proxy` on the kubelet's port.
        ApiServerKubelet = "apiserver_kubelet",
        /// A container that calls a Service.
        KubeProxyService = "kubeproxy_service",
        /// A container that calls the API server by the Service `kubernetes`.
        KubeProxyApi = "kubeproxy_api",
        /// What the kube-proxy process itself connects to.
        KubeProxyControl = "kubeproxy_control",
        /// A load balancer that forwards TCP.
        BalancerTcp = "balancer_tcp",
        /// A load balancer that terminates TLS and starts another.
        BalancerTls = "balancer_tls",
        /// A load balancer that authenticates and tells the API server who it was.
        BalancerIdentity = "balancer_identity",
        /// A provider's load balancer that forwards to a node port.
        CloudTcp = "cloud_tcp",
        /// A provider's load balancer that reaches Pods by themselves.
        CloudDirect = "cloud_direct",
        /// A provider's load balancer with a TLS listener, plain behind it.
        CloudTls = "cloud_tls",
        /// The same, encrypting again.
        CloudTlsAgain = "cloud_tls_again",
        /// No proxy of the five: a request to an aggregated API, which the API server passes on.
        Aggregated = "aggregated",
        /// No proxy of the five: where an object is read from.
        Stored = "stored",
    }
}

impl Variant {
    /// The hops.
    pub const fn hops(self) -> &'static [Hop] {
        match self {
            Self::KubectlLocal => to_api::KUBECTL_LOCAL,
            Self::KubectlBalanced => to_api::KUBECTL_BALANCED,
            Self::KubectlSidecar => to_api::KUBECTL_SIDECAR,
            Self::ApiServerPod => to_pods::APISERVER_POD,
            Self::ApiServerPodHttps => to_pods::APISERVER_POD_HTTPS,
            Self::ApiServerService => to_pods::APISERVER_SERVICE,
            Self::ApiServerKubelet => to_pods::APISERVER_KUBELET,
            Self::KubeProxyService => to_pods::KUBEPROXY_SERVICE,
            Self::KubeProxyApi => to_api::KUBEPROXY_API,
            Self::KubeProxyControl => to_api::KUBEPROXY_CONTROL,
            Self::BalancerTcp => to_api::BALANCER_TCP,
            Self::BalancerTls => to_api::BALANCER_TLS,
            Self::BalancerIdentity => to_api::BALANCER_IDENTITY,
            Self::CloudTcp => to_pods::CLOUD_TCP,
            Self::CloudDirect => to_pods::CLOUD_DIRECT,
            Self::CloudTls => to_pods::CLOUD_TLS,
            Self::CloudTlsAgain => to_pods::CLOUD_TLS_AGAIN,
            Self::Aggregated => beyond::AGGREGATED,
            Self::Stored => beyond::STORED,
        }
    }

    /// The way.
    pub const fn way(self) -> Way {
        Way {
            hops: Cow::Borrowed(self.hops()),
        }
    }
}
