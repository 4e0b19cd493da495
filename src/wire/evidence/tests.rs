//! Made objects for what the recorded cluster has not: each in the form in which the API server gives such objects.

use std::sync::Arc;

use serde_json::{Value, json};

use super::{Asked, Command, Evidence, Finding, Standpoint, Wanted, ask::Ask, evidence, verdict::Verdict, wanted};
use crate::{
    kube::{answer::Answer, request::ApiRequest},
    wire::{journey::situation::Origin, proxy::ProxyKind},
};

mod clusters;
mod services;

fn live() -> Standpoint {
    Standpoint {
        origin: Origin::parse("http://127.0.0.1:8001").unwrap(),
        page_path: "/".to_owned(),
        is_recorded: false,
        version: None,
        namespace: None,
    }
}

fn answered(code: u16, headers: &[(&str, &str)], body: &str) -> Answer {
    let headers = headers
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Answer {
        code,
        headers: headers.collect(),
        body: body.as_bytes().to_vec(),
        ..Answer::default()
    }
}

/// A success of an API server's.
fn json_of(body: &Value) -> Answer {
    let headers = [("content-type", "application/json"), ("audit-id", "0")];
    answered(200, &headers, &body.to_string())
}

/// A refusal of an API server's, with a reason and a message.
fn status(code: u16, reason: &str, message: &str) -> Answer {
    let body = json!({"kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure",
        "message": message, "reason": reason, "details": {}, "code": code});
    Answer { code, ..json_of(&body) }
}

/// What is told of a proxy if each question gets its answer; what has none is not found.
fn told(kind: ProxyKind, answers: &[(Ask, Answer)]) -> (Evidence, Vec<Asked>) {
    let mut asked: Vec<Asked> = Vec::new();
    loop {
        let wanted = wanted(kind, &live(), &asked);
        if wanted.is_empty() {
            return (evidence(kind, &live(), &asked), asked);
        }
        for wanted in wanted {
            let given = answers.iter().find(|(ask, _)| *ask == wanted.ask);
            let answer = given.map_or_else(|| status(404, "NotFound", "not found"), |(_, answer)| answer.clone());
            asked.push(Asked {
                wanted,
                exchange: u32::try_from(asked.len()).unwrap() + 1,
                failure: answer.failure(),
                answer: Some(Arc::new(answer)),
            });
        }
    }
}

fn keys(evidence: &Evidence) -> Vec<&str> {
    let keys = evidence.findings.iter().map(|finding| finding.key.as_str());
    keys.map(|key| key.trim_start_matches("evidence.")).collect()
}

#[track_caller]
fn find<'a>(evidence: &'a Evidence, key: &str) -> &'a Finding {
    let found = evidence
        .findings
        .iter()
        .find(|finding| finding.key == format!("evidence.{key}"));
    found.unwrap_or_else(|| panic!("{key} in {:?}", keys(evidence)))
}

fn value<'a>(finding: &'a Finding, name: &str) -> &'a str {
    &finding.values.iter().find(|(known, _)| *known == name).unwrap().1
}

fn path(finding: &Finding) -> &str {
    let Some(Command::Get(path)) = finding.commands.first() else {
        panic!("{finding:?}")
    };
    path.as_str()
}

fn list(kind: &str, items: &[Value]) -> Answer {
    json_of(&json!({"kind": kind, "apiVersion": "v1", "metadata": {"resourceVersion": "7"}, "items": items}))
}

fn slice(namespace: &str, service: &str, endpoints: &[Value], port: u16) -> Value {
    json!({"metadata": {"name": format!("{service}-x"), "namespace": namespace,
        "labels": {"kubernetes.io/service-name": service}}, "addressType": "IPv4", "endpoints": endpoints,
        "ports": [{"name": "http", "protocol": "TCP", "port": port}]})
}

fn endpoint(address: &str, node: &str, namespace: &str) -> Value {
    json!({"addresses": [address], "conditions": {"ready": true, "serving": true, "terminating": false},
        "targetRef": {"kind": "Pod", "namespace": namespace, "name": "p"}, "nodeName": node})
}

#[test]
fn asking_ends_and_nothing_is_asked_twice() {
    for kind in crate::wire::vocabulary::Vocabulary::ALL {
        let kind: &ProxyKind = kind;
        let (_, asked) = told(*kind, &[]);
        let mut requests: Vec<&ApiRequest> = asked.iter().map(|asked| &asked.wanted.request).collect();
        let count = requests.len();
        requests.dedup();
        assert_eq!(requests.len(), count, "{kind:?}");
    }
}

#[test]
fn another_kind_than_was_asked_for_shows_nothing() {
    let table = json_of(&json!({"kind": "Table", "rows": []}));
    let (evidence, asked) = told(ProxyKind::Cloud, &[(Ask::CloudServices, table)]);
    let exchange = asked[0].exchange;
    assert_eq!(
        find(&evidence, "ask.cloud_services.unseen").verdict,
        Verdict::Unanswered { exchange }
    );
    assert_eq!(evidence.fits, None);
}

#[test]
fn fields_that_are_null_or_missing_are_no_trouble() {
    let empty = json_of(&json!({"kind": "ServiceList", "metadata": {}, "items": null}));
    let (evidence, _) = told(ProxyKind::Cloud, &[(Ask::CloudServices, empty)]);
    assert_eq!(keys(&evidence), ["cloud.none", "cloud.way"]);
    let bare = list("ServiceList", &[json!({"metadata": {"name": "a", "namespace": "b"}})]);
    let (evidence, _) = told(ProxyKind::Cloud, &[(Ask::CloudServices, bare)]);
    assert_eq!(keys(&evidence)[0], "cloud.pending");
}

#[test]
fn wanted_requests_say_what_they_ask() {
    let wanted = wanted(ProxyKind::Kubectl, &live(), &[]);
    let asks: Vec<Ask> = wanted.iter().map(|Wanted { ask, .. }| *ask).collect();
    assert_eq!(asks, [Ask::Filter, Ask::Advertised, Ask::Anonymous]);
    let anonymous = &wanted[2].request.head;
    assert_eq!(anonymous.impersonate_user.as_deref(), Some("system:anonymous"));
    assert!(Ask::Anonymous.is_impersonating() && !Ask::Filter.is_impersonating());
}
