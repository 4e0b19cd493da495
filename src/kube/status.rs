//! The `Status` object with which the API server says that a request failed.
//!
//! Source: apimachinery `pkg/apis/meta/v1/types.go`.

use serde::Deserialize;

/// What the API server says of a request that failed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Status {
    /// `Failure`, or `Success` after a deletion.
    pub status: String,
    /// A sentence for people, in English.
    pub message: String,
    /// One word for machines, such as `NotFound`; it clarifies the code and never overrides it.
    pub reason: String,
    /// What the failure is about.
    pub details: StatusDetails,
    /// The HTTP status code.
    pub code: u16,
    /// Holds a fresh `continue` token where the old one has expired.
    pub metadata: StatusMetadata,
}

/// What a failure is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct StatusDetails {
    /// The object's name.
    pub name: String,
    /// The API group.
    pub group: String,
    /// The resource's plural name, in spite of its field's name.
    pub kind: String,
    /// After how many seconds the request may be tried again.
    pub retry_after_seconds: u32,
    /// What exactly is wrong, part by part.
    pub causes: Vec<StatusCause>,
}

/// One of several things that are wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct StatusCause {
    /// One word for machines.
    pub reason: String,
    /// A sentence for people, in English.
    pub message: String,
    /// The field that it is about.
    pub field: String,
}

/// The list metadata of a `Status`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct StatusMetadata {
    /// A token with which an expired list may go on, from the latest state.
    #[serde(rename = "continue")]
    pub continue_token: String,
}

impl Status {
    /// Reads a body as a `Status`, if it is one.
    pub fn read(body: &[u8]) -> Option<Self> {
        #[derive(Deserialize)]
        struct Kind<'a> {
            kind: &'a str,
        }
        let kind: Kind<'_> = serde_json::from_slice(body).ok()?;
        if kind.kind != "Status" {
            return None;
        }
        serde_json::from_slice(body).ok()
    }
}

/// The containers of which a log has to name one, as the API server offers them in its message.
///
/// Source: kubernetes `pkg/registry/core/pod/strategy.go`, `LogLocation`.
pub fn containers_to_choose(message: &str) -> Vec<&str> {
    let Some((_, offered)) = message.split_once("choose one of: ") else {
        return Vec::new();
    };
    let groups = offered.split('[').skip(1).filter_map(|group| group.split_once(']'));
    groups.flat_map(|(names, _)| names.split_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn containers_are_read_from_the_offer_of_a_log() {
        let all = "a container name must be specified for pod two-voices, choose one of: [prepare app sidecar]";
        assert_eq!(containers_to_choose(all), ["prepare", "app", "sidecar"]);
        let apart =
            "a container name must be specified for pod p, choose one of: [a b] or one of the init containers: [c]";
        assert_eq!(containers_to_choose(apart), ["a", "b", "c"]);
        assert!(containers_to_choose("pods \"nope\" not found").is_empty());
    }

    #[test]
    fn a_status_is_read() {
        let status = Status::read(
            br#"{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"pods \"nope\" not found","reason":"NotFound","details":{"name":"nope","kind":"pods"},"code":404}"#,
        )
        .unwrap();
        assert_eq!((status.code, status.reason.as_str()), (404, "NotFound"));
        assert_eq!(status.details.kind, "pods");
    }

    #[test]
    fn other_bodies_are_no_status() {
        assert_eq!(Status::read(b"Forbidden\n"), None);
        assert_eq!(Status::read(br#"{"kind":"Pod"}"#), None);
    }
}
