//! The lenses of a page, as links that keep the request.

use leptos::prelude::*;

use crate::{
    i18n::Messages,
    route::{ApiRoute, Lens},
    store::settings::messages,
};

/// Links to the same request through each lens.
#[component]
pub fn LensTabs(
    /// The page's route.
    #[prop(into)]
    route: Signal<ApiRoute>,
    /// The lenses that fit; the first is the one without a name in the address.
    lenses: Vec<Lens>,
    /// The lens that is looked through.
    #[prop(into)]
    current: Signal<Lens>,
) -> impl IntoView {
    let text = messages();
    let first = lenses.first().copied();
    let tabs: Vec<_> = lenses
        .into_iter()
        .map(|lens| {
            let address = move || {
                let mut route = route.get();
                route.lens = (Some(lens) != first).then_some(lens);
                route.address()
            };
            view! {
                <li>
                    <a href=address aria-current=move || (current.get() == lens).then_some("page")>
                        {name(text, lens)}
                    </a>
                </li>
            }
        })
        .collect();
    view! { <nav aria-label=text.lenses.label><ul class="tabs">{tabs}</ul></nav> }
}

/// The name of a lens.
fn name(text: &'static Messages, lens: Lens) -> &'static str {
    let lenses = &text.lenses;
    match lens {
        Lens::Table => lenses.table,
        Lens::Rendered => lenses.rendered,
        Lens::Yaml => lenses.yaml,
        Lens::Json => lenses.json,
        Lens::Text => lenses.text,
        Lens::Raw => lenses.raw,
        Lens::Request => lenses.request,
        Lens::Wire => lenses.wire,
        Lens::Code => lenses.code,
        Lens::Identity => lenses.identity,
        Lens::Downward => lenses.downward,
    }
}
