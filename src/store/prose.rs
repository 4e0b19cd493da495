//! The prose of pages, read once one that needs it is opened, and kept.

use std::{collections::HashMap, sync::Arc};

use futures::future::join_all;
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

/// A language and the name of a file.
type Place = (&'static str, &'static str);

/// Every file that was read so far.
#[derive(Clone, Copy)]
pub struct Shelf(StoredValue<HashMap<Place, Prose>>);

impl Shelf {
    /// Nothing was read yet.
    pub fn new() -> Self {
        Self(StoredValue::new(HashMap::new()))
    }
}

impl Default for Shelf {
    fn default() -> Self {
        Self::new()
    }
}

/// The prose that a page needs, in the reader's language.
#[derive(Clone, Copy)]
pub struct PageProse {
    /// How far it is.
    pub reading: RwSignal<Reading>,
    language: &'static str,
    files: &'static [&'static str],
    shelf: Shelf,
}

impl PageProse {
    /// Starts reading files, each by its name: `wire`.
    pub fn open(files: &'static [&'static str]) -> Self {
        let settings: Settings = expect_context();
        let prose = Self {
            reading: RwSignal::new(Reading::Waiting),
            language: settings.language.get_untracked().tag(),
            files,
            shelf: expect_context(),
        };
        prose.read();
        prose
    }

    /// Reads, again if need be.
    pub fn read(self) {
        if let Some(prose) = self.kept() {
            return self.reading.set(Reading::Read(Arc::new(prose)));
        }
        self.reading.set(Reading::Waiting);
        spawn_local_scoped_with_cancellation(async move {
            let read = join_all(self.files.iter().map(|name| prose::read(self.language, name))).await;
            let all: Result<Vec<Prose>, Failure> = read.into_iter().collect();
            if let Ok(all) = &all {
                self.shelf.0.update_value(|shelf| {
                    shelf.extend(
                        self.files
                            .iter()
                            .map(|name| (self.language, *name))
                            .zip(all.iter().cloned()),
                    );
                });
            }
            self.reading.try_set(match all {
                Ok(all) => Reading::Read(Arc::new(all.into_iter().fold(Prose::default(), Prose::with))),
                Err(failure) => Reading::Failed(failure),
            });
        });
    }

    /// The files, if all of them were read before.
    fn kept(self) -> Option<Prose> {
        self.shelf.0.with_value(|shelf| {
            let mut files = self
                .files
                .iter()
                .map(|name| shelf.get(&(self.language, *name)).cloned());
            files.try_fold(Prose::default(), |all, prose| Some(all.with(prose?)))
        })
    }
}
