//! Waiting.

use std::{cell::Cell, rc::Rc};

use leptos::leptos_dom::helpers::set_timeout_with_handle;
use std::time::Duration;
use wasm_bindgen_futures::JsFuture;

/// Waits for some milliseconds; at most a day, beyond which browsers' timers overflow.
pub async fn sleep(milliseconds: u32) {
    const MOST: u32 = 86_400_000;
    // A handle that is dropped with this future, so that no timer outlives who waits for it.
    let timer = Rc::new(Cell::new(None));
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let wake = move || {
            // Resolving a promise cannot fail.
            let _ = resolve.call0(&wasm_bindgen::JsValue::UNDEFINED);
        };
        let duration = Duration::from_millis(milliseconds.min(MOST).into());
        timer.set(set_timeout_with_handle(wake, duration).ok());
    });
    let _cancel = ClearOnDrop(Rc::clone(&timer));
    // The promise is never rejected.
    let _ = JsFuture::from(promise).await;
}

struct ClearOnDrop(Rc<Cell<Option<leptos::leptos_dom::helpers::TimeoutHandle>>>);

impl Drop for ClearOnDrop {
    fn drop(&mut self) {
        if let Some(timer) = self.0.take() {
            timer.clear();
        }
    }
}
