//! Who has to be asked so that the API server can answer a request: nobody, etcd, a kubelet, another server, a program.

use super::{
    answer::AnswerFacts,
    proof::{Assumption, Proof, Rule, Sign},
    read::{Read, is_watch},
    situation::{Situation, Trust},
    sources,
};
use crate::kube::{path::Target, request::ApiRequest};

/// Where the API server gets the answer from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// From itself.
    Itself(Own),
    /// From itself, after it has asked etcd whether it answers.
    Health,
    /// Objects out of its cache or out of etcd.
    Objects(Read),
    /// The extension API server behind an aggregated API.
    Extension,
    /// The kubelet of a Pod's node, or of the node itself.
    Kubelet {
        /// Whether the request switches the check of the kubelet's certificate off.
        is_unchecked: bool,
    },
    /// A program in a Pod or on a node, by way of `…/proxy/`.
    Program(Program),
}

/// What an API server knows without asking anybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Own {
    /// Its version, metrics and flags, paths that it does not know.
    Process,
    /// Which APIs there are.
    Discovery,
    /// Their schemas.
    OpenApi,
    /// `componentstatuses`, for which it asks other components just then.
    ComponentStatuses,
    /// The log of a Pod that has no node yet: it is empty.
    UnscheduledLog,
}

/// A program behind `…/proxy/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Program {
    /// Where it runs.
    pub place: Place,
    /// Whether it is spoken to inside TLS: a name that starts with `https:`.
    pub is_tls: bool,
}

/// Where a program behind `…/proxy/` runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the Pod that the path names.
    Pod,
    /// In one of the Pods of the Service that the path names.
    Service,
    /// On the node that the path names, at another port than the kubelet's.
    Node,
}

/// Who serves a group version, and why the console believes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Backing {
    /// Whether it is an extension API server.
    pub(super) is_extension: bool,
    /// Why.
    pub(super) proof: Proof,
}

/// The kubelet's port, where a node does not name another.
///
/// Source: kubernetes.io "Ports and Protocols".
pub const KUBELET_PORT: u16 = 10250;

/// The groups that kube-apiserver itself serves.
///
/// Source: kubernetes `pkg/controlplane/apiserver/apis.go` and `pkg/controlplane/instance.go`, kube-aggregator,
/// apiextensions-apiserver.
const BUILT_IN: [&str; 23] = [
    "",
    "admissionregistration.k8s.io",
    "apiextensions.k8s.io",
    "apiregistration.k8s.io",
    "apps",
    "authentication.k8s.io",
    "authorization.k8s.io",
    "autoscaling",
    "batch",
    "certificates.k8s.io",
    "coordination.k8s.io",
    "discovery.k8s.io",
    "events.k8s.io",
    "flowcontrol.apiserver.k8s.io",
    "internal.apiserver.k8s.io",
    "networking.k8s.io",
    "node.k8s.io",
    "policy",
    "rbac.authorization.k8s.io",
    "resource.k8s.io",
    "scheduling.k8s.io",
    "storage.k8s.io",
    "storagemigration.k8s.io",
];

/// Groups that are documented to be served by extension API servers.
///
/// Source: kubernetes.io "Resource metrics pipeline", "Horizontal Pod Autoscaling".
const EXTENSIONS: [&str; 3] = ["metrics.k8s.io", "custom.metrics.k8s.io", "external.metrics.k8s.io"];

