//! The mark beside a term that has a card, and the place where the card opens.

use leptos::prelude::*;
use serde_json::Value;

use crate::{
    learn::concept::{Concept, document::in_document},
    store::{
        cards::{CARD, Card, Cards},
        settings::messages,
    },
    ui::mark::Mark,
};

/// A mark that explains a concept, beside what is called `term` on the page.
pub fn concept_mark(concept: Concept, term: &str, value: Option<String>) -> AnyView {
    let cards = Cards::expect();
    let open = move |place| {
        let value = value.clone();
        cards.open(Card { concept, value }, place);
    };
    view! { <Mark label=(messages().shell.explain)(term) open=open /> }.into_any()
}

/// The mark at a place in a document, where a concept begins there.
pub fn concept_mark_at(document: &Value, pointer: &str) -> Option<AnyView> {
    let sighting = in_document(document, pointer).filter(|sighting| sighting.is_start)?;
    let term = pointer.rsplit('/').next().unwrap_or_default();
    Some(concept_mark(sighting.concept, term, sighting.value))
}

/// Where the card opens: a popover that Escape, or a click elsewhere, closes.
#[component]
pub fn ConceptCard(
    /// What the card says; its words come when it is first opened.
    #[prop(into)]
    content: Callback<Card, AnyView>,
) -> impl IntoView {
    let cards = Cards::expect();
    let pixels = |place: f64| format!("{}px", to_pixels(place));
    view! {
        <div
            id=CARD
            class="menu concept-card"
            popover="auto"
            role="dialog"
            aria-label=messages().shell.concepts
            style=("--menu-left", move || pixels(cards.place.get().0))
            style=("--menu-top", move || pixels(cards.place.get().1))
        >
            {move || cards.card.get().map(|card| content.run(card))}
        </div>
    }
}

#[allow(clippy::cast_possible_truncation)] // places on a screen
fn to_pixels(place: f64) -> i32 {
    place.round() as i32
}
