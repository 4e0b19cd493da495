//! Says that an answer is being waited for, and after two seconds that it still is.

use leptos::{prelude::*, reactive::spawn_local_scoped_with_cancellation};

use crate::{browser::timer, store::settings::messages};

/// After how long a reader begins to wonder.
const LONG_MS: u32 = 2_000;

/// Shown for as long as somebody waits.
#[component]
pub fn Waiting(
    /// What is said at first.
    words: &'static str,
) -> impl IntoView {
    let text = messages();
    let said = RwSignal::new(words);
    spawn_local_scoped_with_cancellation(async move {
        timer::sleep(LONG_MS).await;
        said.try_set(text.shell.still_waiting);
    });
    view! { <p class="waiting" role="status">{said}</p> }
}
