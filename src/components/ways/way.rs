//! One way to the API: its drawing, who ends TLS and who asks, its commands, and what goes wrong.

use std::sync::Arc;

use leptos::prelude::*;

use super::command::view_commands;
use crate::{
    components::{rich_text::rich, wire_diagram::WireDiagram},
    kube::request::ApiRequest,
    route::{ApiRoute, Lens},
    wire::{
        access::{Access, names::Names, words::Page},
        hop::Actor,
        prose::Prose,
        vocabulary::Vocabulary as _,
    },
};

/// The id of a way's heading.
pub fn heading_id(access: Access) -> String {
    format!("way-{}", access.id())
}

/// The section on one way.
pub fn view_access(access: Access, names: &Names, prose: &Arc<Prose>) -> AnyView {
    let say = |page: Page| prose.get(page.key()).to_owned();
    let name = prose.get(&access.name_key()).to_owned();
    let (way, drawn) = (access.way(), name.clone());
    let user = names.user();
    let identity = prose.fill(&access.identity_key(), &[("user", &user)]);
    let facts = [
        (Page::TlsTitle, prose.get(&access.tls_key()).to_owned()),
        (Page::IdentityTitle, identity),
        (Page::GoodForTitle, prose.get(&access.good_for_key()).to_owned()),
    ];
    let facts: Vec<_> = facts
        .into_iter()
        .map(|(title, text)| view! { <div><h4>{say(title)}</h4><p>{rich(&text)}</p></div> })
        .collect();
    let programs = matches!(access, Access::Library)
        .then(|| names.request().or_else(|| ApiRequest::of("/api/v1/pods").ok()))
        .flatten()
        .map(|request| {
            let address = ApiRoute::of(request).through(Lens::Code).address();
            view! { <p><a href=address>{say(Page::Programs)}</a></p> }
        });
    view! {
        <section class="card proxy" aria-labelledby=heading_id(access)>
            <h3 tabindex="-1" id=heading_id(access)>{name}</h3>
            <p class="proxy-summary">{rich(prose.get(&access.summary_key()))}</p>
            <WireDiagram
                way=Signal::derive(move || way.clone())
                name=Signal::derive(move || drawn.clone())
                prose=Arc::clone(prose)
                own=access.ends_of_tls().last().copied().unwrap_or(Actor::ApiServer)
                id=format!("wire-{}", access.id())
            />
            <div class="proxy-sections">{facts}</div>
            <h4>{say(Page::StepsTitle)}</h4>
            {view_commands(access.steps(), names, prose)}
            {programs}
            {view_troubles(access, prose)}
        </section>
    }
    .into_any()
}

fn view_troubles(access: Access, prose: &Prose) -> AnyView {
    let heads =
        [Page::TroubleSign, Page::TroubleCause, Page::TroubleRemedy].map(|page| prose.get(page.key()).to_owned());
    let [sign, cause, remedy] = heads.clone();
    let rows: Vec<_> = access
        .troubles()
        .iter()
        .map(|trouble| {
            view! {
                <tr>
                    <td data-label=sign.clone()>{rich(prose.get(&trouble.sign_key()))}</td>
                    <td data-label=cause.clone()>{rich(prose.get(&trouble.cause_key()))}</td>
                    <td data-label=remedy.clone()>{rich(prose.get(&trouble.remedy_key()))}</td>
                </tr>
            }
        })
        .collect();
    let heads: Vec<_> = heads
        .into_iter()
        .map(|head| view! { <th scope="col">{head}</th> })
        .collect();
    view! {
        <details class="more">
            <summary>{prose.get(Page::TroubleTitle.key()).to_owned()}</summary>
            <table class="grid-table pairs troubles"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>
        </details>
    }
    .into_any()
}
