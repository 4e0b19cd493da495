//! What time it is, and how long things take.

use std::time::Duration;

/// Milliseconds since 1970-01-01T00:00:00Z.
pub fn now_ms() -> f64 {
    js_sys::Date::now()
}

/// The day of a time, in UTC as ISO 8601 writes it in every language: `2026-11-22`.
pub fn day(milliseconds: f64) -> String {
    let date = js_sys::Date::new(&milliseconds.into());
    if date.get_time().is_nan() {
        return String::new();
    }
    String::from(date.to_iso_string())
        .split('T')
        .next()
        .unwrap_or_default()
        .to_owned()
}

/// Sets a mark that the browser's own tools show, and that the bench reads.
pub fn mark(name: &str) {
    if let Some(performance) = web_sys::window().and_then(|window| window.performance()) {
        // A mark that cannot be set is missed by nobody but a bench.
        let _ = performance.mark(name);
    }
}

/// Sets a mark as soon as the next frame has been drawn.
pub fn mark_frame(name: &'static str) {
    // A task that a frame's callback starts runs once the frame is on its way to the screen.
    leptos::prelude::request_animation_frame(move || leptos::prelude::set_timeout(move || mark(name), Duration::ZERO));
}

/// Milliseconds since the page was opened; never runs backwards.
pub fn monotonic_ms() -> f64 {
    web_sys::window()
        .and_then(|window| window.performance())
        .map_or_else(now_ms, |performance| performance.now())
}
