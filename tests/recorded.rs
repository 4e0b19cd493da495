//! The recorded cluster that ships: it is whole, it keeps no secret, and what follows from it is what the real API
//! server answered.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "the helpers of a test fail as loudly as the test itself"
)]

#[path = "recorded/clients.rs"]
mod clients;
#[path = "recorded/downward.rs"]
mod downward;
#[path = "recorded/evidence.rs"]
mod evidence;
#[path = "recorded/files.rs"]
mod files;
#[path = "recorded/identity.rs"]
mod identity;
#[path = "recorded/lessons.rs"]
mod lessons;

use std::{collections::BTreeSet, fs, path::Path};

use deckprism::{
    kube::{
        answer::Answer,
        discovery::{Discovery, aggregated},
        failure::Failure,
        mask::MASK,
        path::ApiPath,
        query::Query,
        request::{ACCEPT_DISCOVERY, ACCEPT_JSON, ApiRequest, IncludeObject},
    },
    recording::{Recording, index::OPERATOR},
};
use files::{checks, file, files, folder, objects, recording};
use serde::de::IgnoredAny;
use serde_json::Value;

fn request(target: &str, accept: Option<&str>) -> ApiRequest {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let mut request = ApiRequest::of(path).unwrap();
    request.query = Query::parse(query);
    request.head.accept = accept.map(str::to_owned);
    request
}

fn answer(recording: &Recording, request: &ApiRequest) -> Result<Answer, Failure> {
    let target = request.spelt_path();
    let source = recording.source(request).ok_or(Failure::NotRecorded(target))?;
    recording
        .answer(&source, request, &file(source.file()))
        .map(|recorded| recorded.answer)
}

fn discovery(recording: &Recording) -> Discovery {
    let read = |path: &str| {
        let answer = answer(recording, &request(path, Some(ACCEPT_DISCOVERY))).unwrap();
        assert!(aggregated::is_aggregated(answer.content_type()));
        aggregated::read(&answer.body).unwrap()
    };
    Discovery::new(read("/api").pop(), read("/apis"))
}

#[test]
fn every_file_is_referenced_and_readable() {
    let recording = recording();
    let index = recording.index();
    let mut referenced: BTreeSet<String> = ["index.json", "checks/index.json"].map(str::to_owned).into();
    referenced.extend(index.collections.iter().map(|collection| collection.file.clone()));
    referenced.extend(index.logs.iter().map(|log| log.body.clone()));
    referenced.extend(index.exchanges.iter().map(|exchange| exchange.body.clone()));
    referenced.extend(checks().into_iter().map(|exchange| exchange.body));
    assert_eq!(files(), referenced);
    for name in &referenced {
        let bytes = file(name);
        if Path::new(name.trim_end_matches(".gz")).extension() == Some("json".as_ref()) {
            let values = serde_json::Deserializer::from_slice(&bytes).into_iter::<IgnoredAny>();
            let values: Result<Vec<_>, _> = values.collect();
            assert!(values.is_ok_and(|values| !values.is_empty()), "{name}");
        }
    }
}

#[test]
fn it_is_small() {
    let bytes: u64 = files()
        .iter()
        .map(|name| fs::metadata(folder().join(name)).unwrap().len())
        .sum();
    assert!(bytes < 10 * 1024 * 1024, "{bytes} bytes");
}

#[test]
fn the_recordings_time_and_version_are_known() {
    let recording = recording();
    assert!(recording.recorded_at_ms() > 1.7e12);
    assert!(recording.git_version().starts_with("v1."));
    let answer = answer(&recording, &request("/version", None)).unwrap();
    let version: Value = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(version["gitVersion"], recording.git_version());
}

