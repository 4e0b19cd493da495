//! The ways whose TLS ends at an API server: kubectl proxy, load balancers, and kube-proxy towards the API.

use super::build::{
    AUTHENTICATING_PROXY, AUTHENTICATION_MECHANISMS, CLIENT_TO_API, CONTROL_PLANE_NODE, CONTROLLING_ACCESS, FROM_A_POD,
    HIGH_AVAILABILITY, KUBECTL_SOURCE, PKI, PROXIES, hop, session,
};
use crate::wire::hop::{Act, Actor, Certificate, Check, Credential, Hop, Identity, Scheme, Session, Source, Tls};

const KUBECTL_TO_API: Session = session(
    Actor::KubectlProxy,
    Actor::ApiServer,
    Certificate::ApiServer,
    Check::KubeconfigCa,
);
const SIDECAR_TO_API: Session = session(
    Actor::KubectlProxy,
    Actor::ApiServer,
    Certificate::ApiServer,
    Check::MountedCa,
);
const POD_TO_API: Session = session(
    Actor::Container,
    Actor::ApiServer,
    Certificate::ApiServer,
    Check::MountedCa,
);
const TO_BALANCER: Session = session(
    Actor::Client,
    Actor::LoadBalancer,
    Certificate::LoadBalancer,
    Check::CallerTrust,
);
const FROM_BALANCER: Session = session(
    Actor::LoadBalancer,
    Actor::ApiServer,
    Certificate::ApiServer,
    Check::BalancerCa,
);

const BROWSER_TO_KUBECTL: Hop = hop(
    (Actor::Browser, Actor::KubectlProxy),
    Scheme::Http,
    Tls::None,
    Credential::None,
    &[Act::Filters],
    KUBECTL_SOURCE,
);

pub(super) const KUBECTL_LOCAL: &[Hop] = &[
    BROWSER_TO_KUBECTL,
    hop(
        (Actor::KubectlProxy, Actor::ApiServer),
        Scheme::Https,
        Tls::Inside(KUBECTL_TO_API),
        Credential::Added(Identity::Kubeconfig),
        &[Act::Admits],
        CONTROLLING_ACCESS,
    ),
];

pub(super) const KUBECTL_BALANCED: &[Hop] = &[
    BROWSER_TO_KUBECTL,
    hop(
        (Actor::KubectlProxy, Actor::LoadBalancer),
        Scheme::Https,
        Tls::Inside(KUBECTL_TO_API),
        Credential::Added(Identity::Kubeconfig),
        &[Act::PicksApiServer],
        HIGH_AVAILABILITY,
    ),
    hop(
        (Actor::LoadBalancer, Actor::ApiServer),
        Scheme::Https,
        Tls::Inside(KUBECTL_TO_API),
        Credential::Untouched,
        &[Act::Admits],
        HIGH_AVAILABILITY,
    ),
];

pub(super) const KUBECTL_SIDECAR: &[Hop] = &[
    hop(
        (Actor::Container, Actor::KubectlProxy),
        Scheme::Http,
        Tls::None,
        Credential::None,
        &[Act::Filters],
        PROXIES,
    ),
    hop(
        (Actor::KubectlProxy, Actor::NodeKernel),
        Scheme::Https,
        Tls::Inside(SIDECAR_TO_API),
        Credential::Added(Identity::ServiceAccount),
        &[Act::RewritesAddresses],
        FROM_A_POD,
    ),
    hop(
        (Actor::NodeKernel, Actor::ApiServer),
        Scheme::Https,
        Tls::Inside(SIDECAR_TO_API),
        Credential::Untouched,
        &[Act::Admits],
        CONTROL_PLANE_NODE,
    ),
];

pub(super) const KUBEPROXY_API: &[Hop] = &[
    hop(
        (Actor::Container, Actor::NodeKernel),
        Scheme::Https,
        Tls::Inside(POD_TO_API),
        Credential::Added(Identity::ServiceAccount),
        &[Act::RewritesAddresses],
        FROM_A_POD,
    ),
    hop(
        (Actor::NodeKernel, Actor::ApiServer),
        Scheme::Https,
        Tls::Inside(POD_TO_API),
        Credential::Untouched,
        &[Act::Admits],
        CONTROL_PLANE_NODE,
    ),
];

pub(super) const KUBEPROXY_CONTROL: &[Hop] = &[hop(
    (Actor::KubeProxy, Actor::ApiServer),
    Scheme::Https,
    Tls::Inside(session(
        Actor::KubeProxy,
        Actor::ApiServer,
        Certificate::ApiServer,
        Check::KubeconfigCa,
    )),
    Credential::Added(Identity::KubeProxy),
    &[Act::Admits],
    PKI,
)];

const fn client_to_balancer(tls: Session, acts: &'static [Act], source: Source) -> Hop {
    hop(
        (Actor::Client, Actor::LoadBalancer),
        Scheme::Https,
        Tls::Inside(tls),
        Credential::Added(Identity::Caller),
        acts,
        source,
    )
}

const fn balancer_to_api(tls: Session, credential: Credential, source: Source) -> Hop {
    let acts: &'static [Act] = match credential {
        Credential::Replaced(_) => &[Act::AdmitsFrontProxy],
        _ => &[Act::Admits],
    };
    hop(
        (Actor::LoadBalancer, Actor::ApiServer),
        Scheme::Https,
        Tls::Inside(tls),
        credential,
        acts,
        source,
    )
}

pub(super) const BALANCER_TCP: &[Hop] = &[
    client_to_balancer(CLIENT_TO_API, &[Act::PicksApiServer], HIGH_AVAILABILITY),
    balancer_to_api(CLIENT_TO_API, Credential::Untouched, HIGH_AVAILABILITY),
];

pub(super) const BALANCER_TLS: &[Hop] = &[
    client_to_balancer(TO_BALANCER, &[Act::Reencrypts], AUTHENTICATION_MECHANISMS),
    balancer_to_api(FROM_BALANCER, Credential::HeadersOnly, AUTHENTICATION_MECHANISMS),
];

pub(super) const BALANCER_IDENTITY: &[Hop] = &[
    client_to_balancer(
        TO_BALANCER,
        &[Act::Reencrypts, Act::Authenticates],
        AUTHENTICATING_PROXY,
    ),
    balancer_to_api(
        FROM_BALANCER,
        Credential::Replaced(Identity::FrontProxy),
        AUTHENTICATING_PROXY,
    ),
];
