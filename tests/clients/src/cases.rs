//! The requests whose programs are run, and what each program has to print.

use cluster::Identity;
use deckprism::kube::{query::Query, request::ApiRequest};

use crate::error::Error;

/// A request.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    /// A name that every language accepts for a package.
    pub name: &'static str,
    /// Path and query.
    pub target: &'static str,
    /// `Accept`, if the address names it.
    pub accept: Option<&'static str>,
    /// Whom to impersonate: user and groups.
    pub impersonate: Option<(&'static str, &'static [&'static str])>,
    /// Whose kubeconfig the program finds.
    pub identity: Identity,
    /// Whether it goes through kubectl proxy, and finds no kubeconfig at all.
    pub is_proxied: bool,
    /// What the library's call prints.
    pub prints: Prints,
    /// Whether the raw program is run as well. It is compiled for each request.
    pub runs_raw: bool,
}

/// What the library's call prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prints {
    /// A line for each object: its name, and its namespace if it has one.
    Names,
    /// A line for each change: `ADDED` and the name of each object that is there, and what happens meanwhile.
    Changes,
    /// The answer as a document.
    Document,
    /// The answer itself.
    Text,
    /// The beginning of the answer, which has no end.
    Stream,
}

use Prints::{Changes, Document, Names, Stream, Text};

const TABLE: &str = "application/json;as=Table;g=meta.k8s.io;v=v1,application/json";
const METADATA: &str = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json";

