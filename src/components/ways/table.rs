//! The ways side by side.

use leptos::prelude::*;

use super::way::heading_id;
use crate::{
    browser::document,
    components::rich_text::rich,
    wire::{
        access::{Access, glance::Column, words::Page},
        prose::Prose,
        vocabulary::Vocabulary as _,
    },
};

/// The comparison.
pub fn view_table(prose: &Prose) -> AnyView {
    let heads: Vec<_> = Column::ALL
        .iter()
        .map(|column| view! { <th scope="col">{prose.get(column.key()).to_owned()}</th> })
        .collect();
    let rows: Vec<_> = Access::ALL
        .iter()
        .map(|access| {
            let cells: Vec<_> = Column::ALL
                .iter()
                .map(|column| view! { <td>{rich(&cell(*access, *column, prose))}</td> })
                .collect();
            let id = heading_id(*access);
            let name = prose.get(&access.name_key()).to_owned();
            view! {
                <tr>
                    <th scope="row">
                        <button type="button" class="link" on:click=move |_| document::focus(&id)>{name}</button>
                    </th>
                    {cells}
                </tr>
            }
        })
        .collect();
    let caption = prose.get(Page::TableCaption.key()).to_owned();
    let label = caption.clone();
    view! {
        <div class="scroll-x" tabindex="0" role="region" aria-label=label>
            <table class="grid-table ways-table">
                <caption class="visually-hidden">{caption}</caption>
                <thead><tr><th scope="col">{prose.get(Page::TableWay.key()).to_owned()}</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn cell(access: Access, column: Column, prose: &Prose) -> String {
    match column {
        Column::Starts => prose.get(access.starts().key()).to_owned(),
        Column::TlsEnds => {
            let ends: Vec<&str> = access
                .ends_of_tls()
                .iter()
                .map(|actor| prose.get(actor.key()))
                .collect();
            ends.join(" · ")
        }
        Column::Identity => prose.get(access.whose().key()).to_owned(),
        Column::Checks => prose.get(access.checker().key()).to_owned(),
        Column::GoodFor => prose.get(&access.good_for_key()).to_owned(),
    }
}
