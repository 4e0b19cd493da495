//! Whether a program printed what the API server answers to its request, less what the program says that it leaves out.

mod document;
mod lines;

use cluster::http::Answer;
use deckprism::{
    dialect::client::{Form, Language, Shortfall},
    kube::request::ApiRequest,
};
use serde_json::Value;

use crate::{
    api::Api,
    cases::Prints,
    error::Error,
    processes::Outcome,
    written::{Which, Written},
};

/// The cluster lives: an answer may be another one by the time that a program asks.
const TRIES: u32 = 3;

/// How to run a program: to its end, or until what it printed is enough.
pub type Run<'a> = dyn Fn(&dyn Fn(&[u8]) -> bool) -> Result<Outcome, Error> + 'a;

/// Runs a program and compares what it prints with what the API server answers; what is wrong, if something is.
pub fn judge(
    program: &Written,
    api: &Api,
    run: impl Fn(&dyn Fn(&[u8]) -> bool) -> Result<Outcome, Error>,
) -> Result<(), String> {
    let mut last = String::new();
    for _ in 0..TRIES {
        match once(program, api, &run) {
            Ok(Ok(())) => return Ok(()),
            Ok(Err(wrong)) => last = wrong,
            Err(error) => return Err(error.to_string()),
        }
    }
    Err(format!("{}\n{last}\n\n{}", program.case.target, program.text))
}

/// Whether a program prints YAML: the JavaScript library's way to print typed objects.
pub fn prints_yaml(program: &Written, outcome: &Outcome) -> bool {
    program.case.prints == Prints::Document
        && program.which == Which::Call
        && program.program.form == Form::Typed
        && outcome.code == Some(0)
        && !outcome.stdout.starts_with(b"{")
}

fn once(program: &Written, api: &Api, run: &Run) -> Result<Result<(), String>, Error> {
    let request = effective(&program.request, &program.program.shortfalls);
    let prints = match (program.which, program.case.prints) {
        (Which::Raw, Prints::Names | Prints::Document) => Prints::Text,
        (_, prints) => prints,
    };
    let identity = program.case.identity;
    let asked = match prints {
        Prints::Changes => without(&request, &CHANGES),
        Prints::Stream => without(&request, &["follow"]),
        Prints::Names | Prints::Document | Prints::Text => request,
    };
    let before = api.get(identity, &asked)?;
    let length = before.body.len();
    let is_endless = prints == Prints::Stream && before.status < 300;
    let outcome = run(&|printed| is_endless && printed.len() >= length)?;
    let compared = compare(program, prints, &before, &outcome);
    if compared.is_ok() {
        return Ok(compared);
    }
    let after = api.get(identity, &asked)?;
    Ok(compare(program, prints, &after, &outcome))
}

/// What makes a watch of a list.
const CHANGES: [&str; 5] = [
    "watch",
    "timeoutSeconds",
    "allowWatchBookmarks",
    "sendInitialEvents",
    "resourceVersionMatch",
];

fn without(request: &ApiRequest, parameters: &[&str]) -> ApiRequest {
    let mut request = request.clone();
    for parameter in parameters {
        request.query = request.query.without(parameter);
    }
    request
}

/// The request that a program makes, by what it says that it leaves out.
fn effective(request: &ApiRequest, shortfalls: &[Shortfall]) -> ApiRequest {
    let mut request = request.clone();
    for shortfall in shortfalls {
        match shortfall {
            Shortfall::Parameter(name) => request.query = request.query.without(name),
            Shortfall::Accept => request.head.accept = None,
            Shortfall::OneGroup => request.head.impersonate_groups.truncate(1),
            Shortfall::NoGroups => request.head.impersonate_groups.clear(),
            Shortfall::GroupsNeedUser => {}
        }
    }
    request
}

fn compare(program: &Written, prints: Prints, answer: &Answer, outcome: &Outcome) -> Result<(), String> {
    let shown = |wrong: String| format!("{wrong}\n{}", outcome.shown());
    if answer.status >= 300 {
        return refused(answer, outcome).map_err(shown);
    }
    let ended_well = outcome.code == Some(0) || (prints == Prints::Stream && outcome.code.is_none());
    if !ended_well {
        return Err(shown("did not end well".into()));
    }
    let stdout = String::from_utf8_lossy(&outcome.stdout);
    match prints {
        Prints::Text => lines::same_text(&answer.body, &stdout),
        Prints::Stream if stdout.starts_with(&answer.body) => Ok(()),
        Prints::Stream => Err(format!("does not begin with {:?}", answer.body)),
        Prints::Names => lines::names(&json(&answer.body)?).and_then(|names| lines::same_names(&names, &stdout)),
        Prints::Changes => {
            let names = lines::names(&json(&answer.body)?)?;
            let changes = match program.which {
                Which::Call => lines::changes(&stdout)?,
                Which::Raw => lines::raw_changes(&stdout)?,
            };
            lines::same_changes(&names, &changes)
        }
        Prints::Document => document::same(&json(&answer.body)?, &json(&stdout)?, language_of(program)),
    }
    .map_err(shown)
}

fn json(text: &str) -> Result<Value, String> {
    serde_json::from_str(text).map_err(|error| format!("no JSON: {error}"))
}

fn language_of(program: &Written) -> Option<Language> {
    // A tree of values says everything that the answer says, whatever the language.
    (program.program.form == Form::Typed).then_some(program.language)
}

/// A program ends with an error that tells what the API server said.
fn refused(answer: &Answer, outcome: &Outcome) -> Result<(), String> {
    let stderr = String::from_utf8_lossy(&outcome.stderr);
    let code = answer.status.to_string();
    let status = json(&answer.body).unwrap_or_default();
    let message = status["message"].as_str().filter(|message| !message.is_empty());
    let reason = status["reason"].as_str().filter(|reason| !reason.is_empty());
    let is_told = [Some(code.as_str()), message, reason]
        .into_iter()
        .flatten()
        .any(|word| stderr.contains(word));
    match outcome.code {
        Some(exit) if exit != 0 && is_told => Ok(()),
        Some(0) => Err(format!("ended well, although the answer is {code}")),
        _ => Err(format!("does not tell of the answer {code}: {}", answer.body)),
    }
}
