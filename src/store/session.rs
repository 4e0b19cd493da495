//! What the page is connected to, and the one way to send a request.

mod ahead;
mod connected;

use std::sync::Arc;

use futures::channel::oneshot;
use leptos::prelude::*;

use super::exchanges::Exchanges;
use crate::{
    browser::{clock, location, timer},
    client::{
        Transport,
        exchange::{Exchange, Received, Source},
        live::{self, Coding, Live, stream::EventStream},
        piece::Piece,
        probe::{self, Finding, ProxyEvidence, Verdict},
        recorded::Recorded,
    },
    kube::{failure::Failure, request::ApiRequest},
};
use ahead::Ahead;

/// What the page is connected to.
#[derive(Clone, Copy)]
pub struct Session {
    /// How far the search for an API has come.
    pub connection: RwSignal<Connection>,
    /// The requests so far.
    pub exchanges: Exchanges,
    transport: StoredValue<Option<Transport>>,
    /// The recording, if a lesson needed it beside a live cluster.
    recording: StoredValue<Option<Recorded>>,
    /// By how much the session's clock is ahead of the reader's, in milliseconds; behind, for a recording.
    ahead_ms: StoredValue<f64>,
    /// Whether the server is believed to send initial events; it was asked in vain if not.
    offers_initial_events: StoredValue<bool>,
    /// What the page begins with, if that was sent before there was a connection.
    ahead: StoredValue<Option<Ahead>>,
    /// Those who ask before there is a connection.
    waiting: StoredValue<Vec<oneshot::Sender<()>>>,
    /// Whether the list that the page begins with is still being read: what else there is to do at the start waits for it.
    pub is_ahead: RwSignal<bool>,
}

/// An API server that answers within this is on the same machine or network, where bytes cost less than compressing them.
const NEAR_MS: f64 = 25.0;

/// A body of a list that is larger is not kept.
pub const KEPT: usize = 256 * 1024;

/// How often to ask again where the server has too much to do.
pub const PATIENCE: usize = 5;

/// How far the search for an API has come.
#[derive(Clone, Debug, PartialEq)]
pub enum Connection {
    /// Still looking.
    Looking,
    /// A live cluster.
    Live {
        /// What stands before `/api` on this origin.
        prefix: String,
        /// The server's version, if it may be read.
        version: Option<String>,
        /// Whether kubectl proxy is in between.
        proxy: ProxyEvidence,
        /// What was tried.
        findings: Vec<Finding>,
    },
    /// The recording that ships with the console.
    Recorded {
        /// The recorded server's version.
        version: String,
        /// When it was recorded, in milliseconds since 1970.
        recorded_at_ms: f64,
        /// What was tried before; empty if the recording was asked for.
        findings: Vec<Finding>,
    },
    /// Nothing to work with.
    None {
        /// What was tried.
        findings: Vec<Finding>,
        /// Why there is no recording, if it was tried.
        recording: Option<Failure>,
    },
}

impl Session {
    /// Not yet connected.
    pub fn new() -> Self {
        Self {
            connection: RwSignal::new(Connection::Looking),
            exchanges: Exchanges::new(),
            transport: StoredValue::new(None),
            recording: StoredValue::new(None),
            ahead_ms: StoredValue::new(0.0),
            offers_initial_events: StoredValue::new(true),
            ahead: StoredValue::new(None),
            waiting: StoredValue::new(Vec::new()),
            is_ahead: RwSignal::new(false),
        }
    }

