//! What is said of programs for real requests, by the recorded API server's own documents.

use std::io::Read;

use super::{
    listing::{CallKind, Place, ReasonWord, Way},
    *,
};
use crate::{
    kube::{discovery::aggregated, operation, path::ApiPath, query::Query},
    wire::vocabulary::Vocabulary,
};

const INDEX: &[u8] = include_bytes!("../../../recordings/bodies/openapi.v3.txt");
const APPS: &[u8] = include_bytes!("../../../recordings/bodies/openapi.v3.apis.apps.v1.json.gz");
const CORE: &[u8] = include_bytes!("../../../recordings/bodies/openapi.v3.api.v1.json.gz");
const API: &[u8] = include_bytes!("../../../recordings/bodies/api.json");
const APIS: &[u8] = include_bytes!("../../../recordings/bodies/apis.json");

fn discovery() -> Discovery {
    let core = aggregated::read(API).unwrap().pop();
    Discovery::new(core, aggregated::read(APIS).unwrap())
}

fn request(target: &str) -> ApiRequest {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let mut request = ApiRequest::of(path).unwrap();
    request.query = Query::parse(query);
    request
}

fn operation(zipped: &[u8], request: &ApiRequest) -> Option<operation::Operation> {
    let mut document = Vec::new();
    flate2::read::GzDecoder::new(zipped).read_to_end(&mut document).unwrap();
    operation::find(&document, &request.path).unwrap()
}

fn ask(language: Language, request: &ApiRequest, schema: Schema) -> Entry {
    let discovery = discovery();
    entry(
        language,
        request,
        &Material {
            discovery: &discovery,
            schema,
            proxy: "http://127.0.0.1:8001",
        },
    )
}

#[test]
fn the_index_leads_to_the_document_of_a_path() {
    for (path, document) in [
        ("/api/v1/namespaces/shop/pods", Some("/openapi/v3/api/v1?hash=")),
        ("/apis/apps/v1/deployments", Some("/openapi/v3/apis/apps/v1?hash=")),
        ("/apis/apps", Some("/openapi/v3/apis/apps?hash=")),
        ("/version", Some("/openapi/v3/version?hash=")),
        ("/livez", None),
        ("/", None),
    ] {
        let found = schema::documents(INDEX, &ApiPath::parse(path).unwrap()).unwrap();
        let found: Vec<String> = found.iter().map(ApiRequest::spelt_path).collect();
        let expected: Vec<&str> = document
            .iter()
            .flat_map(|document| [*document, document.trim_end_matches("?hash=")])
            .collect();
        assert_eq!(found.len(), expected.len(), "{path}: {found:?}");
        let fits = found
            .iter()
            .zip(expected)
            .all(|(found, expected)| found.starts_with(expected));
        assert!(fits, "{path}: {found:?}");
    }
    assert_eq!(schema::index().unwrap().spelt_path(), schema::INDEX);
}

#[test]
fn an_index_that_is_none_is_an_error_and_an_unsafe_address_is_none() {
    let path = ApiPath::parse("/version").unwrap();
    for index in ["", "[]", "{}", r#"{"paths": {"version": 1}}"#] {
        assert!(schema::documents(index.as_bytes(), &path).is_err(), "{index}");
    }
    let elsewhere = br#"{"paths": {"version": {"serverRelativeURL": "//elsewhere.example/version"}}}"#;
    assert_eq!(schema::documents(elsewhere, &path).unwrap(), []);
}

#[test]
fn a_built_in_resource_has_a_typed_call_in_every_language() {
    let request = request("/apis/apps/v1/namespaces/shop/deployments?limit=5");
    let operation = operation(APPS, &request);
    let schema = Schema::Read {
        exchange: 7,
        operation: operation.as_ref(),
    };
    for language in Language::ALL {
        let entry = ask(language, &request, schema);
        let call = entry.call.unwrap();
        assert_eq!((call.kind, call.reason), (CallKind::Typed, None), "{}", language.name());
        assert!(call.shortfalls.is_empty());
        assert_eq!(entry.raw.kind, CallKind::Raw);
    }
    let told = schema.told(&request.path);
    assert_eq!(told.key, "code.schema.read");
    assert_eq!(
        told.values,
        [
            ("exchange", "7".to_owned()),
            ("id", "listAppsV1NamespacedDeployment".to_owned()),
            ("tag", "apps_v1".to_owned()),
        ]
    );
}

