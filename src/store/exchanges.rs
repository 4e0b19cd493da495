//! Every request that this page made, newest last, and how much of it is kept.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    client::exchange::{Exchange, Received, Source},
    kube::request::ApiRequest,
};

/// How many answers keep their bodies; older ones keep their status, headers and timing, and a body that is small.
const BODIES_KEPT: usize = 50;
/// Bodies of so many bytes cost nothing to keep.
const SMALL: usize = 4_096;

/// The requests so far.
#[derive(Clone, Copy, Debug)]
pub struct Exchanges {
    all: RwSignal<Vec<Arc<Exchange>>>,
}

impl Exchanges {
    /// None so far.
    pub fn new() -> Self {
        Self {
            all: RwSignal::new(Vec::new()),
        }
    }

    /// Notes one and gives it its number.
    pub fn note(
        self,
        request: ApiRequest,
        url: String,
        sent_at_ms: f64,
        source: Source,
        received: Received,
    ) -> Arc<Exchange> {
        let mut noted = None;
        self.all.update(|all| {
            let exchange = Arc::new(Exchange {
                number: u32::try_from(all.len() + 1).unwrap_or(u32::MAX),
                request,
                url,
                sent_at_ms,
                source,
                received,
            });
            if let Some(old) = all.len().checked_sub(BODIES_KEPT).and_then(|index| all.get_mut(index)) {
                *old = Arc::new(without_body(old));
            }
            all.push(Arc::clone(&exchange));
            noted = Some(exchange);
        });
        // `update` runs its closure at once, and only a disposed signal skips it, which the app's own never is.
        noted.unwrap_or_else(|| unreachable!("the app's signals live as long as the page"))
    }

    /// Puts what is known by now of an answer that came bit by bit in the place of its beginning.
    pub fn complete(self, exchange: &Arc<Exchange>) {
        self.all.update(|all| {
            let index = usize::try_from(exchange.number)
                .ok()
                .and_then(|number| number.checked_sub(1));
            if let Some(opened) = index.and_then(|index| all.get_mut(index)) {
                *opened = Arc::clone(exchange);
            }
        });
    }

    /// All of them, oldest first.
    pub fn all(self) -> Vec<Arc<Exchange>> {
        self.all.get()
    }

    /// The same, without following what comes later.
    pub fn all_untracked(self) -> Vec<Arc<Exchange>> {
        self.all.get_untracked()
    }

    /// How many there are.
    pub fn count(self) -> usize {
        self.all.with(Vec::len)
    }

    /// The newest.
    pub fn last(self) -> Option<Arc<Exchange>> {
        self.all.with(|all| all.last().cloned())
    }

    /// One by number.
    pub fn numbered(self, number: u32) -> Option<Arc<Exchange>> {
        self.all.with(|all| {
            let index = usize::try_from(number).ok()?.checked_sub(1)?;
            all.get(index).cloned()
        })
    }
}

impl Default for Exchanges {
    fn default() -> Self {
        Self::new()
    }
}

fn without_body(exchange: &Exchange) -> Exchange {
    let mut exchange = exchange.clone();
    if exchange.received.bytes > SMALL {
        exchange.received = exchange.received.without_body();
    }
    exchange
}
