//! As whom requests are asked, and with which headers.

use super::*;
use crate::kube::query::Query;

fn request(target: &str) -> ApiRequest {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let mut request = ApiRequest::of(path).unwrap();
    request.query = Query::parse(query);
    request
}

fn account(namespace: &str, name: &str) -> Persona {
    Persona::ServiceAccount {
        namespace: namespace.into(),
        name: name.into(),
    }
}

#[test]
fn headers_name_the_persona_and_no_group_that_is_added_anyway() {
    let pods = request("/api/v1/namespaces/shop/pods");
    for (persona, user, groups) in [
        (Persona::You, None, vec![]),
        (Persona::Anonymous, Some("system:anonymous"), vec![]),
        (account("shop", "till"), Some("system:serviceaccount:shop:till"), vec![]),
        (
            Persona::typed(" jane ", "dev\n\n CN=ops,O=x \n").unwrap(),
            Some("jane"),
            vec!["dev", "CN=ops,O=x"],
        ),
    ] {
        let head = persona.asks(&pods).unwrap().request.head;
        assert_eq!(head.impersonate_user.as_deref(), user);
        assert_eq!(head.impersonate_groups, groups);
    }
}

#[test]
fn an_impersonation_in_the_address_is_not_yours() {
    let mut request = request("/api/v1/pods");
    request.head.impersonate_user = Some("jane".into());
    request.head.impersonate_groups = vec!["dev".into()];
    let head = Persona::You.asks(&request).unwrap().request.head;
    assert_eq!((head.impersonate_user, head.impersonate_groups), (None, vec![]));
    assert_eq!(
        personas(&request, "default"),
        [
            Persona::You,
            Persona::typed("jane", "dev").unwrap(),
            Persona::Anonymous,
            account("default", "default")
        ]
    );
}

#[test]
fn nobody_is_asked_twice() {
    let mut request = request("/api/v1/namespaces/shop/pods");
    request.head.impersonate_user = Some("system:serviceaccount:shop:default".into());
    assert_eq!(
        personas(&request, "default"),
        [Persona::You, account("shop", "default"), Persona::Anonymous]
    );
    request.head.impersonate_user = None;
    assert_eq!(personas(&request, "default").len(), 3);
}

#[test]
fn the_account_is_of_the_namespace_that_is_asked_for() {
    for (target, expected) in [
        ("/api/v1/namespaces/shop/pods", "shop"),
        ("/api/v1/namespaces/shop/pods/a/log", "shop"),
        ("/api/v1/namespaces/shop", "shop"),
        ("/api/v1/pods", "default"),
        ("/api/v1/nodes/shop", "default"),
        ("/version", "default"),
    ] {
        assert_eq!(namespace(&request(target)), expected, "{target}");
    }
}

#[test]
fn what_is_typed_is_known() {
    for (user, groups, expected) in [
        ("system:anonymous", "", Ok(Persona::Anonymous)),
        ("system:serviceaccount:a:b", "", Ok(account("a", "b"))),
        (
            "system:serviceaccount:a:b",
            "dev",
            Ok(Persona::User {
                name: "system:serviceaccount:a:b".into(),
                groups: vec!["dev".into()],
            }),
        ),
        (
            "system:serviceaccount:A:b",
            "",
            Ok(Persona::User {
                name: "system:serviceaccount:A:b".into(),
                groups: vec![],
            }),
        ),
        ("  ", "dev", Err(Unsayable::Empty)),
        ("jané", "", Err(Unsayable::NotPrintable)),
        ("jane\r\nX-Evil: 1", "", Err(Unsayable::NotPrintable)),
        ("jane", "d\u{7f}", Err(Unsayable::NotPrintable)),
    ] {
        assert_eq!(Persona::typed(user, groups), expected, "{user}");
    }
}

#[test]
fn what_opens_a_session_or_a_program_is_asked_for_nobody() {
    for (target, guard) in [
        ("/api/v1/namespaces/a/pods/b/exec", Guard::Session),
        ("/api/v1/namespaces/a/pods/b/proxy/", Guard::Proxy),
        ("/api/v1/namespaces/a/services/b/proxy/x", Guard::Proxy),
        ("/api/v1/nodes/n/proxy/pods", Guard::NodeProxy),
    ] {
        for persona in personas(&request(target), "default") {
            assert_eq!(persona.asks(&request(target)), Err(guard), "{target}");
            assert!(persona.spellings(&request(target)).is_empty());
        }
    }
}

#[test]
fn a_recording_may_have_other_spellings() {
    let spelt = |persona: &Persona, target: &str| -> Vec<String> {
        let all = persona.spellings(&request(target));
        let spelt = all.iter().map(|request| {
            let groups = request.head.impersonate_groups.len();
            format!("{} {groups}", request.spelt_path())
        });
        spelt.collect()
    };
    assert_eq!(
        spelt(&account("a", "b"), "/api/v1/pods?limit=500"),
        [
            "/api/v1/pods?limit=1&includeObject=None 0",
            "/api/v1/pods 0",
            "/api/v1/pods?limit=1&includeObject=None 3",
            "/api/v1/pods 3",
        ]
    );
    assert_eq!(spelt(&Persona::Anonymous, "/"), ["/ 0", "/ 1"]);
    assert_eq!(spelt(&Persona::You, "/"), ["/ 0"]);
}
