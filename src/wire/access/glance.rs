//! The ways in side by side: where each starts, who terminates TLS, who asks, and who checks the server.

use super::{Access, step::Place};
use crate::wire::{hop::Actor, vocabulary::vocabulary};

vocabulary! {
    /// A column of the comparison; the key is its heading. [`Access::name_key`] stands before them.
    Column under "ways.column" {
        /// [`Access::starts`].
        Starts = "starts",
        /// [`Access::ends_of_tls`].
        TlsEnds = "tls_ends",
        /// [`Access::whose`].
        Identity = "identity",
        /// [`Access::checker`].
        Checks = "checks",
        /// [`Access::good_for_key`].
        GoodFor = "good_for",
    }
}

vocabulary! {
    /// As whom the API server knows who asks.
    Whose under "ways.whose" {
        /// As the user of the kubeconfig's context.
        KubeconfigUser = "kubeconfig_user",
        /// As the user that the client certificate names.
        CertificateUser = "certificate_user",
        /// As the `ServiceAccount` of which a token was asked for.
        ServiceAccount = "service_account",
        /// As the `ServiceAccount` of the Pod.
        PodServiceAccount = "pod_service_account",
    }
}

vocabulary! {
    /// Who checks the API server's certificate, and by what.
    Checker under "ways.checker" {
        /// kubectl, by the CA of the kubeconfig.
        Kubectl = "kubectl",
        /// curl, by the file that `--cacert` names.
        Curl = "curl",
        /// The library, by the CA of the kubeconfig.
        Library = "library",
        /// The program in the container, by the mounted CA.
        Program = "program",
        /// kubectl in the sidecar, by the mounted CA.
        Sidecar = "sidecar",
    }
}

impl Access {
    /// Where its request starts.
    pub fn starts(self) -> Place {
        match self {
            Self::Container | Self::Sidecar => Place::Container,
            _ => Place::Machine,
        }
    }

    /// The parties that terminate TLS on it, in order.
    pub fn ends_of_tls(self) -> Vec<Actor> {
        let spans = self.way().spans();
        spans.iter().map(|span| span.session.ended_by).collect()
    }

    /// As whom the API server knows who asks.
    pub fn whose(self) -> Whose {
        match self {
            Self::Token => Whose::ServiceAccount,
            Self::Certificate => Whose::CertificateUser,
            Self::Container | Self::Sidecar => Whose::PodServiceAccount,
            Self::Proxy | Self::Library | Self::Kubectl | Self::PortForward | Self::Exec => Whose::KubeconfigUser,
        }
    }

    /// Who checks the API server's certificate.
    pub fn checker(self) -> Checker {
        match self {
            Self::Token | Self::Certificate => Checker::Curl,
            Self::Library => Checker::Library,
            Self::Container => Checker::Program,
            Self::Sidecar => Checker::Sidecar,
            Self::Proxy | Self::Kubectl | Self::PortForward | Self::Exec => Checker::Kubectl,
        }
    }
}
