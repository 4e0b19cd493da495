//! What a step needs of a cluster, how it is asked for, and how it is picked from the answers.

pub(super) mod pick;

use super::subject::Subject;
use crate::{
    kube::{
        answer::Answer,
        path::ApiPath,
        request::{ACCEPT_JSON, ApiRequest, IncludeObject},
    },
    wire::vocabulary::vocabulary,
};

vocabulary! {
    /// What a step needs.
    Need under "lesson.need" {
        /// Nothing: every cluster answers.
        Nothing = "nothing",
        /// An API group with several versions.
        Group = "group",
        /// A namespace with three Pods or more.
        Pods = "pods",
        /// A label that some Pods of a namespace have, and others lack.
        LabelledPods = "labelled_pods",
        /// A Job.
        Job = "job",
        /// A Pod that belongs to another object.
        OwnedPod = "owned_pod",
        /// A Pod that runs.
        RunningPod = "running_pod",
        /// A Pod with a token of its ServiceAccount.
        AccountPod = "account_pod",
        /// A Pod with a variable from the Downward API.
        DownwardPod = "downward_pod",
        /// An aggregated API that answers.
        Aggregated = "aggregated",
        /// An aggregated API that does not.
        Unavailable = "unavailable",
        /// The right to ask as `system:anonymous`.
        Anonymous = "anonymous",
        /// The right to ask as a ServiceAccount.
        Account = "account",
        /// The Service `kubernetes`.
        Service = "service",
        /// A namespace with Leases that are renewed.
        Leases = "leases",
    }
}

/// The user as whom a request without a credential is answered.
///
/// Source: apiserver `pkg/authentication/user/user.go`.
pub(super) const ANONYMOUS: &str = "system:anonymous";
/// The `ServiceAccount` that every cluster has. Source: kubernetes.io "Service Accounts", "Default service accounts".
pub(super) const ACCOUNT: &str = "system:serviceaccount:default:default";
/// The groups that every request of that `ServiceAccount` is in.
///
/// Source: apiserver `pkg/authentication/serviceaccount/util.go`, `MakeGroupNames`; `pkg/authentication/user/user.go`.
pub(super) const ACCOUNT_GROUPS: [&str; 3] = [
    "system:serviceaccounts",
    "system:serviceaccounts:default",
    "system:authenticated",
];

impl Need {
    /// The key of that the reader's cluster has none, or does not show it.
    pub fn missing_key(self) -> String {
        use crate::wire::vocabulary::Vocabulary as _;
        format!("{}.missing", self.key())
    }

