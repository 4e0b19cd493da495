//! The window as a whole: changes of its size.

use leptos::{ev, leptos_dom::helpers::window_event_listener, prelude::on_cleanup};

/// Calls back after each change of the window's size, zoom included, as long as the owner lives.
pub fn on_resize(changed: impl Fn() + 'static) {
    let listener = window_event_listener(ev::resize, move |_| changed());
    on_cleanup(move || listener.remove());
}
