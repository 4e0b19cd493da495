//! What can go wrong while a cluster is recorded.

use std::{io, path::PathBuf};

use deckprism::{kube::path::UnsafePath, recording::RecordingError};

/// Everything that ends a recording.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// The cluster failed.
    #[error(transparent)]
    Cluster(#[from] crate::Error),
    /// A request failed.
    #[error("GET {target}: {message}")]
    Request {
        /// Its path and query.
        target: String,
        /// What went wrong.
        message: String,
    },
    /// An answer is not what it should be.
    #[error("GET {target}: {what}")]
    Unexpected {
        /// The path and query.
        target: String,
        /// What is wrong with the answer.
        what: String,
    },
    /// The console would answer a request differently from the server.
    #[error(
        "the answer that follows from the recording differs from the server's: GET {target} ({accept})\n{difference}"
    )]
    Differs {
        /// The path and query.
        target: String,
        /// What was asked for.
        accept: String,
        /// The first place where they differ.
        difference: String,
    },
    /// A path that the console would not send.
    #[error("{path}: {source}")]
    Path {
        /// The path.
        path: String,
        /// Why not.
        source: UnsafePath,
    },
    /// The index that was written cannot be read.
    #[error(transparent)]
    Index(#[from] RecordingError),
    /// JSON is not what was expected.
    #[error("{what}: {source}")]
    Json {
        /// Which JSON.
        what: String,
        /// What the reader said.
        source: serde_json::Error,
    },
    /// A file could not be written.
    #[error("{path}: {source}", path = path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl RecordError {
    /// For `map_err` on reading JSON.
    pub(super) fn json(what: impl Into<String>) -> impl FnOnce(serde_json::Error) -> Self {
        let what = what.into();
        move |source| Self::Json { what, source }
    }

    /// For `map_err` on anything that touches one file.
    pub(super) fn file(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }

    /// An answer that is not as it should be.
    pub(super) fn unexpected(target: impl Into<String>, what: impl Into<String>) -> Self {
        Self::Unexpected {
            target: target.into(),
            what: what.into(),
        }
    }
}
