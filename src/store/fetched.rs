//! The answer to one request, asked for anew when the request changes, while the old answer stays on screen.

use std::sync::Arc;

use leptos::prelude::*;

use super::{owned::Owned, session::Session};
use crate::{
    client::exchange::Exchange,
    kube::{failure::Failure, path::Guard, request::ApiRequest},
};

/// The answer to one request.
#[derive(Clone, Copy)]
pub struct Fetched {
    /// The newest answer, whatever it says.
    pub newest: RwSignal<Option<Arc<Exchange>>>,
    /// The newest answer that is a success: what is on the page.
    pub shown: RwSignal<Option<Arc<Exchange>>>,
    /// Whether an answer is being waited for.
    pub is_waiting: RwSignal<bool>,
    /// Why nothing was sent, where the console waits for a click first.
    pub held_back: RwSignal<Option<Failure>>,
    request: StoredValue<ApiRequest>,
    session: Session,
    page: Owned,
    most: Option<usize>,
}

impl Fetched {
    /// Sends the request, unless it is one that waits for a click.
    pub fn of(request: ApiRequest) -> Self {
        Self::at_most(request, None)
    }

    /// As [`Fetched::of`], reading no more than so many bytes until told otherwise.
    pub fn at_most(request: ApiRequest, most: Option<usize>) -> Self {
        let guard = request.path.guard();
        let fetched = Self {
            newest: RwSignal::new(None),
            shown: RwSignal::new(None),
            is_waiting: RwSignal::new(false),
            held_back: RwSignal::new(None),
            request: StoredValue::new(request),
            session: Session::expect(),
            page: Owned::here(),
            most,
        };
        match guard {
            Some(Guard::Proxy) => {
                fetched.held_back.set(Some(Failure::NeverSent(Guard::Proxy)));
            }
            _ => fetched.send(most),
        }
        fetched
    }

    /// Sends the request again; what is on the page stays until an answer comes.
    pub fn again(self) {
        self.send(self.most);
    }

    /// Sends the request again and reads all of the answer.
    pub fn whole(self) {
        self.send(None);
    }

    fn send(self, most: Option<usize>) {
        self.held_back.set(None);
        self.is_waiting.set(true);
        self.page.spawn(async move {
            let request = self.request.get_value();
            let exchange = self.session.send_at_most(request, most).await;
            self.is_waiting.try_set(false);
            if exchange.received.failure.is_none() {
                self.shown.try_set(Some(Arc::clone(&exchange)));
            }
            self.newest.try_set(Some(exchange));
        });
    }

    /// Why the newest answer is no success, or why nothing was sent.
    pub fn failure(self) -> Option<Failure> {
        self.held_back.get().or_else(|| {
            self.newest
                .with(|newest| newest.as_ref().and_then(|exchange| exchange.received.failure.clone()))
        })
    }
}
