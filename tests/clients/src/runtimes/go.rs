//! Go: one module whose packages are the programs, and one binary that starts any of them.

use std::{path::Path, process::Command};

use super::{Runner, Unready, needed};
use crate::{
    cache::Cache,
    error::Error,
    processes::must,
    project::{Project, lines, replace_once},
    written::Written,
};

pub(super) const MODULES: &str = include_str!("../../go/go.mod");
const SUMS: &str = include_str!("../../go/go.sum");

pub(super) fn prepare(cache: &Cache, programs: &[Written]) -> Result<Runner, Unready> {
    let go = needed("go", "install Go 1.26 or newer")?;
    needed("gofmt", "it comes with Go")?;
    let lock = cache.lock("go")?;
    let folder = cache.programs("go");
    let mut project = Project::default();
    project.put("go.mod", MODULES);
    project.put("go.sum", SUMS);
    for program in programs {
        project.put(format!("programs/{}/main.go", program.name), package(program)?);
    }
    project.put("main.go", main(programs));
    project.write(&folder, &["programs"])?;
    unformatted(&folder)?;
    println!("clients: compiling the programs in Go (2 minutes for the first time)");
    let binary = folder.join("bin/programs");
    must(
        in_folder(&go, &folder)
            .args(["build", "-trimpath", "-ldflags=-s -w", "-o"])
            .arg(&binary),
    )?;
    Ok(Runner {
        program: binary,
        arguments: Vec::new(),
        around: (String::new(), String::new()),
        environment: Vec::new(),
        reads_yaml: None,
        _lock: lock,
    })
}

fn in_folder(go: &Path, folder: &Path) -> Command {
    let mut command = Command::new(go);
    command
        .current_dir(folder)
        // Without cgo the programs need nothing of the machine; without a workspace go.mod alone decides.
        .envs([("CGO_ENABLED", "0"), ("GOWORK", "off"), ("GOFLAGS", "-buildvcs=false")]);
    command
}

/// The program as a package of its own name, with a function that another package may call.
fn package(program: &Written) -> Result<String, Error> {
    let text = replace_once(&program.text, "package main\n", &format!("package {}\n", program.name))?;
    replace_once(&text, "\nfunc main() {\n", "\nfunc Main() {\n")
}

/// Fails if gofmt would write a program in another way.
fn unformatted(folder: &Path) -> Result<(), Error> {
    let names = must(Command::new("gofmt").args(["-l", "programs"]).current_dir(folder))?;
    if names.trim().is_empty() {
        Ok(())
    } else {
        Err(Error::unexpected("gofmt would write otherwise", names))
    }
}

fn main(programs: &[Written]) -> String {
    let imports = lines(programs, |name| format!("\t\"programs/programs/{name}\"\n"));
    let entries = lines(programs, |name| format!("\t\"{name}\": {name}.Main,\n"));
    format!(
        "package main\n\nimport (\n\t\"os\"\n\n{imports})\n\nvar programs = map[string]func(){{\n{entries}}}\n\n\
         func main() {{\n\tprograms[os.Args[1]]()\n}}\n"
    )
}
