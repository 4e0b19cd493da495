//! A question with its choices.

use leptos::prelude::*;

use crate::{
    components::rich_text::rich,
    learn::lesson::{question::Wording, text::Text},
    wire::prose::Prose,
};

/// A question of which one choice is taken; `taken` is told which.
pub fn view_question(
    name: &'static str,
    question: &Text,
    choices: &[Wording],
    chosen: RwSignal<Option<usize>>,
    is_closed: Signal<bool>,
    taken: Callback<usize>,
    prose: &Prose,
) -> AnyView {
    let choices = choices
        .iter()
        .enumerate()
        .map(|(at, wording)| {
            let words = match wording {
                Wording::Prose(text) => rich(&text.say(prose)).into_any(),
                Wording::Verbatim(value) => view! { <code>{value.clone()}</code> }.into_any(),
            };
            view! {
                <label class="choice">
                    <input
                        type="radio"
                        name=name
                        prop:checked=move || chosen.get() == Some(at)
                        disabled=is_closed
                        on:change=move |_| taken.run(at)
                    />
                    <span>{words}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="question">
            <legend>{rich(&question.say(prose))}</legend>
            {choices}
        </fieldset>
    }
    .into_any()
}
