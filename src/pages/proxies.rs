//! The five proxies: which kinds there are, who connects to whom, and who terminates TLS.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    browser::document,
    components::{
        proxy_card::{ProxyCard, heading_id},
        proxy_finder::ProxyFinder,
        proxy_table::ProxyTable,
        rich_text::rich,
        wire_diagram::WireDiagram,
        with_prose::with_prose,
    },
    store::settings::messages,
    wire::{
        guide::{Example, Other},
        hop::Actor,
        prose::Prose,
        proxy::ProxyKind,
        variant::Variant,
        vocabulary::Vocabulary,
        words::Page,
    },
};

/// The page on the five proxies.
#[component]
pub fn ProxiesPage() -> impl IntoView {
    let text = messages();
    view! {
        <div class="page proxies">
            // The heading is compiled in, so that the focus has somewhere to go while the prose is read.
            <h1 tabindex="-1" id="title">{text.shell.proxies}</h1>
            {with_prose(&["proxies", "wire", "evidence"], |prose| view! { <Content prose=prose /> }.into_any())}
        </div>
    }
}

#[component]
fn Content(prose: Arc<Prose>) -> impl IntoView {
    let say = |page: Page| prose.get(page.key()).to_owned();
    let cards = ProxyKind::ALL
        .iter()
        .map(|kind| view! { <ProxyCard kind=*kind prose=Arc::clone(&prose) /> })
        .collect_view();
    view! {
        <p class="lead">{rich(prose.get(Page::Intro.key()))}</p>
        <p class="proxies-text">{say(Page::Several)}</p>
        <p class="proxies-text">{say(Page::Whose)}</p>
        <p class="notice">{rich(prose.get(Page::Documented.key()))}</p>
        {view_jumps(&prose)}
        {view_legend(&prose)}
        {cards}
        <section>
            <h2 tabindex="-1" id="proxies-table">{say(Page::TableTitle)}</h2>
            <ProxyTable prose=Arc::clone(&prose) />
        </section>
        <section>
            <h2 tabindex="-1" id="proxies-find">{say(Page::FindTitle)}</h2>
            <p class="proxies-text">{say(Page::FindIntro)}</p>
            <ProxyFinder prose=Arc::clone(&prose) />
        </section>
        <section>
            <h2 tabindex="-1" id="proxies-examples">{say(Page::ExamplesTitle)}</h2>
            {view_examples(&prose)}
        </section>
        <section>
            <h2 tabindex="-1" id="proxies-others">{say(Page::OthersTitle)}</h2>
            <p class="proxies-text">{say(Page::OthersIntro)}</p>
            {view_others(&prose)}
        </section>
    }
}

/// Buttons and not links: what stands behind `#` is the page's own address.
fn view_jumps(prose: &Prose) -> AnyView {
    let proxies = ProxyKind::ALL.iter().map(|kind| {
        let name = view! { <span class="proxy-number">{kind.number()}</span>{prose.get(&kind.name_key()).to_owned()} };
        (name.into_any(), heading_id(*kind))
    });
    let others = [
        (Page::TableTitle, "proxies-table"),
        (Page::FindTitle, "proxies-find"),
        (Page::ExamplesTitle, "proxies-examples"),
        (Page::OthersTitle, "proxies-others"),
    ];
    let others = others
        .into_iter()
        .map(|(page, id)| (prose.get(page.key()).to_owned().into_any(), id.to_owned()));
    let jumps = proxies
        .chain(others)
        .map(|(name, id)| {
            view! { <li><button type="button" class="pill" on:click=move |_| document::focus(&id)>{name}</button></li> }
        })
        .collect_view();
    view! { <ul class="jumps">{jumps}</ul> }.into_any()
}

fn view_legend(prose: &Prose) -> AnyView {
    let hops = [
        ("plain", Page::LegendPlain),
        ("encrypted", Page::LegendEncrypted),
        ("ends-decide", Page::LegendEndsDecide),
    ];
    let hops = hops
        .map(|(exposure, page)| {
            view! {
                <li>
                    <svg width="44" height="12" viewBox="0 0 44 12" aria-hidden="true">
                        <g class="wire-hop" data-exposure=exposure>
                            <polyline class="wire-line" points="0,6 35,6" />
                            <polyline class="wire-core" points="0,6 35,6" />
                            <polygon points="44,6 35,0 35,12" />
                        </g>
                    </svg>
                    {prose.get(page.key()).to_owned()}
                </li>
            }
        })
        .collect_view();
    view! {
        <div class="legend">
            <h2>{prose.get(Page::LegendTitle.key()).to_owned()}</h2>
            <ul>
                {hops}
                <li>
                    <svg width="44" height="18" viewBox="0 0 44 18" aria-hidden="true">
                        <g class="wire-bar">
                            <polyline points="3,0 3,14 37,14 37,6" />
                            <polygon points="37,0 43,6 37,12 31,6" />
                        </g>
                    </svg>
                    {prose.get(Page::LegendSession.key()).to_owned()}
                </li>
            </ul>
        </div>
    }
    .into_any()
}

fn view_examples(prose: &Prose) -> AnyView {
    let kinds = |kinds: &[ProxyKind]| {
        if kinds.is_empty() {
            return view! { <span class="dim">{prose.get(Page::None.key()).to_owned()}</span> }.into_any();
        }
        kinds
            .iter()
            .map(|kind| {
                let name = prose.get(&kind.name_key()).to_owned();
                view! { <div class="passed"><span class="proxy-number">{kind.number()}</span>{name}</div> }
            })
            .collect_view()
            .into_any()
    };
    let rows = Example::ALL
        .iter()
        .map(|example| {
            view! {
                <tr>
                    <th scope="row"><code>{example.command()}</code></th>
                    <td>{prose.get(example.vantage().key()).to_owned()}</td>
                    <td>{kinds(example.passes())}</td>
                    <td>{kinds(example.may_pass())}</td>
                    <td>{rich(prose.get(example.key()))}</td>
                </tr>
            }
        })
        .collect_view();
    let heads = [
        Page::ExamplesCommand,
        Page::ExamplesVantage,
        Page::ExamplesPasses,
        Page::ExamplesMayPass,
        Page::ExamplesNote,
    ]
    .map(|head| view! { <th scope="col">{prose.get(head.key()).to_owned()}</th> })
    .collect_view();
    view! {
        <div class="scroll-x" tabindex="0" role="region" aria-label=prose.get(Page::ExamplesTitle.key()).to_owned()>
            <table class="grid-table examples"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>
        </div>
    }
    .into_any()
}

fn view_others(prose: &Arc<Prose>) -> AnyView {
    let items = Other::ALL
        .iter()
        .map(|other| {
            let drawing = other.variant().map(|variant| view_drawing(variant, prose));
            view! {
                <section class="card">
                    <h3>{rich(prose.get(&other.name_key()))}</h3>
                    <p>{rich(prose.get(&other.line_key()))}</p>
                    {drawing}
                </section>
            }
        })
        .collect_view();
    view! { <div class="others">{items}</div> }.into_any()
}

fn view_drawing(variant: Variant, prose: &Arc<Prose>) -> AnyView {
    let id = variant.key().replace('.', "-");
    view! {
        <WireDiagram
            way=Signal::stored(variant.way())
            name=Signal::stored(prose.get(&variant.name_key()).to_owned())
            prose=Arc::clone(prose)
            own=Actor::ApiServer
            id=id
        />
        <p class="wire-note">{rich(prose.get(&variant.note_key()))}</p>
    }
    .into_any()
}
