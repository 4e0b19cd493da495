//! Prose: static files beside the page, fetched when they are asked for.

use super::file;
use crate::{kube::failure::Failure, wire::prose::Prose};

/// Reads the words of the page on the five proxies, in the language with that tag: its own, and those for any way.
pub async fn proxies(language: &str) -> Result<Prose, Failure> {
    let (own, of_ways) = futures::join!(read(language, "proxies"), read(language, "wire"));
    Ok(own?.with(of_ways?))
}

async fn read(language: &str, file: &str) -> Result<Prose, Failure> {
    let name = format!("prose/{language}/{file}.json");
    let bytes = file::read(&name).await?;
    Prose::from_json(&bytes).map_err(|error| Failure::Unreadable(format!("{name}: {error}")))
}
