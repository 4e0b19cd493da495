//! Answers that a real server gives at bad times only: the relay gives them in its place.

use std::time::Duration;

use browser::{Console, Look, Relay, Reply, Setting};
use cluster::Identity;

const PODS: &str = "/api/v1/namespaces/default/pods";
const JOB: &str = "/apis/batch/v1/namespaces/default/jobs/my-job";

#[tokio::test]
async fn a_401_says_that_the_credential_is_the_matter() {
    let console = answered(PODS, || Reply::status(401, "Unauthorized", "Unauthorized", "{}")).await;
    console
        .wait_for("main .failure h2", "401: not authenticated")
        .await
        .unwrap();
    console.wait_for("main .failure", "Log in again").await.unwrap();
    console.close().await.unwrap();
}

#[tokio::test]
async fn an_expired_continue_token_leads_back_to_a_new_list() {
    let said = "The provided continue parameter is too old to display a consistent list result.";
    let relay = relay(move |target| {
        target
            .contains("continue=")
            .then(|| Reply::status(410, "Expired", said, "{}"))
    });
    let console = Look::at(relay.page()).open(&format!("#{PODS}?limit=2")).await.unwrap();
    console
        .click(
            "main a",
            &console
                .text("return name($('nav[aria-label] a.button'));")
                .await
                .unwrap(),
        )
        .await
        .unwrap();
    console
        .wait_for("main .failure h2", "410: no longer available")
        .await
        .unwrap();
    console.click("main a", "Begin the list anew").await.unwrap();
    console
        .wait("a list from its beginning", "
            return !$('main .failure') && !location.hash.includes('continue') && all('div.rows tbody td.name a').length === 2;")
        .await
        .unwrap();
    console.close().await.unwrap();
}

#[tokio::test]
async fn a_429_says_how_long_to_wait() {
    let console = answered(PODS, || {
        Reply::status(
            429,
            "TooManyRequests",
            "please try again later",
            r#"{"retryAfterSeconds":7}"#,
        )
    })
    .await;
    console
        .wait_for("main .failure h2", "429: too many requests")
        .await
        .unwrap();
    console
        .wait_for("main .failure", "The API server asks you to wait 7 s.")
        .await
        .unwrap();
    console.close().await.unwrap();
}

#[tokio::test]
async fn a_body_that_breaks_off_is_told_from_no_answer_and_kept_in_the_raw_lens() {
    let console = answered(JOB, || {
        // More than the browser holds unread: of a stream that breaks, it throws away what was not read.
        let long = "x".repeat(4_000_000);
        Reply::BreaksOff(format!(
            r#"{{"kind":"Job","apiVersion":"batch/v1","metadata":{{"name":"{long}"#
        ))
    })
    .await;
    console
        .wait_for("main .failure h2", "The answer broke off")
        .await
        .unwrap();
    console.go(&format!("#{JOB}?view.lens=raw")).await.unwrap();
    console.wait_for("main .status-line", "HTTP/1.1 200").await.unwrap();
    console
        .wait_for("main pre.body", r#""apiVersion":"batch/v1""#)
        .await
        .unwrap();
    console.close().await.unwrap();
}

#[tokio::test]
async fn html_where_json_was_due_is_told_whatever_its_status() {
    for code in [200, 502] {
        let console = answered(PODS, move || Reply::html(code)).await;
        console
            .wait_for("main .failure h2", "Not an answer of the API")
            .await
            .unwrap();
        console.go(&format!("#{PODS}?view.lens=raw")).await.unwrap();
        console
            .wait_for("main .status-line", &format!("HTTP/1.1 {code}"))
            .await
            .unwrap();
        console.wait_for("main pre.body", "<h1>Log in</h1>").await.unwrap();
        console.close().await.unwrap();
    }
}

#[tokio::test]
async fn a_server_that_stays_silent_is_awaited_in_words() {
    let relay = relay(|target| target.starts_with(JOB).then_some(Reply::Silence));
    let console = Look::at(relay.page()).open("#").await.unwrap();
    console.set_hash(&format!("#{JOB}")).await.unwrap();
    console
        .wait_for("main [role=status]", "Waiting for the answer")
        .await
        .unwrap();
    // Whoever goes elsewhere is not held up.
    console.go("#/apis/batch/v1/namespaces/default/jobs").await.unwrap();
    console
        .wait("rows", "return all('div.rows tbody td.name a').length > 0;")
        .await
        .unwrap();
    console.close().await.unwrap();
}

#[tokio::test]
async fn no_byte_within_35_seconds_is_told_with_the_next_step() {
    gives_up(|| Reply::Silence, "No answer within 35 seconds").await;
}

#[tokio::test]
async fn an_answer_that_stops_coming_is_told_after_30_seconds() {
    gives_up(
        || Reply::Stalls(r#"{"kind":"Job","#.into()),
        "The answer stopped coming",
    )
    .await;
}

async fn gives_up(reply: impl Fn() -> Reply + Send + Sync + 'static, title: &str) {
    let relay = relay(move |target| target.starts_with(JOB).then(&reply));
    let console = Look::at(relay.page()).open("#").await.unwrap();
    console.set_hash(&format!("#{JOB}")).await.unwrap();
    // Longer than other things may take: that is what is looked at.
    tokio::time::sleep(Duration::from_secs(28)).await;
    assert_eq!(console.words("main .failure h2").await.unwrap(), "", "not yet");
    console.wait_for("main .failure h2", title).await.unwrap();
    console.element("main .failure button", "Retry").await.unwrap();
    console.close().await.unwrap();
}

/// The console at a path that is answered by the script.
async fn answered(path: &'static str, reply: impl Fn() -> Reply + Send + Sync + 'static) -> Console {
    let relay = relay(move |target| target.starts_with(path).then(&reply));
    let console = Look::at(relay.page()).open("#").await.unwrap();
    console.go(&format!("#{path}")).await.unwrap();
    console
}

fn relay(script: impl Fn(&str) -> Option<Reply> + Send + Sync + 'static) -> Relay {
    let origin = Setting::shared().unwrap().origin(Identity::Operator);
    Relay::start(&origin, move |passed| script(&passed.target)).unwrap()
}
