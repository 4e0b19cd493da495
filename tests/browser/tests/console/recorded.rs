//! The recorded cluster: never mistaken for a live one, and without a dead end.

use std::collections::{BTreeSet, VecDeque};

use browser::{Console, Look, Setting};
use cluster::Identity;

/// How many pages the walk opens at most.
const MOST: usize = 400;

#[tokio::test]
async fn the_recorded_cluster_says_what_it_is_and_shows_lists_and_objects() {
    let console = recorded("#/api/v1/pods").await;
    console.wait_for("aside.banner", "Recorded cluster").await.unwrap();
    console.wait_for("aside.banner", "Nothing here is live.").await.unwrap();
    console
        .wait("rows", "return all('div.rows tbody td.name a').length > 5;")
        .await
        .unwrap();
    console
        .go("#/apis/batch/v1/namespaces/default/jobs/my-job")
        .await
        .unwrap();
    console.wait_for("main .code-view", "kind: Job").await.unwrap();
    let asked = console
        .texts("return performance.getEntriesByType('resource').map(entry => new URL(entry.name).pathname).filter(path => /^\\/(api|apis|version)(\\/|$)/.test(path));")
        .await
        .unwrap();
    assert!(asked.is_empty(), "asked a live cluster: {asked:?}");
    console.close().await.unwrap();
}

#[tokio::test]
async fn no_link_of_the_recorded_cluster_leads_to_what_was_not_recorded() {
    let console = recorded("#").await;
    let mut known = BTreeSet::new();
    let mut waiting = VecDeque::from(["#".to_owned()]);
    let mut dead = Vec::new();
    while let Some(hash) = waiting.pop_front() {
        if !known.insert(hash.clone()) {
            continue;
        }
        if known.len() > MOST {
            break;
        }
        if let Err(error) = console.go(&hash).await {
            dead.push(format!("{hash}: {error}"));
            continue;
        }
        let said = console.words("main .failure").await.unwrap();
        if said.contains("Not in the recording") {
            dead.push(format!("{hash}: {said}"));
        }
        waiting.extend(links(&console).await);
    }
    assert!(known.len() > 80, "only {} pages", known.len());
    assert!(
        dead.is_empty(),
        "{} of {} pages:\n{}",
        dead.len(),
        known.len(),
        dead.join("\n")
    );
    console.close().await.unwrap();
}

/// The links of a page; of a long list the first rows, because the others are of the same kind.
async fn links(console: &Console) -> Vec<String> {
    let script = "
        const rows = all('div.rows td.name a').slice(0, 2);
        const others = all('a[href^=\"#\"]').filter(link => !link.closest('div.rows'));
        return [...others, ...rows].map(link => link.getAttribute('href')).filter(hash => hash.length > 1);";
    console.texts(script).await.unwrap()
}

/// The console on its recording.
async fn recorded(hash: &str) -> Console {
    let page = Setting::shared().unwrap().page(Identity::Operator);
    let console = Look::at(page).open_blank().await.unwrap();
    console.load_with("?cluster=recorded", hash).await.unwrap();
    console.settled().await.unwrap();
    console
}
