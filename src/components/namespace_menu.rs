//! The choice of a namespace for a list: all, one of those known, or any that one types.

use std::sync::Arc;

use leptos::prelude::*;

use super::siblings::SiblingList;
use crate::{
    browser::location,
    kube::path::{ApiPath, Part},
    route::{
        self, ApiRoute,
        siblings::{Siblings, siblings},
    },
    store::{
        discovery::{DiscoveryStore, Served},
        settings::messages,
    },
    ui::menu::Menu,
};

/// Chooses the namespace of a list. The name can be typed, for those who may not list namespaces.
#[component]
pub fn NamespaceMenu(
    /// The page's route.
    route: Signal<ApiRoute>,
    /// The path of the list.
    path: ApiPath,
) -> impl IntoView {
    let text = messages();
    let address = Callback::new(move |path: String| address_in(route, &path));
    let current = path.target().namespace().map(str::to_owned);
    let shown = current.clone().unwrap_or_else(|| text.list.all_namespaces.to_owned());
    let store = DiscoveryStore::expect();
    let typed = RwSignal::new(current.unwrap_or_default());
    let go = {
        let path = path.clone();
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            let name = typed.get_untracked();
            if let Some(names) = names_of(store.served_now(), &path) {
                let path = match name.trim() {
                    "" => names.without.clone().unwrap_or_default(),
                    name => names.named(name).path,
                };
                location::go(&address_in(route, &path));
            }
        }
    };
    let panel = move || {
        view! {
            <form class="bar" on:submit=go.clone()>
                <input
                    class="field mono"
                    autocomplete="off"
                    spellcheck="false"
                    aria-label=text.list.namespace_hint
                    placeholder=text.list.namespace_hint
                    prop:value=typed
                    on:input=move |event| typed.set(event_target_value(&event))
                />
                <button type="submit" class="button small">{text.list.apply}</button>
            </form>
            {names_of(store.served(), &path).map(|names| view! {
                <SiblingList siblings=Siblings::Listed(names) part=Part::Namespace address=address />
            })}
        }
    };
    view! {
        <Menu
            id="namespace-menu".to_owned()
            class="pill"
            label=format!("{}: {shown}", text.list.namespace)
            button=view! { <span class="part mono" data-part="namespace">{shown.clone()}</span> <span aria-hidden="true">"▾"</span> }.into_any()
            panel=panel
        />
    }
}

/// The same list at another path, looked at in the same way.
fn address_in(route: Signal<ApiRoute>, path: &str) -> String {
    ApiPath::parse(path).map_or_else(
        |_| route::to(path),
        |path| route.with_untracked(|route| route.clone().moved_to(path).address()),
    )
}

fn names_of(served: Option<Arc<Served>>, path: &ApiPath) -> Option<route::siblings::NamesOf> {
    let served = served?;
    // The segment that names the namespace, or the place behind the resource where none does.
    let index = path
        .segments()
        .iter()
        .position(|segment| segment.part == Part::Namespace)
        .unwrap_or_else(|| path.segments().len());
    match siblings(&served.discovery, path, index)? {
        Siblings::Listed(names) => Some(names),
        Siblings::Known(_) => None,
    }
}
