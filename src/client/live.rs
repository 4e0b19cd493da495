//! Requests to the API behind this page's own origin. The only user of `fetch`.

use futures::{
    FutureExt as _, StreamExt as _,
    future::{Either, select},
    pin_mut,
};
use gloo_net::http::{Method, RequestBuilder, Response};
use js_sys::Uint8Array;
use wasm_streams::ReadableStream;
use web_sys::{AbortController, ReferrerPolicy, RequestCache, RequestCredentials, RequestRedirect, ResponseType};

use super::exchange::{HttpVersion, Received, Timing};
use crate::{
    browser::{clock, location, timer},
    kube::{answer::Answer, failure::Failure, mask, path::Guard, request::ApiRequest},
};

/// How long to wait for the first byte. kubectl proxy names a TLS handshake that hangs after 10 s and a
/// connection that goes nowhere after 30 s; that text is worth waiting for.
const FIRST_BYTE_MS: u32 = 35_000;
/// How long a body may pause. Nothing bounds the whole: a slow line is no failure.
const IDLE_MS: u32 = 30_000;

/// The API behind this page's own origin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Live {
    /// What stands before `/api` on this origin: empty, or a prefix such as `/k8s`.
    pub prefix: String,
}

impl Live {
    /// The path and query on this origin.
    pub fn url(&self, request: &ApiRequest) -> String {
        format!("{}{}", self.prefix, request.sent_path())
    }

    /// Sends one GET and reads its answer. Dropping the future aborts the request.
    pub async fn send(&self, request: &ApiRequest, most: Option<usize>) -> Received {
        let sent = clock::monotonic_ms();
        let since = || clock::monotonic_ms() - sent;
        if let Some(guard @ (Guard::Session | Guard::NodeProxy)) = request.path.guard() {
            return Received::nothing(Failure::NeverSent(guard), Timing::default());
        }
        let nothing = |failure| {
            let timing = Timing {
                first_byte_ms: None,
                done_ms: since(),
                ..Timing::default()
            };
            Received::nothing(failure, timing)
        };
        let url = self.url(request);
        let abort = AbortOnDrop::new();
        let response = {
            let fetch = fetch(&url, request, abort.controller()).fuse();
            let limit = timer::sleep(FIRST_BYTE_MS).fuse();
            pin_mut!(fetch, limit);
            match select(fetch, limit).await {
                Either::Left((Ok(response), _)) => response,
                Either::Left((Err(message), _)) => return nothing(Failure::Unreachable(message)),
                Either::Right(_) => return nothing(Failure::NoFirstByte(FIRST_BYTE_MS)),
            }
        };
        if response.type_() == ResponseType::Opaqueredirect {
            return nothing(Failure::Redirected);
        }
        let head_came = since();
        let mut answer = head(&response);
        let cut = read_body(&response, most, &mut answer.body).await.err();
        let timing = timing(&url, sent).unwrap_or(Timing {
            first_byte_ms: Some(head_came),
            done_ms: since(),
            // The browser has not noted this answer yet; the page itself came from the same server.
            version: version_of_page(),
        });
        abort.disarm();
        match cut {
            None => Received::whole(request, answer, timing),
            Some(failure) => Received::cut(request, answer, failure, timing),
        }
    }
}

impl Live {
    /// Reads one value of a Secret and drops the rest; nothing of it is noted anywhere.
    pub async fn reveal(&self, request: &ApiRequest, pointer: &str) -> Option<String> {
        if request.path.guard().is_some() {
            return None;
        }
        let abort = AbortOnDrop::new();
        let response = fetch(&self.url(request), request, abort.controller()).await.ok()?;
        let mut body = Vec::new();
        read_body(&response, None, &mut body).await.ok()?;
        abort.disarm();
        mask::value_at(&body, pointer)
    }
}

/// Aborts its request when dropped, unless the answer has come.
struct AbortOnDrop(std::cell::Cell<Option<AbortController>>, Option<AbortController>);

impl AbortOnDrop {
    fn new() -> Self {
        // There is a constructor wherever there is `fetch`.
        let controller = AbortController::new().ok();
        Self(std::cell::Cell::new(controller.clone()), controller)
    }

    fn controller(&self) -> Option<&AbortController> {
        self.1.as_ref()
    }

    fn disarm(&self) {
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

async fn fetch(url: &str, request: &ApiRequest, abort: Option<&AbortController>) -> Result<Response, String> {
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
    builder.send().await.map_err(|error| error.to_string())
}

/// The status line and headers.
fn head(response: &Response) -> Answer {
    Answer {
        code: response.status(),
        reason: response.status_text(),
        headers: response.headers().entries().collect(),
        body: Vec::new(),
    }
}

/// Reads the body as it comes.
async fn read_body(response: &Response, most: Option<usize>, body: &mut Vec<u8>) -> Result<(), Failure> {
    let Some(stream) = response.body() else {
        return Ok(());
    };
    let mut chunks = ReadableStream::from_raw(stream).into_stream();
    loop {
        let chunk = chunks.next().fuse();
        let idle = timer::sleep(IDLE_MS).fuse();
        pin_mut!(chunk, idle);
        match select(chunk, idle).await {
            Either::Left((None, _)) => return Ok(()),
            Either::Left((Some(Ok(chunk)), _)) => {
                let chunk = Uint8Array::from(chunk);
                let start = body.len();
                body.resize(start + chunk.length() as usize, 0);
                if let Some(space) = body.get_mut(start..) {
                    chunk.copy_to(space);
                }
            }
            Either::Left((Some(Err(_)), _)) => return Err(Failure::BrokenOff(body.len())),
            Either::Right(_) => return Err(Failure::Idle(IDLE_MS)),
        }
        if most.is_some_and(|most| body.len() > most) {
            return Err(Failure::TooLarge(body.len()));
        }
    }
}

/// What the browser itself measured, which does not count the time that our own thread was busy.
fn timing(url: &str, sent: f64) -> Option<Timing> {
    use wasm_bindgen::JsCast as _;
    let performance = web_sys::window()?.performance()?;
    let name = format!("{}{url}", location::origin());
    let entries = performance.get_entries_by_name_with_entry_type(&name, "resource");
    let entry: web_sys::PerformanceResourceTiming = entries.get(entries.length().checked_sub(1)?).dyn_into().ok()?;
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
    use wasm_bindgen::JsCast as _;
    let performance = web_sys::window().and_then(|window| window.performance());
    let entry = performance.map(|performance| performance.get_entries_by_type("navigation").get(0));
    entry
        .and_then(|entry| entry.dyn_into::<web_sys::PerformanceResourceTiming>().ok())
        .map_or(HttpVersion::Unknown, |entry| {
            HttpVersion::of(&entry.next_hop_protocol())
        })
}
