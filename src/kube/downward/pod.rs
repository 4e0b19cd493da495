//! A Pod and a Node, as far as the Downward API looks at them.
//!
//! Source: api `core/v1/types.go`.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, de::Error as _};

use super::quantity::Quantity;
use crate::kube::absent::or_default;

/// A Pod.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Pod {
    #[serde(deserialize_with = "or_default")]
    kind: String,
    #[serde(deserialize_with = "or_default")]
    pub(super) metadata: Metadata,
    #[serde(deserialize_with = "or_default")]
    pub(super) spec: Spec,
    #[serde(deserialize_with = "or_default")]
    pub(super) status: Status,
}

/// What a node has for pods, by resource.
#[derive(Clone, Debug, Default)]
pub struct Allocatable(pub(super) BTreeMap<String, Quantity>);

/// What a container is to its pod.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// It runs before the others, or beside them if it is always restarted.
    Init,
    /// It is what the pod is for.
    Regular,
    /// It was added to the running pod, for debugging.
    Ephemeral,
}

impl Pod {
    /// Reads a Pod in JSON.
    ///
    /// # Errors
    /// Something that says it is of another kind is none; a Pod out of a list says nothing.
    pub fn read(body: &[u8]) -> Result<Self, serde_json::Error> {
        let pod: Self = serde_json::from_slice(body)?;
        match pod.kind.as_str() {
            "" | "Pod" => Ok(pod),
            kind => Err(serde_json::Error::custom(format_args!(
                "expected a Pod and got a {kind}"
            ))),
        }
    }

    /// The name of the node, once it is known.
    pub fn node_name(&self) -> Option<&str> {
        Some(self.spec.node_name.as_str()).filter(|name| !name.is_empty())
    }

    /// The names of the containers, in the order in which they are declared, init containers first.
    pub fn containers(&self) -> impl Iterator<Item = (&str, Role)> {
        self.all_containers()
            .map(|(container, role)| (container.name.as_str(), role))
    }

    pub(super) fn all_containers(&self) -> impl Iterator<Item = (&Container, Role)> {
        let Spec {
            init_containers,
            containers,
            ephemeral_containers,
            ..
        } = &self.spec;
        let with = |role| move |container| (container, role);
        let init = init_containers.iter().map(with(Role::Init));
        let regular = containers.iter().map(with(Role::Regular));
        init.chain(regular)
            .chain(ephemeral_containers.iter().map(with(Role::Ephemeral)))
    }

    pub(super) fn container(&self, name: &str) -> Option<&Container> {
        self.all_containers()
            .map(|(container, _)| container)
            .find(|container| container.name == name)
    }

    /// The user as whom every container runs, if it is the same and said of each.
    ///
    /// Source: kubernetes `pkg/volume/util/util.go`, `FsUserFrom`.
    pub(super) fn common_user(&self) -> Option<i64> {
        let mut users = self.all_containers().map(|(container, _)| {
            let own = container.security_context.run_as_user;
            own.or(self.spec.security_context.run_as_user)
        });
        let first = users.next()??;
        users.all(|user| user == Some(first)).then_some(first)
    }
}

