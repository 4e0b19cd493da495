//! What the page's thread was busy with between two marks, from a trace of Chromium: by kind of work and by function.

pub mod trace;

use std::collections::BTreeMap;

use trace::{Span, Trace};

/// A kind of work, as a reader of figures thinks of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Wasm and JavaScript that run.
    Scripts,
    /// V8 compiles.
    Compiling,
    /// V8 collects garbage.
    Garbage,
    /// Styles, layout, and what comes before paint.
    Layout,
    /// Paint and layers.
    Paint,
    /// The HTML and style sheets are read.
    Parsing,
    /// All else that is a task.
    Other,
}

impl Kind {
    /// All kinds, as they are printed.
    pub const ALL: [Self; 7] = [
        Self::Scripts,
        Self::Compiling,
        Self::Garbage,
        Self::Layout,
        Self::Paint,
        Self::Parsing,
        Self::Other,
    ];

    /// The kind of a span by its name in Chromium's traces; `None` for one that only says what is around it.
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "RunTask" => Self::Other,
            "UpdateLayoutTree" | "Layout" | "PrePaint" | "HitTest" | "ScheduleStyleRecalculation" => Self::Layout,
            "Paint" | "Layerize" | "Commit" | "UpdateLayer" | "CompositeLayers" => Self::Paint,
            "ParseHTML" | "ParseAuthorStyleSheet" => Self::Parsing,
            "EvaluateScript" | "FunctionCall" | "RunMicrotasks" | "TimerFire" | "FireAnimationFrame"
            | "EventDispatch" => Self::Scripts,
            _ if name.contains("GC") => Self::Garbage,
            _ if name.starts_with("wasm.") || name.contains("ompile") => Self::Compiling,
            _ => return None,
        })
    }

    /// What it is called in print.
    pub fn name(self) -> &'static str {
        match self {
            Self::Scripts => "wasm and JavaScript",
            Self::Compiling => "compiling",
            Self::Garbage => "collecting garbage",
            Self::Layout => "style and layout",
            Self::Paint => "paint",
            Self::Parsing => "parsing HTML and CSS",
            Self::Other => "other tasks",
        }
    }
}

/// What the time between two marks was spent on, in milliseconds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spent {
    /// From the one mark to the other.
    pub whole: f64,
    /// What each kind of work took, without what it waited for within.
    pub kinds: BTreeMap<Kind, f64>,
    /// What functions took by themselves, by the crate or part that they are of, the most first.
    pub parts: Vec<(String, f64)>,
    /// The same by function.
    pub functions: Vec<(String, f64)>,
}

impl Spent {
    /// Reads it from a trace; `None` if a mark is missing.
    pub fn between(trace: &Trace, begin: &str, end: &str) -> Option<Self> {
        let (begin, end) = (trace.mark(begin)?, trace.mark(end)?);
        let mut spent = Self {
            whole: (end - begin) / 1_000.0,
            ..Self::default()
        };
        let spans = trace.spans();
        for (index, span) in spans.iter().enumerate() {
            let Some(kind) = Kind::of(&span.name) else { continue };
            let within: f64 = children(spans, index).map(|child| child.within(begin, end)).sum();
            *spent.kinds.entry(kind).or_default() += (span.within(begin, end) - within) / 1_000.0;
        }
        let (mut parts, mut functions) = (BTreeMap::new(), BTreeMap::new());
        for sample in trace.samples() {
            if sample.at < begin || sample.at > end || sample.function.starts_with('(') {
                continue;
            }
            let took = sample.took / 1_000.0;
            *parts.entry(part(&sample.function).to_owned()).or_default() += took;
            *functions.entry(sample.function.clone()).or_default() += took;
        }
        spent.parts = most_first(parts);
        spent.functions = most_first(functions);
        Some(spent)
    }

    /// How long the thread had nothing to do.
    pub fn idle(&self) -> f64 {
        self.whole - self.kinds.values().sum::<f64>()
    }
}

/// The spans of a kind directly within one, those of no kind looked through; spans are in the order of their begin.
fn children(spans: &[Span], of: usize) -> impl Iterator<Item = &Span> {
    let end = spans[of].end;
    let mut covered = f64::MIN;
    spans[of + 1..]
        .iter()
        .take_while(move |span| span.begin < end)
        .filter(move |span| {
            let is_direct = span.begin >= covered && Kind::of(&span.name).is_some();
            if is_direct {
                covered = span.end;
            }
            is_direct
        })
}

