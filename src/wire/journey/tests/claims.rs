//! What is said of a hop beyond its ends, with what it rests on.

use super::*;
use crate::wire::{
    hop::Exposure,
    journey::{
        proof::{Assumption, Rule, Sign},
        read::Read,
        remark::Remark,
        situation::{Availability, Endpoints, KubeletEndpoint},
    },
};

const LOG: &str = "/api/v1/namespaces/shop/pods/web-1/log";
const FLUNDERS: &str = "/apis/wardle.example.com/v1alpha1/flunders";

#[test]
fn plain_text_is_said_with_where_it_passes() {
    let loopback = ("/api/v1/pods", live(), Some(ok()));
    assert_says(
        &loopback,
        Remark::PlainLoopback,
        &[("host", "127.0.0.1:8001")],
        "by the address",
    );
    let mut shared = live();
    shared.origin = origin("http://192.0.2.7:8001");
    let shared = ("/api/v1/namespaces/shop/secrets/db", shared, Some(ok()));
    assert_says(
        &shared,
        Remark::PlainNetwork,
        &[("host", "192.0.2.7:8001")],
        "by the address",
    );
    assert_says(&shared, Remark::SecretsInPlain, &[], "by the address");
    assert_says(&shared, Remark::SecretsAtRest, &[], "documented");
    assert_eq!(says(&run(&loopback), Remark::SecretsInPlain), None);
    let inside = run(&("/api/v1/namespaces/shop/secrets/db", proxied(), Some(ok())));
    assert!(inside.legs.iter().all(|leg| leg.hop.exposure() == Exposure::Encrypted));
    assert_eq!(says(&inside, Remark::SecretsInPlain), None);
}

#[test]
fn where_objects_are_read_is_said_once_and_at_the_right_hop() {
    for (address, minor, read, at) in [
        ("/api/v1/namespaces/a/pods/b", 36, Read::Object, Actor::Etcd),
        ("/api/v1/pods", 36, Read::List, Actor::Etcd),
        ("/api/v1/pods", 30, Read::ListFromEtcd, Actor::Etcd),
        ("/api/v1/pods?resourceVersion=0", 36, Read::Cached, Actor::ApiServer),
        ("/api/v1/pods?continue=x", 36, Read::Snapshot, Actor::ApiServer),
        ("/api/v1/pods?watch=1", 36, Read::Watch, Actor::ApiServer),
        ("/api/v1/events", 36, Read::Uncached, Actor::Etcd),
    ] {
        let journey = run(&(address, live_since(minor), None));
        let places: Vec<Actor> = journey
            .legs
            .iter()
            .filter(|leg| leg.notes.iter().any(|note| note.key == read.key()))
            .map(|leg| leg.hop.to)
            .collect();
        assert_eq!(places, [at], "{address}");
    }
}

#[test]
fn kubelets_are_placed_by_what_was_seen() {
    let mut known = on_node(5, Some("worker-a1"));
    known.kubelet = some(
        KubeletEndpoint {
            node: "worker-a1".into(),
            address: Some("10.0.0.4".into()),
            port: 31661,
        },
        6,
    );
    let case = (LOG, knowing(live(), known), None);
    assert_says(
        &case,
        Remark::PodOnNode,
        &[("node", "worker-a1")],
        "observed in 5 (body)",
    );
    assert_says(
        &case,
        Remark::KubeletAt,
        &[("address", "10.0.0.4:31661"), ("node", "worker-a1")],
        "observed in 6 (body)",
    );
    assert_eq!(
        spell(&run(&case).legs[2]),
        "api_server =kubelet= kubelet, planned, inferred from 5 (pod_on_node)"
    );
    assert_says(&(LOG, live(), None), Remark::KubeletPort, &[], "documented");
    let unscheduled = (LOG, knowing(live(), on_node(5, None)), None);
    assert_says(&unscheduled, Remark::NoNodeYet, &[], "documented");
    let switched_off = (
        "/api/v1/namespaces/shop/pods/web-1/log?container=app&insecureSkipTLSVerifyBackend=true",
        live(),
        None,
    );
    assert_says(&switched_off, Remark::CheckSwitchedOff, &[], "by the address");
    assert_says(
        &switched_off,
        Remark::KubeletPath,
        &[("path", "/containerLogs/shop/web-1/app")],
        "documented",
    );
}

