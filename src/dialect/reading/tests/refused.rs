//! What is not read, and why.

use super::*;
use crate::kube::path::{Guard, UnsafePath};

#[test]
fn nothing_that_writes() {
    for (text, verb) in [
        ("kubectl delete pod web", "delete"),
        ("kubectl -n a delete pod web", "delete"),
        ("kubectl apply -f x.yaml", "apply"),
        ("kubectl exec -it web -- sh", "exec"),
        ("kubectl port-forward pod/web 80", "port-forward"),
        ("kubectl edit deploy/web", "edit"),
        ("kubectl rollout restart deploy/web", "rollout restart"),
        ("kubectl auth reconcile -f rbac.yaml", "auth reconcile"),
        ("k delete ns --all", "delete"),
        ("delete pod web", "delete"),
        ("exec web", "exec"),
    ] {
        check_refused(text, &NotUnderstood::Writes(verb.to_owned()));
    }
}

#[test]
fn nothing_that_is_guarded() {
    let guarded = |path: &str, guard: Guard| NotUnderstood::Guarded {
        guard,
        path: ApiPath::parse(path).unwrap(),
    };
    let exec = "/api/v1/namespaces/a/pods/b/exec";
    for text in [
        exec,
        "/api/v1/namespaces/a/pods/b/exec?command=id&stdout=1",
        "http://x/k8s/api/v1/namespaces/a/pods/b/exec",
        "#/api/v1/namespaces/a/pods/b/exec",
        "http://x/static/#/api/v1/namespaces/a/pods/b/exec?view.lens=raw",
        "curl http://x/api/v1/namespaces/a/pods/b/exec",
        "kubectl get --raw /api/v1/namespaces/a/pods/b/exec",
        "kubectl get pod b -n a --subresource=exec",
        "GET /api/v1/namespaces/a/pods/b/exec",
        "/k8s/api/v1/namespaces/a/pods/b/exec",
    ] {
        check_refused(text, &guarded(exec, Guard::Session));
    }
    let encoded = "/api/v1/namespaces/a/pods/b/%65xec";
    check_refused(encoded, &guarded(encoded, Guard::Session));
    let node = "/api/v1/nodes/n/proxy/run";
    check_refused(node, &guarded(node, Guard::NodeProxy));
    check_refused(
        "kubectl get no n --subresource proxy",
        &guarded("/api/v1/nodes/n/proxy", Guard::NodeProxy),
    );
    let service = "/api/v1/namespaces/a/services/s/proxy/";
    check_refused(service, &guarded(service, Guard::Proxy));
}

#[test]
fn nothing_unsafe() {
    for (text, why) in [
        ("/api/v1/../secrets", UnsafePath::DotSegment),
        ("/api/%2e%2e/x", UnsafePath::DotSegment),
        ("//evil.example/api", UnsafePath::EmptySegment),
        ("http://x//api", UnsafePath::EmptySegment),
        ("http://x/k8s//api", UnsafePath::EmptySegment),
        ("/api\\v1", UnsafePath::ForbiddenCharacter),
        ("/api/v1 /pods", UnsafePath::ForbiddenCharacter),
        ("/api/\u{0}", UnsafePath::ForbiddenCharacter),
        ("curl http://x/api/a%2Fb", UnsafePath::ForbiddenCharacter),
        ("kubectl get --raw api/v1", UnsafePath::NotAbsolute),
        ("kubectl get --raw ''", UnsafePath::NotAbsolute),
        ("kubectl get pod ..", UnsafePath::DotSegment),
        ("kubectl get pods -n ..", UnsafePath::DotSegment),
        ("kubectl get pods -n a/b", UnsafePath::ForbiddenCharacter),
        ("kubectl get pod 'a\nb'", UnsafePath::ForbiddenCharacter),
        ("kubectl logs . -n a", UnsafePath::DotSegment),
        ("po ..", UnsafePath::DotSegment),
    ] {
        check_refused(text, &NotUnderstood::Unsafe(why));
    }
}