/// The crate of a function, and the module if the crate is the page's own.
fn part(function: &str) -> &str {
    let is_word = |character: char| character.is_ascii_alphanumeric() || character == '_' || character == ':';
    // Of `<T as alloc::slice::…>`, what comes first of a path.
    let mut words = function.split(|character: char| !is_word(character));
    let path = words.find_map(|word| word.split_once("::").map(|parts| (word, parts)));
    let Some((path, (name, rest))) = path else {
        return "no crate: glue of wasm and JavaScript";
    };
    if name != "deckprism" {
        return name;
    }
    let module = rest.split("::").next().unwrap_or_default();
    &path[..name.len() + 2 + module.len()]
}

fn most_first(by_name: BTreeMap<String, f64>) -> Vec<(String, f64)> {
    let mut all: Vec<_> = by_name.into_iter().collect();
    all.sort_by(|one, other| other.1.total_cmp(&one.1));
    all
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn time_is_counted_once_by_the_innermost_kind() {
        let span = |name: &str, at: u64, took: u64| json!({ "ph": "X", "name": name, "pid": 1, "tid": 2, "ts": at, "dur": took });
        let mark = |name: &str, at: u64| json!({ "ph": "R", "cat": "blink.user_timing", "name": name, "pid": 1, "tid": 2, "ts": at });
        let trace = Trace::of(vec![
            mark("begin", 1_000),
            span("RunTask", 2_000, 10_000),
            span("FunctionCall", 3_000, 6_000),
            span("v8.something", 3_500, 3_000),
            span("Layout", 4_000, 2_000),
            span("V8.GC_MC", 7_000, 1_000),
            span("RunTask", 20_000, 4_000),
            mark("end", 21_000),
            // What other threads do does not count.
            json!({ "ph": "X", "name": "RunTask", "pid": 1, "tid": 3, "ts": 2_000, "dur": 900 }),
        ]);
        let spent = Spent::between(&trace, "begin", "end").unwrap();
        let expected = [
            (Kind::Scripts, 3.0),
            (Kind::Garbage, 1.0),
            (Kind::Layout, 2.0),
            (Kind::Other, 5.0),
        ];
        assert_eq!(spent.kinds, expected.into());
        assert!((spent.whole - 20.0).abs() < 1e-9 && (spent.idle() - 9.0).abs() < 1e-9);
        assert_eq!(Spent::between(&trace, "begin", "never"), None);
    }

    #[test]
    fn samples_are_told_by_function_and_by_part() {
        let call = |id: u64, name: &str| json!({ "id": id, "callFrame": { "functionName": name } });
        let trace = Trace::of(vec![
            json!({ "ph": "X", "name": "RunTask", "pid": 1, "tid": 2, "ts": 0, "dur": 9_000 }),
            json!({ "ph": "R", "cat": "blink.user_timing", "name": "begin", "pid": 1, "tid": 2, "ts": 0 }),
            json!({ "ph": "R", "cat": "blink.user_timing", "name": "end", "pid": 1, "tid": 2, "ts": 9_000 }),
            json!({ "ph": "P", "name": "Profile", "id": "0x1", "pid": 1, "tid": 2, "args": { "data": { "startTime": 0 } } }),
            json!({ "ph": "P", "name": "ProfileChunk", "id": "0x1", "pid": 1, "tid": 7, "args": { "data": {
                "cpuProfile": { "nodes": [call(1, "(idle)"), call(2, "deckprism::text::order::sorted")], "samples": [1, 2, 2] },
                "timeDeltas": [1_000, 1_000, 1_000] } } }),
            json!({ "ph": "P", "name": "ProfileChunk", "id": "0x1", "pid": 1, "tid": 7, "args": { "data": {
                "cpuProfile": { "nodes": [call(3, "<serde_json::Value as Drop>::drop")], "samples": [3] },
                "timeDeltas": [500] } } }),
        ]);
        let spent = Spent::between(&trace, "begin", "end").unwrap();
        // A sample stands for the time until the next.
        assert_eq!(
            spent.functions,
            [
                ("deckprism::text::order::sorted".to_owned(), 1.5),
                ("<serde_json::Value as Drop>::drop".to_owned(), 0.0)
            ]
        );
        assert_eq!(spent.parts[0], ("deckprism::text".to_owned(), 1.5));
        assert_eq!(spent.parts[1].0, "serde_json");
    }
}
