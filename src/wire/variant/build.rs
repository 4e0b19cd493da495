//! How the constants of a way are put together, and the documents that they rest on.

use std::borrow::Cow;

use crate::wire::hop::{
    Act, Actor, Certificate, Check, Credential, Evidence, Hop, Identity, Scheme, Session, Source, Tls,
};

pub(in crate::wire) const KUBECTL_SOURCE: Source = Source("kubectl: pkg/proxy/proxy_server.go");
pub(in crate::wire) const PROXIES: Source = Source("kubernetes.io: Proxies in Kubernetes");
pub(in crate::wire) const CONTROLLING_ACCESS: Source =
    Source("kubernetes.io: Controlling Access to the Kubernetes API");
pub(in crate::wire) const ACCESS_SERVICES: Source = Source("kubernetes.io: Access Services Running on Clusters");
pub(in crate::wire) const CONTROL_PLANE_NODE: Source =
    Source("kubernetes.io: Communication between Nodes and the Control Plane");
pub(in crate::wire) const SERVICE_REST: Source = Source("kubernetes: pkg/registry/core/service/storage");
pub(in crate::wire) const FROM_A_POD: Source = Source("kubernetes.io: Accessing the Kubernetes API from a Pod");
pub(in crate::wire) const VIRTUAL_IPS: Source = Source("kubernetes.io: Virtual IPs and Service Proxies");
pub(in crate::wire) const PKI: Source = Source("kubernetes.io: PKI certificates and requirements");
pub(in crate::wire) const HIGH_AVAILABILITY: Source =
    Source("kubernetes.io: Creating Highly Available Clusters with kubeadm");
pub(in crate::wire) const AUTHENTICATION_MECHANISMS: Source =
    Source("kubernetes.io: Hardening Guide - Authentication Mechanisms");
pub(in crate::wire) const AUTHENTICATING_PROXY: Source = Source("kubernetes.io: Authenticating");
pub(in crate::wire) const SERVICE: Source = Source("kubernetes.io: Service");
pub(in crate::wire) const NLB_TLS: Source = Source("AWS Load Balancer Controller: NLB TLS Termination");

pub(in crate::wire) const AGGREGATION: Source = Source("kubernetes.io: Configure the Aggregation Layer");

pub(in crate::wire) const fn session(opened_by: Actor, ended_by: Actor, shown: Certificate, check: Check) -> Session {
    Session {
        opened_by,
        ended_by,
        shown,
        check,
    }
}

pub(in crate::wire) const fn hop(
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
pub(in crate::wire) const CLIENT_TO_API: Session = session(
    Actor::Client,
    Actor::ApiServer,
    Certificate::ApiServer,
    Check::KubeconfigCa,
);

/// A client's own connection to the API server, first hop of what the API server then does.
pub(in crate::wire) const fn to_api_server(acts: &'static [Act], source: Source) -> Hop {
    hop(
        (Actor::Client, Actor::ApiServer),
        Scheme::Https,
        Tls::Inside(CLIENT_TO_API),
        Credential::Added(Identity::Caller),
        acts,
        source,
    )
}