#[test]
fn what_kubectl_would_refuse() {
    for (text, usage) in [
        ("kubectl get", Usage::NoResource),
        ("kubectl get -A", Usage::NoResource),
        ("kubectl get pods web -A", Usage::NameAcrossNamespaces),
        ("kubectl get pod/web -A", Usage::NameAcrossNamespaces),
        ("kubectl get pod web -A -w", Usage::NameAcrossNamespaces),
        ("kubectl get pods web -l a=b", Usage::NameAndSelector),
        ("kubectl get pod/web pods", Usage::MixedForms),
        ("kubectl get pod/web/log", Usage::BadTypeName),
        ("kubectl get pod/", Usage::BadTypeName),
        ("kubectl get po,svc/web", Usage::BadTypeName),
        ("kubectl get pods --subresource=status", Usage::SubresourceOfList),
        ("kubectl get pods --raw /api", Usage::RawAndOthers),
        ("kubectl get --raw /api -o yaml", Usage::RawAndOthers),
        ("kubectl logs", Usage::NoPod),
        ("kubectl logs web -l a=b", Usage::NameAndSelector),
        ("kubectl logs web app -c app", Usage::TwoContainers),
        ("kubectl logs web --since=1m --since-time=x", Usage::TwoSinces),
        ("kubectl explain", Usage::NoResource),
        ("kubectl explain pods jobs", Usage::SeveralToExplain),
    ] {
        check_refused(text, &NotUnderstood::Usage(usage));
    }
}

#[test]
fn options_are_not_guessed() {
    let bad = |option: &str, value: &str| NotUnderstood::BadValue {
        option: option.to_owned(),
        value: value.to_owned(),
    };
    check_refused(
        "kubectl get pods --frobnicate",
        &NotUnderstood::UnknownOption("--frobnicate".into()),
    );
    check_refused("kubectl get pods -x", &NotUnderstood::UnknownOption("-x".into()));
    check_refused("kubectl logs web -A", &NotUnderstood::UnknownOption("-A".into()));
    check_refused("kubectl get pods -n", &NotUnderstood::MissingValue("-n".into()));
    check_refused("kubectl get pods -o toml", &bad("--output", "toml"));
    check_refused("kubectl get pods --watch=perhaps", &bad("--watch", "perhaps"));
    check_refused("kubectl get pods --chunk-size=many", &bad("--chunk-size", "many"));
    check_refused("kubectl logs web --since=1d", &bad("--since", "1d"));
    check_refused("kubectl logs web --tail=-2", &bad("--tail", "-2"));
    check_refused("kubectl get -f x.yaml", &NotUnderstood::NeedsFile("--filename".into()));
    check_refused(
        "kubectl get pods --as-uid=1",
        &NotUnderstood::CannotBeSent("--as-uid".into()),
    );
    check_refused("kubectl get pods -n $NS", &NotUnderstood::Variable("$NS".into()));
    check_refused(
        "kubectl get pod \"$(kubectl get pods -o name)\"",
        &NotUnderstood::Variable("$(kubectl get pods -o name)".into()),
    );
}

#[test]
fn what_asks_nothing_or_too_much() {
    check_refused("", &NotUnderstood::Empty);
    check_refused(" \n ", &NotUnderstood::Empty);
    check_refused(
        "# only a comment",
        &NotUnderstood::UnknownWord {
            word: "only".into(),
            close: vec![],
        },
    );
    check_refused("kubectl", &NotUnderstood::NoRequest(String::new()));
    check_refused("kubectl config view", &NotUnderstood::NoRequest("config".into()));
    check_refused("kubectl proxy --port=8001", &NotUnderstood::NoRequest("proxy".into()));
    check_refused(
        "kubectl version --client",
        &NotUnderstood::NoRequest("version --client".into()),
    );
    check_refused(
        "kubectl get pods --help",
        &NotUnderstood::NoRequest("get --help".into()),
    );
    check_refused("kubectl top pods", &NotUnderstood::Unsupported("top".into()));
    check_refused(
        "kubectl rollout status deploy/web",
        &NotUnderstood::Unsupported("rollout status".into()),
    );
    check_refused(
        "kubectl cluster-info dump",
        &NotUnderstood::Unsupported("cluster-info dump".into()),
    );
    check_refused(
        "kubectl gte pods",
        &NotUnderstood::UnknownCommand {
            word: "gte".into(),
            close: vec!["get".into()],
        },
    );
    check_refused("pods a b c", &NotUnderstood::TooManyWords("c".into()));
    check_refused("nodes a b", &NotUnderstood::TooManyWords("b".into()));
    check_refused("po 'x", &NotUnderstood::Unclosed(crate::dialect::shell::Unclosed));
}

#[test]
fn a_column_needs_a_path() {
    check_refused(
        "kubectl get pods -o custom-columns=NAME",
        &NotUnderstood::BadValue {
            option: "--output".into(),
            value: "custom-columns=NAME".into(),
        },
    );
}

#[test]
fn what_is_asked_by_post() {
    for (text, command) in [
        ("kubectl auth can-i get pods", "auth can-i"),
        ("kubectl auth whoami", "auth whoami"),
    ] {
        check_refused(text, &NotUnderstood::AsksByPost(command.to_owned()));
    }
}

#[test]
fn what_sends_a_file_and_changes_nothing() {
    check_refused("kubectl diff -f x.yaml", &NotUnderstood::ChangesNothing("diff".into()));
}
