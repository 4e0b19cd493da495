//! The headings of a list: each says what its column shows, and sorts by it.

use leptos::prelude::*;

use super::address;
use crate::{
    route::ApiRoute,
    store::{
        arranged::{Arranged, column_named, headings},
        settings::messages,
    },
    sync::{filter::NAMESPACE, rows::Rows},
};

/// The row of headings.
#[component]
pub fn Head(
    /// The list.
    arranged: Arranged,
    /// The page's route.
    route: Signal<ApiRoute>,
) -> impl IntoView {
    let shown = Memo::new(move |_| {
        let columns = arranged.columns.get();
        arranged.listed.rows.with(|rows| {
            let described = columns
                .iter()
                .map(|column| (*column, heading(rows, *column), description(rows, *column)));
            described.collect::<Vec<_>>()
        })
    });
    let cell = move |(column, heading, description): (usize, String, String)| {
        let sorted = move || {
            let sort = arranged.view.with(|view| view.sort.clone())?;
            let is_it = arranged
                .listed
                .rows
                .with(|rows| column_named(&headings(rows), &sort.heading))
                == Some(column);
            is_it.then_some(if sort.is_descending { "descending" } else { "ascending" })
        };
        let sort = {
            let heading = heading.clone();
            move |_| {
                address::go(route, |view| {
                    view.sort = address::next_sort(view.sort.as_ref(), &heading);
                });
            }
        };
        view! {
            <th scope="col" aria-sort=sorted>
                <button type="button" class="heading" tabindex="-1" title=description on:click=sort>{heading}</button>
            </th>
        }
    };
    view! { <tr aria-rowindex="1">{move || shown.get().into_iter().map(cell).collect_view()}</tr> }
}

/// The heading of a column.
pub fn heading(rows: &Rows, column: usize) -> String {
    if column == NAMESPACE {
        return messages().list.namespace_column.to_owned();
    }
    rows.columns()
        .get(column)
        .map(|column| column.name.clone())
        .unwrap_or_default()
}

fn description(rows: &Rows, column: usize) -> String {
    rows.columns()
        .get(column)
        .map(|column| column.description.clone())
        .unwrap_or_default()
}
