//! Rust's words and signs, each with its line, without comments: enough of a lexer to see who names whom.

use std::iter;

/// One word, sign or text of a source file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'s> {
    /// As it is spelt; a string literal without its quotes.
    pub text: &'s str,
    /// What it is.
    pub kind: Kind,
    /// Its line, from 1.
    pub line: usize,
    /// How many modules that are written inside the file it stands in.
    pub depth: usize,
    /// Whether it is compiled for tests only.
    pub is_test: bool,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A name, a keyword or a number.
    Word,
    /// `::`, or any other sign alone.
    Sign,
    /// The inside of a string literal.
    Text,
}

/// A path such as `std::fs::read`; `use std::{fs, time::Instant}` gives two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path<'s> {
    /// Its segments; the last one is `*` where everything is imported.
    pub segments: Vec<&'s str>,
    /// Its first token.
    pub start: Token<'s>,
}

/// The tokens of a source file.
pub fn tokens(source: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut line = 1;
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let (length, found) = next(rest, first);
        let (taken, after) = rest.split_at(length);
        if let Some((kind, text)) = found {
            tokens.push(Token {
                text,
                kind,
                line,
                depth: 0,
                is_test: false,
            });
        }
        line += taken.matches('\n').count();
        rest = after;
    }
    mark_modules(&mut tokens);
    mark_tests(&mut tokens);
    tokens
}

/// How long the next piece of text is, and the token in it, if it is one.
fn next(rest: &str, first: char) -> (usize, Option<(Kind, &str)>) {
    if rest.starts_with("//") {
        return (rest.find('\n').unwrap_or(rest.len()), None);
    }
    if rest.starts_with("/*") {
        return (block_comment(rest), None);
    }
    if first == '"' {
        let length = quoted(rest);
        return (length, rest.get(1..length - 1).map(|text| (Kind::Text, text)));
    }
    if first == '\'' {
        return (quote(rest), None);
    }
    if first == '_' || first.is_alphanumeric() {
        let end = rest
            .find(|c: char| c != '_' && !c.is_alphanumeric())
            .unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        let hashes = after.bytes().take_while(|byte| *byte == b'#').count();
        if matches!(word, "r" | "br" | "cr") && after[hashes..].starts_with('"') {
            let close = format!("\"{}", "#".repeat(hashes));
            let start = end + hashes + 1;
            let length = rest[start..].find(&close).unwrap_or(rest.len() - start - close.len());
            return (
                start + length + close.len(),
                Some((Kind::Text, &rest[start..start + length])),
            );
        }
        return (end, Some((Kind::Word, word)));
    }
    if rest.starts_with("::") {
        return (2, Some((Kind::Sign, "::")));
    }
    let length = first.len_utf8();
    (length, (!first.is_whitespace()).then(|| (Kind::Sign, &rest[..length])))
}

fn block_comment(rest: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while let Some(here) = rest.get(at..).filter(|here| !here.is_empty()) {
        let step = if here.starts_with("/*") {
            depth += 1;
            2
        } else if here.starts_with("*/") {
            depth -= 1;
            2
        } else {
            here.chars().next().map_or(1, char::len_utf8)
        };
        at += step;
        if depth == 0 {
            break;
        }
    }
    at
}

/// The length of a string literal, quotes included.
fn quoted(rest: &str) -> usize {
    let mut is_escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// The length of a character literal, or of a lifetime's mark alone.
fn quote(rest: &str) -> usize {
    let mut chars = rest.char_indices().skip(1);
    match (chars.next(), chars.next()) {
        (Some((_, '\\')), Some((at, escaped))) => {
            let from = at + escaped.len_utf8();
            from + rest[from..].find('\'').map_or(0, |end| end + 1)
        }
        (Some(_), Some((at, '\''))) => at + 1,
        _ => 1,
    }
}

/// Counts for each token the modules inside the file that are around it.
fn mark_modules(tokens: &mut [Token<'_>]) {
    let mut braces = Vec::new();
    for at in 0..tokens.len() {
        match tokens[at].text {
            "{" if tokens[at].kind == Kind::Sign => {
                braces.push(at >= 2 && tokens[at - 2].text == "mod");
            }
            "}" if tokens[at].kind == Kind::Sign => {
                braces.pop();
            }
            _ => {}
        }
        tokens[at].depth = braces.iter().filter(|is_module| **is_module).count();
    }
}

/// Marks what stands behind `#[cfg(test)]`, up to the end of that item.
fn mark_tests(tokens: &mut [Token<'_>]) {
    let mut at = 0;
    while at < tokens.len() {
        let Some(end) = test_item(tokens, at) else {
            at += 1;
            continue;
        };
        for token in &mut tokens[at..end] {
            token.is_test = true;
        }
        at = end;
    }
}

/// Where the item ends whose attribute `#[cfg(…test…)]` starts here.
fn test_item(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let text = |at: usize| spelling(tokens, at);
    if [text(at), text(at + 1), text(at + 2)] != ["#", "[", "cfg"] {
        return None;
    }
    let close = (at + 3..tokens.len()).find(|at| text(*at) == "]")?;
    (at + 3..close).find(|at| text(*at) == "test" && text(at - 2) != "not")?;
    let mut depth = 0_i32;
    for end in close + 1..tokens.len() {
        match text(end) {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => depth -= 1,
            _ => {}
        }
        let is_closed = text(end) == "}" || text(end) == ";";
        if depth == 0 && is_closed {
            return Some(end + 1);
        }
    }
    Some(tokens.len())
}

/// A word or sign; nothing for a string literal, whatever it says, and behind the end.
fn spelling<'s>(tokens: &[Token<'s>], at: usize) -> &'s str {
    tokens
        .get(at)
        .filter(|token| token.kind != Kind::Text)
        .map_or("", |token| token.text)
}