    /// The names of the values that are found, which texts may show.
    pub fn names(self) -> &'static [&'static str] {
        match self {
            Self::Nothing | Self::Anonymous | Self::Account => &[],
            Self::Group => &["group"],
            Self::Pods => &["namespace"],
            Self::LabelledPods => &["namespace", "label", "total"],
            Self::Job | Self::OwnedPod | Self::AccountPod => &["namespace", "name"],
            Self::RunningPod => &["namespace", "name", "container", "node"],
            Self::DownwardPod => &["namespace", "name", "container", "variable"],
            Self::Aggregated | Self::Unavailable => &["group", "version", "service"],
            Self::Service => &["cluster_ip"],
            Self::Leases => &["namespace", "resource_version"],
        }
    }

    /// What to ask for it: few requests with small answers. `home` is a namespace that the reader may see.
    pub fn requests(self, home: Option<&str>) -> Vec<ApiRequest> {
        let plain = |path: &str| ApiRequest::of(path).map(|request| request.accept(ACCEPT_JSON)).ok();
        match self {
            Self::Nothing => Vec::new(),
            Self::Group => plain("/apis").into_iter().collect(),
            Self::Pods => pods(home, 4, |request| request.table(IncludeObject::None)),
            Self::LabelledPods => pods(home, 20, |request| request.table(IncludeObject::Metadata)),
            Self::OwnedPod => pods(home, 5, |request| request.table(IncludeObject::Metadata)),
            Self::RunningPod => pods(home, 5, |request| request.with("fieldSelector", "status.phase=Running")),
            Self::AccountPod => pods(home, 5, |request| request),
            Self::DownwardPod => pods(home, 10, |request| request),
            Self::Job => {
                let all = plain("/apis/batch/v1/jobs");
                let own = home.and_then(|home| in_namespace("/apis/batch/v1", home, "jobs"));
                all.into_iter()
                    .chain(own)
                    .map(|request| request.with("limit", "1"))
                    .collect()
            }
            Self::Aggregated | Self::Unavailable => {
                let all = plain("/apis/apiregistration.k8s.io/v1/apiservices");
                all.map(|request| request.table(IncludeObject::None))
                    .into_iter()
                    .collect()
            }
            Self::Anonymous => plain("/").map(as_anonymous).into_iter().collect(),
            Self::Account => plain("/").map(as_account).into_iter().collect(),
            Self::Service => plain("/api/v1/namespaces/default/services/kubernetes")
                .into_iter()
                .collect(),
            Self::Leases => ["kube-node-lease", "kube-system"]
                .into_iter()
                .filter_map(|namespace| in_namespace("/apis/coordination.k8s.io/v1", namespace, "leases"))
                .map(|request| request.with("limit", "2"))
                .collect(),
        }
    }

    /// Picks it from the answers that came; the first that has it is taken.
    pub fn find<'a>(self, heard: impl IntoIterator<Item = (&'a ApiRequest, &'a Answer)>) -> Option<Subject> {
        if self == Self::Nothing {
            return Some(Subject::default());
        }
        let mut heard = heard.into_iter();
        heard.find_map(|(request, answer)| self.pick(request, answer))
    }
}

/// A request in the name of nobody.
pub(super) fn as_anonymous(mut request: ApiRequest) -> ApiRequest {
    request.head.impersonate_user = Some(ANONYMOUS.to_owned());
    request
}

/// A request in the name of a `ServiceAccount`. The API server adds its groups by itself.
pub(super) fn as_account(mut request: ApiRequest) -> ApiRequest {
    request.head.impersonate_user = Some(ACCOUNT.to_owned());
    request
}

/// The same with its groups spelt out.
pub(super) fn as_account_with_groups(request: ApiRequest) -> ApiRequest {
    let mut request = as_account(request);
    request.head.impersonate_groups = ACCOUNT_GROUPS.map(str::to_owned).into();
    request
}

/// The Pods of the namespaces in which a cluster has some, most likely: the reader's own, `default`, and that of the
/// control plane.
fn pods(home: Option<&str>, limit: u32, shape: fn(ApiRequest) -> ApiRequest) -> Vec<ApiRequest> {
    let usual = ["default", "kube-system"].into_iter();
    let namespaces = home.into_iter().chain(usual.filter(|usual| home != Some(usual)));
    namespaces
        .filter_map(|namespace| in_namespace("/api/v1", namespace, "pods"))
        .map(|request| shape(request.with("limit", &limit.to_string())))
        .collect()
}

/// A collection in a namespace, as JSON.
pub(super) fn in_namespace(group_version: &str, namespace: &str, plural: &str) -> Option<ApiRequest> {
    let start = group_version.split('/').filter(|word| !word.is_empty());
    let path = ApiPath::from_segments(start.chain(["namespaces", namespace, plural])).ok()?;
    Some(ApiRequest::get(path).accept(ACCEPT_JSON))
}

/// An object in a namespace, as JSON.
pub(super) fn object(group_version: &str, namespace: &str, plural: &str, name: &str) -> Option<ApiRequest> {
    let start = group_version.split('/').filter(|word| !word.is_empty());
    let path = ApiPath::from_segments(start.chain(["namespaces", namespace, plural, name])).ok()?;
    Some(ApiRequest::get(path).accept(ACCEPT_JSON))
}
