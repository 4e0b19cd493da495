//! A small round button that opens something at its own place.

use leptos::{html, prelude::*};

use crate::browser::document;

/// The button.
#[component]
pub fn Mark(
    /// What it opens, for those who do not see it.
    label: String,
    /// Opens it; is told the left and lower edge of the button in CSS pixels.
    #[prop(into)]
    open: Callback<(f64, f64)>,
) -> impl IntoView {
    let button = NodeRef::<html::Button>::new();
    let opened = move |_| {
        if let Some(button) = button.get_untracked() {
            open.run(document::lower_left(&button));
        }
    };
    view! {
        // The style sheet draws the sign: it is no part of the text beside it, not even when that is copied.
        <button
            type="button"
            class="concept-mark"
            node_ref=button
            aria-label=label
            aria-haspopup="dialog"
            on:click=opened
        ></button>
    }
}
