//! Which words belong to which failure. The only place where a failure becomes a message.

use super::{Advice, Messages};
use crate::kube::{
    failure::{Answerer, Failure, ProxyTrouble},
    path::Guard,
};

impl Messages {
    /// What happened, what it means and what to do.
    ///
    /// `host_is_accepted` says whether the page was opened under a host name that kubectl proxy accepts.
    pub fn advice(&self, failure: &Failure, host_is_accepted: bool) -> Advice {
        let words = &self.failures;
        match failure {
            Failure::Unreachable(_) => words.unreachable,
            Failure::NoFirstByte(_) => words.no_first_byte,
            Failure::Idle(_) => words.idle,
            Failure::BrokenOff(_) => words.broken_off,
            Failure::TooLarge(_) => words.too_large,
            Failure::Redirected => words.redirected,
            Failure::Filtered if host_is_accepted => words.filtered,
            Failure::Filtered => words.filtered_host,
            Failure::Proxy { trouble, .. } => match trouble {
                ProxyTrouble::Refused => words.proxy_refused,
                ProxyTrouble::UnknownHost => words.proxy_unknown_host,
                ProxyTrouble::Certificate => words.proxy_certificate,
                ProxyTrouble::TimedOut => words.proxy_timed_out,
                ProxyTrouble::Credentials => words.proxy_credentials,
                ProxyTrouble::Other => words.proxy_other,
            },
            Failure::Status(status) => match status.code {
                403 if status.message.contains("cannot impersonate") => words.forbidden_impersonation,
                code => self.advice_for_code(code),
            },
            Failure::PlainText { code, from, .. } => match (code, from) {
                (404, Answerer::ApiServer) => words.path_not_served,
                (404, Answerer::Proxy) => words.file_not_found,
                (503, Answerer::ApiServer) => words.backend_unavailable,
                _ => words.other_text,
            },
            Failure::TooMany { .. } => words.too_many,
            Failure::NotJson { .. } => words.not_json,
            Failure::Unreadable(_) => words.unreadable,
            Failure::NotRecorded(_) => words.not_recorded,
            Failure::NeverSent(Guard::Session) => words.never_sent_session,
            Failure::NeverSent(Guard::NodeProxy) => words.never_sent_node_proxy,
            Failure::NeverSent(Guard::Proxy) => words.asks_first,
            Failure::Withheld => words.withheld,
        }
    }

    fn advice_for_code(&self, code: u16) -> Advice {
        let words = &self.failures;
        match code {
            400 => words.bad_request,
            401 => words.unauthorized,
            403 => words.forbidden,
            404 => words.not_found,
            406 => words.not_acceptable,
            410 => words.gone,
            422 => words.invalid,
            429 => words.too_many,
            500 => words.internal,
            503 => words.unavailable,
            408 | 504 => words.timeout,
            _ => words.other_status,
        }
    }
}

/// What the other side said, word for word, if it said anything.
pub fn said(failure: &Failure) -> Option<&str> {
    match failure {
        Failure::Status(status) => Some(status.message.as_str()),
        Failure::Proxy { message, .. } => Some(message.as_str()),
        Failure::NotJson { content_type, .. } => Some(content_type.as_str()),
        Failure::PlainText { text, .. }
        | Failure::TooMany { text, .. }
        | Failure::Unreachable(text)
        | Failure::Unreadable(text)
        | Failure::NotRecorded(text) => Some(text.as_str()),
        Failure::Filtered => Some("Forbidden"),
        _ => None,
    }
    .filter(|text| !text.is_empty())
}
