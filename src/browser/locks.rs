//! Locks that all tabs of this origin share (Web Locks), for what they may only have so many of together.

use std::{cell::RefCell, rc::Rc};

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast as _, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;

/// A lock that is held until it is dropped.
pub struct Held {
    release: Option<Function>,
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(release) = &self.release {
            // Resolving a promise cannot fail.
            let _ = release.call0(&JsValue::UNDEFINED);
        }
    }
}

/// Takes a lock if no tab holds it. A browser without locks gives every one of them.
pub async fn try_take(name: &str) -> Option<Held> {
    let Some((manager, request)) = manager() else {
        return Some(Held { release: None });
    };
    let held: Rc<RefCell<Option<Held>>> = Rc::default();
    let outcome = Rc::clone(&held);
    let options = Object::new();
    // Setting a property of a new object cannot fail.
    let _ = Reflect::set(&options, &"ifAvailable".into(), &JsValue::TRUE);
    let told = Promise::new(&mut |answer, _| {
        let outcome = Rc::clone(&outcome);
        let granted = Closure::once_into_js(move |lock: JsValue| -> JsValue {
            let released = (!lock.is_null()).then(|| {
                Promise::new(&mut |release, _| {
                    *outcome.borrow_mut() = Some(Held { release: Some(release) });
                })
            });
            // As above.
            let _ = answer.call0(&JsValue::UNDEFINED);
            released.map_or(JsValue::UNDEFINED, Into::into)
        });
        // A manager that throws leaves the promise open; no browser's does for these arguments.
        let _ = request.call3(&manager, &name.into(), &options, &granted);
    });
    let _ = JsFuture::from(told).await;
    held.take()
}

/// How many locks whose names begin like this are held in all tabs together.
pub async fn held_count(prefix: &str) -> usize {
    let count = async {
        let (manager, _) = manager()?;
        let query: Function = Reflect::get(&manager, &"query".into()).ok()?.dyn_into().ok()?;
        let promise: Promise = query.call0(&manager).ok()?.dyn_into().ok()?;
        let state = JsFuture::from(promise).await.ok()?;
        let held: js_sys::Array = Reflect::get(&state, &"held".into()).ok()?.dyn_into().ok()?;
        let names = held
            .iter()
            .filter_map(|lock| Reflect::get(&lock, &"name".into()).ok()?.as_string());
        Some(names.filter(|name| name.starts_with(prefix)).count())
    };
    count.await.unwrap_or_default()
}

/// The lock manager and its method `request`. It is called by name: web-sys counts it among the unstable ones.
fn manager() -> Option<(JsValue, Function)> {
    let navigator = web_sys::window()?.navigator();
    let manager = Reflect::get(&navigator, &"locks".into()).ok()?;
    let request = Reflect::get(&manager, &"request".into()).ok()?.dyn_into().ok()?;
    Some((manager, request))
}