    /// The session that the app provides.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Looks for the API, or opens the recording where there is none or the address asks for it.
    pub async fn connect(self) {
        self.connection.set(Connection::Looking);
        if location::parameter("cluster").as_deref() == Some("recorded") {
            return self.open_recording(Vec::new()).await;
        }
        let prefix = location::parameter("api-prefix").and_then(|prefix| safe_prefix(&prefix));
        let note = |live: &Live, request: ApiRequest, received: Received| {
            let sent_at_ms = self.now_ms() - received.timing.done_ms;
            self.note(&Transport::Live(live.clone()), request, sent_at_ms, received);
        };
        let findings = probe::probe(prefix.as_deref(), &note).await;
        if let Some(Finding {
            prefix,
            verdict: Verdict::Api { version },
        }) = findings.iter().find(|finding| finding.is_usable()).cloned()
        {
            let live = Live { prefix: prefix.clone() };
            self.ahead_ms.set_value(0.0);
            self.transport.set_value(Some(Transport::Live(live.clone())));
            self.settle(Connection::Live {
                prefix,
                version,
                proxy: ProxyEvidence::NotYet,
                findings,
            });
            // Pages need not wait for that.
            let evidence = probe::evidence(&live, &note).await;
            self.connection.update(|connection| {
                if let Connection::Live { proxy, .. } = connection {
                    *proxy = evidence;
                }
            });
            return;
        }
        // Where there is trouble it is shown, not covered up by a recording.
        let only_files = findings
            .iter()
            .all(|finding| matches!(finding.verdict, Verdict::NotHere(_)));
        if only_files {
            self.open_recording(findings).await;
        } else {
            self.settle(Connection::None {
                findings,
                recording: None,
            });
        }
    }

    /// Sends a request, notes it, and gives back what came. Dropping the future aborts the request.
    pub async fn send(self, request: ApiRequest) -> Arc<Exchange> {
        self.send_at_most(request, None).await
    }

    /// As [`Session::send`], again after a while where the server has too much to do.
    pub async fn send_patiently(self, request: ApiRequest) -> Arc<Exchange> {
        let mut exchange = self.send(request.clone()).await;
        for _ in 0..PATIENCE {
            let Some(milliseconds) = exchange.received.pause_ms() else {
                break;
            };
            timer::sleep(milliseconds).await;
            exchange = self.send(request.clone()).await;
        }
        exchange
    }

    /// As [`Session::send`], reading no more than so many bytes.
    pub async fn send_at_most(self, request: ApiRequest, most: Option<usize>) -> Arc<Exchange> {
        let transport = self.transport().await;
        let sent_at_ms = self.now_ms();
        let received = transport.send(&request, most).await;
        self.note(&transport, request, sent_at_ms, received)
    }

    /// Sends one request, telling of the body of a success in JSON while it comes. A large body is not kept.
    pub async fn send_in_pieces(self, request: ApiRequest, take: &mut dyn FnMut(Piece<'_>)) -> Arc<Exchange> {
        let transport = self.transport().await;
        if let Some(exchange) = self.take_ahead(&transport, &request).await {
            if let Ok(body) = exchange.received.json() {
                take(Piece::Part(body));
            }
            return exchange;
        }
        let sent_at_ms = self.now_ms();
        let coding = if Self::is_near() {
            Coding::Identity
        } else {
            Coding::Compressed
        };
        let mut received = transport.send_in_pieces(&request, coding, take).await;
        if received.bytes > KEPT && received.failure.is_none() {
            received = received.without_body();
        }
        self.note(&transport, request, sent_at_ms, received)
    }

    /// What the recording answers, whatever the page is connected to. It is no request to a cluster, and not noted as one.
    /// `None` if the recording cannot be had.
    pub async fn ask_recording(self, request: &ApiRequest) -> Option<Received> {
        let opened = if let Some(recording) = self.recording.get_value() {
            recording
        } else {
            let recording = Recorded::open().await.ok()?;
            self.recording.set_value(Some(recording.clone()));
            recording
        };
        Some(opened.send(request).await)
    }

    /// Opens a watch, and notes how that went.
    pub async fn watch(self, request: ApiRequest) -> Result<(EventStream, Arc<Exchange>), Arc<Exchange>> {
        let transport = self.transport().await;
        let sent_at_ms = self.now_ms();
        let opened = match &transport {
            Transport::Live(live) => live.watch(&request).await,
            // A recorded list says that it is not followed, and asks for no watch.
            Transport::Recorded(recorded) => Err(recorded.send(&request).await),
        };
        match opened {
            Ok(stream) => {
                let received = Received::opened(stream.answer.clone(), stream.timing);
                let exchange = self.note(&transport, request, sent_at_ms, received);
                Ok((stream, exchange))
            }
            Err(received) => Err(self.note(&transport, request, sent_at_ms, received)),
        }
    }

    /// Whether the API server is on the same machine or network, as far as its answers tell.
    pub fn is_near() -> bool {
        live::nearest_ms().is_some_and(|nearest| nearest < NEAR_MS)
    }

    /// Whether a watch may begin with the whole list, as far as is known.
    pub fn offers_initial_events(self) -> bool {
        self.offers_initial_events.get_value()
    }

    /// The server refused such a watch: nobody asks again.
    pub fn forgo_initial_events(self) {
        self.offers_initial_events.set_value(false);
    }

    /// Whether the recording that the page is connected to has an answer to a request.
    pub fn has_recorded(self, request: &ApiRequest) -> bool {
        matches!(self.transport.get_value(), Some(Transport::Recorded(recorded)) if recorded.has(request))
    }

    /// Whether answers come from a recording.
    pub fn is_recorded(self) -> bool {
        matches!(self.transport.get_value(), Some(Transport::Recorded(_)))
    }

    /// What time it is for this session, in milliseconds since 1970. The recorded cluster's clock starts at the
    /// date of its recording, so that ages stay what they were.
    pub fn now_ms(self) -> f64 {
        clock::now_ms() + self.ahead_ms.get_value()
    }

    /// One value of a Secret, read anew and not kept anywhere.
    pub async fn reveal(self, request: &ApiRequest, pointer: &str) -> Option<String> {
        match self.transport.get_value()? {
            Transport::Live(live) => live.reveal(request, pointer).await,
            // The recording holds no values.
            Transport::Recorded(_) => None,
        }
    }

    /// The address at which a command line reaches the API: this origin with its prefix; the usual one of
    /// kubectl proxy for the recorded cluster.
    pub fn base_url(self) -> String {
        match self.connection.get() {
            Connection::Live { prefix, .. } => format!("{}{prefix}", location::origin()),
            _ => "http://127.0.0.1:8001".to_owned(),
        }
    }
}

impl Session {
    fn note(self, transport: &Transport, request: ApiRequest, sent_at_ms: f64, received: Received) -> Arc<Exchange> {
        let source = match transport {
            Transport::Live(_) => Source::Live,
            Transport::Recorded(_) => Source::Recorded,
        };
        let url = transport.url(&request);
        self.exchanges.note(request, url, sent_at_ms, source, received)
    }

