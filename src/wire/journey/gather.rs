//! Reads what other exchanges have shown of the cluster and of what a request asks for, each with its number.

use serde::de::DeserializeOwned;

use super::{
    answer::Dial,
    destination::group_version,
    lookup::{ANNOUNCED_PATH, SERVERS_PATH, named_by},
    situation::{ApiService, Endpoints, Known, KubeletEndpoint, Placed, Seen, ServerVersion, Upstream},
};
use crate::kube::{
    answer::Answer,
    discovery::{Freshness, aggregated},
    failure::Failure,
    gvk::{GroupVersion, GroupVersionResource},
    path::Target,
    request::ApiRequest,
};

pub(in crate::wire) mod shapes;

/// An exchange of this page, as far as it may show something.
#[derive(Clone, Copy, Debug)]
pub struct Exchanged<'a> {
    /// Its number, counted from 1.
    pub number: u32,
    /// What was asked.
    pub request: &'a ApiRequest,
    /// What came.
    pub answer: &'a Answer,
}

impl Exchanged<'_> {
    fn seen<T>(&self, value: T) -> Seen<T> {
        Seen {
            value,
            exchange: self.number,
        }
    }

    fn is(&self, path: &str) -> bool {
        self.request.path.as_str() == path
    }

    /// The body, if it is a success in JSON of that shape.
    fn body<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_slice(self.answer.json().ok()?).ok()
    }

    /// The name of the object of that resource which was asked for.
    fn object(&self, group: &str, plural: &str) -> Option<(Option<String>, String)> {
        match self.request.target() {
            Target::Object {
                resource,
                namespace,
                name,
            } if is_of(&resource, group, plural) => Some((namespace, name)),
            _ => None,
        }
    }

    /// Whether the objects of that resource were asked for, in all namespaces or in that one.
    fn lists(&self, group: &str, plural: &str, within: &str) -> bool {
        match self.request.target() {
            Target::Collection { resource, namespace } => {
                is_of(&resource, group, plural) && namespace.is_none_or(|namespace| namespace == within)
            }
            _ => false,
        }
    }
}

fn is_of(resource: &GroupVersionResource, group: &str, plural: &str) -> bool {
    resource.group == group && resource.resource == plural
}

/// What the exchanges show of what stands behind the origin and of what a request asks for. The newest come first, and
/// what is newest is taken.
pub fn gather<'a>(wanted: &ApiRequest, exchanges: impl IntoIterator<Item = Exchanged<'a>>) -> (Upstream, Known) {
    let exchanges: Vec<Exchanged<'a>> = exchanges.into_iter().collect();
    let upstream = Upstream {
        version: first(&exchanges, version),
        servers: first(&exchanges, servers),
        advertised: first(&exchanges, advertised),
        announced: first(&exchanges, announced),
        dialed: first(&exchanges, dialed),
    };
    let target = wanted.target();
    let pod = pod_of(&target).and_then(|pod| first(&exchanges, |exchange| placed(exchange, &pod)));
    let node = pod
        .as_ref()
        .and_then(|seen| seen.value.node.clone())
        .or_else(|| node_of(&target));
    let served = group_version(wanted);
    let known = Known {
        api_service: served
            .as_ref()
            .and_then(|served| first(&exchanges, |exchange| api_service(exchange, served))),
        stale: served
            .as_ref()
            .and_then(|served| first(&exchanges, |exchange| stale(exchange, served))),
        kubelet: node.and_then(|node| first(&exchanges, |exchange| kubelet(exchange, &node))),
        endpoints: service_of(&target).and_then(|service| first(&exchanges, |exchange| endpoints(exchange, &service))),
        pod,
    };
    (upstream, known)
}

fn first<T>(exchanges: &[Exchanged<'_>], read: impl Fn(&Exchanged<'_>) -> Option<T>) -> Option<Seen<T>> {
    exchanges
        .iter()
        .find_map(|exchange| read(exchange).map(|value| exchange.seen(value)))
}

/// A namespace and a name in it.
type Named = (String, String);

fn pod_of(target: &Target) -> Option<Named> {
    named_in(target, "pods")
}

fn service_of(target: &Target) -> Option<Named> {
    named_in(target, "services")
}

fn named_in(target: &Target, plural: &str) -> Option<Named> {
    let is_it = target.resource().is_some_and(|resource| is_of(resource, "", plural));
    let name = is_it.then(|| named_by(target))??;
    Some((target.namespace()?.to_owned(), name))
}

