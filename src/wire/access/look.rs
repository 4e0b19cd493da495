//! Requests that show something of the ways in, in the reader's own cluster: each is one harmless GET.

use super::names::{ANONYMOUS, KUBERNETES_SERVICE_PATH, Names};
use crate::{
    kube::{path::ApiPath, request::ApiRequest},
    wire::vocabulary::vocabulary,
};

vocabulary! {
    /// A request to open; the key says what to notice in its answer.
    Look under "ways.look" {
        /// What even anonymous callers may read.
        Version = "version",
        /// The address that the API server advertises.
        Advertised = "advertised",
        /// Where containers find the API server.
        KubernetesService = "kubernetes_service",
        /// Where `ca.crt` comes from.
        RootCa = "root_ca",
        /// A Pod with the volume.
        PodVolume = "pod_volume",
        /// `GET /` as nobody.
        AsAnonymous = "as_anonymous",
        /// `GET /` as a `ServiceAccount`.
        AsServiceAccount = "as_service_account",
    }
}

impl Look {
    /// The request; none where a name cannot stand in a path.
    pub fn request(self, names: &Names) -> Option<ApiRequest> {
        let of = |path: &str| ApiRequest::of(path).ok();
        let within = |resource: &str, name: &str| {
            let segments = ["api", "v1", "namespaces", &names.namespace.value, resource, name];
            Some(ApiRequest::get(ApiPath::from_segments(segments).ok()?))
        };
        let in_the_name_of = |user: &str| {
            let mut request = of("/")?;
            request.head.impersonate_user = Some(user.to_owned());
            Some(request)
        };
        match self {
            Self::Version => of("/version"),
            Self::Advertised => of("/api"),
            Self::KubernetesService => of(KUBERNETES_SERVICE_PATH),
            Self::RootCa => within("configmaps", "kube-root-ca.crt"),
            Self::PodVolume => within("pods", &names.pod.value),
            Self::AsAnonymous => in_the_name_of(ANONYMOUS),
            Self::AsServiceAccount => in_the_name_of(&names.user()),
        }
    }

    /// The rows of the seeds that it shows.
    pub fn rows(self) -> &'static [u8] {
        match self {
            Self::Version => &[3],
            Self::Advertised => &[17],
            Self::KubernetesService => &[43, 48],
            Self::RootCa => &[45],
            Self::PodVolume => &[44, 50],
            Self::AsAnonymous => &[51],
            Self::AsServiceAccount => &[52],
        }
    }
}
