//! Journeys in words: nothing is left unfilled in any language, and no word is there that nothing says.

use std::collections::BTreeSet;

use proptest::{
    option,
    strategy::{Strategy as _, ValueTree as _},
    test_runner::TestRunner,
};

use super::{
    properties::{any_answer, any_request, any_situation},
    *,
};
use crate::wire::{
    journey::{
        Stream, Taken, ending::End, fields::Step, proof::Assumption, proof::Rule, proof::Sign, read::Read,
        remark::Remark, situation::Endpoints,
    },
    prose::Prose,
};

const FILES: [&str; 4] = [
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/prose/en/wire.json")),
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/prose/zh-CN/wire.json")),
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/prose/ja/wire.json")),
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/prose/pt-BR/wire.json")),
];

/// Journeys that every other test is about, and a few that chance seldom makes.
fn chosen() -> Vec<Journey> {
    let mut classified = ok();
    classified
        .headers
        .push(("x-kubernetes-pf-flowschema-uid".into(), "6b8bb07a".into()));
    let chosen = Known {
        endpoints: Some(Seen {
            value: Endpoints { ready_pods: 2, all: 3 },
            exchange: 8,
        }),
        ..Known::default()
    };
    let seldom = [
        (
            "/api/v1/namespaces/a/pods/b/proxy/",
            knowing(live(), on_node(5, Some("n"))),
            None,
        ),
        ("/api/v1/namespaces/a/services/b/proxy/", knowing(live(), chosen), None),
        ("/version", live(), Some(classified)),
        (
            "/api/v1/namespaces/a/pods/b/log",
            knowing(live(), on_node(5, None)),
            None,
        ),
        (
            "/api/v1/namespaces/a/pods/b/log?insecureSkipTLSVerifyBackend=true",
            live(),
            None,
        ),
    ];
    let ways = ways::rows().into_iter().map(|row| row.0);
    ways.chain(seldom).map(|case| run(&case)).collect()
}

/// Many journeys, the same in every run.
fn many(count: usize) -> Vec<Journey> {
    let mut runner = TestRunner::deterministic();
    let case = (any_request(), any_situation(), option::of(any_answer()));
    (0..count)
        .map(|_| {
            let (request, situation, answer) = case.new_tree(&mut runner).unwrap().current();
            journey(&request, &situation, answer.as_ref())
        })
        .collect()
}

#[test]
fn every_sentence_is_filled_in_every_language() {
    let languages = FILES.map(|json| Prose::from_json(json.as_bytes()).unwrap());
    for journey in [chosen(), many(200)].concat() {
        for prose in &languages {
            let notes = journey
                .legs
                .iter()
                .flat_map(|leg| &leg.notes)
                .map(|note| note.say(prose));
            let proofs = journey
                .proofs()
                .map(|proof| proof.say(journey.taken == Taken::Recorded, prose));
            for sentence in notes.chain(proofs) {
                let is_filled = !sentence.contains(['{', '}']) && !sentence.starts_with("journey.");
                assert!(is_filled, "{sentence}");
            }
        }
    }
}

/// Whatever of a vocabulary no journey ever says.
fn unsaid<T: Vocabulary>(said: &BTreeSet<&'static str>) -> Vec<&'static str> {
    T::ALL
        .iter()
        .map(|word| word.key())
        .filter(|key| !said.contains(key))
        .collect()
}

#[test]
fn no_word_is_there_for_nothing() {
    let mut said: BTreeSet<&'static str> = BTreeSet::new();
    for journey in [chosen(), many(1000)].concat() {
        said.extend([journey.ending.end.key(), journey.taken.key()]);
        said.extend(journey.stream.map(Vocabulary::key));
        for leg in &journey.legs {
            said.insert(leg.passage.key());
            said.extend(leg.fields.iter().map(|field| field.step.key()));
            said.extend(leg.notes.iter().map(|note| note.key));
        }
        for proof in journey.proofs() {
            said.extend(match proof {
                Proof::Observed { sign, .. } => Some(sign.key()),
                Proof::Inferred { rule, .. } => Some(rule.key()),
                Proof::Assumed(assumption) => Some(assumption.key()),
                Proof::Documented(_) | Proof::Address => None,
            });
        }
    }
    let unsaid = [
        unsaid::<End>(&said),
        unsaid::<Taken>(&said),
        unsaid::<Stream>(&said),
        unsaid::<Passage>(&said),
        unsaid::<Step>(&said),
        unsaid::<Remark>(&said),
        unsaid::<Read>(&said),
        unsaid::<Trust>(&said),
        unsaid::<Sign>(&said),
        unsaid::<Rule>(&said),
        unsaid::<Assumption>(&said),
    ]
    .concat();
    assert!(unsaid.is_empty(), "{unsaid:#?}");
}
