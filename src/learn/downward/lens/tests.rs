//! The lens as a whole, for a small Pod.

use serde_json::{Value as Json, json};

use super::*;
use crate::{
    kube::{answer::Answer, failure::Failure},
    learn::downward::offered::Section,
};

fn answer(body: &Json) -> Answer {
    Answer {
        code: 200,
        headers: vec![("content-type".into(), "application/json".into())],
        body: body.to_string().into_bytes(),
        ..Answer::default()
    }
}

/// A Pod with a container, an init container and one for debugging.
fn pod() -> Json {
    let mount = json!({ "name": "kube-api-access-x", "mountPath": "/var/run/secrets/kubernetes.io/serviceaccount" });
    json!({
        "kind": "Pod",
        "metadata": {
            "name": "web-0", "namespace": "shop", "labels": { "app": "web" },
            "ownerReferences": [{ "apiVersion": "apps/v1", "kind": "StatefulSet", "name": "web", "controller": true }],
        },
        "spec": {
            "serviceAccountName": "till", "nodeName": "worker",
            "initContainers": [{ "name": "prepare", "volumeMounts": [mount] }],
            "containers": [{
                "name": "main",
                "env": [
                    { "name": "POD", "valueFrom": { "fieldRef": { "fieldPath": "metadata.name" } } },
                    { "name": "KUBERNETES_SERVICE_HOST", "value": "api.example.test" },
                ],
                "envFrom": [{ "configMapRef": { "name": "c" } }],
                "volumeMounts": [mount],
            }],
            "ephemeralContainers": [{ "name": "debugger" }],
            "volumes": [{ "name": "kube-api-access-x", "projected": { "defaultMode": 420, "sources": [
                { "serviceAccountToken": { "expirationSeconds": 3607, "path": "token" } },
                { "configMap": { "name": "kube-root-ca.crt", "items": [{ "key": "ca.crt", "path": "ca.crt" }] } },
                { "downwardAPI": { "items": [{ "path": "namespace", "fieldRef": { "fieldPath": "metadata.namespace" } }] } },
            ] } }],
        },
    })
}

struct World {
    requests: Vec<ApiRequest>,
    answers: Vec<Result<Answer, Failure>>,
}

impl World {
    fn of(paths: &[(&str, Result<Json, Failure>)]) -> Self {
        Self {
            requests: paths.iter().map(|(path, _)| ApiRequest::of(path).unwrap()).collect(),
            answers: paths
                .iter()
                .map(|(_, body)| body.as_ref().map(answer).map_err(Clone::clone))
                .collect(),
        }
    }

    fn replies(&self) -> Vec<Reply<'_>> {
        let all = self.requests.iter().zip(&self.answers).zip(2..);
        all.map(|((request, outcome), number)| Reply {
            number,
            request,
            answer: outcome.as_ref().ok(),
            failure: outcome.as_ref().err(),
        })
        .collect()
    }
}

fn show(pod: &Json, world: &World) -> Downward {
    let (request, answer) = (
        ApiRequest::of("/api/v1/namespaces/shop/pods/web-0").unwrap(),
        answer(pod),
    );
    let own = Reply {
        number: 1,
        request: &request,
        answer: Some(&answer),
        failure: None,
    };
    read(&own, &world.replies()).unwrap()
}

fn kubernetes(address: &str) -> Json {
    json!({ "kind": "Service", "spec": { "clusterIP": address, "ports": [{ "name": "https", "port": 443, "protocol": "TCP" }] } })
}

fn whole() -> World {
    World::of(&[
        (
            "/api/v1/nodes/worker",
            Ok(json!({ "kind": "Node", "status": { "allocatable": { "cpu": "2", "memory": "1Gi" } } })),
        ),
        (
            "/api/v1/namespaces/default/services/kubernetes",
            Ok(kubernetes("10.96.0.1")),
        ),
        (
            "/api/v1/namespaces/shop/configmaps/kube-root-ca.crt",
            Ok(json!({ "data": { "ca.crt": "-----BEGIN CERTIFICATE-----\nx\n-----BEGIN CERTIFICATE-----\ny\n" } })),
        ),
        (
            "/api/v1/namespaces/shop/serviceaccounts/till",
            Ok(json!({ "kind": "ServiceAccount", "automountServiceAccountToken": false })),
        ),
    ])
}

fn keys(lines: &[Line]) -> Vec<&str> {
    let keys = lines.iter().map(|line| line.key);
    keys.map(|key| key.trim_start_matches("downward.")).collect()
}

#[test]
fn the_lens_asks_for_a_pod_in_json() {
    let of = |target: &str| request(&ApiRequest::of(target).unwrap()).map(|request| request.spelt_path());
    assert_eq!(
        of("/api/v1/namespaces/shop/pods/web-0").as_deref(),
        Some("/api/v1/namespaces/shop/pods/web-0")
    );
    for target in [
        "/api/v1/namespaces/shop/pods",
        "/api/v1/namespaces/shop/pods/web-0/log",
        "/api/v1/nodes/n",
        "/apis/metrics.k8s.io/v1beta1/namespaces/shop/pods/web-0",
    ] {
        assert_eq!(of(target), None, "{target}");
    }
}

