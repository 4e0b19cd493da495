//! JSON, one field or item a line.

use serde_json::Value;

use super::{Line, TokenKind, below, note_fold};

const STEP: usize = 4;

/// The lines of a value.
pub(super) fn lines(value: &Value) -> Vec<Line> {
    let mut lines = Vec::new();
    write(value, Line::new(0, ""), "", "", &mut lines);
    lines
}

/// Writes a value behind what `line` already holds; `end` follows it.
fn write(value: &Value, line: Line, pointer: &str, end: &str, lines: &mut Vec<Line>) {
    match value {
        Value::Object(fields) if !fields.is_empty() => {
            let open = Open::new(line, '{', lines);
            let last = fields.len() - 1;
            for (index, (key, field)) in fields.iter().enumerate() {
                let at = below(pointer, key);
                let line = Line::new(open.indent + STEP, &at)
                    .with(TokenKind::Key, quoted(key))
                    .with(TokenKind::Punctuation, ": ");
                write(field, line, &at, if index == last { "" } else { "," }, lines);
            }
            open.close('}', end, lines);
        }
        Value::Array(items) if !items.is_empty() => {
            let open = Open::new(line, '[', lines);
            let last = items.len() - 1;
            for (index, item) in items.iter().enumerate() {
                let at = below(pointer, &index.to_string());
                let line = Line::new(open.indent + STEP, &at);
                write(item, line, &at, if index == last { "" } else { "," }, lines);
            }
            open.close(']', end, lines);
        }
        scalar => {
            let (kind, text) = match scalar {
                Value::String(text) => (TokenKind::String, quoted(text)),
                Value::Object(_) => (TokenKind::Punctuation, "{}".to_owned()),
                Value::Array(_) => (TokenKind::Punctuation, "[]".to_owned()),
                other => (TokenKind::Literal, other.to_string()),
            };
            lines.push(punctuated(line.with(kind, text), end));
        }
    }
}

/// A bracket that is still to be closed.
struct Open {
    start: usize,
    indent: usize,
}

impl Open {
    fn new(line: Line, bracket: char, lines: &mut Vec<Line>) -> Self {
        let open = Self {
            start: lines.len(),
            indent: line.indent,
        };
        lines.push(line.with(TokenKind::Punctuation, bracket));
        open
    }

    fn close(self, bracket: char, end: &str, lines: &mut Vec<Line>) {
        let line = Line::new(self.indent, "").with(TokenKind::Punctuation, bracket);
        lines.push(punctuated(line, end));
        note_fold(lines, self.start);
    }
}

fn punctuated(line: Line, end: &str) -> Line {
    if end.is_empty() {
        line
    } else {
        line.with(TokenKind::Punctuation, end)
    }
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::super::Document;
    use serde_json::{Value, json};

    #[test]
    fn json_reads_back_as_it_was() {
        let value = json!({"a": {"b": [1, "x\n", null, {}], "c": []}, "d/e": true});
        let document = Document::json(&value);
        assert_eq!(serde_json::from_str::<Value>(&document.text()).unwrap(), value);
        assert_eq!(document.lines[0].folds, document.lines.len() - 1);
        assert!(document.lines.iter().any(|line| line.pointer == "/d~1e"));
        assert_eq!(
            document.text(),
            "{\n    \"a\": {\n        \"b\": [\n            1,\n            \"x\\n\",\n            null,\n            {}\n        ],\n        \"c\": []\n    },\n    \"d/e\": true\n}\n"
        );
    }
}
