//! What older documents say of the ways to the API, and what holds today.

use leptos::prelude::*;

use super::command::view_snippet;
use crate::{
    components::rich_text::rich,
    learn::access::{old, today},
    wire::{
        access::{history::History, names::Names, words::Page},
        prose::Prose,
        vocabulary::Vocabulary as _,
    },
};

/// Each statement, then and now.
pub fn view_history(names: &Names, prose: &Prose) -> AnyView {
    let say = |page: Page| prose.get(page.key()).to_owned();
    let entries: Vec<_> = History::ALL
        .iter()
        .map(|entry| {
            let then = old(*entry)
                .map(|snippet| view! { <p class="dim">{say(Page::HistoryOld)}</p> {view_snippet(&snippet)} });
            let now = today(*entry, names)
                .map(|snippet| view! { <p class="dim">{say(Page::HistoryToday)}</p> {view_snippet(&snippet)} });
            view! {
                <li>
                    <div>
                        <p><b>{say(Page::HistorySays)}</b> " " {rich(prose.get(&entry.says_key()))}</p>
                        {then}
                    </div>
                    <div>
                        <p><b>{say(Page::HistoryNow)}</b> " " {rich(prose.get(&entry.now_key()))}</p>
                        {now}
                        <p class="proof">{prose.fill(Page::Source.key(), &[("source", entry.source().0)])}</p>
                    </div>
                </li>
            }
        })
        .collect();
    view! { <p class="code-text">{rich(prose.get(Page::HistoryIntro.key()))}</p><ul class="history">{entries}</ul> }
        .into_any()
}
