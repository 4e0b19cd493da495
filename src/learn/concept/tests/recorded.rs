//! The same on answers of a real API server.

use serde_json::Value;

use super::*;
use crate::{
    learn::concept::document::{Sighting, in_document},
    recording::Recording,
    text::document::Document,
};

fn file(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/recordings/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn body(name: &str) -> Value {
    serde_json::from_slice(&file(&format!("bodies/{name}"))).unwrap()
}

/// The Table that all of a resource's answers follow from.
fn table(name: &str) -> Value {
    serde_json::from_slice(&file(&format!("collections/{name}.json"))).unwrap()
}

fn object(table: &Value, namespace: Option<&str>, name: &str) -> Value {
    let rows = table["rows"].as_array().unwrap();
    let is_meant = |row: &&Value| {
        let metadata = &row["object"]["metadata"];
        metadata["name"] == name && metadata["namespace"].as_str() == namespace
    };
    rows.iter().find(is_meant).unwrap()["object"].clone()
}

/// The concept at a place, with what the placeholders of its example say.
fn seen(document: &Value, pointer: &str) -> (Concept, Vec<String>) {
    let sighting = in_document(document, pointer).unwrap_or_else(|| panic!("nothing at {pointer}"));
    let told = sighting.told().map(|(_, values)| values).unwrap_or_default();
    (sighting.concept, told.into_iter().map(|(_, value)| value).collect())
}

fn expect(document: &Value, expected: &[(&str, Concept, &[&str])]) {
    for (pointer, concept, values) in expected {
        let (found, told) = seen(document, pointer);
        assert_eq!(
            (found, told),
            (*concept, values.iter().map(|it| (*it).to_owned()).collect()),
            "{pointer}"
        );
    }
}

#[test]
fn a_pod_shows_its_terms() {
    let pods = table("api.v1.pods");
    let pod = object(&pods, Some("default"), "downward");
    expect(
        &pod,
        &[
            ("/kind", Concept::Kind, &["Pod"]),
            ("/apiVersion", Concept::Gvk, &["v1", "Pod"]),
            ("/metadata", Concept::Object, &["Pod", "downward"]),
            ("/metadata/namespace", Concept::Namespace, &["default"]),
            ("/metadata/resourceVersion", Concept::ResourceVersion, &["892"]),
            ("/metadata/generation", Concept::Generation, &["1"]),
            ("/metadata/labels/app", Concept::Label, &["app", "downward"]),
            (
                "/metadata/labels/example.test~1with.dots",
                Concept::Label,
                &["example.test/with.dots", "yes"],
            ),
            (
                "/metadata/annotations/example.test~1lines",
                Concept::Annotation,
                &["example.test/lines"],
            ),
            ("/metadata/managedFields", Concept::ManagedFields, &["kubectl", "Apply"]),
            (
                "/spec/containers/0/env/1/valueFrom/fieldRef",
                Concept::DownwardApi,
                &["metadata.name"],
            ),
            (
                "/spec/containers/0/env/1/valueFrom/fieldRef/apiVersion",
                Concept::DownwardApi,
                &["metadata.name"],
            ),
            (
                "/metadata/managedFields/1/time",
                Concept::ManagedFields,
                &["kwok", "Update"],
            ),
        ],
    );
    let ambassador = object(&pods, Some("default"), "ambassador");
    let container = ambassador["spec"]["initContainers"][0]["name"].as_str().unwrap();
    expect(
        &ambassador,
        &[("/spec/initContainers/0/restartPolicy", Concept::Sidecar, &[container])],
    );
}

/// Every place of some objects of every resource: what is found fits, and most concepts find their example.
#[test]
fn every_resource_has_places_with_examples() {
    let folder = format!("{}/recordings/collections", env!("CARGO_MANIFEST_DIR"));
    let mut found = BTreeSet::new();
    let mut objects = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let table: Value = serde_json::from_slice(&std::fs::read(entry.unwrap().path()).unwrap()).unwrap();
        for row in table["rows"].as_array().into_iter().flatten().take(6) {
            let object = &row["object"];
            objects += 1;
            for line in Document::yaml(object).lines {
                let Some(Sighting {
                    concept,
                    value,
                    is_start,
                }) = in_document(object, &line.pointer)
                else {
                    continue;
                };
                assert!(
                    is_start || pointer::begins_at(&line.pointer).is_none(),
                    "{}",
                    line.pointer
                );
                let told = value.as_deref().map(|value| concept.example(value));
                found.insert((concept, told.flatten().is_some()));
            }
        }
    }
    assert!(objects > 150, "{objects}");
    let mut missing = vec![
        Concept::OwnerReferences,
        Concept::Finalizer,
        Concept::Condition,
        Concept::SecretMasking,
        Concept::LabelSelector,
        Concept::ClusterIp,
        Concept::CloudLoadBalancer,
        Concept::EndpointSlice,
        Concept::Rbac,
        Concept::Verb,
        Concept::ServiceAccount,
        Concept::Kubelet,
        Concept::DownwardApi,
        Concept::ProjectedVolume,
        Concept::BoundToken,
        Concept::Sidecar,
        Concept::ShortName,
        Concept::Category,
        Concept::Subresource,
        Concept::ClusterScoped,
        Concept::Table,
    ];
    missing.retain(|concept| !found.contains(&(*concept, true)));
    assert_eq!(missing, [], "no example in the recorded cluster");
}

