//! Many texts sorted at once: their keys lie one after another in one piece of memory and are compared eight bytes at a time.

use super::{
    Meaning,
    rank::{self, Rank},
};
use crate::sort;

/// The keys of texts, numbered from 0 in the order in which they came.
#[derive(Debug, Default)]
pub(super) struct Keys<'a> {
    texts: Vec<&'a str>,
    bytes: Vec<u8>,
    /// Where each key ends.
    ends: Vec<usize>,
}

/// Eight bytes of a key as a number, and whose key it is.
type Word = (u64, u32);

/// How many bytes a word has.
const WORD: usize = 8;
/// So few are compared whole.
const FEW: usize = 8;
/// Keys that are equal up to here are compared whole.
const DEEP: usize = 256;

impl<'a> Keys<'a> {
    pub(super) fn push(&mut self, meaning: Meaning, text: &'a str) {
        self.texts.push(text);
        write_key(meaning, text, &mut self.bytes);
        self.ends.push(self.bytes.len());
    }

    /// The numbers in the order of their keys, and of the texts where keys are equal.
    pub(super) fn sorted(&self) -> Vec<u32> {
        let mut words: Vec<Word> = (0_u32..).take(self.texts.len()).map(|number| (0, number)).collect();
        self.sort(&mut words, 0);
        words.into_iter().map(|(_, number)| number).collect()
    }

    /// Sorts what is equal in all bytes before some.
    fn sort(&self, words: &mut [Word], from: usize) {
        if words.len() <= FEW || from >= DEEP {
            return sort::by(words, |one, other| self.whole(one.1).cmp(&self.whole(other.1)));
        }
        for (word, number) in words.iter_mut() {
            *word = self.word(*number, from);
        }
        words.sort_unstable();
        for equal in words.chunk_by_mut(|one, other| one.0 == other.0) {
            if equal.len() > 1 {
                self.sort(equal, from + WORD);
            }
        }
    }

    fn key(&self, number: u32) -> &[u8] {
        let number = number as usize;
        let start = number
            .checked_sub(1)
            .and_then(|before| self.ends.get(before))
            .unwrap_or(&0);
        let end = self.ends.get(number).unwrap_or(start);
        self.bytes.get(*start..*end).unwrap_or_default()
    }

    /// All that is compared.
    fn whole(&self, number: u32) -> (&[u8], &'a str) {
        (
            self.key(number),
            self.texts.get(number as usize).copied().unwrap_or_default(),
        )
    }

    /// Eight bytes of a key, zeros where it has ended.
    fn word(&self, number: u32, from: usize) -> u64 {
        let rest = self.key(number).get(from..).unwrap_or_default();
        if let Some(bytes) = rest.first_chunk() {
            return u64::from_be_bytes(*bytes);
        }
        let mut bytes = [0; WORD];
        for (byte, of) in bytes.iter_mut().zip(rest) {
            *byte = *of;
        }
        u64::from_be_bytes(bytes)
    }
}

/// Adds the bytes whose order is that of a column's texts, up to texts that differ in spelling alone.
pub(super) fn write_key(meaning: Meaning, text: &str, key: &mut Vec<u8>) {
    let (class, rank) = match Rank::of(meaning, text) {
        Some(rank) => (0, rank),
        None if rank::is_nothing(text) => (2, Rank::Nothing),
        None => (1, Rank::Natural),
    };
    key.push(class);
    rank.write(text, key);
}