#[test]
fn four_things_could_be_looked_up_and_those_that_are_waited_for_are_wanted() {
    let shown = show(&pod(), &World::of(&[]));
    let told: Vec<String> = shown
        .lookups
        .iter()
        .map(|looked| {
            let path = looked.request.path.as_str();
            format!("{:?} {path} {} {}", looked.lookup, looked.is_wanted, looked.state.key)
        })
        .collect();
    assert_eq!(
        told,
        [
            "Node /api/v1/nodes/worker true downward.looked.not_asked",
            "Service /api/v1/namespaces/default/services/kubernetes true downward.looked.not_asked",
            "RootCa /api/v1/namespaces/shop/configmaps/kube-root-ca.crt true downward.looked.not_asked",
            "ServiceAccount /api/v1/namespaces/shop/serviceaccounts/till false downward.looked.not_asked",
        ]
    );
    let shown = show(&pod(), &whole());
    assert!(shown.lookups.iter().all(|looked| !looked.is_wanted));
    let states: Vec<&[u32]> = shown
        .lookups
        .iter()
        .map(|looked| looked.state.ground.exchanges())
        .collect();
    assert_eq!(states, [[2], [3], [4], [5]]);
}

#[test]
fn what_is_refused_or_not_there_costs_its_values_alone() {
    let world = World::of(&[
        ("/api/v1/nodes/worker", Err(Failure::NotRecorded("/x".into()))),
        ("/api/v1/namespaces/default/services/kubernetes", Err(Failure::Filtered)),
    ]);
    let shown = show(&pod(), &world);
    let states: Vec<&str> = shown.lookups.iter().map(|looked| looked.state.key).collect();
    assert_eq!(states[..2], ["downward.looked.not_recorded", "downward.looked.failed"]);
    let main = &shown.containers[1];
    assert_eq!(main.env[0].shown, Shown::Text("web-0".into()));
    let host = &main.service.address[1];
    assert!(matches!(&host.shown, Shown::Nothing(line) if line.key == "downward.missing.service_unread"));
}

#[test]
fn a_container_has_its_variables_and_what_the_api_server_added() {
    let shown = show(&pod(), &whole());
    let [prepare, main, debugger] = shown.containers.as_slice() else {
        panic!("three containers");
    };
    assert_eq!(keys(&shown.intro), ["intro.computed", "intro.owner"]);
    assert_eq!(shown.intro[1].value("owner"), Some("StatefulSet web"));
    assert_eq!(prepare.heading.key, "downward.container.init");
    assert!(main.nothing.is_none() && main.files.is_empty());
    assert_eq!(
        debugger.nothing.as_ref().map(|line| line.key),
        Some("downward.intro.nothing")
    );

    let files: Vec<String> = main
        .account
        .files
        .iter()
        .map(|file| {
            format!(
                "{} {} {} {}",
                file.path,
                file.mode,
                file.content.key,
                keys(&file.notes).join(" ")
            )
        })
        .collect();
    let at = "/var/run/secrets/kubernetes.io/serviceaccount";
    assert_eq!(
        files,
        [
            format!(
                "{at}/token 0644 downward.held.token held_note.bound held_note.lifetime held_note.extended held_note.rotated held_note.never_shown"
            ),
            format!("{at}/ca.crt 0644 downward.held.root_ca held_note.root_ca_writer held_note.certificates"),
            format!("{at}/namespace 0644 downward.held.downward held_note.namespace_use"),
        ]
    );
    assert_eq!(main.account.summary.key, "downward.mounted.added");
    assert_eq!(main.account.notes[0].value("account"), Some("till"));
    assert_eq!(main.account.files[1].notes[1].value("count"), Some("2"));
    assert_eq!(main.account.files[2].shown, Some(Shown::Text("shop".into())));
    assert_eq!(debugger.account.summary.key, "downward.mounted.ephemeral");
}

