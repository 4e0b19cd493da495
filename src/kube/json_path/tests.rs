//! What kubectl 1.36 prints and refuses, beside what is printed and refused here.
//!
//! Every expected text of a column is what `kubectl get pod web-0 --no-headers -o custom-columns=X:…` (v1.36.3) printed for
//! [`POD`], except that kubectl shuffles the fields under `*` and `..`.

use std::ptr;

use super::*;

mod properties;
mod refusals;

/// Served to kubectl as it stands.
const POD: &str = r#"{
    "apiVersion": "v1", "kind": "Pod",
    "metadata": {
        "name": "web-0", "namespace": "default",
        "labels": {"app": "web", "app.kubernetes.io/name": "shop"},
        "annotations": {"note": "two\r\u001b[1m lines"}
    },
    "spec": {
        "containers": [
            {"name": "web", "image": "nginx:1.29", "ports": [{"containerPort": 80, "name": "http"}, {"containerPort": 443, "name": "https"}]},
            {"name": "log", "image": "fluent-bit:4", "ports": []},
            {"name": "probe", "image": "busybox:1", "ports": [{"containerPort": 8080}]}
        ],
        "hostNetwork": false, "nodeName": null, "priority": 2000001000,
        "empty": {"text": "", "list": [], "map": {}},
        "numbers": [1.0, 1e5, 999999.0, 1e6, 1234567.5, 123456.7, 0.0001, 0.00001, -0.0, 1e20, 1e21, -2.5e-7,
            12345678901234567, -9223372036854775808, 9223372036854775808, 18446744073709551615]
    },
    "status": {
        "phase": "Running",
        "podIPs": [{"ip": "10.0.0.7"}, {"ip": "fd00::7"}],
        "conditions": [
            {"type": "Initialized", "status": "True"},
            {"type": "Ready", "status": "False", "reason": "ContainersNotReady", "message": "waiting (1 of 3)"}
        ],
        "containerStatuses": [
            {"name": "web", "ready": true, "restartCount": 0},
            {"name": "log", "ready": false, "restartCount": 12, "lastState": {"terminated": {"exitCode": 1}}}
        ]
    }
}"#;

fn pod() -> Value {
    serde_json::from_str(POD).unwrap()
}

fn path(text: &str) -> JsonPath {
    JsonPath::parse(text).unwrap()
}

fn assert_printed(columns: &[(&str, &str)]) {
    let pod = pod();
    for (text, printed) in columns {
        let path = path(text);
        assert_eq!(path.try_evaluate(&pod).err(), None, "{text}");
        assert_eq!(path.printed(&pod), *printed, "{text}");
    }
}

#[test]
fn a_column_may_be_spelt_in_four_ways() {
    for text in ["metadata.name", ".metadata.name", "{metadata.name}", "{.metadata.name}"] {
        assert_eq!(path(text).printed(&pod()), "web-0", "{text}");
        assert_eq!(path(text), path(".metadata.name"), "{text}");
    }
}

#[test]
fn names_lead_to_fields() {
    assert_printed(&[
        (".metadata['name']", "web-0"),
        (".metadata.labels['app\\.kubernetes\\.io/name']", "shop"),
        (".metadata.labels.app\\.kubernetes\\.io/name", "shop"),
        (".metadata.labels['app.kubernetes.io/name']", NONE),
        (".spec['containers'][0]['image']", "nginx:1.29"),
        (".metadata .name ", "web-0"),
        (".spec.nothing", NONE),
        (".status.phase.nothing", NONE),
        (".spec.nodeName.nothing", NONE),
        (".spec.containers.name", NONE),
    ]);
}

#[test]
fn values_are_printed_in_gos_notation() {
    assert_printed(&[
        (".metadata.labels", "map[app:web app.kubernetes.io/name:shop]"),
        (".metadata.annotations.note", "two\\r^[[1m lines"),
        (".spec.containers[0].ports[0]", "map[containerPort:80 name:http]"),
        (
            ".spec.containers[0].ports",
            "[map[containerPort:80 name:http] map[containerPort:443 name:https]]",
        ),
        (".spec.nodeName", "<nil>"),
        (".spec.hostNetwork", "false"),
        (".spec.priority", "2000001000"),
        (".spec.empty.text", ""),
        (".spec.empty", "map[list:[] map:map[] text:]"),
        (
            ".spec.numbers",
            "[1 100000 999999 1e+06 1.2345675e+06 123456.7 0.0001 1e-05 -0 1e+20 1e+21 -2.5e-07 \
             12345678901234567 -9223372036854775808 9.223372036854776e+18 1.8446744073709552e+19]",
        ),
    ]);
}

#[test]
fn brackets_choose_from_lists() {
    assert_printed(&[
        (".spec.containers[*].image", "nginx:1.29,fluent-bit:4,busybox:1"),
        (".spec.containers[-1].name", "probe"),
        (".spec.containers[].name", "web"),
        (".spec.containers[1:].name", "log,probe"),
        (".spec.containers[:2].name", "web,log"),
        (".spec.containers[:-1].name", "web,log"),
        (".spec.containers[-2:].name", "log,probe"),
        (".spec.containers[::2].name", "web,probe"),
        (".spec.containers[0:3:2].name", "web,probe"),
        (".spec.containers[0:0].name", NONE),
        (".spec.containers[7:7].name", NONE),
        (".spec.containers[3:].name", NONE),
        (".spec.nodeName[0]", NONE),
    ]);
}

