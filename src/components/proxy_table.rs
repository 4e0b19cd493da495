//! The five proxies side by side: a row for each question, a column for each proxy.

use std::sync::Arc;

use leptos::prelude::*;

use super::rich_text::rich;
use crate::wire::{
    prose::Prose,
    proxy::{
        ProxyKind,
        column::{Cell, Column},
    },
    vocabulary::Vocabulary,
    words::Page,
};

/// The comparison.
#[component]
pub fn ProxyTable(
    /// The words.
    prose: Arc<Prose>,
) -> impl IntoView {
    let heads = ProxyKind::ALL
        .iter()
        .map(|kind| {
            let name = prose.get(&kind.name_key()).to_owned();
            view! { <th scope="col"><span class="proxy-number">{kind.number()}</span>{name}</th> }
        })
        .collect_view();
    let rows = Column::ALL
        .iter()
        .map(|column| {
            let cells = ProxyKind::ALL
                .iter()
                .map(|kind| view! { <td>{view_cell(&column.cell(*kind), &prose)}</td> })
                .collect_view();
            view! { <tr><th scope="row">{prose.get(column.key()).to_owned()}</th>{cells}</tr> }
        })
        .collect_view();
    let caption = prose.get(Page::TableCaption.key()).to_owned();
    let label = caption.clone();
    view! {
        <div class="scroll-x" tabindex="0" role="region" aria-label=label>
            <table class="grid-table comparison">
                <caption class="visually-hidden">{caption}</caption>
                <thead><tr><th scope="col">{prose.get(Page::TableProxy.key()).to_owned()}</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn view_cell(cell: &Cell, prose: &Prose) -> AnyView {
    match cell {
        Cell::Words(keys) => keys
            .iter()
            .map(|key| view! { <div>{rich(prose.get(key))}</div> })
            .collect_view()
            .into_any(),
        Cell::Names(names) => view! { <span class="names">{names.join(" · ")}</span> }.into_any(),
    }
}
