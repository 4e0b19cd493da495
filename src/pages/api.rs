//! A page of the API part: what its path names decides on its lenses.

use leptos::prelude::*;

use super::{list::ListPage, parts};
use crate::{
    components::arriving::arriving,
    kube::{
        log::LogOptions,
        path::{ApiPath, Target},
        request::ApiRequest,
    },
    route::ApiRoute,
};

/// The page of one GET.
#[component]
pub fn ApiPage(
    /// The page's route; its path stays as long as the page does.
    #[prop(into)]
    route: Signal<ApiRoute>,
) -> impl IntoView {
    let path: Memo<ApiPath> = Memo::new(move |_| route.with(|route| route.request.path.clone()));
    // Lists keep their page when only the namespace or the selectors change.
    let kind = Memo::new(move |_| match path.get().target() {
        Target::Collection { resource, .. } => Kind::List(resource),
        Target::Subresource { .. } if LogOptions::of(&ApiRequest::get(path.get())).is_some() => Kind::Log(path.get()),
        Target::Root | Target::NonResource | Target::Object { .. } | Target::Subresource { .. } => {
            Kind::Document(path.get())
        }
        Target::CoreVersions | Target::Groups | Target::Group(_) | Target::GroupVersion(_) => {
            Kind::Discovery(path.get())
        }
    });
    move || match kind.get() {
        Kind::List(resource) => view! { <ListPage route=route resource=resource /> }.into_any(),
        Kind::Discovery(_) => arriving(move || parts::discovery(route)),
        Kind::Log(_) => arriving(move || parts::log(route)),
        Kind::Document(_) => arriving(move || parts::document(route)),
    }
}

/// What kind of page a path has; a page is built anew when this changes.
#[derive(Clone, PartialEq)]
enum Kind {
    List(crate::kube::gvk::GroupVersionResource),
    Discovery(ApiPath),
    Log(ApiPath),
    Document(ApiPath),
}
