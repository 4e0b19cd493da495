//! What teaches beside the lessons: the way of a request, who may ask, what a Pod is told, terms explained.

use browser::Shown;
use serde_json::json;
use thirtyfour::Key;

browser::on_both_clusters! {
    the_wire_lens_draws_where_tls_ends_and_what_it_observed_can_be_opened
    a_request_is_asked_in_several_names_and_a_rule_makes_the_difference
    a_pod_shows_what_its_containers_are_told
    a_request_is_written_in_seven_languages
    each_of_the_five_proxies_says_what_this_cluster_shows_of_it
    a_term_is_explained_where_it_stands_with_its_value
    the_ways_in_carry_the_names_of_this_cluster
}

async fn the_wire_lens_draws_where_tls_ends_and_what_it_observed_can_be_opened(shown: Shown) {
    let log = "#/api/v1/namespaces/default/pods/two-voices/log?container=app&view.lens=wire";
    let console = shown.open(log).await.unwrap();
    console
        .wait_for(".wire svg text", "TLS ends at the kubelet")
        .await
        .unwrap();
    console
        .wait_for(".wire svg text", "TLS ends at the API server")
        .await
        .unwrap();
    console.wait("hops", "return all('.leg').length === 3;").await.unwrap();
    // Each observation leads to the request that shows it.
    let links = console
        .texts("return all('.proof[data-proof=observed] a').map(link => link.getAttribute('href'));")
        .await
        .unwrap();
    assert!(!links.is_empty(), "nothing was observed");
    let unlinked = "return all('.proof[data-proof=observed]').filter(proof => !proof.querySelector('a')).length;";
    assert_eq!(console.run(unlinked).await.unwrap(), json!(0));
    for link in links {
        console.go(&link).await.unwrap();
        console
            .wait("the request", "return !!$('main .status-line');")
            .await
            .unwrap();
    }
    console
        .go("#/api/v1/namespaces/default/pods?view.lens=wire")
        .await
        .unwrap();
    console.wait_for(".wire svg text", "TLS ends at etcd").await.unwrap();
    console.close().await.unwrap();
}

async fn a_request_is_asked_in_several_names_and_a_rule_makes_the_difference(shown: Shown) {
    let console = shown
        .open("#/api/v1/namespaces/default/pods?view.lens=identity")
        .await
        .unwrap();
    console
        .wait(
            "an answer for each",
            "return all('.identity').length === 3 && all('.identity[data-outcome=open]').length === 0;",
        )
        .await
        .unwrap();
    let outcomes = console
        .texts("return all('.identity').map(column => column.dataset.outcome);")
        .await
        .unwrap();
    assert_eq!(outcomes, ["let-through", "refused", "refused"]);
    console.wait_for(".identity", "No rule allows it").await.unwrap();
    console
        .wait_for(".identity", "Rules and answer agree: refused.")
        .await
        .unwrap();
    console.close().await.unwrap();
}

async fn a_pod_shows_what_its_containers_are_told(shown: Shown) {
    let console = shown
        .open("#/api/v1/namespaces/default/pods/two-voices?view.lens=downward")
        .await
        .unwrap();
    console
        .wait_for("main table th", "/var/run/secrets/kubernetes.io/serviceaccount/token")
        .await
        .unwrap();
    console
        .wait(
            "the address of the API server",
            "return all('main tr').some(row => words(row).startsWith('KUBERNETES_SERVICE_HOST') && /\\d+\\.\\d+\\.\\d+\\.\\d+/.test(words(row)));",
        )
        .await
        .unwrap();
    assert_eq!(console.words("main .failure").await.unwrap(), "");
    console.close().await.unwrap();
}

