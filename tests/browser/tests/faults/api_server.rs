//! The API server is killed while a list is open, and started again.

use super::stage::{NAMES, Stage};

#[tokio::test]
async fn a_list_of_one_namespace_outlives_its_api_server() {
    let stage = Stage::take();
    let namespace = stage.namespace("outlived").unwrap();
    outlives(
        stage,
        &namespace,
        &format!("#/api/v1/namespaces/{namespace}/configmaps"),
    )
    .await;
}

#[tokio::test]
async fn a_list_across_namespaces_outlives_its_api_server() {
    let stage = Stage::take();
    let namespace = stage.namespace("outlived-across").unwrap();
    let hash = format!("#/api/v1/configmaps?view.filter=ns%3D{namespace}");
    outlives(stage, &namespace, &hash).await;
}

async fn outlives(mut stage: Stage, namespace: &str, hash: &str) {
    let config_map = format!("-n {namespace} create configmap");
    stage.kubectl(&format!("{config_map} before")).unwrap();
    let console = stage.open(hash).await;
    console.wait_for(".liveness", "Live").await.unwrap();
    console
        .wait(
            "the first row",
            "return all('td.name a').map(words).includes('before');",
        )
        .await
        .unwrap();
    let before = console.texts(NAMES).await.unwrap();

    stage.control_plane().kill_api_server().unwrap();
    console.wait_for(".liveness", "Not live for").await.unwrap();
    console.wait_for(".liveness", "trying again in").await.unwrap();
    assert_eq!(console.texts(NAMES).await.unwrap(), before, "the rows stay");

    stage.control_plane().restart_api_server().unwrap();
    stage.kubectl(&format!("{config_map} after")).unwrap();
    console
        .wait(
            "a row from after the restart",
            "return all('td.name a').map(words).includes('after');",
        )
        .await
        .unwrap();
    console.wait_for(".liveness", "Live").await.unwrap();
    let mut expected = before;
    expected.insert(0, "after".into());
    assert_eq!(
        console.texts(NAMES).await.unwrap(),
        expected,
        "nothing is lost or doubled"
    );
    console.close().await.unwrap();
}

#[tokio::test]
async fn a_list_that_is_asked_for_while_the_api_server_is_dead_says_so_and_comes_with_a_retry() {
    let mut stage = Stage::take();
    let console = stage.open("#/version").await;
    stage.control_plane().kill_api_server().unwrap();
    console.go("#/api/v1/namespaces/default/pods").await.unwrap();
    console
        .wait_for("main .failure h2", "kubectl proxy cannot reach the API server")
        .await
        .unwrap();
    stage.control_plane().restart_api_server().unwrap();
    console.click("main .failure button", "Retry").await.unwrap();
    console
        .wait("rows", "return all('td.name a').length > 0 && !$('main .failure');")
        .await
        .unwrap();
    console.wait_for(".liveness", "Live").await.unwrap();
    console.close().await.unwrap();
}
