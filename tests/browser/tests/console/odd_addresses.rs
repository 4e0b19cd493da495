//! Addresses that ask for what is not there, and addresses that are nonsense: each in words, and the rows beside it.

use browser::{Console, Look, Setting};
use cluster::Identity;

const PODS: &str = "#/api/v1/namespaces/shop/pods";

#[tokio::test]
async fn a_column_that_is_not_there_is_told_and_the_rows_are_shown_all_the_same() {
    let console = at(PODS).await;
    let all = row_count(&console).await;
    for parameter in [
        "view.columns=Name,Nope",
        "view.sort=Nope",
        "view.sort=-Nope",
        "view.group=Nope",
        "view.overview=Nope",
        "view.sort=Name&view.group=Nope&view.columns=Name,Status",
    ] {
        console.go(&format!("{PODS}?{parameter}")).await.unwrap();
        let said = told(&console).await;
        assert!(said.contains("This list has no column Nope"), "{parameter}: {said:?}");
        assert_eq!(row_count(&console).await, all, "{parameter}");
        let names = console.texts("return all('td.name a').map(words);").await.unwrap();
        assert!(!names.is_empty(), "{parameter}: rows without names");
    }
    console.close().await.unwrap();
}

#[tokio::test]
async fn a_choice_of_columns_of_which_none_is_there_is_told_and_rows_keep_their_names() {
    let console = at(&format!("{PODS}?view.columns=Nope,Never")).await;
    let said = told(&console).await;
    assert!(
        said.contains("no column Nope") && said.contains("no column Never"),
        "{said:?}"
    );
    let names = console.texts("return all('td.name a').map(words);").await.unwrap();
    assert!(!names.is_empty(), "rows without names");
    console.close().await.unwrap();
}

#[tokio::test]
async fn a_column_whose_path_cannot_be_read_is_told_by_its_name() {
    has_unreadable_columns(&[
        "Address:.status[",
        "Address:.status.podIP]",
        "Address:{.status.podIP",
        "Address:.a[?(@.b==",
    ])
    .await;
}

#[tokio::test]
async fn a_column_whose_path_cannot_be_read_is_not_taken_for_the_servers_own_of_that_name() {
    has_unreadable_columns(&["IP:.status[", "Age:.metadata.name]"]).await;
}

async fn has_unreadable_columns(columns: &[&str]) {
    let console = at(PODS).await;
    for column in columns {
        let address = format!("{PODS}?view.columns=Name,Status,{}", encoded(column));
        console.go(&address).await.unwrap();
        let said = told(&console).await;
        let (heading, _) = column.split_once(':').unwrap();
        assert!(said.contains(heading), "{column}: {said:?}");
        let further =
            "return all('tbody tr[id]').flatMap(row => [...row.cells].slice(2).map(words)).filter(cell => cell);";
        let further = console.texts(further).await.unwrap();
        assert!(further.is_empty(), "{column}: {further:?}");
        assert!(row_count(&console).await > 0, "{column}");
    }
    console.close().await.unwrap();
}

#[tokio::test]
async fn nonsense_that_concerns_the_view_alone_changes_no_row_and_is_not_sent() {
    let console = at(PODS).await;
    let all = row_count(&console).await;
    for parameter in [
        "view.columns=",
        "view.columns=,,,",
        "view.columns=:::",
        "view.columns=%5C",
        "view.sort=-",
        "view.sort=--Name",
        "view.group=",
        "view.overview=%00",
        "view.lens=nonsense",
        "view.nonsense=1",
        "view.=1",
        "view.columns=Name,Name,Name",
        "&&&",
        "=",
        "view.columns",
        "view.sort=Name&view.sort=-Name",
    ] {
        console.set_hash(&format!("{PODS}?{parameter}")).await.unwrap();
        console.settled().await.unwrap();
        assert_eq!(row_count(&console).await, all, "{parameter}");
        assert_eq!(console.words("main .failure").await.unwrap(), "", "{parameter}");
    }
    let sent = console
        .texts("return performance.getEntriesByType('resource').map(entry => entry.name).filter(name => name.includes('view.'));")
        .await
        .unwrap();
    assert!(sent.is_empty(), "{sent:?}");
    let messages = console.messages().await.unwrap();
    let grave: Vec<_> = messages
        .iter()
        .filter(|message| !message.text.contains("Failed to load resource"))
        .collect();
    assert!(grave.is_empty(), "{grave:#?}");
    console.close().await.unwrap();
}

