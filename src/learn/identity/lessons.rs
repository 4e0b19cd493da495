//! Two refusals that teach: a connection that is encrypted and not identified, and one that is identified and not
//! allowed.

use super::{
    line::{Ground, Line},
    sources,
};
use crate::{kube::request::ApiRequest, wire::vocabulary::vocabulary};

/// Something to learn from a refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lesson {
    /// Its heading.
    pub title: Line,
    /// What it says, paragraph by paragraph. The first has the command that shows it.
    pub lines: Vec<Line>,
    /// The GETs to look at through this lens.
    pub requests: Vec<ApiRequest>,
    /// The rows of the table of what has to be taught that it covers.
    pub rows: &'static [u8],
}

vocabulary! {
    /// What the lessons say.
    Taught under "identity.lesson" {
        /// Heading of the first.
        Encrypted = "encrypted",
        /// What the command shows.
        EncryptedShown = "encrypted_shown",
        /// What it means.
        EncryptedMeans = "encrypted_means",
        /// What `CURL_CA_BUNDLE` is for.
        Bundle = "bundle",
        /// Heading of the second.
        Identified = "identified",
        /// What the command shows.
        IdentifiedShown = "identified_shown",
        /// What it means.
        IdentifiedMeans = "identified_means",
        /// What everybody may read.
        Discovery = "discovery",
    }
}

/// The certificate and the token that every Pod finds, and the address of the API server.
const BEFORE: &str = "\
SA=/var/run/secrets/kubernetes.io/serviceaccount
API=https://$KUBERNETES_SERVICE_HOST:$KUBERNETES_SERVICE_PORT_HTTPS
";

/// The lessons, in order.
pub fn lessons() -> Vec<Lesson> {
    let line = |word: Taught| Line::of(word, Ground::Documented(sources::FROM_A_POD));
    let requests = |paths: &[&str]| paths.iter().filter_map(|path| ApiRequest::of(path).ok()).collect();
    vec![
        Lesson {
            title: line(Taught::Encrypted),
            lines: vec![
                line(Taught::EncryptedShown).coded(format!("{BEFORE}curl --cacert $SA/ca.crt $API/")),
                line(Taught::EncryptedMeans),
                line(Taught::Bundle),
            ],
            requests: requests(&["/"]),
            rows: &[51],
        },
        Lesson {
            title: line(Taught::Identified),
            lines: vec![
                line(Taught::IdentifiedShown).coded(format!(
                    "{BEFORE}curl --cacert $SA/ca.crt -H \"Authorization: Bearer $(cat $SA/token)\" $API/"
                )),
                line(Taught::IdentifiedMeans),
                line(Taught::Discovery),
            ],
            requests: requests(&["/", "/api", "/version"]),
            rows: &[52],
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_rows_are_taught_with_a_command_and_a_request() {
        let all = lessons();
        assert_eq!(
            all.iter().map(|lesson| lesson.rows).collect::<Vec<_>>().concat(),
            [51, 52]
        );
        for lesson in all {
            assert!(
                lesson.lines[0]
                    .code
                    .as_deref()
                    .is_some_and(|code| code.contains("\ncurl --cacert"))
            );
            assert_eq!(lesson.requests[0].path.as_str(), "/");
        }
    }
}
