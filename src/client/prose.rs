//! Prose: static files beside the page, fetched when they are asked for.

use gloo_net::http::RequestBuilder;
use web_sys::RequestCache;

use crate::{kube::failure::Failure, wire::prose::Prose};

/// Reads the words of the page on the five proxies, in the language with that tag.
pub async fn proxies(language: &str) -> Result<Prose, Failure> {
    let name = format!("prose/{language}/proxies.json");
    let unreachable = |error: gloo_net::Error| Failure::Unreachable(error.to_string());
    let response = RequestBuilder::new(&name)
        // It changes with the build, and a new build must not show old words.
        .cache(RequestCache::NoCache)
        .send()
        .await
        .map_err(unreachable)?;
    if !response.ok() {
        return Err(Failure::Unreadable(format!("{name}: {}", response.status())));
    }
    let bytes = response.binary().await.map_err(unreachable)?;
    Prose::from_json(&bytes).map_err(|error| Failure::Unreadable(format!("{name}: {error}")))
}
