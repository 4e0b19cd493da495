//! A command that can be copied, in the colours of the spectrum.

use leptos::prelude::*;

use super::spectrum;
use crate::{
    dialect::Snippet,
    store::settings::messages,
    ui::copy_button::{CopyButton, CopyWords},
};

/// A command with a heading and what is to be known of it.
#[component]
pub fn Command(
    /// The heading.
    title: &'static str,
    /// What it does, in one line.
    about: &'static str,
    /// The command.
    snippet: Snippet,
    /// What it cannot say.
    #[prop(optional)]
    notes: Vec<String>,
) -> impl IntoView {
    let text = messages();
    let plain = snippet.plain();
    let lines = spectrum::snippet(text, &snippet);
    let notes: Vec<_> = notes.into_iter().map(|note| view! { <li>{note}</li> }).collect();
    view! {
        <section class="command">
            <div class="command-head">
                <div><h2>{title}</h2><p>{about}</p></div>
                <CopyButton text=move |()| plain.clone() words=copy_words() />
            </div>
            <div class="code" tabindex="0" role="region" aria-label=title>{lines}</div>
            {(!notes.is_empty()).then(|| view! { <ul class="notice">{notes}</ul> })}
        </section>
    }
}

/// What copy buttons say.
pub fn copy_words() -> CopyWords {
    let shell = &messages().shell;
    CopyWords {
        copy: shell.copy.into(),
        copied: shell.copied,
        failed: shell.copy_failed,
    }
}
