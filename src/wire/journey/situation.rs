//! What is known around a request: how the page is connected, and what other exchanges have shown of the cluster.

use crate::{
    kube::{answer::Answer, path::ApiPath},
    wire::{journey::answer::HttpVersion, vocabulary::vocabulary},
};

/// Something that an exchange of this page has shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen<T> {
    /// What was seen.
    pub value: T,
    /// The number of the exchange that shows it, counted from 1.
    pub exchange: u32,
}

/// To what the page is connected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Connection {
    /// kubectl proxy: its filter refused a path in just its own way.
    KubectlProxy {
        /// The exchange of that refusal.
        filter: u32,
    },
    /// Taken for kubectl proxy, whose filter may be relaxed: nothing speaks against it, and nothing shows it.
    KubectlProxyAssumed,
    /// A reverse proxy or a development server.
    ReverseProxy {
        /// The exchange that shows kubectl proxy behind it, by a refusal of its filter.
        filter: Option<u32>,
    },
    /// An API server, which serves the page out of a Service or Pod through its own proxy.
    ApiServer,
    /// No cluster: the recording that ships with the console.
    Recorded,
}

/// Where the page comes from, which is where its requests go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Whether it is spoken to inside TLS.
    pub is_https: bool,
    /// Host and port as the address has them, such as `127.0.0.1:8001`.
    pub host: String,
}

/// What has been seen of what stands behind the origin. Nothing of it, as a rule, says how `cluster.server` is spelt.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Upstream {
    /// The server's version, from `/version`.
    pub version: Option<Seen<ServerVersion>>,
    /// The API servers' own addresses, from the EndpointSlice of the Service `kubernetes`.
    pub servers: Option<Seen<Vec<String>>>,
    /// The address that the API server advertises, from `serverAddressByClientCIDRs` of `/api`.
    pub advertised: Option<Seen<String>>,
    /// The server that kubeadm announces to newcomers, from the ConfigMap `cluster-info`.
    pub announced: Option<Seen<String>>,
    /// The address that kubectl proxy tried to connect to, from the error of a connection that failed.
    pub dialed: Option<Seen<String>>,
}

/// A version of Kubernetes, without its patch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ServerVersion {
    /// The `1` of `v1.36.3`.
    pub major: u16,
    /// The `36` of `v1.36.3`.
    pub minor: u16,
}

/// What has been seen of the very thing that is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The `APIService` of the request's group and version.
    pub api_service: Option<Seen<ApiService>>,
    /// Discovery marks the version `Stale`, which it does to aggregated APIs alone.
    pub stale: Option<Seen<()>>,
    /// The Pod that the request names.
    pub pod: Option<Seen<Placed>>,
    /// Where that Pod's node, or the node that the request names, has its kubelet.
    pub kubelet: Option<Seen<KubeletEndpoint>>,
    /// The endpoints of the Service that the request names.
    pub endpoints: Option<Seen<Endpoints>>,
}

/// What an `APIService` says of who serves its version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiService {
    /// The Service; none where the API server serves the version itself.
    pub service: Option<ServiceReference>,
    /// By what the Service's certificate is checked.
    pub trust: Trust,
    /// The condition `Available`, if there is one.
    pub availability: Option<Availability>,
}

/// The Service behind an aggregated API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceReference {
    /// Its namespace.
    pub namespace: String,
    /// Its name.
    pub name: String,
    /// Its port; 443 if the `APIService` names none.
    pub port: u16,
}

/// The condition `Available` of an `APIService`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Availability {
    /// Whether its status is `True`.
    pub is_available: bool,
    /// Its reason, such as `MissingEndpoints`.
    pub reason: String,
}

vocabulary! {
    /// By what the API server checks the certificate of an extension API server.
    ///
    /// Source: kube-aggregator `pkg/apis/apiregistration/v1/types.go`, `APIServiceSpec`.
    Trust under "journey.trust" {
        /// By `caBundle`.
        CaBundle = "ca_bundle",
        /// Not at all: `insecureSkipTLSVerify`.
        Skipped = "skipped",
        /// By the certificate authorities of the API server's operating system: neither of the two is set.
        SystemRoots = "system_roots",
    }
}

/// Where a Pod is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placed {
    /// Its node; none before it is scheduled.
    pub node: Option<String>,
    /// Its first IP; none before it has one.
    pub ip: Option<String>,
}

/// Where a node's kubelet listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KubeletEndpoint {
    /// The node's name.
    pub node: String,
    /// The node's internal IP, or else the first of its addresses.
    pub address: Option<String>,
    /// The port in `status.daemonEndpoints`; 10250 if the node names none.
    pub port: u16,
}

