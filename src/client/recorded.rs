//! The recorded cluster: answers from the files that ship with the console.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use futures::StreamExt as _;
use wasm_bindgen::JsCast as _;
use wasm_streams::ReadableStream;

use super::{
    exchange::{HttpVersion, Received, Timing},
    file,
};
use crate::{
    kube::{failure::Failure, path::Guard, request::ApiRequest},
    recording::Recording,
};

/// The recorded cluster.
#[derive(Clone, Debug)]
pub struct Recorded {
    recording: Arc<Recording>,
    /// The files that were read, unzipped.
    files: Arc<Mutex<HashMap<String, Arc<Vec<u8>>>>>,
}

impl Recorded {
    /// Opens the recording beside the page.
    pub async fn open() -> Result<Self, Failure> {
        let index = read_file("index.json").await?;
        let recording = Recording::read(&index).map_err(|error| Failure::Unreadable(error.to_string()))?;
        Ok(Self {
            recording: Arc::new(recording),
            files: Arc::default(),
        })
    }

    /// What was recorded.
    pub fn recording(&self) -> &Recording {
        &self.recording
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
        let source = self
            .recording
            .source(request)
            .ok_or_else(|| Failure::NotRecorded(request.spelt_path()))?;
        let bytes = self.file(source.file()).await?;
        self.recording.answer(&source, request, &bytes)
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
