//! What holds for every path, situation and answer: ways are whole, and nothing is observed without an exchange.

use proptest::{collection::vec, option, prelude::*};

use super::*;
use crate::{
    kube::{failure::ProxyTrouble, path::ApiPath, path::Guard, query::Query, request::Head},
    wire::{
        hop::Exposure,
        journey::{
            answer::HttpVersion,
            lookup::lookups,
            proof::Sign,
            remark::Note,
            situation::{Availability, Endpoints, KubeletEndpoint, Upstream},
        },
        way::Way,
    },
};

/// Exchanges that exist in these tests; everything seen is given one of them.
const NUMBERS: std::ops::RangeInclusive<u32> = 1..=20;

fn seen<T: Clone + std::fmt::Debug>(value: impl Strategy<Value = T>) -> impl Strategy<Value = Option<Seen<T>>> {
    option::of((value, NUMBERS).prop_map(|(value, exchange)| Seen { value, exchange }))
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("pods"),
        Just("services"),
        Just("nodes"),
        Just("events"),
        Just("secrets"),
        Just("namespaces"),
        Just("log"),
        Just("proxy"),
        Just("exec"),
        Just("watch"),
        Just("componentstatuses"),
        Just("https:web:8443"),
        Just("web:http"),
        Just("a"),
        Just("v1"),
        Just("apps"),
        Just("wardle.example.com"),
        Just("healthz"),
        Just("etcd"),
        Just("v3"),
        Just("openapi"),
        Just("%2B"),
    ]
    .prop_map(str::to_owned)
}

fn path() -> impl Strategy<Value = ApiPath> {
    let start = prop_oneof![
        Just("/api/v1"),
        Just("/apis"),
        Just("/api"),
        Just("/apis/apps/v1"),
        Just("/apis/wardle.example.com/v1"),
        Just("/apis/metrics.k8s.io/v1beta1"),
        Just("/openapi"),
        Just("/readyz"),
        Just(""),
    ];
    (start, vec(word(), 0..7)).prop_filter_map("a safe path", |(start, words)| {
        let text = words.iter().fold(start.to_owned(), |path, word| path + "/" + word);
        ApiPath::parse(if text.is_empty() { "/" } else { &text }).ok()
    })
}

pub(super) fn any_request() -> impl Strategy<Value = ApiRequest> {
    let parameter = prop_oneof![
        Just("watch=1"),
        Just("watch"),
        Just("follow=true"),
        Just("limit=5"),
        Just("continue=x"),
        Just("resourceVersion=0"),
        Just("resourceVersion=7"),
        Just("resourceVersionMatch=Exact"),
        Just("sendInitialEvents=true"),
        Just("insecureSkipTLSVerifyBackend=1"),
        Just("exclude=etcd"),
        Just("verbose"),
    ];
    (path(), vec(parameter, 0..4), option::of("[a-z]{1,5}")).prop_map(|(path, parameters, user)| ApiRequest {
        path,
        query: Query::parse(&parameters.join("&")),
        head: Head {
            impersonate_groups: user.iter().cloned().collect(),
            impersonate_user: user,
            ..Head::default()
        },
    })
}

fn address() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("10.0.0.1:6443"),
        Just("10.0.0.100:6443"),
        Just("api.example.test:6443"),
        Just("127.0.0.1:36785"),
        Just("[2001:db8::1]:6443"),
        Just(""),
    ]
    .prop_map(str::to_owned)
}

fn upstream() -> impl Strategy<Value = Upstream> {
    let version = (0..3_u16, 0..60_u16).prop_map(|(major, minor)| ServerVersion { major, minor });
    (
        seen(version),
        seen(vec(address(), 0..3)),
        seen(address()),
        seen(address()),
        seen(address()),
    )
        .prop_map(|(version, servers, advertised, announced, dialed)| Upstream {
            version,
            servers,
            advertised,
            announced,
            dialed,
        })
}

