//! etcd is compacted and the API server restarted while nobody follows: a real 410 for the watch of an open list.

use std::time::Duration;

use browser::Console;
use cluster::{Identity, http};
use serde_json::Value;
use thirtyfour::Key;

use super::stage::{Stage, config_maps, patient};

/// Where a reader is in the list: how far it is scrolled and which row is in its middle; whether the table has the focus,
/// and on which row the keyboard is, with its distance from the upper edge.
const PLACE: &str = "
    const [area, table] = [$('div.rows'), $('div.rows table')];
    const row = document.getElementById(table.getAttribute('aria-activedescendant'));
    const place = area.getBoundingClientRect();
    const middle = document.elementFromPoint(place.left + 60, place.top + place.height / 2);
    return {
        scrolled: area.scrollTop,
        middle: words(middle && middle.closest('tr') && middle.closest('tr').querySelector('td.name')),
        focused: document.activeElement === table,
        row: words(row && row.querySelector('td.name')),
        below: row && Math.round(row.getBoundingClientRect().top - place.top),
    };";
/// The height of the two rows that go away above the others, in CSS pixels.
const GONE: f64 = 2.0 * 29.0;

#[tokio::test]
async fn a_list_of_one_namespace_is_read_anew_after_410_and_keeps_its_place() {
    let stage = Stage::take();
    let namespace = stage.namespace("compacted").unwrap();
    let path = format!("/api/v1/namespaces/{namespace}/configmaps");
    keeps_its_place(stage, &namespace, &path, "keep-").await;
}

#[tokio::test]
async fn a_list_across_namespaces_is_read_anew_after_410_and_keeps_its_place() {
    let stage = Stage::take();
    let namespace = stage.namespace("compacted-across").unwrap();
    keeps_its_place(
        stage,
        &namespace,
        "/api/v1/configmaps",
        &format!("ns={namespace} keep-"),
    )
    .await;
}

async fn keeps_its_place(mut stage: Stage, namespace: &str, path: &str, filter: &str) {
    stage.create(&config_maps(namespace, "keep-", 120)).unwrap();
    stage.create(&config_maps(namespace, "other-", 3)).unwrap();
    let mut proxy = stage.own_proxy(Identity::Operator).unwrap();
    let look = patient(&format!("{}/static/", proxy.url())).recording();
    let hash = format!("#{path}?view.filter={}", filter.replace('=', "%3D").replace(' ', "%20"));
    let console = look.open(&hash).await.unwrap();
    console.wait_for(".liveness", "Live").await.unwrap();
    console.wait("all rows", &count_is(120)).await.unwrap();
    console.run("$('div.rows table').focus();").await.unwrap();
    for _ in 0..4 {
        console.press(Key::PageDown).await.unwrap();
    }
    let before = console.run(PLACE).await.unwrap();
    assert_eq!(
        (&before["focused"], &before["row"]),
        (&true.into(), &"keep-064".into()),
        "{before}"
    );
    assert!(before["scrolled"].as_f64() > Some(500.0), "{before}");

    // Nobody follows while things happen that no watch will ever tell.
    proxy.kill();
    console.wait_for(".liveness", "Not live for").await.unwrap();
    let version = watched_version(&console, path).await;
    stage
        .kubectl(&format!("-n {namespace} delete configmap keep-000 keep-001"))
        .unwrap();
    stage.control_plane().expire_resource_versions().unwrap();
    assert_eq!(
        event_code(&stage, path, &version),
        410,
        "the version of the page's watch is gone"
    );
    proxy.restart().unwrap();

    console
        .wait("the list without the rows that are gone", &count_is(118))
        .await
        .unwrap();
    console.wait_for(".liveness", "Live").await.unwrap();
    let filter_after = console
        .text("return $('main input[type=search]').value;")
        .await
        .unwrap();
    assert_eq!(filter_after, filter, "the filter stays");
    let after = console.run(PLACE).await.unwrap();
    let moved = |what: &str| (after[what].as_f64().unwrap_or(f64::MAX) - before[what].as_f64().unwrap()).abs();
    assert!(
        moved("scrolled") <= GONE,
        "the list is scrolled from {before} to {after}"
    );
    assert_ne!(
        after["middle"], "",
        "there are rows where the list is scrolled to: {after}"
    );
    assert_eq!(after["focused"], true, "the focus goes from {before} to {after}");
    assert_eq!(
        after["row"], before["row"],
        "the keyboard goes from {before} to {after}"
    );
    assert!(moved("below") <= GONE, "the row goes from {before} to {after}");

    stage
        .kubectl(&format!("-n {namespace} create configmap keep-after"))
        .unwrap();
    console
        .wait("a row from after the compaction", &count_is(119))
        .await
        .unwrap();
    console.close().await.unwrap();
}

/// Whether there are so many rows, those that are not on screen included.
fn count_is(count: usize) -> String {
    format!("return Number($('div.rows table').getAttribute('aria-rowcount')) - 1 === {count};")
}

/// The version from which the page tries to follow its list again; a list that came in one request with its watch had none
/// to ask from before.
async fn watched_version(console: &Console, path: &str) -> String {
    let version = |url: &str| Some(url.split_once("&resourceVersion=")?.1.split('&').next()?.to_owned());
    for _ in 0..100 {
        let sent = console.requests().await.unwrap();
        let watches = sent
            .iter()
            .filter(|sent| sent.url.contains(&format!("{path}?")) && sent.url.contains("watch=1"));
        let found = watches
            .filter_map(|sent| version(&sent.url))
            .rfind(|version| !version.is_empty());
        if let Some(version) = found {
            return version;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    panic!("the page never tried to follow its list again")
}

/// The code of the error with which the API server answers a watch from a version.
fn event_code(stage: &Stage, path: &str, version: &str) -> u64 {
    let url = format!(
        "{}{path}?watch=1&timeoutSeconds=5&resourceVersion={version}",
        stage.origin(Identity::Operator)
    );
    let answer = http::get(&url, &[]).unwrap();
    let event: Value = serde_json::from_str(answer.body.lines().next().unwrap()).unwrap();
    event["object"]["code"].as_u64().unwrap_or_default()
}