async fn a_request_is_written_in_seven_languages(shown: Shown) {
    let console = shown
        .open("#/api/v1/namespaces/default/pods?view.lens=code")
        .await
        .unwrap();
    console
        .wait(
            "the languages",
            "return all('input[name=client-language]').length === 7;",
        )
        .await
        .unwrap();
    for (language, call) in [
        ("Go", "CoreV1().Pods("),
        ("Python", "list_namespaced_pod("),
        ("Java", "listNamespacedPod("),
        ("C#", "ListNamespacedPod"),
        ("JavaScript", "listNamespacedPod("),
        ("Haskell", "listNamespacedPod"),
        ("Rust", "Api<Pod>"),
    ] {
        let choose =
            "all('.choices label').find(label => words(label) === arguments[0]).querySelector('input').click();";
        console.run_with(choose, vec![json!(language)]).await.unwrap();
        console
            .wait(
                call,
                &format!(
                    "return all('main .program').some(program => program.textContent.includes({}));",
                    json!(call)
                ),
            )
            .await
            .unwrap();
    }
    // The last choice holds on other pages, too.
    console.go("#/api/v1/nodes?view.lens=code").await.unwrap();
    console
        .wait(
            "the same language",
            "return words(all('.choices label').find(label => label.querySelector('input').checked)) === 'Rust'
                && all('main .program').some(program => program.textContent.includes('Api<Node>'));",
        )
        .await
        .unwrap();
    console.close().await.unwrap();
}

async fn each_of_the_five_proxies_says_what_this_cluster_shows_of_it(shown: Shown) {
    let console = shown.open("#/~/proxies").await.unwrap();
    console
        .wait(
            "findings for each",
            "return all('.card.proxy .findings-of-proxy').length === 5 && all('.findings-of-proxy').every(list => list.children.length > 0) && all('.evidence [role=status]').length === 0;",
        )
        .await
        .unwrap();
    let seen = "return all('.findings-of-proxy').map(list => list.querySelectorAll('[data-verdict=seen], [data-verdict=recorded], [data-verdict=inferred]').length > 0);";
    assert_eq!(console.run(seen).await.unwrap(), json!([true, true, true, true, true]));
    // What could be reached through proxies is named as commands, and is no link.
    let links = "return all('.evidence a').map(link => link.getAttribute('href')).filter(address => address.includes('/proxy'));";
    assert!(console.texts(links).await.unwrap().is_empty());
    console.close().await.unwrap();
}

async fn a_term_is_explained_where_it_stands_with_its_value(shown: Shown) {
    let console = shown
        .open("#/apis/batch/v1/namespaces/default/jobs/my-job")
        .await
        .unwrap();
    console.wait_for("main .code-view", "kind: Job").await.unwrap();
    console
        .click("main .concept-mark", "Explain resourceVersion")
        .await
        .unwrap();
    console
        .wait_for("#concept-card", "Which state of an object")
        .await
        .unwrap();
    let value = "const line = all('.code-view .line').map(words).find(line => line.includes('resourceVersion:'));
        return words($('#concept-card')).includes(line.match(/resourceVersion: \"(\\d+)\"/)[1]);";
    assert_eq!(console.run(value).await.unwrap(), json!(true), "the value on the page");
    console.press(Key::Escape).await.unwrap();
    console
        .wait("a closed card", "return !$('#concept-card').matches(':popover-open');")
        .await
        .unwrap();
    console.go("#/~/concepts/resource_version").await.unwrap();
    console
        .wait_for("main .concept", "Which state of an object")
        .await
        .unwrap();
    console.close().await.unwrap();
}

async fn the_ways_in_carry_the_names_of_this_cluster(shown: Shown) {
    let console = shown.open("#/~/ways").await.unwrap();
    console
        .wait("nine drawings", "return all('.card.proxy .wire svg').length === 9;")
        .await
        .unwrap();
    console
        .wait("a name that an answer gave", "return all('.way-names a').length > 2;")
        .await
        .unwrap();
    console
        .wait_for(".way-command .code", "kubectl create token")
        .await
        .unwrap();
    console.close().await.unwrap();
}
