//! Names, read from objects of the recorded cluster.

use std::fs;

use serde_json::{Value, json};

use crate::{
    kube::{answer::Answer, failure::Failure, request::ApiRequest},
    wire::{
        access::{
            look::Look,
            names::{
                NameWord, Named, Names, Origin,
                lookup::{Lookup, Outcome, lookups},
                read,
            },
        },
        journey::gather::Exchanged,
    },
};

/// The objects of a recorded collection.
pub(super) fn objects(file: &str) -> Vec<Value> {
    let path = format!("{}/recordings/collections/{file}.json", env!("CARGO_MANIFEST_DIR"));
    let table: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    let rows = table["rows"].as_array().unwrap();
    rows.iter().map(|row| row["object"].clone()).collect()
}

pub(super) fn object(file: &str, name: &str) -> Value {
    let mut objects = objects(file).into_iter();
    objects.find(|object| object["metadata"]["name"] == name).unwrap()
}

fn pods(fits: impl Fn(&Value) -> bool) -> Value {
    let items: Vec<Value> = objects("api.v1.pods").into_iter().filter(fits).collect();
    json!({"kind": "PodList", "apiVersion": "v1", "items": items})
}

pub(super) fn request(path: &str, user: Option<&str>) -> ApiRequest {
    let mut request = ApiRequest::of(path).unwrap();
    request.head.impersonate_user = user.map(str::to_owned);
    request
}

pub(super) fn answered(code: u16, body: &Value) -> Answer {
    Answer {
        code,
        headers: vec![("content-type".into(), "application/json".into())],
        body: body.to_string().into_bytes(),
        ..Answer::default()
    }
}

/// What these exchanges show, the first of them numbered 1 and newest.
pub(super) fn show(namespace: Option<&str>, sent: &[(ApiRequest, Answer)]) -> Names {
    let numbered = (1..).zip(sent).map(|(number, (request, answer))| Exchanged {
        number,
        request,
        answer,
    });
    read(namespace, numbered)
}

fn spell(names: &Names) -> [String; 5] {
    let spell = |value: &str, exchange: Option<u32>| {
        exchange.map_or_else(|| format!("{value}?"), |exchange| format!("{value} {exchange}"))
    };
    let text = |named: &Named<String>| spell(&named.value, named.exchange);
    [
        text(&names.namespace),
        text(&names.service_account),
        text(&names.pod),
        text(&names.container),
        spell(&names.port.value.to_string(), names.port.exchange),
    ]
}

#[test]
fn a_pod_that_runs_and_has_a_port_is_taken() {
    let all = (request("/api/v1/pods", None), answered(200, &pods(|_| true)));
    let names = show(None, std::slice::from_ref(&all));
    assert_eq!(
        spell(&names),
        ["default 1", "default 1", "hello-86b4ddcbd8-2ktht 1", "web 1", "8080 1"]
    );
    let volume = names.volume.unwrap();
    assert!(volume.value.starts_with("kube-api-access-") && volume.exchange == 1);
    let names = show(Some("shop"), std::slice::from_ref(&all));
    assert_eq!(spell(&names), ["shop 1", "default 1", "db-0 1", "db 1", "5432 1"]);
    let names = show(Some("kube-system"), std::slice::from_ref(&all));
    assert_eq!(names.service_account.value, "coredns");
    // The first of its TCP ports; the first of all is one for UDP.
    assert_eq!((names.container.value.as_str(), names.port.value), ("coredns", 53));
    // Where the namespace that one looks at has no Pod, another has.
    assert_eq!(
        show(Some("vault"), std::slice::from_ref(&all)).namespace.value,
        "default"
    );
}

