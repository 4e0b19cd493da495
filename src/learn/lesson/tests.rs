//! What holds for all lessons, whatever a cluster answers; `tests/recorded/lessons.rs` follows them on real answers.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{
    need::Need,
    progress::Progress,
    question::{Choice, arrange},
    step::{Reading, Unfit},
    subject::Subject,
    words::lesson_keys,
    *,
};
use crate::{
    kube::{answer::Answer, request::ApiRequest},
    wire::vocabulary::Vocabulary as _,
};

fn answer(code: u16, content_type: &str, body: &str) -> Answer {
    Answer {
        code,
        headers: vec![("content-type".into(), content_type.into())],
        body: body.as_bytes().to_vec(),
        ..Answer::default()
    }
}

/// How an API server refuses that somebody asks in another name.
fn impersonation_refused() -> Answer {
    let message = r#"users \"system:anonymous\" is forbidden: User \"jane\" cannot impersonate resource \"users\" in API group \"\" at the cluster scope"#;
    let status =
        format!(r#"{{"kind":"Status","status":"Failure","message":"{message}","reason":"Forbidden","code":403}}"#);
    answer(403, "application/json", &status)
}

#[test]
fn steps_are_named_for_their_lesson_and_found_by_name() {
    for lesson in Lesson::ALL {
        assert!((3..=5).contains(&lesson.steps.len()), "{}", lesson.id);
        for step in lesson.steps {
            assert_eq!(step.id, format!("{}/{}", lesson.id, step.name()));
            assert_eq!(step.lesson(), lesson.id);
            let found = Step::find_by_name(lesson.id, step.name()).unwrap();
            assert_eq!(found.id, step.id);
        }
    }
    assert!(Step::find_by_name("answer", "nothing").is_none());
    assert!(Step::find_by_name("nothing", "version").is_none());
}

#[test]
fn steps_follow_each_other_from_lesson_to_lesson() {
    let all: Vec<&Step> = Step::all().collect();
    assert_eq!(all.len(), Lesson::count_of_steps());
    for pair in all.windows(2) {
        assert_eq!(pair[0].next().unwrap().id, pair[1].id);
        assert_eq!(pair[1].previous().unwrap().id, pair[0].id);
    }
    assert!(all[0].previous().is_none());
    assert!(all[all.len() - 1].next().is_none());
}

#[test]
fn names_and_keys_are_unique() {
    let ids: BTreeSet<&str> = Step::all().map(|step| step.id).collect();
    assert_eq!(ids.len(), Lesson::count_of_steps());
    let keys = lesson_keys();
    assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len());
}

#[test]
fn predictions_have_two_to_four_options_and_what_can_come_true_is_one_of_them() {
    let mut places = BTreeSet::new();
    for step in Step::all() {
        assert!((2..=4).contains(&step.options.len()), "{}", step.id);
        for told in step.told {
            assert!(step.options.contains(told), "{} {told}", step.id);
        }
        places.insert(step.options.iter().position(|option| Some(option) == step.told.first()));
    }
    assert!(places.len() >= 3, "what comes true always stands at the same place");
}

#[test]
fn each_step_leans_on_a_few_different_terms() {
    for step in Step::all() {
        let different: BTreeSet<_> = step.terms.iter().collect();
        assert_eq!(different.len(), step.terms.len(), "{}", step.id);
        assert!((1..=4).contains(&different.len()), "{}", step.id);
    }
}

#[test]
fn every_row_that_is_taught_is_in_the_table() {
    assert!(Step::all().flat_map(|step| step.rows).all(|row| (1..=74).contains(row)));
}

#[test]
fn requests_for_what_is_needed_are_few_and_name_no_secret() {
    for need in Need::ALL {
        let requests = need.requests(Some("team-a"));
        assert!(requests.len() <= 3, "{}", need.key());
        assert!(
            requests.iter().all(|request| !request.is_of_secrets()),
            "{}",
            need.key()
        );
    }
}

#[test]
fn the_readers_own_namespace_is_asked_first_and_once() {
    let paths = |home| -> Vec<String> {
        let requests = Need::Pods.requests(home);
        requests.iter().map(|request| request.path.to_string()).collect()
    };
    let pods = |namespace: &str| format!("/api/v1/namespaces/{namespace}/pods");
    assert_eq!(paths(None), [pods("default"), pods("kube-system")]);
    assert_eq!(
        paths(Some("shop")),
        [pods("shop"), pods("default"), pods("kube-system")]
    );
    assert_eq!(paths(Some("kube-system")), [pods("kube-system"), pods("default")]);
}

