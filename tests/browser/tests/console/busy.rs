//! A server that has no seat for a request at first: 429 in plain text with `Retry-After`, as flow control says it. The
//! relay says it at will; `tests/faults` meets a real one.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use browser::{Console, Look, Relay, Reply, Setting};
use cluster::Identity;

const PODS: &str = "/api/v1/namespaces/default/pods";
/// Whether the map names what both of discovery's requests brought.
const MAP: &str = "
    const links = all('nav.map li > a[title]').map(link => link.getAttribute('href'));
    return links.some(link => link.startsWith('#/api/v1/')) && links.some(link => link.startsWith('#/apis/apps/v1/'));";

#[tokio::test]
async fn a_list_is_asked_for_again_as_the_server_wishes() {
    let (console, relay) = refused_at_first("#/version", PODS, 2).await;
    console.go(&format!("#{PODS}")).await.unwrap();
    console
        .wait("rows", "return all('td.name a').length > 0 && !$('main .failure');")
        .await
        .unwrap();
    console.wait_for(".liveness", "Live").await.unwrap();
    let asked = relay.passed();
    let asked = asked
        .iter()
        .filter(|passed| passed.target.starts_with(PODS) && !passed.target.contains("watch=1"));
    assert_eq!(asked.count(), 3, "twice in vain and once with success");
    console.close().await.unwrap();
}

#[tokio::test]
async fn a_list_says_while_it_waits_how_long_the_server_asks_for() {
    let (console, _) = refused_at_first("#/version", PODS, 3).await;
    console.set_hash(&format!("#{PODS}")).await.unwrap();
    console
        .wait_for("main [role=status]", "The API server asks you to wait 1 s.")
        .await
        .unwrap();
    console
        .wait("rows", "return all('td.name a').length > 0;")
        .await
        .unwrap();
    assert_eq!(console.words("main .failure").await.unwrap(), "");
    console.close().await.unwrap();
}

#[tokio::test]
async fn a_refusal_in_plain_text_is_told_by_its_code_and_with_the_wait_that_it_asks_for() {
    let (console, _) = refused_at_first("#/version", &format!("{PODS}/two-voices"), usize::MAX).await;
    console.go(&format!("#{PODS}/two-voices")).await.unwrap();
    console
        .wait_for("main .failure h2", "429: too many requests")
        .await
        .unwrap();
    console
        .wait_for("main .failure", "The API server asks you to wait 1 s.")
        .await
        .unwrap();
    console.close().await.unwrap();
}

#[tokio::test]
async fn what_the_cluster_serves_is_asked_for_again_where_all_of_it_was_refused() {
    let (console, _) = refused_at_first(&format!("#{PODS}"), "/api", 2).await;
    console.wait("the whole map", MAP).await.unwrap();
    console.close().await.unwrap();
}

#[tokio::test]
async fn what_the_cluster_serves_is_asked_for_again_where_a_part_of_it_was_refused() {
    for part in ["/api?", "/apis?"] {
        let (console, _) = refused_at_first(&format!("#{PODS}"), part, 1).await;
        console
            .wait(&format!("the whole map after 429 for {part}"), MAP)
            .await
            .unwrap();
        console.close().await.unwrap();
    }
}

/// The console at an address, behind a relay that refuses each request of these that often.
async fn refused_at_first(hash: &str, what: &str, times: usize) -> (Console, Relay) {
    let origin = Setting::shared().unwrap().origin(Identity::Operator);
    let what = what.to_owned();
    let asked = Mutex::new(BTreeMap::<String, usize>::new());
    let relay = Relay::start(&origin, move |passed| {
        let is_meant = passed.target.starts_with(&what) && passed.target != "/api/v1/namespaces/pods/configmaps/exec";
        let mut asked = asked.lock().unwrap_or_else(PoisonError::into_inner);
        let count = asked.entry(passed.target.clone()).or_default();
        *count += 1;
        (is_meant && *count <= times).then_some(Reply::TooMany)
    })
    .unwrap();
    let console = Look::at(relay.page()).open(hash).await.unwrap();
    (console, relay)
}
