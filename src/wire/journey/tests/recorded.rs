//! What a real API server behind a real kubectl proxy answered, read for its way: the files of the recording.

use std::{fs, path::Path};

use serde::Deserialize;

use super::*;
use crate::wire::journey::proof::Sign;

#[derive(Deserialize)]
struct Index {
    exchanges: Vec<Entry>,
    logs: Vec<Entry>,
    collections: Vec<Collection>,
}

#[derive(Deserialize)]
struct Entry {
    path: String,
    #[serde(default)]
    query: String,
    #[serde(default)]
    identity: String,
    code: u16,
    headers: Vec<(String, String)>,
    body: String,
    container: Option<String>,
}

#[derive(Deserialize)]
struct Collection {
    group: String,
    version: String,
    resource: String,
    object: Option<Head>,
}

#[derive(Deserialize)]
struct Head {
    headers: Vec<(String, String)>,
}

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/recordings"))
}

fn index() -> Index {
    serde_json::from_slice(&fs::read(folder().join("index.json")).unwrap()).unwrap()
}

impl Entry {
    fn journey(&self) -> Journey {
        // A success is told by its headers alone; only refusals are read.
        let body = if self.code < 400 {
            Vec::new()
        } else {
            fs::read(folder().join(&self.body)).unwrap()
        };
        let answer = Answer {
            code: self.code,
            headers: self.headers.clone(),
            body,
            ..Answer::default()
        };
        let facts = AnswerFacts::read(OWN, Some(&answer), None);
        let container = self.container.iter().map(|name| format!("container={name}"));
        let query: Vec<String> = container.chain([self.query.clone()]).collect();
        journey(
            &request(&format!("{}?{}", self.path, query.join("&"))),
            &recorded(),
            Some(&facts),
        )
    }
}

fn exchanges(fits: impl Fn(&Entry) -> bool) -> Vec<Journey> {
    let found: Vec<Journey> = index()
        .exchanges
        .iter()
        .filter(|entry| fits(entry))
        .map(Entry::journey)
        .collect();
    assert!(!found.is_empty());
    found
}

/// The ends of the journeys, each once.
fn ends(journeys: &[Journey]) -> Vec<String> {
    let mut ends: Vec<String> = journeys.iter().map(spell_end).collect();
    ends.sort_unstable();
    ends.dedup();
    ends
}

#[test]
fn aggregated_apis_are_seen_in_their_answers() {
    let wardle = index().collections;
    let wardle: Vec<_> = wardle.iter().filter(|it| it.group == "wardle.example.com").collect();
    assert!(wardle.len() >= 3);
    for collection in wardle {
        let Collection {
            group,
            version,
            resource,
            object,
        } = collection;
        let answer = Answer {
            code: 200,
            headers: object.as_ref().unwrap().headers.clone(),
            ..Answer::default()
        };
        let facts = AnswerFacts::read(OWN, Some(&answer), None);
        let journey = run(&("/", recorded(), None));
        assert_eq!(journey.legs.len(), 2);
        let journey = super::journey(
            &request(&format!("/apis/{group}/{version}/{resource}")),
            &recorded(),
            Some(&facts),
        );
        assert_eq!(spell_end(&journey), "answered at extension_api_server", "{resource}");
        assert!(journey.legs[2].proof.is_observed());
    }
    let own = exchanges(|entry| entry.path == "/apis/wardle.example.com");
    assert_eq!(
        ends(&own),
        ["answered at api_server"],
        "the API server lists the group itself"
    );
}

