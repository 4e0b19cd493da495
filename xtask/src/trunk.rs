//! The page that ships, built with Trunk into `dist/`.

use std::env;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

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

/// The budget for the wasm file: kubectl proxy does not compress what it serves.
pub const WASM_BUDGET: u64 = 1_500_000;

/// Builds the page; returns its folder.
pub fn build(repo: &Repo, setup: &Setup, profile: Profile) -> Result<PathBuf> {
    let toolchain = setup.wasm_toolchain()?;
    let trunk = setup.trunk()?;
    let tools = [setup.wasm_bindgen()?, setup.wasm_opt()?];
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

/// The bytes of the page's wasm file: as it ships, and what gzip would make of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WasmSize {
    /// As it ships.
    pub raw: u64,
    /// Compressed.
    pub gzip: u64,
}

impl WasmSize {
    /// Measures the only wasm file under a folder.
    pub fn of(dist: &Path) -> Result<Self> {
        let mut found = page::files(dist)?;
        found.retain(|file| file.extension().is_some_and(|extension| extension == "wasm"));
        let [file] = found.as_slice() else {
            return Err(Error::Page(format!("{} wasm files instead of one", found.len())));
        };
        let bytes = fs::read(file).map_err(Error::file("read", file))?;
        let mut encoder = GzEncoder::new(Counter::default(), Compression::best());
        encoder.write_all(&bytes).map_err(Error::file("compress", file))?;
        let counter = encoder.finish().map_err(Error::file("compress", file))?;
        Ok(Self {
            raw: bytes.len() as u64,
            gzip: counter.0,
        })
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
    fn measures_the_only_wasm_file() {
        let scratch = Scratch::new();
        assert!(WasmSize::of(scratch.path()).is_err());
        fs::write(scratch.path().join("a.wasm"), [0; 10_000]).unwrap();
        let size = WasmSize::of(scratch.path()).unwrap();
        assert_eq!(size.raw, 10_000);
        assert!(size.gzip < 100, "{size:?}");
        fs::write(scratch.path().join("b.wasm"), [0; 10]).unwrap();
        assert!(WasmSize::of(scratch.path()).is_err());
    }
}
