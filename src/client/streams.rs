//! The streams that all tabs may have open together, so that a browser's six connections to an origin never run out.

use crate::browser::locks::{self, Held};

/// How many streams all tabs have together: three connections stay for lists, clicks and navigations.
const OF_ALL_TABS: usize = 3;
/// How many connections all tabs use at once for what nobody clicked, streams included: one of six stays free.
const CONNECTIONS: usize = 5;
const NAME: &str = "deckprism.stream.";

/// The right to have one stream open, until dropped.
pub struct Stream {
    _held: Held,
}

impl Stream {
    /// Takes the right, if not all of them are taken.
    pub async fn try_take() -> Option<Self> {
        for number in 0..OF_ALL_TABS {
            if let Some(held) = locks::try_take(&format!("{NAME}{number}")).await {
                return Some(Self { _held: held });
            }
        }
        None
    }
}

/// How many requests that nobody clicked may be under way at once.
pub async fn requests_at_once() -> usize {
    CONNECTIONS.saturating_sub(locks::held_count(NAME).await).max(1)
}
