//! Who looks at the cluster: three identities with different rights, each behind its own proxy.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A user of the API. None is in `system:masters`, which RBAC and flow control let through unasked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Identity {
    /// A client certificate, bound to the ClusterRole `cluster-admin`.
    Operator,
    /// A client certificate, bound to the ClusterRole `view`: no Secrets, no cluster-scoped resources.
    Viewer,
    /// The token of the ServiceAccount `restricted`, which reads pods, services, configmaps and events
    /// of the namespace `team-a` and may not list namespaces.
    Restricted,
}

impl Identity {
    /// All of them, the most powerful first.
    pub const ALL: [Self; 3] = [Self::Operator, Self::Viewer, Self::Restricted];

    /// The name of the user in certificates, contexts and file names.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Operator => "operator",
            Self::Viewer => "viewer",
            Self::Restricted => "restricted",
        }
    }
}

impl fmt::Display for Identity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// One value for each identity.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByIdentity<T> {
    operator: T,
    viewer: T,
    restricted: T,
}

impl<T> ByIdentity<T> {
    /// Makes the value of each.
    pub fn new(mut value: impl FnMut(Identity) -> T) -> Self {
        Self {
            operator: value(Identity::Operator),
            viewer: value(Identity::Viewer),
            restricted: value(Identity::Restricted),
        }
    }

    /// The value of one.
    pub const fn get(&self, identity: Identity) -> &T {
        match identity {
            Identity::Operator => &self.operator,
            Identity::Viewer => &self.viewer,
            Identity::Restricted => &self.restricted,
        }
    }

    /// Replaces the value of one.
    pub fn set(&mut self, identity: Identity, value: T) {
        match identity {
            Identity::Operator => self.operator = value,
            Identity::Viewer => self.viewer = value,
            Identity::Restricted => self.restricted = value,
        }
    }
}
