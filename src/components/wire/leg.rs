//! One hop of a request: who connects to whom, inside which TLS, with which credential, and what shows it.

use leptos::prelude::*;

use super::proof::view_proof;
use crate::{
    components::rich_text::rich,
    wire::{
        caption::Caption,
        journey::{Leg, fields::FieldStep, remark::Note, words::Lens},
        prose::Prose,
        vocabulary::Vocabulary as _,
    },
};

/// The hop in full.
pub fn view_leg(leg: &Leg, told: Caption, is_recorded: bool, prose: &Prose) -> AnyView {
    let say = |lens: Lens| prose.get(lens.key()).to_owned();
    let passage = leg.passage.key().rsplit('.').next().unwrap_or_default();
    let facts = told
        .notes
        .iter()
        .map(|note| view! { <li>{rich(note)}</li> })
        .collect_view();
    let notes = leg
        .notes
        .iter()
        .map(|note| view_note(note, is_recorded, prose))
        .collect_view();
    let fields = leg.fields.iter().map(|step| view_field(step, prose)).collect_view();
    let fields = (!leg.fields.is_empty()).then(|| {
        view! {
            <details class="leg-fields">
                <summary>{say(Lens::FieldsTitle)}</summary>
                <table class="grid-table"><tbody>{fields}</tbody></table>
            </details>
        }
    });
    let notes = (!leg.notes.is_empty()).then(|| {
        view! { <h4>{say(Lens::NotesTitle)}</h4><ul class="leg-notes">{notes}</ul> }
    });
    view! {
        <li class="leg" data-passage=passage>
            <h3>{told.title}<span class="leg-passage">{prose.get(leg.passage.key()).to_owned()}</span></h3>
            {view_proof(leg.proof, is_recorded, prose)}
            <ul class="leg-facts">{facts}</ul>
            {notes}
            {fields}
        </li>
    }
    .into_any()
}

fn view_note(note: &Note, is_recorded: bool, prose: &Prose) -> impl IntoView + use<> {
    view! { <li><p>{rich(&note.say(prose))}</p>{view_proof(note.proof, is_recorded, prose)}</li> }
}

fn view_field(step: &FieldStep, prose: &Prose) -> impl IntoView + use<> {
    view! {
        <tr>
            <th scope="row" class="mono">{step.field}</th>
            <td>{prose.get(step.step.key()).to_owned()}</td>
            <td class="dim">{step.source.0}</td>
        </tr>
    }
}