#[test]
fn pods_without_ports_or_tokens_are_better_than_none() {
    let only = |name: &'static str| {
        let list = pods(move |pod| pod["metadata"]["name"] == name);
        show(None, &[(request("/api/v1/pods", None), answered(200, &list))])
    };
    let names = only("two-voices");
    assert_eq!(
        spell(&names),
        ["default 1", "default 1", "two-voices 1", "app 1", "8080?"]
    );
    // A static Pod has no ServiceAccount of which there could be a token.
    let names = only("etcd-control-plane-1");
    assert_eq!(spell(&names), ["default?", "default?", "web-0?", "web?", "8080?"]);
}

#[test]
fn one_pod_is_enough() {
    let path = "/api/v1/namespaces/default/pods/downward";
    let names = show(
        None,
        &[(request(path, None), answered(200, &object("api.v1.pods", "downward")))],
    );
    assert_eq!(names.pod, Named::seen("downward".to_owned(), 1));
    assert_eq!(names.container.value, "main");
}

/// Nothing that comes from a cluster becomes an option of a command, whatever it calls itself.
#[test]
fn what_cannot_be_a_name_is_none() {
    for name in ["-it", "--kubeconfig=x", "a b", "$(id)", "A", "", "a/b", "ü", "a\n"] {
        for pointer in [
            "/metadata/name",
            "/metadata/namespace",
            "/spec/serviceAccountName",
            "/spec/containers/0/name",
        ] {
            let mut pod = object("api.v1.pods", "ambassador");
            *pod.pointer_mut(pointer).unwrap() = json!(name);
            let list = json!({"kind": "PodList", "items": [pod]});
            let names = show(None, &[(request("/api/v1/pods", None), answered(200, &list))]);
            assert_eq!(names.pod.exchange, None, "{pointer} {name:?}");
        }
    }
}

#[test]
fn other_representations_and_refusals_give_no_names() {
    let table = json!({"kind": "Table", "rows": []});
    let null = json!({"kind": "PodList", "items": null});
    let refused = json!({"kind": "Status", "status": "Failure", "code": 403, "reason": "Forbidden", "message": "no"});
    for answer in [
        answered(200, &table),
        answered(200, &null),
        answered(403, &refused),
        answered(200, &json!([])),
        Answer::default(),
    ] {
        let names = show(Some("shop"), &[(request("/api/v1/pods", None), answer)]);
        assert_eq!(spell(&names), ["shop?", "default?", "web-0?", "web?", "8080?"]);
    }
    let other = (request("/api/v1/namespaces", None), answered(200, &pods(|_| true)));
    assert_eq!(show(None, &[other]).pod.exchange, None);
}

#[test]
fn addresses_are_read() {
    let info = object("api.v1.configmaps", "cluster-info");
    let service = object("api.v1.services", "kubernetes");
    let api = json!({"kind": "APIVersions", "serverAddressByClientCIDRs":
        [{"clientCIDR": "0.0.0.0/0", "serverAddress": "api.example.test:31658"}]});
    let sent = [
        (
            request("/api/v1/namespaces/kube-public/configmaps/cluster-info", None),
            answered(200, &info),
        ),
        (
            request("/api/v1/namespaces/default/services/kubernetes", None),
            answered(200, &service),
        ),
        (request("/api", None), answered(200, &api)),
    ];
    let names = show(None, &sent);
    let server = names.server.clone().unwrap();
    assert_eq!(
        (server.value.as_str(), server.exchange),
        ("https://api.example.test:6443", 1)
    );
    assert_eq!(names.advertised.clone().unwrap().exchange, 3);
    let service = names.service.clone().unwrap();
    assert_eq!((service.value.ip.as_str(), service.value.port), ("10.96.0.1", 443));
    let shown = names.shown();
    let words: Vec<NameWord> = shown.iter().map(|(word, _)| *word).collect();
    assert_eq!(words.len(), 7);
    let (_, address) = shown.iter().find(|(word, _)| *word == NameWord::Service).unwrap();
    assert_eq!(
        (address.value.as_str(), address.origin()),
        ("10.96.0.1:443", Origin::Seen)
    );
    assert!(
        Names::default()
            .shown()
            .iter()
            .all(|(_, named)| named.origin() == Origin::Example)
    );
}

