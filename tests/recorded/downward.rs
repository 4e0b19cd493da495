//! The lens on the Downward API through the recorded cluster: every pod has one, and the pod that asks for everything
//! shows everything.

use deckprism::{
    kube::{answer::Answer, failure::Failure, request::ApiRequest},
    learn::{
        downward::{
            given::Shown,
            lens::{self, Downward},
            taught::rules,
            words::ground,
        },
        identity::line::{Ground, Line, Reply},
    },
    wire::prose::Prose,
};

use serde_json::Value;

use crate::{
    answer,
    files::{file, recording},
    request,
};

/// Sends what the lens waits for, as a page does, and returns what it then shows.
fn look(namespace: &str, name: &str) -> Downward {
    let recording = recording();
    let target = request(&format!("/api/v1/namespaces/{namespace}/pods/{name}"), None);
    let own = lens::request(&target).unwrap();
    let pod = answer(&recording, &own).unwrap();
    let pod = Reply {
        number: 1,
        request: &own,
        answer: Some(&pod),
        failure: None,
    };
    let first = lens::read(&pod, &[]).unwrap();
    let wanted = first.lookups.iter().filter(|looked| looked.is_wanted);
    let exchanges: Vec<(ApiRequest, Result<Answer, Failure>)> = wanted
        .map(|looked| (looked.request.clone(), answer(&recording, &looked.request)))
        .collect();
    let replies: Vec<Reply<'_>> = exchanges
        .iter()
        .zip(2..)
        .map(|((request, outcome), number)| Reply {
            number,
            request,
            answer: outcome.as_ref().ok(),
            failure: outcome.as_ref().err(),
        })
        .collect();
    let second = lens::read(&pod, &replies).unwrap();
    assert!(
        second.lookups.iter().all(|looked| !looked.is_wanted),
        "{namespace}/{name}"
    );
    second
}

fn keys(lines: &[Line]) -> Vec<&str> {
    let keys = lines.iter().map(|line| line.key);
    keys.map(|key| key.trim_start_matches("downward.")).collect()
}

/// Every line that the lens shows, and what each value rests on.
fn lines(shown: &Downward) -> (Vec<&Line>, Vec<&Ground>) {
    let (mut lines, mut grounds): (Vec<&Line>, Vec<&Ground>) = (Vec::new(), Vec::new());
    lines.extend(shown.intro.iter().chain(&shown.unmounted));
    lines.extend(shown.lookups.iter().flat_map(|looked| [&looked.purpose, &looked.state]));
    for container in &shown.containers {
        lines.push(&container.heading);
        lines.extend(&container.nothing);
        let service = &container.service;
        let variables = container.env.iter().chain(&service.address).chain(&service.links);
        let values = variables.map(|item| (&item.shown, &item.notes, &item.ground)).chain(
            container
                .files
                .iter()
                .map(|item| (&item.shown, &item.notes, &item.ground)),
        );
        for (shown, notes, ground) in values {
            lines.extend(notes);
            grounds.push(ground);
            lines.extend(match shown {
                Shown::Nothing(line) => Some(line),
                Shown::Text(_) => None,
            });
        }
        lines.push(&container.account.summary);
        lines.extend(container.account.notes.iter().chain(&service.notes));
        for file in &container.account.files {
            lines.push(&file.content);
            lines.extend(&file.notes);
        }
        for offer in &container.offers {
            lines.extend(offer.closed.iter().chain(&offer.notes));
            grounds.extend(offer.units.iter().map(|unit| &unit.ground));
        }
    }
    grounds.extend(lines.iter().map(|line| &line.ground));
    (lines, grounds)
}

const LANGUAGES: [&str; 4] = [
    include_str!("../../prose/en/downward.json"),
    include_str!("../../prose/zh-CN/downward.json"),
    include_str!("../../prose/ja/downward.json"),
    include_str!("../../prose/pt-BR/downward.json"),
];