/// The names of the modules that have files of their own, and where each is declared.
pub fn modules<'s>(tokens: &[Token<'s>]) -> Vec<(&'s str, Token<'s>)> {
    tokens
        .windows(3)
        .filter(|three| three[0].text == "mod" && three[1].kind == Kind::Word && three[2].text == ";")
        .map(|three| (three[1].text, three[0]))
        .collect()
}

/// Every path, groups of imports taken apart; single names are paths of one segment.
pub fn paths<'s>(tokens: &[Token<'s>]) -> Vec<Path<'s>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let is_field = at > 0 && tokens[at - 1].text == ".";
        if tokens[at].kind == Kind::Word && !is_field {
            at = read_path(tokens, at, &[], &mut found);
        } else {
            at += 1;
        }
    }
    found
}

/// Reads the path that starts here and returns where it ends.
fn read_path<'s>(tokens: &[Token<'s>], start: usize, before: &[&'s str], found: &mut Vec<Path<'s>>) -> usize {
    let text = |at: usize| spelling(tokens, at);
    let is_word = |at: usize| tokens.get(at).is_some_and(|token| token.kind == Kind::Word);
    let mut segments = before.to_vec();
    let mut at = start;
    loop {
        segments.push(text(at));
        at += 1;
        if text(at) != "::" {
            break;
        }
        if is_word(at + 1) {
            at += 1;
        } else if text(at + 1) == "*" {
            segments.push("*");
            at += 2;
            break;
        } else if text(at + 1) == "{" {
            return read_group(tokens, at + 2, &segments, found);
        } else {
            break;
        }
    }
    found.push(Path {
        segments,
        start: tokens[start],
    });
    at
}

/// Reads the paths of a group up to its closing brace and returns where that ends.
fn read_group<'s>(tokens: &[Token<'s>], start: usize, before: &[&'s str], found: &mut Vec<Path<'s>>) -> usize {
    let mut at = start;
    while let Some(token) = tokens.get(at) {
        match (token.kind, token.text) {
            (_, "}") => return at + 1,
            // The new name of what was just read.
            (Kind::Word, "as") => at += 2,
            (Kind::Word, _) => at = read_path(tokens, at, before, found),
            (_, "*") => {
                let segments = before.iter().copied().chain(iter::once("*")).collect();
                found.push(Path {
                    segments,
                    start: *token,
                });
                at += 1;
            }
            _ => at += 1,
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(source: &str) -> Vec<&str> {
        tokens(source).iter().map(|token| token.text).collect()
    }

    fn spelt(source: &str) -> Vec<String> {
        paths(&tokens(source))
            .iter()
            .map(|path| path.segments.join("::"))
            .collect()
    }

    #[test]
    fn comments_are_no_tokens_and_texts_are_one() {
        assert_eq!(words("a // crate::b\n/* c /* d */ e */ f"), ["a", "f"]);
        assert_eq!(
            words(r#"x("crate::y \" // z", 1)"#),
            ["x", "(", r#"crate::y \" // z"#, ",", "1", ")"]
        );
        assert_eq!(words(r##"r#"a " b"# c"##), [r#"a " b"#, "c"]);
        assert_eq!(words(r"'a' '\'' '\u{e9}' 'é' '{' &'static str"), ["&", "static", "str"]);
    }

    #[test]
    fn tokens_know_their_lines() {
        let lines: Vec<_> = tokens("a\n\"b\nc\" d\n// e\nf")
            .iter()
            .map(|token| token.line)
            .collect();
        assert_eq!(lines, [1, 2, 3, 5]);
    }

    #[test]
    fn tokens_know_whether_they_are_for_tests_only() {
        let of_tests = |source| {
            let tokens = tokens(source);
            tokens
                .iter()
                .filter(|token| token.is_test)
                .map(|token| token.text)
                .collect::<String>()
        };
        assert_eq!(
            of_tests("a; #[cfg(test)] mod tests { b(); } c"),
            "#[cfg(test)]modtests{b();}"
        );
        assert_eq!(
            of_tests("#[cfg(all(test, not(x)))] mod tests; c"),
            "#[cfg(all(test,not(x)))]modtests;"
        );
        assert_eq!(of_tests("#[cfg(not(test))] fn a() {} #[cfg(wasm)] b"), "");
    }

    #[test]
    fn tokens_know_the_modules_around_them() {
        let depth = |source, word| {
            tokens(source)
                .iter()
                .find(|token| token.text == word)
                .map(|token| token.depth)
        };
        assert_eq!(depth("mod a { fn b() { x } } y", "x"), Some(1));
        assert_eq!(depth("mod a { fn b() { x } } y", "y"), Some(0));
    }

    #[test]
    fn imports_are_taken_apart() {
        assert_eq!(
            spelt("crate::{a::{self, b as c}, d::*, *};"),
            ["crate::a::self", "crate::a::b", "crate::d::*", "crate::*"]
        );
        assert_eq!(spelt("$crate::wire::x.clone().now()"), ["crate::wire::x"]);
        assert_eq!(spelt("a::b::<crate::c>()"), ["a::b", "crate::c"]);
    }
}
