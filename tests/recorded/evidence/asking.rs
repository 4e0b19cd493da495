//! Asks whatever the evidence wants, gives each request its fate, and checks what must hold of any findings.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    sync::{Arc, LazyLock},
};

use deckprism::{
    kube::{answer::Answer, failure::Failure, path::ApiPath, request::ApiRequest},
    recording::Recording,
    wire::{
        evidence::{
            Asked, Command, Evidence, Finding, Standpoint, Wanted, evidence, verdict::Verdict, wanted,
            words::evidence_keys,
        },
        journey::situation::Origin,
        proxy::ProxyKind,
    },
};

use super::super::{
    answer,
    files::{file, recording},
};

/// Read once: the properties ask it some thousand times.
pub static RECORDING: LazyLock<Recording> = LazyLock::new(recording);

/// How an answer may be missing.
#[derive(Clone, Copy, Debug)]
pub enum Fate {
    Recorded,
    Refused,
    NotFound,
    NotServed,
    Unauthenticated,
    ProxyError,
    ForeignPage,
    Gone,
    NotRecorded,
}

pub const FATES: [Fate; 9] = [
    Fate::Recorded,
    Fate::Refused,
    Fate::NotFound,
    Fate::NotServed,
    Fate::Unauthenticated,
    Fate::ProxyError,
    Fate::ForeignPage,
    Fate::Gone,
    Fate::NotRecorded,
];

impl Fate {
    /// What comes for a request: answers that the recording has to other requests, and two that no API server gives.
    fn answer(self, request: &ApiRequest) -> Result<Answer, Failure> {
        match self {
            Self::Recorded => answer(&RECORDING, request),
            Self::Refused => Ok(kept("restricted", "/api/v1/pods")),
            Self::NotFound => Ok(kept("operator", "/apis/batch/v1/namespaces/default/jobs/no-such-job")),
            Self::NotServed => Ok(kept("operator", "/apis/no-such-group.example.com/v1")),
            // Source: apiserver `pkg/endpoints/filters/authentication.go`, `Unauthorized`.
            Self::Unauthenticated => Ok(Answer {
                code: 401,
                headers: vec![
                    ("audit-id".to_owned(), "0".to_owned()),
                    ("content-type".to_owned(), "application/json".to_owned()),
                ],
                body: br#"{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Unauthorized","reason":"Unauthorized","code":401}"#.to_vec(),
                ..Answer::default()
            }),
            Self::ProxyError => Ok(kept("unreachable", "/version")),
            Self::ForeignPage => Ok(Answer {
                code: 502,
                headers: vec![("content-type".to_owned(), "text/html".to_owned())],
                body: b"<html></html>".to_vec(),
                ..Answer::default()
            }),
            Self::Gone => Err(Failure::Unreachable("Failed to fetch".to_owned())),
            Self::NotRecorded => Err(Failure::NotRecorded(request.spelt_path())),
        }
    }
}

/// An answer that the recording keeps.
fn kept(identity: &str, path: &str) -> Answer {
    let found = RECORDING
        .index()
        .exchanges
        .iter()
        .find(|exchange| exchange.identity == identity && exchange.path == path && exchange.impersonate.is_none());
    let exchange = found.unwrap_or_else(|| panic!("{identity} {path}"));
    Answer {
        code: exchange.code,
        reason: exchange.reason.clone(),
        headers: exchange.head.headers.clone(),
        body: file(&exchange.body),
        ..Answer::default()
    }
}

pub fn standpoint(origin: &str, is_recorded: bool) -> Standpoint {
    Standpoint {
        origin: Origin::parse(origin).unwrap(),
        page_path: "/".to_owned(),
        is_recorded,
        version: None,
        namespace: None,
    }
}

pub fn live() -> Standpoint {
    standpoint("http://127.0.0.1:8001", false)
}

