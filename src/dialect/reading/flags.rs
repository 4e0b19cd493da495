//! kubectl's options, read as it reads them.
//!
//! Source: spf13/pflag.

mod known;

use known::{Known, options};

use super::NotUnderstood;
use crate::{
    dialect::{Note, shell::Word},
    kube::request::Head,
};

/// Options that ask for several logs.
const SEVERAL_LOGS: &[&str] = &["all-containers", "all-pods"];

/// Options that pick another cluster or another user, or shape only what is printed.
const LEFT_OUT: &[&str] = &[
    "cluster",
    "context",
    "kubeconfig",
    "server",
    "user",
    "categories",
    "label-columns",
    "namespaced",
    "output-watch-events",
    "prefix",
    "show-labels",
    "sort-by",
    "types",
    "verbs",
];

/// Options that carry a credential.
const CREDENTIALS: &[&str] = &["client-certificate", "client-key", "password", "token", "username"];

/// The options and the other words of one command.
#[derive(Debug, Default)]
pub(super) struct Flags {
    options: Vec<(&'static str, Word)>,
    /// The words that are no options.
    pub(super) words: Vec<Word>,
}

impl Flags {
    /// Reads the words behind a command's name, or all of them (with every global option) to find that name.
    ///
    /// # Errors
    /// Unknown options, and options without their value.
    pub(super) fn parse(command: &str, words: &[Word]) -> Result<Self, NotUnderstood> {
        let mut flags = Self::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let text = word.text.as_str();
            if text == "--" {
                flags.words.extend(words.by_ref().cloned());
            } else if let Some(long) = text.strip_prefix("--") {
                let name = long.split('=').next().unwrap_or_default();
                let spelt = format!("--{name}");
                // kubectl takes `_` for `-` in names of options.
                let normal = name.replace('_', "-");
                let option = options(command)
                    .find(|known| known.name == normal)
                    .ok_or_else(|| NotUnderstood::UnknownOption(spelt.clone()))?;
                let inline = (name.len() < long.len()).then(|| word.tail(name.len() + 3));
                flags.push(option, &spelt, inline, &mut words)?;
            } else if text.len() > 1 && text.starts_with('-') {
                flags.shorts(command, word, &mut words)?;
            } else {
                flags.words.push(word.clone());
            }
        }
        Ok(flags)
    }

    /// Reads `-Aw`, `-owide`, `-n=a`, `-n a`.
    fn shorts<'a>(
        &mut self,
        command: &str,
        word: &Word,
        words: &mut impl Iterator<Item = &'a Word>,
    ) -> Result<(), NotUnderstood> {
        for (at, letter) in word.text.char_indices().skip(1) {
            let spelt = format!("-{letter}");
            let option = options(command)
                .find(|known| known.letter == Some(letter))
                .ok_or_else(|| NotUnderstood::UnknownOption(spelt.clone()))?;
            let behind = word.tail(at + letter.len_utf8());
            let inline = if behind.text.starts_with('=') {
                Some(behind.tail(1))
            } else {
                Some(behind).filter(|behind| option.takes_value && !behind.text.is_empty())
            };
            let is_last = inline.is_some() || option.takes_value;
            self.push(option, &spelt, inline, words)?;
            if is_last {
                break;
            }
        }
        Ok(())
    }

    fn push<'a>(
        &mut self,
        option: Known,
        spelt: &str,
        inline: Option<Word>,
        words: &mut impl Iterator<Item = &'a Word>,
    ) -> Result<(), NotUnderstood> {
        let value = match inline {
            Some(value) => value,
            None if option.takes_value => words
                .next()
                .cloned()
                .ok_or_else(|| NotUnderstood::MissingValue(spelt.to_owned()))?,
            None => Word::from("true"),
        };
        if !option.takes_value && parse_bool(&value.text).is_none() {
            return Err(NotUnderstood::BadValue {
                option: spelt.to_owned(),
                value: value.text,
            });
        }
        self.options.push((option.name, value));
        Ok(())
    }

    /// The value given last, if it is not empty.
    ///
    /// # Errors
    /// A variable, whose value is not known.
    pub(super) fn value(&self, name: &str) -> Result<Option<&str>, NotUnderstood> {
        let found = self.options.iter().rev().find(|(known, _)| *known == name);
        found
            .map(|(_, word)| known(word))
            .transpose()
            .map(|value| value.filter(|value| !value.is_empty()))
    }

    /// A number.
    ///
    /// # Errors
    /// A value that is none.
    pub(super) fn number(&self, name: &str) -> Result<Option<i64>, NotUnderstood> {
        self.value(name)?.map_or(Ok(None), |value| {
            value.parse().map(Some).map_err(|_| bad_value(name, value))
        })
    }

    /// Whether a switch is on.
    pub(super) fn is_on(&self, name: &str) -> bool {
        let found = self.options.iter().rev().find(|(known, _)| *known == name);
        found.is_some_and(|(_, word)| parse_bool(&word.text) == Some(true))
    }

    /// Whether an option was given at all.
    pub(super) fn has(&self, name: &str) -> bool {
        self.options.iter().any(|(known, _)| *known == name)
    }

    /// The word at a place among those that are no options.
    ///
    /// # Errors
    /// A variable, whose value is not known.
    pub(super) fn word(&self, index: usize) -> Result<Option<&str>, NotUnderstood> {
        self.words.get(index).map(known).transpose()
    }

    /// As whom to ask.
    ///
    /// # Errors
    /// Identities that an address cannot carry.
    pub(super) fn head(&self) -> Result<Head, NotUnderstood> {
        if let Some(name) = ["as-uid", "as-user-extra"].into_iter().find(|name| self.has(name)) {
            return Err(NotUnderstood::CannotBeSent(format!("--{name}")));
        }
        let groups = self.options.iter().filter(|(name, _)| *name == "as-group");
        Ok(Head {
            accept: None,
            impersonate_user: self.value("as")?.map(str::to_owned),
            impersonate_groups: groups
                .map(|(_, word)| known(word).map(str::to_owned))
                .collect::<Result<_, _>>()?,
        })
    }

    /// What of this is left out.
    pub(super) fn notes(&self) -> Vec<Note> {
        let mut notes = Vec::new();
        for (name, _) in &self.options {
            let note = if CREDENTIALS.contains(name) {
                Note::CredentialLeftOut
            } else if SEVERAL_LOGS.contains(name) {
                Note::OnlyOneLog(format!("--{name}"))
            } else if LEFT_OUT.contains(name) {
                Note::OptionLeftOut(format!("--{name}"))
            } else {
                continue;
            };
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
        notes
    }
}

/// A value that an option does not take.
pub(super) fn bad_value(name: &str, value: &str) -> NotUnderstood {
    NotUnderstood::BadValue {
        option: format!("--{name}"),
        value: value.to_owned(),
    }
}

/// The text of a word in which nothing is left to expand.
pub(super) fn known(word: &Word) -> Result<&str, NotUnderstood> {
    match word.variable() {
        Some(variable) => Err(NotUnderstood::Variable(variable.to_owned())),
        None => Ok(&word.text),
    }
}

/// Source: Go `strconv.ParseBool`.
fn parse_bool(text: &str) -> Option<bool> {
    match text {
        "1" | "t" | "T" | "true" | "TRUE" | "True" => Some(true),
        "0" | "f" | "F" | "false" | "FALSE" | "False" => Some(false),
        _ => None,
    }
}
