//! Lists across namespaces for somebody who may read some of them.

use browser::{Look, Setting};
use serde_json::{Value, json};

#[tokio::test]
async fn refused_namespaces_are_named_and_the_rows_of_the_others_shown() {
    let setting = Setting::shared().unwrap();
    let user = format!("system:serviceaccount:team-a:partial-{}", std::process::id());
    setting.create(&rights(&user)).unwrap();
    let proxy = setting.proxy_as(&user).unwrap();
    let allowed = ["kube-system", "shop"];
    let expected: Vec<String> = allowed
        .iter()
        .flat_map(|namespace| {
            names(
                &setting.kubectl(&format!("get pods -n {namespace} -o name")).unwrap(),
                namespace,
            )
        })
        .collect();

    let console = Look::at(format!("{}/static/", proxy.url()))
        .sized(1440, 3_000)
        .open("#/api/v1/pods")
        .await
        .unwrap();
    console
        .wait("rows", "return all('td.name a').length > 0 && !$('main progress');")
        .await
        .unwrap();
    let rows = "return all('tbody tr[id]').map(row => `${words(row.cells[0])}/${words(row.cells[1])}`);";
    assert_eq!(console.texts(rows).await.unwrap(), expected);

    let refused: Vec<String> = setting
        .kubectl("get namespaces -o name")
        .unwrap()
        .lines()
        .map(|name| name.trim_start_matches("namespace/").to_owned())
        .filter(|name| !allowed.contains(&name.as_str()))
        .collect();
    let said = console.words("main p.notice").await.unwrap();
    let (count, named) = said.split_once(" namespaces were refused: ").unwrap();
    let named: Vec<&str> = named.split(", ").collect();
    // Other tests make namespaces in the meantime.
    assert_eq!(count, named.len().to_string());
    for namespace in ["default", "failing", "kube", "team", "team-a", "team-a-b", "vault"] {
        assert!(
            named.contains(&namespace) && refused.contains(&namespace.to_owned()),
            "{namespace}: {said}"
        );
    }
    assert!(!named.iter().any(|name| allowed.contains(name)), "{said}");
    assert_eq!(console.words("main .failure").await.unwrap(), "");
    // No watch across namespaces is allowed either, and the page does not pretend.
    console
        .wait_for(".liveness", "Not live: the watch was refused")
        .await
        .unwrap();

    console.go("#/api/v1/namespaces/shop/pods").await.unwrap();
    console.wait_for(".liveness", "Live").await.unwrap();
    assert_eq!(console.words("main p.notice").await.unwrap(), "");
    console.close().await.unwrap();
    let name = user.rsplit(':').next().unwrap();
    setting
        .kubectl(&format!("delete clusterrole/{name} clusterrolebinding/{name}"))
        .unwrap();
    for namespace in allowed {
        setting
            .kubectl(&format!("-n {namespace} delete rolebinding/{name}"))
            .unwrap();
    }
}

/// The right to list namespaces, and to read the pods of two of them.
fn rights(user: &str) -> Vec<Value> {
    let name = user.rsplit(':').next().unwrap();
    let subjects = json!([{ "apiGroup": "rbac.authorization.k8s.io", "kind": "User", "name": user }]);
    let role = |name: &str| json!({ "apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": name });
    let reads = |namespace: &str| {
        json!({
            "apiVersion": "rbac.authorization.k8s.io/v1",
            "kind": "RoleBinding",
            "metadata": { "namespace": namespace, "name": name },
            "roleRef": role("view"),
            "subjects": subjects,
        })
    };
    vec![
        json!({
            "apiVersion": "rbac.authorization.k8s.io/v1",
            "kind": "ClusterRole",
            "metadata": { "name": name },
            "rules": [{ "apiGroups": [""], "resources": ["namespaces"], "verbs": ["list"] }],
        }),
        json!({
            "apiVersion": "rbac.authorization.k8s.io/v1",
            "kind": "ClusterRoleBinding",
            "metadata": { "name": name },
            "roleRef": role(name),
            "subjects": subjects,
        }),
        reads("shop"),
        reads("kube-system"),
    ]
}

/// The keys of the pods that kubectl names.
fn names(printed: &str, namespace: &str) -> Vec<String> {
    let mut names: Vec<String> = printed
        .lines()
        .map(|line| format!("{namespace}/{}", line.trim_start_matches("pod/")))
        .collect();
    names.sort();
    names
}