#[tokio::test]
async fn a_filter_that_cannot_be_understood_is_told_beside_its_field() {
    let console = at(PODS).await;
    for (filter, words) in [
        ("nope:x", "No column is called nope"),
        ("\"open", "A quotation mark is still open."),
        ("status=", "asks for nothing yet"),
    ] {
        console
            .go(&format!("{PODS}?view.filter={}", encoded(filter)))
            .await
            .unwrap();
        console.wait_for("main .filter-notes", words).await.unwrap();
        assert_eq!(console.words("main .failure").await.unwrap(), "", "{filter}");
    }
    // Bytes that are no text are looked for as well as they can be, and are nowhere.
    console.go(&format!("{PODS}?view.filter=%E0%A4%A")).await.unwrap();
    console
        .wait_for("main p.rows.empty", "No row matches the filter.")
        .await
        .unwrap();
    console.close().await.unwrap();
}

#[tokio::test]
async fn parameters_that_the_server_refuses_are_told_in_its_words() {
    let console = at(PODS).await;
    for parameter in [
        "labelSelector=a%20in%20(",
        "labelSelector=%3D%3D",
        "fieldSelector=nope%3D1",
        "fieldSelector=a",
        "limit=many",
        "continue=nonsense",
        "resourceVersion=nonsense",
        "resourceVersionMatch=Exact",
        "timeoutSeconds=soon",
    ] {
        console.go(&format!("{PODS}?{parameter}")).await.unwrap();
        console.wait_for("main .failure h2", "4").await.unwrap();
        let said = console.words("main .failure").await.unwrap();
        assert!(said.contains("Said by the API server"), "{parameter}: {said}");
        assert!(
            said.contains("GET /api/v1/namespaces/shop/pods?"),
            "{parameter}: {said}"
        );
        // The next list is none the worse for it.
        console.go(PODS).await.unwrap();
        console
            .wait("rows", "return all('td.name a').length > 0 && !$('main .failure');")
            .await
            .unwrap();
    }
    console.close().await.unwrap();
}

#[tokio::test]
async fn a_selector_that_cannot_be_read_is_one_chip_and_goes_with_a_click() {
    for (selector, chip) in [
        ("labelSelector=a%20in%20(", "a in ("),
        ("labelSelector=a%3Db%2C%2C%3D", "a=b,,="),
        ("fieldSelector=%5C", "\\"),
    ] {
        let console = at(&format!("{PODS}?{selector}")).await;
        console.wait_for("main .failure h2", "400").await.unwrap();
        let chips = console
            .texts("return all('main .chip .part').map(words);")
            .await
            .unwrap();
        assert_eq!(chips, [chip]);
        console
            .click("main .chip button", &format!("Remove {chip}"))
            .await
            .unwrap();
        console
            .wait(
                "all rows",
                "return all('td.name a').length > 0 && !$('main .failure') && !$('main .chip');",
            )
            .await
            .unwrap();
        console.close().await.unwrap();
    }
}

#[tokio::test]
async fn an_address_that_is_none_is_told_and_never_sent() {
    let console = at("#").await;
    for address in [
        "#/api/v1/namespaces/../secrets",
        "#/api/v1/namespaces/%2e%2e/secrets",
        "#/api/v1//pods",
        "#/api/v1/namespaces/a%2Fb/pods",
        "#/api/v1/namespaces/%00/pods",
        "#/api/v1/namespaces/%zz/pods",
        "#/api\\v1",
    ] {
        console.go(address).await.unwrap();
        console.wait_for("main h1", "No such page").await.unwrap();
        console
            .wait_for("main", "This is not a path that the console sends")
            .await
            .unwrap();
    }
    for address in [
        "#//",
        "#nonsense",
        "#?view.filter=x",
        "#/%20",
        "#/api/v1/namespaces/%F0%9F%98%80/pods",
    ] {
        console.go(address).await.unwrap();
        assert!(!console.words("main h1").await.unwrap().is_empty(), "{address}");
    }
    let sent = console
        .texts("return performance.getEntriesByType('resource').map(entry => entry.name).filter(name => /secrets|%00|%2F|%zz/.test(name));")
        .await
        .unwrap();
    assert!(sent.is_empty(), "{sent:?}");
    console.close().await.unwrap();
}

/// What is said above the rows.
async fn told(console: &Console) -> String {
    console
        .wait("rows", "return all('tbody tr[id]').length > 0;")
        .await
        .unwrap();
    console
        .text("return all('main p.notice').map(words).join(' ');")
        .await
        .unwrap()
}

async fn row_count(console: &Console) -> usize {
    let rows = console
        .run("return all('tbody tr[id]:not(.group)').length;")
        .await
        .unwrap();
    usize::try_from(rows.as_u64().unwrap()).unwrap()
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'.' | b':' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}

async fn at(hash: &str) -> Console {
    let page = Setting::shared().unwrap().page(Identity::Operator);
    Look::at(page).open(hash).await.unwrap()
}
