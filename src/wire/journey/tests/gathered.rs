//! What other exchanges show, read from the objects of the recorded cluster, and what could still be looked up.

use std::fs;

use serde_json::{Value, json};

use super::*;
use crate::wire::journey::{
    gather::{Exchanged, gather},
    lookup::{Lookup, lookups},
    situation::{Endpoints, KubeletEndpoint, Upstream, host_of, is_ip},
};

const LOG: &str = "/api/v1/namespaces/default/pods/ambassador/log";
const SLICES: &str =
    "/apis/discovery.k8s.io/v1/namespaces/default/endpointslices?labelSelector=kubernetes.io%2Fservice-name%3D";

/// The objects of a recorded collection.
fn objects(file: &str) -> Vec<Value> {
    let path = format!("{}/recordings/collections/{file}.json", env!("CARGO_MANIFEST_DIR"));
    let table: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    let rows = table["rows"].as_array().unwrap();
    rows.iter().map(|row| row["object"].clone()).collect()
}

fn object(file: &str, name: &str) -> Value {
    let found = objects(file)
        .into_iter()
        .find(|object| object["metadata"]["name"] == name);
    found.unwrap_or_else(|| panic!("{name} in {file}"))
}

fn list(kind: &str, file: &str) -> Value {
    json!({"kind": kind, "items": objects(file)})
}

fn answered(code: u16, content_type: &str, body: &str) -> Answer {
    Answer {
        code,
        headers: vec![("content-type".into(), content_type.into())],
        body: body.as_bytes().to_vec(),
        ..Answer::default()
    }
}

/// What these exchanges show for a request, the first of them numbered 1 and oldest.
fn show(wanted: &str, exchanges: &[(&str, Value)]) -> (Upstream, Known) {
    let sent: Vec<(ApiRequest, Answer)> = exchanges
        .iter()
        .map(|(address, body)| (request(address), answered(200, "application/json", &body.to_string())))
        .collect();
    show_answers(wanted, &sent)
}

fn show_answers(wanted: &str, sent: &[(ApiRequest, Answer)]) -> (Upstream, Known) {
    let numbered = (1..).zip(sent).map(|(number, (request, answer))| Exchanged {
        number,
        request,
        answer,
    });
    let newest_first: Vec<_> = numbered.collect::<Vec<_>>().into_iter().rev().collect();
    gather(&request(wanted), newest_first)
}

#[test]
fn addresses_of_the_api_servers_are_read() {
    let (upstream, _) = show(
        "/version",
        &[
            ("/version", json!({"gitVersion": "v1.36.3"})),
            (
                "/api",
                json!({"kind": "APIVersions", "serverAddressByClientCIDRs":
                    [{"clientCIDR": "0.0.0.0/0", "serverAddress": "api.example.test:31658"}]}),
            ),
            (
                "/apis/discovery.k8s.io/v1/endpointslices",
                list("EndpointSliceList", "apis.discovery.k8s.io.v1.endpointslices"),
            ),
            (
                "/api/v1/namespaces/kube-public/configmaps/cluster-info",
                object("api.v1.configmaps", "cluster-info"),
            ),
        ],
    );
    let seen = |value: &str, exchange| {
        Some(Seen {
            value: value.to_owned(),
            exchange,
        })
    };
    let version = ServerVersion { major: 1, minor: 36 };
    assert_eq!(
        upstream.version,
        Some(Seen {
            value: version,
            exchange: 1
        })
    );
    assert_eq!(upstream.advertised, seen("api.example.test:31658", 2));
    let servers = upstream.servers.unwrap();
    assert_eq!(
        (servers.value, servers.exchange),
        (vec!["192.0.2.10:31658".to_owned()], 3)
    );
    assert_eq!(upstream.announced, seen("api.example.test:6443", 4));
    let slice = object("apis.discovery.k8s.io.v1.endpointslices", "kubernetes");
    let (upstream, _) = show(
        "/version",
        &[(
            "/apis/discovery.k8s.io/v1/namespaces/default/endpointslices/kubernetes",
            slice,
        )],
    );
    assert_eq!(upstream.servers.unwrap().exchange, 1);
}

#[test]
fn a_connection_that_failed_shows_its_address() {
    let error = "dial tcp 127.0.0.1:31658: connect: connection refused\n";
    let sent = [(request("/version"), answered(500, "text/plain; charset=utf-8", error))];
    let dialed = show_answers("/api/v1/pods", &sent).0.dialed.unwrap();
    assert_eq!((dialed.value.as_str(), dialed.exchange), ("127.0.0.1:31658", 1));
}

