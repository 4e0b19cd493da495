//! What shows who stands between the page and the API server, and what a connection is held for.

use super::*;
use crate::kube::path::ApiPath;
use crate::wire::journey::{
    Stream,
    answer::{Dial, HttpVersion},
    remark::Remark,
    situation::{Signs, names_a_stranger},
};

const LOG: &str = "/api/v1/namespaces/shop/pods/web-1/log";

#[test]
fn addresses_give_a_load_balancer_away_or_do_not() {
    let around = |servers: &[&str], announced: &str| {
        let mut situation = live();
        let servers = servers.iter().map(|server| (*server).to_owned()).collect();
        situation.upstream.servers = some(servers, 5);
        situation.upstream.announced = some(announced.to_owned(), 6);
        ("/version", situation, Some(ok()))
    };
    let balanced = around(&["10.0.0.1:6443", "10.0.0.2:6443"], "10.0.0.100:6443");
    let journey = run(&balanced);
    assert_eq!(
        journey.legs.iter().map(spell).collect::<Vec<_>>(),
        [
            "browser =http= kubectl_proxy, taken, observed in 2 (filter_refusal)",
            "kubectl_proxy =api_server= load_balancer, taken, inferred from 6 (address_of_no_server)",
            "load_balancer =api_server= api_server, taken, observed in 9 (audit_id)",
        ]
    );
    assert_says(
        &balanced,
        Remark::SeveralServers,
        &[("count", "2")],
        "inferred from 5 (several_servers)",
    );
    for (servers, announced) in [
        (&["10.0.0.1:6443"][..], "10.0.0.1:6443"),
        (&["10.0.0.1:6443"], "api.example.test:6443"),
        (&["10.0.0.1:6443"], "127.0.0.1:36785"),
        (&["[2001:db8::1]:6443"], "[2001:db8::1]:443"),
        (&[], "10.0.0.100:6443"),
    ] {
        let case = around(servers, announced);
        assert_eq!(run(&case).legs.len(), 2, "{announced} and {servers:?}");
        assert_says(
            &case,
            Remark::AnnouncedAddress,
            &[("address", announced)],
            "observed in 6 (body)",
        );
        assert_says(&case, Remark::BalancerUnseen, &[], "documented");
    }
}

#[test]
fn a_header_of_somebody_in_between_shows_a_proxy_that_reads() {
    let mut answer = ok();
    answer.headers.push(("server".into(), "nginx/1.27".into()));
    let case = ("/version", live(), Some(answer.clone()));
    assert_eq!(
        spell(&run(&case).legs[1]),
        "kubectl_proxy =load_balancer= load_balancer, taken, observed in 9 (foreign_header)"
    );
    assert_says(
        &case,
        Remark::ForeignHeader,
        &[("name", "server"), ("value", "nginx/1.27")],
        "observed in 9 (foreign_header)",
    );
    // The program's own header, and that of the reverse proxy that the page knows of anyway.
    let program = ("/api/v1/namespaces/a/services/web/proxy/", live(), Some(answer.clone()));
    assert_eq!(says(&run(&program), Remark::ForeignHeader), None);
    let own = run(&("/version", proxied(), Some(answer)));
    assert_eq!(
        spell(&own.legs[0]),
        "browser =reverse_proxy= reverse_proxy, taken, observed in 9 (foreign_header)"
    );
    assert_eq!(own.legs.len(), 2);
}

#[test]
fn errors_name_the_connection_that_failed() {
    let refused = proxy_text(500, "dial tcp 127.0.0.1:31658: connect: connection refused\n");
    let case = ("/version", live(), Some(refused));
    assert_says(
        &case,
        Remark::DialedAddress,
        &[("address", "127.0.0.1:31658")],
        "observed in 9 (dial_error)",
    );
    assert_eq!(
        spell(&run(&case).legs[1]),
        "kubectl_proxy =api_server= api_server, broken, observed in 9 (dial_error)"
    );
    let text = "Get \"https://10.0.0.4:10250/containerLogs/shop/web-1/app\": dial tcp 10.0.0.4:10250: connect: no route to host";
    let case = (LOG, live(), Some(status(500, text)));
    assert_says(
        &case,
        Remark::DialedOnward,
        &[("address", "10.0.0.4:10250")],
        "observed in 9 (dial_error)",
    );
    for (text, address) in [
        ("dial tcp [::1]:6443: connect: connection refused", Some("[::1]:6443")),
        (
            "dial tcp: lookup no-such-host.invalid on 127.0.0.53:53: no such host",
            Some("no-such-host.invalid"),
        ),
        ("net/http: TLS handshake timeout", None),
        (
            "tls: failed to verify certificate: x509: certificate signed by unknown authority",
            None,
        ),
        ("unexpected EOF", None),
    ] {
        assert_eq!(Dial::read(text).unwrap().address.as_deref(), address, "{text}");
    }
    assert_eq!(Dial::read("pods \"web\" not found"), None);
}

