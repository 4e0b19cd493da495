//! A whole control plane: started from nothing in seconds, stopped without a trace.

use std::{
    fs,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use crate::{
    Binaries, Error, Identity, KubectlProxy, Plane, ProxyOptions, binaries, identity::ByIdentity, plane,
    process::watchdog, world,
};
use components::Components;
use layout::Layout;

mod bootstrap;
mod components;
mod layout;

/// How long the API server may take to become ready. It takes six seconds; a machine under load needs more.
const READY_WITHIN: Duration = Duration::from_mins(2);

/// A running control plane: one that this process started, or one that it only uses.
#[derive(Debug)]
pub struct ControlPlane {
    plane: Plane,
    owned: Option<Owned>,
}

/// What exists only in the process that started the plane. Fields are dropped from the top: the API server goes
/// before etcd, and the folder last.
#[derive(Debug)]
struct Owned {
    proxies: Vec<KubectlProxy>,
    components: Components,
    _folder: Folder,
}

/// A folder that is removed when dropped, and also when this process is killed.
#[derive(Debug)]
struct Folder(tempfile::TempDir);

impl ControlPlane {
    /// Starts an empty control plane (no nodes, no world, no proxies).
    pub fn start(binaries: &Binaries) -> Result<Self, Error> {
        let folder = Folder::new()?;
        let layout = Layout::create(folder.0.path())?;
        let mut components = Components::start(binaries, &layout)?;
        let plane = Plane {
            directory: layout.folder.clone(),
            binaries: binaries.clone(),
            server: layout.server(),
            etcd: layout.etcd(),
            aggregated_port: layout.ports.sample_apiserver,
            authority: layout.certificates().join("ca.crt"),
            admin_kubeconfig: layout.kubeconfig("admin"),
            kubeconfigs: ByIdentity::new(|identity| layout.kubeconfig(identity.name())),
            proxies: ByIdentity::default(),
            container_logs: layout.container_logs(),
        };
        wait_until_ready(&plane, &mut components)?;
        components.start_the_rest(binaries)?;
        bootstrap::identities(&plane, &layout)?;
        components.start_aggregated(binaries, &plane)?;
        Ok(Self {
            plane,
            owned: Some(Owned {
                proxies: Vec::new(),
                components,
                _folder: folder,
            }),
        })
    }

    /// Starts a control plane with the world in it and a guarded proxy for each identity.
    pub fn start_with_world(options: &ProxyOptions, progress: impl Fn(&str)) -> Result<Self, Error> {
        let binaries = binaries::ensure(&progress)?;
        let started = Instant::now();
        progress("starting etcd, the API server, the controllers, the scheduler and kwok");
        let mut control_plane = Self::start(&binaries)?;
        progress(&format!("ready after {:.1} s", started.elapsed().as_secs_f32()));
        world::build(&control_plane.plane, &progress)?;
        control_plane.start_proxies(options)?;
        progress(&format!(
            "the world has settled after {:.1} s",
            started.elapsed().as_secs_f32()
        ));
        Ok(control_plane)
    }

    /// Uses the plane that `$DECKPRISM_CLUSTER` describes, else starts one with the world in it.
    pub fn attach_or_start(progress: impl Fn(&str)) -> Result<Self, Error> {
        match Plane::from_environment()? {
            Some(plane) => Ok(Self { plane, owned: None }),
            None => Self::start_with_world(&ProxyOptions::guarded(None), progress),
        }
    }

    /// How to reach it.
    pub fn plane(&self) -> &Plane {
        &self.plane
    }

    /// Starts a proxy for each identity and writes their addresses into the description.
    pub fn start_proxies(&mut self, options: &ProxyOptions) -> Result<(), Error> {
        let owned = self.owned.as_mut().ok_or(Error::NotOurs)?;
        for identity in Identity::ALL {
            let kubeconfig = self.plane.kubeconfig(identity);
            let proxy = KubectlProxy::start(&self.plane.binaries, kubeconfig, options)?;
            self.plane.proxies.set(identity, Some(proxy.url()));
            owned.proxies.push(proxy);
        }
        self.plane.write()?;
        Ok(())
    }

    /// Kills the API server: proxies answer 500 "connection refused" from now on.
    pub fn kill_api_server(&mut self) -> Result<(), Error> {
        self.owned.as_mut().ok_or(Error::NotOurs)?.components.kill_api_server();
        Ok(())
    }

    /// Starts the API server again on the same port and waits until it is ready.
    pub fn restart_api_server(&mut self) -> Result<(), Error> {
        let owned = self.owned.as_mut().ok_or(Error::NotOurs)?;
        owned.components.restart_api_server(&self.plane.binaries)?;
        wait_until_ready(&self.plane, &mut owned.components)
    }

    /// Kills the server of the aggregated API that lives: its group answers 503 from now on.
    pub fn kill_aggregated(&mut self) -> Result<(), Error> {
        self.owned.as_mut().ok_or(Error::NotOurs)?.components.kill_aggregated();
        Ok(())
    }

    /// Starts the server of the aggregated API again on the same port.
    pub fn restart_aggregated(&mut self) -> Result<(), Error> {
        let owned = self.owned.as_mut().ok_or(Error::NotOurs)?;
        owned.components.start_aggregated(&self.plane.binaries, &self.plane)
    }

    /// Stops the server of the aggregated API where it stands: its requests hang until [`Self::thaw_aggregated`],
    /// and hold the seats that flow control gave them.
    pub fn freeze_aggregated(&self) -> Result<(), Error> {
        self.owned
            .as_ref()
            .ok_or(Error::NotOurs)?
            .components
            .freeze_aggregated()
    }

    /// Lets the server of the aggregated API go on.
    pub fn thaw_aggregated(&self) -> Result<(), Error> {
        self.owned.as_ref().ok_or(Error::NotOurs)?.components.thaw_aggregated()
    }

    /// Stops the API server where it stands: it accepts connections and answers nothing.
    pub fn freeze_api_server(&self) -> Result<(), Error> {
        self.owned
            .as_ref()
            .ok_or(Error::NotOurs)?
            .components
            .freeze_api_server()
    }

    /// Lets the API server go on.
    pub fn thaw_api_server(&self) -> Result<(), Error> {
        self.owned.as_ref().ok_or(Error::NotOurs)?.components.thaw_api_server()
    }

    /// Makes every resourceVersion and continue token from before answer 410.
    ///
    /// Compacts etcd and restarts the API server: the compaction alone changes nothing, because its cache goes on
    /// serving the old versions.
    pub fn expire_resource_versions(&mut self) -> Result<(), Error> {
        if self.owned.is_none() {
            return Err(Error::NotOurs);
        }
        bootstrap::compact(&self.plane.etcd)?;
        self.kill_api_server()?;
        self.restart_api_server()
    }

    /// The ids of all processes that this plane runs, for those who want to see them gone.
    pub fn process_ids(&self) -> Vec<u32> {
        self.owned.as_ref().map_or_else(Vec::new, |owned| {
            owned
                .components
                .process_ids()
                .into_iter()
                .chain(owned.proxies.iter().filter_map(KubectlProxy::id))
                .collect()
        })
    }

    /// How another process finds this plane: the environment variable and its value.
    pub fn environment(&self) -> Result<(&'static str, PathBuf), Error> {
        Ok((plane::VARIABLE, self.plane.write()?))
    }
}

impl Folder {
    fn new() -> Result<Self, Error> {
        let folder = tempfile::Builder::new()
            .prefix("deckprism-cluster-")
            .tempdir()
            .map_err(Error::file(std::env::temp_dir()))?;
        watchdog::add_folder(folder.path())?;
        Ok(Self(folder))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What cannot be removed now is left to the watchdog.
        if remove(self.0.path()) {
            watchdog::forget_folder(self.0.path());
        }
    }
}

fn remove(folder: &Path) -> bool {
    fs::remove_dir_all(folder).is_ok()
}

fn wait_until_ready(plane: &Plane, components: &mut Components) -> Result<(), Error> {
    let kubectl = plane.admin();
    let deadline = Instant::now() + READY_WITHIN;
    loop {
        components.check()?;
        match kubectl.get_raw("/readyz") {
            Ok(_) => return Ok(()),
            Err(error) if Instant::now() > deadline => {
                return Err(Error::TimedOut {
                    what: format!("the API server to be ready: {error}"),
                    seconds: READY_WITHIN.as_secs(),
                });
            }
            Err(_) => thread::sleep(Duration::from_millis(150)),
        }
    }
}
