//! The documents and source files that the lens rests on where nothing of it was seen.

use crate::wire::hop::Source;

pub(super) const ANONYMOUS: Source = Source("kubernetes.io: Authenticating");
pub(super) const IMPERSONATION: Source = Source("kubernetes.io: User Impersonation");
pub(super) const IMPERSONATION_MODES: Source = Source("apiserver: pkg/endpoints/filters/impersonation/mode.go");
pub(super) const ACCOUNT_GROUPS: Source = Source("apiserver: pkg/authentication/serviceaccount/util.go");
pub(super) const PRIVILEGED: Source = Source("kubernetes: pkg/kubeapiserver/authorizer/config.go");
pub(super) const NODE_AUTHORIZER: Source = Source("kubernetes.io: Using Node Authorization");
pub(super) const CAN_I: Source = Source("kubectl: pkg/cmd/auth/cani.go");
pub(super) const WHO_AM_I: Source = Source("kubectl: pkg/cmd/auth/whoami.go");
pub(super) const REVIEWS: Source = Source("kubernetes.io: Authorization");
pub(super) const FROM_A_POD: Source = Source("kubernetes.io: Accessing the Kubernetes API from a Pod");
pub(super) const REQUEST_INFO: Source = Source("apiserver: pkg/endpoints/request/requestinfo.go");
