//! The answer to a step's request, with numbers where there is something to notice.

use std::sync::Arc;

use leptos::prelude::*;
use serde_json::Value;

use crate::{
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

/// The answer; `at` is the mark that is to be seen.
pub fn view_answer(answer: &Arc<Answer>, marks: &[Mark], is_watch: bool, at: RwSignal<Option<usize>>) -> AnyView {
    let number = |place: &dyn Fn(&Place) -> bool| marks.iter().position(|mark| place(&mark.place)).map(badge);
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
    view! {
        <p class="status-line">{number(&is_status)}{format!("{} {}", answer.code, answer.reason)}</p>
        <div class="scroll-x" tabindex="0" role="group" aria-label=messages().raw.headers><table class="grid-table headers"><tbody>{headers}</tbody></table></div>
        {view_body(answer, marks, is_watch, at)}
    }
    .into_any()
}

fn view_body(answer: &Answer, marks: &[Mark], is_watch: bool, at: RwSignal<Option<usize>>) -> AnyView {
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
                view_document(event, pointers.collect(), at)
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
    view_text(&String::from_utf8_lossy(&answer.body), marks)
}

/// A document with a number on each line that a mark points to, and with the marks of concepts.
fn view_document(value: Value, pointers: Vec<Option<String>>, at: RwSignal<Option<usize>>) -> AnyView {
    let text = messages();
    let words = CodeWords {
        label: text.object.document,
        fold: text.object.fold,
        unfold: text.object.unfold,
        folded: text.object.folded,
    };
    let folded = folded(&value, &pointers);
    let document = Document::json(&value);
    let height = document.lines.len().min(28) * 20 + 18;
    let pointers = StoredValue::new(pointers);
    let sought = Signal::derive(move || {
        let at = at.get()?;
        pointers.with_value(|pointers| pointers.get(at).cloned().flatten())
    });
    let beside = Callback::new(move |pointer: String| {
        let found: Vec<usize> = pointers.with_value(|pointers| {
            let numbered = pointers.iter().enumerate();
            let here = numbered.filter(|(_, it)| it.as_deref() == Some(pointer.as_str()));
            here.map(|(number, _)| number).collect()
        });
        let numbers = (!found.is_empty()).then(|| found.into_iter().map(badge).collect_view());
        let concept = concept_mark_at(&value, &pointer);
        (numbers.is_some() || concept.is_some()).then(|| view! { {numbers}{concept} }.into_any())
    });
    view! {
        <div class="lesson-document" style:height=format!("{height}px")>
            <CodeView document=Arc::new(document) folded=folded words=words beside=beside sought=sought />
        </div>
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
fn view_text(text: &str, marks: &[Mark]) -> AnyView {
    let mut pieces: Vec<AnyView> = Vec::new();
    let mut done = 0;
    for (number, mark) in marks.iter().enumerate() {
        let Place::Bytes(range) = &mark.place else { continue };
        let (Some(before), Some(marked)) = (text.get(done..range.start), text.get(range.clone())) else {
            continue;
        };
        pieces.push(before.to_owned().into_any());
        pieces.push(view! { <mark>{marked.to_owned()}</mark> {badge(number)} }.into_any());
        done = range.end;
    }
    pieces.push(text.get(done..).unwrap_or_default().to_owned().into_any());
    view! { <pre class="code body" tabindex="0" role="region" aria-label=messages().object.document>{pieces}</pre> }
        .into_any()
}

/// The number of a mark, as it stands beside its words.
pub fn badge(number: usize) -> AnyView {
    view! { <span class="badge">{number + 1}</span> }.into_any()
}
