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

/// One line; it stays the same element wherever it goes and whatever becomes of its words.
pub fn view_line(lines: Lines, key: LineKey) -> AnyView {
    match key {
        LineKey::Row(row) => view_row(lines, row),
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

fn view_row(lines: Lines, row: RowNumber) -> AnyView {
    let Lines {
        arranged,
        resource,
        active,
        ..
    } = lines;
    let line = Memo::new(move |_| resource.with_value(|resource| RowLine::of(arranged, resource, row)));
    let at = lines.position(LineKey::Row(row));
    let mark = move || match line.with(|line| line.mark)? {
        Mark::Arrived => Some("arrived"),
        Mark::Changed => Some("changed"),
        Mark::Leaving => Some("leaving"),
    };
    let cells = move || line.with(|line| line.cells.iter().map(view_cell).collect::<Vec<_>>());
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
    match &cell.of {
        CellOf::Namespace => {
            view! { <td><span class="part plain" data-part="namespace">{found}</span></td> }.into_any()
        }
        CellOf::Name(address) => view! {
            <td class="name">
                <a href=address.clone() tabindex="-1" class="part plain" data-part="name" title=cell.text.clone()>{found}</a>
            </td>
        }
        .into_any(),
        CellOf::Column { is_number, level } => {
            // Only what does not fit needs to be told in full.
            let title = (cell.text.len() > 40).then(|| cell.text.clone());
            let words = match level {
                None => found,
                Some(level) => view! { <span class="status" data-level=level_name(*level)>{found}</span> }.into_any(),
            };
            view! { <td class:number=*is_number title=title>{words}</td> }.into_any()
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
