//! The five proxies side by side: a row for each question, a column for each proxy.

use std::sync::Arc;

use leptos::prelude::*;

use super::rich_text::rich;
use crate::wire::{
    evidence::words::Page as Words,
    prose::Prose,
    proxy::{
        column::{Cell, Column},
        order::{SORTABLE, sorted},
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
    let by = RwSignal::new(None::<Column>);
    let choice = view_choice(by, &prose);
    let table = move || view_table(by.get(), &prose);
    view! { {choice}{table} }
}

/// By what the proxies are put in order.
fn view_choice(by: RwSignal<Option<Column>>, prose: &Prose) -> impl IntoView + use<> {
    let options = SORTABLE
        .iter()
        .map(|column| view! { <option value=column.key()>{prose.get(column.key()).to_owned()}</option> })
        .collect_view();
    let chosen = move |event| {
        let key = event_target_value(&event);
        by.set(SORTABLE.iter().copied().find(|column| column.key() == key));
    };
    view! {
        <label class="comparison-order">
            {prose.get(Words::SortBy.key()).to_owned()} " "
            <select class="field" on:change=chosen>
                <option value="">{prose.get(Words::SortNumber.key()).to_owned()}</option>
                {options}
            </select>
        </label>
    }
}

fn view_table(by: Option<Column>, prose: &Prose) -> AnyView {
    let kinds = sorted(by, false);
    let heads = kinds
        .iter()
        .map(|kind| {
            let name = prose.get(&kind.name_key()).to_owned();
            view! { <th scope="col"><span class="proxy-number">{kind.number()}</span>{name}</th> }
        })
        .collect_view();
    // What the order is by stands first.
    let others = Column::ALL.iter().copied().filter(|column| Some(*column) != by);
    let rows = by
        .into_iter()
        .chain(others)
        .map(|column| {
            let cells = kinds
                .iter()
                .map(|kind| view! { <td>{view_cell(&column.cell(*kind), prose)}</td> })
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
    .into_any()
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
