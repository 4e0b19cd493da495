//! The programs of the control plane: taken from `$KUBEBUILDER_ASSETS`, or built once with Go and cached.

use std::{
    env,
    fs::{self, File},
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

use serde::{Deserialize, Serialize};

use crate::Error;
use recipe::{PROGRAMS, Program};

mod recipe;

/// Where each program lies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Binaries {
    /// The store of the API server.
    pub etcd: PathBuf,
    /// The API server.
    pub kube_apiserver: PathBuf,
    /// The controllers, nodelifecycle among them.
    pub kube_controller_manager: PathBuf,
    /// The scheduler.
    pub kube_scheduler: PathBuf,
    /// The client that is also the proxy.
    pub kubectl: PathBuf,
    /// Plays the kubelets: nodes, pods and logs.
    pub kwok: PathBuf,
    /// An aggregated API that lives.
    pub sample_apiserver: PathBuf,
}

/// Finds or builds every program; `progress` gets a line before each step that takes time.
pub fn ensure(progress: impl Fn(&str)) -> Result<Binaries, Error> {
    let assets = assets(&progress);
    let cache = cache_folder().join("control-plane").join(recipe::hash());
    let find = |program: &Program| match &assets {
        Some(assets) if recipe::ASSETS.contains(&program.name) => assets.join(program.name),
        _ => cache.join(program.name),
    };
    if PROGRAMS.iter().any(|program| !find(program).is_file()) {
        fs::create_dir_all(&cache).map_err(Error::file(&cache))?;
        // Two test binaries may come here at the same time: one builds, the other waits and finds everything built.
        let lock_path = cache.join("lock");
        let lock = File::create(&lock_path).map_err(Error::file(&lock_path))?;
        lock.lock().map_err(Error::file(&lock_path))?;
        let missing: Vec<&Program> = PROGRAMS.iter().filter(|program| !find(program).is_file()).collect();
        for (index, program) in missing.iter().enumerate() {
            progress(&format!(
                "building {} with Go ({} of {}, {})",
                program.name,
                index + 1,
                missing.len(),
                program.takes,
            ));
            let started = Instant::now();
            build(program, &cache)?;
            progress(&format!("built {} in {} s", program.name, started.elapsed().as_secs()));
        }
    }
    let at = |name: &str| match &assets {
        Some(assets) if recipe::ASSETS.contains(&name) => assets.join(name),
        _ => cache.join(name),
    };
    Ok(Binaries {
        etcd: at("etcd"),
        kube_apiserver: at("kube-apiserver"),
        kube_controller_manager: at("kube-controller-manager"),
        kube_scheduler: at("kube-scheduler"),
        kubectl: at("kubectl"),
        kwok: at("kwok"),
        sample_apiserver: at("sample-apiserver"),
    })
}

/// The folder that `$KUBEBUILDER_ASSETS` names, if it holds the right programs: the world needs this very minor version.
fn assets(progress: impl Fn(&str)) -> Option<PathBuf> {
    let folder = PathBuf::from(env::var_os("KUBEBUILDER_ASSETS")?);
    if !recipe::ASSETS.iter().all(|program| folder.join(program).is_file()) {
        return None;
    }
    let version = Command::new(folder.join("kube-apiserver"))
        .arg("--version")
        .output()
        .ok()?;
    let version = String::from_utf8_lossy(&version.stdout).trim().to_owned();
    if version.contains(recipe::MINOR) {
        return Some(folder);
    }
    progress(&format!(
        "$KUBEBUILDER_ASSETS holds {version}: taking {}x instead",
        recipe::MINOR
    ));
    None
}

/// Builds one program beside its final place and moves it there, so that a broken build leaves nothing behind.
fn build(program: &Program, into: &Path) -> Result<(), Error> {
    let partial = into.join(format!("{}.partial", program.name));
    let output = Command::new("go")
        .args(["build", "-trimpath", "-ldflags", recipe::LDFLAGS, "-o"])
        .arg(&partial)
        .arg(program.package)
        .current_dir(recipe::MODULE)
        // Without cgo the programs need nothing of the machine; without a workspace go.mod alone decides.
        .envs([("CGO_ENABLED", "0"), ("GOWORK", "off"), ("GOFLAGS", "-buildvcs=false")])
        .output()
        .map_err(|source| Error::Start {
            program: "go".into(),
            source,
        })?;
    if !output.status.success() {
        return Err(Error::Build {
            program: program.name.into(),
            output: String::from_utf8_lossy(&output.stderr).into_owned(),
        });
    }
    let target = into.join(program.name);
    fs::rename(&partial, &target).map_err(Error::file(target))
}

/// The folder that all checkouts of a user share, `$XDG_CACHE_HOME/deckprism`; the same that `cargo xtask` uses.
pub fn cache_folder() -> PathBuf {
    let base = env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .filter(|path| path.is_absolute())
        .or_else(|| env::home_dir().map(|home| home.join(".cache")))
        .unwrap_or_else(env::temp_dir);
    base.join("deckprism")
}
