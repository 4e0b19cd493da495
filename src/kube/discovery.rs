//! Discovery: which groups, versions and resources a cluster serves, from both protocols.

pub mod aggregated;
pub mod legacy;

use super::{
    gvk::{GroupVersion, GroupVersionResource},
    resource::ApiResource,
};

/// All groups of a cluster: the core group first, then as the server orders them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Discovery {
    /// The groups.
    pub groups: Vec<ApiGroup>,
}

/// One group and its versions, the preferred one first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiGroup {
    /// The name; empty for the core group.
    pub name: String,
    /// The versions, preferred first.
    pub versions: Vec<ApiVersion>,
}

/// One version of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiVersion {
    /// Its group and name.
    pub group_version: GroupVersion,
    /// Whether the API server could reach what serves it.
    pub freshness: Freshness,
    /// Its resources, by name. Empty where a version is stale from the start.
    pub resources: Vec<ApiResource>,
}

/// Whether what discovery says of a version is up to date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// It is.
    Current,
    /// The API server behind it did not answer; the reason, as far as it is known.
    Stale(String),
}

/// Which of the two protocols an answer was in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// Two requests for everything (`apidiscovery.k8s.io`).
    Aggregated,
    /// One request for each group version.
    Legacy,
}

impl Discovery {
    /// Puts the core group and the named groups together.
    pub fn new(core: Option<ApiGroup>, named: Vec<ApiGroup>) -> Self {
        Self {
            groups: core.into_iter().chain(named).collect(),
        }
    }

    /// A group by name.
    pub fn group(&self, name: &str) -> Option<&ApiGroup> {
        self.groups.iter().find(|group| group.name == name)
    }

    /// A version of a group.
    pub fn version(&self, group_version: &GroupVersion) -> Option<&ApiVersion> {
        self.group(&group_version.group)?
            .versions
            .iter()
            .find(|version| version.group_version == *group_version)
    }

    /// A resource of one group and version.
    pub fn resource(&self, resource: &GroupVersionResource) -> Option<&ApiResource> {
        self.version(&resource.group_version())?
            .resources
            .iter()
            .find(|found| found.resource == *resource)
    }

    /// Every resource of every version, in order.
    pub fn resources(&self) -> impl Iterator<Item = &ApiResource> {
        self.groups
            .iter()
            .flat_map(|group| &group.versions)
            .flat_map(|version| &version.resources)
    }

    /// The versions that are marked stale.
    pub fn stale(&self) -> impl Iterator<Item = &GroupVersion> {
        self.groups
            .iter()
            .flat_map(|group| &group.versions)
            .filter(|version| version.freshness != Freshness::Current)
            .map(|version| &version.group_version)
    }

    /// Notes why a version is stale.
    pub fn explain_stale(&mut self, group_version: &GroupVersion, reason: &str) {
        let versions = self.groups.iter_mut().flat_map(|group| &mut group.versions);
        for version in versions.filter(|version| version.group_version == *group_version) {
            if let Freshness::Stale(known) = &mut version.freshness {
                reason.clone_into(known);
            }
        }
    }
}

impl ApiGroup {
    /// The version that the server prefers.
    pub fn preferred(&self) -> Option<&ApiVersion> {
        self.versions.first()
    }
}
