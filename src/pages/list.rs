//! A list: the rows of a resource, narrowed by namespace and selectors, through one of three lenses.

use leptos::prelude::*;

use super::{
    lenses::{OF_ANY, view_any},
    parts,
};
use crate::{
    components::{
        arriving::arriving,
        failure_panel::FailurePanel,
        lens_tabs::LensTabs,
        list::{bar::ListBar, grid::Grid, overview::Overview, summary::Summary},
    },
    kube::{failure::Failure, gvk::GroupVersionResource, request::ApiRequest, resource::ApiResource},
    route::{ApiRoute, Lens},
    store::{
        arranged::{self, Arranged},
        discovery::DiscoveryStore,
        listed::{Listed, Of, Phase},
        settings::messages,
    },
    sync::rows,
};

/// The page of a collection.
#[component]
pub fn ListPage(
    /// The page's route.
    route: Signal<ApiRoute>,
    /// The resource.
    resource: GroupVersionResource,
) -> impl IntoView {
    let store = DiscoveryStore::expect();
    let mut lenses = vec![Lens::Table, Lens::Raw, Lens::Request];
    lenses.extend(OF_ANY);
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
    view! {
        <div class="head">
            <h1 tabindex="-1" id="title">{name}</h1>
            <p>{kind}</p>
        </div>
        <LensTabs route=route lenses=lenses current=lens />
        {move || match lens.get() {
            Lens::Raw => {
                request.track();
                arriving(move || parts::raw(request.get_untracked()))
            }
            Lens::Request => {
                request.track();
                arriving(move || parts::commands(request.get_untracked()))
            }
            lens => view_any(lens, request.into()).unwrap_or_else(|| {
                view! { <Rows route=route request=request resource=resource.clone() /> }.into_any()
            }),
        }}
    }
}

/// The rows, and all that is said about them.
#[component]
fn Rows(route: Signal<ApiRoute>, request: Memo<ApiRequest>, resource: GroupVersionResource) -> impl IntoView {
    let text = messages();
    let store = DiscoveryStore::expect();
    // Rows are asked for at once; what discovery says of the resource is worth having, and not worth waiting for.
    let described = {
        let resource = resource.clone();
        Memo::new(move |_| {
            store
                .served()
                .and_then(|served| served.discovery.resource(&resource).cloned())
        })
    };
    let is_listable = Memo::new(move |_| described.with(|it| it.as_ref().is_none_or(|it| it.can("list"))));
    let view = Memo::new(move |_| route.with(|route| route.list.clone()));
    let of = {
        let resource = resource.clone();
        Memo::new(move |_| Of {
            request: request.get(),
            resource: resource.clone(),
            derived: view.with(arranged::derived),
        })
    };
    let listed = Listed::open(of.get_untracked());
    Effect::new(move |before: Option<Of>| {
        let of = of.get();
        if before.is_some_and(|before| before != of) {
            listed.change(of.clone());
        }
        of
    });
    let is_across = Memo::new(move |_| {
        let is_named = request.with(|request| request.target().namespace().is_some());
        let says_so = described.with(|it| it.as_ref().map(ApiResource::is_namespaced));
        !is_named && says_so.unwrap_or_else(|| listed.rows.with(|rows| !rows.namespaces().is_empty()))
    });
    let is_namespaced = Memo::new(move |_| described.with(|it| it.as_ref().is_none_or(ApiResource::is_namespaced)));
    let arranged = Arranged::of(listed, view.into(), is_across.into());
    let is_empty = Memo::new(move |_| listed.rows.with(rows::Rows::is_empty));
    let failure = Memo::new(move |_| match listed.phase.get() {
        Phase::Failed(failure) => Some(failure),
        _ => None,
    });
    let body = Memo::new(move |_| {
        let has_come = listed
            .phase
            .with(|phase| !matches!(phase, Phase::Waiting | Phase::Reading(_)));
        match (is_empty.get(), has_come, failure.with(Option::is_some)) {
            (false, ..) => Body::Rows,
            (true, true, false) => Body::Empty,
            (true, ..) => Body::Nothing,
        }
    });
    let nothing_fits = Memo::new(move |_| arranged.arrangement.with(|it| it.items().is_empty()));
    move || {
        if !is_listable.get() {
            return view! { <p class="notice">{text.list.not_listable}</p> }.into_any();
        }
        let resource = resource.clone();
        view! {
            {move || {
                let export = move || arriving(move || parts::export(arranged, route));
                view! { <ListBar arranged=arranged route=route is_namespaced=is_namespaced.get() export=export /> }
            }}
            {move || (!is_empty.get()).then(|| view! { <Overview arranged=arranged route=route /> })}
            <Summary arranged=arranged is_across=is_across.into() />
            {move || failure.get().map(|failure| view! {
                <FailurePanel
                    failure=failure.clone()
                    request=Some(request.get())
                    again=move |()| listed.again()
                    kept=!is_empty.get()
                />
                {start_again(&failure, &route.get())}
            })}
            <Refused listed=listed />
            {move || match body.get() {
                Body::Rows => view! {
                    <Grid arranged=arranged route=route resource=resource.clone() />
                    {move || nothing_fits.get().then(|| view! { <p class="rows empty">{text.rows.nothing_fits}</p> })}
                }
                .into_any(),
                Body::Empty => {
                    let is_selected = request.with(|request| {
                        ["labelSelector", "fieldSelector"].iter().any(|key| request.query.get(key).is_some())
                    });
                    let words = if is_selected { text.list.empty_selected } else { text.list.empty };
                    view! { <p class="rows empty">{words}</p> }.into_any()
                }
                Body::Nothing => ().into_any(),
            }}
            <Chunks route=route listed=listed />
        }
        .into_any()
    }
}

/// What stands where rows are; it is built anew only when this changes, so that reading a list again keeps the place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Body {
    /// Rows.
    Rows,
    /// That there are none.
    Empty,
    /// Nothing yet, or a failure alone.
    Nothing,
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
