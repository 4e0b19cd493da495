//! Keeps a list live: does what the watcher says is next, and says on the page how that goes.

use futures::{
    FutureExt as _, StreamExt as _,
    channel::mpsc::UnboundedReceiver,
    future::{Either, select},
    pin_mut,
};
use leptos::prelude::*;

use super::{Listed, Liveness, Off, Phase, changes::Told};
use crate::{
    browser::{document, timer},
    client::{live::stream::EventStream, streams::Stream},
    kube::{failure::Failure, request::ApiRequest, resource::ApiResource},
    sync::watcher::{Ending, Step, Watcher},
};

/// How often to look whether another tab gave a stream back, in milliseconds.
const OTHER_TABS_MS: u32 = 2_000;

/// Told when something that was waited for may have changed.
pub(super) type Nudges = UnboundedReceiver<()>;

impl Listed {
    /// Reads the list, then follows it for as long as the page is there.
    pub(super) async fn run(self, mut nudges: Nudges) {
        let mut watcher = Watcher::default();
        let mut step = Step::List;
        let mut is_first = true;
        loop {
            step = match step {
                Step::List => match self.stream_list(&mut watcher, &mut nudges).await {
                    Some(next) => {
                        is_first = false;
                        next
                    }
                    None => self.list(&mut watcher, &mut is_first).await,
                },
                Step::Watch { resource_version } => self.watch(&mut watcher, &resource_version, &mut nudges).await,
                Step::Wait { milliseconds, then } => {
                    wait(milliseconds, &mut nudges).await;
                    *then
                }
                Step::Rest => return,
            };
        }
    }

    /// Reads the list by itself.
    async fn list(self, watcher: &mut Watcher, is_first: &mut bool) -> Step {
        let read = self.read().await;
        self.session.end_ahead();
        match read {
            Ok(metadata) => {
                self.phase.try_set(Phase::Complete);
                *is_first = false;
                match self.stands_still() {
                    Some(off) => {
                        self.liveness.try_set(Liveness::Off(off));
                        Step::Rest
                    }
                    None => watcher.listed(&metadata.resource_version),
                }
            }
            // What a reader asked for is tried again by the reader.
            Err(failure) if *is_first => {
                self.phase.try_set(Phase::Failed(failure));
                Step::Rest
            }
            Err(failure) => {
                self.phase.try_set(Phase::Complete);
                self.lost(watcher, Some(failure))
            }
        }
    }

    /// Why the list will not be followed, if that is known before trying.
    pub(super) fn stands_still(self) -> Option<Off> {
        if self.session.is_recorded() {
            return Some(Off::Recorded);
        }
        let is_partial = self.of.with_value(|of| {
            let query = &of.request.query;
            query.get("continue").is_some() || query.get("resourceVersion").is_some()
        });
        if is_partial {
            return Some(Off::Partial);
        }
        // What discovery does not say yet, the answer to the watch will.
        let can_watch = self.described().is_none_or(|resource| resource.can("watch"));
        (!can_watch).then_some(Off::NotWatchable)
    }

    /// What discovery says of the resource, if that is known by now.
    fn described(self) -> Option<ApiResource> {
        let served = self.discovery.served_now()?;
        self.of
            .with_value(|of| served.discovery.resource(&of.resource).cloned())
    }

    async fn watch(self, watcher: &mut Watcher, resource_version: &str, nudges: &mut Nudges) -> Step {
        let Some(_stream) = self.stream(nudges).await else {
            return watcher.resumed();
        };
        self.liveness.try_set(Liveness::CatchingUp);
        let request = self.watch_request(resource_version);
        let mut events = match self.session.watch(request).await {
            Ok((events, _)) => events,
            Err(exchange) => {
                let failure = exchange.received.failure.clone();
                return self.lost_until(watcher, failure, exchange.received.retry_after_seconds());
            }
        };
        watcher.opened(self.session.now_ms());
        self.liveness.try_set(Liveness::Live);
        self.follow(&mut events, Vec::new(), watcher, nudges).await
    }

