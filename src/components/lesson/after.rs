//! What there is to notice in a step's answer, and the question about it.

use std::sync::Arc;

use leptos::{html, prelude::*};

use super::{
    answer::{Look, badge},
    question::view_question,
};
use crate::{
    components::rich_text::rich,
    learn::lesson::{
        mark::{Mark, Place},
        question::Check,
        step::Shown,
        words::Page,
    },
    store::lesson::{Passed, Taken},
    wire::{prose::Prose, vocabulary::Vocabulary as _},
};

/// What to notice, the question, and why it matters.
pub fn view_after(
    taken: Taken,
    passed: Passed,
    shown: &Shown,
    at: RwSignal<Option<Look>>,
    prose: &Arc<Prose>,
) -> AnyView {
    let say = |page: Page| prose.get(page.key()).to_owned();
    // The first thing to notice in a long answer is seen at once.
    let first = shown
        .marks
        .iter()
        .position(|mark| matches!(mark.place, Place::Pointer(_) | Place::Event { .. }));
    at.set(first.map(|mark| Look { mark, is_asked: false }));
    let marks = shown
        .marks
        .iter()
        .enumerate()
        .map(|(number, mark)| view_mark(number, mark, at, prose))
        .collect_view();
    view! {
        <h2>{say(Page::NoticeTitle)}</h2>
        <ol class="marks">{marks}</ol>
        <h2>{say(Page::CheckTitle)}</h2>
        {view_check(taken, passed, &shown.check, prose)}
    }
    .into_any()
}

fn view_mark(number: usize, mark: &Mark, at: RwSignal<Option<Look>>, prose: &Prose) -> impl IntoView + use<> {
    let show = prose.get(Page::Show.key()).to_owned();
    let look = Look {
        mark: number,
        is_asked: true,
    };
    view! {
        <li>
            {badge(number)}
            <span>{rich(&mark.words.say(prose))}</span>
            <button type="button" class="link" aria-label=format!("{show} {}", number + 1) on:click=move |_| at.set(Some(look))>
                {show.clone()}
            </button>
        </li>
    }
}

/// The question: a choice is only judged when the reader says so, as arrow keys choose on the way.
fn view_check(taken: Taken, passed: Passed, check: &Check, prose: &Arc<Prose>) -> AnyView {
    let say = |page: Page| prose.get(page.key()).to_owned();
    let right = check.right();
    let is_right = Signal::derive(move || taken.said.get() == Some(right));
    let choose = Callback::new(move |choice| taken.chosen.set(Some(choice)));
    let question = view_question(
        "check",
        &check.question,
        &check.choices,
        taken.chosen,
        is_right,
        choose,
        prose,
    );
    let judge = move |_| {
        taken.said.set(taken.chosen.get_untracked());
        if is_right.get_untracked() {
            passed.pass(taken.step);
        }
    };
    let words = say(Page::Check);
    let button = move || {
        (!is_right.get()).then(|| {
            view! {
                <button type="button" class="button primary" disabled=move || taken.chosen.get().is_none() on:click=judge>
                    {words.clone()}
                </button>
            }
        })
    };
    let feedback = {
        let (check, prose) = (check.clone(), Arc::clone(prose));
        move || {
            let said = taken.said.get().filter(|said| taken.chosen.get() == Some(*said))?;
            Some(view_feedback(said == right, &check.feedback(said).say(&prose), &prose))
        }
    };
    let (title, why) = (say(Page::WhyTitle), prose.get(&taken.step.why_key()).to_owned());
    view! {
        {question}
        {button}
        <div role="status">{feedback}</div>
        {move || is_right.get().then(|| view! { <h2>{title.clone()}</h2><p>{rich(&why)}</p> })}
    }
    .into_any()
}

/// What is said to a choice. Where it was right, it takes the focus of the button that is gone now.
fn view_feedback(is_right: bool, text: &str, prose: &Prose) -> AnyView {
    let word = if is_right { Page::Right } else { Page::Wrong };
    let feedback = NodeRef::<html::P>::new();
    Effect::new(move || {
        if let Some(feedback) = feedback.get().filter(|_| is_right) {
            // What can be focused can be focused.
            let _ = feedback.focus();
        }
    });
    view! {
        <p class="feedback" tabindex="-1" node_ref=feedback data-right=is_right.to_string()>
            <b>{prose.get(word.key()).to_owned()}</b> " " {rich(text)}
        </p>
    }
    .into_any()
}
