//! Pages and lenses whose code comes when one of them is first opened: each function here begins a part of the wasm.
//!
//! What has to be there without a network (the frame, lists, failures, the doctor) is in the main part.

#![allow(clippy::unnecessary_wraps)] // What may fail is that the part comes, in the function that the attribute makes.

use leptos::{prelude::*, wasm_split::wasm_split};

use super::{
    discovery::DiscoveryPage, document::DocumentPage, proxies::ProxiesPage, raw::RawLens, request::RequestPane,
    requests::RequestsPage, wire::WirePane,
};
use crate::{client::part::NotArrived, dialect, kube::request::ApiRequest, route::ApiRoute};

/// The page on the five proxies.
#[wasm_split(learn, wasm_split_path = leptos::wasm_split, fallible)]
pub fn proxies() -> Result<AnyView, NotArrived> {
    Ok(view! { <ProxiesPage /> }.into_any())
}

/// The page of every GET so far, one of them opened if `part` names it.
#[wasm_split(answers, wasm_split_path = leptos::wasm_split, fallible)]
pub fn requests(part: Signal<String>) -> Result<AnyView, NotArrived> {
    Ok(view! { <RequestsPage part=part /> }.into_any())
}

/// The page of one part of discovery.
#[wasm_split(answers, wasm_split_path = leptos::wasm_split, fallible)]
pub fn discovery(route: Signal<ApiRoute>) -> Result<AnyView, NotArrived> {
    Ok(view! { <DiscoveryPage route=route /> }.into_any())
}

/// The page of one answer.
#[wasm_split(answers, wasm_split_path = leptos::wasm_split, fallible)]
pub fn document(route: Signal<ApiRoute>) -> Result<AnyView, NotArrived> {
    Ok(view! { <DocumentPage route=route /> }.into_any())
}

/// The raw lens of a list.
#[wasm_split(answers, wasm_split_path = leptos::wasm_split, fallible)]
pub fn raw(request: ApiRequest) -> Result<AnyView, NotArrived> {
    Ok(view! { <RawLens request=request /> }.into_any())
}

/// The request lens of a list.
#[wasm_split(answers, wasm_split_path = leptos::wasm_split, fallible)]
pub fn commands(request: ApiRequest) -> Result<AnyView, NotArrived> {
    Ok(view! { <RequestPane request=request view=dialect::View::Table /> }.into_any())
}

/// The wire lens.
#[wasm_split(learn, wasm_split_path = leptos::wasm_split, fallible)]
pub fn wire(request: ApiRequest) -> Result<AnyView, NotArrived> {
    Ok(view! { <WirePane request=request /> }.into_any())
}
