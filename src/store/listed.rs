//! The rows of one list: read as Tables, as small as they can be, and kept live by a watch.

mod across;
mod asking;
mod changes;
mod initial;
mod live;
mod reading;
mod times;

use std::{collections::BTreeMap, sync::Arc};

use futures::{
    channel::mpsc,
    future::{AbortHandle, Abortable},
};
use leptos::prelude::*;

use super::{discovery::DiscoveryStore, owned::Owned, session::Session};
use crate::{
    browser::document,
    client::exchange::Exchange,
    kube::{failure::Failure, gvk::GroupVersionResource, request::ApiRequest, table::ListMetadata},
    sync::rows::{Derived, Rows},
};

pub use changes::{Mark, Marks};
pub use reading::asked_first;

/// A list as it grows and changes.
#[derive(Clone, Copy)]
pub struct Listed {
    /// What is on the page.
    pub rows: RwSignal<Rows>,
    /// How far reading has come.
    pub phase: RwSignal<Phase>,
    /// Whether the rows follow the cluster.
    pub liveness: RwSignal<Liveness>,
    /// Which rows have just changed.
    pub marks: RwSignal<Marks>,
    /// The requests that this list took, oldest first.
    pub exchanges: RwSignal<Vec<Arc<Exchange>>>,
    /// Namespaces that may not be read.
    pub refused: RwSignal<Vec<String>>,
    /// What the newest answer says of the list.
    pub metadata: RwSignal<ListMetadata>,
    of: StoredValue<Of>,
    /// Which request the rows on the page answer.
    shown: StoredValue<Option<ApiRequest>>,
    /// Rows of the reading that is under way, before they are on the page.
    growing: StoredValue<Rows>,
    /// The version of each namespace's own list, where there was one for each.
    versions: StoredValue<BTreeMap<String, String>>,
    running: StoredValue<Option<Running>>,
    is_paused: StoredValue<bool>,
    looked: StoredValue<times::Looked>,
    drawing: StoredValue<changes::Drawing>,
    session: Session,
    discovery: DiscoveryStore,
    page: Owned,
}

/// What is listed.
#[derive(Clone, Debug, PartialEq)]
pub struct Of {
    /// The request that the address is.
    pub request: ApiRequest,
    /// The resource.
    pub resource: GroupVersionResource,
    /// Columns that are read from the objects themselves.
    pub derived: Vec<Derived>,
}

/// How far reading a list has come.
#[derive(Clone, Debug, PartialEq)]
pub enum Phase {
    /// Nothing has come yet.
    Waiting,
    /// Some of it has come.
    Reading(Progress),
    /// All there is, or the chunk that was asked for.
    Complete,
    /// The reader stopped it.
    Stopped,
    /// It failed; rows of an earlier reading stay.
    Failed(Failure),
}

/// What has come so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Rows.
    pub rows: usize,
    /// Rows in all, if the server said so.
    pub all_rows: Option<usize>,
    /// Bytes.
    pub bytes: usize,
    /// Namespaces, of how many, once they are asked one by one.
    pub namespaces: Option<(usize, usize)>,
    /// For how many seconds the server, which has too much to do, asks to wait.
    pub waits_seconds: Option<u32>,
}

/// Whether rows follow the cluster.
#[derive(Clone, Debug, PartialEq)]
pub enum Liveness {
    /// The list is still being read.
    NotYet,
    /// A watch is being opened.
    CatchingUp,
    /// Changes come as they happen.
    Live,
    /// The watch was lost; it is tried again.
    Stale {
        /// When the last event came, or the watch was lost, in milliseconds of the session's clock.
        since_ms: f64,
        /// When it is tried again.
        retry_at_ms: f64,
        /// Why, if something said so.
        failure: Option<Failure>,
    },
    /// The reader stopped it.
    Paused {
        /// When.
        since_ms: f64,
    },
    /// Other tabs have all the streams that a browser's connections allow.
    OtherTabs,
    /// It does not follow the cluster.
    Off(Off),
}

/// Why rows do not follow the cluster.
#[derive(Clone, Debug, PartialEq)]
pub enum Off {
    /// They come from a recording.
    Recorded,
    /// The server does not offer to watch them.
    NotWatchable,
    /// The watch was refused.
    Refused(Failure),
    /// Not all of them were read.
    Partial,
}

