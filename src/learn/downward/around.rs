//! What of a Pod matters to the lens beside the Downward API itself: its owner, and what its containers declare.

use serde::Deserialize;

use crate::{
    kube::{absent::or_default, path::ApiPath, request::ApiRequest},
    learn::identity::line::Link,
};

/// A Pod, as far as it is looked at here.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Around {
    #[serde(deserialize_with = "or_default")]
    pub(super) metadata: Metadata,
    #[serde(deserialize_with = "or_default")]
    pub(super) spec: Spec,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Metadata {
    #[serde(deserialize_with = "or_default")]
    pub(super) name: String,
    #[serde(deserialize_with = "or_default")]
    pub(super) namespace: String,
    #[serde(deserialize_with = "or_default")]
    owner_references: Vec<Owner>,
}

/// Whatever made the Pod.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Owner {
    #[serde(deserialize_with = "or_default")]
    api_version: String,
    #[serde(deserialize_with = "or_default")]
    pub(super) kind: String,
    #[serde(deserialize_with = "or_default")]
    pub(super) name: String,
    #[serde(deserialize_with = "or_default")]
    controller: bool,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Spec {
    #[serde(deserialize_with = "or_default")]
    pub(super) service_account_name: String,
    enable_service_links: Option<bool>,
    #[serde(deserialize_with = "or_default")]
    init_containers: Vec<Container>,
    #[serde(deserialize_with = "or_default")]
    containers: Vec<Container>,
    #[serde(deserialize_with = "or_default")]
    ephemeral_containers: Vec<Container>,
}

/// What a container declares of its environment.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Container {
    #[serde(deserialize_with = "or_default")]
    name: String,
    #[serde(deserialize_with = "or_default")]
    env: Vec<Variable>,
    #[serde(deserialize_with = "or_default")]
    env_from: Vec<serde::de::IgnoredAny>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Variable {
    #[serde(deserialize_with = "or_default")]
    name: String,
}

impl Around {
    /// Reads a Pod in JSON.
    pub(super) fn read(body: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(body)
    }

    /// Its controller.
    pub(super) fn owner(&self) -> Option<&Owner> {
        self.metadata.owner_references.iter().find(|owner| owner.controller)
    }

    /// Whether its containers get variables for the Services of its namespace.
    pub(super) fn has_service_links(&self) -> bool {
        self.spec.enable_service_links != Some(false)
    }

    /// A container by name.
    pub(super) fn container(&self, name: &str) -> Option<&Container> {
        let Spec {
            init_containers,
            containers,
            ephemeral_containers,
            ..
        } = &self.spec;
        let mut all = init_containers.iter().chain(containers).chain(ephemeral_containers);
        all.find(|container| container.name == name)
    }
}

impl Container {
    /// Whether it declares a variable of that name, which then takes the place of the kubelet's own.
    pub(super) fn declares(&self, name: &str) -> bool {
        self.env.iter().any(|variable| variable.name == name)
    }

    /// Whether it takes variables from a whole ConfigMap or Secret, whose keys the Pod does not say.
    pub(super) fn takes_others(&self) -> bool {
        !self.env_from.is_empty()
    }
}

impl Owner {
    /// The Pod itself is then the image of a file on a node.
    pub(super) fn is_node(&self) -> bool {
        self.kind == "Node"
    }

    /// Leads to it, for the kinds of Kubernetes itself.
    pub(super) fn link(&self, namespace: &str) -> Option<Link> {
        let (prefix, plural): (&[&str], &str) = match (self.api_version.as_str(), self.kind.as_str()) {
            ("apps/v1", "ReplicaSet") => (&["apis", "apps", "v1"], "replicasets"),
            ("apps/v1", "StatefulSet") => (&["apis", "apps", "v1"], "statefulsets"),
            ("apps/v1", "DaemonSet") => (&["apis", "apps", "v1"], "daemonsets"),
            ("batch/v1", "Job") => (&["apis", "batch", "v1"], "jobs"),
            ("v1", "ReplicationController") => (&["api", "v1"], "replicationcontrollers"),
            _ => return None,
        };
        let rest = ["namespaces", namespace, plural, &self.name];
        let path = ApiPath::from_segments(prefix.iter().copied().chain(rest)).ok()?;
        Some(Link {
            text: format!("{} {}", self.kind, self.name),
            request: ApiRequest::get(path),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_controller_is_the_owner() {
        let around = Around::read(
            br#"{"kind":"Pod","metadata":{"name":"p","namespace":"shop","ownerReferences":[
                {"apiVersion":"v1","kind":"ConfigMap","name":"c"},
                {"apiVersion":"apps/v1","kind":"ReplicaSet","name":"web-1","controller":true}]},"spec":null}"#,
        )
        .unwrap();
        let link = around.owner().unwrap().link("shop").unwrap();
        assert_eq!(link.text, "ReplicaSet web-1");
        assert_eq!(
            link.request.path.as_str(),
            "/apis/apps/v1/namespaces/shop/replicasets/web-1"
        );
        let other = Owner {
            kind: "Rollout".into(),
            ..Owner::default()
        };
        assert_eq!(other.link("shop"), None);
    }

    #[test]
    fn links_to_services_are_on_unless_they_are_switched_off() {
        for (spec, expected) in [
            ("{}", true),
            (r#"{"enableServiceLinks":true}"#, true),
            (r#"{"enableServiceLinks":false}"#, false),
        ] {
            let around = Around::read(format!(r#"{{"spec":{spec}}}"#).as_bytes()).unwrap();
            assert_eq!(around.has_service_links(), expected, "{spec}");
        }
    }

    #[test]
    fn variables_are_known_by_name_unless_they_come_from_elsewhere() {
        let around = Around::read(
            br#"{"spec":{"containers":[{"name":"a","env":[{"name":"X","value":"1"}]},
                {"name":"b","envFrom":[{"configMapRef":{"name":"c"}}]}]}}"#,
        )
        .unwrap();
        let (a, b) = (around.container("a").unwrap(), around.container("b").unwrap());
        assert!(a.declares("X") && !a.declares("Y") && !a.takes_others());
        assert!(!b.declares("X") && b.takes_others());
        assert!(around.container("c").is_none());
    }
}
