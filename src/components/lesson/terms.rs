//! The concepts that a step leans on, each with its card.

use leptos::prelude::*;

use crate::{
    components::concept_mark::concept_mark,
    learn::{concept::Concept, lesson::words::Page},
    wire::{prose::Prose, vocabulary::Vocabulary as _},
};

/// The concepts in one line: each a link to its page, with the mark that opens its card.
pub fn view_terms(terms: &[Concept], prose: &Prose) -> AnyView {
    let terms = terms
        .iter()
        .map(|concept| {
            let name = prose.get(&concept.name_key()).to_owned();
            let mark = concept_mark(*concept, &name, None);
            view! { <li><a href=concept.page().address()>{name}</a>{mark}</li> }
        })
        .collect_view();
    view! {
        <div class="step-terms">
            <span>{prose.get(Page::Terms.key()).to_owned()}</span>
            <ul aria-label=prose.get(Page::Terms.key()).to_owned()>{terms}</ul>
        </div>
    }
    .into_any()
}
