//! What can stand in each column of the comparison of the five proxies.

use super::ProxyKind;
use crate::wire::vocabulary::{Vocabulary, vocabulary};

vocabulary! {
    /// Where a proxy runs.
    Place under "proxies.place" {
        /// On the machine of who uses it.
        UserMachine = "user_machine",
        /// In a Pod, beside the program that uses it.
        InsidePod = "inside_pod",
        /// In each kube-apiserver process.
        InsideApiServer = "inside_api_server",
        /// On every node.
        EveryNode = "every_node",
        /// Beside the control plane, or before it.
        BesideControlPlane = "beside_control_plane",
        /// In the provider's network.
        ProviderNetwork = "provider_network",
    }
}

vocabulary! {
    /// What a proxy works on.
    Layer under "proxies.layer" {
        /// Requests: it reads HTTP.
        Requests = "requests",
        /// Packets: it reads addresses.
        Packets = "packets",
        /// Connections as a rule, requests in some set-ups.
        ConnectionsOrRequests = "connections_or_requests",
    }
}

/// A protocol that a proxy carries, named as everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Protocol {
    /// HTTP.
    Http,
    /// HTTPS, which the proxy itself terminates or opens.
    Https,
    /// WebSocket, upgraded from HTTP.
    WebSocket,
    /// SPDY, upgraded from HTTP.
    Spdy,
    /// TCP.
    Tcp,
    /// UDP.
    Udp,
    /// SCTP.
    Sctp,
}

impl Protocol {
    /// Its name, the same in every language.
    pub fn name(self) -> &'static str {
        match self {
            Self::Http => "HTTP",
            Self::Https => "HTTPS",
            Self::WebSocket => "WebSocket",
            Self::Spdy => "SPDY",
            Self::Tcp => "TCP",
            Self::Udp => "UDP",
            Self::Sctp => "SCTP",
        }
    }
}

vocabulary! {
    /// Who connects to a proxy.
    Callers under "proxies.callers" {
        /// Any program or page on that machine, or in that Pod.
        LocalPrograms = "local_programs",
        /// API clients with a right on a `…/proxy` subresource.
        AuthorizedClients = "authorized_clients",
        /// Whatever sends to a Service's virtual IP or node port.
        ServiceClients = "service_clients",
        /// Every client of the API.
        ApiClients = "api_clients",
        /// Users of an application, outside the cluster.
        OutsideUsers = "outside_users",
    }
}

vocabulary! {
    /// Whether a proxy terminates the TLS of who connects to it. In order of how much it then reads.
    ClientTls under "proxies.client_tls" {
        /// Never: it only rewrites addresses.
        Never = "never",
        /// There is none to terminate: that side is plain HTTP, so the proxy reads all.
        NoTls = "no_tls",
        /// Only where it was set up to.
        IfConfigured = "if_configured",
        /// Always, with its own certificate.
        Always = "always",
    }
}

vocabulary! {
    /// Whether a proxy opens TLS onward.
    OnwardTls under "proxies.onward_tls" {
        /// It opens no connection at all.
        NoConnection = "no_connection",
        /// Only where it terminated TLS and was set up to encrypt again.
        IfConfigured = "if_configured",
        /// Only if the path asks for it, and then unchecked; to the kubelet always.
        IfAsked = "if_asked",
        /// Always, and checked, unless the kubeconfig says otherwise (`http://` server, `insecure-skip-tls-verify`).
        Always = "always",
    }
}

vocabulary! {
    /// What a proxy does with what says who asks.
    Handling under "proxies.handling" {
        /// Adds the identity of the kubeconfig, unless the request brings an `Authorization` of its own.
        Adds = "adds",
        /// Takes the caller's out; the kubelet gets a client certificate of the API server's.
        Removes = "removes",
        /// Neither sees nor changes it.
        LeavesAlone = "leaves_alone",
        /// Leaves it alone; where it terminates TLS, client certificates get lost.
        LosesCertificates = "loses_certificates",
    }
}

vocabulary! {
    /// Whether a proxy gets to see what says who asks.
    Knows under "proxies.knows" {
        /// No.
        No = "no",
        /// Only where it terminates TLS.
        IfTerminating = "if_terminating",
        /// Yes.
        Yes = "yes",
    }
}

vocabulary! {
    /// What a proxy balances.
    Balancing under "proxies.balancing" {
        /// Nothing.
        Nothing = "nothing",
        /// A ready endpoint of the Service for each request.
        EndpointPerRequest = "endpoint_per_request",
        /// A backend of the Service for each connection.
        BackendPerConnection = "backend_per_connection",
        /// An API server for each connection.
        ServerPerConnection = "server_per_connection",
        /// Nodes or Pods, by the provider's rules.
        ProviderRules = "provider_rules",
    }
}

vocabulary! {
    /// What can be reached through a proxy.
    Reach under "proxies.reach" {
        /// Every path of the API that the identity may use.
        ApiPaths = "api_paths",
        /// Nodes, Pods and Services that speak HTTP.
        NodesPodsServices = "nodes_pods_services",
        /// Services of all types but `ExternalName`.
        Services = "services",
        /// The API servers.
        ApiServers = "api_servers",
        /// One Service.
        OneService = "one_service",
    }
}

vocabulary! {
    /// Who sets a proxy up.
    SetUpBy under "proxies.set_up_by" {
        /// Who uses it.
        You = "you",
        /// Nobody: it is part of the API server.
        BuiltIn = "built_in",
        /// Who runs the cluster, or its distribution.
        Administrator = "administrator",
        /// Who runs the cluster, or the provider.
        AdministratorOrProvider = "administrator_or_provider",
        /// A controller, for each Service of type `LoadBalancer`.
        Controller = "controller",
    }
}

vocabulary! {
    /// The columns, in reading order.
    Column under "proxies.column" {
        /// Where it runs.
        Place = "place",
        /// What it works on.
        Layer = "layer",
        /// What it carries.
        Protocols = "protocols",
        /// Who connects to it.
        Callers = "callers",
        /// Whether it terminates the TLS of who connects.
        ClientTls = "client_tls",
        /// Whether it opens TLS onward.
        OnwardTls = "onward_tls",
        /// What it does with the credential.
        Handling = "handling",
        /// Whether it sees the credential.
        Knows = "knows",
        /// What it balances.
        Balancing = "balancing",
        /// What can be reached through it.
        Reach = "reach",
        /// Who sets it up.
        SetUpBy = "set_up_by",
    }
}

/// What stands in one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Words, by their keys: one or several.
    Words(Vec<&'static str>),
    /// Names that are the same in every language.
    Names(Vec<&'static str>),
}

impl Column {
    /// What stands in this column for a proxy.
    pub fn cell(self, kind: ProxyKind) -> Cell {
        let facts = kind.facts();
        let word = match self {
            Self::Place => {
                return Cell::Words(facts.places.iter().map(|place| place.key()).collect());
            }
            Self::Protocols => {
                return Cell::Names(facts.protocols.iter().map(|protocol| protocol.name()).collect());
            }
            Self::Layer => facts.layer.key(),
            Self::Callers => facts.callers.key(),
            Self::ClientTls => facts.client_tls.key(),
            Self::OnwardTls => facts.onward_tls.key(),
            Self::Handling => facts.handling.key(),
            Self::Knows => facts.knows.key(),
            Self::Balancing => facts.balancing.key(),
            Self::Reach => facts.reach.key(),
            Self::SetUpBy => facts.set_up_by.key(),
        };
        Cell::Words(vec![word])
    }
}
