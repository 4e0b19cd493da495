//! Prose: static files beside the page, fetched when they are asked for.

use super::file;
use crate::{kube::failure::Failure, wire::prose::Prose};

/// Reads one file of prose, such as `wire`, in the language with that tag.
pub async fn read(language: &str, name: &str) -> Result<Prose, Failure> {
    let path = format!("prose/{language}/{name}.json");
    let bytes = file::read(&path).await?;
    Prose::from_json(&bytes).map_err(|error| Failure::Unreadable(format!("{path}: {error}")))
}
