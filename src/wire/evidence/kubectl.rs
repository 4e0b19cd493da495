//! What shows kubectl proxy: its refusal beside an API server's answer, an origin without TLS, an identity added.

use super::{
    Asked, Evidence, Finding, answers::ANONYMOUS, answers::Answers, ask::Ask, connection, rule::Rule, sources,
};
use crate::{
    kube::failure::Failure,
    wire::{
        hop::Actor,
        journey::{journey, situation::Connection},
        variant::Variant,
        vocabulary::vocabulary,
    },
};

vocabulary! {
    /// What is found of kubectl proxy. Each variant names its placeholders.
    Fact under "evidence.kubectl" {
        /// The recording came through it: `{path}`.
        Recorded = "recorded",
        /// Its filter refused: `{path}`.
        Filtered = "filtered",
        /// The same, with another proxy in front: `{path}`.
        Behind = "behind",
        /// It answered by itself, since it could not reach the API server.
        Failed = "failed",
        /// Its filter is off, or it is not there: `{path}`.
        Relaxed = "relaxed",
        /// Something else passes requests on: `{path}`.
        Other = "other",
        /// An API server serves the page itself.
        ServedByApiServer = "served_by_api_server",
        /// Plain HTTP on this machine: `{host}`.
        PlainLoopback = "plain_loopback",
        /// Plain HTTP over a network: `{host}`.
        PlainNetwork = "plain_network",
        /// HTTPS, which it does not serve: `{host}`.
        Https = "https",
        /// `{name}`, `{value}`: a header that it does not set.
        ForeignHeader = "foreign_header",
        /// `{version}`: the version of HTTP.
        SpokenVersion = "spoken_version",
        /// The page may read answers without any CORS header.
        SameOrigin = "same_origin",
        /// `{value}`: other origins may read answers as well.
        OtherOrigins = "other_origins",
        /// `{path}`, `{code}`, `{id}`: an API server's own answer.
        ApiServerAnswers = "api_server_answers",
        /// `{user}`: as whom the API server knows who asks.
        KnownAs = "known_as",
        /// The API server takes who asks for anonymous.
        TakenForAnonymous = "taken_for_anonymous",
        /// `{path}`: refused to anonymous callers, and not to this one.
        NotAnonymous = "not_anonymous",
        /// `{path}`: open to anonymous callers too.
        OpenToAnonymous = "open_to_anonymous",
        /// A credential was refused.
        Unauthenticated = "unauthenticated",
        /// What it does with headers.
        Headers = "headers",
        /// What no GET tells of it.
        Untold = "untold",
    }
}

pub(super) fn evidence(answers: Answers<'_>) -> Evidence {
    let mut findings = Vec::new();
    let connection = connection(answers.standpoint, answers.asked);
    if let Some(asked) = answers.to(Ask::Filter).next() {
        findings.push(who_answers(connection, asked));
        if connection != Connection::Recorded {
            findings.extend(origin(answers, asked));
        }
    }
    let plain = answers.to(Ask::Advertised).next();
    if let Some(asked) = plain {
        let is_live = connection != Connection::Recorded;
        findings.extend(is_live.then(|| cross_origin(asked)).flatten());
        findings.extend(api_server(asked));
    }
    findings.extend(identity(answers));
    let is_possible = !matches!(
        connection,
        Connection::ReverseProxy { filter: None } | Connection::ApiServer
    );
    if is_possible && !findings.is_empty() {
        findings.push(Finding::documented(Fact::Headers, sources::KUBECTL_SOURCE));
        findings
            .push(Finding::documented(Fact::Untold, sources::KUBECTL_SOURCE).line("kubectl config current-context"));
    }
    let is_on_the_way = matches!(
        connection,
        Connection::KubectlProxy { .. } | Connection::ReverseProxy { filter: Some(_) } | Connection::Recorded
    );
    let is_seen = is_on_the_way && !findings.is_empty();
    Evidence {
        findings,
        fits: is_seen.then(|| way(answers)).flatten(),
    }
}

/// The way that fits: past a load balancer, where anything gives away that one forwards TCP. None of the ways passes one
/// that terminates TLS.
fn way(answers: Answers<'_>) -> Option<Variant> {
    let Some(asked) = answers.to(Ask::Advertised).next() else {
        return Some(Variant::KubectlLocal);
    };
    let way = journey(&asked.wanted.request, &answers.situation(), Some(&asked.facts())).way;
    if way.is_tls_ended_by(Actor::LoadBalancer) {
        None
    } else if way.stops().any(|stop| stop == Actor::LoadBalancer) {
        Some(Variant::KubectlBalanced)
    } else {
        Some(Variant::KubectlLocal)
    }
}