fn known() -> impl Strategy<Value = Known> {
    let trust = prop_oneof![Just(Trust::CaBundle), Just(Trust::Skipped), Just(Trust::SystemRoots)];
    let service = option::of(Just(ServiceReference {
        namespace: "wardle".into(),
        name: "api".into(),
        port: 443,
    }));
    let availability = option::of(any::<bool>().prop_map(|is_available| Availability {
        is_available,
        reason: "R".into(),
    }));
    let api_service = (service, trust, availability).prop_map(|(service, trust, availability)| ApiService {
        service,
        trust,
        availability,
    });
    let placed = (option::of("[a-z]{1,3}"), option::of(Just("10.244.1.5".to_owned())))
        .prop_map(|(node, ip)| Placed { node, ip });
    let kubelet = (option::of(Just("10.0.0.4".to_owned())), any::<u16>()).prop_map(|(address, port)| KubeletEndpoint {
        node: "n1".into(),
        address,
        port,
    });
    let endpoints = (0..3_usize, 0..3_usize).prop_map(|(ready_pods, all)| Endpoints { ready_pods, all });
    (
        seen(api_service),
        seen(Just(())),
        seen(placed),
        seen(kubelet),
        seen(endpoints),
    )
        .prop_map(|(api_service, stale, pod, kubelet, endpoints)| Known {
            api_service,
            stale,
            pod,
            kubelet,
            endpoints,
        })
}

pub(super) fn any_situation() -> impl Strategy<Value = Situation> {
    let connection = prop_oneof![
        NUMBERS.prop_map(|filter| Connection::KubectlProxy { filter }),
        Just(Connection::KubectlProxyAssumed),
        option::of(NUMBERS).prop_map(|filter| Connection::ReverseProxy { filter }),
        Just(Connection::ApiServer),
        Just(Connection::Recorded),
    ];
    let origin = (any::<bool>(), address()).prop_map(|(is_https, host)| Origin { is_https, host });
    (connection, origin, upstream(), known()).prop_map(|(connection, origin, upstream, known)| Situation {
        connection,
        origin,
        upstream,
        known,
    })
}

fn failure() -> impl Strategy<Value = Failure> {
    prop_oneof![
        Just(Failure::Unreachable("gone".into())),
        Just(Failure::NoFirstByte(35_000)),
        Just(Failure::Idle(30_000)),
        Just(Failure::BrokenOff(3)),
        Just(Failure::TooLarge(9)),
        Just(Failure::Redirected),
        Just(Failure::Filtered),
        Just(Failure::Proxy {
            trouble: ProxyTrouble::Refused,
            message: "dial tcp 10.0.0.1:6443: connect: connection refused".into()
        }),
        Just(Failure::NeverSent(Guard::Session)),
        Just(Failure::NeverSent(Guard::Proxy)),
        Just(Failure::NotRecorded("/x".into())),
        Just(Failure::Withheld),
        Just(Failure::Unreadable("{".into())),
    ]
}

