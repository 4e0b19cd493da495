//! A Rust toolchain that compiles to wasm: rustup's, or Debian's where rustup cannot download the target.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::{debian, on_path, path_behind};
use crate::cache::Cache;
use crate::error::{Error, Result};
use crate::process;

/// What Rust calls the wasm of browsers.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Where the choice can be made by hand: `rustup` or `debian`.
const CHOICE: &str = "DECKPRISM_WASM";

const PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-clippy"];
const SHORT: Duration = Duration::from_secs(30);
/// Where the download host cannot be reached, rustup hangs.
const RUSTUP_LIMIT: Duration = Duration::from_secs(90);
const DAY: Duration = Duration::from_hours(24);
const NOT_SUPPLIED: &str = "rustup-target-add";

/// The environment in which `cargo`, Trunk, clippy and the test runner compile to wasm.
#[derive(Debug, Clone)]
pub struct WasmToolchain {
    name: &'static str,
    cargo: PathBuf,
    front: Vec<PathBuf>,
    set: Vec<(&'static str, OsString)>,
    target_dir: PathBuf,
}

impl WasmToolchain {
    /// Takes the active toolchain if it has the target or rustup can add it, and Debian's packages otherwise.
    pub fn find_or_install(cache: &Cache) -> Result<Self> {
        let _lock = cache.lock("packages")?;
        match env::var(CHOICE).as_deref() {
            Ok("debian") => return Self::of_debian(cache),
            Ok("rustup") => return Ok(Self::of_rustup(cache)),
            _ => {}
        }
        if has_target() || (!cache.remembers(NOT_SUPPLIED, DAY) && rustup_adds_target(cache)?) {
            return Ok(Self::of_rustup(cache));
        }
        Self::of_debian(cache)
    }

    /// What to call it in messages.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Its `cargo` in its environment, with more folders in front of `PATH`.
    pub fn cargo(&self, tools: &[&Path]) -> Command {
        self.command(&self.cargo, tools)
    }

    /// Its clippy in its environment, called so that no other `cargo clippy` comes before it.
    pub fn clippy(&self, tools: &[&Path]) -> Command {
        let mut clippy = match self.front.first() {
            Some(programs) => self.command(&programs.join("cargo-clippy"), tools),
            None => self.cargo(tools),
        };
        clippy.arg("clippy");
        clippy
    }

    /// Any program in its environment, with more folders in front of `PATH`; what that program calls as `cargo` is
    /// this toolchain's.
    pub fn command(&self, program: &Path, tools: &[&Path]) -> Command {
        let mut command = Command::new(program);
        let front = self.front.iter().map(PathBuf::as_path).chain(tools.iter().copied());
        command
            .env("PATH", path_behind(front))
            .env("CARGO_TARGET_DIR", &self.target_dir);
        command.envs(self.set.iter().map(|(name, value)| (name, value)));
        if self.name == "Debian" {
            // Rustup and `cargo run` set these for the toolchain that runs xtask itself.
            for name in ["RUSTUP_TOOLCHAIN", "CARGO", "LD_LIBRARY_PATH"] {
                command.env_remove(name);
            }
        }
        command
    }

    fn of_rustup(cache: &Cache) -> Self {
        Self {
            name: "rustup",
            cargo: "cargo".into(),
            front: Vec::new(),
            set: Vec::new(),
            target_dir: cache.target("wasm"),
        }
    }

    /// Debian has no standard library for this target: Cargo compiles it from its sources.
    fn of_debian(cache: &Cache) -> Result<Self> {
        debian::install(&PACKAGES)?;
        let linker = if let Some(linker) = rust_lld() {
            linker
        } else {
            debian::install(&["lld"])?;
            "wasm-ld".into()
        };
        Ok(Self {
            name: "Debian",
            cargo: "/usr/bin/cargo".into(),
            front: vec![debian_programs(cache)?],
            set: vec![
                ("RUSTC", "/usr/bin/rustc".into()),
                ("RUSTDOC", "/usr/bin/rustdoc".into()),
                // The standard library is built with features that only the compiler's own sources may use.
                ("RUSTC_BOOTSTRAP", "1".into()),
                ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort".into()),
                ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker.into_os_string()),
            ],
            target_dir: cache.target("wasm-debian"),
        })
    }
}

/// Whether the active toolchain holds the standard library for wasm.
fn has_target() -> bool {
    let mut rustc = Command::new("rustc");
    rustc.args(["--print", "target-libdir", "--target", TARGET]);
    let Ok(folder) = process::capture(&mut rustc, SHORT) else {
        return false;
    };
    fs::read_dir(folder.trim()).is_ok_and(|entries| {
        entries
            .flatten()
            .any(|entry| entry.file_name().to_string_lossy().starts_with("libstd-"))
    })
}

/// Asks rustup for the target; a failure is not tried again for a day.
fn rustup_adds_target(cache: &Cache) -> Result<bool> {
    if on_path("rustup").is_none() {
        return Ok(false);
    }
    println!(
        "setup: asking rustup for the target {TARGET} (at most {} s)",
        RUSTUP_LIMIT.as_secs()
    );
    let mut rustup = Command::new("rustup");
    rustup.args(["target", "add", TARGET]).env("RUSTUP_MAX_RETRIES", "0");
    if let Err(error) = process::run_within(&mut rustup, RUSTUP_LIMIT) {
        println!("setup: {error}; taking Debian's toolchain instead");
        cache.remember(NOT_SUPPLIED)?;
        return Ok(false);
    }
    Ok(has_target())
}

/// The linker of the active toolchain, which knows the newest features of wasm.
fn rust_lld() -> Option<PathBuf> {
    let mut rustc = Command::new("rustc");
    rustc.args(["--print", "target-libdir"]);
    let libraries = process::capture(&mut rustc, SHORT).ok()?;
    let linker = Path::new(libraries.trim()).parent()?.join("bin/rust-lld");
    linker.is_file().then_some(linker)
}

/// A folder in which `cargo`, `rustc` and clippy are Debian's, to stand before rustup's in `PATH`.
fn debian_programs(cache: &Cache) -> Result<PathBuf> {
    let folder = cache.tools().join("debian-rust");
    fs::create_dir_all(&folder).map_err(Error::file("create", &folder))?;
    for program in ["cargo", "rustc", "rustdoc", "cargo-clippy", "clippy-driver"] {
        let link = folder.join(program);
        if !link.is_symlink() {
            symlink(Path::new("/usr/bin").join(program), &link).map_err(Error::file("link", &link))?;
        }
    }
    Ok(folder)
}
