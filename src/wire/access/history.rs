//! What older documents tell about the ways in, and what holds today.

use super::sources;
use crate::wire::{hop::Source, vocabulary::vocabulary};

vocabulary! {
    /// A recipe or a statement that is no longer right, or never was quite; see [`History::says_key`].
    History under "ways.history" {
        /// Looking for the token's Secret.
        SecretSearch = "secret_search",
        /// Creating it.
        SecretCreate = "secret_create",
        /// Waiting for the token in it.
        SecretWait = "secret_wait",
        /// Cutting the token out of a description.
        SecretScrape = "secret_scrape",
        /// Decoding it.
        SecretDecode = "secret_decode",
        /// `--insecure`
        Insecure = "insecure",
        /// "self-signed", "in `~/.kube`".
        SelfSigned = "self_signed",
        /// API servers that ask nobody.
        NoAuthentication = "no_authentication",
        /// The root certificate in the browser.
        BrowserRoot = "browser_root",
        /// `grep server | cut`
        Scraping = "scraping",
        /// `http://localhost:8080`
        Localhost = "localhost",
        /// `[::1]` instead of `localhost`.
        Ipv6 = "ipv6",
        /// `serverAddress`
        ServerAddress = "server_address",
        /// Libraries and "kubectl in proxy mode".
        LibraryProxy = "library_proxy",
        /// Finding the API server by DNS.
        DnsDiscovery = "dns_discovery",
        /// `https://kubernetes`
        ShortName = "short_name",
        /// A Secret for each Pod.
        PodSecret = "pod_secret",
        /// Authorized by a token.
        TokenAuthorizes = "token_authorizes",
        /// The ambassador container.
        Ambassador = "ambassador",
        /// What `kubectl cluster-info` calls the API server.
        ClusterInfo = "cluster_info",
        /// Redirects to Pods and Services.
        Redirects = "redirects",
    }
}

impl History {
    /// The document that says what holds today.
    pub fn source(self) -> Source {
        match self {
            Self::SecretSearch | Self::PodSecret => sources::SERVICE_ACCOUNTS,
            Self::SecretCreate | Self::SecretWait => sources::SECRETS,
            Self::SecretScrape => sources::KUBECTL_CONVENTIONS,
            Self::SecretDecode => sources::CREATE_TOKEN,
            Self::Insecure => sources::API_TASK,
            Self::SelfSigned => sources::CONFIG_TYPES,
            Self::NoAuthentication => sources::AUTHENTICATING,
            Self::BrowserRoot => sources::CORS,
            Self::Scraping => sources::KUBECONFIG,
            Self::Localhost | Self::Ipv6 => sources::KUBECTL_SOURCE,
            Self::ServerAddress => sources::ADDRESSES,
            Self::LibraryProxy => sources::CLIENT_LIBRARIES,
            Self::DnsDiscovery => sources::IN_CLUSTER,
            Self::ShortName => sources::DNS,
            Self::TokenAuthorizes => sources::CONTROLLING_ACCESS,
            Self::Ambassador => sources::SIDECARS,
            Self::ClusterInfo => sources::CLUSTER_INFO,
            Self::Redirects => sources::ACCESS_CLUSTER,
        }
    }

    /// The rows of the seeds that it corrects.
    pub fn rows(self) -> &'static [u8] {
        match self {
            Self::SecretSearch => &[18],
            Self::SecretCreate => &[19],
            Self::SecretWait => &[20],
            Self::SecretScrape => &[21],
            Self::SecretDecode => &[22],
            Self::Insecure => &[23],
            Self::SelfSigned => &[10, 24],
            Self::NoAuthentication => &[25],
            Self::BrowserRoot => &[12],
            Self::Scraping => &[7],
            Self::Localhost => &[14, 16],
            Self::Ipv6 => &[15],
            Self::ServerAddress => &[17],
            Self::LibraryProxy => &[13],
            Self::DnsDiscovery => &[43],
            Self::ShortName => &[49],
            Self::PodSecret => &[44, 50],
            Self::TokenAuthorizes => &[52],
            Self::Ambassador => &[54],
            Self::ClusterInfo => &[55],
            Self::Redirects => &[63],
        }
    }
}
