//! What the answer to a request tells about its way: who set which header, and what the text of an error names.

use crate::kube::{
    answer::Answer,
    failure::{Answerer, Failure, ProxyTrouble},
};

/// In which version of HTTP the browser was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HttpVersion {
    /// The only one that kubectl proxy speaks to its side.
    Http11,
    /// HTTP/2.
    Http2,
    /// HTTP/3.
    Http3,
}

impl HttpVersion {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Http11 => "HTTP/1.1",
            Self::Http2 => "HTTP/2",
            Self::Http3 => "HTTP/3",
        }
    }
}

/// What is known of the answer to the request itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerFacts {
    /// The number of the exchange, counted from 1.
    pub exchange: u32,
    /// The status code; none if no answer came.
    pub code: Option<u16>,
    /// The headers, as a browser gives them: repeated ones joined by commas.
    pub headers: Vec<(String, String)>,
    /// Why there is nothing to show, if so.
    pub failure: Option<Failure>,
    /// Whether the body is still coming.
    pub is_open: bool,
    /// In which version of HTTP it came, if the browser said so.
    pub version: Option<HttpVersion>,
    /// Seconds from the request to the end of the answer, or so far if it is open.
    pub seconds: Option<u32>,
    /// Whether the text of a health check says that etcd answered; none if it does not mention etcd.
    pub is_etcd_healthy: Option<bool>,
}

/// A connection that could not be made, as the Go error of who tried tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dial {
    /// To which address, or to which name that could not be looked up.
    pub address: Option<String>,
    /// What kept it.
    pub trouble: ProxyTrouble,
}

impl AnswerFacts {
    /// Reads what came for a request: the answer, if one came, and why there is nothing to show, if so.
    pub fn read(exchange: u32, answer: Option<&Answer>, failure: Option<&Failure>) -> Self {
        Self {
            exchange,
            code: answer
                .map(|answer| answer.code)
                .or_else(|| failure.and_then(Failure::code)),
            headers: answer.map(|answer| answer.headers.clone()).unwrap_or_default(),
            failure: failure.cloned().or_else(|| answer.and_then(Answer::failure)),
            is_open: false,
            version: None,
            seconds: None,
            is_etcd_healthy: answer.and_then(etcd_check),
        }
    }

    /// The first header of that name, in any case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(header, _)| header.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// How many API servers set `Audit-Id` on the answer: two where one passed the request on to another.
    ///
    /// Each sets it before it handles the request, and kube-apiserver appends what an extension API server answers to
    /// its own. Source: apiserver `pkg/endpoints/filters/audit_init.go`; a recorded aggregated API.
    pub fn audit_ids(&self) -> usize {
        self.header("audit-id").map_or(0, |value| value.split(',').count())
    }

    /// Whether the status is a success, or says that what the browser has is still right.
    pub fn is_success(&self) -> bool {
        matches!(self.code, Some(200..=299 | 304))
    }

    /// What a `Status` or a plain text says; empty if there is no text.
    pub fn text(&self) -> &str {
        match &self.failure {
            Some(Failure::Status(status)) => &status.message,
            Some(Failure::PlainText { text, .. } | Failure::TooMany { text, .. }) => text,
            Some(Failure::Proxy { message, .. }) => message,
            _ => "",
        }
    }

    /// Whether the error is a `Status`, the form in which API servers refuse.
    pub fn is_status(&self) -> bool {
        matches!(self.failure, Some(Failure::Status(_)))
    }

    /// Whether an API server is among those who made the answer.
    pub fn is_from_api_server(&self) -> bool {
        self.audit_ids() > 0
            || self.is_status()
            || matches!(
                self.failure,
                Some(Failure::PlainText {
                    from: Answerer::ApiServer,
                    ..
                })
            )
    }

    /// The connection that could not be made, if the text of the error names one.
    pub fn dial(&self) -> Option<Dial> {
        Dial::read(self.text())
    }

    /// A header that neither kubectl proxy nor an API server sets: `Via`, or else `Server`.
    ///
    /// Go's HTTP server, which both of them use, sets neither.
    pub fn foreign_header(&self) -> Option<(&'static str, &str)> {
        ["via", "server"]
            .into_iter()
            .find_map(|name| Some((name, self.header(name)?)))
    }

    /// The name by which the API server knows who asks, where it refuses.
    ///
    /// Source: apiserver `pkg/endpoints/handlers/responsewriters/errors.go`, `forbiddenMessage`.
    pub fn user(&self) -> Option<&str> {
        let (_, rest) = self.text().split_once("User \"")?;
        rest.split('"').next().filter(|_| self.is_status())
    }
}

impl Dial {
    /// Reads a Go error.
    ///
    /// Source: Go `net/dial.go` (`OpError`), `crypto/tls`, `net/http`; konnectivity-client for "No agent available".
    pub fn read(text: &str) -> Option<Self> {
        const SIGNS: [&str; 9] = [
            "dial tcp",
            "TLS handshake",
            "x509:",
            "tls:",
            "no such host",
            "i/o timeout",
            "connection reset",
            "EOF",
            "No agent available",
        ];
        SIGNS.iter().any(|sign| text.contains(sign)).then(|| Self {
            address: address(text),
            trouble: ProxyTrouble::of(text),
        })
    }
}

/// The address in `dial tcp 10.0.0.4:10250: connect: …`, or the name in `dial tcp: lookup name on …`.
fn address(text: &str) -> Option<String> {
    if let Some((_, rest)) = text.split_once("dial tcp ") {
        return rest.split(": ").next().map(str::to_owned);
    }
    let (_, rest) = text.split_once("lookup ")?;
    rest.split([' ', ':']).next().map(str::to_owned)
}

/// What a verbose health check says of etcd: `[+]etcd ok`, `[-]etcd failed: …`.
///
/// Source: apiserver `pkg/server/healthz/healthz.go`.
fn etcd_check(answer: &Answer) -> Option<bool> {
    if !answer.content_type().starts_with("text/plain") {
        return None;
    }
    let text = String::from_utf8_lossy(&answer.body);
    if text.contains("[+]etcd ok") {
        Some(true)
    } else {
        text.contains("[-]etcd failed").then_some(false)
    }
}
