//! The concepts: all terms in the order in which they build on each other, one of them alone, or as a card.

use leptos::prelude::*;

use crate::{
    components::{
        concept_text::{view_links, view_text},
        rich_text::rich,
        with_prose::with_prose,
    },
    learn::concept::{CardWord, Chapter, Concept},
    route::Page,
    store::{cards::Card, settings::messages},
    wire::{prose::Prose, vocabulary::Vocabulary as _},
};

const FILES: &[&str] = &["concepts"];

/// The page of all concepts, or of the one that `part` names.
#[component]
pub fn ConceptsPage(
    /// A concept's name in addresses; empty for all.
    part: Signal<String>,
) -> impl IntoView {
    view! {
        <div class="page concepts">
            <h1 tabindex="-1" id="title">{messages().shell.concepts}</h1>
            {with_prose(FILES, move |prose| {
                (move || {
                    let part = part.get();
                    match Concept::named(&part) {
                        Some(concept) => view_one(concept, &prose),
                        None if part.is_empty() => view_all(&prose),
                        None => {
                            let words = prose.fill(CardWord::Unknown.key(), &[("id", &part)]);
                            view! { <p class="notice">{rich(&words)}</p> {view_all(&prose)} }.into_any()
                        }
                    }
                })
                .into_any()
            })}
        </div>
    }
}

/// What a card says.
#[component]
pub fn CardContent(
    /// What it explains.
    card: Card,
) -> impl IntoView {
    with_prose(FILES, move |prose| {
        let concept = card.concept;
        view! {
            <h2>{prose.get(&concept.name_key()).to_owned()}</h2>
            {view_text(concept, card.value.as_deref(), &prose)}
            {view_links(concept, &prose)}
            <p class="concept-more"><a href=concept.page().address()>{prose.get(CardWord::More.key()).to_owned()}</a></p>
        }
        .into_any()
    })
}

fn view_one(concept: Concept, prose: &Prose) -> AnyView {
    view! {
        <article class="concept">
            <h2>{prose.get(&concept.name_key()).to_owned()}</h2>
            {view_text(concept, None, prose)}
            {view_links(concept, prose)}
        </article>
        <p><a href=Page::Concepts.address()>{prose.get(CardWord::All.key()).to_owned()}</a></p>
    }
    .into_any()
}

fn view_all(prose: &Prose) -> AnyView {
    let chapters = Chapter::ALL
        .iter()
        .map(|chapter| {
            let concepts = chapter
                .concepts()
                .map(|concept| {
                    view! {
                        <div>
                            <dt><a href=concept.page().address()>{prose.get(&concept.name_key()).to_owned()}</a></dt>
                            <dd>{rich(prose.get(&concept.text_key()))}</dd>
                        </div>
                    }
                })
                .collect_view();
            view! {
                <section>
                    <h2>{prose.get(chapter.key()).to_owned()}</h2>
                    <dl class="glossary">{concepts}</dl>
                </section>
            }
        })
        .collect_view();
    view! { <p class="lead">{rich(prose.get(CardWord::Intro.key()))}</p>{chapters} }.into_any()
}
