//! The document as a whole: its language, theme and title, and where the focus is.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement, HtmlElement, KeyboardEvent, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Sets an attribute of `<html>`.
pub fn set_root_attribute(name: &str, value: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        // The names are ours and valid.
        let _ = root.set_attribute(name, value);
    }
}

/// Sets the title.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Makes a heading the title as soon as it is there, with the product's name behind it; gives up after two seconds.
pub fn title_when_there(id: &'static str) {
    each_frame(120, move || {
        let text = by_id(id).and_then(|element| element.text_content());
        text.map(|text| set_title(&format!("{text} · Deckprism"))).is_some()
    });
}

/// The languages that the reader prefers, best first.
pub fn preferred_languages() -> Vec<String> {
    web_sys::window()
        .map(|window| window.navigator().languages())
        .into_iter()
        .flat_map(|languages| languages.iter().collect::<Vec<_>>())
        .filter_map(|language| language.as_string())
        .collect()
}

/// Moves the focus to an element, if it is there.
pub fn focus(id: &str) {
    if let Some(element) = by_id(id) {
        // An element that cannot be focused stays unfocused.
        let _ = element.focus();
    }
}

/// Moves the focus to an element as soon as it is there, unless the reader has begun to type somewhere meanwhile; gives
/// up after two seconds.
pub fn focus_when_there(id: &'static str) {
    let had_focus = active_element();
    each_frame(120, move || {
        if is_typing() && active_element() != had_focus {
            return true;
        }
        // An element that cannot be focused stays unfocused.
        by_id(id).map(|element| element.focus()).is_some()
    });
}

/// Moves the focus to an element that has left and comes again, unless it has gone elsewhere meanwhile; gives up after two
/// seconds.
pub fn focus_again(id: &'static str) {
    each_frame(120, move || {
        let is_nowhere = active_element().is_none_or(|element| element.tag_name() == "BODY");
        // As above.
        !is_nowhere || by_id(id).map(|element| element.focus()).is_some()
    });
}

/// Scrolls an area so that an element in it is seen, as soon as both are there; `with_page` also brings the area itself into
/// sight. Gives up after half a second.
pub fn bring_into_sight(area: &'static str, id: String, with_page: bool) {
    /// Where in the area the element comes to stand, as a part of its height.
    const PLACE: f64 = 0.3;
    each_frame(30, move || {
        let (Some(area), Some(element)) = (by_id(area), by_id(&id)) else {
            return false;
        };
        let [around, at] = [&area, &element].map(|element| element.get_bounding_client_rect().top());
        let below = at - around - f64::from(area.client_height()) * PLACE;
        #[allow(clippy::cast_possible_truncation)] // places on a screen
        area.set_scroll_top(area.scroll_top() + below as i32);
        if with_page {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Nearest);
            area.scroll_into_view_with_scroll_into_view_options(&options);
        }
        true
    });
}

/// Does something before each of the next frames, until it says that it is done.
fn each_frame(frames: u32, mut done: impl FnMut() -> bool + 'static) {
    leptos::prelude::request_animation_frame(move || {
        if !done() && frames > 0 {
            each_frame(frames - 1, done);
        }
    });
}

/// Opens a popover, if it is there.
pub fn show_popover(id: &str) {
    if let Some(element) = by_id(id) {
        // Opening what is open is an error that does not matter.
        let _ = element.show_popover();
    }
}

/// Closes a popover, if it is there and open.
pub fn hide_popover(id: &str) {
    if let Some(element) = by_id(id) {
        // Closing what is closed is an error that does not matter.
        let _ = element.hide_popover();
    }
}

/// Closes menus and cards.
pub fn hide_popovers() {
    for_each("[popover]:popover-open", |element: HtmlElement| {
        // It was open a moment ago.
        let _ = element.hide_popover();
    });
}

/// Closes dialogs.
pub fn close_dialogs() {
    for_each("dialog[open]", |dialog: HtmlDialogElement| dialog.close());
}

/// Whether the reader is typing into a field.
pub fn is_typing() -> bool {
    let Some(element) = active_element() else { return false };
    match element.tag_name().as_str() {
        "INPUT" => !matches!(
            element.get_attribute("type").as_deref(),
            Some("checkbox" | "radio" | "button" | "submit")
        ),
        "TEXTAREA" | "SELECT" => true,
        _ => false,
    }
}

/// Whether a key is pressed by itself, and not with one that makes a command of it. Where a character needs `AltGr`, some
/// systems say Ctrl and Alt.
pub fn is_plain(event: &KeyboardEvent) -> bool {
    !event.meta_key() && (!event.ctrl_key() || event.alt_key())
}

fn for_each<T: JsCast>(selector: &str, act: impl Fn(T)) {
    let Some(found) = document().and_then(|document| document.query_selector_all(selector).ok()) else {
        return;
    };
    let elements = (0..found.length()).filter_map(|index| found.item(index)?.dyn_into::<T>().ok());
    elements.for_each(act);
}

fn active_element() -> Option<Element> {
    document().and_then(|document| document.active_element())
}

/// Whether nobody can see the page, because its tab is behind another one.
pub fn is_hidden() -> bool {
    document().is_some_and(|document| document.hidden())
}

/// Calls back when the page is hidden or seen again, as long as the owner lives.
pub fn on_visibility(changed: impl Fn() + 'static) {
    let listener = leptos::leptos_dom::helpers::window_event_listener_untyped("visibilitychange", move |_| changed());
    leptos::prelude::on_cleanup(move || listener.remove());
}

/// The left and lower edge of an element on screen, in CSS pixels.
pub fn lower_left(element: &Element) -> (f64, f64) {
    let rectangle = element.get_bounding_client_rect();
    (rectangle.left(), rectangle.bottom())
}

/// Offers a text as a file to keep.
pub fn download(name: &str, kind: &str, bytes: &[u8]) {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes).into());
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    let url = web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &options)
        .and_then(|blob| web_sys::Url::create_object_url_with_blob(&blob));
    let anchor = document()
        .and_then(|document| document.create_element("a").ok())
        .and_then(|element| element.dyn_into::<web_sys::HtmlAnchorElement>().ok());
    if let (Ok(url), Some(anchor)) = (url, anchor) {
        anchor.set_href(&url);
        anchor.set_download(name);
        anchor.click();
        // Revoking a URL of ours cannot fail.
        let _ = web_sys::Url::revoke_object_url(&url);
    }
}

fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}

fn by_id(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}
