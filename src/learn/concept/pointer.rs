//! Which concept a place in an object, a list or an answer of discovery shows, by its JSON pointer.

use super::Concept;

/// What stands in front of an object that is part of something else: an item of a list, a row of a Table, the
/// object of a watch event, the template of a Pod or a Job. `*` is any segment.
const WRAPPERS: [&str; 5] = [
    "/items/*",
    "/rows/*/object",
    "/object",
    "/spec/template",
    "/spec/jobTemplate",
];

/// A pattern of pointers and what it shows. `*` is any segment, `**` at the end whatever lies below.
///
/// Fields are those of kubernetes.io/docs/reference/kubernetes-api/ and, for discovery, of api
/// `apidiscovery/v2/types.go` and apimachinery `pkg/apis/meta/v1/types.go`.
pub(super) const PLACES: [(&str, Concept); 106] = [
    // Of every object and list.
    ("/kind", Concept::Kind),
    ("/apiVersion", Concept::Gvk),
    ("/metadata", Concept::Object),
    ("/spec", Concept::Object),
    ("/status", Concept::Object),
    ("/metadata/name", Concept::Name),
    ("/metadata/generateName", Concept::Name),
    ("/metadata/namespace", Concept::Namespace),
    ("/metadata/uid", Concept::Uid),
    ("/metadata/resourceVersion", Concept::ResourceVersion),
    ("/metadata/generation", Concept::Generation),
    ("/status/observedGeneration", Concept::Generation),
    ("/metadata/managedFields/**", Concept::ManagedFields),
    ("/metadata/ownerReferences/**", Concept::OwnerReferences),
    ("/metadata/finalizers/**", Concept::Finalizer),
    ("/metadata/deletionTimestamp", Concept::Finalizer),
    ("/spec/finalizers/**", Concept::Finalizer),
    ("/metadata/labels/**", Concept::Label),
    ("/metadata/annotations/**", Concept::Annotation),
    (
        "/metadata/annotations/k8s.io~1initial-events-end",
        Concept::StreamingList,
    ),
    ("/status/conditions/**", Concept::Condition),
    ("/items", Concept::Collection),
    ("/items/*", Concept::Object),
    ("/metadata/continue", Concept::Chunk),
    ("/metadata/remainingItemCount", Concept::Chunk),
    ("/columnDefinitions/**", Concept::Table),
    ("/rows", Concept::Table),
    ("/rows/*", Concept::Table),
    ("/rows/*/cells/**", Concept::Table),
    // Of what selects and runs Pods.
    ("/spec/selector/**", Concept::LabelSelector),
    ("/spec/podSelector/**", Concept::LabelSelector),
    ("/spec/namespaceSelector/**", Concept::LabelSelector),
    ("/spec/nodeName", Concept::Kubelet),
    ("/spec/serviceAccountName", Concept::ServiceAccount),
    ("/spec/serviceAccount", Concept::ServiceAccount),
    ("/spec/automountServiceAccountToken", Concept::BoundToken),
    ("/automountServiceAccountToken", Concept::BoundToken),
    ("/spec/initContainers/*/restartPolicy", Concept::Sidecar),
    ("/spec/containers/*/env/*/valueFrom/fieldRef/**", Concept::DownwardApi),
    (
        "/spec/containers/*/env/*/valueFrom/resourceFieldRef/**",
        Concept::DownwardApi,
    ),
    (
        "/spec/initContainers/*/env/*/valueFrom/fieldRef/**",
        Concept::DownwardApi,
    ),
    (
        "/spec/initContainers/*/env/*/valueFrom/resourceFieldRef/**",
        Concept::DownwardApi,
    ),
    ("/spec/volumes/*/downwardAPI/**", Concept::DownwardApi),
    ("/spec/volumes/*/projected/**", Concept::ProjectedVolume),
    (
        "/spec/volumes/*/projected/sources/*/downwardAPI/**",
        Concept::DownwardApi,
    ),
    (
        "/spec/volumes/*/projected/sources/*/serviceAccountToken/**",
        Concept::BoundToken,
    ),
    // Of Services and what is behind them.
    ("/spec/clusterIP", Concept::ClusterIp),
    ("/spec/clusterIPs/**", Concept::ClusterIp),
    ("/spec/loadBalancerClass", Concept::CloudLoadBalancer),
    ("/status/loadBalancer/**", Concept::CloudLoadBalancer),
    ("/endpoints/**", Concept::EndpointSlice),
    ("/addressType", Concept::EndpointSlice),
    ("/subsets/**", Concept::EndpointSlice),
    // Of definitions of resources and APIs.
    ("/spec/group", Concept::ApiGroup),
    ("/spec/version", Concept::Version),
    ("/spec/versions/**", Concept::Version),
    ("/spec/versions/*/schema/**", Concept::OpenApi),
    ("/spec/versions/*/subresources/**", Concept::Subresource),
    ("/spec/versions/*/additionalPrinterColumns/**", Concept::Table),
    ("/spec/versions/*/selectableFields/**", Concept::FieldSelector),
    ("/spec/names", Concept::CustomResource),
    ("/spec/names/kind", Concept::Kind),
    ("/spec/names/plural", Concept::Resource),
    ("/spec/names/shortNames/**", Concept::ShortName),
    ("/spec/names/categories/**", Concept::Category),
    ("/spec/scope", Concept::ClusterScoped),
    ("/spec/caBundle", Concept::CertificateAuthority),
    ("/spec/insecureSkipTLSVerify", Concept::CertificateAuthority),
    ("/spec/groupPriorityMinimum", Concept::PreferredVersion),
    ("/spec/versionPriority", Concept::PreferredVersion),
    ("/webhooks/**", Concept::Admission),
    ("/webhooks/*/clientConfig/caBundle", Concept::CertificateAuthority),
    // Of who may do what.
    ("/rules/**", Concept::Rbac),
    ("/rules/*/verbs/**", Concept::Verb),
    ("/roleRef/**", Concept::Rbac),
    ("/subjects/**", Concept::Rbac),
    ("/aggregationRule/**", Concept::Rbac),
    ("/spec/priorityLevelConfiguration/**", Concept::Fairness),
    ("/spec/matchingPrecedence", Concept::Fairness),
    // Of aggregated discovery, below an item for each group.
    ("/versions", Concept::Version),
    ("/versions/*/version", Concept::Version),
    ("/versions/*/freshness", Concept::StaleGroup),
    ("/versions/*/resources", Concept::AggregatedDiscovery),
    ("/versions/*/resources/*/resource", Concept::Resource),
    ("/versions/*/resources/*/responseKind/**", Concept::Gvk),
    ("/versions/*/resources/*/scope", Concept::ClusterScoped),
    ("/versions/*/resources/*/verbs/**", Concept::Verb),
    ("/versions/*/resources/*/shortNames/**", Concept::ShortName),
    ("/versions/*/resources/*/categories/**", Concept::Category),
    ("/versions/*/resources/*/subresources/**", Concept::Subresource),
    ("/versions/*/resources/*/subresources/*/verbs/**", Concept::Verb),
    // Of legacy discovery.
    ("/groups", Concept::LegacyDiscovery),
    ("/groups/*/name", Concept::ApiGroup),
    ("/groups/*/versions/**", Concept::Version),
    ("/groups/*/preferredVersion/**", Concept::PreferredVersion),
    ("/preferredVersion/**", Concept::PreferredVersion),
    ("/versions/*/groupVersion", Concept::Version),
    ("/groupVersion", Concept::Version),
    ("/resources", Concept::LegacyDiscovery),
    ("/resources/*/name", Concept::Resource),
    ("/resources/*/kind", Concept::Kind),
    ("/resources/*/namespaced", Concept::ClusterScoped),
    ("/resources/*/verbs/**", Concept::Verb),
    ("/resources/*/shortNames/**", Concept::ShortName),
    ("/resources/*/categories/**", Concept::Category),
    ("/serverAddressByClientCIDRs/**", Concept::ApiServer),
];