#[test]
fn why_a_name_is_not_known_follows_from_what_became_of_the_document() {
    let request = request("/api/v1/namespaces/shop/pods");
    for (schema, expected) in [
        (Schema::Waiting, ReasonWord::NotReadYet),
        (Schema::Failed { exchange: Some(3) }, ReasonWord::NotRead),
        (Schema::Failed { exchange: None }, ReasonWord::NotRead),
        (Schema::NotRecorded, ReasonWord::NotRead),
        (Schema::Unlisted { exchange: 3 }, ReasonWord::NotDescribed),
        (
            Schema::Read {
                exchange: 3,
                operation: None,
            },
            ReasonWord::NotDescribed,
        ),
    ] {
        let python = ask(Language::Python, &request, schema).call.unwrap_err();
        assert_eq!(python.reason.key, expected.key(), "{schema:?}");
        assert_eq!(python.meaning.key, "code.meaning.none");
        let go = ask(Language::Go, &request, schema).call.unwrap();
        assert_eq!(go.kind, CallKind::Typed, "Go needs no OpenAPI");
    }
}

#[test]
fn every_reason_has_its_words() {
    for (language, target, expected) in [
        (
            Language::Go,
            "/apis/fleet.example.test/v1/ships",
            ReasonWord::CustomResource,
        ),
        (
            Language::Haskell,
            "/apis/resource.k8s.io/v1/deviceclasses",
            ReasonWord::OtherRelease,
        ),
        (Language::JavaScript, "/api/v1/pods?watch=1", ReasonWord::UntypedWatch),
    ] {
        let call = ask(language, &request(target), Schema::Waiting).call.unwrap();
        assert_eq!(call.kind, CallKind::Dynamic, "{target}");
        assert_eq!(call.reason.unwrap().key, expected.key(), "{target}");
    }
    for (target, expected) in [
        ("/livez", ReasonWord::NotAResource),
        ("/api/v1/namespaces/shop/pods/web/exec", ReasonWord::Session),
        ("/api/v1/nodes/worker-a1/proxy/pods", ReasonWord::NodeProxy),
        ("/api/v1/namespaces/shop/services/web/proxy/", ReasonWord::Proxy),
    ] {
        for language in Language::ALL {
            let untyped = ask(language, &request(target), Schema::Waiting).call.unwrap_err();
            assert_eq!(untyped.reason.key, expected.key(), "{target} {}", language.name());
        }
    }
    let haskell = ask(
        Language::Haskell,
        &request("/apis/resource.k8s.io/v1/deviceclasses"),
        Schema::Waiting,
    );
    assert_eq!(
        haskell.call.unwrap().reason.unwrap().values,
        [("kubernetes", "1.30".to_owned())]
    );
}

#[test]
fn what_a_program_leaves_out_is_told() {
    let mut request = request("/api/v1/namespaces/shop/pods?dryRun=All").accept("application/yaml");
    request.head.impersonate_user = Some("jane".to_owned());
    request.head.impersonate_groups = vec!["dev".to_owned(), "ops".to_owned()];
    let operation = operation(CORE, &request);
    let schema = Schema::Read {
        exchange: 1,
        operation: operation.as_ref(),
    };
    let call = ask(Language::Python, &request, schema).call.unwrap();
    let keys: Vec<&str> = call.shortfalls.iter().map(|told| told.key).collect();
    assert_eq!(keys, ["code.lack.parameter", "code.lack.one_group", "code.lack.accept"]);
    assert_eq!(call.shortfalls[0].values, [("parameter", "dryRun".to_owned())]);
}