/// client-go `evalArray` returns where it should go on.
#[test]
fn an_empty_list_ends_the_search_in_those_behind_it() {
    assert_printed(&[
        (".spec.containers[*].ports[*].containerPort", "80,443"),
        (".spec.containers[*].ports.*.containerPort", "80,443,8080"),
    ]);
}

#[test]
fn wildcards_and_descents_take_everything() {
    assert_printed(&[
        (".*.phase", "Running"),
        (".status.podIPs.*.ip", "10.0.0.7,fd00::7"),
        (".status.podIPs[*].*", "10.0.0.7,fd00::7"),
        (".status.phase.*", "82,117,110,110,105,110,103"),
        ("..containerPort", "80,443,8080"),
        ("...ip", "10.0.0.7,fd00::7"),
        (".spec..name", "web,http,https,log,probe"),
        (
            ".status.podIPs..",
            "[map[ip:10.0.0.7] map[ip:fd00::7]],map[ip:10.0.0.7],10.0.0.7,map[ip:fd00::7],fd00::7",
        ),
    ]);
}

/// In a template file, since commas divide the columns of an argument.
#[test]
fn unions_take_one_part_after_the_other() {
    assert_printed(&[
        (".spec.containers[2,0].name", "probe,web"),
        (".spec.containers[0,1:].name", "web,log,probe"),
        (".metadata['name','namespace']", "web-0,default"),
        ("metadata['labels.app',  'name' ]", "web,web-0"),
        (
            ".spec.containers[0,?(@.name==\"log\")].image",
            "nginx:1.29,fluent-bit:4",
        ),
    ]);
}

#[test]
fn filters_keep_what_fits() {
    assert_printed(&[
        (".status.conditions[?(@.type==\"Ready\")].status", "False"),
        (
            ".status.conditions[?( @.type == 'Ready' )].reason",
            "ContainersNotReady",
        ),
        (".status.conditions[?(.type==\"Ready\")].status", "False"),
        (".status.conditions[?(@['type']==\"Ready\")].status", "False"),
        (".status.conditions[?(\"Ready\"==@.type)].status", "False"),
        (".status.conditions[?(@.type!=\"Ready\")].status", "True"),
        (".status.conditions[?(@.type>\"J\")].type", "Ready"),
        (".status.conditions[?(@.reason)].type", "Ready"),
        (".status.conditions[?(@.message==\"waiting (1 of 3)\")].type", "Ready"),
        (".status.conditions[?(@.type==\"\\x52\\145a\\u0064y\")].type", "Ready"),
        (".status.containerStatuses[?(@.restartCount>5)].name", "log"),
        (".status.containerStatuses[?(@.restartCount>=0)].name", "web,log"),
        (".status.containerStatuses[?(@.restartCount<12)].name", "web"),
        (".status.containerStatuses[?(@.restartCount<=12)].name", "web,log"),
        (".status.containerStatuses[?(@.restartCount==7)].name", NONE),
        (".status.containerStatuses[?(@.ready==true)].name", "web"),
        (".status.containerStatuses[?(@.ready!=true)].name", "log"),
        (
            ".status.containerStatuses[?(@.lastState.terminated.exitCode==1)].name",
            "log",
        ),
        (".status.containerStatuses[?(@.name==@.name)].name", "web,log"),
    ]);
}

/// client-go `evalFilter` counts what comes back from a path, and a path that fails brings back something.
#[test]
fn an_index_out_of_bounds_exists() {
    assert_printed(&[(".spec.containers[?(@.ports[5])].name", "web,log,probe")]);
}

#[test]
fn floats_and_integers_are_compared_among_themselves() {
    let values = serde_json::json!({"floats": [0.5, 1.0, 1e20, u64::MAX], "integers": [-1, 0, 99]});
    assert_eq!(
        path(".floats[?(@>=1.0)]").printed(&values),
        "1,1e+20,1.8446744073709552e+19"
    );
    assert_eq!(
        path(".floats[?(@==18446744073709551615)]").printed(&values),
        "1.8446744073709552e+19"
    );
    assert_eq!(path(".integers[?(@<+1)]").printed(&values), "-1,0");
}

#[test]
fn fields_come_in_the_order_of_their_names() {
    assert_eq!(path(".spec.containers[0].*").evaluate(&pod())[0], "nginx:1.29");
    assert_eq!(path(".metadata.labels..").evaluate(&pod())[1..], ["web", "shop"]);
}

#[test]
fn values_are_those_of_the_document() {
    let pod = pod();
    let found = path(".spec.containers[?(@.name==\"log\")]").evaluate(&pod);
    assert!(ptr::eq(found[0], &raw const pod["spec"]["containers"][1]));
    assert_eq!(found.len(), 1);
}
