//! Who asks, what header fields become of that, and who can read it.

use super::*;
use crate::wire::journey::{Taken, fields::Step, remark::Remark};

const LOG: &str = "/api/v1/namespaces/shop/pods/web-1/log";

#[test]
fn who_asks_is_said_as_far_as_it_shows() {
    let refusal = status(
        403,
        "pods is forbidden: User \"viewer\" cannot list resource \"pods\" in API group \"\"",
    );
    let refused = ("/api/v1/pods as alice", live(), Some(refusal));
    assert_says(
        &refused,
        Remark::KnownAs,
        &[("user", "viewer")],
        "observed in 9 (refusal)",
    );
    assert_says(&refused, Remark::Impersonates, &[("user", "alice")], "documented");
    let denied = status(403, "pods is forbidden: User \"alice\" cannot list resource \"pods\"");
    assert_eq!(
        says(&run(&("/api/v1/pods as alice", live(), Some(denied))), Remark::KnownAs),
        None
    );
    let allowed = (
        "/apis/wardle.example.com/v1alpha1/flunders as alice",
        live(),
        Some(ok_twice()),
    );
    assert_says(
        &allowed,
        Remark::Impersonates,
        &[("user", "alice")],
        "inferred from 9 (may_impersonate)",
    );
    assert_says(&allowed, Remark::RemoteUser, &[("user", "alice")], "documented");
    assert_says(
        &allowed,
        Remark::AuditId,
        &[("id", "4b9ffb2a-9e4e-4bf0-97c8-1fa5c4d06c6c")],
        "observed in 9 (audit_id)",
    );
    let mut classified = ok();
    classified
        .headers
        .push(("x-kubernetes-pf-flowschema-uid".into(), "6b8bb07a, 6b8bb07a".into()));
    assert_says(
        &("/version", live(), Some(classified)),
        Remark::FlowSchema,
        &[("uid", "6b8bb07a")],
        "observed in 9 (flow_schema)",
    );
    assert_says(
        &("/version", served(), None),
        Remark::NoClientCertificate,
        &[],
        "documented",
    );
    assert_says(
        &("/version", proxied(), None),
        Remark::IdentityAddedHere,
        &[],
        "documented",
    );
    assert_says(
        &("/version", recorded(), Some(ok())),
        Remark::FromRecording,
        &[],
        "documented",
    );
}

#[test]
fn header_fields_are_added_passed_and_taken_out() {
    let steps = |address: &str, to: Actor| -> Vec<(&'static str, Step)> {
        let journey = journey(&request(address), &live(), None);
        let leg = journey.legs.iter().find(|leg| leg.hop.to == to).unwrap();
        leg.fields.iter().map(|field| (field.field, field.step)).collect()
    };
    let aggregated = "/apis/metrics.k8s.io/v1beta1/nodes as alice";
    assert_eq!(
        steps(aggregated, Actor::KubectlProxy),
        [("Accept", Step::Sent), ("Impersonate-User", Step::Sent)]
    );
    assert_eq!(
        steps(aggregated, Actor::ApiServer),
        [
            ("Accept", Step::Passed),
            ("Impersonate-User", Step::Passed),
            ("Authorization", Step::MayAdd),
            ("Host", Step::Rewritten),
            ("X-Forwarded-For", Step::Appended),
        ]
    );
    let onward = steps(aggregated, Actor::ExtensionApiServer);
    for step in [
        ("Authorization", Step::Removed),
        ("Impersonate-User", Step::Removed),
        ("X-Remote-User", Step::Added),
        ("Accept", Step::Passed),
    ] {
        assert!(onward.contains(&step), "{step:?}");
    }
    let to_pod = steps("/api/v1/namespaces/a/services/web/proxy/ as alice", Actor::Pod);
    assert!(to_pod.contains(&("X-Remote-*", Step::Removed)) && to_pod.contains(&("Impersonate-User", Step::Removed)));
    assert!(
        !to_pod
            .iter()
            .any(|(field, step)| *field == "Authorization" && *step != Step::Removed)
    );
    let to_kubelet = steps("/api/v1/namespaces/a/pods/b/log as alice", Actor::Kubelet);
    assert!(
        to_kubelet.iter().all(|(_, step)| *step == Step::Removed),
        "{to_kubelet:?}"
    );
    assert!(steps("/api/v1/pods", Actor::Etcd).is_empty());
}

#[test]
fn everyone_reads_at_whom_no_tls_passes_through() {
    use Actor::{ApiServer, Browser, Client, KubectlProxy, Kubelet, LoadBalancer, Pod, ReverseProxy};
    let mut balanced = live();
    balanced.upstream.servers = some(vec!["10.0.0.1:6443".into()], 5);
    balanced.upstream.dialed = some("10.0.0.100:6443".into(), 6);
    let mut foreign = ok();
    foreign.headers.push(("via".into(), "1.1 example".into()));
    for (case, expected) in [
        (("/api/v1/pods", live(), None), vec![Browser, KubectlProxy, ApiServer]),
        (("/api/v1/pods", balanced, None), vec![Browser, KubectlProxy, ApiServer]),
        (
            ("/api/v1/pods", live(), Some(foreign)),
            vec![Browser, KubectlProxy, LoadBalancer, ApiServer],
        ),
        (
            ("/api/v1/pods", proxied(), None),
            vec![Browser, ReverseProxy, ApiServer],
        ),
        (
            ("/api/v1/pods", recorded(), None),
            vec![Client, KubectlProxy, ApiServer],
        ),
        ((LOG, live(), None), vec![Browser, KubectlProxy, ApiServer, Kubelet]),
        (
            ("/api/v1/namespaces/a/pods/https:b:1/proxy/", served(), None),
            vec![Browser, ApiServer, Pod],
        ),
    ] {
        let readers = run(&case).readers();
        let all: Vec<Actor> = [readers.have, readers.will, readers.would].concat();
        assert_eq!(all, expected, "{} {:?}", case.0, case.1.connection);
    }
}

#[test]
fn nobody_has_read_what_did_not_come_to_them() {
    use Actor::{ApiServer, Browser, KubectlProxy, Kubelet};
    let planned = run(&(LOG, live(), None)).readers();
    assert_eq!(
        (planned.have, planned.will),
        (vec![Browser], vec![KubectlProxy, ApiServer, Kubelet])
    );
    assert_eq!(planned.would, []);

    let answered = run(&(LOG, live(), Some(ok()))).readers();
    assert_eq!(answered.have, [Browser, KubectlProxy, ApiServer, Kubelet]);

    let refused = run(&(LOG, live(), Some(proxy_text(403, "Forbidden\n")))).readers();
    assert_eq!((refused.have, refused.will), (vec![Browser, KubectlProxy], vec![]));
    assert_eq!(refused.would, [ApiServer, Kubelet]);
}

#[test]
fn a_recording_is_never_taken_for_a_live_cluster() {
    let taken = |situation, answer| run(&("/version", situation, answer)).taken;
    assert_eq!(taken(live(), Some(ok())), Taken::Live);
    assert_eq!(taken(recorded(), Some(ok())), Taken::Recorded);
    assert_eq!(taken(recorded(), None), Taken::Planned);
    assert_eq!(taken(live(), None), Taken::Planned);
}
