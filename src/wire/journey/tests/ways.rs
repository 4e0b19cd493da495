//! The ways of `journeys.txt`, how their last hops are secured, and requests that end in ways of their own.

use super::*;
use crate::{
    kube::{failure::ProxyTrouble, path::Guard},
    wire::{
        hop::{Act, Check, Credential, Identity},
        journey::Taken,
    },
};

const LOG: &str = "/api/v1/namespaces/shop/pods/web-1/log";
const FLUNDERS: &str = "/apis/wardle.example.com/v1alpha1/flunders";

/// A case of the file, and what it expects, line by line.
type Row = (Case, Vec<&'static str>);

/// Reads `in kubectl-proxy, version 1.29, knowing a local APIService`.
fn read_situation(line: &str) -> Situation {
    let mut words = line.strip_prefix("in ").unwrap().split(", ");
    let mut found = match words.next().unwrap() {
        "kubectl-proxy" => live(),
        "kubectl-proxy-assumed" => assumed(),
        "reverse-proxy" => proxied(),
        "development-server" => developed(),
        "api-server" => served(),
        "recording" => recorded(),
        other => panic!("{other}"),
    };
    for word in words {
        match word {
            "knowing a local APIService" => found.known = local(4),
            "knowing an APIService with caBundle" => found.known = api_service(4, Trust::CaBundle),
            "knowing an APIService with insecureSkipTLSVerify" => found.known = api_service(4, Trust::Skipped),
            "knowing a Pod without node" => found.known = on_node(5, None),
            version => {
                let minor = version.strip_prefix("version 1.").unwrap().parse().unwrap();
                let seen = found.upstream.version.as_mut().unwrap();
                seen.value.minor = minor;
            }
        }
    }
    found
}

/// Reads `open 200 1 json {}`, or why nothing came.
fn read_answer(line: &str) -> Option<AnswerFacts> {
    let without = match line {
        "nothing yet" => return None,
        "unreachable" => Some(Failure::Unreachable("Failed to fetch".into())),
        "silent" => Some(Failure::NoFirstByte(35_000)),
        "redirected" => Some(Failure::Redirected),
        "not recorded" => Some(Failure::NotRecorded("/x".into())),
        _ => None,
    };
    if let Some(failure) = without {
        return Some(failed(&failure));
    }
    let whole = line.strip_prefix("open ").unwrap_or(line);
    let mut words = whole.splitn(4, ' ');
    let mut word = || words.next().unwrap_or_default();
    let (code, audit_ids, kind) = (word().parse().unwrap(), word().parse().unwrap(), word());
    let body = word().replace("\\n", "\n");
    let mut answer = match kind {
        "json" => came(code, audit_ids, "application/json", &body),
        "text" => came(code, audit_ids, "text/plain; charset=utf-8", &body),
        "html" => came(code, audit_ids, "text/html", &body),
        "status" => came(code, audit_ids, "application/json", &status_body(code, &body)),
        other => panic!("{other}"),
    };
    answer.is_open = whole != line;
    Some(answer)
}

/// All cases of the file.
pub(super) fn rows() -> Vec<Row> {
    let blocks = include_str!("journeys.txt").split("\n\n");
    let cases = blocks.filter(|block| !block.trim_start().starts_with('#'));
    cases
        .map(|block| {
            let mut lines = block.lines().filter(|line| !line.is_empty());
            let mut line = |start: &str| lines.next().unwrap().strip_prefix(start).unwrap();
            let situation = read_situation(line(""));
            let case = (line("GET "), situation, read_answer(line("<- ")));
            (case, lines.collect())
        })
        .collect()
}

#[test]
fn hops_passages_and_proofs_follow_from_request_situation_and_answer() {
    let rows = rows();
    assert!(rows.len() >= 100, "{}", rows.len());
    let mut wrong = Vec::new();
    for (case, expected) in &rows {
        let journey = run(case);
        let mut found: Vec<String> = journey.legs.iter().map(spell).collect();
        let proof = journey.ending.proof.map(|proof| format!(", {}", spell_proof(proof)));
        found.push(spell_end(&journey) + &proof.unwrap_or_default());
        if found != *expected {
            wrong.push(format!("{} {:?}\n{}", case.0, case.1.connection, found.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn the_way_of_a_journey_is_that_of_its_legs() {
    for (case, _) in rows() {
        let journey = run(&case);
        let hops: Vec<_> = journey.legs.iter().map(|leg| leg.hop.clone()).collect();
        assert_eq!(journey.way.hops.as_ref(), hops, "{}", case.0);
    }
}

/// By what a certificate is checked, and which identity travels: on the last hop.
#[test]
fn the_last_hop_says_how_it_is_secured() {
    let last = |case: &Case| {
        let hop = run(case).legs.pop().unwrap().hop;
        (hop.tls.session().map(|session| session.check), hop.credential)
    };
    let front_proxy = Credential::Replaced(Identity::FrontProxy);
    let kubelet_client = Credential::Replaced(Identity::KubeletClient);
    let flunders = |trust| (FLUNDERS, knowing(live(), api_service(4, trust)), None);
    for (case, check, credential) in [
        (flunders(Trust::CaBundle), Some(Check::CaBundle), front_proxy),
        (flunders(Trust::Skipped), Some(Check::Unchecked), front_proxy),
        (flunders(Trust::SystemRoots), Some(Check::SystemRoots), front_proxy),
        ((LOG, live(), None), Some(Check::KubeletCaIfSet), kubelet_client),
        (
            (
                "/api/v1/namespaces/a/pods/b/log?insecureSkipTLSVerifyBackend=true",
                live(),
                None,
            ),
            Some(Check::Unchecked),
            kubelet_client,
        ),
        (
            ("/api/v1/namespaces/a/pods/https:b:8443/proxy/", live(), None),
            Some(Check::Unchecked),
            Credential::Stripped,
        ),
        (
            ("/api/v1/namespaces/a/services/b/proxy/", live(), None),
            None,
            Credential::Stripped,
        ),
        (
            ("/api/v1/pods", live(), None),
            Some(Check::EtcdCa),
            Credential::Replaced(Identity::EtcdClient),
        ),
        (
            ("/version", live(), None),
            Some(Check::KubeconfigCa),
            Credential::Added(Identity::Kubeconfig),
        ),
        (
            ("/version", proxied(), None),
            Some(Check::Unseen),
            Credential::Added(Identity::Unseen),
        ),
        (("/version", served(), None), Some(Check::Browser), Credential::None),
    ] {
        assert_eq!(last(&case), (check, credential), "{} {:?}", case.0, case.1.connection);
    }
}

#[test]
fn the_api_server_does_what_the_destination_asks_for() {
    for (address, acts) in [
        ("/version", vec![Act::Admits, Act::AnswersItself]),
        ("/api/v1/namespaces/shop/pods/web-1", vec![Act::Admits]),
        ("/api/v1/pods", vec![Act::Admits, Act::AnswersFromCache]),
        ("/api/v1/pods?watch=1", vec![Act::Admits, Act::AnswersFromCache]),
        ("/api/v1/events?watch=1", vec![Act::Admits]),
        (
            "/api/v1/namespaces/shop/services/web/proxy/",
            vec![Act::AdmitsProxying, Act::PicksEndpoint],
        ),
        ("/api/v1/namespaces/shop/pods/web-1/proxy/", vec![Act::AdmitsProxying]),
        (LOG, vec![Act::Admits]),
    ] {
        let journey = run(&(address, live(), None));
        let leg = journey.legs.iter().find(|leg| leg.hop.to == Actor::ApiServer).unwrap();
        assert_eq!(leg.hop.acts.as_ref(), acts, "{address}");
    }
}

/// A body that breaks off has had its status line and headers: they show how far the request came.
#[test]
fn an_answer_that_broke_off_has_come_all_the_way() {
    let answer = Answer {
        code: 200,
        headers: vec![("audit-id".into(), "1".into())],
        ..Answer::default()
    };
    let facts = AnswerFacts::read(OWN, Some(&answer), Some(&Failure::BrokenOff(0)));
    let journey = run(&("/api/v1/namespaces/shop/pods/web-1", live(), Some(facts)));
    assert_eq!(spell_end(&journey), "broke_off at etcd");
    assert!(journey.legs.iter().all(|leg| leg.passage == Passage::Taken));
}

#[test]
fn every_trouble_of_kubectl_proxy_has_an_end_of_its_own() {
    let ends: Vec<String> = [
        ProxyTrouble::Refused,
        ProxyTrouble::UnknownHost,
        ProxyTrouble::Certificate,
        ProxyTrouble::TimedOut,
        ProxyTrouble::Credentials,
        ProxyTrouble::Other,
    ]
    .into_iter()
    .map(|trouble| {
        let message = String::new();
        spell_end(&run(&(
            "/version",
            live(),
            Some(failed(&Failure::Proxy { trouble, message })),
        )))
    })
    .collect();
    let distinct: std::collections::BTreeSet<&String> = ends.iter().collect();
    assert_eq!(distinct.len(), ends.len(), "{ends:?}");
}

#[test]
fn what_is_never_sent_stays_unsent_whatever_came() {
    for guard in [Guard::Session, Guard::NodeProxy] {
        let attach = "/api/v1/namespaces/shop/pods/web-1/attach";
        let journey = run(&(attach, live(), Some(failed(&Failure::NeverSent(guard)))));
        assert_eq!(spell_end(&journey), "never_sent_session at browser");
        assert_eq!(journey.taken, Taken::Planned);
    }
}
