//! Requests in situations, with the answers that real clusters and real proxies give: how tests name them. What
//! holds for all is in `properties`, what the recording shows in `recorded`, and one by one they are in `ways`.

use super::{
    Journey, Leg, Passage,
    answer::AnswerFacts,
    journey,
    proof::Proof,
    situation::{
        ApiService, Connection, Known, Origin, Placed, Seen, ServerVersion, ServiceReference, Situation, Trust,
    },
};
use crate::{
    kube::{answer::Answer, failure::Failure, request::ApiRequest},
    wire::{hop::Actor, vocabulary::Vocabulary},
};

mod claims;
mod connections;
mod gathered;
mod identity;
mod properties;
mod recorded;
mod told;
mod ways;

/// The exchange in which kubectl proxy's filter refused.
const FILTER: u32 = 2;
/// The exchange that read the version.
const VERSION: u32 = 1;
/// The exchange of the request itself.
const OWN: u32 = 9;

fn origin(text: &str) -> Origin {
    Origin::parse(text).unwrap()
}

fn situation(connection: Connection, from: &str, minor: u16) -> Situation {
    let mut situation = Situation::new(connection, origin(from));
    situation.upstream.version = Some(Seen {
        value: ServerVersion { major: 1, minor },
        exchange: VERSION,
    });
    situation
}

/// Behind kubectl proxy, whose filter was seen.
fn live() -> Situation {
    situation(Connection::KubectlProxy { filter: FILTER }, "http://127.0.0.1:8001", 36)
}

fn live_since(minor: u16) -> Situation {
    situation(
        Connection::KubectlProxy { filter: FILTER },
        "http://127.0.0.1:8001",
        minor,
    )
}

/// At an address where kubectl proxy usually is.
fn assumed() -> Situation {
    situation(Connection::KubectlProxyAssumed, "http://localhost:8001", 36)
}

/// Behind a reverse proxy with TLS.
fn proxied() -> Situation {
    situation(
        Connection::ReverseProxy { filter: None },
        "https://console.example.test",
        36,
    )
}

/// Behind a development server that passes requests on to kubectl proxy.
fn developed() -> Situation {
    situation(
        Connection::ReverseProxy { filter: Some(FILTER) },
        "http://127.0.0.1:8080",
        36,
    )
}

/// Served by an API server out of a Service.
fn served() -> Situation {
    situation(Connection::ApiServer, "https://192.0.2.10:6443", 36)
}

fn recorded() -> Situation {
    situation(Connection::Recorded, "http://127.0.0.1:8001", 36)
}

fn knowing(mut situation: Situation, known: Known) -> Situation {
    situation.known = known;
    situation
}

fn api_service(exchange: u32, trust: Trust) -> Known {
    Known {
        api_service: Some(Seen {
            value: ApiService {
                service: Some(ServiceReference {
                    namespace: "wardle".to_owned(),
                    name: "api".to_owned(),
                    port: 443,
                }),
                trust,
                availability: None,
            },
            exchange,
        }),
        ..Known::default()
    }
}

fn local(exchange: u32) -> Known {
    Known {
        api_service: Some(Seen {
            value: ApiService {
                service: None,
                trust: Trust::SystemRoots,
                availability: None,
            },
            exchange,
        }),
        ..Known::default()
    }
}

fn on_node(exchange: u32, node: Option<&str>) -> Known {
    Known {
        pod: Some(Seen {
            value: Placed {
                node: node.map(str::to_owned),
                ip: Some("10.244.1.5".to_owned()),
            },
            exchange,
        }),
        ..Known::default()
    }
}

/// A request, with `?` and `as` for impersonation: `/api/v1/pods as alice`.
fn request(text: &str) -> ApiRequest {
    let (address, user) = text.split_once(" as ").unwrap_or((text, ""));
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let mut request = ApiRequest::of(path).unwrap();
    request.query = crate::kube::query::Query::parse(query);
    request.head.impersonate_user = Some(user.to_owned()).filter(|user| !user.is_empty());
    request
}