impl Destination {
    /// Where a request leads, as far as the path, the situation and the answer tell.
    pub fn of(request: &ApiRequest, situation: &Situation, answer: Option<&AnswerFacts>) -> Self {
        let version = situation.upstream.version.as_ref().map(|seen| seen.value);
        let is_extension = backing(request, situation, answer).is_some_and(|backing| backing.is_extension);
        let target = request.target();
        if let Some(beyond) = beyond(&target, request, situation) {
            return beyond;
        }
        match target {
            Target::Root | Target::CoreVersions | Target::Groups | Target::Group(_) => Self::Itself(Own::Discovery),
            _ if is_extension => Self::Extension,
            Target::GroupVersion(_) => Self::Itself(Own::Discovery),
            Target::Collection { resource, .. } | Target::Object { resource, .. }
                if resource.group.is_empty() && resource.resource == "componentstatuses" =>
            {
                Self::Itself(Own::ComponentStatuses)
            }
            Target::Collection { resource, .. } => Self::Objects(Read::of(&resource, false, &request.query, version)),
            Target::Object { resource, .. } | Target::Subresource { resource, .. } => {
                Self::Objects(Read::of(&resource, true, &request.query, version))
            }
            Target::NonResource => non_resource(request),
        }
    }

    /// Whether a Pod's log is asked for.
    pub(super) fn is_log(&self, request: &ApiRequest) -> bool {
        matches!(self, Self::Kubelet { .. })
            && matches!(request.target(), Target::Subresource { subresource, .. } if subresource == "log")
    }
}

/// Who serves the group version that a request names, if it names one.
pub(super) fn backing(request: &ApiRequest, situation: &Situation, answer: Option<&AnswerFacts>) -> Option<Backing> {
    let is = |is_extension, proof| Some(Backing { is_extension, proof });
    let seen = |answer: &AnswerFacts, sign| {
        let exchange = answer.exchange;
        is(true, Proof::Observed { exchange, sign })
    };
    if let Some(answer) = answer.filter(|answer| answer.audit_ids() > 1) {
        return seen(answer, Sign::TwoAuditIds);
    }
    let (group, _) = group_version(request)?;
    if let Some(answer) = answer.filter(|answer| !BUILT_IN.contains(&group.as_str()) && is_of_aggregator(answer)) {
        return seen(answer, Sign::Refusal);
    }
    let known = &situation.known;
    if let Some(seen) = &known.api_service {
        let is_extension = seen.value.service.is_some();
        let rule = if is_extension {
            Rule::ServiceServes
        } else {
            Rule::ServedLocally
        };
        let exchange = seen.exchange;
        return is(is_extension, Proof::Inferred { exchange, rule });
    }
    if let Some(seen) = &known.stale {
        let (exchange, rule) = (seen.exchange, Rule::StaleIsAggregated);
        return is(true, Proof::Inferred { exchange, rule });
    }
    if BUILT_IN.contains(&group.as_str()) {
        return is(false, Proof::Documented(sources::CONTROL_PLANE));
    }
    if EXTENSIONS.contains(&group.as_str()) {
        return is(true, Proof::Documented(sources::RESOURCE_METRICS));
    }
    is(false, Proof::Assumed(Assumption::CustomResource))
}

/// Whether a refusal is in the words of the API server's own aggregation layer, which alone refuses in plain text.
///
/// Source: kube-aggregator `pkg/apiserver/handler_proxy.go`, `proxyError` and `responder`.
fn is_of_aggregator(answer: &AnswerFacts) -> bool {
    let is_plain = answer.audit_ids() == 1 && !answer.is_status();
    answer.code == Some(503) && is_plain && (answer.text() == "service unavailable" || answer.dial().is_some())
}

/// The group and version that a request is about, also where it asks for their schema: `/openapi/v3/apis/…`.
pub fn group_version(request: &ApiRequest) -> Option<(String, String)> {
    match request.target() {
        Target::GroupVersion(it) => Some((it.group, it.version)),
        Target::NonResource => {
            let segments: Vec<&str> = segments(request).collect();
            match segments.as_slice() {
                ["openapi", "v3", "apis", group, version] | ["apis", group, version, "watch", ..] => {
                    Some(((*group).to_owned(), (*version).to_owned()))
                }
                ["openapi", "v3", "api", version] | ["api", version, "watch", ..] => {
                    Some((String::new(), (*version).to_owned()))
                }
                _ => None,
            }
        }
        target => target.resource().map(|it| (it.group.clone(), it.version.clone())),
    }
}

