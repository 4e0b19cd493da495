//! A document line by line: coloured, foldable, and with only the lines on screen in the page.

use std::{collections::HashSet, sync::Arc};

use leptos::{html, prelude::*};

use super::scroll_area::Scrolled;
use crate::text::{
    document::{Document, Line, TokenKind},
    window,
};

/// The height of a line in CSS pixels, as the style sheet sets it.
const LINE_PIXELS: usize = 20;
/// The same as browsers count.
const LINE: f64 = 20.0;

/// What the view says.
#[derive(Clone, Copy, Debug)]
pub struct CodeWords {
    /// The region's name.
    pub label: &'static str,
    /// What the button says on an open part.
    pub fold: &'static str,
    /// What the button says on a folded part.
    pub unfold: &'static str,
    /// How many lines are folded.
    pub folded: fn(usize) -> String,
}

/// Shows a document.
#[component]
pub fn CodeView(
    /// The document.
    document: Arc<Document>,
    /// Which parts are folded at first, by pointer.
    #[prop(optional)]
    folded: Vec<String>,
    /// What the view says.
    words: CodeWords,
    /// Something to show behind a line, by the pointer of what begins there.
    #[prop(into, optional)]
    beside: Option<Callback<String, Option<AnyView>>>,
    /// What is to be brought into sight, by pointer, whenever that changes.
    #[prop(into, optional)]
    sought: Option<Signal<Option<String>>>,
    /// Whether long lines go on below; all lines are in the page then, and what the view stands in scrolls.
    #[prop(optional)]
    wraps: bool,
) -> impl IntoView {
    let folded = RwSignal::new(folded.into_iter().collect::<HashSet<_>>());
    let area = NodeRef::new();
    let scrolled = Scrolled::of(area);
    let lines = Arc::clone(&document);
    let open = Memo::new(move |_| folded.with(|folded| open_lines(&lines, folded)));
    let range = Memo::new(move |_| {
        let count = open.with(Vec::len);
        if wraps {
            return 0..count;
        }
        window::visible(count, LINE, scrolled.top.get(), scrolled.height.get(), 12)
    });
    if let Some(sought) = sought {
        let document = Arc::clone(&document);
        Effect::new(move || {
            area.track();
            if let Some(pointer) = sought.get() {
                bring_into_sight(&document, &pointer, folded, open, area);
            }
        });
    }
    let drawn = move || {
        open.with(|open| {
            let range = range.get();
            open.get(range).unwrap_or_default().to_vec()
        })
    };
    let keyed = Arc::clone(&document);
    let before = move || format!("{}px", to_pixels(range.get().start));
    let after = move || format!("{}px", to_pixels(open.with(Vec::len) - range.get().end));
    view! {
        <div
            class="code-view"
            class:wraps=wraps
            node_ref=area
            role="region"
            aria-label=words.label
            tabindex=(!wraps).then_some("0")
            on:scroll=move |event| scrolled.note(&event)
        >
            <div style:height=before></div>
            <For
                each=drawn
                key=move |index| (*index, folded.with(|folded| is_folded(&keyed, *index, folded)))
                children={
                    let document = Arc::clone(&document);
                    move |index| document.lines.get(index).map(|line| view_line(line, index, folded, words, beside))
                }
            />
            <div style:height=after></div>
        </div>
    }
}

/// Opens what hides a line, and scrolls so far that it is seen with what stands around it.
fn bring_into_sight(
    document: &Document,
    pointer: &str,
    folded: RwSignal<HashSet<String>>,
    open: Memo<Vec<usize>>,
    area: NodeRef<html::Div>,
) {
    const ABOVE: usize = 4;
    let Some(line) = document.lines.iter().position(|line| line.pointer == pointer) else {
        return;
    };
    let hides = |part: &String| {
        pointer
            .strip_prefix(part.as_str())
            .is_some_and(|rest| rest.starts_with('/'))
    };
    if folded.with_untracked(|folded| folded.iter().any(hides)) {
        folded.update(|folded| folded.retain(|part| !hides(part)));
    }
    let place = open.with_untracked(|open| open.iter().position(|index| *index == line));
    if let (Some(place), Some(area)) = (place, area.get_untracked()) {
        let top = to_pixels(place.saturating_sub(ABOVE));
        area.set_scroll_top(i32::try_from(top).unwrap_or(i32::MAX));
    }
}

fn view_line(
    line: &Line,
    index: usize,
    folded: RwSignal<HashSet<String>>,
    words: CodeWords,
    beside: Option<Callback<String, Option<AnyView>>>,
) -> AnyView {
    let pointer = line.pointer.clone();
    let hidden = line.folds;
    let is_folded = folded.with_untracked(|folded| folded.contains(&pointer));
    let toggle = {
        let pointer = pointer.clone();
        move |_| {
            folded.update(|folded| {
                if !folded.remove(&pointer) {
                    folded.insert(pointer.clone());
                }
            });
        }
    };
    let button = (hidden > 0 && !pointer.is_empty()).then(|| {
        let label = if is_folded { words.unfold } else { words.fold };
        view! {
            <button
                type="button"
                class="fold"
                aria-expanded=(!is_folded).to_string()
                aria-label=format!("{label} {pointer}")
                on:click=toggle
            >
                {if is_folded { "▸" } else { "▾" }}
            </button>
        }
    });
    let tokens: Vec<_> = line
        .tokens
        .iter()
        .map(|token| view! { <span class=class_of(token.kind)>{token.text.clone()}</span> })
        .collect();
    let note = is_folded.then(|| view! { <span class="folded">{(words.folded)(hidden)}</span> });
    let extra = beside.and_then(|beside| beside.run(pointer));
    view! {
        <div class="line">
            <span class="number" aria-hidden="true">{index + 1}</span>
            <span class="gutter">{button}</span>
            <span style:padding-left=format!("{}ch", line.indent)>{tokens}{note}{extra}</span>
        </div>
    }
    .into_any()
}

/// The indices of all lines that no folded part hides.
fn open_lines(document: &Document, folded: &HashSet<String>) -> Vec<usize> {
    let mut open = Vec::with_capacity(document.lines.len());
    let mut index = 0;
    while let Some(line) = document.lines.get(index) {
        open.push(index);
        index += 1 + if line.folds > 0 && folded.contains(&line.pointer) {
            line.folds
        } else {
            0
        };
    }
    open
}

fn is_folded(document: &Document, index: usize, folded: &HashSet<String>) -> bool {
    document
        .lines
        .get(index)
        .is_some_and(|line| line.folds > 0 && folded.contains(&line.pointer))
}

fn class_of(kind: TokenKind) -> &'static str {
    match kind {
        TokenKind::Key => "key",
        TokenKind::String => "string",
        TokenKind::Literal => "literal",
        TokenKind::Punctuation => "punctuation",
    }
}

fn to_pixels(lines: usize) -> usize {
    lines * LINE_PIXELS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_parts_hide_their_lines() {
        let document = Document::yaml(&serde_json::json!({"a": {"b": {"c": 1}, "d": 2}, "e": 3}));
        let open = |folded: &[&str]| open_lines(&document, &folded.iter().map(ToString::to_string).collect());
        assert_eq!(open(&[]), [0, 1, 2, 3, 4]);
        assert_eq!(open(&["/a/b"]), [0, 1, 3, 4]);
        assert_eq!(open(&["/a", "/a/b"]), [0, 4]);
    }
}
