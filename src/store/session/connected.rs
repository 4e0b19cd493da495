//! Waiting for a connection: a page that is opened by its address asks before it is known whom.

use futures::channel::oneshot;
use leptos::prelude::*;

use super::{Connection, Session};
use crate::client::{Transport, live::Live};

impl Session {
    /// Says how the search for an API has ended, and lets those go on who have waited for it.
    pub(super) fn settle(self, connection: Connection) {
        self.connection.set(connection);
        let waiting = self.waiting.try_update_value(std::mem::take).unwrap_or_default();
        for waiting in waiting {
            // Whoever is gone waits no more.
            let _ = waiting.send(());
        }
    }

    /// Waits until it is known whether there is an API, and where.
    pub async fn wait(self) {
        while self
            .connection
            .with_untracked(|connection| *connection == Connection::Looking)
        {
            let (tell, told) = oneshot::channel();
            self.waiting.update_value(|waiting| waiting.push(tell));
            // It ends without a word when the page does.
            let _ = told.await;
        }
    }

    /// To where requests go, once that is known.
    pub(super) async fn transport(self) -> Transport {
        self.wait().await;
        let found = self.transport.get_value();
        // Without an API a request fails as it would have failed.
        found.unwrap_or_else(|| Transport::Live(Live::default()))
    }
}
