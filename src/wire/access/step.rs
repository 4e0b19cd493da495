//! What to type, step by step: where, with which effect, and what it is about. The commands are in
//! [`crate::learn::access`].

use super::{Access, sources};
use crate::wire::{hop::Source, vocabulary::vocabulary};

vocabulary! {
    /// Where a command is typed.
    Place under "ways.place" {
        /// On the machine that has the kubeconfig.
        Machine = "machine",
        /// In a shell inside a container.
        Container = "container",
    }
}

vocabulary! {
    /// What a command does beyond printing.
    Effect under "ways.effect" {
        /// It reads from the API.
        Reads = "reads",
        /// It has to do with nothing but the machine on which it is typed.
        Stays = "stays",
        /// It asks the API for a credential, which is stored nowhere in the cluster.
        Issues = "issues",
        /// It changes objects of the cluster.
        Changes = "changes",
        /// It opens a session in a Pod.
        Opens = "opens",
    }
}

vocabulary! {
    /// A step; the key is what the command does, and what to notice.
    Step under "ways.step" {
        /// `kubectl version`
        Version = "version",
        /// `kubectl cluster-info`
        ClusterInfo = "cluster_info",
        /// `kubectl config view`
        ConfigView = "config_view",
        /// `--minify`
        ConfigMinify = "config_minify",
        /// `--flatten`
        ConfigFlatten = "config_flatten",
        /// `--raw`
        ConfigRaw = "config_raw",
        /// All clusters of the kubeconfig.
        ConfigClusters = "config_clusters",
        /// The address of one of them.
        ConfigServerOf = "config_server_of",
        /// The address of the current context's.
        ConfigServer = "config_server",
        /// kubectl proxy, as it comes.
        ProxyStart = "proxy_start",
        /// kubectl proxy for this console.
        ProxyGuarded = "proxy_guarded",
        /// kubectl proxy on a port that the system chooses.
        ProxyFreePort = "proxy_free_port",
        /// kubectl proxy on IPv6.
        ProxyIpv6 = "proxy_ipv6",
        /// `/api` through kubectl proxy.
        ProxyApi = "proxy_api",
        /// The request through kubectl proxy.
        ProxyRequest = "proxy_request",
        /// The address, into a variable.
        TokenServer = "token_server",
        /// The CA, into a file.
        TokenCa = "token_ca",
        /// A `RoleBinding` for the `ServiceAccount`.
        TokenRight = "token_right",
        /// The token, into a variable.
        TokenCreate = "token_create",
        /// `/api` with it.
        TokenApi = "token_api",
        /// The request with it.
        TokenRequest = "token_request",
        /// CA, certificate and key, into files.
        CertificateFiles = "certificate_files",
        /// Whom the certificate names, and until when.
        CertificateSubject = "certificate_subject",
        /// The request with it.
        CertificateRequest = "certificate_request",
        /// Away with the files.
        CertificateRemove = "certificate_remove",
        /// Which kubeconfig a library reads.
        LibraryConfig = "library_config",
        /// Which context of it.
        LibraryContext = "library_context",
        /// A shell in a container.
        PodShell = "pod_shell",
        /// The variables of the Service `kubernetes`.
        PodVariables = "pod_variables",
        /// Abbreviations for what follows.
        PodNames = "pod_names",
        /// Checking the server, and saying nothing of who asks.
        PodAnonymous = "pod_anonymous",
        /// Saying it.
        PodAuthenticated = "pod_authenticated",
        /// What the namespace's file is for.
        PodOwnNamespace = "pod_own_namespace",
        /// A Pod with kubectl proxy beside the program.
        SidecarManifest = "sidecar_manifest",
        /// Creating it.
        SidecarApply = "sidecar_apply",
        /// The request of that program.
        SidecarRequest = "sidecar_request",
        /// kubectl, with the requests that it makes.
        KubectlGet = "kubectl_get",
        /// The request by kubectl, byte for byte.
        KubectlRaw = "kubectl_raw",
        /// Who one is, and what one may do.
        KubectlWhoami = "kubectl_whoami",
        /// A tunnel to a Pod.
        ForwardStart = "forward_start",
        /// A program at its end.
        ForwardUse = "forward_use",
        /// A command in a container.
        ExecRun = "exec_run",
        /// What a container writes.
        ExecAttach = "exec_attach",
    }
}

impl Access {
    /// The steps, in order.
    pub fn steps(self) -> &'static [Step] {
        use Step as S;
        match self {
            Self::Proxy => &[S::ProxyStart, S::ProxyApi, S::ProxyRequest],
            Self::Token => &[
                S::TokenServer,
                S::TokenCa,
                S::TokenRight,
                S::TokenCreate,
                S::TokenApi,
                S::TokenRequest,
            ],
            Self::Certificate => &[
                S::CertificateFiles,
                S::CertificateSubject,
                S::CertificateRequest,
                S::CertificateRemove,
            ],
            Self::Library => &[S::LibraryConfig, S::LibraryContext],
            Self::Container => &[
                S::PodShell,
                S::PodVariables,
                S::PodNames,
                S::PodAnonymous,
                S::PodAuthenticated,
                S::PodOwnNamespace,
            ],
            Self::Sidecar => &[S::SidecarManifest, S::SidecarApply, S::SidecarRequest],
            Self::Kubectl => &[S::KubectlGet, S::KubectlRaw, S::KubectlWhoami],
            Self::PortForward => &[S::ForwardStart, S::ForwardUse],
            Self::Exec => &[S::ExecRun, S::ExecAttach],
        }
    }
}