/// Who answered the path that kubectl proxy refuses by default.
fn who_answers(connection: Connection, asked: &Asked) -> Finding {
    let exchange = asked.exchange;
    let path = asked.wanted.request.path.as_str();
    let failure = asked.failure();
    if let (Connection::Recorded, Some(Failure::Filtered)) = (connection, &failure) {
        return Finding::seen(Fact::Recorded, exchange).with("path", path);
    }
    match (connection, failure) {
        (Connection::KubectlProxy { .. }, _) => Finding::seen(Fact::Filtered, exchange).with("path", path),
        (Connection::ReverseProxy { filter: Some(_) }, _) => Finding::seen(Fact::Behind, exchange).with("path", path),
        (_, Some(Failure::Proxy { message, .. })) => Finding::seen(Fact::Failed, exchange).said(message),
        (Connection::ApiServer, _) => Finding::address(Fact::ServedByApiServer),
        (Connection::KubectlProxyAssumed, _) if asked.facts().is_from_api_server() => {
            Finding::not_seen(Fact::Relaxed, exchange).with("path", path)
        }
        (Connection::ReverseProxy { filter: None }, _) if asked.facts().is_from_api_server() => {
            Finding::not_seen(Fact::Other, exchange).with("path", path)
        }
        (_, failure) => {
            let failure = failure.unwrap_or(Failure::Unreachable(String::new()));
            Finding::unread(Ask::Filter, asked.unread(&failure))
        }
    }
}

/// What the page's own address and the refusal's headers tell.
fn origin(answers: Answers<'_>, asked: &Asked) -> Vec<Finding> {
    let origin = &answers.standpoint.origin;
    let fact = match (origin.is_https, origin.is_loopback()) {
        (true, _) => Fact::Https,
        (false, true) => Fact::PlainLoopback,
        (false, false) => Fact::PlainNetwork,
    };
    let mut findings = vec![Finding::address(fact).with("host", origin.host.as_str())];
    if let Some((name, value)) = asked.facts().foreign_header() {
        let finding = Finding::seen(Fact::ForeignHeader, asked.exchange);
        findings.push(finding.with("name", name).with("value", value));
    }
    if let Some(version) = answers.standpoint.version {
        findings.push(Finding::seen(Fact::SpokenVersion, asked.exchange).with("version", version.name()));
    }
    findings
}

/// Whether other origins may read the answers.
fn cross_origin(asked: &Asked) -> Option<Finding> {
    let facts = asked.facts();
    facts.code?;
    Some(match facts.header("access-control-allow-origin") {
        Some(value) => Finding::seen(Fact::OtherOrigins, asked.exchange).with("value", value),
        None => Finding::seen(Fact::SameOrigin, asked.exchange),
    })
}

/// The voice that is not kubectl proxy's.
fn api_server(asked: &Asked) -> Option<Finding> {
    let facts = asked.facts();
    let id = facts.header("audit-id")?;
    let finding = Finding::seen(Fact::ApiServerAnswers, asked.exchange)
        .with("path", asked.wanted.request.path.as_str())
        .with("code", facts.code?.to_string())
        .with("id", id.split(',').next().unwrap_or_default().trim());
    Some(finding)
}

/// Who asks, as far as the API server lets it be known.
fn identity(answers: Answers<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(user) = answers.user() {
        findings.push(if user.value == ANONYMOUS {
            Finding::seen(Fact::TakenForAnonymous, user.exchange)
        } else {
            Finding::seen(Fact::KnownAs, user.exchange).with("user", user.value)
        });
    }
    let Some(own) = answers.to(Ask::Advertised).next() else {
        return findings;
    };
    let facts = own.facts();
    let path = own.wanted.request.path.as_str();
    if facts.code == Some(401) {
        findings.push(Finding::seen(Fact::Unauthenticated, own.exchange).said(facts.text()));
        return findings;
    }
    let Some(anonymous) = answers.to(Ask::Anonymous).next() else {
        return findings;
    };
    let told = anonymous.facts();
    let is_refused = matches!(told.code, Some(401)) || told.user() == Some(ANONYMOUS);
    if facts.is_success() && told.is_success() {
        findings.push(Finding::seen(Fact::OpenToAnonymous, anonymous.exchange).with("path", path));
    } else if facts.is_success() && is_refused {
        let rests_on = [own.exchange, anonymous.exchange];
        findings.push(Finding::inferred(Fact::NotAnonymous, &rests_on, Rule::NotAnonymous).with("path", path));
    } else if findings.is_empty() {
        // Whoever may not impersonate is named in the refusal, and so is whoever may not read.
        let asked = if facts.is_success() { anonymous } else { own };
        let failure = asked.failure().unwrap_or(Failure::Unreachable(String::new()));
        findings.push(Finding::unread(Ask::Anonymous, asked.unread(&failure)));
    }
    findings
}
