//! Which concept a place in a document shows, and what stands there to make the example of.

mod value;

use serde_json::Value;

use super::{
    Concept,
    example::Values,
    place,
    pointer::{find, unwrap},
};

/// A concept at a place in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sighting {
    /// What the place shows.
    pub concept: Concept,
    /// Whether the concept begins at this very place, and so is marked there once; else it began further up.
    pub is_start: bool,
    /// What stands there, as [`Concept::example`] reads it.
    pub value: Option<String>,
}

impl Sighting {
    /// The key and the values of the sentence that gives an example, see [`Concept::told`].
    pub fn told(&self) -> Option<(String, Values)> {
        self.concept.told(self.value.as_deref())
    }
}

/// An object inside a document, and a place in it.
#[derive(Clone, Copy)]
struct Spot<'a> {
    /// The innermost object.
    object: &'a Value,
    /// Its kind, also where the object leaves it out: items of a list do. Empty for a template.
    kind: &'a str,
    /// The pointer within the object.
    inner: &'a str,
    /// The whole document.
    document: &'a Value,
}

/// What a place in an answer shows: an object, a list, a Table, a line of a watch, a `Status`, or discovery.
pub fn in_document(document: &Value, pointer: &str) -> Option<Sighting> {
    let (outer, inner) = unwrap(pointer);
    let object = document.pointer(outer)?;
    let spot = Spot {
        object,
        kind: kind(object, document, outer),
        inner,
        document,
    };
    let (concept, is_start) = match by_kind(spot) {
        Known::Concept(concept, is_start) => (concept, is_start),
        Known::Nothing => return None,
        Known::No => find(pointer)?,
    };
    Some(Sighting {
        concept,
        is_start,
        value: value::value(concept, spot),
    })
}

/// What the kind of an object tells about a place in it, beyond the pointer.
enum Known {
    Concept(Concept, bool),
    Nothing,
    No,
}

fn by_kind(spot: Spot<'_>) -> Known {
    let at = |field: &str| spot.inner == field;
    let below = |field: &str| {
        let rest = spot.inner.strip_prefix(field);
        rest.filter(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let text = |pointer: &str| spot.object.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
    match spot.kind {
        "Status" if at("/message") => Known::Concept(place::of_reason(text("/reason"), text("/message")), true),
        "Status" if at("/status") || at("/reason") || at("/code") => Known::Concept(Concept::Status, true),
        "Status" if below("/details").is_some() => Known::Concept(Concept::Status, at("/details")),
        "APIGroupDiscovery" if at("/metadata/name") => Known::Concept(Concept::ApiGroup, true),
        "APIResourceList" if spot.inner.ends_with("/name") && text(spot.inner).contains('/') => {
            Known::Concept(Concept::Subresource, true)
        }
        "APIGroup" if at("/name") => Known::Concept(Concept::ApiGroup, true),
        // An entry of discovery is no object.
        "APIGroupDiscovery" if at("/metadata") => Known::Nothing,
        "Secret" => match below("/data").or_else(|| below("/stringData")) {
            Some(rest) => Known::Concept(Concept::SecretMasking, rest.is_empty()),
            None => Known::No,
        },
        "Service" if at("/spec/type") && text("/spec/type") == "LoadBalancer" => {
            Known::Concept(Concept::CloudLoadBalancer, true)
        }
        "Service" if at("/spec/type") => Known::Concept(Concept::ClusterIp, true),
        "APIService" if below("/spec/service").is_some() => Known::Concept(Concept::AggregatedApi, at("/spec/service")),
        "ConfigMap" if at("/data/ca.crt") => Known::Concept(Concept::CertificateAuthority, true),
        "ConfigMap" if at("/data/kubeconfig") || at("/data/kubeconfig.conf") => {
            Known::Concept(Concept::Kubeconfig, true)
        }
        _ if at("/type") && is_event(spot.object) => Known::Concept(of_event(spot.object), true),
        // Another policy than `Always` makes no sidecar.
        _ if spot.inner.starts_with("/spec/initContainers/") && spot.inner.ends_with("/restartPolicy") => {
            if text(spot.inner) == "Always" {
                Known::No
            } else {
                Known::Nothing
            }
        }
        _ => Known::No,
    }
}

/// Whether a document is a line of a watch.
fn is_event(document: &Value) -> bool {
    document.get("type").is_some_and(Value::is_string) && document.get("object").is_some_and(Value::is_object)
}

/// What a line of a watch shows.
fn of_event(event: &Value) -> Concept {
    let text = |pointer: &str| event.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
    match text("/type") {
        "BOOKMARK" => Concept::Bookmark,
        "ERROR" => place::of_reason(text("/object/reason"), text("/object/message")),
        _ => Concept::Watch,
    }
}

fn kind<'a>(object: &'a Value, document: &'a Value, outer: &str) -> &'a str {
    let of = |value: &'a Value| value.get("kind").and_then(Value::as_str);
    let is_item = outer.starts_with("/items/") && outer.matches('/').count() == 2;
    of(object)
        .or_else(|| of(document).filter(|_| is_item)?.strip_suffix("List"))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn places_that_show_nothing_are_silent() {
        let pod = json!({"kind": "Pod", "spec": {"initContainers": [{"name": "a", "restartPolicy": "OnFailure"}]}});
        assert_eq!(in_document(&pod, "/spec/initContainers/0/restartPolicy"), None);
        assert_eq!(in_document(&pod, "/metadata/creationTimestamp"), None);
        assert_eq!(in_document(&pod, "/items/3/metadata/name"), None);
        assert_eq!(in_document(&json!(null), ""), None);
    }

    #[test]
    fn a_place_without_a_fitting_value_has_a_card_all_the_same() {
        let service = json!({"kind": "Service", "spec": {"clusterIP": "None", "selector": {}}});
        for (pointer, concept) in [
            ("/spec/clusterIP", Concept::ClusterIp),
            ("/spec/selector", Concept::LabelSelector),
            ("/metadata/labels", Concept::Label),
            ("/metadata/ownerReferences/7", Concept::OwnerReferences),
        ] {
            let sighting = in_document(&service, pointer).unwrap();
            assert_eq!((sighting.concept, &sighting.value), (concept, &None), "{pointer}");
            assert_eq!(sighting.told(), Some((concept.fallback_key().unwrap(), Values::new())));
        }
    }

    #[test]
    fn an_error_in_a_watch_is_what_its_status_says() {
        let event = |reason: &str| {
            let status = json!({"kind": "Status", "reason": reason, "message": "too old resource version: 1 (2)"});
            in_document(&json!({"type": "ERROR", "object": status}), "/type").map(|it| (it.concept, it.value))
        };
        let message = Some("too old resource version: 1 (2)".to_owned());
        assert_eq!(event("Expired"), Some((Concept::Expired, message)));
        assert_eq!(event("InternalError"), Some((Concept::Status, None)));
    }

    proptest! {
        #[test]
        fn any_pointer_into_any_document_is_borne(pointer in "(/(items|rows|object|spec|metadata|data|labels|0|~1|é)){0,7}") {
            let document = json!({"kind": "SecretList", "items": [{"data": {"é": ""}, "metadata": {"labels": []}}]});
            let _ = in_document(&document, &pointer);
        }
    }
}
