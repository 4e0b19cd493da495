//! Reads legacy discovery: `APIVersions`, `APIGroupList` and one `APIResourceList` a group version.
//!
//! Source: apimachinery `pkg/apis/meta/v1/types.go`.

use serde::Deserialize;

use super::{ApiGroup, ApiVersion, Freshness};
use crate::{
    kube::{
        gvk::{GroupVersion, GroupVersionKind},
        resource::{ApiResource, Scope, Subresource},
    },
    sort,
};

/// Reads `/api`: the versions of the core group, whose resources are still to be asked for.
pub fn read_core_versions(body: &[u8]) -> Result<ApiGroup, serde_json::Error> {
    #[derive(Deserialize)]
    struct ApiVersions {
        #[serde(default)]
        versions: Vec<String>,
    }
    let read: ApiVersions = serde_json::from_slice(body)?;
    let versions = read.versions.into_iter();
    Ok(ApiGroup {
        name: String::new(),
        versions: versions.map(|version| unread(GroupVersion::new("", version))).collect(),
    })
}

/// Reads `/apis`: the named groups, whose resources are still to be asked for. The preferred version comes first.
pub fn read_groups(body: &[u8]) -> Result<Vec<ApiGroup>, serde_json::Error> {
    #[derive(Deserialize)]
    struct ApiGroupList {
        #[serde(default)]
        groups: Vec<Group>,
    }
    let read: ApiGroupList = serde_json::from_slice(body)?;
    Ok(read.groups.into_iter().map(group).collect())
}

/// Reads `/apis/<group>`: one group with its versions.
pub fn read_group(body: &[u8]) -> Result<ApiGroup, serde_json::Error> {
    serde_json::from_slice(body).map(group)
}

/// Reads one `APIResourceList`; subresources (`pods/log`) come to stand under their resource.
pub fn read_resources(group_version: &GroupVersion, body: &[u8]) -> Result<Vec<ApiResource>, serde_json::Error> {
    #[derive(Deserialize)]
    struct ApiResourceList {
        #[serde(default)]
        resources: Vec<Resource>,
    }
    let read: ApiResourceList = serde_json::from_slice(body)?;
    let (subresources, resources): (Vec<_>, Vec<_>) = read
        .resources
        .into_iter()
        .partition(|resource| resource.name.contains('/'));
    let mut resources: Vec<ApiResource> = resources
        .into_iter()
        .map(|read| ApiResource {
            kind: kind(&read, group_version),
            resource: group_version.resource(read.name),
            singular: read.singular_name,
            scope: if read.namespaced {
                Scope::Namespaced
            } else {
                Scope::Cluster
            },
            verbs: read.verbs,
            short_names: read.short_names,
            categories: read.categories,
            subresources: Vec::new(),
        })
        .collect();
    for read in subresources {
        let Some((parent, name)) = read.name.split_once('/') else {
            continue;
        };
        if let Some(resource) = resources.iter_mut().find(|resource| resource.plural() == parent) {
            resource.subresources.push(Subresource {
                name: name.to_owned(),
                kind: kind(&read, group_version),
                verbs: read.verbs.clone(),
            });
        }
    }
    Ok(resources)
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Group {
    name: String,
    #[serde(default)]
    versions: Vec<Version>,
    #[serde(default)]
    preferred_version: Option<Version>,
}

#[derive(Deserialize)]
struct Version {
    version: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Resource {
    name: String,
    #[serde(default)]
    singular_name: String,
    #[serde(default)]
    namespaced: bool,
    #[serde(default)]
    group: String,
    #[serde(default)]
    version: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    short_names: Vec<String>,
    #[serde(default)]
    categories: Vec<String>,
}

fn group(read: Group) -> ApiGroup {
    let preferred = read.preferred_version.map(|version| version.version);
    let mut versions: Vec<ApiVersion> = read
        .versions
        .into_iter()
        .map(|version| unread(GroupVersion::new(read.name.clone(), version.version)))
        .collect();
    sort::by_key(&mut versions, |version| {
        Some(&version.group_version.version) != preferred.as_ref()
    });
    ApiGroup {
        name: read.name,
        versions,
    }
}

fn unread(group_version: GroupVersion) -> ApiVersion {
    ApiVersion {
        group_version,
        freshness: Freshness::Current,
        resources: Vec::new(),
    }
}

/// An empty version of a kind means the group version that lists it.
fn kind(read: &Resource, group_version: &GroupVersion) -> GroupVersionKind {
    let (group, version) = if read.version.is_empty() {
        (&group_version.group, &group_version.version)
    } else {
        (&read.group, &read.version)
    };
    GroupVersionKind {
        group: group.clone(),
        version: version.clone(),
        kind: read.kind.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_preferred_version_comes_first() {
        let groups = read_groups(
            br#"{"kind":"APIGroupList","groups":[{"name":"autoscaling",
            "versions":[{"groupVersion":"autoscaling/v1","version":"v1"},{"groupVersion":"autoscaling/v2","version":"v2"}],
            "preferredVersion":{"groupVersion":"autoscaling/v2","version":"v2"}}]}"#,
        )
        .unwrap();
        let versions: Vec<_> = groups[0]
            .versions
            .iter()
            .map(|version| version.group_version.version.as_str())
            .collect();
        assert_eq!(versions, ["v2", "v1"]);
    }

    #[test]
    fn subresources_stand_under_their_resource() {
        let resources = read_resources(
            &GroupVersion::new("apps", "v1"),
            br#"{"kind":"APIResourceList","groupVersion":"apps/v1","resources":[
            {"name":"deployments","singularName":"deployment","namespaced":true,"kind":"Deployment","verbs":["get","list"],"shortNames":["deploy"],"categories":["all"]},
            {"name":"deployments/scale","singularName":"","namespaced":true,"group":"autoscaling","version":"v1","kind":"Scale","verbs":["get"]}]}"#,
        )
        .unwrap();
        assert_eq!(resources.len(), 1);
        assert_eq!(resources[0].short_names, ["deploy"]);
        assert_eq!(resources[0].subresources[0].kind.group, "autoscaling");
    }
}
