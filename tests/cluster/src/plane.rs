//! What one has to know about a running control plane to use it: handed from process to process as a JSON file.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use crate::{Binaries, Error, Identity, Kubectl, identity::ByIdentity};

/// The environment variable with the path of the JSON file.
pub const VARIABLE: &str = "DECKPRISM_CLUSTER";

/// The description of a running control plane.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plane {
    /// Everything that the plane writes lies in this folder.
    pub directory: PathBuf,
    /// The programs that it runs.
    pub binaries: Binaries,
    /// The API server's address, `https://127.0.0.1:PORT`.
    pub server: String,
    /// etcd's address, `http://127.0.0.1:PORT`.
    pub etcd: String,
    /// The port of the aggregated API server that lives.
    pub aggregated_port: u16,
    /// The certificate (PEM) to verify the API server with.
    pub authority: PathBuf,
    /// A kubeconfig in the group `system:masters`: only to set up, never to look.
    pub admin_kubeconfig: PathBuf,
    /// A kubeconfig for each identity.
    pub kubeconfigs: ByIdentity<PathBuf>,
    /// The address of each identity's `kubectl proxy` once there is one, without a trailing slash.
    pub proxies: ByIdentity<Option<String>>,
    /// The folder with the files that containers log to, in the format of the container runtime interface;
    /// a line that is appended there appears in a log that is followed.
    pub container_logs: PathBuf,
}

impl Plane {
    /// The plane that the environment names, if it names one.
    pub fn from_environment() -> Result<Option<Self>, Error> {
        env::var_os(VARIABLE)
            .map(|path| Self::read(Path::new(&path)))
            .transpose()
    }

    /// Reads the description of a plane.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let text = fs::read(path).map_err(Error::file(path))?;
        serde_json::from_slice(&text).map_err(|source| Error::Json {
            what: path.display().to_string(),
            source,
        })
    }

    /// Writes the description to `plane.json` in the plane's folder and returns that path.
    pub fn write(&self) -> Result<PathBuf, Error> {
        let path = self.directory.join("plane.json");
        let text = serde_json::to_vec_pretty(self).map_err(|source| Error::Json {
            what: "the description of the plane".into(),
            source,
        })?;
        fs::write(&path, text).map_err(Error::file(&path))?;
        Ok(path)
    }

    /// kubectl with the rights of `system:masters`.
    pub fn admin(&self) -> Kubectl {
        Kubectl::new(&self.binaries.kubectl, &self.admin_kubeconfig)
    }

    /// The kubeconfig of one identity.
    pub fn kubeconfig(&self, identity: Identity) -> &Path {
        self.kubeconfigs.get(identity)
    }

    /// kubectl as one identity.
    pub fn kubectl(&self, identity: Identity) -> Kubectl {
        Kubectl::new(&self.binaries.kubectl, self.kubeconfig(identity))
    }

    /// The address of one identity's proxy, once there is one.
    pub fn proxy(&self, identity: Identity) -> Option<&str> {
        self.proxies.get(identity).as_deref()
    }
}
