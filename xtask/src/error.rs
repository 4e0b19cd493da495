//! What can go wrong in a command of the repository, said so that a person knows what to do next.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitStatus;

/// The result of everything in this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a command of the repository could not do what it was asked for.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The command line was not understood.
    #[error("{0}\nTry `cargo xtask help`.")]
    Usage(String),
    /// A file or folder could not be read, written, locked or replaced.
    #[error("cannot {doing} {path}: {source}", path = path.display())]
    File {
        /// What was tried, as a verb.
        doing: &'static str,
        /// What it was tried on.
        path: PathBuf,
        /// The system's answer.
        source: io::Error,
    },
    /// A program is not there or may not be executed.
    #[error("cannot start `{program}`: {source}")]
    Start {
        /// The program and its arguments.
        program: String,
        /// The system's answer.
        source: io::Error,
    },
    /// A program ended badly.
    #[error("`{program}` failed ({status}){detail}")]
    Failed {
        /// The program and its arguments.
        program: String,
        /// How it ended.
        status: ExitStatus,
        /// What it said, where that has not been printed yet; begins with a line break.
        detail: String,
    },
    /// A program was given a time limit and did not keep it.
    #[error("`{program}` did not end within {seconds} s")]
    TimeLimit {
        /// The program and its arguments.
        program: String,
        /// The limit.
        seconds: u64,
    },
    /// Something that has to be on the machine is not, and cannot be installed from here.
    #[error("{what} is missing. {remedy}")]
    Missing {
        /// The tool or package.
        what: String,
        /// What the reader can do about it.
        remedy: String,
    },
    /// The lock file does not name a package whose version is needed.
    #[error("Cargo.lock does not hold the package {0}")]
    NotLocked(String),
    /// The page that Trunk built cannot be shipped.
    #[error("the built page: {0}")]
    Page(String),
    /// The local control plane did not come up.
    #[error("the local control plane: {0}")]
    Plane(String),
    /// The static server or the proxy could not be started.
    #[error("cannot serve: {0}")]
    Serve(String),
    /// At least one step of `cargo xtask test` failed; its table says which.
    #[error("not everything passed")]
    Checks,
}

impl Error {
    /// Wraps the system's answer to an operation on a file; made for `map_err`.
    pub fn file(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_path_buf();
        move |source| Self::File { doing, path, source }
    }
}
