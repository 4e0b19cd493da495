//! The ways that end in a Pod or at a kubelet: the API server's proxy, kube-proxy, and cloud load balancers.

use super::build::{
    ACCESS_SERVICES, CONTROL_PLANE_NODE, NLB_TLS, SERVICE, SERVICE_REST, VIRTUAL_IPS, hop, session, to_api_server,
};
use crate::wire::hop::{Act, Actor, Certificate, Check, Credential, Hop, Identity, Scheme, Session, Source, Tls};

const TO_CLOUD: Session = session(
    Actor::User,
    Actor::CloudLoadBalancer,
    Certificate::CloudListener,
    Check::CallerTrust,
);
const FROM_CLOUD: Session = session(
    Actor::CloudLoadBalancer,
    Actor::Pod,
    Certificate::Application,
    Check::EndsDecide,
);

/// What applications say to each other over packets: TLS if they like.
const fn packets(
    ends: (Actor, Actor),
    opened_by: Actor,
    credential: Credential,
    acts: &'static [Act],
    source: Source,
) -> Hop {
    let scheme = match opened_by {
        Actor::User => Scheme::TcpOrUdp,
        _ => Scheme::Packets,
    };
    let tls = session(opened_by, Actor::Pod, Certificate::Application, Check::EndsDecide);
    hop(ends, scheme, Tls::IfSpoken(tls), credential, acts, source)
}

pub(super) const APISERVER_POD: &[Hop] = &[
    to_api_server(&[Act::AdmitsProxying], ACCESS_SERVICES),
    hop(
        (Actor::ApiServer, Actor::Pod),
        Scheme::Http,
        Tls::None,
        Credential::Stripped,
        &[],
        CONTROL_PLANE_NODE,
    ),
];

pub(super) const APISERVER_POD_HTTPS: &[Hop] = &[
    to_api_server(&[Act::AdmitsProxying], ACCESS_SERVICES),
    hop(
        (Actor::ApiServer, Actor::Pod),
        Scheme::Https,
        Tls::Inside(session(
            Actor::ApiServer,
            Actor::Pod,
            Certificate::Application,
            Check::Unchecked,
        )),
        Credential::Stripped,
        &[],
        CONTROL_PLANE_NODE,
    ),
];

pub(super) const APISERVER_SERVICE: &[Hop] = &[
    to_api_server(&[Act::AdmitsProxying, Act::PicksEndpoint], ACCESS_SERVICES),
    hop(
        (Actor::ApiServer, Actor::Pod),
        Scheme::Http,
        Tls::None,
        Credential::Stripped,
        &[],
        SERVICE_REST,
    ),
];

pub(super) const APISERVER_KUBELET: &[Hop] = &[
    to_api_server(&[Act::AdmitsProxying], ACCESS_SERVICES),
    hop(
        (Actor::ApiServer, Actor::Kubelet),
        Scheme::Https,
        Tls::Inside(session(
            Actor::ApiServer,
            Actor::Kubelet,
            Certificate::Kubelet,
            Check::KubeletCaIfSet,
        )),
        Credential::Replaced(Identity::KubeletClient),
        &[Act::AdmitsApiServer],
        CONTROL_PLANE_NODE,
    ),
];

pub(super) const KUBEPROXY_SERVICE: &[Hop] = &[
    packets(
        (Actor::Container, Actor::NodeKernel),
        Actor::Container,
        Credential::Applications,
        &[Act::RewritesAddresses],
        VIRTUAL_IPS,
    ),
    packets(
        (Actor::NodeKernel, Actor::Pod),
        Actor::Container,
        Credential::Untouched,
        &[],
        VIRTUAL_IPS,
    ),
];

pub(super) const CLOUD_TCP: &[Hop] = &[
    packets(
        (Actor::User, Actor::CloudLoadBalancer),
        Actor::User,
        Credential::Applications,
        &[Act::PicksNode],
        SERVICE,
    ),
    packets(
        (Actor::CloudLoadBalancer, Actor::NodeKernel),
        Actor::User,
        Credential::Untouched,
        &[Act::RewritesAddresses],
        SERVICE,
    ),
    packets(
        (Actor::NodeKernel, Actor::Pod),
        Actor::User,
        Credential::Untouched,
        &[],
        VIRTUAL_IPS,
    ),
];

pub(super) const CLOUD_DIRECT: &[Hop] = &[
    packets(
        (Actor::User, Actor::CloudLoadBalancer),
        Actor::User,
        Credential::Applications,
        &[Act::PicksPod],
        SERVICE,
    ),
    packets(
        (Actor::CloudLoadBalancer, Actor::Pod),
        Actor::User,
        Credential::Untouched,
        &[],
        SERVICE,
    ),
];

const fn user_to_listener(acts: &'static [Act]) -> Hop {
    hop(
        (Actor::User, Actor::CloudLoadBalancer),
        Scheme::Https,
        Tls::Inside(TO_CLOUD),
        Credential::Applications,
        acts,
        NLB_TLS,
    )
}

/// The first leg behind a listener that ended the TLS of the user.
const fn behind_listener(scheme: Scheme, tls: Tls) -> Hop {
    hop(
        (Actor::CloudLoadBalancer, Actor::NodeKernel),
        scheme,
        tls,
        Credential::HeadersOnly,
        &[Act::RewritesAddresses],
        NLB_TLS,
    )
}

const fn on_to_the_pod(scheme: Scheme, tls: Tls) -> Hop {
    hop(
        (Actor::NodeKernel, Actor::Pod),
        scheme,
        tls,
        Credential::Untouched,
        &[],
        VIRTUAL_IPS,
    )
}

pub(super) const CLOUD_TLS: &[Hop] = &[
    user_to_listener(&[Act::Decrypts, Act::PicksNode]),
    behind_listener(Scheme::Http, Tls::None),
    on_to_the_pod(Scheme::Http, Tls::None),
];

pub(super) const CLOUD_TLS_AGAIN: &[Hop] = &[
    user_to_listener(&[Act::Reencrypts, Act::PicksNode]),
    behind_listener(Scheme::Https, Tls::Inside(FROM_CLOUD)),
    on_to_the_pod(Scheme::Https, Tls::Inside(FROM_CLOUD)),
];