/// The concept that a place shows, the most special one; indices are ignored.
///
/// This knows the pointer alone. [`super::document::in_document`] sees the document as well, and so tells a Secret's
/// `data` from a ConfigMap's.
pub fn at_pointer(pointer: &str) -> Option<Concept> {
    find(pointer).map(|(concept, _)| concept)
}

/// The concept that begins at a place, and so is marked there once and not again on every line below it.
pub fn begins_at(pointer: &str) -> Option<Concept> {
    find(pointer).and_then(|(concept, is_start)| is_start.then_some(concept))
}

/// The concept that a place shows, and whether it begins there.
pub(super) fn find(pointer: &str) -> Option<(Concept, bool)> {
    let (_, inner) = unwrap(pointer);
    let matching = PLACES.iter().filter(|(pattern, _)| covers(pattern, inner));
    let (pattern, concept) = matching.max_by_key(|(pattern, _)| weight(pattern))?;
    let is_start = pattern.trim_end_matches("/**").matches('/').count() == inner.matches('/').count();
    Some((*concept, is_start))
}

/// The pointer within the innermost object, such as `/metadata/name` for `/items/3/metadata/name`, and what stands
/// before it.
pub(super) fn unwrap(pointer: &str) -> (&str, &str) {
    let mut start = 0;
    while let Some(rest) = pointer.get(start..).filter(|rest| !rest.is_empty()) {
        let Some(length) = WRAPPERS.iter().find_map(|wrapper| length_of(wrapper, rest)) else {
            break;
        };
        // The place of the wrapper itself is no place within it.
        if length == rest.len() {
            break;
        }
        start += length;
    }
    pointer.split_at_checked(start).unwrap_or(("", pointer))
}

