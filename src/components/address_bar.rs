//! The hero of the page: the request, segment by segment; or a field for whatever the reader types or pastes.

use leptos::{ev, leptos_dom::helpers::window_event_listener, prelude::*};

use super::{address_input::AddressInput, segment_menu::SegmentMenu, spectrum};
use crate::{
    browser::{document, location},
    kube::path::{ApiPath, Part},
    route::{ApiRoute, Route},
    store::settings::messages,
};

/// Shows the request of the page, and takes another one.
#[component]
pub fn AddressBar(
    /// Where the reader is.
    #[prop(into)]
    route: Signal<Route>,
) -> impl IntoView {
    let text = messages();
    // The address at which the field was opened, while it is open.
    let edited = RwSignal::new(None::<String>);
    let edit = move || edited.set(Some(location::hash()));
    let close = move || edited.set(None);
    // A new address is shown, not the field that was open before it came. One that was opened since stays.
    Effect::new(move || {
        route.track();
        if edited.with_untracked(|at| at.as_ref().is_some_and(|at| *at != location::hash())) {
            close();
        }
    });
    let shortcut = window_event_listener(ev::keydown, move |event| {
        let is_slash = event.key() == "/" && !document::is_typing();
        let is_palette = event.key().eq_ignore_ascii_case("k") && (event.ctrl_key() || event.meta_key());
        if is_slash || is_palette {
            event.prevent_default();
            edit();
        }
    });
    on_cleanup(move || shortcut.remove());
    view! {
        <div class="address" role="search" aria-label=text.shell.address>
            {move || match edited.get() {
                Some(address) => view! { <AddressInput spelt=spelt(&Route::parse(&address)) close=move |()| close() /> }
                    .into_any(),
                None => view! { <AddressLine route=route edit=move |()| edit() /> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn AddressLine(route: Signal<Route>, #[prop(into)] edit: Callback<()>) -> impl IntoView {
    let text = messages();
    let segments = move || match route.get() {
        Route::Api(route) => view_segments(&route),
        Route::Page(page) => page.address().trim_start_matches('#').to_owned().into_any(),
        Route::Start => view! {
            <button type="button" class="segment dim" on:click=move |_| edit.run(())>{text.shell.address_hint}</button>
        }
        .into_any(),
        Route::Unknown(text, _) => text.into_any(),
    };
    let is_api = move || matches!(route.get(), Route::Api(_));
    view! {
        <div class="address-line">
            {move || is_api().then(|| view! { <span class="verb">"GET"</span> })}
            {segments}
            <span class="spacer" on:click=move |_| edit.run(())></span>
            <button type="button" class="button small quiet" on:click=move |_| edit.run(()) aria-label=text.shell.edit_address title=text.shell.edit_address>
                <span aria-hidden="true">"✎"</span>
            </button>
        </div>
    }
}

fn view_segments(route: &ApiRoute) -> AnyView {
    let text = messages();
    let path: &ApiPath = &route.request.path;
    let segments = path.segments();
    let count = segments.len();
    let links: Vec<_> = segments
        .into_iter()
        .enumerate()
        .map(|(index, segment)| {
            let is_grammar = segment.part == Part::Fixed && index > 0;
            let shown = if is_grammar {
                view! { <span class="segment" data-part="fixed">{segment.text}</span> }.into_any()
            } else {
                view! { <SegmentMenu path=path.clone() index=index /> }.into_any()
            };
            view! { <span class="slash">"/"</span>{shown} }
        })
        .collect();
    let query = (!route.request.query.is_empty()).then(|| {
        let words = format!("?{}", route.request.query.spell());
        view! { <span class="query">{spectrum::coloured(text, words, Some(Part::Query))}</span> }
    });
    let more = query.is_none().then(|| {
        view! {
            <span class="slash">"/"</span>
            <SegmentMenu path=path.clone() index=count />
        }
    });
    view! { {links}{more}{query} }.into_any()
}

/// The address as one would type it.
fn spelt(route: &Route) -> String {
    match route {
        Route::Api(route) => route.request.spelt_path(),
        Route::Unknown(text, _) => text.clone(),
        Route::Start | Route::Page(_) => String::new(),
    }
}
