//! What was sent and what came back, kept for the lenses and the list of requests.

use std::sync::Arc;

use crate::{
    kube::{answer::Answer, failure::Failure, log::LogOptions, mask, request::ApiRequest},
    sync::log_lines,
};

/// One request with its answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Exchange {
    /// Counts the page's requests from 1.
    pub number: u32,
    /// What was asked.
    pub request: ApiRequest,
    /// The path and query on this origin, as sent.
    pub url: String,
    /// When it was sent, in milliseconds since 1970.
    pub sent_at_ms: f64,
    /// Whose answer it is.
    pub source: Source,
    /// What came.
    pub received: Received,
}

/// Whose answer it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A live cluster's.
    Live,
    /// The recording's.
    Recorded,
}

/// What came back for a request, values of Secrets masked.
#[derive(Clone, Debug, PartialEq)]
pub struct Received {
    /// The status line, headers and body; absent if no answer came.
    pub answer: Option<Arc<Answer>>,
    /// Why there is nothing to show, if so.
    pub failure: Option<Failure>,
    /// How many bytes the body had as it came, before masking.
    pub bytes: usize,
    /// How many values of Secrets were masked.
    pub masked: usize,
    /// How long it took.
    pub timing: Timing,
}

/// How long an answer took, in milliseconds since the request was sent.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Timing {
    /// Until the first byte of the answer.
    pub first_byte_ms: Option<f64>,
    /// Until the end.
    pub done_ms: f64,
    /// In which version of HTTP it came.
    pub version: HttpVersion,
}

/// A version of HTTP, as a status line spells it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HttpVersion {
    /// The browser does not say.
    #[default]
    Unknown,
    /// All that kubectl proxy speaks.
    Http11,
    /// What a reverse proxy with TLS may speak.
    Http2,
}

impl HttpVersion {
    /// Reads what the browser calls the protocol of a connection (ALPN identifiers, RFC 7301).
    pub fn of(next_hop_protocol: &str) -> Self {
        match next_hop_protocol {
            "http/1.1" => Self::Http11,
            "h2" => Self::Http2,
            _ => Self::Unknown,
        }
    }

    /// How a status line begins.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unknown => "HTTP",
            Self::Http11 => "HTTP/1.1",
            Self::Http2 => "HTTP/2",
        }
    }
}

impl Received {
    /// An answer that came whole; masks the values of Secrets in it.
    pub fn whole(request: &ApiRequest, answer: Answer, timing: Timing) -> Self {
        Self::after(request, answer, None, timing)
    }

    /// An answer whose body ended early.
    pub fn cut(request: &ApiRequest, answer: Answer, failure: Failure, timing: Timing) -> Self {
        Self::after(request, answer, Some(failure), timing)
    }

    /// A watch that was opened, whose events come one by one.
    pub fn opened(answer: Answer, timing: Timing) -> Self {
        Self {
            failure: None,
            bytes: 0,
            masked: 0,
            timing,
            answer: Some(Arc::new(answer)),
        }
    }

    /// No answer at all.
    pub fn nothing(failure: Failure, timing: Timing) -> Self {
        Self {
            answer: None,
            failure: Some(failure),
            bytes: 0,
            masked: 0,
            timing,
        }
    }

    /// The status code, if an answer came.
    pub fn code(&self) -> Option<u16> {
        self.answer.as_ref().map(|answer| answer.code)
    }

    /// After how many seconds to ask again, if the answer says so.
    ///
    /// Source: apiserver `pkg/util/flowcontrol`; RFC 9110 §10.2.3, of which the API server uses the number alone.
    pub fn retry_after_seconds(&self) -> Option<u32> {
        self.answer.as_ref()?.header("retry-after")?.trim().parse().ok()
    }

    /// For how many milliseconds to wait before asking again, if the server said that it has too much to do.
    pub fn pause_ms(&self) -> Option<u32> {
        let is_too_much = self.code() == Some(429);
        is_too_much.then(|| self.retry_after_seconds().unwrap_or(1).saturating_mul(1_000))
    }

