//! The rules behind the lens, and what older texts say of them that is no longer so.

use super::sources;
use crate::{
    learn::identity::line::{Ground, Line},
    wire::{
        hop::Source,
        vocabulary::{Vocabulary, vocabulary},
    },
};

/// A rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taught {
    /// Where it stands.
    pub part: Part,
    /// What it says.
    pub line: Line,
    /// The rows of the table of what has to be taught that it covers.
    pub rows: &'static [u8],
}

vocabulary! {
    /// The parts of the lens that rules belong to.
    Part under "downward.part" {
        /// The Downward API itself.
        Downward = "downward",
        /// The ServiceAccount's volume.
        Account = "account",
        /// The address of the API server.
        Address = "address",
    }
}

vocabulary! {
    /// The rules.
    Rule under "downward.rule" {
        /// Variables or files.
        TwoWays = "two_ways",
        /// What can be asked for, and that a request is no usage.
        Fields = "fields",
        /// Variables are fixed at the start.
        EnvFixed = "env_fixed",
        /// Files follow, but not those by `subPath`.
        FilesFollow = "files_follow",
        /// Limits default to what the node has.
        LimitsDefault = "limits_default",
        /// What a divisor does.
        Divisor = "divisor",
        /// Where to write it down.
        InTemplate = "in_template",
        /// What it cannot tell, the API server can.
        Limited = "limited",
        /// Where the token is, and that it changes.
        Token = "token",
        /// What the other two files are for.
        Certificates = "certificates",
        /// There is no Secret any more.
        NoSecret = "no_secret",
        /// The variables that hold the address.
        Variables = "variables",
        /// Libraries read the variables and not DNS.
        Libraries = "libraries",
        /// The short name works in one namespace.
        ShortName = "short_name",
    }
}

impl Rule {
    fn about(self) -> (Part, Source, &'static [u8]) {
        match self {
            Self::TwoWays => (Part::Downward, sources::DOWNWARD, &[70]),
            Self::Fields => (Part::Downward, sources::DOWNWARD, &[71]),
            Self::EnvFixed => (Part::Downward, sources::BY_ENV, &[72]),
            Self::FilesFollow => (Part::Downward, sources::VOLUMES, &[73]),
            Self::LimitsDefault => (Part::Downward, sources::DOWNWARD, &[]),
            Self::Divisor => (Part::Downward, sources::HELPERS, &[]),
            Self::InTemplate => (Part::Downward, sources::POD_UPDATE, &[]),
            Self::Limited => (Part::Downward, sources::FROM_A_POD, &[74]),
            Self::Token => (Part::Account, sources::ACCOUNTS, &[44]),
            Self::Certificates => (Part::Account, sources::FROM_A_POD, &[45]),
            Self::NoSecret => (Part::Account, sources::ACCOUNTS, &[50]),
            Self::Variables => (Part::Address, sources::SERVICES, &[48]),
            Self::Libraries => (Part::Address, sources::IN_CLUSTER, &[43]),
            Self::ShortName => (Part::Address, sources::DNS, &[49]),
        }
    }
}

/// All rules, part by part.
pub fn rules() -> Vec<Taught> {
    Rule::ALL
        .iter()
        .map(|rule| {
            let (part, source, rows) = rule.about();
            Taught {
                part,
                line: Line::of(*rule, Ground::Documented(source)),
                rows,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_taught_once() {
        let mut rows: Vec<u8> = rules().iter().flat_map(|taught| taught.rows).copied().collect();
        rows.sort_unstable();
        assert_eq!(rows, [43, 44, 45, 48, 49, 50, 70, 71, 72, 73, 74]);
    }
}
