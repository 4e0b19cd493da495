//! What came of a step's request, before anything is noticed in it: whether the guess was right, or why there is nothing to see.

use leptos::{html, prelude::*};

use crate::{
    components::rich_text::rich,
    learn::lesson::{
        step::{Reading, Shown},
        words::Page,
    },
    store::lesson::{Phase, Source, Taken},
    wire::{prose::Prose, vocabulary::Vocabulary as _},
};

/// What is said first once something came.
pub fn view_came(taken: Taken, reading: &Reading, prose: &Prose) -> AnyView {
    match reading {
        Reading::Waiting { events, .. } => {
            let words = prose.fill(Page::Waiting.key(), &[("events", &events.to_string())]);
            view! { <p class="waiting" role="status">{words}</p> }.into_any()
        }
        Reading::Unfit(unfit) => {
            let use_recorded = prose.get(Page::UseRecorded.key()).to_owned();
            let can_switch = taken.source.get_untracked() == Source::Connected;
            view! {
                <p class="notice">{rich(prose.get(unfit.key()))}</p>
                {can_switch.then(|| view! {
                    <button type="button" class="button" on:click=move |_| taken.look(Source::Recording)>{use_recorded}</button>
                })}
            }
            .into_any()
        }
        Reading::Ready(shown) => view_outcome(taken, shown, prose),
    }
}

/// What came of the guess. It takes the focus of the button that is gone now.
fn view_outcome(taken: Taken, shown: &Shown, prose: &Prose) -> AnyView {
    let Phase::Sent(subject) = taken.phase.get_untracked() else {
        return ().into_any();
    };
    let prediction = taken.step.prediction(&subject);
    let came = prediction.options.get(shown.outcome.came_true);
    let came = came.map(|text| text.say(prose)).unwrap_or_default();
    let said = taken.predicted.get_untracked().map(|predicted| {
        if predicted == shown.outcome.came_true {
            prose.get(Page::CameTrue.key()).to_owned()
        } else {
            prose.fill(Page::CameInstead.key(), &[("option", &came)])
        }
    });
    let outcome = NodeRef::<html::Div>::new();
    let is_sent_here = taken.is_sent_here.get_untracked();
    Effect::new(move || {
        if let Some(outcome) = outcome.get().filter(|_| is_sent_here) {
            // What can be focused can be focused.
            let _ = outcome.focus();
        }
    });
    view! {
        <div class="outcome" tabindex="-1" node_ref=outcome>
            {said.map(|said| view! { <p><b>{rich(&said)}</b></p> })}
            <p>{rich(&shown.outcome.told.say(prose))}</p>
        </div>
    }
    .into_any()
}