#[test]
fn only_what_is_not_known_is_looked_up() {
    let targets = |namespace: Option<&str>, names: &Names| -> Vec<(Lookup, String)> {
        let found = lookups(namespace, names).into_iter();
        found.map(|(lookup, request)| (lookup, request.spelt_path())).collect()
    };
    let all = targets(None, &Names::default());
    assert_eq!(
        all,
        [
            (
                Lookup::Pods,
                "/api/v1/pods?fieldSelector=status.phase%3DRunning&limit=10".to_owned()
            ),
            (
                Lookup::Service,
                "/api/v1/namespaces/default/services/kubernetes".to_owned()
            ),
            (
                Lookup::Announced,
                "/api/v1/namespaces/kube-public/configmaps/cluster-info".to_owned()
            ),
            (Lookup::Advertised, "/api".to_owned()),
        ]
    );
    assert!(
        targets(Some("shop"), &Names::default())[0]
            .1
            .starts_with("/api/v1/namespaces/shop/pods?")
    );
    let known = show(None, &[(request("/api/v1/pods", None), answered(200, &pods(|_| true)))]);
    assert_eq!(targets(None, &known).len(), 3);
}

#[test]
fn an_absence_has_its_word() {
    let refused = json!({"kind": "Status", "status": "Failure", "code": 403, "reason": "Forbidden", "message": "no"});
    let missing = json!({"kind": "Status", "status": "Failure", "code": 404, "reason": "NotFound", "message": "no"});
    for (answer, outcome) in [
        (answered(403, &refused), Outcome::Refused),
        (answered(404, &missing), Outcome::Missing),
        (answered(200, &json!({"kind": "PodList", "items": []})), Outcome::Empty),
        (answered(503, &json!({})), Outcome::Unanswered),
    ] {
        assert_eq!(Outcome::of(Ok(&answer)), outcome, "{}", answer.code);
    }
    let of = |failure: Failure| Outcome::of(Err(&failure));
    assert_eq!(of(Failure::NotRecorded(String::new())), Outcome::NotRecorded);
    assert_eq!(of(Failure::Filtered), Outcome::Refused);
    assert_eq!(of(Failure::Unreachable(String::new())), Outcome::Unanswered);
}

#[test]
fn commands_make_the_readers_request_unless_it_is_never_sent() {
    let names = Names::default();
    let spelt = |names: &Names| names.request().unwrap().spelt_path();
    assert_eq!(spelt(&names), "/api/v1/namespaces/default/pods?limit=50");
    let mut wanted = request("/apis/batch/v1/jobs", Some("jane"));
    wanted.head.accept = Some("application/yaml".to_owned());
    let asked = names.clone().asking(&wanted).request().unwrap();
    assert_eq!(asked, request("/apis/batch/v1/jobs", None));
    for path in [
        "/api/v1/namespaces/a/pods/b/exec",
        "/api/v1/nodes/a/proxy/",
        "/api/v1/namespaces/a/services/b/proxy/",
    ] {
        assert_eq!(
            spelt(&names.clone().asking(&request(path, None))),
            spelt(&names),
            "{path}"
        );
    }
}

#[test]
fn looks_go_to_what_was_seen() {
    let names = show(None, &[(request("/api/v1/pods", None), answered(200, &pods(|_| true)))]);
    let target = |look: Look| look.request(&names).unwrap();
    assert_eq!(
        target(Look::PodVolume).path.as_str(),
        "/api/v1/namespaces/default/pods/hello-86b4ddcbd8-2ktht"
    );
    assert_eq!(
        target(Look::RootCa).path.as_str(),
        "/api/v1/namespaces/default/configmaps/kube-root-ca.crt"
    );
    assert_eq!(
        target(Look::AsServiceAccount).head.impersonate_user.as_deref(),
        Some("system:serviceaccount:default:default")
    );
}
