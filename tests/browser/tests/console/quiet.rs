//! The browser's console stays empty.

use browser::{Look, Setting};
use cluster::Identity;

/// What the console asks for although it is refused: it tells kubectl proxy from other servers by the refusal.
const MEANT_TO_FAIL: [&str; 1] = ["/api/v1/namespaces/pods/configmaps/exec"];

const WALK: [&str; 16] = [
    "#",
    "#/api/v1/pods",
    "#/api/v1/namespaces/default/pods",
    "#/api/v1/namespaces/default/pods?limit=2",
    "#/api/v1/namespaces/default/pods?view.lens=raw",
    "#/api/v1/namespaces/default/pods?view.lens=request",
    "#/apis/batch/v1/namespaces/default/jobs/my-job",
    "#/apis/batch/v1/namespaces/default/jobs/my-job?view.lens=json",
    "#/api/v1/namespaces/vault/secrets/opaque",
    "#/api/v1/namespaces/default/pods/two-voices/log?container=app",
    "#/apis",
    "#/apis/batch/v1",
    "#/~/proxies",
    "#/~/requests",
    "#/~/doctor",
    "#/~/nowhere",
];

#[tokio::test]
async fn a_walk_through_all_kinds_of_pages_leaves_no_message_in_the_browsers_console() {
    let setting = Setting::shared().unwrap();
    let console = Look::at(setting.page(Identity::Operator)).open("#").await.unwrap();
    for hash in WALK {
        console.go(hash).await.unwrap();
    }
    let messages = console.messages().await.unwrap();
    let caused: Vec<_> = messages
        .iter()
        .filter(|message| !MEANT_TO_FAIL.iter().any(|path| message.is_refusal_of(path)))
        .collect();
    assert!(caused.is_empty(), "{caused:#?}");
    console.close().await.unwrap();
}

#[tokio::test]
async fn leaving_pages_before_their_answers_have_come_leaves_no_message_either() {
    let setting = Setting::shared().unwrap();
    let console = Look::at(setting.page(Identity::Operator)).open("#").await.unwrap();
    for _ in 0..3 {
        for hash in WALK {
            console.set_hash(hash).await.unwrap();
        }
    }
    console.settled().await.unwrap();
    let messages = console.messages().await.unwrap();
    let caused: Vec<_> = messages
        .iter()
        .filter(|message| !MEANT_TO_FAIL.iter().any(|path| message.is_refusal_of(path)))
        .collect();
    assert!(caused.is_empty(), "{caused:#?}");
    console.close().await.unwrap();
}
