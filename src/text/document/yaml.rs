//! YAML in block style with the layout that kubectl uses.
//!
//! Source: sigs.k8s.io/yaml; what has to be quoted: YAML 1.2 §7.3.3 and the words that YAML 1.1 readers
//! take for booleans, numbers or dates.

use serde_json::Value;

use super::{Line, TokenKind, below, note_fold};

const STEP: usize = 2;

/// The lines of a value.
pub(super) fn lines(value: &Value) -> Vec<Line> {
    let mut lines = Vec::new();
    match value {
        Value::Object(fields) if !fields.is_empty() => write_fields(value, None, 0, "", &mut lines),
        Value::Array(items) if !items.is_empty() => write_items(value, 0, "", &mut lines),
        scalar => write_scalar(scalar, Line::new(0, ""), 0, &mut lines),
    }
    lines
}

/// Writes the fields of an object, the first one behind what `first` already holds (a dash).
fn write_fields(value: &Value, mut first: Option<Line>, indent: usize, pointer: &str, lines: &mut Vec<Line>) {
    for (key, field) in value.as_object().into_iter().flatten() {
        let at = below(pointer, key);
        let mut line = first.take().unwrap_or_else(|| Line::new(indent, &at));
        line.pointer.clone_from(&at);
        line.push(TokenKind::Key, scalar_text(key));
        line.push(TokenKind::Punctuation, ":");
        match field {
            Value::Object(fields) if !fields.is_empty() => {
                let start = lines.len();
                lines.push(line);
                write_fields(field, None, indent + STEP, &at, lines);
                note_fold(lines, start);
            }
            // kubectl does not indent the items of a list below its key.
            Value::Array(items) if !items.is_empty() => {
                let start = lines.len();
                lines.push(line);
                write_items(field, indent, &at, lines);
                note_fold(lines, start);
            }
            scalar => {
                line.push(TokenKind::Punctuation, " ");
                write_scalar(scalar, line, indent + STEP, lines);
            }
        }
    }
}

fn write_items(value: &Value, indent: usize, pointer: &str, lines: &mut Vec<Line>) {
    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
        let at = below(pointer, &index.to_string());
        let dash = Line::new(indent, &at).with(TokenKind::Punctuation, "- ");
        write_item(item, dash, indent, &at, lines);
    }
}

/// Writes an item behind its dash.
fn write_item(item: &Value, dash: Line, indent: usize, at: &str, lines: &mut Vec<Line>) {
    match item {
        Value::Object(fields) if !fields.is_empty() => {
            write_fields(item, Some(dash), indent + STEP, at, lines);
        }
        Value::Array(items) if !items.is_empty() => {
            let mut dash = Some(dash);
            for (index, inner) in items.iter().enumerate() {
                let at = below(at, &index.to_string());
                let line = dash
                    .take()
                    .unwrap_or_else(|| Line::new(indent + STEP, &at))
                    .with(TokenKind::Punctuation, "- ");
                write_item(inner, line, indent + STEP, &at, lines);
            }
        }
        scalar => write_scalar(scalar, dash, indent + STEP, lines),
    }
}

/// Writes a scalar behind what `line` already holds; long text as a block of lines.
fn write_scalar(value: &Value, line: Line, indent: usize, lines: &mut Vec<Line>) {
    match value {
        Value::String(text) if is_block(text) => write_block(text, line, indent, lines),
        Value::String(text) => lines.push(line.with(TokenKind::String, scalar_text(text))),
        Value::Object(_) => lines.push(line.with(TokenKind::Punctuation, "{}")),
        Value::Array(_) => lines.push(line.with(TokenKind::Punctuation, "[]")),
        other => lines.push(line.with(TokenKind::Literal, other.to_string())),
    }
}

fn write_block(text: &str, line: Line, indent: usize, lines: &mut Vec<Line>) {
    let start = lines.len();
    let pointer = line.pointer.clone();
    let body = text.trim_end_matches('\n');
    let ends = text.len() - body.len();
    // Without a newline at the end the block is stripped, with more than one they are kept.
    let mark = match ends {
        0 => "|-",
        1 => "|",
        _ => "|+",
    };
    lines.push(line.with(TokenKind::Punctuation, mark));
    let mut texts: Vec<&str> = body.split('\n').collect();
    texts.extend(std::iter::repeat_n("", ends.saturating_sub(1)));
    for text in texts {
        // An empty line has no indentation, as kubectl writes it.
        let columns = if text.is_empty() { 0 } else { indent };
        lines.push(Line::new(columns, &pointer).with(TokenKind::String, text));
    }
    note_fold(lines, start);
}

/// Whether a text is best shown line by line, and can be without losing anything.
fn is_block(text: &str) -> bool {
    text.contains('\n')
        && !text.starts_with([' ', '\n', '\t'])
        && text.chars().all(|c| c == '\n' || c == '\t' || !needs_escape(c))
        && !text.split('\n').any(|line| line.ends_with([' ', '\t']))
}

/// A text as a scalar: plain where every reader takes it for text, else in quotes.
fn scalar_text(text: &str) -> String {
    if text.chars().any(|c| needs_escape(c) || c == '\n' || c == '\t') {
        return escaped(text);
    }
    if text.is_empty() || resolves(text) {
        format!("\"{text}\"")
    } else if is_plain(text) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', "''"))
    }
}

/// Whether a text, unquoted, is read back as this text by YAML 1.1 and 1.2 readers.
fn is_plain(text: &str) -> bool {
    let Some(first) = text.chars().next() else {
        return false;
    };
    let indicators = "-?:,[]{}#&*!|>'\"%@`=<~ ";
    let may_begin = !indicators.contains(first)
        || (matches!(first, '-' | '?' | ':')
            && text
                .chars()
                .nth(1)
                .is_some_and(|c| !c.is_whitespace() && !"-?:,[]{}.".contains(c)));
    may_begin
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.starts_with("---")
        && !text.starts_with("...")
}