    async fn open_recording(self, findings: Vec<Finding>) {
        match Recorded::open().await {
            Ok(recorded) => {
                let version = recorded.git_version().to_owned();
                let recorded_at_ms = recorded.recorded_at_ms();
                self.ahead_ms.set_value(recorded_at_ms - clock::now_ms());
                self.transport.set_value(Some(Transport::Recorded(recorded)));
                self.settle(Connection::Recorded {
                    version,
                    recorded_at_ms,
                    findings,
                });
            }
            Err(failure) => self.settle(Connection::None {
                findings,
                recording: Some(failure),
            }),
        }
    }
}

impl Default for Session {
    fn default() -> Self {
        Self::new()
    }
}

impl Connection {
    /// Whether pages can be shown.
    pub fn is_ready(&self) -> bool {
        matches!(self, Self::Live { .. } | Self::Recorded { .. })
    }

    /// What it leads to, if pages can be shown: the prefix of a live API, or the time of a recording.
    pub fn reaches(&self) -> Option<String> {
        match self {
            Self::Live { prefix, .. } => Some(prefix.clone()),
            Self::Recorded { recorded_at_ms, .. } => Some(format!("recorded {recorded_at_ms}")),
            Self::Looking | Self::None { .. } => None,
        }
    }

    /// Whether it is the recorded cluster.
    pub fn is_recorded(&self) -> bool {
        matches!(self, Self::Recorded { .. })
    }
}

/// An API prefix without its last slash, if it is as safe as a path has to be.
fn safe_prefix(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches('/');
    let text = if text.is_empty() || text.starts_with('/') {
        text.to_owned()
    } else {
        format!("/{text}")
    };
    (text.is_empty() || crate::kube::path::ApiPath::parse(&text).is_ok()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::safe_prefix;

    #[test]
    fn a_prefix_is_a_safe_path() {
        assert_eq!(safe_prefix("/k8s/").as_deref(), Some("/k8s"));
        assert_eq!(safe_prefix("k8s").as_deref(), Some("/k8s"));
        assert_eq!(safe_prefix("/").as_deref(), Some(""));
        assert_eq!(safe_prefix("//evil.example"), None);
        assert_eq!(safe_prefix("/a/../b"), None);
    }
}
