//! Packages from npm that ship what they do inside the package.

use std::path::Path;
use std::process::Command;

use super::on_path;
use crate::error::{Error, Result};
use crate::process;

/// Installs one package into a folder.
pub fn install(package: &str, version: &str, folder: &Path) -> Result<()> {
    if on_path("npm").is_none() {
        return Err(Error::Missing {
            what: "npm".into(),
            remedy: "Install Node with npm.".into(),
        });
    }
    let mut npm = Command::new("npm");
    npm.args([
        "install",
        "--no-audit",
        "--no-fund",
        "--no-progress",
        "--ignore-scripts",
        "--prefix",
    ])
    .arg(folder);
    npm.arg(format!("{package}@{version}"));
    process::run(&mut npm)
}
