//! What this very cluster shows of each of the five proxies: a few small GETs, and what their answers tell.
//!
//! [`wanted`] names the GETs that are still to be sent, [`evidence`] reads those that were. [`ask`] holds the GETs,
//! [`rule`] how something follows from several of them. Each proxy has a module of its own, and [`words`] leads to the
//! keys of `prose/<language>/evidence.json`.

use std::sync::Arc;

use super::{
    journey::{
        answer::{AnswerFacts, HttpVersion},
        situation::{Connection, Origin, Signs},
    },
    proxy::ProxyKind,
    variant::Variant,
};
use crate::kube::{answer::Answer, failure::Failure, path::ApiPath, request::ApiRequest};
use answers::Answers;
use ask::Ask;
use verdict::Verdict;

mod answers;
mod api_server;
pub mod ask;
mod balancer;
mod cloud;
mod finding;
mod kube_proxy;
mod kubectl;
pub mod rule;
mod shapes;
mod sources;
pub mod verdict;
pub mod words;

#[cfg(test)]
mod tests;

/// From where the page asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standpoint {
    /// The page's origin.
    pub origin: Origin,
    /// The path of the page itself.
    pub page_path: String,
    /// Whether the recording answers, and no cluster.
    pub is_recorded: bool,
    /// In which version of HTTP the page's requests are answered, if the browser says so.
    pub version: Option<HttpVersion>,
    /// Where to look if nobody may look everywhere; without one, the namespace of the asking `ServiceAccount`, or
    /// `default`.
    pub namespace: Option<String>,
}

/// A GET that would show something.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Wanted {
    /// What it asks.
    pub ask: Ask,
    /// The GET.
    pub request: ApiRequest,
}

/// A GET that was sent, with what came.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// What was asked.
    pub wanted: Wanted,
    /// The number of the exchange, counted from 1.
    pub exchange: u32,
    /// The answer, if one came.
    pub answer: Option<Arc<Answer>>,
    /// Why there is nothing to show, if so.
    pub failure: Option<Failure>,
}

/// One thing that was found, or that could not be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The key of its sentence.
    pub key: String,
    /// What fills the sentence's placeholders.
    pub values: Vec<(&'static str, String)>,
    /// What it rests on.
    pub verdict: Verdict,
    /// What the reader could type to see more.
    pub commands: Vec<Command>,
    /// What an answer says in its own words, which are in no other language.
    pub said: Option<String>,
}

/// Something to type; the console itself never sends it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    /// A GET of this path, by `kubectl get --raw` or by curl.
    Get(ApiPath),
    /// A line for a shell.
    Line(String),
}

/// What was found of one proxy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// What was found, in reading order. What was not asked yet is not among it.
    pub findings: Vec<Finding>,
    /// The way through the proxy that fits; none if nothing decides between them.
    pub fits: Option<Variant>,
}

/// The GETs that would show more of a proxy now. Answers to these may lead to others: there is nothing left to ask
/// once none is wanted.
pub fn wanted(kind: ProxyKind, standpoint: &Standpoint, asked: &[Asked]) -> Vec<Wanted> {
    ask::wanted(kind, Answers { standpoint, asked })
}

/// What the answers so far show of a proxy. Answers to what was asked for other proxies do no harm.
pub fn evidence(kind: ProxyKind, standpoint: &Standpoint, asked: &[Asked]) -> Evidence {
    let answers = Answers { standpoint, asked };
    match kind {
        ProxyKind::Kubectl => kubectl::evidence(answers),
        ProxyKind::ApiServer => api_server::evidence(answers),
        ProxyKind::KubeProxy => kube_proxy::evidence(answers),
        ProxyKind::Balancer => balancer::evidence(answers),
        ProxyKind::Cloud => cloud::evidence(answers),
    }
}

/// To what the page is connected, as far as the answers so far tell.
pub fn connection(standpoint: &Standpoint, asked: &[Asked]) -> Connection {
    if standpoint.is_recorded {
        return Connection::Recorded;
    }
    let refusal = asked.iter().find(|asked| asked.is_filtered());
    let signs = Signs {
        page_path: &standpoint.page_path,
        filter: refusal.map(|asked| asked.exchange),
        version: standpoint.version,
        has_foreign_header: refusal.is_some_and(|asked| asked.facts().foreign_header().is_some()),
    };
    Connection::of(&standpoint.origin, signs)
}

impl Asked {
    /// Why there is no JSON to read, if so.
    pub fn failure(&self) -> Option<Failure> {
        self.json().err()
    }

    fn json(&self) -> Result<&[u8], Failure> {
        match (&self.failure, &self.answer) {
            (Some(failure), _) => Err(failure.clone()),
            (None, Some(answer)) => answer.json(),
            (None, None) => Err(Failure::Unreachable(String::new())),
        }
    }

    fn facts(&self) -> AnswerFacts {
        AnswerFacts::read(self.exchange, self.answer.as_deref(), self.failure.as_ref())
    }

    /// Whether kubectl proxy's filter refused it.
    fn is_filtered(&self) -> bool {
        self.wanted.ask == Ask::Filter && self.failure() == Some(Failure::Filtered)
    }
}
