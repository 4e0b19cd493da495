//! The request lens: the same GET as commands.

use leptos::prelude::*;

use crate::{
    components::{command::Command, note},
    dialect::{self, curl, kubectl},
    kube::{discovery::Discovery, gvk::GroupVersionResource, request::ApiRequest},
    store::{
        discovery::DiscoveryStore,
        session::{Connection, Session},
        settings::messages,
    },
};

/// The request as curl, as `kubectl get --raw` and as a person would type it to kubectl.
#[component]
pub fn RequestPane(
    /// The request.
    request: ApiRequest,
    /// How the page shows the answer.
    view: dialect::View,
) -> impl IntoView {
    let text = messages();
    let session = Session::expect();
    let store = DiscoveryStore::expect();
    let is_recorded = session.connection.with_untracked(Connection::is_recorded);
    let of_secrets = request
        .target()
        .resource()
        .is_some_and(GroupVersionResource::is_secrets);
    move || {
        let served = store.served();
        let empty = Discovery::default();
        let discovery = served.as_ref().map_or(&empty, |served| &served.discovery);
        let through = curl::command(&request, &session.base_url(), "");
        let raw = kubectl::raw(&request);
        let idiomatic = kubectl::idiomatic(&request, discovery, view);
        let words = |notes: &[dialect::Note]| {
            notes
                .iter()
                .filter_map(|found| note::note(text, found))
                .collect::<Vec<_>>()
        };
        let (raw_notes, notes) = (words(&raw.notes), words(&idiomatic.notes));
        let typed = match idiomatic.snippet {
            Some(snippet) => view! {
                <Command title=text.request.kubectl about=text.request.kubectl_text snippet=snippet notes=notes />
            }
            .into_any(),
            None => view! {
                <section class="command">
                    <h2>{text.request.kubectl}</h2>
                    <ul class="notice">{notes.into_iter().map(|note| view! { <li>{note}</li> }).collect_view()}</ul>
                </section>
            }
            .into_any(),
        };
        view! {
            {is_recorded.then(|| view! { <p class="notice">{text.request.recorded_origin}</p> })}
            {of_secrets.then(|| view! { <p class="notice">{text.request.secrets}</p> })}
            <Command title=text.request.curl about=text.request.curl_text snippet=through notes=Vec::new() />
            {typed}
            <Command title=text.request.raw about=text.request.raw_text snippet=raw.snippet notes=raw_notes />
        }
    }
}
