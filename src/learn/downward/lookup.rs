//! What would show more beside the Pod: each is one harmless GET, and none of them is needed.

use serde::Deserialize;
use std::collections::BTreeMap;

use super::around::Around;
use crate::{
    kube::{
        absent::or_default,
        downward::pod::{Allocatable, Pod},
        path::ApiPath,
        request::ApiRequest,
    },
    learn::identity::{
        line::{Ground, Line, Reply},
        verdict::{Outcome, Verdict},
    },
    wire::vocabulary::{Vocabulary, vocabulary},
};

vocabulary! {
    /// What could be looked up, and what for.
    Lookup under "downward.lookup" {
        /// What the node has for Pods, which is a limit where a container has none.
        Node = "node",
        /// The address of the API server.
        Service = "service",
        /// The certificates that verify the API server.
        RootCa = "root_ca",
        /// Whether the ServiceAccount wants a token to be mounted.
        ServiceAccount = "service_account",
    }
}

vocabulary! {
    /// How far something was looked up. Placeholder: `{path}`.
    Looked under "downward.looked" {
        /// Not yet.
        NotAsked = "not_asked",
        /// It was read.
        Read = "read",
        /// You may not.
        Refused = "refused",
        /// There is none.
        NotThere = "not_there",
        /// The recording lacks it.
        NotRecorded = "not_recorded",
        /// For another reason.
        Failed = "failed",
    }
}

/// Something that could be looked up, and how far it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookedUp {
    /// What.
    pub lookup: Lookup,
    /// What for.
    pub purpose: Line,
    /// The GET.
    pub request: ApiRequest,
    /// Whether it is worth sending by itself: it has not been, and something on the lens waits for it.
    pub is_wanted: bool,
    /// How far it was looked up.
    pub state: Line,
}

/// Something that an exchange shows.
#[derive(Clone, Debug)]
pub(super) struct Seen<T> {
    pub(super) value: T,
    pub(super) exchange: u32,
}

/// What was found beside the Pod.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    pub(super) allocatable: Option<Seen<Allocatable>>,
    pub(super) service: Option<Seen<Service>>,
    /// How many certificates there are.
    pub(super) certificates: Option<Seen<usize>>,
    pub(super) account: Option<Seen<Account>>,
}

/// A Service, as far as variables are made of it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Service {
    #[serde(deserialize_with = "or_default")]
    pub(super) spec: ServiceSpec,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ServiceSpec {
    #[serde(rename = "clusterIP", deserialize_with = "or_default")]
    pub(super) cluster_ip: String,
    #[serde(deserialize_with = "or_default")]
    pub(super) ports: Vec<ServicePort>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ServicePort {
    #[serde(deserialize_with = "or_default")]
    pub(super) name: String,
    #[serde(deserialize_with = "or_default")]
    pub(super) protocol: String,
    #[serde(deserialize_with = "or_default")]
    pub(super) port: u32,
}

/// A ServiceAccount, as far as it decides on the token.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Account {
    kind: String,
    automount_service_account_token: Option<bool>,
}

impl Account {
    fn read(body: &[u8]) -> Option<Self> {
        let account: Self = serde_json::from_slice(body).ok()?;
        (account.kind == "ServiceAccount").then_some(account)
    }

    /// Whether it wants the token to be mounted; `None` if it says nothing.
    pub(super) fn automount(&self) -> Option<bool> {
        self.automount_service_account_token
    }
}

impl Lookup {
    /// The GET; `None` where what it needs is not known.
    pub(super) fn request(self, pod: &Pod, around: &Around) -> Option<ApiRequest> {
        let namespace = around.metadata.namespace.as_str();
        let account = around.spec.service_account_name.as_str();
        let segments = match self {
            Self::Node => vec!["api", "v1", "nodes", pod.node_name()?],
            Self::Service => vec!["api", "v1", "namespaces", "default", "services", "kubernetes"],
            Self::RootCa => vec!["api", "v1", "namespaces", namespace, "configmaps", "kube-root-ca.crt"],
            Self::ServiceAccount => vec!["api", "v1", "namespaces", namespace, "serviceaccounts", account],
        };
        let is_known = segments.iter().all(|segment| !segment.is_empty());
        Some(ApiRequest::get(
            ApiPath::from_segments(segments).ok().filter(|_| is_known)?,
        ))
    }
}

