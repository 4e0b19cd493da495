//! What a step asks: before the request what the reader expects, and after it what the answer says.

use super::{mark::Place, seen::Seen, step::Step, text::Text};
use crate::sort;

/// What the reader expects, asked before the request. Which option is right is not known yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prediction {
    /// The question.
    pub question: Text,
    /// Two to four options.
    pub options: Vec<Text>,
}

/// What came of a prediction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The option that came true, by its place in [`Prediction::options`].
    pub came_true: usize,
    /// Why it did.
    pub told: Text,
}

/// A question that the answer answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// The question.
    pub question: Text,
    /// Two to four choices, one of them right.
    pub choices: Vec<Wording>,
    /// Where the answer shows it.
    pub at: Place,
    right: usize,
    if_right: Text,
    if_wrong: Text,
}

/// How a choice is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wording {
    /// A sentence of the prose.
    Prose(Text),
    /// A value of the answer, or something that looks like one: shown as it is, as code.
    Verbatim(String),
}

/// A question as a step computes it from an answer.
#[derive(Debug)]
pub(super) struct Asked {
    about: Vec<(&'static str, String)>,
    right: Choice,
    wrong: Vec<Choice>,
    at: Place,
}

/// A choice: a value, or one of the step's own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    Value(String),
    Word(&'static str),
}

impl Check {
    const MOST_WRONG: usize = 3;

    pub(super) fn new(step: &Step, seen: &Seen<'_>, asked: Asked) -> Option<Self> {
        let Asked {
            about,
            right,
            wrong,
            at,
        } = asked;
        seen.value(&at)?;
        let values = [seen.subject.values(), &about].concat();
        let mut all = vec![right.clone()];
        for choice in wrong {
            if all.len() <= Self::MOST_WRONG && !choice.is_empty() && !all.contains(&choice) {
                all.push(choice);
            }
        }
        if right.is_empty() || all.len() < 2 {
            return None;
        }
        arrange(&mut all, step.id);
        let text = |part: &str| Text::new(step.key(&format!("check{part}")), &values);
        let wording = |choice: &Choice| match choice {
            Choice::Value(value) => Wording::Verbatim(value.clone()),
            Choice::Word(word) => Wording::Prose(text(&format!(".{word}"))),
        };
        let spelt = match &right {
            Choice::Value(value) => value.as_str(),
            Choice::Word(_) => "",
        };
        Some(Self {
            question: text(""),
            choices: all.iter().map(wording).collect(),
            right: all.iter().position(|choice| *choice == right)?,
            if_right: text(".right").with("right", spelt),
            if_wrong: text(".wrong"),
            at,
        })
    }

    /// The place of the right choice.
    pub fn right(&self) -> usize {
        self.right
    }

    /// Whether a choice is the right one.
    pub fn is_right(&self, chosen: usize) -> bool {
        self.right == chosen
    }

    /// What to say to a choice. A wrong one is told where to look, not which is right.
    pub fn feedback(&self, chosen: usize) -> &Text {
        if self.is_right(chosen) {
            &self.if_right
        } else {
            &self.if_wrong
        }
    }
}

impl Asked {
    pub(super) fn new(at: Place, right: Choice, wrong: impl IntoIterator<Item = Choice>) -> Self {
        Self {
            about: Vec::new(),
            right,
            wrong: wrong.into_iter().collect(),
            at,
        }
    }

    /// The same with a value that its question shows.
    pub(super) fn about(mut self, name: &'static str, value: &str) -> Self {
        self.about.push((name, value.to_owned()));
        self
    }
}

impl Choice {
    fn is_empty(&self) -> bool {
        matches!(self, Self::Value(value) if value.is_empty())
    }

    fn spelt(&self) -> &str {
        match self {
            Self::Value(value) => value,
            Self::Word(word) => word,
        }
    }

    fn number(&self) -> Option<u64> {
        match self {
            Self::Value(value) => value.parse().ok(),
            Self::Word(_) => None,
        }
    }
}

/// A value as a choice.
pub(super) fn value(text: impl Into<String>) -> Choice {
    Choice::Value(text.into())
}

/// Several values as choices.
pub(super) fn values<'t>(texts: impl IntoIterator<Item = &'t str>) -> Vec<Choice> {
    texts.into_iter().map(value).collect()
}

/// Numbers stand in their own order. Everything else stands in an order that has nothing to do with what is right,
/// and is the same each time.
pub(super) fn arrange(choices: &mut [Choice], seed: &str) {
    if choices.iter().all(|choice| choice.number().is_some()) {
        sort::by_key(choices, Choice::number);
    } else {
        sort::by_key(choices, |choice| hash(seed, choice.spelt()));
    }
}

/// FNV-1a, which is short and the same everywhere.
///
/// Source: Fowler, Noll, Vo, "The FNV Non-Cryptographic Hash Algorithm" (RFC 9923).
fn hash(seed: &str, text: &str) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325;
    let bytes = seed.bytes().chain([b'/']).chain(text.bytes());
    bytes.fold(start, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
