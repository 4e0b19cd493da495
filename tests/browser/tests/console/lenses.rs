//! The raw and the request lens: what went over the wire, and the same request as commands that really do it.

use std::{env, process::Command};

use browser::{Console, Look, Setting, Shown};
use cluster::Identity;
use serde_json::Value;

const JOB: &str = "/apis/batch/v1/namespaces/default/jobs/my-job";

browser::on_both_clusters! {
    an_object_is_shown_as_yaml_with_its_managed_fields_folded_and_as_json
    a_log_is_shown_as_text
    an_object_leads_to_what_it_has_to_do_with
}

#[tokio::test]
async fn the_raw_lens_shows_the_answer_as_curl_gets_it() {
    let setting = Setting::shared().unwrap();
    let console = Look::at(setting.page(Identity::Operator))
        .open(&format!("#{JOB}?view.lens=raw"))
        .await
        .unwrap();
    console.wait_for("main .status-line", "HTTP/1.1 200 OK").await.unwrap();
    let url = format!("{}{JOB}?pretty=false", setting.origin(Identity::Operator));
    let answer = cluster::http::get(&url, &[]).unwrap();
    let body = console.text("return $('main pre.body').textContent;").await.unwrap();
    assert_eq!(body, answer.body);
    let bytes = console.words("main dl.facts dd").await.unwrap();
    assert_eq!(bytes.replace(',', ""), answer.body.len().to_string());
    let headers = console
        .texts("return all('main .headers td:first-child').map(words);")
        .await
        .unwrap();
    for header in ["audit-id", "content-type", "cache-control"] {
        assert!(
            headers.iter().any(|shown| shown.eq_ignore_ascii_case(header)),
            "{header} in {headers:?}"
        );
    }
    console.close().await.unwrap();
}

