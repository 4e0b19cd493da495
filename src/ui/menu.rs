//! A button that opens a panel below itself: a native popover, closed by Escape or a click elsewhere.

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast as _;

use crate::browser::document;

/// A button and the panel that it opens. The panel's content is built when it is first opened.
#[component]
pub fn Menu(
    /// The id of the panel, unique in the page.
    id: String,
    /// Classes of the button.
    #[prop(into)]
    class: String,
    /// The button's name for those who do not see it, where its content does not say enough.
    #[prop(into, optional)]
    label: Option<String>,
    /// What the button shows.
    button: AnyView,
    /// Builds what the panel shows.
    #[prop(into)]
    panel: ViewFn,
) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let place = RwSignal::new((0.0, 0.0));
    let opener = NodeRef::<html::Button>::new();
    let toggled = move |event: ev::Event| {
        let opens = event
            .dyn_into::<web_sys::ToggleEvent>()
            .is_ok_and(|event| event.new_state() == "open");
        if opens && let Some(button) = opener.get_untracked() {
            place.set(document::lower_left(&button));
        }
        is_open.set(opens);
    };
    view! {
        <button
            type="button"
            class=class
            node_ref=opener
            popovertarget=id.clone()
            aria-label=label
            aria-expanded=move || is_open.get().to_string()
        >
            {button}
        </button>
        <div
            id=id
            class="menu"
            popover="auto"
            on:beforetoggle=toggled
            style=("--menu-left", move || pixels(place.get().0))
            style=("--menu-top", move || pixels(place.get().1))
        >
            <Show when=move || is_open.get()>{panel.run()}</Show>
        </div>
    }
}

/// Whole pixels: writing fractions out takes eleven kilobytes of wasm.
#[allow(clippy::cast_possible_truncation)] // places on a screen
fn pixels(place: f64) -> String {
    format!("{}px", place.round() as i32)
}
