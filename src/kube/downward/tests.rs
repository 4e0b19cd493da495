//! The recorded cluster: a pod that asks the Downward API for everything, and what every other pod finds.

use serde_json::Value as Json;

use super::{
    asked::{Asked, Freshness},
    pod::{Allocatable, Pod},
    service_account::{Absence, AccountMount, Content, EXTENDED_EXPIRATION, Finds},
    value::Value,
};

const PODS: &str = include_str!("../../../recordings/collections/api.v1.pods.json");
const NODES: &str = include_str!("../../../recordings/collections/api.v1.nodes.json");

fn objects(table: &str) -> Vec<Json> {
    let table: Json = serde_json::from_str(table).unwrap();
    let rows = table["rows"].as_array().unwrap();
    rows.iter().map(|row| row["object"].clone()).collect()
}

fn object(table: &str, name: &str) -> Vec<u8> {
    let all = objects(table);
    let found = all.iter().find(|object| object["metadata"]["name"] == name).unwrap();
    found.to_string().into_bytes()
}

fn downward() -> (Pod, Allocatable) {
    let pod = Pod::read(&object(PODS, "downward")).unwrap();
    let node = Allocatable::read(&object(NODES, pod.node_name().unwrap())).unwrap();
    (pod, node)
}

fn main() -> Asked {
    let (pod, node) = downward();
    pod.asked(Some(&node)).remove(0)
}

/// What is another at each recording.
struct Recorded {
    uid: String,
    node: String,
    zone: String,
    host_ip: String,
    pod_ips: Vec<String>,
}

impl Recorded {
    fn of(pod: &Pod) -> Self {
        assert_eq!(pod.status.pod_ips.len(), 2);
        Self {
            uid: pod.metadata.uid.clone(),
            node: pod.spec.node_name.clone(),
            zone: pod.metadata.labels["topology.kubernetes.io/zone"].clone(),
            host_ip: pod.status.host_ip.clone(),
            pod_ips: pod.status.pod_ips.iter().map(|address| address.ip.clone()).collect(),
        }
    }
}

fn shown(value: &Value) -> &str {
    match value {
        Value::Text(text) => text,
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_variable_has_its_value() {
    let recorded = Recorded::of(&downward().0);
    let main = main();
    let env: Vec<(&str, &str)> = main
        .env
        .iter()
        .map(|variable| (variable.name.as_str(), shown(&variable.value)))
        .collect();
    assert_eq!(
        env,
        [
            ("POD_NAME", "downward"),
            ("POD_NAMESPACE", "default"),
            ("POD_UID", recorded.uid.as_str()),
            ("POD_LABEL_APP", "downward"),
            ("POD_LABEL_MISSING", ""),
            ("POD_ANNOTATION_BUILD", "two"),
            ("SERVICE_ACCOUNT", "default"),
            ("NODE_NAME", recorded.node.as_str()),
            ("HOST_IP", recorded.host_ip.as_str()),
            ("HOST_IPS", recorded.host_ip.as_str()),
            ("POD_IP", recorded.pod_ips[0].as_str()),
            ("POD_IPS", recorded.pod_ips.join(",").as_str()),
            ("CPU_REQUEST", "1"),
            ("CPU_REQUEST_MILLI", "250"),
            ("CPU_LIMIT_MILLI", "500"),
            ("MEMORY_REQUEST", "104857600"),
            ("MEMORY_LIMIT_MI", "200"),
            ("STORAGE_REQUEST", "1073741824"),
            ("STORAGE_LIMIT", "2"),
            ("HUGEPAGES_REQUEST", "4194304"),
            ("HUGEPAGES_LIMIT", "4"),
            ("SIDE_CPU_LIMIT", "7800"),
        ]
    );
}

#[test]
fn every_file_has_its_text() {
    let recorded = Recorded::of(&downward().0);
    let main = main();
    let labels = format!(
        "app=\"downward\"\nexample.test/with.dots=\"yes\"\ntopology.kubernetes.io/region=\"north-1\"\n\
         topology.kubernetes.io/zone=\"{}\"\nzone=\"north-1a\"",
        recorded.zone
    );
    let labels = labels.as_str();
    let annotations = "build=\"two\"\nbuilder=\"somebody \\\"quoted\\\" with a \\\\\\\\ backslash\"\n\
                       example.test/lines=\"first\\nsecond\"";
    let files: Vec<(&str, &str)> = main
        .files
        .iter()
        .map(|file| (file.path.as_deref().unwrap(), shown(&file.value)))
        .collect();
    assert_eq!(
        files,
        [
            ("/etc/podinfo/name", "downward"),
            ("/etc/podinfo/namespace", "default"),
            ("/etc/podinfo/uid", recorded.uid.as_str()),
            ("/etc/podinfo/labels", labels),
            ("/etc/podinfo/annotations", annotations),
            ("/etc/podinfo/label-app", "downward"),
            ("/etc/podinfo/annotation-build", "two"),
            ("/etc/podinfo/cpu_request", "250"),
            ("/etc/podinfo/cpu_limit", "1"),
            ("/etc/podinfo/mem_request", "104857600"),
            ("/etc/podinfo/mem_limit", "200"),
            ("/etc/podinfo/storage_request", "1073741824"),
            ("/etc/podinfo/storage_limit", "2147483648"),
            ("/etc/podinfo/hugepages_request", "4194304"),
            ("/etc/podinfo/hugepages_limit", "4194304"),
            ("/etc/podinfo/side_mem_limit", "33508294656"),
            ("/etc/all/labels", labels),
            ("/etc/labels-once", labels),
            ("/var/run/secrets/kubernetes.io/serviceaccount/namespace", "default"),
        ]
    );
    let at_start: Vec<&str> = main
        .files
        .iter()
        .filter(|file| file.freshness == Freshness::AtStart)
        .filter_map(|file| file.path.as_deref())
        .collect();
    assert_eq!(at_start, ["/etc/labels-once"]);
    let modes = ["/etc/podinfo/name", "/etc/all/labels"].map(|path| {
        let file = main.files.iter().find(|file| file.path.as_deref() == Some(path));
        file.map(|file| file.mode)
    });
    assert_eq!(modes, [Some(0o440), Some(0o644)]);
}

/// What every container of every pod finds, apart for mirrors of the kubelet's own pods and for all others.
fn all_finds() -> (Vec<Finds>, Vec<Finds>) {
    let is_mirror = |pod: &Json| pod["metadata"]["annotations"]["kubernetes.io/config.mirror"].is_string();
    let (mirrors, others): (Vec<Json>, Vec<Json>) = objects(PODS).into_iter().partition(is_mirror);
    let finds = |pods: Vec<Json>| {
        let pods = pods.iter().map(|json| Pod::read(json.to_string().as_bytes()).unwrap());
        let mounts = pods.flat_map(|pod| pod.account_mounts(None, None));
        mounts.map(|AccountMount { finds, .. }| finds).collect()
    };
    (finds(mirrors), finds(others))
}

#[test]
fn every_recorded_pod_finds_its_token_but_mirrors() {
    let (mirrors, others) = all_finds();
    assert!(
        mirrors.iter().all(|finds| *finds == Finds::Nothing(Absence::Mirror)),
        "{mirrors:?}"
    );
    assert!(!mirrors.is_empty() && others.len() > 50);
    let token = Content::Token {
        audience: None,
        expiration_seconds: EXTENDED_EXPIRATION,
    };
    for finds in others {
        let Finds::Volume { files, is_added, .. } = finds else {
            panic!("{finds:?}");
        };
        assert!(is_added && files.iter().any(|file| file.content == token), "{files:?}");
    }
}
