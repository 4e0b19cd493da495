//! Everything that can go wrong with a GET, and how to tell who said no.
//!
//! Source of the answers' shapes: kubectl `pkg/proxy/proxy_server.go`, apiserver
//! `pkg/endpoints/handlers/responsewriters`, and measurements against kubectl 1.27 to 1.37.

use thiserror::Error;

use super::{path::Guard, status::Status};

/// Why there is nothing to show. Each variant has one message with a next step in every language.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Failure {
    /// No HTTP answer at all: the proxy is gone.
    #[error("no answer: {0}")]
    Unreachable(String),
    /// The first byte did not come in time (milliseconds).
    #[error("no answer within {0} ms")]
    NoFirstByte(u32),
    /// The body stopped coming (milliseconds of silence).
    #[error("no more data for {0} ms")]
    Idle(u32),
    /// The body broke off after so many bytes.
    #[error("the answer broke off after {0} bytes")]
    BrokenOff(usize),
    /// More came than was asked for; the rest was not read (bytes so far).
    #[error("more than {0} bytes")]
    TooLarge(usize),
    /// The answer was a redirect, which a request to this origin never needs.
    #[error("redirected")]
    Redirected,
    /// kubectl proxy's own filter refused the host name, the path or the method.
    #[error("kubectl proxy refused")]
    Filtered,
    /// kubectl proxy could not reach the API server.
    #[error("kubectl proxy: {message}")]
    Proxy {
        /// What kind of trouble its text tells.
        trouble: ProxyTrouble,
        /// The Go error, as it came.
        message: String,
    },
    /// The API server said no, with a `Status`.
    #[error("{} {}: {}", .0.code, .0.reason, .0.message)]
    Status(Box<Status>),
    /// Somebody said no, in plain text.
    #[error("{code}: {text}")]
    PlainText {
        /// The HTTP status code.
        code: u16,
        /// Who it was.
        from: Answerer,
        /// The text, shortened.
        text: String,
    },
    /// The API server has too much to do, and says so in plain text, as flow control does.
    ///
    /// Source: apiserver `pkg/server/filters/priority-and-fairness.go`, `tooManyRequests`.
    #[error("429: {text}")]
    TooMany {
        /// After how many seconds it asks to come again.
        retry_after_seconds: Option<u32>,
        /// Its text.
        text: String,
    },
    /// The answer is no JSON where JSON was due, HTML for instance.
    #[error("{code}: {content_type} instead of JSON")]
    NotJson {
        /// The HTTP status code.
        code: u16,
        /// Its `Content-Type`.
        content_type: String,
    },
    /// The JSON could not be read.
    #[error("unreadable: {0}")]
    Unreadable(String),
    /// The recorded cluster has no answer to this.
    #[error("not in the recording: {0}")]
    NotRecorded(String),
    /// The console does not send this.
    #[error("never sent")]
    NeverSent(Guard),
    /// A Secret came in a form in which its values cannot be masked, and is not shown.
    #[error("withheld")]
    Withheld,
}

/// Who gave an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answerer {
    /// An API server: only it sets `Audit-Id`.
    ApiServer,
    /// kubectl proxy itself, or another server of files.
    Proxy,
}

/// What keeps kubectl proxy from the API server, read from its Go error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProxyTrouble {
    /// Nobody listens there.
    Refused,
    /// The host name is not known.
    UnknownHost,
    /// The server's certificate is not accepted.
    Certificate,
    /// Packets vanish, or the TLS handshake hangs.
    TimedOut,
    /// The credential plugin of the kubeconfig failed.
    Credentials,
    /// Something else.
    Other,
}

/// The parts of an answer that tell who gave it.
#[derive(Clone, Copy, Debug)]
pub struct AnswerHead<'a> {
    /// The HTTP status code.
    pub code: u16,
    /// The `Content-Type`, empty if there was none.
    pub content_type: &'a str,
    /// Whether an `Audit-Id` came.
    pub has_audit_id: bool,
    /// The number of seconds in `Retry-After`.
    pub retry_after_seconds: Option<u32>,
}

impl Failure {
    /// Reads an answer that is no success; `None` for a success.
    pub fn of(head: AnswerHead<'_>, body: &[u8]) -> Option<Self> {
        let AnswerHead { code, content_type, .. } = head;
        if (200..300).contains(&code) {
            return None;
        }
        if let Some(status) = Status::read(body) {
            return Some(Self::Status(Box::new(status)));
        }
        if is_html(content_type) {
            return Some(Self::NotJson {
                code,
                content_type: content_type.to_owned(),
            });
        }
        let text = shorten(&String::from_utf8_lossy(body));
        if code == 429 {
            return Some(Self::TooMany {
                retry_after_seconds: head.retry_after_seconds,
                text,
            });
        }
        if head.has_audit_id {
            return Some(Self::PlainText {
                code,
                from: Answerer::ApiServer,
                text,
            });
        }
        Some(match code {
            403 if text == "Forbidden" => Self::Filtered,
            500 if !text.is_empty() => Self::Proxy {
                trouble: ProxyTrouble::of(&text),
                message: text,
            },
            _ => Self::PlainText {
                code,
                from: Answerer::Proxy,
                text,
            },
        })
    }

    /// A success whose body is no JSON although JSON was due.
    pub fn unless_json(head: AnswerHead<'_>) -> Option<Self> {
        let kind = head.content_type.split(';').next().unwrap_or_default().trim();
        (kind != "application/json").then(|| Self::NotJson {
            code: head.code,
            content_type: head.content_type.to_owned(),
        })
    }

