//! An exchange as it went over the wire: status line, headers, body, bytes and times.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    browser::document,
    client::exchange::{Exchange, HttpVersion},
    components::{concept_mark::concept_mark, spectrum},
    i18n::Messages,
    kube::answer::Answer,
    learn::concept::place::of_header,
    store::settings::messages,
};

/// How many bytes of a body are shown at first.
const SHOWN: usize = 100_000;

/// Shows one exchange.
#[component]
pub fn RawAnswer(
    /// The exchange.
    exchange: Arc<Exchange>,
) -> impl IntoView {
    let text = messages();
    let received = exchange.received.clone();
    let sent: Vec<_> = exchange
        .request
        .headers()
        .into_iter()
        .map(|(name, value)| view! { <tr><td>{name}</td><td>{value}</td></tr> })
        .collect();
    let first_byte = received
        .timing
        .first_byte_ms
        .map_or_else(|| text.raw.unknown.to_owned(), |time| text.milliseconds(time));
    let masked = (received.masked > 0).then(|| (text.raw.masked)(received.masked, &text.bytes(received.bytes)));
    view! {
        <h2>{text.raw.request}</h2>
        <p class="status-line">
            "GET " {spectrum::path(text, &exchange.request.path)}
            {exchange.url.split_once('?').map(|(_, query)| spectrum::coloured(text, format!("?{query}"), Some(crate::kube::path::Part::Query)))}
        </p>
        <table class="grid-table headers"><tbody>{sent}</tbody></table>
        <h2 class="raw-answer">{text.raw.answer}</h2>
        <dl class="facts">
            <div><dt>{text.raw.bytes}</dt><dd>{text.count(received.bytes)}</dd></div>
            <div><dt>{text.raw.first_byte}</dt><dd>{first_byte}</dd></div>
            <div><dt>{text.raw.in_all}</dt><dd>{text.milliseconds(received.timing.done_ms)}</dd></div>
        </dl>
        {masked.map(|words| view! { <p class="notice">{words}</p> })}
        {match received.answer {
            Some(answer) => view_answer(text, answer, received.timing.version),
            None => view! { <p>{text.raw.no_answer}</p> }.into_any(),
        }}
    }
}

fn view_answer(text: &'static Messages, answer: Arc<Answer>, version: HttpVersion) -> AnyView {
    let headers: Vec<_> = answer
        .headers
        .iter()
        .map(|(name, value)| {
            let mark = of_header(name).map(|concept| concept_mark(concept, name, Some(value.clone())));
            view! { <tr><td>{name.clone()}{mark}</td><td>{value.clone()}</td></tr> }
        })
        .collect();
    let warnings: Vec<_> = answer
        .warnings()
        .into_iter()
        .map(|warning| view! { <li>{warning}</li> })
        .collect();
    view! {
        <p class="status-line">{format!("{} {} {}", version.name(), answer.code, answer.reason)}</p>
        {(!warnings.is_empty()).then(|| view! {
            <section class="notice"><h3>{text.raw.warnings}</h3><ul>{warnings}</ul></section>
        })}
        <h3>{text.raw.headers}</h3>
        <table class="grid-table headers"><tbody>{headers}</tbody></table>
        {answer.is_derived.then(|| view! { <p class="dim">{text.raw.derived}</p> })}
        <h3>{text.raw.body}</h3>
        {view_body(text, answer)}
    }
    .into_any()
}

fn view_body(text: &'static Messages, answer: Arc<Answer>) -> AnyView {
    if answer.body.is_empty() {
        return view! { <p class="dim">{text.raw.empty_body}</p> }.into_any();
    }
    let all = RwSignal::new(answer.body.len() <= SHOWN);
    let is_text = std::str::from_utf8(&answer.body).is_ok();
    let size = text.bytes(answer.body.len());
    let kept = Arc::clone(&answer);
    let download = move |_| document::download("answer", kept.content_type(), &kept.body);
    let body = move || {
        let shown = if all.get() { answer.body.len() } else { SHOWN };
        String::from_utf8_lossy(answer.body.get(..shown).unwrap_or_default()).into_owned()
    };
    view! {
        {(!is_text).then(|| view! { <p class="notice">{text.raw.binary}</p> })}
        <pre class="code body" tabindex="0" role="region" aria-label=text.raw.body>{body}</pre>
        <button type="button" class="button small" on:click=download>{text.shell.download}</button>
        " "
        {move || (!all.get()).then(|| view! {
            <button type="button" class="button" on:click=move |_| all.set(true)>
                {(text.raw.show_all)(&size)}
            </button>
        })}
    }
    .into_any()
}
