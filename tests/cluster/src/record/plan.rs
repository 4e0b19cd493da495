//! What is recorded beside collections and logs.

use deckprism::kube::request::{ACCEPT_DISCOVERY, ACCEPT_JSON, ACCEPT_TABLE, ACCEPT_YAML};

use crate::Identity;

/// Who asks, in whose name, for what, and where.
#[derive(Debug)]
pub(super) struct Planned {
    pub(super) identity: Identity,
    pub(super) user: &'static str,
    pub(super) groups: &'static [&'static str],
    pub(super) accept: Option<&'static str>,
    pub(super) target: &'static str,
}

const fn plain(target: &'static str) -> Planned {
    Planned {
        identity: Identity::Operator,
        user: "",
        groups: &[],
        accept: None,
        target,
    }
}

const fn accept(accept: &'static str, target: &'static str) -> Planned {
    Planned {
        accept: Some(accept),
        ..plain(target)
    }
}

const fn as_identity(identity: Identity, target: &'static str) -> Planned {
    Planned {
        identity,
        ..plain(target)
    }
}

const fn impersonate(user: &'static str, groups: &'static [&'static str], target: &'static str) -> Planned {
    Planned {
        user,
        groups,
        ..plain(target)
    }
}

const ANONYMOUS: (&str, &[&str]) = ("system:anonymous", &["system:unauthenticated"]);
const DEFAULT_ACCOUNT: (&str, &[&str]) = (
    "system:serviceaccount:default:default",
    &[
        "system:serviceaccounts",
        "system:serviceaccounts:default",
        "system:authenticated",
    ],
);

/// The list, in the order of the index.
pub(super) const PLAN: &[Planned] = &[
    plain("/"),
    plain("/version"),
    plain("/livez?verbose"),
    plain("/readyz?verbose"),
    plain("/healthz?verbose"),
    accept(ACCEPT_DISCOVERY, "/api"),
    accept(ACCEPT_DISCOVERY, "/apis"),
    plain("/api"),
    plain("/apis"),
    // Objects in YAML, as the server writes it.
    accept(ACCEPT_YAML, "/apis/batch/v1/namespaces/default/jobs/my-job"),
    accept(ACCEPT_YAML, "/apis/apps/v1/namespaces/default/deployments/hello"),
    accept(ACCEPT_YAML, "/api/v1/namespaces/default/pods/downward"),
    accept(ACCEPT_YAML, "/api/v1/namespaces/default/services/kubernetes"),
    accept(ACCEPT_YAML, "/api/v1/namespaces/default"),
    accept(ACCEPT_YAML, "/apis/fleet.example.test/v1/namespaces/fleet/ships/alba"),
    // Refusals of the API server.
    plain("/api/v1/namespaces/default/pods/no-such-pod"),
    plain("/apis/batch/v1/namespaces/default/jobs/no-such-job"),
    plain("/api/v1/namespaces/no-such-namespace"),
    plain("/apis/no-such-group.example.com/v1"),
    plain("/api/v1/no-such-resource"),
    plain("/no/such/path"),
    accept(ACCEPT_YAML, "/version"),
    accept("application/cbor", "/api/v1/namespaces"),
    plain("/api/v1/pods?resourceVersionMatch=Exact"),
    plain("/api/v1/pods?sendInitialEvents=true"),
    plain("/api/v1/namespaces/default/services/https:kubernetes:https/proxy/version"),
    // Refusals of kubectl proxy itself.
    plain("/api/v1/namespaces/pods/configmaps/exec"),
    // Somebody else's view, by impersonation.
    impersonate(ANONYMOUS.0, ANONYMOUS.1, "/"),
    impersonate(ANONYMOUS.0, ANONYMOUS.1, "/version"),
    impersonate(ANONYMOUS.0, ANONYMOUS.1, "/api"),
    impersonate(ANONYMOUS.0, ANONYMOUS.1, "/livez"),
    impersonate(ANONYMOUS.0, ANONYMOUS.1, "/api/v1/namespaces/default/pods"),
    impersonate(DEFAULT_ACCOUNT.0, DEFAULT_ACCOUNT.1, "/"),
    impersonate(DEFAULT_ACCOUNT.0, DEFAULT_ACCOUNT.1, "/version"),
    impersonate(DEFAULT_ACCOUNT.0, DEFAULT_ACCOUNT.1, "/api"),
    impersonate(DEFAULT_ACCOUNT.0, DEFAULT_ACCOUNT.1, "/api/v1/namespaces/default/pods"),
    impersonate("system:serviceaccount:default:default", &[], "/"),
    impersonate(
        "system:serviceaccount:default:default",
        &[],
        "/api/v1/namespaces/default/pods",
    ),
    impersonate("system:anonymous", &[], "/"),
    impersonate("system:anonymous", &[], "/api/v1/namespaces/default/pods"),
    // Other people.
    as_identity(Identity::Viewer, "/api/v1/namespaces/vault/secrets"),
    as_identity(Identity::Viewer, "/api/v1/namespaces/vault/secrets/opaque"),
    as_identity(Identity::Viewer, "/api/v1/nodes"),
    as_identity(Identity::Restricted, "/api/v1/namespaces"),
    as_identity(Identity::Restricted, "/api/v1/pods"),
    as_identity(Identity::Restricted, "/api/v1/namespaces/team-a/secrets"),
    as_identity(Identity::Restricted, "/apis/apps/v1/namespaces/team-a/deployments"),
];

/// Watches, `{version}` standing for the resourceVersion of the recorded list; each ends by itself.
///
/// Leases are what never rests: each node renews its own every ten seconds.
pub(super) const WATCHES: &[(&str, &str)] = &[
    (
        ACCEPT_TABLE,
        "/api/v1/namespaces/shop/pods?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan\
         &allowWatchBookmarks=true&includeObject=None&timeoutSeconds=5",
    ),
    (
        ACCEPT_TABLE,
        "/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases?watch=1&resourceVersion={version}\
         &allowWatchBookmarks=true&includeObject=None&timeoutSeconds=20",
    ),
    (
        ACCEPT_JSON,
        "/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases?watch=1&resourceVersion={version}\
         &allowWatchBookmarks=true&timeoutSeconds=20",
    ),
    (
        ACCEPT_TABLE,
        "/apis/coordination.k8s.io/v1/namespaces/kube-system/leases?watch=1&resourceVersion={version}\
         &allowWatchBookmarks=true&includeObject=None&timeoutSeconds=20",
    ),
    (
        ACCEPT_JSON,
        "/apis/coordination.k8s.io/v1/namespaces/kube-system/leases?watch=1&resourceVersion={version}\
         &allowWatchBookmarks=true&timeoutSeconds=20",
    ),
    (
        ACCEPT_TABLE,
        "/apis/coordination.k8s.io/v1/leases?watch=1&resourceVersion={version}\
         &allowWatchBookmarks=true&timeoutSeconds=20",
    ),
];

/// What has expired, once the old versions are gone.
pub(super) const EXPIRED: &[(&str, &str)] = &[
    (
        ACCEPT_TABLE,
        "/apis/coordination.k8s.io/v1/namespaces/kube-system/leases?watch=1&resourceVersion=1&includeObject=None",
    ),
    (
        ACCEPT_JSON,
        "/apis/coordination.k8s.io/v1/namespaces/kube-system/leases?watch=1&resourceVersion=1",
    ),
    (
        ACCEPT_TABLE,
        "/api/v1/pods?includeObject=None&resourceVersion=1&resourceVersionMatch=Exact",
    ),
];

/// A list whose next chunk has expired by the time that it is asked for.
pub(super) const EXPIRED_CHUNK: (&str, &str) = (ACCEPT_TABLE, "/api/v1/pods?includeObject=None&limit=4");
