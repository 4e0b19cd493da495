//! The prose of a page, read once the page is opened.

use std::sync::Arc;

use leptos::{prelude::*, reactive::spawn_local_scoped_with_cancellation};

use super::settings::Settings;
use crate::{client::prose, kube::failure::Failure, wire::prose::Prose};

/// How far the reading has come.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading {
    /// Not there yet.
    Waiting,
    /// Read.
    Read(Arc<Prose>),
    /// Why it could not be read.
    Failed(Failure),
}

/// The prose of the page on the five proxies, in the reader's language.
#[derive(Clone, Copy)]
pub struct ProxiesProse {
    /// How far it is.
    pub reading: RwSignal<Reading>,
    language: &'static str,
}

impl ProxiesProse {
    /// Starts reading.
    pub fn open() -> Self {
        let settings: Settings = expect_context();
        let prose = Self {
            reading: RwSignal::new(Reading::Waiting),
            language: settings.language.get_untracked().tag(),
        };
        prose.read();
        prose
    }

    /// Reads, again if need be.
    pub fn read(self) {
        self.reading.set(Reading::Waiting);
        spawn_local_scoped_with_cancellation(async move {
            let read = prose::proxies(self.language).await;
            self.reading.try_set(match read {
                Ok(prose) => Reading::Read(Arc::new(prose)),
                Err(failure) => Reading::Failed(failure),
            });
        });
    }
}