impl Found {
    /// Reads what the exchanges show, the newest of each.
    pub(super) fn read(pod: &Pod, around: &Around, replies: &[Reply<'_>]) -> Self {
        let body = |lookup: Lookup| {
            let request = lookup.request(pod, around)?;
            let reply = newest(&request, replies)?;
            let body = reply.answer?.json().ok()?;
            Some((reply.number, body))
        };
        let seen = |lookup| body(lookup);
        Self {
            allocatable: seen(Lookup::Node).and_then(|(exchange, body)| {
                let value = Allocatable::read(body).ok()?;
                Some(Seen { value, exchange })
            }),
            service: seen(Lookup::Service).and_then(|(exchange, body)| {
                let value: Service = serde_json::from_slice(body).ok()?;
                Some(Seen { value, exchange })
            }),
            certificates: seen(Lookup::RootCa).and_then(|(exchange, body)| {
                let value = certificates(body)?;
                Some(Seen { value, exchange })
            }),
            account: seen(Lookup::ServiceAccount).and_then(|(exchange, body)| {
                let value = Account::read(body)?;
                Some(Seen { value, exchange })
            }),
        }
    }
}

/// Everything that could be looked up for a Pod, in order. `wants` says what the lens waits for.
pub(super) fn lookups(
    pod: &Pod,
    around: &Around,
    replies: &[Reply<'_>],
    wants: impl Fn(Lookup) -> bool,
) -> Vec<LookedUp> {
    let all = Lookup::ALL.iter().copied();
    all.filter_map(|lookup| {
        let request = lookup.request(pod, around)?;
        let reply = newest(&request, replies);
        Some(LookedUp {
            lookup,
            purpose: Line::of(lookup, Ground::Given),
            is_wanted: reply.is_none() && wants(lookup),
            state: state(&request, reply),
            request,
        })
    })
    .collect()
}

fn newest<'a, 'b>(request: &ApiRequest, replies: &'b [Reply<'a>]) -> Option<&'b Reply<'a>> {
    let mut newest = replies.iter().rev();
    newest.find(|reply| {
        let own = reply.request;
        own.path == request.path && own.query.is_empty() && own.head.impersonate_user.is_none()
    })
}

fn state(request: &ApiRequest, reply: Option<&Reply<'_>>) -> Line {
    let (word, ground) = match reply {
        None => (Looked::NotAsked, Ground::Given),
        Some(reply) => {
            let verdict = Verdict::read(reply.answer, reply.failure);
            let word = match verdict {
                Verdict::Allowed { .. } => Looked::Read,
                Verdict::Refused(_) => Looked::Refused,
                Verdict::NotThere { .. } => Looked::NotThere,
                Verdict::NotRecorded => Looked::NotRecorded,
                _ => Looked::Failed,
            };
            let is_seen = verdict.outcome() != Outcome::Open;
            (
                word,
                if is_seen {
                    Ground::Observed(reply.number)
                } else {
                    Ground::Given
                },
            )
        }
    };
    Line::of(word, ground).with("path", request.path.as_str())
}

/// How many certificates the ConfigMap holds.
fn certificates(body: &[u8]) -> Option<usize> {
    #[derive(Deserialize)]
    struct ConfigMap {
        #[serde(default, deserialize_with = "or_default")]
        data: BTreeMap<String, String>,
    }
    let map: ConfigMap = serde_json::from_slice(body).ok()?;
    let bundle = map.data.get("ca.crt")?;
    Some(bundle.matches("-----BEGIN CERTIFICATE-----").count())
}
