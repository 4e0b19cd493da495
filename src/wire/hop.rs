//! One hop: who connects to whom, over what, which TLS it is part of, and what it says about who asks.

use std::borrow::Cow;

use super::vocabulary::vocabulary;

vocabulary! {
    /// A party on the way of a request. No way passes the same one twice.
    Actor under "wire.actor" {
        /// A page in a browser, this console for instance.
        Browser = "browser",
        /// Any client that speaks to the API by itself: kubectl, curl, a client library.
        Client = "client",
        /// A program in a container that calls something.
        Container = "container",
        /// Somebody outside the cluster who uses an application in it.
        User = "user",
        /// `kubectl proxy`.
        KubectlProxy = "kubectl_proxy",
        /// What stands before the API servers.
        LoadBalancer = "load_balancer",
        /// kube-apiserver.
        ApiServer = "api_server",
        /// A node's kernel, which applies the rules that kube-proxy wrote.
        NodeKernel = "node_kernel",
        /// The kube-proxy process, which is never on the way of a packet.
        KubeProxy = "kube_proxy",
        /// The provider's load balancer of one Service.
        CloudLoadBalancer = "cloud_load_balancer",
        /// The Pod that answers.
        Pod = "pod",
        /// The kubelet of a node.
        Kubelet = "kubelet",
        /// The server behind an aggregated API.
        ExtensionApiServer = "extension_api_server",
        /// etcd.
        Etcd = "etcd",
        /// A reverse proxy or a development server at the page's own origin, which is not kubectl proxy.
        ReverseProxy = "reverse_proxy",
        /// A program that listens on a port of a node and is not the kubelet.
        NodeProgram = "node_program",
    }
}

vocabulary! {
    /// What is spoken on a hop.
    Scheme under "wire.scheme" {
        /// HTTP without TLS.
        Http = "http",
        /// HTTP inside TLS.
        Https = "https",
        /// gRPC inside TLS.
        Grpc = "grpc",
        /// Packets of which nobody on the way reads more than the addresses: TCP, UDP or SCTP.
        Packets = "packets",
        /// The same where SCTP is up to the provider.
        TcpOrUdp = "tcp_or_udp",
        /// The bytes of one TCP connection of two programs, of which whoever carries them reads none.
        Tcp = "tcp",
        /// HTTP inside TLS that both ends have turned into a tunnel, by WebSocket or SPDY.
        Upgraded = "upgraded",
    }
}

vocabulary! {
    /// Who can read along on a hop.
    Exposure under "wire.exposure" {
        /// Anyone on that piece of network.
        PlainText = "plain_text",
        /// Nobody but the two ends of the TLS session.
        Encrypted = "encrypted",
        /// Whatever the two ends do; nobody between them knows or cares.
        EndsDecide = "ends_decide",
    }
}

vocabulary! {
    /// The certificate that the end of a TLS session shows to who opened it.
    Certificate under "wire.certificate" {
        /// kube-apiserver's `--tls-cert-file`.
        ApiServer = "api_server",
        /// The load balancer's own.
        LoadBalancer = "load_balancer",
        /// The one that is configured for the provider's listener.
        CloudListener = "cloud_listener",
        /// The kubelet's serving certificate.
        Kubelet = "kubelet",
        /// Whatever the application in the Pod brings.
        Application = "application",
        /// The extension API server's serving certificate.
        ExtensionApiServer = "extension_api_server",
        /// etcd's `--cert-file`.
        Etcd = "etcd",
        /// The reverse proxy's own.
        ReverseProxy = "reverse_proxy",
    }
}

vocabulary! {
    /// By what the opener of a TLS session checks that certificate.
    Check under "wire.check" {
        /// The CA that the kubeconfig names.
        KubeconfigCa = "kubeconfig_ca",
        /// `ca.crt` of the `ServiceAccount` mount.
        MountedCa = "mounted_ca",
        /// The caller has to trust it by other means; the cluster's CA did not sign it.
        CallerTrust = "caller_trust",
        /// A CA that the load balancer was given.
        BalancerCa = "balancer_ca",
        /// `--kubelet-certificate-authority`; without that flag, not at all.
        KubeletCaIfSet = "kubelet_ca_if_set",
        /// The `APIService`'s `caBundle`.
        CaBundle = "ca_bundle",
        /// etcd's own CA.
        EtcdCa = "etcd_ca",
        /// Not at all.
        Unchecked = "unchecked",
        /// That is between the two ends.
        EndsDecide = "ends_decide",
        /// The certificate authorities that the browser trusts.
        Browser = "browser",
        /// The certificate authorities that the API server's operating system trusts.
        SystemRoots = "system_roots",
        /// In a way that a page cannot see.
        Unseen = "unseen",
    }
}

vocabulary! {
    /// Who a request or connection claims to come from.
    Identity under "wire.identity" {
        /// The user of the kubeconfig's context.
        Kubeconfig = "kubeconfig",
        /// The Pod's `ServiceAccount`.
        ServiceAccount = "service_account",
        /// The client's own credential, wherever it has it from.
        Caller = "caller",
        /// kube-apiserver's `--kubelet-client-certificate`.
        KubeletClient = "kubelet_client",
        /// The user's name in `X-Remote-*` headers, vouched for by a proxy's client certificate.
        FrontProxy = "front_proxy",
        /// kube-proxy's own.
        KubeProxy = "kube_proxy",
        /// kube-apiserver's `--etcd-certfile`.
        EtcdClient = "etcd_client",
        /// Whatever the party adds, if anything: a page cannot see it.
        Unseen = "unseen",
        /// A `ServiceAccount`, by a token that somebody asked for.
        Token = "token",
        /// The user of the kubeconfig's context, by the certificate that stands there.
        KubeconfigCertificate = "kubeconfig_certificate",
    }
}

