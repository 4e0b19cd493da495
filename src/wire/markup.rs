//! The inline markup of prose: `` `code` `` and `*emphasis*`, nothing else.

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// As it stands.
    Plain(&'a str),
    /// What stood between two backticks.
    Code(&'a str),
    /// What stood between two asterisks.
    Emphasis(&'a str),
}

/// Splits a text into its pieces. A mark that is never closed is an ordinary character, and so is one in code.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    let mut searched = 0;
    while let Some(found) = rest.get(searched..).and_then(|tail| tail.find(['`', '*'])) {
        let start = searched + found;
        let (before, marked) = rest.split_at(start);
        let is_code = marked.starts_with('`');
        let mark = if is_code { '`' } else { '*' };
        let inner = marked.get(1..).unwrap_or_default();
        let Some((inside, after)) = inner.split_once(mark).filter(|(inside, _)| !inside.is_empty()) else {
            searched = start + 1;
            continue;
        };
        if !before.is_empty() {
            pieces.push(Piece::Plain(before));
        }
        pieces.push(if is_code {
            Piece::Code(inside)
        } else {
            Piece::Emphasis(inside)
        });
        rest = after;
        searched = 0;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Plain(rest));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::{Piece::*, *};

    #[test]
    fn texts_are_split_into_pieces() {
        for (text, expected) in [
            ("", vec![]),
            ("plain", vec![Plain("plain")]),
            (
                "`a` and *b*.",
                vec![Code("a"), Plain(" and "), Emphasis("b"), Plain(".")],
            ),
            ("`X-Remote-*` headers", vec![Code("X-Remote-*"), Plain(" headers")]),
            ("2 * 3", vec![Plain("2 * 3")]),
            ("open ` and *b*", vec![Plain("open ` and "), Emphasis("b")]),
            ("**", vec![Plain("**")]),
            ("键`值`。", vec![Plain("键"), Code("值"), Plain("。")]),
        ] {
            assert_eq!(pieces(text), expected, "{text}");
        }
    }
}
