//! The body of an answer, chunk by chunk as the browser gives it.

use futures::{
    FutureExt as _, StreamExt as _,
    future::{Either, select},
    pin_mut,
};
use gloo_net::http::Response;
use js_sys::Uint8Array;
use wasm_streams::{ReadableStream, readable::IntoStream};

use crate::{browser::timer, kube::failure::Failure};

/// How long a body may pause. Nothing bounds the whole: a slow line is no failure.
pub(super) const IDLE_MS: u32 = 30_000;

/// A body that is being read.
pub(super) struct Body(Option<IntoStream<'static>>);

/// Bytes that the browser still holds.
pub(super) struct Chunk(Uint8Array);

/// Why no more comes.
#[derive(Clone, Copy, Debug)]
pub(super) enum Broken {
    /// The connection ended within the body.
    Off,
    /// Nothing came for too long.
    Idle(u32),
}

impl Body {
    pub(super) fn of(response: &Response) -> Self {
        Self(response.body().map(|body| ReadableStream::from_raw(body).into_stream()))
    }

    /// The next chunk; `None` at the end. Waits for as long as `idle_ms` says, or for ever.
    pub(super) async fn next(&mut self, idle_ms: Option<u32>) -> Result<Option<Chunk>, Broken> {
        let Some(stream) = &mut self.0 else {
            return Ok(None);
        };
        let came = match idle_ms {
            None => stream.next().await,
            Some(limit) => {
                let chunk = stream.next().fuse();
                let idle = timer::sleep(limit).fuse();
                pin_mut!(chunk, idle);
                match select(chunk, idle).await {
                    Either::Left((came, _)) => came,
                    Either::Right(_) => return Err(Broken::Idle(limit)),
                }
            }
        };
        match came {
            None => Ok(None),
            Some(Ok(chunk)) => Ok(Some(Chunk(Uint8Array::from(chunk)))),
            Some(Err(_)) => Err(Broken::Off),
        }
    }
}

impl Chunk {
    pub(super) fn append_to(&self, bytes: &mut Vec<u8>) {
        let start = bytes.len();
        bytes.resize(start + self.0.length() as usize, 0);
        if let Some(space) = bytes.get_mut(start..) {
            self.0.copy_to(space);
        }
    }
}

impl Broken {
    /// As a failure after so many bytes.
    pub(super) fn after(self, bytes: usize) -> Failure {
        match self {
            Self::Off => Failure::BrokenOff(bytes),
            Self::Idle(limit) => Failure::Idle(limit),
        }
    }
}
