//! Reads aggregated discovery: `apidiscovery.k8s.io/v2` and `v2beta1`, which have the same shape.
//!
//! Source: api `apidiscovery/v2/types.go`.

use serde::Deserialize;

use super::{ApiGroup, ApiVersion, Freshness};
use crate::kube::{
    gvk::{GroupVersion, GroupVersionKind},
    resource::{ApiResource, Scope, Subresource},
};

/// Whether an answer's `Content-Type` says that it is aggregated discovery.
pub fn is_aggregated(content_type: &str) -> bool {
    content_type.contains("as=APIGroupDiscoveryList")
}

/// Reads an `APIGroupDiscoveryList`: one group from `/api`, the named ones from `/apis`.
///
/// One unreadable resource costs that resource, not the list.
pub fn read(body: &[u8]) -> Result<Vec<ApiGroup>, serde_json::Error> {
    let list: GroupList = serde_json::from_slice(body)?;
    Ok(list.items.into_iter().map(group).collect())
}

#[derive(Deserialize)]
struct GroupList {
    #[serde(default)]
    items: Vec<Group>,
}

#[derive(Deserialize)]
struct Group {
    #[serde(default)]
    metadata: GroupMetadata,
    #[serde(default)]
    versions: Vec<Version>,
}

#[derive(Default, Deserialize)]
struct GroupMetadata {
    #[serde(default)]
    name: String,
}

#[derive(Deserialize)]
struct Version {
    #[serde(rename = "version")]
    name: String,
    #[serde(default)]
    freshness: Option<String>,
    #[serde(default)]
    resources: Vec<serde_json::Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Resource {
    #[serde(rename = "resource")]
    plural: String,
    #[serde(default)]
    response_kind: Option<Kind>,
    #[serde(default)]
    scope: String,
    #[serde(default, rename = "singularResource")]
    singular: String,
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    short_names: Vec<String>,
    #[serde(default)]
    categories: Vec<String>,
    #[serde(default)]
    subresources: Vec<SubresourceEntry>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SubresourceEntry {
    #[serde(rename = "subresource")]
    name: String,
    #[serde(default)]
    response_kind: Option<Kind>,
    #[serde(default)]
    verbs: Vec<String>,
}

#[derive(Default, Deserialize)]
struct Kind {
    #[serde(default)]
    group: String,
    #[serde(default)]
    version: String,
    #[serde(default, rename = "kind")]
    name: String,
}

fn group(read: Group) -> ApiGroup {
    let name = read.metadata.name;
    let versions = read
        .versions
        .into_iter()
        .map(|version| {
            let group_version = GroupVersion::new(name.clone(), version.name);
            ApiVersion {
                freshness: match version.freshness.as_deref() {
                    Some("Stale") => Freshness::Stale(String::new()),
                    _ => Freshness::Current,
                },
                resources: version
                    .resources
                    .into_iter()
                    .filter_map(|value| serde_json::from_value(value).ok())
                    .map(|read| resource(read, &group_version))
                    .collect(),
                group_version,
            }
        })
        .collect();
    ApiGroup { name, versions }
}

fn resource(read: Resource, group_version: &GroupVersion) -> ApiResource {
    ApiResource {
        resource: group_version.resource(read.plural),
        singular: read.singular,
        kind: kind(read.response_kind, group_version),
        scope: if read.scope == "Namespaced" {
            Scope::Namespaced
        } else {
            Scope::Cluster
        },
        verbs: read.verbs,
        short_names: read.short_names,
        categories: read.categories,
        subresources: read
            .subresources
            .into_iter()
            .map(|sub| Subresource {
                name: sub.name,
                kind: kind(sub.response_kind, group_version),
                verbs: sub.verbs,
            })
            .collect(),
    }
}

/// An empty group or version of a kind means the one that lists it.
fn kind(read: Option<Kind>, group_version: &GroupVersion) -> GroupVersionKind {
    let read = read.unwrap_or_default();
    let (group, version) = if read.version.is_empty() {
        (group_version.group.clone(), group_version.version.clone())
    } else {
        (read.group, read.version)
    };
    GroupVersionKind {
        group,
        version,
        kind: read.name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_read_with_its_subresources() {
        let groups = read(
            br#"{"kind":"APIGroupDiscoveryList","apiVersion":"apidiscovery.k8s.io/v2","items":[
            {"metadata":{"name":"batch"},"versions":[{"version":"v1","freshness":"Current","resources":[
             {"resource":"jobs","responseKind":{"group":"","version":"","kind":"Job"},"scope":"Namespaced",
              "singularResource":"job","verbs":["get","list"],"categories":["all"],
              "subresources":[{"subresource":"status","responseKind":{"group":"batch","version":"v1","kind":"Job"},"verbs":["get"]}]},
             {"resource":7}]}]},
            {"metadata":{"name":"dead.example.com"},"versions":[{"version":"v1","freshness":"Stale"}]}]}"#,
        )
        .unwrap();
        let jobs = &groups[0].versions[0].resources[0];
        assert_eq!(groups[0].versions[0].resources.len(), 1);
        assert_eq!(jobs.plural(), "jobs");
        assert_eq!(jobs.kind.group, "batch");
        assert!(jobs.is_namespaced());
        assert_eq!(jobs.subresources[0].name, "status");
        assert_eq!(groups[1].versions[0].freshness, Freshness::Stale(String::new()));
    }

    #[test]
    fn the_content_type_tells_the_protocol() {
        assert!(is_aggregated(
            "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList"
        ));
        assert!(!is_aggregated("application/json"));
    }
}
