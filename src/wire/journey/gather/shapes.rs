//! The few fields of a few objects that tell something about ways.
//!
//! Source: api `core/v1/types.go`, `discovery/v1/types.go`; kube-aggregator `pkg/apis/apiregistration/v1/types.go`.

use std::collections::HashMap;

use serde::Deserialize;

use crate::wire::journey::{
    destination::KUBELET_PORT,
    situation::{
        ApiService as ApiServiceFacts, Availability, KubeletEndpoint, Placed, ServerVersion, ServiceReference, Trust,
    },
};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Version {
    git_version: String,
}

impl Version {
    pub(super) fn read(&self) -> Option<ServerVersion> {
        ServerVersion::parse(&self.git_version)
    }
}

/// What `/api` answers where no aggregated discovery was asked for.
#[derive(Deserialize)]
pub(super) struct ApiVersions {
    #[serde(rename = "serverAddressByClientCIDRs")]
    servers: Vec<ServerAddress>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ServerAddress {
    server_address: String,
}

impl ApiVersions {
    /// The address for clients everywhere, which stands first.
    ///
    /// Source: apiserver `pkg/endpoints/discovery/addresses.go`.
    pub(super) fn read(self) -> Option<String> {
        self.servers.into_iter().next().map(|server| server.server_address)
    }
}

/// The `ConfigMap` `kube-public/cluster-info`.
#[derive(Deserialize)]
pub(super) struct ClusterInfo {
    data: ClusterInfoData,
}

#[derive(Deserialize)]
struct ClusterInfoData {
    kubeconfig: String,
}

impl ClusterInfo {
    /// The host and port of the one cluster in its kubeconfig, which kubeadm writes with one field a line.
    pub(super) fn read(&self) -> Option<String> {
        server_of(&self.data.kubeconfig)
    }
}

/// The host and port of the first `server` of a kubeconfig in YAML, one field a line.
pub(in crate::wire) fn server_of(kubeconfig: &str) -> Option<String> {
    let mut lines = kubeconfig.lines().map(str::trim);
    let server = lines.find_map(|line| line.strip_prefix("server:"))?;
    let server = server.trim().trim_matches(['"', '\'']);
    let (_, rest) = server.split_once("://")?;
    rest.split('/').next().map(str::to_owned)
}

#[derive(Deserialize)]
pub(super) struct EndpointSliceList {
    kind: String,
    items: Vec<EndpointSlice>,
}

impl EndpointSliceList {
    /// Those that belong to a Service, unless this is another representation of them.
    pub(super) fn of_service(self, namespace: &str, service: &str) -> Option<Vec<EndpointSlice>> {
        let slices = self.items.into_iter();
        (self.kind == "EndpointSliceList")
            .then(|| slices.filter(|slice| slice.belongs_to(namespace, service)).collect())
    }
}

#[derive(Deserialize)]
pub(in crate::wire) struct EndpointSlice {
    /// Absent in a list.
    #[serde(default)]
    kind: String,
    #[serde(default)]
    pub(in crate::wire) metadata: SliceMetadata,
    // Go writes an empty list as null.
    endpoints: Option<Vec<Endpoint>>,
    ports: Option<Vec<Port>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(in crate::wire) struct SliceMetadata {
    pub(in crate::wire) namespace: String,
    pub(in crate::wire) labels: HashMap<String, String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::wire) struct Endpoint {
    pub(in crate::wire) addresses: Vec<String>,
    #[serde(default)]
    conditions: Conditions,
    pub(in crate::wire) target_ref: Option<TargetReference>,
    pub(in crate::wire) node_name: Option<String>,
}

#[derive(Default, Deserialize)]
struct Conditions {
    ready: Option<bool>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(in crate::wire) struct TargetReference {
    pub(in crate::wire) kind: String,
    namespace: String,
}

#[derive(Deserialize)]
struct Port {
    port: Option<u16>,
}

impl EndpointSlice {
    /// This one, unless it is another representation of it.
    pub(super) fn whole(self) -> Option<Self> {
        (self.kind == "EndpointSlice").then_some(self)
    }

    pub(in crate::wire) fn belongs_to(&self, namespace: &str, service: &str) -> bool {
        let owner = self.metadata.labels.get("kubernetes.io/service-name");
        self.metadata.namespace == namespace && owner.is_some_and(|owner| owner == service)
    }

    pub(in crate::wire) fn endpoints(&self) -> &[Endpoint] {
        self.endpoints.as_deref().unwrap_or_default()
    }

    /// How many endpoints there are.
    pub(super) fn count(&self) -> usize {
        self.endpoints().len()
    }

    /// How many of them are ready Pods of that namespace, to which alone the API server proxies.
    ///
    /// Source: kubernetes `pkg/registry/core/service/storage`, `isValidAddress`; apiserver `pkg/util/proxy/proxy.go`.
    pub(in crate::wire) fn ready_pods(&self, namespace: &str) -> usize {
        let is_ready_pod = |endpoint: &&Endpoint| {
            let is_pod = |target: &TargetReference| target.kind == "Pod" && target.namespace == namespace;
            endpoint.is_ready() && endpoint.target_ref.as_ref().is_some_and(is_pod)
        };
        self.endpoints().iter().filter(is_ready_pod).count()
    }

