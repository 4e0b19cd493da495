//! The raw lens: the request that the address names, as it went over the wire; below it what the page really sent.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    client::exchange::Exchange,
    components::{failure_panel::FailurePanel, raw_answer::RawAnswer, waiting::Waiting},
    kube::{failure::Failure, request::ApiRequest},
    store::{fetched::Fetched, session::Session, settings::messages},
};

/// How much of an answer is read unasked, in bytes.
const MOST: usize = 10_000_000;

/// Sends the request of the address for this lens alone, and shows it raw.
#[component]
pub fn RawLens(
    /// The request.
    request: ApiRequest,
) -> impl IntoView {
    let text = messages();
    let path = request.path.clone();
    let fetched = Fetched::at_most(request.clone(), Some(MOST));
    let failure = move || {
        fetched.failure().map(|failure| {
            let is_cut = matches!(failure, Failure::TooLarge(_));
            let again = move |()| {
                if is_cut {
                    fetched.whole();
                } else {
                    fetched.again();
                }
            };
            view! { <FailurePanel failure=failure request=Some(request.clone()) again=again /> }
        })
    };
    let exchanges = Session::expect().exchanges;
    let others = move || {
        let newest = fetched.newest.get().map(|exchange| exchange.number);
        let rows: Vec<_> = exchanges
            .all()
            .into_iter()
            .filter(|exchange| Some(exchange.number) != newest && is_of_page(exchange, &path))
            .rev()
            .map(|exchange| view! { <PageRequest exchange=exchange /> })
            .collect();
        (!rows.is_empty()).then(|| {
            view! {
                <section>
                    <h2>{text.raw.page_requests}</h2>
                    {rows}
                </section>
            }
        })
    };
    view! {
        <p class="dim">{text.raw.own_request}</p>
        {move || fetched.is_waiting.get().then(|| view! { <Waiting words=text.shell.waiting /> })}
        {failure}
        <RawExchange exchange=fetched.newest />
        {others}
    }
}

/// Shows the newest exchange raw.
#[component]
pub fn RawExchange(
    /// The exchange.
    #[prop(into)]
    exchange: Signal<Option<Arc<Exchange>>>,
) -> impl IntoView {
    move || exchange.get().map(|exchange| view! { <RawAnswer exchange=exchange /> })
}

/// One request that the page sent, to be opened.
#[component]
fn PageRequest(exchange: Arc<Exchange>) -> impl IntoView {
    let text = messages();
    let is_open = RwSignal::new(false);
    let received = &exchange.received;
    let status = received
        .code()
        .map_or_else(|| text.requests.failed.to_owned(), |code| code.to_string());
    let line = format!(
        "{status} · GET {} · {} · {}",
        exchange.url,
        text.bytes(received.bytes),
        text.milliseconds(received.timing.done_ms)
    );
    view! {
        <details on:toggle=move |_| is_open.update(|open| *open = !*open)>
            <summary class="mono">{line}</summary>
            {move || is_open.get().then(|| view! { <RawAnswer exchange=Arc::clone(&exchange) /> })}
        </details>
    }
}

/// Whether a request was made for the page of a list: for the list itself or for one of its namespaces.
fn is_of_page(exchange: &Exchange, path: &crate::kube::path::ApiPath) -> bool {
    let target = exchange.request.target();
    exchange.request.path == *path
        || (target.resource().is_some()
            && target.resource() == path.target().resource()
            && path.target().namespace().is_none()
            && matches!(target, crate::kube::path::Target::Collection { .. }))
}
