//! Variables and files with what there is to know of each.

use serde_json::{Value as Json, json};

use super::*;

fn pod(containers: &Json) -> Pod {
    let json = json!({
        "kind": "Pod", "metadata": { "name": "p", "namespace": "shop", "labels": { "app": "web" } },
        "spec": { "containers": containers, "volumes": [{ "name": "info", "downwardAPI": { "items": [
            { "path": "labels", "fieldRef": { "fieldPath": "metadata.labels" } },
            { "path": "name", "fieldRef": { "fieldPath": "metadata.name" } },
        ] } }] },
    });
    Pod::read(json.to_string().as_bytes()).unwrap()
}

fn resource(name: &str, resource: &str, divisor: &str) -> Json {
    json!({ "name": name, "valueFrom": { "resourceFieldRef": { "resource": resource, "divisor": divisor } } })
}

fn field(name: &str, path: &str) -> Json {
    json!({ "name": name, "valueFrom": { "fieldRef": { "fieldPath": path } } })
}

/// The variables of the first container: name, value or why there is none, and the notes with what fills them.
fn env(pod: &Pod, node: Option<&Allocatable>) -> Vec<String> {
    let facts = Facts {
        pod,
        exchange: 4,
        allocatable: node,
        node: node.map(|_| 5),
    };
    let asked = pod.asked(node).remove(0);
    let told = facts.env(&asked).into_iter().map(|item| {
        let shown = match item.shown {
            Shown::Text(text) => text,
            Shown::Nothing(line) => line.key.trim_start_matches("downward.").to_owned(),
        };
        let notes = item.notes.iter().map(|line| {
            let values: Vec<&str> = line.values.iter().map(|(_, value)| value.as_str()).collect();
            let key = line.key.trim_start_matches("downward.note.");
            if values.is_empty() {
                key.to_owned()
            } else {
                format!("{key}({})", values.join(" "))
            }
        });
        let exchanges = item.ground.exchanges().to_vec();
        format!(
            "{}={shown} {exchanges:?} {}",
            item.name,
            notes.collect::<Vec<_>>().join(" ")
        )
    });
    told.collect()
}

#[test]
fn values_come_with_what_there_is_to_know() {
    let pod = pod(&json!([{
        "name": "main",
        "env": [
            field("NAME", "metadata.name"),
            field("NONE", "metadata.labels['none']"),
            field("NODE", "spec.nodeName"),
            field("NEW", "status.novelty"),
            resource("CORES", "requests.cpu", "1"),
            resource("MILLI", "requests.cpu", "1m"),
            resource("MEBI", "limits.memory", "1Mi"),
            resource("MEGA", "limits.memory", "1M"),
            resource("LIMIT", "limits.cpu", "1m"),
            resource("ZERO", "requests.ephemeral-storage", "0"),
            field("NAME", "metadata.uid"),
        ],
        "resources": { "requests": { "cpu": "250m" }, "limits": { "memory": "200Mi" } },
    }]));
    assert_eq!(
        env(&pod, None),
        [
            "NAME=p [4] overridden",
            "NONE= [4] no_such_label env_stays",
            "NODE=missing.not_yet [4] ",
            "NEW=missing.unknown [4] env_stays",
            "CORES=1 [4] unit(1) rounded_up(250m 1) env_stays",
            "MILLI=250 [4] unit(1m) env_stays",
            "MEBI=200 [4] unit(1Mi) env_stays",
            "MEGA=210 [4] unit(1M) rounded_up(209715200 1M) env_stays",
            "LIMIT=missing.of_node [4] unit(1m) from_node env_stays",
            "ZERO=0 [4] unit(1) no_request env_stays",
            "NAME= [4] ",
        ]
    );
    let node = Allocatable::read(br#"{"status":{"allocatable":{"cpu":"3800m"}}}"#).unwrap();
    assert_eq!(
        env(&pod, Some(&node))[8],
        "LIMIT=3800 [4, 5] unit(1m) from_node env_stays"
    );
}

#[test]
fn the_resources_of_another_container_are_named() {
    let pod = pod(&json!([
        { "name": "main", "env": [
            { "name": "SIDE", "valueFrom": { "resourceFieldRef": { "containerName": "side", "resource": "requests.cpu", "divisor": "1m" } } },
            { "name": "LOST", "valueFrom": { "resourceFieldRef": { "containerName": "lost", "resource": "requests.cpu" } } },
        ] },
        { "name": "side", "resources": { "requests": { "cpu": "1" } } },
    ]));
    assert_eq!(
        env(&pod, None),
        [
            "SIDE=1000 [4] unit(1m) of_other(side) env_stays",
            "LOST=missing.no_container [4] unit(1) of_other(lost) env_stays",
        ]
    );
}

#[test]
fn files_say_whether_they_follow() {
    let pod = pod(&json!([{ "name": "main", "volumeMounts": [
        { "name": "info", "mountPath": "/etc/info" },
        { "name": "info", "mountPath": "/labels", "subPath": "labels" },
        { "name": "info", "mountPath": "/each", "subPathExpr": "$(NAME)" },
    ] }]));
    let facts = Facts {
        pod: &pod,
        exchange: 4,
        allocatable: None,
        node: None,
    };
    let files = facts.files(&pod.asked(None)[0]);
    let told: Vec<String> = files
        .iter()
        .map(|file| {
            let notes = file
                .notes
                .iter()
                .map(|line| line.key.trim_start_matches("downward.note."));
            let path = file.path.as_deref().unwrap_or("-");
            format!(
                "{path} {} {} {}",
                file.mode,
                file.source,
                notes.collect::<Vec<_>>().join(" ")
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "/etc/info/labels 0644 metadata.labels followed",
            "/etc/info/name 0644 metadata.name followed_in_vain",
            "/labels 0644 metadata.labels at_start",
            "- 0644 metadata.labels at_start expanded",
            "- 0644 metadata.name at_start expanded",
        ]
    );
}

#[test]
fn units_have_sizes() {
    let field = |path: &str| ResourceField::parse(path).unwrap();
    for (path, unit, expected) in [
        ("limits.cpu", "1", 1000),
        ("limits.cpu", "1m", 1),
        ("limits.memory", "1", 1),
        ("limits.memory", "1k", 1000),
        ("limits.memory", "1Ki", 1024),
        ("limits.memory", "1Gi", 1 << 30),
        ("limits.memory", "1E", 1_000_000_000_000_000_000),
        ("limits.memory", "1Ei", 1 << 60),
    ] {
        assert_eq!(size(&field(path), unit), Some(expected), "{path} {unit}");
    }
    assert_eq!(size(&field("limits.memory"), "2Mi"), None);
}
