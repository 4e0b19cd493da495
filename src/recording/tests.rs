//! The recording as a whole, on a small one made by hand; `tests/recorded.rs` has the real one.

use serde_json::json;

use super::*;
use crate::kube::request::{ACCEPT_JSON, ACCEPT_TABLE, ACCEPT_YAML, IncludeObject};

const ONE: &str = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1";
const LIST: &str = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";
const A: &str =
    r#""metadata":{"name":"a","namespace":"x","resourceVersion":"3","labels":{"l":"1"}},"spec":{"b":1,"a":2}"#;
const B: &str = r#""metadata":{"name":"b","namespace":"y","resourceVersion":"4"},"spec":{}"#;

fn recording() -> Recording {
    let head = json!({"headers": [["audit-id", "1"], ["content-length", "9"], ["content-type", "?"]], "firstByteMs": 1.5, "doneMs": 2.0});
    let collection = |resource: &str, namespaced: bool| {
        json!({
            "group": "", "version": "v1", "resource": resource, "listKind": "ThingList", "namespaced": namespaced,
            "sameSubresources": ["status"], "file": format!("collections/v1.{resource}.json"),
            "object": head, "none": head, "list": head,
        })
    };
    let index = json!({
        "format": 1, "recordedAt": "2026-11-22T05:00:00Z", "recordedAtMs": 1.0, "gitVersion": "v1.36.3",
        "collections": [collection("things", true), collection("nodes", false)],
        "logs": [{
            "path": "/api/v1/namespaces/x/pods/p/log", "container": "c", "only": true, "code": 200, "reason": "OK",
            "headers": [], "firstByteMs": 1.0, "doneMs": 1.0, "body": "logs/p.txt",
        }],
        "exchanges": [{
            "path": "/version", "identity": "operator", "code": 200, "reason": "OK",
            "headers": [["content-type", "application/json"]], "firstByteMs": 1.0, "doneMs": 3.0, "body": "bodies/version.json.gz",
        }],
    });
    Recording::read(index.to_string().as_bytes()).unwrap()
}

fn file() -> String {
    format!(
        "{{\"kind\":\"Table\",\"apiVersion\":\"meta.k8s.io/v1\",\"metadata\":{{\"resourceVersion\":\"9\"}},\"columnDefinitions\":[1],\"rows\":[\n\
         {{\"cells\":[\"a\"],\"object\":{{\"kind\":\"Thing\",\"apiVersion\":\"v1\",{A}}}}},\n\
         {{\"cells\":[\"b\"],\"conditions\":[{{}}],\"object\":{{\"kind\":\"Thing\",\"apiVersion\":\"v1\",{B}}}}}\n]}}"
    )
}

fn request(target: &str, accept: &str) -> ApiRequest {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let mut request = ApiRequest::of(path).unwrap().accept(accept);
    request.query = crate::kube::query::Query::parse(query);
    request
}

#[track_caller]
fn body(target: &str, accept: &str) -> String {
    let (recording, request) = (recording(), request(target, accept));
    let source = recording.source(&request).unwrap();
    assert_eq!(source.file(), "collections/v1.things.json");
    let recorded = recording.answer(&source, &request, file().as_bytes()).unwrap();
    assert_eq!(recorded.answer.code, 200);
    String::from_utf8(recorded.answer.body).unwrap()
}

#[test]
fn lists_follow_from_the_table() {
    let head = r#"{"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":{"resourceVersion":"9"},"columnDefinitions":[1],"rows":["#;
    let none = ApiRequest::of("/api/v1/things")
        .unwrap()
        .table(IncludeObject::None)
        .spelt_path();
    assert_eq!(
        body(&none, ACCEPT_TABLE),
        format!(
            "{head}{{\"cells\":[\"a\"],\"object\":null}},{{\"cells\":[\"b\"],\"conditions\":[{{}}],\"object\":null}}]}}\n"
        )
    );
    assert_eq!(
        body("/api/v1/namespaces/none/things", ACCEPT_TABLE),
        format!("{head}]}}\n")
    );
    assert_eq!(
        body("/api/v1/things?includeObject=Object", ACCEPT_TABLE),
        format!("{}\n", file().replace('\n', ""))
    );
    assert_eq!(
        body("/api/v1/namespaces/x/things", ACCEPT_JSON),
        format!(
            "{{\"kind\":\"ThingList\",\"apiVersion\":\"v1\",\"metadata\":{{\"resourceVersion\":\"9\"}},\"items\":[{{{A}}}]}}\n"
        )
    );
    assert_eq!(
        body("/api/v1/namespaces/y/things", LIST),
        r#"{"kind":"PartialObjectMetadataList","apiVersion":"meta.k8s.io/v1","metadata":{"resourceVersion":"9"},"items":[{"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":{"name":"b","namespace":"y","resourceVersion":"4"}}]}"#.to_owned() + "\n"
    );
}