fn node_of(target: &Target) -> Option<String> {
    let is_node = target.resource().is_some_and(|resource| is_of(resource, "", "nodes"));
    is_node.then(|| named_by(target))?
}

fn version(exchange: &Exchanged<'_>) -> Option<ServerVersion> {
    exchange
        .is("/version")
        .then(|| exchange.body::<shapes::Version>())??
        .read()
}

fn advertised(exchange: &Exchanged<'_>) -> Option<String> {
    exchange
        .is("/api")
        .then(|| exchange.body::<shapes::ApiVersions>())??
        .read()
}

fn announced(exchange: &Exchanged<'_>) -> Option<String> {
    exchange
        .is(ANNOUNCED_PATH)
        .then(|| exchange.body::<shapes::ClusterInfo>())??
        .read()
}

/// Where kubectl proxy could not connect to.
fn dialed(exchange: &Exchanged<'_>) -> Option<String> {
    match exchange.answer.failure()? {
        Failure::Proxy { message, .. } => Dial::read(&message)?.address,
        _ => None,
    }
}

fn servers(exchange: &Exchanged<'_>) -> Option<Vec<String>> {
    let is_slice = exchange.is(&format!("{SERVERS_PATH}/kubernetes"));
    let slices = if is_slice {
        vec![exchange.body::<shapes::EndpointSlice>()?.whole()?]
    } else {
        slices(exchange, &("default".to_owned(), "kubernetes".to_owned()))?
    };
    let servers: Vec<String> = slices.iter().flat_map(shapes::EndpointSlice::addresses).collect();
    (!servers.is_empty()).then_some(servers)
}

fn endpoints(exchange: &Exchanged<'_>, service: &Named) -> Option<Endpoints> {
    let slices = slices(exchange, service)?;
    Some(Endpoints {
        ready_pods: slices.iter().map(|slice| slice.ready_pods(&service.0)).sum(),
        all: slices.iter().map(shapes::EndpointSlice::count).sum(),
    })
}

/// The slices of a Service, if a list shows all of them: whole, and narrowed to nothing else.
fn slices(exchange: &Exchanged<'_>, service: &Named) -> Option<Vec<shapes::EndpointSlice>> {
    if !exchange.lists("discovery.k8s.io", "endpointslices", &service.0) {
        return None;
    }
    let query = &exchange.request.query;
    let own = format!("kubernetes.io/service-name={}", service.1);
    let is_whole = query.get("labelSelector").is_none_or(|selector| selector == own)
        && ["fieldSelector", "limit", "continue", "watch"]
            .iter()
            .all(|key| query.get(key).is_none());
    if !is_whole {
        return None;
    }
    exchange
        .body::<shapes::EndpointSliceList>()?
        .of_service(&service.0, &service.1)
}

fn api_service(exchange: &Exchanged<'_>, (group, version): &Named) -> Option<ApiService> {
    let name = if group.is_empty() {
        format!("{version}.")
    } else {
        format!("{version}.{group}")
    };
    if exchange.object("apiregistration.k8s.io", "apiservices") == Some((None, name.clone())) {
        return exchange.body::<shapes::ApiService>()?.read(&name);
    }
    let list: shapes::ApiServiceList = exchange
        .lists("apiregistration.k8s.io", "apiservices", "")
        .then(|| exchange.body())??;
    list.items.into_iter().find_map(|item| item.read(&name))
}

/// Whether discovery calls the version stale.
fn stale(exchange: &Exchanged<'_>, (group, version): &Named) -> Option<()> {
    let is_discovery = exchange.is("/apis") && aggregated::is_aggregated(exchange.answer.content_type());
    let body = is_discovery.then(|| exchange.answer.json().ok())??;
    let wanted = GroupVersion::new(group.as_str(), version.as_str());
    let groups = aggregated::read(body).ok()?;
    let mut versions = groups.iter().flat_map(|group| &group.versions);
    let found = versions.find(|version| version.group_version == wanted)?;
    matches!(found.freshness, Freshness::Stale(_)).then_some(())
}

fn placed(exchange: &Exchanged<'_>, pod: &Named) -> Option<Placed> {
    let (namespace, name) = exchange.object("", "pods")?;
    let is_it = namespace.as_deref() == Some(&pod.0) && name == pod.1;
    is_it.then(|| exchange.body::<shapes::Pod>())??.read()
}

fn kubelet(exchange: &Exchanged<'_>, node: &str) -> Option<KubeletEndpoint> {
    let (_, name) = exchange.object("", "nodes")?;
    (name == node).then(|| exchange.body::<shapes::Node>())??.read(node)
}