impl Allocatable {
    /// Reads a Node in JSON.
    pub fn read(body: &[u8]) -> Result<Self, serde_json::Error> {
        #[derive(Default, Deserialize)]
        #[serde(default)]
        struct Node {
            #[serde(deserialize_with = "or_default")]
            status: NodeStatus,
        }
        #[derive(Default, Deserialize)]
        #[serde(default)]
        struct NodeStatus {
            #[serde(deserialize_with = "or_default")]
            allocatable: BTreeMap<String, Quantity>,
        }
        let node: Node = serde_json::from_slice(body)?;
        Ok(Self(node.status.allocatable))
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Metadata {
    #[serde(deserialize_with = "or_default")]
    pub(super) name: String,
    #[serde(deserialize_with = "or_default")]
    pub(super) namespace: String,
    #[serde(deserialize_with = "or_default")]
    pub(super) uid: String,
    #[serde(deserialize_with = "or_default")]
    pub(super) labels: BTreeMap<String, String>,
    #[serde(deserialize_with = "or_default")]
    pub(super) annotations: BTreeMap<String, String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Spec {
    #[serde(deserialize_with = "or_default")]
    init_containers: Vec<Container>,
    #[serde(deserialize_with = "or_default")]
    containers: Vec<Container>,
    #[serde(deserialize_with = "or_default")]
    ephemeral_containers: Vec<Container>,
    #[serde(deserialize_with = "or_default")]
    pub(super) volumes: Vec<Volume>,
    #[serde(deserialize_with = "or_default")]
    pub(super) service_account_name: String,
    #[serde(deserialize_with = "or_default")]
    pub(super) node_name: String,
    pub(super) automount_service_account_token: Option<bool>,
    #[serde(deserialize_with = "or_default")]
    pub(super) security_context: SecurityContext,
    /// Those of the pod as a whole.
    #[serde(deserialize_with = "or_default")]
    pub(super) resources: Resources,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Container {
    #[serde(deserialize_with = "or_default")]
    pub(super) name: String,
    #[serde(deserialize_with = "or_default")]
    pub(super) env: Vec<EnvVar>,
    #[serde(deserialize_with = "or_default")]
    pub(super) resources: Resources,
    #[serde(deserialize_with = "or_default")]
    pub(super) volume_mounts: Vec<VolumeMount>,
    #[serde(deserialize_with = "or_default")]
    security_context: SecurityContext,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Resources {
    #[serde(deserialize_with = "or_default")]
    pub(super) requests: BTreeMap<String, Quantity>,
    #[serde(deserialize_with = "or_default")]
    pub(super) limits: BTreeMap<String, Quantity>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct SecurityContext {
    run_as_user: Option<i64>,
    pub(super) fs_group: Option<i64>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct EnvVar {
    #[serde(deserialize_with = "or_default")]
    pub(super) name: String,
    #[serde(deserialize_with = "or_default")]
    pub(super) value_from: Reference,
}

/// What a variable or a file refers to.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Reference {
    pub(super) field_ref: Option<FieldReference>,
    pub(super) resource_field_ref: Option<ResourceReference>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct FieldReference {
    #[serde(deserialize_with = "or_default")]
    pub(super) field_path: String,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct ResourceReference {
    #[serde(deserialize_with = "or_default")]
    pub(super) container_name: String,
    #[serde(deserialize_with = "or_default")]
    pub(super) resource: String,
    #[serde(deserialize_with = "text_of_quantity")]
    pub(super) divisor: String,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct VolumeMount {
    #[serde(deserialize_with = "or_default")]
    pub(super) name: String,
    #[serde(deserialize_with = "or_default")]
    pub(super) mount_path: String,
    #[serde(deserialize_with = "or_default")]
    pub(super) sub_path: String,
    #[serde(deserialize_with = "or_default")]
    pub(super) sub_path_expr: String,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Volume {
    #[serde(deserialize_with = "or_default")]
    pub(super) name: String,
    #[serde(rename = "downwardAPI")]
    pub(super) downward: Option<DownwardVolume>,
    pub(super) projected: Option<ProjectedVolume>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct DownwardVolume {
    pub(super) default_mode: Option<u32>,
    #[serde(deserialize_with = "or_default")]
    pub(super) items: Vec<DownwardFile>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct DownwardFile {
    #[serde(deserialize_with = "or_default")]
    pub(super) path: String,
    pub(super) mode: Option<u32>,
    #[serde(flatten)]
    pub(super) reference: Reference,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct ProjectedVolume {
    pub(super) default_mode: Option<u32>,
    #[serde(deserialize_with = "or_default")]
    pub(super) sources: Vec<Projection>,
}

/// One source of a projected volume: exactly one of these.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Projection {
    #[serde(rename = "downwardAPI")]
    pub(super) downward: Option<DownwardVolume>,
    pub(super) service_account_token: Option<TokenProjection>,
    pub(super) config_map: Option<KeysProjection>,
    pub(super) secret: Option<KeysProjection>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct TokenProjection {
    #[serde(deserialize_with = "or_default")]
    pub(super) path: String,
    #[serde(deserialize_with = "or_default")]
    pub(super) audience: String,
    pub(super) expiration_seconds: Option<u64>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct KeysProjection {
    #[serde(deserialize_with = "or_default")]
    pub(super) name: String,
    #[serde(deserialize_with = "or_default")]
    pub(super) items: Vec<KeyToPath>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct KeyToPath {
    #[serde(deserialize_with = "or_default")]
    pub(super) key: String,
    #[serde(deserialize_with = "or_default")]
    pub(super) path: String,
    pub(super) mode: Option<u32>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Status {
    #[serde(rename = "hostIP", deserialize_with = "or_default")]
    pub(super) host_ip: String,
    #[serde(rename = "hostIPs", deserialize_with = "or_default")]
    pub(super) host_ips: Vec<Address>,
    #[serde(rename = "podIP", deserialize_with = "or_default")]
    pub(super) pod_ip: String,
    #[serde(rename = "podIPs", deserialize_with = "or_default")]
    pub(super) pod_ips: Vec<Address>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Address {
    #[serde(deserialize_with = "or_default")]
    pub(super) ip: String,
}

fn text_of_quantity<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Ok(match serde_json::Value::deserialize(deserializer)? {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(text) => text,
        other => other.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn null_and_unknown_fields_are_no_obstacle() {
        let pod = Pod::read(
            br#"{"kind":"Pod","metadata":{"name":"a","labels":null},"spec":{
            "initContainers":null,"securityContext":null,
            "containers":[{"name":"c","env":[
                {"name":"E","valueFrom":{"fileKeyRef":{"key":"k"}}},{"name":"F","valueFrom":null}]}],
            "volumes":[{"name":"v","projected":{"sources":[{"podCertificate":{}}]}}],"new":1},"status":null}"#,
        )
        .unwrap();
        assert_eq!(pod.containers().collect::<Vec<_>>(), [("c", Role::Regular)]);
        assert_eq!(pod.node_name(), None);
    }

    #[test]
    fn only_a_pod_is_one() {
        for body in [
            &br#"{"kind":"Status"}"#[..],
            br#"{"kind":"PodList","items":[]}"#,
            b"Forbidden",
        ] {
            assert!(Pod::read(body).is_err());
        }
        assert!(Pod::read(br#"{"metadata":{"name":"from a list"}}"#).is_ok());
    }

    #[test]
    fn containers_have_a_common_user_if_each_says_the_same() {
        let user = |spec: &str| {
            Pod::read(format!(r#"{{"spec":{spec}}}"#).as_bytes())
                .unwrap()
                .common_user()
        };
        let one = r#"{"name":"a","securityContext":{"runAsUser":7}}"#;
        let other = r#"{"name":"b"}"#;
        assert_eq!(user(&format!(r#"{{"containers":[{one}]}}"#)), Some(7));
        assert_eq!(user(&format!(r#"{{"containers":[{one},{other}]}}"#)), None);
        let of_pod =
            |user: i64| format!(r#"{{"securityContext":{{"runAsUser":{user}}},"containers":[{one},{other}]}}"#);
        assert_eq!([user(&of_pod(7)), user(&of_pod(8))], [Some(7), None]);
    }
}
