//! The foot of every page: the tally of all requests, and the way to the keyboard shortcuts.

use leptos::prelude::*;

use crate::{
    route::Page,
    store::{session::Session, settings::messages},
    ui::dialog::Opener,
};

/// So many GET, no others, one origin; and the newest answer.
#[component]
pub fn Footer(
    /// Opens the keyboard shortcuts.
    shortcuts: Opener,
) -> impl IntoView {
    let text = messages();
    let exchanges = Session::expect().exchanges;
    let last = move || {
        exchanges.last().map(|exchange| {
            let received = &exchange.received;
            let status = received
                .code()
                .map_or_else(|| text.requests.failed.to_owned(), |code| code.to_string());
            (text.shell.last)(
                &status,
                &text.milliseconds(received.timing.done_ms),
                &text.bytes(received.bytes),
            )
        })
    };
    view! {
        <footer class="foot" aria-label=text.shell.footer>
            <a href=Page::Requests.address()>
                {move || (text.shell.tally)(&text.count(exchanges.count()))}
            </a>
            <span class="wide-only">{last}</span>
            <button type="button" class="shortcuts-button wide-only" on:click=move |_| shortcuts.open()>
                {text.shortcuts.title} " " <kbd aria-hidden="true">"?"</kbd>
            </button>
        </footer>
    }
}
