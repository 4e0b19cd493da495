//! One answer that is no list: an object as YAML and JSON, health as text, raw, and as commands.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    lenses::{OF_ANY, view_any},
    parts,
    raw::RawExchange,
    request::RequestPane,
};
use crate::{
    client::exchange::Exchange,
    components::{
        arriving::arriving, command::copy_words, concept_mark::concept_mark_at, failure_panel::FailurePanel,
        lens_tabs::LensTabs, related_links::view_related, secret_value::SecretValue, spectrum, waiting::Waiting,
    },
    dialect,
    kube::{
        failure::Failure,
        mask::MASK,
        path::{Part, Target},
        request::ApiRequest,
    },
    route::{self, ApiRoute, Lens},
    store::{discovery::DiscoveryStore, fetched::Fetched, settings::messages},
    text::document::Document,
    ui::{
        code_view::{CodeView, CodeWords},
        copy_button::CopyButton,
    },
};

/// How much of a text is read unasked, in bytes.
const MOST: usize = 10_000_000;

/// The page of an object, or of any other path with one answer.
#[component]
pub fn DocumentPage(
    /// The page's route.
    route: Signal<ApiRoute>,
) -> impl IntoView {
    let text = messages();
    let request = Memo::new(move |_| route.with(|route| route.request.clone()));
    move || {
        let request = request.get();
        let fetched = Fetched::at_most(request.clone(), Some(MOST));
        let is_json = Memo::new(move |_| {
            fetched
                .shown
                .get()
                .is_none_or(|exchange| read_json(&exchange).is_some())
        });
        let is_pod = is_pod(&request);
        let content = {
            let request = request.clone();
            move || {
                let first = if is_json.get() { Lens::Yaml } else { Lens::Text };
                let mut lenses = if is_json.get() {
                    vec![Lens::Yaml, Lens::Json]
                } else {
                    vec![Lens::Text]
                };
                lenses.extend(is_pod.then_some(Lens::Downward));
                lenses.extend([Lens::Raw, Lens::Request]);
                lenses.extend(OF_ANY);
                let lens = Memo::new({
                    let lenses = lenses.clone();
                    move |_| route.with(|route| route.lens.filter(|lens| lenses.contains(lens)).unwrap_or(first))
                });
                let request = request.clone();
                view! {
                    <LensTabs route=route lenses=lenses current=lens />
                    <Failed fetched=fetched request=request.clone() />
                    {move || match lens.get() {
                        Lens::Raw => view! { <RawExchange exchange=fetched.newest /> }.into_any(),
                        Lens::Request => {
                            let view = if is_json.get() { dialect::View::Yaml } else { dialect::View::Text };
                            view! { <RequestPane request=request.clone() view=view /> }.into_any()
                        }
                        Lens::Downward => {
                            let request = StoredValue::new(request.clone());
                            arriving(move || parts::downward(request.get_value()))
                        }
                        lens => view_any(lens, Signal::stored(request.clone())).unwrap_or_else(|| {
                            let request = request.clone();
                            (move || fetched.shown.get().map(|exchange| view_answer(&exchange, lens, &request))).into_any()
                        }),
                    }}
                }
            }
        };
        view! {
            <Heading request=request fetched=fetched />
            {move || fetched.is_waiting.get().then(|| view! { <Waiting words=text.shell.waiting /> })}
            {content}
        }
    }
}

/// Whether a Pod is asked for: its containers may be told something of it.
fn is_pod(request: &ApiRequest) -> bool {
    matches!(request.target(), Target::Object { resource, .. } if resource.group.is_empty() && resource.resource == "pods")
}

