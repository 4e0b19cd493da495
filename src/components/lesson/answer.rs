//! The answer to a step's request, with numbers where there is something to notice.

use std::sync::Arc;

use leptos::prelude::*;
use serde_json::Value;

use crate::{
    browser::document::bring_into_sight,
    components::concept_mark::{concept_mark, concept_mark_at},
    kube::answer::Answer,
    learn::{
        concept::place::of_header,
        lesson::mark::{Mark, Place},
    },
    store::settings::messages,
    text::document::Document,
    ui::code_view::{CodeView, CodeWords},
};

/// The id of the area in which an answer scrolls.
const AREA: &str = "step-answer";
/// Of how many lines a document may be to be in the page as a whole, with long lines going on below.
const MOST_LINES: usize = 2_500;

/// The mark that is to be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Its place in the order of the marks.
    pub mark: usize,
    /// Whether the reader asked for it, so that the page may move, and not the answer alone.
    pub is_asked: bool,
}

/// The answer; `at` is the mark that is to be seen.
pub fn view_answer(answer: &Arc<Answer>, marks: &[Mark], is_watch: bool, at: RwSignal<Option<Look>>) -> AnyView {
    Effect::new(move || {
        if let Some(look) = at.get() {
            bring_into_sight(AREA, mark_id(look.mark), look.is_asked);
        }
    });
    let number = |place: &dyn Fn(&Place) -> bool| {
        let found = marks.iter().position(|mark| place(&mark.place));
        found.map(|number| badge_at(number, at))
    };
    let is_status = |place: &Place| *place == Place::StatusLine;
    let headers: Vec<_> = answer
        .headers
        .iter()
        .map(|(name, value)| {
            let is_it = |place: &Place| matches!(place, Place::Header(header) if header.eq_ignore_ascii_case(name));
            let mark = number(&is_it);
            let is_marked = mark.is_some();
            let concept = of_header(name).map(|concept| concept_mark(concept, name, Some(value.clone())));
            view! { <tr data-marked=is_marked.to_string()><td>{mark}{name.clone()}{concept}</td><td>{value.clone()}</td></tr> }
        })
        .collect();
    let label = messages().raw.answer;
    view! {
        <div class="step-answer" id=AREA tabindex="0" role="region" aria-label=label>
        <p class="status-line">{number(&is_status)}{format!("{} {}", answer.code, answer.reason)}</p>
        <table class="grid-table headers" aria-label=messages().raw.headers><tbody>{headers}</tbody></table>
        {answer.is_derived.then(|| view! { <p class="dim">{messages().raw.derived}</p> })}
        {view_body(answer, marks, is_watch, at)}
        </div>
    }
    .into_any()
}

fn view_body(answer: &Answer, marks: &[Mark], is_watch: bool, at: RwSignal<Option<Look>>) -> AnyView {
    if is_watch {
        let lines = answer.body.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        return lines
            .enumerate()
            .filter_map(|(number, line)| Some((number, serde_json::from_slice::<Value>(line).ok()?)))
            .map(|(number, event)| {
                let pointers = marks.iter().map(|mark| match &mark.place {
                    Place::Event { line, pointer } if *line == number => Some(pointer.clone()),
                    _ => None,
                });
                view_event(event, pointers.collect(), at)
            })
            .collect_view()
            .into_any();
    }
    if let Ok(value) = serde_json::from_slice::<Value>(&answer.body)
        && (value.is_object() || value.is_array())
    {
        let pointers = marks.iter().map(|mark| match &mark.place {
            Place::Pointer(pointer) => Some(pointer.clone()),
            _ => None,
        });
        return view_document(value, pointers.collect(), at);
    }
    view_text(&String::from_utf8_lossy(&answer.body), marks, at)
}

