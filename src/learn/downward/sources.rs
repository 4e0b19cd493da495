//! The documents and source files that the lens rests on where nothing of it was seen.

use crate::wire::hop::Source;

pub(super) const DOWNWARD: Source = Source("kubernetes.io: Downward API");
pub(super) const BY_ENV: Source =
    Source("kubernetes.io: Expose Pod Information to Containers Through Environment Variables");
pub(super) const BY_FILES: Source = Source("kubernetes.io: Expose Pod Information to Containers Through Files");
pub(super) const VOLUMES: Source = Source("kubernetes.io: Volumes");
pub(super) const HELPERS: Source = Source("kubernetes: pkg/api/v1/resource/helpers.go");
pub(super) const POD_UPDATE: Source = Source("kubernetes.io: Pods");
pub(super) const ACCOUNTS: Source = Source("kubernetes.io: Managing Service Accounts");
pub(super) const ADMISSION: Source = Source("kubernetes: plugin/pkg/admission/serviceaccount/admission.go");
pub(super) const TOKENS: Source = Source("kubernetes: pkg/serviceaccount/claims.go");
pub(super) const TOKEN_MANAGER: Source = Source("kubernetes: pkg/kubelet/token/token_manager.go");
pub(super) const SERVICE_VARIABLES: Source = Source("kubernetes: pkg/kubelet/envvars/envvars.go");
pub(super) const KUBELET_PODS: Source = Source("kubernetes: pkg/kubelet/kubelet_pods.go");
pub(super) const SERVICES: Source = Source("kubernetes.io: Service");
pub(super) const IN_CLUSTER: Source = Source("client-go: rest/config.go");
pub(super) const FROM_A_POD: Source = Source("kubernetes.io: Accessing the Kubernetes API from a Pod");
pub(super) const DNS: Source = Source("kubernetes.io: DNS for Services and Pods");
