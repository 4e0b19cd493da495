//! The other commands of `kubectl`.

use super::*;
use crate::kube::gvk::GroupVersionResource;

#[test]
fn raw() {
    check("kubectl get --raw /api/v1/pods", "/api/v1/pods", &[]);
    check("kubectl get --raw='/livez?verbose'", "/livez?verbose", &[]);
    check("kubectl --as jane get --raw /apis", "/apis", &[]);
    check("kubectl get --raw https://10.0.0.1/api", "/api", &[]);
    // The prefix is the console's, not kubectl's.
    check("kubectl get --raw /k8s/api", "/k8s/api", &[]);
}

#[test]
fn logs() {
    let log = "/api/v1/namespaces/a/pods/web-0/log";
    let one = || [Note::DefaultContainer];
    check(
        "kubectl logs web-0",
        "/api/v1/namespaces/default/pods/web-0/log",
        &[in_default(), Note::DefaultContainer],
    );
    check("kubectl logs web-0 -n a", log, &one());
    check("kubectl logs pod/web-0 -n a", log, &one());
    check("kubectl logs -f -n a web-0", &format!("{log}?follow=true"), &one());
    check("kubectl logs web-0 app -n a", &format!("{log}?container=app"), &[]);
    check(
        "kubectl logs web-0 -n a -c app --tail=5 -p -f --since=1h30m --timestamps",
        &format!("{log}?container=app&follow=true&previous=true&sinceSeconds=5400&tailLines=5&timestamps=true"),
        &[],
    );
    check(
        "kubectl logs web-0 -n a --since-time=2024-08-30T06:00:00Z --limit-bytes 10 --tail -1",
        &format!("{log}?limitBytes=10&sinceTime=2024-08-30T06:00:00Z"),
        &one(),
    );
    check_view("kubectl logs web-0", Some(View::Text));
    check(
        "kubectl logs deploy/web -n a",
        "/apis/apps/v1/namespaces/a/deployments/web",
        &[Note::LogsNeedAPod],
    );
    check(
        "kubectl logs -l app=web -n a",
        "/api/v1/namespaces/a/pods?labelSelector=app%3Dweb",
        &[Note::LogsNeedAPod],
    );
    check(
        "kubectl logs web-0 -n a --all-containers",
        log,
        &[Note::DefaultContainer, Note::OnlyOneLog("--all-containers".into())],
    );
}

#[test]
fn explain() {
    let explains = |group: &str, version: &str, resource: &str, fields: &[&str]| Note::Explains {
        resource: GroupVersionResource::new(group, version, resource),
        fields: fields.iter().map(|field| (*field).to_owned()).collect(),
    };
    let batch = "/openapi/v3/apis/batch/v1";
    check("kubectl explain jobs", batch, &[explains("batch", "v1", "jobs", &[])]);
    check(
        "kubectl explain job.spec.template --recursive",
        batch,
        &[explains("batch", "v1", "jobs", &["spec", "template"])],
    );
    check(
        "kubectl explain po.spec.containers",
        "/openapi/v3/api/v1",
        &[explains("", "v1", "pods", &["spec", "containers"])],
    );
    check(
        "kubectl explain deployments.apps.spec",
        "/openapi/v3/apis/apps/v1",
        &[explains("apps", "v1", "deployments", &["spec"])],
    );
    check(
        "kubectl explain events.events.k8s.io.note",
        "/openapi/v3/apis/events.k8s.io/v1",
        &[explains("events.k8s.io", "v1", "events", &["note"])],
    );
    check(
        "kubectl explain hpa --api-version=autoscaling/v1",
        "/openapi/v3/apis/autoscaling/v1",
        &[explains("autoscaling", "v1", "horizontalpodautoscalers", &[])],
    );
}

#[test]
fn discovery_and_events() {
    check("kubectl api-resources", "/apis", &[Note::ReadsCoreToo]);
    check("kubectl api-resources --api-group=batch", "/apis/batch/v1", &[]);
    check("kubectl api-resources --api-group ''", "/api/v1", &[]);
    check("kubectl api-versions", "/apis", &[Note::ReadsCoreToo]);
    check("kubectl version", "/version", &[Note::ShowsClientToo]);
    check("kubectl version -o yaml", "/version", &[Note::ShowsClientToo]);
    check_view("kubectl version -o yaml", Some(View::Yaml));
    check(
        "kubectl cluster-info",
        "/api/v1/namespaces/kube-system/services?labelSelector=kubernetes.io/cluster-service%3Dtrue",
        &[],
    );
    check("kubectl events -A", "/api/v1/events", &[]);
    check("kubectl events -n a -w", "/api/v1/namespaces/a/events?watch=true", &[]);
    check(
        "kubectl events -n a --for deploy/web",
        "/api/v1/namespaces/a/events?fieldSelector=involvedObject.kind%3DDeployment,involvedObject.apiVersion%3Dapps/v1,involvedObject.name%3Dweb",
        &[],
    );
}
