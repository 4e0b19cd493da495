//! A recorded cluster: which recorded file answers a request, and what the answer is.
//!
//! Some answers were kept as they came (*exchanges*). The others follow by the API's own rules from one Table for
//! each resource, in which the server itself put every object (*collections*): Tables with less of each object,
//! lists in plain JSON, metadata alone, one namespace, selectors, chunks, single objects. Tests compare what follows
//! with what the real server answered, byte for byte. What was neither kept nor follows is
//! [`Failure::NotRecorded`]: nothing is invented, least of all a 404.
//!
//! Pure: the caller reads the files. `recordings/README.md` describes them.

mod derive;
mod exchange;
mod fields;
mod form;
pub mod index;
mod label_words;
mod log;
mod metadata;
mod options;
mod page;
mod refusal;
mod render;
mod table;
mod token;

use thiserror::Error;

use crate::{
    kube::{answer::Answer, failure::Failure, gvk::GroupVersionResource, path::Target, request::ApiRequest},
    sort,
};
use derive::derive;
use form::Form;
use index::{Collection, FORMAT, Head, Index, Log};
use refusal::Refusal;
use table::Table;

/// The index of a recorded cluster.
#[derive(Clone, Debug)]
pub struct Recording {
    index: Index,
}

/// Why an index cannot be used.
#[derive(Debug, Error)]
pub enum RecordingError {
    /// It is no JSON, or lacks something.
    #[error("the recording's index cannot be read: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// Another version of the program wrote it.
    #[error("the recording has format {0}, and this program reads format {FORMAT}")]
    Format(u32),
}

/// What answers a request: a file, and how its bytes become the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    file: String,
    part: Part,
}

/// An answer from the recording, with the times that the real one took.
#[derive(Clone, Debug, PartialEq)]
pub struct Recorded {
    /// The answer.
    pub answer: Answer,
    /// Milliseconds from the request to the headers.
    pub first_byte_ms: f64,
    /// Milliseconds from the request to the end of the body.
    pub done_ms: f64,
    /// For a watch: when each line of the body came, in milliseconds since the request; else empty.
    pub lines_ms: Vec<f64>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Exchange(usize),
    Log(usize),
    Collection(usize, Form),
}

impl Recording {
    /// Reads `index.json`.
    pub fn read(index: &[u8]) -> Result<Self, RecordingError> {
        let index: Index = serde_json::from_slice(index)?;
        if index.format == FORMAT {
            Ok(Self { index })
        } else {
            Err(RecordingError::Format(index.format))
        }
    }

    /// When it was recorded, in milliseconds since 1970: the time that the recorded cluster shows at first.
    pub fn recorded_at_ms(&self) -> f64 {
        self.index.recorded_at_ms
    }

    /// The server's version, such as `v1.36.3`.
    pub fn git_version(&self) -> &str {
        &self.index.git_version
    }

    /// All that was recorded.
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// What answers a request; `None` if nothing does.
    ///
    /// An object's source is the collection in which it would be: whether it is there, only
    /// [`Recording::answer`] can tell.
    pub fn source(&self, request: &ApiRequest) -> Option<Source> {
        if let Some(at) = exchange::find(&self.index.exchanges, request) {
            let file = self.index.exchanges.get(at)?.body.clone();
            return Some(Source {
                file,
                part: Part::Exchange(at),
            });
        }
        let head = &request.head;
        if head.impersonate_user.is_some() || !head.impersonate_groups.is_empty() {
            return None;
        }
        self.log(request).or_else(|| self.collection(request))
    }

    /// Makes the answer to a request from its source's bytes (unzipped, if the file's name ends in `.gz`).
    pub fn answer(&self, source: &Source, request: &ApiRequest, bytes: &[u8]) -> Result<Recorded, Failure> {
        let not_recorded = |what: &str| Failure::NotRecorded(format!("{} ({what})", request.spelt_path()));
        match &source.part {
            Part::Exchange(at) => {
                let exchange = self
                    .index
                    .exchanges
                    .get(*at)
                    .ok_or_else(|| not_recorded("no such entry"))?;
                let answer = recorded(exchange.code, &exchange.reason, &exchange.head, bytes.to_vec());
                Ok(Recorded {
                    lines_ms: exchange.lines_ms.clone(),
                    ..answer
                })
            }
            Part::Log(at) => {
                let log = self.index.logs.get(*at).ok_or_else(|| not_recorded("no such entry"))?;
                if log.code != 200 {
                    return Ok(recorded(log.code, &log.reason, &log.head, bytes.to_vec()));
                }
                let body = log::cut(bytes, &request.query).ok_or_else(|| not_recorded("this part of the log"))?;
                let mut answer = recorded(log.code, &log.reason, &log.head, body);
                answer.answer.is_derived = answer.answer.body != bytes;
                // Now the length was known in time, now it was not; of a part it is another one anyway.
                let headers = &mut answer.answer.headers;
                headers.retain(|(name, _)| name != "content-length" && name != "transfer-encoding");
                headers.push(("transfer-encoding".to_owned(), "chunked".to_owned()));
                sort::by(headers, Ord::cmp);
                Ok(answer)
            }
            Part::Collection(at, form) => {
                let collection = self
                    .index
                    .collections
                    .get(*at)
                    .ok_or_else(|| not_recorded("no such entry"))?;
                let table = Table::read(bytes).map_err(|error| Failure::Unreadable(error.to_string()))?;
                match derive(collection, &table, request, form) {
                    Ok((head, body)) => Ok(derived(200, "OK", head, body.into_bytes())),
                    Err(Refusal::BadRequest(message)) => {
                        let body = refusal::bad_request(&message);
                        Ok(derived(400, "Bad Request", &collection.none, body))
                    }
                    Err(Refusal::NotRecorded(what)) => Err(not_recorded(what)),
                    Err(Refusal::Unreadable(error)) => Err(Failure::Unreadable(error)),
                }
            }
        }
    }