pub(super) fn any_answer() -> impl Strategy<Value = AnswerFacts> {
    let body = prop_oneof![
        Just(r#"{"kind":"Status","message":"pods \"a\" not found","code":404}"#),
        Just(r#"{"kind":"Status","message":"error trying to reach service: dial tcp 10.0.0.1:1: i/o timeout"}"#),
        Just("service unavailable"),
        Just("Forbidden"),
        Just("[+]etcd ok"),
        Just("[-]etcd failed"),
        Just("etcdserver: request timed out"),
        Just("<html>"),
        Just(""),
    ];
    let kind = prop_oneof![
        Just("application/json"),
        Just("text/plain; charset=utf-8"),
        Just("text/html")
    ];
    let code = prop_oneof![Just(200_u16), Just(304), 400..430_u16, 500..506_u16];
    let version = prop_oneof![
        Just(None),
        Just(Some(HttpVersion::Http11)),
        Just(Some(HttpVersion::Http2))
    ];
    let read = (
        NUMBERS,
        code,
        0..3_usize,
        kind,
        body,
        any::<bool>(),
        option::of(failure()),
    );
    (read, option::of(0..4000_u32), version, any::<bool>()).prop_map(
        |((exchange, code, audit_ids, kind, body, is_foreign, failure), seconds, version, is_open)| {
            let mut facts = came(code, audit_ids, kind, body);
            facts.exchange = exchange;
            facts.failure = failure.or(facts.failure);
            facts.seconds = seconds;
            facts.version = version;
            facts.is_open = is_open;
            if is_foreign {
                facts.headers.push(("server".into(), "nginx".into()));
            }
            facts
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_way_is_whole(
        request in any_request(),
        situation in any_situation(),
        answer in option::of(any_answer()),
    ) {
        let journey = journey(&request, &situation, answer.as_ref());
        prop_assert!(Way::new(journey.way.hops.clone()).is_some(), "{:?}", journey.way);
        prop_assert_eq!(journey.legs.len(), journey.way.hops.len());
        let start = if situation.connection == Connection::Recorded { Actor::Client } else { Actor::Browser };
        let stops: Vec<Actor> = journey.way.stops().collect();
        prop_assert_eq!(stops.first(), Some(&start));
        prop_assert!(stops.contains(&Actor::ApiServer), "an API server is on every way");
        prop_assert!(stops.contains(&journey.ending.at), "it ends on the way: {:?}", journey.ending);
        // HTTP is plain, and nothing else is.
        for leg in &journey.legs {
            let is_plain = leg.hop.exposure() == Exposure::PlainText;
            prop_assert_eq!(is_plain, leg.hop.scheme == crate::wire::hop::Scheme::Http);
        }
    }

    /// Once a request has ended, it comes to nothing more; once that is unclear, it stays so.
    #[test]
    fn passages_never_start_again(
        request in any_request(),
        situation in any_situation(),
        answer in option::of(any_answer()),
    ) {
        let journey = journey(&request, &situation, answer.as_ref());
        let is_etcd_shown = answer.is_some_and(|answer| answer.is_etcd_healthy == Some(true));
        for pair in journey.legs.windows(2) {
            let [before, after] = pair else { unreachable!("windows of two") };
            let allowed = match before.passage {
                Passage::Taken => true,
                Passage::Broken | Passage::NotReached => after.passage == Passage::NotReached,
                Passage::Unclear => after.passage == Passage::Unclear,
                Passage::Planned => after.passage == Passage::Planned,
            };
            let is_exception = is_etcd_shown && after.hop.to == Actor::Etcd;
            prop_assert!(allowed || is_exception, "{:?} then {:?}", before.passage, after.passage);
        }
    }

    /// Whatever claims to have been seen names an exchange that there is.
    #[test]
    fn nothing_is_observed_without_an_exchange(
        request in any_request(),
        situation in any_situation(),
        answer in option::of(any_answer()),
    ) {
        let journey = journey(&request, &situation, answer.as_ref());
        prop_assert!(journey.is_backed(|number| NUMBERS.contains(&number)), "{:#?}", journey);
        let own = answer.as_ref().map(|answer| answer.exchange);
        if own.is_none() {
            prop_assert!(journey.ending.proof.is_none(), "what has not ended shows nothing of its end");
        }
    }

    #[test]
    fn lookups_are_harmless_and_never_the_request_itself(
        request in any_request(),
        situation in any_situation(),
    ) {
        for (lookup, wanted) in lookups(&request, &situation, None) {
            prop_assert_eq!(wanted.path.guard(), None, "{:?}", lookup);
            prop_assert_ne!(&wanted.path, &request.path, "{:?}", lookup);
        }
    }
}

/// The check above can fail: a number that nobody gave is noticed, wherever it stands.
#[test]
fn an_observation_without_an_exchange_is_noticed() {
    let sound = run(&("/api/v1/pods", live(), Some(ok())));
    let is_exchange = |number| [VERSION, FILTER, OWN].contains(&number);
    assert!(sound.is_backed(is_exchange));
    let unbacked = Proof::Observed {
        exchange: 0,
        sign: Sign::AuditId,
    };
    let mut leg = sound.clone();
    leg.legs[1].proof = unbacked;
    let mut note = sound.clone();
    note.legs[0].notes.push(Note {
        key: "",
        values: vec![],
        proof: unbacked,
    });
    let mut end = sound;
    end.ending.proof = Some(unbacked);
    for journey in [leg, note, end] {
        assert!(!journey.is_backed(is_exchange));
    }
}
