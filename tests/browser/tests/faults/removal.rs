//! What is listed is taken away: a namespace with its pods, and a resource with its objects.

use serde_json::{Value, json};

use super::stage::{Stage, until};

const PUMPS: &str = "/apis/removal.example.test/v1/pumps";

#[tokio::test]
async fn the_pods_of_a_namespace_that_is_deleted_leave_a_list_across_namespaces() {
    let stage = Stage::take();
    let namespace = deployed(&stage, "emptied");
    let console = stage.open(&format!("#/api/v1/pods?view.filter=ns%3D{namespace}")).await;
    console.wait_for(".liveness", "Live").await.unwrap();
    console
        .wait("three rows", "return all('td.name a').length === 3;")
        .await
        .unwrap();
    let all = "return Number($('table').getAttribute('aria-rowcount'));";
    let listed = console.run(all).await.unwrap();
    assert_eq!(listed, 4, "the heading and three rows");
    stage
        .kubectl(&format!("delete namespace {namespace} --wait=false"))
        .unwrap();
    console
        .wait(
            "no row of it",
            "return all('td.name a').length === 0 && words($('p.rows.empty')) === 'No row matches the filter.';",
        )
        .await
        .unwrap();
    console.wait_for(".liveness", "Live").await.unwrap();
    console.go("#/api/v1/pods").await.unwrap();
    console
        .wait("the rows of the others", "return all('td.name a').length > 5;")
        .await
        .unwrap();
    console.close().await.unwrap();
}

#[tokio::test]
async fn a_list_of_a_namespace_that_is_deleted_ends_empty_and_the_namespace_shows_that_it_is_terminating() {
    let stage = Stage::take();
    let namespace = deployed(&stage, "terminating");
    let console = stage.open(&format!("#/api/v1/namespaces/{namespace}/pods")).await;
    console.wait_for(".liveness", "Live").await.unwrap();
    console
        .wait("three rows", "return all('td.name a').length === 3;")
        .await
        .unwrap();
    stage
        .kubectl(&format!("delete namespace {namespace} --wait=false"))
        .unwrap();
    console
        .wait_for("main p.empty", "There are no objects here.")
        .await
        .unwrap();
    let failures = console.words("main .failure").await.unwrap();
    assert_eq!(failures, "");
    console.go("#/api/v1/namespaces").await.unwrap();
    console
        .wait("its state", &status_is(&namespace, "Terminating"))
        .await
        .unwrap();
    console.close().await.unwrap();
}

#[tokio::test]
async fn a_namespace_that_is_deleted_turns_terminating_in_an_open_list() {
    let stage = Stage::take();
    let namespace = stage.namespace("turning").unwrap();
    let console = stage.open("#/api/v1/namespaces").await;
    console.wait_for(".liveness", "Live").await.unwrap();
    console
        .wait("its state", &status_is(&namespace, "Active"))
        .await
        .unwrap();
    stage
        .kubectl(&format!("delete namespace {namespace} --wait=false"))
        .unwrap();
    console
        .wait("its new state", &status_is(&namespace, "Terminating"))
        .await
        .unwrap();
    console.close().await.unwrap();
}

#[tokio::test]
async fn a_resource_that_is_removed_while_it_is_listed_ends_in_words() {
    let stage = Stage::take();
    stage.create(&[definition()]).unwrap();
    until("the resource is served", || stage.status(PUMPS) == Some(200));
    until("its objects can be made", || {
        stage.create(&[pump("first"), pump("second")]).is_ok()
    });
    let console = stage.open(&format!("#{PUMPS}")).await;
    console.wait_for(".liveness", "Live").await.unwrap();
    console
        .wait(
            "two rows",
            "return all('td.name a').map(words).join() === 'first,second';",
        )
        .await
        .unwrap();
    stage.kubectl("delete crd pumps.removal.example.test").unwrap();
    console
        .wait_for("main p.empty", "There are no objects here.")
        .await
        .unwrap();
    console.wait_for(".liveness", "Not live").await.unwrap();
    until("the path is not served", || stage.status(PUMPS) == Some(404));
    console.click("main button", "Reload").await.unwrap();
    console
        .wait_for("main .failure h2", "404: this path is not served")
        .await
        .unwrap();
    console.go("#/apis/fleet.example.test/v1/ships").await.unwrap();
    console
        .wait(
            "other rows",
            "return all('td.name a').length > 0 && !$('main .failure');",
        )
        .await
        .unwrap();
    console.wait_for(".liveness", "Live").await.unwrap();
    console.close().await.unwrap();
}

#[tokio::test]
async fn a_resource_that_comes_back_is_listed_and_followed_again() {
    let stage = Stage::take();
    stage.create(&[definition()]).unwrap();
    until("the resource is served", || stage.status(PUMPS) == Some(200));
    until("its objects can be made", || stage.create(&[pump("old")]).is_ok());
    let console = stage.open(&format!("#{PUMPS}")).await;
    console.wait_for(".liveness", "Live").await.unwrap();
    console.wait_for("td.name a", "old").await.unwrap();
    stage.kubectl("delete crd pumps.removal.example.test").unwrap();
    until("the path is not served", || stage.status(PUMPS) == Some(404));
    stage.create(&[definition()]).unwrap();
    until("the resource is served again", || stage.status(PUMPS) == Some(200));
    until("its objects can be made", || stage.create(&[pump("new")]).is_ok());
    console.click("main button", "Reload").await.unwrap();
    console
        .wait(
            "the new row alone",
            "return all('td.name a').map(words).join() === 'new';",
        )
        .await
        .unwrap();
    console.wait_for(".liveness", "Live").await.unwrap();
    stage.kubectl("delete crd pumps.removal.example.test").unwrap();
    console.close().await.unwrap();
}

/// A new namespace with three pods that run.
fn deployed(stage: &Stage, purpose: &str) -> String {
    let namespace = stage.namespace(purpose).unwrap();
    let kubectl = |arguments: &str| stage.kubectl(&format!("-n {namespace} {arguments}")).unwrap();
    kubectl("create deployment brief --image=registry.example.test/brief:1 --replicas=3");
    kubectl("wait deployment/brief --for=condition=Available --timeout=60s");
    namespace
}

/// Whether the row of a namespace has this status.
fn status_is(namespace: &str, status: &str) -> String {
    format!(
        "const link = all('td.name a').find(link => words(link) === '{namespace}');
        return !!link && [...link.closest('tr').cells].some(cell => words(cell) === '{status}');"
    )
}

fn definition() -> Value {
    json!({
        "apiVersion": "apiextensions.k8s.io/v1",
        "kind": "CustomResourceDefinition",
        "metadata": { "name": "pumps.removal.example.test" },
        "spec": {
            "group": "removal.example.test",
            "scope": "Namespaced",
            "names": { "plural": "pumps", "singular": "pump", "kind": "Pump", "listKind": "PumpList" },
            "versions": [{
                "name": "v1",
                "served": true,
                "storage": true,
                "schema": { "openAPIV3Schema": { "type": "object" } },
            }],
        },
    })
}

fn pump(name: &str) -> Value {
    json!({
        "apiVersion": "removal.example.test/v1",
        "kind": "Pump",
        "metadata": { "namespace": "default", "name": name },
    })
}
