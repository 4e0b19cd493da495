//! Packages of Debian and its descendants.

use std::process::Command;
use std::time::Duration;

use super::on_path;
use crate::error::{Error, Result};
use crate::process;

/// Installs packages, where that is possible without asking anybody.
pub fn install(packages: &[&str]) -> Result<()> {
    let missing = missing(packages);
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.join(" ");
    let by_hand = || Error::Missing {
        what: format!("What Debian packages as {names}"),
        remedy: format!("Install it, on Debian with `apt-get install {names}`."),
    };
    if on_path("apt-get").is_none() {
        return Err(by_hand());
    }
    let prefix: &[&str] = if rustix::process::geteuid().is_root() {
        &[]
    } else if sudo_asks_nothing() {
        &["sudo", "-n"]
    } else {
        return Err(by_hand());
    };
    println!("setup: installing Debian packages: {names}");
    process::run(&mut apt_get(prefix, &["update", "-qq"]))?;
    let mut install = apt_get(prefix, &["install", "-y", "-qq", "--no-install-recommends"]);
    process::run(install.args(&missing))
}

/// Like [`install`], but does without the packages where there is no `dpkg`: the reader's system has its own ways.
pub fn install_if_debian(packages: &[&str]) -> Result<()> {
    if on_path("dpkg-query").is_some() {
        install(packages)
    } else {
        Ok(())
    }
}

/// Those of the packages that `dpkg` does not know as installed.
fn missing<'a>(packages: &[&'a str]) -> Vec<&'a str> {
    packages
        .iter()
        .copied()
        .filter(|package| !is_installed(package))
        .collect()
}

fn is_installed(package: &str) -> bool {
    let mut query = Command::new("dpkg-query");
    query.args(["--show", "--showformat=${db:Status-Status}", package]);
    process::capture(&mut query, Duration::from_secs(30)).is_ok_and(|status| status == "installed")
}

fn sudo_asks_nothing() -> bool {
    on_path("sudo").is_some()
        && process::capture(Command::new("sudo").args(["-n", "true"]), Duration::from_secs(10)).is_ok()
}

fn apt_get(prefix: &[&str], arguments: &[&str]) -> Command {
    // Through env: sudo does not hand on the environment. The lock may be held by the system's own updates.
    let mut words = prefix.to_vec();
    words.extend([
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        "-o",
        "DPkg::Lock::Timeout=300",
    ]);
    words.extend(arguments);
    let mut command = Command::new(words[0]);
    command.args(&words[1..]);
    command
}
