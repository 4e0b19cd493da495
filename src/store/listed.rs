//! The rows of one list: read as Tables, as small as they can be, namespace by namespace where that is faster.
//!
//! In one namespace, and for resources of the cluster, one Table without objects has everything. Across
//! namespaces such rows do not say where they are: the first chunk comes with metadata, which is enough for most
//! lists; if there is more, one Table without objects is read for each namespace.

use std::sync::Arc;

use futures::{StreamExt as _, stream};
use leptos::prelude::*;

use super::{owned::Owned, session::Session};
use crate::{
    client::exchange::Exchange,
    kube::{
        failure::Failure,
        path::{ApiPath, Target},
        request::{ApiRequest, IncludeObject},
        table::{self, ListMetadata},
    },
    sync::rows::Rows,
};

/// How many rows the first chunk across namespaces has.
const FIRST_CHUNK: usize = 500;
/// How many lists are read at once: one connection of six stays free, and one for what the reader clicks.
const AT_ONCE: usize = 4;

/// A list as it grows.
#[derive(Clone, Copy)]
pub struct Listed {
    /// What is on the page.
    pub rows: RwSignal<Arc<Rows>>,
    /// How far reading has come.
    pub phase: RwSignal<Phase>,
    /// The requests that this list took, oldest first.
    pub exchanges: RwSignal<Vec<Arc<Exchange>>>,
    /// Namespaces that may not be read.
    pub refused: RwSignal<Vec<String>>,
    /// What the newest answer says of the list.
    pub metadata: RwSignal<ListMetadata>,
    request: StoredValue<ApiRequest>,
    is_namespaced: bool,
    session: Session,
    page: Owned,
    /// Counts the readings, so that an older one stops writing.
    reading: StoredValue<u32>,
}

/// How far reading a list has come.
#[derive(Clone, Debug, PartialEq)]
pub enum Phase {
    /// Nothing has come yet.
    Waiting,
    /// So many namespaces of so many are read.
    Growing {
        /// Read.
        done: usize,
        /// In all.
        all: usize,
    },
    /// All there is, or the chunk that was asked for.
    Complete,
    /// The reader stopped it.
    Stopped,
    /// It failed; rows of an earlier reading stay.
    Failed(Failure),
}

impl Listed {
    /// Reads the list that a request names.
    pub fn open(request: ApiRequest, is_namespaced: bool) -> Self {
        let listed = Self {
            rows: RwSignal::new(Arc::default()),
            phase: RwSignal::new(Phase::Waiting),
            exchanges: RwSignal::new(Vec::new()),
            refused: RwSignal::new(Vec::new()),
            metadata: RwSignal::new(ListMetadata::default()),
            request: StoredValue::new(request),
            is_namespaced,
            session: Session::expect(),
            page: Owned::here(),
            reading: StoredValue::new(0),
        };
        listed.again();
        listed
    }

    /// Reads it anew; the rows on the page stay until new ones come.
    pub fn again(self) {
        self.start(self.request.get_value());
    }

    /// Reads another list of the same resource into the same page.
    pub fn change(self, request: ApiRequest) {
        self.request.set_value(request);
        self.again();
    }

    /// Stops reading; what came stays.
    pub fn stop(self) {
        self.reading.update_value(|reading| *reading += 1);
        self.phase.set(Phase::Stopped);
    }

    fn start(self, request: ApiRequest) {
        self.reading.update_value(|reading| *reading += 1);
        let mine = self.reading.get_value();
        self.phase.set(Phase::Waiting);
        self.exchanges.set(Vec::new());
        self.refused.set(Vec::new());
        self.page.spawn(async move {
            let outcome = self.read(request, mine).await;
            if self.is_current(mine) {
                self.phase.try_set(match outcome {
                    Ok(()) => Phase::Complete,
                    Err(failure) => Phase::Failed(failure),
                });
            }
        });
    }

    /// Whether this reading is still wanted.
    fn is_current(self, reading: u32) -> bool {
        self.reading.try_get_value() == Some(reading)
    }

    async fn read(self, request: ApiRequest, mine: u32) -> Result<(), Failure> {
        let target = request.target();
        let across = self.is_namespaced && target.namespace().is_none();
        let asks_for_chunk = request.query.get("limit").is_some() || request.query.get("continue").is_some();
        let mut rows = Rows::default();
        if let Some(namespace) = target.namespace() {
            rows.listing_namespace(namespace);
        }
        let first = match (across, asks_for_chunk) {
            (false, _) => request.clone().table(IncludeObject::None),
            (true, true) => request.clone().table(IncludeObject::Metadata),
            (true, false) => request
                .clone()
                .table(IncludeObject::Metadata)
                .with("limit", &FIRST_CHUNK.to_string()),
        };
        let mut metadata = self.ask(first, &mut rows, mine).await?;
        if rows.name_column().is_none() && !across && !rows.is_empty() {
            // A Table that does not say which column is the name: ask for the names as well.
            rows = Rows::default();
            metadata = self
                .ask(request.clone().table(IncludeObject::Metadata), &mut rows, mine)
                .await?;
        }
        if !self.is_current(mine) {
            return Ok(());
        }
        let is_cut = across && !asks_for_chunk && !metadata.continue_token.is_empty();
        self.metadata.try_set(metadata.clone());
        self.rows.try_set(Arc::new(rows.clone()));
        if is_cut {
            return self.read_namespaces(request, metadata, rows, mine).await;
        }
        Ok(())
    }

