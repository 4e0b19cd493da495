//! What an API server says in its first moments, before it knows its own rules: nothing of it is the last word.

use std::sync::atomic::{AtomicUsize, Ordering};

use browser::{Look, Relay, Reply, Setting};
use cluster::Identity;

const PODS: &str = "/api/v1/namespaces/default/pods";

/// Measured: for some tenths of a second an API server that starts answers 403 to whoever is allowed everything, since it
/// has not read its roles and bindings yet.
#[tokio::test]
async fn a_watch_that_was_live_is_opened_again_after_a_403() {
    let origin = Setting::shared().unwrap().origin(Identity::Operator);
    let watches = AtomicUsize::new(0);
    let relay = Relay::start(&origin, move |passed| {
        let is_watch = passed.target.starts_with(PODS) && passed.target.contains("watch=1");
        if passed.target.contains("sendInitialEvents") {
            return Some(Reply::no_initial_events());
        }
        match is_watch.then(|| watches.fetch_add(1, Ordering::Relaxed))? {
            // The API server is killed …
            0 => Some(Reply::BreaksOff("\n".into())),
            // … and starts again.
            1 | 2 => Some(Reply::status(403, "Forbidden", "pods is forbidden", "{}")),
            _ => None,
        }
    })
    .unwrap();
    let console = Look::at(relay.page()).open(&format!("#{PODS}")).await.unwrap();
    console
        .wait("rows", "return all('td.name a').length > 0;")
        .await
        .unwrap();
    let refused = "return performance.getEntriesByType('resource').some(entry => entry.responseStatus === 403 && entry.name.includes('watch=1'));";
    console.wait("a watch that is refused", refused).await.unwrap();
    console.wait_for(".liveness", "Live").await.unwrap();
    let opened = relay.passed();
    let opened = opened.iter().filter(|passed| passed.target.contains("watch=1"));
    assert!(opened.count() >= 4, "it was opened again");
    console.close().await.unwrap();
}
