//! Requests to the API behind this page's own origin. The only user of `fetch`.

mod body;
mod nearest;
mod opened;
pub mod stream;

use super::{
    exchange::{Received, Timing},
    piece::Piece,
};
use crate::{
    browser::{clock, frames::Slice},
    kube::{failure::Failure, mask, path::Guard, request::ApiRequest},
};
pub use nearest::nearest_ms;

use body::Body;
use opened::Opened;
use stream::EventStream;

/// The API behind this page's own origin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Live {
    /// What stands before `/api` on this origin: empty, or a prefix such as `/k8s`.
    pub prefix: String,
}

/// How an answer may travel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Coding {
    /// As the browser asks: the API server compresses what is larger than 128 KiB.
    ///
    /// Source: apiserver `pkg/endpoints/handlers/responsewriters/writers.go`, `defaultGzipThresholdBytes`.
    #[default]
    Compressed,
    /// Uncompressed, which is faster where the API server is near: compressing 7 MB takes it longer than sending them.
    ///
    /// A page may not set `Accept-Encoding`, but a request with a `Range` asks for `identity` (Fetch standard,
    /// "HTTP-network-or-cache fetch"). The API server knows no ranges for what it computes and answers with the whole.
    Identity,
}

impl Live {
    /// The path and query on this origin.
    pub fn url(&self, request: &ApiRequest) -> String {
        format!("{}{}", self.prefix, request.sent_path())
    }

    /// Sends one GET and reads its answer. Dropping the future aborts the request.
    pub async fn send(&self, request: &ApiRequest, most: Option<usize>) -> Received {
        self.read(request, most, Coding::default(), None).await
    }

    /// As [`Live::send`], telling of the body of a success while it comes.
    pub async fn send_in_pieces(
        &self,
        request: &ApiRequest,
        coding: Coding,
        take: &mut dyn FnMut(Piece<'_>),
    ) -> Received {
        self.read(request, None, coding, Some(take)).await
    }

    /// Opens a watch, or another answer that does not end by itself.
    pub async fn watch(&self, request: &ApiRequest) -> Result<EventStream, Received> {
        let opened = self.open(request, Coding::default()).await?;
        if (200..300).contains(&opened.answer.code) {
            return Ok(EventStream::of(request, opened));
        }
        Err(Self::whole(request, opened, None, None).await)
    }

    /// Reads one value of a Secret and drops the rest; nothing of it is noted anywhere.
    pub async fn reveal(&self, request: &ApiRequest, pointer: &str) -> Option<String> {
        if request.path.guard().is_some() {
            return None;
        }
        let opened = self.open(request, Coding::default()).await.ok()?;
        let (abort, mut stream) = (opened.abort, Body::of(&opened.response));
        let mut body = Vec::new();
        while let Some(chunk) = stream.next(Some(body::IDLE_MS)).await.ok()? {
            chunk.append_to(&mut body);
        }
        abort.disarm();
        mask::value_at(&body, pointer)
    }

    async fn read(
        &self,
        request: &ApiRequest,
        most: Option<usize>,
        coding: Coding,
        take: Option<&mut dyn FnMut(Piece<'_>)>,
    ) -> Received {
        match self.open(request, coding).await {
            Ok(opened) => Self::whole(request, opened, most, take).await,
            Err(received) => received,
        }
    }

    async fn open(&self, request: &ApiRequest, coding: Coding) -> Result<Opened, Received> {
        if let Some(guard @ (Guard::Session | Guard::NodeProxy)) = request.path.guard() {
            return Err(Received::nothing(Failure::NeverSent(guard), Timing::default()));
        }
        let sent = clock::monotonic_ms();
        Opened::of(self.url(request), request, coding, sent)
            .await
            .map_err(|failure| {
                let timing = Timing {
                    first_byte_ms: None,
                    done_ms: clock::monotonic_ms() - sent,
                    ..Timing::default()
                };
                Received::nothing(failure, timing)
            })
    }

    /// Reads what was opened to its end.
    async fn whole(
        request: &ApiRequest,
        mut opened: Opened,
        most: Option<usize>,
        mut take: Option<&mut dyn FnMut(Piece<'_>)>,
    ) -> Received {
        let mut answer = std::mem::take(&mut opened.answer);
        let mut stream = Body::of(&opened.response);
        let is_success = (200..300).contains(&answer.code);
        // What may have a Secret in it is masked as a whole before anybody sees a piece of it.
        let mut held_back = !is_success || request.is_of_secrets() || take.is_none();
        let mut slice = Slice::begin();
        let cut = loop {
            let chunk = match stream.next(Some(body::IDLE_MS)).await {
                Ok(Some(chunk)) => chunk,
                Ok(None) => break None,
                Err(failure) => break Some(failure.after(answer.body.len())),
            };
            let start = answer.body.len();
            chunk.append_to(&mut answer.body);
            if most.is_some_and(|most| answer.body.len() > most) {
                break Some(Failure::TooLarge(answer.body.len()));
            }
            let seam = start.saturating_sub(mask::SECRET_WORD.len());
            held_back = held_back || mask::mentions_secret(answer.body.get(seam..).unwrap_or_default());
            if let (false, Some(take)) = (held_back, take.as_deref_mut()) {
                hand_on(answer.body.get(start..).unwrap_or_default(), &mut slice, take).await;
            }
        };
        let timing = opened.timing();
        opened.abort.disarm();
        let received = match cut {
            None => Received::whole(request, answer, timing),
            Some(failure) => Received::cut(request, answer, failure, timing),
        };
        if let (true, true, Some(take)) = (held_back, is_success, take)
            && let Ok(body) = received.json()
        {
            take(Piece::Again);
            hand_on(body, &mut slice, take).await;
        }
        received
    }
}

/// Hands a body on in pieces small enough for the page to stay responsive between them.
async fn hand_on(bytes: &[u8], slice: &mut Slice, take: &mut dyn FnMut(Piece<'_>)) {
    const PIECE: usize = 64 * 1024;
    for piece in bytes.chunks(PIECE) {
        take(Piece::Part(piece));
        slice.breathe().await;
    }
}
