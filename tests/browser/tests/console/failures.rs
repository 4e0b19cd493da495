//! What a reader is told when the cluster, or the way to it, says no.

use browser::{Console, Look, Relay, Reply, Setting, relay::Passed};
use cluster::Identity;

#[tokio::test]
async fn a_missing_object_is_told_with_its_status_the_next_step_and_the_request() {
    let console = at(Identity::Operator, "#/api/v1/namespaces/default/pods/nobody").await;
    console.wait_for("main .failure h2", "404: not found").await.unwrap();
    let said = console.words("main .failure").await.unwrap();
    assert!(said.contains("pods \"nobody\" not found"), "{said}");
    assert!(said.contains("Go one level up"), "{said}");
    assert!(said.contains("GET /api/v1/namespaces/default/pods/nobody"), "{said}");
    console.close().await.unwrap();
}

#[tokio::test]
async fn a_log_without_a_container_offers_those_that_there_are() {
    let log = "#/api/v1/namespaces/default/pods/two-voices/log";
    let console = at(Identity::Operator, log).await;
    console.wait_for("main .failure", "choose one of").await.unwrap();
    console.click("main p.bar a", "app").await.unwrap();
    console
        .wait(
            "the log of that container",
            &format!("return location.hash === '{log}?container=app' && words($('main pre.body')).length > 0;"),
        )
        .await
        .unwrap();
    console.close().await.unwrap();
}

#[tokio::test]
async fn an_unknown_group_is_told_from_a_missing_object() {
    let console = at(Identity::Operator, "#/apis/nowhere.example/v1/things").await;
    console
        .wait_for("main .failure h2", "404: this path is not served")
        .await
        .unwrap();
    console.wait_for("main .failure", "404 page not found").await.unwrap();
    console.close().await.unwrap();
}

#[tokio::test]
async fn a_refused_list_says_who_may_not_do_what_and_how_to_check_it() {
    let console = at(Identity::Restricted, "#/api/v1/namespaces").await;
    console.wait_for("main .failure h2", "403: not allowed").await.unwrap();
    let said = console.words("main .failure").await.unwrap();
    assert!(said.contains("system:serviceaccount:"), "{said}");
    assert!(said.contains("kubectl auth can-i list namespaces"), "{said}");
    console.close().await.unwrap();
}

#[tokio::test]
async fn whoever_may_not_list_namespaces_types_one_and_sees_its_pods() {
    let console = at(Identity::Restricted, "#/api/v1/pods").await;
    console.wait_for("main .failure h2", "403: not allowed").await.unwrap();
    console.click("main button", "Namespace: All namespaces").await.unwrap();
    console.fill("Name of a namespace", "team-a").await.unwrap();
    console.click("#namespace-menu button", "Apply").await.unwrap();
    console
        .wait(
            "rows of team-a",
            "
        return location.hash === '#/api/v1/namespaces/team-a/pods' && all('div.rows tbody td.name a').length > 0;",
        )
        .await
        .unwrap();
    let failures = console.words("main .failure").await.unwrap();
    assert_eq!(failures, "", "what failed before is gone");
    console.close().await.unwrap();
}

#[tokio::test]
async fn a_viewer_is_told_that_secrets_are_not_for_them() {
    let console = at(Identity::Viewer, "#/api/v1/namespaces/vault/secrets").await;
    console.wait_for("main .failure h2", "403: not allowed").await.unwrap();
    console
        .wait_for("main .failure", "kubectl auth can-i list secrets -n vault")
        .await
        .unwrap();
    console.close().await.unwrap();
}

#[tokio::test]
async fn a_bad_selector_in_the_address_is_answered_400() {
    let console = at(
        Identity::Operator,
        "#/api/v1/namespaces/default/pods?labelSelector=a%20in%20(",
    )
    .await;
    console
        .wait_for("main .failure h2", "400: the request is not understood")
        .await
        .unwrap();
    console
        .wait_for("main .failure", "GET /api/v1/namespaces/default/pods?labelSelector=")
        .await
        .unwrap();
    console.close().await.unwrap();
}

#[tokio::test]
async fn a_bad_selector_in_the_field_is_told_with_its_place_and_not_sent() {
    let console = at(Identity::Operator, "#/api/v1/namespaces/default/pods").await;
    let before = console.words(".foot a").await.unwrap();
    console.click("main button", "Selectors").await.unwrap();
    console.fill("Label selector", "app in (").await.unwrap();
    console.click("main button", "Apply: Label selector").await.unwrap();
    console
        .wait_for("main [role=alert]", "this is not a selector")
        .await
        .unwrap();
    let hash = console.text("return location.hash;").await.unwrap();
    assert_eq!(hash, "#/api/v1/namespaces/default/pods");
    assert_eq!(console.words(".foot a").await.unwrap(), before, "nothing was sent");
    console.close().await.unwrap();
}

