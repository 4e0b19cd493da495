//! Requests that would show more of a way: each is one harmless GET, and each is offered only while it is missing.

use super::{
    answer::AnswerFacts,
    destination::{Destination, Place, Program, group_version},
    situation::{Connection, Situation},
};
use crate::{
    kube::{
        path::{ApiPath, Target},
        request::ApiRequest,
    },
    wire::vocabulary::vocabulary,
};

vocabulary! {
    /// What could be looked up.
    Lookup under "journey.lookup" {
        /// Whether kubectl proxy's filter is there.
        Filter = "filter",
        /// Which version the API server has.
        Version = "version",
        /// Which addresses the API servers have.
        Servers = "servers",
        /// Which address the API server advertises.
        Advertised = "advertised",
        /// Which server kubeadm announces.
        Announced = "announced",
        /// Who serves the API.
        ApiService = "api_service",
        /// On which node the Pod is.
        Pod = "pod",
        /// Where the node's kubelet listens.
        Node = "node",
        /// Which endpoints the Service has.
        Endpoints = "endpoints",
    }
}

/// A path that kubectl proxy's default filter refuses, and that is a harmless read of a `ConfigMap` anywhere else.
///
/// Source: kubectl `pkg/proxy/proxy_server.go`, `DefaultPathRejectRE`.
pub const FILTER_PATH: &str = "/api/v1/namespaces/pods/configmaps/exec";
/// The slices of the Service `kubernetes`, which hold the API servers' own addresses.
pub const SERVERS_PATH: &str = "/apis/discovery.k8s.io/v1/namespaces/default/endpointslices";
/// The selector that goes with it.
pub const SERVERS_SELECTOR: &str = "kubernetes.io/service-name=kubernetes";
/// Where kubeadm tells newcomers the server. Source: kubeadm `app/phases/bootstraptoken/clusterinfo`.
pub const ANNOUNCED_PATH: &str = "/api/v1/namespaces/kube-public/configmaps/cluster-info";

/// What would show more of the way of a request, the nearest hop first. The recorded cluster may have no answer to it.
pub fn lookups(request: &ApiRequest, situation: &Situation, answer: Option<&AnswerFacts>) -> Vec<(Lookup, ApiRequest)> {
    let destination = Destination::of(request, situation, answer);
    Lookup::all()
        .filter(|lookup| lookup.is_wanted(request, situation, &destination))
        .filter_map(|lookup| Some((lookup, lookup.request(request, situation)?)))
        .filter(|(_, wanted)| wanted.path != request.path)
        .collect()
}

impl Lookup {
    fn all() -> impl Iterator<Item = Self> {
        use crate::wire::vocabulary::Vocabulary as _;
        Self::ALL.iter().copied()
    }

    fn is_wanted(self, request: &ApiRequest, situation: &Situation, destination: &Destination) -> bool {
        let (upstream, known) = (&situation.upstream, &situation.known);
        match self {
            Self::Filter => situation.connection == Connection::KubectlProxyAssumed,
            Self::Version => upstream.version.is_none(),
            Self::Servers => upstream.servers.is_none(),
            Self::Advertised => upstream.advertised.is_none(),
            Self::Announced => upstream.announced.is_none(),
            Self::ApiService => {
                let is_named = group_version(request).is_some_and(|(group, _)| !group.is_empty());
                let is_served = matches!(destination, Destination::Extension | Destination::Objects(_));
                known.api_service.is_none() && is_named && is_served
            }
            Self::Pod => known.pod.is_none() && names_pod(request, destination),
            Self::Node => known.kubelet.is_none() && matches!(destination, Destination::Kubelet { .. }),
            Self::Endpoints => {
                let is_service = matches!(
                    destination,
                    Destination::Program(Program {
                        place: Place::Service,
                        ..
                    })
                );
                known.endpoints.is_none() && is_service
            }
        }
    }

    /// The request that looks it up, as far as what it needs is known: a node is known by its Pod alone.
    fn request(self, request: &ApiRequest, situation: &Situation) -> Option<ApiRequest> {
        let of = |path: &str| ApiRequest::of(path).ok();
        let named = |segments: &[&str]| Some(ApiRequest::get(ApiPath::from_segments(segments.iter().copied()).ok()?));
        match self {
            Self::Filter => of(FILTER_PATH),
            Self::Version => of("/version"),
            Self::Servers => Some(of(SERVERS_PATH)?.with("labelSelector", SERVERS_SELECTOR)),
            Self::Advertised => of("/api"),
            Self::Announced => of(ANNOUNCED_PATH),
            Self::ApiService => {
                let (group, version) = group_version(request)?;
                let name = format!("{version}.{group}");
                named(&["apis", "apiregistration.k8s.io", "v1", "apiservices", &name])
            }
            Self::Pod => {
                let target = request.target();
                let (namespace, name) = (target.namespace()?, named_by(&target)?);
                named(&["api", "v1", "namespaces", namespace, "pods", &name])
            }
            Self::Node => {
                let node = situation.known.pod.as_ref()?.value.node.as_ref()?;
                named(&["api", "v1", "nodes", node])
            }
            Self::Endpoints => {
                let target = request.target();
                let path = [
                    "apis",
                    "discovery.k8s.io",
                    "v1",
                    "namespaces",
                    target.namespace()?,
                    "endpointslices",
                ];
                let service = named_by(&target)?;
                Some(named(&path)?.with("labelSelector", &format!("kubernetes.io/service-name={service}")))
            }
        }
    }
}

fn names_pod(request: &ApiRequest, destination: &Destination) -> bool {
    let is_behind = matches!(
        destination,
        Destination::Kubelet { .. } | Destination::Program(Program { place: Place::Pod, .. })
    );
    is_behind
        && request
            .target()
            .resource()
            .is_some_and(|resource| resource.resource == "pods")
}

/// The name in `name`, `name:port` or `scheme:name:port` before a subresource.
///
/// Source: apimachinery `pkg/util/net/port_split.go`, `SplitSchemeNamePort`.
pub fn named_by(target: &Target) -> Option<String> {
    let Target::Subresource { name, .. } = target else {
        return None;
    };
    let parts: Vec<&str> = name.splitn(3, ':').collect();
    match parts.as_slice() {
        [_, name, _] | [name, _] | [name] if !name.is_empty() => Some((*name).to_owned()),
        _ => None,
    }
}
