//! The keyboard shortcuts, in a dialog that the key `?` opens on every page.

use leptos::{ev, prelude::*};

use crate::{
    browser::document,
    store::settings::messages,
    ui::dialog::{Dialog, Opener},
};

/// Keys, each by itself or one after another, and what they do.
type Shortcut = (&'static [&'static str], &'static str);

/// The dialog.
#[component]
pub fn Shortcuts(
    /// What opens it, beside the key.
    opener: Opener,
) -> impl IntoView {
    let text = messages();
    let pressed = window_event_listener(ev::keydown, move |event| {
        if event.key() == "?" && document::is_plain(&event) && !document::is_typing() {
            event.prevent_default();
            opener.open();
        }
    });
    on_cleanup(move || pressed.remove());
    let words = &text.shortcuts;
    let everywhere: [Shortcut; 3] = [
        (&["/", "Ctrl K", "⌘ K"], text.shell.edit_address),
        (&["Esc"], words.close),
        (&["?"], words.this),
    ];
    let in_a_list: [Shortcut; 8] = [
        (&["Tab"], words.table),
        (&["↑", "↓"], words.row),
        (&["Page Up", "Page Down"], words.screen),
        (&["Home", "End"], words.ends),
        (&["Enter"], words.open),
        (&["↑"], words.headings),
        (&["←", "→"], words.heading),
        (&["Enter"], words.sort),
    ];
    view! {
        <Dialog opener=opener class="shortcuts" title=words.title close=text.shell.close>
            {view_section(words.everywhere, &everywhere)}
            {view_section(words.in_a_list, &in_a_list)}
        </Dialog>
    }
}

fn view_section(title: &'static str, shortcuts: &[Shortcut]) -> AnyView {
    let lines: Vec<_> = shortcuts
        .iter()
        .map(|(keys, does)| {
            let keys: Vec<_> = keys.iter().map(|key| view! { <kbd>{*key}</kbd> " " }).collect();
            view! { <dt>{keys}</dt><dd>{*does}</dd> }
        })
        .collect();
    view! {
        <h2>{title}</h2>
        <dl>{lines}</dl>
    }
    .into_any()
}
