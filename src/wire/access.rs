//! The ways in: how requests come to the API from a laptop, a script, a Pod, and as whom.
//!
//! [`Access`] names the nine ways and draws them, [`glance`] compares them, [`step`] says what to type, [`prints`] what
//! that shows, [`trouble`] what goes wrong, and [`history`] what older documents tell. [`section`] holds the order of the
//! page, [`look`] the requests that show something of it, and [`names`] the cluster's own names, for commands. The
//! commands themselves are written in [`crate::learn::access`]. [`words`] leads to the keys of
//! `prose/<language>/ways.json`.

use std::borrow::Cow;

use super::{
    hop::Hop,
    variant::Variant,
    vocabulary::{Vocabulary, vocabulary},
    way::Way,
};

pub mod glance;
pub mod history;
mod hops;
pub mod look;
pub mod names;
pub mod prints;
pub mod section;
mod sources;
pub mod step;
pub mod trouble;
pub mod words;

#[cfg(test)]
mod tests;

vocabulary! {
    /// A way to reach the Kubernetes API, or, for contrast, through it to a Pod.
    Access under "ways" {
        /// From one's own machine, through `kubectl proxy`.
        Proxy = "proxy",
        /// curl, with a token that was asked for.
        Token = "token",
        /// curl, with the client certificate of the kubeconfig.
        Certificate = "certificate",
        /// A client library outside the cluster.
        Library = "library",
        /// A program in a container, by itself.
        Container = "container",
        /// A program in a container, through `kubectl proxy` in the container beside it (the "ambassador").
        Sidecar = "sidecar",
        /// kubectl, as it comes.
        Kubectl = "kubectl",
        /// `kubectl port-forward`.
        PortForward = "port_forward",
        /// `kubectl exec` and `kubectl attach`.
        Exec = "exec",
    }
}

impl Access {
    /// The hops, first to last.
    pub const fn hops(self) -> &'static [Hop] {
        match self {
            Self::Proxy => Variant::KubectlLocal.hops(),
            Self::Token => hops::TOKEN,
            Self::Certificate => hops::CERTIFICATE,
            Self::Library | Self::Kubectl => hops::KUBECONFIG,
            Self::Container => Variant::KubeProxyApi.hops(),
            Self::Sidecar => Variant::KubectlSidecar.hops(),
            Self::PortForward => hops::PORT_FORWARD,
            Self::Exec => hops::EXEC,
        }
    }

    /// The way, for the drawing.
    pub const fn way(self) -> Way {
        Way {
            hops: Cow::Borrowed(self.hops()),
        }
    }

    /// What its section is called in an address: `port_forward`.
    pub fn id(self) -> &'static str {
        self.key().trim_start_matches("ways.")
    }

    /// Whether it leads to the API itself, and not through it to a Pod.
    pub fn is_to_the_api(self) -> bool {
        !matches!(self, Self::PortForward | Self::Exec)
    }

    /// The rows of the seeds that the texts on it teach; see [`section::rows_taught`].
    pub fn rows(self) -> &'static [u8] {
        match self {
            Self::Proxy => &[9, 10, 54],
            Self::Token => &[9, 23],
            Self::Certificate => &[24],
            Self::Library => &[13],
            Self::Container => &[42, 46],
            Self::Sidecar => &[46, 54],
            Self::Kubectl => &[1],
            Self::PortForward => &[62],
            Self::Exec => &[],
        }
    }
}
