//! A list: the rows of a resource, narrowed by namespace and selectors, through one of three lenses.

use std::{collections::BTreeSet, sync::Arc};

use leptos::prelude::*;

use super::{raw::RawLens, request::RequestPane};
use crate::{
    components::{
        failure_panel::FailurePanel, lens_tabs::LensTabs, list_bar::ListBar, resource_table::ResourceTable,
        waiting::Waiting,
    },
    dialect,
    kube::{failure::Failure, gvk::GroupVersionResource, request::ApiRequest},
    route::{ApiRoute, Lens},
    store::{
        discovery::{DiscoveryStore, Known},
        listed::{Listed, Phase},
        settings::messages,
    },
    sync::rows::Rows,
};

/// The page of a collection.
#[component]
pub fn ListPage(
    /// The page's route.
    route: Signal<ApiRoute>,
    /// The resource.
    resource: GroupVersionResource,
) -> impl IntoView {
    let text = messages();
    let store = DiscoveryStore::expect();
    let lenses = vec![Lens::Table, Lens::Raw, Lens::Request];
    let lens = Memo::new(move |_| route.with(|route| route.lens.unwrap_or(Lens::Table)));
    let request = Memo::new(move |_| route.with(|route| route.request.clone()));
    let kind = {
        let resource = resource.clone();
        move || {
            let served = store.served()?;
            Some(served.discovery.resource(&resource)?.kind.kind.clone())
        }
    };
    let name = resource.resource.clone();
    // Whether rows have a namespace is known from discovery only.
    let is_known = Memo::new(move |_| !matches!(store.known.get(), Known::Reading));
    view! {
        <div class="head">
            <h1 tabindex="-1" id="title">{name}</h1>
            <p>{kind}</p>
        </div>
        <LensTabs route=route lenses=lenses current=lens />
        {move || match lens.get() {
            Lens::Raw => view! { <RawLens request=request.get() /> }.into_any(),
            Lens::Request => view! { <RequestPane request=request.get() view=dialect::View::Table /> }.into_any(),
            _ if is_known.get() => view! { <Rows route=route request=request resource=resource.clone() /> }.into_any(),
            _ => view! { <p class="waiting" role="status">{text.map.waiting}</p> }.into_any(),
        }}
    }
}

/// The rows, and all that is said about them.
#[component]
fn Rows(route: Signal<ApiRoute>, request: Memo<ApiRequest>, resource: GroupVersionResource) -> impl IntoView {
    let text = messages();
    let served = DiscoveryStore::expect().served_now();
    let described = served.and_then(|served| served.discovery.resource(&resource).cloned());
    // Where discovery does not know the resource, the answer says more than a guess would.
    let is_namespaced = described
        .as_ref()
        .is_none_or(crate::kube::resource::ApiResource::is_namespaced);
    let is_listable = described.as_ref().is_none_or(|resource| resource.can("list"));
    if !is_listable {
        return view! { <p class="notice">{text.list.not_listable}</p> }.into_any();
    }
    let listed = Listed::open(request.get_untracked(), is_namespaced);
    Effect::new(move |before: Option<ApiRequest>| {
        let request = request.get();
        if before.is_some_and(|before| before != request) {
            listed.change(request.clone());
        }
        request
    });
    let shows_namespace = move || is_namespaced && request.with(|request| request.target().namespace().is_none());
    let is_empty = move || listed.rows.with(|rows| rows.is_empty());
    let failure = move || match listed.phase.get() {
        Phase::Failed(failure) => Some(failure),
        _ => None,
    };
    view! {
        {move || view! { <ListBar route=route.get() is_namespaced=is_namespaced /> }}
        <Summary listed=listed is_across=Signal::derive(shows_namespace) />
        {move || failure().map(|failure| view! {
            <FailurePanel
                failure=failure.clone()
                request=Some(request.get())
                again=move |()| listed.again()
                kept=!is_empty()
            />
            {start_again(&failure, &route.get())}
        })}
        <Refused listed=listed />
        {move || {
            let has_come = !matches!(listed.phase.get(), Phase::Waiting);
            match (is_empty(), has_come, failure()) {
                (false, ..) => {
                    let shows_namespace = shows_namespace();
                    view! { <ResourceTable rows=listed.rows resource=resource.clone() shows_namespace=shows_namespace /> }
                        .into_any()
                }
                (true, true, None) => {
                    let is_selected = request.with(|request| {
                        ["labelSelector", "fieldSelector"].iter().any(|key| request.query.get(key).is_some())
                    });
                    let words = if is_selected { text.list.empty_selected } else { text.list.empty };
                    view! { <p class="rows empty">{words}</p> }.into_any()
                }
                _ => ().into_any(),
            }
        }}
        <Chunks route=route listed=listed />
    }
    .into_any()
}