#[test]
fn a_cluster_without_what_a_step_needs_gives_nothing() {
    let empty = answer(
        200,
        "application/json",
        r#"{"kind":"List","metadata":{},"items":[],"rows":[],"groups":[]}"#,
    );
    let refused = answer(
        403,
        "application/json",
        r#"{"kind":"Status","reason":"Forbidden","code":403}"#,
    );
    let others = Need::ALL
        .iter()
        .filter(|need| !matches!(need, Need::Nothing | Need::Anonymous | Need::Account));
    for need in others {
        let requests = need.requests(None);
        for poor in [&empty, &refused] {
            let heard = requests.iter().map(|request| (request, poor));
            assert_eq!(need.find(heard), None, "{}", need.key());
        }
        assert_eq!(need.find(Vec::<(&ApiRequest, &Answer)>::new()), None, "{}", need.key());
    }
}

#[test]
fn who_may_not_impersonate_is_told_so() {
    let refusal = impersonation_refused();
    for step in Lesson::named("identity").unwrap().steps {
        let requests = step.requests(None);
        assert_eq!(step.find(requests.iter().map(|request| (request, &refusal))), None);
        let reading = step.read(&Subject::default(), &refusal, true);
        assert_eq!(reading, Reading::Unfit(Unfit::NoImpersonation), "{}", step.id);
    }
}

#[test]
fn choices_stand_in_an_order_that_does_not_depend_on_which_is_right() {
    let spelt = |texts: &[&str]| {
        let mut choices: Vec<Choice> = texts.iter().map(|text| Choice::Value((*text).to_owned())).collect();
        arrange(&mut choices, "answer/version");
        choices
    };
    assert_eq!(spelt(&["a", "b", "c", "d"]), spelt(&["d", "b", "a", "c"]));
    assert_eq!(spelt(&["10", "9", "100"]), spelt(&["9", "10", "100"]));
    assert_eq!(spelt(&["10", "9"])[0], Choice::Value("9".to_owned()));
}

#[test]
fn what_is_no_step_is_passed_over() {
    let version = Step::find_by_name("answer", "version").unwrap();
    let progress = Progress::read("answer/version answer/gone <script> ");
    assert!(progress.has_passed(version));
    assert_eq!((progress.count(), progress.spell()), (1, "answer/version".to_owned()));
    assert_eq!(progress.passed_in(Lesson::named("answer").unwrap()), 1);
    assert_eq!(progress.next().unwrap().id, "answer/api");
    assert!(Progress::read("").is_empty());
}

#[test]
fn who_has_passed_everything_has_nowhere_to_go_on() {
    let mut progress = Progress::default();
    Step::all().for_each(|step| progress.pass(step));
    assert!(progress.next().is_none());
    assert_eq!(progress.count(), Lesson::count_of_steps());
}

proptest! {
    #[test]
    fn progress_is_read_as_it_was_spelt(chosen in prop::collection::vec(any::<bool>(), Lesson::count_of_steps())) {
        let mut progress = Progress::default();
        Step::all().zip(&chosen).filter(|(_, is_passed)| **is_passed).for_each(|(step, _)| progress.pass(step));
        prop_assert_eq!(Progress::read(&progress.spell()), progress);
    }

    #[test]
    fn no_answer_breaks_a_step(
        code in prop::sample::select(vec![200_u16, 400, 401, 403, 404, 410, 429, 500, 503]),
        is_json in any::<bool>(),
        body in prop::sample::select(vec![
            "", "\n", "x", "[]", "null", "{}", "{\"kind\":\"Status\"}", "{\"rows\":[{}],\"columnDefinitions\":[{}]}",
            "{\"items\":[{}],\"metadata\":{\"resourceVersion\":\"\"}}", "{\"type\":\"ADDED\"}\n{\"type\":\"BOOKMARK\"}\n{",
            "{\"kind\":\"Status\",\"message\":\"User \\\"\"}", "{\"resources\":[{\"name\":\"jobs\"}]}", "ü\u{0}",
        ]),
        is_over in any::<bool>(),
    ) {
        let content_type = if is_json { "application/json" } else { "text/plain" };
        let came = answer(code, content_type, body);
        for step in Step::all() {
            step.find(step.requests(None).iter().map(|request| (request, &came)));
            step.request(&Subject::default());
            step.read(&Subject::default(), &came, is_over);
        }
    }
}
