//! The OpenAPI document that describes a path, found by the API server's own index of such documents.

use std::sync::Arc;

use leptos::prelude::*;

use super::{owned::Owned, session::Session};
use crate::{
    client::exchange::Exchange,
    kube::{answer::Answer, failure::Failure, request::ApiRequest},
    learn::code::schema::{documents, index},
};

/// How far the document was found.
#[derive(Clone, Debug, PartialEq)]
pub enum SchemaFound {
    /// It is being read.
    Waiting,
    /// It was read.
    Read {
        /// The number of the exchange.
        exchange: u32,
        /// Its bytes.
        body: Arc<Vec<u8>>,
    },
    /// The index names none.
    Unlisted {
        /// The number of the exchange of the index.
        exchange: u32,
    },
    /// It could not be read.
    Failed {
        /// The number of the exchange that says why, if there is one.
        exchange: Option<u32>,
    },
    /// The recording lacks it.
    NotRecorded,
}

/// Starts reading the document of a request's path.
pub fn read_schema(request: &ApiRequest) -> RwSignal<SchemaFound> {
    let found = RwSignal::new(SchemaFound::Waiting);
    let (session, path) = (Session::expect(), request.path.clone());
    Owned::here().spawn(async move {
        let Some(asked) = index() else { return };
        let listed = session.send(asked).await;
        let body = match body(&listed) {
            Ok(body) => body,
            Err(failed) => return drop(found.try_set(failed)),
        };
        let documents = documents(&body.body, &path).unwrap_or_default();
        if documents.is_empty() {
            return drop(found.try_set(SchemaFound::Unlisted {
                exchange: listed.number,
            }));
        }
        let mut last = SchemaFound::Failed { exchange: None };
        for document in documents {
            let exchange = session.send(document).await;
            last = match self::body(&exchange) {
                Ok(answer) => SchemaFound::Read {
                    exchange: exchange.number,
                    body: Arc::new(answer.body.clone()),
                },
                Err(failed) => failed,
            };
            if matches!(last, SchemaFound::Read { .. }) {
                break;
            }
        }
        found.try_set(last);
    });
    found
}

/// The answer, if it is a success; `/openapi/v3` calls its JSON plain text.
fn body(exchange: &Exchange) -> Result<Arc<Answer>, SchemaFound> {
    let received = &exchange.received;
    let answer = received.answer.clone();
    match (&received.failure, answer) {
        (Some(Failure::NotRecorded(_)), _) => Err(SchemaFound::NotRecorded),
        (_, Some(answer)) if answer.code == 200 => Ok(answer),
        _ => Err(SchemaFound::Failed {
            exchange: Some(exchange.number),
        }),
    }
}
