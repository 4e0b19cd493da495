//! The options of a call in Rust, as kube's parameter types take them.

use super::{coloured, source::Source};
use crate::{
    dialect::{
        Span,
        client::{
            Language, Shortfall,
            code::{Code, fill, join, text, words},
            plan::{Action, Plan, Setting, Value},
        },
    },
    kube::path::Part,
};

/// How long a chain of calls may be to stand on one line, as rustfmt has it.
const CHAIN_WIDTH: usize = 60;

/// The options that kube has for an action, and what it leaves out.
pub(super) fn options<'a>(plan: &'a Plan, action: &Action) -> (Vec<&'a Setting>, Vec<Shortfall>) {
    let (said, shortfalls) = plan.options(|name| knows(action, name));
    consistent(action, said, shortfalls)
}

/// Whether an action has a parameter.
///
/// Source: kube-core `src/params.rs` and `src/subresource.rs`.
fn knows(action: &Action, name: &str) -> bool {
    let known: &[&str] = match action {
        // A list has a timeout, too, but kube does not send it.
        Action::List => &[
            "labelSelector",
            "fieldSelector",
            "limit",
            "continue",
            "resourceVersion",
            "resourceVersionMatch",
        ],
        Action::Watch => &[
            "labelSelector",
            "fieldSelector",
            "timeoutSeconds",
            "allowWatchBookmarks",
            "sendInitialEvents",
            "resourceVersion",
        ],
        Action::Read(_) => &["resourceVersion"],
        Action::Log { .. } => &[
            "container",
            "limitBytes",
            "previous",
            "sinceSeconds",
            "sinceTime",
            "tailLines",
            "timestamps",
        ],
        Action::Part { .. } => &[],
    };
    known.contains(&name)
}

/// Leaves out what kube refuses or does not send: ways to match a version that it has no word for, and, in a list, those
/// without a version and versions that it takes for none.
///
/// Source: kube-core `src/params.rs`, `ListParams::validate` and `ListParams::populate_qp`.
fn consistent<'a>(
    action: &Action,
    said: Vec<&'a Setting>,
    mut shortfalls: Vec<Shortfall>,
) -> (Vec<&'a Setting>, Vec<Shortfall>) {
    let has_word = |setting: &Setting| {
        setting.name != "resourceVersionMatch"
            || matches!(&setting.value, Value::Text(word) if word == "NotOlderThan" || word == "Exact")
    };
    let sends_version = *action != Action::List || sends_version(&said);
    let is_sent = |setting: &Setting| {
        sends_version || !matches!(setting.name.as_str(), "resourceVersion" | "resourceVersionMatch")
    };
    let (kept, left_out): (Vec<&Setting>, Vec<&Setting>) = said
        .into_iter()
        .partition(|setting| has_word(setting) && is_sent(setting));
    shortfalls.extend(
        left_out
            .into_iter()
            .map(|setting| Shortfall::Parameter(setting.name.clone())),
    );
    (kept, shortfalls)
}

/// Whether kube sends the version of a list: not beside a token that continues one, and not 0 where a limit asks for
/// less, or where exactly that version is wanted.
fn sends_version(said: &[&Setting]) -> bool {
    let value = |name: &str| {
        said.iter()
            .find(|setting| setting.name == name)
            .map(|setting| &setting.value)
    };
    let is = |name: &str, text: &str| matches!(value(name), Some(Value::Text(said)) if said == text);
    let is_zero = is("resourceVersion", "0");
    let has_none = value("resourceVersion").is_none() || value("continue").is_some();
    !(has_none || is_zero && (value("limit").is_some() || is("resourceVersionMatch", "Exact")))
}

/// `let parameters = …` with a builder's calls.
pub(super) fn put(source: &mut Source, body: &mut Code, type_: &str, said: &[&Setting]) {
    let mut calls: Vec<Vec<Span>> = Vec::new();
    // kube asks for bookmarks by itself.
    let has_bookmarks = said
        .iter()
        .any(|setting| setting.name == "allowWatchBookmarks" && setting.value == Value::Flag(true));
    if type_ == "WatchParams" && !has_bookmarks {
        calls.push(words("disable_bookmarks()"));
    }
    for setting in said {
        let value = setting.source(Language::Rust);
        let template = match setting.name.as_str() {
            "labelSelector" => "labels(‹value›)",
            "fieldSelector" => "fields(‹value›)",
            "timeoutSeconds" => "timeout(‹value›)",
            "limit" => "limit(‹value›)",
            "continue" => "continue_token(‹value›)",
            "resourceVersion" if type_ == "ListParams" => "at(‹value›)",
            "sendInitialEvents" if setting.value == Value::Flag(true) => "initial_events()",
            "resourceVersionMatch" => {
                source.imports("kube", "api::VersionMatch");
                let word = match &setting.value {
                    Value::Text(word) => word.as_str(),
                    _ => "",
                };
                calls.push(fill(
                    "matching(VersionMatch::‹word›)",
                    &[("word", coloured(Part::Query, word))],
                ));
                continue;
            }
            _ => continue,
        };
        calls.push(fill(template, &[("value", value)]));
    }
    let default = fill("    let parameters = ‹type›::default()", &[("type", words(type_))]);
    let chain = join(std::iter::once(words("")).chain(calls.iter().cloned()), ".");
    if text(&chain).len() + type_.len() + "::default()".len() <= CHAIN_WIDTH {
        body.put("‹default›‹chain›;", &[("default", default), ("chain", chain)]);
        return;
    }
    body.put("‹default›", &[("default", default)]);
    for (at, call) in calls.iter().enumerate() {
        let end = if at + 1 == calls.len() { ";" } else { "" };
        body.put(&format!("        .‹call›{end}"), &[("call", call.clone())]);
    }
}