/// Every request. One line for each, so that the table can be read as one.
#[rustfmt::skip]
pub const CASES: &[Case] = &[
    Case::of("list_everywhere", "/api/v1/pods", Names).with_raw(),
    Case::of("list_options", "/api/v1/namespaces/shop/pods?labelSelector=app%20in%20(web,db)&fieldSelector=status.phase%3DRunning&limit=5&resourceVersion=0&timeoutSeconds=20", Names).with_raw(),
    Case::of("list_match", "/api/v1/namespaces/shop/configmaps?resourceVersion=1&resourceVersionMatch=NotOlderThan", Names),
    Case::of("list_cluster", "/api/v1/nodes?limit=2", Names),
    Case::of("list_roles", "/apis/rbac.authorization.k8s.io/v1/clusterroles?limit=3", Names),
    Case::of("list_flows", "/apis/flowcontrol.apiserver.k8s.io/v1/flowschemas", Names),
    Case::of("list_definitions", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", Names),
    Case::of("list_services", "/apis/apiregistration.k8s.io/v1/apiservices", Names),
    Case::of("list_events", "/apis/events.k8s.io/v1/namespaces/default/events?limit=2", Names),
    Case::of("list_nothing", "/api/v1/namespaces/no-such-namespace/secrets", Names),

    Case::of("read", "/api/v1/namespaces/default/pods/downward", Document).with_raw(),
    Case::of("read_cluster", "/api/v1/namespaces/shop", Document),
    Case::of("read_colons", "/apis/rbac.authorization.k8s.io/v1/clusterroles/example.test:fleet:view", Document).with_raw(),
    Case::of("read_status", "/apis/apps/v1/namespaces/shop/deployments/web/status", Document),
    Case::of("read_scale", "/apis/apps/v1/namespaces/shop/deployments/web/scale", Document),
    Case::of("read_resize", "/api/v1/namespaces/default/pods/downward/resize", Document),
    Case::of("log", "/api/v1/namespaces/default/pods/downward/log?container=main&tailLines=3&timestamps=true", Text).with_raw(),
    Case::of("log_follow", "/api/v1/namespaces/default/pods/downward/log?container=main&follow=true&tailLines=2", Stream).with_raw(),

    Case::of("watch", "/api/v1/namespaces/shop/pods?watch=1&timeoutSeconds=1&allowWatchBookmarks=true", Changes).with_raw(),
    Case::of("watch_selected", "/apis/apps/v1/deployments?labelSelector=app%3Dweb&watch=true&timeoutSeconds=1", Changes),
    Case::of("watch_initial", "/api/v1/namespaces/shop/configmaps?watch=1&sendInitialEvents=true&allowWatchBookmarks=true&resourceVersionMatch=NotOlderThan&timeoutSeconds=1", Changes),

    Case::of("custom_list", "/apis/fleet.example.test/v1/ships?limit=3", Names).with_raw(),
    Case::of("custom_namespace", "/apis/fleet.example.test/v1/namespaces/fleet/ships", Names),
    Case::of("custom_read", "/apis/fleet.example.test/v1/namespaces/fleet/ships/alba", Document),
    Case::of("custom_status", "/apis/fleet.example.test/v1/namespaces/fleet/ships/alba/status", Document),
    Case::of("custom_scale", "/apis/fleet.example.test/v1/namespaces/fleet/ships/alba/scale", Document),
    Case::of("custom_watch", "/apis/fleet.example.test/v1/ships?watch=true&timeoutSeconds=1", Changes),
    Case::of("aggregated", "/apis/wardle.example.com/v1alpha1/flunders", Names),

    Case::of("version", "/version", Document).with_raw(),
    Case::of("core_versions", "/api", Document),
    Case::of("groups", "/apis", Document),
    Case::of("group", "/apis/apps", Document),
    Case::of("resources", "/apis/apps/v1", Document),
    Case::of("core_resources", "/api/v1", Document),
    Case::of("health", "/livez?verbose", Text).with_raw(),

    Case::of("table", "/api/v1/namespaces/shop/pods?limit=2", Names).accepting(TABLE).with_raw(),
    Case::of("metadata", "/api/v1/namespaces/shop/pods?limit=2", Names).accepting(METADATA).with_raw(),
    Case::of("custom_metadata", "/apis/fleet.example.test/v1/ships", Names).accepting(METADATA),
    Case::of("yaml", "/api/v1/namespaces/shop/configmaps", Names).accepting("application/yaml").with_raw(),

    Case::of("impersonate", "/api/v1/namespaces?limit=2", Names).as_user("jane", &["system:masters", "dev"]).with_raw(),
    Case::of("impersonate_second", "/api/v1/namespaces?limit=2", Names).as_user("jane", &["dev", "system:masters"]).with_raw(),
    Case::of("impersonate_custom", "/apis/fleet.example.test/v1/ships", Names).as_user("jane", &["system:masters"]),
    Case::of("impersonate_version", "/version", Document).as_user("jane", &["system:masters"]),
    Case::of("impersonate_watch", "/api/v1/namespaces?watch=1&timeoutSeconds=1", Changes).as_user("jane", &["system:masters"]),
    Case::of("impersonate_nobody", "/api/v1/namespaces/vault/secrets", Names).as_user("jane", &[]).with_raw(),

    Case::of("missing", "/api/v1/namespaces/shop/pods/no-such-pod", Document).with_raw(),
    Case::of("bad_token", "/api/v1/pods?limit=3&continue=nonsense", Names),
    Case::of("service_account", "/api/v1/namespaces/team-a/pods", Names).of_identity(Identity::Restricted).with_raw(),
    Case::of("proxied", "/api/v1/namespaces/shop/services", Names).proxied().with_raw(),
];

impl Case {
    const fn of(name: &'static str, target: &'static str, prints: Prints) -> Self {
        Self {
            name,
            target,
            accept: None,
            impersonate: None,
            identity: Identity::Operator,
            is_proxied: false,
            prints,
            runs_raw: false,
        }
    }

    const fn with_raw(mut self) -> Self {
        self.runs_raw = true;
        self
    }

    const fn accepting(mut self, accept: &'static str) -> Self {
        self.accept = Some(accept);
        self
    }

    const fn as_user(mut self, user: &'static str, groups: &'static [&'static str]) -> Self {
        self.impersonate = Some((user, groups));
        self
    }

    const fn of_identity(mut self, identity: Identity) -> Self {
        self.identity = identity;
        self
    }

    const fn proxied(mut self) -> Self {
        self.is_proxied = true;
        self
    }

    /// The request.
    pub fn request(&self) -> Result<ApiRequest, Error> {
        let (path, query) = self.target.split_once('?').unwrap_or((self.target, ""));
        let mut request = ApiRequest::of(path).map_err(|error| Error::unexpected(self.target, error))?;
        request.query = Query::parse(query);
        request.head.accept = self.accept.map(str::to_owned);
        if let Some((user, groups)) = self.impersonate {
            request.head.impersonate_user = Some(user.to_owned());
            request.head.impersonate_groups = groups.iter().map(|group| (*group).to_owned()).collect();
        }
        Ok(request)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn names_can_be_names_of_packages_and_are_not_used_twice() {
        let names: BTreeSet<&str> = CASES.iter().map(|case| case.name).collect();
        assert_eq!(names.len(), CASES.len());
        for name in names {
            assert!(
                name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'),
                "{name}"
            );
        }
    }

    #[test]
    fn every_target_is_a_request() {
        for case in CASES {
            assert!(case.request().is_ok(), "{}", case.target);
        }
    }
}
