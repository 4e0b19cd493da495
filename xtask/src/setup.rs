//! What a fresh machine lacks: each piece is installed once, into the user's cache, and said aloud.

mod debian;
mod npm;
mod wasm;

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

pub use wasm::{TARGET, WasmToolchain};

use crate::cache::Cache;
use crate::error::{Error, Result};
use crate::process;
use crate::repo::Repo;

/// 0.22 wants a newer compiler than the stable one that a fresh machine has.
const TRUNK: &str = "0.21.14";
/// Of the family of `wasm_split_helpers`, which Leptos brings.
const WASM_SPLIT: &str = "0.2.4";
const BINARYEN: &str = "132.0.0";
const AXE: &str = "4.14.1";

/// The browser that tests drive.
#[derive(Debug, Clone)]
pub struct Browser {
    /// The path of `chromedriver`.
    pub driver: PathBuf,
}

/// Installs what a command needs.
#[derive(Debug, Clone)]
pub struct Setup {
    cache: Cache,
    repo: Repo,
}

impl Setup {
    /// Prepares for a checkout; installs nothing yet.
    pub fn new(cache: &Cache, repo: &Repo) -> Self {
        Self {
            cache: cache.clone(),
            repo: repo.clone(),
        }
    }

    /// The path of `trunk`.
    pub fn trunk(&self) -> Result<PathBuf> {
        let home = self.tool(
            &format!("trunk-{TRUNK}"),
            "bin/trunk",
            "6–13 minutes on two cores",
            |home| self.cargo_install(&["trunk", "--locked"], TRUNK, home),
        )?;
        Ok(home.join("bin/trunk"))
    }

    /// The folder of `wasm-bindgen` and `wasm-bindgen-test-runner` in the version of the lock file: any other refuses
    /// to work.
    pub fn wasm_bindgen(&self) -> Result<PathBuf> {
        let version = self.repo.locked_version("wasm-bindgen")?;
        let name = format!("wasm-bindgen-cli-{version}");
        let home = self.tool(
            &name,
            "bin/wasm-bindgen-test-runner",
            "2–5 minutes on two cores",
            |home| self.cargo_install(&["wasm-bindgen-cli"], &version, home),
        )?;
        Ok(home.join("bin"))
    }

    /// The path of `wasm-split-cli`.
    pub fn wasm_split(&self) -> Result<PathBuf> {
        const PACKAGE: [&str; 4] = ["wasm_split_cli_support", "--locked", "--features", "build-binary"];
        let home = self.tool(
            &format!("wasm-split-{WASM_SPLIT}"),
            "bin/wasm-split-cli",
            "1–2 minutes on two cores",
            |home| self.cargo_install(&PACKAGE, WASM_SPLIT, home),
        )?;
        Ok(home.join("bin/wasm-split-cli"))
    }

    /// The folder of `wasm-opt`.
    pub fn wasm_opt(&self) -> Result<PathBuf> {
        let proof = "node_modules/.bin/wasm-opt";
        let home = self.tool(&format!("binaryen-{BINARYEN}"), proof, "seconds", |home| {
            npm::install("binaryen", BINARYEN, home)
        })?;
        Ok(home.join("node_modules/.bin"))
    }

    /// The path of axe-core's script, which finds faults in a page's accessibility.
    pub fn axe(&self) -> Result<PathBuf> {
        let proof = "node_modules/axe-core/axe.min.js";
        let home = self.tool(&format!("axe-core-{AXE}"), proof, "seconds", |home| {
            npm::install("axe-core", AXE, home)
        })?;
        Ok(home.join(proof))
    }

    /// Chromium with its driver, and a font for Chinese and Japanese.
    pub fn browser(&self) -> Result<Browser> {
        let _lock = self.cache.lock("packages")?;
        if on_path("chromedriver").is_none() {
            debian::install(&["chromium", "chromium-driver"])?;
        }
        if let Err(error) = debian::install_if_debian(&["fonts-noto-cjk"]) {
            println!("setup: {error} Until then, Chinese and Japanese may show as boxes.");
        }
        let driver = on_path("chromedriver").ok_or_else(|| Error::Missing {
            what: "chromedriver".into(),
            remedy: "Install Chromium and its driver.".into(),
        })?;
        Ok(Browser { driver })
    }

    /// A toolchain that compiles to wasm.
    pub fn wasm_toolchain(&self) -> Result<WasmToolchain> {
        WasmToolchain::find_or_install(&self.cache)
    }

    /// Installs a tool into a folder of its own, which appears only when it is whole: another process sees all of it
    /// or nothing, and a broken installation is begun again.
    fn tool(&self, name: &str, proof: &str, time: &str, install: impl FnOnce(&Path) -> Result<()>) -> Result<PathBuf> {
        let home = self.cache.tools().join(name);
        if home.join(proof).is_file() {
            return Ok(home);
        }
        let _lock = self.cache.lock("tools")?;
        if home.join(proof).is_file() {
            return Ok(home);
        }
        println!(
            "setup: installing {name} into {} ({time})",
            self.cache.tools().display()
        );
        let partial = self.cache.tools().join(format!(".partial-{name}"));
        remove(&partial)?;
        fs::create_dir_all(&partial).map_err(Error::file("create", &partial))?;
        install(&partial)?;
        if !partial.join(proof).is_file() {
            return Err(Error::Missing {
                what: format!("{proof} of {name}"),
                remedy: "Its installer left it out.".into(),
            });
        }
        remove(&home)?;
        fs::rename(&partial, &home).map_err(Error::file("move", &partial))?;
        println!("setup: {name} is installed");
        Ok(home)
    }

    fn cargo_install(&self, package: &[&str], version: &str, root: &Path) -> Result<()> {
        // A target folder of its own that goes away afterwards: it is large, and used once.
        let target = self.cache.target("install");
        let mut cargo = Command::new("cargo");
        cargo.arg("install").args(package).args(["--version", version]);
        cargo.arg("--root").arg(root).current_dir(self.cache.root());
        cargo
            .env("CARGO_TARGET_DIR", &target)
            .env("CARGO_TERM_PROGRESS_WHEN", "never");
        process::run(&mut cargo)?;
        remove(&target)
    }
}

/// The first file of that name in the folders of `PATH`.
pub fn on_path(program: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(program))
        .find(|path| path.is_file())
}

/// `PATH` with more folders in front.
pub fn path_behind<'a>(front: impl IntoIterator<Item = &'a Path>) -> OsString {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = front.into_iter().map(Path::to_path_buf).chain(env::split_paths(&path));
    // A folder whose name holds a colon cannot stand in PATH at all; then the tools of the machine have to do.
    env::join_paths(folders).unwrap_or(path)
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(Error::file("remove", folder))
    } else {
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn puts_folders_in_front_of_the_path() {
        let path = path_behind([Path::new("/first"), Path::new("/second")]);
        let folders: Vec<_> = env::split_paths(&path).take(2).collect();
        assert_eq!(folders, [PathBuf::from("/first"), PathBuf::from("/second")]);
    }

    #[test]
    fn finds_programs() {
        assert!(on_path("sh").is_some());
        assert!(on_path("no-such-program-anywhere").is_none());
    }
}
