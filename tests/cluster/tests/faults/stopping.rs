//! A plane stops as a whole: when it is dropped, and when its process is killed without a chance to say goodbye.

use std::{
    collections::BTreeSet,
    fs,
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use cluster::{ControlPlane, ProxyOptions, binaries};

use crate::until;

fn lives(id: u32) -> bool {
    Path::new(&format!("/proc/{id}")).exists()
}

/// The direct children of a process, by name.
fn children(parent: u32) -> Vec<(u32, String)> {
    fs::read_dir("/proc")
        .expect("/proc")
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .filter_map(|id: u32| {
            let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
            let (before, after) = stat.rsplit_once(')')?;
            let parent_of_it: u32 = after.split_whitespace().nth(1)?.parse().ok()?;
            let (_, name) = before.split_once('(')?;
            (parent_of_it == parent).then(|| (id, name.to_owned()))
        })
        .collect()
}

#[test]
fn a_dropped_plane_leaves_nothing_behind() {
    let binaries = binaries::ensure(|line| eprintln!("{line}")).expect("the programs");
    let mut control_plane = ControlPlane::start(&binaries).expect("a plane");
    control_plane
        .start_proxies(&ProxyOptions::guarded(None))
        .expect("proxies");
    let folder = control_plane.plane().directory.clone();
    let ids = control_plane.process_ids();
    assert_eq!(ids.len(), 9, "six servers and three proxies");
    assert!(ids.iter().all(|id| lives(*id)));
    assert!(folder.join("plane.json").is_file());
    drop(control_plane);
    assert!(!ids.iter().any(|id| lives(*id)));
    assert!(!folder.exists());
}

#[test]
fn a_killed_process_leaves_nothing_behind() {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let mut up = Command::new(env!("CARGO_BIN_EXE_cluster"))
        .arg("up")
        .env("TMPDIR", scratch.path())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    let output = BufReader::new(up.stdout.take().expect("its output"));
    output
        .lines()
        .find(|line| line.as_ref().is_ok_and(|line| line.contains("ready after")))
        .expect("it becomes ready")
        .expect("text");
    let children = children(up.id());
    let names: BTreeSet<&str> = children.iter().map(|(_, name)| name.as_str()).collect();
    for name in ["etcd", "kube-apiserver", "kube-controller", "kube-scheduler", "kwok"] {
        assert!(names.contains(name), "{name} of {names:?}");
    }
    let folders = || -> Vec<PathBuf> {
        fs::read_dir(scratch.path())
            .expect("the temporary folder")
            .filter_map(|entry| Some(entry.ok()?.path()))
            .collect()
    };
    assert_eq!(folders().len(), 1);
    up.kill().expect("it is killed");
    up.wait().expect("it is gone");
    for (id, name) in children {
        until(&format!("{name} is gone"), || !lives(id));
    }
    until("the folder is gone", || folders().is_empty());
}
