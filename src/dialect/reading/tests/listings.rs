//! `kubectl get` and `kubectl describe`.

use super::*;
use Note::{DescribeReadsMore, LimitIsChunkSize, ManagedFieldsShown, WatchListsFirst};

#[test]
fn lists() {
    check("kubectl get pods", "/api/v1/namespaces/default/pods", &[in_default()]);
    check("k get po", "/api/v1/namespaces/default/pods", &[in_default()]);
    check("kubectl get pods -n team-a", "/api/v1/namespaces/team-a/pods", &[]);
    check("kubectl -n team-a get pods", "/api/v1/namespaces/team-a/pods", &[]);
    check("kubectl get -nteam-a pods", "/api/v1/namespaces/team-a/pods", &[]);
    check("kubectl get -n=team-a pods", "/api/v1/namespaces/team-a/pods", &[]);
    check(
        "kubectl get --namespace=team-a pods",
        "/api/v1/namespaces/team-a/pods",
        &[],
    );
    check(
        "kubectl --namespace team-a get pods",
        "/api/v1/namespaces/team-a/pods",
        &[],
    );
    check(
        "kubectl get pods -n ''",
        "/api/v1/namespaces/default/pods",
        &[in_default()],
    );
    check("kubectl get pods -n a -n b", "/api/v1/namespaces/b/pods", &[]);
    check("kubectl get pods -A", "/api/v1/pods", &[]);
    check("kubectl get pods --all-namespaces -n team-a", "/api/v1/pods", &[]);
    check("kubectl get pods --all_namespaces=true", "/api/v1/pods", &[]);
    check("kubectl get nodes -n team-a", "/api/v1/nodes", &[]);
    check("kubectl get nodes -A", "/api/v1/nodes", &[]);
    check("kubectl get pods,services -A", "/api/v1/pods", &[first("pods")]);
    check("kubectl get all -A", "/api/v1/pods", &[first("pods")]);
    check("kubectl get deployments.v1.apps -A", "/apis/apps/v1/deployments", &[]);
    check(
        "kubectl get horizontalpodautoscalers.v1.autoscaling -A",
        "/apis/autoscaling/v1/horizontalpodautoscalers",
        &[],
    );
    check("kubectl get ksvc -A", "/apis/serving.knative.dev/v1/services", &[]);
    check("minikube kubectl -- get pods -A", "/api/v1/pods", &[]);
    check("KUBECONFIG=x /usr/local/bin/kubectl get pods -A", "/api/v1/pods", &[]);
}

#[test]
fn selectors_and_watches() {
    check(
        "kubectl get pods -A -l app=web,'tier in (a,b)' --field-selector=status.phase!=Running",
        "/api/v1/pods?fieldSelector=status.phase!%3DRunning&labelSelector=app%3Dweb,tier%20in%20(a,b)",
        &[],
    );
    check(
        "kubectl get pods -A --selector app=web",
        "/api/v1/pods?labelSelector=app%3Dweb",
        &[],
    );
    check("kubectl get pods -Aw", "/api/v1/pods?watch=true", &[WatchListsFirst]);
    check("kubectl get pods -A --watch=false", "/api/v1/pods", &[]);
    check("kubectl get pods -A --watch-only", "/api/v1/pods?watch=true", &[]);
    check(
        "kubectl get pod web -n a -w",
        "/api/v1/namespaces/a/pods?fieldSelector=metadata.name%3Dweb&watch=true",
        &[WatchListsFirst],
    );
    check(
        "kubectl get pods -A --chunk-size=50",
        "/api/v1/pods?limit=50",
        &[LimitIsChunkSize],
    );
    check("kubectl get pods -A --chunk-size 0", "/api/v1/pods", &[]);
}

