//! Labels and annotations as the text of one file.

use std::{collections::BTreeMap, fmt::Write as _};

/// One line for each entry, sorted by key, with the value in quotation marks; no newline at the end.
///
/// Source: kubernetes `pkg/fieldpath/fieldpath.go`, `FormatMap`.
pub(super) fn format_map(map: &BTreeMap<String, String>) -> String {
    let mut text = String::new();
    for (key, value) in map {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(key);
        text.push('=');
        quote(value, &mut text);
    }
    text
}

/// Source: Go `strconv.AppendQuote`.
fn quote(value: &str, text: &mut String) {
    text.push('"');
    for c in value.chars() {
        let escape = match c {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\u{7}' => "\\a",
            '\u{8}' => "\\b",
            '\u{c}' => "\\f",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            '\u{b}' => "\\v",
            _ if is_printable(c) => {
                text.push(c);
                continue;
            }
            _ => {
                let code = u32::from(c);
                let _ = match code {
                    0..0x80 => write!(text, "\\x{code:02x}"),
                    0x80..0x1_0000 => write!(text, "\\u{code:04x}"),
                    _ => write!(text, "\\U{code:08x}"),
                };
                continue;
            }
        };
        text.push_str(escape);
    }
    text.push('"');
}

/// Go's `strconv.IsPrint`: letters, marks, numbers, punctuation, symbols and the plain space.
///
/// Rust's tables behind `escape_debug` hold the same. A combining mark is escaped there at the start of a text only, so
/// that a letter goes before.
fn is_printable(c: char) -> bool {
    match c {
        ' '..='~' => true,
        _ if c.is_ascii() => false,
        _ => ['a', c].iter().collect::<String>().escape_debug().eq(['a', c]),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn quoted(value: &str) -> String {
        let mut text = String::new();
        quote(value, &mut text);
        text
    }

    #[test]
    fn entries_are_sorted_lines_without_a_last_newline() {
        let map = [("zone", "a"), ("app", "b c"), ("a.b/c", "")].map(|(key, value)| (key.to_owned(), value.to_owned()));
        assert_eq!(format_map(&map.into()), "a.b/c=\"\"\napp=\"b c\"\nzone=\"a\"");
        assert_eq!(format_map(&BTreeMap::new()), "");
    }

    #[test]
    fn values_are_quoted_as_go_quotes_them() {
        for (value, expected) in [
            ("a'b", r#""a'b""#),
            ("a\"b\\", r#""a\"b\\""#),
            ("\u{7}\u{8}\u{c}\n\r\t\u{b}", r#""\a\b\f\n\r\t\v""#),
            ("\0\u{1b}\u{7f}", r#""\x00\x1b\x7f""#),
            ("\u{85}\u{a0}\u{ad}\u{200b}", r#""\u0085\u00a0\u00ad\u200b""#),
            ("\u{301}é世\u{fffd}😀", "\"\u{301}é世\u{fffd}😀\""),
            ("\u{e000}\u{feff}\u{f0000}", r#""\ue000\ufeff\U000f0000""#),
            ("\u{2028}\u{3000}", r#""\u2028\u3000""#),
        ] {
            assert_eq!(quoted(value), expected);
        }
    }

    proptest! {
        #[test]
        fn a_value_stays_on_its_line(value in any::<String>()) {
            let text = quoted(&value);
            prop_assert!(!text.contains('\n'));
            let inner = text.replace("\\\\", "").replace("\\\"", "");
            prop_assert_eq!(inner.matches('"').count(), 2);
        }
    }
}
