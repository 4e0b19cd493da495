//! The order of the page, what stands between its commands, and what of the seeds it teaches.

use std::collections::BTreeSet;

use super::{Access, history::History, look::Look, sources, step::Step, trouble::Trouble};
use crate::wire::{
    hop::Source,
    vocabulary::{Vocabulary, vocabulary},
};

vocabulary! {
    /// A section of the page, in order; the key is its heading.
    Section under "ways.section" {
        /// What is needed at all.
        First = "first",
        /// What a kubeconfig holds, and how to ask it.
        Kubeconfig = "kubeconfig",
        /// Starting kubectl proxy.
        SetUp = "set_up",
        /// Each [`Access`] on its own, then all side by side.
        Ways = "ways",
        /// What a Pod finds.
        InPod = "in_pod",
        /// Each [`History`].
        History = "history",
    }
}

vocabulary! {
    /// A paragraph.
    Point under "ways.point" {
        /// An address and a credential.
        Need = "need",
        /// What to have for trying things out.
        Prerequisites = "prerequisites",
        /// With kubectl proxy, or by oneself.
        TwoWays = "two_ways",
        /// Why a page in a browser cannot do it by itself.
        BrowserPage = "browser_page",
        /// What is reached in other ways.
        OtherServices = "other_services",
        /// Clusters, users, contexts; where the file is.
        KubeconfigHolds = "kubeconfig_holds",
        /// In which form credentials stand in it.
        KubeconfigCredentials = "kubeconfig_credentials",
        /// Who may use a proxy that runs.
        ProxyTrusts = "proxy_trusts",
        /// What its filter refuses, and what not.
        ProxyFilter = "proxy_filter",
        /// What IPv6 takes.
        ProxyIpv6 = "proxy_ipv6",
        /// Flags that give one's rights away.
        ProxyExposed = "proxy_exposed",
        /// What is different in a Pod.
        PodDiffers = "pod_differs",
        /// Library or sidecar.
        PodChoices = "pod_choices",
        /// Variables, not DNS.
        PodAddress = "pod_address",
        /// The volume.
        PodVolume = "pod_volume",
        /// Known is not allowed.
        PodRights = "pod_rights",
        /// The three things that a program does.
        PodSummary = "pod_summary",
    }
}

vocabulary! {
    /// What a program in a Pod has to see to; see [`Concern::ask_key`].
    Concern under "ways.concern" {
        /// Where the API server is.
        Find = "find",
        /// Whether it is the right one.
        Trust = "trust",
        /// How to say who asks.
        Identify = "identify",
    }
}

vocabulary! {
    /// A file that a Pod finds in [`crate::kube::downward::service_account::MOUNT_PATH`].
    Mounted under "ways.mounted" {
        /// `ca.crt`
        Ca = "ca",
        /// `token`
        Token = "token",
        /// `namespace`
        Namespace = "namespace",
    }
}

impl Section {
    /// Its paragraphs, in order.
    pub fn points(self) -> &'static [Point] {
        use Point as P;
        match self {
            Self::First => &[P::Need, P::TwoWays, P::BrowserPage, P::Prerequisites, P::OtherServices],
            Self::Kubeconfig => &[P::KubeconfigHolds, P::KubeconfigCredentials],
            Self::SetUp => &[P::ProxyTrusts, P::ProxyFilter, P::ProxyIpv6, P::ProxyExposed],
            Self::InPod => &[
                P::PodDiffers,
                P::PodChoices,
                P::PodAddress,
                P::PodVolume,
                P::PodRights,
                P::PodSummary,
            ],
            Self::Ways | Self::History => &[],
        }
    }

    /// Its commands, in order, beside those of the ways.
    pub fn steps(self) -> &'static [Step] {
        use Step as S;
        match self {
            Self::First => &[S::Version, S::ClusterInfo],
            Self::Kubeconfig => &[
                S::ConfigView,
                S::ConfigMinify,
                S::ConfigFlatten,
                S::ConfigRaw,
                S::ConfigClusters,
                S::ConfigServerOf,
                S::ConfigServer,
            ],
            Self::SetUp => &[S::ProxyGuarded, S::ProxyFreePort, S::ProxyIpv6],
            Self::Ways | Self::InPod | Self::History => &[],
        }
    }

    /// The requests that show something of it in the reader's own cluster.
    pub fn looks(self) -> &'static [Look] {
        match self {
            Self::First => &[Look::Version, Look::Advertised],
            Self::InPod => &[
                Look::KubernetesService,
                Look::RootCa,
                Look::PodVolume,
                Look::AsAnonymous,
                Look::AsServiceAccount,
            ],
            Self::Kubeconfig | Self::SetUp | Self::Ways | Self::History => &[],
        }
    }
}

