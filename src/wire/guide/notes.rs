//! What goes wrong with each proxy, and where its documentation falls short.

use crate::wire::{proxy::ProxyKind, vocabulary::vocabulary};

vocabulary! {
    /// What goes wrong: a sign, and what it means.
    Trouble under "proxies.trouble" {
        /// kubectl proxy's own 403.
        KubectlFiltered = "kubectl_filtered",
        /// Nothing listens on kubectl proxy's port.
        KubectlSilent = "kubectl_silent",
        /// kubectl proxy's 500 when nobody listens behind it.
        KubectlRefused = "kubectl_refused",
        /// kubectl proxy's 500 when the CA does not fit.
        KubectlAuthority = "kubectl_authority",
        /// 401 through kubectl proxy.
        KubectlExpired = "kubectl_expired",
        /// The context was switched after the start.
        KubectlContext = "kubectl_context",
        /// No right on the subresource.
        ApiServerForbidden = "apiserver_forbidden",
        /// A Service without ready Pods.
        ApiServerEndpoints = "apiserver_endpoints",
        /// The Pod does not answer, or not in that scheme.
        ApiServerUnreachable = "apiserver_unreachable",
        /// Loopback and link-local targets.
        ApiServerAddress = "apiserver_address",
        /// Applications that build absolute addresses.
        ApiServerLinks = "apiserver_links",
        /// A Service without ready endpoints.
        KubeProxyEmpty = "kubeproxy_empty",
        /// A traffic policy `Local`, and no endpoint on that node.
        KubeProxyLocal = "kubeproxy_local",
        /// kube-proxy is down.
        KubeProxyStale = "kubeproxy_stale",
        /// The Pod sees a node's address.
        KubeProxySource = "kubeproxy_source",
        /// The load balancer's name is not in the certificate.
        BalancerName = "balancer_name",
        /// Idle connections are cut.
        BalancerIdle = "balancer_idle",
        /// The load balancer answers itself.
        BalancerHtml = "balancer_html",
        /// Client certificates do not get through.
        BalancerCertificate = "balancer_certificate",
        /// The load is not shared.
        BalancerUneven = "balancer_uneven",
        /// No address comes.
        CloudPending = "cloud_pending",
        /// The health checks fail.
        CloudHealth = "cloud_health",
        /// A certificate that no Pod has.
        CloudCertificate = "cloud_certificate",
        /// A mix of protocols that the provider does not offer.
        CloudProtocols = "cloud_protocols",
    }
}

vocabulary! {
    /// Where the documentation says less than what happens, or something that no longer holds.
    Correction under "proxies.correction" {
        /// "adds authentication headers".
        KubectlCredential = "kubectl_credential",
        /// "proxy to apiserver uses HTTPS".
        KubectlScheme = "kubectl_scheme",
        /// "verifies the API server with a self-signed certificate".
        KubectlCertificate = "kubectl_certificate",
        /// "may do intelligent client-side load balancing".
        KubectlFailover = "kubectl_failover",
        /// "HTTPS, or http if apiserver so configured".
        ApiServerHttp = "apiserver_http",
        /// "as chosen by proxy using available information".
        ApiServerScheme = "apiserver_scheme",
        /// "connects a user to cluster IPs".
        ApiServerClusterIp = "apiserver_cluster_ip",
        /// What `kubectl cluster-info` prints.
        ApiServerClusterInfo = "apiserver_cluster_info",
        /// "Redirects have been deprecated".
        ApiServerRedirects = "apiserver_redirects",
        /// "proxies UDP and TCP".
        KubeProxyProtocols = "kubeproxy_protocols",
        /// "runs on each node", "proxies".
        KubeProxyProcess = "kubeproxy_process",
        /// "implementation varies, e.g. nginx".
        BalancerKind = "balancer_kind",
        /// "UDP/TCP only".
        CloudProtocols = "cloud_protocols",
        /// "created automatically".
        CloudAutomatic = "cloud_automatic",
    }
}

impl ProxyKind {
    /// What goes wrong with it, the most frequent first.
    pub fn troubles(self) -> &'static [Trouble] {
        use Trouble as T;
        match self {
            Self::Kubectl => &[
                T::KubectlSilent,
                T::KubectlFiltered,
                T::KubectlRefused,
                T::KubectlAuthority,
                T::KubectlExpired,
                T::KubectlContext,
            ],
            Self::ApiServer => &[
                T::ApiServerForbidden,
                T::ApiServerEndpoints,
                T::ApiServerUnreachable,
                T::ApiServerAddress,
                T::ApiServerLinks,
            ],
            Self::KubeProxy => &[
                T::KubeProxyEmpty,
                T::KubeProxyLocal,
                T::KubeProxyStale,
                T::KubeProxySource,
            ],
            Self::Balancer => &[
                T::BalancerName,
                T::BalancerIdle,
                T::BalancerHtml,
                T::BalancerCertificate,
                T::BalancerUneven,
            ],
            Self::Cloud => &[T::CloudPending, T::CloudHealth, T::CloudCertificate, T::CloudProtocols],
        }
    }

    /// What the documentation says of it, and what happens.
    pub fn corrections(self) -> &'static [Correction] {
        use Correction as C;
        match self {
            Self::Kubectl => &[
                C::KubectlCredential,
                C::KubectlScheme,
                C::KubectlCertificate,
                C::KubectlFailover,
            ],
            Self::ApiServer => &[
                C::ApiServerHttp,
                C::ApiServerScheme,
                C::ApiServerClusterIp,
                C::ApiServerClusterInfo,
                C::ApiServerRedirects,
            ],
            Self::KubeProxy => &[C::KubeProxyProtocols, C::KubeProxyProcess],
            Self::Balancer => &[C::BalancerKind],
            Self::Cloud => &[C::CloudProtocols, C::CloudAutomatic],
        }
    }
}