#[test]
fn objects_follow_from_their_rows() {
    let object = format!("{{\"kind\":\"Thing\",\"apiVersion\":\"v1\",{A}}}\n");
    assert_eq!(body("/api/v1/namespaces/x/things/a", ACCEPT_JSON), object);
    assert_eq!(body("/api/v1/namespaces/x/things/a/status", ACCEPT_JSON), object);
    assert_eq!(
        body("/api/v1/namespaces/y/things/b", ONE),
        r#"{"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":{"name":"b","namespace":"y","resourceVersion":"4"}}"#.to_owned() + "\n"
    );
    assert!(body("/api/v1/namespaces/y/things/b?includeObject=None", ACCEPT_TABLE).contains(
        r#""metadata":{"resourceVersion":"4"},"columnDefinitions":[1],"rows":[{"cells":["b"],"conditions":[{}],"object":null}]}"#
    ));
}

#[test]
fn derived_answers_keep_the_recorded_headers_and_times() {
    let (recording, request) = (recording(), request("/api/v1/things", ACCEPT_JSON));
    let source = recording.source(&request).unwrap();
    let recorded = recording.answer(&source, &request, file().as_bytes()).unwrap();
    let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let length = recorded.answer.body.len().to_string();
    assert_eq!(
        recorded.answer.headers,
        [
            header("audit-id", "1"),
            header("content-length", &length),
            header("content-type", "application/json")
        ]
    );
    assert_eq!(
        (recorded.first_byte_ms.to_bits(), recorded.done_ms.to_bits()),
        (1.5_f64.to_bits(), 2_f64.to_bits())
    );
}

#[test]
fn what_was_not_recorded_has_no_source() {
    let mut somebody_else = request("/api/v1/things", ACCEPT_JSON);
    somebody_else.head.impersonate_user = Some("x".into());
    for request in [
        request("/api/v1/others", ACCEPT_JSON),
        request("/api/v1/things?watch=1", ACCEPT_JSON),
        request("/api/v1/things", ACCEPT_YAML),
        request("/api/v1/things", ONE),
        request("/api/v1/things/a", ACCEPT_JSON),
        request("/api/v1/namespaces/x/nodes", ACCEPT_JSON),
        request("/api/v1/namespaces/x/things/a/scale", ACCEPT_JSON),
        request("/api/v1/namespaces/x/pods/p/log?container=other", ACCEPT_JSON),
        request("/version?x", ACCEPT_JSON),
        somebody_else,
    ] {
        assert_eq!(recording().source(&request), None, "{request:?}");
    }
}

#[test]
fn an_absent_object_is_not_invented_to_be_missing() {
    let (recording, request) = (recording(), request("/api/v1/namespaces/x/things/b", ACCEPT_JSON));
    let source = recording.source(&request).unwrap();
    assert!(matches!(
        recording.answer(&source, &request, file().as_bytes()),
        Err(Failure::NotRecorded(_))
    ));
}

#[test]
fn exchanges_and_logs_are_found() {
    let recording = recording();
    let version = request("/version", ACCEPT_JSON);
    let source = recording.source(&version).unwrap();
    assert_eq!(source.file(), "bodies/version.json.gz");
    assert_eq!(recording.answer(&source, &version, b"{}").unwrap().answer.body, b"{}");
    for (query, text) in [("", "word\n"), ("?container=c&timestamps=true", "T word\n")] {
        let request = request(&format!("/api/v1/namespaces/x/pods/p/log{query}"), ACCEPT_JSON);
        let source = recording.source(&request).unwrap();
        assert_eq!(
            recording.answer(&source, &request, b"T word\n").unwrap().answer.body,
            text.as_bytes()
        );
    }
}

#[test]
fn a_refused_list_is_a_status() {
    let (recording, request) = (recording(), request("/api/v1/things?limit=x", ACCEPT_TABLE));
    let source = recording.source(&request).unwrap();
    let answer = recording.answer(&source, &request, file().as_bytes()).unwrap().answer;
    assert_eq!((answer.code, answer.reason.as_str()), (400, "Bad Request"));
    assert!(matches!(answer.failure(), Some(Failure::Status(_))));
}

#[test]
fn other_formats_are_refused() {
    let text =
        r#"{"format":7,"recordedAt":"","recordedAtMs":0,"gitVersion":"","collections":[],"logs":[],"exchanges":[]}"#;
    assert!(matches!(
        Recording::read(text.as_bytes()),
        Err(RecordingError::Format(7))
    ));
    assert!(matches!(Recording::read(b"{}"), Err(RecordingError::Unreadable(_))));
}