#[test]
fn the_address_of_the_api_server_is_computed_from_its_service() {
    let shown = show(&pod(), &whole());
    let told = |items: &[EnvItem]| -> Vec<String> {
        let told = items.iter().map(|item| match &item.shown {
            Shown::Text(text) => format!("{}={text} {:?}", item.name, item.ground.exchanges()),
            Shown::Nothing(line) => format!("{} {} {}", item.name, line.key, keys(&item.notes).join(" ")),
        });
        told.collect()
    };
    assert_eq!(
        told(&shown.containers[0].service.address),
        [
            "KUBERNETES_SERVICE_HOST=10.96.0.1 [1, 3]",
            "KUBERNETES_SERVICE_PORT=443 [1, 3]",
            "KUBERNETES_SERVICE_PORT_HTTPS=443 [1, 3]",
        ]
    );
    let main = &shown.containers[1].service;
    assert_eq!(
        told(&main.address)[0],
        "KUBERNETES_SERVICE_HOST downward.missing.declared linked.declared"
    );
    assert_eq!(
        keys(&main.notes),
        ["linked.at_start", "linked.of_namespace", "linked.env_from"]
    );
    assert_eq!(
        told(&main.links),
        [
            "KUBERNETES_PORT=tcp://10.96.0.1:443 [1, 3]",
            "KUBERNETES_PORT_443_TCP=tcp://10.96.0.1:443 [1, 3]",
            "KUBERNETES_PORT_443_TCP_PROTO=tcp [1, 3]",
            "KUBERNETES_PORT_443_TCP_PORT=443 [1, 3]",
            "KUBERNETES_PORT_443_TCP_ADDR=10.96.0.1 [1, 3]",
        ]
    );
    let six = World::of(&[(
        "/api/v1/namespaces/default/services/kubernetes",
        Ok(kubernetes("fd00::1")),
    )]);
    let links = &show(&pod(), &six).containers[0].service.links;
    assert_eq!(links[0].shown, Shown::Text("tcp://[fd00::1]:443".into()));
    assert_eq!(links[4].shown, Shown::Text("fd00::1".into()));
}

#[test]
fn a_missing_token_is_explained() {
    let mut pod = pod();
    pod["spec"]["containers"][0]["volumeMounts"] = json!([]);
    let summary = |pod: &Json, world: &World| show(pod, world).containers[1].account.summary.clone();
    let unsaid = show(&pod, &World::of(&[]));
    assert_eq!(unsaid.containers[1].account.summary.key, "downward.mounted.unsaid");
    assert!(unsaid.lookups[3].is_wanted);
    let by_account = summary(&pod, &whole());
    assert_eq!(by_account.key, "downward.mounted.by_service_account");
    assert_eq!(by_account.ground.exchanges(), [1, 5]);
    pod["spec"]["automountServiceAccountToken"] = json!(false);
    assert_eq!(summary(&pod, &whole()).key, "downward.mounted.by_pod");
    pod["metadata"]["annotations"] = json!({ "kubernetes.io/config.mirror": "x" });
    assert_eq!(summary(&pod, &whole()).key, "downward.mounted.mirror");
}

#[test]
fn offers_have_units_yaml_and_reasons() {
    let shown = show(&pod(), &whole());
    let of = |container: usize, source: &str| {
        let offers = &shown.containers[container].offers;
        offers.iter().find(|offer| offer.source == source).unwrap()
    };
    let name = of(1, "metadata.name");
    assert_eq!(
        (name.section, name.asked_by_env.as_slice()),
        (Section::Metadata, &["POD".to_owned()][..])
    );
    let labels = of(1, "metadata.labels");
    assert_eq!(keys(&labels.closed), ["offer.file_only"]);
    assert_eq!(
        (&labels.units[0].env, labels.units[0].env_yaml.is_some()),
        (&None, false)
    );
    assert_eq!(keys(&of(1, "status.podIP").closed), ["offer.env_only"]);
    let memory = of(1, "limits.memory");
    let units: Vec<(Option<&str>, Option<Shown>)> = memory
        .units
        .iter()
        .map(|unit| (unit.divisor.as_deref(), unit.env.clone()))
        .collect();
    let text = |text: &str| Some(Shown::Text(text.into()));
    assert_eq!(
        units,
        [
            (Some("1"), text("1073741824")),
            (Some("1Ki"), text("1048576")),
            (Some("1Mi"), text("1024")),
            (Some("1Gi"), text("1")),
        ]
    );
    assert_eq!(keys(&memory.notes), ["note.from_node", "offer.names_container"]);
    assert_eq!(memory.units[0].ground.exchanges(), [1, 2]);
    let yaml = memory.units[2].file_yaml.as_deref().unwrap();
    assert!(yaml.starts_with("spec:\n  containers:\n  - name: main\n") && yaml.ends_with("divisor: 1Mi\n"));
    let init = of(0, "limits.memory").units[2].env_yaml.as_deref().unwrap();
    assert!(init.starts_with("spec:\n  initContainers:\n  - name: prepare\n"));
    let debugger = of(2, "metadata.name");
    assert_eq!(debugger.units[0].env_yaml, None);
    assert_eq!(keys(&debugger.notes), ["offer.ephemeral"]);
}

#[test]
fn other_answers_are_no_pod() {
    let request = ApiRequest::of("/api/v1/namespaces/shop/pods/web-0").unwrap();
    for body in [json!({ "kind": "Table" }), json!({ "kind": "Status" })] {
        let answer = answer(&body);
        let reply = Reply {
            number: 1,
            request: &request,
            answer: Some(&answer),
            failure: None,
        };
        assert!(read(&reply, &[]).is_err());
    }
    let nothing = Reply {
        number: 1,
        request: &request,
        answer: None,
        failure: None,
    };
    assert!(read(&nothing, &[]).is_err());
}
