//! A request as a kubectl command: the same bytes by `--raw`, and what a person would type.

mod listing;
mod logs;

use super::{Note, Snippet, Span, View, shell, spelling};
use crate::kube::{
    discovery::Discovery,
    gvk::{GroupVersion, GroupVersionResource},
    path::{Guard, Part, Target},
    request::{ACCEPT_JSON, ApiRequest},
};

/// `kubectl get --raw`, and where it is not the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raw {
    /// The command.
    pub snippet: Snippet,
    /// [`Note::AcceptNotExpressible`] where another representation comes, and the like; empty where it is the same.
    pub notes: Vec<Note>,
}

/// What a person would type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Idiomatic {
    /// The command, if there is one.
    pub snippet: Option<Snippet>,
    /// Why there is none, or where it does more or less than the request.
    pub notes: Vec<Note>,
}

/// The command that makes exactly this request and prints the body as it comes.
///
/// `--raw` takes no headers: `Accept` is always `application/json, */*`, only impersonation can be said.
/// Source: kubectl `pkg/rawhttp/raw.go`.
pub fn raw(request: &ApiRequest) -> Raw {
    let mut command = Command::new("get");
    command.word(vec![Span::plain("--raw")]);
    command.word(spelling::spans(request));
    command.identity(request);
    let asks_for_json = |accept: &String| {
        accept
            .split(',')
            .next()
            .is_some_and(|first| first.trim() == ACCEPT_JSON)
    };
    let is_other = request
        .head
        .accept
        .as_ref()
        .is_some_and(|accept| !asks_for_json(accept));
    if is_other {
        command.note(Note::AcceptNotExpressible);
    }
    if let Some(guard) = request.path.guard() {
        command.note(Note::Guarded(guard));
    }
    Raw {
        snippet: command.snippet(),
        notes: command.notes,
    }
}

/// The command that a person would type to see the same.
///
/// The word for a resource comes from discovery: its plural where kubectl takes that for this very group and
/// version, else `plural.version.group`.
pub fn idiomatic(request: &ApiRequest, discovery: &Discovery, view: View) -> Idiomatic {
    let found = match request.target() {
        Target::Root | Target::NonResource if request.path.as_str() == "/version" => Ok(version(request, view)),
        Target::Root | Target::NonResource => {
            let raw = raw(request);
            return Idiomatic {
                snippet: Some(raw.snippet),
                notes: raw.notes,
            };
        }
        Target::CoreVersions | Target::Groups | Target::Group(_) => Ok(versions(request)),
        Target::GroupVersion(group_version) => Ok(resources(request, discovery, &group_version)),
        Target::Subresource {
            resource,
            namespace,
            name,
            subresource,
            rest,
        } if is_pods(&resource) && subresource == "log" && rest.is_empty() => namespace
            .ok_or(Note::NoIdiomaticForm)
            .map(|namespace| logs::command(request, &namespace, &name)),
        target => listing::command(request, discovery, &target, view),
    };
    match found {
        Ok(command) if command.is_harmless() => Idiomatic {
            snippet: Some(command.snippet()),
            notes: command.notes,
        },
        Ok(_) => none(Note::NoIdiomaticForm, request.path.guard()),
        Err(note) => none(note, request.path.guard()),
    }
}

fn none(note: Note, guard: Option<Guard>) -> Idiomatic {
    Idiomatic {
        snippet: None,
        notes: std::iter::once(note).chain(guard.map(Note::Guarded)).collect(),
    }
}

fn is_pods(resource: &GroupVersionResource) -> bool {
    resource.group.is_empty() && resource.resource == "pods"
}

/// `kubectl version`
fn version(request: &ApiRequest, view: View) -> Command {
    let mut command = Command::new("version");
    match view {
        View::Json => command.words("-o json"),
        View::Yaml => command.words("-o yaml"),
        View::Table | View::Text => {}
    }
    command.identity(request);
    command.leftovers(request, &[]);
    command.note(Note::ShowsClientToo);
    command
}

/// `kubectl api-versions`
fn versions(request: &ApiRequest) -> Command {
    let mut command = Command::new("api-versions");
    command.identity(request);
    command.leftovers(request, &[]);
    command.note(Note::ShowsAllGroups);
    command
}

/// `kubectl api-resources`
fn resources(request: &ApiRequest, discovery: &Discovery, group_version: &GroupVersion) -> Command {
    let mut command = Command::new("api-resources");
    let mut option = vec![Span::plain("--api-group=")];
    if !group_version.group.is_empty() {
        option.push(Span::of(Part::Group, group_version.group.clone()));
    }
    command.word(option);
    command.identity(request);
    command.leftovers(request, &[]);
    let preferred = discovery
        .group(&group_version.group)
        .and_then(|group| group.preferred());
    if preferred.is_some_and(|preferred| preferred.group_version != *group_version) {
        command.note(Note::OnlyPreferredVersions);
    }
    command
}

/// A kubectl command that is being put together.
struct Command {
    words: Vec<Vec<Span>>,
    notes: Vec<Note>,
}

impl Command {
    fn new(verb: &str) -> Self {
        let mut command = Self {
            words: Vec::new(),
            notes: Vec::new(),
        };
        command.words(&format!("kubectl {verb}"));
        command
    }

    /// Adds words that belong to kubectl itself.
    fn words(&mut self, text: &str) {
        self.words.extend(text.split(' ').map(|word| vec![Span::plain(word)]));
    }

    /// Adds one word made of coloured pieces.
    fn word(&mut self, pieces: Vec<Span>) {
        self.words.push(pieces);
    }

    /// Adds an option and its value: as two words, or as one if the option ends with `=`.
    fn option(&mut self, option: &str, part: Part, value: &str) {
        let value = Span::of(part, value);
        if option.ends_with('=') {
            self.word(vec![Span::plain(option), value]);
        } else {
            self.words(option);
            self.word(vec![value]);
        }
    }

    fn note(&mut self, note: Note) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    /// Adds as whom to ask.
    fn identity(&mut self, request: &ApiRequest) {
        let head = &request.head;
        // As in a header, a control character has no place here.
        let value = |text: &str| text.replace(char::is_control, "\u{fffd}");
        if let Some(user) = &head.impersonate_user {
            self.word(vec![Span::plain(format!("--as={}", value(user)))]);
        } else if !head.impersonate_groups.is_empty() {
            self.note(Note::GroupsNeedUser);
        }
        for group in &head.impersonate_groups {
            self.word(vec![Span::plain(format!("--as-group={}", value(group)))]);
        }
    }

    /// Notes which query parameters the command does not say.
    fn leftovers(&mut self, request: &ApiRequest, said: &[&str]) {
        for (key, _) in request.query.decoded() {
            // Neither changes what is shown.
            let is_form = matches!(key.as_str(), "pretty" | "includeObject");
            if key == "continue" {
                self.note(Note::ContinueNotExpressible);
                self.note(Note::WholeListIsFetched);
            } else if !is_form && !said.contains(&key.as_str()) {
                self.note(Note::ParameterNotExpressible(key));
            }
        }
    }

    /// Whether the command can be pasted: a control character would end a line or a paste early.
    fn is_harmless(&self) -> bool {
        let texts = || self.words.iter().flatten().map(|span| span.text.as_str());
        !texts().any(spelling::has_controls)
    }

    fn snippet(&self) -> Snippet {
        let mut line = Vec::new();
        for word in &self.words {
            if !line.is_empty() {
                line.push(Span::plain(" "));
            }
            line.extend(shell::quote_spans(word.clone()));
        }
        Snippet { lines: vec![line] }
    }
}

#[cfg(test)]
mod tests;