/// Asks whatever is wanted until nothing is, and gives each request its fate.
pub fn ask(kinds: &[ProxyKind], from: &Standpoint, fate: impl Fn(&Wanted) -> Fate) -> Vec<Asked> {
    const MOST_ROUNDS: usize = 4;
    let mut asked: Vec<Asked> = Vec::new();
    for kind in kinds {
        for round in 0.. {
            assert!(round <= MOST_ROUNDS, "{kind:?} never has enough");
            let wanted = wanted(*kind, from, &asked);
            if wanted.is_empty() {
                break;
            }
            for wanted in wanted {
                let came = fate(&wanted).answer(&wanted.request);
                let failure = match &came {
                    Ok(answer) => answer.failure(),
                    Err(failure) => Some(failure.clone()),
                };
                asked.push(Asked {
                    wanted,
                    exchange: u32::try_from(asked.len()).unwrap() + 1,
                    answer: came.ok().map(Arc::new),
                    failure,
                });
            }
        }
    }
    asked
}

pub fn of(kind: ProxyKind) -> (Evidence, Vec<Asked>) {
    let from = standpoint("http://127.0.0.1:8001", true);
    let asked = ask(&[kind], &from, |_| Fate::Recorded);
    (evidence(kind, &from, &asked), asked)
}

/// The keys of the findings without what they have in common.
pub fn keys(evidence: &Evidence) -> Vec<&str> {
    let keys = evidence.findings.iter().map(|finding| finding.key.as_str());
    keys.map(|key| key.trim_start_matches("evidence.")).collect()
}

#[track_caller]
pub fn find<'a>(evidence: &'a Evidence, key: &str) -> &'a Finding {
    let found = evidence
        .findings
        .iter()
        .find(|finding| finding.key == format!("evidence.{key}"));
    found.unwrap_or_else(|| panic!("{key} in {:?}", keys(evidence)))
}

pub fn value<'a>(finding: &'a Finding, name: &str) -> &'a str {
    let found = finding.values.iter().find(|(known, _)| *known == name);
    &found.unwrap_or_else(|| panic!("{name} of {finding:?}")).1
}

pub fn paths(evidence: &Evidence) -> Vec<&ApiPath> {
    let commands = evidence.findings.iter().flat_map(|finding| &finding.commands);
    let paths = commands.filter_map(|command| match command {
        Command::Get(path) => Some(path),
        Command::Line(_) => None,
    });
    paths.collect()
}

fn placeholders(text: &str) -> BTreeSet<&str> {
    let holes = text.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    holes.map(|(name, _)| name).collect()
}

/// What must hold of any list of findings.
pub fn check(kind: ProxyKind, evidence: &Evidence, asked: &[Asked]) {
    let texts: BTreeMap<String, String> =
        serde_json::from_str(include_str!("../../../prose/en/evidence.json")).unwrap();
    let keys: HashSet<String> = evidence_keys().into_iter().collect();
    let numbers: HashSet<u32> = asked.iter().map(|asked| asked.exchange).collect();
    for finding in &evidence.findings {
        assert!(keys.contains(&finding.key), "{kind:?}: {}", finding.key);
        let filled: BTreeSet<&str> = finding.values.iter().map(|(name, _)| *name).collect();
        assert_eq!(placeholders(&texts[&finding.key]), filled, "{kind:?}: {}", finding.key);
        assert!(finding.values.iter().all(|(_, value)| !value.is_empty()), "{finding:?}");
        let exchanges = finding.verdict.exchanges();
        let rests_on_nothing = matches!(finding.verdict, Verdict::Documented(_) | Verdict::Address);
        assert_eq!(exchanges.is_empty(), rests_on_nothing, "{finding:?}");
        assert!(
            exchanges.iter().all(|exchange| numbers.contains(exchange)),
            "{finding:?}"
        );
    }
    assert!(
        evidence.fits.is_none_or(|variant| kind.variants().contains(&variant)),
        "{kind:?} {:?}",
        evidence.fits
    );
}
