//! A cluster's discovery for tests, with the traps of real ones.

use crate::kube::{
    discovery::{ApiGroup, ApiVersion, Discovery, Freshness},
    gvk::{GroupVersion, GroupVersionKind},
    resource::{ApiResource, Scope, Subresource},
};

/// Group, version, plural, kind, short names, subresources; `*` in front of the plural: of the whole cluster;
/// `+` in front of the kind: in the category `all`. Preferred versions stand first.
const RESOURCES: &[(&str, &str, &str, &str, &str, &str)] = &[
    ("", "v1", "configmaps", "ConfigMap", "cm", ""),
    ("", "v1", "events", "Event", "ev", ""),
    ("", "v1", "*namespaces", "Namespace", "ns", "finalize status"),
    ("", "v1", "*nodes", "Node", "no", "proxy status"),
    (
        "",
        "v1",
        "pods",
        "+Pod",
        "po",
        "attach binding ephemeralcontainers exec log portforward proxy resize status",
    ),
    (
        "",
        "v1",
        "replicationcontrollers",
        "+ReplicationController",
        "rc",
        "scale status",
    ),
    ("", "v1", "secrets", "Secret", "", ""),
    ("", "v1", "services", "+Service", "svc", "proxy status"),
    ("apps", "v1", "deployments", "+Deployment", "deploy", "scale status"),
    ("apps", "v1", "replicasets", "+ReplicaSet", "rs", "scale status"),
    ("events.k8s.io", "v1", "events", "Event", "ev", ""),
    (
        "autoscaling",
        "v2",
        "horizontalpodautoscalers",
        "+HorizontalPodAutoscaler",
        "hpa",
        "status",
    ),
    (
        "autoscaling",
        "v1",
        "horizontalpodautoscalers",
        "+HorizontalPodAutoscaler",
        "hpa",
        "status",
    ),
    ("batch", "v1", "cronjobs", "+CronJob", "cj", "status"),
    ("batch", "v1", "jobs", "+Job", "", "status"),
    ("networking.k8s.io", "v1", "ingresses", "Ingress", "ing", "status"),
    (
        "rbac.authorization.k8s.io",
        "v1",
        "*clusterroles",
        "ClusterRole",
        "",
        "",
    ),
    ("storage.k8s.io", "v1", "*storageclasses", "StorageClass", "sc", ""),
    ("resource.k8s.io", "v1", "*deviceclasses", "DeviceClass", "", ""),
    ("resource.k8s.io", "v1beta1", "*deviceclasses", "DeviceClass", "", ""),
    (
        "resource.k8s.io",
        "v1alpha3",
        "*devicetaintrules",
        "DeviceTaintRule",
        "",
        "status",
    ),
    ("metrics.k8s.io", "v1beta1", "*nodes", "NodeMetrics", "", ""),
    ("metrics.k8s.io", "v1beta1", "pods", "PodMetrics", "", ""),
    ("stable.example.com", "v1", "crontabs", "CronTab", "ct", "status scale"),
    (
        "serving.knative.dev",
        "v1",
        "services",
        "Service",
        "kservice ksvc",
        "status",
    ),
];

/// The discovery of [`RESOURCES`].
pub(super) fn discovery() -> Discovery {
    let mut groups: Vec<ApiGroup> = Vec::new();
    for (group, version, ..) in RESOURCES {
        let group_version = GroupVersion::new(*group, *version);
        let at = groups.iter().position(|known| known.name == *group).unwrap_or_else(|| {
            groups.push(ApiGroup {
                name: (*group).to_owned(),
                versions: Vec::new(),
            });
            groups.len() - 1
        });
        let versions = &mut groups[at].versions;
        if !versions.iter().any(|known| known.group_version == group_version) {
            versions.push(ApiVersion {
                resources: resources_of(&group_version),
                group_version,
                freshness: Freshness::Current,
            });
        }
    }
    Discovery { groups }
}

fn resources_of(group_version: &GroupVersion) -> Vec<ApiResource> {
    let words = |text: &str| {
        text.split(' ')
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let kind = |name: &str| GroupVersionKind {
        group: group_version.group.clone(),
        version: group_version.version.clone(),
        kind: name.trim_start_matches('+').to_owned(),
    };
    RESOURCES
        .iter()
        .filter(|(group, version, ..)| *group == group_version.group && *version == group_version.version)
        .map(|(_, _, plural, name, short, subresources)| ApiResource {
            resource: group_version.resource(plural.trim_start_matches('*')),
            // metrics-server calls one of its `pods` a `pod`, too.
            singular: kind(name).kind.to_lowercase().trim_end_matches("metrics").to_owned(),
            kind: kind(name),
            scope: if plural.starts_with('*') {
                Scope::Cluster
            } else {
                Scope::Namespaced
            },
            verbs: words("create delete get list watch"),
            short_names: words(short),
            categories: words(if name.starts_with('+') { "all" } else { "" }),
            subresources: words(subresources)
                .into_iter()
                .map(|sub| Subresource {
                    name: sub,
                    kind: kind(name),
                    verbs: words("get"),
                })
                .collect(),
        })
        .collect()
}
