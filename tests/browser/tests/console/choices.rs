//! The reader's choices: language and theme, kept by the browser.

use browser::{Console, Shown};

const PODS: &str = "#/api/v1/namespaces/default/pods";

browser::on_both_clusters! {
    the_language_is_chosen_in_the_page_and_kept
    the_theme_is_chosen_in_the_page_and_kept
}

async fn the_language_is_chosen_in_the_page_and_kept(shown: Shown) {
    let console = at(shown, "#").await;
    console.click_first("[popovertarget=language-menu]").await.unwrap();
    console.click("#language-menu button", "日本語").await.unwrap();
    console
        .wait("a page in Japanese", "return document.documentElement.lang === 'ja';")
        .await
        .unwrap();
    console.load(PODS).await.unwrap();
    console.settled().await.unwrap();
    assert_eq!(
        console.text("return document.documentElement.lang;").await.unwrap(),
        "ja"
    );
    console.close().await.unwrap();
}

async fn the_theme_is_chosen_in_the_page_and_kept(shown: Shown) {
    let console = at(shown, "#").await;
    let ink = "return getComputedStyle(document.body).color;";
    console.click(".controls button", "Theme").await.unwrap();
    console.click("#theme-menu button", "Light").await.unwrap();
    console
        .wait(
            "the light theme",
            "return document.documentElement.dataset.theme === 'light';",
        )
        .await
        .unwrap();
    let light = console.text(ink).await.unwrap();
    console.click(".controls button", "Theme").await.unwrap();
    console.click("#theme-menu button", "Dark").await.unwrap();
    console
        .wait(
            "the dark theme",
            "return document.documentElement.dataset.theme === 'dark';",
        )
        .await
        .unwrap();
    assert_ne!(console.text(ink).await.unwrap(), light);
    console.load("#").await.unwrap();
    console.settled().await.unwrap();
    assert_eq!(
        console
            .text("return document.documentElement.dataset.theme;")
            .await
            .unwrap(),
        "dark"
    );
    console.close().await.unwrap();
}

async fn at(shown: Shown, hash: &str) -> Console {
    shown.open(hash).await.unwrap()
}
