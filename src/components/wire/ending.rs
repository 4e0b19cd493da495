//! How a request ended, with whom, and who could read it on the way.

use leptos::prelude::*;

use super::proof::view_proof;
use crate::{
    components::rich_text::rich,
    wire::{
        hop::Actor,
        journey::{Journey, ending::End, words::Lens},
        prose::Prose,
        vocabulary::Vocabulary as _,
    },
};

/// The end of a journey, and its readers.
pub fn view_ending(journey: &Journey, is_recorded: bool, prose: &Prose) -> AnyView {
    let say = |lens: Lens| prose.get(lens.key()).to_owned();
    let name = |actor: Actor| prose.get(actor.key()).to_owned();
    let read_by = |lens: Lens, actors: Vec<Actor>| {
        let names: Vec<String> = actors.into_iter().map(name).collect();
        (!names.is_empty()).then(|| view! { <p>{prose.fill(lens.key(), &[("parties", &names.join(" · "))])}</p> })
    };
    let readers = journey.readers();
    let proof = journey.ending.proof.map(|proof| view_proof(proof, is_recorded, prose));
    // Of what went well the drawing tells where it went.
    let is_whole = matches!(journey.ending.end, End::Answered | End::StillOpen | End::Planned);
    let at = (!is_whole).then(|| {
        view! { <p class="dim">{prose.fill(Lens::EndAt.key(), &[("party", &name(journey.ending.at))])}</p> }
    });
    let stream = journey
        .stream
        .map(|stream| view! { <p>{rich(prose.get(stream.key()))}</p> });
    view! {
        <div class="wire-ending">
            <section>
                <h2>{say(Lens::EndTitle)}</h2>
                <p>{rich(prose.get(journey.ending.end.key()))}</p>
                {stream}
                {proof}
                {at}
            </section>
            <section>
                <h2>{say(Lens::ReadersTitle)}</h2>
                {read_by(Lens::Readers, readers.have)}
                {read_by(Lens::ReadersPlanned, readers.will)}
                {read_by(Lens::ReadersBeyond, readers.would)}
            </section>
        </div>
    }
    .into_any()
}
