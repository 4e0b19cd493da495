//! Every GET that the page made.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    client::exchange::Exchange,
    components::raw_answer::RawAnswer,
    route::Page,
    store::{session::Session, settings::messages},
};

/// The list of requests, newest first; each can be opened.
#[component]
pub fn RequestsPage(
    /// The number of the one that is opened, as the address has it.
    part: Signal<String>,
) -> impl IntoView {
    let text = messages();
    let exchanges = Session::expect().exchanges;
    let open = Memo::new(move |_| part.with(|part| part.parse::<u32>().ok()));
    let words = &text.requests;
    let rows = move || {
        let mut all = exchanges.all();
        all.reverse();
        all.into_iter().map(|exchange| view_row(&exchange)).collect_view()
    };
    let opened = move || {
        open.get()
            .and_then(|number| exchanges.numbered(number))
            .map(|exchange| {
                let is_dropped = exchange.received.bytes > 0
                    && exchange
                        .received
                        .answer
                        .as_ref()
                        .is_some_and(|answer| answer.body.is_empty());
                view! {
                    <section>
                        {is_dropped.then(|| view! { <p class="notice">{words.dropped}</p> })}
                        <RawAnswer exchange=exchange />
                    </section>
                }
            })
    };
    view! {
        <h1 tabindex="-1" id="title">{words.title}</h1>
        <p class="lead">{words.lead}</p>
        {opened}
        <div class="scroll-x" tabindex="0" role="region" aria-label=words.title>
            <table class="grid-table requests">
                <thead><tr>
                    {[words.number, words.path, words.status, words.bytes, words.first_byte, words.duration, words.open]
                        .map(|heading| view! { <th scope="col">{heading}</th> })
                        .collect_view()}
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn view_row(exchange: &Arc<Exchange>) -> impl IntoView + use<> {
    let text = messages();
    let received = &exchange.received;
    let number = exchange.number;
    let status = received
        .code()
        .map_or_else(|| text.requests.failed.to_owned(), |code| code.to_string());
    let first = received
        .timing
        .first_byte_ms
        .map_or_else(|| text.raw.unknown.to_owned(), |time| text.milliseconds(time));
    let impersonated = exchange
        .request
        .headers()
        .into_iter()
        .filter(|(name, _)| name.starts_with("Impersonate"))
        .map(|(name, value)| view! { <br /><span class="dim">{format!("{name}: {value}")}</span> })
        .collect_view();
    view! {
        <tr>
            <td class="number">{number}</td>
            <td class="path">"GET "{exchange.url.clone()}{impersonated}</td>
            <td>{status}</td>
            <td class="number">{text.bytes(received.bytes)}</td>
            <td class="number">{first}</td>
            <td class="number">{text.milliseconds(received.timing.done_ms)}</td>
            <td>
                <a
                    class="button small"
                    href=Page::Requests.part(&number.to_string()).address()
                    aria-label=format!("{} {number}", text.requests.open)
                >
                    {text.requests.open}
                </a>
            </td>
        </tr>
    }
}