#[test]
fn connections_are_told_by_their_signs() {
    let plain = Signs {
        page_path: "/static/",
        filter: Some(2),
        version: Some(HttpVersion::Http11),
        has_foreign_header: false,
    };
    let silent = Signs { filter: None, ..plain };
    let of = |from: &str, signs| Connection::of(&origin(from), signs);
    let local = "http://127.0.0.1:8001";
    assert_eq!(of(local, plain), Connection::KubectlProxy { filter: 2 });
    assert_eq!(of(local, silent), Connection::KubectlProxyAssumed);
    assert_eq!(
        of("http://192.0.2.7:8001", plain),
        Connection::KubectlProxy { filter: 2 }
    );
    assert_eq!(
        of("http://192.0.2.7", silent),
        Connection::ReverseProxy { filter: None }
    );
    let behind = Connection::ReverseProxy { filter: Some(2) };
    assert_eq!(of("https://console.example.test", plain), behind);
    let named = Signs {
        has_foreign_header: true,
        ..plain
    };
    assert_eq!(of(local, named), behind);
    let newer = Signs {
        version: Some(HttpVersion::Http2),
        ..plain
    };
    assert_eq!(of(local, newer), behind);
    let page_path = "/api/v1/namespaces/tools/services/https:console:/proxy/";
    let proxied = Signs { page_path, ..silent };
    assert_eq!(of("https://192.0.2.10:6443", proxied), Connection::ApiServer);
    // The same page opened through kubectl proxy.
    assert_eq!(
        of(local, Signs { page_path, ..plain }),
        Connection::KubectlProxy { filter: 2 }
    );
}

#[test]
fn streams_stay_open_and_hold_a_connection() {
    for (address, stream) in [
        ("/api/v1/pods?watch=true", Some(Stream::Watch)),
        ("/api/v1/watch/pods", Some(Stream::Watch)),
        ("/api/v1/namespaces/shop/pods/web-1/log?follow=true", Some(Stream::Log)),
        ("/api/v1/namespaces/shop/pods/web-1/log?follow=false", None),
        ("/api/v1/pods?follow=true", None),
        ("/version?watch=1", None),
        ("/api/v1/pods", None),
    ] {
        let journey = run(&(address, live(), None));
        assert_eq!(journey.stream, stream, "{address}");
        assert_eq!(
            says(&journey, Remark::HoldsConnection).is_some(),
            stream.is_some(),
            "{address}"
        );
    }
    let versions = [
        (HttpVersion::Http11, true),
        (HttpVersion::Http2, false),
        (HttpVersion::Http3, false),
    ];
    for (version, holds) in versions {
        let mut answer = ok();
        answer.version = Some(version);
        let journey = run(&("/api/v1/pods?watch=1", proxied(), Some(answer)));
        assert_eq!(says(&journey, Remark::HoldsConnection).is_some(), holds, "{version:?}");
        assert!(says(&journey, Remark::SpokenVersion).is_some());
    }
}

#[test]
fn a_watch_that_ends_too_soon_is_noticed() {
    let ended = |address, seconds, is_open| {
        let mut answer = ok();
        answer.seconds = Some(seconds);
        answer.is_open = is_open;
        says(&run(&(address, live(), Some(answer))), Remark::CutEarly).map(|(values, _)| values)
    };
    let watch = "/api/v1/pods?watch=1";
    assert_eq!(ended(watch, 305, false), Some(vec![("minutes", "5".to_owned())]));
    assert_eq!(ended(watch, 1805, false), None);
    assert_eq!(ended(watch, 305, true), None);
    assert_eq!(ended("/api/v1/pods?watch=1&timeoutSeconds=300", 305, false), None);
    assert_eq!(ended("/api/v1/pods", 305, false), None);
}

#[test]
fn a_program_behind_the_api_servers_proxy_names_itself_and_nobody_on_the_way() {
    let named = |header: &str| Answer {
        headers: vec![(header.to_owned(), "nginx".to_owned())],
        ..Answer::default()
    };
    let path = |text: &str| ApiPath::parse(text).unwrap();
    assert!(names_a_stranger(&path("/api/v1/pods"), &named("Server")));
    assert!(names_a_stranger(&path("/version"), &named("via")));
    assert!(!names_a_stranger(&path("/api/v1/pods"), &named("audit-id")));
    let proxied = path("/api/v1/namespaces/shop/services/web/proxy/");
    assert!(!names_a_stranger(&proxied, &named("server")));
}
