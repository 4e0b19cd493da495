//! A trace of Chromium as it comes: spans of the page's main thread, marks, and samples of which function runs.
//!
//! Format: "Trace Event Format" of the Chromium project, and V8's `ProfileChunk` events in it.

use std::collections::HashMap;

use serde_json::Value;

/// A piece of work on the page's thread. Times are in microseconds of the trace's own clock.
#[derive(Clone, Debug, PartialEq)]
pub struct Span {
    /// What Chromium calls it.
    pub name: String,
    /// When it began.
    pub begin: f64,
    /// When it ended.
    pub end: f64,
}

/// Which function ran, and until when nothing else is known, in microseconds.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// When it was looked.
    pub at: f64,
    /// How long until it was looked again.
    pub took: f64,
    /// The function's name; those of V8 itself are in parentheses.
    pub function: String,
}

/// What Chromium marks first on a page.
pub const LOADED: &str = "navigationStart";

/// What is needed of a trace.
#[derive(Clone, Debug, Default)]
pub struct Trace {
    spans: Vec<Span>,
    samples: Vec<Sample>,
    marks: Vec<(String, f64)>,
}

/// A process and one of its threads.
type Thread = (u64, u64);

impl Span {
    /// How much of it lies between two times.
    pub fn within(&self, begin: f64, end: f64) -> f64 {
        (self.end.min(end) - self.begin.max(begin)).max(0.0)
    }
}

impl Trace {
    /// Reads events. The page's thread is the one that sets marks; of several, the one that set the last.
    pub fn of(mut events: Vec<Value>) -> Self {
        // What is around something may begin at the same time, and comes first.
        let key = |event: &Value| (time(event, "ts"), -time(event, "dur"));
        events.sort_by(|one, other| {
            let (one, other) = (key(one), key(other));
            one.0.total_cmp(&other.0).then(one.1.total_cmp(&other.1))
        });
        let is_mark = |event: &&Value| text(event, "cat").contains("blink.user_timing");
        let Some(page) = events.iter().rev().find(is_mark).map(thread) else {
            return Self::default();
        };
        let of_page = || events.iter().filter(|event| thread(event) == page);
        let spans = of_page().filter(|event| text(event, "ph") == "X").map(|event| Span {
            name: text(event, "name").to_owned(),
            begin: time(event, "ts"),
            end: time(event, "ts") + time(event, "dur"),
        });
        // Frames within the page and pages before it have marks of their own.
        let is_of_page = |event: &&Value| {
            text(event, "name") != LOADED || text(&event["args"]["data"], "documentLoaderURL").starts_with("http")
        };
        let marks = of_page().filter(is_mark).filter(is_of_page);
        Self {
            spans: spans.collect(),
            samples: samples(&events, page),
            marks: marks
                .map(|event| (text(event, "name").to_owned(), time(event, "ts")))
                .collect(),
        }
    }

    /// The page's spans in the order of their begin; what lies within another comes after it.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// The samples of the page's thread.
    pub fn samples(&self) -> &[Sample] {
        &self.samples
    }

    /// When a mark was first set on the page that was loaded last.
    pub fn mark(&self, name: &str) -> Option<f64> {
        let loaded = self
            .marks
            .iter()
            .rposition(|(mark, _)| mark == LOADED)
            .unwrap_or_default();
        let mut set = self.marks.iter().skip(loaded);
        set.find(|(mark, _)| mark == name).map(|(_, at)| *at)
    }
}

/// The samples of the profiles that were begun on a thread; their pieces come from a thread of their own.
fn samples(events: &[Value], page: Thread) -> Vec<Sample> {
    let mut all = Vec::new();
    let begun = events
        .iter()
        .filter(|event| text(event, "name") == "Profile" && thread(event) == page);
    for profile in begun {
        let is_piece = |event: &&Value| {
            text(event, "name") == "ProfileChunk" && event["id"] == profile["id"] && event["pid"] == profile["pid"]
        };
        let (mut at, mut functions) = (time(&profile["args"]["data"], "startTime"), HashMap::new());
        let mut seen: Vec<(f64, String)> = Vec::new();
        for piece in events.iter().filter(is_piece) {
            let data = &piece["args"]["data"];
            for node in list(&data["cpuProfile"]["nodes"]) {
                functions.insert(node["id"].as_u64(), plain(text(&node["callFrame"], "functionName")));
            }
            for (node, delta) in list(&data["cpuProfile"]["samples"])
                .iter()
                .zip(list(&data["timeDeltas"]))
            {
                at += delta.as_f64().unwrap_or_default();
                seen.push((at, functions.get(&node.as_u64()).cloned().unwrap_or_default()));
            }
        }
        seen.sort_by(|one, other| one.0.total_cmp(&other.0));
        let ends: Vec<f64> = seen.iter().skip(1).map(|(at, _)| *at).collect();
        for (index, (at, function)) in seen.into_iter().enumerate() {
            let took = ends.get(index).map_or(0.0, |end| end - at);
            all.push(Sample { at, took, function });
        }
    }
    all
}

/// A name without the hashes that Rust adds; scripts may leave a function without one.
fn plain(name: &str) -> String {
    if name.is_empty() {
        return "without a name".to_owned();
    }
    let is_hash = |tail: &str| {
        tail.len() == 17 && tail.starts_with('h') && tail.bytes().skip(1).all(|digit| digit.is_ascii_hexdigit())
    };
    let name = match name.rsplit_once("::") {
        Some((path, tail)) if is_hash(tail) => path,
        _ => name,
    };
    let mut plain = String::new();
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('[') {
        plain.push_str(before);
        rest = match after.split_once(']') {
            Some((digits, after)) if digits.len() == 16 && digits.bytes().all(|digit| digit.is_ascii_hexdigit()) => {
                after
            }
            _ => {
                plain.push('[');
                after
            }
        };
    }
    plain + rest
}

fn thread(event: &Value) -> Thread {
    let number = |key: &str| event[key].as_u64().unwrap_or_default();
    (number("pid"), number("tid"))
}

fn text<'v>(event: &'v Value, key: &str) -> &'v str {
    event[key].as_str().unwrap_or_default()
}

fn time(event: &Value, key: &str) -> f64 {
    event[key].as_f64().unwrap_or_default()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn names_are_told_without_their_hashes() {
        for (name, expected) in [
            (
                "deckprism::text::order::sorted::h36187fbd8b6e16ab",
                "deckprism::text::order::sorted",
            ),
            (
                "dlmalloc[e24a27700634d609]::Dlmalloc<A>::malloc",
                "dlmalloc::Dlmalloc<A>::malloc",
            ),
            (
                "<[T] as core[c5930c85a12de822]::Clone>::clone",
                "<[T] as core::Clone>::clone",
            ),
            ("decodeText", "decodeText"),
            ("", "without a name"),
        ] {
            assert_eq!(plain(name), expected);
        }
    }
}
