//! The exact times of rows: asked for the few on screen whose age may have changed, or for all of them on request.

use futures::{StreamExt as _, stream};
use leptos::prelude::*;

use super::{Listed, reading::listed_resource};
use crate::{
    browser::timer,
    client::streams,
    kube::{
        path::ApiPath,
        request::{ApiRequest, IncludeObject},
        table,
    },
    sync::{
        rows::{Place, RowNumber, Rows, RowsSink},
        shown::is_doubtful,
    },
};

/// How long rows have to be looked at before they are asked for, in milliseconds: not while the list is scrolled.
const LOOKED_AT_MS: u32 = 400;
/// About how many bytes an object's metadata has in a Table.
const METADATA_BYTES: usize = 4_400;
const CHUNK: usize = 500;

/// The rows on screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Looked {
    rows: Vec<RowNumber>,
    columns: Vec<usize>,
}

impl Listed {
    /// Notes which rows and columns are on screen, and asks for the times that have become doubtful there.
    pub fn look_at(self, rows: Vec<RowNumber>, columns: Vec<usize>) {
        let looked = Looked { rows, columns };
        if self.looked.with_value(|before| *before == looked) {
            return;
        }
        self.looked.set_value(looked.clone());
        self.page.spawn(async move {
            timer::sleep(LOOKED_AT_MS).await;
            while self.looked.try_with_value(|now| *now == looked) == Some(true) {
                self.freshen(&looked).await;
                timer::sleep(5_000).await;
            }
        });
    }

    /// Asks for the creation times of all rows, chunk by chunk.
    pub fn ask_times(self) {
        self.page.spawn(async move {
            let request = self.of.with_value(|of| of.request.clone());
            let mut next = request.table(IncludeObject::Metadata).with("limit", &CHUNK.to_string());
            loop {
                let Ok((known, metadata)) = self.ask_apart(next.clone()).await else {
                    return;
                };
                self.rows.try_update(|rows| take_times(rows, &known));
                if metadata.continue_token.is_empty() {
                    return;
                }
                next = next.with("continue", &metadata.continue_token);
            }
        });
    }

    /// About how many bytes [`Listed::ask_times`] reads.
    pub fn cost_of_times(self) -> usize {
        self.rows.with(Rows::len) * METADATA_BYTES
    }

    /// Reads rows anew whose times are doubtful, one small request each.
    async fn freshen(self, looked: &Looked) {
        if self.session.is_recorded() {
            return;
        }
        let now = self.now();
        let doubtful = self.rows.try_with_untracked(|rows| {
            let is_doubtful = |row: &&RowNumber| {
                looked
                    .columns
                    .iter()
                    .any(|column| is_doubtful(rows, **row, *column, now))
            };
            let doubtful = looked.rows.iter().filter(is_doubtful);
            doubtful
                .filter_map(|row| self.request_of(rows, *row))
                .collect::<Vec<_>>()
        });
        let at_once = streams::requests_at_once().await;
        let asked = doubtful
            .unwrap_or_default()
            .into_iter()
            .map(|request| self.session.send(request));
        let mut answers = stream::iter(asked).buffer_unordered(at_once);
        while let Some(exchange) = answers.next().await {
            // An object that is gone by now is told by the watch.
            let Ok(body) = exchange.received.json() else { continue };
            let target = exchange.request.target();
            let printed = self.printed();
            self.rows.try_update(|rows| {
                let mut sink = RowsSink::refresh(rows, target.namespace(), printed);
                table::read(body, &mut sink).map(drop)
            });
        }
    }

    fn request_of(self, rows: &Rows, row: RowNumber) -> Option<ApiRequest> {
        let resource = self.of.with_value(|of| listed_resource(&of.request))?;
        let namespace = match rows.place(row) {
            Place::Namespace(name) => Some(name),
            Place::Cluster => None,
            Place::NotKnownYet => return None,
        };
        let path = ApiPath::of(&resource, namespace, Some(rows.name(row))).ok()?;
        Some(ApiRequest::get(path).table(self.least_with_metadata()))
    }
}

/// Takes over when objects were created.
fn take_times(rows: &mut Rows, known: &Rows) {
    for row in known.order() {
        let found = rows.find(known.namespace(*row), known.name(*row));
        if let (Some(found), Some(created)) = (found, known.created(*row)) {
            rows.note_created(found, created);
        }
    }
}
