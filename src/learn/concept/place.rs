//! Which concept a header, a parameter, a part of a path, a status, a verb or a kind shows.

use super::Concept;
use crate::kube::{
    path::{ApiPath, Part, Target},
    status::Status,
};

/// Headers of requests and answers, in lower case; `*` at the end stands for whatever follows.
///
/// Sources: apiserver `pkg/audit/context.go`, `pkg/util/flowcontrol`, `pkg/server/filters`, apimachinery
/// `pkg/util/net/http.go`, api `authentication/v1/types.go`.
pub(super) const HEADERS: [(&str, Concept); 19] = [
    ("audit-id", Concept::AuditId),
    ("x-kubernetes-pf-*", Concept::Fairness),
    ("retry-after", Concept::Fairness),
    ("etag", Concept::Revalidation),
    ("if-none-match", Concept::Revalidation),
    ("if-modified-since", Concept::Revalidation),
    ("last-modified", Concept::Revalidation),
    ("cache-control", Concept::Revalidation),
    ("expires", Concept::Revalidation),
    ("warning", Concept::Warning),
    ("authorization", Concept::BearerToken),
    ("www-authenticate", Concept::Authentication),
    ("impersonate-*", Concept::Impersonation),
    ("accept", Concept::Representation),
    ("content-type", Concept::Representation),
    ("vary", Concept::Representation),
    ("x-remote-*", Concept::AggregatedApi),
    ("x-forwarded-*", Concept::KubectlProxy),
    ("via", Concept::LoadBalancer),
];

/// Parameters of a query.
///
/// Source: apimachinery `pkg/apis/meta/v1/types.go`, `ListOptions` and `TableOptions`.
pub(super) const PARAMETERS: [(&str, Concept); 13] = [
    ("labelSelector", Concept::LabelSelector),
    ("fieldSelector", Concept::FieldSelector),
    ("limit", Concept::Chunk),
    ("continue", Concept::Chunk),
    ("watch", Concept::Watch),
    ("timeoutSeconds", Concept::Watch),
    ("resourceVersion", Concept::ResourceVersion),
    ("resourceVersionMatch", Concept::ResourceVersion),
    ("sendInitialEvents", Concept::StreamingList),
    ("allowWatchBookmarks", Concept::Bookmark),
    ("includeObject", Concept::Table),
    ("pretty", Concept::Representation),
    ("insecureSkipTLSVerifyBackend", Concept::CertificateAuthority),
];

/// Kinds that a concept is about.
pub(super) const KINDS: [(&str, Concept); 33] = [
    ("Namespace", Concept::Namespace),
    ("Node", Concept::Kubelet),
    ("Secret", Concept::SecretMasking),
    ("Service", Concept::ClusterIp),
    ("Endpoints", Concept::EndpointSlice),
    ("EndpointSlice", Concept::EndpointSlice),
    ("IPAddress", Concept::ClusterIp),
    ("ServiceCIDR", Concept::ClusterIp),
    ("ServiceAccount", Concept::ServiceAccount),
    ("TokenRequest", Concept::BoundToken),
    ("TokenReview", Concept::Authentication),
    ("SelfSubjectReview", Concept::Authentication),
    ("SubjectAccessReview", Concept::Authorization),
    ("SelfSubjectAccessReview", Concept::Authorization),
    ("LocalSubjectAccessReview", Concept::Authorization),
    ("SelfSubjectRulesReview", Concept::Authorization),
    ("CertificateSigningRequest", Concept::ClientCertificate),
    ("Role", Concept::Rbac),
    ("ClusterRole", Concept::Rbac),
    ("RoleBinding", Concept::Rbac),
    ("ClusterRoleBinding", Concept::Rbac),
    ("APIService", Concept::AggregatedApi),
    ("CustomResourceDefinition", Concept::CustomResource),
    ("FlowSchema", Concept::Fairness),
    ("PriorityLevelConfiguration", Concept::Fairness),
    ("Status", Concept::Status),
    ("Table", Concept::Table),
    ("PartialObjectMetadata", Concept::Representation),
    ("APIGroupDiscoveryList", Concept::AggregatedDiscovery),
    ("APIGroupList", Concept::LegacyDiscovery),
    ("APIGroup", Concept::LegacyDiscovery),
    ("APIResourceList", Concept::LegacyDiscovery),
    ("APIVersions", Concept::LegacyDiscovery),
];

