//! Changes of the address that concern how a list is looked at.

use leptos::prelude::*;

use crate::{
    browser::location,
    route::{
        ApiRoute,
        list_view::{ListView, SortedBy},
    },
};

/// The address of the same list, looked at in another way.
pub fn with(route: &ApiRoute, change: impl FnOnce(&mut ListView)) -> String {
    let mut route = route.clone();
    change(&mut route.list);
    route.address()
}

/// Looks at the same list in another way.
pub fn go(route: Signal<ApiRoute>, change: impl FnOnce(&mut ListView)) {
    location::go(&route.with_untracked(|route| with(route, change)));
}

/// The same without a new entry in the history, for what changes with every key.
pub fn replace(route: Signal<ApiRoute>, change: impl FnOnce(&mut ListView)) {
    location::replace(&route.with_untracked(|route| with(route, change)));
}

/// What a click on a heading does: up, down, and back to the server's order.
pub fn next_sort(sort: Option<&SortedBy>, heading: &str) -> Option<SortedBy> {
    let sorted = |is_descending| {
        Some(SortedBy {
            heading: heading.to_owned(),
            is_descending,
        })
    };
    match sort {
        Some(sort) if sort.heading.eq_ignore_ascii_case(heading) => {
            if sort.is_descending {
                None
            } else {
                sorted(true)
            }
        }
        _ => sorted(false),
    }
}