    /// Its addresses with the first port.
    pub(super) fn addresses(&self) -> Vec<String> {
        let addresses = self.endpoints().iter().flat_map(|endpoint| &endpoint.addresses);
        addresses.map(|address| self.with_port(address)).collect()
    }

    /// An address with the first port.
    pub(in crate::wire) fn with_port(&self, address: &str) -> String {
        match self.ports.iter().flatten().find_map(|port| port.port) {
            Some(port) if address.contains(':') => format!("[{address}]:{port}"),
            Some(port) => format!("{address}:{port}"),
            None => address.to_owned(),
        }
    }
}

impl Endpoint {
    /// Whether it gets traffic; what says nothing of it is ready.
    pub(in crate::wire) fn is_ready(&self) -> bool {
        self.conditions.ready != Some(false)
    }
}

#[derive(Deserialize)]
pub(super) struct ApiServiceList {
    pub(super) items: Vec<ApiService>,
}

#[derive(Deserialize)]
pub(super) struct ApiService {
    metadata: Name,
    spec: ApiServiceSpec,
    #[serde(default)]
    status: ApiServiceStatus,
}

#[derive(Deserialize)]
struct Name {
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ApiServiceSpec {
    service: Option<Reference>,
    #[serde(rename = "insecureSkipTLSVerify", default)]
    is_unchecked: bool,
    ca_bundle: Option<String>,
}

#[derive(Deserialize)]
struct Reference {
    namespace: String,
    name: String,
    port: Option<u16>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ApiServiceStatus {
    conditions: Vec<Condition>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Condition {
    #[serde(rename = "type")]
    type_: String,
    status: String,
    reason: String,
}

impl ApiService {
    /// What it says, if it is the one of that name.
    pub(super) fn read(self, name: &str) -> Option<ApiServiceFacts> {
        if self.metadata.name != name {
            return None;
        }
        let has_bundle = self.spec.ca_bundle.is_some_and(|bundle| !bundle.is_empty());
        let availability = self.status.conditions.into_iter().find(|it| it.type_ == "Available");
        Some(ApiServiceFacts {
            service: self.spec.service.map(|service| ServiceReference {
                namespace: service.namespace,
                name: service.name,
                port: service.port.unwrap_or(443),
            }),
            trust: match (self.spec.is_unchecked, has_bundle) {
                (true, _) => Trust::Skipped,
                (false, true) => Trust::CaBundle,
                (false, false) => Trust::SystemRoots,
            },
            availability: availability.map(|condition| Availability {
                is_available: condition.status == "True",
                reason: condition.reason,
            }),
        })
    }
}

#[derive(Deserialize)]
pub(super) struct Pod {
    kind: String,
    #[serde(default)]
    spec: PodSpec,
    #[serde(default)]
    status: PodStatus,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct PodSpec {
    node_name: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct PodStatus {
    #[serde(rename = "podIP")]
    ip: String,
}

fn filled(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

impl Pod {
    /// Where it is, unless this is another representation of it.
    pub(super) fn read(self) -> Option<Placed> {
        (self.kind == "Pod").then(|| Placed {
            node: filled(self.spec.node_name),
            ip: filled(self.status.ip),
        })
    }
}

#[derive(Deserialize)]
pub(super) struct Node {
    kind: String,
    #[serde(default)]
    status: NodeStatus,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(in crate::wire) struct NodeStatus {
    addresses: Vec<NodeAddress>,
    daemon_endpoints: DaemonEndpoints,
}

#[derive(Deserialize)]
struct NodeAddress {
    #[serde(rename = "type")]
    type_: String,
    address: String,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct DaemonEndpoints {
    kubelet_endpoint: DaemonEndpoint,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct DaemonEndpoint {
    #[serde(rename = "Port")]
    port: u16,
}

impl Node {
    /// Where its kubelet listens, unless this is another representation of it.
    pub(super) fn read(self, name: &str) -> Option<KubeletEndpoint> {
        (self.kind == "Node").then(|| self.status.kubelet(name))
    }
}

impl NodeStatus {
    /// Where the kubelet of the node of that name listens.
    pub(in crate::wire) fn kubelet(&self, node: &str) -> KubeletEndpoint {
        let addresses = &self.addresses;
        let internal = addresses.iter().find(|address| address.type_ == "InternalIP");
        let port = self.daemon_endpoints.kubelet_endpoint.port;
        KubeletEndpoint {
            node: node.to_owned(),
            address: internal
                .or_else(|| addresses.first())
                .map(|address| address.address.clone()),
            port: if port == 0 { KUBELET_PORT } else { port },
        }
    }
}
