//! Requests that would show more of a way, each sent by a click.

use leptos::prelude::*;

use crate::{
    components::spectrum,
    kube::request::ApiRequest,
    store::{owned::Owned, session::Session, settings::messages},
    wire::{
        journey::{lookup::Lookup, words::Lens},
        prose::Prose,
        vocabulary::Vocabulary as _,
    },
};

/// What could be looked up; what comes is noted with all other exchanges, and the way is told anew.
pub fn view_lookups(lookups: Vec<(Lookup, ApiRequest)>, page: Owned, prose: &Prose) -> AnyView {
    let session = Session::expect();
    let text = messages();
    if lookups.is_empty() {
        return ().into_any();
    }
    let items = lookups
        .into_iter()
        .map(|(lookup, request)| {
            let shown = spectrum::path(text, &request.path);
            let send = move |_| {
                let request = request.clone();
                page.spawn(async move {
                    // What it shows is read from the list of exchanges.
                    drop(session.send(request).await);
                });
            };
            view! {
                <li>
                    <p>{prose.get(lookup.key()).to_owned()}<br /><code>"GET " {shown}</code></p>
                    <button type="button" class="button small" on:click=send>{text.shell.look_up}</button>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="lookups">
            <h2>{prose.get(Lens::LookupsTitle.key()).to_owned()}</h2>
            <p class="dim">{prose.get(Lens::LookupsIntro.key()).to_owned()}</p>
            <ul>{items}</ul>
        </section>
    }
    .into_any()
}
