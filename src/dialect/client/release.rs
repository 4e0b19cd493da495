//! Which of Kubernetes' own resources client libraries have types for, by the release that the types are of.

/// Whether a library has types for a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Presence {
    /// It has.
    Present,
    /// The group is Kubernetes' own; the version or kind is of another release.
    OtherRelease,
    /// The group is nobody's that the library knows.
    Foreign,
}

/// The newest release: what has no end yet.
const ON: u8 = u8::MAX;

/// Group, version, kinds, and the first and last minor version of Kubernetes 1 whose API documents have them;
/// 0 stands for releases before all libraries here.
///
/// Source: the API documents of the releases 1.26 to 1.30 and 1.33 to 1.37 (kubernetes/kubernetes
/// `api/openapi-spec/swagger.json`), as k8s-openapi 0.22 and 0.29 have them.
const KINDS: &[(&str, &str, &str, u8, u8)] = &[
    (
        "",
        "v1",
        "ComponentStatus ConfigMap Endpoints Event LimitRange Namespace Node PersistentVolume PersistentVolumeClaim Pod \
         PodTemplate ReplicationController ResourceQuota Secret Service ServiceAccount",
        0,
        ON,
    ),
    (
        "admissionregistration.k8s.io",
        "v1",
        "MutatingWebhookConfiguration ValidatingWebhookConfiguration",
        0,
        ON,
    ),
    (
        "admissionregistration.k8s.io",
        "v1",
        "ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding",
        30,
        ON,
    ),
    (
        "admissionregistration.k8s.io",
        "v1",
        "MutatingAdmissionPolicy MutatingAdmissionPolicyBinding",
        36,
        ON,
    ),
    (
        "admissionregistration.k8s.io",
        "v1alpha1",
        "ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding",
        26,
        30,
    ),
    (
        "admissionregistration.k8s.io",
        "v1alpha1",
        "MutatingAdmissionPolicy MutatingAdmissionPolicyBinding",
        33,
        ON,
    ),
    (
        "admissionregistration.k8s.io",
        "v1beta1",
        "ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding",
        28,
        33,
    ),
    (
        "admissionregistration.k8s.io",
        "v1beta1",
        "MutatingAdmissionPolicy MutatingAdmissionPolicyBinding",
        34,
        ON,
    ),
    ("apiextensions.k8s.io", "v1", "CustomResourceDefinition", 0, ON),
    ("apiregistration.k8s.io", "v1", "APIService", 0, ON),
    (
        "apps",
        "v1",
        "ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet",
        0,
        ON,
    ),
    // Their resources can only be created, but the lists of resources can be read.
    ("authentication.k8s.io", "v1", "TokenReview", 0, ON),
    ("authorization.k8s.io", "v1", "SubjectAccessReview", 0, ON),
    ("autoscaling", "v1", "HorizontalPodAutoscaler", 0, ON),
    ("autoscaling", "v2", "HorizontalPodAutoscaler", 0, ON),
    ("batch", "v1", "CronJob Job", 0, ON),
    ("certificates.k8s.io", "v1", "CertificateSigningRequest", 0, ON),
    (
        "certificates.k8s.io",
        "v1",
        "ClusterTrustBundle PodCertificateRequest",
        37,
        ON,
    ),
    ("certificates.k8s.io", "v1alpha1", "ClusterTrustBundle", 27, 36),
    ("certificates.k8s.io", "v1beta1", "ClusterTrustBundle", 33, ON),
    ("certificates.k8s.io", "v1beta1", "PodCertificateRequest", 35, ON),
    ("coordination.k8s.io", "v1", "Lease", 0, ON),
    ("coordination.k8s.io", "v1alpha2", "LeaseCandidate", 33, ON),
    ("coordination.k8s.io", "v1beta1", "LeaseCandidate", 33, ON),
    ("discovery.k8s.io", "v1", "EndpointSlice", 0, ON),
    ("events.k8s.io", "v1", "Event", 0, ON),
    (
        "flowcontrol.apiserver.k8s.io",
        "v1",
        "FlowSchema PriorityLevelConfiguration",
        29,
        ON,
    ),
    (
        "flowcontrol.apiserver.k8s.io",
        "v1beta3",
        "FlowSchema PriorityLevelConfiguration",
        26,
        30,
    ),
    ("internal.apiserver.k8s.io", "v1alpha1", "StorageVersion", 0, ON),
    ("lifecycle.k8s.io", "v1alpha1", "Eviction EvictionRequest", 37, ON),
    ("networking.k8s.io", "v1", "Ingress IngressClass NetworkPolicy", 0, ON),
    ("networking.k8s.io", "v1", "IPAddress ServiceCIDR", 33, ON),
    ("networking.k8s.io", "v1alpha1", "IPAddress", 27, 30),
    ("networking.k8s.io", "v1alpha1", "ServiceCIDR", 29, 30),
    ("networking.k8s.io", "v1beta1", "IPAddress ServiceCIDR", 33, 36),
    ("node.k8s.io", "v1", "RuntimeClass", 0, ON),
    ("policy", "v1", "PodDisruptionBudget", 0, ON),
    (
        "rbac.authorization.k8s.io",
        "v1",
        "ClusterRole ClusterRoleBinding Role RoleBinding",
        0,
        ON,
    ),
    (
        "resource.k8s.io",
        "v1",
        "DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice",
        34,
        ON,
    ),
    ("resource.k8s.io", "v1", "DeviceTaintRule", 37, ON),
    (
        "resource.k8s.io",
        "v1alpha2",
        "PodSchedulingContext ResourceClaim ResourceClaimTemplate ResourceClass",
        27,
        30,
    ),
    (
        "resource.k8s.io",
        "v1alpha2",
        "ResourceClaimParameters ResourceClassParameters ResourceSlice",
        30,
        30,
    ),
    ("resource.k8s.io", "v1alpha3", "DeviceTaintRule", 33, ON),
    ("resource.k8s.io", "v1alpha3", "ResourcePoolStatusRequest", 36, ON),
    (
        "resource.k8s.io",
        "v1beta1",
        "DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice",
        33,
        ON,
    ),
    (
        "resource.k8s.io",
        "v1beta2",
        "DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice",
        33,
        ON,
    ),
    ("resource.k8s.io", "v1beta2", "DeviceTaintRule", 36, ON),
    ("scheduling.k8s.io", "v1", "PriorityClass", 0, ON),
    ("scheduling.k8s.io", "v1alpha2", "PodGroup Workload", 36, 36),
    (
        "scheduling.k8s.io",
        "v1alpha3",
        "CompositePodGroup PodGroup Workload",
        37,
        ON,
    ),
    ("scheduling.k8s.io", "v1beta1", "PodGroup Workload", 37, ON),
    (
        "storage.k8s.io",
        "v1",
        "CSIDriver CSINode CSIStorageCapacity StorageClass VolumeAttachment",
        0,
        ON,
    ),
    ("storage.k8s.io", "v1", "VolumeAttributesClass", 34, ON),
    ("storage.k8s.io", "v1alpha1", "VolumeAttributesClass", 29, 34),
    ("storage.k8s.io", "v1beta1", "VolumeAttributesClass", 33, 36),
    ("storagemigration.k8s.io", "v1", "StorageVersionMigration", 37, ON),
    ("storagemigration.k8s.io", "v1alpha1", "StorageVersionMigration", 30, 34),
    ("storagemigration.k8s.io", "v1beta1", "StorageVersionMigration", 35, ON),
];