#[test]
fn api_services_tell_who_serves_a_version() {
    let services = list("APIServiceList", "apis.apiregistration.k8s.io.v1.apiservices");
    let collection = "/apis/apiregistration.k8s.io/v1/apiservices";
    let of = |address: &str| {
        let (_, known) = show(address, &[("/version", json!({})), (collection, services.clone())]);
        let seen = known.api_service.unwrap();
        assert_eq!(seen.exchange, 2);
        seen.value
    };
    let wardle = of("/apis/wardle.example.com/v1alpha1/flunders");
    assert_eq!(
        (wardle.service.unwrap().name.as_str(), wardle.trust),
        ("api", Trust::CaBundle)
    );
    assert!(wardle.availability.unwrap().is_available);
    let dead = of("/apis/dead.example.com/v1/things");
    assert_eq!((dead.service.unwrap().port, dead.trust), (443, Trust::Skipped));
    assert_eq!(dead.availability.unwrap().reason, "MissingEndpoints");
    for local in [
        "/apis/batch/v1/jobs",
        "/apis/fleet.example.test/v1/ships",
        "/api/v1/pods",
    ] {
        assert_eq!(of(local).service, None, "{local}");
    }
    let one = object("apis.apiregistration.k8s.io.v1.apiservices", "v1.dead.example.com");
    let address = format!("{collection}/v1.dead.example.com");
    let (_, known) = show("/openapi/v3/apis/dead.example.com/v1", &[(&address, one)]);
    assert!(known.api_service.unwrap().value.service.is_some());
}

#[test]
fn stale_versions_are_aggregated() {
    let body = json!({"kind": "APIGroupDiscoveryList", "items": [
        {"metadata": {"name": "batch"}, "versions": [{"version": "v1", "freshness": "Current"}]},
        {"metadata": {"name": "dead.example.com"}, "versions": [{"version": "v1", "freshness": "Stale"}]}]});
    let kind = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
    let sent = [(request("/apis"), answered(200, kind, &body.to_string()))];
    assert!(
        show_answers("/apis/dead.example.com/v1/things", &sent)
            .1
            .stale
            .is_some()
    );
    assert_eq!(show_answers("/apis/batch/v1/jobs", &sent).1.stale, None);
}

#[test]
fn a_pods_kubelet_is_found_by_its_node() {
    let pod = object("api.v1.pods", "ambassador");
    let node = pod["spec"]["nodeName"].as_str().unwrap().to_owned();
    let exchanges = [
        (format!("/api/v1/nodes/{node}"), object("api.v1.nodes", &node)),
        ("/api/v1/namespaces/default/pods/ambassador".to_owned(), pod),
    ];
    let exchanges: Vec<_> = exchanges
        .iter()
        .map(|(path, body)| (path.as_str(), body.clone()))
        .collect();
    let (_, known) = show(LOG, &exchanges);
    let placed = known.pod.unwrap();
    assert_eq!(
        (placed.value.node.as_deref(), placed.exchange),
        (Some(node.as_str()), 2)
    );
    let kubelet = known.kubelet.unwrap();
    assert_eq!(kubelet.exchange, 1);
    let KubeletEndpoint {
        node: name,
        address,
        port,
    } = kubelet.value;
    assert_eq!((name, port), (node, 31661));
    assert!(is_ip(&address.unwrap()));
    assert_eq!(
        show(LOG, &exchanges[..1]).1.kubelet,
        None,
        "without its Pod nobody knows which node"
    );
}

#[test]
fn endpoints_are_counted_as_the_api_server_counts_them() {
    let slices = list("EndpointSliceList", "apis.discovery.k8s.io.v1.endpointslices");
    let count = |service: &str| {
        let wanted = format!("/api/v1/namespaces/default/services/{service}/proxy/");
        let (_, known) = show(
            &wanted,
            &[(
                &format!("{SLICES}{}", service.split(':').nth(1).unwrap_or(service)),
                slices.clone(),
            )],
        );
        known.endpoints.map(|seen| seen.value)
    };
    assert_eq!(count("hello"), Some(Endpoints { ready_pods: 3, all: 3 }));
    assert_eq!(
        count("https:kubernetes:https"),
        Some(Endpoints { ready_pods: 0, all: 1 }),
        "an endpoint, but no Pod"
    );
}

