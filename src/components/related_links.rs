//! Links from an object to what it has to do with.

use leptos::prelude::*;
use serde_json::Value;

use crate::{
    kube::{discovery::Discovery, gvk::GroupVersion, related::related, resource::Scope},
    route::ApiRoute,
    store::settings::messages,
};

/// The links; each says which field it comes from.
pub fn view_related(object: &Value, discovery: Option<&Discovery>) -> AnyView {
    let resource_of = |group_version: &GroupVersion, kind: &str| {
        let version = discovery?.version(group_version)?;
        let of_kind = version.resources.iter().find(|resource| resource.kind.kind == kind)?;
        Some((of_kind.resource.resource.clone(), of_kind.scope == Scope::Namespaced))
    };
    let mut all = related(object, resource_of);
    // A Pod may belong to the very node that it runs on.
    let mut seen = Vec::new();
    all.retain(|related| {
        let is_new = !seen.contains(&related.request);
        if is_new {
            seen.push(related.request.clone());
        }
        is_new
    });
    let links: Vec<_> = all
        .into_iter()
        .map(|related| {
            let address = ApiRoute::of(related.request).address();
            view! { " " <a href=address class="mono" title=related.field>{related.name}</a> }
        })
        .collect();
    (!links.is_empty())
        .then(|| view! { <p class="related">{messages().object.related}":"{links}</p> })
        .into_any()
}
