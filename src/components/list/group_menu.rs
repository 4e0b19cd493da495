//! The choice of the column by which rows are grouped.

use leptos::prelude::*;

use super::{address, head::heading};
use crate::{
    browser::document,
    route::ApiRoute,
    store::{arranged::Arranged, settings::messages},
    sync::filter::NAMESPACE,
    ui::menu::Menu,
};

const ID: &str = "group-menu";

/// Groups rows by one of their columns.
#[component]
pub fn GroupMenu(
    /// The list.
    arranged: Arranged,
    /// The page's route.
    route: Signal<ApiRoute>,
) -> impl IntoView {
    let text = messages();
    let choose = move |group: Option<String>| {
        document::hide_popover(ID);
        address::go(route, |view| view.group = group);
    };
    let panel = move || {
        let current = arranged.view.with(|view| view.group.clone());
        let columns = arranged.columns.get();
        let item = |name: String, group: Option<String>| {
            let is_current = group == current;
            view! {
                <li>
                    <button type="button" aria-pressed=is_current.to_string() on:click=move |_| choose(group.clone())>{name}</button>
                </li>
            }
        };
        let named = arranged.listed.rows.with(|rows| {
            let names = columns.iter().map(|column| match *column {
                // Its name in addresses is the same in every language.
                NAMESPACE => (heading(rows, NAMESPACE), "Namespace".to_owned()),
                column => (heading(rows, column), heading(rows, column)),
            });
            names.collect::<Vec<_>>()
        });
        view! {
            <ul class="menu-list">
                {item(text.rows.no_groups.to_owned(), None)}
                {named.into_iter().map(|(name, group)| item(name, Some(group))).collect_view()}
            </ul>
        }
    };
    let button = move || {
        let group = arranged.view.with(|view| view.group.clone());
        view! { {text.rows.group_by} {group.map(|group| format!(": {group}"))} " " <span aria-hidden="true">"▾"</span> }
    };
    view! { <Menu id=ID.to_owned() class="button small" label=text.rows.group_by button=button.into_any() panel=panel /> }
}
