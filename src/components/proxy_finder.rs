//! "Which of the five am I using?": five questions about one request, and the proxies on its way.

use std::sync::Arc;

use leptos::prelude::*;

use super::rich_text::rich;
use crate::wire::{guide::Question, prose::Prose, proxy::ProxyKind, vocabulary::Vocabulary, words::Page};

/// The questions and what the answers come to.
#[component]
pub fn ProxyFinder(
    /// The words.
    prose: Arc<Prose>,
) -> impl IntoView {
    let answers: Vec<(Question, RwSignal<Option<bool>>)> = Question::ALL
        .iter()
        .map(|question| (*question, RwSignal::new(None)))
        .collect();
    let questions = answers
        .iter()
        .map(|(question, answer)| view_question(*question, *answer, &prose))
        .collect_view();
    // Nothing is said before a yes, or before every answer is no.
    let found = Memo::new(move |_| {
        let given: Vec<(ProxyKind, Option<bool>)> = answers
            .iter()
            .map(|(question, answer)| (question.proxy(), answer.get()))
            .collect();
        let found: Vec<ProxyKind> = given
            .iter()
            .filter(|(_, answer)| *answer == Some(true))
            .map(|(kind, _)| *kind)
            .collect();
        let is_decided = !found.is_empty() || given.iter().all(|(_, answer)| answer.is_some());
        is_decided.then_some(found)
    });
    let result = move || {
        found.get().map(|found| {
            if found.is_empty() {
                return view! { <p>{prose.get(Page::FindNothing.key()).to_owned()}</p> }.into_any();
            }
            let names = found
                .into_iter()
                .map(|kind| {
                    let name = prose.get(&kind.name_key()).to_owned();
                    view! { <li><span class="proxy-number">{kind.number()}</span>{name}</li> }
                })
                .collect_view();
            let lead = prose.get(Page::FindResult.key()).to_owned();
            view! { <p>{lead}</p><ul>{names}</ul> }.into_any()
        })
    };
    let is_silent = move || found.with(Option::is_none).to_string();
    view! {
        <div class="finder">
            <ol>{questions}</ol>
            <div class="finder-result" role="status" data-silent=is_silent>{result}</div>
        </div>
    }
}

fn view_question(question: Question, answer: RwSignal<Option<bool>>, prose: &Prose) -> impl IntoView + use<> {
    let group = question.key().replace('.', "-");
    let choices = [(true, Page::FindYes), (false, Page::FindNo)]
        .map(|(value, word)| {
            view! {
                <label>
                    <input
                        type="radio"
                        name=group.clone()
                        prop:checked=move || answer.get() == Some(value)
                        on:change=move |_| answer.set(Some(value))
                    />
                    <span>{prose.get(word.key()).to_owned()}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <li>
            <fieldset>
                <legend>{rich(prose.get(&question.ask_key()))}</legend>
                <p class="dim">{rich(prose.get(&question.tell_key()))}</p>
                <div class="choices">{choices}</div>
            </fieldset>
        </li>
    }
}
