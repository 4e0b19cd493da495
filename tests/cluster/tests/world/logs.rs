//! Logs come from files through kwok, as a kubelet would send them.

use std::{
    fs::File,
    io::{BufRead as _, BufReader, Write as _},
};

use cluster::Identity;

use crate::{get, plane, url};

const LOG: &str = "/api/v1/namespaces/default/pods/two-voices/log";

#[test]
fn two_containers_want_a_choice() {
    let answer = get(Identity::Operator, LOG);
    assert_eq!(answer.status, 400);
    assert!(
        answer.body.contains("choose one of: [prepare app sidecar]"),
        "{}",
        answer.body
    );
}

#[test]
fn colours_scripts_and_split_lines_arrive() {
    let answer = get(Identity::Operator, &format!("{LOG}?container=app"));
    assert_eq!((answer.status, answer.content_type.as_str()), (200, "text/plain"));
    assert!(answer.body.contains("\u{1b}[32mINFO\u{1b}[0m"), "ANSI colours");
    assert!(answer.body.contains("日本語のログ行"), "unicode");
    assert!(
        answer.body.contains("a line that the runtime split in two parts\n"),
        "partial lines"
    );
    let tail = get(
        Identity::Operator,
        &format!("{LOG}?container=app&tailLines=2&timestamps=true"),
    );
    assert_eq!(tail.body.lines().count(), 2);
    assert!(tail.body.starts_with("2026-"), "{}", tail.body);
    let other = get(Identity::Operator, &format!("{LOG}?container=sidecar"));
    assert!(other.body.contains("Starting to serve on"), "{}", other.body);
}

#[test]
fn a_crashed_container_has_a_previous_log() {
    let path = "/api/v1/namespaces/failing/pods/crash-loop/log?previous=true";
    let answer = get(Identity::Operator, path);
    assert!(answer.body.contains("panic: runtime error"), "{}", answer.body);
}

#[test]
fn a_followed_log_shows_what_is_appended() {
    let path = format!("{LOG}?container=sidecar&follow=true&tailLines=1");
    let answer = ureq::get(url(Identity::Operator, &path)).call().expect("a stream");
    let mut lines = BufReader::new(answer.into_body().into_reader()).lines();
    lines.next().expect("the last line").expect("text");
    let file = plane().container_logs.join("sidecar.log");
    let mut file = File::options().append(true).open(file).expect("the log");
    file.write_all(b"2026-01-05T10:00:00.000000000Z stdout F appended by a test\n")
        .expect("written");
    let line = lines.next().expect("one more line").expect("text");
    assert_eq!(line, "appended by a test");
}
