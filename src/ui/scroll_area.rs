//! How far an element is scrolled and how high it is, so that only what is on screen is drawn.

use leptos::{ev, html, prelude::*};
use wasm_bindgen::{JsCast as _, prelude::Closure};
use web_sys::{Element, ResizeObserver};

/// How much of a window is taken by what stands above what scrolls, at the least.
const ABOVE: f64 = 200.0;

/// What of a scrolling element is on screen, in CSS pixels.
#[derive(Clone, Copy, Debug)]
pub struct Scrolled {
    /// How far its content has moved up.
    pub top: RwSignal<f64>,
    /// How high the visible part is.
    pub height: RwSignal<f64>,
}

impl Scrolled {
    /// Follows an element from when it is on the page until its owner is gone.
    pub fn of(element: NodeRef<html::Div>) -> Self {
        let scrolled = Self {
            top: RwSignal::new(0.0),
            // What a window leaves, until the browser says better.
            height: RwSignal::new((window_height() - ABOVE).max(0.0)),
        };
        let watching = StoredValue::new_local(None::<Watching>);
        Effect::new(move || {
            if let Some(element) = element.get() {
                let element: Element = element.unchecked_into();
                watching.set_value(Watching::begin(&element, scrolled));
            }
        });
        on_cleanup(move || watching.dispose());
        scrolled
    }

    /// Reads the element that a scroll event came from.
    pub fn note(self, event: &ev::Event) {
        let element = event
            .current_target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        if let Some(element) = element {
            self.read(&element);
        }
    }

    /// Scrolls an element, and draws what is on screen then at once; the browser's own event comes only with its next frame.
    pub fn scroll(self, element: &Element, top: i32) {
        element.set_scroll_top(top);
        self.read(element);
    }

    fn read(self, element: &Element) {
        self.top.try_set(f64::from(element.scroll_top()));
        let visible = f64::from(element.client_height());
        // An element without a scroll bar may be lower than it could be; what matters is how much could be seen at once.
        let is_full = element.scroll_height() > element.client_height();
        self.height
            .try_set(if is_full { visible } else { visible.max(window_height()) });
    }
}

/// Watches the size of an element; ends when dropped.
struct Watching {
    observer: ResizeObserver,
    /// The browser calls this; it has to live as long as the observer.
    _changed: Closure<dyn FnMut()>,
}

impl Watching {
    fn begin(element: &Element, scrolled: Scrolled) -> Option<Self> {
        let watched = element.clone();
        let changed = Closure::<dyn FnMut()>::new(move || scrolled.read(&watched));
        // There is a constructor in every current browser.
        let observer = ResizeObserver::new(changed.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(Self {
            observer,
            _changed: changed,
        })
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

fn window_height() -> f64 {
    web_sys::window()
        .and_then(|window| window.inner_height().ok()?.as_f64())
        .unwrap_or_default()
}
