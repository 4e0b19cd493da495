//! The hero of the page: the request, segment by segment; or a field for whatever the reader types or pastes.

#![allow(clippy::unnecessary_wraps)] // What may fail is that the part comes, in the function that the attribute makes.

use leptos::{
    ev, leptos_dom::helpers::window_event_listener, prelude::*, reactive::spawn_local_scoped_with_cancellation,
};

use super::{
    address_input::{AddressInput, Told},
    arriving::arriving,
    segment_menu::SegmentMenu,
    spectrum,
};
use crate::{
    browser::{document, location, timer},
    client::part::{NotArrived, part},
    kube::path::{ApiPath, Part},
    route::{ApiRoute, Route},
    store::settings::messages,
};

/// How long the page has to itself before what reads commands is fetched unasked, in milliseconds: it is to be there when the
/// network has gone.
const REST_MS: u32 = 3_000;

part! { address:
    /// The field for free text.
    fn address_input(spelt: String, close: Callback<()>, told: RwSignal<Option<Told>>) -> Result<AnyView, NotArrived> {
        Ok(view! { <AddressInput spelt=spelt close=close told=told /> }.into_any())
    }
}

part! { address:
    /// Nothing but that the part has come.
    fn here() -> Result<(), NotArrived> {
        Ok(())
    }
}

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
    let told = RwSignal::new(None::<Told>);
    let edit = move || edited.set(Some(location::hash()));
    let close = move || edited.set(None);
    // A new address is shown, not the field that was open before it came. One that was opened since stays.
    Effect::new(move || {
        route.track();
        if edited.with_untracked(|at| at.as_ref().is_some_and(|at| *at != location::hash())) {
            close();
        }
        let is_elsewhere = |told: &Told| told.address != location::hash();
        if told.with_untracked(|told| told.as_ref().is_some_and(is_elsewhere)) {
            told.set(None);
        }
    });
    let shortcut = window_event_listener(ev::keydown, move |event| {
        let is_slash = event.key() == "/" && document::is_plain(&event) && !document::is_typing();
        let is_palette = event.key().eq_ignore_ascii_case("k") && (event.ctrl_key() || event.meta_key());
        // A step that is projected shows no address.
        if (is_slash || is_palette) && !route.with_untracked(Route::is_presented) {
            event.prevent_default();
            document::close_dialogs();
            edit();
        } else if event.key() == "Escape" && !event.is_composing() && edited.with_untracked(Option::is_some) {
            // Also where what reads commands has not come.
            close();
        }
    });
    on_cleanup(move || shortcut.remove());
    spawn_local_scoped_with_cancellation(async {
        timer::sleep(REST_MS).await;
        // If it does not come now, the field asks for it again.
        let _ = here().await;
    });
    view! {
        <div class="address" role="search" aria-label=text.shell.address>
            {move || match edited.get() {
                Some(address) => {
                    let spelt = StoredValue::new(spelt(&Route::parse(&address)));
                    arriving(move || address_input(spelt.get_value(), Callback::new(move |()| close()), told))
                }
                None => view! { <AddressLine route=route edit=move |()| edit() /> }.into_any(),
            }}
            <div role="status">
                {move || told.get().map(|Told { notes, .. }| view! {
                    <div class="address-told">
                        <ul>{notes.into_iter().map(|note| view! { <li>{note}</li> }).collect_view()}</ul>
                        <button type="button" class="button small quiet" aria-label=text.shell.close on:click=move |_| told.set(None)>
                            <span aria-hidden="true">"×"</span>
                        </button>
                    </div>
                })}
            </div>
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
