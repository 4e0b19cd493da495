//! Where a control plane keeps its files, which ports it takes, and the certificates it starts with.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    Error, Identity,
    certificates::{self, Authority},
    kubeconfig::{self, Credential},
    ports,
};

/// One port on loopback for each server.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ports {
    pub(super) etcd: u16,
    pub(super) etcd_peer: u16,
    pub(super) api_server: u16,
    pub(super) controller_manager: u16,
    pub(super) scheduler: u16,
    pub(super) kubelet: u16,
    pub(super) sample_apiserver: u16,
}

/// The folder of a plane and what stands in it.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    pub(super) folder: PathBuf,
    pub(super) ports: Ports,
}

/// Components that log in to the API server with a client certificate: the user and its group.
const CLIENTS: [(&str, &str, Option<&str>); 5] = [
    ("admin", "bootstrap", Some("system:masters")),
    ("kube-controller-manager", "system:kube-controller-manager", None),
    ("kube-scheduler", "system:kube-scheduler", None),
    (Identity::Operator.name(), "operator", Some("operators")),
    (Identity::Viewer.name(), "viewer", Some("viewers")),
];

/// Every name and address that clients may use for the API server.
const API_SERVER_NAMES: [&str; 9] = [
    "127.0.0.1",
    "localhost",
    "kubernetes",
    "kubernetes.default",
    "kubernetes.default.svc",
    "kubernetes.default.svc.cluster.local",
    "10.96.0.1",
    "192.0.2.10",
    "api.example.test",
];

impl Layout {
    /// Chooses ports and writes certificates, keys and kubeconfigs.
    pub(super) fn create(folder: &Path) -> Result<Self, Error> {
        let [
            etcd,
            etcd_peer,
            api_server,
            controller_manager,
            scheduler,
            kubelet,
            sample_apiserver,
        ] = ports::free()?;
        let layout = Self {
            folder: folder.into(),
            ports: Ports {
                etcd,
                etcd_peer,
                api_server,
                controller_manager,
                scheduler,
                kubelet,
                sample_apiserver,
            },
        };
        for path in [
            layout.certificates(),
            layout.folder.join("kubeconfigs"),
            layout.folder.join("logs"),
            layout.container_logs(),
        ] {
            fs::create_dir_all(&path).map_err(Error::file(path))?;
        }
        layout.write_certificates()?;
        Ok(layout)
    }

    /// The folder of certificates and keys.
    pub(super) fn certificates(&self) -> PathBuf {
        self.folder.join("certificates")
    }

    /// The folder of what containers log.
    pub(super) fn container_logs(&self) -> PathBuf {
        self.folder.join("container-logs")
    }

    /// The kubeconfig of a user.
    pub(super) fn kubeconfig(&self, user: &str) -> PathBuf {
        self.folder.join("kubeconfigs").join(format!("{user}.kubeconfig"))
    }

    /// The log of a component.
    pub(super) fn log(&self, component: &str) -> PathBuf {
        self.folder.join("logs").join(format!("{component}.log"))
    }

    /// The API server's address.
    pub(super) fn server(&self) -> String {
        format!("https://127.0.0.1:{}", self.ports.api_server)
    }

    /// etcd's address.
    pub(super) fn etcd(&self) -> String {
        format!("http://127.0.0.1:{}", self.ports.etcd)
    }

    fn write_certificates(&self) -> Result<(), Error> {
        let folder = self.certificates();
        let authority = Authority::new("kubernetes")?;
        authority.key_pair().write(&folder, "ca")?;
        authority
            .server("kube-apiserver", &API_SERVER_NAMES)?
            .write(&folder, "apiserver")?;
        authority
            .client("kube-apiserver-kubelet-client", Some("kubeadm:cluster-admins"))?
            .write(&folder, "apiserver-kubelet-client")?;
        authority
            .server("kubelet", &["localhost", "127.0.0.1"])?
            .write(&folder, "kubelet")?;
        authority
            .server("wardle", &["localhost", "api.wardle.svc", "127.0.0.1"])?
            .write(&folder, "sample-apiserver")?;
        // The aggregation layer has an authority of its own: whoever it signs for may claim to be anyone.
        let front_proxy = Authority::new("front-proxy-ca")?;
        front_proxy.key_pair().write(&folder, "front-proxy-ca")?;
        front_proxy
            .client("front-proxy-client", None)?
            .write(&folder, "front-proxy-client")?;
        let (private, public) = certificates::signing_key()?;
        for (name, text) in [("service-account.key", private), ("service-account.pub", public)] {
            let path = folder.join(name);
            fs::write(&path, text).map_err(Error::file(path))?;
        }

        let trusted = authority.key_pair().certificate;
        for (file, user, group) in CLIENTS {
            let pair = authority.client(user, group)?;
            let text = kubeconfig::render(&self.server(), &trusted, user, &Credential::Certificate(&pair));
            kubeconfig::write(&self.kubeconfig(file), &text)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_who_looks_is_in_system_masters() {
        for identity in Identity::ALL {
            for (file, _, group) in CLIENTS {
                assert!(file != identity.name() || group != Some("system:masters"));
            }
        }
    }

    #[test]
    fn a_layout_holds_every_certificate_and_private_kubeconfigs() {
        use std::os::unix::fs::PermissionsExt as _;

        let folder = tempfile::tempdir().expect("a temporary folder");
        let layout = Layout::create(folder.path()).expect("a layout");
        for name in ["ca", "apiserver", "front-proxy-ca", "front-proxy-client", "kubelet"] {
            let certificate = layout.certificates().join(format!("{name}.crt"));
            let text = fs::read_to_string(certificate).expect("a certificate");
            assert!(text.starts_with("-----BEGIN CERTIFICATE-----"), "{name}");
        }
        let path = layout.kubeconfig("operator");
        let mode = fs::metadata(&path).expect("a kubeconfig").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        let text = fs::read_to_string(path).expect("a kubeconfig");
        assert!(text.contains(&format!("server: {}\n", layout.server())));
        assert!(text.contains("client-certificate-data: "));
    }
}
