//! Why a request to the recorded cluster gets no list: the API server would refuse it too, or nobody recorded it.

use serde_json::json;

/// Why there is no list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The API server's own 400; its message.
    BadRequest(String),
    /// The recording does not know; what it lacks.
    NotRecorded(&'static str),
    /// A recorded file is broken; how.
    Unreadable(String),
}

impl From<serde_json::Error> for Refusal {
    fn from(error: serde_json::Error) -> Self {
        Self::Unreadable(error.to_string())
    }
}

/// The body of the API server's 400 with a message.
pub(super) fn bad_request(message: &str) -> Vec<u8> {
    // Go escapes what HTML could take for markup, and U+2028 and U+2029.
    let message = json!(message)
        .to_string()
        .replace('&', "\\u0026")
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029");
    format!(
        "{{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{{}},\"status\":\"Failure\",\"message\":{message},\
         \"reason\":\"BadRequest\",\"code\":400}}\n"
    )
    .into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kube::status::Status;

    #[test]
    fn a_refusal_is_a_status_as_go_writes_it() {
        let body = bad_request("<nil>: \"a\"");
        assert!(String::from_utf8_lossy(&body).contains(r#""message":"\u003cnil\u003e: \"a\"","reason""#));
        let status = Status::read(&body).unwrap();
        assert_eq!((status.code, status.message.as_str()), (400, "<nil>: \"a\""));
    }
}
