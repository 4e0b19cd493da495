//! What is said about a list as a whole: how many rows, what they cost, how far reading has come.

use leptos::prelude::*;

use super::liveness::LivenessPill;
use crate::{
    browser::document,
    components::waiting::Waiting,
    store::{
        arranged::Arranged,
        listed::{Listed, Phase, Progress},
        settings::messages,
    },
    sync::rows::Rows,
};

const RELOAD: &str = "list-reload";

/// The line between the overview and the rows.
#[component]
pub fn Summary(
    /// The list.
    arranged: Arranged,
    /// Whether rows of several namespaces are shown.
    is_across: Signal<bool>,
) -> impl IntoView {
    let text = messages();
    let listed = arranged.listed;
    let is_reading = Memo::new(move |_| match listed.phase.get() {
        Phase::Waiting => Some(None),
        Phase::Reading(progress) => Some(Some(progress)),
        Phase::Complete | Phase::Stopped | Phase::Failed(_) => None,
    });
    view! {
        {move || match is_reading.get() {
            Some(None) => view! { <Waiting words=text.list.loading /> }.into_any(),
            Some(Some(progress)) => view! { <Reading listed=listed progress=progress /> }.into_any(),
            None => view! { <Counted arranged=arranged is_across=is_across /> }.into_any(),
        }}
        {move || arranged.sorts_to_the_unit().then(|| view! {
            <p class="bar notice">
                {text.rows.to_the_unit}
                <button type="button" class="button small" on:click=move |_| listed.ask_times()>
                    {(text.rows.ask_times)(&text.bytes(listed.cost_of_times()))}
                </button>
            </p>
        })}
        {move || {
            let missing = arranged.missing_columns();
            let unreadable = arranged.unreadable_columns();
            let said: Vec<String> = missing
                .iter()
                .map(|name| (text.rows.unknown_column)(name))
                .chain(unreadable.iter().map(|(name, why)| format!("{name}: {}", (text.rows.bad_json_path)(why))))
                .collect();
            let said = said.join(" ");
            (!said.is_empty()).then(|| view! { <p class="notice" role="status">{said}</p> })
        }}
    }
}

/// How far reading has come, and the means to stop it.
#[component]
fn Reading(listed: Listed, progress: Progress) -> impl IntoView {
    let text = messages();
    let said = (text.rows.so_far)(&text.count(progress.rows), &text.bytes(progress.bytes));
    let of_namespaces = progress
        .namespaces
        .map(|(done, all)| format!(" · {}", (text.rows.of_namespaces)(&text.count(done), &text.count(all))));
    let (value, most) = match (progress.namespaces, progress.all_rows) {
        (Some((done, all)), _) => (Some(done), Some(all)),
        (None, Some(all)) => (Some(progress.rows.min(all)), Some(all)),
        (None, None) => (None, None),
    };
    view! {
        <div class="bar summary" role="status">
            <progress
                max=most.map(|most| most.to_string())
                value=value.map(|value| value.to_string())
                aria-label=text.list.loading
            ></progress>
            <span>{said}{of_namespaces}</span>
            {progress.waits_seconds.map(|seconds| view! { <strong>{(text.failures.retry_after)(seconds)}</strong> })}
            <button type="button" class="button small" on:click=move |_| listed.stop()>{text.list.stop}</button>
        </div>
    }
}

/// How many rows there are, how long that took and what it cost.
#[component]
fn Counted(arranged: Arranged, is_across: Signal<bool>) -> impl IntoView {
    let text = messages();
    let listed = arranged.listed;
    let counted = Memo::new(move |_| {
        let (all, namespaces) = listed.rows.with(|rows| (rows.len(), rows.namespaces().len()));
        let shown = arranged.arrangement.with(|arrangement| arrangement.shown());
        let mut words = if shown == all {
            (text.list.rows)(all, &text.count(all))
        } else {
            (text.rows.shown)(&text.count(shown), &text.count(all))
        };
        if is_across.get() && all > 0 {
            words = format!(
                "{words} {}",
                (text.list.in_namespaces)(namespaces, &text.count(namespaces))
            );
        }
        words
    });
    let cost = move || {
        listed.exchanges.with(|exchanges| {
            let (first, last) = (exchanges.first()?, exchanges.last()?);
            let bytes = exchanges.iter().map(|exchange| exchange.received.bytes).sum();
            let time = last.sent_at_ms - first.sent_at_ms + last.received.timing.done_ms;
            let count = exchanges.len();
            Some((text.list.summary)(
                &text.milliseconds(time),
                &text.bytes(bytes),
                count,
                &text.count(count),
            ))
        })
    };
    let again = move || {
        listed.again();
        // The button leaves while the list is read, and the focus with it.
        document::focus_again(RELOAD);
    };
    let has_rows = move || !listed.rows.with(Rows::is_empty);
    let has_failed = move || listed.phase.with(|phase| matches!(phase, Phase::Failed(_)));
    let is_stopped = move || listed.phase.with(|phase| matches!(phase, Phase::Stopped));
    view! {
        <div class="bar summary">
            <span role="status">{move || (has_rows() || !has_failed()).then(|| counted.get())}</span>
            <span class="dim">{cost}</span>
            {move || is_stopped().then(|| view! { <strong>{text.list.stopped}</strong> })}
            {move || (!has_failed()).then(|| view! { <LivenessPill arranged=arranged /> })}
            <button type="button" class="button small" id=RELOAD on:click=move |_| again()>{text.shell.reload}</button>
        </div>
    }
}
