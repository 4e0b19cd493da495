//! How Go reaches a resource: by a typed clientset, by the dynamic client, or by the one for metadata.

use super::source::Source;
use crate::{
    dialect::{
        Span,
        client::{
            Form, Reason,
            code::{Code, fill, words},
            plan::{Action, Objects, Plan, Representation, capitalised},
        },
    },
    kube::path::Part,
};

/// How Go reaches a resource.
pub(super) struct Access {
    /// What kind of call it is.
    pub form: Form,
    /// `client.CoreV1().Pods("shop")`
    pub resource: Vec<Span>,
    /// The client of the resource's version, for paths that have no method; nothing for clients of any resource.
    pub version: Option<Vec<Span>>,
    /// The package of the types: name and path.
    pub types: (String, String),
}

/// The client for the resource, and its import.
pub(super) fn access(plan: &Plan, objects: &Objects, action: &Action, source: &mut Source, body: &mut Code) -> Access {
    let is_metadata =
        plan.representation == Representation::Metadata && !matches!(action, Action::Log { .. } | Action::Part { .. });
    let reason = if is_metadata {
        Some(Reason::MetadataOnly)
    } else {
        plan.untyped()
    };
    match (reason, objects.type_name()) {
        (None, Some(kind)) => typed(plan, objects, kind, source),
        (reason, _) => generic(plan, objects, reason.unwrap_or(Reason::UnknownOperation), source, body),
    }
}

/// The typed clientset: Kubernetes' own, or that of one of its two other API servers.
fn typed(plan: &Plan, objects: &Objects, kind: &str, source: &mut Source) -> Access {
    let resource = &objects.resource;
    let label = resource.group.split('.').next().unwrap_or_default();
    let (accessor, package) = match label {
        "" => ("core", "core"),
        "internal" => ("internal", "apiserverinternal"),
        other => (other, other),
    };
    let types = match label {
        "apiextensions" => {
            let module = "k8s.io/apiextensions-apiserver";
            source.client(
                "clientset",
                &format!("{module}/pkg/client/clientset/clientset"),
                "NewForConfig",
            );
            source.fetches(module);
            format!("{module}/pkg/apis/apiextensions/{}", resource.version)
        }
        "apiregistration" => {
            let module = "k8s.io/kube-aggregator";
            source.client(
                "clientset",
                &format!("{module}/pkg/client/clientset_generated/clientset"),
                "NewForConfig",
            );
            source.fetches(module);
            format!("{module}/pkg/apis/apiregistration/{}", resource.version)
        }
        _ => {
            source.client("kubernetes", "k8s.io/client-go/kubernetes", "NewForConfig");
            format!("k8s.io/api/{package}/{}", resource.version)
        }
    };
    let version = fill(
        "client.‹group›‹version›()",
        &[
            ("group", vec![Span::of(Part::Group, capitalised(accessor))]),
            ("version", vec![Span::of(Part::Version, capitalised(&resource.version))]),
        ],
    );
    let namespace = match (&objects.namespace, objects.is_namespaced) {
        (Some(namespace), _) => plan.literal(Part::Namespace, namespace),
        (None, true) => words("\"\""),
        (None, false) => Vec::new(),
    };
    Access {
        form: Form::Typed,
        resource: fill(
            "‹version›.‹plural›(‹namespace›)",
            &[
                ("version", version.clone()),
                ("plural", vec![Span::of(Part::Resource, plural(kind))]),
                ("namespace", namespace),
            ],
        ),
        version: Some(version),
        types: (format!("{package}{}", resource.version), types),
    }
}

/// The dynamic client, or the one for metadata: both take any resource.
fn generic(plan: &Plan, objects: &Objects, reason: Reason, source: &mut Source, body: &mut Code) -> Access {
    let resource = &objects.resource;
    if reason == Reason::MetadataOnly {
        source.client("metadata", "k8s.io/client-go/metadata", "NewForConfig");
    } else {
        source.client("dynamic", "k8s.io/client-go/dynamic", "NewForConfig");
    }
    source.imports("schema", "k8s.io/apimachinery/pkg/runtime/schema");
    body.put(
        "\tresource := schema.GroupVersionResource{Group: ‹group›, Version: ‹version›, Resource: ‹resource›}",
        &[
            ("group", plan.literal(Part::Group, &resource.group)),
            ("version", plan.literal(Part::Version, &resource.version)),
            ("resource", plan.literal(Part::Resource, &resource.resource)),
        ],
    );
    let mut access = words("client.Resource(resource)");
    if let Some(namespace) = &objects.namespace {
        access.extend(fill(
            ".Namespace(‹namespace›)",
            &[("namespace", plan.literal(Part::Namespace, namespace))],
        ));
    }
    Access {
        form: Form::Dynamic(reason),
        resource: access,
        version: None,
        types: (String::new(), String::new()),
    }
}

/// The plural of a kind, as client-gen makes it.
///
/// Source: gengo `namer/plural_namer.go`; client-go names `Endpoints` as an exception.
fn plural(kind: &str) -> String {
    let stem = |cut: usize| kind.get(..kind.len() - cut).unwrap_or_default();
    let before_last = kind.chars().rev().nth(1).unwrap_or_default();
    match kind.chars().next_back() {
        _ if kind == "Endpoints" => kind.to_owned(),
        Some('s' | 'x' | 'z') => format!("{kind}es"),
        Some('y') if !"aeiou".contains(before_last) => format!("{}ies", stem(1)),
        Some('h') if matches!(before_last, 'c' | 's') => format!("{kind}es"),
        _ => format!("{kind}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_are_those_of_client_go() {
        for (kind, expected) in [
            ("Pod", "Pods"),
            ("Endpoints", "Endpoints"),
            ("Ingress", "Ingresses"),
            ("NetworkPolicy", "NetworkPolicies"),
            ("CSIStorageCapacity", "CSIStorageCapacities"),
            ("ServiceCIDR", "ServiceCIDRs"),
            ("IPAddress", "IPAddresses"),
            ("", "s"),
        ] {
            assert_eq!(plural(kind), expected);
        }
    }
}
