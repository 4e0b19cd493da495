//! Every operation that the recorded API server describes is found by its path, and has a typed call in every
//! language whose library is of its release.

use deckprism::{
    dialect::client::{Form, Knowledge, Language, Reason, client},
    kube::{operation, path::ApiPath, request::ApiRequest},
};
use serde_json::Value;

use crate::{
    discovery,
    files::{file, files, recording},
};

/// The templates of a document that have a GET which is sent, with the operation's name.
fn operations(document: &[u8]) -> Vec<(String, String)> {
    let value: Value = serde_json::from_slice(document).unwrap();
    let paths = value["paths"].as_object().unwrap();
    let gets = paths
        .iter()
        .filter_map(|(template, item)| Some((template.clone(), item["get"]["operationId"].as_str()?.to_owned())));
    // Deprecated watches, and what stands behind a proxy, are no operations of a resource.
    gets.filter(|(template, _)| !template.contains("/watch/") && !template.ends_with("/{path}"))
        .collect()
}

#[test]
fn every_operation_is_found_and_called_by_type() {
    let discovery = discovery(&recording());
    let documents = files().into_iter().filter(|name| {
        let is_described = name.starts_with("bodies/openapi.v3.") && name.contains(".json");
        is_described && !name.contains("example")
    });
    let mut untyped = Vec::new();
    let mut typed = 0;
    for document in documents.map(|name| file(&name)) {
        for (template, id) in operations(&document) {
            let path = template.replace("{namespace}", "shop").replace("{name}", "web");
            let path = ApiPath::parse(path.trim_end_matches('/')).unwrap();
            let operation = operation::find(&document, &path).unwrap().unwrap();
            assert_eq!(operation.id, id, "{template}");
            let knowledge = Knowledge {
                discovery: &discovery,
                operation: Some(&operation),
                proxy: "http://127.0.0.1:8001",
            };
            let request = ApiRequest::get(path);
            for language in Language::ALL {
                match client(language, &request, &knowledge).call.map(|program| program.form) {
                    Ok(Form::Typed) => typed += 1,
                    Err(Reason::Guarded(_)) => {}
                    Ok(Form::Dynamic(reason)) | Err(reason) => untyped.push((language, reason, id.clone())),
                    Ok(Form::Raw) => panic!("{id}"),
                }
            }
        }
    }
    assert!(typed > 1000);
    for (language, reason, id) in untyped {
        let is_explained = match (language, reason) {
            (_, Reason::NotAResource) => id.starts_with("getServiceAccountIssuer") || id.ends_with("APIGroup"),
            (Language::Haskell, Reason::OtherRelease) => true,
            (Language::Python, Reason::StricterTypes) => id.contains("EventsV1"),
            _ => false,
        };
        assert!(is_explained, "{} {id}: {reason:?}", language.name());
    }
}
