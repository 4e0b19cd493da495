//! What answers say: let through, refused, or neither.

use super::*;

fn answer(code: u16, content_type: &str, body: &str) -> Answer {
    Answer {
        code,
        headers: vec![
            ("content-type".into(), content_type.into()),
            ("audit-id".into(), "a".into()),
        ],
        body: body.as_bytes().to_vec(),
        ..Answer::default()
    }
}

fn status(code: u16, reason: &str, message: &str, details: &str) -> Answer {
    let message = serde_json::Value::from(message);
    let body = format!(
        r#"{{"kind":"Status","apiVersion":"v1","metadata":{{}},"status":"Failure","message":{message},"reason":"{reason}","details":{{{details}}},"code":{code}}}"#
    );
    answer(code, "application/json", &body)
}

fn forbidden(message: &str, details: &str) -> Answer {
    status(403, "Forbidden", message, details)
}

/// The keys of the title and of what it means, without what all have in common.
fn told(verdict: &Verdict) -> String {
    let title = verdict.title(Some(3)).key.trim_start_matches("identity.verdict.");
    let meaning = verdict.meaning(Some(3)).into_iter().map(|line| {
        let values: Vec<String> = line
            .values
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        format!(
            "{}({})",
            line.key.trim_start_matches("identity.meaning."),
            values.join(" ")
        )
    });
    format!("{title}: {}", meaning.collect::<Vec<_>>().join(" + "))
}

#[track_caller]
fn check(answer: &Answer, outcome: Outcome, expected: &str) {
    let verdict = Verdict::read(Some(answer), answer.failure().as_ref());
    assert_eq!(told(&verdict), expected);
    assert_eq!(verdict.outcome(), outcome, "{expected}");
}

