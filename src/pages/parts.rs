//! Pages and lenses whose code comes when one of them is first opened: each function here begins a part of the wasm.
//!
//! What has to be there without a network (the frame, lists, failures, the doctor) is in the main part.

#![allow(clippy::unnecessary_wraps)] // What may fail is that the part comes, in the function that the attribute makes.

use leptos::prelude::*;
use wasm_split_helpers::wasm_split;

use super::{
    code::CodePane,
    concepts::{CardContent, ConceptsPage},
    discovery::DiscoveryPage,
    document::DocumentPage,
    downward::DownwardPane,
    identity::IdentityPane,
    learn::LearnPage,
    proxies::ProxiesPage,
    raw::RawLens,
    request::RequestPane,
    requests::RequestsPage,
    ways::WaysPage,
    wire::WirePane,
};
use crate::{client::part::NotArrived, dialect, kube::request::ApiRequest, route::ApiRoute, store::cards::Card};

/// The page on the five proxies.
#[wasm_split(learn, fallible)]
pub fn proxies() -> Result<AnyView, NotArrived> {
    Ok(view! { <ProxiesPage /> }.into_any())
}

/// The page of every GET so far, one of them opened if `part` names it.
#[wasm_split(answers, fallible)]
pub fn requests(part: Signal<String>) -> Result<AnyView, NotArrived> {
    Ok(view! { <RequestsPage part=part /> }.into_any())
}

/// The page of one part of discovery.
#[wasm_split(answers, fallible)]
pub fn discovery(route: Signal<ApiRoute>) -> Result<AnyView, NotArrived> {
    Ok(view! { <DiscoveryPage route=route /> }.into_any())
}

/// The page of one answer.
#[wasm_split(answers, fallible)]
pub fn document(route: Signal<ApiRoute>) -> Result<AnyView, NotArrived> {
    Ok(view! { <DocumentPage route=route /> }.into_any())
}

/// The raw lens of a list.
#[wasm_split(answers, fallible)]
pub fn raw(request: ApiRequest) -> Result<AnyView, NotArrived> {
    Ok(view! { <RawLens request=request /> }.into_any())
}

/// The request lens of a list.
#[wasm_split(answers, fallible)]
pub fn commands(request: ApiRequest) -> Result<AnyView, NotArrived> {
    Ok(view! { <RequestPane request=request view=dialect::View::Table /> }.into_any())
}

/// The wire lens.
#[wasm_split(learn, fallible)]
pub fn wire(request: ApiRequest) -> Result<AnyView, NotArrived> {
    Ok(view! { <WirePane request=request /> }.into_any())
}

/// The page of concepts, or of the one that `part` names.
#[wasm_split(learn, fallible)]
pub fn concepts(part: Signal<String>) -> Result<AnyView, NotArrived> {
    Ok(view! { <ConceptsPage part=part /> }.into_any())
}

/// What a concept card says.
#[wasm_split(learn, fallible)]
pub fn card(card: Card) -> Result<AnyView, NotArrived> {
    Ok(view! { <CardContent card=card /> }.into_any())
}

/// The page of lessons, or of the step that `part` names.
#[wasm_split(lessons, fallible)]
pub fn lessons(part: Signal<String>) -> Result<AnyView, NotArrived> {
    Ok(view! { <LearnPage part=part /> }.into_any())
}

/// The code lens.
#[wasm_split(code, fallible)]
pub fn code(request: ApiRequest) -> Result<AnyView, NotArrived> {
    Ok(view! { <CodePane request=request /> }.into_any())
}

/// The lens of the Downward API.
#[wasm_split(people, fallible)]
pub fn downward(request: ApiRequest) -> Result<AnyView, NotArrived> {
    Ok(view! { <DownwardPane request=request /> }.into_any())
}

/// The lens of identities.
#[wasm_split(people, fallible)]
pub fn identity(request: ApiRequest) -> Result<AnyView, NotArrived> {
    Ok(view! { <IdentityPane request=request /> }.into_any())
}

/// The page on the ways to the API.
#[wasm_split(learn, fallible)]
pub fn ways(part: Signal<String>) -> Result<AnyView, NotArrived> {
    Ok(view! { <WaysPage part=part /> }.into_any())
}