#[test]
fn kinds_tell_what_pointers_cannot() {
    let services = table("api.v1.services");
    expect(
        &object(&services, Some("shop"), "web"),
        &[
            ("/spec/type", Concept::CloudLoadBalancer, &["203.0.113.10"]),
            (
                "/status/loadBalancer/ingress/1/hostname",
                Concept::CloudLoadBalancer,
                &["shop-web.lb.example.test"],
            ),
            ("/spec/clusterIP", Concept::ClusterIp, &["10.96.30.1"]),
            ("/spec/selector", Concept::LabelSelector, &["app=web"]),
        ],
    );
    let kubernetes = object(&services, Some("default"), "kubernetes");
    assert_eq!(seen(&kubernetes, "/spec/type").0, Concept::ClusterIp);
    let secret = object(&table("api.v1.secrets"), Some("vault"), "opaque");
    let key = secret["data"].as_object().unwrap().keys().next().unwrap();
    expect(&secret, &[("/data", Concept::SecretMasking, &[key.as_str()])]);
    let root = object(&table("api.v1.configmaps"), Some("default"), "kube-root-ca.crt");
    expect(&root, &[("/data/ca.crt", Concept::CertificateAuthority, &[])]);
    assert_eq!(in_document(&root, "/data"), None);
    let apis = table("apis.apiregistration.k8s.io.v1.apiservices");
    expect(
        &object(&apis, None, "v1beta1.wardle.example.com"),
        &[
            ("/spec/service", Concept::AggregatedApi, &["wardle/api"]),
            ("/spec/service/port", Concept::AggregatedApi, &["wardle/api"]),
            ("/spec/caBundle", Concept::CertificateAuthority, &[]),
            ("/spec/version", Concept::Version, &["v1beta1"]),
            ("/spec/versionPriority", Concept::PreferredVersion, &[]),
        ],
    );
}

#[test]
fn lists_tables_and_templates_show_what_their_objects_show() {
    let table = table("apis.apps.v1.deployments");
    let deployment = object(&table, Some("shop"), "web");
    let list = serde_json::json!({
        "kind": "DeploymentList", "apiVersion": "apps/v1", "metadata": {"resourceVersion": "7"}, "items": [deployment],
    });
    let generation = deployment["metadata"]["generation"].to_string();
    expect(
        &list,
        &[
            ("/metadata/resourceVersion", Concept::ResourceVersion, &["7"]),
            ("/items/0/metadata", Concept::Object, &["Deployment", "web"]),
            (
                "/items/0/status/observedGeneration",
                Concept::Generation,
                &[generation.as_str()],
            ),
            ("/items/0/spec/selector", Concept::LabelSelector, &["app=web"]),
            (
                "/items/0/spec/template/metadata/labels",
                Concept::Label,
                &["app", "web"],
            ),
        ],
    );
    assert_eq!(
        seen(&table, "/columnDefinitions").1,
        ["Name, Ready, Up-to-date, Available, Age, Containers, Images, Selector"]
    );
    assert_eq!(seen(&table, "/rows/0/object/kind").1, ["Deployment"]);
}