    fn log(&self, request: &ApiRequest) -> Option<Source> {
        let path = request.path.as_str();
        let container = request.query.get("container");
        let previous = request.query.is_on("previous");
        let is_meant = |log: &Log| {
            log.path == path
                && log.previous == previous
                && container.as_ref().map_or(log.only, |name| *name == log.container)
        };
        let at = self.index.logs.iter().position(is_meant)?;
        Some(Source {
            file: self.index.logs.get(at)?.body.clone(),
            part: Part::Log(at),
        })
    }

    fn collection(&self, request: &ApiRequest) -> Option<Source> {
        let target = request.target();
        let at = self.index.collections.iter().position(|it| is_of(it, &target))?;
        let collection = self.index.collections.get(at)?;
        let is_list = match &target {
            Target::Collection { .. } if exchange::is_watch(&request.query) => return None,
            Target::Collection { .. } => true,
            Target::Object { .. } => false,
            Target::Subresource { subresource, rest, .. } => {
                let is_same = rest.is_empty() && collection.same_subresources.contains(subresource);
                return is_same.then(|| Source {
                    file: collection.file.clone(),
                    part: Part::Collection(at, Form::Json),
                });
            }
            _ => return None,
        };
        let has_form = |form: &Form| match form {
            Form::Json | Form::Table => true,
            Form::Metadata => !is_list,
            Form::MetadataList => is_list,
            Form::Other(_) => false,
        };
        let form = exchange::asked_for(request).into_iter().find(has_form)?;
        Some(Source {
            file: collection.file.clone(),
            part: Part::Collection(at, form),
        })
    }
}

impl Source {
    /// The file that holds the answer, relative to the recording's folder. It is gzipped if its name ends in `.gz`.
    pub fn file(&self) -> &str {
        &self.file
    }
}

/// Whether a path leads to a collection or its objects, as far as its words tell.
fn is_of(collection: &Collection, target: &Target) -> bool {
    let Some(GroupVersionResource {
        group,
        version,
        resource,
    }) = target.resource()
    else {
        return false;
    };
    let (is_list, in_namespace) = (
        matches!(target, Target::Collection { .. }),
        target.namespace().is_some(),
    );
    collection.group == *group
        && collection.version == *version
        && collection.resource == *resource
        && if collection.namespaced {
            in_namespace || is_list
        } else {
            !in_namespace
        }
}

fn recorded(code: u16, reason: &str, head: &Head, body: Vec<u8>) -> Recorded {
    let Head {
        headers,
        first_byte_ms,
        done_ms,
    } = head.clone();
    let answer = Answer {
        code,
        reason: reason.to_owned(),
        headers,
        body,
        is_derived: false,
    };
    Recorded {
        answer,
        first_byte_ms,
        done_ms,
        lines_ms: Vec::new(),
    }
}

/// An answer with the recorded headers, but for those that describe the body.
///
/// The API server knows how long a body is if it fits into one buffer of Go's HTTP/2 server (4096 bytes; measured),
/// and offers to zip it above 128 KiB (apiserver `pkg/endpoints/handlers/responsewriters/writers.go`).
fn derived(code: u16, reason: &str, head: &Head, body: Vec<u8>) -> Recorded {
    const OF_THE_BODY: [&str; 4] = ["content-length", "content-type", "transfer-encoding", "vary"];
    let length = body.len();
    let mut recorded = recorded(code, reason, head, body);
    recorded.answer.is_derived = true;
    let headers = &mut recorded.answer.headers;
    headers.retain(|(name, _)| !OF_THE_BODY.contains(&name.as_str()));
    let mut add = |name: &str, value: &str| headers.push((name.to_owned(), value.to_owned()));
    add("content-type", "application/json");
    if length <= 4096 {
        add("content-length", &length.to_string());
    } else {
        add("transfer-encoding", "chunked");
    }
    if length > 128 * 1024 {
        add("vary", "Accept-Encoding");
    }
    sort::by(headers, Ord::cmp);
    recorded
}

#[cfg(test)]
mod tests;