#[test]
fn everything_is_said_in_every_language() {
    for (namespace, name) in [
        ("default", "downward"),
        ("default", "two-voices"),
        ("pending", "too-big"),
    ] {
        let shown = look(namespace, name);
        let taught = rules();
        let (mut lines, grounds) = lines(&shown);
        lines.extend(taught.iter().map(|taught| &taught.line));
        for json in LANGUAGES {
            let prose = Prose::from_json(json.as_bytes()).unwrap();
            let said = lines.iter().map(|line| line.say(&prose));
            for said in said.chain(grounds.iter().map(|own| ground(own, &prose))) {
                let is_whole = !said.contains(['{', '}']) && !said.contains("``") && !said.starts_with("downward.");
                assert!(is_whole, "{namespace}/{name}: {said}");
            }
        }
        assert!(
            grounds
                .iter()
                .flat_map(|ground| ground.exchanges())
                .all(|exchange| (1..=5).contains(exchange))
        );
    }
}

#[test]
fn the_pod_that_asks_for_everything_shows_everything() {
    let shown = look("default", "downward");
    let main = &shown.containers[0];
    assert_eq!((main.env.len(), main.files.len()), (22, 18));
    let all = main
        .env
        .iter()
        .map(|item| &item.shown)
        .chain(main.files.iter().map(|item| &item.shown));
    assert!(all.into_iter().all(|shown| matches!(shown, Shown::Text(_))));
    let variable = |name: &str| main.env.iter().find(|item| item.name == name).unwrap();
    let cores = variable("CPU_REQUEST");
    assert_eq!(cores.shown, Shown::Text("1".into()));
    assert_eq!(keys(&cores.notes), ["note.unit", "note.rounded_up", "note.env_stays"]);
    assert_eq!(cores.notes[1].value("exact"), Some("250m"));
    assert_eq!(
        keys(&variable("POD_LABEL_MISSING").notes),
        ["note.no_such_label", "note.env_stays"]
    );
    let side = variable("SIDE_CPU_LIMIT");
    assert_eq!(
        keys(&side.notes),
        ["note.unit", "note.of_other", "note.from_node", "note.env_stays"]
    );
    assert_eq!(side.ground.exchanges(), [1, 2]);
    let once = main
        .files
        .iter()
        .find(|item| item.path.as_deref() == Some("/etc/labels-once"))
        .unwrap();
    assert_eq!(keys(&once.notes), ["note.at_start"]);
}

#[test]
fn the_address_of_the_recorded_api_server_is_known() {
    let shown = look("default", "downward");
    let service = &shown.containers[0].service;
    let told: Vec<String> = service
        .address
        .iter()
        .map(|item| match &item.shown {
            Shown::Text(text) => format!("{}={text}", item.name),
            Shown::Nothing(line) => line.key.to_owned(),
        })
        .collect();
    assert_eq!(
        told,
        [
            "KUBERNETES_SERVICE_HOST=10.96.0.1",
            "KUBERNETES_SERVICE_PORT=443",
            "KUBERNETES_SERVICE_PORT_HTTPS=443",
        ]
    );
    let account = &shown.containers[0].account;
    assert_eq!(account.summary.key, "downward.mounted.added");
    assert_eq!(account.files.len(), 3);
    let certificates = account.files[1]
        .notes
        .iter()
        .find(|line| line.key.ends_with("certificates"))
        .unwrap();
    assert_eq!(certificates.value("count"), Some("1"));
}

#[test]
fn every_recorded_pod_can_be_looked_at() {
    let table: Value = serde_json::from_slice(&file("collections/api.v1.pods.json")).unwrap();
    let pods: Vec<&Value> = table["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| &row["object"])
        .collect();
    assert!(pods.len() > 50);
    let target = request("/api/v1/namespaces/any/pods/any", None);
    for pod in pods {
        let name = pod["metadata"]["name"].as_str().unwrap();
        let answer = Answer {
            code: 200,
            body: pod.to_string().into_bytes(),
            ..Answer::default()
        };
        let reply = Reply {
            number: 1,
            request: &target,
            answer: Some(&answer),
            failure: None,
        };
        let shown = lens::read(&reply, &[]).unwrap();
        assert!(!shown.containers.is_empty(), "{name}");
        for container in &shown.containers {
            assert!(container.offers.len() > 10, "{name}");
            let is_asking = !container.env.is_empty() || !container.files.is_empty();
            assert_eq!(container.nothing.is_none(), is_asking, "{name}");
            let lines = container
                .account
                .notes
                .iter()
                .chain([&container.account.summary, &container.heading]);
            let mut exchanges = lines.flat_map(|line| line.ground.exchanges());
            assert!(exchanges.all(|exchange| *exchange == 1), "{name}");
        }
    }
}