/// Texts of a real API server, 1.36.3.
#[test]
fn answers_are_read() {
    use Outcome::{LetThrough, Open, Refused};
    for (answer, outcome, expected) in [
        (answer(200, "application/json", "{}"), LetThrough, "allowed: allowed()"),
        (answer(200, "text/html", "<html>"), LetThrough, "allowed: allowed()"),
        (
            status(
                404,
                "NotFound",
                r#"nodes "n1" not found"#,
                r#""name":"n1","kind":"nodes""#,
            ),
            LetThrough,
            r#"not_there: not_there(message=nodes "n1" not found)"#,
        ),
        (
            answer(404, "text/plain; charset=utf-8", "404 page not found\n"),
            LetThrough,
            "not_there: not_there(message=404 page not found)",
        ),
        (
            status(
                400,
                "BadRequest",
                "a container name must be specified for pod downward, choose one of: [main side]",
                "",
            ),
            LetThrough,
            "not_accepted: not_accepted(message=a container name must be specified for pod downward, choose one of: [main side])",
        ),
        (
            forbidden(
                r#"pods is forbidden: User "system:serviceaccount:default:default" cannot list resource "pods" in API group "" in the namespace "default""#,
                r#""kind":"pods""#,
            ),
            Refused,
            "refused: refused_in_namespace(user=system:serviceaccount:default:default verb=list resource=pods group=\"\" namespace=default)",
        ),
        (
            forbidden(
                r#"deployments.apps is forbidden: User "viewer" cannot list resource "deployments" in API group "apps" at the cluster scope"#,
                r#""group":"apps","kind":"deployments""#,
            ),
            Refused,
            "refused: refused_in_cluster(user=viewer verb=list resource=deployments group=apps)",
        ),
        (
            forbidden(r#"forbidden: User "system:anonymous" cannot get path "/""#, ""),
            Refused,
            "refused: refused_path(user=system:anonymous verb=get path=/)",
        ),
        (
            forbidden(
                r#"secrets "x" is forbidden: User "system:node:n1" cannot get resource "secrets" in API group "" in the namespace "default": no relationship found between node 'n1' and this object"#,
                r#""name":"x","kind":"secrets""#,
            ),
            Refused,
            "refused: refused_in_namespace(user=system:node:n1 verb=get resource=secrets group=\"\" namespace=default) + reason(reason=no relationship found between node 'n1' and this object)",
        ),
        (
            forbidden("not with me", ""),
            Refused,
            "refused: refused_otherwise(message=not with me)",
        ),
        (
            status(401, "Unauthorized", "Unauthorized", ""),
            Open,
            "unauthenticated: unauthenticated(message=Unauthorized)",
        ),
        (
            answer(
                429,
                "text/plain; charset=utf-8",
                "Too many requests, please try again later.\n",
            ),
            Open,
            "no_room: no_room()",
        ),
        (
            status(503, "ServiceUnavailable", "no endpoints available", ""),
            Open,
            "failed: failed(message=503 ServiceUnavailable: no endpoints available)",
        ),
    ] {
        check(&answer, outcome, expected);
    }
}

/// Texts of a real API server, 1.36.3, with and without `ConstrainedImpersonation`.
#[test]
fn a_missing_right_to_impersonate_is_told_from_a_refusal() {
    for (answer, expected) in [
        (
            forbidden(
                r#"pods is forbidden: User "viewer" cannot impersonate-on:serviceaccount:list resource "pods" in API group "" in the namespace "default""#,
                r#""kind":"pods""#,
            ),
            "may_not_impersonate: may_not_impersonate(user=viewer) + lacks_action(verb=impersonate-on:serviceaccount:list resource=pods)",
        ),
        (
            forbidden(
                r#"forbidden: User "viewer" cannot impersonate-on:user-info:get path "/""#,
                "",
            ),
            "may_not_impersonate: may_not_impersonate(user=viewer) + lacks_action(verb=impersonate-on:user-info:get resource=/)",
        ),
        (
            forbidden(
                r#"serviceaccounts.authentication.k8s.io "default" is forbidden: User "viewer" cannot impersonate:serviceaccount resource "serviceaccounts" in API group "authentication.k8s.io" in the namespace "default""#,
                r#""name":"default","group":"authentication.k8s.io","kind":"serviceaccounts""#,
            ),
            "may_not_impersonate: may_not_impersonate(user=viewer) + lacks_identity(verb=impersonate:serviceaccount resource=serviceaccounts name=default group=authentication.k8s.io)",
        ),
        (
            forbidden(
                r#"users "system:anonymous" is forbidden: User "viewer" cannot impersonate resource "users" in API group "" at the cluster scope"#,
                r#""name":"system:anonymous","kind":"users""#,
            ),
            "may_not_impersonate: may_not_impersonate(user=viewer) + lacks_identity(verb=impersonate resource=users name=system:anonymous group=\"\")",
        ),
        (
            forbidden(
                r#"groups "dev" is forbidden: User "operator" cannot impersonate resource "groups" in API group "" at the cluster scope"#,
                r#""name":"dev","kind":"groups""#,
            ),
            "may_not_impersonate: may_not_impersonate(user=operator) + lacks_identity(verb=impersonate resource=groups name=dev group=\"\")",
        ),
    ] {
        check(&answer, Outcome::Open, expected);
    }
}

#[test]
fn what_brought_no_answer_is_open() {
    for (failure, expected) in [
        (Failure::NotRecorded("/".into()), "not_recorded: not_recorded()"),
        (Failure::NeverSent(Guard::Session), "not_sent: not_sent_session()"),
        (Failure::NeverSent(Guard::NodeProxy), "not_sent: not_sent_node()"),
        (Failure::NeverSent(Guard::Proxy), "not_sent: not_sent_program()"),
        (
            Failure::NoFirstByte(35_000),
            "failed: failed(message=no answer within 35000 ms)",
        ),
    ] {
        let verdict = Verdict::read(None, Some(&failure));
        assert_eq!((told(&verdict).as_str(), verdict.outcome()), (expected, Outcome::Open));
    }
    assert_eq!(Verdict::read(None, None).outcome(), Outcome::Open);
}

#[test]
fn kubectl_proxys_own_answers_say_nothing_of_rights() {
    let own = |code: u16, body: &str| Answer {
        code,
        headers: vec![("content-type".into(), "text/plain; charset=utf-8".into())],
        body: body.as_bytes().to_vec(),
        ..Answer::default()
    };
    for (answer, expected) in [
        (own(403, "Forbidden\n"), "failed: filtered()"),
        (
            own(500, "dial tcp 127.0.0.1:6443: connect: connection refused"),
            "failed: proxy_failed(message=dial tcp 127.0.0.1:6443: connect: connection refused)",
        ),
        (
            own(404, "404 page not found\n"),
            "failed: failed(message=404: 404 page not found)",
        ),
    ] {
        let verdict = Verdict::read(Some(&answer), answer.failure().as_ref());
        assert_eq!((told(&verdict).as_str(), verdict.outcome()), (expected, Outcome::Open));
    }
}

#[test]
fn an_answer_that_was_cut_short_was_allowed() {
    let answer = answer(200, "application/json", "{");
    for failure in [Failure::TooLarge(65_536), Failure::BrokenOff(1), Failure::Withheld] {
        assert_eq!(
            Verdict::read(Some(&answer), Some(&failure)),
            Verdict::Allowed { code: 200 }
        );
    }
}
