//! Names and requests of every kind, as the programs get them that a shell calls.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command as Process, Stdio},
};

use proptest::prelude::*;

use super::super::commands;
use crate::{
    dialect::Snippet,
    kube::request::ApiRequest,
    wire::access::{
        names::{Named, Names},
        step::Step,
    },
};

/// A folder that goes away with the test.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let name = format!(
            "deckprism-access-{}-{:?}",
            std::process::id(),
            std::thread::current().id()
        );
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Programs that write down with which words they are called, and do nothing else.
const STUBS: &str = r#"
note() { for word in "$@"; do printf '%s\0' "$word" >&9; done; printf '\1\0' >&9; }
kubectl() { note kubectl "$@"; echo answer; }
curl() { note curl "$@"; }
SERVER=https://192.0.2.1:6443; TOKEN=token; SA=.; API=https://192.0.2.1
"#;

/// The calls that a command makes, word by word.
fn calls(snippet: &Snippet, folder: &Path) -> Vec<Vec<String>> {
    let noted = folder.join("calls");
    let script = format!("{STUBS}\n{}", snippet.plain());
    let run = Process::new("sh")
        .arg("-c")
        .arg(format!("exec 9>\"$1\"\n{script}"))
        .args(["sh", noted.to_str().unwrap()])
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(
        run.stderr.is_empty(),
        "{script}\n{}",
        String::from_utf8_lossy(&run.stderr)
    );
    let text = fs::read_to_string(noted).unwrap();
    let mut calls = vec![Vec::new()];
    for word in text.split_terminator('\0') {
        if word == "\u{1}" {
            calls.push(Vec::new());
        } else {
            calls.last_mut().unwrap().push(word.to_owned());
        }
    }
    calls.pop();
    calls
}

fn named(namespace: &str, account: &str, pod: &str, container: &str) -> Names {
    let of = |text: &str| Named::seen(text.to_owned(), 1);
    Names {
        namespace: of(namespace),
        service_account: of(account),
        pod: of(pod),
        container: of(container),
        ..Names::default()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever a name is, each program gets it as it is, and no program runs that is not meant to.
    #[test]
    fn names_arrive_as_they_are(
        namespace in "[^\0\u{1}]{1,12}",
        account in "[^\0\u{1}]{1,12}",
        pod in "[ -~\n]{1,12}",
        container in "[ -~]{1,12}",
    ) {
        let names = named(&namespace, &account, &pod, &container);
        let folder = Folder::new();
        let run = |step: Step| calls(&commands(&[step], &names)[0].snippet, &folder.0);
        let words = |words: &[&str]| vec![words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>()];
        let subject = format!("--serviceaccount={namespace}:{account}");
        prop_assert_eq!(
            run(Step::TokenRight),
            words(&["kubectl", "create", "rolebinding", "reader", "--clusterrole=view", &subject, "-n", &namespace])
        );
        prop_assert_eq!(
            run(Step::TokenCreate),
            words(&["kubectl", "create", "token", &account, "-n", &namespace, "--duration=10m"])
        );
        prop_assert_eq!(
            run(Step::PodShell),
            words(&["kubectl", "exec", "-it", "-n", &namespace, &pod, "-c", &container, "--", "sh"])
        );
        prop_assert_eq!(
            run(Step::ForwardStart),
            words(&["kubectl", "port-forward", "-n", &namespace, &format!("pod/{pod}"), "8080:8080"])
        );
        prop_assert_eq!(
            run(Step::KubectlGet),
            words(&["kubectl", "get", "pods", "-n", &namespace, "-v=8"])
        );
    }

    /// The manifest is one text to the shell, and its names are strings of YAML.
    #[test]
    fn the_manifest_holds_names_as_they_are(namespace in "\\PC{0,12}", account in "(EOF|\n|[ -~]){0,12}") {
        let names = named(&namespace, &account, "pod", "container");
        let folder = Folder::new();
        let snippet = commands(&[Step::SidecarManifest], &names)[0].snippet.clone();
        prop_assert_eq!(calls(&snippet, &folder.0), Vec::<Vec<String>>::new());
        let written = fs::read_to_string(folder.0.join("api-client.yaml")).unwrap();
        let field = |name: &str| {
            let mut lines = written.lines().filter_map(|line| line.trim_start().strip_prefix(name));
            serde_json::from_str::<String>(lines.next().unwrap()).unwrap()
        };
        prop_assert_eq!(field("namespace: "), namespace);
        prop_assert_eq!(field("serviceAccountName: "), account);
        prop_assert_eq!(written.lines().count(), snippet.lines.len() - 2);
    }

    /// So does the request: the URL is one word, behind the server's address.
    #[test]
    fn requests_arrive_as_they_are(name in "[!-.:-~]{1,12}", value in "[ -~]{0,12}") {
        let path = format!("/api/v1/namespaces/default/configmaps/{name}");
        let Ok(request) = ApiRequest::of(&path) else {
            return Ok(());
        };
        let names = Names::default().asking(&request.with("labelSelector", &value));
        let folder = Folder::new();
        let expected = calls(&commands(&[Step::ProxyRequest], &names)[0].snippet, &folder.0);
        let proxied = expected[0].last().unwrap().strip_prefix("http://127.0.0.1:8001").unwrap().to_owned();
        let direct = calls(&commands(&[Step::TokenRequest], &names)[0].snippet, &folder.0);
        prop_assert_eq!(direct.len(), 1);
        prop_assert_eq!(direct[0].last().unwrap().clone(), format!("https://192.0.2.1:6443{proxied}"));
        prop_assert!(direct[0].contains(&"Authorization: Bearer token".to_owned()));
    }
}