/// Whether an API of Kubernetes `1.minor` has a kind.
pub(super) fn kind(minor: u8, group: &str, version: &str, kind: &str) -> Presence {
    presence(minor, group, |row_version, kinds| {
        row_version == version && kinds.split(' ').any(|known| known == kind)
    })
}

/// Whether an API of Kubernetes `1.minor` has a group, and a version of it if one is named.
pub(super) fn group(minor: u8, group: &str, version: Option<&str>) -> Presence {
    presence(minor, group, |row_version, _| {
        version.is_none_or(|version| version == row_version)
    })
}

fn presence(minor: u8, group: &str, fits: impl Fn(&str, &str) -> bool) -> Presence {
    let rows = || KINDS.iter().filter(|(row_group, ..)| *row_group == group);
    let is_present = |(_, version, kinds, first, last): &(&str, &str, &str, u8, u8)| {
        (*first..=*last).contains(&minor) && fits(version, kinds)
    };
    if rows().any(is_present) {
        Presence::Present
    } else if rows().next().is_some() {
        Presence::OtherRelease
    } else {
        Presence::Foreign
    }
}

/// The query parameters of lists, watches and logs, and the first minor version of Kubernetes 1 that has them; 0 stands
/// for releases before all libraries here.
///
/// Source: kubernetes/kubernetes `api/openapi-spec/swagger.json` of each release.
const PARAMETERS: &[(&str, u8)] = &[
    ("allowWatchBookmarks", 0),
    ("container", 0),
    ("continue", 0),
    ("fieldSelector", 0),
    ("insecureSkipTLSVerifyBackend", 0),
    ("labelSelector", 0),
    ("limit", 0),
    ("limitBytes", 0),
    ("previous", 0),
    ("resourceVersion", 0),
    ("resourceVersionMatch", 0),
    ("sendInitialEvents", 27),
    ("shardSelector", 36),
    ("sinceSeconds", 0),
    ("stream", 32),
    ("tailLines", 0),
    ("timeoutSeconds", 0),
    ("timestamps", 0),
];

/// Whether an API of Kubernetes `1.minor` has a query parameter.
pub(super) fn has_parameter(minor: u8, name: &str) -> bool {
    PARAMETERS
        .iter()
        .any(|(known, first)| *known == name && *first <= minor)
}

/// The first minor version of Kubernetes 1 whose API documents have a subresource that is newer than 1.30.
///
/// Source: kubernetes/kubernetes `api/openapi-spec/swagger.json` of each release.
pub(super) fn first_with_subresource(name: &str) -> u8 {
    if name == "resize" { 32 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_of_a_release_is_known() {
        for (minor, group, version, name, expected) in [
            (30, "", "v1", "Pod", Presence::Present),
            (30, "networking.k8s.io", "v1", "ServiceCIDR", Presence::OtherRelease),
            (36, "networking.k8s.io", "v1", "ServiceCIDR", Presence::Present),
            (36, "scheduling.k8s.io", "v1alpha2", "Workload", Presence::Present),
            (37, "scheduling.k8s.io", "v1alpha2", "Workload", Presence::OtherRelease),
            (37, "batch", "v2", "Job", Presence::OtherRelease),
            (37, "batch", "v1", "Jo", Presence::OtherRelease),
            (37, "stable.example.com", "v1", "CronTab", Presence::Foreign),
            (37, "metrics.k8s.io", "v1beta1", "PodMetrics", Presence::Foreign),
        ] {
            assert_eq!(kind(minor, group, version, name), expected, "{minor} {group} {name}");
        }
    }

    #[test]
    fn groups_are_known_by_their_versions() {
        assert_eq!(group(30, "resource.k8s.io", None), Presence::Present);
        assert_eq!(group(30, "resource.k8s.io", Some("v1")), Presence::OtherRelease);
        assert_eq!(group(34, "resource.k8s.io", Some("v1")), Presence::Present);
        assert_eq!(group(37, "stable.example.com", None), Presence::Foreign);
    }
}