/// The concept that a header of a request or an answer shows.
pub fn of_header(name: &str) -> Option<Concept> {
    let name = name.to_ascii_lowercase();
    let fits = |pattern: &str| match pattern.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => name == pattern,
    };
    HEADERS
        .iter()
        .find(|(pattern, _)| fits(pattern))
        .map(|(_, concept)| *concept)
}

/// The concept that a parameter of the query shows.
pub fn of_query(key: &str) -> Option<Concept> {
    find(&PARAMETERS, key)
}

/// The concept that objects or answers of a kind are about. Custom resources may use the same kinds: the caller
/// knows the group.
pub fn of_kind(kind: &str) -> Option<Concept> {
    let is_admission = [
        "ValidatingWebhook",
        "MutatingWebhook",
        "ValidatingAdmission",
        "MutatingAdmission",
    ]
    .iter()
    .any(|start| kind.starts_with(start));
    find(&KINDS, kind).or_else(|| is_admission.then_some(Concept::Admission))
}

/// The concept that a part of a path is.
pub fn of_part(part: Part) -> Option<Concept> {
    match part {
        Part::Group => Some(Concept::ApiGroup),
        Part::Version => Some(Concept::Version),
        Part::Namespace => Some(Concept::Namespace),
        Part::Resource => Some(Concept::Resource),
        Part::Name => Some(Concept::Name),
        Part::Subresource => Some(Concept::Subresource),
        Part::Fixed | Part::Query => None,
    }
}

/// What a path as a whole shows; its text is the value for the example.
pub fn of_path(path: &ApiPath) -> Option<Concept> {
    match path.target() {
        Target::Root | Target::CoreVersions | Target::Groups => Some(Concept::Discovery),
        Target::Group(_) => Some(Concept::PreferredVersion),
        Target::GroupVersion(_) => Some(Concept::LegacyDiscovery),
        Target::Collection { .. } => Some(Concept::Collection),
        Target::Object { .. } => Some(Concept::Object),
        Target::Subresource { subresource, .. } => Some(match subresource.as_str() {
            "proxy" => Concept::ApiServerProxy,
            "portforward" => Concept::PortForward,
            "token" => Concept::BoundToken,
            _ => Concept::Subresource,
        }),
        Target::NonResource => match path.as_str().split('/').nth(1)? {
            "openapi" => Some(Concept::OpenApi),
            "livez" | "readyz" | "healthz" if path.as_str().ends_with("/etcd") => Some(Concept::Etcd),
            "version" | "livez" | "readyz" | "healthz" | "metrics" | "statusz" | "flagz" => Some(Concept::ApiServer),
            ".well-known" | "openid" => Some(Concept::BoundToken),
            _ => None,
        },
    }
}

/// The concept that a verb shows, as discovery and RBAC name it.
pub fn of_verb(verb: &str) -> Concept {
    match verb {
        "watch" => Concept::Watch,
        "list" | "deletecollection" => Concept::Collection,
        "impersonate" => Concept::Impersonation,
        "bind" | "escalate" => Concept::Rbac,
        _ => Concept::Verb,
    }
}

/// What a `Status` is about; its message is the value for the example of a refusal or of what has expired.
pub fn of_status(status: &Status) -> Concept {
    of_reason(&status.reason, &status.message)
}

/// What the `reason` and the `message` of a `Status` are about.
///
/// Source: apimachinery `pkg/apis/meta/v1/types.go`, `StatusReason`; apiserver
/// `pkg/endpoints/handlers/responsewriters/errors.go` for the messages of refusals.
pub(super) fn of_reason(reason: &str, message: &str) -> Concept {
    match reason {
        "Expired" | "Gone" => Concept::Expired,
        "Unauthorized" => Concept::Authentication,
        "Forbidden" if message.contains(" cannot impersonate resource ") => Concept::Impersonation,
        "Forbidden" if message.contains("\"system:anonymous\" cannot ") => Concept::Anonymous,
        "Forbidden" => Concept::Authorization,
        "TooManyRequests" => Concept::Fairness,
        "NotAcceptable" | "UnsupportedMediaType" => Concept::Representation,
        _ => Concept::Status,
    }
}

