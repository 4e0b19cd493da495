//! Requests and the programs that make them.

use super::*;
use crate::{
    dialect::testing::discovery,
    kube::{
        operation::{Parameter, ParameterPlace},
        query::Query,
    },
};

mod calls;
mod limits;
#[cfg(not(target_arch = "wasm32"))]
mod literals;

/// Every parameter that the tests use.
const PARAMETERS: &[&str] = &[
    "allowWatchBookmarks",
    "container",
    "continue",
    "fieldSelector",
    "follow",
    "labelSelector",
    "limit",
    "resourceVersion",
    "sinceSeconds",
    "tailLines",
    "timeoutSeconds",
    "timestamps",
    "watch",
];

fn request(target: &str) -> ApiRequest {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let mut request = ApiRequest::of(path).unwrap();
    request.query = Query::parse(query);
    request
}

/// An operation as OpenAPI describes it; none if its name is empty.
fn operation(id: &str, tag: &str) -> Option<Operation> {
    let parameters = PARAMETERS.iter().map(|name| Parameter {
        name: (*name).to_owned(),
        place: ParameterPlace::Query,
    });
    (!id.is_empty()).then(|| Operation {
        id: id.to_owned(),
        tag: tag.to_owned(),
        kind: None,
        parameters: parameters.collect(),
    })
}

fn ask(language: Language, request: &ApiRequest, id: &str, tag: &str) -> Client {
    let (discovery, operation) = (discovery(), operation(id, tag));
    let knowledge = Knowledge {
        discovery: &discovery,
        operation: operation.as_ref(),
        proxy: "http://127.0.0.1:8001",
    };
    client(language, request, &knowledge)
}
