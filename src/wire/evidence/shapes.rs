//! The few fields of the objects that tell something about proxies.
//!
//! Source: api `core/v1/types.go`, `apps/v1/types.go`, `coordination/v1/types.go`; kube-proxy `config/v1alpha1`.

use std::collections::HashMap;

use serde::{Deserialize, de::DeserializeOwned};

use crate::{
    kube::{discovery::legacy::read_resources, gvk::GroupVersion, resource::ApiResource},
    wire::journey::gather::shapes::{EndpointSlice, NodeStatus},
};

/// An object or list that is read from an answer.
pub(super) trait Shape: Sized {
    /// Reads a body; nothing if it is of another kind or another representation.
    fn read(body: &[u8]) -> Option<Self>;
}

/// What is read as it stands, if it is of a kind.
trait OfKind: DeserializeOwned {
    const KIND: &'static str;
}

impl<T: OfKind> Shape for T {
    fn read(body: &[u8]) -> Option<Self> {
        #[derive(Deserialize)]
        struct Head<'a> {
            #[serde(borrow)]
            kind: std::borrow::Cow<'a, str>,
        }
        let head: Head<'_> = serde_json::from_slice(body).ok()?;
        (head.kind == T::KIND).then(|| serde_json::from_slice(body).ok())?
    }
}

/// A list, or the first chunk of one.
#[derive(Deserialize)]
#[serde(bound = "T: DeserializeOwned")]
pub(super) struct List<T> {
    #[serde(default)]
    metadata: ListMetadata,
    // Go writes an empty list as null.
    items: Option<Vec<T>>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct ListMetadata {
    #[serde(rename = "continue")]
    continue_token: String,
    remaining_item_count: usize,
}

impl<T> List<T> {
    /// What came of it.
    pub(super) fn items(&self) -> &[T] {
        self.items.as_deref().unwrap_or_default()
    }

    /// Whether nothing is left to ask for.
    pub(super) fn is_whole(&self) -> bool {
        self.metadata.continue_token.is_empty()
    }

    /// How many there are in all, if the server says so.
    pub(super) fn total(&self) -> usize {
        self.items().len() + self.metadata.remaining_item_count
    }
}

/// Gives each kind of list its name.
macro_rules! kinds {
    ($($shape:ty = $kind:literal,)+) => {
        $(impl OfKind for $shape {
            const KIND: &'static str = $kind;
        })+
    };
}

kinds! {
    ApiVersions = "APIVersions",
    ConfigMap = "ConfigMap",
    DaemonSet = "DaemonSet",
    List<Event> = "EventList",
    List<EndpointSlice> = "EndpointSliceList",
    List<Lease> = "LeaseList",
    List<Node> = "NodeList",
    List<Pod> = "PodList",
    List<Service> = "ServiceList",
    Service = "Service",
    Table = "Table",
}

/// What `/api` answers; [`crate::wire::journey::gather`] reads the address in it.
#[derive(Deserialize)]
pub(super) struct ApiVersions {}

/// The resources of the core group, with their subresources.
pub(super) struct CoreResources(pub(super) Vec<ApiResource>);

impl Shape for CoreResources {
    fn read(body: &[u8]) -> Option<Self> {
        let resources = read_resources(&GroupVersion::new("", "v1"), body).ok()?;
        (!resources.is_empty()).then_some(Self(resources))
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Metadata {
    pub(super) name: String,
    pub(super) namespace: String,
    pub(super) labels: HashMap<String, String>,
    pub(super) annotations: HashMap<String, String>,
}

#[derive(Deserialize)]
pub(super) struct Node {
    pub(super) metadata: Metadata,
    #[serde(default)]
    pub(super) status: NodeStatus,
}

#[derive(Deserialize)]
pub(super) struct Pod {
    pub(super) metadata: Metadata,
    #[serde(default)]
    pub(super) spec: PodSpec,
    #[serde(default)]
    pub(super) status: PodStatus,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct PodSpec {
    pub(super) containers: Vec<Container>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Container {
    pub(super) ports: Vec<ContainerPort>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct ContainerPort {
    pub(super) name: String,
    #[serde(rename = "containerPort")]
    pub(super) number: u16,
    pub(super) protocol: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct PodStatus {
    #[serde(rename = "podIP")]
    pub(super) ip: String,
}

#[derive(Deserialize)]
pub(super) struct Service {
    pub(super) metadata: Metadata,
    #[serde(default)]
    pub(super) spec: ServiceSpec,
    #[serde(default)]
    pub(super) status: ServiceStatus,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct ServiceSpec {
    #[serde(rename = "type")]
    pub(super) type_: String,
    #[serde(rename = "clusterIP")]
    pub(super) cluster_ip: String,
    pub(super) ports: Vec<ServicePort>,
    pub(super) session_affinity: String,
    pub(super) session_affinity_config: SessionAffinity,
    pub(super) internal_traffic_policy: String,
    pub(super) external_traffic_policy: String,
    pub(super) health_check_node_port: u16,
    pub(super) load_balancer_class: String,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct SessionAffinity {
    #[serde(rename = "clientIP")]
    pub(super) client_ip: ClientIp,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct ClientIp {
    pub(super) timeout_seconds: u32,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct ServicePort {
    pub(super) name: String,
    pub(super) port: u16,
    pub(super) protocol: String,
    pub(super) node_port: u16,
    pub(super) app_protocol: String,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct ServiceStatus {
    pub(super) load_balancer: LoadBalancer,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct LoadBalancer {
    pub(super) ingress: Vec<Ingress>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Ingress {
    pub(super) ip: String,
    pub(super) hostname: String,
    pub(super) ip_mode: String,
}

#[derive(Deserialize)]
pub(super) struct DaemonSet {
    #[serde(default)]
    pub(super) status: DaemonSetStatus,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct DaemonSetStatus {
    pub(super) desired_number_scheduled: u32,
    pub(super) number_ready: u32,
}

#[derive(Deserialize)]
pub(super) struct ConfigMap {
    #[serde(default)]
    pub(super) data: HashMap<String, String>,
}

#[derive(Deserialize)]
pub(super) struct Lease {
    #[serde(default)]
    pub(super) spec: LeaseSpec,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct LeaseSpec {
    pub(super) renew_time: String,
}

#[derive(Deserialize)]
pub(super) struct Event {
    #[serde(default)]
    pub(super) reason: String,
    #[serde(default)]
    pub(super) message: String,
}

/// A Table of which only the first cell of each row is wanted.
#[derive(Deserialize)]
pub(super) struct Table {
    rows: Option<Vec<Row>>,
}

#[derive(Deserialize)]
struct Row {
    cells: Vec<serde_json::Value>,
}

impl Table {
    /// The first cells that are texts: the names, in a Table of objects.
    pub(super) fn names(&self) -> Vec<&str> {
        let rows = self.rows.iter().flatten();
        rows.filter_map(|row| row.cells.first()?.as_str()).collect()
    }
}

impl Service {
    /// `namespace/name`, as people write it.
    pub(super) fn spelt(&self) -> String {
        format!("{}/{}", self.metadata.namespace, self.metadata.name)
    }

    /// Whether it has a virtual IP, which headless Services and `ExternalName` have not.
    pub(super) fn has_virtual_ip(&self) -> bool {
        !matches!(self.spec.cluster_ip.as_str(), "" | "None")
    }
}
