//! The few fields of Pods, of the Service `kubernetes` and of refusals that give names.
//!
//! Source: api `core/v1/types.go`.

use serde::Deserialize;

use super::{KUBERNETES_SERVICE_PATH, ServiceAddress};
use crate::{
    kube::{downward::service_account::MOUNT_PATH, failure::Failure, path::Target},
    wire::journey::gather::Exchanged,
};

/// A Pod with one of its containers.
pub(super) struct Seat {
    pub(super) namespace: String,
    pub(super) service_account: String,
    pub(super) pod: String,
    pub(super) container: String,
    pub(super) port: Option<u16>,
    pub(super) volume: Option<String>,
    is_running: bool,
}

impl Seat {
    /// How well it serves as an example; the higher, the better.
    pub(super) fn rank(&self, namespace: Option<&str>) -> impl Ord + use<> {
        (
            namespace.is_some_and(|wanted| wanted == self.namespace),
            self.is_running,
            !self.namespace.starts_with("kube-"),
            self.volume.is_some(),
            self.port.is_some(),
        )
    }
}

#[derive(Deserialize)]
struct Kind {
    #[serde(default)]
    kind: String,
}

#[derive(Deserialize)]
struct PodList {
    // Go writes an empty list as null.
    items: Option<Vec<Pod>>,
}

#[derive(Deserialize)]
struct Pod {
    metadata: Metadata,
    #[serde(default)]
    spec: PodSpec,
    #[serde(default)]
    status: PodStatus,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Metadata {
    name: String,
    namespace: String,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct PodSpec {
    service_account_name: String,
    containers: Option<Vec<Container>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct PodStatus {
    phase: String,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Container {
    name: String,
    ports: Option<Vec<ContainerPort>>,
    volume_mounts: Option<Vec<Mount>>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct ContainerPort {
    container_port: u16,
    protocol: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Mount {
    name: String,
    mount_path: String,
}

impl Container {
    fn port(&self) -> Option<u16> {
        let mut ports = self.ports.iter().flatten();
        let is_tcp = |port: &&ContainerPort| port.protocol.as_deref().is_none_or(|it| it == "TCP");
        Some(ports.find(is_tcp)?.container_port).filter(|port| *port != 0)
    }

    fn volume(&self) -> Option<String> {
        let mut mounts = self.volume_mounts.iter().flatten();
        Some(mounts.find(|mount| mount.mount_path == MOUNT_PATH)?.name.clone())
    }
}

impl Pod {
    /// The Pod with the first container that has a port, else with its first, if all names are names.
    fn seat(self) -> Option<Seat> {
        let containers = self.spec.containers.unwrap_or_default();
        let with_port = containers.iter().find(|container| container.port().is_some());
        let container = with_port.or_else(|| containers.first())?;
        // Static Pods, which a kubelet runs by itself, have none.
        let service_account = Some(self.spec.service_account_name).filter(|name| !name.is_empty())?;
        let names = [
            &self.metadata.namespace,
            &self.metadata.name,
            &service_account,
            &container.name,
        ];
        names.iter().all(|name| is_name(name)).then(|| Seat {
            container: container.name.clone(),
            port: container.port(),
            volume: container.volume(),
            is_running: self.status.phase == "Running",
            namespace: self.metadata.namespace,
            pod: self.metadata.name,
            service_account,
        })
    }
}

/// Whether a text can be the name of such an object. What begins with `-` would be an option to a command.
///
/// Source: apimachinery `pkg/util/validation/validation.go`, `IsDNS1123Subdomain`.
fn is_name(text: &str) -> bool {
    let is_end = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = text.as_bytes();
    bytes.len() <= 253
        && is_end(bytes.first())
        && is_end(bytes.last())
        && bytes
            .iter()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.".contains(byte))
}

/// The Pods in an answer: in a list of whole ones, or the one that was asked for.
pub(super) fn pods(exchange: &Exchanged<'_>) -> Vec<Seat> {
    let target = exchange.request.target();
    let is_pods = target
        .resource()
        .is_some_and(|resource| resource.group.is_empty() && resource.resource == "pods");
    let body = is_pods
        .then(|| exchange.answer.json().ok())
        .flatten()
        .unwrap_or_default();
    // Tables and metadata come from the same paths.
    let kind = serde_json::from_slice::<Kind>(body)
        .map(|it| it.kind)
        .unwrap_or_default();
    let pods = match (target, kind.as_str()) {
        (Target::Collection { .. }, "PodList") => serde_json::from_slice::<PodList>(body).ok().and_then(|it| it.items),
        (Target::Object { .. }, "Pod") => serde_json::from_slice(body).ok().map(|pod| vec![pod]),
        _ => None,
    };
    pods.into_iter().flatten().filter_map(Pod::seat).collect()
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Service {
    kind: String,
    spec: ServiceSpec,
}

#[derive(Deserialize)]
struct ServiceSpec {
    #[serde(rename = "clusterIP")]
    cluster_ip: String,
    ports: Vec<ServicePort>,
}

#[derive(Deserialize)]
struct ServicePort {
    #[serde(default)]
    name: String,
    port: u16,
}

/// The cluster IP and the port of the Service `kubernetes`.
pub(super) fn service(exchange: &Exchanged<'_>) -> Option<ServiceAddress> {
    if exchange.request.path.as_str() != KUBERNETES_SERVICE_PATH {
        return None;
    }
    let service: Service = serde_json::from_slice(exchange.answer.json().ok()?).ok()?;
    let ServiceSpec { cluster_ip, ports } = service.spec;
    let port = ports
        .iter()
        .find(|port| port.name == "https")
        .or_else(|| ports.first())?;
    let is_address = !cluster_ip.is_empty()
        && cluster_ip
            .bytes()
            .all(|it| it.is_ascii_hexdigit() || b".:".contains(&it));
    (service.kind == "Service" && is_address).then_some(ServiceAddress {
        ip: cluster_ip,
        port: port.port,
    })
}

/// What `GET /` was refused with in the name of a user.
pub(super) fn refusal(exchange: &Exchanged<'_>, user: &str) -> Option<String> {
    let request = exchange.request;
    let is_it = request.path.as_str() == "/" && request.head.impersonate_user.as_deref() == Some(user);
    match is_it.then(|| exchange.answer.failure())?? {
        // Without the right to impersonate, the refusal is about that.
        Failure::Status(status)
            if status.code == 403 && status.message.contains(user) && status.message.ends_with("path \"/\"") =>
        {
            Some(status.message)
        }
        _ => None,
    }
}
