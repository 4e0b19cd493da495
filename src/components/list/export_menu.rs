//! The button that opens what can be taken along of a list.

use leptos::prelude::*;

use crate::{store::settings::messages, ui::menu::Menu};

/// Takes along what a list shows.
#[component]
pub fn ExportMenu(
    /// What the menu holds, built when it is opened.
    content: ViewFn,
) -> impl IntoView {
    let text = messages();
    view! {
        <Menu
            id="export-menu".to_owned()
            class="button small"
            label=text.rows.export
            button=view! { {text.rows.export} " " <span aria-hidden="true">"▾"</span> }.into_any()
            panel=content
        />
    }
}
