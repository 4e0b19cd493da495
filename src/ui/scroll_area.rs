//! How far an element is scrolled, so that only the rows on screen are drawn.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast as _;

/// What of a scrolling element is on screen, in CSS pixels.
#[derive(Clone, Copy, Debug)]
pub struct Scrolled {
    /// How far its content has moved up.
    pub top: RwSignal<f64>,
    /// How high the visible part is.
    pub height: RwSignal<f64>,
}

impl Scrolled {
    /// Nothing scrolled; a screenful is assumed until the browser says better.
    pub fn new() -> Self {
        Self {
            top: RwSignal::new(0.0),
            height: RwSignal::new(1_200.0),
        }
    }

    /// Reads the element that a scroll event came from.
    pub fn note(self, event: &ev::Event) {
        let element = event
            .current_target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        if let Some(element) = element {
            self.top.set(f64::from(element.scroll_top()));
            self.height.set(f64::from(element.client_height()));
        }
    }
}

impl Default for Scrolled {
    fn default() -> Self {
        Self::new()
    }
}
