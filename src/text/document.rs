//! A JSON value as lines of coloured tokens, in YAML as `kubectl -o yaml` prints it, and in JSON.

use serde_json::Value;

mod json;
mod yaml;

/// A document, line by line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The lines in order.
    pub lines: Vec<Line>,
}

/// One line of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The tokens in order; together they are the text of the line without its indentation.
    pub tokens: Vec<Token>,
    /// By how many columns the line is indented.
    pub indent: usize,
    /// Where in the document the value that begins on this line stands (RFC 6901).
    pub pointer: String,
    /// How many of the following lines belong to the value that begins here.
    pub folds: usize,
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Its text.
    pub text: String,
}

/// What a piece of a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// The name of a field.
    Key,
    /// Text.
    String,
    /// A number, a boolean or null.
    Literal,
    /// Colons, dashes, brackets and commas.
    Punctuation,
}

impl Document {
    /// The value as YAML.
    pub fn yaml(value: &Value) -> Self {
        Self {
            lines: yaml::lines(value),
        }
    }

    /// The value as JSON with an indentation of four, as `kubectl -o json` prints it.
    pub fn json(value: &Value) -> Self {
        Self {
            lines: json::lines(value),
        }
    }

    /// The whole as text.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for line in &self.lines {
            out.extend(std::iter::repeat_n(' ', line.indent));
            for token in &line.tokens {
                out.push_str(&token.text);
            }
            out.push('\n');
        }
        out
    }
}

impl Line {
    fn new(indent: usize, pointer: &str) -> Self {
        Self {
            tokens: Vec::new(),
            indent,
            pointer: pointer.to_owned(),
            folds: 0,
        }
    }

    fn with(mut self, kind: TokenKind, text: impl Into<String>) -> Self {
        self.push(kind, text);
        self
    }

    fn push(&mut self, kind: TokenKind, text: impl Into<String>) {
        self.tokens.push(Token {
            kind,
            text: text.into(),
        });
    }
}

/// The pointer to a field or an item of a value.
fn below(pointer: &str, key: &str) -> String {
    format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"))
}

/// Notes for the line at `start` how many lines were added since.
fn note_fold(lines: &mut [Line], start: usize) {
    let folds = lines.len() - start - 1;
    if let Some(line) = lines.get_mut(start) {
        line.folds = folds;
    }
}
