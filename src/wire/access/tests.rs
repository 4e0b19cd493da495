//! Every hop of every way in, pinned; what else holds for them; and that nothing of the seeds is lost.

use std::collections::BTreeSet;

use super::{
    Access,
    glance::{Checker, Whose},
    history::History,
    look::Look,
    names::Names,
    section::{Point, Section, rows_taught},
    step::{Effect, Place, Step},
    trouble::Trouble,
    words::access_keys,
};
use crate::wire::{
    hop::{Act, Actor, Check, Credential, Exposure, Form, Hop, Identity, Scheme},
    vocabulary::Vocabulary,
    way::Way,
    words::proxies_keys,
};

mod names;
mod prints;

use Actor::{ApiServer, Browser, Client, Container, KubectlProxy, Kubelet, NodeKernel, Pod, User};
use Exposure::{Encrypted, EndsDecide, PlainText};

/// From, to, who can read along, and who terminates the TLS in which the hop lies.
type Row = (Actor, Actor, Exposure, Option<Actor>);

const TO_API: Row = (Client, ApiServer, Encrypted, Some(ApiServer));
const TO_KUBELET: Row = (ApiServer, Kubelet, Encrypted, Some(Kubelet));

const WIRES: &[(Access, &[Row])] = &[
    (
        Access::Proxy,
        &[
            (Browser, KubectlProxy, PlainText, None),
            (KubectlProxy, ApiServer, Encrypted, Some(ApiServer)),
        ],
    ),
    (Access::Token, &[TO_API]),
    (Access::Certificate, &[TO_API]),
    (Access::Library, &[TO_API]),
    (
        Access::Container,
        &[
            (Container, NodeKernel, Encrypted, Some(ApiServer)),
            (NodeKernel, ApiServer, Encrypted, Some(ApiServer)),
        ],
    ),
    (
        Access::Sidecar,
        &[
            (Container, KubectlProxy, PlainText, None),
            (KubectlProxy, NodeKernel, Encrypted, Some(ApiServer)),
            (NodeKernel, ApiServer, Encrypted, Some(ApiServer)),
        ],
    ),
    (Access::Kubectl, &[TO_API]),
    (
        Access::PortForward,
        &[
            (User, Client, EndsDecide, None),
            TO_API,
            TO_KUBELET,
            (Kubelet, Pod, EndsDecide, None),
        ],
    ),
    (Access::Exec, &[TO_API, TO_KUBELET]),
];

#[test]
fn hops_run_over_the_right_wires() {
    let listed: Vec<Access> = WIRES.iter().map(|(access, _)| *access).collect();
    assert_eq!(listed, Access::ALL, "every way is pinned");
    for (access, rows) in WIRES {
        let ended_by = |hop: &Hop| hop.tls.session().map(|session| session.ended_by);
        let hops = access.hops().iter();
        let found: Vec<Row> = hops
            .map(|hop| (hop.from, hop.to, hop.exposure(), ended_by(hop)))
            .collect();
        assert_eq!(found, *rows, "{access:?}");
    }
}

#[test]
fn ways_are_sound_and_end_tls_where_the_table_says() {
    for access in Access::ALL {
        let way = Way::new(access.hops()).unwrap();
        assert_eq!(way, access.way());
        assert!(!way.sources().is_empty(), "{access:?} is documented");
        let ends: Vec<Actor> = way.stops().filter(|stop| way.is_tls_ended_by(*stop)).collect();
        assert_eq!(access.ends_of_tls(), ends, "{access:?}");
        let expected: &[Actor] = if access.is_to_the_api() {
            &[ApiServer]
        } else {
            &[ApiServer, Kubelet]
        };
        assert_eq!(ends, expected, "{access:?}");
        for hop in way.hops.iter() {
            let is_http = hop.scheme == Scheme::Http;
            assert_eq!(
                is_http,
                hop.exposure() == PlainText,
                "{access:?}: HTTP is plain, nothing else"
            );
        }
    }
}

