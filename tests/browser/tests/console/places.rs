//! Where the API is: the console finds it, or says why not.

use std::{fs, path::PathBuf};

use browser::{Look, Setting, setting};
use cluster::{Identity, KubectlProxy, ProxyOptions};

#[tokio::test]
async fn an_api_behind_a_prefix_is_found() {
    let proxy = proxy_at_prefix();
    let console = Look::at(format!("{}/", proxy.url()))
        .open("#/api/v1/namespaces/default/pods")
        .await
        .unwrap();
    console
        .wait("rows", "return all('div.rows tbody td.name a').length > 0;")
        .await
        .unwrap();
    console.go("#/~/doctor").await.unwrap();
    console.wait_for("main h2", "GET /k8s/version").await.unwrap();
    console.wait_for("main", "kubectl proxy is in between").await.unwrap();
    console.close().await.unwrap();
}

#[tokio::test]
async fn a_prefix_in_the_address_is_used_alone() {
    let proxy = proxy_at_prefix();
    let console = Look::at(format!("{}/", proxy.url())).open("#").await.unwrap();
    console.load_with("?api-prefix=/k8s", "#/~/doctor").await.unwrap();
    console.wait_for("main h2", "GET /k8s/version").await.unwrap();
    console.wait_for("main", "An API server answers.").await.unwrap();
    let tried = console.texts("return all('.findings h2').map(words);").await.unwrap();
    assert_eq!(tried, ["Tried: GET /k8s/version"]);
    console
        .go("#/api/v1/namespaces/default/pods?view.lens=request")
        .await
        .unwrap();
    console
        .wait_for("main .command .code", "/k8s/api/v1/namespaces/default/pods")
        .await
        .unwrap();
    console.close().await.unwrap();
}

#[tokio::test]
async fn an_api_server_that_the_proxy_cannot_reach_is_told_from_a_proxy_that_is_gone() {
    let setting = Setting::shared().unwrap();
    let kubeconfig = unreachable_kubeconfig();
    let options = ProxyOptions::guarded(Some(setting::dist().unwrap()));
    let proxy = KubectlProxy::start(&setting.plane().binaries, &kubeconfig, &options).unwrap();
    let look = Look::at(format!("{}/static/", proxy.url()));
    let console = look.open("#/~/doctor").await.unwrap();
    console
        .wait_for("main .failure h2", "kubectl proxy cannot reach the API server")
        .await
        .unwrap();
    let said = console.words("main .failure").await.unwrap();
    assert!(said.contains("connection refused"), "{said}");
    assert!(said.contains("Check that the cluster runs"), "{said}");
    console.close().await.unwrap();
    fs::remove_dir_all(kubeconfig.parent().unwrap()).unwrap();
}

#[tokio::test]
async fn a_page_opened_under_a_wrong_host_name_says_so() {
    let setting = Setting::shared().unwrap();
    let page = setting.page(Identity::Operator).replace("127.0.0.1", "foo.localhost");
    let console = Look::at(page).open("#/~/doctor").await.unwrap();
    console
        .wait_for("main .failure h2", "Refused by kubectl proxy: wrong host name")
        .await
        .unwrap();
    console
        .wait_for("main .failure", "http://127.0.0.1 with the same port")
        .await
        .unwrap();
    console.close().await.unwrap();
}

#[tokio::test]
async fn the_doctor_says_what_it_found_and_how_to_start_a_guarded_proxy() {
    let setting = Setting::shared().unwrap();
    let console = Look::at(setting.page(Identity::Operator))
        .open("#/~/doctor")
        .await
        .unwrap();
    console
        .wait_for("main", "An API server answers. Version: v1.")
        .await
        .unwrap();
    console.wait_for("main", "kubectl proxy is in between").await.unwrap();
    console
        .wait_for("main .code", "--reject-methods='^[^GH]'")
        .await
        .unwrap();
    console.close().await.unwrap();
}

fn proxy_at_prefix() -> KubectlProxy {
    let plane = Setting::shared().unwrap().plane();
    let options = ProxyOptions::guarded(Some(setting::dist().unwrap())).at("/", "/k8s");
    KubectlProxy::start(&plane.binaries, plane.kubeconfig(Identity::Operator), &options).unwrap()
}

/// A kubeconfig whose server nobody is: its port was free a moment ago.
fn unreachable_kubeconfig() -> PathBuf {
    let [port] = cluster::ports::free::<1>().unwrap();
    let folder = std::env::temp_dir().join(format!("deckprism-unreachable-{}-{port}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join("kubeconfig");
    let text = format!(
        "apiVersion: v1\nkind: Config\ncurrent-context: gone\n\
         clusters:\n- name: gone\n  cluster:\n    server: https://127.0.0.1:{port}\n    insecure-skip-tls-verify: true\n\
         users:\n- name: gone\n  user:\n    token: none\n\
         contexts:\n- name: gone\n  context:\n    cluster: gone\n    user: gone\n"
    );
    cluster::kubeconfig::write(&path, &text).unwrap();
    path
}
