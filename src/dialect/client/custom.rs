//! The generated libraries' calls for custom resources, which take any resource of a named group.
//!
//! Source: kubernetes-client/gen `openapi/custom_objects_spec.json`.

use super::{
    Shortfall, Span,
    plan::{Action, Objects, Plan, Setting},
};
use crate::kube::path::Part;

/// One of these calls.
pub(super) struct Custom {
    /// Its name in the API's spelling: `listNamespacedCustomObject`.
    pub method: String,
    /// What it takes, in order, by name.
    pub arguments: Vec<(&'static str, Vec<Span>)>,
}

/// The query parameters of lists and watches; the other calls have none.
const PARAMETERS: &[&str] = &[
    "allowWatchBookmarks",
    "continue",
    "fieldSelector",
    "labelSelector",
    "limit",
    "resourceVersion",
    "resourceVersionMatch",
    "timeoutSeconds",
];

/// The call for objects, if there is one.
pub(super) fn call(plan: &Plan, objects: &Objects, action: &Action) -> Option<Custom> {
    let resource = &objects.resource;
    if resource.group.is_empty() {
        return None;
    }
    // The call for all namespaces makes the same request, but not each release has it under the same arguments.
    let scope = if objects.namespace.is_some() {
        "Namespaced"
    } else {
        "Cluster"
    };
    let method = match action {
        Action::List | Action::Watch => format!("list{scope}CustomObject"),
        Action::Read(_) => format!("get{scope}CustomObject"),
        Action::Part { subresource, .. } => match subresource.as_str() {
            "status" => format!("get{scope}CustomObjectStatus"),
            "scale" => format!("get{scope}CustomObjectScale"),
            _ => return None,
        },
        Action::Log { .. } => return None,
    };
    let mut arguments = vec![
        ("group", plan.literal(Part::Group, &resource.group)),
        ("version", plan.literal(Part::Version, &resource.version)),
    ];
    if let Some(namespace) = &objects.namespace {
        arguments.push(("namespace", plan.literal(Part::Namespace, namespace)));
    }
    arguments.push(("plural", plan.literal(Part::Resource, &resource.resource)));
    if let Some(name) = action.name() {
        arguments.push(("name", plan.literal(Part::Name, name)));
    }
    Some(Custom { method, arguments })
}

/// The options of such a call, and what it leaves out.
pub(super) fn options<'a>(plan: &'a Plan, action: &Action) -> (Vec<&'a Setting>, Vec<Shortfall>) {
    let is_list = matches!(action, Action::List | Action::Watch);
    plan.options(|name| is_list && PARAMETERS.contains(&name))
}
