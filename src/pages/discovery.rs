//! Discovery paths: groups, versions and resources, made readable.

use leptos::prelude::*;

use super::{
    lenses::{OF_ANY, view_any},
    raw::RawLens,
    request::RequestPane,
};
use crate::{
    browser::location,
    components::{failure_panel::FailurePanel, lens_tabs::LensTabs, spectrum},
    dialect,
    kube::{
        discovery::{ApiGroup, ApiVersion, Discovery, Freshness, Protocol},
        path::{ApiPath, Part, Target},
        resource::ApiResource,
    },
    route::{self, ApiRoute, Lens},
    store::{
        discovery::{DiscoveryStore, Known, Served},
        session::Session,
        settings::messages,
    },
};

/// The page of `/api`, `/apis`, a group or a version.
#[component]
pub fn DiscoveryPage(
    /// The page's route.
    route: Signal<ApiRoute>,
) -> impl IntoView {
    let text = messages();
    let mut lenses = vec![Lens::Rendered, Lens::Raw, Lens::Request];
    lenses.extend(OF_ANY);
    let lens = Memo::new(move |_| route.with(|route| route.lens.unwrap_or(Lens::Rendered)));
    let request = Memo::new(move |_| route.with(|route| route.request.clone()));
    let title = route.with_untracked(|route| route.request.path.clone());
    view! {
        <div class="head"><h1 tabindex="-1" id="title" class="mono">{spectrum::path(text, &title)}</h1></div>
        <LensTabs route=route lenses=lenses current=lens />
        {move || match lens.get() {
            Lens::Raw => view! { <RawLens request=request.get() /> }.into_any(),
            Lens::Request => view! { <RequestPane request=request.get() view=dialect::View::Json /> }.into_any(),
            lens => view_any(lens, request.into())
                .unwrap_or_else(|| view! { <Rendered target=request.get().target() /> }.into_any()),
        }}
    }
}

#[component]
fn Rendered(target: Target) -> impl IntoView {
    let text = messages();
    let store = DiscoveryStore::expect();
    let session = Session::expect();
    let again = move |()| {
        leptos::task::spawn_local(store.read(session, Protocol::Aggregated));
    };
    move || match store.known.get() {
        Known::Reading => view! { <p class="waiting" role="status">{text.map.waiting}</p> }.into_any(),
        Known::Failed(failure) => view! { <FailurePanel failure=failure request=None again=again /> }.into_any(),
        Known::Read(served) => {
            view! { {how(&served)}{view_target(&served.discovery, &target)}<p class="dim">{text.discovery.same_as}</p> }
                .into_any()
        }
    }
}

/// By which protocol the map was read, and the way to the other one.
fn how(served: &Served) -> AnyView {
    let text = messages();
    let (words, search, link) = match served.protocol {
        Protocol::Aggregated => (
            (text.discovery.aggregated)(served.requests),
            "?discovery=legacy",
            text.discovery.compare_legacy,
        ),
        Protocol::Legacy => (
            (text.discovery.legacy)(served.requests),
            "",
            text.discovery.compare_aggregated,
        ),
    };
    view! {
        <p class="notice">
            {words}" "
            <button type="button" class="button small" on:click=move |_| location::reopen_with(search)>{link}</button>
        </p>
    }
    .into_any()
}

fn view_target(discovery: &Discovery, target: &Target) -> AnyView {
    let text = messages();
    match target {
        Target::CoreVersions => view_groups(discovery.groups.iter().filter(|group| group.name.is_empty())),
        Target::Groups => view_groups(discovery.groups.iter().filter(|group| !group.name.is_empty())),
        Target::Group(name) => match discovery.group(name) {
            Some(group) => group.versions.iter().map(view_version).collect_view().into_any(),
            None => view! { <p class="notice">{text.failures.path_not_served.meaning}</p> }.into_any(),
        },
        Target::GroupVersion(group_version) => match discovery.version(group_version) {
            Some(version) => view_version(version),
            None => view! { <p class="notice">{text.failures.path_not_served.meaning}</p> }.into_any(),
        },
        _ => ().into_any(),
    }
}

