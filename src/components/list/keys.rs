//! The keys of a list: from row to row, and into the object of a row.

use leptos::{html, prelude::*};

use super::{line, row};
use crate::{
    browser::{
        focus::{self, Step},
        location,
    },
    kube::gvk::GroupVersionResource,
    store::arranged::Arranged,
    sync::arrangement::Item,
    text::window::{self, Move},
    ui::scroll_area::Scrolled,
};

/// The height of a row in CSS pixels, as the style sheet sets it.
pub const ROW_PIXELS: usize = 29;
/// The same as browsers count.
pub const ROW: f64 = 29.0;
/// The height of the headings, which stay on screen.
const HEAD: f64 = 32.0;

/// Does what a key means; leaves alone what means nothing here.
pub fn pressed(
    event: &leptos::ev::KeyboardEvent,
    arranged: Arranged,
    resource: &GroupVersionResource,
    active: RwSignal<Option<usize>>,
    (area, screen): (NodeRef<html::Div>, Scrolled),
) {
    let Some(area) = area.get_untracked() else { return };
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    if in_headings(event, active.get_untracked()) {
        return;
    }
    let height = f64::from(area.client_height()) - HEAD;
    let target = match event.key().as_str() {
        "ArrowDown" => Move::Down(1),
        "ArrowUp" => Move::Up(1),
        "PageDown" => Move::Down(page(height)),
        "PageUp" => Move::Up(page(height)),
        "Home" => Move::First,
        "End" => Move::Last,
        "Enter" | " " => {
            if let Some(index) = active.get_untracked() {
                event.prevent_default();
                enter(arranged, resource, index);
            }
            return;
        }
        _ => return,
    };
    event.prevent_default();
    let count = arranged
        .arrangement
        .with_untracked(|arrangement| arrangement.items().len());
    let next = target.from(active.get_untracked(), count);
    active.set(next);
    let scrolled = f64::from(area.scroll_top());
    if let Some(top) = next.and_then(|next| window::scroll_to(next, ROW, scrolled, height)) {
        #[allow(clippy::cast_possible_truncation)] // browsers' own limit of heights is lower
        screen.scroll(&area, top as i32);
    }
}

/// Does what a key means among the headings, to which the key up leads from the first row; says whether it did.
fn in_headings(event: &leptos::ev::KeyboardEvent, active: Option<usize>) -> bool {
    const HEADINGS: &str = "th button";
    let is_inside = focus::is_in(event, HEADINGS);
    let step = match (event.key().as_str(), is_inside) {
        ("ArrowUp", false) if active.unwrap_or_default() == 0 => Step::First,
        ("ArrowRight", true) => Step::Next,
        ("ArrowLeft", true) => Step::Previous,
        ("Home", true) => Step::First,
        ("End", true) => Step::Last,
        ("ArrowDown", true) => Step::Out,
        // What is left is for the heading itself, or for the rows.
        _ => return is_inside,
    };
    event.prevent_default();
    focus::go(event, HEADINGS, step);
    true
}

/// Opens the object of a row, or a group.
fn enter(arranged: Arranged, resource: &GroupVersionResource, index: usize) {
    let arrangement = arranged.arrangement.get_untracked();
    match arrangement.items().get(index) {
        Some(Item::Row(number)) => {
            let rows = arranged.listed.rows;
            if let Some(address) = rows.with_untracked(|rows| line::address(rows, *number, resource)) {
                location::go(&address);
            }
        }
        Some(Item::Group(number)) => {
            if let Some(group) = arrangement.group(*number) {
                row::toggle(arranged.closed, &group.value);
            }
        }
        None => {}
    }
}

/// How many rows a page key passes.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a screen has few rows
fn page(height: f64) -> usize {
    (height / ROW - 1.0).max(1.0) as usize
}
