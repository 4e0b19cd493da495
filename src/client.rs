//! The transport: sends a request to the live proxy or to the recorded cluster, and masks what comes back.

pub mod exchange;
mod file;
pub mod live;
pub mod part;
pub mod piece;
pub mod probe;
pub mod prose;
pub mod recorded;
pub mod streams;

use crate::kube::request::ApiRequest;
use exchange::Received;
use live::Coding;
use piece::Piece;

/// Where answers come from.
#[derive(Clone, Debug)]
pub enum Transport {
    /// The API behind this origin.
    Live(live::Live),
    /// The recording that ships with the console.
    Recorded(recorded::Recorded),
}

impl Transport {
    /// Sends one request and waits for its whole answer. Dropping the future aborts the request.
    ///
    /// `most` bounds how many bytes are read.
    pub async fn send(&self, request: &ApiRequest, most: Option<usize>) -> Received {
        match self {
            Self::Live(live) => live.send(request, most).await,
            Self::Recorded(recorded) => recorded.send(request).await,
        }
    }

    /// As [`Transport::send`], telling of the body of a success in JSON while it comes.
    pub async fn send_in_pieces(
        &self,
        request: &ApiRequest,
        coding: Coding,
        take: &mut dyn FnMut(Piece<'_>),
    ) -> Received {
        match self {
            Self::Live(live) => live.send_in_pieces(request, coding, take).await,
            Self::Recorded(recorded) => {
                let received = recorded.send(request).await;
                if let Ok(body) = received.json() {
                    take(Piece::Part(body));
                }
                received
            }
        }
    }

    /// The path and query that a request has on this origin, API prefix included.
    pub fn url(&self, request: &ApiRequest) -> String {
        match self {
            Self::Live(live) => live.url(request),
            Self::Recorded(_) => request.sent_path(),
        }
    }
}
