//! What stands behind `#` is no page.

use leptos::prelude::*;

use crate::{kube::path::UnsafePath, route::Route, store::settings::messages};

/// Says so, and leads back.
#[component]
pub fn UnknownPage(
    /// What stands behind `#`.
    text: String,
    /// What is wrong with it as a path, if it looks like one.
    why: Option<UnsafePath>,
) -> impl IntoView {
    let words = &messages().shell;
    let meaning = if why.is_some() {
        words.unsafe_path
    } else {
        words.not_found_text
    };
    view! {
        <div class="page">
            <h1 tabindex="-1" id="title">{words.not_found}</h1>
            <p class="code">{text}</p>
            <p>{meaning}</p>
            <p><a class="button" href=Route::Start.address()>{words.home}</a></p>
        </div>
    }
}
