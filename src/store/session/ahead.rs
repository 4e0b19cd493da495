//! The first request of a page, sent while it is still being found out whether there is an API to ask: it takes its way
//! together with that question and not after it.

use std::sync::Arc;

use futures::channel::oneshot;
use leptos::prelude::*;

use super::Session;
use crate::{
    browser::{location, timer},
    client::{Transport, exchange::Exchange, live::Live},
    kube::request::ApiRequest,
};

/// Where kubectl proxy puts the page unless it is told otherwise; the API is at the root of the same origin then.
///
/// Source: kubectl `pkg/cmd/proxy/proxy.go`, `--www-prefix` and `--api-prefix`.
const PAGE: &str = "/static/";
/// For how long what is less urgent than the page's list waits for it at most, in milliseconds.
const LENIENT_MS: u32 = 1_000;
/// For how long its answer is as good as one that comes now, in milliseconds.
const FRESH_MS: u32 = 5_000;

/// A request that is under way.
pub(super) struct Ahead {
    request: ApiRequest,
    answer: oneshot::Receiver<Arc<Exchange>>,
}

impl Session {
    /// Sends the request that the page will begin with, if the API is likely to be where it usually is.
    pub fn start_ahead(self, request: ApiRequest) {
        let is_told = ["api-prefix", "cluster"]
            .into_iter()
            .any(|name| location::parameter(name).is_some());
        if is_told || location::path() != PAGE {
            return;
        }
        let (answered, answer) = oneshot::channel();
        self.ahead.set_value(Some(Ahead {
            request: request.clone(),
            answer,
        }));
        self.is_ahead.set(true);
        leptos::task::spawn_local(async move {
            let live = Live::default();
            let sent_at_ms = self.now_ms();
            let received = live.send(&request, None).await;
            let exchange = self.note(&Transport::Live(live), request, sent_at_ms, received);
            // The page may have gone elsewhere.
            let _ = answered.send(exchange);
            timer::sleep(LENIENT_MS).await;
            self.end_ahead();
            timer::sleep(FRESH_MS).await;
            self.ahead.set_value(None);
        });
    }

    /// Lets begin what has waited for the list that the page began with.
    pub fn end_ahead(self) {
        if self.is_ahead.get_untracked() {
            self.is_ahead.set(false);
        }
    }

    /// The answer to a request that was sent ahead, once.
    pub(super) async fn take_ahead(self, transport: &Transport, request: &ApiRequest) -> Option<Arc<Exchange>> {
        let is_there = matches!(transport, Transport::Live(live) if live.prefix.is_empty());
        let is_it = |ahead: &Option<Ahead>| ahead.as_ref().is_some_and(|ahead| ahead.request == *request);
        if !is_there || !self.ahead.with_value(is_it) {
            return None;
        }
        let ahead = self.ahead.try_update_value(Option::take)??;
        ahead.answer.await.ok()
    }
}
