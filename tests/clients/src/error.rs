//! What keeps the programs from being written, compiled or run at all.

use std::{
    io,
    path::{Path, PathBuf},
};

/// Everything that this program reports as a failure of its own.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder could not be read, written, moved or locked.
    #[error("{}: {source}", path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A program could not be started.
    #[error("cannot start {program}: {source}")]
    Start {
        /// The program.
        program: String,
        /// What the system said.
        source: io::Error,
    },
    /// An installer, a compiler or a linter ended with an error.
    #[error("{program} failed:\n{output}")]
    Failed {
        /// The program with its arguments.
        program: String,
        /// What it wrote.
        output: String,
    },
    /// The control plane.
    #[error(transparent)]
    Cluster(#[from] cluster::Error),
    /// An answer is not what the API says, or a program is not of the form that it is put into a project by.
    #[error("{what}: {message}")]
    Unexpected {
        /// What was read.
        what: String,
        /// What is wrong with it.
        message: String,
    },
}

impl Error {
    /// For `map_err` on anything that touches one file or folder.
    pub fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_path_buf();
        move |source| Self::File { path, source }
    }

    /// Something that is not as it should be.
    pub fn unexpected(what: impl Into<String>, message: impl ToString) -> Self {
        Self::Unexpected {
            what: what.into(),
            message: message.to_string(),
        }
    }
}
