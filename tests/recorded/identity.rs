//! The lens on identities through the recorded cluster: what was recorded in others' names agrees with its roles.

use deckprism::{
    kube::{answer::Answer, failure::Failure, request::ApiRequest},
    learn::identity::{
        accounts,
        compare::{Comparison, Recorded, Scene},
        lessons::lessons,
        line::{Line, Reply},
        persona::{Persona, personas},
        verdict::Outcome,
        words::ground,
    },
    wire::prose::Prose,
};

use crate::{answer, files::recording, request};

/// Sends what the lens names until it names nothing more, as a page does, and returns what it then shows with the
/// number of exchanges.
fn look(target: &str, personas: &[Persona]) -> (Comparison, u32) {
    let recording = recording();
    let of = request(target, None);
    let mut exchanges: Vec<(ApiRequest, Result<Answer, Failure>)> = Vec::new();
    let mut number = 0;
    loop {
        let replies: Vec<Reply<'_>> = exchanges
            .iter()
            .zip(1..)
            .map(|((request, outcome), number)| Reply {
                number,
                request,
                answer: outcome.as_ref().ok(),
                failure: outcome.as_ref().err(),
            })
            .collect();
        let scene = Scene {
            request: &of,
            personas,
            replies: &replies,
            recorded: Some(Recorded(&|request| recording.source(request).is_some())),
        };
        let comparison = scene.compare();
        let columns = comparison.columns.iter().filter(|column| column.exchange.is_none());
        let asked = columns.filter_map(|column| column.request.clone());
        let wanted: Vec<ApiRequest> = asked.chain(comparison.wanted.clone()).collect();
        if wanted.is_empty() {
            return (comparison, number);
        }
        for request in wanted {
            number += 1;
            exchanges.push((request.clone(), answer(&recording, &request)));
        }
        assert!(number < 30, "{target}: the lens never ends");
    }
}

fn keys(lines: &[Line]) -> Vec<&str> {
    let keys = lines.iter().map(|line| line.key);
    keys.map(|key| key.trim_start_matches("identity.")).collect()
}

/// Every line that the lens shows.
fn lines(comparison: &Comparison) -> Vec<&Line> {
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
    let rest = [&comparison.changes, &comparison.difference, &comparison.lists];
    columns.chain(rest.into_iter().flatten()).collect()
}

fn outcomes(comparison: &Comparison) -> Vec<Outcome> {
    comparison.columns.iter().map(|column| column.outcome).collect()
}

#[test]
fn the_two_refusals_of_the_lessons_were_recorded() {
    use Outcome::{LetThrough, Refused};
    let requests: Vec<ApiRequest> = lessons().into_iter().flat_map(|lesson| lesson.requests).collect();
    let paths: Vec<&str> = requests.iter().map(|request| request.path.as_str()).collect();
    assert_eq!(paths, ["/", "/", "/api", "/version"]);
    for (path, expected) in [
        ("/", [LetThrough, Refused, Refused]),
        ("/api", [LetThrough, Refused, LetThrough]),
        ("/version", [LetThrough, LetThrough, LetThrough]),
    ] {
        let target = request(path, None);
        let (comparison, _) = look(path, &personas(&target, "default"));
        assert_eq!(outcomes(&comparison)[1..], expected[1..], "{path}");
        assert_eq!(outcomes(&comparison)[0], expected[0], "{path}");
    }
}

#[test]
fn the_rule_of_discovery_separates_anonymous_from_an_account() {
    let (comparison, _) = look("/api", &personas(&request("/api", None), "default"));
    let [line] = comparison.difference.as_slice() else {
        panic!("{:#?}", comparison.difference);
    };
    assert_eq!(line.key, "identity.difference.rule");
    for (name, value) in [
        ("other", "system:anonymous"),
        ("binding", "ClusterRoleBinding system:discovery"),
        ("role", "ClusterRole system:discovery"),
        ("subject", "Group system:authenticated"),
    ] {
        assert_eq!(line.value(name), Some(value));
    }
    assert_eq!(line.links.len(), 2);
    assert!(
        line.code
            .as_deref()
            .is_some_and(|code| code.contains("nonResourceURLs:\n  - /api\n"))
    );
}

