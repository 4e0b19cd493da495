//! How far away the API server is, by the quickest of its small answers, as the browser measured them.
//!
//! What the page itself measures says little while it is busy drawing, and it is when it is opened.

use std::cell::Cell;

use wasm_bindgen::JsCast as _;
use web_sys::{Performance, PerformanceResourceTiming};

use crate::{browser::location, client::probe::FILTER_PROBE};

/// An answer of fewer bytes takes no time to make or to send.
const SMALL: f64 = 64.0 * 1024.0;

thread_local! {
    static NEAREST_MS: Cell<Option<f64>> = const { Cell::new(None) };
}

/// How long the quickest small answer took to begin, in milliseconds, if one has come.
pub fn nearest_ms() -> Option<f64> {
    if let Some(performance) = web_sys::window().and_then(|window| window.performance()) {
        note(&performance);
    }
    NEAREST_MS.get()
}

/// Takes up what the browser has measured, before that is cleared.
pub(super) fn note(performance: &Performance) {
    let page = format!("{}{}", location::origin(), location::path());
    let took = performance
        .get_entries_by_type("resource")
        .into_iter()
        .filter_map(|entry| {
            let entry: PerformanceResourceTiming = entry.dyn_into().ok()?;
            let name = entry.name();
            // The page's own files, and what kubectl proxy refuses by itself, say nothing of the way behind it.
            let is_of_api = !name.starts_with(&page) && !name.contains(FILTER_PROBE);
            let is_answered = entry.request_start() > 0.0 && entry.response_start() > 0.0;
            let is_small = entry.transfer_size() < SMALL;
            (is_of_api && is_answered && is_small).then(|| entry.response_start() - entry.request_start())
        });
    NEAREST_MS.set(took.chain(NEAREST_MS.get()).reduce(f64::min));
}