impl Step {
    /// Where it is typed.
    pub fn place(self) -> Place {
        match self {
            Self::PodVariables
            | Self::PodNames
            | Self::PodAnonymous
            | Self::PodAuthenticated
            | Self::PodOwnNamespace => Place::Container,
            _ => Place::Machine,
        }
    }

    /// What it does beyond printing.
    pub fn effect(self) -> Effect {
        match self {
            Self::Version
            | Self::ClusterInfo
            | Self::ProxyApi
            | Self::ProxyRequest
            | Self::TokenApi
            | Self::TokenRequest
            | Self::CertificateRequest
            | Self::PodAnonymous
            | Self::PodAuthenticated
            | Self::PodOwnNamespace
            | Self::KubectlGet
            | Self::KubectlRaw
            | Self::KubectlWhoami => Effect::Reads,
            Self::TokenCreate => Effect::Issues,
            Self::TokenRight | Self::SidecarApply => Effect::Changes,
            Self::PodShell | Self::SidecarRequest | Self::ForwardStart | Self::ExecRun | Self::ExecAttach => {
                Effect::Opens
            }
            Self::ConfigView
            | Self::ConfigMinify
            | Self::ConfigFlatten
            | Self::ConfigRaw
            | Self::ConfigClusters
            | Self::ConfigServerOf
            | Self::ConfigServer
            | Self::ProxyStart
            | Self::ProxyGuarded
            | Self::ProxyFreePort
            | Self::ProxyIpv6
            | Self::TokenServer
            | Self::TokenCa
            | Self::CertificateFiles
            | Self::CertificateSubject
            | Self::CertificateRemove
            | Self::LibraryConfig
            | Self::LibraryContext
            | Self::PodVariables
            | Self::PodNames
            | Self::SidecarManifest
            | Self::ForwardUse => Effect::Stays,
        }
    }

    /// The document that says so.
    pub fn source(self) -> Source {
        match self {
            Self::Version | Self::KubectlRaw | Self::KubectlWhoami | Self::ExecRun | Self::ExecAttach => {
                sources::KUBECTL_REFERENCE
            }
            Self::ClusterInfo => sources::CLUSTER_INFO,
            Self::ConfigView | Self::ConfigMinify | Self::ConfigFlatten | Self::ConfigRaw => sources::CONFIG_VIEW,
            Self::ConfigClusters | Self::ConfigServerOf | Self::ConfigServer | Self::TokenServer => sources::API_TASK,
            Self::ProxyStart
            | Self::ProxyGuarded
            | Self::ProxyFreePort
            | Self::ProxyIpv6
            | Self::ProxyApi
            | Self::ProxyRequest => sources::KUBECTL_SOURCE,
            Self::TokenCa => sources::CONFIG_TYPES,
            Self::TokenRight | Self::TokenApi => sources::RBAC,
            Self::TokenCreate => sources::TOKEN_REQUEST,
            Self::TokenRequest | Self::CertificateRequest => sources::CURL,
            Self::CertificateFiles | Self::CertificateSubject | Self::CertificateRemove => sources::AUTHENTICATING,
            Self::LibraryConfig | Self::LibraryContext => sources::KUBECONFIG,
            Self::PodShell | Self::PodVariables | Self::PodNames | Self::PodAuthenticated | Self::PodOwnNamespace => {
                sources::FROM_A_POD
            }
            Self::PodAnonymous => sources::FORBIDDEN,
            Self::SidecarManifest | Self::SidecarApply | Self::SidecarRequest => sources::SIDECARS,
            Self::KubectlGet => sources::KUBECTL_GET,
            Self::ForwardStart | Self::ForwardUse => sources::PORT_FORWARD,
        }
    }

    /// The rows of the seeds that it teaches.
    pub fn rows(self) -> &'static [u8] {
        match self {
            Self::Version => &[3],
            Self::ClusterInfo => &[55],
            Self::ConfigView | Self::ConfigMinify | Self::ConfigFlatten | Self::ConfigRaw => &[4],
            Self::ConfigClusters => &[5],
            Self::ConfigServerOf => &[6],
            Self::ConfigServer | Self::TokenServer => &[8],
            Self::ProxyStart | Self::ProxyFreePort => &[14, 56],
            Self::ProxyGuarded => &[14],
            Self::ProxyIpv6 => &[15],
            Self::ProxyApi => &[16, 17],
            Self::ProxyRequest => &[16],
            Self::TokenCreate => &[19],
            Self::TokenApi | Self::TokenRequest => &[23],
            Self::TokenCa | Self::CertificateFiles | Self::CertificateSubject => &[24],
            Self::PodVariables => &[48],
            Self::PodNames => &[43, 44, 45],
            Self::PodAnonymous => &[51],
            Self::PodAuthenticated => &[52],
            Self::PodOwnNamespace => &[45, 53],
            Self::SidecarManifest | Self::SidecarRequest => &[54],
            _ => &[],
        }
    }
}
