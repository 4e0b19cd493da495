//! What there is to say of a concept: its term, its explanation, an example, and where to read on.

use leptos::prelude::*;

use crate::{
    components::rich_text::rich,
    learn::concept::{CardWord, Concept, example::Values},
    wire::{prose::Prose, vocabulary::Vocabulary as _},
};

/// The explanation, with an example from the page if there is a value for it.
pub fn view_text(concept: Concept, value: Option<&str>, prose: &Prose) -> AnyView {
    let (heading, example) = match concept.told(value) {
        Some((key, values)) => {
            let is_example = concept.example_key().as_deref() == Some(&*key);
            let heading = if is_example { CardWord::Example } else { CardWord::Meet };
            (Some(heading), Some(fill(&key, &values, prose)))
        }
        None => (None, None),
    };
    view! {
        <p>{rich(prose.get(&concept.text_key()))}</p>
        {example.map(|example| view! {
            <p class="concept-example">
                {heading.map(|heading| view! { <b>{prose.get(heading.key()).to_owned()}</b> " " })}
                {rich(&example)}
            </p>
        })}
    }
    .into_any()
}

/// Links to the documentation, to a request that shows the concept, and to what is related.
pub fn view_links(concept: Concept, prose: &Prose) -> AnyView {
    let documentation = format!("https://kubernetes.io/docs/{}", concept.documentation());
    let request = concept.request().map(|route| {
        view! { <li><a href=route.address()>{prose.get(CardWord::Request.key()).to_owned()}</a></li> }
    });
    let related: Vec<_> = concept
        .related()
        .iter()
        .map(|other| {
            let name = prose.get(&other.name_key()).to_owned();
            view! { <li><a href=other.page().address()>{name}</a></li> }
        })
        .collect();
    view! {
        <ul class="concept-links">
            {request}
            <li>
                <a href=documentation target="_blank" rel="noopener noreferrer">
                    {prose.get(CardWord::Documentation.key()).to_owned()} " ↗"
                </a>
            </li>
        </ul>
        {(!related.is_empty()).then(|| view! {
            <p class="concept-related">{prose.get(CardWord::Related.key()).to_owned()}</p>
            <ul class="concept-links">{related}</ul>
        })}
    }
    .into_any()
}

fn fill(key: &str, values: &Values, prose: &Prose) -> String {
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    prose.fill(key, &values)
}
