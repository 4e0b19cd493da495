//! The ways to the API: nine of them, with commands in the names of this cluster, and what older documents tell.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    browser::document,
    components::{
        rich_text::rich,
        spectrum,
        ways::{
            command::view_commands,
            history::view_history,
            pod::view_pod,
            table::view_table,
            way::{heading_id, view_access},
        },
        with_prose::with_prose,
    },
    route::{ApiRoute, Page as Pages},
    store::{owned::Owned, session::Session, settings::messages, ways},
    wire::{
        access::{
            Access,
            look::Look,
            names::{Names, Origin, lookup::lookups, read},
            section::Section,
            words::Page,
        },
        prose::Prose,
        vocabulary::Vocabulary as _,
    },
};

/// The page on the ways to the API.
#[component]
pub fn WaysPage(
    /// The way to begin at; empty for the first.
    part: Signal<String>,
) -> impl IntoView {
    let session = Session::expect();
    let known = move || {
        let exchanges = session.exchanges.all();
        read(None, ways::shown(&exchanges))
    };
    let names = Memo::new(move |_| known());
    look_up(session, names.get_untracked());
    view! {
        <div class="page proxies ways">
            <h1 tabindex="-1" id="title">{messages().shell.ways}</h1>
            {with_prose(&["ways", "wire"], move |prose| {
                let jump = part.get_untracked();
                if !jump.is_empty() {
                    request_animation_frame(move || document::focus(&format!("way-{jump}")));
                }
                (move || view_page(&names.get(), &prose)).into_any()
            })}
        </div>
    }
}

/// Asks for the names that the commands need.
fn look_up(session: Session, names: Names) {
    Owned::here().spawn(async move {
        for (_, request) in lookups(None, &names) {
            // What came is read from the list of exchanges.
            drop(session.send(request).await);
        }
    });
}

fn view_page(names: &Names, prose: &Arc<Prose>) -> AnyView {
    let say = |page: Page| prose.get(page.key()).to_owned();
    let sections: Vec<_> = Section::ALL
        .iter()
        .map(|section| view_section(*section, names, prose))
        .collect();
    let jumps: Vec<_> = Access::ALL
        .iter()
        .map(|access| {
            let id = heading_id(*access);
            let name = prose.get(&access.name_key()).to_owned();
            view! { <li><button type="button" class="pill" on:click=move |_| document::focus(&id)>{name}</button></li> }
        })
        .collect();
    view! {
        <p class="lead">{rich(prose.get(Page::Intro.key()))}</p>
        <p class="notice">{rich(prose.get(Page::NothingRuns.key()))}</p>
        <ul class="jumps">{jumps}</ul>
        <section>
            <h2>{say(Page::NamesTitle)}</h2>
            <p class="proxies-text">{rich(prose.get(Page::NamesIntro.key()))}</p>
            {view_names(names, prose)}
        </section>
        {sections}
    }
    .into_any()
}

fn view_names(names: &Names, prose: &Prose) -> AnyView {
    let items: Vec<_> = names
        .shown()
        .iter()
        .map(|(word, named)| {
            let said = prose.fill(word.key(), &[("value", &named.value)]);
            let number = named.exchange.map(|number| number.to_string());
            let origin = match (named.origin(), number) {
                (Origin::Seen, Some(number)) => {
                    let words = prose.fill(Origin::Seen.key(), &[("exchange", &number)]);
                    view! { <a href=Pages::Requests.part(&number).address()>{words}</a> }.into_any()
                }
                (origin, _) => prose.get(origin.key()).to_owned().into_any(),
            };
            view! { <li>{rich(&said)} " " <span class="proof">{origin}</span></li> }
        })
        .collect();
    view! { <ul class="way-names">{items}</ul> }.into_any()
}

fn view_section(section: Section, names: &Names, prose: &Arc<Prose>) -> AnyView {
    let points: Vec<_> = section
        .points()
        .iter()
        .map(|point| view! { <p class="proxies-text">{rich(prose.get(point.key()))}</p> })
        .collect();
    let steps = (!section.steps().is_empty()).then(|| view_commands(section.steps(), names, prose));
    let own = match section {
        Section::Ways => {
            let ways: Vec<_> = Access::ALL
                .iter()
                .map(|access| view_access(*access, names, prose))
                .collect();
            let title = prose.get(Page::TableTitle.key()).to_owned();
            view! { {ways}<h3>{title}</h3>{view_table(prose)} }.into_any()
        }
        Section::InPod => view_pod(prose),
        Section::History => view_history(names, prose),
        Section::First | Section::Kubeconfig | Section::SetUp => ().into_any(),
    };
    view! {
        <section>
            <h2 tabindex="-1" id=format!("ways-{}", section.key().rsplit('.').next().unwrap_or_default())>
                {prose.get(section.key()).to_owned()}
            </h2>
            {points}
            {own}
            {steps}
            {view_looks(section.looks(), names, prose)}
        </section>
    }
    .into_any()
}

fn view_looks(looks: &[Look], names: &Names, prose: &Prose) -> AnyView {
    if looks.is_empty() {
        return ().into_any();
    }
    let text = messages();
    let items: Vec<_> = looks
        .iter()
        .filter_map(|look| {
            let request = look.request(names)?;
            let as_whom = request
                .head
                .impersonate_user
                .clone()
                .map(|user| format!(" · Impersonate-User: {user}"));
            let shown = spectrum::path(text, &request.path);
            let address = ApiRoute::of(request).address();
            Some(view! {
                <li>
                    <a class="mono" href=address>"GET " {shown}</a><span class="mono dim">{as_whom}</span>
                    <p>{rich(prose.get(look.key()))}</p>
                </li>
            })
        })
        .collect();
    view! {
        <h3>{prose.get(Page::LooksTitle.key()).to_owned()}</h3>
        <p class="dim">{rich(prose.get(Page::LooksIntro.key()))}</p>
        <ul class="looks">{items}</ul>
    }
    .into_any()
}