/// `Audit-Id` twice, and nothing else, tells an extension API server's answer from the API server's own.
#[test]
fn only_aggregated_apis_carry_two_audit_ids() {
    for entry in index().exchanges {
        let journey = entry.journey();
        // A dead one shows itself in its refusal instead.
        if entry.code == 503 {
            continue;
        }
        let is_twice = entry
            .headers
            .iter()
            .any(|(name, value)| name == "audit-id" && value.contains(','));
        let is_extension = journey
            .legs
            .last()
            .is_some_and(|leg| leg.hop.to == Actor::ExtensionApiServer);
        assert_eq!(is_twice, is_extension, "{}", entry.path);
        let names_wardle = entry.path.contains("/wardle.example.com/");
        assert!(!names_wardle || is_twice, "{}", entry.path);
    }
}

#[test]
fn kubectl_proxys_own_words_end_with_it() {
    let filtered = exchanges(|entry| entry.path == "/api/v1/namespaces/pods/configmaps/exec");
    assert_eq!(ends(&filtered), ["filtered at kubectl_proxy"]);
    let down = exchanges(|entry| entry.identity == "unreachable");
    assert_eq!(ends(&down), ["proxy_refused at kubectl_proxy"]);
    assert_eq!(
        spell(&down[0].legs[1]),
        "kubectl_proxy =api_server= api_server, broken, observed in 9 (dial_error)"
    );
}

#[test]
fn refusals_end_inside_the_api_server() {
    for (code, path, end) in [
        (403, "/api/v1/namespaces/vault/secrets", "forbidden at api_server"),
        (404, "/api/v1/no-such-resource", "not_served at api_server"),
        (404, "/no/such/path", "not_served at api_server"),
        (404, "/api/v1/namespaces/default/pods/no-such-pod", "not_found at etcd"),
        (406, "/api/v1/namespaces", "not_valid at api_server"),
        (410, "/api/v1/pods", "expired at api_server"),
        (422, "/api/v1/pods", "not_valid at api_server"),
        (429, "/api/v1/namespaces/default/pods", "queued at api_server"),
        (503, "/apis/dead.example.com/v1", "extension_unavailable at api_server"),
        (
            503,
            "/api/v1/namespaces/default/services/https:kubernetes:https/proxy/version",
            "no_endpoints at api_server",
        ),
    ] {
        let found = exchanges(|entry| entry.code == code && entry.path == path);
        assert_eq!(ends(&found), [end], "{code} {path}");
    }
}

#[test]
fn logs_end_at_the_kubelet_or_before() {
    let index = index();
    let of = |code| -> Vec<Journey> {
        let logs = index.logs.iter().filter(|entry| entry.code == code);
        logs.map(Entry::journey).collect()
    };
    assert_eq!(ends(&of(200)), ["answered at kubelet"]);
    assert_eq!(ends(&of(400)), ["answered_with_error at kubelet"]);
    let unnamed = exchanges(|entry| entry.path.ends_with("/two-voices/log"));
    assert_eq!(
        ends(&unnamed),
        ["not_valid at api_server"],
        "it asks for a container first"
    );
}

#[test]
fn health_checks_show_etcd() {
    for path in ["/livez", "/readyz"] {
        let body = fs::read_to_string(folder().join(format!("bodies{path}_verbose.txt"))).unwrap();
        let journey = run(&("/livez?verbose", live(), Some(text(200, &body))));
        let proof = Proof::Observed {
            exchange: OWN,
            sign: Sign::EtcdCheck,
        };
        assert_eq!(journey.legs[2].proof, proof);
    }
}

/// Everything that was recorded can be told: no answer leads off the way, and all that is seen is in that answer.
#[test]
fn every_recorded_answer_has_a_journey() {
    let index = index();
    assert!(index.exchanges.len() > 100 && index.logs.len() > 50);
    for entry in index.exchanges.iter().chain(&index.logs) {
        let journey = entry.journey();
        assert!(
            journey.is_backed(|number| [VERSION, OWN].contains(&number)),
            "{}",
            entry.path
        );
        let is_success = entry.code < 400;
        let is_taken = journey.legs.iter().all(|leg| leg.passage == Passage::Taken);
        assert!(!is_success || is_taken, "{}", entry.path);
    }
}
