//! Failures made real: each is brought about, seen through the proxy, and mended.

use std::{
    io::{BufRead as _, BufReader},
    sync::{LazyLock, Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

use cluster::{ControlPlane, Identity, KubectlProxy, ProxyOptions, http, world::THROTTLED_USER};

use crate::until;

static CONTROL_PLANE: LazyLock<Mutex<ControlPlane>> = LazyLock::new(|| {
    let control_plane = ControlPlane::start_with_world(&ProxyOptions::guarded(None), |line| {
        eprintln!("cluster: {line}");
    });
    Mutex::new(control_plane.unwrap_or_else(|error| panic!("{error}")))
});

/// One plane for all of these tests, for one at a time.
fn control_plane() -> MutexGuard<'static, ControlPlane> {
    CONTROL_PLANE.lock().unwrap_or_else(PoisonError::into_inner)
}

fn url(control_plane: &ControlPlane, path: &str) -> String {
    let proxy = control_plane
        .plane()
        .proxy(Identity::Operator)
        .expect("the operator's proxy");
    format!("{proxy}{path}")
}

#[test]
fn a_killed_api_server_comes_back_on_its_port() {
    let mut control_plane = control_plane();
    let version = url(&control_plane, "/version");
    control_plane.kill_api_server().expect("it is ours");
    let refused = http::get(&version, &[]).expect("the proxy answers");
    assert_eq!(refused.status, 500);
    assert!(refused.body.contains("connection refused"), "{}", refused.body);
    control_plane.restart_api_server().expect("it starts again");
    assert_eq!(http::get(&version, &[]).expect("an answer").status, 200);
}

#[test]
fn a_resource_version_from_before_is_gone() {
    let mut control_plane = control_plane();
    let list = http::get(&url(&control_plane, "/api/v1/configmaps?limit=1"), &[])
        .and_then(|answer| answer.json())
        .expect("a list");
    let version = list["metadata"]["resourceVersion"]
        .as_str()
        .expect("a version")
        .to_owned();
    control_plane.expire_resource_versions().expect("it is ours");
    let watch = format!("/api/v1/configmaps?watch=true&timeoutSeconds=5&resourceVersion={version}");
    let event = http::get(&url(&control_plane, &watch), &[])
        .and_then(|answer| answer.json())
        .expect("one event");
    assert_eq!(
        (&event["type"], &event["object"]["code"]),
        (&"ERROR".into(), &410.into())
    );
    let token = list["metadata"]["continue"].as_str().expect("a token");
    let next = http::get(
        &url(&control_plane, &format!("/api/v1/configmaps?limit=1&continue={token}")),
        &[],
    )
    .expect("an answer");
    assert_eq!(next.status, 410, "{}", next.body);
}

#[test]
fn a_dead_aggregated_api_answers_503_until_it_is_back() {
    let mut control_plane = control_plane();
    let flunders = url(&control_plane, "/apis/wardle.example.com/v1alpha1/flunders");
    let status = || http::get(&flunders, &[]).map(|answer| answer.status);
    until("the aggregated API answers", || {
        status().is_ok_and(|status| status == 200)
    });
    control_plane.kill_aggregated().expect("it is ours");
    until("it is unavailable", || status().is_ok_and(|status| status == 503));
    control_plane.restart_aggregated().expect("it starts again");
    until("it is back", || status().is_ok_and(|status| status == 200));
}

#[test]
fn whoever_has_no_seat_meets_429() {
    let control_plane = control_plane();
    let hanging = url(&control_plane, "/apis/wardle.example.com/v1alpha1");
    let other = url(&control_plane, "/api/v1/namespaces/default/pods");
    let throttled = [("impersonate-user", THROTTLED_USER)];
    until("the aggregated API answers", || {
        http::get(&hanging, &throttled).is_ok_and(|answer| answer.status == 200)
    });
    control_plane.freeze_aggregated().expect("it is ours");
    thread::scope(|scope| {
        // Takes the one seat that even a level without seats gives away, and does not give it back. It has to try
        // again when a request from below sits there just then.
        let holder = scope.spawn(|| {
            loop {
                match http::get(&hanging, &throttled) {
                    Ok(answer) if answer.status == 429 => {}
                    other => return other,
                }
            }
        });
        until("another request is refused", || {
            http::get(&other, &throttled).is_ok_and(|answer| answer.status == 429)
        });
        let refused = http::get(&other, &throttled).expect("an answer");
        assert_eq!(refused.status, 429, "{}", refused.body);
        assert_eq!(
            http::get(&other, &[]).expect("an answer").status,
            200,
            "only for that user"
        );
        control_plane.thaw_aggregated().expect("it goes on");
        assert_eq!(holder.join().expect("a thread").expect("an answer").status, 200);
    });
}

#[test]
fn a_frozen_api_server_accepts_and_does_not_answer() {
    let control_plane = control_plane();
    let version = url(&control_plane, "/version");
    control_plane.freeze_api_server().expect("it is ours");
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_global(Some(Duration::from_secs(1)))
        .build()
        .into();
    let silence = agent.get(&version).call();
    control_plane.thaw_api_server().expect("it goes on");
    assert!(matches!(silence, Err(ureq::Error::Timeout(_))), "{silence:?}");
    until("it answers again", || {
        http::get(&version, &[]).is_ok_and(|answer| answer.status == 200)
    });
}

#[test]
fn a_killed_proxy_breaks_its_streams_and_comes_back_on_its_port() {
    let control_plane = control_plane();
    let plane = control_plane.plane();
    let kubeconfig = plane.kubeconfig(Identity::Viewer);
    let www = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(www.path().join("index.html"), "the page").expect("written");
    let options = ProxyOptions::guarded(Some(www.path().into())).at("/", "/k8s/");
    let mut proxy = KubectlProxy::start(&plane.binaries, kubeconfig, &options).expect("a proxy");
    let address = proxy.url();
    let page = http::get(&format!("{address}/"), &[]).expect("the page");
    assert_eq!((page.status, page.body.as_str()), (200, "the page"));
    let version = format!("{address}/k8s/version");
    assert_eq!(http::get(&version, &[]).expect("an answer").status, 200);

    let watch = ureq::get(format!("{address}/k8s/api/v1/pods?watch=true"));
    let stream = watch.call().expect("a stream").into_body().into_reader();
    let mut lines = BufReader::new(stream).lines();
    lines.next().expect("a first event").expect("text");
    proxy.kill();
    assert!(lines.any(|line| line.is_err()), "the stream breaks off");
    assert!(http::get(&version, &[]).is_err(), "nobody listens");

    proxy.restart().expect("it starts again");
    assert_eq!(proxy.url(), address);
    assert_eq!(http::get(&version, &[]).expect("an answer").status, 200);
}
