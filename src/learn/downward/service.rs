//! The variables that the kubelet makes of Services, first of all those that lead to the API server.

use super::{
    around::{Around, Container},
    given::{EnvItem, Missing, Shown},
    lookup::{Found, Service, ServicePort},
    sources,
};
use crate::{
    learn::identity::line::{Ground, Line},
    wire::vocabulary::vocabulary,
};

/// The variables of Services in one container.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServicePart {
    /// Those with which programs find the API server.
    pub address: Vec<EnvItem>,
    /// Older ones that say the same, made for Docker's links.
    pub links: Vec<EnvItem>,
    /// What else there is to know.
    pub notes: Vec<Line>,
}

vocabulary! {
    /// What there is to know of these variables.
    Linked under "downward.linked" {
        /// They come from the Service as it was when the container started.
        AtStart = "at_start",
        /// The same for every Service of the namespace.
        OfNamespace = "of_namespace",
        /// `enableServiceLinks: false` keeps those of the namespace away.
        SwitchedOff = "switched_off",
        /// The container declares this one itself.
        Declared = "declared",
        /// `envFrom` may bring others of the same name.
        EnvFrom = "env_from",
    }
}

/// The variables that a container gets for the Service `kubernetes`, and a word on those of other Services.
pub(super) fn service(container: &str, pod: u32, around: &Around, found: &Found) -> ServicePart {
    let own = around.container(container);
    let variables = variables(found.service.as_ref().map(|seen| &seen.value));
    let ground = match &found.service {
        Some(seen) => Ground::inferred([pod, seen.exchange]),
        None => Ground::Documented(sources::SERVICE_VARIABLES),
    };
    let items = |is_link: bool| -> Vec<EnvItem> {
        let chosen = variables.iter().filter(|variable| variable.is_link == is_link);
        chosen.map(|variable| item(variable, own, pod, &ground)).collect()
    };
    let word = if around.has_service_links() {
        Linked::OfNamespace
    } else {
        Linked::SwitchedOff
    };
    let mut notes = vec![
        Line::of(Linked::AtStart, Ground::Documented(sources::KUBELET_PODS)),
        Line::of(word, Ground::Inferred(vec![pod])),
    ];
    if own.is_some_and(Container::takes_others) {
        notes.push(Line::of(Linked::EnvFrom, Ground::Observed(pod)));
    }
    ServicePart {
        address: items(false),
        links: items(true),
        notes,
    }
}

struct Variable {
    name: String,
    /// `None` where the Service was not read.
    value: Option<String>,
    /// From where in the Service it comes.
    source: &'static str,
    is_link: bool,
}

fn item(variable: &Variable, own: Option<&Container>, pod: u32, ground: &Ground) -> EnvItem {
    let is_declared = own.is_some_and(|own| own.declares(&variable.name));
    let (shown, ground) = match &variable.value {
        _ if is_declared => {
            let line = Line::of(Missing::Declared, Ground::Observed(pod));
            (Shown::Nothing(line), Ground::Observed(pod))
        }
        Some(value) => (Shown::Text(value.clone()), ground.clone()),
        None => {
            let line = Line::of(Missing::ServiceUnread, Ground::Given);
            (Shown::Nothing(line), ground.clone())
        }
    };
    let notes = if is_declared {
        vec![Line::of(Linked::Declared, Ground::Documented(sources::KUBELET_PODS))]
    } else {
        Vec::new()
    };
    EnvItem {
        name: variable.name.clone(),
        source: variable.source.to_owned(),
        shown,
        ground,
        notes,
    }
}

/// The variables of the Service, in the kubelet's order. Without the Service the names that every cluster has.
///
/// Source: kubernetes `pkg/kubelet/envvars/envvars.go`.
fn variables(service: Option<&Service>) -> Vec<Variable> {
    let plain = |name: &str, source: &'static str, value: Option<String>| Variable {
        name: name.to_owned(),
        value,
        source,
        is_link: false,
    };
    let Some(service) = service else {
        return vec![
            plain("KUBERNETES_SERVICE_HOST", "spec.clusterIP", None),
            plain("KUBERNETES_SERVICE_PORT", "spec.ports[0].port", None),
            plain("KUBERNETES_SERVICE_PORT_HTTPS", "spec.ports[0].port", None),
        ];
    };
    let spec = &service.spec;
    if matches!(spec.cluster_ip.as_str(), "" | "None") {
        return Vec::new();
    }
    let mut all = vec![plain(
        "KUBERNETES_SERVICE_HOST",
        "spec.clusterIP",
        Some(spec.cluster_ip.clone()),
    )];
    all.extend(spec.ports.first().map(|first| {
        plain(
            "KUBERNETES_SERVICE_PORT",
            "spec.ports[0].port",
            Some(first.port.to_string()),
        )
    }));
    let named = spec.ports.iter().filter(|port| !port.name.is_empty());
    all.extend(named.map(|port| {
        let name = format!("KUBERNETES_SERVICE_PORT_{}", upper(&port.name));
        plain(&name, "spec.ports[*].port", Some(port.port.to_string()))
    }));
    for (index, port) in spec.ports.iter().enumerate() {
        all.extend(links(&spec.cluster_ip, port, index == 0));
    }
    all
}

fn links(address: &str, port: &ServicePort, is_first: bool) -> Vec<Variable> {
    let protocol = if port.protocol.is_empty() {
        "TCP"
    } else {
        &port.protocol
    };
    let host = if address.contains(':') {
        format!("[{address}]")
    } else {
        address.to_owned()
    };
    let url = format!("{}://{host}:{}", protocol.to_lowercase(), port.port);
    let prefix = format!("KUBERNETES_PORT_{}_{}", port.port, protocol.to_uppercase());
    let first = is_first.then(|| ("KUBERNETES_PORT".to_owned(), url.clone()));
    let rest = [
        (prefix.clone(), url),
        (format!("{prefix}_PROTO"), protocol.to_lowercase()),
        (format!("{prefix}_PORT"), port.port.to_string()),
        (format!("{prefix}_ADDR"), address.to_owned()),
    ];
    let link = |(name, value)| Variable {
        name,
        value: Some(value),
        source: "spec",
        is_link: true,
    };
    first.into_iter().chain(rest).map(link).collect()
}

fn upper(name: &str) -> String {
    name.replace('-', "_").to_uppercase()
}