/// An event of a watch: open if there is something to notice in it, else one line.
fn view_event(event: Value, pointers: Vec<Option<String>>, at: RwSignal<Option<Look>>) -> AnyView {
    let text = |pointer: &str| {
        event
            .pointer(pointer)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let about = [text("/type"), text("/object/kind"), text("/object/metadata/name")].join(" ");
    let is_marked = pointers.iter().any(Option::is_some);
    view! {
        <details class="step-event" prop:open=is_marked>
            <summary class="mono">{about}</summary>
            {view_document(event, pointers, at)}
        </details>
    }
    .into_any()
}

/// A document with a number on each line that a mark points to, and with the marks of concepts.
fn view_document(value: Value, pointers: Vec<Option<String>>, at: RwSignal<Option<Look>>) -> AnyView {
    let text = messages();
    let words = CodeWords {
        label: text.object.document,
        fold: text.object.fold,
        unfold: text.object.unfold,
        folded: text.object.folded,
    };
    let folded = folded(&value, &pointers);
    let document = Document::json(&value);
    let wraps = document.lines.len() <= MOST_LINES;
    let pointers = StoredValue::new(pointers);
    let sought = Signal::derive(move || {
        let look = at.get()?;
        pointers.with_value(|pointers| pointers.get(look.mark).cloned().flatten())
    });
    let beside = Callback::new(move |pointer: String| {
        let found: Vec<usize> = pointers.with_value(|pointers| {
            let numbered = pointers.iter().enumerate();
            let here = numbered.filter(|(_, it)| it.as_deref() == Some(pointer.as_str()));
            here.map(|(number, _)| number).collect()
        });
        let numbers = (!found.is_empty()).then(|| found.into_iter().map(|number| badge_at(number, at)).collect_view());
        let concept = concept_mark_at(&value, &pointer);
        (numbers.is_some() || concept.is_some()).then(|| view! { {numbers}{concept} }.into_any())
    });
    view! {
        <CodeView document=Arc::new(document) folded=folded words=words beside=beside sought=sought wraps=wraps />
    }
    .into_any()
}

/// What is folded at first: who set which field is long and seldom what a step is about.
fn folded(value: &Value, pointers: &[Option<String>]) -> Vec<String> {
    let items = value.get("items").and_then(Value::as_array).map_or(0, Vec::len);
    let of_items = (0..items).map(|item| format!("/items/{item}/metadata/managedFields"));
    let own = ["/metadata/managedFields", "/object/metadata/managedFields"].map(str::to_owned);
    own.into_iter()
        .chain(of_items)
        .filter(|folded| {
            !pointers
                .iter()
                .flatten()
                .any(|pointer| pointer.starts_with(folded.as_str()))
        })
        .collect()
}

/// A text with the marked bytes set off.
fn view_text(text: &str, marks: &[Mark], at: RwSignal<Option<Look>>) -> AnyView {
    let mut pieces: Vec<AnyView> = Vec::new();
    let mut done = 0;
    for (number, mark) in marks.iter().enumerate() {
        let Place::Bytes(range) = &mark.place else { continue };
        let (Some(before), Some(marked)) = (text.get(done..range.start), text.get(range.clone())) else {
            continue;
        };
        pieces.push(before.to_owned().into_any());
        pieces.push(view! { <mark>{marked.to_owned()}</mark> {badge_at(number, at)} }.into_any());
        done = range.end;
    }
    pieces.push(text.get(done..).unwrap_or_default().to_owned().into_any());
    view! { <pre class="code">{pieces}</pre> }.into_any()
}

/// The number of a mark, where it stands in the answer.
fn badge_at(number: usize, at: RwSignal<Option<Look>>) -> AnyView {
    let is_shown = move || at.get().is_some_and(|look| look.is_asked && look.mark == number);
    view! { <span class="badge" id=mark_id(number) data-shown=move || is_shown().to_string()>{number + 1}</span> }
        .into_any()
}

fn mark_id(number: usize) -> String {
    format!("step-mark-{number}")
}

/// The number of a mark, as it stands beside its words.
pub fn badge(number: usize) -> AnyView {
    view! { <span class="badge">{number + 1}</span> }.into_any()
}
