//! Values of Secrets stay masked until one of them is revealed.

use browser::{Console, Look, Setting, golden::Printed};
use cluster::{Identity, world::CANARY};

#[tokio::test]
async fn no_page_shows_the_value_of_a_secret() {
    let setting = Setting::shared().unwrap();
    let console = Look::at(setting.page(Identity::Operator))
        .open("#/api/v1/secrets")
        .await
        .unwrap();
    let forms = forms();
    let of_lists = ["table", "raw", "request", "code", "wire", "identity"].map(|lens| format!("?view.lens={lens}"));
    for lens in &of_lists {
        look(&console, &forms, &format!("#/api/v1/secrets{lens}")).await;
        look(&console, &forms, &format!("#/api/v1/namespaces/vault/secrets{lens}")).await;
    }
    let secrets = Printed::read(&setting.kubectl("get secrets -A").unwrap());
    assert!(secrets.rows.len() > 5);
    for secret in &secrets.rows {
        for lens in ["", "?view.lens=json", "?view.lens=raw", "?view.lens=request"] {
            let path = format!("#/api/v1/namespaces/{}/secrets/{}{lens}", secret[0], secret[1]);
            look(&console, &forms, &path).await;
        }
    }
    console.go("#/~/requests").await.unwrap();
    let opened = console
        .run_async(
            "
        const done = arguments[arguments.length - 1];
        const links = all('main td a.button').map(link => link.getAttribute('href'));
        const drawn = () => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
        (async () => {
            const found = [];
            for (const link of links) {
                location.hash = link;
                await drawn();
                found.push(document.documentElement.outerHTML);
            }
            done(found.join('\\n'));
        })();",
        )
        .await
        .unwrap();
    let opened = opened.as_str().unwrap();
    assert!(opened.contains("/secrets/"), "the requests can be opened");
    assert_hidden(opened, &forms, "#/~/requests");
    let stored = console
        .texts("return [...Object.keys(localStorage), ...Object.keys(sessionStorage)];")
        .await
        .unwrap();
    let foreign: Vec<_> = stored.iter().filter(|key| !key.starts_with("deckprism.")).collect();
    assert!(foreign.is_empty(), "{foreign:?}");
    console.close().await.unwrap();
}

#[tokio::test]
async fn a_value_is_revealed_alone_and_hidden_again() {
    let setting = Setting::shared().unwrap();
    let path = "#/api/v1/namespaces/vault/secrets/opaque";
    let console = Look::at(setting.page(Identity::Operator)).open(path).await.unwrap();
    let buttons = "return all('.secret-value button').map(name);";
    console
        .wait("buttons to reveal", "return all('.secret-value button').length > 1;")
        .await
        .unwrap();
    let before = console.texts(buttons).await.unwrap();
    let kubectl = setting
        .kubectl("get --raw /api/v1/namespaces/vault/secrets/opaque")
        .unwrap();
    let secret: serde_json::Value = serde_json::from_str(&kubectl).unwrap();
    let key = before[0]
        .strip_prefix("Reveal /data/")
        .unwrap_or_else(|| panic!("{before:?}"));
    let value = secret["data"][key].as_str().unwrap();

    console.click(".secret-value button", &before[0]).await.unwrap();
    console.wait_for(".secret-value code", value).await.unwrap();
    let shown = console
        .texts("return all('.secret-value code').map(words);")
        .await
        .unwrap();
    assert_eq!(shown, [value], "one value is revealed");

    console.click(".secret-value button", "Hide").await.unwrap();
    console
        .wait(
            "the value to be hidden",
            "return all('.secret-value code').length === 0;",
        )
        .await
        .unwrap();
    assert_eq!(console.texts(buttons).await.unwrap(), before);
    assert_hidden(&html(&console).await, &forms(), path);
    console.close().await.unwrap();
}

#[tokio::test]
async fn a_revealed_value_hides_by_itself() {
    let setting = Setting::shared().unwrap();
    let path = "#/api/v1/namespaces/vault/secrets/opaque";
    let console = Look::at(setting.page(Identity::Operator)).open(path).await.unwrap();
    // Half a minute passes at once.
    let hasten = "
        const wait = window.setTimeout;
        window.setTimeout = (done, time, ...rest) => time === 30000 ? (window.hasten = done, 0) : wait(done, time, ...rest);";
    console.run(hasten).await.unwrap();
    console
        .wait("buttons to reveal", "return all('.secret-value button').length > 1;")
        .await
        .unwrap();
    let first = console
        .texts("return all('.secret-value button').map(name);")
        .await
        .unwrap()
        .remove(0);
    console.click(".secret-value button", &first).await.unwrap();
    console
        .wait(
            "one value",
            "return all('.secret-value code').length === 1 && !!window.hasten;",
        )
        .await
        .unwrap();
    console.run("window.hasten();").await.unwrap();
    console
        .wait(
            "the value to be hidden",
            "return all('.secret-value code').length === 0;",
        )
        .await
        .unwrap();
    console.close().await.unwrap();
}

/// The value as it is, and its base64 wherever in a text it stands.
fn forms() -> Vec<String> {
    let mut forms = vec![CANARY.to_owned()];
    for shift in 0..3 {
        let text: Vec<u8> = vec![b' '; shift].into_iter().chain(CANARY.bytes()).collect();
        let encoded = base64(&text);
        // What depends on the neighbours is left out at both ends.
        let start = [0, 2, 3][shift];
        let whole = text.len() / 3 * 4;
        forms.push(encoded[start..whole].to_owned());
    }
    assert!(forms.contains(&"Y2FuYXJ5LTNmOWMx".to_owned()), "{forms:?}");
    forms
}

/// Base64 without padding.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let bits = chunk
            .iter()
            .chain([0, 0].iter())
            .take(3)
            .fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte));
        for place in 0..=chunk.len() {
            text.push(char::from(LETTERS[bits >> (18 - 6 * place) & 63]));
        }
    }
    text
}

async fn look(console: &Console, forms: &[String], path: &str) {
    console.go(path).await.unwrap();
    assert_hidden(&html(console).await, forms, path);
}

async fn html(console: &Console) -> String {
    console
        .text("return document.documentElement.outerHTML;")
        .await
        .unwrap()
}

fn assert_hidden(html: &str, forms: &[String], path: &str) {
    for form in forms {
        assert!(!html.contains(form.as_str()), "{path} shows {form}");
    }
}
