//! Requests and the commands that kubectl 1.36 makes them by.

mod others;

use super::*;
use crate::{dialect::testing::discovery, kube::query::Query};

#[track_caller]
fn check(path: &str, view: View, expected: &str, notes: &[Note]) {
    let found = idiomatic(&request(path), &discovery(), view);
    let text = found.snippet.map(|snippet| snippet.plain());
    assert_eq!(text.as_deref(), (!expected.is_empty()).then_some(expected), "{path}");
    assert_eq!(found.notes, notes, "{path}");
}

fn request(path: &str) -> ApiRequest {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let mut request = ApiRequest::of(path).unwrap();
    request.query = Query::parse(query);
    request
}

fn parameter(name: &str) -> Note {
    Note::ParameterNotExpressible(name.to_owned())
}

#[test]
fn lists() {
    use Note::{
        ContinueNotExpressible, LimitIsChunkSize, ListKindIsGeneric, ManagedFieldsHidden, WatchListsFirst,
        WholeListIsFetched,
    };
    check("/api/v1/pods", View::Table, "kubectl get pods -A -o wide", &[]);
    check(
        "/api/v1/namespaces/team-a/pods",
        View::Text,
        "kubectl get pods -n team-a",
        &[],
    );
    check("/api/v1/nodes", View::Table, "kubectl get nodes -o wide", &[]);
    check("/api/v1/namespaces", View::Table, "kubectl get namespaces -o wide", &[]);
    check(
        "/api/v1/namespaces/team-a/pods?labelSelector=app%3Dweb,tier%20in%20(a,b)&fieldSelector=status.phase%21%3DRunning",
        View::Table,
        "kubectl get pods -n team-a -l 'app=web,tier in (a,b)' --field-selector 'status.phase!=Running' -o wide",
        &[],
    );
    check(
        "/api/v1/pods",
        View::Yaml,
        "kubectl get pods -A -o yaml",
        &[ManagedFieldsHidden, ListKindIsGeneric],
    );
    check(
        "/api/v1/pods?limit=5&pretty=false",
        View::Table,
        "kubectl get pods -A --chunk-size=5 -o wide",
        &[LimitIsChunkSize, WholeListIsFetched],
    );
    check(
        "/api/v1/pods?continue=abc",
        View::Table,
        "kubectl get pods -A -o wide",
        &[ContinueNotExpressible, WholeListIsFetched],
    );
    check(
        "/api/v1/pods?watch=1",
        View::Table,
        "kubectl get pods -A -w -o wide",
        &[WatchListsFirst],
    );
    check(
        "/api/v1/pods?watch=false&limit=0",
        View::Table,
        "kubectl get pods -A -o wide",
        &[],
    );
    check(
        "/api/v1/pods?resourceVersion=0&limit=x",
        View::Table,
        "kubectl get pods -A -o wide",
        &[parameter("limit"), parameter("resourceVersion")],
    );
    check("/apis/batch/v2/jobs", View::Table, "", &[Note::NotInDiscovery]);
}

#[test]
fn objects_and_subresources() {
    let hidden = [Note::ManagedFieldsHidden];
    check(
        "/apis/batch/v1/namespaces/default/jobs/my-job",
        View::Yaml,
        "kubectl get jobs my-job -n default -o yaml",
        &hidden,
    );
    check(
        "/apis/autoscaling/v1/namespaces/a/horizontalpodautoscalers/web",
        View::Json,
        "kubectl get horizontalpodautoscalers.v1.autoscaling web -n a -o json",
        &hidden,
    );
    check(
        "/apis/metrics.k8s.io/v1beta1/nodes/n1",
        View::Table,
        "kubectl get nodes.v1beta1.metrics.k8s.io n1 -o wide",
        &[],
    );
    check(
        "/api/v1/namespaces/default",
        View::Yaml,
        "kubectl get namespaces default -o yaml",
        &hidden,
    );
    check(
        "/api/v1/namespaces/default/status",
        View::Yaml,
        "kubectl get namespaces default --subresource=status -o yaml",
        &hidden,
    );
    check(
        "/apis/apps/v1/namespaces/a/deployments/web/scale",
        View::Json,
        "kubectl get deployments web -n a --subresource=scale -o json",
        &hidden,
    );
    check(
        "/apis/rbac.authorization.k8s.io/v1/clusterroles/system:node",
        View::Table,
        "kubectl get clusterroles system:node -o wide",
        &[],
    );
    check(
        "/api/v1/namespaces/a/pods/-x",
        View::Table,
        "kubectl get pods/-x -n a -o wide",
        &[],
    );
    check(
        "/api/v1/namespaces/a/pods/it's",
        View::Table,
        r"kubectl get pods 'it'\''s' -n a -o wide",
        &[],
    );
    check("/api/v1/pods/web", View::Table, "", &[Note::NoIdiomaticForm]);
    check("/api/v1/namespaces/a/nodes", View::Table, "", &[Note::NoIdiomaticForm]);
    check(
        "/api/v1/namespaces/a/pods/b/exec",
        View::Table,
        "",
        &[Note::NoIdiomaticForm, Note::Guarded(Guard::Session)],
    );
    check(
        "/api/v1/nodes/n/proxy/run",
        View::Text,
        "",
        &[Note::NoIdiomaticForm, Note::Guarded(Guard::NodeProxy)],
    );
}

#[test]
fn logs() {
    let pod = "/api/v1/namespaces/a/pods/web-0/log";
    check(pod, View::Text, "kubectl logs web-0 -n a", &[Note::DefaultContainer]);
    check(
        &format!("{pod}?container=app&follow=true&previous=1&sinceSeconds=300&tailLines=5&timestamps=true"),
        View::Text,
        "kubectl logs web-0 -n a -c app --tail=5 --previous -f --timestamps --since=5m",
        &[],
    );
    check(
        &format!("{pod}?sinceTime=2024-08-30T06:00:00Z&limitBytes=10&stream=Stderr&tailLines=x"),
        View::Text,
        "kubectl logs web-0 -n a --since-time=2024-08-30T06:00:00Z --limit-bytes=10",
        &[Note::DefaultContainer, parameter("tailLines"), parameter("stream")],
    );
    check(
        "/api/v1/namespaces/a/pods/-p/log",
        View::Text,
        "kubectl logs pods/-p -n a",
        &[Note::DefaultContainer],
    );
}
