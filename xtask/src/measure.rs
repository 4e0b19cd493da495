//! `cargo xtask bench` and `cargo xtask record`: programs of other crates, given what they need.

use std::path::PathBuf;
use std::process::Command;

use crate::args::Profile;
use crate::cache::Cache;
use crate::error::Result;
use crate::plane::StartingPlane;
use crate::process;
use crate::repo::Repo;
use crate::setup::Setup;
use crate::trunk::{self, WasmSize};

/// Measures the page that ships beside kubectl and curl.
pub fn bench(repo: &Repo, cache: &Cache, setup: &Setup, pods: usize) -> Result<()> {
    let plane = StartingPlane::new(repo).with_pods(pods);
    let build = || {
        let dist = trunk::build(repo, setup, Profile::Release)?;
        println!("{}", WasmSize::of(&dist)?);
        Ok(dist)
    };
    let mut cargo = cargo_run(repo, cache, "browser", "bench");
    cargo.env("DECKPRISM_PODS", pods.to_string());
    in_browser(cargo, plane, build, setup)
}

/// Measures long lists, up to so many pods, and writes the figures beside those of other machines.
pub fn bench_lists(repo: &Repo, cache: &Cache, setup: &Setup, most: usize) -> Result<()> {
    let mut cargo = cargo_run(repo, cache, "browser", "bench-lists");
    cargo
        .env("DECKPRISM_PODS", most.to_string())
        .env("DECKPRISM_REPORT", repo.root().join("docs/bench-lists.md"));
    let build = || trunk::build(repo, setup, Profile::Release);
    in_browser(cargo, StartingPlane::new(repo), build, setup)
}

/// Says what the time of a long list is spent on, with the names of functions kept in the wasm.
pub fn bench_profile(repo: &Repo, cache: &Cache, setup: &Setup, pods: usize) -> Result<()> {
    let mut cargo = cargo_run(repo, cache, "browser", "bench-profile");
    cargo.env("DECKPRISM_PODS", pods.to_string());
    let build = || trunk::build_with_names(repo, setup);
    in_browser(cargo, StartingPlane::new(repo), build, setup)
}

/// Runs a program that looks at the page in a browser: the control plane starts while the page is built.
fn in_browser(
    mut cargo: Command,
    mut plane: StartingPlane,
    build: impl FnOnce() -> Result<PathBuf>,
    setup: &Setup,
) -> Result<()> {
    plane.start();
    cargo
        .env("DECKPRISM_DIST", build()?)
        .env("CHROMEDRIVER", setup.browser()?.driver);
    plane.hand_to(&mut cargo)?;
    process::run(&mut cargo)
}

/// Measures the readers of large answers, natively, built as they are for the page.
pub fn bench_readers(repo: &Repo, cache: &Cache) -> Result<()> {
    let mut cargo = Command::new("cargo");
    cargo
        .args(["bench", "--quiet", "--package", "deckprism", "--bench", "readers"])
        .env("CARGO_TARGET_DIR", cache.target("host"))
        .current_dir(repo.root());
    process::run(&mut cargo)
}

/// Records the recorded cluster anew, from a control plane that the recorder starts and mistreats by itself.
pub fn record(repo: &Repo, cache: &Cache) -> Result<()> {
    let mut cargo = cargo_run(repo, cache, "cluster", "record");
    cargo
        .args(["--features", "record", "--"])
        .arg(repo.root().join("recordings"));
    process::run(&mut cargo)
}

fn cargo_run(repo: &Repo, cache: &Cache, package: &str, program: &str) -> Command {
    let mut cargo = Command::new("cargo");
    cargo
        .args(["run", "--quiet", "--package", package, "--bin", program])
        .current_dir(repo.root());
    cargo.env("CARGO_TARGET_DIR", cache.target("host"));
    cargo
}
