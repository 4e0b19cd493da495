//! Where the page is: its origin, its address behind `#`, and changes of it.

use leptos::{ev, leptos_dom::helpers::window_event_listener, prelude::on_cleanup};

/// The origin, such as `http://127.0.0.1:8001`.
pub fn origin() -> String {
    location(web_sys::Location::origin)
}

/// The host and port, such as `127.0.0.1:8001`.
pub fn host() -> String {
    location(web_sys::Location::host)
}

/// What stands behind the host and before `?`, such as `/static/`.
pub fn path() -> String {
    location(web_sys::Location::pathname)
}

/// What stands behind `#`, with the `#`; empty if there is nothing.
pub fn hash() -> String {
    // `location.hash` is percent-decoded in no current browser, but `href` never was in any.
    let href = location(web_sys::Location::href);
    href.split_once('#')
        .map_or_else(String::new, |(_, hash)| format!("#{hash}"))
}

/// A parameter before `#`, such as `api-prefix`, decoded.
pub fn parameter(name: &str) -> Option<String> {
    let search = location(web_sys::Location::search);
    crate::kube::query::Query::parse(search.strip_prefix('?').unwrap_or_default()).get(name)
}

/// Goes to another address, given with its `#`.
pub fn go(address: &str) {
    if let Some(window) = web_sys::window() {
        // Only a hash is ever set, which cannot fail.
        let _ = window.location().set_hash(address);
    }
}

/// Goes to another address without a new entry in the history.
pub fn replace(address: &str) {
    if let Some(window) = web_sys::window() {
        // As above.
        let _ = window.location().replace(address);
    }
}

/// Opens the page anew with other parameters before `#`; the address behind it stays.
pub fn reopen_with(search: &str) {
    if let Some(window) = web_sys::window() {
        let address = format!("{}{search}{}", path(), hash());
        // A path on our own origin, which cannot fail.
        let _ = window.location().assign(&address);
    }
}

/// Calls back after each change of what stands behind `#`, as long as the owner lives.
pub fn on_change(changed: impl Fn() + 'static) {
    let listener = window_event_listener(ev::hashchange, move |_| changed());
    on_cleanup(move || listener.remove());
}

fn location(read: impl Fn(&web_sys::Location) -> Result<String, wasm_bindgen::JsValue>) -> String {
    web_sys::window()
        .and_then(|window| read(&window.location()).ok())
        .unwrap_or_default()
}
