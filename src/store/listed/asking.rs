//! One request of a list, read into rows while its answer comes.

use std::sync::Arc;

use futures::channel::oneshot;
use leptos::prelude::*;

use super::{Listed, Phase, Progress};
use crate::{
    browser::timer,
    client::{exchange::Exchange, piece::Piece},
    kube::{
        failure::Failure,
        request::{ApiRequest, IncludeObject},
        table::{self, ListMetadata, TableReader},
    },
    store::session::PATIENCE,
    sync::{
        rows::{Derived, Rows, RowsSink},
        shown,
    },
};

/// Where the rows of an answer are, where they do not say so themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Whereabouts {
    /// In this namespace, or in none.
    In(Option<String>),
    /// In namespaces that are found out later.
    Anywhere,
}

impl Listed {
    /// Asks for a Table and appends its rows to those that are growing.
    pub(super) async fn ask(self, request: ApiRequest, whereabouts: &Whereabouts) -> Result<ListMetadata, Failure> {
        self.ask_telling(request, whereabouts, None).await
    }

    /// As [`Listed::ask`], telling the version of the list before its rows have come.
    pub(super) async fn ask_telling(
        self,
        request: ApiRequest,
        whereabouts: &Whereabouts,
        mut version: Option<oneshot::Sender<String>>,
    ) -> Result<ListMetadata, Failure> {
        let mut reader = TableReader::default();
        let mut failed = None;
        let before = self.growing.try_with_value(Rows::len).unwrap_or_default();
        let mut take = |piece: Piece<'_>| match piece {
            Piece::Part(bytes) if failed.is_none() => {
                let fed = self.into_growing(whereabouts, |sink| reader.feed(bytes, sink));
                failed = fed.and_then(Result::err);
                self.note_bytes(bytes.len());
                if let Some(known) = reader.resource_version()
                    && let Some(version) = version.take()
                {
                    // Nobody may wait for it any more.
                    let _ = version.send(known.to_owned());
                }
            }
            Piece::Part(_) => {}
            Piece::Again => {
                reader = TableReader::default();
                failed = None;
                self.growing.try_update_value(|rows| rows.truncate(before));
            }
        };
        let mut exchange = self.session.send_in_pieces(request.clone(), &mut take).await;
        self.note_exchange(&exchange);
        for _ in 0..PATIENCE {
            let Some(milliseconds) = exchange.received.pause_ms() else {
                break;
            };
            self.wait(milliseconds).await;
            exchange = self.session.send_in_pieces(request.clone(), &mut take).await;
            self.note_exchange(&exchange);
        }
        exchange.received.json()?;
        let read = match failed {
            Some(error) => Err(error),
            // Without the page there is nobody to read it for.
            None => self
                .into_growing(whereabouts, |sink| reader.finish(sink))
                .unwrap_or(Ok(ListMetadata::default())),
        };
        read.map_err(|error| Failure::Unreadable(error.to_string()))
    }

    /// Appends the rows of an answer that came for one namespace.
    pub(super) fn append(self, exchange: &Exchange, namespace: &str) -> Result<ListMetadata, Failure> {
        let body = exchange.received.json()?;
        let whereabouts = Whereabouts::In(Some(namespace.to_owned()));
        let read = self.into_growing(&whereabouts, |sink| table::read(body, sink));
        self.note_bytes(exchange.received.bytes);
        read.unwrap_or(Ok(ListMetadata::default()))
            .map_err(|error| Failure::Unreadable(error.to_string()))
    }

    /// Waits as long as the server asks for, and says so.
    async fn wait(self, milliseconds: u32) {
        self.note_progress(|progress| progress.waits_seconds = Some(milliseconds / 1_000));
        timer::sleep(milliseconds).await;
        self.note_progress(|progress| progress.waits_seconds = None);
    }

    /// Sends a request of this list, again after a while where the server has too much to do.
    pub(super) async fn send(self, request: ApiRequest) -> Arc<Exchange> {
        let mut exchange = self.session.send(request.clone()).await;
        self.note_exchange(&exchange);
        for _ in 0..PATIENCE {
            let Some(milliseconds) = exchange.received.pause_ms() else {
                break;
            };
            self.wait(milliseconds).await;
            exchange = self.session.send(request.clone()).await;
            self.note_exchange(&exchange);
        }
        exchange
    }

    /// Asks for a Table and reads its rows apart from the list's.
    pub(super) async fn ask_apart(self, request: ApiRequest) -> Result<(Rows, ListMetadata), Failure> {
        let exchange = self.send(request).await;
        let body = exchange.received.json()?;
        let mut rows = Rows::default();
        let metadata = table::read(body, &mut RowsSink::list(&mut rows, None, self.printed()))
            .map_err(|error| Failure::Unreadable(error.to_string()))?;
        self.note_bytes(exchange.received.bytes);
        Ok((rows, metadata))
    }

    /// How much of each object this list needs to know in any case.
    pub(super) fn least(self) -> IncludeObject {
        if self.of.with_value(|of| of.derived.is_empty()) {
            IncludeObject::None
        } else {
            IncludeObject::Object
        }
    }

    /// The same where rows have to say in which namespace they are.
    pub(super) fn least_with_metadata(self) -> IncludeObject {
        self.of.with_value(|of| least_with_metadata(&of.derived))
    }

    /// The session's time in seconds since 1970.
    #[allow(clippy::cast_possible_truncation)] // seconds of this era fit by far
    pub fn now(self) -> i64 {
        (self.session.now_ms() / 1_000.0) as i64
    }

    /// The second from which the texts of an answer that comes now go on.
    pub(super) fn printed(self) -> i64 {
        shown::printed(self.session.now_ms())
    }

    /// Says on the page how far reading has come.
    pub(super) fn note_progress(self, change: impl FnOnce(&mut Progress)) {
        self.phase.try_update(|phase| {
            let mut progress = match phase {
                Phase::Reading(progress) => *progress,
                _ => Progress::default(),
            };
            change(&mut progress);
            *phase = Phase::Reading(progress);
        });
    }

    pub(super) fn note_exchange(self, exchange: &Arc<Exchange>) {
        self.exchanges.try_update(|all| all.push(Arc::clone(exchange)));
    }

    pub(super) fn note_bytes(self, bytes: usize) {
        let rows = self.growing.try_with_value(Rows::len).unwrap_or_default();
        self.note_progress(|progress| {
            progress.bytes += bytes;
            progress.rows = progress.rows.max(rows);
        });
    }

    /// Hands the growing rows to what reads into them; `None` once the page is gone.
    fn into_growing<T>(self, whereabouts: &Whereabouts, read: impl FnOnce(&mut RowsSink<'_>) -> T) -> Option<T> {
        let printed = self.printed();
        self.growing.try_update_value(|rows| {
            let mut sink = match whereabouts {
                Whereabouts::In(namespace) => RowsSink::list(rows, namespace.as_deref(), printed),
                Whereabouts::Anywhere => RowsSink::anywhere(rows, printed),
            };
            read(&mut sink)
        })
    }
}

/// How much of each object a list with these further columns needs to know where rows have to say in which namespace
/// they are.
pub(super) fn least_with_metadata(derived: &[Derived]) -> IncludeObject {
    if derived.is_empty() {
        IncludeObject::Metadata
    } else {
        IncludeObject::Object
    }
}
