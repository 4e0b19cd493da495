//! `curl` commands.

use super::*;

#[test]
fn urls_anywhere_among_the_options() {
    for (text, path) in [
        ("curl http://127.0.0.1:8001/k8s/api/v1/pods", "/api/v1/pods"),
        (
            "curl -s http://127.0.0.1:8001/api/v1/pods?limit=5&watch=1",
            "/api/v1/pods?limit=5&watch=1",
        ),
        ("curl 'http://x/api?a=b' -sSk --compressed", "/api?a=b"),
        ("curl --url http://x/api", "/api"),
        ("curl -o /dev/null -m 5 http://x/api", "/api"),
        ("curl -w '%{http_code}' http://x/api", "/api"),
        ("curl --max-time 5 --connect-timeout=2 http://x/api", "/api"),
        ("curl -XGET http://x/api", "/api"),
        ("curl -X GET http://x/api", "/api"),
        ("curl --request GET http://x/api", "/api"),
        ("curl localhost:8001/version", "/version"),
        ("curl -- http://x/api", "/api"),
        ("/usr/bin/curl http://x/api", "/api"),
        ("$ curl http://x/api", "/api"),
        ("# curl http://x/api", "/api"),
        ("sudo curl http://x/api", "/api"),
        ("curl.exe http://x/api", "/api"),
        ("curl \\\n  -s \\\n  http://x/api", "/api"),
        ("curl \\\r\n  http://x/api", "/api"),
        ("curl http://x/api#fragment", "/api"),
        ("curl $APISERVER/api/v1/pods", "/api/v1/pods"),
        ("curl ${APISERVER}/api", "/api"),
        ("curl \"$APISERVER\"/api", "/api"),
        ("curl https://${HOST:-a/b}:6443/api?x=y", "/api?x=y"),
        ("curl $APISERVER", "/"),
        ("A=b curl http://x/api", "/api"),
    ] {
        check(text, path, &[]);
    }
}

#[test]
fn data_that_goes_into_the_query() {
    check(
        "curl -G http://x/api/v1/pods --data-urlencode 'labelSelector=app=web,tier in (a)' -d limit=5",
        "/api/v1/pods?labelSelector=app%3Dweb%2Ctier%20in%20%28a%29&limit=5",
        &[],
    );
    check("curl --get 'http://x/api?a=1' -d b=2", "/api?a=1&b=2", &[]);
    check("curl http://x/api --url-query a=b", "/api?a=b", &[]);
}

#[test]
fn headers_that_an_address_carries() {
    let text = "curl http://x/api -H 'Accept: application/yaml' -H 'impersonate-user: jane' \
                -H 'Impersonate-Group: a' --header 'Impersonate-Group: b c'";
    let head = understood(text).request.head;
    assert_eq!(head.accept.as_deref(), Some("application/yaml"));
    assert_eq!(head.impersonate_user.as_deref(), Some("jane"));
    assert_eq!(head.impersonate_groups, ["a", "b c"]);
    assert_eq!(understood("curl -H Accept: http://x/").request.head.accept, None);
    assert_eq!(
        understood("curl -H 'Accept;' http://x/").request.head.accept.as_deref(),
        Some("")
    );
    assert_eq!(
        understood("curl -H$'Accept: a\\'b' http://x/")
            .request
            .head
            .accept
            .as_deref(),
        Some("a'b")
    );
}

#[test]
fn what_is_left_out_is_told() {
    check(
        "curl -k -H \"Authorization: Bearer $(kubectl create token x)\" https://10.0.0.1/api",
        "/api",
        &[Note::CredentialLeftOut],
    );
    check(
        "curl --cert a --key b --cacert c https://x/api",
        "/api",
        &[Note::CredentialLeftOut],
    );
    check(
        "curl -H 'X-Trace: 1' http://x/api",
        "/api",
        &[Note::HeaderLeftOut("x-trace".into())],
    );
    check("curl -I http://x/api", "/api", &[Note::HeadIsGet]);
    check("curl -X HEAD http://x/api", "/api", &[Note::HeadIsGet]);
    check("curl http://x/api http://x/apis", "/api", &[first("http://x/api")]);
    check("curl http://x/api | jq .", "/api", &[Note::OnlyFirstCommand]);
    check(
        "TOKEN=$(kubectl create token a b)\ncurl http://x/api",
        "/api",
        &[Note::OnlyFirstCommand],
    );
    check("curl http://x/api > out.json 2>&1", "/api", &[]);
    check(
        "curl 'http://x/api?view.lens=yaml&a=b'",
        "/api?a=b",
        &[Note::ParameterLeftOut("view.lens".into())],
    );
}

#[test]
fn only_a_get_is_read() {
    let not_get = |method: &str| NotUnderstood::NotGet(method.to_owned());
    for (text, method) in [
        ("curl -X POST http://x/api", "POST"),
        ("curl -XDELETE http://x/api/v1/namespaces/a", "DELETE"),
        ("curl -sXPUT http://x/api", "PUT"),
        ("curl --request=patch http://x/api", "PATCH"),
        ("curl -d '{}' http://x/api", "POST"),
        ("curl -d @file http://x/api", "POST"),
        ("curl --data-binary @- http://x/api", "POST"),
        ("curl --json '{}' http://x/api", "POST"),
        ("curl -F a=b http://x/api", "POST"),
        ("curl -T file http://x/api", "PUT"),
        ("curl -G -X DELETE http://x/api", "DELETE"),
        ("curl -X GET -d '{}' http://x/api", "POST"),
        ("curl -d \"$DATA\" http://x/api", "POST"),
        ("POST /api/v1/pods", "POST"),
        ("DELETE https://x/api/v1/namespaces/a", "DELETE"),
    ] {
        check_refused(text, &not_get(method));
    }
}

#[test]
fn what_is_not_known_is_not_guessed() {
    check_refused("curl", &NotUnderstood::NoUrl);
    check_refused("curl -s", &NotUnderstood::NoUrl);
    check_refused("curl -H", &NotUnderstood::MissingValue("-H".into()));
    check_refused(
        "curl http://x/api/v1/namespaces/$NS/pods",
        &NotUnderstood::Variable("$NS".into()),
    );
    check_refused("curl \"http://x/api/$(id)\"", &NotUnderstood::Variable("$(id)".into()));
    check_refused(
        "curl -H \"Accept: $A\" http://x/",
        &NotUnderstood::Variable("$A".into()),
    );
    check_refused("curl -G -d @file http://x/", &NotUnderstood::NeedsFile("@file".into()));
    check_refused(
        "curl 'http://x/api",
        &NotUnderstood::Unclosed(crate::dialect::shell::Unclosed),
    );
    check_refused(
        "curl -H 'Impersonate-Uid: 1' http://x/",
        &NotUnderstood::CannotBeSent("impersonate-uid".into()),
    );
    check_refused(
        "curl --request-target /x http://x/",
        &NotUnderstood::CannotBeSent("--request-target".into()),
    );
    // Quoted for the shell, a dollar sign is one.
    check("curl 'http://x/api/v1/$NS'", "/api/v1/$NS", &[]);
}
