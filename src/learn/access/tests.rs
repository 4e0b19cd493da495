//! The commands, as a shell reads them: with the recorded cluster's names, and with any others.

use std::{fs, io::Read as _, path::Path, process::Command as Process};

use super::{commands, old, today};
use crate::{
    kube::{answer::Answer, path::Part, request::ApiRequest},
    recording::Recording,
    wire::{
        access::{
            Access,
            history::History,
            names::{Names, lookup::lookups, read},
            section::Section,
            step::Step,
        },
        journey::{
            gather::Exchanged,
            situation::{Seen, ServerVersion},
        },
        vocabulary::Vocabulary,
    },
};

mod quoted;

fn file(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("recordings").join(name);
    let bytes = fs::read(path).unwrap();
    if name.strip_suffix(".gz").is_none() {
        return bytes;
    }
    let mut unzipped = Vec::new();
    flate2::read::GzDecoder::new(&*bytes)
        .read_to_end(&mut unzipped)
        .unwrap();
    unzipped
}

/// The names that the recorded cluster gives.
fn recorded() -> Names {
    let recording = Recording::read(&file("index.json")).unwrap();
    let answer = |request: &ApiRequest| {
        let source = recording.source(request).unwrap();
        recording.answer(&source, request, &file(source.file())).unwrap().answer
    };
    let sent: Vec<(ApiRequest, Answer)> = lookups(None, &Names::default())
        .into_iter()
        .map(|(_, request)| (request.clone(), answer(&request)))
        .collect();
    let numbered = (1..).zip(&sent).map(|(number, (request, answer))| Exchanged {
        number,
        request,
        answer,
    });
    read(None, numbered)
}

fn plain(step: Step, names: &Names) -> String {
    commands(&[step], names)[0].snippet.plain()
}

#[test]
fn commands_have_the_recorded_clusters_names() {
    let names = recorded();
    for (step, expected) in [
        (
            Step::ProxyRequest,
            "curl 'http://127.0.0.1:8001/api/v1/namespaces/default/pods?limit=50'",
        ),
        (
            Step::TokenRight,
            "kubectl create rolebinding reader --clusterrole=view \\\n  --serviceaccount=default:default -n default",
        ),
        (
            Step::TokenCreate,
            "TOKEN=$(kubectl create token default -n default --duration=10m)",
        ),
        (
            Step::TokenRequest,
            "curl --cacert cluster-ca.crt -H \"Authorization: Bearer $TOKEN\" \\\n  \
             \"$SERVER\"'/api/v1/namespaces/default/pods?limit=50'",
        ),
        (
            Step::CertificateRequest,
            "curl --cacert ca.crt --cert me.crt --key me.key \\\n  \
             \"$(KC '.clusters[0].cluster.server')\"'/api/v1/namespaces/default/pods?limit=50'",
        ),
        (
            Step::PodShell,
            "kubectl exec -it -n default hello-86b4ddcbd8-2ktht -c web -- sh",
        ),
        (
            Step::PodNames,
            "SA=/var/run/secrets/kubernetes.io/serviceaccount\n\
             API=\"https://$KUBERNETES_SERVICE_HOST:$KUBERNETES_SERVICE_PORT_HTTPS\"",
        ),
        (
            Step::SidecarRequest,
            "kubectl exec -n default api-client -c app -- \
             curl 'http://127.0.0.1:8001/api/v1/namespaces/default/pods?limit=50'",
        ),
        (
            Step::KubectlRaw,
            "kubectl get --raw '/api/v1/namespaces/default/pods?limit=50'",
        ),
        (Step::KubectlGet, "kubectl get pods -n default -v=8"),
        (
            Step::ForwardStart,
            "kubectl port-forward -n default pod/hello-86b4ddcbd8-2ktht 8080:8080",
        ),
        (
            Step::ExecRun,
            "kubectl exec -n default hello-86b4ddcbd8-2ktht -c web -- env",
        ),
        (
            Step::ExecAttach,
            "kubectl attach -n default hello-86b4ddcbd8-2ktht -c web",
        ),
    ] {
        assert_eq!(plain(step, &names), expected, "{step:?}");
    }
}