vocabulary! {
    /// As what an identity travels.
    Form under "wire.form" {
        /// In the `Authorization` header.
        Header = "header",
        /// In the TLS handshake.
        Certificate = "certificate",
        /// One of the two, depending on what the identity's owner was given.
        Either = "either",
        /// Both at once: headers that only count because of the certificate.
        Both = "both",
    }
}

impl Identity {
    /// As what this identity travels.
    pub fn form(self) -> Form {
        match self {
            Self::ServiceAccount | Self::Token => Form::Header,
            Self::KubeletClient | Self::EtcdClient | Self::KubeconfigCertificate => Form::Certificate,
            Self::FrontProxy => Form::Both,
            Self::Kubeconfig | Self::Caller | Self::KubeProxy | Self::Unseen => Form::Either,
        }
    }
}

/// What happens at a hop's start to what the request says about who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Credential {
    /// Nothing says who asks.
    None,
    /// The sender of this hop adds an identity.
    Added(Identity),
    /// The caller's goes on as it came.
    Untouched,
    /// The caller's was taken out, and nothing put in.
    Stripped,
    /// The caller's was taken out, and another identity put in.
    Replaced(Identity),
    /// Headers go on; a client certificate ended with the TLS session before.
    HeadersOnly,
    /// It is the application's own matter, which nobody on the way looks at.
    Applications,
}

/// One TLS session. It may span several hops; only its two ends can read what it carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Session {
    /// Who starts it, and checks the certificate.
    pub opened_by: Actor,
    /// Who holds the private key, decrypts, and sees HTTP: the one that terminates TLS.
    pub ended_by: Actor,
    /// The certificate that the end shows.
    pub shown: Certificate,
    /// By what the opener checks it.
    pub check: Check,
}

/// How a hop stands to TLS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tls {
    /// There is none.
    None,
    /// The hop lies inside this session.
    Inside(Session),
    /// If the two ends speak TLS, then it is this session; the hop looks the same without.
    IfSpoken(Session),
}

impl Tls {
    /// The session that the hop lies in, spoken or possible.
    pub fn session(self) -> Option<Session> {
        match self {
            Self::None => None,
            Self::Inside(session) | Self::IfSpoken(session) => Some(session),
        }
    }
}

vocabulary! {
    /// What a party does with what arrives, beyond passing it on.
    Act under "wire.act" {
        /// kubectl proxy's filter on `Host`, path and method.
        Filters = "filters",
        /// Establishes who asks and whether they may.
        Admits = "admits",
        /// The same, with the right on the `…/proxy` subresource.
        AdmitsProxying = "admits_proxying",
        /// Chooses one ready endpoint of a Service.
        PicksEndpoint = "picks_endpoint",
        /// Lets the API server in by its client certificate, whoever asked it.
        AdmitsApiServer = "admits_api_server",
        /// Believes the name in the headers, because of the certificate that came with them.
        AdmitsFrontProxy = "admits_front_proxy",
        /// Chooses an API server for each connection and passes bytes on.
        PicksApiServer = "picks_api_server",
        /// Takes the request out of TLS, and puts it into a TLS of its own.
        Reencrypts = "reencrypts",
        /// Takes the request out of TLS.
        Decrypts = "decrypts",
        /// Establishes who asks, in the API server's stead.
        Authenticates = "authenticates",
        /// Chooses a node.
        PicksNode = "picks_node",
        /// Chooses a Pod.
        PicksPod = "picks_pod",
        /// Chooses a backend and rewrites the addresses of packets.
        RewritesAddresses = "rewrites_addresses",
        /// Passes the request on.
        PassesOn = "passes_on",
        /// Answers out of its watch cache.
        AnswersFromCache = "answers_from_cache",
        /// Answers by itself, out of what it knows anyway.
        AnswersItself = "answers_itself",
        /// Carries the bytes of a tunnel without a look at them.
        Tunnels = "tunnels",
        /// Connects a tunnel to the streams of a process in a container.
        ConnectsStreams = "connects_streams",
    }
}

/// The document that a fact rests on, named without its address: documents move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Source(pub &'static str);

/// Why the console believes what it says about a hop.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Evidence {
    /// A document says so; nothing of it was seen.
    Documented(Source),
    /// The answer to this request, a path with its query, shows it.
    Observable(Cow<'static, str>),
}

/// One connection, or one leg of a connection that goes on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Hop {
    /// Who connects.
    pub from: Actor,
    /// To whom.
    pub to: Actor,
    /// What they speak.
    pub scheme: Scheme,
    /// Which TLS the hop is part of.
    pub tls: Tls,
    /// What says who asks.
    pub credential: Credential,
    /// What `to` does with what arrives.
    pub acts: Cow<'static, [Act]>,
    /// Why we believe it.
    pub evidence: Evidence,
}

impl Hop {
    /// Whether a TLS session ends at the end of this hop.
    pub fn ends_tls(&self) -> bool {
        self.tls.session().is_some_and(|session| session.ended_by == self.to)
    }

    /// Whether a TLS session goes on behind the end of this hop, unread.
    pub fn passes_tls(&self) -> bool {
        self.tls.session().is_some_and(|session| session.ended_by != self.to)
    }

    /// Who can read along.
    pub fn exposure(&self) -> Exposure {
        match self.tls {
            // Whether two programs encrypt what they send through a tunnel is their own matter.
            Tls::None if self.scheme == Scheme::Tcp => Exposure::EndsDecide,
            Tls::None => Exposure::PlainText,
            Tls::Inside(_) => Exposure::Encrypted,
            Tls::IfSpoken(_) => Exposure::EndsDecide,
        }
    }
}