/// The work that reads the list and follows it.
struct Running {
    abort: AbortHandle,
    nudges: mpsc::UnboundedSender<()>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.abort.abort();
    }
}

impl Listed {
    /// Reads a list and follows it.
    pub fn open(of: Of) -> Self {
        let rows = Rows::of(&of.resource, of.derived.clone());
        let listed = Self {
            rows: RwSignal::new(rows),
            phase: RwSignal::new(Phase::Waiting),
            liveness: RwSignal::new(Liveness::NotYet),
            marks: RwSignal::new(Marks::default()),
            exchanges: RwSignal::new(Vec::new()),
            refused: RwSignal::new(Vec::new()),
            metadata: RwSignal::new(ListMetadata::default()),
            of: StoredValue::new(of),
            shown: StoredValue::new(None),
            growing: StoredValue::new(Rows::default()),
            versions: StoredValue::new(BTreeMap::new()),
            running: StoredValue::new(None),
            is_paused: StoredValue::new(false),
            looked: StoredValue::new(times::Looked::default()),
            drawing: StoredValue::new(changes::Drawing::default()),
            session: Session::expect(),
            discovery: DiscoveryStore::expect(),
            page: Owned::here(),
        };
        // A tab that nobody sees gives its stream back, and takes up again where it was.
        document::on_visibility(move || listed.nudge());
        listed.again();
        listed
    }

    /// Reads it anew; the rows on the page stay until new ones come.
    pub fn again(self) {
        self.phase.set(Phase::Waiting);
        self.liveness.set(Liveness::NotYet);
        self.exchanges.set(Vec::new());
        self.refused.set(Vec::new());
        let (abort, registration) = AbortHandle::new_pair();
        let (nudges, received) = mpsc::unbounded();
        // Whatever ran before is aborted by being dropped.
        self.running.set_value(Some(Running { abort, nudges }));
        self.page.spawn(async move {
            // An outcome is wanted by nobody: all that matters is in the signals.
            let _ = Abortable::new(self.run(received), registration).await;
        });
    }

    /// Reads another list of the same resource into the same page.
    pub fn change(self, of: Of) {
        let keeps_columns = self.of.with_value(|old| old.derived == of.derived);
        self.of.set_value(of);
        if !keeps_columns {
            self.rows.set(self.no_rows());
        }
        self.again();
    }

    /// Whether the rows on the page are those that a request asks for, and not yet or no longer those of another one.
    pub fn shows(self, request: &ApiRequest) -> bool {
        self.shown.with_value(|shown| shown.as_ref() == Some(request))
    }

    /// Puts rows of the list on the page.
    fn show(self, rows: Rows) {
        let request = self.of.try_with_value(|of| of.request.clone());
        self.shown.try_set_value(request);
        self.rows.try_set(rows);
    }

    /// Stops reading; what came stays.
    pub fn stop(self) {
        self.running.set_value(None);
        let growing = self.take_growing();
        if growing.len() > self.rows.with_untracked(Rows::len) {
            self.show(growing);
        }
        self.phase.set(Phase::Stopped);
        self.liveness.set(Liveness::Off(Off::Partial));
    }

    /// Stops following the cluster, until [`Listed::resume`].
    pub fn pause(self) {
        self.is_paused.set_value(true);
        self.nudge();
    }

    /// Follows the cluster again, from where it was.
    pub fn resume(self) {
        self.is_paused.set_value(false);
        self.nudge();
    }

    /// Makes work that waits look again at what it may do.
    pub fn nudge(self) {
        self.running.try_with_value(|running| {
            if let Some(running) = running {
                // Work that has ended needs no nudge.
                let _ = running.nudges.unbounded_send(());
            }
        });
    }

    /// The page that the list belongs to.
    pub fn page(self) -> Owned {
        self.page
    }

    /// Since which time, in milliseconds of the session's clock, something has lasted.
    pub fn milliseconds_since(self, since_ms: f64) -> f64 {
        (self.session.now_ms() - since_ms).max(0.0)
    }

    /// How long it is until a time, in milliseconds of the session's clock.
    pub fn milliseconds_until(self, at_ms: f64) -> f64 {
        (at_ms - self.session.now_ms()).max(0.0)
    }

    fn no_rows(self) -> Rows {
        self.of.with_value(|of| Rows::of(&of.resource, of.derived.clone()))
    }

    fn take_growing(self) -> Rows {
        self.growing.try_update_value(std::mem::take).unwrap_or_default()
    }
}
