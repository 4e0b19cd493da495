//! A log that is followed: its newest lines, as they are written.

use std::{collections::VecDeque, sync::Arc};

use futures::future::{AbortHandle, Abortable};
use leptos::prelude::*;

use super::{owned::Owned, session::Session};
use crate::{
    browser::{document, frames, timer},
    client::{exchange::Exchange, live::stream::EventStream, streams::Stream},
    kube::{answer::Answer, failure::Failure, request::ApiRequest},
    text::terminal::{Piece, Style, pieces},
};

/// How many lines are kept; those before them are left out.
const KEPT: usize = 5_000;
/// How long a page may be out of sight before it gives its stream back, in milliseconds: what was read is gone with it.
const HIDDEN_MS: u32 = 60_000;
/// How often to look whether another tab gave a stream back, in milliseconds.
const OTHER_TABS_MS: u32 = 2_000;

/// A log that is followed.
#[derive(Clone, Copy)]
pub struct Followed {
    /// The newest lines, oldest first.
    pub lines: RwSignal<VecDeque<Line>>,
    /// How it stands.
    pub state: RwSignal<State>,
    /// How it was opened, and all of it once it has ended.
    pub exchange: RwSignal<Option<Arc<Exchange>>>,
    /// The style that the newest line ended with.
    style: StoredValue<Style>,
    running: StoredValue<Option<Running>>,
    request: StoredValue<ApiRequest>,
    session: Session,
    page: Owned,
}

/// A line with its number, counted from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number.
    pub number: usize,
    /// What was written.
    pub pieces: Arc<[Piece]>,
}

/// How following a log stands.
#[derive(Clone, Debug, PartialEq)]
pub enum State {
    /// It waits until other tabs give a stream back.
    OtherTabs,
    /// It is being opened.
    Opening,
    /// Lines come as they are written.
    Following,
    /// The container writes no more.
    Ended,
    /// It could not be opened, or it broke off.
    Failed(Failure),
}

/// Work that is under way; ends when dropped.
struct Running(AbortHandle);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Followed {
    /// Follows the log that a request asks for, as long as the page is there and can be seen.
    pub fn of(request: ApiRequest) -> Self {
        let followed = Self {
            lines: RwSignal::new(VecDeque::new()),
            state: RwSignal::new(State::Opening),
            exchange: RwSignal::new(None),
            style: StoredValue::new(Style::default()),
            running: StoredValue::new(None),
            request: StoredValue::new(request),
            session: Session::expect(),
            page: Owned::here(),
        };
        document::on_visibility(move || followed.seen_or_not());
        if !document::is_hidden() {
            followed.again();
        }
        followed
    }

    /// Begins anew.
    pub fn again(self) {
        self.lines.set(VecDeque::new());
        self.style.set_value(Style::default());
        self.state.set(State::Opening);
        let (abort, registration) = AbortHandle::new_pair();
        // Whatever ran before is aborted by being dropped.
        self.running.set_value(Some(Running(abort)));
        self.page.spawn(async move {
            if let Ok(state) = Abortable::new(self.run(), registration).await {
                self.state.try_set(state);
            }
        });
    }

    /// How many lines were left out before those that are kept.
    pub fn left_out(self) -> usize {
        self.lines.with(|lines| lines.front().map_or(0, |line| line.number))
    }

    fn seen_or_not(self) {
        let is_over = |state: &State| matches!(state, State::Ended | State::Failed(_));
        // A page that is gone has no state.
        if self.state.try_with_untracked(is_over) != Some(false) {
            return;
        }
        if document::is_hidden() {
            self.page.spawn(async move {
                timer::sleep(HIDDEN_MS).await;
                if document::is_hidden() {
                    self.running.try_set_value(None);
                }
            });
        } else if self.running.with_value(Option::is_none) {
            self.again();
        }
    }

    async fn run(self) -> State {
        let _stream = loop {
            if let Some(stream) = Stream::try_take().await {
                break stream;
            }
            self.state.try_set(State::OtherTabs);
            timer::sleep(OTHER_TABS_MS).await;
        };
        self.state.try_set(State::Opening);
        let (mut stream, exchange) = match self.session.watch(self.request.get_value()).await {
            Ok(opened) => opened,
            Err(exchange) => {
                let failure = exchange.received.failure.clone();
                self.exchange.try_set(Some(exchange));
                return failure.map_or(State::Ended, State::Failed);
            }
        };
        self.exchange.try_set(Some(Arc::clone(&exchange)));
        self.state.try_set(State::Following);
        let mut body = VecDeque::new();
        let failure = self.read(&mut stream, &mut body).await.err();
        self.complete(&exchange, &stream, body, failure.clone());
        failure.map_or(State::Ended, State::Failed)
    }

    async fn read(self, stream: &mut EventStream, body: &mut VecDeque<Vec<u8>>) -> Result<(), Failure> {
        loop {
            let Some(lines) = stream.next().await? else {
                return Ok(());
            };
            self.add(&lines);
            body.extend(lines);
            body.drain(..body.len().saturating_sub(KEPT));
            // A long log comes in many pieces; the browser gets a turn after each.
            frames::next_frame().await;
        }
    }

    fn add(self, more: &[Vec<u8>]) {
        let mut style = self.style.try_get_value().unwrap_or_default();
        self.lines.try_update(|lines| {
            for line in more {
                let number = lines.back().map_or(0, |line| line.number + 1);
                let (written, end) = pieces(&String::from_utf8_lossy(line), style);
                style = end;
                lines.push_back(Line {
                    number,
                    pieces: written.into(),
                });
            }
            lines.drain(..lines.len().saturating_sub(KEPT));
        });
        self.style.try_set_value(style);
    }

    /// Notes what came, as far as it is kept.
    fn complete(
        self,
        opened: &Arc<Exchange>,
        stream: &EventStream,
        mut body: VecDeque<Vec<u8>>,
        failure: Option<Failure>,
    ) {
        let mut exchange = Exchange::clone(opened);
        let received = &mut exchange.received;
        received.bytes = stream.bytes();
        received.masked = stream.masked();
        received.failure = failure;
        received.timing.done_ms = self.session.now_ms() - exchange.sent_at_ms;
        let mut whole = Vec::new();
        for line in body.drain(..) {
            whole.extend(line);
            whole.push(b'\n');
        }
        received.answer = received.answer.as_ref().map(|answer| {
            Arc::new(Answer {
                body: whole,
                ..Answer::clone(answer)
            })
        });
        let exchange = Arc::new(exchange);
        self.session.exchanges.complete(&exchange);
        self.exchange.try_set(Some(exchange));
    }
}
