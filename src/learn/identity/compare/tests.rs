//! The lens as a whole, in a small cluster.

use serde_json::json;

use super::*;
use crate::{
    kube::failure::Failure,
    learn::identity::{
        persona::personas,
        testing::{Exchanges, request, roles},
    },
};

fn compare(target: &ApiRequest, personas: &[Persona], exchanges: &Exchanges) -> Comparison {
    let replies = exchanges.replies();
    let scene = Scene {
        request: target,
        personas,
        replies: &replies,
        recorded: None,
    };
    scene.compare()
}

fn table() -> serde_json::Value {
    json!({ "kind": "Table", "rows": [] })
}

fn refusal(user: &str, verb: &str) -> String {
    format!(r#"pods is forbidden: User "{user}" cannot {verb} resource "pods" in API group "" in the namespace "shop""#)
}

fn keys(lines: &[Line]) -> Vec<&str> {
    let keys = lines.iter().map(|line| line.key);
    keys.map(|key| key.trim_start_matches("identity.")).collect()
}

#[test]
fn a_lens_without_answers_says_what_to_send() {
    let target = request("/api/v1/namespaces/shop/pods");
    let personas = personas(&target, "till");
    let comparison = compare(&target, &personas, &Exchanges::default());
    let sent: Vec<(String, Option<String>)> = comparison
        .columns
        .iter()
        .filter_map(|column| column.request.clone())
        .map(|request| (request.spelt_path(), request.head.impersonate_user))
        .collect();
    let small = "/api/v1/namespaces/shop/pods?includeObject=None&limit=1".to_owned();
    assert_eq!(
        sent,
        [
            (small.clone(), None),
            (small.clone(), Some("system:anonymous".into())),
            (small, Some("system:serviceaccount:shop:till".into())),
        ]
    );
    assert_eq!(comparison.wanted.len(), 4);
    assert_eq!(keys(&comparison.changes), ["change.one_row"]);
    assert_eq!(keys(&comparison.difference), ["difference.too_few"]);
    let titles: Vec<&str> = comparison.columns.iter().map(|column| column.title.key).collect();
    assert_eq!(titles, ["identity.verdict.waiting"; 3]);
}

/// Answers every column of the target, and reads the roles.
fn answered(target: &ApiRequest, personas: &[Persona], answer: impl Fn(&Persona) -> Option<String>) -> Comparison {
    let mut exchanges = roles();
    for persona in personas {
        let asked = persona.asks(target).unwrap().request;
        match answer(persona) {
            None => exchanges.add(asked, 200, &table()),
            Some(message) => exchanges.refuse(asked, &message),
        }
    }
    compare(target, personas, &exchanges)
}

#[test]
fn the_rule_that_makes_the_difference_is_named() {
    let target = request("/api/v1/namespaces/shop/services");
    let personas = [
        Persona::Anonymous,
        Persona::typed("system:serviceaccount:shop:till", "").unwrap(),
    ];
    let comparison = answered(&target, &personas, |persona| {
        (*persona == Persona::Anonymous).then(|| refusal("system:anonymous", "list"))
    });
    let [line] = comparison.difference.as_slice() else {
        panic!("{:#?}", comparison.difference);
    };
    assert_eq!(line.key, "identity.difference.rule");
    for (name, value) in [
        ("user", "system:serviceaccount:shop:till"),
        ("other", "system:anonymous"),
        ("binding", "RoleBinding shop/till"),
        ("role", "Role shop/reader"),
        ("rule", "3"),
        ("subject", "ServiceAccount shop/till"),
    ] {
        assert_eq!(line.value(name), Some(value));
    }
    assert!(line.code.as_deref().is_some_and(|code| code.contains("- services")));
    assert!(comparison.wanted.is_empty());
    assert_eq!(comparison.columns[1].exchange, Some(6));
    assert_eq!(comparison.columns[1].outcome, Outcome::LetThrough);
}

#[test]
fn answers_that_are_alike_have_a_rule_in_common_or_none() {
    let target = request("/version");
    let users = |names: [&str; 2]| names.map(|name| Persona::typed(name, "").unwrap());
    let same = answered(&target, &users(["bob", "system:serviceaccount:shop:till"]), |_| None);
    assert_eq!(
        keys(&same.difference),
        ["difference.all_let_through", "difference.same_rule"]
    );
    assert_eq!(
        same.difference[1].value("binding"),
        Some("ClusterRoleBinding everybody")
    );
    let refused = answered(&target, &users(["bob", "eve"]), |_| Some(refusal("bob", "get")));
    assert_eq!(keys(&refused.difference), ["difference.all_refused"]);
}

#[test]
fn differences_are_told_even_where_no_rule_explains_them() {
    let bob = Persona::typed("bob", "").unwrap();
    let root = Persona::typed("root", "system:masters").unwrap();
    let target = request("/api/v1/namespaces/shop/pods");
    let only_bob_refused =
        |persona: &Persona| (*persona == Persona::typed("bob", "").unwrap()).then(|| refusal("bob", "list"));
    let of = |other: Persona| keys_of(&answered(&target, &[other, bob.clone()], only_bob_refused).difference);
    assert_eq!(of(root), ["difference.privileged"]);
    assert_eq!(of(Persona::typed("eve", "").unwrap()), ["difference.no_rule"]);
    assert_eq!(of(Persona::You), ["difference.you"]);
    // Without any list of roles.
    let mut exchanges = Exchanges::default();
    let eve = Persona::typed("eve", "").unwrap();
    exchanges.add(eve.asks(&target).unwrap().request, 200, &table());
    exchanges.refuse(bob.asks(&target).unwrap().request, &refusal("bob", "list"));
    let unread = compare(&target, &[eve, bob.clone()], &exchanges);
    assert_eq!(keys(&unread.difference), ["difference.unread"]);
}

fn keys_of(lines: &[Line]) -> Vec<String> {
    keys(lines).into_iter().map(str::to_owned).collect()
}

#[test]
fn who_may_not_impersonate_is_told_what_it_takes_and_who_one_is() {
    let target = request("/api/v1/namespaces/shop/pods");
    let personas = personas(&target, "till");
    let comparison = answered(&target, &personas, |persona| match persona {
        Persona::You => None,
        Persona::Anonymous => Some(refusal("bob", "impersonate-on:user-info:list")),
        _ => Some(refusal("bob", "impersonate-on:serviceaccount:list")),
    });
    let [you, anonymous, account] = comparison.columns.as_slice() else {
        panic!("three columns");
    };
    assert_eq!(you.heading.key, "identity.who.you_named");
    assert_eq!(you.heading.value("user"), Some("bob"));
    assert_eq!(anonymous.outcome, Outcome::Open);
    assert_eq!(keys(&account.rights), ["right.everything", "right.this_alone"]);
    assert!(you.rights.is_empty());
    assert_eq!(keys(&you.why)[..2], ["you.named", "you.groups_unknown"]);
    assert_eq!(
        keys(&you.why)[2..],
        ["you.candidates", "you.candidate", "you.candidate"]
    );
    assert_eq!(you.why[3].value("subjects"), Some("Group system:masters"));
    assert!(keys(&account.why).contains(&"because.would_be_refused"));
    assert_eq!(keys(&comparison.difference), ["difference.too_few"]);
}

#[test]
fn you_may_be_known_by_a_rule_for_everybody_or_by_name() {
    let target = request("/version");
    let unknown = answered(&target, &[Persona::You], |_| None);
    assert_eq!(keys(&unknown.columns[0].why), ["you.unknown", "you.everyone"]);
    let pods = request("/api/v1/namespaces/shop/pods");
    let mut exchanges = roles();
    exchanges.refuse(request("/api/v1/secrets"), &refusal("jane", "list"));
    exchanges.add(Persona::You.asks(&pods).unwrap().request, 200, &table());
    let named = compare(&pods, &[Persona::You], &exchanges);
    let why = keys(&named.columns[0].why);
    assert_eq!(why[..2], ["you.named", "because.allowed"]);
    assert!(
        !why.iter()
            .any(|key| key.ends_with("named") && key.starts_with("because"))
    );
}

#[test]
fn a_path_that_opens_a_session_is_explained_all_the_same() {
    let target = request("/api/v1/namespaces/shop/pods/web/exec");
    let personas = personas(&target, "till");
    let comparison = compare(&target, &personas, &roles());
    for column in &comparison.columns {
        assert_eq!(column.request, None);
        assert_eq!(column.title.key, "identity.verdict.not_sent");
        assert_eq!(column.meaning[0].key, "identity.meaning.not_sent_session");
    }
    assert!(keys(&comparison.columns[2].why).contains(&"because.near_subresource"));
    assert!(comparison.wanted.is_empty());
}

#[test]
fn a_path_that_the_api_server_cannot_read_is_told() {
    let target = request("/api/v1/watch");
    let comparison = compare(&target, &[Persona::Anonymous], &Exchanges::default());
    assert_eq!(keys(&comparison.columns[0].why), ["because.no_attributes"]);
    assert!(comparison.columns[0].commands.is_empty() && comparison.wanted.is_empty());
}

#[test]
fn what_is_refused_or_not_recorded_is_told_and_explained() {
    let target = request("/api");
    let mut exchanges = roles();
    let asked = Persona::Anonymous.asks(&target).unwrap().request;
    exchanges.fail(asked, Failure::NotRecorded("/api".into()));
    let comparison = compare(&target, &[Persona::Anonymous], &exchanges);
    let column = &comparison.columns[0];
    assert_eq!(column.title.key, "identity.verdict.not_recorded");
    assert_eq!(keys(&column.why)[..2], ["because.no_rule", "because.would_be_refused"]);
}

/// Nothing observed without an exchange, and no exchange that there is not.
#[test]
fn every_statement_names_exchanges_that_there_are() {
    let target = request("/api/v1/namespaces/shop/services?watch=1");
    let personas = personas(&target, "till");
    let comparison = answered(&target, &personas, |persona| match persona {
        Persona::Anonymous => Some(refusal("system:anonymous", "list")),
        _ => None,
    });
    let columns = comparison.columns.iter().flat_map(|column| {
        let groups = [
            &column.about,
            &column.meaning,
            &column.why,
            &column.rights,
            &column.commands,
        ];
        groups.into_iter().flatten().chain([&column.heading, &column.title])
    });
    let lines = columns.chain(&comparison.difference).chain(&comparison.lists);
    let exchanges: Vec<u32> = lines.flat_map(|line| line.ground.exchanges().to_vec()).collect();
    assert!(exchanges.len() > 20);
    assert!(
        exchanges.iter().all(|exchange| (1..=7).contains(exchange)),
        "{exchanges:?}"
    );
}
