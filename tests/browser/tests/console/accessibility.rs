//! axe finds nothing on any kind of page, in either theme and in any language.

use std::collections::BTreeMap;

use browser::{Console, Look, Setting};
use cluster::Identity;
use serde_json::json;

/// One page of each kind.
const PAGES: [&str; 24] = [
    "#",
    "#/api/v1/pods",
    "#/api/v1/namespaces/default/pods?labelSelector=app%3Dnobody",
    "#/apis/batch/v1/namespaces/default/jobs/my-job",
    "#/api/v1/namespaces/vault/secrets/opaque",
    "#/apis/batch/v1/namespaces/default/jobs/my-job?view.lens=raw",
    "#/apis/batch/v1/namespaces/default/jobs/my-job?view.lens=request",
    "#/apis",
    "#/apis/batch/v1",
    "#/api/v1/namespaces/default/pods/two-voices/log?container=app",
    "#/api/v1/namespaces/default/pods/two-voices/log?container=app&view.lens=wire",
    "#/api/v1/namespaces/default/pods?view.lens=code",
    "#/api/v1/namespaces/default/pods?view.lens=identity",
    "#/api/v1/namespaces/default/pods/two-voices?view.lens=downward",
    "#/~/learn",
    "#/~/learn/answer/version",
    "#/~/proxies",
    "#/~/ways",
    "#/~/concepts",
    "#/~/concepts/resource_version",
    "#/~/requests",
    "#/~/doctor",
    "#/api/v1/namespaces/default/pods/nobody",
    "#/~/nowhere",
];

/// Violations and where they are.
type Found = BTreeMap<String, Vec<String>>;

#[tokio::test]
async fn no_page_has_a_barrier_in_english() {
    look_at_all("en", (1440, 900), &["light", "dark"]).await;
}

#[tokio::test]
async fn no_page_has_a_barrier_in_chinese() {
    look_at_all("zh-CN", (1440, 900), &["light", "dark"]).await;
}

#[tokio::test]
async fn no_page_has_a_barrier_in_japanese() {
    look_at_all("ja", (1440, 900), &["light", "dark"]).await;
}

#[tokio::test]
async fn no_page_has_a_barrier_in_portuguese() {
    look_at_all("pt-BR", (1440, 900), &["light", "dark"]).await;
}

#[tokio::test]
async fn no_page_has_a_barrier_on_a_narrow_screen() {
    look_at_all("en", (390, 844), &["light"]).await;
}

#[tokio::test]
async fn open_menus_dialogs_and_fields_have_no_barrier() {
    let page = Setting::shared().unwrap().page(Identity::Operator);
    let console = Look::at(page.clone())
        .open("#/api/v1/namespaces/default/pods")
        .await
        .unwrap();
    let mut found = Found::new();
    for menu in [
        "segment-3",
        "segment-4",
        "language-menu",
        "theme-menu",
        "namespace-menu",
    ] {
        console.click_first(&format!("[popovertarget={menu}]")).await.unwrap();
        console
            .wait(
                "an open menu",
                "return !!$('[popover]:popover-open') && !all(':popover-open [role=status]').some(seen);",
            )
            .await
            .unwrap();
        note(&console, menu, &mut found).await;
        console.press(thirtyfour::Key::Escape).await.unwrap();
        console
            .wait("no menu", "return !$('[popover]:popover-open');")
            .await
            .unwrap();
    }
    console.press("/").await.unwrap();
    console
        .wait("the field", "return document.activeElement.matches('.address input');")
        .await
        .unwrap();
    console.press("po").await.unwrap();
    console
        .wait("suggestions", "return all('#suggestions li').some(seen);")
        .await
        .unwrap();
    note(&console, "suggestions", &mut found).await;
    console.press(thirtyfour::Key::Escape).await.unwrap();
    console.press("?").await.unwrap();
    console
        .wait("the shortcuts", "return $('dialog.shortcuts').open;")
        .await
        .unwrap();
    note(&console, "the shortcuts", &mut found).await;
    console.close().await.unwrap();
    let narrow = Look::at(page).sized(390, 844).open("#").await.unwrap();
    narrow.click("button", "Open the map").await.unwrap();
    narrow
        .wait("the map", "return $('dialog.map-dialog').open;")
        .await
        .unwrap();
    note(&narrow, "the map as a dialog", &mut found).await;
    narrow.close().await.unwrap();
    assert!(found.is_empty(), "{}", told(&found));
}

async fn look_at_all(language: &str, (width, height): (u32, u32), themes: &[&str]) {
    let page = Setting::shared().unwrap().page(Identity::Operator);
    let console = Look::at(page).sized(width, height).open("#").await.unwrap();
    let mut found = Found::new();
    for theme in themes {
        let choose = "
            localStorage.setItem('deckprism.language', arguments[0]);
            localStorage.setItem('deckprism.theme', arguments[1]);";
        console
            .run_with(choose, vec![json!(language), json!(theme)])
            .await
            .unwrap();
        console.load("#").await.unwrap();
        console.settled().await.unwrap();
        let root = console
            .text("return `${document.documentElement.lang} ${document.documentElement.dataset.theme}`;")
            .await
            .unwrap();
        assert_eq!(root, format!("{language} {theme}"));
        for hash in PAGES {
            console.go(hash).await.unwrap();
            note(&console, &format!("{hash} {theme}"), &mut found).await;
        }
    }
    console.close().await.unwrap();
    assert!(
        found.is_empty(),
        "{} in {language} at {width}×{height}:\n{}",
        found.len(),
        told(&found)
    );
}

fn told(found: &Found) -> String {
    let lines = found
        .iter()
        .map(|(violation, places)| format!("  {violation}\n      on {}", places.join(", ")));
    lines.collect::<Vec<_>>().join("\n")
}

async fn note(console: &Console, place: &str, found: &mut Found) {
    let violations = console.violations().await.unwrap();
    for violation in violations {
        found.entry(violation).or_default().push(place.to_owned());
    }
}
