//! Names of API groups, versions, kinds and resources, as the API spells them.

use std::fmt;

/// An API group and one of its versions, such as `apps/v1`; the core group is `""`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GroupVersion {
    /// The group's name; empty for the core group.
    pub group: String,
    /// The version, such as `v1` or `v1beta1`.
    pub version: String,
}

impl GroupVersion {
    /// Names a group and a version.
    pub fn new(group: impl Into<String>, version: impl Into<String>) -> Self {
        Self {
            group: group.into(),
            version: version.into(),
        }
    }

    /// Reads an `apiVersion` field: `v1` or `apps/v1`.
    pub fn from_api_version(api_version: &str) -> Self {
        match api_version.split_once('/') {
            Some((group, version)) => Self::new(group, version),
            None => Self::new("", api_version),
        }
    }

    /// The `apiVersion` field of objects of this group and version.
    pub fn api_version(&self) -> String {
        self.to_string()
    }

    /// The path under which its resources live: `/api/v1` or `/apis/apps/v1`.
    pub fn path(&self) -> String {
        if self.group.is_empty() {
            format!("/api/{}", self.version)
        } else {
            format!("/apis/{}/{}", self.group, self.version)
        }
    }

    /// Names one of its resources.
    pub fn resource(&self, plural: impl Into<String>) -> GroupVersionResource {
        GroupVersionResource {
            group: self.group.clone(),
            version: self.version.clone(),
            resource: plural.into(),
        }
    }
}

impl fmt::Display for GroupVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.group.is_empty() {
            f.write_str(&self.version)
        } else {
            write!(f, "{}/{}", self.group, self.version)
        }
    }
}

/// What stands in a body: a group, a version and a kind, such as `batch/v1 Job`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GroupVersionKind {
    /// The group's name; empty for the core group.
    pub group: String,
    /// The version.
    pub version: String,
    /// The kind, such as `Job`.
    pub kind: String,
}

/// What stands in a path: a group, a version and a resource's plural name, such as `batch/v1 jobs`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GroupVersionResource {
    /// The group's name; empty for the core group.
    pub group: String,
    /// The version.
    pub version: String,
    /// The resource's plural name, always taken from discovery and never guessed.
    pub resource: String,
}

impl GroupVersionResource {
    /// Names a resource.
    pub fn new(group: impl Into<String>, version: impl Into<String>, resource: impl Into<String>) -> Self {
        Self {
            group: group.into(),
            version: version.into(),
            resource: resource.into(),
        }
    }

    /// Its group and version.
    pub fn group_version(&self) -> GroupVersion {
        GroupVersion::new(self.group.clone(), self.version.clone())
    }

    /// Whether this is the core group's Secrets, whose values are never shown unasked.
    pub fn is_secrets(&self) -> bool {
        self.group.is_empty() && self.resource == "secrets"
    }

    /// The name as `kubectl` takes it, such as `jobs.v1.batch`; `pods` in the core group.
    ///
    /// Source: kubectl's `ParseResourceArg` (apimachinery `pkg/runtime/schema/group_version.go`).
    pub fn kubectl_name(&self) -> String {
        if self.group.is_empty() {
            self.resource.clone()
        } else {
            format!("{}.{}.{}", self.resource, self.version, self.group)
        }
    }

    /// The resource with its group, as RBAC messages spell it: `jobs.batch` or `pods`.
    pub fn group_resource(&self) -> String {
        if self.group.is_empty() {
            self.resource.clone()
        } else {
            format!("{}.{}", self.resource, self.group)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn api_versions_are_read_and_spelt() {
        for (text, path) in [("v1", "/api/v1"), ("apps/v1", "/apis/apps/v1")] {
            let group_version = GroupVersion::from_api_version(text);
            assert_eq!(group_version.api_version(), text);
            assert_eq!(group_version.path(), path);
        }
    }

    #[test]
    fn kubectl_takes_the_full_name() {
        let jobs = GroupVersion::new("batch", "v1").resource("jobs");
        assert_eq!(jobs.kubectl_name(), "jobs.v1.batch");
        assert_eq!(jobs.group_resource(), "jobs.batch");
        assert_eq!(GroupVersion::new("", "v1").resource("pods").kubectl_name(), "pods");
    }
}
