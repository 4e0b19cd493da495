//! Everything that the Downward API could tell one container of a pod.

use std::collections::BTreeSet;

use super::{
    asked::Asked,
    field::{Bound, Field, ResourceField, Source, Way},
    pod::{Allocatable, Container, Pod},
    value::Value,
};

/// One thing that a container could ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What.
    pub source: Source,
    /// What a variable would get; `None` where variables may not ask for it.
    pub env: Option<Value>,
    /// What a file would get; `None` where files may not ask for it.
    pub file: Option<Value>,
    /// The variables of the container that ask for it already, in whatever unit.
    pub asked_by_env: Vec<String>,
    /// The files in the container that do, by path.
    pub asked_by_files: Vec<String>,
}

impl Pod {
    /// What one container could ask for: every field, each label and annotation that the pod has, and the container's
    /// resources in whole cores and bytes. Empty if there is no such container.
    pub fn offers(&self, container: &str, allocatable: Option<&Allocatable>) -> Vec<Offer> {
        let Some(own) = self.container(container) else {
            return Vec::new();
        };
        let asked = self
            .asked(allocatable)
            .into_iter()
            .find(|asked| asked.container == container);
        let fields = self.fields().into_iter().map(Source::Field);
        let resources = resources(own, allocatable).into_iter().map(|field| Source::Resource {
            container: None,
            field,
            divisor: None,
        });
        fields
            .chain(resources)
            .map(|source| {
                let value = |way| {
                    source
                        .is_offered_to(way)
                        .then(|| self.value(way, container, &source, allocatable))
                };
                Offer {
                    env: value(Way::Env),
                    file: value(Way::File),
                    asked_by_env: asked.iter().flat_map(|asked| asked.env_for(&source)).collect(),
                    asked_by_files: asked.iter().flat_map(|asked| asked.files_for(&source)).collect(),
                    source,
                }
            })
            .collect()
    }

    fn fields(&self) -> Vec<Field> {
        let mut fields = vec![Field::Name, Field::Namespace, Field::Uid, Field::Labels];
        fields.extend(self.metadata.labels.keys().cloned().map(Field::Label));
        fields.push(Field::Annotations);
        fields.extend(self.metadata.annotations.keys().cloned().map(Field::Annotation));
        fields.extend([
            Field::ServiceAccountName,
            Field::NodeName,
            Field::HostIp,
            Field::HostIps,
            Field::PodIp,
            Field::PodIps,
        ]);
        fields
    }
}

impl Asked {
    fn env_for(&self, source: &Source) -> Vec<String> {
        let variables = self
            .env
            .iter()
            .filter(|variable| self.is_same(&variable.source, source));
        variables.map(|variable| variable.name.clone()).collect()
    }

    fn files_for(&self, source: &Source) -> Vec<String> {
        let files = self.files.iter().filter(|file| self.is_same(&file.source, source));
        files.filter_map(|file| file.path.clone()).collect()
    }

    /// Whether both mean the same field, or the same resource of this container.
    fn is_same(&self, one: &Source, other: &Source) -> bool {
        match (one, other) {
            (
                Source::Resource { container, field, .. },
                Source::Resource {
                    container: other_container,
                    field: other_field,
                    ..
                },
            ) => {
                let own = Some(&self.container);
                field == other_field && container.as_ref().or(own) == other_container.as_ref().or(own)
            }
            _ => one == other,
        }
    }
}

/// The resources of a container: the three that each has, and the huge pages that it or its node knows.
fn resources(container: &Container, allocatable: Option<&Allocatable>) -> Vec<ResourceField> {
    let own = container
        .resources
        .requests
        .keys()
        .chain(container.resources.limits.keys());
    let of_node = allocatable.iter().flat_map(|Allocatable(resources)| resources.keys());
    let huge_pages: BTreeSet<&str> = own
        .chain(of_node)
        .map(String::as_str)
        .filter(|name| name.starts_with("hugepages-"))
        .collect();
    ["cpu", "memory", "ephemeral-storage"]
        .into_iter()
        .chain(huge_pages)
        .flat_map(|resource| {
            [Bound::Requests, Bound::Limits].map(|bound| ResourceField {
                bound,
                resource: resource.to_owned(),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::kube::downward::testing::{json, node, pod, read, text};

    fn offers(container: &str) -> Vec<Offer> {
        pod().offers(container, Some(&node()))
    }

    #[track_caller]
    fn offer(container: &str, path: &str) -> Offer {
        let is_it = |offer: &Offer| match &offer.source {
            Source::Field(field) => field.path() == path,
            Source::Resource { field, .. } => field.path() == path,
            Source::Unknown(_) => false,
        };
        offers(container).into_iter().find(is_it).unwrap()
    }

    #[test]
    fn every_field_is_offered_once() {
        let paths: Vec<String> = offers("main")
            .iter()
            .map(|offer| match &offer.source {
                Source::Field(field) => field.path(),
                Source::Resource { field, .. } => field.path(),
                Source::Unknown(text) => text.clone(),
            })
            .collect();
        assert_eq!(
            paths,
            [
                "metadata.name",
                "metadata.namespace",
                "metadata.uid",
                "metadata.labels",
                "metadata.labels['app']",
                "metadata.annotations",
                "metadata.annotations['note']",
                "spec.serviceAccountName",
                "spec.nodeName",
                "status.hostIP",
                "status.hostIPs",
                "status.podIP",
                "status.podIPs",
                "requests.cpu",
                "limits.cpu",
                "requests.memory",
                "limits.memory",
                "requests.ephemeral-storage",
                "limits.ephemeral-storage",
                "requests.hugepages-2Mi",
                "limits.hugepages-2Mi",
            ]
        );
    }

    #[test]
    fn an_offer_has_its_value_for_each_way() {
        let labels = offer("main", "metadata.labels");
        assert_eq!((labels.env, labels.file), (None, Some(text("app=\"web\""))));
        let node_name = offer("main", "spec.nodeName");
        assert_eq!((node_name.env, node_name.file), (Some(text("worker")), None));
        let name = offer("main", "metadata.name");
        assert_eq!((name.env, name.file), (Some(text("web-0")), Some(text("web-0"))));
    }

    #[test]
    fn an_offer_knows_who_asks_for_it_already() {
        let cpu = offer("main", "requests.cpu");
        assert_eq!(cpu.asked_by_env, ["CPU", "CPU_AGAIN"]);
        assert_eq!(cpu.asked_by_files, ["/etc/info/cpu"]);
        assert!(offer("side", "requests.cpu").asked_by_env.is_empty());
        assert_eq!(
            offer("main", "metadata.labels").asked_by_files,
            ["/etc/info/labels", "/labels"]
        );
    }

    #[test]
    fn the_resources_of_another_container_are_something_else() {
        let mut json = json();
        json["spec"]["containers"][0]["env"] = json!([
            { "name": "OF_SIDE", "valueFrom": { "resourceFieldRef": {
                "containerName": "side", "resource": "requests.cpu",
            } } },
        ]);
        let offers = read(&json).offers("main", Some(&node()));
        assert!(offers.iter().all(|offer| offer.asked_by_env.is_empty()));
    }

    #[test]
    fn nobody_is_offered_nothing() {
        assert!(offers("nobody").is_empty());
    }
}
