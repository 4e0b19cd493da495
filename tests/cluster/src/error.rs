//! What can go wrong while a control plane is built, started, filled or stopped.

use std::{io, path::PathBuf};

/// Everything that this crate reports as a failure.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder could not be read, written or locked.
    #[error("{path}: {source}", path = path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A program could not be started at all.
    #[error("cannot start {program}: {source}")]
    Start {
        /// The program.
        program: String,
        /// What the system said.
        source: io::Error,
    },
    /// `go build` failed.
    #[error("building {program} failed (is Go 1.26 or newer installed?):\n{output}")]
    Build {
        /// The program that was to be built.
        program: String,
        /// What Go wrote.
        output: String,
    },
    /// A program that should run until it is stopped has ended.
    #[error("{program} ended ({status}); the end of its log:\n{log}")]
    Ended {
        /// The program.
        program: String,
        /// Its exit status.
        status: String,
        /// The last lines that it wrote.
        log: String,
    },
    /// Something did not come about in time.
    #[error("gave up after {seconds} s: {what}")]
    TimedOut {
        /// What was waited for, and what was seen instead.
        what: String,
        /// How long it was waited for.
        seconds: u64,
    },
    /// `kubectl` ended with an error.
    #[error("kubectl {arguments}: {output}")]
    Kubectl {
        /// The command line, without the connection flags.
        arguments: String,
        /// What it wrote to its standard error.
        output: String,
    },
    /// The first line of `kubectl proxy` is not the one that names its address.
    #[error("kubectl proxy does not say where it serves: {0:?}")]
    ProxyLine(String),
    /// A certificate or key could not be made.
    #[error("certificate {name}: {source}")]
    Certificate {
        /// Whose certificate.
        name: String,
        /// What the library said.
        source: rcgen::Error,
    },
    /// JSON is not what was expected.
    #[error("{what}: {source}")]
    Json {
        /// Which JSON.
        what: String,
        /// What the reader said.
        source: serde_json::Error,
    },
    /// A plain HTTP request on loopback failed.
    #[error("{url}: {message}")]
    Http {
        /// The address.
        url: String,
        /// What went wrong.
        message: String,
    },
    /// No free port was found on loopback.
    #[error("no free port on 127.0.0.1")]
    NoPort,
    /// This process attached to a control plane that another process owns, so it may not stop parts of it.
    #[error("this control plane was started by another process: start one to break it")]
    NotOurs,
}

impl Error {
    /// For `map_err` on anything that touches one file or folder.
    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }
}