    /// The same without the body, which was read and is too large to be kept.
    #[must_use]
    pub fn without_body(mut self) -> Self {
        self.answer = self.answer.map(|answer| {
            Arc::new(Answer {
                body: Vec::new(),
                ..(*answer).clone()
            })
        });
        self
    }

    /// The body of a success in JSON, or why there is none.
    pub fn json(&self) -> Result<&[u8], Failure> {
        match (&self.failure, &self.answer) {
            (Some(failure), _) => Err(failure.clone()),
            (None, Some(answer)) => answer.json(),
            (None, None) => Err(Failure::Unreachable(String::new())),
        }
    }

    /// Masking happens here and nowhere else: nothing behind this line ever holds a value.
    fn after(request: &ApiRequest, mut answer: Answer, cut: Option<Failure>, timing: Timing) -> Self {
        let bytes = answer.body.len();
        let of_secrets = request.is_of_secrets();
        let is_refusal = !(200..300).contains(&answer.code);
        let body = std::mem::take(&mut answer.body);
        let masked = match LogOptions::of(request) {
            Some(options) => Some(log_lines::mask(body, options.timestamps)),
            None => mask::mask(body, of_secrets && !is_refusal),
        };
        let (failure, masked) = match masked {
            Some(masked) => {
                answer.body = masked.body;
                (cut.or_else(|| answer.failure()), masked.values)
            }
            None => (Some(cut.unwrap_or(Failure::Withheld)), 0),
        };
        Self {
            answer: Some(Arc::new(answer)),
            failure,
            bytes,
            masked,
            timing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(code: u16, body: &str) -> Answer {
        Answer {
            code,
            headers: vec![("content-type".into(), "application/json".into())],
            body: body.as_bytes().to_vec(),
            ..Answer::default()
        }
    }

    #[test]
    fn nothing_keeps_a_value_of_a_secret() {
        let request = ApiRequest::of("/api/v1/namespaces/a/secrets/b").unwrap();
        let body = r#"{"kind":"Secret","data":{"k":"Y2FuYXJ5"}}"#;
        let whole = Received::whole(&request, answer(200, body), Timing::default());
        assert_eq!((whole.masked, whole.bytes), (1, body.len()));
        assert!(!format!("{:?}", String::from_utf8_lossy(&whole.answer.unwrap().body)).contains("Y2Fu"));

        let half = &body[..body.len() - 2];
        let cut = Received::cut(
            &request,
            answer(200, half),
            Failure::BrokenOff(half.len()),
            Timing::default(),
        );
        assert_eq!(cut.failure, Some(Failure::BrokenOff(half.len())));
        assert!(cut.answer.unwrap().body.is_empty());

        let yaml = Received::whole(&request, answer(200, "data:\n  k: Y2FuYXJ5\n"), Timing::default());
        assert_eq!(yaml.failure, Some(Failure::Withheld));
        assert!(yaml.answer.unwrap().body.is_empty());
    }

    #[test]
    fn a_log_that_holds_a_secret_is_masked_whatever_stands_around_it() {
        let request = ApiRequest::of("/api/v1/namespaces/a/pods/b/log").unwrap();
        let body = "before\n{\"kind\":\"Secret\",\"data\":{\"k\":\"Y2FuYXJ5\"}}\nafter\n";
        let log = Received::whole(&request, answer(200, body), Timing::default());
        assert_eq!((log.masked, log.bytes), (1, body.len()));
        let shown = String::from_utf8(log.answer.unwrap().body.clone()).unwrap();
        assert!(
            !shown.contains("Y2Fu") && shown.starts_with("before\n") && shown.ends_with("\nafter\n"),
            "{shown}"
        );
    }

    #[test]
    fn a_refusal_of_secrets_is_kept() {
        let request = ApiRequest::of("/api/v1/secrets").unwrap();
        let refusal = Received::whole(&request, answer(403, "Forbidden\n"), Timing::default());
        assert_eq!(refusal.failure, Some(Failure::Filtered));
    }
}
