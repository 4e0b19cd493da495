//! One line of a list: a row with a link to its object, or the heading of a group.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::{
    kube::{gvk::GroupVersionResource, path::ApiPath},
    route,
    store::{
        listed::{Mark, Marks},
        settings::messages,
    },
    sync::{
        arrangement::{Arrangement, Item},
        filter::{Filter, NAMESPACE},
        rows::{Place, RowNumber, Rows},
        shown,
    },
    text::{
        cell::printed,
        status_level::{Level, level},
    },
};

/// What all lines of one drawing have in common.
pub struct Drawn<'d> {
    /// The rows.
    pub rows: &'d Rows,
    /// Their order.
    pub arrangement: &'d Arrangement,
    /// The columns that are shown.
    pub columns: &'d [usize],
    /// The filter, for marking what it found.
    pub filter: &'d Filter,
    /// The resource that they are of.
    pub resource: &'d GroupVersionResource,
    /// Which rows have just changed.
    pub marks: &'d Marks,
    /// The time, in seconds since 1970.
    pub now: i64,
    /// The line that the keyboard is on.
    pub active: RwSignal<Option<usize>>,
}

/// The line at an index.
pub fn view_item(drawn: &Drawn<'_>, index: usize, closed: RwSignal<BTreeSet<String>>) -> AnyView {
    match drawn.arrangement.items().get(index) {
        Some(Item::Row(row)) => view_row(drawn, index, *row),
        Some(Item::Group(number)) => view_group(drawn, index, *number, closed),
        None => ().into_any(),
    }
}

/// The address of a row's object; none as long as its namespace is not known.
pub fn address(rows: &Rows, row: RowNumber, resource: &GroupVersionResource) -> Option<String> {
    let namespace = match rows.place(row) {
        Place::Namespace(name) => Some(name),
        Place::Cluster => None,
        Place::NotKnownYet => return None,
    };
    let name = rows.name(row);
    let path = ApiPath::of(resource, namespace, Some(name)).ok()?;
    (!name.is_empty()).then(|| route::to(path.as_str()))
}

/// Whether the words of a column say how well an object is.
pub fn is_status(rows: &Rows, column: usize) -> bool {
    let definition = rows.columns().get(column);
    definition.is_some_and(|it| matches!(it.name.as_str(), "Status" | "Phase" | "State"))
}

/// Closes a group that is open, and opens one that is closed.
pub fn toggle(closed: RwSignal<BTreeSet<String>>, value: &str) {
    closed.update(|closed| {
        if !closed.remove(value) {
            closed.insert(value.to_owned());
        }
    });
}

fn view_row(drawn: &Drawn<'_>, index: usize, row: RowNumber) -> AnyView {
    let rows = drawn.rows;
    let name_column = rows.name_column().unwrap_or(0);
    let cells: Vec<_> = drawn
        .columns
        .iter()
        .map(|column| match *column {
            NAMESPACE => view_namespace(drawn, row),
            column if column == name_column => view_name(drawn, row, column),
            column => view_cell(drawn, row, column),
        })
        .collect();
    let mark = drawn.marks.of(row).map(|mark| match mark {
        Mark::Arrived => "arrived",
        Mark::Changed => "changed",
        Mark::Leaving => "leaving",
    });
    let active = drawn.active;
    // The headings are row 1.
    view! {
        <tr
            id=format!("row-{index}")
            aria-rowindex=(index + 2).to_string()
            aria-selected=move || (active.get() == Some(index)).to_string()
            data-mark=mark
        >
            {cells}
        </tr>
    }
    .into_any()
}

fn view_namespace(drawn: &Drawn<'_>, row: RowNumber) -> AnyView {
    let name = match drawn.rows.place(row) {
        Place::Namespace(name) => name.to_owned(),
        Place::Cluster => String::new(),
        Place::NotKnownYet => "…".to_owned(),
    };
    let found = found(drawn.filter, NAMESPACE, name);
    view! { <td><span class="part plain" data-part="namespace">{found}</span></td> }.into_any()
}

fn view_name(drawn: &Drawn<'_>, row: RowNumber, column: usize) -> AnyView {
    let text = printed(drawn.rows.cell(row, column)).into_owned();
    let address = address(drawn.rows, row, drawn.resource);
    let title = text.clone();
    let found = found(drawn.filter, column, text);
    view! {
        <td class="name"><a href=address tabindex="-1" class="part plain" data-part="name" title=title>{found}</a></td>
    }
    .into_any()
}

fn view_cell(drawn: &Drawn<'_>, row: RowNumber, column: usize) -> AnyView {
    let definition = drawn.rows.columns().get(column);
    let cell = shown::cell(drawn.rows, row, column, drawn.now);
    let text = printed(&cell).into_owned();
    let is_status = is_status(drawn.rows, column);
    let is_number = definition.is_some_and(|it| matches!(it.type_.as_str(), "integer" | "number"));
    let level = match level(&text) {
        Level::Warn if is_status => Some("warn"),
        Level::Bad if is_status => Some("bad"),
        _ => None,
    };
    // Only what does not fit needs to be told in full.
    let title = (text.len() > 40).then(|| text.clone());
    let found = found(drawn.filter, column, text);
    view! {
        <td class:number=is_number title=title><span class="status" data-level=level>{found}</span></td>
    }
    .into_any()
}

fn view_group(drawn: &Drawn<'_>, index: usize, number: u32, closed: RwSignal<BTreeSet<String>>) -> AnyView {
    let text = messages();
    let Some(group) = drawn.arrangement.group(number) else {
        return ().into_any();
    };
    let value = group.value.clone();
    let name = if value.is_empty() {
        text.rows.no_value.to_owned()
    } else {
        value.clone()
    };
    let label = (text.rows.open_group)(&name, &text.count(group.count));
    let active = drawn.active;
    view! {
        <tr
            class="group"
            id=format!("row-{index}")
            aria-rowindex=(index + 2).to_string()
            aria-selected=move || (active.get() == Some(index)).to_string()
        >
            <td colspan=drawn.columns.len().to_string()>
                <button
                    type="button"
                    tabindex="-1"
                    aria-expanded=(!group.is_closed).to_string()
                    on:click=move |_| toggle(closed, &value)
                >
                    {label}
                </button>
            </td>
        </tr>
    }
    .into_any()
}

/// A cell with what the filter found in it marked.
fn found(filter: &Filter, column: usize, text: String) -> AnyView {
    if filter.is_empty() {
        return text.into_any();
    }
    let ranges = filter.found_in(column, &text);
    let mut at = 0;
    let mut pieces: Vec<AnyView> = Vec::new();
    for range in ranges {
        pieces.push(text.get(at..range.start).unwrap_or_default().to_owned().into_any());
        let found = text.get(range.clone()).unwrap_or_default().to_owned();
        pieces.push(view! { <mark>{found}</mark> }.into_any());
        at = range.end;
    }
    pieces.push(text.get(at..).unwrap_or_default().to_owned().into_any());
    pieces.into_any()
}
