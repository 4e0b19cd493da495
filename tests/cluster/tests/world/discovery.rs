//! Everything that discovery names can be listed, and nothing that can be listed is empty.

use std::collections::BTreeSet;

use cluster::{Identity, http};
use serde_json::Value;

use crate::{get_json, url};

const AGGREGATED: &str = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList, application/json";

/// A resource that can be listed: its address and its name.
struct Listable {
    path: String,
    name: String,
}

fn discovery() -> Vec<Value> {
    ["/api", "/apis"]
        .iter()
        .flat_map(|path| {
            let answer =
                http::get(&url(Identity::Operator, path), &[("accept", AGGREGATED)]).expect("discovery answers");
            let groups = answer.json().expect("discovery is JSON");
            assert_eq!(groups["kind"], "APIGroupDiscoveryList");
            groups["items"].as_array().cloned().unwrap_or_default()
        })
        .collect()
}

fn listable() -> Vec<Listable> {
    let mut all = Vec::new();
    for group in discovery() {
        let group_name = group["metadata"]["name"].as_str().unwrap_or_default().to_owned();
        for version in group["versions"].as_array().into_iter().flatten() {
            let version_name = version["version"].as_str().expect("a version has a name");
            let prefix = if group_name.is_empty() {
                format!("/api/{version_name}")
            } else {
                format!("/apis/{group_name}/{version_name}")
            };
            for resource in version["resources"].as_array().into_iter().flatten() {
                let verbs = resource["verbs"].as_array().cloned().unwrap_or_default();
                if verbs.iter().any(|verb| verb == "list") {
                    let resource = resource["resource"].as_str().expect("a resource has a name");
                    all.push(Listable {
                        path: format!("{prefix}/{resource}"),
                        name: format!("{resource}.{group_name}"),
                    });
                }
            }
        }
    }
    all
}

#[test]
fn every_list_answers_and_has_a_row() {
    let all = listable();
    assert!(all.len() > 60, "only {} resources", all.len());
    let empty: Vec<&str> = all
        .iter()
        .filter(|resource| {
            let list = get_json(Identity::Operator, &format!("{}?limit=1", resource.path));
            list["items"].as_array().is_none_or(Vec::is_empty)
        })
        .map(|resource| resource.path.as_str())
        .collect();
    assert_eq!(empty, Vec::<&str>::new());
}

#[test]
fn custom_and_aggregated_resources_are_among_them() {
    let names: BTreeSet<String> = listable().into_iter().map(|resource| resource.name).collect();
    for name in [
        "ships.fleet.example.test",
        "voyages.fleet.example.test",
        "harbours.fleet.example.test",
        "flunders.wardle.example.com",
        "fischers.wardle.example.com",
    ] {
        assert!(names.contains(name), "{name}");
    }
}

#[test]
fn the_group_without_a_backend_is_stale_and_its_reason_can_be_read() {
    let groups = discovery();
    let dead = groups
        .iter()
        .find(|group| group["metadata"]["name"] == "dead.example.com")
        .expect("discovery names the dead group");
    assert_eq!(dead["versions"][0]["freshness"], "Stale");
    let service = get_json(
        Identity::Operator,
        "/apis/apiregistration.k8s.io/v1/apiservices/v1.dead.example.com",
    );
    let available = service["status"]["conditions"]
        .as_array()
        .and_then(|conditions| conditions.iter().find(|it| it["type"] == "Available"))
        .expect("the condition Available");
    assert_eq!(available["status"], "False");
    assert!(available["message"].as_str().is_some_and(|text| !text.is_empty()));
}
