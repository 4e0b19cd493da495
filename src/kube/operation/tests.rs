//! Which operation a path has, in documents like those of the API server.

use super::*;

const CORE: &str = r#"{
  "openapi": "3.0.0",
  "paths": {
    "/api/v1/": {"get": {"tags": ["core_v1"], "operationId": "getCoreV1APIResources"}},
    "/api/v1/namespaces/{name}": {"get": {"tags": ["core_v1"], "operationId": "readCoreV1Namespace"}},
    "/api/v1/namespaces/{name}/finalize": {"put": {"tags": ["core_v1"], "operationId": "replaceCoreV1NamespaceFinalize"}},
    "/api/v1/namespaces/{name}/status": {"get": {"tags": ["core_v1"], "operationId": "readCoreV1NamespaceStatus"}},
    "/api/v1/namespaces/{namespace}/pods": {
      "get": {
        "tags": ["core_v1"], "description": "list or watch objects of kind Pod", "operationId": "listCoreV1NamespacedPod",
        "parameters": [
          {"name": "labelSelector", "in": "query", "description": "d", "schema": {"type": "string", "uniqueItems": true}},
          {"name": "limit", "in": "query", "schema": {"type": "integer", "uniqueItems": true}},
          {"name": "watch", "in": "query", "schema": {"type": "boolean", "uniqueItems": true}}
        ],
        "responses": {"200": {"description": "OK"}},
        "x-kubernetes-action": "list",
        "x-kubernetes-group-version-kind": {"group": "", "version": "v1", "kind": "Pod"}
      },
      "post": {"operationId": "createCoreV1NamespacedPod"},
      "parameters": [
        {"name": "namespace", "in": "path", "required": true, "schema": {"type": "string", "uniqueItems": true}},
        {"name": "pretty", "in": "query", "schema": {"type": "string", "uniqueItems": true}}
      ]
    },
    "/api/v1/namespaces/{namespace}/pods/{name}/proxy": {"get": {"operationId": "connectCoreV1GetNamespacedPodProxy"}},
    "/api/v1/namespaces/{namespace}/pods/{name}/proxy/{path}": {"get": {"operationId": "connectCoreV1GetNamespacedPodProxyWithPath"}},
    "/api/v1/{resource}/{name}": {"get": {"operationId": "general"}},
    "/api/v1/nodes/{name}": {"get": {"operationId": "special"}}
  },
  "components": {"schemas": {"paths": {"/api/v1/nodes/{name}": 1}}}
}"#;

#[track_caller]
fn id(path: &str) -> Option<String> {
    let path = ApiPath::parse(path).unwrap();
    find(CORE.as_bytes(), &path).unwrap().map(|operation| operation.id)
}

#[test]
fn templates_fit_the_paths_that_they_name() {
    for (path, expected) in [
        ("/api/v1", "getCoreV1APIResources"),
        ("/api/v1/namespaces/shop", "readCoreV1Namespace"),
        ("/api/v1/namespaces/shop/status", "readCoreV1NamespaceStatus"),
        ("/api/v1/namespaces/shop/pods", "listCoreV1NamespacedPod"),
        ("/api/v1/namespaces/sh%6Fp/p%6Fds", "listCoreV1NamespacedPod"),
        (
            "/api/v1/namespaces/shop/pods/web/proxy",
            "connectCoreV1GetNamespacedPodProxy",
        ),
        (
            "/api/v1/namespaces/shop/pods/web/proxy/a/b",
            "connectCoreV1GetNamespacedPodProxyWithPath",
        ),
    ] {
        assert_eq!(id(path).as_deref(), Some(expected), "{path}");
    }
}

#[test]
fn what_no_template_names_has_no_operation() {
    for path in [
        "/",
        "/api",
        "/api/v1/pods/web/exec",
        "/api/v1/namespaces/shop/services",
        "/apis/batch/v1/jobs",
    ] {
        assert_eq!(id(path), None, "{path}");
    }
}

#[test]
fn other_verbs_are_no_operation_of_a_get() {
    assert_eq!(id("/api/v1/namespaces/shop/finalize"), None);
}

#[test]
fn the_most_literal_template_wins_wherever_it_stands() {
    assert_eq!(id("/api/v1/nodes/one").as_deref(), Some("special"));
    assert_eq!(id("/api/v1/others/one").as_deref(), Some("general"));
}

#[test]
fn the_operation_and_its_path_item_are_read_together() {
    let path = ApiPath::parse("/api/v1/namespaces/shop/pods").unwrap();
    let operation = find(CORE.as_bytes(), &path).unwrap().unwrap();
    assert_eq!(operation.tag, "core_v1");
    assert_eq!(operation.kind.as_ref().map(|kind| kind.kind.as_str()), Some("Pod"));
    let parameters: Vec<_> = operation
        .parameters
        .iter()
        .map(|parameter| (parameter.name.as_str(), parameter.place))
        .collect();
    assert_eq!(
        parameters,
        [
            ("labelSelector", ParameterPlace::Query),
            ("limit", ParameterPlace::Query),
            ("watch", ParameterPlace::Query),
            ("namespace", ParameterPlace::Path),
            ("pretty", ParameterPlace::Query),
        ]
    );
    let names: Vec<&str> = operation.query_parameters().collect();
    assert_eq!(names, ["labelSelector", "limit", "watch", "pretty"]);
}

#[test]
fn what_is_no_document_is_an_error() {
    let path = ApiPath::parse("/api/v1").unwrap();
    for text in ["", "Forbidden", "[]", "{\"paths\":[]}", "{\"paths\":{}", "{} {}"] {
        assert!(find(text.as_bytes(), &path).is_err(), "{text}");
    }
    assert_eq!(find(b"{}", &path).unwrap(), None);
}

#[test]
fn each_path_has_its_document() {
    for (path, expected) in [
        ("/api", "api"),
        ("/api/v1", "api/v1"),
        ("/api/v1/namespaces/shop/pods/web/log", "api/v1"),
        ("/apis", "apis"),
        ("/apis/", "apis"),
        ("/apis/batch", "apis/batch"),
        ("/apis/batch/v1/jobs", "apis/batch/v1"),
        ("/version", "version"),
        ("/.well-known/openid-configuration", ".well-known/openid-configuration"),
        ("/", ""),
    ] {
        assert_eq!(document(&ApiPath::parse(path).unwrap()), expected, "{path}");
    }
}
