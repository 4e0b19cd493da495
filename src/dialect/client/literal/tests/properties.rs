//! Literals of every text.

use proptest::prelude::*;

use super::*;

/// What a literal says, read by the rules of its language, and what stands behind it.
///
/// Sources: Go and C# specifications, "String literals"; Python reference 2.4.1; Java language specification 3.3 and
/// 3.10.7; ECMA-262 12.9.4; Haskell 2010 report 2.6; Rust reference, "String literals".
fn read(language: Language, source: &str) -> Option<(String, String)> {
    let quote = if language == Language::JavaScript { '\'' } else { '"' };
    let mut rest = source.strip_prefix(quote)?.chars();
    let mut units: Vec<u16> = Vec::new();
    let push = |units: &mut Vec<u16>, number: u32| {
        let c = char::from_u32(number);
        match c {
            Some(c) => units.extend_from_slice(c.encode_utf16(&mut [0; 2])),
            None => units.push(u16::try_from(number).unwrap()),
        }
    };
    loop {
        match rest.next()? {
            '\n' | '\r' => return None,
            c if c == quote => return Some((String::from_utf16(&units).ok()?, rest.collect())),
            '\\' => match rest.next()? {
                '&' if language == Language::Haskell => {}
                digit @ '0'..='9' if language == Language::Haskell => {
                    let mut digits = String::from(digit);
                    while rest.as_str().starts_with(|c: char| c.is_ascii_digit()) {
                        digits.extend(rest.next());
                    }
                    push(&mut units, digits.parse().ok()?);
                }
                digit @ '0'..='3' if language == Language::Java => {
                    let digits: String = std::iter::once(digit).chain(rest.by_ref().take(2)).collect();
                    push(&mut units, u32::from_str_radix(&digits, 8).ok()?);
                }
                'n' if language != Language::Haskell => push(&mut units, 10),
                't' if language != Language::Haskell => push(&mut units, 9),
                'r' if language != Language::Haskell => push(&mut units, 13),
                'u' if matches!(language, Language::JavaScript | Language::Rust) => {
                    rest = rest.as_str().strip_prefix('{')?.chars();
                    let digits: String = rest.by_ref().take_while(|c| *c != '}').collect();
                    push(&mut units, u32::from_str_radix(&digits, 16).ok()?);
                }
                'u' if language != Language::Haskell => {
                    let digits: String = rest.by_ref().take(4).collect();
                    push(&mut units, u32::from_str_radix(&digits, 16).ok()?);
                }
                'U' if matches!(language, Language::Go | Language::Python | Language::DotNet) => {
                    let digits: String = rest.by_ref().take(8).collect();
                    push(&mut units, u32::from_str_radix(&digits, 16).ok()?);
                }
                c @ ('\\' | '"' | '\'') => push(&mut units, u32::from(c)),
                _ => return None,
            },
            c => push(&mut units, u32::from(c)),
        }
    }
}

proptest! {
    #[test]
    fn a_literal_says_its_text_and_ends_where_it_ends(text in any::<String>()) {
        for language in Language::ALL {
            let spelt = source(language, &text);
            prop_assert!(spelt.bytes().all(|byte| (b' '..=b'~').contains(&byte)));
            let (said, behind) = read(language, &format!("{spelt};")).unwrap();
            prop_assert_eq!(&said, &text);
            prop_assert_eq!(behind, ";");
        }
    }

    #[test]
    fn what_could_end_a_literal_does_not(text in "[\"'\\\\`${}u0-9nux\n\r\u{0}\u{85}\u{2028}é]{0,12}") {
        for language in Language::ALL {
            let (said, behind) = read(language, &format!("{};", source(language, &text))).unwrap();
            prop_assert_eq!(&said, &text);
            prop_assert_eq!(behind, ";");
        }
    }
}
