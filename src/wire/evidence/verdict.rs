//! On what a finding rests: what was seen, what follows, what is not there, and what could not be seen.

use super::rule::Rule;
use crate::wire::{hop::Source, vocabulary::vocabulary};

/// On what a finding rests.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// An exchange shows it.
    Seen {
        /// Its number.
        exchange: u32,
    },
    /// It follows from exchanges by a rule.
    Inferred {
        /// Their numbers, at least one.
        exchanges: Vec<u32>,
        /// The rule.
        rule: Rule,
    },
    /// An exchange shows that it is not there.
    NotSeen {
        /// Its number.
        exchange: u32,
    },
    /// Who asks may not see it.
    Refused {
        /// The number of the exchange that says so.
        exchange: u32,
    },
    /// The answer is no use, or none came.
    Unanswered {
        /// The number of that exchange.
        exchange: u32,
    },
    /// The recording has no answer.
    NotRecorded {
        /// The number of that exchange.
        exchange: u32,
    },
    /// A document says so; nothing of it was seen.
    Documented(Source),
    /// The page's own address says so.
    Address,
}

vocabulary! {
    /// A word or two for each kind of verdict.
    VerdictWord under "evidence.verdict" {
        /// Seen.
        Seen = "seen",
        /// Seen when the recording was made.
        Recorded = "recorded",
        /// Inferred.
        Inferred = "inferred",
        /// Not there.
        NotSeen = "not_seen",
        /// Refused.
        Refused = "refused",
        /// Unanswered.
        Unanswered = "unanswered",
        /// Not recorded.
        NotRecorded = "not_recorded",
        /// Documented.
        Documented = "documented",
        /// By the address.
        Address = "address",
    }
}

impl Verdict {
    /// The exchanges that it rests on.
    pub fn exchanges(&self) -> &[u32] {
        match self {
            Self::Seen { exchange }
            | Self::NotSeen { exchange }
            | Self::Refused { exchange }
            | Self::Unanswered { exchange }
            | Self::NotRecorded { exchange } => std::slice::from_ref(exchange),
            Self::Inferred { exchanges, .. } => exchanges,
            Self::Documented(_) | Self::Address => &[],
        }
    }

    /// The document that it rests on.
    pub fn source(&self) -> Option<Source> {
        match self {
            Self::Inferred { rule, .. } => Some(rule.source()),
            Self::Documented(source) => Some(*source),
            _ => None,
        }
    }

    /// The word for it.
    pub fn word(&self, is_recorded: bool) -> VerdictWord {
        match self {
            Self::Seen { .. } if is_recorded => VerdictWord::Recorded,
            Self::Seen { .. } => VerdictWord::Seen,
            Self::Inferred { .. } => VerdictWord::Inferred,
            Self::NotSeen { .. } => VerdictWord::NotSeen,
            Self::Refused { .. } => VerdictWord::Refused,
            Self::Unanswered { .. } => VerdictWord::Unanswered,
            Self::NotRecorded { .. } => VerdictWord::NotRecorded,
            Self::Documented(_) => VerdictWord::Documented,
            Self::Address => VerdictWord::Address,
        }
    }
}
