//! An aggregated API whose server dies while its list is open.

use super::stage::{FLUNDERS, NAMES, Stage, until};

#[tokio::test]
async fn a_dead_aggregated_api_costs_its_own_list_alone() {
    let mut stage = Stage::take();
    until("the aggregated API answers", || stage.status(FLUNDERS) == Some(200));
    let console = stage.open(&format!("#{FLUNDERS}")).await;
    console.wait_for(".liveness", "Live").await.unwrap();
    let before = console.texts(NAMES).await.unwrap();
    assert!(before.contains(&"first".to_owned()), "{before:?}");

    stage.control_plane().kill_aggregated().unwrap();
    console.wait_for(".liveness", "Not live for").await.unwrap();
    assert_eq!(console.texts(NAMES).await.unwrap(), before, "the rows stay");
    until("the API server knows", || stage.status(FLUNDERS) == Some(503));
    console.click("main button", "Reload").await.unwrap();
    console
        .wait_for("main .failure h2", "503: the aggregated API does not answer")
        .await
        .unwrap();
    assert_eq!(console.texts(NAMES).await.unwrap(), before, "the rows stay below it");

    for elsewhere in [
        "#/api/v1/pods",
        "#/apis/fleet.example.test/v1/ships",
        "#/apis/apps/v1/deployments",
    ] {
        console.go(elsewhere).await.unwrap();
        console.wait_for(".liveness", "Live").await.unwrap();
        let failures = console.words("main .failure").await.unwrap();
        assert_eq!(failures, "", "{elsewhere}");
        let rows = console.texts(NAMES).await.unwrap();
        assert!(!rows.is_empty(), "{elsewhere}");
    }
    console.go(&format!("#{FLUNDERS}")).await.unwrap();
    console
        .wait_for("main .failure h2", "503: the aggregated API does not answer")
        .await
        .unwrap();

    stage.control_plane().restart_aggregated().unwrap();
    until("the aggregated API is back", || stage.status(FLUNDERS) == Some(200));
    console.click("main .failure button", "Retry").await.unwrap();
    console
        .wait("its rows", "return !$('main .failure') && all('td.name a').length > 0;")
        .await
        .unwrap();
    console.wait_for(".liveness", "Live").await.unwrap();
    assert_eq!(console.texts(NAMES).await.unwrap(), before);
    console.close().await.unwrap();
}

#[tokio::test]
async fn a_list_of_an_aggregated_api_is_followed_again_once_its_server_is_back() {
    let mut stage = Stage::take();
    until("the aggregated API answers", || stage.status(FLUNDERS) == Some(200));
    let console = stage.open(&format!("#{FLUNDERS}")).await;
    console.wait_for(".liveness", "Live").await.unwrap();
    stage.control_plane().kill_aggregated().unwrap();
    console.wait_for(".liveness", "Not live for").await.unwrap();
    stage.control_plane().restart_aggregated().unwrap();
    until("the aggregated API is back", || stage.status(FLUNDERS) == Some(200));
    console.wait_for(".liveness", "Live").await.unwrap();
    let name = format!("late-{}", std::process::id());
    stage
        .create(&[serde_json::json!({
            "apiVersion": "wardle.example.com/v1alpha1",
            "kind": "Flunder",
            "metadata": { "namespace": "wardle", "name": name },
        })])
        .unwrap();
    console.wait_for("td.name a", &name).await.unwrap();
    stage
        .kubectl(&format!("-n wardle delete flunders.v1alpha1.wardle.example.com {name}"))
        .unwrap();
    console
        .wait(
            "the row to be gone",
            &format!("return !all('td.name a').some(link => words(link) === '{name}');"),
        )
        .await
        .unwrap();
    console.close().await.unwrap();
}