/// What came: a status code, who set `Audit-Id`, a content type and a body.
fn came(code: u16, audit_ids: usize, content_type: &str, body: &str) -> AnswerFacts {
    let mut headers = vec![("content-type".to_owned(), content_type.to_owned())];
    let id = "4b9ffb2a-9e4e-4bf0-97c8-1fa5c4d06c6c";
    if audit_ids > 0 {
        headers.push(("audit-id".to_owned(), vec![id; audit_ids].join(", ")));
    }
    let answer = Answer {
        code,
        headers,
        body: body.as_bytes().to_vec(),
        ..Answer::default()
    };
    AnswerFacts::read(OWN, Some(&answer), None)
}

fn ok() -> AnswerFacts {
    came(200, 1, "application/json", "{}")
}

/// Answered by an extension API server, which set `Audit-Id` as well.
fn ok_twice() -> AnswerFacts {
    came(200, 2, "application/json", "{}")
}

/// An API server's text, such as a log or a refusal.
fn text(code: u16, body: &str) -> AnswerFacts {
    came(code, 1, "text/plain; charset=utf-8", body)
}

/// kubectl proxy's own text.
fn proxy_text(code: u16, body: &str) -> AnswerFacts {
    came(code, 0, "text/plain; charset=utf-8", body)
}

fn status_body(code: u16, message: &str) -> String {
    serde_json::json!({"kind": "Status", "status": "Failure", "message": message, "code": code}).to_string()
}

/// A refusal of an API server.
fn status(code: u16, message: &str) -> AnswerFacts {
    came(code, 1, "application/json", &status_body(code, message))
}

fn failed(failure: &Failure) -> AnswerFacts {
    AnswerFacts::read(OWN, None, Some(failure))
}

/// The last part of a key: `wire.actor.etcd` is `etcd`.
fn short(item: impl Vocabulary) -> &'static str {
    item.key().rsplit('.').next().unwrap()
}

/// A leg in one line: `kubectl_proxy =api_server= api_server, taken, observed in 9 (audit_id)`. What stands between
/// the two parties is who ends the TLS, or `http` where there is none.
fn spell(leg: &Leg) -> String {
    let wire = leg.hop.tls.session().map_or("http", |session| short(session.ended_by));
    let passage = short(leg.passage);
    format!(
        "{} ={wire}= {}, {passage}, {}",
        short(leg.hop.from),
        short(leg.hop.to),
        spell_proof(leg.proof)
    )
}

fn spell_proof(proof: Proof) -> String {
    match proof {
        Proof::Observed { exchange, sign } => format!("observed in {exchange} ({})", short(sign)),
        Proof::Inferred { exchange, rule } => format!("inferred from {exchange} ({})", short(rule)),
        Proof::Documented(_) => "documented".to_owned(),
        Proof::Address => "by the address".to_owned(),
        Proof::Assumed(assumption) => format!("assumed ({})", short(assumption)),
    }
}

fn spell_end(journey: &Journey) -> String {
    format!("{} at {}", short(journey.ending.end), short(journey.ending.at))
}

/// A request in a situation, with the answer that came, if one did.
type Case = (&'static str, Situation, Option<AnswerFacts>);

fn run((address, situation, answer): &Case) -> Journey {
    journey(&request(address), situation, answer.as_ref())
}

/// Whether a remark or another sentence is on one of the hops.
fn says(journey: &Journey, sentence: impl Vocabulary) -> Option<(Vec<(&'static str, String)>, Proof)> {
    journey
        .legs
        .iter()
        .flat_map(|leg| &leg.notes)
        .find(|note| note.key == sentence.key())
        .map(|note| (note.values.clone(), note.proof))
}

/// Something seen, as the facts around a request hold it.
#[allow(clippy::unnecessary_wraps)] // As the fields want it that it is for.
fn some<T>(value: T, exchange: u32) -> Option<Seen<T>> {
    Some(Seen { value, exchange })
}

#[track_caller]
fn assert_says(case: &Case, sentence: impl Vocabulary, values: &[(&str, &str)], proof: &str) {
    let (found, why) = says(&run(case), sentence).unwrap_or_else(|| panic!("{}: {}", case.0, sentence.key()));
    let found: Vec<(&str, &str)> = found.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(
        (found.as_slice(), spell_proof(why).as_str()),
        (values, proof),
        "{}",
        case.0
    );
}
