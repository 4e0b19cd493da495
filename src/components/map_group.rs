//! One version of a group in the map, with its resources.

use leptos::prelude::*;

use crate::{
    components::spectrum,
    kube::{
        discovery::{ApiVersion, Freshness},
        path::{ApiPath, Part, Target},
        resource::ApiResource,
    },
    route::{self, Route},
    store::settings::messages,
};

/// The resources of one group version; a stale one says why it has none.
#[component]
pub fn MapGroup(
    /// The version.
    version: ApiVersion,
    /// Whether the group has several versions and this is the preferred one.
    is_preferred: bool,
    /// Where the reader is.
    route: Signal<Route>,
) -> impl IntoView {
    let text = messages();
    let group_version = version.group_version.clone();
    let name = if group_version.group.is_empty() {
        text.map.core.into_any()
    } else {
        view! { <span class="mono">{spectrum::coloured(text, group_version.group.clone(), Some(Part::Group))}</span> }
            .into_any()
    };
    let stale = match &version.freshness {
        Freshness::Current => None,
        Freshness::Stale(reason) if reason.is_empty() => Some(text.map.stale_unknown.to_owned()),
        Freshness::Stale(reason) => Some(reason.clone()),
    };
    let resources: Vec<_> = version
        .resources
        .into_iter()
        .map(|resource| view! { <li><MapResource resource=resource route=route /></li> })
        .collect();
    view! {
        <section class="map-group">
            <h2>
                {name}
                <a class="mono" href=route::to(&group_version.path())>
                    {spectrum::coloured(text, group_version.version.clone(), Some(Part::Version))}
                </a>
                {is_preferred.then(|| view! { <small>{text.map.preferred}</small> })}
            </h2>
            {stale.map(|reason| view! { <span class="stale">{format!("{}: {reason}", text.map.stale)}</span> })}
            <ul class="map-list">{resources}</ul>
        </section>
    }
}

#[component]
fn MapResource(resource: ApiResource, route: Signal<Route>) -> impl IntoView {
    let text = messages();
    let here = resource.resource.clone();
    let is_current = move || {
        route.with(|route| match route {
            Route::Api(route) => (route.request.target().resource() == Some(&here)).then_some("true"),
            _ => None,
        })
    };
    let address = address_of(&resource);
    let scope = if resource.is_namespaced() {
        text.map.namespaced
    } else {
        text.map.cluster_scoped
    };
    let title = format!("{} · {scope} · {}", resource.kind.kind, resource.verbs.join(", "));
    let subresources: Vec<_> = resource
        .subresources
        .iter()
        .map(|sub| view! { <li class="unlinked">{spectrum::coloured(text, sub.name.clone(), Some(Part::Subresource))}</li> })
        .collect();
    let summary = (text.map.subresources_of)(resource.plural());
    view! {
        <a href=address title=title aria-current=is_current>
            <span>{resource.plural().to_owned()}</span>
            <small>{resource.short_names.join(" ")}</small>
        </a>
        {(!subresources.is_empty()).then(|| view! {
            <details>
                <summary aria-label=summary></summary>
                <ul class="map-sub">{subresources}</ul>
            </details>
        })}
    }
}

/// The list of a resource; the discovery of its version where it cannot be listed.
fn address_of(resource: &ApiResource) -> String {
    if !resource.can("list") {
        return route::to(&resource.resource.group_version().path());
    }
    ApiPath::of(&resource.resource, None, None)
        .ok()
        .filter(|path| matches!(path.target(), Target::Collection { .. }))
        .map_or_else(|| Route::Start.address(), |path| route::to(path.as_str()))
}
