//! Exchanges for tests: requests with answers in the form of an API server.

use serde_json::{Value, json};

use super::line::Reply;
use crate::kube::{answer::Answer, failure::Failure, query::Query, request::ApiRequest};

/// Exchanges in the order in which they were made, numbered from 1.
#[derive(Default)]
pub(super) struct Exchanges(Vec<(ApiRequest, Result<Answer, Failure>)>);

pub(super) fn request(target: &str) -> ApiRequest {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let mut request = ApiRequest::of(path).unwrap();
    request.query = Query::parse(query);
    request
}

impl Exchanges {
    pub(super) fn add(&mut self, request: ApiRequest, code: u16, body: &Value) {
        let answer = Answer {
            code,
            headers: vec![
                ("content-type".into(), "application/json".into()),
                ("audit-id".into(), "a".into()),
            ],
            body: body.to_string().into_bytes(),
            ..Answer::default()
        };
        self.0.push((request, Ok(answer)));
    }

    pub(super) fn refuse(&mut self, request: ApiRequest, message: &str) {
        let status = json!({ "kind": "Status", "message": message, "reason": "Forbidden", "code": 403 });
        self.add(request, 403, &status);
    }

    pub(super) fn fail(&mut self, request: ApiRequest, failure: Failure) {
        self.0.push((request, Err(failure)));
    }

    /// A list of roles or bindings of that kind, whole.
    pub(super) fn list(&mut self, plural: &str, kind: &str, items: &Value) {
        let target = request(&format!("/apis/rbac.authorization.k8s.io/v1/{plural}?limit=500"));
        self.add(target, 200, &json!({ "kind": kind, "metadata": {}, "items": items }));
    }

    pub(super) fn replies(&self) -> Vec<Reply<'_>> {
        let numbered = self.0.iter().zip(1..);
        numbered
            .map(|((request, outcome), number)| Reply {
                number,
                request,
                answer: outcome.as_ref().ok(),
                failure: outcome.as_ref().err(),
            })
            .collect()
    }
}

/// A small cluster's roles and bindings, in four exchanges.
pub(super) fn roles() -> Exchanges {
    let mut exchanges = Exchanges::default();
    let rule = |verbs: &[&str], resources: &[&str], names: &[&str]| json!({ "verbs": verbs, "apiGroups": [""], "resources": resources, "resourceNames": names });
    let subject = |kind: &str, name: &str| json!([{ "kind": kind, "name": name }]);
    exchanges.list(
        "clusterrolebindings",
        "ClusterRoleBindingList",
        &json!([
            { "metadata": { "name": "admins" }, "roleRef": { "kind": "ClusterRole", "name": "admin" }, "subjects": subject("Group", "system:masters") },
            { "metadata": { "name": "everybody" }, "roleRef": { "kind": "ClusterRole", "name": "discovery" }, "subjects": subject("Group", "system:authenticated") },
            { "metadata": { "name": "viewers" }, "roleRef": { "kind": "ClusterRole", "name": "view" }, "subjects": subject("Group", "viewers") },
            { "metadata": { "name": "jane" }, "roleRef": { "kind": "ClusterRole", "name": "admin" }, "subjects": subject("User", "jane") },
        ]),
    );
    exchanges.list(
        "clusterroles",
        "ClusterRoleList",
        &json!([
            { "metadata": { "name": "admin" }, "rules": [
                { "verbs": ["*"], "apiGroups": ["*"], "resources": ["*"] }, { "verbs": ["*"], "nonResourceURLs": ["*"] },
            ] },
            { "metadata": { "name": "discovery" }, "rules": [{ "verbs": ["get"], "nonResourceURLs": ["/api", "/version"] }] },
            { "metadata": { "name": "view" }, "aggregationRule": {}, "rules": null },
        ]),
    );
    exchanges.list(
        "namespaces/shop/rolebindings",
        "RoleBindingList",
        &json!([
            { "metadata": { "name": "till", "namespace": "shop" }, "roleRef": { "kind": "Role", "name": "reader" },
              "subjects": [{ "kind": "ServiceAccount", "name": "till" }] },
            { "metadata": { "name": "lost", "namespace": "shop" }, "roleRef": { "kind": "Role", "name": "gone" },
              "subjects": [{ "kind": "ServiceAccount", "name": "lost" }] },
        ]),
    );
    exchanges.list(
        "namespaces/shop/roles",
        "RoleList",
        &json!([{ "metadata": { "name": "reader", "namespace": "shop" }, "rules": [
            rule(&["get"], &["pods"], &[]),
            rule(&["get", "list"], &["configmaps"], &["a", "b"]),
            rule(&["get", "list"], &["services"], &[]),
        ] }]),
    );
    exchanges
}
