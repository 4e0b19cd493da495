//! The browser's own time: giving it a turn between pieces of long work, and waiting for the next frame.

use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::clock;

/// How long work may go on before the browser gets a turn, in milliseconds: less than a frame.
const SLICE_MS: f64 = 10.0;

/// A stretch of work that gives the browser a turn whenever it has gone on for long enough.
#[derive(Clone, Copy, Debug)]
pub struct Slice {
    began: f64,
}

impl Slice {
    /// Begins now.
    pub fn begin() -> Self {
        Self {
            began: clock::monotonic_ms(),
        }
    }

    /// Gives the browser a turn if this stretch has gone on for long enough.
    pub async fn breathe(&mut self) {
        if clock::monotonic_ms() - self.began > SLICE_MS {
            turn().await;
            self.began = clock::monotonic_ms();
        }
    }
}

/// Gives the browser a turn: input, painting, other answers.
pub async fn turn() {
    // `scheduler.yield()` goes on before other work of the page; timers, where it is missing, wait 4 ms.
    let scheduler = js_sys::Reflect::get(&js_sys::global(), &"scheduler".into()).unwrap_or_default();
    let method = js_sys::Reflect::get(&scheduler, &"yield".into()).unwrap_or_default();
    let promise = method
        .dyn_ref::<js_sys::Function>()
        .and_then(|method| method.call0(&scheduler).ok())
        .and_then(|promise| promise.dyn_into::<js_sys::Promise>().ok())
        .unwrap_or_else(after_a_timer);
    // Neither promise is ever rejected.
    let _ = JsFuture::from(promise).await;
}

/// Waits for the next frame.
pub async fn next_frame() {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let asked = web_sys::window().is_some_and(|window| window.request_animation_frame(&resolve).is_ok());
        if !asked {
            // Resolving a promise cannot fail.
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }
    });
    let _ = JsFuture::from(promise).await;
}

fn after_a_timer() -> js_sys::Promise {
    js_sys::Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            // A timer that cannot be set would leave the work waiting for ever, which no browser does.
            let _ = window.set_timeout_with_callback(&resolve);
        }
    })
}
