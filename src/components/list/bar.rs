//! The bar above a list: what narrows it down, and how it is looked at.

use leptos::prelude::*;

use super::{
    columns_menu::ColumnsMenu,
    export_menu::ExportMenu,
    filter_field::FilterField,
    group_menu::GroupMenu,
    selectors::{Requirements, SelectorMenu},
};
use crate::{
    components::namespace_menu::NamespaceMenu, kube::path::ApiPath, route::ApiRoute, store::arranged::Arranged,
};

/// The bar above a list.
#[component]
pub fn ListBar(
    /// The list.
    arranged: Arranged,
    /// The page's route.
    route: Signal<ApiRoute>,
    /// Whether the resource's objects live in namespaces.
    is_namespaced: bool,
    /// What can be taken along, built when its menu is opened.
    #[prop(into)]
    export: ViewFn,
) -> impl IntoView {
    let path: Memo<ApiPath> = Memo::new(move |_| route.with(|route| route.request.path.clone()));
    view! {
        <div class="bar list-bar">
            {move || is_namespaced.then(|| view! { <NamespaceMenu route=route path=path.get() /> })}
            <FilterField arranged=arranged route=route />
            <SelectorMenu route=route />
            <ColumnsMenu arranged=arranged route=route />
            <GroupMenu arranged=arranged route=route />
            <ExportMenu content=export />
            <Requirements route=route />
        </div>
    }
}
