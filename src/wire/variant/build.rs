//! How the constants of a way are put together, and the documents that they rest on.

use std::borrow::Cow;

use crate::wire::hop::{
    Act, Actor, Certificate, Check, Credential, Evidence, Hop, Identity, Scheme, Session, Source, Tls,
};

pub(super) const KUBECTL_SOURCE: Source = Source("kubectl: pkg/proxy/proxy_server.go");
pub(super) const PROXIES: Source = Source("kubernetes.io: Proxies in Kubernetes");
pub(super) const CONTROLLING_ACCESS: Source = Source("kubernetes.io: Controlling Access to the Kubernetes API");
pub(super) const ACCESS_SERVICES: Source = Source("kubernetes.io: Access Services Running on Clusters");
pub(super) const CONTROL_PLANE_NODE: Source =
    Source("kubernetes.io: Communication between Nodes and the Control Plane");
pub(super) const SERVICE_REST: Source = Source("kubernetes: pkg/registry/core/service/storage");
pub(super) const FROM_A_POD: Source = Source("kubernetes.io: Accessing the Kubernetes API from a Pod");
pub(super) const VIRTUAL_IPS: Source = Source("kubernetes.io: Virtual IPs and Service Proxies");
pub(super) const PKI: Source = Source("kubernetes.io: PKI certificates and requirements");
pub(super) const HIGH_AVAILABILITY: Source = Source("kubernetes.io: Creating Highly Available Clusters with kubeadm");
pub(super) const AUTHENTICATION_MECHANISMS: Source =
    Source("kubernetes.io: Hardening Guide - Authentication Mechanisms");
pub(super) const AUTHENTICATING_PROXY: Source = Source("kubernetes.io: Authenticating");
pub(super) const SERVICE: Source = Source("kubernetes.io: Service");
pub(super) const NLB_TLS: Source = Source("AWS Load Balancer Controller: NLB TLS Termination");

pub(super) const AGGREGATION: Source = Source("kubernetes.io: Configure the Aggregation Layer");

pub(super) const fn session(opened_by: Actor, ended_by: Actor, shown: Certificate, check: Check) -> Session {
    Session {
        opened_by,
        ended_by,
        shown,
        check,
    }
}

pub(super) const fn hop(
    ends: (Actor, Actor),
    scheme: Scheme,
    tls: Tls,
    credential: Credential,
    acts: &'static [Act],
    source: Source,
) -> Hop {
    Hop {
        from: ends.0,
        to: ends.1,
        scheme,
        tls,
        credential,
        acts: Cow::Borrowed(acts),
        evidence: Evidence::Documented(source),
    }
}

/// What a client that uses a kubeconfig opens to the API server.
pub(super) const CLIENT_TO_API: Session = session(
    Actor::Client,
    Actor::ApiServer,
    Certificate::ApiServer,
    Check::KubeconfigCa,
);

/// A client's own connection to the API server, first hop of what the API server then does.
pub(super) const fn to_api_server(acts: &'static [Act], source: Source) -> Hop {
    hop(
        (Actor::Client, Actor::ApiServer),
        Scheme::Https,
        Tls::Inside(CLIENT_TO_API),
        Credential::Added(Identity::Caller),
        acts,
        source,
    )
}
