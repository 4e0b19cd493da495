//! What can go wrong while a browser looks at the console.

use std::{io, path::PathBuf};

use thirtyfour::error::WebDriverError;

/// Everything that this crate reports as a failure.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The browser or its driver failed.
    #[error("the browser: {0}")]
    Browser(#[from] WebDriverError),
    /// The control plane, kubectl or a proxy failed.
    #[error(transparent)]
    Cluster(#[from] cluster::Error),
    /// Something never came to be on the page.
    #[error("never came: {what}\n  at {address}\n  screenshot: {screenshot}\n  the page says: {page}", screenshot = screenshot.display())]
    Never {
        /// What was waited for.
        what: String,
        /// Where the browser was.
        address: String,
        /// What the page showed instead.
        page: String,
        /// A picture of it.
        screenshot: PathBuf,
    },
    /// A file or a socket failed.
    #[error("{what}: {source}")]
    Io {
        /// Which.
        what: String,
        /// What the system said.
        source: io::Error,
    },
    /// Something that the tests need is missing.
    #[error("{0}")]
    Missing(String),
}

impl Error {
    /// For `map_err` on anything that touches one file or socket.
    pub fn io(what: impl Into<String>) -> impl FnOnce(io::Error) -> Self {
        let what = what.into();
        move |source| Self::Io { what, source }
    }
}