    /// Reads one list for each namespace; where namespaces may not be listed, the remaining chunks with metadata.
    async fn read_namespaces(
        self,
        request: ApiRequest,
        first: ListMetadata,
        first_rows: Rows,
        mine: u32,
    ) -> Result<(), Failure> {
        let Target::Collection { resource, .. } = request.target() else {
            return Ok(());
        };
        let Some(namespaces) = self.namespaces(mine).await else {
            return self.read_chunks(request, first, first_rows, mine).await;
        };
        let all = namespaces.len();
        self.phase.try_set(Phase::Growing { done: 0, all });
        let lists = namespaces.into_iter().map(|namespace| {
            let path = ApiPath::of(&resource, Some(&namespace), None);
            let request = path.map(|path| {
                ApiRequest {
                    path,
                    ..request.clone()
                }
                .table(IncludeObject::None)
            });
            async move {
                let exchange = match request {
                    Ok(request) => Some(self.session.send(request).await),
                    Err(_) => None,
                };
                (namespace, exchange)
            }
        });
        // In order, so that rows are appended as the API server would order them.
        let mut answers = stream::iter(lists).buffered(AT_ONCE);
        let mut rows = Rows::default();
        let mut done = 0;
        while let Some((namespace, exchange)) = answers.next().await {
            if !self.is_current(mine) {
                return Ok(());
            }
            done += 1;
            rows.listing_namespace(&namespace);
            let Some(exchange) = exchange else { continue };
            self.exchanges.try_update(|all| all.push(Arc::clone(&exchange)));
            match exchange.received.json() {
                Ok(body) => {
                    table::read(body, &mut rows).map_err(|error| Failure::Unreadable(error.to_string()))?;
                }
                Err(_) => {
                    self.refused.try_update(|refused| refused.push(namespace));
                }
            }
            // The first chunk stays on the page until more than that has come.
            if rows.len() >= first_rows.len() {
                self.rows.try_set(Arc::new(rows.clone()));
            }
            self.phase.try_set(Phase::Growing { done, all });
        }
        self.metadata.try_set(ListMetadata {
            resource_version: first.resource_version,
            ..ListMetadata::default()
        });
        self.rows.try_set(Arc::new(rows));
        Ok(())
    }

    /// The names of all namespaces in the order of rows; `None` where they may not be listed.
    ///
    /// A list across namespaces is ordered by the bytes of `namespace/name`, so `team-a` comes before `team`.
    async fn namespaces(self, mine: u32) -> Option<Vec<String>> {
        let request = ApiRequest::of("/api/v1/namespaces").ok()?;
        let mut rows = Rows::default();
        self.ask(request.table(IncludeObject::None), &mut rows, mine)
            .await
            .ok()?;
        let mut names: Vec<String> = (0..rows.len()).map(|row| rows.name(row).to_owned()).collect();
        names.sort_by_cached_key(|name| format!("{name}/"));
        (!names.is_empty()).then_some(names)
    }

    /// Reads the remaining chunks, with metadata.
    async fn read_chunks(
        self,
        request: ApiRequest,
        mut metadata: ListMetadata,
        mut rows: Rows,
        mine: u32,
    ) -> Result<(), Failure> {
        while !metadata.continue_token.is_empty() && self.is_current(mine) {
            let next = request
                .clone()
                .table(IncludeObject::Metadata)
                .with("limit", &FIRST_CHUNK.to_string())
                .with("continue", &metadata.continue_token);
            metadata = self.ask(next, &mut rows, mine).await?;
            if self.is_current(mine) {
                self.rows.try_set(Arc::new(rows.clone()));
                self.metadata.try_set(metadata.clone());
            }
        }
        Ok(())
    }

    async fn ask(self, request: ApiRequest, rows: &mut Rows, mine: u32) -> Result<ListMetadata, Failure> {
        let exchange = self.session.send(request).await;
        if self.is_current(mine) {
            self.exchanges.try_update(|all| all.push(Arc::clone(&exchange)));
        }
        let body = exchange.received.json()?;
        table::read(body, rows).map_err(|error| Failure::Unreadable(error.to_string()))
    }
}