/// How many rows there are, how long that took and what it cost; while it grows, how far it has come.
#[component]
fn Summary(listed: Listed, is_across: Signal<bool>) -> impl IntoView {
    let text = messages();
    let counted = move || {
        let rows = listed.rows.get();
        let mut words = (text.list.rows)(rows.len(), &text.count(rows.len()));
        if is_across.get() && !rows.is_empty() {
            let namespaces = namespaces_of(&rows);
            words = format!(
                "{words} {}",
                (text.list.in_namespaces)(namespaces, &text.count(namespaces))
            );
        }
        words
    };
    let cost = move || {
        listed.exchanges.with(|exchanges| {
            let first = exchanges.first()?;
            let last = exchanges.last()?;
            let bytes = exchanges.iter().map(|exchange| exchange.received.bytes).sum();
            let time = last.sent_at_ms - first.sent_at_ms + last.received.timing.done_ms;
            let count = exchanges.len();
            Some((text.list.summary)(
                &text.milliseconds(time),
                &text.bytes(bytes),
                count,
                &text.count(count),
            ))
        })
    };
    move || {
        match listed.phase.get() {
        Phase::Waiting => view! { <Waiting words=text.list.loading /> }.into_any(),
        Phase::Growing { done, all } => {
            let rows = listed.rows.with(|rows| rows.len());
            view! {
                <div class="bar" role="status">
                    <progress max=all.to_string() value=done.to_string() aria-label=text.list.loading></progress>
                    <span>{(text.list.progress)(&text.count(rows), &text.count(done), &text.count(all))}</span>
                    <button type="button" class="button small" on:click=move |_| listed.stop()>{text.list.stop}</button>
                </div>
            }
            .into_any()
        }
        phase => view! {
            <p class="bar" role="status">
                {(!matches!(phase, Phase::Failed(_)) || !listed.rows.with(|rows| rows.is_empty())).then(|| view! { <span>{counted}</span> })}
                <span class="dim">{cost}</span>
                {(phase == Phase::Stopped).then(|| view! { <strong>{text.list.stopped}</strong> })}
                <button type="button" class="button small" on:click=move |_| listed.again()>{text.shell.reload}</button>
            </p>
        }
        .into_any(),
    }
    }
}

/// The namespaces that may not be read.
#[component]
fn Refused(listed: Listed) -> impl IntoView {
    let text = messages();
    move || {
        let refused = listed.refused.get();
        (!refused.is_empty()).then(|| {
            view! { <p class="notice">{(text.list.refused)(refused.len(), &refused.join(", "))}</p> }
        })
    }
}

/// Where the address asks for a chunk: the way to the next one and back to the first.
#[component]
fn Chunks(route: Signal<ApiRoute>, listed: Listed) -> impl IntoView {
    let text = messages();
    let with_query = move |change: &dyn Fn(crate::kube::query::Query) -> crate::kube::query::Query| {
        let mut route = route.get();
        route.request.query = change(route.request.query);
        route.address()
    };
    move || {
        let query = route.with(|route| route.request.query.clone());
        let is_later = query.get("continue").is_some();
        if query.get("limit").is_none() && !is_later {
            return None;
        }
        let metadata = listed.metadata.get();
        let next = (!metadata.continue_token.is_empty()).then(|| {
            let token = metadata.continue_token.clone();
            let remaining = metadata
                .remaining_item_count
                .and_then(|count| usize::try_from(count).ok());
            view! {
                <a class="button" href=with_query(&move |query| query.with("continue", &token))>
                    {text.list.next_chunk}
                    {remaining.map(|count| format!(" ({})", (text.list.remaining)(&text.count(count))))}
                </a>
            }
        });
        let first = is_later.then(|| {
            view! {
                <a class="button" href=with_query(&|query| query.without("continue"))>{text.list.first_chunk}</a>
            }
        });
        Some(
            view! { <nav class="bar" aria-label=text.list.chunk><span class="dim">{text.list.chunk}</span>{first}{next}</nav> },
        )
    }
}

/// After 410 a list has to begin anew: its continue token is worth nothing any more.
fn start_again(failure: &Failure, route: &ApiRoute) -> Option<impl IntoView + use<>> {
    let has_token = route.request.query.get("continue").is_some();
    (failure.code() == Some(410) && has_token).then(|| {
        let mut route = route.clone();
        route.request.query = route.request.query.without("continue").without("resourceVersion");
        view! { <p><a class="button" href=route.address()>{messages().failures.start_again}</a></p> }
    })
}

fn namespaces_of(rows: &Arc<Rows>) -> usize {
    (0..rows.len())
        .filter_map(|row| rows.namespace(row))
        .collect::<BTreeSet<_>>()
        .len()
}
