//! The same request in other words: commands and programs that make it, and free text that means one.

pub mod client;
pub mod curl;
mod distance;
mod duration;
pub mod kubectl;
mod note;
pub mod reading;
pub mod resolve;
pub mod shell;
mod spelling;
pub mod suggest;

#[cfg(test)]
mod testing;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

pub use note::Note;

use crate::kube::path::Part;

/// A piece of a line that has one colour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The text, as it is to be shown and copied.
    pub text: String,
    /// Which part of a request it spells; nothing for what belongs to the dialect itself.
    pub part: Option<Part>,
}

/// One line of a command or a program.
pub type Line = Vec<Span>;

/// A command or a program, ready to be shown in colours or copied as text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The lines, without line breaks.
    pub lines: Vec<Line>,
}

/// How an answer is looked at, as far as a command can say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum View {
    /// Columns, as `kubectl get -o wide` prints them.
    Table,
    /// `-o yaml`
    Yaml,
    /// `-o json`
    Json,
    /// The text that came: logs, health checks.
    Text,
}

impl Span {
    /// A piece that spells a part of the request.
    pub fn of(part: Part, text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            part: Some(part),
        }
    }

    /// A piece that belongs to the dialect itself.
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            part: None,
        }
    }
}

impl Snippet {
    /// The text to copy, lines joined by line breaks.
    pub fn plain(&self) -> String {
        let lines: Vec<String> = self
            .lines
            .iter()
            .map(|line| line.iter().map(|span| span.text.as_str()).collect())
            .collect();
        lines.join("\n")
    }
}
