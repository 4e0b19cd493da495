//! A way: hops strung together, from who asks to who answers.

use std::borrow::Cow;

use super::hop::{Actor, Evidence, Hop, Session, Source, Tls};

/// The way of a request. Each hop starts where the one before it ended.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Way {
    /// The hops, first to last.
    pub hops: Cow<'static, [Hop]>,
}

/// A TLS session on a way, with the two stops between which it reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// The session.
    pub session: Session,
    /// Whether it is there only if the two ends speak TLS.
    pub if_spoken: bool,
    /// The stop that opens it, counted from 0.
    pub first: usize,
    /// The stop that ends it.
    pub last: usize,
}

impl Way {
    /// Strings hops together, unless one does not start where the one before it ended, a party is passed twice,
    /// or a TLS session starts or stops between two stops that are not its ends.
    pub fn new(hops: impl Into<Cow<'static, [Hop]>>) -> Option<Self> {
        let way = Self { hops: hops.into() };
        way.is_sound().then_some(way)
    }

    fn is_sound(&self) -> bool {
        let stops: Vec<Actor> = self.stops().collect();
        let joined = self
            .hops
            .windows(2)
            .all(|pair| matches!(pair, [one, two] if one.to == two.from));
        let unique = stops
            .iter()
            .enumerate()
            .all(|(at, stop)| !stops.iter().take(at).any(|other| other == stop));
        let whole = self.spans().iter().all(|span| {
            stops.get(span.first) == Some(&span.session.opened_by)
                && stops.get(span.last) == Some(&span.session.ended_by)
        });
        !self.hops.is_empty() && joined && unique && whole
    }

    /// The parties on the way, first to last.
    pub fn stops(&self) -> impl Iterator<Item = Actor> {
        let first = self.hops.first().map(|hop| hop.from);
        first.into_iter().chain(self.hops.iter().map(|hop| hop.to))
    }

    /// The TLS sessions on the way, in order.
    pub fn spans(&self) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        for (at, hop) in self.hops.iter().enumerate() {
            let Some(session) = hop.tls.session() else {
                continue;
            };
            match spans.last_mut() {
                Some(span) if span.session == session && span.last == at => span.last = at + 1,
                _ => spans.push(Span {
                    session,
                    if_spoken: matches!(hop.tls, Tls::IfSpoken(_)),
                    first: at,
                    last: at + 1,
                }),
            }
        }
        spans
    }

    /// Whether this party terminates a TLS session on the way.
    pub fn is_tls_ended_by(&self, actor: Actor) -> bool {
        self.spans().iter().any(|span| span.session.ended_by == actor)
    }

    /// The documents that the way rests on, each once, in the order of the hops.
    pub fn sources(&self) -> Vec<Source> {
        let mut sources = Vec::new();
        for hop in self.hops.iter() {
            if let Evidence::Documented(source) = hop.evidence
                && !sources.contains(&source)
            {
                sources.push(source);
            }
        }
        sources
    }
}
