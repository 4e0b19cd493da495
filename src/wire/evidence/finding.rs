//! How findings are put together.

use super::{Command, Finding, answers::Unread, ask::Ask, rule::Rule, verdict::Verdict};
use crate::{
    kube::path::ApiPath,
    wire::{hop::Source, vocabulary::Vocabulary},
};

impl Finding {
    fn new(key: &str, verdict: Verdict) -> Self {
        Self {
            key: key.to_owned(),
            values: Vec::new(),
            verdict,
            commands: Vec::new(),
            said: None,
        }
    }

    /// What an exchange shows.
    pub(super) fn seen(fact: impl Vocabulary, exchange: u32) -> Self {
        Self::new(fact.key(), Verdict::Seen { exchange })
    }

    /// What an exchange shows not to be there.
    pub(super) fn not_seen(fact: impl Vocabulary, exchange: u32) -> Self {
        Self::new(fact.key(), Verdict::NotSeen { exchange })
    }

    /// What follows from exchanges.
    pub(super) fn inferred(fact: impl Vocabulary, exchanges: &[u32], rule: Rule) -> Self {
        let exchanges = exchanges.to_vec();
        Self::new(fact.key(), Verdict::Inferred { exchanges, rule })
    }

    /// What a document says.
    pub(super) fn documented(fact: impl Vocabulary, source: Source) -> Self {
        Self::new(fact.key(), Verdict::Documented(source))
    }

    /// What the page's own address says.
    pub(super) fn address(fact: impl Vocabulary) -> Self {
        Self::new(fact.key(), Verdict::Address)
    }

    /// What stays unknown, because nothing could be read.
    pub(super) fn unread(ask: Ask, unread: Unread) -> Self {
        Self {
            said: unread.said,
            ..Self::new(&ask.unseen_key(), unread.why.verdict(unread.exchange))
        }
    }

    /// The same with a placeholder filled in.
    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.values.push((name, value.into()));
        self
    }

    /// The same with a path to type, if it is one.
    pub(super) fn get(mut self, path: Option<ApiPath>) -> Self {
        self.commands.extend(path.map(Command::Get));
        self
    }

    /// The same with a line to type.
    pub(super) fn line(mut self, line: impl Into<String>) -> Self {
        self.commands.push(Command::Line(line.into()));
        self
    }

    /// The same with what an answer says.
    pub(super) fn said(mut self, text: impl Into<String>) -> Self {
        self.said = Some(text.into()).filter(|text| !text.is_empty());
        self
    }
}
