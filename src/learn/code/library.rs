//! What there is to say of a client library: who looks after it, what its types are of, what it needs.

use super::Told;
use crate::{
    dialect::client::{Library, State, Verification},
    wire::{hop::Source, vocabulary::vocabulary},
};

/// A client library, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LibraryCard {
    /// Its name in its registry.
    pub package: &'static str,
    /// The release that the programs are written for.
    pub version: &'static str,
    /// Where its sources are.
    pub home: &'static str,
    /// Who looks after it, in a word or two.
    pub standing: Told,
    /// Whether programs like these have been seen to work, in a word or two.
    pub verification: Told,
    /// What is to be known of it, in the order in which it is read.
    pub remarks: Vec<Told>,
    /// What these statements rest on.
    pub source: Source,
}

vocabulary! {
    /// Who looks after a library.
    Standing under "code.standing" {
        /// The Kubernetes project.
        Official = "official",
        /// The Kubernetes project, long ago.
        Dormant = "dormant",
        /// A community of its own.
        Community = "community",
    }
}

vocabulary! {
    /// Whether a language's programs have been seen to work.
    Verified under "code.verified" {
        /// Tests run them.
        Run = "run",
        /// Nothing has compiled them.
        NotRun = "not_run",
    }
}

vocabulary! {
    /// What is to be known of a library.
    LibraryRemark under "code.library" {
        /// The Kubernetes project releases it.
        Official = "official",
        /// `{year}`: since when nothing has changed.
        Dormant = "dormant",
        /// It is no project of Kubernetes'.
        Community = "community",
        /// `{kubernetes}`: of which release of Kubernetes its types are.
        Types = "types",
        /// `{runtime}`: what it needs at least.
        Runtime = "runtime",
        /// `{runtime}`, `{version}`: an older release for an older runtime.
        Older = "older",
        /// Tests run programs like these against a real API server.
        Run = "run",
        /// These programs were written from the library's sources alone.
        NotRun = "not_run",
    }
}

/// Which libraries the Kubernetes project lists as its own.
const LIST: Source = Source("kubernetes.io: Client Libraries");

impl LibraryCard {
    /// The card of a library.
    pub fn of(library: &Library) -> Self {
        let (standing, cared) = match library.state {
            State::Official => (Standing::Official, Told::plain(LibraryRemark::Official)),
            State::Dormant(year) => (
                Standing::Dormant,
                Told::filled(LibraryRemark::Dormant, &[("year", &year.to_string())]),
            ),
            State::Community => (Standing::Community, Told::plain(LibraryRemark::Community)),
        };
        let (verified, seen) = match library.verification {
            Verification::Run => (Verified::Run, LibraryRemark::Run),
            Verification::NotRun => (Verified::NotRun, LibraryRemark::NotRun),
        };
        let mut remarks = vec![
            cared,
            Told::filled(LibraryRemark::Types, &[("kubernetes", &release(library))]),
            Told::filled(LibraryRemark::Runtime, &[("runtime", library.runtime)]),
        ];
        if let Some((version, runtime)) = library.older {
            remarks.push(Told::filled(
                LibraryRemark::Older,
                &[("version", version), ("runtime", runtime)],
            ));
        }
        remarks.push(Told::plain(seen));
        Self {
            package: library.package,
            version: library.version,
            home: library.home,
            standing: Told::plain(standing),
            verification: Told::plain(verified),
            remarks,
            source: LIST,
        }
    }
}

/// The release of Kubernetes that a library's types are of, as it is spelt: `1.37`.
pub(super) fn release(library: &Library) -> String {
    format!("1.{}", library.kubernetes)
}
