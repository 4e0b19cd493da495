//! How something about a proxy follows from several answers.

use super::sources;
use crate::wire::{hop::Source, vocabulary::vocabulary};

vocabulary! {
    /// How something about a proxy follows from answers.
    Rule under "evidence.rule" {
        /// Who sends nothing is anonymous, and this caller was not treated so.
        NotAnonymous = "not_anonymous",
        /// The API server connects to the kubelet that the node names.
        KubeletOfNode = "kubelet_of_node",
        /// The API server connects to the Pod's own IP.
        PodOwnAddress = "pod_own_address",
        /// The API server picks a ready endpoint that is a Pod of the Service's namespace.
        ReadyPods = "ready_pods",
        /// The API server speaks HTTP to what it proxies to, and nothing else.
        HttpOnly = "http_only",
        /// kubectl builds the address without trying it.
        AddressBuilt = "address_built",
        /// The rules are written from Services and `EndpointSlices`.
        RulesFollowSlices = "rules_follow_slices",
        /// An address that clients use and no API server has belongs to something in front of them.
        AddressOfNoServer = "address_of_no_server",
        /// An API server listens on one secure port.
        PortOfNoServer = "port_of_no_server",
        /// A name can stand for anything.
        NameStandsForAny = "name_stands_for_any",
        /// What is among the API servers' own addresses is one of them.
        AddressOfServer = "address_of_server",
        /// API servers that share an address share something in front of them.
        SharedAddress = "shared_address",
        /// Several API servers usually have one address for their clients.
        SeveralServers = "several_servers",
        /// Without node ports, only Pods are left to send to.
        NoNodePorts = "no_node_ports",
        /// A provider reads its own annotations.
        ProviderAnnotation = "provider_annotation",
    }
}

impl Rule {
    /// The document that makes it a rule.
    pub fn source(self) -> Source {
        match self {
            Self::NotAnonymous => sources::AUTHENTICATING,
            Self::KubeletOfNode => sources::NODE_STRATEGY,
            Self::PodOwnAddress => sources::POD_STRATEGY,
            Self::ReadyPods => sources::SERVICE_REST,
            Self::HttpOnly => sources::ACCESS_SERVICES,
            Self::AddressBuilt => sources::CLUSTER_INFO,
            Self::RulesFollowSlices => sources::VIRTUAL_IPS,
            Self::AddressOfNoServer | Self::SeveralServers | Self::NameStandsForAny => sources::HIGH_AVAILABILITY,
            Self::PortOfNoServer => sources::SERVING,
            Self::AddressOfServer | Self::SharedAddress => sources::ENDPOINT_LEASES,
            Self::NoNodePorts => sources::SERVICE,
            Self::ProviderAnnotation => sources::NLB_TLS,
        }
    }
}
