//! Shell text and the words in it.

use super::*;

#[track_caller]
fn check(text: &str, expected: &[&[&str]]) {
    let commands = split(text).unwrap();
    let words: Vec<Vec<&str>> = commands
        .iter()
        .map(|words| words.iter().map(|word| word.text.as_str()).collect())
        .collect();
    assert_eq!(words, expected, "{text:?}");
}

#[test]
fn words_are_split_as_a_shell_does() {
    check("", &[]);
    check("  a   b ", &[&["a", "b"]]);
    check("'a b' \"c d\" e\\ f", &[&["a b", "c d", "e f"]]);
    check("'' \"\"", &[&["", ""]]);
    check(r#"a'b'"c"d"#, &[&["abcd"]]);
    check(r#""\$x \a \"""#, &[&[r#"$x \a ""#]]);
    check("a \\\n b", &[&["a", "b"]]);
    check("a \\\r\n b", &[&["a", "b"]]);
    check(r"'it'\''s'", &[&["it's"]]);
    check(r"$'a\'b\x41\u00e9'", &[&["a'bAé"]]);
}

#[test]
fn operators_end_a_command() {
    check("a b | c", &[&["a", "b"], &["c"]]);
    check("a;b&&c", &[&["a"], &["b"], &["c"]]);
    check("a\nb", &[&["a"], &["b"]]);
    check("a 'b|c'", &[&["a", "b|c"]]);
    check("a b 2>/dev/null", &[&["a", "b"]]);
    check("a > out b", &[&["a", "b"]]);
    check("a # words", &[&["a"]]);
    check("http://x/?a=1&b=2 &", &[&["http://x/?a=1&b=2"]]);
}

#[test]
fn variables_are_seen_where_a_shell_expands_them() {
    let words = split("$A/b \"${B}/c\" '$C' \\$D $(id -u)/e x`y` $").unwrap().remove(0);
    let variables: Vec<Option<&str>> = words.iter().map(Word::variable).collect();
    assert_eq!(
        variables,
        [
            Some("$A"),
            Some("${B}"),
            None,
            None,
            Some("$(id -u)"),
            Some("`y`"),
            None
        ]
    );
}

#[test]
fn an_open_quote_is_told() {
    for text in ["'a", "\"a", "$(a", "`a", "${a", "$'a"] {
        assert_eq!(split(text), Err(Unclosed), "{text}");
    }
}
