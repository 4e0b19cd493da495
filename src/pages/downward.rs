//! The Downward API lens: what a Pod's containers are told of the Pod, and what they could be told.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    client::exchange::Exchange,
    components::{
        downward::{account::view_account, given::view_given, offers::view_offers, service::view_service},
        line::{DOWNWARD, view_line, view_lines},
        rich_text::rich,
        spectrum,
        waiting::Waiting,
        with_prose::with_prose,
    },
    kube::request::ApiRequest,
    learn::{
        downward::{
            lens::{self, ContainerPart, Downward},
            lookup::LookedUp,
            taught,
            words::Page,
        },
        identity::line::Reply,
    },
    store::{identities::reply, owned::Owned, session::Session, settings::messages},
    wire::{prose::Prose, vocabulary::Vocabulary as _},
};

/// What the containers of a Pod are told.
#[component]
pub fn DownwardPane(
    /// The request of the Pod.
    request: ApiRequest,
) -> impl IntoView {
    let session = Session::expect();
    let page = Owned::here();
    let pod = RwSignal::new(None::<Arc<Exchange>>);
    let looked = RwSignal::new(Vec::<Arc<Exchange>>::new());
    let chosen = RwSignal::new(0);
    let look_up = Callback::new(move |wanted: ApiRequest| {
        page.spawn(async move {
            let exchange = session.send(wanted).await;
            looked.try_update(|looked| looked.push(exchange));
        });
    });
    if let Some(asked) = lens::request(&request) {
        page.spawn(async move {
            let exchange = session.send(asked).await;
            let replies = Vec::new();
            let wanted = lens::read(&reply(&exchange), &replies)
                .map(|read| read.lookups)
                .unwrap_or_default();
            pod.try_set(Some(exchange));
            for lookup in wanted.into_iter().filter(|lookup| lookup.is_wanted) {
                look_up.run(lookup.request);
            }
        });
    }
    with_prose(&["downward"], move |prose| {
        (move || {
            let Some(pod) = pod.get() else {
                return view! { <Waiting words=messages().shell.waiting /> }.into_any();
            };
            let looked = looked.get();
            let replies: Vec<Reply<'_>> = looked.iter().map(|exchange| reply(exchange)).collect();
            match lens::read(&reply(&pod), &replies) {
                Ok(read) => view_pod(&read, chosen, look_up, &prose),
                Err(_) => view! { <p class="notice">{rich(prose.get(Page::NoPod.key()))}</p> }.into_any(),
            }
        })
        .into_any()
    })
}

fn view_pod(read: &Downward, chosen: RwSignal<usize>, look_up: Callback<ApiRequest>, prose: &Arc<Prose>) -> AnyView {
    let at = chosen.get().min(read.containers.len().saturating_sub(1));
    let choices: Vec<_> = read
        .containers
        .iter()
        .enumerate()
        .map(|(number, container)| {
            view! {
                <label>
                    <input
                        type="radio"
                        name="downward-container"
                        prop:checked=number == at
                        on:change=move |_| chosen.set(number)
                    />
                    <span>{container.name.clone()}</span>
                </label>
            }
        })
        .collect();
    let label = prose.get(Page::ChooseContainer.key()).to_owned();
    let container = read
        .containers
        .get(at)
        .map(|container| view_container(container, prose));
    view! {
        <div class="downward-lens">
            <p class="lead">{rich(prose.get(Page::Intro.key()))}</p>
            {view_lines(&read.intro, DOWNWARD, prose)}
            {view_lines(&read.unmounted, DOWNWARD, prose)}
            <fieldset class="choices"><legend class="visually-hidden">{label}</legend>{choices}</fieldset>
            {container}
            {view_rules(prose)}
            {view_lookups(&read.lookups, look_up, prose)}
        </div>
    }
    .into_any()
}

fn view_container(container: &ContainerPart, prose: &Arc<Prose>) -> AnyView {
    view! {
        <h2>{rich(&container.heading.say(prose))}</h2>
        {container.nothing.as_ref().map(|line| view! { <ul class="said-lines">{view_line(line, DOWNWARD, prose)}</ul> })}
        {view_given(&container.env, &container.files, prose)}
        {view_account(&container.account, prose)}
        {view_service(&container.service, prose)}
        {view_offers(&container.offers, prose)}
    }
    .into_any()
}

fn view_rules(prose: &Prose) -> AnyView {
    let rules: Vec<_> = taught::rules()
        .iter()
        .map(|rule| view_line(&rule.line, DOWNWARD, prose))
        .collect();
    view! {
        <section>
            <h2>{prose.get(Page::RulesTitle.key()).to_owned()}</h2>
            <ul class="said-lines rules">{rules}</ul>
        </section>
    }
    .into_any()
}

fn view_lookups(lookups: &[LookedUp], look_up: Callback<ApiRequest>, prose: &Prose) -> AnyView {
    if lookups.is_empty() {
        return ().into_any();
    }
    let text = messages();
    let items: Vec<_> = lookups
        .iter()
        .map(|lookup| {
            let request = lookup.request.clone();
            let shown = spectrum::path(text, &request.path);
            view! {
                <li>
                    <p>
                        {rich(&lookup.purpose.say(prose))} <br />
                        <code>"GET " {shown}</code> " " <span class="dim">{rich(&lookup.state.say(prose))}</span>
                    </p>
                    <button type="button" class="button small" on:click=move |_| look_up.run(request.clone())>
                        {text.shell.look_up}
                    </button>
                </li>
            }
        })
        .collect();
    view! {
        <section class="lookups">
            <h2>{prose.get(Page::LookupsTitle.key()).to_owned()}</h2>
            <p class="dim">{rich(prose.get(Page::LookupsIntro.key()))}</p>
            <ul>{items}</ul>
        </section>
    }
    .into_any()
}
