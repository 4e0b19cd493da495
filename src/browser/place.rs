//! Where the reader is on a page, kept in the browser's history: going back or reloading leads there again, a link does not.

use wasm_bindgen::JsValue;

/// Keeps it with the entry of the history that is shown now.
pub fn keep(place: &str) {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        // Browsers refuse it only of pages that do so very often: Safari from a hundred times in ten seconds on.
        let _ = history.replace_state(&JsValue::from_str(place), "");
    }
}

/// What was kept with it.
pub fn kept() -> Option<String> {
    web_sys::window()?.history().ok()?.state().ok()?.as_string()
}
