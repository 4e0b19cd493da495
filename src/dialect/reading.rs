//! Free text turned into a request: a path, a URL, a `curl` or `kubectl` command, plain words.

mod curl;
mod events;
mod explain;
mod flags;
mod get;
mod kubectl;
mod logs;
mod refusal;
mod url;
mod words;

pub use refusal::{NotUnderstood, Usage};

use super::{
    Note, View, shell,
    spelling::{path_on_wire, query_on_wire},
};
use crate::kube::{discovery::Discovery, path::ApiPath, percent::encode_segment, query::Query, request::ApiRequest};

/// What a text is read against.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// What the cluster serves.
    pub discovery: &'a Discovery,
    /// The namespace to take where none is named; `default` if there is none, as for kubectl.
    pub namespace: Option<&'a str>,
    /// What stands before API paths at this origin, such as `/k8s`; usually empty.
    pub api_prefix: &'a str,
}

/// What a text means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// A request to the API.
    Request(Understood),
    /// An address of the console itself: what stands behind `#`, as it was spelt.
    Address(String),
}

/// A request that a text means, and what has to be known about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Understood {
    /// The request. Its path is never a guarded one.
    pub request: ApiRequest,
    /// How the text asks to look at the answer, if it says so.
    pub view: Option<View>,
    /// The columns that it asks for in place of the server's; none if it says nothing of them.
    pub columns: Vec<CustomColumn>,
    /// What was left out or chosen.
    pub notes: Vec<Note>,
}

/// A column of kubectl's `custom-columns`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomColumn {
    /// Its heading.
    pub heading: String,
    /// Where its value stands in an object, as `JSONPath`.
    pub json_path: String,
}

/// Reads a text as a person types or pastes it.
///
/// # Errors
/// Why it means no request that the console would send; [`NotUnderstood::UnknownWord`] comes with suggestions.
pub fn read(text: &str, context: &Context<'_>) -> Result<Reading, NotUnderstood> {
    let text = unwrapped(text.trim());
    if text.is_empty() {
        return Err(NotUnderstood::Empty);
    }
    if let Some(reading) = url::read(text, context)? {
        return Ok(reading);
    }
    let commands = shell::split(text)?;
    if let Some(found) = command(&commands, context) {
        return found.map(Reading::Request);
    }
    let first = commands.first().ok_or(NotUnderstood::Empty)?;
    words::read(first, context).map(Reading::Request)
}

/// The first `curl` or `kubectl` among the commands.
fn command(commands: &[Vec<shell::Word>], context: &Context<'_>) -> Option<Result<Understood, NotUnderstood>> {
    let found = commands.iter().find_map(|words| {
        let mut words = words.as_slice();
        while let [first, rest @ ..] = words {
            let program = first.text.rsplit(['/', '\\']).next().unwrap_or_default();
            match program.trim_end_matches(".exe") {
                "curl" => return Some(curl::read(rest, context)),
                "kubectl" | "k" => return Some(kubectl::read(rest, context)),
                "sudo" | "microk8s" | "minikube" | "k3s" | "time" | "watch" | "$" | "%" | ">" => {
                    words = rest;
                }
                _ if is_assignment(&first.text) => words = rest,
                _ => return None,
            }
        }
        None
    })?;
    let is_alone = commands.len() == 1;
    Some(found.map(|mut understood| {
        if !is_alone {
            understood.notes.push(Note::OnlyFirstCommand);
        }
        understood
    }))
}

/// Whether a word in front of a command sets a variable for it.
fn is_assignment(word: &str) -> bool {
    word.split_once('=')
        .is_some_and(|(name, _)| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'))
}

/// The text without the quotes or backticks around it, which documents put there, and without a root prompt.
fn unwrapped(text: &str) -> &str {
    let inner = ['`', '"', '\''].iter().find_map(|&quote| {
        let inner = text.strip_prefix(quote)?.strip_suffix(quote)?;
        (!inner.contains(quote)).then_some(inner.trim())
    });
    let text = inner.unwrap_or(text);
    text.strip_prefix("# ").map_or(text, str::trim_start)
}

impl Context<'_> {
    /// The namespace where none is named.
    fn default_namespace(&self) -> &str {
        self.namespace.unwrap_or("default")
    }
}

impl Understood {
    /// A request that is nothing but a path and a query.
    ///
    /// # Errors
    /// Unsafe and guarded paths.
    fn of(path: &str, query: &str) -> Result<Self, NotUnderstood> {
        let path = ApiPath::parse(&path_on_wire(path))?;
        let mut understood = Self::get(path)?;
        understood.request.query = Query::parse(&query_on_wire(query));
        Ok(understood)
    }

    /// A request for a path.
    ///
    /// # Errors
    /// Guarded paths.
    fn get(path: ApiPath) -> Result<Self, NotUnderstood> {
        match path.guard() {
            Some(guard) => Err(NotUnderstood::Guarded { guard, path }),
            None => Ok(Self {
                request: ApiRequest::get(path),
                view: None,
                columns: Vec::new(),
                notes: Vec::new(),
            }),
        }
    }

    /// A request for a path made of names.
    ///
    /// # Errors
    /// Names that no path may hold, and guarded paths.
    fn named(base: &ApiPath, names: &[&str]) -> Result<Self, NotUnderstood> {
        let mut text = base.as_str().trim_end_matches('/').to_owned();
        for name in names {
            text.push('/');
            text.push_str(&encode_segment(name));
        }
        Self::get(ApiPath::parse(&text)?)
    }

    fn note(&mut self, note: Note) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }
}

#[cfg(test)]
mod tests;
