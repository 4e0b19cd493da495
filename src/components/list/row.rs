//! One line of a list: a row with a link to its object, or the heading of a group.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::line::{Cell, CellOf, GroupLine, LineKey, RowLine, Visible};
use crate::{
    kube::gvk::GroupVersionResource,
    store::{arranged::Arranged, listed::Mark},
    sync::rows::RowNumber,
    text::status_level::Level,
};

/// What all lines of a list have in common.
#[derive(Clone, Copy)]
pub struct Lines {
    /// The list.
    pub arranged: Arranged,
    /// The resource that they are of.
    pub resource: StoredValue<GroupVersionResource>,
    /// Those on screen.
    pub visible: Memo<Visible>,
    /// The line that the keyboard is on.
    pub active: RwSignal<Option<usize>>,
}

/// One line: an element that shows a row, and may show another one later.
pub fn view_line(lines: Lines, key: LineKey) -> AnyView {
    match key {
        LineKey::Row(slot) => view_row(lines, slot),
        LineKey::Group(value) => view_group(lines, value),
    }
}

/// Closes a group that is open, and opens one that is closed.
pub fn toggle(closed: RwSignal<BTreeSet<String>>, value: &str) {
    closed.update(|closed| {
        if !closed.remove(value) {
            closed.insert(value.to_owned());
        }
    });
}

impl Lines {
    /// Which line of the whole list this is; where it was last once it has left the screen.
    fn position(self, key: LineKey) -> Memo<usize> {
        Memo::new(move |before: Option<&usize>| {
            let position = self.visible.with(|visible| visible.position(&key));
            position.or(before.copied()).unwrap_or_default()
        })
    }
}

fn view_row(lines: Lines, slot: usize) -> AnyView {
    let Lines {
        arranged,
        resource,
        active,
        ..
    } = lines;
    let row = Memo::new(move |before: Option<&Option<RowNumber>>| {
        let row = lines.visible.with(|visible| visible.row(slot));
        row.or(before.copied().flatten())
    });
    let line = Memo::new(move |_| {
        let row = row.get()?;
        Some(resource.with_value(|resource| RowLine::of(arranged, resource, row)))
    });
    let at = lines.position(LineKey::Row(slot));
    let mark = move || match line.with(|line| line.as_ref()?.mark)? {
        Mark::Arrived => Some("arrived"),
        Mark::Changed => Some("changed"),
        Mark::Leaving => Some("leaving"),
    };
    let cells = move || {
        line.with(|line| {
            line.iter()
                .flat_map(|line| &line.cells)
                .map(view_cell)
                .collect::<Vec<_>>()
        })
    };
    // The headings are row 1.
    view! {
        <tr
            id=move || format!("row-{}", at.get())
            aria-rowindex=move || (at.get() + 2).to_string()
            aria-selected=move || (active.get() == Some(at.get())).to_string()
            data-mark=mark
        >
            {cells}
        </tr>
    }
    .into_any()
}

fn view_cell(cell: &Cell) -> AnyView {
    let found = view_found(cell);
    let is_long = cell.is_long();
    // Only what may not fit needs to be told in full.
    let title = is_long.then(|| cell.text.clone());
    match &cell.of {
        CellOf::Namespace => {
            view! { <td class:long=is_long><span class="part plain" data-part="namespace">{found}</span></td> }
                .into_any()
        }
        CellOf::Name(address) => view! {
            <td class="name" class:long=is_long>
                <a href=address.clone() tabindex="-1" class="part plain" data-part="name" title=title>{found}</a>
            </td>
        }
        .into_any(),
        CellOf::Column { is_number, level } => {
            let words = match level {
                None => found,
                Some(level) => view! { <span class="status" data-level=level_name(*level)>{found}</span> }.into_any(),
            };
            view! { <td class:number=*is_number class:long=is_long title=title>{words}</td> }.into_any()
        }
    }
}

fn level_name(level: Level) -> Option<&'static str> {
    match level {
        Level::Fine => None,
        Level::Warn => Some("warn"),
        Level::Bad => Some("bad"),
    }
}

/// The words of a cell with what the filter found in them marked.
fn view_found(cell: &Cell) -> AnyView {
    if cell.found.is_empty() {
        return cell.text.clone().into_any();
    }
    let words = |range: std::ops::Range<usize>| cell.text.get(range).unwrap_or_default().to_owned();
    let mut at = 0;
    let mut pieces: Vec<AnyView> = Vec::new();
    for range in &cell.found {
        pieces.push(words(at..range.start).into_any());
        pieces.push(view! { <mark>{words(range.clone())}</mark> }.into_any());
        at = range.end;
    }
    pieces.push(words(at..cell.text.len()).into_any());
    pieces.into_any()
}

fn view_group(lines: Lines, value: String) -> AnyView {
    let Lines { arranged, active, .. } = lines;
    let at = lines.position(LineKey::Group(value.clone()));
    let line = {
        let value = value.clone();
        Memo::new(move |_| GroupLine::of(arranged, &value))
    };
    view! {
        <tr
            class="group"
            id=move || format!("row-{}", at.get())
            aria-rowindex=move || (at.get() + 2).to_string()
            aria-selected=move || (active.get() == Some(at.get())).to_string()
        >
            <td colspan=move || arranged.columns.with(Vec::len).to_string()>
                <button
                    type="button"
                    tabindex="-1"
                    aria-expanded=move || (!line.with(|line| line.is_closed)).to_string()
                    on:click=move |_| toggle(arranged.closed, &value)
                >
                    {move || line.with(|line| line.label.clone())}
                </button>
            </td>
        </tr>
    }
    .into_any()
}
