//! What holds for every request and every text: translations come back as they went, and nothing unsafe is read.

use proptest::{collection::vec, option, prelude::*};

use super::{
    Note, View, curl, kubectl,
    reading::{Context, NotUnderstood, Reading, Understood, read},
    spelling::normal,
    suggest::suggest,
    testing::discovery,
};
use crate::kube::{
    path::ApiPath,
    percent::encode_segment,
    query::Query,
    request::{ApiRequest, Head},
};

/// Segments as real paths have them, and as nobody would expect them.
fn segment() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::sample::select(vec![
            "api", "apis", "v1", "batch", "apps", "namespaces", "default", "pods", "jobs", "log", "exec", "proxy", "nodes",
            "status", "events.k8s.io", "k8s", "~", "version",
        ]).prop_map(str::to_owned),
        2 => "[a-z0-9.-]{1,8}",
        1 => "[^/\\\\\\p{C}]{1,6}".prop_map(|text| encode_segment(&text)),
        1 => "['\"$`!*(){}\\[\\]&;|<>^~,:@=+-]{1,6}",
    ]
}

fn query() -> impl Strategy<Value = Query> {
    let key = prop_oneof![
        prop::sample::select(vec![
            "limit",
            "watch",
            "labelSelector",
            "fieldSelector",
            "follow",
            "continue"
        ])
        .prop_map(str::to_owned),
        "[a-z'$ \\[\"#]{1,5}",
    ];
    let value = prop_oneof!["[a-z0-9=,()!% ]{0,10}", "\\PC{0,6}", ".{0,4}"];
    vec((key, value), 0..4).prop_map(|pairs| {
        pairs
            .iter()
            .fold(Query::default(), |query, (key, value)| query.with(key, value))
    })
}

/// A query spelt by hand: not encoded as the console would.
fn raw_query() -> impl Strategy<Value = Query> {
    "[a-z0-9=&%+'\"$ #<>\\[\\]é/?]{0,16}".prop_map(|text| Query::parse(&text))
}

/// A header's value as a browser would send it: no control characters, no spaces around it.
fn header() -> impl Strategy<Value = String> {
    "[!-~]([ -~]{0,12}[!-~])?".prop_filter("curl drops such a value", |value| !value.is_empty())
}

fn head() -> impl Strategy<Value = Head> {
    (option::of(header()), option::of(header()), vec(header(), 0..3)).prop_map(|(accept, user, groups)| Head {
        accept,
        impersonate_user: user,
        impersonate_groups: groups,
    })
}

fn request() -> impl Strategy<Value = ApiRequest> {
    (
        vec(segment(), 0..8),
        prop::bool::ANY,
        prop_oneof![3 => query().boxed(), 1 => raw_query().boxed()],
        head(),
    )
        .prop_filter_map("an unsafe path", |(segments, slash, query, head)| {
            let slash = if slash && !segments.is_empty() { "/" } else { "" };
            let path = ApiPath::parse(&format!("/{}{slash}", segments.join("/"))).ok()?;
            Some(ApiRequest { path, query, head })
        })
}

fn read_with_prefix(text: &str, api_prefix: &str) -> Result<Reading, NotUnderstood> {
    let discovery = discovery();
    read(
        text,
        &Context {
            discovery: &discovery,
            namespace: None,
            api_prefix,
        },
    )
}

/// Checks that a text is read as this request, or refused if its path is guarded.
fn check(text: &str, api_prefix: &str, expected: &ApiRequest) -> Result<(), TestCaseError> {
    match read_with_prefix(text, api_prefix) {
        Ok(Reading::Request(Understood { request, .. })) => {
            prop_assert_eq!(&request, expected, "{}", text);
        }
        Err(NotUnderstood::Guarded { path, guard }) => {
            prop_assert_eq!(&path, &expected.path);
            prop_assert_eq!(Some(guard), expected.path.guard());
        }
        other => prop_assert!(false, "{}: {:?}", text, other),
    }
    Ok(())
}

