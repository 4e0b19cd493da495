//! The map: everything that the cluster serves, as a tree that filters as one types.

use leptos::prelude::*;

use super::map_group::MapGroup;
use crate::{
    kube::{
        discovery::{ApiVersion, Freshness, Protocol},
        resource::ApiResource,
    },
    route::{Page, Route},
    store::{
        discovery::{DiscoveryStore, Known, Served},
        session::{Connection, Session},
        settings::messages,
    },
};

/// The tree, with the pages of the learning part below it.
#[component]
pub fn Map(
    /// Where the reader is.
    #[prop(into)]
    route: Signal<Route>,
    /// Tells the two maps of a narrow and a wide screen apart.
    id: &'static str,
) -> impl IntoView {
    let text = messages();
    let store = DiscoveryStore::expect();
    let session = Session::expect();
    let is_cut_off = move || {
        session
            .connection
            .with(|connection| matches!(connection, Connection::None { .. }))
    };
    let filter = RwSignal::new(String::new());
    let count = move || store.served().map_or(0, |served| served.discovery.resources().count());
    let hint = move || (text.map.filter)(&text.count(count()));
    let tree = move || match store.known.get() {
        Known::Reading if is_cut_off() => view! { <p class="stale">{text.shell.no_connection}</p> }.into_any(),
        Known::Reading => view! { <p class="waiting">{text.map.waiting}</p> }.into_any(),
        Known::Failed(failure) => {
            let advice = text.advice(&failure, true);
            view! { <p class="stale">{advice.title}</p> }.into_any()
        }
        Known::Read(served) => view_tree(&served, &filter.get(), route),
    };
    let pages: Vec<_> = [
        (Page::Learn, text.shell.lessons),
        (Page::Proxies, text.shell.proxies),
        (Page::Ways, text.shell.ways),
        (Page::Concepts, text.shell.concepts),
        (Page::Requests, text.shell.requests),
        (Page::Doctor, text.shell.doctor),
    ]
    .into_iter()
    .map(|(page, name)| {
        let is_current = move || matches!(route.get(), Route::Page(shown) if shown.page == page).then_some("page");
        view! { <li><a href=page.address() aria-current=is_current>{name}</a></li> }
    })
    .collect();
    view! {
        <div class="map-inner">
            <input
                id=id
                class="field"
                type="search"
                autocomplete="off"
                spellcheck="false"
                placeholder=hint
                aria-label=hint
                prop:value=filter
                on:input=move |event| filter.set(event_target_value(&event))
            />
            <div class="map-group">
                <h2>{text.shell.learn}</h2>
                <ul class="map-list">{pages}</ul>
            </div>
            {tree}
        </div>
    }
}

fn view_tree(served: &Served, filter: &str, route: Signal<Route>) -> AnyView {
    let text = messages();
    let words: Vec<String> = filter.split_whitespace().map(str::to_lowercase).collect();
    let mut groups = Vec::new();
    for group in &served.discovery.groups {
        let preferred = group.preferred().map(|version| version.group_version.clone());
        for version in &group.versions {
            let fitting: Vec<ApiResource> = version
                .resources
                .iter()
                .filter(|resource| fits(resource, &words))
                .cloned()
                .collect();
            let is_stale = version.freshness != Freshness::Current;
            if fitting.is_empty() && !(is_stale && words.is_empty()) {
                continue;
            }
            let version = ApiVersion {
                resources: fitting,
                ..version.clone()
            };
            let is_preferred = group.versions.len() > 1 && preferred.as_ref() == Some(&version.group_version);
            groups.push(view! { <MapGroup version=version is_preferred=is_preferred route=route /> });
        }
    }
    let is_legacy = served.protocol == Protocol::Legacy;
    if groups.is_empty() {
        return view! { <p class="dim" role="status">{text.map.nothing}</p> }.into_any();
    }
    view! {
        {groups}
        {is_legacy.then(|| view! { <p class="dim">{text.map.legacy}</p> })}
    }
    .into_any()
}

/// Whether every word is in one of the names of a resource.
fn fits(resource: &ApiResource, words: &[String]) -> bool {
    words.iter().all(|word| {
        resource.plural().contains(word.as_str())
            || resource.singular.contains(word.as_str())
            || resource.kind.kind.to_lowercase().contains(word.as_str())
            || resource.resource.group.contains(word.as_str())
            || resource.short_names.iter().any(|name| name == word)
            || resource.categories.iter().any(|name| name == word)
    })
}
