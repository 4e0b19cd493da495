//! The log of a container: as it is now, or followed.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    lenses::{OF_ANY, view_any},
    raw::RawExchange,
    request::RequestPane,
};
use crate::{
    client::exchange::Exchange,
    components::{
        failure_panel::FailurePanel,
        lens_tabs::LensTabs,
        log::{
            following::Following,
            options::{offered, pod_of, view_options},
            view_written,
        },
        waiting::Waiting,
    },
    dialect,
    kube::{
        failure::Failure,
        log::{LogOptions, Logged, containers},
        path::Target,
        request::ApiRequest,
    },
    route::{ApiRoute, Lens},
    store::{
        fetched::Fetched,
        followed::{Followed, State},
        session::Session,
        settings::messages,
    },
    text::terminal::{Style, pieces},
};

/// How much of a log is read unasked, in bytes.
const MOST: usize = 10_000_000;

/// The page of a log.
#[component]
pub fn LogPage(
    /// The page's route.
    route: Signal<ApiRoute>,
) -> impl IntoView {
    let text = messages();
    let request = Memo::new(move |_| route.with(|route| route.request.clone()));
    let logged = RwSignal::new(Vec::<Logged>::new());
    // Which containers there are, the Pod says; without it, the log can be read all the same.
    if let Some(pod) = pod_of(&request.get_untracked()) {
        let fetched = Fetched::of(pod);
        Effect::new(move || {
            let pod = fetched.shown.get().and_then(|exchange| {
                let body = exchange.received.json().ok()?.to_vec();
                serde_json::from_slice(&body).ok()
            });
            if let Some(pod) = pod {
                logged.set(containers(&pod));
            }
        });
    }
    let mut lenses = vec![Lens::Text, Lens::Raw, Lens::Request];
    lenses.extend(OF_ANY);
    let lens = Memo::new({
        let lenses = lenses.clone();
        move |_| route.with(|route| route.lens.filter(|lens| lenses.contains(lens)).unwrap_or(Lens::Text))
    });
    let title = move || match request.get().target() {
        Target::Subresource { name, subresource, .. } => format!("{name}/{subresource}"),
        _ => request.get().path.to_string(),
    };
    let options = move || {
        let options = LogOptions::of(&request.get()).unwrap_or_default();
        let is_text = lens.get() == Lens::Text;
        is_text.then(|| logged.with(|logged| view_options(&route.get(), &options, logged)))
    };
    view! {
        <div class="head">
            <h1 tabindex="-1" id="title">{title}</h1>
            <p>{text.log.label}</p>
        </div>
        <LensTabs route=route lenses=lenses current=lens />
        {options}
        {move || {
            let request = request.get();
            let is_followed = LogOptions::of(&request).is_some_and(|options| options.follow);
            // A recorded log has ended.
            if is_followed && !Session::expect().is_recorded() {
                let followed = Followed::of(request.clone());
                let text = move || view! { <Following followed=followed request=request.clone() /> }.into_any();
                let is_under_way =
                    move || followed.state.with(|state| !matches!(state, State::Ended | State::Failed(_)));
                let in_pieces = move || {
                    let is_told = lens.get() == Lens::Raw && is_under_way();
                    is_told.then(|| view! { <p class="notice">{messages().log.in_pieces}</p> })
                };
                (move || view! { {in_pieces} {view_lens(lens.get(), route, followed.exchange.into(), &text)} }).into_any()
            } else {
                let fetched = Fetched::at_most(request.clone(), Some(MOST));
                let text = move || view! { <Now fetched=fetched request=request.clone() /> }.into_any();
                (move || view_lens(lens.get(), route, fetched.newest.into(), &text)).into_any()
            }
        }}
    }
}

fn view_lens(
    lens: Lens,
    route: Signal<ApiRoute>,
    exchange: Signal<Option<Arc<Exchange>>>,
    text: &dyn Fn() -> AnyView,
) -> AnyView {
    let request = route.with_untracked(|route| route.request.clone());
    match lens {
        Lens::Raw => view! { <RawExchange exchange=exchange /> }.into_any(),
        Lens::Request => view! { <RequestPane request=request view=dialect::View::Text /> }.into_any(),
        lens => view_any(lens, Signal::stored(request)).unwrap_or_else(text),
    }
}

/// A log as it is now.
#[component]
fn Now(fetched: Fetched, request: ApiRequest) -> impl IntoView {
    let text = messages();
    let is_part = ["tailLines", "sinceSeconds", "sinceTime", "limitBytes"]
        .iter()
        .any(|name| request.query.get(name).is_some());
    let failure = move || {
        let is_kept = fetched.shown.with(Option::is_some);
        fetched.failure().map(|failure| {
            let request = request.clone();
            let is_cut = matches!(failure, Failure::TooLarge(_));
            let again = move |()| if is_cut { fetched.whole() } else { fetched.again() };
            let offered = offered(&failure, Some(&request));
            view! { <FailurePanel failure=failure request=Some(request) again=again kept=is_kept /> {offered} }
        })
    };
    let written = move || {
        let exchange = fetched.shown.get()?;
        let body = exchange
            .received
            .answer
            .as_ref()
            .map(|answer| String::from_utf8_lossy(&answer.body).into_owned())?;
        let view = if body.is_empty() {
            let words = if is_part {
                text.log.nothing_of_that
            } else {
                text.log.empty
            };
            view! { <p class="dim">{words}</p> }.into_any()
        } else {
            let (written, _) = pieces(&body, Style::default());
            view! { <pre class="code body log" tabindex="0" role="region" aria-label=text.log.label>{view_written(&written)}</pre> }.into_any()
        };
        Some(view)
    };
    view! {
        {move || fetched.is_waiting.get().then(|| view! { <Waiting words=text.shell.waiting /> })}
        {failure}
        {written}
    }
}
