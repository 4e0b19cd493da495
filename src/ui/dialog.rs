//! A native modal dialog with a title and a button that closes it.

use leptos::{html, prelude::*};

/// Opens and closes a [`Dialog`].
#[derive(Clone, Copy, Debug, Default)]
pub struct Opener {
    node: NodeRef<html::Dialog>,
}

impl Opener {
    /// Opens it in front of the page.
    pub fn open(self) {
        if let Some(dialog) = self.node.get_untracked() {
            // What is open already stays so.
            let _ = dialog.show_modal();
        }
    }

    /// Closes it; the focus goes back to where it was.
    pub fn close(self) {
        if let Some(dialog) = self.node.get_untracked() {
            dialog.close();
        }
    }
}

/// The dialog.
#[component]
pub fn Dialog(
    /// What opens and closes it.
    opener: Opener,
    /// Its class.
    class: &'static str,
    /// What it is.
    title: &'static str,
    /// What the button says that closes it.
    close: &'static str,
    /// What it shows.
    children: Children,
) -> impl IntoView {
    view! {
        <dialog class=class node_ref=opener.node aria-label=title>
            <div class="dialog-head">
                <strong>{title}</strong>
                <button type="button" class="button small" on:click=move |_| opener.close()>{close}</button>
            </div>
            {children()}
        </dialog>
    }
}
