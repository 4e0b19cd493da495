//! The field that filters rows as one types, and what it says of the text.

use leptos::prelude::*;

use super::address;
use crate::{
    browser::timer,
    route::ApiRoute,
    store::{arranged::Arranged, settings::messages},
    sync::filter::Note,
};

/// How long after the last key the address follows, in milliseconds.
const SETTLED_MS: u32 = 350;

/// Filters the rows of a list.
#[component]
pub fn FilterField(
    /// The list.
    arranged: Arranged,
    /// The page's route.
    route: Signal<ApiRoute>,
) -> impl IntoView {
    let text = messages();
    let written = StoredValue::new(arranged.typed.get_untracked());
    let keys = StoredValue::new(0_u32);
    // The address changes by other hands too: back, a link, the overview.
    Effect::new(move || {
        let wanted = arranged.view.with(|view| view.filter.clone());
        if written.get_value() != wanted {
            written.set_value(wanted.clone());
            arranged.typed.set(wanted);
        }
    });
    let input = move |event: leptos::ev::Event| {
        arranged.typed.set(event_target_value(&event));
        keys.update_value(|keys| *keys += 1);
        let mine = keys.get_value();
        arranged.listed.page().spawn(async move {
            timer::sleep(SETTLED_MS).await;
            if keys.try_get_value() == Some(mine) {
                let typed = arranged.typed.get_untracked();
                written.set_value(typed.clone());
                address::replace(route, |view| view.filter = typed);
            }
        });
    };
    let notes = move || {
        let found = arranged.filter.with(crate::sync::filter::Filter::notes);
        let words = found.into_iter().map(|note| match note {
            Note::UnknownColumn(name) => (text.rows.filter_column)(&name),
            Note::Unfinished(term) => (text.rows.filter_unfinished)(&term),
            Note::OpenQuote => text.rows.filter_open_quote.to_owned(),
        });
        words.collect::<Vec<_>>().join(" ")
    };
    view! {
        <div class="filter">
            <input
                type="search"
                class="field"
                autocomplete="off"
                spellcheck="false"
                aria-label=text.rows.filter
                aria-describedby="filter-notes"
                placeholder=text.rows.filter_hint
                prop:value=arranged.typed
                on:input=input
            />
            <span id="filter-notes" class="filter-notes" aria-live="polite">{notes}</span>
        </div>
    }
}