#[test]
fn answers_and_rules_agree_wherever_both_are_known() {
    let mut compared = 0;
    for target in [
        "/",
        "/api",
        "/version",
        "/livez",
        "/api/v1/namespaces/default/pods",
        "/api/v1/namespaces/shop/pods",
        "/api/v1/namespaces/vault/secrets/opaque",
        "/api/v1/nodes",
        "/api/v1/namespaces/default/pods/downward/log?container=main",
        "/apis/apps/v1/namespaces/shop/deployments?watch=1",
    ] {
        let (comparison, exchanges) = look(target, &personas(&request(target, None), "default"));
        assert!(comparison.wanted.is_empty());
        for column in &comparison.columns {
            let why = keys(&column.why);
            assert!(
                !why.iter()
                    .any(|key| key.contains("strangely") || key.contains("unread") || key.contains("not_all")),
                "{target}: {why:?}"
            );
            let agrees = why.iter().any(|key| key.starts_with("because.agree_"));
            let would = why.iter().any(|key| key.starts_with("because.would_be_"));
            assert_eq!(
                agrees,
                column.outcome != Outcome::Open,
                "{target} {:?} {why:?}",
                column.persona
            );
            assert!(agrees || would);
            compared += usize::from(agrees);
        }
        for exchange in lines(&comparison).into_iter().flat_map(|line| line.ground.exchanges()) {
            assert!((1..=exchanges).contains(exchange), "{target}: {exchange}");
        }
        assert!(comparison.lists.iter().all(|line| line.key == "identity.list.whole"));
    }
    assert!(compared > 15, "{compared}");
}

#[test]
fn what_was_not_recorded_is_said_so_and_follows_from_the_rules() {
    let target = "/api/v1/namespaces/shop/services/web";
    let robot = Persona::typed("system:serviceaccount:vault:robot", "").unwrap();
    let auditor = Persona::typed("somebody", "example.test:auditors").unwrap();
    let (comparison, _) = look(target, &[Persona::You, robot, auditor]);
    assert_eq!(
        outcomes(&comparison),
        [Outcome::LetThrough, Outcome::Open, Outcome::Open]
    );
    for column in &comparison.columns[1..] {
        assert_eq!(column.title.key, "identity.verdict.not_recorded");
        assert!(keys(&column.why).iter().any(|key| key.starts_with("because.would_be_")));
    }
    let you = &comparison.columns[0];
    assert_eq!(you.heading.value("user"), Some("operator"));
    assert_eq!(keys(&you.why)[..2], ["you.recorded", "because.allowed"]);
    assert_eq!(you.why[1].value("binding"), Some("ClusterRoleBinding operator"));
}

#[test]
fn a_role_of_a_namespace_is_found_with_its_rule() {
    let restricted = Persona::typed("system:serviceaccount:team-a:restricted", "").unwrap();
    let (comparison, _) = look("/api/v1/namespaces/team-a/pods", std::slice::from_ref(&restricted));
    let why = &comparison.columns[0].why;
    assert_eq!(
        keys(why),
        ["because.allowed", "because.named", "because.would_be_allowed"]
    );
    assert_eq!(why[0].value("role"), Some("Role team-a/restricted"));
    let (comparison, _) = look("/apis/apps/v1/namespaces/team-a/deployments", &[restricted]);
    assert_eq!(
        keys(&comparison.columns[0].why)[..2],
        ["because.no_rule", "because.would_be_refused"]
    );
}

const LANGUAGES: [&str; 4] = [
    include_str!("../../prose/en/identity.json"),
    include_str!("../../prose/zh-CN/identity.json"),
    include_str!("../../prose/ja/identity.json"),
    include_str!("../../prose/pt-BR/identity.json"),
];

#[test]
fn everything_is_said_in_every_language() {
    let robot = Persona::typed("system:serviceaccount:vault:robot", "").unwrap();
    let somebody = Persona::typed("somebody", "example.test:auditors\nothers").unwrap();
    let node = Persona::typed("system:node:somewhere", "").unwrap();
    for target in [
        "/",
        "/api",
        "/api/v1/nodes",
        "/api/v1/namespaces/default/pods?watch=1&resourceVersion=1",
        "/api/v1/namespaces/shop/services/web",
        "/api/v1/namespaces/default/pods/downward/log?container=main",
        "/api/v1/namespaces/default/pods/downward/exec",
    ] {
        let mut all = personas(&request(target, None), "default");
        all.extend([robot.clone(), somebody.clone(), node.clone()]);
        let (comparison, _) = look(target, &all);
        for json in LANGUAGES {
            let prose = Prose::from_json(json.as_bytes()).unwrap();
            for line in lines(&comparison) {
                for said in [line.say(&prose), ground(&line.ground, &prose)] {
                    let is_whole = !said.contains(['{', '}']) && !said.contains("``") && !said.starts_with("identity.");
                    assert!(is_whole, "{target}: {said}");
                }
            }
        }
    }
}

#[test]
fn accounts_of_a_namespace_can_be_chosen() {
    let request = accounts::request("default").unwrap();
    let answer = answer(&recording(), &request).unwrap();
    assert_eq!(accounts::names(&answer.body).unwrap(), ["ambassador", "default"]);
}
