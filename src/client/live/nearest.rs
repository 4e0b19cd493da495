//! How far away the API server is, by the quickest of the answers that only it can give, as the browser measured them.
//!
//! What the page itself measures says little while it is busy drawing, and it is when it is opened.

use std::cell::Cell;

use wasm_bindgen::JsCast as _;
use web_sys::{Performance, PerformanceResourceTiming};

/// Small answers that come from the API server itself, and that every visit asks for.
const SMALL: [&str; 3] = ["/version?", "/api?", "/apis?"];

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
    let took = performance
        .get_entries_by_type("resource")
        .into_iter()
        .filter_map(|entry| {
            let entry: PerformanceResourceTiming = entry.dyn_into().ok()?;
            let name = entry.name();
            let took = entry.response_start() - entry.request_start();
            let is_answered = entry.request_start() > 0.0 && entry.response_start() > 0.0;
            (is_answered && SMALL.iter().any(|small| name.contains(small))).then_some(took)
        });
    let nearest = took.chain(NEAREST_MS.get()).reduce(f64::min);
    NEAREST_MS.set(nearest);
}