/// Words that texts are made of, whole and broken.
fn pieces() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        prop::sample::select(vec![
            "kubectl",
            "curl",
            "get",
            "describe",
            "logs",
            "explain",
            "events",
            "exec",
            "delete",
            "api-resources",
            "version",
            "--raw",
            "-n",
            "-A",
            "-l",
            "-o",
            "yaml",
            "-w",
            "-f",
            "-c",
            "--subresource=exec",
            "--subresource",
            "proxy",
            "--for",
            "-H",
            "-X",
            "GET",
            "POST",
            "-d",
            "-G",
            "http://x/k8s",
            "$X",
            "pods",
            "po/web",
            "no/n",
            "nodes",
            "all",
            "batch/v1",
            "/api/v1/namespaces/a/pods/b/exec",
            "/api/v1/nodes/n/proxy/run",
            "#/",
            "/~/",
            "http://x/#/api/v1/nodes/n/proxy",
            "?a=b",
            "..",
            "'",
            "\"",
            "`",
            "\\",
            "|",
            "&&",
            ">",
            "$(",
            "\n",
            "--",
            "-",
            "=",
            "",
            "%2e%2e",
            "%65xec",
        ])
        .prop_map(str::to_owned),
        ".{0,6}",
    ];
    (vec(word, 0..7), prop::sample::select(vec![" ", "", "/"])).prop_map(|(words, between)| words.join(between))
}

proptest! {
    #[test]
    fn curl_comes_back(request in request(), prefix in prop::sample::select(vec!["", "/k8s", "/static/k"])) {
        let text = curl::command(&request, "http://127.0.0.1:8001", prefix).plain();
        check(&text, prefix, &normal(&request))?;
    }

    #[test]
    fn raw_comes_back(request in request()) {
        let text = kubectl::raw(&request).snippet.plain();
        let mut expected = normal(&request);
        // `--raw` takes no `Accept`; an empty user is none.
        expected.head.accept = None;
        check(&text, "/k8s", &expected)?;
    }

    #[test]
    fn idiomatic_comes_back(
        namespace in option::of("[a-z][a-z0-9-]{0,8}"),
        name in option::of("[a-z0-9'$-][a-z0-9.:-]{0,8}"),
        at in 0_usize..100,
        label in option::of("[a-z][a-z =!()',$-]{0,10}"),
        watch in prop::bool::ANY,
        view in prop::sample::select(vec![View::Table, View::Yaml, View::Json]),
    ) {
        let discovery = discovery();
        let resources: Vec<_> = discovery.resources().collect();
        let resource = resources[at % resources.len()];
        let namespace = namespace.filter(|_| resource.is_namespaced());
        let name = name.filter(|_| namespace.is_some() || !resource.is_namespaced());
        let path = ApiPath::of(&resource.resource, namespace.as_deref(), name.as_deref());
        prop_assume!(path.is_ok());
        let mut request = ApiRequest::get(path.unwrap());
        if let Some(label) = label.filter(|_| name.is_none()) {
            request = request.with("labelSelector", &label);
        }
        if watch && name.is_none() {
            request = request.with("watch", "true");
        }
        let found = kubectl::idiomatic(&request, &discovery, view);
        let text = found.snippet.expect("a command").plain();
        let Ok(Reading::Request(read)) = read_with_prefix(&text, "") else {
            return Err(TestCaseError::fail(text));
        };
        prop_assert_eq!(read.request, request, "{}", text);
        prop_assert_eq!(read.view, Some(view));
        prop_assert!(!read.notes.iter().any(|note| matches!(note, Note::OnlyFirst(_) | Note::DefaultNamespace(_))));
    }

    #[test]
    fn a_shell_sees_one_command(request in request()) {
        for snippet in [curl::command(&request, "http://x", ""), kubectl::raw(&request).snippet] {
            let commands = super::shell::split(&snippet.plain()).expect("closed quotes");
            prop_assert_eq!(commands.len(), 1);
            prop_assert!(commands[0].iter().all(|word| word.variables.is_empty()));
            prop_assert!(!snippet.lines.iter().flatten().any(|span| span.text.contains(char::is_control)));
        }
    }

    #[test]
    fn nothing_guarded_is_read_and_nothing_panics(text in pieces(), prefix in prop::sample::select(vec!["", "/k8s", "/"])) {
        match read_with_prefix(&text, prefix) {
            Ok(Reading::Request(understood)) => prop_assert_eq!(understood.request.path.guard(), None, "{}", text),
            Ok(Reading::Address(address)) if !address.starts_with("/~") => {
                let path = address.split('?').next().unwrap_or_default();
                prop_assert_eq!(ApiPath::parse(path).map(|path| path.guard()), Ok(None), "{}", text);
            }
            _ => {}
        }
        suggest(&text, &discovery(), 20);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "(?s).{0,40}") {
        let _ = read_with_prefix(&text, "");
        suggest(&text, &discovery(), 20);
    }
}
