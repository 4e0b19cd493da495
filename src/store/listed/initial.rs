//! Reads the list of one namespace and follows it in one request: a watch that begins with the whole list.
//!
//! Source: KEP-3157, apimachinery `pkg/apis/meta/v1/types.go`, `ListOptions.SendInitialEvents`.

use std::sync::Arc;

use futures::{
    future::{Either, select},
    pin_mut,
};
use leptos::prelude::*;

use super::{
    Listed, Liveness, Phase,
    live::Nudges,
    reading::{FIRST_SCREEN, is_chunk},
};
use crate::{
    browser::timer,
    client::{exchange::Exchange, live::stream::EventStream, streams::Stream},
    kube::{
        answer::Answer,
        table::{self, ListMetadata, TableError},
    },
    store::session::{KEPT, Session},
    sync::{
        rows::{Rows, RowsSink},
        watch_event::{self, WatchEvent},
        watcher::{Step, Watcher},
    },
};

/// How much of the initial list has come.
enum Came {
    /// There is more to come.
    Part,
    /// All of it, up to this version, and these lines more.
    All {
        resource_version: String,
        rest: Vec<Vec<u8>>,
    },
    /// Something that is no initial list.
    Nonsense,
}

/// A list that has come as the beginning of a watch.
struct Initial {
    resource_version: String,
    /// What came behind it.
    rest: Vec<Vec<u8>>,
    /// The events as they came; empty if they are too many to keep.
    body: Vec<u8>,
}

/// How long events may be awaited before a list is asked for instead, in milliseconds: an empty list comes at once too.
const SILENCE_MS: u32 = 3_000;

impl Listed {
    /// Reads and follows the list in one request, until that ends; says what is next then. `None` where a list of its own
    /// has to be read first.
    pub(super) async fn stream_list(self, watcher: &mut Watcher, nudges: &mut Nudges) -> Option<Step> {
        if !self.may_stream() {
            return None;
        }
        let _stream = Stream::try_take().await?;
        let request = self
            .watch_request("")
            .with("sendInitialEvents", "true")
            .with("resourceVersionMatch", "NotOlderThan");
        let (mut events, exchange) = match in_time(self.session.watch(request)).await? {
            Ok(opened) => opened,
            Err(exchange) => {
                // Source: apimachinery `pkg/apis/meta/internalversion/validation`: invalid where the feature is off.
                if matches!(exchange.received.code(), Some(400 | 422)) {
                    self.session.forgo_initial_events();
                }
                self.note_exchange(&exchange);
                return None;
            }
        };
        self.begin();
        let Initial {
            resource_version,
            rest,
            body,
        } = self.read_initial(&mut events).await?;
        if self.is_without_names() {
            // Rows without names cannot be told apart as they come; a list with metadata can.
            return None;
        }
        let exchange = Arc::new(as_list(&exchange, &events, body, self.session.now_ms()));
        self.session.exchanges.complete(&exchange);
        self.note_exchange(&exchange);
        self.publish(&ListMetadata {
            resource_version: resource_version.clone(),
            ..ListMetadata::default()
        });
        self.phase.try_set(Phase::Complete);
        // The watch that this asks for is open.
        let _ = watcher.listed(&resource_version);
        watcher.opened(self.session.now_ms());
        self.liveness.try_set(Liveness::Live);
        Some(self.follow(&mut events, rest, watcher, nudges).await)
    }

    /// Whether one request is the better way: watches are never compressed, and their events are twice as many bytes
    /// as the rows of a list, which matters far away.
    fn may_stream(self) -> bool {
        let of_namespace = self
            .of
            .with_value(|of| of.request.target().namespace().is_some() && !is_chunk(&of.request));
        of_namespace
            && self.stands_still().is_none()
            && !self.must_pause()
            && self.session.offers_initial_events()
            && Session::is_near()
    }

    /// Reads initial events into the growing rows, until a bookmark ends them.
    async fn read_initial(self, events: &mut EventStream) -> Option<Initial> {
        let (mut bytes, mut body) = (0, Vec::new());
        loop {
            let lines = in_time(events.next()).await?.ok()??;
            if events.bytes() < KEPT {
                for line in &lines {
                    body.extend_from_slice(line);
                    body.push(b'\n');
                }
            } else {
                body.clear();
            }
            let came = self.growing.try_update_value(|rows| self.grow(rows, lines))?;
            self.note_bytes(events.bytes() - bytes);
            bytes = events.bytes();
            match came {
                Came::Part => self.show_beginning(),
                Came::All { resource_version, rest } => {
                    return Some(Initial {
                        resource_version,
                        rest,
                        body,
                    });
                }
                Came::Nonsense => return None,
            }
        }
    }

    fn grow(self, rows: &mut Rows, lines: Vec<Vec<u8>>) -> Came {
        let namespace = self.namespace();
        let mut lines = lines.into_iter();
        while let Some(line) = lines.next() {
            let read = match watch_event::read(&line) {
                Some(WatchEvent::Put(table)) => {
                    table::read(table, &mut RowsSink::update(rows, namespace.as_deref(), self.printed()))
                }
                // What happens while the list is sent may come before its end.
                Some(WatchEvent::Deleted(table)) => remove(rows, namespace.as_deref(), table),
                Some(WatchEvent::Bookmark {
                    table,
                    resource_version,
                    ends_initial_events: true,
                }) => {
                    // Its row is none, but of an empty list it has the columns.
                    let read = table::read(table, &mut RowsSink::find(rows, namespace.as_deref()));
                    if read.is_ok() {
                        let rest = lines.collect();
                        return Came::All { resource_version, rest };
                    }
                    read
                }
                Some(WatchEvent::Bookmark { .. }) => continue,
                Some(WatchEvent::Failed(_)) | None => return Came::Nonsense,
            };
            if read.is_err() {
                return Came::Nonsense;
            }
        }
        Came::Part
    }

    /// A first screen is worth seeing before the rest has come.
    fn show_beginning(self) {
        if self.rows.with_untracked(Rows::is_empty) && self.growing.with_value(Rows::len) >= FIRST_SCREEN {
            self.show(self.growing.with_value(Rows::clone));
        }
    }
}

fn remove(rows: &mut Rows, namespace: Option<&str>, table: &[u8]) -> Result<ListMetadata, TableError> {
    let mut sink = RowsSink::find(rows, namespace);
    let read = table::read(table, &mut sink)?;
    for (row, _) in sink.into_changes() {
        rows.remove(row);
    }
    Ok(read)
}

/// What comes, if it comes in time.
async fn in_time<T>(coming: impl Future<Output = T>) -> Option<T> {
    let limit = timer::sleep(SILENCE_MS);
    pin_mut!(coming, limit);
    match select(coming, limit).await {
        Either::Left((came, _)) => Some(came),
        Either::Right(_) => None,
    }
}

/// The exchange as it stands when the list in it has come.
fn as_list(opened: &Exchange, events: &EventStream, body: Vec<u8>, now_ms: f64) -> Exchange {
    let mut exchange = opened.clone();
    exchange.received.answer = Some(Arc::new(Answer {
        body,
        ..events.answer.clone()
    }));
    exchange.received.bytes = events.bytes();
    exchange.received.masked = events.masked();
    exchange.received.timing.done_ms = now_ms - opened.sent_at_ms;
    exchange
}
