//! The tally of all requests, at the foot of every page.

use leptos::prelude::*;

use crate::{
    route::Page,
    store::{session::Session, settings::messages},
};

/// So many GET, no others, one origin; and the newest answer.
#[component]
pub fn Footer() -> impl IntoView {
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
        </footer>
    }
}
