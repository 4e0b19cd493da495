//! Texts that repeat, each kept once: a column's cells, the names of namespaces.

use std::hash::{BuildHasher as _, BuildHasherDefault};

use hashbrown::HashTable;
use rustc_hash::FxHasher;

/// Distinct texts, numbered from 0 in the order in which they came.
#[derive(Clone, Debug, Default)]
pub struct Dictionary {
    /// All texts, one after another.
    text: String,
    /// Where each of them ends.
    ends: Vec<u32>,
    numbers: HashTable<u32>,
    /// How many columns of a terminal the widest text takes.
    widest: usize,
    hasher: BuildHasherDefault<FxHasher>,
}

impl Dictionary {
    /// The number of a text, which is added if it is new.
    pub fn intern(&mut self, text: &str) -> u32 {
        // Lists are ordered and their cells repeat: the newest text is the likeliest.
        if let Some(last) = self.ends.len().checked_sub(1)
            && let Ok(last) = u32::try_from(last)
            && self.get(last) == text
        {
            return last;
        }
        let hash = self.hasher.hash_one(text);
        if let Some(known) = self.numbers.find(hash, |number| self.get(*number) == text) {
            return *known;
        }
        // Numbers and ends take four bytes; text beyond 4 GiB, which no tab could hold, is left out.
        let (Ok(number), Ok(end)) = (
            u32::try_from(self.ends.len()),
            u32::try_from(self.text.len() + text.len()),
        ) else {
            return 0;
        };
        self.text.push_str(text);
        self.ends.push(end);
        self.widest = self.widest.max(width(text));
        let (text, ends, hasher) = (&self.text, &self.ends, &self.hasher);
        self.numbers
            .insert_unique(hash, number, |number| hasher.hash_one(slice(text, ends, *number)));
        number
    }

    /// The number of a text, if it is known.
    pub fn find(&self, text: &str) -> Option<u32> {
        let hash = self.hasher.hash_one(text);
        self.numbers.find(hash, |number| self.get(*number) == text).copied()
    }

    /// The text of a number; empty if there is none.
    pub fn get(&self, number: u32) -> &str {
        slice(&self.text, &self.ends, number)
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// About how many columns of a fixed-width font the widest of them takes.
    pub fn widest(&self) -> usize {
        self.widest
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// All texts in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0_u32..).take(self.len()).map(|number| self.get(number))
    }
}

/// Chinese and Japanese characters take two columns, from the first of the blocks in which they are.
fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.chars()
        .map(|character| if character >= '\u{2e80}' { 2 } else { 1 })
        .sum()
}

fn slice<'t>(text: &'t str, ends: &[u32], number: u32) -> &'t str {
    let number = number as usize;
    let Some(end) = ends.get(number) else { return "" };
    let start = number.checked_sub(1).and_then(|before| ends.get(before)).unwrap_or(&0);
    text.get(*start as usize..*end as usize).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_kept_once() {
        let mut dictionary = Dictionary::default();
        let numbers: Vec<u32> = ["a", "", "é", "a", "", "b"]
            .iter()
            .map(|text| dictionary.intern(text))
            .collect();
        assert_eq!(numbers, [0, 1, 2, 0, 1, 3]);
        assert_eq!(dictionary.iter().collect::<Vec<_>>(), ["a", "", "é", "b"]);
        assert_eq!((dictionary.find("é"), dictionary.find("c")), (Some(2), None));
        assert_eq!(dictionary.get(9), "");
        dictionary.intern("日本");
        assert_eq!(dictionary.widest(), 4);
    }

    #[test]
    fn many_texts_are_found_again() {
        let mut dictionary = Dictionary::default();
        for number in 0..5_000_u32 {
            assert_eq!(dictionary.intern(&format!("text-{number}")), number);
        }
        for number in 0..5_000_u32 {
            assert_eq!(dictionary.find(&format!("text-{number}")), Some(number));
        }
    }
}