/// What a way says of who asks is what its hops do.
#[test]
fn the_identity_is_the_one_that_the_hops_add() {
    for (access, identity, form, whose) in [
        (Access::Proxy, Identity::Kubeconfig, Form::Either, Whose::KubeconfigUser),
        (Access::Token, Identity::Token, Form::Header, Whose::ServiceAccount),
        (
            Access::Certificate,
            Identity::KubeconfigCertificate,
            Form::Certificate,
            Whose::CertificateUser,
        ),
        (
            Access::Library,
            Identity::Kubeconfig,
            Form::Either,
            Whose::KubeconfigUser,
        ),
        (
            Access::Container,
            Identity::ServiceAccount,
            Form::Header,
            Whose::PodServiceAccount,
        ),
        (
            Access::Sidecar,
            Identity::ServiceAccount,
            Form::Header,
            Whose::PodServiceAccount,
        ),
        (
            Access::Kubectl,
            Identity::Kubeconfig,
            Form::Either,
            Whose::KubeconfigUser,
        ),
        (
            Access::PortForward,
            Identity::Kubeconfig,
            Form::Either,
            Whose::KubeconfigUser,
        ),
        (Access::Exec, Identity::Kubeconfig, Form::Either, Whose::KubeconfigUser),
    ] {
        let added: Vec<Identity> = access
            .hops()
            .iter()
            .filter_map(|hop| match hop.credential {
                Credential::Added(identity) => Some(identity),
                _ => None,
            })
            .collect();
        assert_eq!(added, [identity], "{access:?}");
        assert_eq!((identity.form(), access.whose()), (form, whose), "{access:?}");
    }
}

/// Who checks the server is who opens the session that ends there.
#[test]
fn the_server_is_checked_by_who_opens_the_session() {
    for access in Access::ALL {
        let way = access.way();
        let spans = way.spans();
        let span = spans.iter().find(|span| span.session.ended_by == ApiServer).unwrap();
        let (opener, check) = match access.checker() {
            Checker::Kubectl if *access == Access::Proxy => (KubectlProxy, Check::KubeconfigCa),
            Checker::Kubectl | Checker::Curl | Checker::Library => (Client, Check::KubeconfigCa),
            Checker::Program => (Container, Check::MountedCa),
            Checker::Sidecar => (KubectlProxy, Check::MountedCa),
        };
        assert_eq!(
            (span.session.opened_by, span.session.check),
            (opener, check),
            "{access:?}"
        );
        let starts = way.stops().next().unwrap();
        assert_eq!(starts == Container, access.starts() == Place::Container, "{access:?}");
    }
}

/// Nobody on the way of a tunnel reads what is in it, and no credential of the reader's goes on to the kubelet.
#[test]
fn tunnels_are_carried_unread() {
    for access in [Access::PortForward, Access::Exec] {
        let hops = access.hops();
        let to_kubelet = hops.iter().find(|hop| hop.to == Kubelet).unwrap();
        assert_eq!(to_kubelet.credential, Credential::Replaced(Identity::KubeletClient));
        assert_eq!(to_kubelet.scheme, Scheme::Upgraded);
        assert!(to_kubelet.acts.contains(&Act::AdmitsApiServer));
    }
    let forward = Access::PortForward.hops();
    let ends = [forward.first().unwrap(), forward.last().unwrap()];
    for end in ends {
        assert_eq!((end.scheme, end.credential), (Scheme::Tcp, Credential::Applications));
    }
    assert!(forward[0].acts.contains(&Act::Tunnels) && forward[2].acts.contains(&Act::Tunnels));
}

