//! An answer as a step looks at it: read once, asked by pointer, header or line.

use serde_json::Value;

use super::{mark::Place, subject::Subject};
use crate::kube::answer::Answer;

/// An answer with what the step is about.
#[derive(Debug)]
pub(super) struct Seen<'a> {
    pub(super) subject: &'a Subject,
    pub(super) answer: &'a Answer,
    body: Body<'a>,
}

#[derive(Debug)]
enum Body<'a> {
    Json(Value),
    Events(Vec<Value>),
    Text(&'a str),
}

impl<'a> Seen<'a> {
    pub(super) fn new(subject: &'a Subject, answer: &'a Answer, is_watch: bool) -> Self {
        let body = if is_watch {
            let whole = answer.body.split_inclusive(|byte| *byte == b'\n');
            // The last line may still be on its way.
            Body::Events(whole.map_while(|line| serde_json::from_slice(line).ok()).collect())
        } else {
            // A log may be JSON by chance.
            let is_json = answer.content_type().contains("json");
            let json = is_json.then(|| serde_json::from_slice(&answer.body).ok()).flatten();
            json.map_or_else(
                || Body::Text(std::str::from_utf8(&answer.body).unwrap_or_default()),
                Body::Json,
            )
        };
        Self { subject, answer, body }
    }

    pub(super) fn code(&self) -> u16 {
        self.answer.code
    }

    /// What stands at a JSON pointer of the body; nothing if the body is no JSON.
    pub(super) fn at(&self, pointer: &str) -> Option<&Value> {
        match &self.body {
            Body::Json(value) => value.pointer(pointer),
            _ => None,
        }
    }

    /// The text at a JSON pointer; empty if there is none.
    pub(super) fn text(&self, pointer: &str) -> &str {
        self.at(pointer).and_then(Value::as_str).unwrap_or_default()
    }

    /// The list at a JSON pointer; empty if there is none.
    pub(super) fn list(&self, pointer: &str) -> &[Value] {
        self.at(pointer).and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    /// The place of the first element of a list that fits.
    pub(super) fn position(&self, pointer: &str, fits: impl Fn(&Value) -> bool) -> Option<usize> {
        self.list(pointer).iter().position(fits)
    }

    /// Whether the body is an object of that kind.
    pub(super) fn is_a(&self, kind: &str) -> bool {
        self.text("/kind") == kind
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.answer.header(name)
    }

    /// Whether the body is of that media type, whatever its parameters.
    pub(super) fn is_of_type(&self, media_type: &str) -> bool {
        let kind = self.answer.content_type().split(';').next().unwrap_or_default();
        kind.trim() == media_type
    }

    /// The body if it is text; empty if it is JSON or a watch.
    pub(super) fn plain(&self) -> &str {
        match &self.body {
            Body::Text(text) => text,
            _ => "",
        }
    }

    /// The first line of a body of text that begins like that, and where it stands.
    pub(super) fn line(&self, beginning: &str) -> Option<(&str, Place)> {
        let mut start = 0;
        for line in self.plain().split_inclusive('\n') {
            let text = line.trim_end();
            if text.starts_with(beginning) {
                return Some((text, Place::Bytes(start..start + text.len())));
            }
            start += line.len();
        }
        None
    }

    /// Where the first line that begins like that stands.
    pub(super) fn place_of_line(&self, beginning: &str) -> Option<Place> {
        self.line(beginning).map(|(_, place)| place)
    }

    /// The events of a watch so far.
    pub(super) fn events(&self) -> &[Value] {
        match &self.body {
            Body::Events(events) => events,
            _ => &[],
        }
    }

    /// The events about objects, each with its line.
    pub(super) fn changes(&self) -> impl Iterator<Item = (usize, &Value)> {
        let all = self.events().iter().enumerate();
        all.filter(|(_, event)| matches!(type_of(event), "ADDED" | "MODIFIED" | "DELETED"))
    }

    /// The first bookmark, with its line.
    pub(super) fn bookmark(&self) -> Option<(usize, &Value)> {
        let mut all = self.events().iter().enumerate();
        all.find(|(_, event)| type_of(event) == "BOOKMARK")
    }

    /// What stands at a place.
    pub(super) fn value(&self, place: &Place) -> Option<String> {
        match place {
            Place::StatusLine => Some(format!("{} {}", self.answer.code, self.answer.reason).trim().to_owned()),
            Place::Header(name) => self.header(name).map(str::to_owned),
            Place::Pointer(pointer) => self.at(pointer).map(spelt),
            Place::Bytes(range) => self.plain().get(range.clone()).map(|text| text.trim().to_owned()),
            Place::Event { line, pointer } => self.events().get(*line)?.pointer(pointer).map(spelt),
        }
    }
}

/// The type of a watch event.
pub(super) fn type_of(event: &Value) -> &str {
    text(event, "/type")
}

/// The text at a JSON pointer; empty if there is none.
pub(super) fn text<'v>(value: &'v Value, pointer: &str) -> &'v str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

/// The list at a JSON pointer; empty if there is none.
pub(super) fn list<'v>(value: &'v Value, pointer: &str) -> &'v [Value] {
    value
        .pointer(pointer)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// A text as it is, anything else as JSON.
pub(super) fn spelt(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// What stands between two pieces of a text.
pub(super) fn between<'t>(text: &'t str, before: &str, after: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(before)?;
    rest.split_once(after).map(|(found, _)| found)
}

/// Whether the answer is a refusal of impersonation itself.
///
/// Source: apiserver `pkg/endpoints/filters/impersonation`, `pkg/endpoints/handlers/responsewriters/errors.go`.
pub(super) fn refuses_impersonation(answer: &Answer) -> bool {
    let body = String::from_utf8_lossy(&answer.body);
    answer.code == 403 && body.contains("cannot impersonate")
}
