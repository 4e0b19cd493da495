//! Text in the colours of the spectrum: one hue, one underline and one name for each part of a request.

use leptos::prelude::*;

use crate::{
    dialect::{Line, Snippet},
    i18n::Messages,
    kube::path::{ApiPath, Part},
};

/// The name of a part in the style sheet.
pub fn key(part: Part) -> &'static str {
    match part {
        Part::Fixed => "fixed",
        Part::Group => "group",
        Part::Version => "version",
        Part::Namespace => "namespace",
        Part::Resource => "resource",
        Part::Name => "name",
        Part::Subresource => "subresource",
        Part::Query => "query",
    }
}

/// The name of a part in the reader's language, and what it is in one line.
pub fn words(messages: &'static Messages, part: Part) -> (&'static str, &'static str) {
    let parts = &messages.parts;
    match part {
        Part::Fixed => parts.fixed,
        Part::Group => parts.group,
        Part::Version => parts.version,
        Part::Namespace => parts.namespace,
        Part::Resource => parts.resource,
        Part::Name => parts.name,
        Part::Subresource => parts.subresource,
        Part::Query => parts.query,
    }
}

/// A piece of text in the colour of its part.
pub fn coloured(messages: &'static Messages, text: String, part: Option<Part>) -> AnyView {
    match part {
        None | Some(Part::Fixed) => text.into_any(),
        Some(part) => view! {
            <span class="part" data-part=key(part) title=words(messages, part).0>{text}</span>
        }
        .into_any(),
    }
}

/// The lines of a command or a program in the colours of their parts.
pub fn snippet(messages: &'static Messages, snippet: &Snippet) -> AnyView {
    let line = |line: &Line| {
        let spans: Vec<_> = line
            .iter()
            .map(|span| coloured(messages, span.text.clone(), span.part))
            .collect();
        view! { {spans}"\n" }
    };
    snippet.lines.iter().map(line).collect_view().into_any()
}

/// A path in its colours.
pub fn path(messages: &'static Messages, path: &ApiPath) -> AnyView {
    let segments: Vec<_> = path
        .segments()
        .into_iter()
        .map(|segment| view! { "/"{coloured(messages, segment.text, Some(segment.part))} })
        .collect();
    if segments.is_empty() {
        return "/".into_any();
    }
    segments.into_any()
}
