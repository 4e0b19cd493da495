//! A priority level without seats: the API server answers 429 with `Retry-After`, and later does not.

use std::{
    net::{Ipv4Addr, TcpListener},
    process::{Child, Stdio},
};

use browser::Console;
use cluster::{Identity, KubectlProxy, http, world::THROTTLED_USER};
use serde_json::{Value, json};

use super::stage::{NAMES, Stage, config_maps, patient, until};

/// Whether a request whose address holds these words was answered with 429.
const REFUSED: &str = "return performance.getEntriesByType('resource')
    .some(entry => entry.responseStatus === 429 && entry.name.includes('WORDS'));";

#[tokio::test]
async fn a_long_list_says_that_it_waits_for_a_seat_and_comes_once_there_is_one() {
    let stage = Stage::take();
    let [namespace, other] = ["throttled-one", "throttled-two"].map(|name| stage.namespace(name).unwrap());
    stage.create(&config_maps(&namespace, "row-", 150)).unwrap();
    stage.create(&config_maps(&other, "row-", 150)).unwrap();
    let (console, _proxy) = throttled(&stage).await;
    let seat = Seat::take(&stage, &namespace);
    console.set_hash("#/api/v1/configmaps?view.filter=row-").await.unwrap();
    console.wait("429", &refused("/api/v1/configmaps")).await.unwrap();
    console
        .wait_for("main [role=status]", "The API server asks you to wait")
        .await
        .unwrap();
    seat.give_back(&stage);
    // One seat is still fewer than the page would like to have at once.
    console
        .wait("all rows", "
            const table = $('div.rows table');
            return !!table && Number(table.getAttribute('aria-rowcount')) === 301 && !$('main progress') && !$('main .failure');")
        .await
        .unwrap();
    console.wait_for(".liveness", "Live").await.unwrap();
    console.close().await.unwrap();
}

#[tokio::test]
async fn a_list_that_finds_no_seat_for_long_says_so_and_comes_with_a_retry() {
    let stage = Stage::take();
    let namespace = stage.namespace("throttled-long").unwrap();
    let (console, _proxy) = throttled(&stage).await;
    let seat = Seat::take(&stage, &namespace);
    console.set_hash("#/api/v1/namespaces/default/pods").await.unwrap();
    console
        .wait_for("main .failure h2", "429: too many requests")
        .await
        .unwrap();
    console
        .wait_for("main .failure", "The API server asks you to wait 1 s.")
        .await
        .unwrap();
    seat.give_back(&stage);
    console.click("main .failure button", "Retry").await.unwrap();
    console
        .wait("rows", "return all('td.name a').length > 0 && !$('main .failure');")
        .await
        .unwrap();
    console.wait_for(".liveness", "Live").await.unwrap();
    console.close().await.unwrap();
}

#[tokio::test]
async fn a_watch_that_finds_no_seat_is_opened_again_later() {
    let stage = Stage::take();
    let namespace = stage.namespace("throttled-watch").unwrap();
    let (console, mut proxy) = throttled(&stage).await;
    console
        .go(&format!("#/api/v1/namespaces/{namespace}/configmaps"))
        .await
        .unwrap();
    console.wait_for(".liveness", "Live").await.unwrap();
    let before = console.texts(NAMES).await.unwrap();
    let seat = Seat::take(&stage, &namespace);
    proxy.restart().unwrap();
    console.wait("429 for the watch", &refused("watch=1")).await.unwrap();
    console.wait_for(".liveness", "trying again in").await.unwrap();
    assert_eq!(console.texts(NAMES).await.unwrap(), before, "the rows stay");
    seat.give_back(&stage);
    stage.kubectl(&format!("-n {namespace} create configmap late")).unwrap();
    console.wait_for("td.name a", "late").await.unwrap();
    console.wait_for(".liveness", "Live").await.unwrap();
    console.close().await.unwrap();
}

#[tokio::test]
async fn a_page_that_is_opened_without_a_seat_says_so_and_goes_on_once_there_is_one() {
    let stage = Stage::take();
    let namespace = stage.namespace("throttled-start").unwrap();
    let seat = Seat::take(&stage, &namespace);
    let proxy = stage.proxy_as(THROTTLED_USER).unwrap();
    let look = patient(&format!("{}/static/", proxy.url()));
    let console = look.open_blank().await.unwrap();
    console.load("#/api/v1/namespaces/default/pods").await.unwrap();
    console.wait("429", &refused("/version")).await.unwrap();
    console
        .wait_for("main .failure h2", "429: too many requests")
        .await
        .unwrap();
    seat.give_back(&stage);
    console.click("main .failure button", "Retry").await.unwrap();
    console
        .wait("rows", "return all('td.name a').length > 0 && !$('main .failure');")
        .await
        .unwrap();
    console.wait_for(".liveness", "Live").await.unwrap();
    // What the cluster serves is asked for by nobody's hand.
    console
        .wait("the map", "return all('nav.map li > a[title]').length > 20;")
        .await
        .unwrap();
    console.close().await.unwrap();
}

/// The page of the user without seats, and the proxy in front of it.
async fn throttled(stage: &Stage) -> (Console, KubectlProxy) {
    let proxy = stage.proxy_as(THROTTLED_USER).unwrap();
    let look = patient(&format!("{}/static/", proxy.url()));
    let console = look.open("#/version").await.unwrap();
    (console, proxy)
}

/// The one seat that even a level without seats gives away. It is held until dropped by a request that waits for the
/// consent of an admission webhook, which nobody gives.
struct Seat {
    webhook: String,
    silence: Option<TcpListener>,
    asking: Child,
}

impl Seat {
    fn take(stage: &Stage, namespace: &str) -> Self {
        let silence = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = silence.local_addr().unwrap().port();
        let webhook = format!("{namespace}.example.test");
        stage.create(&consent(&webhook, namespace, port)).unwrap();
        let kubectl = stage.plane().kubectl(Identity::Operator);
        let create =
            format!("--as={THROTTLED_USER} -n {namespace} create configmap never --dry-run=server --validate=false");
        let mut create = kubectl.command(create.split(' '));
        let asking = create.stderr(Stdio::null()).stdout(Stdio::null()).spawn().unwrap();
        until("another request is refused", || refuses(stage));
        Self {
            webhook,
            silence: Some(silence),
            asking,
        }
    }

    fn give_back(mut self, stage: &Stage) {
        // Nobody listens any more, so that the request is refused.
        self.silence = None;
        self.asking.wait().unwrap();
        until("another request is answered", || !refuses(stage));
        stage
            .kubectl(&format!("delete validatingwebhookconfiguration {}", self.webhook))
            .unwrap();
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        // It has ended already, unless the test failed.
        let _ = self.asking.kill();
        let _ = self.asking.wait();
    }
}

/// A webhook for the `ConfigMaps` of one namespace that leads to a port, and the right of the user without seats to ask for it.
fn consent(name: &str, namespace: &str, port: u16) -> Vec<Value> {
    vec![
        json!({
            "apiVersion": "rbac.authorization.k8s.io/v1",
            "kind": "RoleBinding",
            "metadata": { "namespace": namespace, "name": "throttled" },
            "roleRef": { "apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "edit" },
            "subjects": [{ "apiGroup": "rbac.authorization.k8s.io", "kind": "User", "name": THROTTLED_USER }],
        }),
        json!({
            "apiVersion": "admissionregistration.k8s.io/v1",
            "kind": "ValidatingWebhookConfiguration",
            "metadata": { "name": name },
            "webhooks": [{
                "name": name,
                "admissionReviewVersions": ["v1"],
                "sideEffects": "None",
                "timeoutSeconds": 30,
                "failurePolicy": "Fail",
                "clientConfig": { "url": format!("https://127.0.0.1:{port}/") },
                "namespaceSelector": { "matchLabels": { "kubernetes.io/metadata.name": namespace } },
                "rules": [{ "apiGroups": [""], "apiVersions": ["v1"], "operations": ["CREATE"], "resources": ["configmaps"] }],
            }],
        }),
    ]
}

/// Whether the user without seats is refused.
fn refuses(stage: &Stage) -> bool {
    let url = format!("{}/api/v1/namespaces/default/pods", stage.origin(Identity::Operator));
    let answer = http::get(&url, &[("impersonate-user", THROTTLED_USER)]);
    answer.is_ok_and(|answer| answer.status == 429)
}

fn refused(words: &str) -> String {
    REFUSED.replace("WORDS", words)
}
