//! The page's own static files, read with the same care as the API.

use gloo_net::http::{RequestBuilder, Response};
use web_sys::{ReferrerPolicy, RequestCache, RequestCredentials, RequestRedirect};

use crate::kube::failure::Failure;

/// Asks for a file beside the page, by its relative name. It changes with the build, so it is revalidated each time.
pub(super) async fn open(name: &str) -> Result<Response, Failure> {
    let response = RequestBuilder::new(name)
        .cache(RequestCache::NoCache)
        .credentials(RequestCredentials::Omit)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .redirect(RequestRedirect::Error)
        .send()
        .await
        .map_err(unreachable)?;
    if response.ok() {
        Ok(response)
    } else {
        Err(Failure::Unreadable(format!("{name}: {}", response.status())))
    }
}

/// Reads a file whole.
pub(super) async fn read(name: &str) -> Result<Vec<u8>, Failure> {
    open(name).await?.binary().await.map_err(unreachable)
}

fn unreachable(error: gloo_net::Error) -> Failure {
    Failure::Unreachable(error.to_string())
}