#[test]
fn discovery_shows_its_terms_in_both_protocols() {
    let aggregated = body("apis.json");
    let groups = aggregated["items"].as_array().unwrap();
    let at = |name: &str| {
        groups
            .iter()
            .position(|group| group["metadata"]["name"] == name)
            .unwrap()
    };
    let (batch, dead) = (at("batch"), at("dead.example.com"));
    let jobs = groups[batch]["versions"][0]["resources"].as_array().unwrap();
    let jobs = jobs.iter().position(|resource| resource["resource"] == "jobs").unwrap();
    let job = format!("/items/{batch}/versions/0/resources/{jobs}");
    expect(
        &aggregated,
        &[
            (&format!("/items/{batch}/metadata/name"), Concept::ApiGroup, &["batch"]),
            (&format!("{job}/resource"), Concept::Resource, &["jobs"]),
            (&format!("{job}/responseKind"), Concept::Gvk, &["batch/v1", "Job"]),
            (&format!("{job}/responseKind/kind"), Concept::Gvk, &["batch/v1", "Job"]),
            (&format!("{job}/scope"), Concept::ClusterScoped, &["Namespaced"]),
            (&format!("{job}/categories"), Concept::Category, &["all"]),
            (&format!("{job}/subresources/0"), Concept::Subresource, &["status"]),
            (
                &format!("/items/{batch}/versions/0/freshness"),
                Concept::StaleGroup,
                &[],
            ),
            (
                &format!("/items/{dead}/versions/0/freshness"),
                Concept::StaleGroup,
                &["dead.example.com/v1"],
            ),
        ],
    );
    expect(
        &body("apis.autoscaling.json"),
        &[
            ("/name", Concept::ApiGroup, &["autoscaling"]),
            ("/versions/1/groupVersion", Concept::Version, &["v1"]),
            ("/preferredVersion", Concept::PreferredVersion, &["autoscaling/v2"]),
            (
                "/preferredVersion/groupVersion",
                Concept::PreferredVersion,
                &["autoscaling/v2"],
            ),
        ],
    );
    let core = body("api.v1.json");
    let resources = core["resources"].as_array().unwrap();
    let at = |name: &str| resources.iter().position(|resource| resource["name"] == name).unwrap();
    let (pods, log) = (at("pods"), at("pods/log"));
    expect(
        &core,
        &[
            ("/groupVersion", Concept::Version, &["v1"]),
            (&format!("/resources/{log}/name"), Concept::Subresource, &["log"]),
            (&format!("/resources/{pods}/name"), Concept::Resource, &["pods"]),
            (
                &format!("/resources/{pods}/namespaced"),
                Concept::ClusterScoped,
                &["Namespaced"],
            ),
            (&format!("/resources/{pods}/shortNames"), Concept::ShortName, &["po"]),
            (&format!("/resources/{pods}/shortNames/0"), Concept::ShortName, &["po"]),
        ],
    );
    expect(
        &body("api~2.json"),
        &[(
            "/serverAddressByClientCIDRs/0/serverAddress",
            Concept::ApiServer,
            &["api.example.test:31658"],
        )],
    );
}

#[test]
fn failures_show_what_they_are_about() {
    let not_found = body("api.v1.namespaces.default.pods.no-such-pod.json");
    expect(
        &not_found,
        &[
            ("/status", Concept::Status, &["NotFound", "404"]),
            ("/details/name", Concept::Status, &["NotFound", "404"]),
            ("/kind", Concept::Kind, &["Status"]),
        ],
    );
    assert_eq!(seen(&body("root~2.json"), "/message").0, Concept::Anonymous);
    let refused = body("api.v1.namespaces.default.pods~2.json");
    let message = refused["message"].as_str().unwrap();
    expect(&refused, &[("/message", Concept::Authorization, &[message])]);
}

#[test]
fn lines_of_a_watch_show_their_terms() {
    let lines = file(
        "bodies/api.v1.namespaces.shop.pods_watch=1_sendInitialEvents=true_allowWatchBookmarks=true_includeObject=No.json",
    );
    let lines: Vec<Value> = serde_json::Deserializer::from_slice(&lines)
        .into_iter()
        .map(Result::unwrap)
        .collect();
    assert_eq!(seen(&lines[0], "/type"), (Concept::Watch, vec!["ADDED".to_owned()]));
    let last = lines.last().unwrap();
    assert_eq!(seen(last, "/type").0, Concept::Bookmark);
    let end = "/object/rows/0/object/metadata/annotations/k8s.io~1initial-events-end";
    assert_eq!(seen(last, end).0, Concept::StreamingList);
}

#[test]
fn the_recorded_cluster_answers_the_requests() {
    let recording = Recording::read(&file("index.json")).unwrap();
    for concept in Concept::ALL {
        let Some(route) = concept.request() else { continue };
        let request = route.request;
        let source = recording.source(&request);
        let source = source.unwrap_or_else(|| panic!("{concept:?}: {}", request.spelt_path()));
        let answer = recording.answer(&source, &request, &file(source.file()));
        let code = answer.map(|recorded| recorded.answer.code);
        let expected = match concept {
            Concept::Status => 404,
            Concept::Expired => 410,
            Concept::KubectlProxy | Concept::Anonymous | Concept::Impersonation | Concept::Authorization => 403,
            _ => 200,
        };
        assert_eq!(code.ok(), Some(expected), "{concept:?}: {}", request.spelt_path());
    }
}
