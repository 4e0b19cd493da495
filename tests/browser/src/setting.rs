//! What the tests look at: the control plane, a proxy for each identity that serves the page, and the page's files.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process,
    sync::OnceLock,
};

use cluster::{ControlPlane, Identity, KubectlProxy, Plane, ProxyOptions};
use serde_json::Value;

use crate::Error;

static SETTING: OnceLock<Result<Setting, String>> = OnceLock::new();

/// The control plane and the proxies in front of it, shared by all tests of a binary.
#[derive(Debug)]
pub struct Setting {
    control_plane: ControlPlane,
    proxies: Vec<(Identity, KubectlProxy)>,
}

impl Setting {
    /// The setting of this test binary: the plane that the environment names, else one of its own.
    pub fn shared() -> Result<&'static Self, Error> {
        let made = SETTING.get_or_init(|| Self::make().map_err(|error| error.to_string()));
        made.as_ref().map_err(|error| Error::Missing(error.clone()))
    }

    /// A setting that nobody else looks at: what is behind it may be broken.
    pub fn own() -> Result<Self, Error> {
        Self::before(ControlPlane::start_with_world(&ProxyOptions::guarded(None), say)?)
    }

    fn make() -> Result<Self, Error> {
        Self::before(ControlPlane::attach_or_start(say)?)
    }

    fn before(control_plane: ControlPlane) -> Result<Self, Error> {
        let mut proxies = Vec::new();
        for identity in Identity::ALL {
            proxies.push((identity, start_proxy(control_plane.plane(), identity)?));
        }
        Ok(Self { control_plane, proxies })
    }

    /// The control plane.
    pub fn plane(&self) -> &Plane {
        self.control_plane.plane()
    }

    /// The control plane with the means to break it.
    pub fn control_plane(&mut self) -> &mut ControlPlane {
        &mut self.control_plane
    }

    /// The origin of the proxy of one identity, without a trailing slash.
    pub fn origin(&self, identity: Identity) -> String {
        let found = self.proxies.iter().find(|(of, _)| *of == identity);
        found.map_or_else(String::new, |(_, proxy)| proxy.url())
    }

    /// The address of the page behind the proxy of one identity.
    pub fn page(&self, identity: Identity) -> String {
        format!("{}/static/", self.origin(identity))
    }

    /// kubectl as the operator, its arguments separated by spaces; what it prints.
    pub fn kubectl(&self, arguments: &str) -> Result<String, Error> {
        Ok(self
            .plane()
            .kubectl(Identity::Operator)
            .run(arguments.split_whitespace())?)
    }

    /// Makes objects as the operator, each a whole document of the API.
    pub fn create(&self, objects: &[Value]) -> Result<(), Error> {
        self.plane().kubectl(Identity::Operator).create(objects)?;
        Ok(())
    }

    /// Makes a namespace whose name begins so, for this process alone; returns its name. None of them is ever waited for
    /// at the end: an `APIService` without a backend, of which the world has one, keeps namespaces from being deleted.
    pub fn namespace(&self, purpose: &str) -> Result<String, Error> {
        let name = format!("{purpose}-{}", process::id());
        self.kubectl(&format!("create namespace {name}"))?;
        Ok(name)
    }

    /// A further proxy that serves the page, which the test may stop.
    pub fn own_proxy(&self, identity: Identity) -> Result<KubectlProxy, Error> {
        start_proxy(self.plane(), identity)
    }

    /// A proxy that serves the page to a user who is none of the identities: the operator, acting as that user.
    pub fn proxy_as(&self, user: &str) -> Result<KubectlProxy, Error> {
        let mut options = ProxyOptions::guarded(Some(dist()?));
        options.extra.push(format!("--as={user}"));
        let kubeconfig = self.plane().kubeconfig(Identity::Operator);
        Ok(KubectlProxy::start(&self.plane().binaries, kubeconfig, &options)?)
    }
}

fn say(line: &str) {
    eprintln!("cluster: {line}");
}

fn start_proxy(plane: &Plane, identity: Identity) -> Result<KubectlProxy, Error> {
    Ok(KubectlProxy::start(
        &plane.binaries,
        plane.kubeconfig(identity),
        &ProxyOptions::guarded(Some(dist()?)),
    )?)
}

/// The folder of the page's files: `$DECKPRISM_DIST`, else `dist` in the repository.
pub fn dist() -> Result<PathBuf, Error> {
    let folder = env::var_os("DECKPRISM_DIST").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../dist"),
        PathBuf::from,
    );
    fs::canonicalize(&folder).map_err(Error::io(format!("the built page in {}", folder.display())))
}