impl Point {
    /// The document that says so.
    pub fn source(self) -> Source {
        match self {
            Self::Need | Self::TwoWays | Self::OtherServices => sources::ACCESS_CLUSTER,
            Self::Prerequisites => sources::API_TASK,
            Self::BrowserPage => sources::CORS,
            Self::KubeconfigHolds => sources::KUBECONFIG,
            Self::KubeconfigCredentials => sources::CONFIG_TYPES,
            Self::ProxyTrusts | Self::ProxyFilter | Self::ProxyIpv6 | Self::ProxyExposed => sources::KUBECTL_SOURCE,
            Self::PodDiffers | Self::PodChoices | Self::PodSummary => sources::FROM_A_POD,
            Self::PodAddress => sources::IN_CLUSTER,
            Self::PodVolume => sources::SERVICE_ACCOUNTS,
            Self::PodRights => sources::RBAC,
        }
    }

    /// The rows of the seeds that it teaches.
    pub fn rows(self) -> &'static [u8] {
        match self {
            Self::Need => &[1],
            Self::Prerequisites => &[2],
            Self::TwoWays => &[9],
            Self::BrowserPage => &[12],
            Self::OtherServices => &[62],
            Self::KubeconfigHolds => &[5],
            Self::KubeconfigCredentials => &[24],
            Self::ProxyTrusts => &[10],
            Self::ProxyFilter | Self::ProxyExposed => &[14],
            Self::ProxyIpv6 => &[15],
            Self::PodDiffers => &[42, 47],
            Self::PodChoices => &[46],
            Self::PodAddress => &[43, 48],
            Self::PodVolume => &[44, 50],
            Self::PodRights => &[52],
            Self::PodSummary => &[53],
        }
    }
}

impl Concern {
    /// The document that says so.
    pub fn source(self) -> Source {
        sources::FROM_A_POD
    }

    /// The rows of the seeds that it teaches.
    pub fn rows(self) -> &'static [u8] {
        &[26]
    }
}

impl Mounted {
    /// The file's name.
    pub fn file(self) -> &'static str {
        match self {
            Self::Ca => "ca.crt",
            Self::Token => "token",
            Self::Namespace => "namespace",
        }
    }

    /// The document that says so.
    pub fn source(self) -> Source {
        match self {
            Self::Ca | Self::Namespace => sources::ACCOUNT_ADMISSION,
            Self::Token => sources::TOKEN_EXPIRY,
        }
    }

    /// The rows of the seeds that it teaches.
    pub fn rows(self) -> &'static [u8] {
        match self {
            Self::Token => &[44],
            Self::Ca | Self::Namespace => &[45],
        }
    }
}

/// The rows of the seeds' table that the page teaches.
pub fn rows_taught() -> BTreeSet<u8> {
    fn of<T: Vocabulary>(rows: fn(T) -> &'static [u8]) -> impl Iterator<Item = u8> {
        T::ALL.iter().flat_map(move |item| rows(*item)).copied()
    }
    of(Access::rows)
        .chain(of(Point::rows))
        .chain(of(Concern::rows))
        .chain(of(Mounted::rows))
        .chain(of(Step::rows))
        .chain(of(Trouble::rows))
        .chain(of(History::rows))
        .chain(of(Look::rows))
        .collect()
}