#[test]
fn objects() {
    let web = "/api/v1/namespaces/a/pods/web";
    check("kubectl get pod web -n a", web, &[]);
    check("kubectl get pod/web -n a", web, &[]);
    check("kubectl get po/web svc/web -n a", web, &[first("po/web")]);
    check("kubectl get pods web other -n a", web, &[first("web")]);
    check("kubectl get pods,svc web -n a", web, &[first("pods")]);
    check("kubectl get pods -n a -- web", web, &[]);
    check(
        "kubectl get pod web -n a --subresource=status",
        &format!("{web}/status"),
        &[],
    );
    check("kubectl get ns default", "/api/v1/namespaces/default", &[]);
    check("kubectl get no n1 -A", "/api/v1/nodes/n1", &[]);
    check(
        "kubectl get clusterroles system:node",
        "/apis/rbac.authorization.k8s.io/v1/clusterroles/system:node",
        &[],
    );
    check("kubectl get pod 'a b' -n a", "/api/v1/namespaces/a/pods/a%20b", &[]);
    check("kubectl describe pod web -n a", web, &[DescribeReadsMore]);
    check(
        "kubectl describe pods -A -l a=b",
        "/api/v1/pods?labelSelector=a%3Db",
        &[DescribeReadsMore],
    );
}

#[test]
fn views() {
    for (output, view) in [
        ("", View::Table),
        ("-o wide", View::Table),
        ("-owide", View::Table),
        ("-o=wide", View::Table),
        ("-o yaml", View::Yaml),
        ("--output=yaml", View::Yaml),
        ("--output json", View::Json),
        ("-Ao json", View::Json),
    ] {
        check_view(&format!("kubectl get pods -n a {output}"), Some(view));
    }
    let columns = |text: &str| {
        let found = understood(text).columns.into_iter();
        found
            .map(|column| format!("{} {}", column.heading, column.json_path))
            .collect::<Vec<_>>()
    };
    let custom = "kubectl get pods -A -o custom-columns=NAME:.metadata.name,'IP:{.status.podIP}'";
    check(custom, "/api/v1/pods", &[]);
    assert_eq!(columns(custom), ["NAME .metadata.name", "IP {.status.podIP}"]);
    assert!(columns("kubectl get pods -o wide").is_empty());
    check(
        "kubectl get pod web-0 -n a -o custom-columns=X:.kind",
        "/api/v1/namespaces/a/pods/web-0",
        &[left_out("-o custom-columns")],
    );
    check("kubectl get pods -A -o name", "/api/v1/pods", &[left_out("-o name")]);
    check(
        "kubectl get pods -A -o jsonpath='{.items[*].metadata.name}'",
        "/api/v1/pods",
        &[left_out("-o jsonpath")],
    );
    check_view("kubectl get pods -A -o jsonpath='{.x}'", Some(View::Json));
    check(
        "kubectl get pods -A -o yaml --show-managed-fields",
        "/api/v1/pods",
        &[ManagedFieldsShown],
    );
    check_view("kubectl describe po/web", None);
}

#[test]
fn identity_and_connection() {
    let head = understood("kubectl get pods -A --as=jane --as-group=dev --as-group ops")
        .request
        .head;
    assert_eq!(head.impersonate_user.as_deref(), Some("jane"));
    assert_eq!(head.impersonate_groups, ["dev", "ops"]);
    check(
        "kubectl --context prod get pods -A",
        "/api/v1/pods",
        &[left_out("--context")],
    );
    check(
        "kubectl -s https://x --token=t get pods -A -v=8",
        "/api/v1/pods",
        &[left_out("--server"), Note::CredentialLeftOut],
    );
    check(
        "kubectl get pods -A --sort-by=.metadata.name",
        "/api/v1/pods",
        &[left_out("--sort-by")],
    );
    check(
        "kubectl get pods -A | grep web",
        "/api/v1/pods",
        &[Note::OnlyFirstCommand],
    );
    check(
        "kubectl get pods -A && kubectl get nodes",
        "/api/v1/pods",
        &[Note::OnlyFirstCommand],
    );
}
