//! The documents and source files that findings rest on, beside those of the ways that proxies make.

use crate::wire::hop::Source;

pub(super) use crate::wire::variant::build::{
    ACCESS_SERVICES, HIGH_AVAILABILITY, KUBECTL_SOURCE, NLB_TLS, SERVICE, SERVICE_REST, VIRTUAL_IPS,
};

pub(super) const AUTHENTICATING: Source = Source("kubernetes.io: Authenticating");
pub(super) const AUTHORIZATION: Source = Source("kubernetes.io: Authorization");
pub(super) const CLUSTER_INFO: Source = Source("kubectl: pkg/cmd/clusterinfo/clusterinfo.go");
pub(super) const ENDPOINT_LEASES: Source = Source("kubernetes: pkg/controlplane/reconcilers/lease.go");
pub(super) const NODE_STRATEGY: Source = Source("kubernetes: pkg/registry/core/node/strategy.go");
pub(super) const POD_STRATEGY: Source = Source("kubernetes: pkg/registry/core/pod/strategy.go");
pub(super) const SERVING: Source = Source("kubernetes.io: kube-apiserver, --secure-port");
