//! The way that one request takes: its hops, how far it came, and for each statement what shows it.
//!
//! [`situation`] holds what is known around the request, [`answer`] what its own answer tells. [`destination`] and
//! [`read`] say where the API server gets the answer from, [`ending`] how far the request came, [`proof`] why any of
//! it is believed. [`gather`] reads what other exchanges have shown, [`lookup`] names those that would show more.
//! [`words`] leads to the keys of `prose/<language>/wire.json`.

use super::{
    hop::{Actor, Hop},
    vocabulary::vocabulary,
    way::Way,
};
use crate::kube::request::ApiRequest;
use answer::AnswerFacts;
use balancer::balancer;
use destination::Destination;
use ending::{Course, End, Ending, Extent};
use fields::FieldStep;
use proof::Proof;
use remark::Note;
use situation::{Connection, Situation};

pub mod answer;
mod balancer;
pub mod destination;
pub mod ending;
mod evidence;
pub mod fields;
pub mod gather;
mod hops;
pub mod lookup;
mod notes;
pub mod proof;
pub mod read;
pub mod remark;
pub mod situation;
mod sources;
pub mod words;

#[cfg(test)]
mod tests;

/// The way of one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Journey {
    /// The hops, for the drawing. Those that the request did not come to are among them.
    pub way: Way,
    /// The same hops with what there is to say of each.
    pub legs: Vec<Leg>,
    /// When the way is taken.
    pub taken: Taken,
    /// How the request ended.
    pub ending: Ending,
    /// What stays open, if the request asks for a stream.
    pub stream: Option<Stream>,
}

/// One hop of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leg {
    /// Who connects to whom, how, and with which credential.
    pub hop: Hop,
    /// Whether the request came over it.
    pub passage: Passage,
    /// Why the console believes that the hop is on the way.
    pub proof: Proof,
    /// What its sender does with the request's header fields.
    pub fields: Vec<FieldStep>,
    /// What else there is to know of it.
    pub notes: Vec<Note>,
}

/// The parties that read a request in plain text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readers {
    /// Those to whom it came.
    pub have: Vec<Actor>,
    /// Those to whom it will come once it is sent.
    pub will: Vec<Actor>,
    /// Those to whom it is not known to have come.
    pub would: Vec<Actor>,
}

vocabulary! {
    /// When a way is taken.
    Taken under "journey.taken" {
        /// It was taken by the request that is shown.
        Live = "live",
        /// It was taken when the recording was made.
        Recorded = "recorded",
        /// It would be taken.
        Planned = "planned",
    }
}

vocabulary! {
    /// Whether a request came over a hop.
    Passage under "journey.passage" {
        /// It did.
        Taken = "taken",
        /// The connection was tried and failed.
        Broken = "broken",
        /// It ended before.
        NotReached = "not_reached",
        /// Nothing tells.
        Unclear = "unclear",
        /// It would.
        Planned = "planned",
    }
}

vocabulary! {
    /// What stays open after the first bytes of an answer.
    Stream under "journey.stream" {
        /// A watch.
        Watch = "watch",
        /// A log that is followed.
        Log = "log",
    }
}

/// All that decides on a journey.
#[derive(Clone, Copy)]
struct Case<'a> {
    request: &'a ApiRequest,
    situation: &'a Situation,
    answer: Option<&'a AnswerFacts>,
    destination: &'a Destination,
    balancer: Option<&'a balancer::Balancer>,
    ending: &'a Ending,
    stream: Option<Stream>,
}

/// The way of a request in a situation: as it was taken, if there is an answer; else as it would be.
pub fn journey(request: &ApiRequest, situation: &Situation, answer: Option<&AnswerFacts>) -> Journey {
    let destination = Destination::of(request, situation, answer);
    let balancer = balancer(situation, answer, &destination);
    let way = Way {
        hops: hops::hops(situation, &destination, balancer.as_ref(), answer).into(),
    };
    let stops: Vec<Actor> = way.stops().collect();
    let course = Course {
        stops: &stops,
        destination: &destination,
        is_impersonated: request.head.impersonate_user.is_some(),
    };
    let ending = ending::ending(request, course, answer);
    let stream = stream(request, &destination);
    let case = Case {
        request,
        situation,
        answer,
        destination: &destination,
        balancer: balancer.as_ref(),
        ending: &ending,
        stream,
    };
    let legs = way
        .hops
        .iter()
        .enumerate()
        .map(|(at, hop)| Leg {
            hop: hop.clone(),
            passage: passage(&ending, &stops, at, hop, answer),
            proof: evidence::proof(case, hop),
            fields: fields::fields(request, hop),
            notes: notes::notes(case, hop, at),
        })
        .collect();
    Journey {
        way,
        legs,
        taken: taken(situation, ending.end),
        ending,
        stream,
    }
}

fn taken(situation: &Situation, end: End) -> Taken {
    match (end, situation.connection) {
        (End::Planned | End::WaitsForClick | End::NeverSentSession | End::NeverSentNodeProxy | End::NotRecorded, _) => {
            Taken::Planned
        }
        (_, Connection::Recorded) => Taken::Recorded,
        _ => Taken::Live,
    }
}

fn stream(request: &ApiRequest, destination: &Destination) -> Option<Stream> {
    if destination::is_watched(request, destination) {
        return Some(Stream::Watch);
    }
    let is_followed = request.query.is_on("follow");
    (is_followed && destination.is_log(request)).then_some(Stream::Log)
}

fn passage(ending: &Ending, stops: &[Actor], at: usize, hop: &Hop, answer: Option<&AnswerFacts>) -> Passage {
    let is_shown = hop.to == Actor::Etcd && answer.is_some_and(|answer| answer.is_etcd_healthy == Some(true));
    let reached = stops.iter().position(|stop| *stop == ending.at).unwrap_or_default();
    match ending.extent {
        Extent::Nowhere if matches!(ending.end, End::Planned | End::WaitsForClick) => Passage::Planned,
        Extent::Nowhere => Passage::NotReached,
        _ if at < reached || is_shown => Passage::Taken,
        Extent::BrokeBehind if at == reached => Passage::Broken,
        Extent::ArrivedAtLeast => Passage::Unclear,
        Extent::Arrived | Extent::BrokeBehind => Passage::NotReached,
    }
}

impl Journey {
    /// The parties that read the request in plain text: every one at which no TLS session passes through.
    pub fn readers(&self) -> Readers {
        let spans = self.way.spans();
        let mut readers = Readers::default();
        for (at, stop) in self.way.stops().enumerate() {
            if stop == Actor::Etcd || spans.iter().any(|span| span.first < at && at < span.last) {
                continue;
            }
            let came_by = at.checked_sub(1).and_then(|before| self.legs.get(before));
            // Who sends the request has it anyway.
            match came_by.map_or(Passage::Taken, |leg| leg.passage) {
                Passage::Taken => readers.have.push(stop),
                Passage::Planned => readers.will.push(stop),
                Passage::Broken | Passage::NotReached | Passage::Unclear => readers.would.push(stop),
            }
        }
        readers
    }

    /// Everything that is said, with why it is believed: hops, notes on them, and the end.
    pub fn proofs(&self) -> impl Iterator<Item = Proof> {
        self.legs
            .iter()
            .flat_map(|leg| std::iter::once(leg.proof).chain(leg.notes.iter().map(|note| note.proof)))
            .chain(self.ending.proof)
    }

    /// Whether each observation and inference names an exchange that there is.
    pub fn is_backed(&self, is_exchange: impl Fn(u32) -> bool) -> bool {
        self.proofs().filter_map(Proof::exchange).all(is_exchange)
    }
}
