//! What a pod asks for, and where its containers find it.

use serde_json::json;

use super::*;
use crate::kube::downward::testing::{json as pod_json, node, pod, read, text};

fn asked(pod: &Pod, container: &str) -> Asked {
    pod.asked(Some(&node()))
        .into_iter()
        .find(|asked| asked.container == container)
        .unwrap()
}

#[test]
fn containers_stand_in_the_order_in_which_they_start() {
    let containers: Vec<_> = pod()
        .asked(None)
        .into_iter()
        .map(|asked| (asked.container, asked.role))
        .collect();
    assert_eq!(
        containers,
        [
            ("prepare".to_owned(), Role::Init),
            ("main".to_owned(), Role::Regular),
            ("side".to_owned(), Role::Regular),
            ("debugger".to_owned(), Role::Ephemeral),
        ]
    );
}

#[test]
fn variables_of_other_sources_are_left_out_and_unknown_fields_are_not() {
    let env: Vec<_> = asked(&pod(), "main")
        .env
        .into_iter()
        .map(|variable| (variable.name, variable.value, variable.is_overridden))
        .collect();
    assert_eq!(
        env,
        [
            ("NAME".to_owned(), text("web-0"), true),
            ("CPU".to_owned(), text("1"), false),
            ("CPU_AGAIN".to_owned(), text("250"), false),
            ("NAME".to_owned(), text("u-1"), false),
            ("NEW".to_owned(), Value::Unknown, false),
        ]
    );
}

#[test]
fn a_divisor_that_was_left_out_is_none() {
    let env = asked(&pod(), "main").env;
    let divisors: Vec<_> = env
        .iter()
        .filter_map(|variable| match &variable.source {
            Source::Resource { divisor, .. } => Some(divisor.as_deref()),
            _ => None,
        })
        .collect();
    assert_eq!(divisors, [None, Some("1m")]);
}

#[test]
fn files_are_where_their_volume_is_mounted() {
    let files: Vec<_> = asked(&pod(), "main")
        .files
        .into_iter()
        .map(|file| {
            (
                file.path.unwrap_or("?".into()),
                file.path_in_volume,
                file.mode,
                file.freshness,
            )
        })
        .collect();
    let of = |path: &str, inside: &str, mode, freshness| (path.to_owned(), inside.to_owned(), mode, freshness);
    assert_eq!(
        files,
        [
            of("/etc/info/labels", "labels", 0o640, Freshness::Followed),
            of("/etc/info/cpu", "cpu", 0o400, Freshness::Followed),
            of("/etc/info/a/b/uid", "a/b/uid", 0o640, Freshness::Followed),
            of("/labels", "labels", 0o640, Freshness::AtStart),
            of("/deep/b/uid", "a/b/uid", 0o640, Freshness::AtStart),
            of("?", "labels", 0o640, Freshness::AtStart),
            of("?", "cpu", 0o400, Freshness::AtStart),
            of("?", "a/b/uid", 0o640, Freshness::AtStart),
        ]
    );
    assert!(asked(&pod(), "side").files.is_empty());
}

#[test]
fn a_part_of_a_name_is_no_sub_path() {
    let mount = |sub_path: &str| VolumeMount {
        mount_path: "/x".into(),
        sub_path: sub_path.into(),
        ..VolumeMount::default()
    };
    assert!(Place::of(&mount("lab"), "labels").is_none());
    assert_eq!(Place::of(&mount("labels"), "labels").unwrap().path.unwrap(), "/x");
    assert_eq!(Place::of(&mount("a/"), "a/b").unwrap().path.unwrap(), "/x/b");
}

#[test]
fn a_file_system_group_may_read() {
    let mut json = pod_json();
    json["spec"]["securityContext"] = json!({ "fsGroup": 2000 });
    let modes: Vec<u32> = asked(&read(&json), "main")
        .files
        .iter()
        .map(|file| file.mode)
        .take(2)
        .collect();
    assert_eq!(modes, [0o640, 0o440]);
}

#[test]
fn volumes_that_nobody_mounts_are_told() {
    assert_eq!(pod().unmounted(), ["forgotten"]);
}
