//! What the API server opens by itself: hops behind it that belong to none of the five proxies.

use super::build::{AGGREGATION, CONTROLLING_ACCESS, PKI, hop, session, to_api_server};
use crate::wire::hop::{Act, Actor, Certificate, Check, Credential, Hop, Identity, Scheme, Tls};

pub(super) const AGGREGATED: &[Hop] = &[
    to_api_server(&[Act::Admits], CONTROLLING_ACCESS),
    hop(
        (Actor::ApiServer, Actor::ExtensionApiServer),
        Scheme::Https,
        Tls::Inside(session(
            Actor::ApiServer,
            Actor::ExtensionApiServer,
            Certificate::ExtensionApiServer,
            Check::CaBundle,
        )),
        Credential::Replaced(Identity::FrontProxy),
        &[Act::AdmitsFrontProxy],
        AGGREGATION,
    ),
];

pub(super) const STORED: &[Hop] = &[
    to_api_server(&[Act::Admits], CONTROLLING_ACCESS),
    hop(
        (Actor::ApiServer, Actor::Etcd),
        Scheme::Grpc,
        Tls::Inside(session(Actor::ApiServer, Actor::Etcd, Certificate::Etcd, Check::EtcdCa)),
        Credential::Replaced(Identity::EtcdClient),
        &[Act::AdmitsApiServer],
        PKI,
    ),
];
