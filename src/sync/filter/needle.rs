//! Looks for a text in others, whatever their case, without a copy of any of them.

use std::ops::Range;

/// A text that is looked for.
#[derive(Clone, Debug)]
pub(super) enum Needle<'a> {
    /// Found by its bytes. Only letters of ASCII have another case here: `k` does not find the sign for kelvin.
    Ascii(&'a [u8]),
    /// Found by the small letters of its characters, whatever stands around them.
    Unicode(Vec<char>),
}

impl<'a> Needle<'a> {
    /// Prepares the search for a text.
    pub(super) fn new(text: &'a str) -> Self {
        if text.is_ascii() {
            Self::Ascii(text.as_bytes())
        } else {
            Self::Unicode(lowercase(text).collect())
        }
    }

    /// Whether the text is somewhere in another; the empty one is in all.
    pub(super) fn is_in(&self, haystack: &str) -> bool {
        match self {
            Self::Ascii(needle) => position(haystack.as_bytes(), needle).is_some(),
            Self::Unicode(needle) => unicode_position(haystack, needle).is_some(),
        }
    }

    /// Whether the text is all of another.
    pub(super) fn is(&self, text: &str) -> bool {
        match self {
            Self::Ascii(needle) => needle.eq_ignore_ascii_case(text.as_bytes()),
            Self::Unicode(needle) => lowercase(text).eq(needle.iter().copied()),
        }
    }

    /// Where the text is in another, from left to right and without overlaps, in bytes at the borders of characters.
    pub(super) fn ranges(&self, haystack: &str) -> Vec<Range<usize>> {
        let mut ranges = Vec::new();
        let mut from = 0;
        while let Some(found) = haystack.get(from..).and_then(|rest| self.first(rest)) {
            let range = from + found.start..from + found.end;
            if range.is_empty() {
                break;
            }
            from = range.end;
            ranges.push(range);
        }
        ranges
    }

    fn first(&self, haystack: &str) -> Option<Range<usize>> {
        match self {
            Self::Ascii(needle) => position(haystack.as_bytes(), needle).map(|at| at..at + needle.len()),
            Self::Unicode(needle) => unicode_position(haystack, needle),
        }
    }
}

/// The small letters of a text, each character for itself: `str::to_lowercase` looks at a sigma's neighbours, and
/// then a part of a word would not be found in the word.
pub(super) fn lowercase(text: &str) -> impl Iterator<Item = char> {
    text.chars().flat_map(char::to_lowercase)
}

/// The search that every keystroke repeats for each distinct cell of a list: no allocation, and no look at more than one
/// byte where the first one does not fit.
fn position(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    let Some(first) = needle.first() else {
        return Some(0);
    };
    let (small, capital) = (first.to_ascii_lowercase(), first.to_ascii_uppercase());
    let starts = haystack.get(..=haystack.len().checked_sub(needle.len())?)?;
    let mut from = 0;
    loop {
        let rest = starts.get(from..)?;
        let at = from + rest.iter().position(|byte| *byte == small || *byte == capital)?;
        if haystack.get(at..at + needle.len())?.eq_ignore_ascii_case(needle) {
            return Some(at);
        }
        from = at + 1;
    }
}

fn unicode_position(haystack: &str, needle: &[char]) -> Option<Range<usize>> {
    // Small letters of ASCII are ASCII, and most cells are nothing else.
    if haystack.is_ascii() && !needle.iter().all(char::is_ascii) {
        return None;
    }
    let mut starts = haystack.char_indices().flat_map(|(at, c)| {
        let range = (at, at + c.len_utf8());
        c.to_lowercase().map(move |small| (range, small))
    });
    loop {
        let mut ahead = starts.clone();
        let ((start, mut end), _) = starts.next()?;
        let is_here = needle.iter().all(|wanted| {
            ahead.next().is_some_and(|((_, here), small)| {
                end = here;
                small == *wanted
            })
        });
        if is_here {
            return Some(start..end);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn case_does_not_matter() {
        for (needle, haystack, expected) in [
            ("nginx", "my-NGINX-7d9f", true),
            ("NGINX", "my-nginx", true),
            ("nn", "nginnx", true),
            ("ginx", "gin", false),
            ("1/2", "11/2", true),
            ("", "", true),
            ("a", "", false),
            ("straße", "Hauptstraße", true),
            ("É", "café", true),
            ("é", "CAFÉ", true),
            ("é", "CAFE", false),
            ("ΟΔΟΣ", "οδοσα", true),
            ("日本", "東京、日本", true),
            ("i\u{307}", "\u{130}stanbul", true),
        ] {
            assert_eq!(Needle::new(needle).is_in(haystack), expected, "{needle} in {haystack}");
        }
    }

    #[test]
    fn every_place_is_found_in_whole_characters() {
        for (needle, haystack, expected) in [
            ("aa", "aAaaa", vec!["aA", "aa"]),
            ("é", "É-é", vec!["É", "é"]),
            ("\u{307}s", "\u{130}S", vec!["\u{130}S"]),
            ("", "abc", vec![]),
            ("x", "abc", vec![]),
        ] {
            let ranges = Needle::new(needle).ranges(haystack);
            let found: Vec<_> = ranges.into_iter().map(|range| &haystack[range]).collect();
            assert_eq!(found, expected, "{needle} in {haystack}");
        }
    }

    proptest! {
        #[test]
        fn the_quick_search_finds_what_the_slow_one_finds(needle in "[aAbB-]{0,3}", haystack in "[aAbB-]{0,12}") {
            let expected = haystack.to_lowercase().find(&needle.to_lowercase());
            prop_assert_eq!(position(haystack.as_bytes(), needle.as_bytes()), expected);
        }

        #[test]
        fn what_is_found_is_the_needle(needle in "[aÉéßİ\u{307}ΣσςK日]{1,3}", haystack in "[aAÉéßİi\u{307}ΣσςKk日]{0,9}") {
            let needle = Needle::new(&needle);
            let ranges = needle.ranges(&haystack);
            prop_assert_eq!(needle.is_in(&haystack), !ranges.is_empty());
            for range in ranges {
                prop_assert!(needle.is_in(&haystack[range]));
            }
        }

        #[test]
        fn a_part_of_a_text_is_found_in_it(before in "\\PC{0,4}", text in "\\PC{0,4}", behind in "\\PC{0,4}") {
            let whole = format!("{before}{text}{behind}");
            prop_assert!(Needle::new(&text).is_in(&whole));
            prop_assert!(Needle::new(&text).is(&text));
        }
    }
}