#[test]
fn parts_of_the_request_keep_their_colour() {
    let names = recorded();
    let coloured = |step: Step| -> Vec<(String, Part)> {
        let snippet = commands(&[step], &names)[0].snippet.clone();
        let spans = snippet.lines.into_iter().flatten();
        spans.filter_map(|span| Some((span.text, span.part?))).collect()
    };
    let namespace = ("default".to_owned(), Part::Namespace);
    for step in [
        Step::TokenRight,
        Step::TokenCreate,
        Step::TokenRequest,
        Step::PodShell,
        Step::SidecarRequest,
        Step::KubectlRaw,
        Step::ForwardStart,
    ] {
        assert!(coloured(step).contains(&namespace), "{step:?}");
    }
    assert!(coloured(Step::TokenRequest).contains(&("limit=50".to_owned(), Part::Query)));
}

#[test]
fn the_readers_request_is_the_one_that_is_made() {
    let request = ApiRequest::of("/apis/batch/v1/jobs").unwrap().with("watch", "1");
    let names = Names::default().asking(&request);
    assert_eq!(
        plain(Step::TokenRequest, &names),
        "curl -N --cacert cluster-ca.crt -H \"Authorization: Bearer $TOKEN\" \\\n  \
         \"$SERVER\"'/apis/batch/v1/jobs?watch=1'"
    );
    assert_eq!(
        plain(Step::ProxyRequest, &names),
        "curl -N 'http://127.0.0.1:8001/apis/batch/v1/jobs?watch=1'"
    );
}

#[test]
fn an_ipv6_cluster_has_brackets() {
    let mut names = recorded();
    names.service.as_mut().unwrap().value.ip = "fd00::1".to_owned();
    assert!(plain(Step::PodNames, &names).contains("https://[$KUBERNETES_SERVICE_HOST]:"));
}

#[test]
fn the_image_is_of_the_servers_release() {
    let image = |minor: u16| {
        let names = Names {
            version: Some(Seen {
                value: ServerVersion { major: 1, minor },
                exchange: 1,
            }),
            ..Names::default()
        };
        plain(Step::SidecarManifest, &names)
    };
    assert!(image(36).contains("registry.k8s.io/kubectl:v1.36.0\n"));
    assert!(image(24).contains("registry.k8s.io/kubectl:v1.37.0\n"));
    assert_eq!(image(24), plain(Step::SidecarManifest, &Names::default()));
}

#[test]
fn a_shell_accepts_every_command() {
    let names = recorded();
    let steps = commands(Step::ALL, &names).into_iter().map(|command| command.snippet);
    let past = History::ALL
        .iter()
        .flat_map(|history| [old(*history), today(*history, &names)]);
    for snippet in steps.chain(past.flatten()) {
        let text = snippet.plain();
        assert!(!text.trim().is_empty());
        let read = Process::new("sh").args(["-n", "-c", &text]).output().unwrap();
        assert!(
            read.status.success(),
            "{text}\n{}",
            String::from_utf8_lossy(&read.stderr)
        );
    }
}

#[test]
fn old_commands_have_a_successor() {
    for history in History::ALL {
        assert_eq!(
            old(*history).is_some(),
            today(*history, &Names::default()).is_some(),
            "{history:?}"
        );
        let today = today(*history, &Names::default())
            .map(|snippet| snippet.plain())
            .unwrap_or_default();
        for given_up in ["--insecure", "describe", "grep", "cut ", "localhost:"] {
            assert!(!today.contains(given_up), "{history:?}: {today}");
        }
    }
    for access in Access::ALL {
        for command in commands(access.steps(), &recorded()) {
            let text = command.snippet.plain();
            assert!(!text.contains("--insecure") && !text.contains(" -k "), "{text}");
        }
    }
}

#[test]
fn the_page_has_a_command_for_each_step() {
    let names = Names::default();
    let shown: usize = Section::ALL
        .iter()
        .map(|section| commands(section.steps(), &names).len())
        .chain(Access::ALL.iter().map(|access| commands(access.steps(), &names).len()))
        .sum();
    assert_eq!(shown, Step::ALL.len());
}