/// How many endpoints a Service has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Endpoints {
    /// Those that are ready and belong to a Pod: only these are proxied to.
    pub ready_pods: usize,
    /// All of them.
    pub all: usize,
}

/// All that is known around a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Situation {
    /// To what the page is connected.
    pub connection: Connection,
    /// The page's origin.
    pub origin: Origin,
    /// What stands behind it.
    pub upstream: Upstream,
    /// What is asked for.
    pub known: Known,
}

/// What a page can tell about its own connection before it knows anything of the cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signs<'a> {
    /// The path of the page itself.
    pub page_path: &'a str,
    /// The exchange in which a filter refused as kubectl proxy's does.
    pub filter: Option<u32>,
    /// The version of HTTP in which the page's requests are answered.
    pub version: Option<HttpVersion>,
    /// Whether an answer named a stranger; see [`names_a_stranger`].
    pub has_foreign_header: bool,
}

impl Situation {
    /// A situation of which nothing but the connection is known.
    pub fn new(connection: Connection, origin: Origin) -> Self {
        Self {
            connection,
            origin,
            upstream: Upstream::default(),
            known: Known::default(),
        }
    }
}

impl Connection {
    /// Tells a live connection from its signs.
    ///
    /// kubectl proxy serves plain HTTP/1.1 and sets neither `Server` nor `Via`; whoever does otherwise is something
    /// else, possibly with kubectl proxy behind it. Source: kubectl `pkg/proxy/proxy_server.go`, `ServeOnListener`.
    pub fn of(origin: &Origin, signs: Signs<'_>) -> Self {
        let Signs { filter, version, .. } = signs;
        let is_other =
            origin.is_https || signs.has_foreign_header || version.is_some_and(|it| it != HttpVersion::Http11);
        if origin.is_https && filter.is_none() && is_proxied_page(signs.page_path) {
            return Self::ApiServer;
        }
        match filter {
            _ if is_other => Self::ReverseProxy { filter },
            Some(filter) => Self::KubectlProxy { filter },
            None if origin.is_loopback() => Self::KubectlProxyAssumed,
            None => Self::ReverseProxy { filter },
        }
    }
}

/// Whether an answer carries a header that neither kubectl proxy nor an API server sets.
///
/// A program behind `…/proxy/…` may name itself in its own answers; that tells nothing of the way to the API.
pub fn names_a_stranger(path: &ApiPath, answer: &Answer) -> bool {
    path.guard().is_none() && ["server", "via"].iter().any(|name| answer.header(name).is_some())
}

/// Whether the page comes through an API server's own proxy: `/api/v1/namespaces/…/services/…/proxy/`.
fn is_proxied_page(path: &str) -> bool {
    let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    matches!(
        segments.as_slice(),
        ["api", "v1", "namespaces", _, "services" | "pods", _, "proxy", ..]
    )
}

impl Origin {
    /// Reads `http://127.0.0.1:8001`; `None` if it is neither HTTP nor HTTPS.
    pub fn parse(text: &str) -> Option<Self> {
        let (is_https, host) = match text.split_once("://")? {
            ("https", host) => (true, host),
            ("http", host) => (false, host),
            _ => return None,
        };
        Some(Self {
            is_https,
            host: host.trim_end_matches('/').to_owned(),
        })
    }

    /// Whether its packets stay on the reader's machine, as far as the name says.
    pub fn is_loopback(&self) -> bool {
        is_loopback(host_of(&self.host))
    }
}

impl ServerVersion {
    /// Reads a `gitVersion` such as `v1.36.3` or `v1.31.5-gke.1`.
    pub fn parse(git_version: &str) -> Option<Self> {
        let mut numbers = git_version.strip_prefix('v')?.split(['.', '-', '+']);
        Some(Self {
            major: numbers.next()?.parse().ok()?,
            minor: numbers.next()?.parse().ok()?,
        })
    }
}

/// The host of `host:port`, brackets of an IPv6 address taken off.
pub fn host_of(address: &str) -> &str {
    if let Some(inner) = address.strip_prefix('[') {
        return inner.split(']').next().unwrap_or_default();
    }
    match address.rsplit_once(':') {
        Some((host, port)) if !host.contains(':') && port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => address,
    }
}

/// Whether a host is this very machine.
pub fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.ends_with(".localhost") || host == "::1" || host.starts_with("127.")
}

/// Whether a host is an IP address and not a name.
pub fn is_ip(host: &str) -> bool {
    let bytes: Vec<&str> = host.split('.').collect();
    host.contains(':') || (bytes.len() == 4 && bytes.iter().all(|byte| byte.parse::<u8>().is_ok()))
}
