//! Literals say what they are given, read back by the rules of each language.

use super::*;

fn source(language: Language, text: &str) -> String {
    string(language, Part::Name, text)
        .into_iter()
        .map(|span| span.text)
        .collect()
}

#[test]
fn plain_text_stays_readable() {
    for language in Language::ALL {
        let inside: String = source(language, "app in (web,db),x!=$1{2}")
            .trim_matches(['"', '\''])
            .to_owned();
        assert_eq!(inside, "app in (web,db),x!=$1{2}");
    }
}

#[test]
fn the_traps_of_each_language_are_known() {
    for (language, text, expected) in [
        (Language::Go, "a\"\\\u{7f}\u{1f600}", r#""a\"\\\u007f\U0001f600""#),
        (Language::Python, "{x}\n\u{e9}", r#""{x}\n\u00e9""#),
        (Language::Java, "\u{0}1\\u0022", r#""\0001\\u0022""#),
        (Language::Java, "\u{1f600}", r#""\ud83d\ude00""#),
        (Language::DotNet, "{x}\u{2028}", r#""{x}\u2028""#),
        (Language::JavaScript, "${x}`'\"", r#"'${x}`\'"'"#),
        (Language::Haskell, "\u{e9}1\u{1}x\"", r#""\233\&1\1x\"""#),
        (Language::Rust, "{}\u{202e}", r#""{}\u{202e}""#),
    ] {
        assert_eq!(source(language, text), expected, "{}", language.name());
    }
}

#[test]
fn bytes_are_utf_8() {
    let text: String = haskell_bytes(Part::Query, "é9")
        .into_iter()
        .map(|span| span.text)
        .collect();
    assert_eq!(text, r#""\195\169\&9""#);
}

#[cfg(not(target_arch = "wasm32"))]
mod properties;