    /// The HTTP status code, if an answer came.
    pub fn code(&self) -> Option<u16> {
        match self {
            Self::Status(status) => Some(status.code),
            Self::Filtered => Some(403),
            Self::TooMany { .. } => Some(429),
            Self::Proxy { .. } => Some(500),
            Self::PlainText { code, .. } | Self::NotJson { code, .. } => Some(*code),
            _ => None,
        }
    }

    /// After how many seconds the server asks to come again, if it does.
    pub fn retry_after_seconds(&self) -> Option<u32> {
        match self {
            Self::Status(status) => Some(status.details.retry_after_seconds).filter(|it| *it > 0),
            Self::TooMany {
                retry_after_seconds, ..
            } => *retry_after_seconds,
            _ => None,
        }
    }

    /// Whether trying again may help without anything being changed.
    pub fn is_worth_retrying(&self) -> bool {
        match self {
            Self::Unreachable(_) | Self::NoFirstByte(_) | Self::Idle(_) | Self::BrokenOff(_) | Self::Proxy { .. } => {
                true
            }
            Self::NeverSent(_) | Self::NotRecorded(_) | Self::Withheld | Self::Filtered => false,
            other => matches!(other.code(), Some(408 | 410 | 429 | 500..=599)),
        }
    }
}

impl ProxyTrouble {
    /// Reads the Go error that kubectl proxy passes on.
    pub fn of(text: &str) -> Self {
        let has = |needle: &str| text.contains(needle);
        if has("getting credentials") {
            Self::Credentials
        } else if has("x509") || has("certificate") {
            Self::Certificate
        } else if has("no such host") {
            Self::UnknownHost
        } else if has("connection refused") {
            Self::Refused
        } else if has("timeout") || has("deadline exceeded") {
            Self::TimedOut
        } else {
            Self::Other
        }
    }
}

fn is_html(content_type: &str) -> bool {
    content_type.starts_with("text/html")
}

/// A text of an unknown server, cut to what fits into a message.
fn shorten(text: &str) -> String {
    const MOST: usize = 600;
    let text = text.trim();
    match text.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn read(code: u16, content_type: &str, has_audit_id: bool, body: &str) -> Option<Failure> {
        let head = AnswerHead {
            code,
            content_type,
            has_audit_id,
            retry_after_seconds: None,
        };
        Failure::of(head, body.as_bytes())
    }

    #[test]
    fn kubectl_proxys_own_answers_are_told_from_the_api_servers() {
        assert_eq!(
            read(403, "text/plain; charset=utf-8", false, "Forbidden\n"),
            Some(Failure::Filtered)
        );
        assert!(matches!(
            read(404, "text/plain; charset=utf-8", true, "404 page not found\n"),
            Some(Failure::PlainText {
                code: 404,
                from: Answerer::ApiServer,
                ..
            })
        ));
        assert!(matches!(
            read(404, "text/plain; charset=utf-8", false, "404 page not found\n"),
            Some(Failure::PlainText {
                code: 404,
                from: Answerer::Proxy,
                ..
            })
        ));
        assert!(matches!(
            read(503, "text/plain; charset=utf-8", true, "service unavailable\n"),
            Some(Failure::PlainText {
                code: 503,
                from: Answerer::ApiServer,
                ..
            })
        ));
        assert_eq!(read(200, "application/json", true, "{}"), None);
    }

    #[test]
    fn go_errors_tell_the_trouble() {
        for (text, trouble) in [
            (
                "dial tcp 127.0.0.1:6443: connect: connection refused",
                ProxyTrouble::Refused,
            ),
            (
                "dial tcp: lookup no-such-host.invalid on [::1]:53: no such host",
                ProxyTrouble::UnknownHost,
            ),
            (
                "tls: failed to verify certificate: x509: certificate signed by unknown authority",
                ProxyTrouble::Certificate,
            ),
            ("net/http: TLS handshake timeout", ProxyTrouble::TimedOut),
            ("dial tcp 127.0.0.1:18498: i/o timeout", ProxyTrouble::TimedOut),
            (
                "getting credentials: exec: executable aws failed with exit code 1",
                ProxyTrouble::Credentials,
            ),
            ("unexpected EOF", ProxyTrouble::Other),
        ] {
            let Some(Failure::Proxy { trouble: read, .. }) = read(500, "text/plain", false, text) else {
                panic!("{text}")
            };
            assert_eq!(read, trouble, "{text}");
        }
    }

    #[test]
    fn html_where_json_was_due_is_said_so() {
        let html = "text/html; charset=utf-8";
        assert!(matches!(
            read(502, html, false, "<html>"),
            Some(Failure::NotJson { code: 502, .. })
        ));
        let head = AnswerHead {
            code: 200,
            content_type: html,
            has_audit_id: false,
            retry_after_seconds: None,
        };
        assert!(matches!(
            Failure::unless_json(head),
            Some(Failure::NotJson { code: 200, .. })
        ));
    }

    #[test]
    fn a_status_is_kept_whole() {
        let body = r#"{"kind":"Status","status":"Failure","message":"slow down","reason":"TooManyRequests","details":{"retryAfterSeconds":1},"code":429}"#;
        let failure = read(429, "application/json", true, body).unwrap();
        assert!(failure.is_worth_retrying());
        assert_eq!(failure.code(), Some(429));
    }
}
