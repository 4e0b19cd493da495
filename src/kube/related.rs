//! Where an object leads: its owner, what its fields name, what it selects, and its events, each as a request.
//!
//! Which field names what is the API's own convention; the sources stand beside the rules.

mod selector;
#[cfg(test)]
mod tests;

use serde_json::Value;

use super::{gvk::GroupVersion, path::ApiPath, request::ApiRequest};

/// Something that an object leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// What it is: `resource/name`, or the resource of a list.
    pub name: String,
    /// The field that says so.
    pub field: &'static str,
    /// The request that brings it.
    pub request: ApiRequest,
}

/// Where an object leads. `resource_of` tells the resource of a kind and whether it is namespaced, where that is known.
pub fn related(object: &Value, resource_of: impl Fn(&GroupVersion, &str) -> Option<(String, bool)>) -> Vec<Related> {
    let text = |pointer: &str| {
        let text = object.pointer(pointer).and_then(Value::as_str);
        text.filter(|text| !text.is_empty())
    };
    let (Some(kind), Some(name)) = (text("/kind"), text("/metadata/name")) else {
        return Vec::new();
    };
    let here = Place::core(text("/metadata/namespace"));
    let all = [
        owners(object, here.namespace, resource_of),
        named(object, kind, here),
        selected(object, kind, name, here),
    ];
    let events = (kind != "Event").then(|| {
        // Source: kubernetes `pkg/apis/core/v1/conversion.go`, the selectable fields of Events.
        let about = format!("involvedObject.kind={kind},involvedObject.name={name}");
        here.list("events", "involvedObject", Some(("fieldSelector", &about)))
    });
    let namespace = here
        .namespace
        .map(|namespace| Place::core(None).object("namespaces", namespace, "metadata.namespace"));
    let all = all.into_iter().flatten();
    all.chain(events.flatten()).chain(namespace.flatten()).collect()
}

/// The objects that an object belongs to.
fn owners(
    object: &Value,
    namespace: Option<&str>,
    resource_of: impl Fn(&GroupVersion, &str) -> Option<(String, bool)>,
) -> Vec<Related> {
    let owners = object.pointer("/metadata/ownerReferences").and_then(Value::as_array);
    let of = |owner: &Value| {
        let text = |field: &str| owner.get(field).and_then(Value::as_str);
        let group_version = GroupVersion::from_api_version(text("apiVersion")?);
        let (resource, is_namespaced) = resource_of(&group_version, text("kind")?)?;
        let place = Place {
            group: &group_version.group,
            version: &group_version.version,
            namespace: namespace.filter(|_| is_namespaced),
        };
        place.object(&resource, text("name")?, "metadata.ownerReferences")
    };
    owners.into_iter().flatten().filter_map(of).collect()
}

/// The objects that fields of an object name.
fn named(object: &Value, kind: &str, here: Place<'_>) -> Vec<Related> {
    const POD: [(&str, &str, &str, bool); 2] = [
        ("/spec/nodeName", "nodes", "spec.nodeName", false),
        (
            "/spec/serviceAccountName",
            "serviceaccounts",
            "spec.serviceAccountName",
            true,
        ),
    ];
    const CLAIM: [(&str, &str, &str, bool); 1] = [("/spec/volumeName", "persistentvolumes", "spec.volumeName", false)];
    // Source: api `discovery/v1/well_known_labels.go`.
    const SLICE: [(&str, &str, &str, bool); 1] = [(
        "/metadata/labels/kubernetes.io~1service-name",
        "services",
        "metadata.labels",
        true,
    )];
    let rules: &[(&str, &str, &'static str, bool)] = match kind {
        "Pod" => &POD,
        "PersistentVolumeClaim" => &CLAIM,
        "EndpointSlice" => &SLICE,
        _ => &[],
    };
    let of = |(pointer, resource, field, is_namespaced): &(&str, &str, &'static str, bool)| {
        let name = object.pointer(pointer)?.as_str().filter(|name| !name.is_empty())?;
        let place = if *is_namespaced { here } else { Place::core(None) };
        place.object(resource, name, field)
    };
    rules.iter().filter_map(of).collect()
}

/// The objects that an object has to do with as a whole: those on a node, in a namespace, behind a Service, of a definition.
fn selected(object: &Value, kind: &str, name: &str, here: Place<'_>) -> Vec<Related> {
    let of_kind = match kind {
        "Node" => {
            let on_it = format!("spec.nodeName={name}");
            Place::core(None).list("pods", "spec.nodeName", Some(("fieldSelector", &on_it)))
        }
        "Namespace" => Place::core(Some(name)).list("pods", "metadata.namespace", None),
        "Service" => {
            let slices = format!("kubernetes.io/service-name={name}");
            let place = Place {
                group: "discovery.k8s.io",
                version: "v1",
                namespace: here.namespace,
            };
            place.list("endpointslices", "metadata.labels", Some(("labelSelector", &slices)))
        }
        "CustomResourceDefinition" => objects_of(object),
        _ => None,
    };
    let pods = selector::of_pods(object, kind)
        .and_then(|selector| here.list("pods", "spec.selector", Some(("labelSelector", &selector))));
    pods.into_iter().chain(of_kind).collect()
}

/// All objects of a definition, in the version that it stores.
///
/// Source: apiextensions `pkg/apis/apiextensions/v1/types.go`.
fn objects_of(definition: &Value) -> Option<Related> {
    let text = |pointer: &str| definition.pointer(pointer).and_then(Value::as_str);
    let is = |version: &Value, field: &str| version.get(field).and_then(Value::as_bool) == Some(true);
    let versions = definition.pointer("/spec/versions")?.as_array()?;
    let served = versions.iter().filter(|version| is(version, "served"));
    let version = served
        .max_by_key(|version| is(version, "storage"))?
        .get("name")?
        .as_str()?;
    let place = Place {
        group: text("/spec/group")?,
        version,
        namespace: None,
    };
    place.list(text("/spec/names/plural")?, "spec.names.plural", None)
}

/// Where in the API something is: a group and version, and a namespace if there is one.
#[derive(Clone, Copy)]
struct Place<'a> {
    group: &'a str,
    version: &'a str,
    namespace: Option<&'a str>,
}

impl<'a> Place<'a> {
    fn core(namespace: Option<&'a str>) -> Self {
        Self {
            group: "",
            version: "v1",
            namespace,
        }
    }

    fn object(self, resource: &str, name: &str, field: &'static str) -> Option<Related> {
        Some(Related {
            name: format!("{resource}/{name}"),
            field,
            request: ApiRequest::get(self.path(resource, Some(name))?),
        })
    }

    fn list(self, resource: &str, field: &'static str, query: Option<(&str, &str)>) -> Option<Related> {
        let request = ApiRequest::get(self.path(resource, None)?);
        Some(Related {
            name: resource.to_owned(),
            field,
            request: match query {
                Some((key, value)) => request.with(key, value),
                None => request,
            },
        })
    }

    /// `None` for a name that cannot stand in a path.
    fn path(self, resource: &str, name: Option<&str>) -> Option<ApiPath> {
        let resource = GroupVersion::new(self.group, self.version).resource(resource);
        ApiPath::of(&resource, self.namespace, name).ok()
    }
}