/// Whether a reader would take a plain text for a boolean, null, a number or a date.
///
/// Source: go.yaml.in/yaml `resolve.go`, and YAML 1.1 for base 60 and the words for booleans.
fn resolves(text: &str) -> bool {
    let is_word = matches!(
        text.to_ascii_lowercase().as_str(),
        "~" | "null" | "true" | "false" | "yes" | "no" | "on" | "off" | "y" | "n"
    );
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    is_word || is_number(unsigned) || is_date(text)
}

/// A number without its sign: decimal, with a base, with an exponent, in base 60, or no number at all.
fn is_number(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    if matches!(lower.as_str(), ".inf" | ".nan") {
        return true;
    }
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] {
        if let Some(digits) = lower.strip_prefix(prefix) {
            return !digits.is_empty() && digits.chars().all(|c| c == '_' || c.is_digit(radix));
        }
    }
    let is_digits = |part: &str| part.chars().all(|c| c == '_' || c.is_ascii_digit());
    if !lower.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    if let Some((first, rest)) = lower.split_once(':') {
        return !first.is_empty()
            && is_digits(first)
            && rest
                .split(':')
                .all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit() || c == '.'));
    }
    let (mantissa, exponent) = lower.split_once('e').unwrap_or((&lower, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
    is_digits(whole)
        && is_digits(fraction)
        && mantissa.contains(|c: char| c.is_ascii_digit())
        && !exponent.is_empty()
        && exponent.chars().all(|c| c.is_ascii_digit())
}

/// `2001-12-14`, alone or with a time behind it.
fn is_date(text: &str) -> bool {
    let mut parts = text.splitn(3, '-');
    let is_part = |part: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&part.len()) && part.chars().all(|c| c.is_ascii_digit())
    };
    let (Some(year), Some(month), Some(rest)) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (day, time) = rest.split_at(end);
    let is_time = time.is_empty()
        || (time.starts_with(['T', 't', ' '])
            && time
                .chars()
                .skip(1)
                .all(|c| c.is_ascii_digit() || "+-.:Zz ".contains(c)));
    is_part(year, 4..=4) && is_part(month, 1..=2) && is_part(day, 1..=2) && is_time
}

fn needs_escape(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// In double quotes, with what cannot be seen written out.
fn escaped(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if needs_escape(c) => {
                // Writing to a String cannot fail.
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::super::Document;
    use serde_json::{Value, json};

    #[track_caller]
    fn check(value: &Value, text: &str) {
        assert_eq!(Document::yaml(value).text(), text);
    }

    #[test]
    fn objects_and_lists_look_like_kubectls() {
        check(
            &json!({"spec": {"containers": [{"image": "nginx:1.29", "name": "web", "ports": [{"containerPort": 80}]}], "x": {}}, "list": [[1, 2], ["a"]], "none": []}),
            "list:\n- - 1\n  - 2\n- - a\nnone: []\nspec:\n  containers:\n  - image: nginx:1.29\n    name: web\n    ports:\n    - containerPort: 80\n  x: {}\n",
        );
    }

    #[test]
    fn text_that_readers_would_mistake_is_quoted() {
        for (text, yaml) in [
            ("plain text", "plain text"),
            ("", "\"\""),
            ("true", "\"true\""),
            ("No", "\"No\""),
            ("1.36", "\"1.36\""),
            ("1e3", "\"1e3\""),
            ("1_000", "\"1_000\""),
            ("0x1f", "\"0x1f\""),
            ("190:20:30", "\"190:20:30\""),
            (".inf", "\".inf\""),
            (
                "40229edf-76e7-4dfd-a27d-83c8b4e1846d",
                "40229edf-76e7-4dfd-a27d-83c8b4e1846d",
            ),
            ("10.0.0.1", "10.0.0.1"),
            ("e5", "e5"),
            ("250m", "250m"),
            ("2026-11-22T05:00:00Z", "\"2026-11-22T05:00:00Z\""),
            ("2001-12-14", "\"2001-12-14\""),
            ("~", "\"~\""),
            ("a: b", "'a: b'"),
            ("- a", "'- a'"),
            ("-a", "-a"),
            ("it's", "it's"),
            ("'quoted'", "'''quoted'''"),
            ("a\tb", "\"a\\tb\""),
            ("\u{202e}abc", "\"\\u202eabc\""),
            ("*", "'*'"),
            ("x #y", "'x #y'"),
        ] {
            check(&json!({ "k": text }), &format!("k: {yaml}\n"));
        }
    }

    #[test]
    fn long_text_becomes_a_block() {
        check(&json!({"k": "a\nb\n"}), "k: |\n  a\n  b\n");
        check(&json!({"k": "a\n\nb"}), "k: |-\n  a\n\n  b\n");
        check(&json!({"k": "a\n\n\n"}), "k: |+\n  a\n\n\n");
        check(&json!({"k": " a\nb"}), "k: \" a\\nb\"\n");
    }

    #[test]
    fn folds_count_the_lines_of_a_value() {
        let document = Document::yaml(&json!({"a": {"b": 1, "c": [1, 2]}, "d": 2}));
        let folds: Vec<_> = document.lines.iter().map(|line| line.folds).collect();
        assert_eq!(folds, [4, 0, 2, 0, 0, 0]);
        assert_eq!(document.lines[3].pointer, "/a/c/0");
    }
}
