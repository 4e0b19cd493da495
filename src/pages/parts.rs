//! Pages and lenses whose code comes when one of them is first opened: each function here begins a part of the wasm.
//!
//! What has to be there without a network (the frame, lists, failures, the doctor) is in the main part.

#![allow(clippy::unnecessary_wraps)] // What may fail is that the part comes, in the function that the attribute makes.

use leptos::prelude::*;

use super::{
    code::CodePane,
    concepts::{CardContent, ConceptsPage},
    discovery::DiscoveryPage,
    document::DocumentPage,
    downward::DownwardPane,
    identity::IdentityPane,
    learn::LearnPage,
    log::LogPage,
    proxies::ProxiesPage,
    raw::RawLens,
    request::RequestPane,
    requests::RequestsPage,
    ways::WaysPage,
    wire::WirePane,
};
use crate::{
    client::part::{NotArrived, part},
    components::list::export::view_export,
    dialect,
    kube::request::ApiRequest,
    route::ApiRoute,
    store::{arranged::Arranged, cards::Card},
};

part! { learn:
    /// The page on the five proxies.
    pub fn proxies() -> Result<AnyView, NotArrived> {
        Ok(view! { <ProxiesPage /> }.into_any())
    }
}

part! { answers:
    /// The page of every GET so far, one of them opened if `part` names it.
    pub fn requests(part: Signal<String>) -> Result<AnyView, NotArrived> {
        Ok(view! { <RequestsPage part=part /> }.into_any())
    }
}

part! { answers:
    /// The page of one part of discovery.
    pub fn discovery(route: Signal<ApiRoute>) -> Result<AnyView, NotArrived> {
        Ok(view! { <DiscoveryPage route=route /> }.into_any())
    }
}

part! { answers:
    /// The page of one answer.
    pub fn document(route: Signal<ApiRoute>) -> Result<AnyView, NotArrived> {
        Ok(view! { <DocumentPage route=route /> }.into_any())
    }
}

part! { answers:
    /// The page of a container's log.
    pub fn log(route: Signal<ApiRoute>) -> Result<AnyView, NotArrived> {
        Ok(view! { <LogPage route=route /> }.into_any())
    }
}

part! { answers:
    /// The raw lens of a list.
    pub fn raw(request: ApiRequest) -> Result<AnyView, NotArrived> {
        Ok(view! { <RawLens request=request /> }.into_any())
    }
}

part! { answers:
    /// The request lens of a list.
    pub fn commands(request: ApiRequest) -> Result<AnyView, NotArrived> {
        Ok(view! { <RequestPane request=request view=dialect::View::Table /> }.into_any())
    }
}

part! { learn:
    /// The wire lens.
    pub fn wire(request: ApiRequest) -> Result<AnyView, NotArrived> {
        Ok(view! { <WirePane request=request /> }.into_any())
    }
}

part! { answers:
    /// What can be taken along of a list.
    pub fn export(arranged: Arranged, route: Signal<ApiRoute>) -> Result<AnyView, NotArrived> {
        Ok(view_export(arranged, route))
    }
}

part! { learn:
    /// The page of concepts, or of the one that `part` names.
    pub fn concepts(part: Signal<String>) -> Result<AnyView, NotArrived> {
        Ok(view! { <ConceptsPage part=part /> }.into_any())
    }
}

part! { learn:
    /// What a concept card says.
    pub fn card(card: Card) -> Result<AnyView, NotArrived> {
        Ok(view! { <CardContent card=card /> }.into_any())
    }
}

part! { lessons:
    /// The page of lessons, or of the step that `part` names.
    pub fn lessons(part: Signal<String>) -> Result<AnyView, NotArrived> {
        Ok(view! { <LearnPage part=part /> }.into_any())
    }
}

part! { code:
    /// The code lens.
    pub fn code(request: ApiRequest) -> Result<AnyView, NotArrived> {
        Ok(view! { <CodePane request=request /> }.into_any())
    }
}

part! { people:
    /// The lens of the Downward API.
    pub fn downward(request: ApiRequest) -> Result<AnyView, NotArrived> {
        Ok(view! { <DownwardPane request=request /> }.into_any())
    }
}

part! { people:
    /// The lens of identities.
    pub fn identity(request: ApiRequest) -> Result<AnyView, NotArrived> {
        Ok(view! { <IdentityPane request=request /> }.into_any())
    }
}

part! { learn:
    /// The page on the ways to the API.
    pub fn ways(part: Signal<String>) -> Result<AnyView, NotArrived> {
        Ok(view! { <WaysPage part=part /> }.into_any())
    }
}
