//! What the cluster serves, read once by either protocol.

use std::sync::Arc;

use futures::{StreamExt as _, stream};
use leptos::prelude::*;
use serde::Deserialize;

use super::session::Session;
use crate::kube::{
    discovery::{ApiGroup, Discovery, Freshness, Protocol, aggregated, legacy},
    failure::Failure,
    gvk::GroupVersion,
    request::{ACCEPT_DISCOVERY, ACCEPT_JSON, ApiRequest},
};

/// How many requests legacy discovery has under way at once: one connection of six stays free.
const AT_ONCE: usize = 4;

/// How far reading discovery has come.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Known {
    /// Not read yet.
    #[default]
    Reading,
    /// Read.
    Read(Arc<Served>),
    /// It could not be read.
    Failed(Failure),
}

/// What the cluster serves, and how that was learnt.
#[derive(Clone, Debug, PartialEq)]
pub struct Served {
    /// The groups with their versions and resources.
    pub discovery: Discovery,
    /// The protocol in which the server answered.
    pub protocol: Protocol,
    /// How many requests it took.
    pub requests: usize,
}

/// The signal that holds discovery for the whole app.
#[derive(Clone, Copy)]
pub struct DiscoveryStore {
    /// How far reading has come.
    pub known: RwSignal<Known>,
}

impl DiscoveryStore {
    /// Nothing read yet.
    pub fn new() -> Self {
        Self {
            known: RwSignal::new(Known::Reading),
        }
    }

    /// The store that the app provides.
    pub fn expect() -> Self {
        expect_context()
    }

    /// What is served, if it is known by now.
    pub fn served(self) -> Option<Arc<Served>> {
        self.known.with(|known| match known {
            Known::Read(served) => Some(Arc::clone(served)),
            _ => None,
        })
    }

    /// As [`DiscoveryStore::served`], for code that does not follow changes.
    pub fn served_now(self) -> Option<Arc<Served>> {
        untrack(|| self.served())
    }

    /// Reads discovery; `protocol` decides on the form that is asked for first.
    pub async fn read(self, session: Session, protocol: Protocol) {
        let known = match read(session, protocol).await {
            Ok(mut served) => {
                explain_stale(session, &mut served.discovery).await;
                Known::Read(Arc::new(served))
            }
            Err(failure) => Known::Failed(failure),
        };
        self.known.set(known);
    }
}

impl Default for DiscoveryStore {
    fn default() -> Self {
        Self::new()
    }
}

async fn read(session: Session, protocol: Protocol) -> Result<Served, Failure> {
    let accept = match protocol {
        Protocol::Aggregated => ACCEPT_DISCOVERY,
        Protocol::Legacy => ACCEPT_JSON,
    };
    let ask = |path| async move { Ok::<_, Failure>(session.send_patiently(request(path)?.accept(accept)).await) };
    let (core, named) = futures::join!(ask("/api"), ask("/apis"));
    let named = named?;
    let body = named.received.json()?;
    let is_aggregated = named
        .received
        .answer
        .as_ref()
        .is_some_and(|answer| aggregated::is_aggregated(answer.content_type()));
    // Some servers have no core group, and whoever may read /apis learns from the rest.
    let core = core?;
    let core = core.received.json();
    if is_aggregated {
        let core = core
            .ok()
            .and_then(|body| aggregated::read(body).ok())
            .unwrap_or_default();
        return Ok(Served {
            discovery: Discovery::new(core.into_iter().next(), aggregated::read(body).map_err(unreadable)?),
            protocol: Protocol::Aggregated,
            requests: 2,
        });
    }
    let core = core.ok().and_then(|body| legacy::read_core_versions(body).ok());
    let mut discovery = Discovery::new(core, legacy::read_groups(body).map_err(unreadable)?);
    let asked = read_versions(session, &mut discovery.groups).await;
    Ok(Served {
        discovery,
        protocol: Protocol::Legacy,
        requests: 2 + asked,
    })
}

/// Asks for the resources of every version; one that fails costs itself alone.
async fn read_versions(session: Session, groups: &mut [ApiGroup]) -> usize {
    let versions: Vec<_> = groups.iter_mut().flat_map(|group| &mut group.versions).collect();
    let count = versions.len();
    stream::iter(versions)
        .for_each_concurrent(AT_ONCE, |version| async move {
            let read = match request(&version.group_version.path()) {
                Ok(request) => {
                    let exchange = session.send_patiently(request.accept(ACCEPT_JSON)).await;
                    exchange
                        .received
                        .json()
                        .and_then(|body| legacy::read_resources(&version.group_version, body).map_err(unreadable))
                }
                Err(failure) => Err(failure),
            };
            match read {
                Ok(resources) => version.resources = resources,
                Err(failure) => version.freshness = Freshness::Stale(failure.to_string()),
            }
        })
        .await;
    count
}

/// Asks the APIService of each stale version why its server does not answer.
async fn explain_stale(session: Session, discovery: &mut Discovery) {
    let stale: Vec<GroupVersion> = discovery.stale().cloned().collect();
    for group_version in stale {
        let path = format!(
            "/apis/apiregistration.k8s.io/v1/apiservices/{}.{}",
            group_version.version, group_version.group
        );
        let Ok(request) = request(&path) else {
            continue;
        };
        let exchange = session.send(request.accept(ACCEPT_JSON)).await;
        let reason = exchange.received.json().ok().and_then(unavailable_because);
        if let Some(reason) = reason {
            discovery.explain_stale(&group_version, &reason);
        }
    }
}

/// The reason and message of an APIService's condition `Available`.
fn unavailable_because(body: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct ApiService {
        status: ApiServiceStatus,
    }
    #[derive(Deserialize)]
    struct ApiServiceStatus {
        #[serde(default)]
        conditions: Vec<Condition>,
    }
    #[derive(Deserialize)]
    struct Condition {
        #[serde(rename = "type")]
        type_: String,
        #[serde(default)]
        reason: String,
        #[serde(default)]
        message: String,
    }
    let service: ApiService = serde_json::from_slice(body).ok()?;
    let condition = service
        .status
        .conditions
        .into_iter()
        .find(|condition| condition.type_ == "Available")?;
    Some(format!("{}: {}", condition.reason, condition.message))
}

fn request(path: &str) -> Result<ApiRequest, Failure> {
    ApiRequest::of(path).map_err(|error| Failure::Unreadable(error.to_string()))
}

fn unreadable(error: serde_json::Error) -> Failure {
    Failure::Unreadable(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::unavailable_because;

    #[test]
    fn an_api_service_says_why_it_is_down() {
        let body = br#"{"status":{"conditions":[{"type":"Available","status":"False","reason":"ServiceNotFound","message":"service/x in \"y\" is not present"}]}}"#;
        assert_eq!(
            unavailable_because(body).unwrap(),
            "ServiceNotFound: service/x in \"y\" is not present"
        );
    }
}
