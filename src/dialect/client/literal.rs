//! String literals of each language: whatever an address says stays within its quotes.
//!
//! Everything but printable ASCII is escaped, so that neither the encoding of a file nor an invisible character
//! changes what a program says.

use std::fmt::Write;

use super::{Language, Span};
use crate::kube::path::Part;

/// A string literal, its text in the colour of a part of the request.
pub(super) fn string(language: Language, part: Part, text: &str) -> Vec<Span> {
    quoted(language, Some(part), escape(language, text))
}

/// A string literal that is no part of the request.
pub(super) fn plain(language: Language, text: &str) -> Vec<Span> {
    quoted(language, None, escape(language, text))
}

/// A literal of a Haskell `ByteString`, which holds the text in UTF-8.
pub(super) fn haskell_bytes(part: Part, text: &str) -> Vec<Span> {
    let bytes: Vec<u32> = text.bytes().map(u32::from).collect();
    quoted(Language::Haskell, Some(part), haskell(&bytes))
}

/// A string literal that shows a text of several pieces, each in its own colour.
pub(super) fn pieces(language: Language, pieces: Vec<Span>) -> Vec<Span> {
    let quote = quote(language);
    let mut spans = vec![Span::plain(quote)];
    spans.extend(pieces.into_iter().map(|piece| Span {
        text: escape(language, &piece.text),
        ..piece
    }));
    spans.push(Span::plain(quote));
    spans
}

fn quoted(language: Language, part: Option<Part>, text: String) -> Vec<Span> {
    let quote = quote(language);
    let mut spans = vec![Span::plain(quote)];
    if !text.is_empty() {
        spans.push(Span { text, part });
    }
    spans.push(Span::plain(quote));
    spans
}

fn quote(language: Language) -> &'static str {
    match language {
        Language::JavaScript => "'",
        _ => "\"",
    }
}

/// A text as it stands between the quotes of a literal.
fn escape(language: Language, text: &str) -> String {
    if language == Language::Haskell {
        let characters: Vec<u32> = text.chars().map(u32::from).collect();
        return haskell(&characters);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '"' if language != Language::JavaScript => out.push_str("\\\""),
            '\'' if language == Language::JavaScript => out.push_str("\\'"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            ' '..='~' => out.push(c),
            _ => push_code(&mut out, language, c),
        }
    }
    out
}

/// A character by its number.
fn push_code(out: &mut String, language: Language, c: char) {
    let number = u32::from(c);
    // Writing into a string cannot fail.
    let _ = match language {
        // Java reads `\u000a` as the end of the line that it stands in, before it looks for literals.
        Language::Java if number < 0x20 => write!(out, "\\{number:03o}"),
        Language::Java => c
            .encode_utf16(&mut [0; 2])
            .iter()
            .try_for_each(|unit| write!(out, "\\u{unit:04x}")),
        Language::JavaScript | Language::Rust => write!(out, "\\u{{{number:x}}}"),
        Language::Go | Language::Python | Language::DotNet | Language::Haskell if number > 0xffff => {
            write!(out, "\\U{number:08x}")
        }
        Language::Go | Language::Python | Language::DotNet | Language::Haskell => write!(out, "\\u{number:04x}"),
    };
}

/// Numbers of characters, or bytes, as Haskell spells them: decimal, ended by `\&` where a digit follows.
fn haskell(numbers: &[u32]) -> String {
    let mut out = String::with_capacity(numbers.len());
    let mut follows_number = false;
    for &number in numbers {
        let printable = char::from_u32(number).filter(|c| matches!(c, ' '..='~'));
        match printable {
            Some(c) => {
                if follows_number && c.is_ascii_digit() {
                    out.push_str("\\&");
                }
                if matches!(c, '"' | '\\') {
                    out.push('\\');
                }
                out.push(c);
            }
            None => {
                // Writing into a string cannot fail.
                let _ = write!(out, "\\{number}");
            }
        }
        follows_number = printable.is_none();
    }
    out
}

#[cfg(test)]
mod tests;
