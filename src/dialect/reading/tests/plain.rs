//! Paths, URLs, addresses of the console, plain words.

use super::*;

fn namespace(word: &str) -> Note {
    Note::WordIsNamespace(word.to_owned())
}

#[test]
fn paths() {
    for (text, path) in [
        ("/api/v1/pods", "/api/v1/pods"),
        ("  /api/v1/pods\n", "/api/v1/pods"),
        ("/", "/"),
        ("/apis/batch/v1/jobs?limit=5", "/apis/batch/v1/jobs?limit=5"),
        ("apis/batch/v1/jobs", "/apis/batch/v1/jobs"),
        ("api", "/api"),
        ("apis/", "/apis/"),
        ("version", "/version"),
        ("livez?verbose", "/livez?verbose"),
        ("readyz/etcd", "/readyz/etcd"),
        ("openapi/v3/apis/batch/v1", "/openapi/v3/apis/batch/v1"),
        ("`/api/v1/pods`", "/api/v1/pods"),
        ("\"/api/v1/pods\"", "/api/v1/pods"),
        ("/k8s/api/v1/pods", "/api/v1/pods"),
        ("/k8s", "/"),
        ("/k8s/other", "/k8s/other"),
        ("/k8s-api/v1", "/k8s-api/v1"),
        (
            "/api/v1/pods?labelSelector=tier in (a,b)",
            "/api/v1/pods?labelSelector=tier%20in%20(a,b)",
        ),
        ("/api/v1/namespaces/café", "/api/v1/namespaces/caf%C3%A9"),
        ("GET /api/v1/pods?limit=5 HTTP/1.1", "/api/v1/pods?limit=5"),
        ("GET https://10.0.0.1:6443/api/v1/pods 200 OK in 5 ms", "/api/v1/pods"),
        ("/api/v1/pods?&&a=1&", "/api/v1/pods?a=1"),
        ("/api/v1/pods?a=?b", "/api/v1/pods?a=?b"),
    ] {
        check(text, path, &[]);
        check_view(text, None);
    }
}

#[test]
fn urls() {
    for (text, path) in [
        ("http://127.0.0.1:8001/k8s/api/v1/pods?x=y", "/api/v1/pods?x=y"),
        ("https://10.0.0.1:6443/apis/batch/v1", "/apis/batch/v1"),
        ("HTTPS://user:secret@cluster.example/api#top", "/api"),
        ("https://cluster.example", "/"),
        ("https://cluster.example?a=b", "/?a=b"),
        ("localhost:8001/api/v1/nodes", "/api/v1/nodes"),
        ("127.0.0.1:8001", "/"),
        ("http://[::1]:8001/version", "/version"),
        ("http://x/k8s", "/"),
        ("http://x/k8sx/api", "/k8sx/api"),
    ] {
        check(text, path, &[]);
    }
}

#[test]
fn addresses_of_the_console() {
    check_address(
        "http://127.0.0.1:8001/static/#/api/v1/pods?view.lens=yaml",
        "/api/v1/pods?view.lens=yaml",
    );
    check_address("#/api/v1/pods", "/api/v1/pods");
    check_address("#/~/proxies", "/~/proxies");
    check_address("/~/proxies", "/~/proxies");
    check_address("http://localhost/static/#/~/proxies?a", "/~/proxies?a");
    check_address("/api/v1/pods?view.sort=-age", "/api/v1/pods?view.sort=-age");
    check_address(
        "/api/v1/pods?head.Accept=application/yaml",
        "/api/v1/pods?head.Accept=application/yaml",
    );
    check_address("http://x/#/version", "/version");
}

#[test]
fn words() {
    check("po", "/api/v1/namespaces/default/pods", &[in_default()]);
    check(
        "pods kube-system",
        "/api/v1/namespaces/kube-system/pods",
        &[namespace("kube-system")],
    );
    check(
        "pods team-a web-0",
        "/api/v1/namespaces/team-a/pods/web-0",
        &[namespace("team-a")],
    );
    check(
        "deploy/web",
        "/apis/apps/v1/namespaces/default/deployments/web",
        &[in_default()],
    );
    check(
        "deploy/web team-a",
        "/apis/apps/v1/namespaces/team-a/deployments/web",
        &[namespace("team-a")],
    );
    check("nodes", "/api/v1/nodes", &[]);
    check("no n1", "/api/v1/nodes/n1", &[]);
    check("ns/team-a", "/api/v1/namespaces/team-a", &[]);
    check(
        "Deployment",
        "/apis/apps/v1/namespaces/default/deployments",
        &[in_default()],
    );
    check(
        "hpa.v1.autoscal",
        "/apis/autoscaling/v1/namespaces/default/horizontalpodautoscalers",
        &[in_default()],
    );
    check(
        "po,svc",
        "/api/v1/namespaces/default/pods",
        &[first("pods"), in_default()],
    );
    check("all", "/api/v1/namespaces/default/pods", &[first("pods"), in_default()]);
    check("pods -n team-a", "/api/v1/namespaces/team-a/pods", &[]);
    check("pods web -n team-a", "/api/v1/namespaces/team-a/pods/web", &[]);
    check("po -A", "/api/v1/pods", &[]);
    check("events", "/api/v1/namespaces/default/events", &[in_default()]);
    check("get pods -A", "/api/v1/pods", &[]);
    check("batch", "/apis/batch", &[]);
    check("apps/v1", "/apis/apps/v1", &[]);
    check("v1", "/api/v1", &[]);
    check("api-versions", "/apis", &[Note::ReadsCoreToo]);
    check_view("po", Some(View::Table));
    check_view("po/web", None);
}

#[test]
fn the_namespace_of_the_context_is_taken() {
    let discovery = testing::discovery();
    let context = Context {
        discovery: &discovery,
        namespace: Some("team-b"),
        api_prefix: "",
    };
    for text in ["po", "kubectl get po"] {
        let Ok(Reading::Request(found)) = read(text, &context) else {
            panic!("{text}");
        };
        assert_eq!(found.request.spelt_path(), "/api/v1/namespaces/team-b/pods");
        assert_eq!(found.notes, [Note::DefaultNamespace("team-b".into())]);
    }
}

#[test]
fn unknown_words_come_with_close_ones() {
    let unknown = |word: &str, close: &[&str]| NotUnderstood::UnknownWord {
        word: word.to_owned(),
        close: close.iter().map(|word| (*word).to_owned()).collect(),
    };
    check_refused("web", &unknown("web", &[]));
    check_refused("pdos", &unknown("pdos", &["pods"]));
    check_refused("deplyment/web", &unknown("deplyment", &["deployment", "deployments"]));
    check_refused("kubectl get jobz", &unknown("jobz", &["job", "jobs"]));
    check_refused("kubectl api-resources --api-group=bacth", &unknown("bacth", &["batch"]));
}
