//! What can be taken along of a list: the shown rows as text, the command that prints them, a link.
//!
//! It is a part of its own of the wasm, which comes when the menu is first opened.

use leptos::prelude::*;

use super::head::heading;
use crate::{
    browser::{document, location},
    components::command::copy_words,
    dialect::{self, kubectl},
    kube::discovery::Discovery,
    route::ApiRoute,
    store::{arranged::Arranged, discovery::DiscoveryStore, settings::messages},
    sync::{filter::NAMESPACE, rows::Rows, shown},
    text::export::{self, Format},
    ui::copy_button::{CopyButton, CopyWords},
};

/// What the menu holds.
pub fn view_export(arranged: Arranged, route: Signal<ApiRoute>) -> AnyView {
    let text = messages();
    let lines = Format::ALL.into_iter().map(|format| {
        let name = format.name();
        let words = CopyWords {
            copy: (text.rows.copy_as)(name).into(),
            ..copy_words()
        };
        view! {
            <li>
                <CopyButton text=move |()| written(arranged, format) words=words />
                <button type="button" class="button small" on:click=move |_| download(arranged, route, format)>
                    {(text.rows.download)(name)}
                </button>
            </li>
        }
    });
    let count = move || arranged.arrangement.with(|arrangement| arrangement.rows().count());
    view! {
        <p>{move || (text.rows.export_text)(&text.count(count()))}</p>
        {move || arranged.listed.rows.with(has_formula).then(|| view! { <p class="notice">{text.rows.formula}</p> })}
        <ul class="export-list">{lines.collect_view()}</ul>
        <hr />
        <ul class="export-list">
            <li><CopyButton text=move |()| link(route) words=CopyWords { copy: text.rows.copy_link.into(), ..copy_words() } /></li>
            <li><CopyButton text=move |()| command(route) words=CopyWords { copy: text.rows.copy_kubectl.into(), ..copy_words() } /></li>
        </ul>
    }
    .into_any()
}

/// The shown rows in a format.
fn written(arranged: Arranged, format: Format) -> String {
    let (columns, arrangement) = (arranged.columns.get_untracked(), arranged.arrangement.get_untracked());
    let now = arranged.now.get_untracked();
    arranged.listed.rows.with_untracked(|rows| {
        let headings: Vec<String> = columns.iter().map(|column| heading(rows, *column)).collect();
        let headings: Vec<&str> = headings.iter().map(String::as_str).collect();
        let cells: Vec<Vec<String>> = arrangement
            .rows()
            .map(|row| columns.iter().map(|column| cell(rows, row, *column, now)).collect())
            .collect();
        export::write(
            format,
            &headings,
            cells.iter().map(|row| row.iter().map(String::as_str)),
        )
    })
}

fn cell(rows: &Rows, row: crate::sync::rows::RowNumber, column: usize, now: i64) -> String {
    match column {
        NAMESPACE => rows.namespace(row).unwrap_or_default().to_owned(),
        column => shown::cell(rows, row, column, now).into_owned(),
    }
}

fn has_formula(rows: &Rows) -> bool {
    let mut columns = (0..rows.columns().len()).filter_map(|column| rows.texts(column));
    columns.any(|texts| texts.iter().any(export::is_formula))
}

fn download(arranged: Arranged, route: Signal<ApiRoute>, format: Format) {
    let target = route.with_untracked(|route| route.request.target());
    let name = target
        .resource()
        .map(|resource| resource.resource.clone())
        .unwrap_or_default();
    let file = format!("{name}.{}", format.extension());
    document::download(&file, format.media_type(), written(arranged, format).as_bytes());
}

fn link(route: Signal<ApiRoute>) -> String {
    let address = route.with_untracked(ApiRoute::address);
    format!("{}{}{address}", location::origin(), location::path())
}

fn command(route: Signal<ApiRoute>) -> String {
    let served = DiscoveryStore::expect().served_now();
    let empty = Discovery::default();
    let discovery = served.as_ref().map_or(&empty, |served| &served.discovery);
    let idiomatic = route.with_untracked(|route| kubectl::idiomatic(&route.request, discovery, dialect::View::Table));
    let snippet = idiomatic
        .snippet
        .unwrap_or_else(|| route.with_untracked(|route| kubectl::raw(&route.request).snippet));
    snippet.plain()
}
