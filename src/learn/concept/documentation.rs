//! Where the documentation explains a concept, and which facts of the documents behind the console it teaches.

use super::Concept;

impl Concept {
    /// The page that explains it, below `https://kubernetes.io/docs/`.
    pub fn documentation(self) -> &'static str {
        match self {
            Self::ApiGroup => "reference/using-api/#api-groups",
            Self::Version => "reference/using-api/#api-versioning",
            Self::PreferredVersion => {
                "tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/#version-priority"
            }
            Self::Kind | Self::Gvk | Self::Resource => "reference/using-api/api-concepts/#standard-api-terminology",
            Self::Gvr | Self::Subresource => "reference/using-api/api-concepts/#resource-uris",
            Self::Collection => "reference/using-api/api-concepts/#collections",
            Self::Verb => "reference/access-authn-authz/authorization/#determine-the-request-verb",
            Self::Discovery => "concepts/overview/kubernetes-api/#discovery-api",
            Self::AggregatedDiscovery | Self::Revalidation => "concepts/overview/kubernetes-api/#aggregated-discovery",
            Self::LegacyDiscovery => "concepts/overview/kubernetes-api/#unaggregated-discovery",
            Self::OpenApi => "concepts/overview/kubernetes-api/#openapi-interface-definition",
            Self::AggregatedApi => "concepts/extend-kubernetes/api-extension/apiserver-aggregation/",
            Self::StaleGroup => "tasks/extend-kubernetes/configure-aggregation-layer/",
            Self::CustomResource => "concepts/extend-kubernetes/api-extension/custom-resources/",
            Self::Category => "tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#categories",
            Self::ShortName => "reference/kubectl/#resource-types",
            Self::Object => "concepts/overview/working-with-objects/",
            Self::Namespace => "concepts/overview/working-with-objects/namespaces/",
            Self::ClusterScoped => {
                "concepts/overview/working-with-objects/namespaces/#not-all-objects-are-in-a-namespace"
            }
            Self::Name => "concepts/overview/working-with-objects/names/#names",
            Self::Uid => "concepts/overview/working-with-objects/names/#uids",
            Self::ResourceVersion => "reference/using-api/api-concepts/#resource-versions",
            Self::Generation => "reference/kubernetes-api/common-definitions/object-meta/",
            Self::ManagedFields => "reference/using-api/server-side-apply/#field-management",
            Self::OwnerReferences => "concepts/overview/working-with-objects/owners-dependents/",
            Self::Finalizer => "concepts/overview/working-with-objects/finalizers/",
            Self::Label => "concepts/overview/working-with-objects/labels/",
            Self::Annotation => "concepts/overview/working-with-objects/annotations/",
            Self::Condition => "concepts/workloads/pods/pod-lifecycle/#pod-conditions",
            Self::SecretMasking => "concepts/configuration/secret/",
            Self::LabelSelector => "concepts/overview/working-with-objects/labels/#label-selectors",
            Self::FieldSelector => "concepts/overview/working-with-objects/field-selectors/",
            Self::Table => "reference/using-api/api-concepts/#receiving-resources-as-tables",
            Self::Chunk => "reference/using-api/api-concepts/#retrieving-large-results-sets-in-chunks",
            Self::Watch => "reference/using-api/api-concepts/#efficient-detection-of-changes",
            Self::Bookmark => "reference/using-api/api-concepts/#watch-bookmarks",
            Self::Expired => "reference/using-api/api-concepts/#410-gone-responses",
            Self::StreamingList => "reference/using-api/api-concepts/#streaming-lists",
            Self::Status => "reference/kubernetes-api/common-definitions/status/",
            Self::AuditId => "tasks/debug/debug-cluster/audit/",
            Self::Fairness => "concepts/cluster-administration/flow-control/",
            Self::Warning => "reference/using-api/deprecation-policy/",
            Self::Representation => "reference/using-api/api-concepts/#alternate-representations-of-resources",
            Self::ApiServer => "concepts/architecture/#kube-apiserver",
            Self::Etcd => "concepts/architecture/#etcd",
            Self::KubectlProxy => "tasks/extend-kubernetes/http-proxy-access-api/",
            Self::ApiServerProxy => {
                "tasks/access-application-cluster/access-cluster-services/#manually-constructing-apiserver-proxy-urls"
            }
            Self::LoadBalancer => "setup/production-environment/tools/kubeadm/high-availability/",
            Self::CloudLoadBalancer => "concepts/services-networking/service/#loadbalancer",
            Self::TlsTermination => "concepts/cluster-administration/proxies/",
            Self::Kubeconfig => "concepts/configuration/organize-cluster-access-kubeconfig/",
            Self::CertificateAuthority => "concepts/security/controlling-access/#transport-security",
            Self::PortForward => "tasks/access-application-cluster/port-forward-access-application-cluster/",
            Self::Sidecar => "concepts/workloads/pods/sidecar-containers/",
            Self::Authentication => "reference/access-authn-authz/authentication/",
            Self::ClientCertificate => "reference/access-authn-authz/authentication/#x509-client-certificates",
            Self::BearerToken => "reference/access-authn-authz/authentication/#putting-a-bearer-token-in-a-request",
            Self::ServiceAccount => "concepts/security/service-accounts/",
            Self::BoundToken => "reference/access-authn-authz/service-accounts-admin/#bound-service-account-tokens",
            Self::Impersonation => "reference/access-authn-authz/user-impersonation/",
            Self::Anonymous => "reference/access-authn-authz/authentication/#anonymous-requests",
            Self::Authorization => "reference/access-authn-authz/authorization/",
            Self::Rbac => "reference/access-authn-authz/rbac/",
            Self::Admission => "reference/access-authn-authz/admission-controllers/",
            Self::Kubelet => "concepts/architecture/control-plane-node-communication/#api-server-to-kubelet",
            Self::KubeProxy => "reference/networking/virtual-ips/",
            Self::ClusterIp => "concepts/services-networking/cluster-ip-allocation/",
            Self::EndpointSlice => "concepts/services-networking/endpoint-slices/",
            Self::DownwardApi => "concepts/workloads/pods/downward-api/",
            Self::ProjectedVolume => "concepts/storage/projected-volumes/",
        }
    }

    /// The facts that its text teaches, by their numbers in `docs/coverage.md`.
    pub fn rows(self) -> &'static [u8] {
        match self {
            Self::ApiGroup | Self::PreferredVersion => &[59],
            Self::Collection => &[60],
            Self::Discovery => &[23, 57, 58],
            Self::LegacyDiscovery => &[58, 59],
            Self::Object | Self::ManagedFields => &[61],
            Self::ApiServer => &[3, 17],
            Self::KubectlProxy => &[10, 14, 15, 64],
            Self::ApiServerProxy => &[62, 65],
            Self::LoadBalancer => &[67],
            Self::CloudLoadBalancer => &[68],
            Self::Kubeconfig => &[1, 4],
            Self::CertificateAuthority => &[10, 24],
            Self::Sidecar => &[46, 54],
            Self::BearerToken => &[18],
            Self::ServiceAccount | Self::Authorization => &[52],
            Self::BoundToken => &[18, 19, 44, 50],
            Self::Anonymous => &[25, 51],
            Self::KubeProxy => &[66],
            Self::ClusterIp => &[43, 48],
            Self::DownwardApi => &[70, 71, 72, 73, 74],
            Self::ProjectedVolume => &[44, 45],
            _ => &[],
        }
    }
}
