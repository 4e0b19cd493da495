//! The hops of the ways in that are no way of a proxy.

use super::sources::{self, AUTHENTICATING, CONTROL_PLANE_NODE, CONTROLLING_ACCESS, UPGRADES};
use crate::wire::{
    hop::{Act, Actor, Certificate, Check, Credential, Hop, Identity, Scheme, Session, Source, Tls},
    variant::build::{CLIENT_TO_API, hop, session},
};

const API_TO_KUBELET: Session = session(
    Actor::ApiServer,
    Actor::Kubelet,
    Certificate::Kubelet,
    Check::KubeletCaIfSet,
);

/// A client's own connection to the API server.
const fn to_api(scheme: Scheme, identity: Identity, source: Source) -> Hop {
    hop(
        (Actor::Client, Actor::ApiServer),
        scheme,
        Tls::Inside(CLIENT_TO_API),
        Credential::Added(identity),
        &[Act::Admits],
        source,
    )
}

/// The API server's own connection, in which it carries a tunnel on.
const fn to_kubelet(acts: &'static [Act]) -> Hop {
    hop(
        (Actor::ApiServer, Actor::Kubelet),
        Scheme::Upgraded,
        Tls::Inside(API_TO_KUBELET),
        Credential::Replaced(Identity::KubeletClient),
        acts,
        CONTROL_PLANE_NODE,
    )
}

/// One end of a tunnel, where a program speaks to it as if to the other program.
const fn tcp(from: Actor, to: Actor, acts: &'static [Act]) -> Hop {
    hop(
        (from, to),
        Scheme::Tcp,
        Tls::None,
        Credential::Applications,
        acts,
        sources::PORT_FORWARD,
    )
}

pub(super) const TOKEN: &[Hop] = &[to_api(Scheme::Https, Identity::Token, CONTROLLING_ACCESS)];

pub(super) const CERTIFICATE: &[Hop] = &[to_api(Scheme::Https, Identity::KubeconfigCertificate, AUTHENTICATING)];

pub(super) const KUBECONFIG: &[Hop] = &[to_api(Scheme::Https, Identity::Kubeconfig, CONTROLLING_ACCESS)];

pub(super) const PORT_FORWARD: &[Hop] = &[
    tcp(Actor::User, Actor::Client, &[Act::Tunnels]),
    to_api(Scheme::Upgraded, Identity::Kubeconfig, UPGRADES),
    to_kubelet(&[Act::AdmitsApiServer, Act::Tunnels]),
    tcp(Actor::Kubelet, Actor::Pod, &[]),
];

pub(super) const EXEC: &[Hop] = &[
    to_api(Scheme::Upgraded, Identity::Kubeconfig, UPGRADES),
    to_kubelet(&[Act::AdmitsApiServer, Act::ConnectsStreams]),
];
