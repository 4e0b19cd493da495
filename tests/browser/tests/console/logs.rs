//! Logs: which container, how much of it, in which colours, and as it is written.

use std::time::Duration;

use browser::{Console, Look, Relay, Reply, Setting, Shown};
use cluster::Identity;

const SECRET: &str = "{\n  \"data\": {\n    \"k\": \"Y2FuYXJ5\"\n  },\n  \"kind\": \"Secret\"\n}";
const LOG: &str = "/api/v1/namespaces/default/pods/two-voices/log";

browser::on_both_clusters! {
    what_a_log_is_asked_for_with_are_links
    a_log_is_followed_where_it_can_go_on
}

async fn what_a_log_is_asked_for_with_are_links(shown: Shown) {
    let console = shown.open(&format!("#{LOG}?container=app")).await.unwrap();
    console
        .wait(
            "the containers of the Pod",
            "return !!named('.log-group', 'Container');",
        )
        .await
        .unwrap();
    let current = "return all('.log-options [aria-current]').map(words);";
    assert_eq!(console.texts(current).await.unwrap(), ["app", "all"]);
    console.click(".log-options a", "Timestamps").await.unwrap();
    console
        .wait(
            "lines with their times",
            &format!("return location.hash === '#{LOG}?container=app&timestamps=true' && /^\\d{{4}}-\\d\\d-\\d\\dT/.test(words($('.log')));"),
        )
        .await
        .unwrap();
    console.click(".log-options a", "last 100").await.unwrap();
    console
        .wait(
            "the last lines",
            "return location.hash.endsWith('&timestamps=true&tailLines=100') && words($('.log')).length > 0;",
        )
        .await
        .unwrap();
    let offered = console
        .texts("return all('.log-group[aria-label=Container] a').map(words);")
        .await
        .unwrap();
    assert_eq!(offered, ["prepare (init)", "app", "sidecar"]);
    console.click(".log-options a", "sidecar").await.unwrap();
    console
        .wait(
            "the log of the other container",
            "return location.hash.includes('container=sidecar&') && words($('.log')).length > 0;",
        )
        .await
        .unwrap();
    console.close().await.unwrap();
}

async fn a_log_is_followed_where_it_can_go_on(shown: Shown) {
    let console = shown.open(&format!("#{LOG}?container=app&tailLines=1")).await.unwrap();
    console.click(".log-options a", "Follow").await.unwrap();
    console
        .wait(
            "a line",
            "return location.hash.endsWith('follow=true') && words($('.log')).startsWith('GET /items/');",
        )
        .await
        .unwrap();
    match shown {
        Shown::Live => console.wait_for(".liveness", "Following").await.unwrap(),
        Shown::Recorded => assert_eq!(console.words(".liveness").await.unwrap(), "", "it is whole"),
    }
    console.close().await.unwrap();
}

#[tokio::test]
async fn a_log_that_has_ended_says_so_and_keeps_what_came() {
    let console = followed(|| Reply::Whole {
        code: 200,
        kind: "text/plain",
        body: "one\ntwo without an end".into(),
    })
    .await;
    console.wait_for(".liveness", "The log has ended").await.unwrap();
    let lines = console.texts("return all('.log > div').map(words);").await.unwrap();
    assert_eq!(lines, ["one", "two without an end"]);
    console.element("button", "Reload").await.unwrap();
    console
        .go(&format!("#{LOG}?container=app&follow=true&view.lens=raw"))
        .await
        .unwrap();
    console.wait_for("main pre.body", "two without an end").await.unwrap();
    console.close().await.unwrap();
}

#[tokio::test]
async fn a_log_that_breaks_off_in_a_line_says_so_and_keeps_what_came() {
    // More than the browser holds unread: of a stream that breaks, it throws away what was not read.
    let console = followed(|| Reply::BreaksOff(format!("one\ntwo\n{}", "x".repeat(4_000_000)))).await;
    console
        .wait_for("main .failure h2", "The answer broke off")
        .await
        .unwrap();
    console.wait_for(".liveness", "The log broke off").await.unwrap();
    assert_eq!(console.words(".log > div").await.unwrap(), "one");
    console.close().await.unwrap();
}

#[tokio::test]
async fn a_log_that_is_followed_shows_lines_as_they_come_in_their_colours() {
    let console =
        followed(|| Reply::Stalls(format!("\u{1b}[1;31mred\u{1b}[0m one\n\ntwo\u{1b}[2K\n{SECRET}\nhal"))).await;
    console.wait_for(".liveness", "Following").await.unwrap();
    let lines = console
        .texts("return all('.log > div').slice(0, 3).map(line => line.innerText.replace(/\\n$/, ''));")
        .await
        .unwrap();
    assert_eq!(lines, ["red one", "", "two"]);
    let last = console.text("return words(all('.log > div').at(-1));").await.unwrap();
    assert_eq!(last, "}", "half a line is awaited");
    assert_eq!(console.words(".log .ansi-red.ansi-bold").await.unwrap(), "red");
    assert_eq!(
        console
            .text("return $('.log').textContent;")
            .await
            .unwrap()
            .matches("Y2FuYXJ5")
            .count(),
        0,
        "a Secret in a log is masked, on how many lines it may stand"
    );
    // It holds no more than its own connection.
    console.go("#/api/v1/nodes").await.unwrap();
    console
        .wait("rows", "return all('div.rows tbody td.name a').length > 0;")
        .await
        .unwrap();
    console.close().await.unwrap();
}

#[tokio::test]
async fn a_log_without_a_line_is_awaited_for_as_long_as_it_takes() {
    let console = followed(|| Reply::Silence).await;
    console
        .wait_for(".liveness", "Waiting for the first line")
        .await
        .unwrap();
    // Longer than any other answer may take to begin.
    tokio::time::sleep(Duration::from_secs(37)).await;
    assert_eq!(console.words("main .failure h2").await.unwrap(), "");
    console
        .wait_for(".liveness", "Waiting for the first line")
        .await
        .unwrap();
    console.close().await.unwrap();
}

/// The console at a log that is followed, which the script answers.
async fn followed(reply: impl Fn() -> Reply + Send + Sync + 'static) -> Console {
    let origin = Setting::shared().unwrap().origin(Identity::Operator);
    let relay = Relay::start(&origin, move |passed| {
        let is_followed = passed.target.starts_with(LOG) && passed.target.contains("follow=true");
        is_followed.then(&reply)
    })
    .unwrap();
    let address = format!("#{LOG}?container=app&follow=true");
    Look::at(relay.page()).open(&address).await.unwrap()
}
