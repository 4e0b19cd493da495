//! Requests whose real answers are kept only to prove that the console's derived ones are equal.

use deckprism::kube::request::{ACCEPT_JSON, ACCEPT_TABLE};

/// The metadata of one object.
pub(super) const ACCEPT_METADATA: &str = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1";
/// The metadata of a list's objects.
pub(super) const ACCEPT_METADATA_LIST: &str = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";

/// What is asked for and where.
pub(super) const CHECKS: &[(&str, &str)] = &[
    // One namespace, in each form.
    (ACCEPT_TABLE, "/api/v1/namespaces/team/pods"),
    (ACCEPT_TABLE, "/api/v1/namespaces/team/pods?includeObject=None"),
    (ACCEPT_TABLE, "/api/v1/namespaces/team-a/pods?includeObject=Object"),
    (ACCEPT_JSON, "/api/v1/namespaces/team/pods"),
    (ACCEPT_METADATA_LIST, "/api/v1/namespaces/team/pods"),
    (ACCEPT_TABLE, "/api/v1/namespaces/no-such-namespace/pods"),
    (ACCEPT_JSON, "/api/v1/namespaces/no-such-namespace/pods"),
    (ACCEPT_METADATA_LIST, "/api/v1/namespaces/no-such-namespace/pods"),
    (
        ACCEPT_TABLE,
        "/api/v1/namespaces/no-such-namespace/endpoints?includeObject=None",
    ),
    (
        ACCEPT_TABLE,
        "/apis/apps/v1/namespaces/default/deployments?includeObject=None",
    ),
    (ACCEPT_TABLE, "/apis/fleet.example.test/v1/ships?includeObject=None"),
    (ACCEPT_TABLE, "/apis/fleet.example.test/v1/ships?limit=1"),
    (ACCEPT_JSON, "/apis/fleet.example.test/v1/ships?limit=1"),
    (ACCEPT_METADATA_LIST, "/apis/fleet.example.test/v1/ships?limit=1"),
    (ACCEPT_JSON, "/api/v1/secrets?limit=2"),
    // Chunks.
    (ACCEPT_TABLE, "/api/v1/pods?includeObject=None&limit=3"),
    (ACCEPT_JSON, "/api/v1/namespaces?limit=2"),
    (
        ACCEPT_TABLE,
        "/api/v1/namespaces/kube-system/configmaps?limit=1&includeObject=None",
    ),
    (
        ACCEPT_TABLE,
        "/api/v1/pods?limit=2&labelSelector=app%3Dweb&includeObject=None",
    ),
    (
        ACCEPT_TABLE,
        "/api/v1/pods?limit=0&fieldSelector=metadata.namespace%3Dteam&includeObject=None",
    ),
    (
        ACCEPT_TABLE,
        "/api/v1/namespaces/team/pods?limit=1&fieldSelector=metadata.name%3Dtwin&includeObject=None",
    ),
    (
        ACCEPT_TABLE,
        "/api/v1/pods?limit=1&fieldSelector=metadata.name%3Dtwin&includeObject=None",
    ),
    // Selectors. Events in Tables would differ in age at any moment: they know microseconds.
    (
        ACCEPT_TABLE,
        "/api/v1/pods?includeObject=None&labelSelector=app%20in%20(web,hello),!none",
    ),
    (ACCEPT_TABLE, "/api/v1/pods?includeObject=None&labelSelector=app!%3Dweb"),
    (
        ACCEPT_TABLE,
        "/api/v1/pods?includeObject=None&fieldSelector=status.phase!%3DRunning",
    ),
    (
        ACCEPT_TABLE,
        "/api/v1/pods?includeObject=None&fieldSelector=spec.nodeName%3Dworker-a1,status.phase%3DRunning",
    ),
    (
        ACCEPT_TABLE,
        "/api/v1/pods?includeObject=None&fieldSelector=spec.hostNetwork%3Dtrue",
    ),
    (
        ACCEPT_TABLE,
        "/api/v1/pods?includeObject=None&fieldSelector=spec.restartPolicy%3DNever",
    ),
    (
        ACCEPT_TABLE,
        "/api/v1/pods?includeObject=None&fieldSelector=status.podIPs%3D192.0.2.10",
    ),
    (
        ACCEPT_TABLE,
        "/api/v1/pods?includeObject=None&fieldSelector=status.podIP%3D192.0.2.10",
    ),
    (
        ACCEPT_METADATA_LIST,
        "/api/v1/namespaces/default/events?fieldSelector=involvedObject.kind%3DPod,type%3DNormal",
    ),
    (
        ACCEPT_METADATA_LIST,
        "/api/v1/events?fieldSelector=source%3Ddefault-scheduler",
    ),
    (
        ACCEPT_METADATA_LIST,
        "/apis/events.k8s.io/v1/events?fieldSelector=regarding.kind%3DNode",
    ),
    (
        ACCEPT_METADATA_LIST,
        "/apis/events.k8s.io/v1/events?fieldSelector=reportingController%3Ddefault-scheduler",
    ),
    (
        ACCEPT_TABLE,
        "/api/v1/secrets?includeObject=None&fieldSelector=type%3Dkubernetes.io/tls",
    ),
    (
        ACCEPT_TABLE,
        "/api/v1/services?includeObject=None&fieldSelector=spec.type%3DLoadBalancer",
    ),
    (
        ACCEPT_TABLE,
        "/api/v1/services?includeObject=None&fieldSelector=spec.clusterIP%3DNone",
    ),
    (
        ACCEPT_TABLE,
        "/api/v1/nodes?includeObject=None&fieldSelector=spec.unschedulable%3Dtrue",
    ),
    (
        ACCEPT_TABLE,
        "/api/v1/namespaces?includeObject=None&fieldSelector=status.phase%3DActive",
    ),
    (
        ACCEPT_TABLE,
        "/apis/batch/v1/jobs?includeObject=None&fieldSelector=status.successful%3D1",
    ),
    (
        ACCEPT_TABLE,
        "/apis/apps/v1/deployments?includeObject=None&fieldSelector=metadata.name%3Dweb",
    ),
    // Refusals.
    (ACCEPT_TABLE, "/api/v1/pods?labelSelector=%3Dx"),
    (ACCEPT_TABLE, "/api/v1/pods?labelSelector=a%20b"),
    (ACCEPT_TABLE, "/api/v1/pods?labelSelector=a%20in%20b"),
    (ACCEPT_TABLE, "/api/v1/pods?labelSelector=a%20in%20(b"),
    (ACCEPT_TABLE, "/api/v1/pods?labelSelector=a%20in%20(b%20c)"),
    (ACCEPT_TABLE, "/api/v1/pods?labelSelector=a,,b"),
    (ACCEPT_TABLE, "/api/v1/pods?labelSelector=a%3Db%20c"),
    (ACCEPT_TABLE, "/api/v1/pods?labelSelector=!a%3Db"),
    (ACCEPT_TABLE, "/api/v1/pods?labelSelector=%C3%BC%3D1"),
    (ACCEPT_TABLE, "/api/v1/pods?labelSelector=a/b/c"),
    (ACCEPT_TABLE, "/api/v1/pods?labelSelector=A_/b"),
    (ACCEPT_TABLE, "/api/v1/pods?labelSelector=/b"),
    (ACCEPT_TABLE, "/api/v1/pods?labelSelector=a/"),
    (ACCEPT_TABLE, "/api/v1/pods?labelSelector=a%3D-"),
    (ACCEPT_TABLE, "/api/v1/pods?labelSelector=a%20in%20(-,%26)"),
    (ACCEPT_TABLE, "/api/v1/pods?labelSelector=a%3E5x"),
    (ACCEPT_TABLE, "/api/v1/pods?labelSelector=a%3E-x-"),
    (ACCEPT_JSON, "/api/v1/pods?fieldSelector=spec.foo%3D1"),
    (ACCEPT_TABLE, "/api/v1/pods?fieldSelector=spec.z%3D1,spec.foo%3D1"),
    (ACCEPT_TABLE, "/api/v1/pods?fieldSelector=x"),
    (ACCEPT_TABLE, "/api/v1/pods?fieldSelector=a%3Db%5C"),
    (ACCEPT_TABLE, "/api/v1/pods?fieldSelector=a%3Db%5Cc"),
    (ACCEPT_TABLE, "/api/v1/pods?fieldSelector=a%3Db%3Dc"),
    (ACCEPT_TABLE, "/api/v1/nodes?fieldSelector=metadata.namespace%3Dx"),
    (ACCEPT_TABLE, "/apis/batch/v1/jobs?fieldSelector=spec.foo%3D1"),
    (
        ACCEPT_TABLE,
        "/apis/apps/v1/deployments?fieldSelector=spec.replicas%3D1",
    ),
    (
        ACCEPT_TABLE,
        "/apis/fleet.example.test/v1/ships?fieldSelector=spec.foo%3D1",
    ),
    (
        ACCEPT_TABLE,
        "/apis/wardle.example.com/v1alpha1/flunders?fieldSelector=spec.foo%3D1",
    ),
    (ACCEPT_TABLE, "/api/v1/pods?limit=x"),
    (ACCEPT_TABLE, "/api/v1/pods?limit="),
    (ACCEPT_TABLE, "/api/v1/pods?limit=99999999999999999999"),
    (ACCEPT_TABLE, "/api/v1/pods?timeoutSeconds=1.5"),
    (ACCEPT_TABLE, "/api/v1/pods?includeObject=Some"),
    (ACCEPT_TABLE, "/api/v1/pods?resourceVersion=x"),
    (ACCEPT_TABLE, "/api/v1/pods?continue=x!"),
    (ACCEPT_TABLE, "/api/v1/pods?continue=x"),
    (
        ACCEPT_TABLE,
        "/api/v1/pods?continue=eyJ2IjoidjAiLCJydiI6MSwic3RhcnQiOiIvYSJ9",
    ),
    (
        ACCEPT_TABLE,
        "/api/v1/pods?continue=eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6MCwic3RhcnQiOiIvYSJ9",
    ),
    // Single objects.
    (ACCEPT_JSON, "/apis/batch/v1/namespaces/default/jobs/my-job"),
    (ACCEPT_JSON, "/apis/batch/v1/namespaces/default/jobs/my-job/status"),
    (ACCEPT_TABLE, "/apis/batch/v1/namespaces/default/jobs/my-job"),
    (
        ACCEPT_TABLE,
        "/apis/batch/v1/namespaces/default/jobs/my-job?includeObject=None",
    ),
    (ACCEPT_METADATA, "/apis/batch/v1/namespaces/default/jobs/my-job"),
    (ACCEPT_JSON, "/api/v1/namespaces/kube-system"),
    (ACCEPT_JSON, "/api/v1/nodes/worker-a1"),
];

/// Lists in chunks of so many: every chunk is compared, the first two are kept. No Tables: they have ages.
pub(super) const CHUNKS: &[(&str, &str)] = &[
    (ACCEPT_METADATA_LIST, "/api/v1/pods?limit=20"),
    (
        ACCEPT_METADATA_LIST,
        "/api/v1/namespaces/kube-system/serviceaccounts?limit=15",
    ),
    (ACCEPT_METADATA_LIST, "/api/v1/configmaps?limit=10&labelSelector=!none"),
    (ACCEPT_JSON, "/apis/fleet.example.test/v1/ships?limit=1"),
    (ACCEPT_METADATA_LIST, "/api/v1/events?limit=40"),
    (
        ACCEPT_METADATA_LIST,
        "/apis/events.k8s.io/v1/namespaces/kube-system/events?limit=3&fieldSelector=type%3DNormal",
    ),
];