fn segments(request: &ApiRequest) -> impl Iterator<Item = &str> {
    request.path.as_str().split('/').filter(|segment| !segment.is_empty())
}

/// The subresources for which the API server connects to somebody else.
///
/// Source: kubernetes `pkg/registry/core/pod/strategy.go` and `pkg/registry/core/node/strategy.go`.
fn beyond(target: &Target, request: &ApiRequest, situation: &Situation) -> Option<Destination> {
    let Target::Subresource {
        resource,
        name,
        subresource,
        ..
    } = target
    else {
        return None;
    };
    if !resource.group.is_empty() {
        return None;
    }
    let kubelet = |is_unchecked| Some(Destination::Kubelet { is_unchecked });
    let (is_tls, port) = scheme_and_port(name);
    let program = |place| Some(Destination::Program(Program { place, is_tls }));
    match (resource.resource.as_str(), subresource.as_str()) {
        ("pods", "log") if is_unscheduled(situation) => Some(Destination::Itself(Own::UnscheduledLog)),
        ("pods", "log") => kubelet(request.query.is_on("insecureSkipTLSVerifyBackend")),
        ("pods", "exec" | "attach" | "portforward") => kubelet(false),
        ("pods", "proxy") => program(Place::Pod),
        ("services", "proxy") => program(Place::Service),
        ("nodes", "proxy") => {
            let own = situation
                .known
                .kubelet
                .as_ref()
                .map_or(KUBELET_PORT, |seen| seen.value.port);
            if port.is_empty() || port == own.to_string() {
                kubelet(false)
            } else {
                program(Place::Node)
            }
        }
        _ => None,
    }
}

fn is_unscheduled(situation: &Situation) -> bool {
    situation
        .known
        .pod
        .as_ref()
        .is_some_and(|seen| seen.value.node.is_none())
}

/// Reads `name`, `name:port` and `scheme:name:port`: whether TLS is asked for, and the port.
///
/// Source: apimachinery `pkg/util/net/port_split.go`, `SplitSchemeNamePort`.
fn scheme_and_port(segment: &str) -> (bool, &str) {
    let mut parts = segment.splitn(3, ':');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(scheme), Some(_), Some(port)) => (scheme == "https", port),
        (Some(_), Some(port), None) => (false, port),
        _ => (false, ""),
    }
}

fn non_resource(request: &ApiRequest) -> Destination {
    let segments: Vec<&str> = segments(request).collect();
    match segments.as_slice() {
        ["healthz" | "livez" | "readyz", checks @ ..] if asks_etcd(checks, request) => Destination::Health,
        ["openapi", ..] => Destination::Itself(Own::OpenApi),
        ["api", _, "watch", ..] | ["apis", _, _, "watch", ..] => Destination::Objects(Read::Watch),
        [".well-known" | "openid", ..] => Destination::Itself(Own::Discovery),
        _ => Destination::Itself(Own::Process),
    }
}

/// Whether a health check includes etcd's: all do that name no other one and do not exclude it.
///
/// Source: kubernetes.io "Kubernetes API health endpoints".
fn asks_etcd(checks: &[&str], request: &ApiRequest) -> bool {
    let excludes = request
        .query
        .decoded()
        .iter()
        .any(|(key, value)| key == "exclude" && value == "etcd");
    match checks {
        [] => !excludes,
        [check, ..] => check.starts_with("etcd"),
    }
}

/// Whether the console keeps the answer's stream open: a watch.
pub(super) fn is_watched(request: &ApiRequest, destination: &Destination) -> bool {
    match destination {
        Destination::Objects(Read::Watch | Read::WatchList) => true,
        Destination::Objects(Read::Uncached) | Destination::Extension => {
            is_watch(&request.query) && request.target().resource().is_some()
        }
        _ => false,
    }
}

/// By what the certificate of the extension API server is checked, if its `APIService` was seen.
pub(super) fn trust(situation: &Situation) -> Option<Trust> {
    let seen = situation.known.api_service.as_ref()?;
    seen.value.service.as_ref().map(|_| seen.value.trust)
}
