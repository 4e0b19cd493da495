//! Sends the console's own requests to a `kubectl proxy`, and notes what came and when.

use std::{
    collections::BTreeMap,
    io::{BufRead as _, BufReader, Read},
    path::Path,
    time::{Duration, Instant},
};

use deckprism::{
    kube::{gvk::GroupVersionResource, mask::mask, query::Query, request::ApiRequest},
    recording::index::Head,
};
use ureq::Agent;

use super::error::RecordError;

/// What browsers call themselves: the API server treats them differently from others.
const USER_AGENT: &str = "Mozilla/5.0";

/// One proxy to ask.
#[derive(Debug)]
pub(super) struct Client {
    address: String,
    folder: String,
    agent: Agent,
}

/// What is written where an answer names the folder of the throw-away cluster, which only `/flagz` does.
const NEUTRAL_FOLDER: &str = "/cluster";

/// An answer, its secret values masked.
#[derive(Clone, Debug, Default)]
pub(super) struct Taken {
    pub(super) code: u16,
    pub(super) reason: String,
    pub(super) head: Head,
    pub(super) lines_ms: Vec<f64>,
    pub(super) body: Vec<u8>,
    /// How many secret values were masked.
    pub(super) values: usize,
}

impl Client {
    /// Asks the proxy at an address, `http://127.0.0.1:PORT`, of a cluster that lies in a folder.
    pub(super) fn new(address: &str, folder: &Path) -> Self {
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .proxy(None)
            .user_agent(USER_AGENT)
            .timeout_global(Some(Duration::from_mins(2)))
            .build()
            .into();
        Self {
            address: address.to_owned(),
            folder: folder.display().to_string(),
            agent,
        }
    }

    /// Sends a request and waits for the end of the answer.
    pub(super) fn send(&self, request: &ApiRequest) -> Result<Taken, RecordError> {
        self.exchange(request, false)
    }

    /// Sends a watch and notes when each of its lines comes; it is up to the request to end it in time.
    pub(super) fn watch(&self, request: &ApiRequest) -> Result<Taken, RecordError> {
        self.exchange(request, true)
    }

    /// A body that does not tell where on this machine the cluster lies.
    fn neutral(&self, body: Vec<u8>) -> Vec<u8> {
        match std::str::from_utf8(&body) {
            Ok(text) if text.contains(&self.folder) => text.replace(&self.folder, NEUTRAL_FOLDER).into_bytes(),
            _ => body,
        }
    }

    fn exchange(&self, request: &ApiRequest, by_line: bool) -> Result<Taken, RecordError> {
        let target = request.sent_path();
        let failed = |message: String| RecordError::Request {
            target: target.clone(),
            message,
        };
        let mut call = self.agent.get(format!("{}{target}", self.address));
        for (name, value) in request.headers() {
            call = call.header(name, value);
        }
        let start = Instant::now();
        let answer = call.call().map_err(|error| failed(error.to_string()))?;
        let first_byte_ms = milliseconds(start);
        let status = answer.status();
        let mut headers: BTreeMap<String, String> = BTreeMap::new();
        for (name, value) in answer.headers() {
            let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
            // As browsers join them.
            headers
                .entry(name.as_str().to_owned())
                .and_modify(|all| {
                    all.push_str(", ");
                    all.push_str(&value);
                })
                .or_insert(value);
        }
        let reader = answer.into_body().into_reader();
        let (body, lines_ms) = read(reader, by_line, start).map_err(|error| failed(error.to_string()))?;
        let done_ms = milliseconds(start);
        let of_secrets = request
            .target()
            .resource()
            .is_some_and(GroupVersionResource::is_secrets);
        let masked = mask(body, of_secrets).ok_or_else(|| failed("a Secret that cannot be masked".to_owned()))?;
        Ok(Taken {
            code: status.as_u16(),
            reason: status.canonical_reason().unwrap_or_default().to_owned(),
            head: Head {
                headers: headers.into_iter().collect(),
                first_byte_ms,
                done_ms,
            },
            lines_ms,
            body: self.neutral(masked.body),
            values: masked.values,
        })
    }
}

impl Taken {
    /// The body, if this is a success.
    pub(super) fn success(self, request: &ApiRequest) -> Result<Self, RecordError> {
        if self.code == 200 {
            return Ok(self);
        }
        let text: String = String::from_utf8_lossy(&self.body).chars().take(300).collect();
        Err(RecordError::unexpected(
            request.spelt_path(),
            format!("{} {text}", self.code),
        ))
    }

    /// A header's value.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.head
            .headers
            .iter()
            .find(|(header, _)| header == name)
            .map(|(_, value)| value.as_str())
    }
}

/// A request to a path with a query.
pub(super) fn request(target: &str) -> Result<ApiRequest, RecordError> {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let mut request = ApiRequest::of(path).map_err(|source| RecordError::Path {
        path: path.to_owned(),
        source,
    })?;
    request.query = Query::parse(query);
    Ok(request)
}

fn read(reader: impl Read, by_line: bool, start: Instant) -> std::io::Result<(Vec<u8>, Vec<f64>)> {
    let mut reader = BufReader::new(reader);
    let (mut body, mut lines_ms) = (Vec::new(), Vec::new());
    if !by_line {
        reader.read_to_end(&mut body)?;
        return Ok((body, lines_ms));
    }
    while reader.read_until(b'\n', &mut body)? > 0 {
        lines_ms.push(milliseconds(start));
    }
    Ok((body, lines_ms))
}

/// Since then, to a tenth: nobody can see more, and shorter numbers make a smaller index.
fn milliseconds(start: Instant) -> f64 {
    (start.elapsed().as_secs_f64() * 10_000.0).round() / 10.0
}