fn view_groups<'a>(groups: impl Iterator<Item = &'a ApiGroup>) -> AnyView {
    let text = messages();
    let rows: Vec<_> = groups
        .map(|group| {
            let versions: Vec<_> = group
                .versions
                .iter()
                .map(|version| {
                    let name = version.group_version.version.clone();
                    let address = route::to(&version.group_version.path());
                    view! { <a class="mono" href=address>{spectrum::coloured(text, name, Some(Part::Version))}</a> " " {stale_mark(version)} }
                })
                .collect();
            let count: usize = group.versions.iter().map(|version| version.resources.len()).sum();
            let name = if group.name.is_empty() {
                text.discovery.core.into_any()
            } else {
                let address = route::to(&format!("/apis/{}", group.name));
                view! { <a class="mono" href=address>{spectrum::coloured(text, group.name.clone(), Some(Part::Group))}</a> }.into_any()
            };
            view! { <tr><td>{name}</td><td>{versions}</td><td>{text.count(count)}</td></tr> }
        })
        .collect();
    view! {
        <div class="scroll-x" tabindex="0" role="region" aria-label=text.discovery.groups>
            <table class="grid-table">
                <thead><tr>
                    <th scope="col">{text.discovery.group}</th>
                    <th scope="col">{text.discovery.versions}</th>
                    <th scope="col">{text.discovery.resource}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn stale_mark(version: &ApiVersion) -> Option<impl IntoView + use<>> {
    let text = messages();
    match &version.freshness {
        Freshness::Current => None,
        Freshness::Stale(reason) => {
            let reason = if reason.is_empty() {
                text.map.stale_unknown
            } else {
                reason
            };
            Some(view! { <span class="stale">{format!("{}: {reason}", text.map.stale)}</span> })
        }
    }
}

fn view_version(version: &ApiVersion) -> AnyView {
    let text = messages();
    let rows: Vec<_> = version.resources.iter().map(view_resource).collect();
    let words = &text.discovery;
    let headings = [
        words.resource,
        words.kind,
        words.scope,
        words.verbs,
        words.short_names,
        words.categories,
        words.subresources,
    ];
    view! {
        <section class="map-group-page">
            <h2 class="mono">
                <a href=route::to(&version.group_version.path())>{version.group_version.to_string()}</a>
            </h2>
            {stale_mark(version)}
            <div class="scroll-x" tabindex="0" role="region" aria-label=version.group_version.to_string()>
                <table class="grid-table">
                    <thead><tr>{headings.map(|heading| view! { <th scope="col">{heading}</th> }).collect_view()}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn view_resource(resource: &ApiResource) -> impl IntoView + use<> {
    let text = messages();
    let name = spectrum::coloured(text, resource.plural().to_owned(), Some(Part::Resource));
    let address = ApiPath::of(&resource.resource, None, None)
        .ok()
        .filter(|_| resource.can("list"))
        .map(|path| route::to(path.as_str()));
    let name = match address {
        Some(address) => view! { <a class="mono" href=address>{name}</a> }.into_any(),
        None => view! { <span class="mono">{name}</span> }.into_any(),
    };
    let scope = if resource.is_namespaced() {
        text.map.namespaced
    } else {
        text.map.cluster_scoped
    };
    let subresources: Vec<_> = resource
        .subresources
        .iter()
        .map(|subresource| {
            let title = format!("{} · {}", subresource.kind.kind, subresource.verbs.join(", "));
            view! { <span class="mono" title=title>{spectrum::coloured(text, subresource.name.clone(), Some(Part::Subresource))}</span> " " }
        })
        .collect();
    view! {
        <tr>
            <td>{name}</td>
            <td class="mono">{resource.kind.kind.clone()}</td>
            <td>{scope}</td>
            <td class="verbs">{resource.verbs.join(" ")}</td>
            <td class="mono">{resource.short_names.join(" ")}</td>
            <td class="mono">{resource.categories.join(" ")}</td>
            <td>{subresources}</td>
        </tr>
    }
}
