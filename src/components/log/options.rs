//! What a log is asked for with, as links: which container, how much, and how.

use leptos::prelude::*;

use crate::{
    i18n::failures,
    kube::{
        failure::Failure,
        log::{ContainerKind, LogOptions, Logged},
        request::{ApiRequest, Head},
        status::containers_to_choose,
    },
    route::ApiRoute,
    store::settings::messages,
};

/// How many of the last lines can be asked for.
const TAILS: [Option<u32>; 3] = [Some(100), Some(1_000), None];

/// The bar above a log. Each link is the address of the same log asked for otherwise.
pub fn view_options(route: &ApiRoute, options: &LogOptions, containers: &[Logged]) -> AnyView {
    let text = messages();
    let link = |words: String, is_current: bool, change: &dyn Fn(&mut LogOptions)| {
        let mut options = options.clone();
        change(&mut options);
        let mut route = route.clone();
        route.request = options.on(route.request);
        let current = is_current.then_some("true");
        view! { <a class="button small" href=route.address() aria-current=current>{words}</a> }.into_any()
    };
    let chosen = options.container.as_deref().or(only(containers));
    let of = containers.iter().map(|container| {
        let words = match container.kind {
            ContainerKind::App => container.name.clone(),
            ContainerKind::Init => (text.log.init)(&container.name),
            ContainerKind::Ephemeral => (text.log.ephemeral)(&container.name),
        };
        let is_current = chosen == Some(&container.name);
        link(words, is_current, &|options| {
            options.container = Some(container.name.clone());
            options.previous = false;
        })
    });
    let tails = TAILS.into_iter().map(|tail| {
        let words = tail.map_or_else(
            || text.log.all_lines.to_owned(),
            |count| (text.log.last_lines)(&text.count(count as usize)),
        );
        link(words, options.tail_lines == tail, &|options| options.tail_lines = tail)
    });
    let was_restarted = containers
        .iter()
        .any(|container| container.was_restarted && chosen.is_none_or(|chosen| chosen == container.name));
    view! {
        <div class="bar log-options">
            {(containers.len() > 1).then(|| group(text.log.container, of.collect()))}
            {group(text.log.lines, tails.collect())}
            {link(text.log.timestamps.to_owned(), options.timestamps, &|options| options.timestamps = !options.timestamps)}
            {(was_restarted || options.previous).then(|| {
                link(text.log.previous.to_owned(), options.previous, &|options| options.previous = !options.previous)
            })}
            {link(text.log.follow.to_owned(), options.follow, &|options| options.follow = !options.follow)}
        </div>
    }
    .into_any()
}

fn group(label: &'static str, links: Vec<AnyView>) -> AnyView {
    view! { <span class="log-group" role="group" aria-label=label><span class="dim" aria-hidden="true">{label}</span>{links}</span> }
        .into_any()
}

/// The container whose log it is if none is named: the only one beside those that run first or were added later.
///
/// Source: kubernetes `pkg/registry/core/pod/strategy.go`, `validateContainer`.
fn only(containers: &[Logged]) -> Option<&str> {
    let mut apps = containers
        .iter()
        .filter(|container| container.kind == ContainerKind::App);
    match (apps.next(), apps.next()) {
        (Some(only), None) => Some(&only.name),
        _ => None,
    }
}

/// The request for the Pod whose log a request is for, in the same name.
pub fn pod_of(request: &ApiRequest) -> Option<ApiRequest> {
    let path = request.path.as_str().strip_suffix("/log")?;
    let mut pod = ApiRequest::of(path).ok()?;
    pod.head = Head {
        accept: None,
        ..request.head.clone()
    };
    Some(pod)
}

/// Links to the logs of the containers of which the API server wants one to be named.
pub fn offered(failure: &Failure, request: Option<&ApiRequest>) -> Option<AnyView> {
    let request = request?;
    let names = containers_to_choose(failures::said(failure)?);
    let links: Vec<_> = names
        .into_iter()
        .map(|name| {
            let address = ApiRoute::of(request.clone().with("container", name)).address();
            view! { <a href=address>{name.to_owned()}</a> }
        })
        .collect();
    (!links.is_empty()).then(|| view! { <p class="bar"><code>"container"</code>{links}</p> }.into_any())
}