#[tokio::test]
async fn the_raw_lens_of_a_list_shows_the_request_of_the_address_and_below_it_what_the_page_sent() {
    let setting = Setting::shared().unwrap();
    let path = "/api/v1/namespaces/default/pods";
    let console = Look::at(setting.page(Identity::Operator))
        .open(&format!("#{path}"))
        .await
        .unwrap();
    console.go(&format!("#{path}?view.lens=raw")).await.unwrap();
    console.wait_for("main .status-line", "HTTP/1.1 200 OK").await.unwrap();
    let body = console.text("return $('main pre.body').textContent;").await.unwrap();
    let list: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(list["kind"], "PodList");
    console.wait_for("main h2", "What this page really sent").await.unwrap();
    let list = "return words(all('main summary').find(summary => words(summary).includes('includeObject=None&')));";
    console
        .click("main summary", &console.text(list).await.unwrap())
        .await
        .unwrap();
    console
        .wait(
            "the opened request",
            "return all('main details pre.body').length === 1;",
        )
        .await
        .unwrap();
    let table = console
        .text("return $('main details pre.body').textContent;")
        .await
        .unwrap();
    assert!(table.contains(r#""kind":"Table""#), "{table}");
    console.close().await.unwrap();
}

#[tokio::test]
async fn the_commands_of_the_request_lens_bring_the_same_object() {
    let setting = Setting::shared().unwrap();
    let console = Look::at(setting.page(Identity::Operator))
        .open(&format!("#{JOB}?view.lens=request"))
        .await
        .unwrap();
    let expected = cluster::http::get(&format!("{}{JOB}", setting.origin(Identity::Operator)), &[]).unwrap();
    let expected: Value = serde_json::from_str(&expected.body).unwrap();
    for title in ["curl through the proxy", "kubectl get --raw"] {
        let printed = typed(setting, &command(&console, title).await);
        let printed: Value =
            serde_json::from_str(&printed).unwrap_or_else(|error| panic!("{title}: {error}: {printed}"));
        assert_eq!(printed, expected, "{title}");
    }
    let printed = typed(setting, &command(&console, "kubectl").await);
    assert!(printed.contains("name: my-job"), "{printed}");
    console.close().await.unwrap();
}

#[tokio::test]
async fn every_command_of_the_request_lens_can_be_typed_as_it_stands() {
    let setting = Setting::shared().unwrap();
    let console = Look::at(setting.page(Identity::Operator)).open("#").await.unwrap();
    for path in [
        "/api/v1/pods",
        "/api/v1/namespaces/default/pods?labelSelector=app%20in%20(hello,web)&limit=2",
        "/api/v1/namespaces/default/pods?fieldSelector=status.phase%21%3DRunning",
        "/api/v1/namespaces/default/pods/two-voices/log?container=app",
        "/apis/apps/v1/namespaces/default/deployments/hello/scale",
        "/apis/fleet.example.test/v1/ships",
        "/api/v1/nodes",
        "/api",
        "/apis",
        "/apis/batch/v1",
        "/version",
        "/readyz",
        "/openapi/v3",
    ] {
        let separator = if path.contains('?') { '&' } else { '?' };
        console
            .go(&format!("#{path}{separator}view.lens=request"))
            .await
            .unwrap();
        console.wait_for("main h2", "curl through the proxy").await.unwrap();
        let titles = console.texts("return all('main .command').filter(each => each.querySelector('.code')).map(each => words(each.querySelector('h2')));").await.unwrap();
        assert!(titles.len() >= 2, "{path}: {titles:?}");
        for title in titles {
            typed(setting, &command(&console, &title).await);
        }
    }
    console.close().await.unwrap();
}

async fn an_object_is_shown_as_yaml_with_its_managed_fields_folded_and_as_json(on: Shown) {
    let console = on.open(&format!("#{JOB}")).await.unwrap();
    console.wait_for("main .code-view", "kind: Job").await.unwrap();
    let managers = "return words($('main .code-view')).includes('fieldsType');";
    assert_eq!(console.run(managers).await.unwrap(), false, "managedFields are folded");
    console
        .click("main button.fold", "Unfold /metadata/managedFields")
        .await
        .unwrap();
    console.wait("the managed fields", managers).await.unwrap();
    console.click("main .tabs a", "JSON").await.unwrap();
    console.wait_for("main .code-view", r#""kind": "Job""#).await.unwrap();
    console.close().await.unwrap();
}

async fn a_log_is_shown_as_text(on: Shown) {
    let setting = Setting::shared().unwrap();
    let path = "/api/v1/namespaces/default/pods/two-voices/log?container=app";
    let console = on.open(&format!("#{path}")).await.unwrap();
    let expected = setting.kubectl("logs -n default two-voices -c app").unwrap();
    console
        .wait(
            "the log",
            "return !!$('main pre.body') && $('main pre.body').textContent.length > 0;",
        )
        .await
        .unwrap();
    assert_eq!(
        console.text("return $('main pre.body').textContent;").await.unwrap(),
        readable(&expected)
    );
    assert_eq!(console.words("main pre.body .ansi-yellow").await.unwrap(), "WARN");
    console.close().await.unwrap();
}

/// A text for a terminal without what moves or colours.
fn readable(text: &str) -> String {
    let (first, rest) = text.split_once('\u{1b}').unwrap_or((text, ""));
    let rest = rest.split('\u{1b}').map(|piece| {
        let is_end = |letter: char| match piece.chars().next() {
            Some(']') => letter == '\u{7}',
            _ => letter.is_ascii_alphabetic(),
        };
        piece.split_once(is_end).map_or("", |(_, kept)| kept)
    });
    first.to_owned() + rest.collect::<String>().as_str()
}

/// The command under a heading of the request lens.
async fn command(console: &Console, title: &str) -> String {
    let script = "
        const section = all('main .command').find(each => words(each.querySelector('h2')) === arguments[0]);
        return section && section.querySelector('.code') ? section.querySelector('.code').textContent : '';";
    let found = console.run_with(script, vec![title.into()]).await.unwrap();
    found.as_str().unwrap().to_owned()
}

/// What a command prints that is typed into a shell where kubectl knows the cluster.
fn typed(setting: &Setting, command: &str) -> String {
    assert!(!command.is_empty(), "no command");
    let plane = setting.plane();
    let programs = plane.binaries.kubectl.parent().unwrap().display();
    let path = format!("{programs}:{}", env::var("PATH").unwrap_or_default());
    let output = Command::new("/bin/sh")
        .args(["-e", "-c", command])
        .env("PATH", path)
        .env("KUBECONFIG", plane.kubeconfig(Identity::Operator))
        .env("KUBECACHEDIR", plane.directory.join("typed.cache"))
        .env("no_proxy", "127.0.0.1")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{command}\nended with {}: {said}",
        output.status
    );
    String::from_utf8_lossy(&output.stdout).into_owned()
}

async fn an_object_leads_to_what_it_has_to_do_with(shown: Shown) {
    let console = shown
        .open("#/apis/apps/v1/namespaces/default/deployments/hello")
        .await
        .unwrap();
    console.click("main .related a", "pods").await.unwrap();
    console
        .wait(
            "the Pods that it selects",
            "return all('td.name a').length > 0 && all('td.name a').every(link => words(link).startsWith('hello-'));",
        )
        .await
        .unwrap();
    console.click_first("td.name a").await.unwrap();
    let leads = "return all('main .related a').map(words);";
    console
        .wait("where the Pod leads", "return all('main .related a').length > 3;")
        .await
        .unwrap();
    let names = console.texts(leads).await.unwrap();
    for start in [
        "replicasets/hello-",
        "nodes/",
        "serviceaccounts/default",
        "events",
        "namespaces/default",
    ] {
        assert!(names.iter().any(|name| name.starts_with(start)), "{start} in {names:?}");
    }
    let node = names.iter().find_map(|name| name.strip_prefix("nodes/")).unwrap();
    console
        .click("main .related a", &format!("nodes/{node}"))
        .await
        .unwrap();
    console.wait_for("#title", node).await.unwrap();
    console.click("main .related a", "pods").await.unwrap();
    console
        .wait(
            "the Pods of the node",
            &format!("return all('td.name a').length > 0 && decodeURIComponent(location.hash).endsWith('fieldSelector=spec.nodeName={node}');"),
        )
        .await
        .unwrap();
    console.close().await.unwrap();
}
