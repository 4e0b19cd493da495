//! A log that is followed: its newest lines, as they are written.

use std::{collections::VecDeque, sync::Arc};

use leptos::prelude::*;

use super::{owned::Owned, session::Session};
use crate::{
    browser::frames,
    client::{exchange::Exchange, streams::Stream},
    kube::{failure::Failure, request::ApiRequest},
};

/// How many lines are kept; those before them are left out.
const KEPT: usize = 5_000;

/// A log that is followed.
#[derive(Clone, Copy)]
pub struct Followed {
    /// The newest lines, oldest first.
    pub lines: RwSignal<VecDeque<Line>>,
    /// How it stands.
    pub state: RwSignal<State>,
    /// How it was opened.
    pub opened: RwSignal<Option<Arc<Exchange>>>,
    request: StoredValue<ApiRequest>,
    session: Session,
    page: Owned,
}

/// A line with its number, counted from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number.
    pub number: u64,
    /// What was written.
    pub text: Arc<str>,
}

/// How following a log stands.
#[derive(Clone, Debug, PartialEq)]
pub enum State {
    /// It is being opened.
    Opening,
    /// Lines come as they are written.
    Following,
    /// The container writes no more.
    Ended,
    /// It could not be opened, or it broke off.
    Failed(Failure),
}

impl Followed {
    /// Follows the log that a request asks for, as long as the page is there.
    pub fn of(request: ApiRequest) -> Self {
        let followed = Self {
            lines: RwSignal::new(VecDeque::new()),
            state: RwSignal::new(State::Opening),
            opened: RwSignal::new(None),
            request: StoredValue::new(request),
            session: Session::expect(),
            page: Owned::here(),
        };
        followed.again();
        followed
    }

    /// Begins anew.
    pub fn again(self) {
        self.lines.set(VecDeque::new());
        self.state.set(State::Opening);
        self.page.spawn(async move {
            // One more than all tabs may have still leaves a connection, and this one was asked for by a click.
            let _stream = Stream::try_take().await;
            let state = self.follow().await;
            self.state.try_set(state);
        });
    }

    /// How many lines were left out before those that are kept.
    pub fn left_out(self) -> u64 {
        self.lines.with(|lines| lines.front().map_or(0, |line| line.number))
    }

    async fn follow(self) -> State {
        let mut stream = match self.session.watch(self.request.get_value()).await {
            Ok((stream, exchange)) => {
                self.opened.try_set(Some(exchange));
                stream
            }
            Err(exchange) => {
                let failure = exchange.received.failure.clone();
                self.opened.try_set(Some(exchange));
                return failure.map_or(State::Ended, State::Failed);
            }
        };
        self.state.try_set(State::Following);
        loop {
            match stream.next().await {
                Ok(Some(lines)) => self.add(lines),
                Ok(None) => return State::Ended,
                Err(failure) => return State::Failed(failure),
            }
            // A long log comes in many pieces; each frame shows all that have come.
            frames::next_frame().await;
        }
    }

    fn add(self, more: Vec<Vec<u8>>) {
        self.lines.try_update(|lines| {
            for line in more {
                let number = lines.back().map_or(0, |line| line.number + 1);
                let text = String::from_utf8_lossy(&line).into();
                lines.push_back(Line { number, text });
            }
            lines.drain(..lines.len().saturating_sub(KEPT));
        });
    }
}
