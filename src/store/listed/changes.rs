//! What a watch tells, put into the rows of the page: at most one drawing a frame, and what changed marked for a moment.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::Listed;
use crate::{
    browser::{clock, frames, timer},
    kube::{failure::Failure, status::Status, table},
    sync::{
        rows::{Change, RowNumber, Rows, RowsSink},
        watch_event::{self, WatchEvent},
        watcher::Watcher,
    },
};

/// For how long a change is marked, in milliseconds.
const MARKED_MS: f64 = 1_600.0;
/// Beyond so many marks nobody could follow them, and rows that leave go at once.
const MOST_MARKS: usize = 300;

/// Rows that have just changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    rows: BTreeMap<RowNumber, (Mark, f64)>,
}

/// What happened to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It is new.
    Arrived,
    /// Its cells changed.
    Changed,
    /// Its object is gone, and it will be in a moment.
    Leaving,
}

impl Marks {
    /// What has just happened to a row, if anything.
    pub fn of(&self, row: RowNumber) -> Option<Mark> {
        self.rows.get(&row).map(|(mark, _)| *mark)
    }
}

/// Whether changes are on their way to the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Drawing {
    /// Nothing has changed.
    #[default]
    Idle,
    /// All that changed is drawn; marks may still have to end.
    Done,
    /// Something changed since.
    Due,
}

/// What a batch of events means for the watch.
pub(super) enum Told {
    /// It goes on.
    More,
    /// The server gave up.
    Failed(Box<Status>),
    /// It said something that is no event of a watch on Tables.
    Nonsense(Failure),
}

impl Listed {
    /// Takes events, each a line of JSON.
    pub(super) fn take(self, lines: &[Vec<u8>], watcher: &mut Watcher) -> Told {
        let now_ms = clock::monotonic_ms();
        let mut marked = Vec::new();
        let mut told = Told::More;
        self.rows.try_update_untracked(|rows| {
            for line in lines {
                let outcome = match watch_event::read(line) {
                    Some(WatchEvent::Put(table)) => self.put(rows, table, &mut marked),
                    Some(WatchEvent::Deleted(table)) => self.delete(rows, table, &mut marked),
                    Some(WatchEvent::Bookmark { resource_version, .. }) => Ok(resource_version),
                    Some(WatchEvent::Failed(status)) => {
                        told = Told::Failed(status);
                        return;
                    }
                    None => Err(Failure::Unreadable(shortened(line))),
                };
                match outcome {
                    Ok(resource_version) => watcher.told(&resource_version),
                    Err(failure) => {
                        told = Told::Nonsense(failure);
                        return;
                    }
                }
            }
        });
        self.mark(&marked, now_ms);
        self.notify();
        told
    }

    /// Puts the row of an event in its place; returns the version that it tells.
    fn put(self, rows: &mut Rows, table: &[u8], marked: &mut Vec<(RowNumber, Mark)>) -> Result<String, Failure> {
        let object = watch_event::object(table).unwrap_or_default();
        if self.is_old(&object) {
            return Ok(String::new());
        }
        let mut sink = RowsSink::update(rows, self.namespace().as_deref(), self.printed());
        table::read(table, &mut sink).map_err(|error| Failure::Unreadable(error.to_string()))?;
        for (row, change) in sink.into_changes() {
            match change {
                Change::Arrived if self.is_cut() => drop(rows.remove(row)),
                Change::Arrived => marked.push((row, Mark::Arrived)),
                Change::Changed => marked.push((row, Mark::Changed)),
                Change::Same => marked.extend(self.was_leaving(row).then_some((row, Mark::Arrived))),
            }
        }
        Ok(object.resource_version)
    }

    /// Takes the row of an event away, in a moment or at once; returns the version that it tells.
    fn delete(self, rows: &mut Rows, table: &[u8], marked: &mut Vec<(RowNumber, Mark)>) -> Result<String, Failure> {
        let object = watch_event::object(table).unwrap_or_default();
        if self.is_old(&object) {
            return Ok(String::new());
        }
        let mut sink = RowsSink::find(rows, self.namespace().as_deref());
        table::read(table, &mut sink).map_err(|error| Failure::Unreadable(error.to_string()))?;
        for (row, _) in sink.into_changes() {
            if marked.len() + self.marks.with_untracked(|marks| marks.rows.len()) < MOST_MARKS {
                marked.push((row, Mark::Leaving));
            } else {
                rows.remove(row);
            }
        }
        Ok(object.resource_version)
    }

