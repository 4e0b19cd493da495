//! Words of a POSIX shell: quoted so that they arrive as they are, and split as a shell would.

mod split;

pub use split::{Unclosed, Word, split};

use super::Span;

/// Quotes a word for a POSIX shell, if it needs that.
///
/// No argument of a program can hold a zero byte; U+FFFD stands in for it.
pub fn quote(text: &str) -> String {
    quote_spans(vec![Span::plain(text)])
        .into_iter()
        .map(|span| span.text)
        .collect()
}

/// Quotes one word that is made of several pieces, each of which keeps its colour.
pub fn quote_spans(pieces: Vec<Span>) -> Vec<Span> {
    let starts_safely = pieces
        .iter()
        .find_map(|piece| piece.text.chars().next())
        .is_some_and(|first| !"=%^".contains(first));
    let is_safe = |piece: &Span| piece.text.chars().all(is_plain);
    if starts_safely && pieces.iter().all(is_safe) {
        return pieces;
    }
    let quoted = pieces.into_iter().map(|piece| Span {
        text: piece.text.replace('\0', "\u{fffd}").replace('\'', r"'\''"),
        ..piece
    });
    std::iter::once(Span::plain("'"))
        .chain(quoted)
        .chain([Span::plain("'")])
        .collect()
}

/// Whether no shell reads anything into a character within a word.
fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-_./:=,@%+^".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_needs_it_is_quoted() {
        for plain in [
            "pods",
            "jobs.v1.batch",
            "-n",
            "--tail=5",
            "http://127.0.0.1:8001/api/v1",
        ] {
            assert_eq!(quote(plain), plain);
        }
        for (text, quoted) in [
            ("", "''"),
            ("a b", "'a b'"),
            ("it's", r"'it'\''s'"),
            ("/livez?verbose", "'/livez?verbose'"),
            ("~", "'~'"),
            ("=ls", "'=ls'"),
            ("ü", "'ü'"),
            ("a\0b", "'a\u{fffd}b'"),
        ] {
            assert_eq!(quote(text), quoted);
        }
    }

    #[cfg(not(target_arch = "wasm32"))]
    #[test]
    fn a_shell_reads_back_what_was_quoted() {
        for text in [
            "plain",
            "",
            " ",
            "two words",
            "it's",
            "'",
            "''",
            "\"double\"",
            "$HOME",
            "${x}",
            "$(id)",
            "`id`",
            "a\nb\n",
            "tab\there",
            "back\\slash",
            "\\",
            "!history",
            "*",
            "?",
            "[a-z]",
            "{a,b}",
            "~",
            "~root",
            "#x",
            "a#b",
            "a;b",
            "a&b",
            "a|b",
            "a>b",
            "<a",
            "(a)",
            "=a",
            "-n",
            "--",
            "%1",
            "^a",
            "日本語 Größe",
            "🙂",
            "\u{1b}[31m",
        ] {
            let printed = std::process::Command::new("sh")
                .args(["-c", &format!("printf %s {}", quote(text))])
                .output()
                .unwrap();
            assert_eq!(String::from_utf8(printed.stdout).unwrap(), text, "{text:?}");
        }
    }
}
