//! What goes wrong on the ways in: what one sees, what it means, and what to do.

use super::{Access, sources};
use crate::wire::{hop::Source, vocabulary::vocabulary};

vocabulary! {
    /// Something that goes wrong; see [`Trouble::sign_key`].
    Trouble under "ways.trouble" {
        /// Another program has kubectl proxy's port.
        PortInUse = "port_in_use",
        /// kubectl proxy's own 403.
        HostFilter = "host_filter",
        /// `localhost` is `::1`.
        Localhost = "localhost",
        /// There is no kubeconfig.
        NoKubeconfig = "no_kubeconfig",
        /// The credential plugin fails or is not there.
        Plugin = "plugin",
        /// The kubeconfig points to another cluster.
        WrongContext = "wrong_context",
        /// An empty token is ignored.
        EmptyToken = "empty_token",
        /// The token is no longer good.
        ExpiredToken = "expired_token",
        /// The token is for somebody else.
        Audience = "audience",
        /// The client does not know the CA.
        UnknownAuthority = "unknown_authority",
        /// The certificate does not have the name that was called.
        HostName = "host_name",
        /// The kubeconfig has no certificate.
        NoCertificate = "no_certificate",
        /// The certificate is no longer good.
        ExpiredCertificate = "expired_certificate",
        /// The certificate did not get through.
        LostCertificate = "lost_certificate",
        /// A library takes itself to be in a Pod.
        NotInCluster = "not_in_cluster",
        /// No token is mounted.
        AutomountOff = "automount_off",
        /// The `ServiceAccount` lacks a right.
        NotAllowed = "not_allowed",
        /// The API server's certificate lacks the DNS name.
        DnsName = "dns_name",
        /// A token was kept in memory.
        KeptToken = "kept_token",
        /// A `NetworkPolicy` is in the way.
        NetworkPolicy = "network_policy",
        /// The proxy does not listen yet.
        SidecarLate = "sidecar_late",
        /// The proxy keeps a Job from ending.
        SidecarJob = "sidecar_job",
        /// The proxy serves every container of the Pod.
        SidecarRights = "sidecar_rights",
        /// kubectl's words for 401.
        Unauthorized = "unauthorized",
        /// kubectl's words for 403.
        Forbidden = "forbidden",
        /// Tunnels take the right to create.
        UpgradeCreate = "upgrade_create",
        /// Another program has the local port.
        ForwardPort = "forward_port",
        /// The Pod at the end of the tunnel is gone.
        ForwardLost = "forward_lost",
        /// Nothing listens at the end of the tunnel.
        ForwardRefused = "forward_refused",
        /// kubectl proxy lets no session through.
        ExecFiltered = "exec_filtered",
        /// The image has no shell.
        NoShell = "no_shell",
        /// Reading `nodes/proxy` is not reading.
        NodesProxy = "nodes_proxy",
    }
}

impl Access {
    /// What goes wrong on it, the most frequent first.
    pub fn troubles(self) -> &'static [Trouble] {
        use Trouble as T;
        match self {
            Self::Proxy => &[T::HostFilter, T::PortInUse, T::Localhost, T::NoKubeconfig, T::Plugin],
            Self::Token => &[
                T::EmptyToken,
                T::ExpiredToken,
                T::Audience,
                T::UnknownAuthority,
                T::HostName,
            ],
            Self::Certificate => &[
                T::NoCertificate,
                T::ExpiredCertificate,
                T::LostCertificate,
                T::UnknownAuthority,
            ],
            Self::Library => &[T::NotInCluster, T::WrongContext, T::Plugin, T::UnknownAuthority],
            Self::Container => &[
                T::NotAllowed,
                T::AutomountOff,
                T::KeptToken,
                T::DnsName,
                T::NetworkPolicy,
            ],
            Self::Sidecar => &[T::SidecarLate, T::SidecarJob, T::SidecarRights],
            Self::Kubectl => &[T::NoKubeconfig, T::Unauthorized, T::Forbidden, T::WrongContext],
            Self::PortForward => &[T::UpgradeCreate, T::ForwardPort, T::ForwardLost, T::ForwardRefused],
            Self::Exec => &[T::UpgradeCreate, T::ExecFiltered, T::NoShell, T::NodesProxy],
        }
    }
}

impl Trouble {
    /// The document that says so.
    pub fn source(self) -> Source {
        match self {
            Self::PortInUse | Self::HostFilter | Self::Localhost | Self::NoKubeconfig | Self::ExecFiltered => {
                sources::KUBECTL_SOURCE
            }
            Self::Plugin => sources::CREDENTIAL_PLUGINS,
            Self::WrongContext => sources::KUBECONFIG,
            Self::EmptyToken => sources::BEARER,
            Self::ExpiredToken | Self::KeptToken => sources::SERVICE_ACCOUNTS,
            Self::Audience => sources::AUTHENTICATING,
            Self::UnknownAuthority | Self::HostName => sources::CONTROLLING_ACCESS,
            Self::NoCertificate => sources::CURL,
            Self::ExpiredCertificate => sources::CERTIFICATES,
            Self::LostCertificate => sources::AUTHENTICATION_MECHANISMS,
            Self::NotInCluster => sources::IN_CLUSTER,
            Self::AutomountOff => sources::CONFIGURE_ACCOUNTS,
            Self::NotAllowed | Self::Forbidden => sources::RBAC,
            Self::DnsName => sources::FROM_A_POD,
            Self::NetworkPolicy => sources::NETWORK_POLICIES,
            Self::SidecarLate => sources::PROBES,
            Self::SidecarJob => sources::SIDECARS,
            Self::SidecarRights => sources::PROXIES,
            Self::Unauthorized => sources::KUBECTL_REFERENCE,
            Self::UpgradeCreate => sources::UPGRADES,
            Self::ForwardPort | Self::ForwardLost | Self::ForwardRefused => sources::PORT_FORWARD_CLIENT,
            Self::NoShell => sources::DEBUG,
            Self::NodesProxy => sources::KUBELET_AUTH,
        }
    }

    /// The rows of the seeds that it teaches.
    pub fn rows(self) -> &'static [u8] {
        match self {
            Self::PortInUse => &[14],
            Self::HostFilter => &[15],
            Self::Localhost => &[16],
            Self::EmptyToken => &[18],
            Self::UnknownAuthority => &[10, 24],
            Self::AutomountOff | Self::KeptToken => &[44],
            Self::DnsName => &[43],
            Self::NotAllowed => &[52],
            Self::SidecarLate | Self::SidecarJob | Self::SidecarRights => &[54],
            _ => &[],
        }
    }
}
