//! The page that ships, built with Trunk into `dist/`.

use std::env;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::args::Profile;
use crate::error::{Error, Result};
use crate::page;
use crate::process;
use crate::repo::Repo;
use crate::setup::{Setup, TARGET, WasmToolchain};

/// Trunk.toml's hook calls the program that this names, so that it need not build xtask again.
const HOOK: &str = "DECKPRISM_XTASK";

/// The budget for the wasm of every visit: kubectl proxy does not compress what it serves.
pub const WASM_BUDGET: u64 = 1_300_000;
/// The budget for each part that comes later.
pub const PART_BUDGET: u64 = 500_000;

/// Builds the page; returns its folder.
pub fn build(repo: &Repo, setup: &Setup, profile: Profile) -> Result<PathBuf> {
    build_as(repo, setup, profile, |_| ())
}

/// Builds the page as it ships, but for the names of functions, which its wasm keeps.
pub fn build_with_names(repo: &Repo, setup: &Setup) -> Result<PathBuf> {
    build_as(repo, setup, Profile::Release, |trunk| {
        trunk.env(page::NAMES, "1");
    })
}

fn build_as(repo: &Repo, setup: &Setup, profile: Profile, prepare: impl FnOnce(&mut Command)) -> Result<PathBuf> {
    let toolchain = setup.wasm_toolchain()?;
    let trunk = setup.trunk()?;
    let tools = [setup.wasm_bindgen()?];
    setup.wasm_split()?;
    setup.wasm_opt()?;
    let tools: Vec<&Path> = tools.iter().map(PathBuf::as_path).collect();
    println!("build: Trunk with the toolchain of {}", toolchain.name());

    fetch(repo, &toolchain)?;
    let _lock = alone(repo)?;
    let mut command = toolchain.command(&trunk, &tools);
    command.arg("build").current_dir(repo.root());
    // Trunk 0.21 wants `true` or `false` in it and refuses the 1 that others set.
    command.env_remove("NO_COLOR");
    command.env("CARGO_TERM_PROGRESS_WHEN", "never");
    if let Ok(xtask) = env::current_exe() {
        command.env(HOOK, xtask);
    }
    if profile == Profile::Release {
        command.arg("--release");
    }
    prepare(&mut command);
    process::run(&mut command)?;
    Ok(repo.dist())
}

/// Waits until no other process builds this checkout's page: two Trunks would clear each other's files away.
fn alone(repo: &Repo) -> Result<File> {
    let path = repo.root().join("Trunk.toml");
    let file = File::open(&path).map_err(Error::file("open", &path))?;
    if file.try_lock().is_err() {
        println!("build: waiting for another build of this checkout");
        file.lock().map_err(Error::file("lock", &path))?;
    }
    Ok(file)
}

/// Downloads what is to be compiled: Trunk.toml's `offline`, which keeps Trunk from downloading tools, holds for Cargo too.
fn fetch(repo: &Repo, toolchain: &WasmToolchain) -> Result<()> {
    let mut cargo = toolchain.cargo(&[]);
    cargo.args(["fetch", "--target", TARGET]).current_dir(repo.root());
    process::run(&mut cargo)
}

/// The bytes of the page's wasm as it ships.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WasmSize {
    /// What every visit needs.
    pub main: u64,
    /// The same, compressed.
    pub main_gzip: u64,
    /// What comes when it is first wanted, by name.
    pub parts: Vec<(String, u64)>,
}

impl WasmSize {
    /// Measures the wasm files under a folder.
    pub fn of(dist: &Path) -> Result<Self> {
        let mut main = None;
        let mut parts = Vec::new();
        for file in page::files(dist)? {
            if file.extension().is_none_or(|extension| extension != "wasm") {
                continue;
            }
            let bytes = fs::read(&file).map_err(Error::file("read", &file))?;
            let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            if name.ends_with("_bg") {
                let mut encoder = GzEncoder::new(Counter::default(), Compression::best());
                encoder.write_all(&bytes).map_err(Error::file("compress", &file))?;
                let counter = encoder.finish().map_err(Error::file("compress", &file))?;
                main = Some((bytes.len() as u64, counter.0));
            } else {
                let part = name.split_once('_').map_or(name.as_str(), |(_, part)| part);
                parts.push((part.to_owned(), bytes.len() as u64));
            }
        }
        let (main, main_gzip) = main.ok_or_else(|| Error::Page("there is no …_bg.wasm".into()))?;
        Ok(Self { main, main_gzip, parts })
    }
}

impl fmt::Display for WasmSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "wasm of every visit: {} bytes of {WASM_BUDGET}, gzip would make {} of it",
            self.main, self.main_gzip
        )?;
        let all: u64 = self.parts.iter().map(|(_, bytes)| bytes).sum();
        write!(f, "; {all} bytes in parts for later:")?;
        self.parts
            .iter()
            .try_for_each(|(part, bytes)| write!(f, " {part} {bytes}"))
    }
}

/// Counts what is written to it.
#[derive(Default)]
struct Counter(u64);

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    #[test]
    fn measures_the_main_part_and_the_others() {
        let scratch = Scratch::new();
        fs::write(scratch.path().join("deckprism-0123_split_learn.wasm"), [0; 10]).unwrap();
        assert!(WasmSize::of(scratch.path()).is_err());
        fs::write(scratch.path().join("deckprism-0123_bg.wasm"), [0; 10_000]).unwrap();
        let size = WasmSize::of(scratch.path()).unwrap();
        assert_eq!(size.main, 10_000);
        assert!(size.main_gzip < 100, "{size:?}");
        assert_eq!(size.parts, [("split_learn".to_owned(), 10)]);
    }
}