#[test]
fn an_api_service_tells_of_its_service() {
    let mut known = api_service(4, Trust::Skipped);
    if let Some(seen) = &mut known.api_service {
        seen.value.availability = Some(Availability {
            is_available: false,
            reason: "MissingEndpoints".into(),
        });
    }
    let case = (
        FLUNDERS,
        knowing(live(), known),
        Some(text(503, "service unavailable\n")),
    );
    assert_says(
        &case,
        Remark::ServiceBehind,
        &[("service", "wardle/api:443")],
        "observed in 4 (body)",
    );
    assert_says(
        &case,
        Remark::CertificateName,
        &[("name", "api.wardle.svc")],
        "inferred from 4 (service_serves)",
    );
    assert_says(&case, Trust::Skipped, &[], "observed in 4 (body)");
    assert_says(
        &case,
        Remark::Unavailable,
        &[("reason", "MissingEndpoints")],
        "observed in 4 (body)",
    );
    let unseen = (FLUNDERS, live(), Some(ok_twice()));
    assert_says(&unseen, Remark::TrustUnseen, &[], "documented");
    let refused = (FLUNDERS, live(), Some(text(503, "service unavailable\n")));
    assert_eq!(
        spell(&run(&refused).legs[2]),
        "api_server =extension_api_server= extension_api_server, not_reached, observed in 9 (refusal)"
    );
    let stale = Known {
        stale: some((), 7),
        ..Known::default()
    };
    assert_eq!(
        spell(&run(&(FLUNDERS, knowing(live(), stale), None)).legs[2]),
        "api_server =extension_api_server= extension_api_server, planned, inferred from 7 (stale_is_aggregated)"
    );
    let custom = ("/apis/fleet.example.test/v1/ships", live(), Some(ok()));
    assert_says(&custom, Remark::MayBeAggregated, &[], "assumed (custom_resource)");
    assert_eq!(
        says(
            &run(&(custom.0, knowing(live(), local(4)), None)),
            Remark::MayBeAggregated
        ),
        None
    );
}

#[test]
fn services_are_told_with_their_endpoints() {
    let known = Known {
        endpoints: some(Endpoints { ready_pods: 2, all: 3 }, 8),
        ..Known::default()
    };
    let case = (
        "/api/v1/namespaces/shop/services/web:http/proxy/",
        knowing(live(), known),
        None,
    );
    assert_says(&case, Remark::ReadyEndpoints, &[("count", "2")], "observed in 8 (body)");
    assert_says(&case, Remark::NoClusterIp, &[], "documented");
    assert_eq!(
        spell(&run(&case).legs[2]),
        "api_server =http= pod, planned, inferred from 8 (chosen_endpoint)"
    );
    let pod = (
        "/api/v1/namespaces/shop/pods/web-1/proxy/",
        knowing(live(), on_node(5, Some("n"))),
        None,
    );
    assert_says(
        &pod,
        Remark::PodAt,
        &[("address", "10.244.1.5")],
        "observed in 5 (body)",
    );
    assert_says(&pod, Remark::DefaultPort, &[], "documented");
}

#[test]
fn an_entity_tag_shows_that_the_browser_may_ask_again_for_nothing() {
    let mut answer = ok();
    answer.headers.push(("etag".into(), "\"4D7E\"".into()));
    let revalidated = |address| says(&run(&(address, live(), Some(answer.clone()))), Remark::Revalidated);
    let proof = Proof::Observed {
        exchange: OWN,
        sign: Sign::Validator,
    };
    assert_eq!(revalidated("/apis"), Some((vec![], proof)));
    assert_eq!(revalidated("/api/v1/pods"), None, "kept nowhere");
}

/// What an observation says is what it is: nothing else claims to have been seen.
#[test]
fn proofs_know_what_they_rest_on() {
    let observed = Proof::Observed {
        exchange: 3,
        sign: Sign::AuditId,
    };
    let inferred = Proof::Inferred {
        exchange: 4,
        rule: Rule::PodOnNode,
    };
    assert_eq!((observed.exchange(), observed.source()), (Some(3), None));
    assert_eq!(
        (inferred.exchange(), inferred.source()),
        (Some(4), Some(Rule::PodOnNode.source()))
    );
    assert!(observed.is_observed() && !inferred.is_observed());
    for proof in [Proof::Address, Proof::Assumed(Assumption::KubectlProxy)] {
        assert_eq!((proof.exchange(), proof.source()), (None, None));
    }
    assert!(Rule::ALL.iter().all(|rule| !rule.source().0.is_empty()));
}
