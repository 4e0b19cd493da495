//! Lessons: all of them, or one step.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    browser::location,
    components::{
        command::copy_words,
        lesson::{index::view_index, step::view_step},
        rich_text::rich,
        with_prose::with_prose,
    },
    learn::lesson::{Lesson, step::Step, words::Page as Words},
    route::{Page, Route},
    store::{
        lesson::{Passed, Taken},
        settings::messages,
    },
    ui::copy_button::CopyButton,
    wire::{prose::Prose, vocabulary::Vocabulary as _},
};

/// The page of all lessons, or of the step that `part` names.
#[component]
pub fn LearnPage(
    /// A step as its lesson and its own name; empty for all.
    part: Signal<String>,
) -> impl IntoView {
    let passed = Passed::open();
    view! {
        <div class="page learn">
            {with_prose(&["lessons", "concepts"], move |prose| {
                (move || match part.with(|part| step_named(part)) {
                    Some(step) => view_page(step, passed, &prose),
                    None => view! {
                        <h1 tabindex="-1" id="title">{messages().shell.lessons}</h1>
                        {view_index(passed, &prose)}
                    }
                    .into_any(),
                })
                .into_any()
            })}
        </div>
    }
}

/// The step that an address names: by lesson and step, or a lesson's first.
fn step_named(part: &str) -> Option<&'static Step> {
    match part.split_once('/') {
        Some((lesson, step)) => Step::find_by_name(lesson, step),
        None => Lesson::named(part)?.steps.first(),
    }
}

fn view_page(step: &'static Step, passed: Passed, prose: &Arc<Prose>) -> AnyView {
    let say = |word: Words| prose.get(word.key()).to_owned();
    let lesson = Lesson::named(step.lesson());
    let title = lesson.map(|lesson| prose.get(&lesson.title_key()).to_owned());
    let position = lesson.map(|lesson| {
        let number = lesson
            .steps
            .iter()
            .position(|other| other.id == step.id)
            .unwrap_or_default()
            + 1;
        prose.fill(
            Words::Position.key(),
            &[
                ("number", &number.to_string()),
                ("count", &lesson.steps.len().to_string()),
            ],
        )
    });
    let is_last = lesson
        .and_then(|lesson| lesson.steps.last())
        .is_some_and(|last| last.id == step.id);
    let afterwards = {
        let (title, text) = (
            say(Words::Afterwards),
            lesson.map(|lesson| prose.get(&lesson.afterwards_key()).to_owned()),
        );
        move || {
            let is_done = is_last && passed.0.with(|progress| progress.has_passed(step));
            let text = text.clone().filter(|_| is_done)?;
            Some(view! { <section class="card"><h2>{title.clone()}</h2><p>{rich(&text)}</p></section> })
        }
    };
    let taken = Taken::begin(step);
    view! {
        <p class="step-place"><a href=Page::Learn.address()>{say(Words::All)}</a> " · " {title} " · " {position}</p>
        <h1 tabindex="-1" id="title">{prose.get(&step.title_key()).to_owned()}</h1>
        {view_step(taken, passed, Arc::clone(prose))}
        {afterwards}
        {view_ways_on(step, passed, prose)}
    }
    .into_any()
}

/// To the steps around this one, and how to show it to others.
fn view_ways_on(step: &'static Step, passed: Passed, prose: &Prose) -> AnyView {
    let say = |word: Words| prose.get(word.key()).to_owned();
    let is_presented = matches!(Route::parse(&location::hash()), Route::Page(here) if here.is_presented);
    let to = |step: &Step| Page::Learn.part(step.id).presented(is_presented).address();
    let previous = step
        .previous()
        .map(|step| view! { <a class="button" href=to(step)>{say(Words::Previous)}</a> });
    // Once the step is passed, going on is what there is to do; after the last one the list says what was reached.
    let is_passed = move || passed.0.with(|progress| progress.has_passed(step));
    let (on, words_on) = match step.next() {
        Some(next) => (to(next), say(Words::Next)),
        None => (Page::Learn.address(), say(Words::All)),
    };
    let next = view! { <a class="button" class:primary=is_passed href=on>{words_on}</a> };
    let present = Page::Learn.part(step.id).presented(!is_presented).address();
    let words = say(if is_presented {
        Words::PresentEnd
    } else {
        Words::Present
    });
    let link = move |()| {
        format!(
            "{}{}{}",
            location::origin(),
            location::path(),
            Page::Learn.part(step.id).address()
        )
    };
    view! {
        <nav class="bar step-ways">
            {previous}{next}
            <a class="button small" href=present>{words}</a>
            <span class="dim">{say(Words::CopyLink)}</span>
            <CopyButton text=link words=copy_words() />
        </nav>
    }
    .into_any()
}
