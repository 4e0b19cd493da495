//! Which concept a part of the wire drawing shows.

use super::Concept;
use crate::wire::{
    hop::{Act, Actor, Certificate, Check, Credential, Form, Identity},
    proxy::ProxyKind,
};

/// The concept that a party is.
pub fn of_actor(actor: Actor) -> Option<Concept> {
    match actor {
        Actor::KubectlProxy => Some(Concept::KubectlProxy),
        Actor::LoadBalancer => Some(Concept::LoadBalancer),
        Actor::ApiServer => Some(Concept::ApiServer),
        Actor::KubeProxy | Actor::NodeKernel => Some(Concept::KubeProxy),
        Actor::CloudLoadBalancer => Some(Concept::CloudLoadBalancer),
        Actor::Kubelet => Some(Concept::Kubelet),
        Actor::ExtensionApiServer => Some(Concept::AggregatedApi),
        Actor::Etcd => Some(Concept::Etcd),
        Actor::ReverseProxy => Some(Concept::TlsTermination),
        Actor::NodeProgram => Some(Concept::ApiServerProxy),
        Actor::Browser | Actor::Client | Actor::Container | Actor::User | Actor::Pod => None,
    }
}

/// The concept that one of the five proxies is.
pub fn of_proxy(kind: ProxyKind) -> Concept {
    match kind {
        ProxyKind::Kubectl => Concept::KubectlProxy,
        ProxyKind::ApiServer => Concept::ApiServerProxy,
        ProxyKind::KubeProxy => Concept::KubeProxy,
        ProxyKind::Balancer => Concept::LoadBalancer,
        ProxyKind::Cloud => Concept::CloudLoadBalancer,
    }
}

/// The concept that what a party does shows.
pub fn of_act(act: Act) -> Option<Concept> {
    match act {
        Act::Filters => Some(Concept::KubectlProxy),
        Act::Admits => Some(Concept::Authorization),
        Act::Authenticates => Some(Concept::Authentication),
        Act::AdmitsProxying => Some(Concept::ApiServerProxy),
        Act::PicksEndpoint => Some(Concept::EndpointSlice),
        Act::AdmitsApiServer => Some(Concept::ClientCertificate),
        Act::AdmitsFrontProxy => Some(Concept::AggregatedApi),
        Act::PicksApiServer => Some(Concept::LoadBalancer),
        Act::Reencrypts | Act::Decrypts => Some(Concept::TlsTermination),
        Act::PicksNode | Act::PicksPod => Some(Concept::CloudLoadBalancer),
        Act::RewritesAddresses => Some(Concept::ClusterIp),
        Act::AnswersFromCache => Some(Concept::Watch),
        Act::Tunnels | Act::ConnectsStreams => Some(Concept::PortForward),
        Act::PassesOn | Act::AnswersItself => None,
    }
}

/// The concept behind a certificate: who signed it.
pub fn of_certificate(_: Certificate) -> Concept {
    Concept::CertificateAuthority
}

/// The concept behind a check of a certificate.
pub fn of_check(check: Check) -> Concept {
    match check {
        Check::KubeconfigCa => Concept::Kubeconfig,
        Check::MountedCa => Concept::ProjectedVolume,
        Check::CaBundle => Concept::AggregatedApi,
        Check::CallerTrust
        | Check::BalancerCa
        | Check::KubeletCaIfSet
        | Check::EtcdCa
        | Check::Unchecked
        | Check::EndsDecide
        | Check::Browser
        | Check::SystemRoots
        | Check::Unseen => Concept::CertificateAuthority,
    }
}

/// The concept behind an identity.
pub fn of_identity(identity: Identity) -> Concept {
    match identity {
        Identity::Kubeconfig => Concept::Kubeconfig,
        Identity::ServiceAccount => Concept::ServiceAccount,
        Identity::Token => Concept::BoundToken,
        Identity::KubeletClient | Identity::EtcdClient | Identity::KubeconfigCertificate => Concept::ClientCertificate,
        Identity::FrontProxy => Concept::AggregatedApi,
        Identity::Caller | Identity::KubeProxy | Identity::Unseen => Concept::Authentication,
    }
}

/// The concept behind the form in which an identity travels.
pub fn of_form(form: Form) -> Concept {
    match form {
        Form::Header => Concept::BearerToken,
        Form::Certificate => Concept::ClientCertificate,
        Form::Either => Concept::Authentication,
        Form::Both => Concept::AggregatedApi,
    }
}

/// The concept behind what happens to a credential.
pub fn of_credential(credential: Credential) -> Concept {
    match credential {
        Credential::Added(identity) | Credential::Replaced(identity) => of_identity(identity),
        Credential::None => Concept::Anonymous,
        Credential::HeadersOnly => Concept::ClientCertificate,
        Credential::Untouched | Credential::Stripped | Credential::Applications => Concept::Authentication,
    }
}