#[test]
fn derived_answers_are_the_servers_own() {
    let (recording, checks) = (recording(), checks());
    assert!(checks.len() > 90, "{}", checks.len());
    for check in checks {
        let target = format!("{}?{}", check.path, check.query);
        let request = request(&target, check.accept.as_deref());
        let derived = answer(&recording, &request).unwrap_or_else(|failure| panic!("{target}: {failure}"));
        let body = file(&check.body);
        assert_eq!(
            (derived.code, derived.reason.as_str()),
            (check.code, check.reason.as_str()),
            "{target}"
        );
        assert!(
            derived.body == body,
            "{target} {:?}\nhere:   {}\nserver: {}",
            check.accept,
            String::from_utf8_lossy(&derived.body),
            String::from_utf8_lossy(&body)
        );
        // All but the ones that differ from answer to answer. Masks change a body's length, and whether the length of
        // a log is known in time is a matter of luck.
        let has_length = !String::from_utf8_lossy(&body).contains(MASK) && derived.content_type() != "text/plain";
        let comparable = |headers: &[(String, String)]| -> Vec<(String, String)> {
            let varies = |name: &str| match name {
                "audit-id" | "date" => true,
                "content-length" | "transfer-encoding" => !has_length,
                _ => false,
            };
            headers.iter().filter(|(name, _)| !varies(name)).cloned().collect()
        };
        assert_eq!(
            comparable(&derived.headers),
            comparable(&check.head.headers),
            "{target}"
        );
    }
}

#[test]
fn every_listable_resource_has_a_collection_and_its_objects_an_answer() {
    let recording = recording();
    let discovery = discovery(&recording);
    let mut count = 0;
    for resource in discovery.resources().filter(|resource| resource.can("list")) {
        let list = ApiRequest::get(ApiPath::of(&resource.resource, None, None).unwrap());
        for request in [
            list.clone().table(IncludeObject::None),
            list.clone().table(IncludeObject::Metadata),
            list.clone().accept(ACCEPT_JSON),
        ] {
            assert_eq!(
                answer(&recording, &request).unwrap().code,
                200,
                "{}",
                request.spelt_path()
            );
        }
        let source = recording.source(&list).unwrap();
        let objects = objects(source.file());
        count += objects.len();
        // How an object is found does not depend on the object; whether its scale was recorded does.
        let has_scale = resource
            .subresources
            .iter()
            .any(|subresource| subresource.name == "scale");
        let some = if has_scale { objects.len() } else { 5 };
        for (namespace, name) in objects.into_iter().take(some) {
            let path = ApiPath::of(&resource.resource, namespace.as_deref(), Some(&name)).unwrap();
            let request = ApiRequest::get(path.clone());
            let object: Value = serde_json::from_slice(&answer(&recording, &request).unwrap().body).unwrap();
            assert_eq!(object["metadata"]["name"], name);
            for subresource in resource
                .subresources
                .iter()
                .filter(|subresource| subresource.is_readable())
            {
                // The log of a pod with several containers is a 400, which is an answer too.
                let request = ApiRequest::of(&format!("{path}/{}", subresource.name)).unwrap();
                answer(&recording, &request).unwrap_or_else(|failure| panic!("{failure}"));
            }
        }
    }
    assert!(count > 400, "{count} objects");
}

#[test]
fn every_path_that_the_server_names_has_an_answer() {
    let recording = recording();
    let json = |path: &str| -> Value {
        serde_json::from_slice(&answer(&recording, &request(path, None)).unwrap().body).unwrap()
    };
    let root = json("/");
    for path in root["paths"].as_array().unwrap() {
        answer(&recording, &request(path.as_str().unwrap(), None)).unwrap();
    }
    for (name, document) in json("/openapi/v3")["paths"].as_object().unwrap() {
        let request = request(document["serverRelativeURL"].as_str().unwrap(), None);
        assert_eq!(answer(&recording, &request).unwrap().code, 200, "{name}");
    }
    for group in discovery(&recording).groups {
        for version in group.versions {
            answer(&recording, &request(&version.group_version.path(), None)).unwrap();
        }
    }
}

