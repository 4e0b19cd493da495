//! A request whose status line and headers have come, and what stops it.

use futures::{
    FutureExt as _,
    future::{Either, select},
    pin_mut,
};
use gloo_net::http::{Method, RequestBuilder, Response};
use wasm_bindgen::JsCast as _;
use web_sys::{
    AbortController, PerformanceResourceTiming, ReferrerPolicy, RequestCache, RequestCredentials, RequestRedirect,
    ResponseType,
};

use super::{Coding, nearest};
use crate::{
    browser::{clock, location, timer},
    client::exchange::{HttpVersion, Timing},
    kube::{answer::Answer, failure::Failure, log::LogOptions, request::ApiRequest},
};

/// How long to wait for the first byte. kubectl proxy names a TLS handshake that hangs after 10 s and a
/// connection that goes nowhere after 30 s; that text is worth waiting for.
const FIRST_BYTE_MS: u32 = 35_000;

/// An answer whose body is still to be read.
pub(super) struct Opened {
    /// The status line and headers.
    pub(super) answer: Answer,
    pub(super) response: Response,
    pub(super) abort: AbortOnDrop,
    url: String,
    sent: f64,
    head_came: f64,
}

/// Aborts its request when dropped, unless the answer has come.
pub(super) struct AbortOnDrop(std::cell::Cell<Option<AbortController>>, Option<AbortController>);

impl Opened {
    /// Sends a GET and waits for the head of its answer.
    pub(super) async fn of(url: String, request: &ApiRequest, coding: Coding, sent: f64) -> Result<Self, Failure> {
        // A kubelet sends the head of a log that is followed with its first line, whenever that is written.
        let waits_for_a_line = LogOptions::of(request).is_some_and(|options| options.follow);
        let abort = AbortOnDrop::new();
        let response = {
            let fetch = fetch(&url, request, coding, abort.controller()).fuse();
            let limit = async {
                if waits_for_a_line {
                    std::future::pending::<()>().await;
                }
                timer::sleep(FIRST_BYTE_MS).await;
            }
            .fuse();
            pin_mut!(fetch, limit);
            match select(fetch, limit).await {
                Either::Left((Ok(response), _)) => response,
                Either::Left((Err(message), _)) => return Err(Failure::Unreachable(message)),
                Either::Right(_) => return Err(Failure::NoFirstByte(FIRST_BYTE_MS)),
            }
        };
        if response.type_() == ResponseType::Opaqueredirect {
            return Err(Failure::Redirected);
        }
        Ok(Self {
            answer: head(&response),
            response,
            abort,
            url,
            sent,
            head_came: clock::monotonic_ms() - sent,
        })
    }

    /// How long it took until now, when the body has come.
    pub(super) fn timing(&self) -> Timing {
        timing(&self.url, self.sent).unwrap_or(Timing {
            first_byte_ms: Some(self.head_came),
            done_ms: clock::monotonic_ms() - self.sent,
            // The browser has not noted this answer yet; the page itself came from the same server.
            version: version_of_page(),
        })
    }
}

impl AbortOnDrop {
    fn new() -> Self {
        // There is a constructor wherever there is `fetch`.
        let controller = AbortController::new().ok();
        Self(std::cell::Cell::new(controller.clone()), controller)
    }

    fn controller(&self) -> Option<&AbortController> {
        self.1.as_ref()
    }

    pub(super) fn disarm(&self) {
        self.0.take();
    }
}

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        if let Some(controller) = self.0.take() {
            controller.abort();
        }
    }
}

async fn fetch(
    url: &str,
    request: &ApiRequest,
    coding: Coding,
    abort: Option<&AbortController>,
) -> Result<Response, String> {
    let signal = abort.map(AbortController::signal);
    let mut builder = RequestBuilder::new(url)
        .method(Method::GET)
        // What a cluster answers would otherwise lie in the browser's disk cache.
        .cache(if request.may_be_cached() {
            RequestCache::NoCache
        } else {
            RequestCache::NoStore
        })
        // Cookies of other pages on this host would be passed on to the cluster.
        .credentials(RequestCredentials::Omit)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .redirect(RequestRedirect::Manual)
        .abort_signal(signal.as_ref());
    for (name, value) in request.headers() {
        builder = builder.header(name, &value);
    }
    if coding == Coding::Identity {
        builder = builder.header("Range", "bytes=0-");
    }
    builder.send().await.map_err(|error| error.to_string())
}

/// The status line and headers.
fn head(response: &Response) -> Answer {
    Answer {
        code: response.status(),
        reason: response.status_text(),
        headers: response.headers().entries().collect(),
        ..Answer::default()
    }
}

/// What the browser itself measured, which does not count the time that our own thread was busy.
fn timing(url: &str, sent: f64) -> Option<Timing> {
    let performance = web_sys::window()?.performance()?;
    let name = format!("{}{url}", location::origin());
    let entries = performance.get_entries_by_name_with_entry_type(&name, "resource");
    let entry: PerformanceResourceTiming = entries.get(entries.length().checked_sub(1)?).dyn_into().ok()?;
    nearest::note(&performance);
    // The browser keeps 250 entries and then none; each is read once.
    performance.clear_resource_timings();
    let start = entry.start_time();
    // A request of the same address that ended earlier is not ours.
    (start + 1.0 >= sent && entry.response_end() > 0.0).then(|| Timing {
        first_byte_ms: (entry.response_start() > 0.0).then(|| entry.response_start() - start),
        done_ms: entry.response_end() - start,
        version: HttpVersion::of(&entry.next_hop_protocol()),
    })
}

/// In which version of HTTP this page came.
fn version_of_page() -> HttpVersion {
    let performance = web_sys::window().and_then(|window| window.performance());
    let entry = performance.map(|performance| performance.get_entries_by_type("navigation").get(0));
    entry
        .and_then(|entry| entry.dyn_into::<PerformanceResourceTiming>().ok())
        .map_or(HttpVersion::Unknown, |entry| {
            HttpVersion::of(&entry.next_hop_protocol())
        })
}
