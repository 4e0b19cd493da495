//! What libraries leave out, and that programs say so.

use super::*;
use crate::kube::path::Part;

fn shortfalls(language: Language, request: &ApiRequest) -> (Form, Vec<Shortfall>) {
    let program = ask(language, request, "listCoreV1NamespacedPod", "core_v1")
        .call
        .unwrap();
    (program.form, program.shortfalls)
}

#[test]
fn an_accept_is_in_the_raw_program_and_missed_in_the_call() {
    let request = request("/api/v1/namespaces/shop/pods").accept("application/yaml");
    for language in Language::ALL {
        assert_eq!(shortfalls(language, &request), (Form::Typed, vec![Shortfall::Accept]));
        let raw = ask(language, &request, "", "").raw;
        assert!(raw.code.plain().contains("application/yaml"), "{}", language.name());
        assert!(raw.shortfalls.is_empty());
    }
}

#[test]
fn metadata_alone_is_read_where_the_library_can() {
    let request = request("/api/v1/namespaces/shop/pods")
        .accept("application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1");
    assert_eq!(
        shortfalls(Language::Go, &request),
        (Form::Dynamic(Reason::MetadataOnly), Vec::new())
    );
    assert_eq!(shortfalls(Language::Rust, &request), (Form::Typed, Vec::new()));
    for language in [Language::Python, Language::Java, Language::DotNet, Language::JavaScript] {
        assert_eq!(shortfalls(language, &request), (Form::Typed, vec![Shortfall::Accept]));
    }
}

