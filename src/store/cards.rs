//! The concept card that is open, if one is.

use leptos::prelude::*;

use crate::{browser::document, learn::concept::Concept};

/// The id of the card's element.
pub const CARD: &str = "concept-card";

/// What a card explains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The concept.
    pub concept: Concept,
    /// What stands on the page where it was asked for, as `Concept::example` reads it.
    pub value: Option<String>,
}

/// The card that is open. There is one for the whole page, whatever it explains.
#[derive(Clone, Copy)]
pub struct Cards {
    /// What it explains.
    pub card: RwSignal<Option<Card>>,
    /// Where on screen it is, in CSS pixels.
    pub place: RwSignal<(f64, f64)>,
}

impl Cards {
    /// None is open.
    pub fn new() -> Self {
        Self {
            card: RwSignal::new(None),
            place: RwSignal::new((0.0, 0.0)),
        }
    }

    /// The one that the app provides.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Opens it at a place on screen.
    pub fn open(self, card: Card, place: (f64, f64)) {
        self.place.set(place);
        self.card.set(Some(card));
        document::show_popover(CARD);
    }
}

impl Default for Cards {
    fn default() -> Self {
        Self::new()
    }
}