#[test]
fn what_reading_by_type_drops_is_told_where_an_object_is_printed() {
    for (target, zipped, told) in [
        ("/api/v1/namespaces/shop/pods/web", CORE, true),
        ("/apis/apps/v1/namespaces/shop/deployments/web/scale", APPS, true),
        ("/api/v1/namespaces/shop/pods/web/log", CORE, false),
        ("/api/v1/namespaces/shop/pods", CORE, false),
    ] {
        let request = request(target);
        let operation = operation(zipped, &request);
        let schema = Schema::Read {
            exchange: 1,
            operation: operation.as_ref(),
        };
        for (language, key) in [
            (Language::Go, Some("code.notice.empty_kind")),
            (Language::Java, Some("code.notice.no_managed_fields")),
            (Language::Python, None),
        ] {
            let entry = ask(language, &request, schema);
            let keys: Vec<&str> = entry.call.unwrap().notices.iter().map(|told| told.key).collect();
            let expected: Vec<&str> = key.filter(|_| told).into_iter().collect();
            assert_eq!(keys, expected, "{target} {}", language.name());
            assert!(entry.raw.notices.is_empty());
        }
    }
}

#[test]
fn install_lines_stand_where_they_belong() {
    let places = |language: Language| -> Vec<(Place, usize)> {
        let raw = ask(language, &request("/livez"), Schema::Waiting).raw;
        raw.install
            .iter()
            .map(|install| (install.place, install.lines.len()))
            .collect()
    };
    assert_eq!(places(Language::Java), [(Place::Pom, 5)]);
    assert_eq!(places(Language::Haskell), [(Place::Terminal, 1), (Place::Cabal, 1)]);
    for language in [
        Language::Go,
        Language::Python,
        Language::DotNet,
        Language::JavaScript,
        Language::Rust,
    ] {
        assert!(
            matches!(places(language)[..], [(Place::Terminal, 1..)]),
            "{}",
            language.name()
        );
    }
}

#[test]
fn each_program_says_three_ways_to_connect() {
    for language in Language::ALL {
        let raw = ask(language, &request("/livez"), Schema::Waiting).raw;
        let ways: Vec<Way> = raw.connections.iter().map(|connection| connection.way).collect();
        let expected = match language {
            Language::Haskell => [Way::HomeKubeconfig, Way::Pod, Way::Proxy],
            Language::Python => [Way::Kubeconfig, Way::Pod, Way::Proxy],
            _ => [Way::Kubeconfig, Way::SameInPod, Way::Proxy],
        };
        assert_eq!(ways, expected, "{}", language.name());
        let without = raw
            .connections
            .iter()
            .filter(|connection| connection.statement.is_none());
        assert!(without.into_iter().all(|connection| connection.way == Way::SameInPod));
    }
}

#[test]
fn libraries_say_whether_their_programs_were_run() {
    for language in Language::ALL {
        let card = ask(language, &request("/livez"), Schema::Waiting).library;
        let expected = match language {
            Language::DotNet | Language::Haskell => ("code.verified.not_run", "code.library.not_run"),
            _ => ("code.verified.run", "code.library.run"),
        };
        let last = card.remarks.last().map(|told| told.key);
        assert_eq!(
            (card.verification.key, last),
            (expected.0, Some(expected.1)),
            "{}",
            language.name()
        );
    }
}

#[test]
fn the_rows_on_client_libraries_are_all_answered() {
    let rows: std::collections::BTreeSet<u8> = History::ALL.iter().flat_map(|entry| entry.rows()).copied().collect();
    assert!((27..=41).all(|row| rows.contains(&row)), "{rows:?}");
    let told: usize = [None]
        .into_iter()
        .chain(Language::ALL.map(Some))
        .map(|language| History::of(language).count())
        .sum();
    assert_eq!(told, History::ALL.len(), "each statement stands in one place");
}

#[test]
fn every_key_is_named_once() {
    let mut keys = words::code_keys();
    let count = keys.len();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), count);
    assert!(keys.iter().all(|key| key.starts_with("code.")));
}
