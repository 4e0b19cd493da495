//! Python: a virtual environment with the library, and a file for each program.

use std::{path::Path, process::Command};

use super::{Runner, Unready, needed};
use crate::{cache::Cache, error::Error, processes::must, project::Project, written::Written};

pub(super) const REQUIREMENTS: &str = include_str!("../../python/requirements.txt");

/// Tells whether this Python is new enough for the library, and has what makes virtual environments.
const CHECK: &str = "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))";

pub(super) fn prepare(cache: &Cache, programs: &[Written]) -> Result<Runner, Unready> {
    let python = needed("python3", "install Python 3.10 or newer with its module venv")?;
    if must(Command::new(&python).args(["-c", CHECK])).is_err() {
        return Err(Unready::Missing(
            "python3 is older than 3.10, or has no module venv (Debian: python3-venv)".into(),
        ));
    }
    let lock = cache.lock("python")?;
    let files = [("requirements.txt", REQUIREMENTS)];
    let home = cache.tool("python", &files, "half a minute", |folder| install(&python, folder))?;
    let folder = cache.programs("python");
    let mut project = Project::default();
    for program in programs {
        project.put(format!("programs/{}.py", program.name), program.text.as_str());
    }
    project.write(&folder, &["programs"])?;
    let interpreter = home.join("venv/bin/python");
    // Those that are not run are at least read.
    must(
        Command::new(&interpreter)
            .args(["-m", "compileall", "-q"])
            .arg(folder.join("programs")),
    )?;
    Ok(Runner {
        program: interpreter,
        arguments: Vec::new(),
        around: (format!("{}/programs/", folder.display()), ".py".into()),
        environment: Vec::new(),
        reads_yaml: None,
        _lock: lock,
    })
}

fn install(python: &Path, folder: &Path) -> Result<(), Error> {
    must(Command::new(python).args(["-m", "venv"]).arg(folder.join("venv")))?;
    let mut pip = Command::new(folder.join("venv/bin/python"));
    pip.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--requirement",
    ])
    .arg(folder.join("requirements.txt"));
    must(&mut pip)?;
    Ok(())
}
