//! A button that copies a text and says so.

use std::borrow::Cow;

use leptos::{prelude::*, reactive::spawn_local_scoped_with_cancellation};

use crate::browser::{clipboard, timer};

/// What the button says in each of its states.
#[derive(Clone, Debug)]
pub struct CopyWords {
    /// Before.
    pub copy: Cow<'static, str>,
    /// After it worked.
    pub copied: &'static str,
    /// After the browser refused.
    pub failed: &'static str,
}

/// Copies what `text` gives when clicked.
#[component]
pub fn CopyButton(
    /// What to copy, asked for at the click.
    #[prop(into)]
    text: Callback<(), String>,
    /// What the button says.
    words: CopyWords,
) -> impl IntoView {
    let said = RwSignal::new(words.copy.clone());
    let copy = move |_| {
        let words = words.clone();
        spawn_local_scoped_with_cancellation(async move {
            let worked = clipboard::copy(&text.run(())).await;
            said.try_set(Cow::Borrowed(if worked { words.copied } else { words.failed }));
            timer::sleep(2_000).await;
            said.try_set(words.copy);
        });
    };
    view! {
        <button type="button" class="button small" on:click=copy>
            <span aria-live="polite">{said}</span>
        </button>
    }
}
