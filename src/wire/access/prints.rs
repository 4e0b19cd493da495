//! What a command prints, as far as it is known beforehand: out of this cluster's answers, or as documented.

use super::{
    names::{ANONYMOUS, Names, ServiceAddress},
    sources,
    step::Step,
};
use crate::wire::{hop::Source, journey::situation::Seen};

/// What a command prints, or something very like it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prints {
    /// The lines.
    pub lines: Vec<String>,
    /// What they rest on.
    pub basis: Basis,
}

/// What the lines rest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The exchange of this number shows what stands in them.
    Seen(u32),
    /// Their form is documented, and the names in them are examples.
    Documented(Source),
}

/// The address of an example, from the range that is kept for documentation.
const EXAMPLE: &str = "192.0.2.10:6443";

impl Step {
    /// What it prints; nothing where that differs too much.
    pub fn prints(self, names: &Names) -> Option<Prints> {
        match self {
            Self::ClusterInfo => {
                let server = names.server.clone().map_or_else(
                    || (format!("https://{EXAMPLE}"), Basis::Documented(sources::CLUSTER_INFO)),
                    |seen| (seen.value, Basis::Seen(seen.exchange)),
                );
                let line = format!("Kubernetes control plane is running at {}", server.0);
                Some(one(line, server.1))
            }
            Self::ConfigServer => names
                .server
                .as_ref()
                .map(|seen| one(seen.value.clone(), Basis::Seen(seen.exchange))),
            Self::ProxyStart => Some(serving("127.0.0.1:8001")),
            Self::ProxyIpv6 => Some(serving("[::1]:8001")),
            Self::ProxyApi => Some(versions(names.advertised.as_ref())),
            Self::PodVariables => Some(variables(names.service.as_ref())),
            Self::PodAnonymous => Some(refusal(names.anonymous_refusal.as_ref(), ANONYMOUS)),
            Self::PodAuthenticated => Some(refusal(names.account_refusal.as_ref(), &names.user())),
            _ => None,
        }
    }
}

fn one(line: String, basis: Basis) -> Prints {
    Prints {
        lines: vec![line],
        basis,
    }
}

fn serving(address: &str) -> Prints {
    one(
        format!("Starting to serve on {address}"),
        Basis::Documented(sources::KUBECTL_SOURCE),
    )
}

/// What `/api` answers, indented as it comes to curl.
fn versions(advertised: Option<&Seen<String>>) -> Prints {
    let (address, basis) = advertised.map_or((EXAMPLE, Basis::Documented(sources::ADDRESSES)), |seen| {
        (seen.value.as_str(), Basis::Seen(seen.exchange))
    });
    // A quoted string of JSON, whatever stands in it.
    let address = serde_json::Value::from(address);
    let text = format!(
        "{{\n  \"kind\": \"APIVersions\",\n  \"versions\": [\n    \"v1\"\n  ],\n  \
         \"serverAddressByClientCIDRs\": [\n    {{\n      \"clientCIDR\": \"0.0.0.0/0\",\n      \
         \"serverAddress\": {address}\n    }}\n  ]\n}}"
    );
    Prints {
        lines: text.lines().map(str::to_owned).collect(),
        basis,
    }
}

/// What the kubelet sets for the Service `kubernetes`, in every container.
///
/// Source: kubernetes `pkg/kubelet/envvars/envvars.go`.
fn variables(service: Option<&Seen<ServiceAddress>>) -> Prints {
    let (ip, port, basis) = service.map_or(("10.96.0.1", 443, Basis::Documented(sources::FROM_A_POD)), |seen| {
        (seen.value.ip.as_str(), seen.value.port, Basis::Seen(seen.exchange))
    });
    Prints {
        lines: vec![
            format!("KUBERNETES_SERVICE_HOST={ip}"),
            format!("KUBERNETES_SERVICE_PORT={port}"),
            format!("KUBERNETES_SERVICE_PORT_HTTPS={port}"),
        ],
        basis,
    }
}

/// The message of the `Status`, of which the other lines say less.
fn refusal(seen: Option<&Seen<String>>, user: &str) -> Prints {
    seen.map_or_else(
        || {
            one(
                format!("forbidden: User \"{user}\" cannot get path \"/\""),
                Basis::Documented(sources::FORBIDDEN),
            )
        },
        |seen| one(seen.value.clone(), Basis::Seen(seen.exchange)),
    )
}
