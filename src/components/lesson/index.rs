//! All lessons, with how far the reader has come.

use leptos::prelude::*;

use crate::{
    browser::document,
    components::rich_text::rich,
    learn::lesson::{Lesson, words::Page},
    route,
    store::lesson::Passed,
    wire::{prose::Prose, vocabulary::Vocabulary as _},
};

/// The lessons in their order.
pub fn view_index(passed: Passed, prose: &Prose) -> AnyView {
    let say = |page: Page| prose.get(page.key()).to_owned();
    let count = Lesson::count_of_steps();
    let begin = {
        let (start, go_on) = (say(Page::Start), say(Page::GoOn));
        move || {
            passed.0.with(|progress| {
                let words = if progress.is_empty() {
                    start.clone()
                } else {
                    go_on.clone()
                };
                progress.next().map(|step| {
                    view! { <a class="button primary" href=route::Page::Learn.part(step.id).address()>{words}</a> }
                })
            })
        }
    };
    let said = {
        let template = say(Page::Progress);
        move || {
            let passed = passed
                .0
                .with(crate::learn::lesson::progress::Progress::count)
                .to_string();
            crate::wire::prose::fill(&template, &[("passed", &passed), ("count", &count.to_string())])
        }
    };
    let done = say(Page::Done);
    let is_done = move || passed.0.with(|progress| progress.next().is_none());
    let lessons = Lesson::ALL
        .iter()
        .map(|lesson| view_lesson(lesson, passed, prose))
        .collect_view();
    let (clear, clear_all) = (say(Page::Clear), say(Page::ClearAll));
    let forget = move |_| {
        passed.clear();
        // The button is gone with what it cleared.
        document::focus("title");
    };
    view! {
        <p class="lead">{rich(prose.get(Page::Intro.key()))}</p>
        <p class="bar">{begin}<span class="dim">{said}</span></p>
        {move || is_done().then(|| view! { <p class="notice">{done.clone()}</p> })}
        <ol class="lessons">{lessons}</ol>
        <p class="dim">{say(Page::Kept)}</p>
        {move || (!passed.0.with(crate::learn::lesson::progress::Progress::is_empty)).then(|| view! {
            <details class="clear-progress">
                <summary>{clear.clone()}</summary>
                <button type="button" class="button small" on:click=forget>{clear_all.clone()}</button>
            </details>
        })}
    }
    .into_any()
}

fn view_lesson(lesson: &'static Lesson, passed: Passed, prose: &Prose) -> impl IntoView + use<> {
    let steps = lesson
        .steps
        .iter()
        .map(|step| {
            let is_passed = move || passed.0.with(|progress| progress.has_passed(step));
            let words = prose.get(Page::Passed.key()).to_owned();
            view! {
                <li data-passed=move || is_passed().to_string()>
                    <a href=route::Page::Learn.part(step.id).address()>{prose.get(&step.title_key()).to_owned()}</a>
                    {move || is_passed().then(|| view! { <span class="passed-step">{words.clone()}</span> })}
                </li>
            }
        })
        .collect_view();
    view! {
        <li class="card">
            <h2>{prose.get(&lesson.title_key()).to_owned()}</h2>
            <p>{rich(prose.get(&lesson.aim_key()))}</p>
            <ol>{steps}</ol>
        </li>
    }
}