/// How much of a pointer a wrapper covers.
fn length_of(wrapper: &str, pointer: &str) -> Option<usize> {
    let mut length = 0;
    let mut segments = pointer.split('/').skip(1);
    for expected in wrapper.split('/').skip(1) {
        let segment = segments
            .next()
            .filter(|segment| expected == "*" || *segment == expected)?;
        length += 1 + segment.len();
    }
    Some(length)
}

/// More segments say more; of as many, the ones that are spelt out.
fn weight(pattern: &str) -> (usize, usize) {
    let segments = pattern.split('/').filter(|segment| *segment != "**");
    let spelt = segments.clone().filter(|segment| *segment != "*").count();
    (segments.count(), spelt)
}

fn covers(pattern: &str, pointer: &str) -> bool {
    let mut segments = pointer.split('/');
    for expected in pattern.split('/') {
        if expected == "**" {
            return true;
        }
        let fits = segments
            .next()
            .is_some_and(|segment| expected == "*" || segment == expected);
        if !fits {
            return false;
        }
    }
    segments.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_show_the_most_special_concept() {
        for (pointer, expected) in [
            ("", None),
            ("/", None),
            ("/kind", Some(Concept::Kind)),
            ("/apiVersion", Some(Concept::Gvk)),
            ("/metadata", Some(Concept::Object)),
            ("/metadata/creationTimestamp", None),
            ("/metadata/resourceVersion", Some(Concept::ResourceVersion)),
            ("/items/3/metadata/ownerReferences/0", Some(Concept::OwnerReferences)),
            ("/rows/17/object/metadata/uid", Some(Concept::Uid)),
            ("/object/metadata/resourceVersion", Some(Concept::ResourceVersion)),
            ("/object/rows/0/object/metadata/name", Some(Concept::Name)),
            ("/items/3", Some(Concept::Object)),
            ("/items", Some(Concept::Collection)),
            ("/metadata/annotations/a~1b", Some(Concept::Annotation)),
            (
                "/metadata/annotations/k8s.io~1initial-events-end",
                Some(Concept::StreamingList),
            ),
            ("/status/conditions/2/lastTransitionTime", Some(Concept::Condition)),
            ("/spec/template/metadata/labels/app", Some(Concept::Label)),
            ("/spec/jobTemplate/spec/template/spec/nodeName", Some(Concept::Kubelet)),
            ("/spec/template", None),
            ("/spec/volumes/0/projected", Some(Concept::ProjectedVolume)),
            (
                "/spec/volumes/0/projected/sources/1/configMap/name",
                Some(Concept::ProjectedVolume),
            ),
            (
                "/spec/volumes/0/projected/sources/0/serviceAccountToken/path",
                Some(Concept::BoundToken),
            ),
            ("/spec/volumes/0/emptyDir", None),
            (
                "/spec/containers/0/env/4/valueFrom/fieldRef/fieldPath",
                Some(Concept::DownwardApi),
            ),
            ("/spec/containers/0/env/4/valueFrom/configMapKeyRef", None),
            ("/spec/versions/0/name", Some(Concept::Version)),
            ("/spec/versions/0/schema/openAPIV3Schema", Some(Concept::OpenApi)),
            ("/items/0/versions/1/freshness", Some(Concept::StaleGroup)),
            (
                "/items/0/versions/1/resources/2/subresources/0/verbs/1",
                Some(Concept::Verb),
            ),
            (
                "/items/0/versions/1/resources/2/subresources/0/subresource",
                Some(Concept::Subresource),
            ),
            (
                "/groups/4/preferredVersion/groupVersion",
                Some(Concept::PreferredVersion),
            ),
            ("/resources/4/shortNames", Some(Concept::ShortName)),
            ("/data/password", None),
            ("/rules/0/verbs", Some(Concept::Verb)),
            ("/rules/0/resources/0", Some(Concept::Rbac)),
        ] {
            assert_eq!(at_pointer(pointer), expected, "{pointer}");
        }
    }

    #[test]
    fn a_concept_begins_once() {
        for (pointer, expected) in [
            ("/metadata/labels", Some(Concept::Label)),
            ("/metadata/labels/app", None),
            ("/items/0/metadata/managedFields", Some(Concept::ManagedFields)),
            ("/items/0/metadata/managedFields/0", None),
            (
                "/spec/volumes/0/projected/sources/0/serviceAccountToken",
                Some(Concept::BoundToken),
            ),
            ("/spec/volumes/0/projected/sources/0", None),
            (
                "/metadata/annotations/k8s.io~1initial-events-end",
                Some(Concept::StreamingList),
            ),
        ] {
            assert_eq!(begins_at(pointer), expected, "{pointer}");
        }
    }

    #[test]
    fn wrappers_come_off_until_the_innermost_object() {
        for (pointer, expected) in [
            ("/metadata/name", ("", "/metadata/name")),
            ("/items/3", ("", "/items/3")),
            ("/items/3/metadata", ("/items/3", "/metadata")),
            ("/items/3/spec/template", ("/items/3", "/spec/template")),
            ("/items/3/spec/template/spec", ("/items/3/spec/template", "/spec")),
            ("/objects/1", ("", "/objects/1")),
        ] {
            assert_eq!(unwrap(pointer), expected, "{pointer}");
        }
    }

    #[test]
    fn no_pattern_stands_twice_or_hides_in_a_wrapper() {
        for (at, (pattern, _)) in PLACES.iter().enumerate() {
            assert!(pattern.starts_with('/'), "{pattern}");
            assert!(
                PLACES.iter().skip(at + 1).all(|(other, _)| other != pattern),
                "{pattern}"
            );
            assert_eq!(
                unwrap(pattern.trim_end_matches("/**")).0,
                "",
                "{pattern} is never reached"
            );
        }
    }
}
