//! The GETs that show something of a proxy: small, few and harmless, some of them only after what others showed.

use super::{
    Wanted,
    answers::{Answers, Why},
    kube_proxy::spread::most_spread,
    shapes::{DaemonSet, List, Service},
};
use crate::{
    kube::{
        path::ApiPath,
        request::{ApiRequest, IncludeObject},
    },
    wire::{
        journey::{
            gather::shapes::EndpointSlice,
            lookup::{ANNOUNCED_PATH, FILTER_PATH, SERVERS_PATH, SERVERS_SELECTOR},
        },
        proxy::ProxyKind,
        vocabulary::{Vocabulary, vocabulary},
    },
};

vocabulary! {
    /// What is asked.
    Ask under "evidence.ask" {
        /// Whether kubectl proxy's filter is there.
        Filter = "filter",
        /// Which address the API server advertises; also the plainest answer of an API server.
        Advertised = "advertised",
        /// What an anonymous caller would be told there.
        Anonymous = "anonymous",
        /// Which `…/proxy` subresources there are.
        Subresources = "subresources",
        /// For which Services `kubectl cluster-info` builds addresses.
        ClusterServices = "cluster_services",
        /// Which endpoints those Services have.
        SystemSlices = "system_slices",
        /// Which nodes there are, a few of them.
        Nodes = "nodes",
        /// Which Pods run, a few of them.
        Pods = "pods",
        /// Which Services there are, a few of them.
        Services = "services",
        /// Which endpoints Services have, a few of them.
        Slices = "slices",
        /// Whether kube-proxy runs as a `DaemonSet`.
        DaemonSet = "daemonset",
        /// Which other `DaemonSets` the cluster's own namespace has.
        OtherDaemonSets = "other_daemonsets",
        /// How kube-proxy is configured.
        Configuration = "configuration",
        /// One Service with several endpoints.
        Spread = "spread",
        /// The Service by which Pods reach the API.
        Kubernetes = "kubernetes",
        /// Which addresses the API servers have.
        Servers = "servers",
        /// How many API servers there are.
        Leases = "leases",
        /// Which server kubeadm tells newcomers.
        Announced = "announced",
        /// Which Services have a provider's load balancer.
        CloudServices = "cloud_services",
        /// What was noted of one that waits for it.
        CloudEvents = "cloud_events",
    }
}

/// The namespace of the cluster's own programs.
pub(super) const SYSTEM: &str = "kube-system";
const SLICES_PATH: &str = "/apis/discovery.k8s.io/v1/endpointslices";

impl Ask {
    /// The key of the question.
    pub fn ask_key(self) -> String {
        format!("{}.ask", self.key())
    }

    /// The key of what stays unknown without an answer.
    pub fn unseen_key(self) -> String {
        format!("{}.unseen", self.key())
    }

    /// Whether it asks in somebody else's name, which audit logs show.
    pub fn is_impersonating(self) -> bool {
        self == Self::Anonymous
    }

    /// The GET, where it does not depend on an answer.
    fn fixed(self) -> Option<ApiRequest> {
        let get = |path: &str| ApiRequest::of(path).ok();
        Some(match self {
            Self::Filter => get(FILTER_PATH)?,
            Self::Advertised => get("/api")?,
            Self::Anonymous => {
                let mut request = get("/api")?;
                request.head.impersonate_user = Some(super::answers::ANONYMOUS.to_owned());
                request.head.impersonate_groups = vec!["system:unauthenticated".to_owned()];
                request
            }
            Self::Subresources => get("/api/v1")?,
            // Source: kubectl `pkg/cmd/clusterinfo/clusterinfo.go`.
            Self::ClusterServices => get("/api/v1/namespaces/kube-system/services")?
                .with("labelSelector", "kubernetes.io/cluster-service=true")
                .with("limit", "10"),
            Self::SystemSlices => {
                get("/apis/discovery.k8s.io/v1/namespaces/kube-system/endpointslices")?.with("limit", "50")
            }
            Self::Nodes => get("/api/v1/nodes")?.with("limit", "3"),
            Self::Pods => get("/api/v1/pods")?
                .with("fieldSelector", "status.phase=Running")
                .with("limit", "20"),
            Self::Services => get("/api/v1/services")?.with("limit", "50"),
            Self::Slices => get(SLICES_PATH)?.with("limit", "50"),
            // Source: kubeadm `app/phases/addons/proxy`, which most distributions follow in these names.
            Self::DaemonSet => get("/apis/apps/v1/namespaces/kube-system/daemonsets/kube-proxy")?,
            Self::OtherDaemonSets => get("/apis/apps/v1/namespaces/kube-system/daemonsets")?
                .table(IncludeObject::None)
                .with("limit", "20"),
            Self::Configuration => get("/api/v1/namespaces/kube-system/configmaps/kube-proxy")?,
            Self::Kubernetes => get("/api/v1/namespaces/default/services/kubernetes")?,
            Self::Servers => get(SERVERS_PATH)?.with("labelSelector", SERVERS_SELECTOR),
            // Source: kubernetes.io "Leases", API server identity.
            Self::Leases => get("/apis/coordination.k8s.io/v1/namespaces/kube-system/leases")?
                .with("labelSelector", "apiserver.kubernetes.io/identity=kube-apiserver")
                .with("limit", "20"),
            Self::Announced => get(ANNOUNCED_PATH)?,
            Self::CloudServices => get("/api/v1/services")?
                .with("fieldSelector", "spec.type=LoadBalancer")
                .with("limit", "20"),
            Self::Spread | Self::CloudEvents => return None,
        })
    }
}

