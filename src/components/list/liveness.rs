//! Whether a list follows the cluster, always in sight, with the means to stop it.

use leptos::prelude::*;

use crate::{
    i18n::Messages,
    store::{
        arranged::Arranged,
        listed::{Liveness, Off},
        settings::messages,
    },
};

/// The state of a list's watch.
#[component]
pub fn LivenessPill(
    /// The list.
    arranged: Arranged,
) -> impl IntoView {
    let text = messages();
    let listed = arranged.listed;
    let level = move || {
        listed.liveness.with(|liveness| match liveness {
            Liveness::Live => "live",
            Liveness::NotYet | Liveness::CatchingUp | Liveness::OtherTabs => "waiting",
            Liveness::Stale { .. } | Liveness::Off(Off::Refused(_)) => "bad",
            Liveness::Paused { .. } | Liveness::Off(_) => "recorded",
        })
    };
    let said = Memo::new(move |_| {
        // Times go on.
        arranged.now.track();
        listed.liveness.with(|liveness| words(text, arranged, liveness))
    });
    let can_pause = move || {
        listed
            .liveness
            .with(|liveness| matches!(liveness, Liveness::Live | Liveness::CatchingUp | Liveness::Stale { .. }))
    };
    let is_paused = move || {
        listed
            .liveness
            .with(|liveness| matches!(liveness, Liveness::Paused { .. }))
    };
    view! {
        <span class="liveness" role="status">
            <span class="dot" data-level=level></span>
            <span>{said}</span>
        </span>
        {move || can_pause().then(|| view! {
            <button type="button" class="button small" on:click=move |_| listed.pause()>{text.rows.pause}</button>
        })}
        {move || is_paused().then(|| view! {
            <button type="button" class="button small" on:click=move |_| listed.resume()>{text.rows.resume}</button>
        })}
    }
}

fn words(text: &'static Messages, arranged: Arranged, liveness: &Liveness) -> String {
    let words = &text.rows;
    let ago = |since_ms: f64| text.milliseconds(whole_seconds(arranged.listed.milliseconds_since(since_ms)));
    match liveness {
        Liveness::NotYet => text.list.loading.to_owned(),
        Liveness::CatchingUp => words.catching_up.to_owned(),
        Liveness::Live => words.live.to_owned(),
        Liveness::Stale {
            since_ms, retry_at_ms, ..
        } => {
            let left = arranged.listed.milliseconds_until(*retry_at_ms);
            let since = (words.stale_since)(&ago(*since_ms));
            let retry = (words.retrying_in)(&text.milliseconds(whole_seconds(left)));
            format!("{since}, {retry}")
        }
        Liveness::Paused { since_ms } => (words.paused)(&ago(*since_ms)),
        Liveness::OtherTabs => words.other_tabs.to_owned(),
        Liveness::Off(off) => match off {
            Off::Recorded => words.off_recorded,
            Off::NotWatchable => words.off_not_watchable,
            Off::Refused(_) => words.off_refused,
            Off::Partial => words.off_partial,
        }
        .to_owned(),
    }
}

fn whole_seconds(milliseconds: f64) -> f64 {
    (milliseconds / 1_000.0).ceil().max(0.0) * 1_000.0
}
