//! Whether the API server's proxy could reach a Service: what it needs is a port with HTTP and a ready Pod.

use crate::{
    kube::path::ApiPath,
    wire::{
        evidence::{
            answers::Answers,
            ask::Ask,
            shapes::{List, Service, ServicePort},
        },
        journey::gather::shapes::EndpointSlice,
    },
};

/// Whether a Service could be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::wire::evidence) enum Reach {
    /// It has so many ready Pods.
    Ready(usize),
    /// It has endpoints, and none is ready; or none at all.
    NoneReady,
    /// It has so many endpoints that are no Pods.
    NotPods(usize),
    /// It stands for a name outside.
    External,
    /// Its endpoints are not known.
    Unclear,
}

/// Lists of endpoints, and what each of them covers.
pub(in crate::wire::evidence) struct Endpoints {
    lists: Vec<Listed>,
}

struct Listed {
    exchange: u32,
    namespace: Option<String>,
    list: List<EndpointSlice>,
}

impl Endpoints {
    pub(in crate::wire::evidence) fn of(answers: Answers<'_>) -> Self {
        let asked = answers.to(Ask::SystemSlices).chain(answers.to(Ask::Slices));
        let lists = asked.filter_map(|asked| {
            Some(Listed {
                exchange: asked.exchange,
                namespace: asked.wanted.request.target().namespace().map(str::to_owned),
                list: asked.read().ok()?,
            })
        });
        Self { lists: lists.collect() }
    }

    /// Whether a Service could be reached, and the exchange that shows its endpoints.
    pub(in crate::wire::evidence) fn reach(&self, service: &Service) -> (Reach, Option<u32>) {
        if service.spec.type_ == "ExternalName" {
            return (Reach::External, None);
        }
        let (namespace, name) = (&service.metadata.namespace, &service.metadata.name);
        for listed in &self.lists {
            let all = listed.list.items().iter();
            let own: Vec<&EndpointSlice> = all.filter(|slice| slice.belongs_to(namespace, name)).collect();
            let is_covered = listed.namespace.as_ref().is_none_or(|within| within == namespace);
            // A chunk may lack slices, but what it has is there.
            if own.is_empty() && !(is_covered && listed.list.is_whole()) {
                continue;
            }
            return (reach_by(&own, namespace), Some(listed.exchange));
        }
        (Reach::Unclear, None)
    }
}

/// Source: kubernetes `pkg/registry/core/service/storage`, `ResourceLocation` and `isValidAddress`.
fn reach_by(slices: &[&EndpointSlice], namespace: &str) -> Reach {
    let ready: usize = slices.iter().map(|slice| slice.ready_pods(namespace)).sum();
    if ready > 0 {
        return Reach::Ready(ready);
    }
    let endpoints: Vec<_> = slices.iter().flat_map(|slice| slice.endpoints()).collect();
    let is_pod = |kind: &str| kind == "Pod";
    let has_pods = endpoints
        .iter()
        .any(|endpoint| endpoint.target_ref.as_ref().is_some_and(|target| is_pod(&target.kind)));
    if endpoints.is_empty() || has_pods {
        Reach::NoneReady
    } else {
        Reach::NotPods(endpoints.len())
    }
}

/// The port that is likeliest to carry HTTP: by its name or number, else the first over TCP that is not known to
/// carry something else.
pub(in crate::wire::evidence) fn http_port(service: &Service) -> Option<&ServicePort> {
    let mut ports = service.spec.ports.iter().filter(|port| may_carry_http(port));
    let first = ports.clone().next();
    ports.find(|port| carries_http(port)).or(first)
}

/// Whether a port is known by its name or number to carry HTTP.
pub(in crate::wire::evidence) fn carries_http(port: &ServicePort) -> bool {
    let is_known = matches!(port.port, 80 | 443 | 3000 | 8000 | 8080 | 8443 | 9090);
    is_known || has_http_name(&port.name) || port.app_protocol.to_ascii_lowercase().contains("http")
}

pub(in crate::wire::evidence) fn has_http_name(name: &str) -> bool {
    ["http", "web", "metrics"].iter().any(|word| name.contains(word))
}

fn may_carry_http(port: &ServicePort) -> bool {
    matches!(port.protocol.as_str(), "TCP" | "") && !is_dns(port)
}

pub(in crate::wire::evidence) fn is_dns(port: &ServicePort) -> bool {
    port.port == 53 || port.name.starts_with("dns")
}

/// Whether HTTPS has to be asked for.
pub(in crate::wire::evidence) fn is_tls(name: &str, number: u16, app_protocol: &str) -> bool {
    matches!(number, 443 | 8443) || name == "https" || app_protocol.eq_ignore_ascii_case("https")
}

/// The segment `scheme:name:port`, of which only what is needed is there.
///
/// Source: apimachinery `pkg/util/net/port_split.go`, `JoinSchemeNamePort`.
pub(in crate::wire::evidence) fn segment(is_tls: bool, name: &str, port: &str) -> String {
    match (is_tls, port.is_empty()) {
        (true, _) => format!("https:{name}:{port}"),
        (false, false) => format!("{name}:{port}"),
        (false, true) => name.to_owned(),
    }
}

/// The path that asks the program behind a port of a Service for its root.
pub(in crate::wire::evidence) fn service_path(service: &Service, port: &ServicePort, rest: &str) -> Option<ApiPath> {
    let number = port.port.to_string();
    let name = if port.name.is_empty() { &number } else { &port.name };
    let is_tls = is_tls(&port.name, port.port, &port.app_protocol);
    let segment = segment(is_tls, &service.metadata.name, name);
    proxy_path(&["namespaces", &service.metadata.namespace, "services", &segment], rest)
}

/// A path below `/api/v1` with `proxy` and a rest behind it.
pub(in crate::wire::evidence) fn proxy_path(segments: &[&str], rest: &str) -> Option<ApiPath> {
    let all = ["api", "v1"].iter().chain(segments).chain(&["proxy"]).copied();
    let path = ApiPath::from_segments(all).ok()?;
    ApiPath::parse(&format!("{path}/{rest}")).ok()
}