/// What the page is about, and where one can go from here.
#[component]
fn Heading(request: ApiRequest, fetched: Fetched) -> impl IntoView {
    let text = messages();
    let (title, kind) = match request.target() {
        Target::Object { name, resource, .. } => (name, Some(resource)),
        Target::Subresource {
            name,
            subresource,
            resource,
            ..
        } => (format!("{name}/{subresource}"), Some(resource)),
        _ => (request.path.to_string(), None),
    };
    let store = DiscoveryStore::expect();
    let described = Memo::new(move |_| {
        let resource = kind.clone()?;
        store.served()?.discovery.resource(&resource).cloned()
    });
    let is_object = matches!(request.target(), Target::Object { .. });
    let is_there = Memo::new(move |_| fetched.shown.with(Option::is_some));
    let links = move || {
        described.get().filter(|_| is_object && is_there.get()).map(|resource| {
        let links: Vec<_> = resource
            .subresources
            .iter()
            .filter(|subresource| subresource.is_readable())
            .map(|subresource| {
                let address = route::to(&format!("{}/{}", request.path, subresource.name));
                view! { " " <a href=address class="mono">{spectrum::coloured(text, subresource.name.clone(), Some(Part::Subresource))}</a> }
            })
            .collect();
        (!links.is_empty()).then(|| view! { <p>{text.object.subresources}":"{links}</p> })
    })
    };
    let related = move || {
        let exchange = fetched.shown.get().filter(|_| is_object)?;
        let served = store.served();
        let discovery = served.as_ref().map(|served| &served.discovery);
        Some(view_related(&read_json(&exchange)?, discovery))
    };
    view! {
        <div class="head">
            <h1 tabindex="-1" id="title">{title}</h1>
            <p>{move || described.get().map(|resource| resource.kind.kind)}</p>
            {links}
            {related}
        </div>
    }
}

#[component]
fn Failed(fetched: Fetched, request: ApiRequest) -> impl IntoView {
    move || {
        let is_kept = fetched.shown.with(Option::is_some);
        fetched.failure().map(|failure| {
            let request = request.clone();
            let is_cut = matches!(failure, Failure::TooLarge(_));
            let again = move |()| if is_cut { fetched.whole() } else { fetched.again() };
            view! { <FailurePanel failure=failure request=Some(request) again=again kept=is_kept /> }
        })
    }
}

/// The answer as a document, or as the text that it is.
fn view_answer(exchange: &Arc<Exchange>, lens: Lens, request: &ApiRequest) -> AnyView {
    let text = messages();
    let Some(value) = read_json(exchange) else {
        let body = exchange
            .received
            .answer
            .as_ref()
            .map(|answer| String::from_utf8_lossy(&answer.body).into_owned());
        return view! { <pre class="code body" tabindex="0" role="region" aria-label=text.object.document>{body}</pre> }.into_any();
    };
    let document = Arc::new(if lens == Lens::Json {
        Document::json(&value)
    } else {
        Document::yaml(&value)
    });
    let masked = exchange.received.masked;
    let words = CodeWords {
        label: text.object.document,
        fold: text.object.fold,
        unfold: text.object.unfold,
        folded: text.object.folded,
    };
    let copied = Arc::clone(&document);
    let request = request.clone();
    let beside = Callback::new(move |pointer: String| {
        let is_masked = value.pointer(&pointer).and_then(serde_json::Value::as_str) == Some(MASK);
        if is_masked {
            let request = request.clone();
            return Some(view! { <SecretValue request=request pointer=pointer /> }.into_any());
        }
        concept_mark_at(&value, &pointer)
    });
    view! {
        <div class="bar">
            <CopyButton text=move |()| copied.text() words=copy_words() />
            {(masked > 0).then(|| view! { <span class="dim">{(text.object.masked)(masked)}</span> })}
        </div>
        <CodeView document=document folded=vec!["/metadata/managedFields".to_owned()] words=words beside=beside />
    }
    .into_any()
}

/// The document that an answer is: JSON by its type, or by its first byte where the type is plain text, as that of
/// `/openapi/v3` is.
fn read_json(exchange: &Exchange) -> Option<serde_json::Value> {
    let received = &exchange.received;
    let body = match received.json() {
        Ok(body) => body,
        Err(Failure::NotJson {
            code: 200,
            content_type,
        }) if content_type.starts_with("text/plain") => {
            let body = received.answer.as_ref().map(|answer| answer.body.as_slice())?;
            body.starts_with(b"{").then_some(body)?
        }
        Err(_) => return None,
    };
    serde_json::from_slice(body).ok()
}
