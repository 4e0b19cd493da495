//! Moving the focus among elements of one kind, from a key that was pressed in or around them.

use wasm_bindgen::JsCast as _;
use web_sys::{EventTarget, HtmlElement, KeyboardEvent, NodeList};

/// Where the focus goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the first of them.
    First,
    /// To the last of them.
    Last,
    /// To the next, if there is one.
    Next,
    /// To the one before, if there is one.
    Previous,
    /// To what is around them.
    Out,
}

/// Whether a key was pressed in an element that fits a selector.
pub fn is_in(event: &KeyboardEvent, selector: &str) -> bool {
    element(event.target()).is_some_and(|target| target.matches(selector).unwrap_or_default())
}

/// Moves the focus among the elements that fit a selector inside the one that handles the event.
pub fn go(event: &KeyboardEvent, selector: &str, step: Step) {
    let Some(around) = element(event.current_target()) else {
        return;
    };
    let found = around.query_selector_all(selector).ok();
    let all: Vec<HtmlElement> = (0..found.as_ref().map_or(0, NodeList::length))
        .filter_map(|index| found.as_ref()?.item(index)?.dyn_into().ok())
        .collect();
    let here = element(event.target()).and_then(|target| all.iter().position(|each| *each == target));
    let next = match step {
        Step::First => all.first(),
        Step::Last => all.last(),
        Step::Next => here.and_then(|here| all.get(here + 1)),
        Step::Previous => here.and_then(|here| all.get(here.checked_sub(1)?)),
        Step::Out => Some(&around),
    };
    if let Some(next) = next {
        // An element that cannot be focused stays unfocused.
        let _ = next.focus();
    }
}

fn element(target: Option<EventTarget>) -> Option<HtmlElement> {
    target?.dyn_into().ok()
}
