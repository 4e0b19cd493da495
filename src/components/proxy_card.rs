//! One of the five proxies: what it is, its ways drawn, what goes wrong, and what the documentation leaves out.

use std::sync::Arc;

use leptos::prelude::*;

use super::{proxy_evidence::ProxyEvidence, rich_text::rich, spectrum, wire_diagram::WireDiagram};
use crate::{
    kube::path::{ApiPath, Part},
    route::Route,
    store::settings::messages,
    wire::{
        guide::Look,
        prose::Prose,
        proxy::ProxyKind,
        vocabulary::Vocabulary,
        words::{Page, Section},
    },
};

/// The id of a proxy's heading.
pub fn heading_id(kind: ProxyKind) -> String {
    format!("proxy-{}", kind.id())
}

/// The section on one proxy.
#[component]
pub fn ProxyCard(
    /// Which one.
    kind: ProxyKind,
    /// The words.
    prose: Arc<Prose>,
) -> impl IntoView {
    let sections = Section::ALL
        .iter()
        .map(|section| {
            view! {
                <div>
                    <h3>{prose.get(section.key()).to_owned()}</h3>
                    <p>{rich(prose.get(&kind.section_key(*section)))}</p>
                </div>
            }
        })
        .collect_view();
    let troubles = view_troubles(kind, &prose);
    let corrections = view_corrections(kind, &prose);
    let looks = view_looks(kind, &prose);
    let id = heading_id(kind);
    view! {
        <section class="card proxy" aria-labelledby=heading_id(kind)>
            <h2 tabindex="-1" id=id><span class="proxy-number">{kind.number()}</span>{prose.get(&kind.name_key()).to_owned()}</h2>
            <p class="proxy-summary">{rich(prose.get(&kind.summary_key()))}</p>
            <Ways kind=kind prose=Arc::clone(&prose) />
            <ProxyEvidence kind=kind prose=prose />
            <div class="proxy-sections">{sections}</div>
            {troubles}
            {corrections}
            {looks}
        </section>
    }
}

/// The ways through a proxy: one is chosen and drawn, the usual one first.
#[component]
fn Ways(kind: ProxyKind, prose: Arc<Prose>) -> impl IntoView {
    let chosen = RwSignal::new(kind.usual());
    let group = format!("way-{}", kind.id());
    let proxy = prose.get(&kind.name_key()).to_owned();
    let label = prose.fill(Page::Ways.key(), &[("proxy", &proxy)]);
    let choices = kind
        .variants()
        .iter()
        .map(|variant| {
            let variant = *variant;
            view! {
                <label>
                    <input
                        type="radio"
                        name=group.clone()
                        prop:checked=move || chosen.get() == variant
                        on:change=move |_| chosen.set(variant)
                    />
                    <span>{prose.get(&variant.name_key()).to_owned()}</span>
                </label>
            }
        })
        .collect_view();
    let words = StoredValue::new(Arc::clone(&prose));
    let way = Signal::derive(move || chosen.get().way());
    let name = Signal::derive(move || words.with_value(|prose| prose.get(&chosen.get().name_key()).to_owned()));
    let note = move || words.with_value(|prose| rich(prose.get(&chosen.get().note_key())));
    view! {
        <fieldset class="choices"><legend class="visually-hidden">{label}</legend>{choices}</fieldset>
        <WireDiagram way=way name=name prose=prose own=kind.actor() id=format!("wire-{}", kind.id()) />
        <p class="wire-note" aria-live="polite">{note}</p>
    }
}

fn view_troubles(kind: ProxyKind, prose: &Prose) -> AnyView {
    let rows = kind
        .troubles()
        .iter()
        .map(|trouble| (trouble.sign_key(), trouble.cause_key()))
        .collect();
    view_pairs(Page::TroubleTitle, [Page::TroubleSign, Page::TroubleCause], rows, prose)
}

fn view_corrections(kind: ProxyKind, prose: &Prose) -> AnyView {
    let rows = kind
        .corrections()
        .iter()
        .map(|correction| (correction.says_key(), correction.happens_key()))
        .collect();
    let heads = [Page::CorrectionSays, Page::CorrectionHappens];
    view_pairs(Page::CorrectionTitle, heads, rows, prose)
}

/// A table of two columns. Where there is no room for columns, each cell says which one it is of.
fn view_pairs(title: Page, heads: [Page; 2], rows: Vec<(String, String)>, prose: &Prose) -> AnyView {
    let [first, second] = heads.map(|head| prose.get(head.key()).to_owned());
    let rows = rows
        .into_iter()
        .map(|(one, two)| {
            view! {
                <tr>
                    <td data-label=first.clone()>{rich(prose.get(&one))}</td>
                    <td data-label=second.clone()>{rich(prose.get(&two))}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <details class="more">
            <summary>{prose.get(title.key()).to_owned()}</summary>
            <table class="grid-table pairs">
                <thead><tr><th scope="col">{first}</th><th scope="col">{second}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </details>
    }
    .into_any()
}

fn view_looks(kind: ProxyKind, prose: &Prose) -> AnyView {
    let items = kind
        .looks()
        .iter()
        .map(|look| view! { <li>{view_request(*look)}<p>{rich(prose.get(look.key()))}</p></li> })
        .collect_view();
    view! {
        <details class="more">
            <summary>{prose.get(Page::LookTitle.key()).to_owned()}</summary>
            <p class="dim">{prose.get(Page::LookIntro.key()).to_owned()}</p>
            <ul class="looks">{items}</ul>
        </details>
    }
    .into_any()
}

/// The request, in its colours; a link to the page that sends it.
fn view_request(look: Look) -> impl IntoView {
    let text = messages();
    let (path, query) = look
        .request()
        .split_once('?')
        .map_or((look.request(), None), |(path, query)| (path, Some(query)));
    let coloured = ApiPath::parse(path).ok().map(|path| spectrum::path(text, &path));
    let query = query.map(|query| spectrum::coloured(text, format!("?{query}"), Some(Part::Query)));
    let address = Route::parse(look.request()).address();
    view! { <a class="mono" href=address>{coloured}{query}</a> }
}
