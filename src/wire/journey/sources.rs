//! The documents and source files that a journey rests on, beside those of the ways that proxies make.

use crate::wire::hop::Source;

pub(super) use crate::wire::variant::build::{
    AGGREGATION, AUTHENTICATION_MECHANISMS, CONTROL_PLANE_NODE, CONTROLLING_ACCESS, HIGH_AVAILABILITY, KUBECTL_SOURCE,
    PKI, SERVICE_REST,
};

pub(super) const FETCH: Source = Source("WHATWG: Fetch Standard, credentials mode");
pub(super) const HTTP1_LIMIT: Source = Source("MDN: Connection management in HTTP/1.x");
pub(super) const RECORDING: Source = Source("Deckprism: recordings/README.md");
pub(super) const AUTHENTICATION_FILTER: Source = Source("apiserver: pkg/endpoints/filters/authentication.go");
pub(super) const AUDIT_INIT: Source = Source("apiserver: pkg/endpoints/filters/audit_init.go");
pub(super) const IMPERSONATION: Source = Source("kubernetes.io: User Impersonation");
pub(super) const WEBHOOKS: Source = Source("kubernetes.io: Webhook Mode");
pub(super) const API_CONCEPTS: Source = Source("kubernetes.io: Kubernetes API Concepts");
pub(super) const CACHE_DELEGATOR: Source = Source("apiserver: pkg/storage/cacher/delegator.go");
pub(super) const CONSISTENT_READS: Source = Source("KEP-2340: Consistent Reads from Cache");
pub(super) const SNAPSHOTS: Source = Source("KEP-4988: Snapshottable API server cache");
pub(super) const CACHE_SIZES: Source = Source("kubernetes: pkg/kubeapiserver/default_storage_factory_builder.go");
pub(super) const ENCRYPTION: Source = Source("kubernetes.io: Encrypting Confidential Data at Rest");
pub(super) const ETCD_ENDPOINT: Source = Source("kubernetes.io: Operating etcd clusters for Kubernetes");
pub(super) const HEALTH: Source = Source("kubernetes.io: Kubernetes API health endpoints");
pub(super) const AGGREGATOR: Source = Source("kube-aggregator: pkg/apiserver/handler_proxy.go");
pub(super) const AGGREGATED_DISCOVERY: Source = Source("kube-aggregator: pkg/apiserver/handler_discovery.go");
pub(super) const AGGREGATED_OPENAPI: Source = Source("kube-aggregator: pkg/controllers/openapiv3/aggregator");
pub(super) const API_SERVICE: Source = Source("kube-aggregator: pkg/apis/apiregistration/v1/types.go");
pub(super) const RESOURCE_METRICS: Source = Source("kubernetes.io: Resource metrics pipeline");
pub(super) const CONTROL_PLANE: Source = Source("kubernetes: pkg/controlplane/instance.go");
pub(super) const CUSTOM_RESOURCES: Source = Source("kubernetes.io: Custom Resources");
pub(super) const COMPONENT_STATUS: Source = Source("kubernetes: pkg/registry/core/componentstatus");
pub(super) const POD_STRATEGY: Source = Source("kubernetes: pkg/registry/core/pod/strategy.go");
pub(super) const NODE_STRATEGY: Source = Source("kubernetes: pkg/registry/core/node/strategy.go");
pub(super) const KUBELET_CLIENT: Source = Source("kubernetes: pkg/kubelet/client/kubelet_client.go");
pub(super) const KUBELET_AUTH: Source = Source("kubernetes.io: Kubelet authentication/authorization");
pub(super) const LOG_STREAMER: Source = Source("apiserver: pkg/registry/generic/rest/streamer.go");
pub(super) const UPGRADE_AWARE: Source = Source("apimachinery: pkg/util/proxy/upgradeaware.go");
pub(super) const PROXY_TRANSPORT: Source = Source("apimachinery: pkg/util/proxy/transport.go");
pub(super) const KUBECTL_CONVENTIONS: Source = Source("kubernetes.io: kubectl Usage Conventions");
pub(super) const REQUEST_TIMEOUT: Source = Source("kubernetes.io: kube-apiserver, --min-request-timeout");