fn find(table: &[(&str, Concept)], name: &str) -> Option<Concept> {
    table
        .iter()
        .find(|(entry, _)| *entry == name)
        .map(|(_, concept)| *concept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_known_in_any_case() {
        for (name, expected) in [
            ("Audit-Id", Some(Concept::AuditId)),
            ("X-Kubernetes-PF-FlowSchema-UID", Some(Concept::Fairness)),
            ("x-kubernetes-pf-prioritylevel-uid", Some(Concept::Fairness)),
            ("Impersonate-Extra-scopes", Some(Concept::Impersonation)),
            ("Authorization", Some(Concept::BearerToken)),
            ("ETag", Some(Concept::Revalidation)),
            ("Date", None),
            ("accept-encoding", None),
        ] {
            assert_eq!(of_header(name), expected, "{name}");
        }
    }

    #[test]
    fn paths_show_what_they_name() {
        for (path, expected) in [
            ("/", Some(Concept::Discovery)),
            ("/apis", Some(Concept::Discovery)),
            ("/apis/autoscaling", Some(Concept::PreferredVersion)),
            ("/apis/batch/v1", Some(Concept::LegacyDiscovery)),
            ("/api/v1/pods", Some(Concept::Collection)),
            ("/api/v1/namespaces/shop/pods/web", Some(Concept::Object)),
            ("/api/v1/namespaces/shop/pods/web/log", Some(Concept::Subresource)),
            (
                "/api/v1/namespaces/shop/services/web:http/proxy/",
                Some(Concept::ApiServerProxy),
            ),
            (
                "/api/v1/namespaces/shop/pods/web/portforward",
                Some(Concept::PortForward),
            ),
            (
                "/api/v1/namespaces/shop/serviceaccounts/web/token",
                Some(Concept::BoundToken),
            ),
            ("/openapi/v3", Some(Concept::OpenApi)),
            ("/version", Some(Concept::ApiServer)),
            ("/livez/etcd", Some(Concept::Etcd)),
            ("/nowhere", None),
        ] {
            let path = ApiPath::parse(path).unwrap();
            assert_eq!(of_path(&path), expected, "{path}");
        }
    }

    #[test]
    fn refusals_tell_who_was_refused_what() {
        for (reason, message, expected) in [
            ("NotFound", "pods \"nope\" not found", Concept::Status),
            (
                "Forbidden",
                "forbidden: User \"system:anonymous\" cannot get path \"/\"",
                Concept::Anonymous,
            ),
            (
                "Forbidden",
                "pods is forbidden: User \"jane\" cannot list resource \"pods\"",
                Concept::Authorization,
            ),
            (
                "Forbidden",
                "users \"bob\" is forbidden: User \"jane\" cannot impersonate resource \"users\"",
                Concept::Impersonation,
            ),
            ("Unauthorized", "Unauthorized", Concept::Authentication),
            ("Expired", "too old resource version", Concept::Expired),
            (
                "TooManyRequests",
                "too many requests, please try again later",
                Concept::Fairness,
            ),
            (
                "NotAcceptable",
                "only the following media types are accepted",
                Concept::Representation,
            ),
            ("", "", Concept::Status),
        ] {
            let status = Status {
                reason: reason.to_owned(),
                message: message.to_owned(),
                ..Status::default()
            };
            assert_eq!(of_status(&status), expected, "{message}");
        }
    }

    #[test]
    fn kinds_of_admission_are_known_by_how_they_begin() {
        assert_eq!(of_kind("ValidatingAdmissionPolicyBinding"), Some(Concept::Admission));
        assert_eq!(of_kind("MutatingWebhookConfiguration"), Some(Concept::Admission));
        assert_eq!(of_kind("Deployment"), None);
    }
}
