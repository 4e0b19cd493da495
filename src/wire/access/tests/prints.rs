//! What commands print, with the recorded cluster's own words where it has any.

use serde_json::{Value, json};

use super::names::{answered, object, request, show};
use crate::wire::{
    access::{
        names::{ANONYMOUS, Names},
        prints::Basis,
        step::Step,
    },
    vocabulary::Vocabulary,
};

fn body(file: &str) -> Value {
    let path = format!("{}/recordings/bodies/{file}", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

#[test]
fn without_answers_everything_is_documented() {
    let names = Names::default();
    let all: Vec<_> = Step::ALL.iter().filter_map(|step| step.prints(&names)).collect();
    assert!(all.len() >= 7);
    for prints in all {
        assert!(matches!(prints.basis, Basis::Documented(_)), "{prints:?}");
        assert!(!prints.lines.is_empty());
    }
}

/// The refusals are those of the real API server, and their form is the one that is documented.
#[test]
fn refusals_are_quoted_where_they_were_seen() {
    let account = "system:serviceaccount:default:default";
    let sent = [
        (request("/", Some(ANONYMOUS)), answered(403, &body("root~2.json"))),
        (request("/", Some(account)), answered(403, &body("root~3.json"))),
    ];
    let names = show(None, &sent);
    for (step, exchange) in [(Step::PodAnonymous, 1), (Step::PodAuthenticated, 2)] {
        let (seen, documented) = (step.prints(&names).unwrap(), step.prints(&Names::default()).unwrap());
        assert_eq!(seen.basis, Basis::Seen(exchange));
        assert_eq!(seen.lines, documented.lines, "{step:?}");
    }
    // Who may not impersonate is refused for that, which is another lesson.
    let message = format!("users \"{ANONYMOUS}\" is forbidden: User \"jane\" cannot impersonate resource \"users\"");
    let status = json!({"kind": "Status", "status": "Failure", "code": 403, "reason": "Forbidden", "message": message});
    let names = show(None, &[(request("/", Some(ANONYMOUS)), answered(403, &status))]);
    assert_eq!(names.anonymous_refusal, None);
}

#[test]
fn the_answer_to_api_is_the_recorded_one() {
    let recorded = body("api~2.json");
    let names = show(None, &[(request("/api", None), answered(200, &recorded))]);
    let prints = Step::ProxyApi.prints(&names).unwrap();
    assert_eq!(prints.basis, Basis::Seen(1));
    assert_eq!(
        serde_json::from_str::<Value>(&prints.lines.join("\n")).unwrap(),
        recorded
    );
    let documented = Step::ProxyApi.prints(&Names::default()).unwrap();
    assert!(serde_json::from_str::<Value>(&documented.lines.join("\n")).is_ok());
}

#[test]
fn variables_follow_from_the_service() {
    let path = "/api/v1/namespaces/default/services/kubernetes";
    let mut service = object("api.v1.services", "kubernetes");
    let of = |service: &Value| {
        let names = show(None, &[(request(path, None), answered(200, service))]);
        Step::PodVariables.prints(&names).unwrap()
    };
    let prints = of(&service);
    assert_eq!(prints.basis, Basis::Seen(1));
    assert_eq!(
        prints.lines,
        [
            "KUBERNETES_SERVICE_HOST=10.96.0.1",
            "KUBERNETES_SERVICE_PORT=443",
            "KUBERNETES_SERVICE_PORT_HTTPS=443"
        ]
    );
    service["spec"]["clusterIP"] = json!("None");
    assert!(matches!(of(&service).basis, Basis::Documented(_)));
}