#[test]
fn who_is_asked_as_is_said_in_each_language() {
    let mut request = request("/api/v1/namespaces/shop/pods");
    request.head.impersonate_user = Some("jane".into());
    request.head.impersonate_groups = vec!["dev".into(), "ops".into()];
    for (language, expected, lacks) in [
        (Language::Go, r#"Groups:   []string{"dev", "ops"},"#, None),
        (
            Language::Python,
            r#"api_client.set_default_header("Impersonate-Group", "dev")"#,
            Some(Shortfall::OneGroup),
        ),
        (Language::Java, r#".addHeader("Impersonate-Group", "ops")"#, None),
        (
            Language::DotNet,
            r#"request.Headers.Add("Impersonate-Group", "dev");"#,
            Some(Shortfall::OneGroup),
        ),
        (
            Language::JavaScript,
            "setHeaderOptions('Impersonate-Group', 'dev', setHeaderOptions('Impersonate-User', 'jane'))",
            Some(Shortfall::OneGroup),
        ),
        (
            Language::Haskell,
            r#"`addHeader` [("Impersonate-User", "jane"), ("Impersonate-Group", "dev"), ("Impersonate-Group", "ops")]"#,
            None,
        ),
        (
            Language::Rust,
            r#"impersonate_groups = Some(vec!["dev".to_owned(), "ops".to_owned()]);"#,
            None,
        ),
    ] {
        let client = ask(language, &request, "listCoreV1NamespacedPod", "core_v1");
        let program = client.call.unwrap();
        assert!(program.code.plain().contains(expected), "{}", program.code.plain());
        assert_eq!(program.shortfalls, Vec::from_iter(lacks));
        assert!(client.raw.code.plain().contains("jane"), "{}", language.name());
    }
}

#[test]
fn groups_without_a_user_are_said_to_be_refused() {
    let mut request = request("/api/v1/namespaces/shop/pods");
    request.head.impersonate_groups = vec!["dev".into()];
    for language in Language::ALL {
        let (_, shortfalls) = shortfalls(language, &request);
        assert_eq!(shortfalls, [Shortfall::GroupsNeedUser], "{}", language.name());
    }
}

#[test]
fn what_a_library_cannot_do_is_said() {
    let of = |language: Language, target: &str, id: &str, tag: &str| {
        let client = ask(language, &request(target), id, tag);
        client.call.map(|program| (program.form, program.shortfalls))
    };
    let parameter = |name: &str| vec![Shortfall::Parameter(name.to_owned())];
    let follow = "/api/v1/namespaces/shop/pods/web/log?follow=1";
    assert_eq!(
        of(Language::JavaScript, follow, "readCoreV1NamespacedPodLog", "core_v1"),
        Err(Reason::Subresource)
    );
    let named = "/api/v1/namespaces/shop/pods/web/log?follow=1&container=c";
    assert_eq!(
        of(Language::JavaScript, named, "readCoreV1NamespacedPodLog", "core_v1"),
        Ok((Form::Typed, Vec::new()))
    );
    let crontabs = "/apis/stable.example.com/v1/crontabs?watch=1";
    assert_eq!(of(Language::DotNet, crontabs, "", ""), Err(Reason::CustomResource));
    let bookmarks = "/api/v1/pods?watch=1&allowWatchBookmarks=1";
    assert_eq!(
        of(Language::Java, bookmarks, "listCoreV1PodForAllNamespaces", "core_v1"),
        Ok((Form::Typed, parameter("allowWatchBookmarks")))
    );
    assert_eq!(
        of(Language::Rust, "/api/v1/pods?timeoutSeconds=5", "", ""),
        Ok((Form::Typed, parameter("timeoutSeconds")))
    );
    assert_eq!(
        of(Language::Rust, "/api/v1/pods?resourceVersionMatch=Exact", "", ""),
        Ok((Form::Typed, parameter("resourceVersionMatch")))
    );
    // kube takes the version 0 of a limited list for none, and so it does beside a token.
    for (query, lacks) in [
        ("limit=5&resourceVersion=0", parameter("resourceVersion")),
        ("resourceVersion=0", Vec::new()),
        ("limit=5&resourceVersion=7", Vec::new()),
        ("continue=abc&resourceVersion=7", parameter("resourceVersion")),
    ] {
        let target = format!("/api/v1/pods?{query}");
        assert_eq!(of(Language::Rust, &target, "", ""), Ok((Form::Typed, lacks)), "{query}");
    }
    assert_eq!(
        of(
            Language::Python,
            "/apis/events.k8s.io/v1/events",
            "listEventsV1EventForAllNamespaces",
            "events_v1"
        ),
        Ok((Form::Dynamic(Reason::StricterTypes), Vec::new()))
    );
    assert_eq!(
        of(Language::Go, "/apis/batch/v1/namespaces/a/jobs/b?watch=1", "", ""),
        Ok((Form::Typed, parameter("watch")))
    );
    assert_eq!(
        of(Language::Rust, "/apis/batch", "getBatchAPIGroup", "batch"),
        Err(Reason::NotAResource)
    );
}

#[test]
fn kubernetes_other_two_api_servers_have_clients_of_their_own_in_go() {
    let mut discovery = discovery();
    let services = crate::kube::gvk::GroupVersion::new("apiregistration.k8s.io", "v1").resource("apiservices");
    let mut resource = discovery.resources().next().unwrap().clone();
    resource.kind.kind = "APIService".into();
    resource.scope = crate::kube::resource::Scope::Cluster;
    resource.resource = services.clone();
    discovery.groups.push(crate::kube::discovery::ApiGroup {
        name: services.group.clone(),
        versions: vec![crate::kube::discovery::ApiVersion {
            group_version: services.group_version(),
            freshness: crate::kube::discovery::Freshness::Current,
            resources: vec![resource],
        }],
    });
    let knowledge = Knowledge {
        discovery: &discovery,
        operation: None,
        proxy: "",
    };
    let request = request("/apis/apiregistration.k8s.io/v1/apiservices");
    let program = client(Language::Go, &request, &knowledge).call.unwrap();
    let code = program.code.plain();
    assert!(code.contains("\t\"k8s.io/kube-aggregator/pkg/client/clientset_generated/clientset\""));
    assert!(code.contains("client.ApiregistrationV1().APIServices().List("));
    assert!(
        program
            .install
            .iter()
            .any(|line| line.starts_with("go get k8s.io/kube-aggregator@v"))
    );
}

#[test]
fn parts_of_the_request_keep_their_colour() {
    for language in Language::ALL {
        let request = request("/apis/batch/v1/namespaces/shop/jobs/nightly?pretty=1");
        let client = ask(language, &request, "readBatchV1NamespacedJob", "batch_v1");
        for program in [client.call.unwrap(), client.raw] {
            let coloured = |part: Part, text: &str| {
                let spans = program.code.lines.iter().flatten();
                spans
                    .filter(|span| span.part == Some(part) && span.text == text)
                    .count()
            };
            assert!(coloured(Part::Namespace, "shop") > 0, "{}", program.code.plain());
            assert!(coloured(Part::Name, "nightly") > 0, "{}", program.code.plain());
        }
    }
}

#[test]
fn the_statement_that_connects_stands_in_the_program() {
    for language in Language::ALL {
        let client = ask(language, &request("/livez"), "", "");
        let connection = client.raw.connection;
        let squeeze = |text: &str| text.split_whitespace().collect::<String>();
        assert!(squeeze(&client.raw.code.plain()).contains(&squeeze(connection.kubeconfig)));
        assert!(
            connection.proxy.contains("http://127.0.0.1:8001"),
            "{}",
            connection.proxy
        );
    }
}

/// The library puts a token into the map of headers, which `Map.of` does not allow.
#[test]
fn a_raw_program_in_java_takes_a_token() {
    let request = request("/livez");
    for request in [request.clone(), request.accept("text/plain")] {
        let raw = ask(Language::Java, &request, "", "").raw.code.plain();
        assert!(raw.contains("    new HashMap<>("), "{raw}");
    }
}

/// Without it, the library refuses plain HTTP.
#[test]
fn javascript_allows_plain_http_to_the_proxy() {
    let raw = ask(Language::JavaScript, &request("/livez"), "", "").raw;
    assert!(raw.connection.proxy.contains("skipTLSVerify: true"));
}