    /// Whether the list of an object's namespace was read after this.
    fn is_old(self, object: &watch_event::Object) -> bool {
        self.versions.with_value(|versions| {
            let listed = versions
                .get(&object.namespace)
                .and_then(|version| version.parse::<u64>().ok());
            let event = object.resource_version.parse::<u64>().ok();
            listed.zip(event).is_some_and(|(listed, event)| event <= listed)
        })
    }

    fn was_leaving(self, row: RowNumber) -> bool {
        self.marks.with_untracked(|marks| marks.of(row) == Some(Mark::Leaving))
    }

    pub(super) fn namespace(self) -> Option<String> {
        self.of
            .with_value(|of| of.request.target().namespace().map(str::to_owned))
    }

    /// Whether the address asks for a part of the list; only its own rows are followed then.
    fn is_cut(self) -> bool {
        self.of.with_value(|of| of.request.query.get("limit").is_some())
    }

    fn mark(self, marked: &[(RowNumber, Mark)], now_ms: f64) {
        if marked.is_empty() {
            return;
        }
        self.marks.try_update_untracked(|marks| {
            for (row, mark) in marked {
                // What has just come is new for as long as that is marked.
                let is_new = marks.of(*row) == Some(Mark::Arrived) && *mark == Mark::Changed;
                if !is_new && (marks.rows.len() < MOST_MARKS || marks.rows.contains_key(row)) {
                    marks.rows.insert(*row, (*mark, now_ms + MARKED_MS));
                }
            }
        });
    }

    /// Ends marks whose time is over; rows that were leaving are gone then.
    fn sweep(self) -> Swept {
        let now_ms = clock::monotonic_ms();
        let mut gone = Vec::new();
        let mut swept = Swept::default();
        self.marks.try_update_untracked(|marks| {
            marks.rows.retain(|row, (mark, until_ms)| {
                let is_over = *until_ms <= now_ms;
                if is_over && *mark == Mark::Leaving {
                    gone.push(*row);
                }
                swept.has_ended |= is_over;
                !is_over
            });
            swept.is_marked = !marks.rows.is_empty();
        });
        if !gone.is_empty() {
            self.rows.try_update_untracked(|rows| {
                for row in gone {
                    rows.remove(row);
                }
            });
        }
        swept
    }

    /// Draws what has changed with the next frame, and goes on until no mark is left.
    fn notify(self) {
        self.drawing.set_value(match self.drawing.get_value() {
            Drawing::Idle => {
                self.page.spawn(self.draw());
                Drawing::Due
            }
            Drawing::Done | Drawing::Due => Drawing::Due,
        });
    }

    async fn draw(self) {
        loop {
            frames::next_frame().await;
            let swept = self.sweep();
            let Some(drawing) = self.drawing.try_get_value() else {
                return;
            };
            if drawing == Drawing::Due || swept.has_ended {
                self.drawing.try_set_value(Drawing::Done);
                let began = clock::monotonic_ms();
                self.rows.notify();
                self.marks.notify();
                // What follows from a signal is drawn before the browser's next turn.
                frames::turn().await;
                let took = clock::monotonic_ms() - began;
                // Drawing takes at most a fifth of the time, however many rows there are.
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // at most two seconds
                timer::sleep((took * 4.0).clamp(0.0, 2_000.0) as u32).await;
            } else if swept.is_marked {
                timer::sleep(100).await;
            } else {
                self.drawing.try_set_value(Drawing::Idle);
                return;
            }
        }
    }
}

/// What became of marks.
#[derive(Clone, Copy, Debug, Default)]
struct Swept {
    /// Whether some ended.
    has_ended: bool,
    /// Whether some are left.
    is_marked: bool,
}

fn shortened(line: &[u8]) -> String {
    String::from_utf8_lossy(line).chars().take(200).collect()
}
