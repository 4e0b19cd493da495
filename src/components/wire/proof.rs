//! Why something is believed: one line, with a link to the exchange that shows it.

use leptos::prelude::*;

use crate::{
    components::rich_text::rich,
    route::Page,
    wire::{
        journey::{proof::Proof, words::Lens},
        prose::Prose,
        vocabulary::Vocabulary as _,
    },
};

/// The line.
pub fn view_proof(proof: Proof, is_recorded: bool, prose: &Prose) -> AnyView {
    let kind = match proof {
        Proof::Observed { .. } => "observed",
        Proof::Inferred { .. } => "inferred",
        Proof::Documented(_) => "documented",
        Proof::Address => "address",
        Proof::Assumed(_) => "assumed",
    };
    let link = proof.exchange().map(|exchange| {
        let words = prose.fill(Lens::Exchange.key(), &[("exchange", &exchange.to_string())]);
        view! { " " <a href=Page::Requests.part(&exchange.to_string()).address()>{words}</a> }
    });
    view! {
        <p class="proof" data-proof=kind>{rich(&proof.say(is_recorded, prose))}{link}</p>
    }
    .into_any()
}