#[tokio::test]
async fn a_good_selector_in_the_field_stands_in_the_address_and_can_be_removed() {
    let console = at(Identity::Operator, "#/api/v1/namespaces/default/pods").await;
    console.click("main button", "Selectors").await.unwrap();
    console
        .fill("Field selector", "metadata.name=two-voices")
        .await
        .unwrap();
    console.click("main button", "Apply: Field selector").await.unwrap();
    console.wait("one row", "
        return location.hash.includes('fieldSelector=') && all('div.rows tbody td.name a').map(words).join() === 'two-voices';")
        .await
        .unwrap();
    console
        .click("main button", "Remove metadata.name=two-voices")
        .await
        .unwrap();
    console
        .wait("all rows", "return all('div.rows tbody td.name a').length > 1;")
        .await
        .unwrap();
    console.close().await.unwrap();
}

#[tokio::test]
async fn exec_is_never_sent() {
    let console = at(Identity::Operator, "#").await;
    let path = "/api/v1/namespaces/default/pods/downward/exec";
    console.go(&format!("#{path}")).await.unwrap();
    console.wait_for("main .failure h2", "Never sent").await.unwrap();
    console.go(&format!("#{path}?view.lens=raw")).await.unwrap();
    console.wait_for("main .failure h2", "Never sent").await.unwrap();
    let sent = console
        .texts("return performance.getEntriesByType('resource').map(entry => entry.name);")
        .await
        .unwrap();
    assert!(!sent.iter().any(|url| url.contains("downward/exec")), "{sent:?}");
    console.close().await.unwrap();
}

#[tokio::test]
async fn a_path_into_the_cluster_waits_for_a_click() {
    let path = "/api/v1/namespaces/default/services/hello/proxy/";
    let is_sent = |relay: &Relay| relay.passed().iter().any(|passed| passed.target.starts_with(path));
    let origin = Setting::shared().unwrap().origin(Identity::Operator);
    let said = move |passed: &Passed| {
        let reply = Reply::Whole {
            code: 200,
            kind: "text/plain",
            body: "hello from a pod".into(),
        };
        passed.target.starts_with(path).then_some(reply)
    };
    let relay = Relay::start(&origin, said).unwrap();
    let console = Look::at(relay.page()).open("#").await.unwrap();
    console.go(&format!("#{path}")).await.unwrap();
    console
        .wait_for("main .failure h2", "Sent only when you say so")
        .await
        .unwrap();
    assert!(!is_sent(&relay), "it is not sent unasked");
    console.click("main .failure button", "Send it").await.unwrap();
    console.wait_for("main pre.body", "hello from a pod").await.unwrap();
    assert!(is_sent(&relay));
    console.close().await.unwrap();
}

#[tokio::test]
async fn a_stopped_proxy_is_told_what_was_there_stays_and_a_retry_works_after_its_restart() {
    let setting = Setting::shared().unwrap();
    let mut proxy = setting.own_proxy(Identity::Operator).unwrap();
    let page = format!("{}/static/", proxy.url());
    let console = Look::at(page).open("#/api/v1/namespaces/default/pods").await.unwrap();
    let rows = "return all('div.rows tbody td.name a').length;";
    let before = console.run(rows).await.unwrap();
    proxy.kill();
    console.click("main button", "Reload").await.unwrap();
    console.wait_for("main .failure h2", "No answer").await.unwrap();
    assert_eq!(console.run(rows).await.unwrap(), before, "the rows stay");
    console
        .wait_for("main .failure", "Below is what was here before.")
        .await
        .unwrap();
    proxy.restart().unwrap();
    console.click("main .failure button", "Retry").await.unwrap();
    console
        .wait("no failure any more", "return !$('main .failure');")
        .await
        .unwrap();
    assert_eq!(console.run(rows).await.unwrap(), before);
    console.close().await.unwrap();
}

#[tokio::test]
async fn an_address_that_is_no_path_is_told_and_not_sent() {
    let console = at(Identity::Operator, "#//evil.example/api").await;
    console.wait_for("main h1", "No such page").await.unwrap();
    console
        .wait_for("main", "This is not a path that the console sends")
        .await
        .unwrap();
    console.go("#/~/nowhere").await.unwrap();
    console
        .wait_for("main", "neither an API path nor a page of this console")
        .await
        .unwrap();
    console.close().await.unwrap();
}

async fn at(identity: Identity, hash: &str) -> Console {
    let page = Setting::shared().unwrap().page(identity);
    Look::at(page).open(hash).await.unwrap()
}
