//! The identity lens: one request in the names of several, and the rules that make the difference.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    components::{
        identity::{choose::view_choice, column::view_column},
        line::{IDENTITY, view_line, view_lines},
        rich_text::rich,
        spectrum,
        with_prose::with_prose,
    },
    kube::request::ApiRequest,
    learn::identity::{
        compare::Comparison,
        lessons::{Lesson, lessons},
        words::Page,
    },
    route::{ApiRoute, Lens},
    store::{identities::Identities, settings::messages},
    wire::{prose::Prose, vocabulary::Vocabulary as _},
};

/// The request as you, as nobody, as a ServiceAccount, and as whom one likes.
#[component]
pub fn IdentityPane(
    /// The request.
    request: ApiRequest,
) -> impl IntoView {
    let identities = Identities::open(&request);
    with_prose(&["identity"], move |prose| {
        let say = |page: Page| prose.get(page.key()).to_owned();
        let compared = {
            let prose = Arc::clone(&prose);
            move || view_comparison(&identities.comparison(), identities, &prose)
        };
        let recorded = crate::store::session::Session::expect()
            .is_recorded()
            .then(|| view! { <p class="notice">{rich(prose.get(Page::RecordedNote.key()))}</p> });
        let lessons: Vec<_> = lessons().iter().map(|lesson| view_lesson(lesson, &prose)).collect();
        view! {
            <div class="identity-lens">
                <p class="lead">{rich(prose.get(Page::Intro.key()))}</p>
                <p class="code-text">{rich(prose.get(Page::Headers.key()))}</p>
                {recorded}
                {view_choice(identities, &prose)}
                {compared}
                <section>
                    <h2>{say(Page::LessonsTitle)}</h2>
                    <div class="cards">{lessons}</div>
                </section>
            </div>
        }
        .into_any()
    })
}

fn view_comparison(comparison: &Comparison, identities: Identities, prose: &Arc<Prose>) -> AnyView {
    let say = |page: Page| prose.get(page.key()).to_owned();
    let columns: Vec<_> = comparison
        .columns
        .iter()
        .map(|column| view_column(column, identities, prose))
        .collect();
    let more = (!comparison.more.is_empty()).then(|| {
        let more = comparison.more.clone();
        let send = move |_| more.iter().for_each(|request| identities.send(request.clone()));
        view! { <button type="button" class="button small" on:click=send>{say(Page::Elsewhere)}</button> }
    });
    let changes = (!comparison.changes.is_empty()).then(|| {
        view! { <h2>{say(Page::ChangesTitle)}</h2>{view_lines(&comparison.changes, IDENTITY, prose)} }
    });
    view! {
        <section role="status">
            <h2>{say(Page::DifferenceTitle)}</h2>
            {view_lines(&comparison.difference, IDENTITY, prose)}
        </section>
        <h2>{say(Page::ColumnsTitle)}</h2>
        <div class="identities">{columns}</div>
        {changes}
        <section>
            <h2>{say(Page::ListsTitle)}</h2>
            <p class="dim">{rich(prose.get(Page::ListsIntro.key()))}</p>
            {view_lines(&comparison.lists, IDENTITY, prose)}
            {more}
        </section>
    }
    .into_any()
}

fn view_lesson(lesson: &Lesson, prose: &Prose) -> impl IntoView + use<> {
    let text = messages();
    let lines: Vec<_> = lesson
        .lines
        .iter()
        .map(|line| view_line(line, IDENTITY, prose))
        .collect();
    let requests: Vec<_> = lesson
        .requests
        .iter()
        .map(|request| {
            let address = ApiRoute::of(request.clone()).through(Lens::Identity).address();
            view! { <li><a class="mono" href=address>"GET " {spectrum::path(text, &request.path)}</a></li> }
        })
        .collect();
    view! {
        <section class="card">
            <h3>{rich(&lesson.title.say(prose))}</h3>
            <ul class="said-lines">{lines}</ul>
            <p class="dim">{prose.get(Page::LessonLook.key()).to_owned()}</p>
            <ul>{requests}</ul>
        </section>
    }
}
