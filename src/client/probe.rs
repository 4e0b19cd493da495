//! Finds the API behind this origin, and tells what is there instead when it is no working kubectl proxy.

use serde::Deserialize;

use super::{exchange::Received, live::Live};
use crate::kube::{
    failure::{Answerer, Failure},
    request::ApiRequest,
};

/// A path that kubectl proxy's default filter refuses, and that is a harmless read elsewhere.
///
/// Source: kubectl `pkg/proxy/proxy_server.go`, `DefaultPathRejectRE`.
pub const FILTER_PROBE: &str = "/api/v1/namespaces/pods/configmaps/exec";

/// What was found at one prefix.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The prefix that was tried.
    pub prefix: String,
    /// What answered there.
    pub verdict: Verdict,
}

/// What answers at a prefix.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// An API server, behind what seems to be kubectl proxy or something else.
    Api {
        /// The server's version, if it may be read.
        version: Option<String>,
    },
    /// There is no API at this prefix, just files.
    NotHere(Failure),
    /// Something answers, or ought to, and cannot be used.
    Trouble(Failure),
}

/// Whether kubectl proxy is what the page talks to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProxyEvidence {
    /// The answer that will tell has not come yet.
    NotYet,
    /// A path was refused in just the way in which kubectl proxy refuses it.
    FilterAnswered,
    /// That path was passed on: another proxy, or kubectl proxy with its filter relaxed.
    FilterSilent,
}

impl Finding {
    /// Whether the console can work with it.
    pub fn is_usable(&self) -> bool {
        matches!(self.verdict, Verdict::Api { .. })
    }
}

/// Told of each request that the search makes, with what came.
pub type Note<'n> = &'n dyn Fn(&Live, ApiRequest, Received);

/// Looks for the API at the given prefix, or at those where it usually is; the first usable finding is the last.
pub async fn probe(prefix: Option<&str>, note: Note<'_>) -> Vec<Finding> {
    let prefixes = match prefix {
        Some(prefix) => vec![prefix],
        None => vec!["", "/k8s"],
    };
    let mut findings = Vec::new();
    for prefix in prefixes {
        let finding = look_at(prefix, note).await;
        // Where something is wrong with the way to the cluster, another prefix has the same trouble.
        let is_last = !matches!(finding.verdict, Verdict::NotHere(_));
        findings.push(finding);
        if is_last {
            break;
        }
    }
    findings
}

/// Asks one prefix for `/version`.
async fn look_at(prefix: &str, note: Note<'_>) -> Finding {
    let live = Live {
        prefix: prefix.to_owned(),
    };
    let verdict = match version(&live, note).await {
        Ok(version) => Verdict::Api { version: Some(version) },
        // An API server that does not let us read its version is one all the same.
        Err(Failure::Status(status)) if status.code == 403 => Verdict::Api { version: None },
        Err(failure) => match &failure {
            Failure::PlainText {
                code: 404,
                from: Answerer::Proxy,
                ..
            }
            | Failure::NotJson { code: 200 | 404, .. }
            | Failure::PlainText { code: 405 | 501, .. } => Verdict::NotHere(failure),
            _ => Verdict::Trouble(failure),
        },
    };
    Finding {
        prefix: prefix.to_owned(),
        verdict,
    }
}

async fn version(live: &Live, note: Note<'_>) -> Result<String, Failure> {
    let request = fixed("/version")?;
    let received = live.send(&request, Some(100_000)).await;
    let version = read_version(&received);
    note(live, request, received);
    version
}

fn read_version(received: &Received) -> Result<String, Failure> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Version {
        git_version: String,
    }
    let version: Version =
        serde_json::from_slice(received.json()?).map_err(|error| Failure::Unreadable(error.to_string()))?;
    Ok(version.git_version)
}

/// Asks the API for the path that kubectl proxy refuses.
pub async fn evidence(live: &Live, note: Note<'_>) -> ProxyEvidence {
    let Ok(request) = fixed(FILTER_PROBE) else {
        return ProxyEvidence::FilterSilent;
    };
    let received = live.send(&request, Some(100_000)).await;
    let evidence = match received.failure {
        Some(Failure::Filtered) => ProxyEvidence::FilterAnswered,
        _ => ProxyEvidence::FilterSilent,
    };
    note(live, request, received);
    evidence
}

/// A request whose path stands in this file.
fn fixed(path: &str) -> Result<ApiRequest, Failure> {
    ApiRequest::of(path).map_err(|error| Failure::Unreadable(error.to_string()))
}
