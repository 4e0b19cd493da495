//! A request that shows a concept, on any cluster as far as one can be named.

use super::Concept;
use crate::{
    kube::{
        query::Query,
        request::{ACCEPT_DISCOVERY, ACCEPT_JSON, ACCEPT_TABLE, ACCEPT_YAML, ApiRequest},
    },
    route::{ApiRoute, Lens},
};

/// A path with its query, and how to look at the answer.
struct Look {
    target: &'static str,
    lens: Option<Lens>,
    accept: Option<&'static str>,
    user: Option<&'static str>,
}

impl Concept {
    /// The page of a request that shows it; `None` where no single GET does.
    ///
    /// Where the namespace, the objects and the groups named here come from: kubernetes.io "Namespaces" (initial
    /// namespaces), apiserver `pkg/apis/flowcontrol/bootstrap/default.go`, kubernetes
    /// `plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go`.
    pub fn request(self) -> Option<ApiRoute> {
        let Look {
            target,
            lens,
            accept,
            user,
        } = self.look()?;
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let mut request = ApiRequest::of(path).ok()?;
        request.query = Query::parse(query);
        request.head.accept = accept.map(str::to_owned);
        request.head.impersonate_user = user.map(str::to_owned);
        let mut route = ApiRoute::of(request);
        route.lens = lens;
        Some(route)
    }

    fn look(self) -> Option<Look> {
        Some(match self {
            Self::ApiGroup | Self::Discovery => page("/apis"),
            Self::Version | Self::PreferredVersion => page("/apis/autoscaling"),
            Self::Resource | Self::Verb | Self::ShortName | Self::Category | Self::PortForward => page("/api/v1"),
            Self::AggregatedDiscovery => accept("/apis", ACCEPT_DISCOVERY, Lens::Json),
            Self::LegacyDiscovery => accept("/apis", ACCEPT_JSON, Lens::Json),
            Self::Revalidation => accept("/apis", ACCEPT_DISCOVERY, Lens::Raw),
            Self::OpenApi => page("/openapi/v3"),
            Self::AggregatedApi | Self::StaleGroup => page("/apis/apiregistration.k8s.io/v1/apiservices"),
            Self::CustomResource => page("/apis/apiextensions.k8s.io/v1/customresourcedefinitions"),
            Self::Kind | Self::Name | Self::Label => through("/api/v1/namespaces/default", Lens::Yaml),
            Self::Uid => through("/api/v1/namespaces/kube-system", Lens::Yaml),
            Self::Subresource => through("/api/v1/namespaces/default/status", Lens::Yaml),
            Self::Gvk | Self::EndpointSlice | Self::LoadBalancer => through(
                "/apis/discovery.k8s.io/v1/namespaces/default/endpointslices/kubernetes",
                Lens::Yaml,
            ),
            Self::Gvr => page("/apis/discovery.k8s.io/v1/namespaces/default/endpointslices"),
            Self::Collection | Self::ResourceVersion => through("/api/v1/namespaces", Lens::Json),
            Self::Namespace => page("/api/v1/namespaces"),
            Self::ClusterScoped | Self::Kubelet => page("/api/v1/nodes"),
            Self::Object | Self::ClusterIp => through("/api/v1/namespaces/default/services/kubernetes", Lens::Yaml),
            Self::Generation | Self::ManagedFields | Self::Annotation => {
                through("/apis/flowcontrol.apiserver.k8s.io/v1/flowschemas/exempt", Lens::Yaml)
            }
            Self::Fairness => page("/apis/flowcontrol.apiserver.k8s.io/v1/flowschemas"),
            Self::OwnerReferences => through("/apis/apps/v1/replicasets?limit=1", Lens::Json),
            Self::Finalizer => through("/api/v1/persistentvolumeclaims?limit=1", Lens::Json),
            Self::Condition => through("/apis/apiregistration.k8s.io/v1/apiservices/v1.apps", Lens::Yaml),
            Self::SecretMasking => page("/api/v1/secrets"),
            Self::LabelSelector => page("/api/v1/namespaces?labelSelector=kubernetes.io/metadata.name%3Ddefault"),
            Self::FieldSelector => page("/api/v1/services?fieldSelector=metadata.name%3Dkubernetes"),
            Self::Table => accept("/api/v1/namespaces", ACCEPT_TABLE, Lens::Json),
            Self::Chunk => through("/api/v1/namespaces?limit=2", Lens::Json),
            Self::Watch | Self::Bookmark => page("/apis/coordination.k8s.io/v1/leases"),
            Self::Expired => accept(
                "/api/v1/pods?includeObject=None&resourceVersion=1&resourceVersionMatch=Exact",
                ACCEPT_TABLE,
                Lens::Raw,
            ),
            Self::Status => page("/api/v1/namespaces/no-such-namespace"),
            Self::AuditId => through("/version", Lens::Raw),
            Self::Warning => through("/api/v1/namespaces/default/endpoints/kubernetes", Lens::Raw),
            Self::Representation => accept("/api/v1/namespaces/default", ACCEPT_YAML, Lens::Raw),
            Self::ApiServer => accept("/api", ACCEPT_JSON, Lens::Json),
            Self::Etcd => page("/livez?verbose"),
            Self::KubectlProxy => page("/api/v1/namespaces/pods/configmaps/exec"),
            Self::ApiServerProxy => {
                page("/api/v1/namespaces/kube-system/services?labelSelector=kubernetes.io/cluster-service%3Dtrue")
            }
            Self::CloudLoadBalancer => page("/api/v1/services?fieldSelector=spec.type%3DLoadBalancer"),
            Self::CertificateAuthority => through("/api/v1/namespaces/default/configmaps/kube-root-ca.crt", Lens::Yaml),
            Self::ClientCertificate => page("/apis/certificates.k8s.io/v1/certificatesigningrequests"),
            Self::ServiceAccount => through("/api/v1/namespaces/default/serviceaccounts/default", Lens::Yaml),
            Self::Anonymous => user("/", "system:anonymous"),
            Self::Impersonation => user("/", "system:serviceaccount:default:default"),
            Self::Authorization => user(
                "/api/v1/namespaces/default/pods",
                "system:serviceaccount:default:default",
            ),
            Self::Rbac => through("/apis/rbac.authorization.k8s.io/v1/clusterroles/view", Lens::Yaml),
            Self::Admission => page("/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations"),
            Self::KubeProxy => page("/apis/apps/v1/namespaces/kube-system/daemonsets"),
            Self::DownwardApi | Self::ProjectedVolume | Self::Sidecar | Self::BoundToken => page("/api/v1/pods"),
            Self::TlsTermination => through("/version", Lens::Wire),
            Self::Authentication => through("/", Lens::Identity),
            Self::StreamingList | Self::Kubeconfig | Self::BearerToken => return None,
        })
    }
}

fn page(target: &'static str) -> Look {
    Look {
        target,
        lens: None,
        accept: None,
        user: None,
    }
}

fn through(target: &'static str, lens: Lens) -> Look {
    Look {
        lens: Some(lens),
        ..page(target)
    }
}

fn accept(target: &'static str, accept: &'static str, lens: Lens) -> Look {
    Look {
        accept: Some(accept),
        ..through(target, lens)
    }
}

fn user(target: &'static str, user: &'static str) -> Look {
    Look {
        user: Some(user),
        ..page(target)
    }
}