#[test]
fn everything_stands_somewhere_on_the_page() {
    let of_ways = Access::ALL.iter().flat_map(|access| access.steps());
    let of_sections = Section::ALL.iter().flat_map(|section| section.steps());
    let mut steps: Vec<Step> = of_ways.chain(of_sections).copied().collect();
    steps.sort_unstable();
    assert_eq!(steps, Step::ALL, "each step once");

    let troubles: BTreeSet<Trouble> = Access::ALL
        .iter()
        .flat_map(|access| access.troubles())
        .copied()
        .collect();
    assert_eq!(troubles, Trouble::ALL.iter().copied().collect());
    for access in Access::ALL {
        assert!((3..=5).contains(&access.troubles().len()), "{access:?}");
    }

    let mut points: Vec<Point> = Section::ALL
        .iter()
        .flat_map(|section| section.points())
        .copied()
        .collect();
    points.sort_unstable();
    assert_eq!(points, Point::ALL, "each paragraph once");
    let looks: Vec<Look> = Section::ALL
        .iter()
        .flat_map(|section| section.looks())
        .copied()
        .collect();
    assert_eq!(looks, Look::ALL);
}

#[test]
fn what_is_typed_in_a_container_changes_nothing() {
    for step in Step::ALL {
        let is_inside = step.place() == Place::Container;
        assert!(
            !is_inside || matches!(step.effect(), Effect::Reads | Effect::Stays),
            "{step:?}"
        );
    }
    let changing: Vec<&Step> = Step::ALL
        .iter()
        .filter(|step| step.effect() == Effect::Changes)
        .collect();
    assert_eq!(changing, [&Step::TokenRight, &Step::SidecarApply]);
}

/// A page links to these: each is one harmless GET.
#[test]
fn requests_to_open_are_safe() {
    for look in Look::ALL {
        let request = look.request(&Names::default()).unwrap();
        assert_eq!(request.path.guard(), None, "{look:?}");
        assert!(!request.is_of_secrets(), "{look:?}");
    }
}

/// Rows that the page on the five proxies teaches, and under which key.
const ON_THE_PROXIES_PAGE: &[(u8, &str)] = &[
    (10, "proxies.correction.kubectl_certificate.happens"),
    (11, "proxies.correction.kubectl_failover.happens"),
    (54, "proxies.way.kubectl_sidecar.note"),
    (55, "proxies.correction.apiserver_cluster_info.happens"),
    (62, "proxies.apiserver.what"),
    (63, "proxies.correction.apiserver_redirects.happens"),
];

/// Rows 1–26, 42–56, 62 and 63 of the seeds' table; the others are taught elsewhere.
#[test]
fn no_row_of_the_seeds_is_lost() {
    let keys = proxies_keys();
    let elsewhere = ON_THE_PROXIES_PAGE.iter().map(|(row, key)| {
        assert!(keys.iter().any(|it| it == key), "{key}");
        *row
    });
    let elsewhere: BTreeSet<u8> = elsewhere.collect();
    let taught = rows_taught();
    let wanted: BTreeSet<u8> = (1..=26).chain(42..=56).chain([62, 63]).collect();
    let lost: Vec<&u8> = wanted
        .iter()
        .filter(|row| !taught.contains(row) && !elsewhere.contains(row))
        .collect();
    assert!(lost.is_empty(), "{lost:?}");
    let only_elsewhere: Vec<&u8> = wanted.difference(&taught).collect();
    assert_eq!(
        only_elsewhere,
        [&11],
        "what older documents promised, and what never came"
    );
    assert!(taught.is_subset(&wanted));
}

/// What older documents say is a correction of something in the seeds.
#[test]
fn every_correction_names_its_row() {
    for history in History::ALL {
        assert!(!history.rows().is_empty(), "{history:?}");
    }
}

#[test]
fn keys_are_unique_and_their_own() {
    let keys = access_keys();
    let unique: BTreeSet<&String> = keys.iter().collect();
    assert_eq!(unique.len(), keys.len());
    assert!(keys.iter().all(|key| key.starts_with("ways.")));
    for access in Access::ALL {
        let asked = [
            access.name_key(),
            access.summary_key(),
            access.tls_key(),
            access.identity_key(),
            access.good_for_key(),
            access.whose().key().to_owned(),
            access.checker().key().to_owned(),
            access.starts().key().to_owned(),
        ];
        assert!(asked.iter().all(|key| unique.contains(key)), "{access:?}");
        assert_eq!(access.key(), format!("ways.{}", access.id()));
    }
}
