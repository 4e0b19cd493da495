//! Lists that follow the cluster: what happens there is on the page without a hand stirring.

use browser::{Console, Look, Relay, Reply, Setting};
use cluster::Identity;

#[tokio::test]
async fn rows_arrive_change_and_leave_in_one_namespace() {
    let namespace = namespace("one");
    follows(&namespace, &format!("#/api/v1/namespaces/{namespace}/configmaps")).await;
}

#[tokio::test]
async fn rows_arrive_change_and_leave_across_namespaces() {
    let namespace = namespace("all");
    follows(&namespace, &format!("#/api/v1/configmaps?view.filter=ns%3D{namespace}")).await;
}

async fn follows(namespace: &str, hash: &str) {
    let setting = Setting::shared().unwrap();
    let console = at(hash).await;
    console.wait_for(".liveness", "Live").await.unwrap();
    let kubectl = |arguments: &str| setting.kubectl(&format!("-n {namespace} {arguments}")).unwrap();
    kubectl("create configmap news --from-literal=a=1");
    console.wait("the row", &data_is("news", "1")).await.unwrap();
    kubectl(r#"patch configmap news --type=merge --patch={"data":{"b":"2"}}"#);
    console.wait("the change", &data_is("news", "2")).await.unwrap();
    kubectl("delete configmap news");
    console
        .wait(
            "the row to be gone",
            "return !all('td.name a').some(link => words(link) === 'news');",
        )
        .await
        .unwrap();
    console.close().await.unwrap();
}

#[tokio::test]
async fn one_request_reads_the_list_of_a_namespace_and_follows_it() {
    let namespace = namespace("streamed");
    let (console, sent) = looked_at_through_a_relay(&namespace, |_| None).await;
    let [streamed] = sent.as_slice() else {
        panic!("{sent:#?}")
    };
    assert!(streamed.contains("sendInitialEvents=true"), "{streamed}");
    assert!(streamed.contains("includeObject=None"), "{streamed}");
    let cost = console.words(".summary .dim").await.unwrap();
    assert!(cost.ends_with(", 1 request"), "{cost}");
    console.close().await.unwrap();
}

#[tokio::test]
async fn a_server_without_initial_events_is_listed_and_then_watched() {
    let namespace = namespace("listed");
    let (console, sent) = looked_at_through_a_relay(&namespace, |target| {
        target.contains("sendInitialEvents").then(Reply::no_initial_events)
    })
    .await;
    let kinds: Vec<&str> = sent
        .iter()
        .map(|target| match target {
            it if it.contains("sendInitialEvents") => "streamed",
            it if it.contains("watch=1") => "watched",
            _ => "listed",
        })
        .collect();
    assert_eq!(kinds, ["streamed", "listed", "watched"]);
    console.close().await.unwrap();
}

#[tokio::test]
async fn a_server_that_is_silent_about_initial_events_is_listed() {
    let namespace = namespace("silent");
    let (console, sent) = looked_at_through_a_relay(&namespace, |target| {
        target.contains("sendInitialEvents").then_some(Reply::Silence)
    })
    .await;
    assert_eq!(sent.len(), 3, "{sent:#?}");
    console.close().await.unwrap();
}

/// An aggregated API may print Tables that do not say which column is the name.
#[tokio::test]
async fn rows_without_names_are_asked_for_with_metadata() {
    let namespace = namespace("nameless");
    let event = |type_: &str, cell: &str, metadata: &str| {
        format!(
            r#"{{"type":"{type_}","object":{{"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":{{"resourceVersion":"5"}},"columnDefinitions":[{{"name":"Title","type":"string","format":""}}],"rows":[{{"cells":["{cell}"],"object":{metadata}}}]}}}}"#
        )
    };
    let end = r#"{"metadata":{"resourceVersion":"5","annotations":{"k8s.io/initial-events-end":"true"}}}"#;
    let events = [
        event("ADDED", "one", "null"),
        event("ADDED", "two", "null"),
        event("BOOKMARK", "", end),
    ]
    .join("\n");
    let (console, sent) = looked_at_through_a_relay(&namespace, move |target| {
        target
            .contains("sendInitialEvents")
            .then(|| Reply::Stalls(format!("{events}\n")))
    })
    .await;
    assert!(sent.len() >= 3, "a list and a watch of their own: {sent:#?}");
    console.close().await.unwrap();
}

/// The list of a namespace's `ConfigMaps` once it is live, with what was asked for it.
async fn looked_at_through_a_relay(
    namespace: &str,
    script: impl Fn(&str) -> Option<Reply> + Send + Sync + 'static,
) -> (Console, Vec<String>) {
    let setting = Setting::shared().unwrap();
    let path = format!("/api/v1/namespaces/{namespace}/configmaps");
    let relay = Relay::start(&setting.origin(Identity::Operator), move |passed| {
        script(&passed.target)
    })
    .unwrap();
    // Some answers tell the page how near the API server is, on a busy machine too.
    let console = Look::at(relay.page()).open("#/api/v1/namespaces").await.unwrap();
    for small in ["#/version", "#/api/v1/nodes", "#/readyz"] {
        console.go(small).await.unwrap();
    }
    console.go(&format!("#{path}")).await.unwrap();
    console.wait_for(".liveness", "Live").await.unwrap();
    console.wait_for("td.name", "kube-root-ca.crt").await.unwrap();
    let targets = relay.passed().into_iter().map(|passed| passed.target);
    (console, targets.filter(|target| target.starts_with(&path)).collect())
}

#[tokio::test]
async fn a_list_says_that_it_is_not_live_and_takes_up_where_it_was() {
    let setting = Setting::shared().unwrap();
    let namespace = namespace("broken");
    let mut proxy = setting.own_proxy(Identity::Operator).unwrap();
    let page = format!("{}/static/", proxy.url());
    let console = Look::at(page)
        .open(&format!("#/api/v1/namespaces/{namespace}/configmaps"))
        .await
        .unwrap();
    console.wait_for(".liveness", "Live").await.unwrap();
    proxy.kill();
    console.wait_for(".liveness", "Not live for").await.unwrap();
    assert!(
        console.run("return all('td.name a').length > 0;").await.unwrap() == true,
        "the rows stay"
    );
    setting
        .kubectl(&format!("-n {namespace} create configmap meanwhile --from-literal=a=1"))
        .unwrap();
    proxy.restart().unwrap();
    console
        .wait("what happened meanwhile", &data_is("meanwhile", "1"))
        .await
        .unwrap();
    console.wait_for(".liveness", "Live").await.unwrap();
    console.close().await.unwrap();
}

#[tokio::test]
async fn a_list_can_be_paused_and_goes_on() {
    let setting = Setting::shared().unwrap();
    let namespace = namespace("paused");
    let console = at(&format!("#/api/v1/namespaces/{namespace}/configmaps")).await;
    console.wait_for(".liveness", "Live").await.unwrap();
    console.click("main button", "Pause").await.unwrap();
    console.wait_for(".liveness", "Paused").await.unwrap();
    setting
        .kubectl(&format!("-n {namespace} create configmap unseen --from-literal=a=1"))
        .unwrap();
    console.click("main button", "Resume").await.unwrap();
    console.wait("the row", &data_is("unseen", "1")).await.unwrap();
    console.close().await.unwrap();
}

#[tokio::test]
async fn a_namespace_that_is_deleted_while_it_is_listed_ends_empty() {
    let setting = Setting::shared().unwrap();
    let namespace = namespace("doomed");
    setting
        .kubectl(&format!("-n {namespace} create configmap last --from-literal=a=1"))
        .unwrap();
    let console = at(&format!("#/api/v1/namespaces/{namespace}/configmaps")).await;
    console.wait_for(".liveness", "Live").await.unwrap();
    console.wait("the row", &data_is("last", "1")).await.unwrap();
    setting
        .kubectl(&format!("delete namespace {namespace} --wait=false"))
        .unwrap();
    console
        .wait(
            "no rows",
            "return all('td.name a').length === 0 && !!$('main p.empty');",
        )
        .await
        .unwrap();
    console.close().await.unwrap();
}

/// A click takes its time, and so does a selection: what is under the hand must not be exchanged for its equal.
#[tokio::test]
async fn a_row_stays_the_same_element_while_others_come_and_time_passes() {
    let setting = Setting::shared().unwrap();
    let namespace = namespace("steady");
    let kubectl = |arguments: &str| setting.kubectl(&format!("-n {namespace} {arguments}")).unwrap();
    kubectl("create configmap middle --from-literal=a=1");
    let console = at(&format!("#/api/v1/namespaces/{namespace}/configmaps")).await;
    console.wait_for(".liveness", "Live").await.unwrap();
    let hold = "
        window.held = named('td.name a', 'middle');
        window.age = words(held.closest('tr').lastElementChild);
        getSelection().selectAllChildren(held);
        return held.closest('tr').id;";
    let before = console.text(hold).await.unwrap();
    kubectl("create configmap ahead --from-literal=a=1");
    console.wait("the row", &data_is("ahead", "1")).await.unwrap();
    console
        .wait(
            "an older row",
            "return words(held.closest('tr').lastElementChild) !== age;",
        )
        .await
        .unwrap();
    let after = console
        .text("return held.isConnected ? held.closest('tr').id : 'gone';")
        .await
        .unwrap();
    assert_eq!((before.as_str(), after.as_str()), ("row-1", "row-2"));
    assert_eq!(
        console.text("return getSelection().toString();").await.unwrap(),
        "middle"
    );
    console.close().await.unwrap();
}

#[tokio::test]
async fn five_tabs_leave_a_connection_for_what_a_reader_clicks() {
    let console = at("#/api/v1/namespaces/default/configmaps").await;
    let page = Setting::shared().unwrap().page(Identity::Operator);
    let driver = console.driver().clone();
    for resource in ["pods", "services", "secrets", "events"] {
        let tab = driver.new_tab().await.unwrap();
        driver.switch_to_window(tab).await.unwrap();
        driver
            .goto(format!("{page}#/api/v1/namespaces/default/{resource}"))
            .await
            .unwrap();
        console.settled().await.unwrap();
    }
    let held = console
        .run_async(
            "navigator.locks.query().then(state => arguments[arguments.length - 1](state.held.filter(lock => lock.name.startsWith('deckprism.stream.')).length));",
        )
        .await
        .unwrap();
    let held = held.as_u64().unwrap();
    assert!((1..=3).contains(&held), "{held} streams in all tabs");
    // The last tab still gets answers.
    console.go("#/version").await.unwrap();
    console.wait_for("main", "gitVersion").await.unwrap();
    console.close().await.unwrap();
}

/// A new namespace.
fn namespace(purpose: &str) -> String {
    Setting::shared()
        .unwrap()
        .namespace(&format!("live-{purpose}"))
        .unwrap()
}

/// Whether a ConfigMap has so many entries on the page.
fn data_is(name: &str, count: &str) -> String {
    format!(
        "const link = all('td.name a').find(link => words(link) === '{name}');
        return !!link && [...link.closest('tr').cells].some(cell => words(cell) === '{count}');"
    )
}

async fn at(hash: &str) -> Console {
    let page = Setting::shared().unwrap().page(Identity::Operator);
    Look::at(page).open(hash).await.unwrap()
}
