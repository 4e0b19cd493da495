//! The OpenAPI document that names the methods of generated libraries: which one it is, how to get it, what became of it.
//!
//! Sources: kube-openapi `pkg/handler3/handler.go`; kubernetes-client/gen `openapi/preprocess_spec.py`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Told;
use crate::{
    kube::{
        operation::{self, Operation},
        path::ApiPath,
        query::Query,
        request::ApiRequest,
    },
    wire::vocabulary::vocabulary,
};

/// The index of all documents.
pub const INDEX: &str = "/openapi/v3";

/// What became of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schema<'a> {
    /// The index or the document is on its way, or nobody has asked yet.
    Waiting,
    /// The document came.
    Read {
        /// The number of the exchange with the document.
        exchange: u32,
        /// What it says of the request's path ([`operation::find`]), if it says anything.
        operation: Option<&'a Operation>,
    },
    /// The index came, and names no document for the path.
    Unlisted {
        /// The number of the exchange with the index.
        exchange: u32,
    },
    /// The index or the document was refused, did not come, or is not what it should be.
    Failed {
        /// The number of that exchange, if there is an answer to look at.
        exchange: Option<u32>,
    },
    /// The recorded cluster does not have the index or the document.
    NotRecorded,
}

vocabulary! {
    /// What became of the OpenAPI document, in a sentence.
    SchemaWord under "code.schema" {
        /// `{document}`: which document is waited for.
        Waiting = "waiting",
        /// `{exchange}`, `{id}`, `{tag}`: what the document calls the operation.
        Read = "read",
        /// `{exchange}`: the document does not describe the path.
        NotDescribed = "not_described",
        /// `{exchange}`: the index lists no document for the path.
        Unlisted = "unlisted",
        /// `{exchange}`: the document could not be read, and this answer says why.
        Failed = "failed",
        /// It could not be read, and there is no answer to look at.
        Silent = "silent",
        /// It is not in the recording.
        NotRecorded = "not_recorded",
    }
}

impl<'a> Schema<'a> {
    /// What the document says of the path.
    pub fn operation(self) -> Option<&'a Operation> {
        match self {
            Self::Read { operation, .. } => operation,
            _ => None,
        }
    }

    /// The exchange that shows it, for a link.
    pub fn exchange(self) -> Option<u32> {
        match self {
            Self::Read { exchange, .. } | Self::Unlisted { exchange } => Some(exchange),
            Self::Failed { exchange } => exchange,
            Self::Waiting | Self::NotRecorded => None,
        }
    }

    /// What became of the document, in a sentence.
    pub fn told(self, path: &ApiPath) -> Told {
        let number = self.exchange().map(|exchange| exchange.to_string()).unwrap_or_default();
        let exchange = ("exchange", number.as_str());
        match self {
            Self::Waiting => Told::filled(SchemaWord::Waiting, &[("document", &operation::document(path))]),
            Self::Read {
                operation: Some(operation),
                ..
            } => Told::filled(
                SchemaWord::Read,
                &[exchange, ("id", &operation.id), ("tag", &operation.tag)],
            ),
            Self::Read { operation: None, .. } => Told::filled(SchemaWord::NotDescribed, &[exchange]),
            Self::Unlisted { .. } => Told::filled(SchemaWord::Unlisted, &[exchange]),
            Self::Failed { exchange: Some(_) } => Told::filled(SchemaWord::Failed, &[exchange]),
            Self::Failed { exchange: None } => Told::plain(SchemaWord::Silent),
            Self::NotRecorded => Told::plain(SchemaWord::NotRecorded),
        }
    }
}

/// The first of two requests: the index, which API servers answer anew each time.
pub fn index() -> Option<ApiRequest> {
    ApiRequest::of(INDEX).ok()
}

/// The second: the document for a path, as the index lists it. These requests are to be tried one after the other, until
/// one of them is answered with 200; there are none if the index lists no document.
///
/// The first carries a hash of the document, so that a browser keeps the answer for a year and asks again only when the
/// API has changed. The other one does without: `version`, `api` and `apis` are listed by each of several API servers,
/// and where the hash is not that of the server that answers, there is a 502 instead of the redirect which it tries.
///
/// Source: kube-aggregator `pkg/controllers/openapiv3/aggregator/aggregator.go`.
///
/// # Errors
/// If the index is no JSON, or not what kube-openapi writes.
pub fn documents(index: &[u8], path: &ApiPath) -> Result<Vec<ApiRequest>, serde_json::Error> {
    let wanted = operation::document(path);
    let index: Index = serde_json::from_slice(index)?;
    let Some(listed) = index.paths.get(&wanted).and_then(|document| request(&document.url)) else {
        return Ok(Vec::new());
    };
    let without_hash = ApiRequest::get(listed.path.clone());
    Ok(vec![listed, without_hash])
}

/// A path and query as a request; nothing if the path is not safe to send.
fn request(url: &str) -> Option<ApiRequest> {
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let mut request = ApiRequest::of(path).ok()?;
    request.query = Query::parse(query);
    Some(request)
}

#[derive(Deserialize)]
struct Index {
    paths: BTreeMap<String, Document>,
}

#[derive(Deserialize)]
struct Document {
    #[serde(rename = "serverRelativeURL")]
    url: String,
}
