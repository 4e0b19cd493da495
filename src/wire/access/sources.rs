//! The documents and source files that the ways in rest on, beside those of the ways that proxies make.

use crate::wire::hop::Source;

pub(super) use crate::wire::variant::build::{
    AUTHENTICATING_PROXY as AUTHENTICATING, AUTHENTICATION_MECHANISMS, CONTROL_PLANE_NODE, CONTROLLING_ACCESS,
    FROM_A_POD, KUBECTL_SOURCE, PROXIES,
};

pub(super) const ACCESS_CLUSTER: Source = Source("kubernetes.io: Accessing Clusters");
pub(super) const API_TASK: Source = Source("kubernetes.io: Access Clusters Using the Kubernetes API");
pub(super) const KUBECONFIG: Source = Source("kubernetes.io: Organizing Cluster Access Using kubeconfig Files");
pub(super) const CONFIG_VIEW: Source = Source("kubectl: pkg/cmd/config/view.go");
pub(super) const CONFIG_TYPES: Source = Source("client-go: tools/clientcmd/api/v1/types.go");
pub(super) const CLUSTER_INFO: Source = Source("kubectl: pkg/cmd/clusterinfo/clusterinfo.go");
pub(super) const KUBEADM_CLUSTER_INFO: Source = Source("kubernetes: cmd/kubeadm/app/phases/bootstraptoken/clusterinfo");
pub(super) const KUBECTL_GET: Source = Source("kubectl: pkg/cmd/get/get.go");
pub(super) const KUBECTL_REFERENCE: Source = Source("kubernetes.io: kubectl reference");
pub(super) const KUBECTL_CONVENTIONS: Source = Source("kubernetes.io: kubectl Usage Conventions");
pub(super) const CREATE_TOKEN: Source = Source("kubectl: pkg/cmd/create/create_token.go");
pub(super) const TOKEN_REQUEST: Source = Source("kubernetes: pkg/apis/authentication/validation/validation.go");
pub(super) const TOKEN_EXPIRY: Source = Source("kubernetes: pkg/serviceaccount/claims.go");
pub(super) const SERVICE_ACCOUNTS: Source = Source("kubernetes.io: Managing Service Accounts");
pub(super) const CONFIGURE_ACCOUNTS: Source = Source("kubernetes.io: Configure Service Accounts for Pods");
pub(super) const SECRETS: Source = Source("kubernetes.io: Secrets");
pub(super) const BEARER: Source = Source("apiserver: pkg/authentication/request/bearertoken/bearertoken.go");
pub(super) const FORBIDDEN: Source = Source("apiserver: pkg/endpoints/handlers/responsewriters/errors.go");
pub(super) const RBAC: Source = Source("kubernetes.io: Using RBAC Authorization");
pub(super) const CORS: Source = Source("apiserver: pkg/server/filters/cors.go");
pub(super) const ADDRESSES: Source = Source("apiserver: pkg/endpoints/discovery/addresses.go");
pub(super) const CERTIFICATES: Source = Source("kubernetes.io: Certificate Management with kubeadm");
pub(super) const CURL: Source = Source("curl: manual page");
pub(super) const CLIENT_LIBRARIES: Source = Source("kubernetes.io: Client Libraries");
pub(super) const IN_CLUSTER: Source = Source("client-go: rest/config.go");
pub(super) const CREDENTIAL_PLUGINS: Source = Source("client-go: plugin/pkg/client/auth/exec/exec.go");
pub(super) const DNS: Source = Source("kubernetes.io: DNS for Services and Pods");
pub(super) const NETWORK_POLICIES: Source = Source("kubernetes.io: Network Policies");
pub(super) const SIDECARS: Source = Source("kubernetes.io: Sidecar Containers");
pub(super) const PROBES: Source = Source("kubernetes.io: Configure Liveness, Readiness and Startup Probes");
pub(super) const PORT_FORWARD: Source =
    Source("kubernetes.io: Use Port Forwarding to Access Applications in a Cluster");
pub(super) const PORT_FORWARD_CLIENT: Source = Source("client-go: tools/portforward/portforward.go");
pub(super) const UPGRADES: Source = Source("kubernetes: pkg/features/kube_features.go");
pub(super) const DEBUG: Source = Source("kubernetes.io: Debug Running Pods");
pub(super) const KUBELET_AUTH: Source = Source("kubernetes.io: Kubelet authentication/authorization");
pub(super) const ACCOUNT_ADMISSION: Source = Source("kubernetes: plugin/pkg/admission/serviceaccount/admission.go");
