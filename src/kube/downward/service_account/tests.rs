//! What containers find where the token is mounted.

use serde_json::{Value as Json, json};

use super::*;
use crate::kube::downward::testing::{read, text};

fn pod(change: impl Fn(&mut Json)) -> Pod {
    let mount = json!({ "name": "kube-api-access-abcde", "mountPath": MOUNT_PATH, "readOnly": true });
    let mut pod = json!({
        "metadata": { "name": "p", "namespace": "shop" },
        "spec": {
            "serviceAccountName": "till",
            "containers": [{ "name": "main", "volumeMounts": [mount] }, { "name": "side", "volumeMounts": [] }],
            "ephemeralContainers": [{ "name": "debugger" }],
            "volumes": [{ "name": "kube-api-access-abcde", "projected": { "defaultMode": 420, "sources": [
                { "serviceAccountToken": { "expirationSeconds": 3607, "path": "token" } },
                { "configMap": { "name": "kube-root-ca.crt", "items": [{ "key": "ca.crt", "path": "ca.crt" }] } },
                { "downwardAPI": { "items": [
                    { "path": "namespace", "fieldRef": { "apiVersion": "v1", "fieldPath": "metadata.namespace" } },
                ] } },
            ] } }],
        },
    });
    change(&mut pod);
    read(&pod)
}

fn finds(pod: &Pod, automount: Option<bool>) -> Vec<Finds> {
    let mounts = pod.account_mounts(automount, None);
    mounts.into_iter().map(|mount| mount.finds).collect()
}

fn modes(pod: &Pod) -> Vec<u32> {
    match finds(pod, None).remove(0) {
        Finds::Volume { files, .. } => files.iter().map(|file| file.mode).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_volume_holds_a_token_a_certificate_and_the_namespace() {
    let file = |path: &str, content| AccountFile {
        path: Some(path.to_owned()),
        mode: 0o644,
        content,
    };
    let found = Finds::Volume {
        name: "kube-api-access-abcde".into(),
        is_added: true,
        files: vec![
            file(
                "token",
                Content::Token {
                    audience: None,
                    expiration_seconds: EXTENDED_EXPIRATION,
                },
            ),
            file(
                "ca.crt",
                Content::ConfigMap {
                    name: "kube-root-ca.crt".into(),
                    key: Some("ca.crt".into()),
                },
            ),
            file(
                "namespace",
                Content::Downward {
                    source: Source::Field(crate::kube::downward::field::Field::Namespace),
                    value: text("shop"),
                },
            ),
        ],
    };
    assert_eq!(finds(&pod(|_| {}), None)[0], found);
}

#[test]
fn nothing_is_found_for_a_reason() {
    let absent = |change: fn(&mut Json), automount| match finds(&pod(change), automount).as_slice() {
        [_, Finds::Nothing(side), Finds::Nothing(debugger)] => (*side, *debugger),
        other => panic!("{other:?}"),
    };
    let by_pod = |pod: &mut Json| pod["spec"]["automountServiceAccountToken"] = json!(false);
    let mounted = |pod: &mut Json| pod["spec"]["automountServiceAccountToken"] = json!(true);
    let mirror = |pod: &mut Json| pod["metadata"]["annotations"] = json!({ MIRROR_ANNOTATION: "x" });
    assert_eq!(absent(by_pod, None), (Absence::ByPod, Absence::Ephemeral));
    assert_eq!(absent(by_pod, Some(true)), (Absence::ByPod, Absence::Ephemeral));
    assert_eq!(
        absent(|_| {}, Some(false)),
        (Absence::ByServiceAccount, Absence::Ephemeral)
    );
    assert_eq!(absent(mounted, Some(false)), (Absence::Unsaid, Absence::Ephemeral));
    assert_eq!(absent(|_| {}, None), (Absence::Unsaid, Absence::Ephemeral));
    assert_eq!(absent(mirror, None), (Absence::Mirror, Absence::Mirror));
}

#[test]
fn a_token_is_for_one_user_or_the_group_where_there_is_one() {
    assert_eq!(modes(&pod(|_| {})), [0o644, 0o644, 0o644]);
    assert_eq!(
        modes(&pod(|pod| pod["spec"]["securityContext"] = json!({ "runAsUser": 7 }))),
        [0o600, 0o644, 0o644]
    );
    assert_eq!(
        modes(&pod(|pod| pod["spec"]["securityContext"] = json!({ "fsGroup": 7 }))),
        [0o640, 0o644, 0o644]
    );
}

#[test]
fn other_volumes_take_its_place() {
    let secret = pod(|pod| pod["spec"]["volumes"] = json!([{ "name": "kube-api-access-abcde", "secret": {} }]));
    assert_eq!(finds(&secret, None)[0], Finds::Other("kube-api-access-abcde".into()));
    let own = pod(|pod| {
        pod["spec"]["volumes"] = json!([{ "name": "own", "projected": { "sources": [
            { "serviceAccountToken": { "audience": "vault", "path": "t" } },
            { "secret": { "name": "s" } },
            { "clusterTrustBundle": { "path": "x" } },
        ] } }]);
        pod["spec"]["containers"][0]["volumeMounts"] =
            json!([{ "name": "own", "mountPath": format!("{MOUNT_PATH}/") }]);
    });
    let Finds::Volume { is_added, files, .. } = &finds(&own, None)[0] else {
        panic!("a projected volume");
    };
    assert!(!is_added);
    let contents: Vec<_> = files
        .iter()
        .map(|file| (file.path.as_deref(), file.content.clone()))
        .collect();
    assert_eq!(
        contents,
        [
            (
                Some("t"),
                Content::Token {
                    audience: Some("vault".into()),
                    expiration_seconds: DEFAULT_EXPIRATION
                }
            ),
            (
                None,
                Content::Secret {
                    name: "s".into(),
                    key: None
                }
            ),
            (None, Content::Other),
        ]
    );
}