/// A chunk, a watch, another representation or another namespace shows nothing of the whole.
#[test]
fn half_answers_show_nothing() {
    let slices = list("EndpointSliceList", "apis.discovery.k8s.io.v1.endpointslices");
    let mut partial = slices.clone();
    partial["kind"] = json!("PartialObjectMetadataList");
    let mut pod = object("api.v1.pods", "ambassador");
    pod["kind"] = json!("PartialObjectMetadata");
    let wanted = "/api/v1/namespaces/default/services/hello/proxy/";
    for (address, body) in [
        ("/apis/discovery.k8s.io/v1/endpointslices?limit=1", slices.clone()),
        (
            "/apis/discovery.k8s.io/v1/endpointslices?labelSelector=a",
            slices.clone(),
        ),
        ("/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices", slices),
        ("/apis/discovery.k8s.io/v1/endpointslices", partial),
    ] {
        assert_eq!(show(wanted, &[(address, body)]).1.endpoints, None, "{address}");
    }
    let pods = [("/api/v1/namespaces/default/pods/ambassador", pod.clone())];
    assert_eq!(show(LOG, &pods).1.pod, None);
    pod["kind"] = json!("Pod");
    let others = [("/api/v1/namespaces/shop/pods/ambassador", pod)];
    assert_eq!(show(LOG, &others).1.pod, None);
}

#[test]
fn the_newest_exchange_counts() {
    let versions = [
        ("/version", json!({"gitVersion": "v1.30.0"})),
        ("/version", json!({"gitVersion": "v1.36.3"})),
    ];
    assert_eq!(show("/api", &versions).0.version.unwrap().exchange, 2);
    assert_eq!(
        ServerVersion::parse("v1.31.5-gke.1"),
        Some(ServerVersion { major: 1, minor: 31 })
    );
    assert_eq!(ServerVersion::parse("1.31"), None);
}

#[test]
fn what_is_missing_can_be_looked_up() {
    let missing = |address: &str, situation: &Situation| -> Vec<(Lookup, String)> {
        let found = lookups(&request(address), situation, None);
        found
            .into_iter()
            .map(|(lookup, request)| (lookup, request.spelt_path()))
            .collect()
    };
    let names = |found: &[(Lookup, String)]| found.iter().map(|(lookup, _)| *lookup).collect::<Vec<_>>();
    let cluster = [Lookup::Servers, Lookup::Advertised, Lookup::Announced];
    assert_eq!(names(&missing("/api/v1/pods", &live())), cluster);
    assert_eq!(names(&missing("/api/v1/pods", &assumed()))[0], Lookup::Filter);
    let log = missing(LOG, &live());
    assert_eq!(
        log[3],
        (Lookup::Pod, "/api/v1/namespaces/default/pods/ambassador".to_owned())
    );
    let log = missing(LOG, &knowing(live(), on_node(5, Some("worker-a1"))));
    assert_eq!(log[3], (Lookup::Node, "/api/v1/nodes/worker-a1".to_owned()));
    let ships = missing("/apis/fleet.example.test/v1/ships", &live());
    assert_eq!(
        ships[3],
        (
            Lookup::ApiService,
            "/apis/apiregistration.k8s.io/v1/apiservices/v1.fleet.example.test".to_owned()
        )
    );
    let service = missing("/api/v1/namespaces/default/services/https:hello:https/proxy/", &live());
    assert_eq!(service[3].0, Lookup::Endpoints);
    assert!(
        service[3]
            .1
            .ends_with("labelSelector=kubernetes.io/service-name%3Dhello"),
        "{}",
        service[3].1
    );
    assert_eq!(names(&missing("/api", &live())), [Lookup::Servers, Lookup::Announced]);
}

#[test]
fn hosts_are_told_from_ports_and_names() {
    for (address, host, is_address) in [
        ("10.0.0.1:6443", "10.0.0.1", true),
        ("[2001:db8::1]:6443", "2001:db8::1", true),
        ("2001:db8::1", "2001:db8::1", true),
        ("api.example.test:6443", "api.example.test", false),
        ("api.example.test", "api.example.test", false),
        ("1.2.3.4.example.test:1", "1.2.3.4.example.test", false),
    ] {
        assert_eq!(
            (host_of(address), is_ip(host_of(address))),
            (host, is_address),
            "{address}"
        );
    }
    assert!(origin("http://[::1]:8001").is_loopback() && origin("http://localhost:8001/").is_loopback());
    assert!(!origin("http://192.0.2.7").is_loopback());
    assert_eq!(Origin::parse("file:///x"), None);
}