/// The GETs that would show more of a proxy.
pub(super) fn wanted(kind: ProxyKind, answers: Answers<'_>) -> Vec<Wanted> {
    let mut all = Candidates {
        answers,
        wanted: Vec::new(),
    };
    match kind {
        ProxyKind::Kubectl => all.fixed(&[Ask::Filter, Ask::Advertised, Ask::Anonymous]),
        ProxyKind::ApiServer => {
            all.fixed(&[Ask::Subresources, Ask::ClusterServices, Ask::Nodes]);
            all.everywhere(Ask::Pods);
            all.everywhere(Ask::Services);
            all.everywhere(Ask::Slices);
            all.system_slices();
        }
        ProxyKind::KubeProxy => {
            all.fixed(&[Ask::DaemonSet, Ask::Configuration, Ask::Kubernetes, Ask::Servers]);
            let absent = answers.unread::<DaemonSet>(Ask::DaemonSet);
            if absent.is_some_and(|unread| unread.why == Why::NotThere) {
                all.fixed(&[Ask::OtherDaemonSets]);
            }
            all.everywhere(Ask::Slices);
            all.add(Ask::Spread, spread_service(answers));
        }
        ProxyKind::Balancer => {
            all.fixed(&[Ask::Servers, Ask::Leases, Ask::Announced, Ask::Advertised]);
        }
        ProxyKind::Cloud => {
            all.everywhere(Ask::CloudServices);
            all.add(Ask::CloudEvents, pending_events(answers));
        }
    }
    all.wanted
}

struct Candidates<'a> {
    answers: Answers<'a>,
    wanted: Vec<Wanted>,
}

impl Candidates<'_> {
    fn add(&mut self, ask: Ask, request: Option<ApiRequest>) {
        let Some(request) = request else { return };
        if self.answers.to_request(&request).is_none() {
            self.wanted.push(Wanted { ask, request });
        }
    }

    fn fixed(&mut self, asks: &[Ask]) {
        for ask in asks {
            self.add(*ask, ask.fixed());
        }
    }

    /// Asks in all namespaces, and in one if that is refused.
    fn everywhere(&mut self, ask: Ask) {
        let Some(request) = ask.fixed() else { return };
        let refused = self.answers.to_request(&request).and_then(super::Asked::failure);
        let narrower = refused
            .filter(|failure| Why::of(failure) == Why::Refused)
            .and_then(|_| within(&request, &self.answers.namespace()));
        // Where to look may be known better later; one look is enough.
        let is_first = self.answers.to(ask).count() < 2;
        self.add(ask, Some(request));
        self.add(ask, narrower.filter(|_| is_first));
    }

    /// The endpoints of the cluster's own Services, unless those of all Services are known.
    fn system_slices(&mut self) {
        let is_known = match self.answers.seen::<List<EndpointSlice>>(Ask::Slices) {
            Some(seen) => seen.value.is_whole() && self.answers.to(Ask::Slices).count() == 1,
            None => self.answers.to(Ask::Slices).next().is_none(),
        };
        if !is_known {
            self.fixed(&[Ask::SystemSlices]);
        }
    }
}

/// The same list in one namespace.
fn within(request: &ApiRequest, namespace: &str) -> Option<ApiRequest> {
    let target = request.target();
    let path = ApiPath::of(target.resource()?, Some(namespace), None).ok()?;
    Some(ApiRequest {
        path,
        ..request.clone()
    })
}

fn spread_service(answers: Answers<'_>) -> Option<ApiRequest> {
    let slices = answers.seen::<List<EndpointSlice>>(Ask::Slices)?;
    let (namespace, name) = most_spread(slices.value.items())?;
    named(&["api", "v1", "namespaces", &namespace, "services", &name])
}

fn pending_events(answers: Answers<'_>) -> Option<ApiRequest> {
    let services = answers.seen::<List<Service>>(Ask::CloudServices)?;
    let pending = services.value.items().iter().find(|it| super::cloud::is_pending(it))?;
    let (namespace, name) = (&pending.metadata.namespace, &pending.metadata.name);
    let selector = format!("involvedObject.kind=Service,involvedObject.name={name}");
    let events = named(&["api", "v1", "namespaces", namespace, "events"])?;
    Some(events.with("fieldSelector", &selector).with("limit", "10"))
}

fn named(segments: &[&str]) -> Option<ApiRequest> {
    Some(ApiRequest::get(ApiPath::from_segments(segments.iter().copied()).ok()?))
}