#[test]
fn every_container_has_a_log() {
    let recording = recording();
    let table: Value = serde_json::from_slice(&file("collections/api.v1.pods.json")).unwrap();
    for row in table["rows"].as_array().unwrap() {
        let (metadata, spec) = (&row["object"]["metadata"], &row["object"]["spec"]);
        let path = format!(
            "/api/v1/namespaces/{}/pods/{}/log",
            metadata["namespace"].as_str().unwrap(),
            metadata["name"].as_str().unwrap()
        );
        for container in ["initContainers", "containers"]
            .iter()
            .filter_map(|kind| spec[kind].as_array())
            .flatten()
        {
            let name = container["name"].as_str().unwrap();
            for query in ["", "&tailLines=10", "&timestamps=true", "&previous=true"] {
                let request = request(&format!("{path}?container={name}{query}"), None);
                answer(&recording, &request).unwrap_or_else(|failure| panic!("{failure}"));
            }
        }
    }
}

#[test]
fn every_kind_of_failure_was_recorded() {
    let recording = recording();
    let exchanges = &recording.index().exchanges;
    for (code, identity, what) in [
        (400, OPERATOR, "/log"),
        (403, OPERATOR, "/api/v1/namespaces/pods/configmaps/exec"),
        (403, "viewer", "/secrets"),
        (403, "restricted", "/api/v1/namespaces"),
        (404, OPERATOR, "/pods/no-such-pod"),
        (404, OPERATOR, "/apis/no-such-group"),
        (406, OPERATOR, "/version"),
        (410, OPERATOR, "/api/v1/pods"),
        (422, OPERATOR, "/api/v1/pods"),
        (429, OPERATOR, "/pods"),
        (500, "unreachable", "/version"),
        (503, OPERATOR, "/apis/dead.example.com/v1"),
    ] {
        assert!(
            exchanges
                .iter()
                .any(|it| it.code == code && it.identity == identity && it.path.contains(what)),
            "{code} {identity} {what}"
        );
    }
    let mut somebody = request("/", None);
    somebody.head.impersonate_user = Some("system:anonymous".into());
    assert_eq!(answer(&recording, &somebody).unwrap().code, 403);
    for path in [
        "/api/v1/componentstatuses",
        "/api/v1/namespaces/default/endpoints/kubernetes",
    ] {
        assert!(
            !answer(&recording, &request(path, None)).unwrap().warnings().is_empty(),
            "{path}"
        );
    }
}

#[test]
fn watches_know_when_each_line_came() {
    let recording = recording();
    let watches: Vec<_> = recording
        .index()
        .exchanges
        .iter()
        .filter(|exchange| exchange.query.contains("watch=1"))
        .collect();
    assert!(watches.len() >= 4);
    for watch in watches {
        let body = file(&watch.body);
        assert_eq!(
            watch.lines_ms.len(),
            body.split_inclusive(|byte| *byte == b'\n').count(),
            "{}",
            watch.path
        );
        assert!(watch.lines_ms.is_sorted());
    }
}

#[test]
fn no_secret_and_no_place_on_a_machine_is_in_it() {
    use base64::{Engine as _, engine::general_purpose::STANDARD};

    const CANARY: &str = "canary-3f9c1e";
    let mut forbidden = vec![CANARY.to_owned(), "deckprism-cluster-".to_owned()];
    // In base64 a text looks different at each of three offsets; its ends depend on what stands around it.
    for offset in 0..3 {
        let encoded = STANDARD.encode(format!("{}{CANARY}", "x".repeat(offset)));
        forbidden.push(encoded.get(4..16).unwrap().to_owned());
    }
    for name in files() {
        let text = String::from_utf8_lossy(&file(&name)).into_owned();
        for word in &forbidden {
            assert!(!text.contains(word), "{name} has {word}");
        }
    }
    let secrets: Value = serde_json::from_slice(&file("collections/api.v1.secrets.json")).unwrap();
    let mut values = 0;
    for row in secrets["rows"].as_array().unwrap() {
        for value in row["object"]["data"]
            .as_object()
            .into_iter()
            .flat_map(|data| data.values())
        {
            assert_eq!(value, MASK);
            values += 1;
        }
    }
    assert!(values > 5, "{values}");
}