    /// Takes events until the watch ends, beginning with those that have come already.
    pub(super) async fn follow(
        self,
        events: &mut EventStream,
        first: Vec<Vec<u8>>,
        watcher: &mut Watcher,
        nudges: &mut Nudges,
    ) -> Step {
        let mut first = Some(first).filter(|lines| !lines.is_empty());
        loop {
            let came = if let Some(first) = first.take() {
                Some(Ok(Some(first)))
            } else {
                let next = events.next().fuse();
                let nudge = nudges.next().fuse();
                pin_mut!(next, nudge);
                match select(next, nudge).await {
                    Either::Left((came, _)) => Some(came),
                    Either::Right(_) => None,
                }
            };
            match came {
                None if self.must_pause() => return watcher.resumed(),
                None => {}
                Some(Ok(Some(lines))) => match self.take(&lines, watcher) {
                    Told::More => {}
                    Told::Failed(status) => return self.lost(watcher, Some(Failure::Status(status))),
                    Told::Nonsense(failure) => {
                        self.liveness.try_set(Liveness::Off(Off::Refused(failure)));
                        return Step::Rest;
                    }
                },
                Some(Ok(None)) => return self.lost(watcher, None),
                Some(Err(failure)) => return self.lost(watcher, Some(failure)),
            }
        }
    }

    /// The right to a stream, once the reader wants one and no other tab needs it; `None` if that changed meanwhile.
    async fn stream(self, nudges: &mut Nudges) -> Option<Stream> {
        loop {
            if self.is_paused.try_get_value()? {
                let since_ms = self.session.now_ms();
                self.liveness.try_set(Liveness::Paused { since_ms });
            }
            while self.must_pause() {
                nudges.next().await?;
            }
            if let Some(stream) = Stream::try_take().await {
                return Some(stream);
            }
            self.liveness.try_set(Liveness::OtherTabs);
            wait(OTHER_TABS_MS, nudges).await;
        }
    }

    pub(super) fn must_pause(self) -> bool {
        self.is_paused.try_get_value().unwrap_or_default() || document::is_hidden()
    }

    pub(super) fn watch_request(self, resource_version: &str) -> ApiRequest {
        let request = self.of.with_value(|of| of.request.clone());
        let says_where = request.target().namespace().is_some() || !self.is_namespaced();
        let include = if says_where {
            self.least()
        } else {
            self.least_with_metadata()
        };
        let mut watch = request.table(include);
        watch.query = watch.query.without("limit").without("continue");
        watch
            .with("watch", "1")
            .with("allowWatchBookmarks", "true")
            .with("resourceVersion", resource_version)
    }

    /// Whether rows have namespaces; of an empty list only discovery can tell.
    fn is_namespaced(self) -> bool {
        let said = self.described().map(|resource| resource.is_namespaced());
        said.unwrap_or_else(|| {
            self.rows
                .with_untracked(|rows| rows.is_empty() || !rows.namespaces().is_empty())
        })
    }

    /// The watch, or a list that followed one, came to an end: says so, and what is next.
    fn lost(self, watcher: &mut Watcher, failure: Option<Failure>) -> Step {
        self.lost_until(watcher, failure, None)
    }

    /// As [`Listed::lost`], where the server said after how many seconds to ask again.
    fn lost_until(self, watcher: &mut Watcher, failure: Option<Failure>, retry_after_seconds: Option<u32>) -> Step {
        let since_ms = self.session.now_ms();
        let ending = ending(failure.as_ref(), retry_after_seconds);
        // Spreads the retries of many pages; which part of a second it is now is chance enough.
        let step = watcher.ended(ending, since_ms, since_ms.fract().max((since_ms / 1_000.0).fract()));
        let liveness = match (&step, failure) {
            (Step::Rest, Some(failure)) => Liveness::Off(Off::Refused(failure)),
            (Step::Rest, None) => Liveness::Off(Off::NotWatchable),
            (Step::Wait { milliseconds, .. }, failure) => Liveness::Stale {
                since_ms,
                retry_at_ms: since_ms + f64::from(*milliseconds),
                failure,
            },
            (Step::List | Step::Watch { .. }, _) => Liveness::CatchingUp,
        };
        self.liveness.try_set(liveness);
        step
    }
}

/// How a failure ends a watch or a list.
fn ending(failure: Option<&Failure>, retry_after_seconds: Option<u32>) -> Ending {
    let Some(failure) = failure else {
        return Ending::Closed;
    };
    match failure.code() {
        Some(410) => Ending::Expired,
        Some(429) => Ending::TooMany(retry_after_seconds),
        Some(400 | 401 | 403 | 404 | 405 | 406) => Ending::Refused,
        _ => Ending::Broken,
    }
}

/// Waits, or until a nudge comes.
async fn wait(milliseconds: u32, nudges: &mut Nudges) {
    let time = timer::sleep(milliseconds).fuse();
    let nudge = nudges.next().fuse();
    pin_mut!(time, nudge);
    select(time, nudge).await;
}
