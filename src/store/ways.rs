//! What this page's own exchanges have shown of the way that its requests take.

use std::sync::Arc;

use crate::{
    browser::location,
    client::exchange::{Exchange, HttpVersion, Source},
    kube::{failure::Failure, request::ApiRequest},
    store::session::Session,
    wire::evidence::Standpoint,
    wire::journey::{
        answer::{self, AnswerFacts},
        gather::{Exchanged, gather},
        lookup::FILTER_PATH,
        situation::{Connection, Origin, Signs, Situation, names_a_stranger},
    },
};

/// What is known around a request; follows the exchanges as they come.
pub fn situation(session: Session, request: &ApiRequest) -> Situation {
    let exchanges = session.exchanges.all();
    let connection = connection(session, &exchanges);
    let mut situation = Situation::new(connection, origin());
    (situation.upstream, situation.known) = gather(request, shown(&exchanges));
    situation
}

/// What there is to read of the exchanges, newest first.
pub fn shown(exchanges: &[Arc<Exchange>]) -> impl Iterator<Item = Exchanged<'_>> {
    exchanges.iter().rev().filter_map(|exchange| {
        let answer = exchange.received.answer.as_deref()?;
        let has_body = exchange.received.bytes == 0 || !answer.body.is_empty();
        has_body.then_some(Exchanged {
            number: exchange.number,
            request: &exchange.request,
            answer,
        })
    })
}

/// What the answer of an exchange tells of its way.
pub fn facts(exchange: &Exchange) -> AnswerFacts {
    let received = &exchange.received;
    let mut facts = AnswerFacts::read(exchange.number, received.answer.as_deref(), received.failure.as_ref());
    facts.version = version(received.timing.version);
    facts.is_open = is_watch(&exchange.request) && facts.is_success();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // an hour has 3,600 seconds
    let seconds = (received.timing.done_ms / 1_000.0).max(0.0) as u32;
    facts.seconds = Some(seconds);
    facts
}

fn is_watch(request: &ApiRequest) -> bool {
    request
        .query
        .get("watch")
        .is_some_and(|value| matches!(value.as_str(), "" | "1" | "true"))
}

fn version(version: HttpVersion) -> Option<answer::HttpVersion> {
    match version {
        HttpVersion::Unknown => None,
        HttpVersion::Http11 => Some(answer::HttpVersion::Http11),
        HttpVersion::Http2 => Some(answer::HttpVersion::Http2),
    }
}

fn origin() -> Origin {
    // A page comes over HTTP or HTTPS.
    Origin::parse(&location::origin()).unwrap_or(Origin {
        is_https: false,
        host: String::new(),
    })
}

fn connection(session: Session, exchanges: &[Arc<Exchange>]) -> Connection {
    if session.is_recorded() {
        return Connection::Recorded;
    }
    let live = || exchanges.iter().filter(|exchange| exchange.source == Source::Live);
    let filter = live().find(|exchange| {
        exchange.request.path.as_str() == FILTER_PATH && exchange.received.failure == Some(Failure::Filtered)
    });
    let has_foreign_header = live().any(|exchange| {
        let answer = exchange.received.answer.as_deref();
        answer.is_some_and(|answer| names_a_stranger(&exchange.request.path, answer))
    });
    let version = live()
        .filter_map(|exchange| version(exchange.received.timing.version))
        .next_back();
    Connection::of(
        &origin(),
        Signs {
            page_path: &location::path(),
            filter: filter.map(|exchange| exchange.number),
            version,
            has_foreign_header,
        },
    )
}

/// From where the page looks for evidence.
pub fn standpoint(session: Session) -> Standpoint {
    let all = session.exchanges.all_untracked();
    let versions = all.iter().map(|exchange| version(exchange.received.timing.version));
    Standpoint {
        origin: origin(),
        page_path: location::path(),
        is_recorded: session.is_recorded(),
        version: versions.flatten().next_back(),
        namespace: None,
    }
}
