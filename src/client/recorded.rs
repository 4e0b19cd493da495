//! The recorded cluster: answers from the files that ship with the console.

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex},
};

use futures::StreamExt as _;
use wasm_bindgen::JsCast as _;
use wasm_split_helpers::SplitLoaderError;
use wasm_streams::ReadableStream;

use super::{
    exchange::{HttpVersion, Received, Timing},
    file,
    part::{NotArrived, part},
};
use crate::{
    kube::{failure::Failure, path::Guard, request::ApiRequest},
    recording::Recording,
};

/// The recorded cluster.
#[derive(Clone)]
pub struct Recorded {
    recording: Arc<dyn Answering>,
    /// The files that were read, unzipped.
    files: Arc<Mutex<HashMap<String, Arc<Vec<u8>>>>>,
}

impl fmt::Debug for Recorded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorded").finish_non_exhaustive()
    }
}

impl Recorded {
    /// Opens the recording beside the page.
    pub async fn open() -> Result<Self, Failure> {
        let index = read_file("index.json").await?;
        Ok(Self {
            recording: recording(index).await.map_err(|missed| missed.0)?,
            files: Arc::default(),
        })
    }

    /// The recorded server's version.
    pub fn git_version(&self) -> &str {
        self.recording.git_version()
    }

    /// When it was recorded, in milliseconds since 1970.
    pub fn recorded_at_ms(&self) -> f64 {
        self.recording.recorded_at_ms()
    }

    /// Whether there is an answer to a request.
    pub fn has(&self, request: &ApiRequest) -> bool {
        self.recording.file(request).is_some()
    }

    /// Answers a request, with the timing of the recording.
    pub async fn send(&self, request: &ApiRequest) -> Received {
        if let Some(guard @ (Guard::Session | Guard::NodeProxy)) = request.path.guard() {
            return Received::nothing(Failure::NeverSent(guard), Timing::default());
        }
        match self.answer(request).await {
            Ok(recorded) => {
                let timing = Timing {
                    first_byte_ms: Some(recorded.first_byte_ms),
                    done_ms: recorded.done_ms,
                    // The recorder asked kubectl proxy, which speaks nothing else.
                    version: HttpVersion::Http11,
                };
                Received::whole(request, recorded.answer, timing)
            }
            Err(failure) => Received::nothing(failure, Timing::default()),
        }
    }

    async fn answer(&self, request: &ApiRequest) -> Result<crate::recording::Recorded, Failure> {
        let not_recorded = || Failure::NotRecorded(request.spelt_path());
        let file = self.recording.file(request).ok_or_else(not_recorded)?;
        let bytes = self.file(&file).await?;
        self.recording.answer(request, &bytes).ok_or_else(not_recorded)?
    }

    async fn file(&self, name: &str) -> Result<Arc<Vec<u8>>, Failure> {
        if let Some(bytes) = self.files.lock().ok().and_then(|files| files.get(name).cloned()) {
            return Ok(bytes);
        }
        let bytes = Arc::new(read_file(name).await?);
        if let Ok(mut files) = self.files.lock() {
            files.insert(name.to_owned(), Arc::clone(&bytes));
        }
        Ok(bytes)
    }
}

/// What the recording can be asked. A trait, so that its rules are a part of the wasm that comes only where there is no
/// cluster.
trait Answering: Send + Sync {
    fn git_version(&self) -> &str;
    fn recorded_at_ms(&self) -> f64;
    /// The file that the answer to a request is in.
    fn file(&self, request: &ApiRequest) -> Option<String>;
    /// The answer, from the bytes of that file.
    fn answer(&self, request: &ApiRequest, bytes: &[u8]) -> Option<Result<crate::recording::Recorded, Failure>>;
}

impl Answering for Recording {
    fn git_version(&self) -> &str {
        self.git_version()
    }

    fn recorded_at_ms(&self) -> f64 {
        self.recorded_at_ms()
    }

    fn file(&self, request: &ApiRequest) -> Option<String> {
        Some(self.source(request)?.file().to_owned())
    }

    fn answer(&self, request: &ApiRequest, bytes: &[u8]) -> Option<Result<crate::recording::Recorded, Failure>> {
        let source = self.source(request)?;
        Some(self.answer(&source, request, bytes))
    }
}

/// Why there is no recording.
struct Missed(Failure);

impl From<SplitLoaderError> for Missed {
    fn from(error: SplitLoaderError) -> Self {
        Self(NotArrived::from(error).into())
    }
}

part! { recording:
    fn recording(index: Vec<u8>) -> Result<Arc<dyn Answering>, Missed> {
        match Recording::read(&index) {
            Ok(recording) => Ok(Arc::new(recording)),
            Err(error) => Err(Missed(Failure::Unreadable(error.to_string()))),
        }
    }
}

/// Reads a file of the recording; one whose name ends in `.gz` is unzipped.
async fn read_file(name: &str) -> Result<Vec<u8>, Failure> {
    let name = format!("recordings/{name}");
    if std::path::Path::new(&name)
        .extension()
        .is_none_or(|extension| extension != "gz")
    {
        return file::read(&name).await;
    }
    let response = file::open(&name).await?;
    unzip(response.body()).await.ok_or(Failure::Unreadable(name))
}

async fn unzip(body: Option<web_sys::ReadableStream>) -> Option<Vec<u8>> {
    // Every current browser has it; web-sys still counts it among the unstable ones.
    let constructor = js_sys::Reflect::get(&js_sys::global(), &"DecompressionStream".into()).ok()?;
    let arguments = js_sys::Array::of1(&"gzip".into());
    let constructor: &js_sys::Function = constructor.dyn_ref()?;
    let pair: web_sys::ReadableWritablePair = js_sys::Reflect::construct(constructor, &arguments)
        .ok()?
        .unchecked_into();
    let mut chunks = ReadableStream::from_raw(body?.pipe_through(&pair)).into_stream();
    let mut bytes = Vec::new();
    while let Some(chunk) = chunks.next().await {
        bytes.extend(js_sys::Uint8Array::from(chunk.ok()?).to_vec());
    }
    Some(bytes)
}
