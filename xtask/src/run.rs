//! `cargo xtask run`: the console, served and ready to open.

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::Duration;

use cluster::kubectl_proxy::port_of;
use cluster::{Identity, ProxyOptions};

use crate::args::{RunOptions, Source};
use crate::cache::Cache;
use crate::error::Result;
use crate::plane;
use crate::process::{self, Service};
use crate::repo::Repo;
use crate::serve::{PREFIX, StaticServer};
use crate::setup::{Setup, on_path};
use crate::trunk;

/// kubectl proxy's own default.
const PORT: u16 = 8001;
const PROXY_LIMIT: Duration = Duration::from_secs(20);
/// A cluster behind a VPN that is off takes kubectl half a minute: nobody waits for that to see the recording.
const REACH_LIMIT: Duration = Duration::from_secs(6);

/// Builds and serves the console until it is interrupted.
pub fn run(repo: &Repo, cache: &Cache, setup: &Setup, options: &RunOptions) -> Result<()> {
    let dist = trunk::build(repo, setup, options.profile)?;
    let port = options.port.unwrap_or_else(default_port);
    match options.source {
        Source::Local => {
            let plane = plane::start(repo)?;
            let kubeconfig = plane.plane().kubeconfig(Identity::Operator);
            serve_cluster(
                &plane.plane().binaries.kubectl,
                Some(kubeconfig),
                &dist,
                port,
                options.open,
            )
        }
        Source::Recorded => serve_recording(&dist, port, options.open),
        Source::Reachable => match reachable(cache) {
            Ok(kubectl) => serve_cluster(&kubectl, None, &dist, port, options.open),
            Err(reason) => {
                println!("run: {reason}, so this is the recorded cluster");
                serve_recording(&dist, port, options.open)
            }
        },
    }
}

/// Serves the page beside a cluster: `kubectl proxy`, guarded as the README teaches it.
fn serve_cluster(kubectl: &Path, kubeconfig: Option<&Path>, dist: &Path, port: u16, open: bool) -> Result<()> {
    let mut command = Command::new(kubectl);
    command
        .arg("proxy")
        .arg(format!("--port={port}"))
        .args(ProxyOptions::guarded(None).extra);
    command.arg("--www").arg(dist).arg(format!("--www-prefix={PREFIX}"));
    if let Some(kubeconfig) = kubeconfig {
        command.arg("--kubeconfig").arg(kubeconfig);
    }
    let (proxy, port) = Service::start(&mut command, PROXY_LIMIT, port_of)?;
    println!("run: `{}`", process::spelled(&command));
    announce(port, open);
    Err(proxy.outlast())
}

/// Serves the page alone: it shows the recorded cluster then.
fn serve_recording(dist: &Path, port: u16, open: bool) -> Result<()> {
    let server = StaticServer::start(dist, port)?;
    announce(server.port(), open);
    loop {
        thread::park();
    }
}

fn announce(port: u16, open: bool) {
    let address = format!("http://127.0.0.1:{port}{PREFIX}");
    println!("\nDeckprism is at {address} (Ctrl-C stops it)");
    if open {
        let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
        if let Err(error) = process::run_within(Command::new(opener).arg(&address), Duration::from_secs(10)) {
            println!("run: {error}");
        }
    }
}

/// The kubectl that reaches a cluster with the reader's own configuration, or why none does.
fn reachable(cache: &Cache) -> std::result::Result<PathBuf, String> {
    let kubectl = on_path("kubectl")
        .or_else(|| built_kubectl(cache))
        .ok_or("there is no kubectl on PATH")?;
    let mut command = Command::new(&kubectl);
    command.args(["get", "--raw", "/version", "--request-timeout=4s"]);
    match process::capture(&mut command, REACH_LIMIT) {
        Ok(_) => Ok(kubectl),
        Err(_) => Err("kubectl reaches no cluster".into()),
    }
}

/// The kubectl of the local control plane, if that was ever built.
fn built_kubectl(cache: &Cache) -> Option<PathBuf> {
    let builds = fs::read_dir(cache.root().join("control-plane")).ok()?;
    builds
        .flatten()
        .map(|build| build.path().join("kubectl"))
        .find(|kubectl| kubectl.is_file())
}

/// The usual port, or any free one: a reader's own kubectl proxy may be running there.
fn default_port() -> u16 {
    if TcpListener::bind((Ipv4Addr::LOCALHOST, PORT)).is_ok() {
        PORT
    } else {
        0
    }
}
