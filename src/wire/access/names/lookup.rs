//! What would give more names, and what to say where it gives none.

use super::{KUBERNETES_SERVICE_PATH, Names};
use crate::{
    kube::{answer::Answer, failure::Failure, path::ApiPath, request::ApiRequest},
    wire::{
        access::sources,
        hop::Source,
        journey::lookup::ANNOUNCED_PATH,
        vocabulary::{Vocabulary, vocabulary},
    },
};

/// How many Pods are asked for: enough to find one that runs, has a port, and finds a token.
const PODS: &str = "10";

vocabulary! {
    /// What could be looked up for the commands.
    Lookup under "ways.lookup" {
        /// Some Pods that run.
        Pods = "pods",
        /// The Service `kubernetes`.
        Service = "service",
        /// The address that kubeadm announces.
        Announced = "announced",
        /// The address that the API server advertises.
        Advertised = "advertised",
    }
}

vocabulary! {
    /// What came of a lookup that has given no name.
    Outcome under "ways.outcome" {
        /// The reader may not see it.
        Refused = "refused",
        /// It is not there.
        Missing = "missing",
        /// There is an answer, and nothing in it.
        Empty = "empty",
        /// The recorded cluster has no answer.
        NotRecorded = "not_recorded",
        /// No answer came that could be read.
        Unanswered = "unanswered",
    }
}

/// The few requests that would give more names; none for what is known. Each is one small GET.
///
/// Pods are asked for in the namespace, if there is one that the reader looks at, else in all.
pub fn lookups(namespace: Option<&str>, names: &Names) -> Vec<(Lookup, ApiRequest)> {
    let of = |path: &str| ApiRequest::of(path).ok();
    let pods = || {
        let path = match namespace {
            Some(namespace) => ApiPath::from_segments(["api", "v1", "namespaces", namespace, "pods"]),
            None => ApiPath::parse("/api/v1/pods"),
        };
        let all = ApiRequest::get(path.ok()?).with("fieldSelector", "status.phase=Running");
        Some(all.with("limit", PODS))
    };
    let wanted = |lookup: &Lookup| match lookup {
        Lookup::Pods if names.pod.exchange.is_none() => pods(),
        Lookup::Service if names.service.is_none() => of(KUBERNETES_SERVICE_PATH),
        Lookup::Announced if names.server.is_none() => of(ANNOUNCED_PATH),
        Lookup::Advertised if names.advertised.is_none() => of("/api"),
        _ => None,
    };
    let all = Lookup::ALL.iter();
    all.filter_map(|lookup| Some((*lookup, wanted(lookup)?))).collect()
}

impl Lookup {
    /// The document that says where it is found.
    pub fn source(self) -> Source {
        match self {
            Self::Pods => sources::ACCOUNT_ADMISSION,
            Self::Service => sources::FROM_A_POD,
            Self::Announced => sources::KUBEADM_CLUSTER_INFO,
            Self::Advertised => sources::ADDRESSES,
        }
    }
}

impl Outcome {
    /// What came of a lookup whose answer gave no name.
    pub fn of(result: Result<&Answer, &Failure>) -> Self {
        let failure = match result {
            Ok(answer) => match answer.failure() {
                Some(failure) => failure,
                None => return Self::Empty,
            },
            Err(failure) => failure.clone(),
        };
        match failure {
            Failure::NotRecorded(_) => Self::NotRecorded,
            Failure::Filtered => Self::Refused,
            failure => match failure.code() {
                Some(401 | 403) => Self::Refused,
                Some(404) => Self::Missing,
                _ => Self::Unanswered,
            },
        }
    }
}
