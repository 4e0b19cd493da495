//! Rust: one crate whose modules are the programs, and one binary that starts any of them.

use std::process::Command;

use super::{Runner, Unready, needed};
use crate::{
    cache::Cache,
    error::Error,
    processes::must,
    project::{Project, lines, replace_once},
    written::Written,
};

const MANIFEST: &str = include_str!("../../rust/Cargo.toml");
pub(super) const LOCK: &str = include_str!("../../rust/Cargo.lock");

pub(super) fn prepare(cache: &Cache, programs: &[Written]) -> Result<Runner, Unready> {
    let cargo = needed("cargo", "install Rust")?;
    let lock = cache.lock("rust")?;
    let folder = cache.programs("rust");
    let mut project = Project::default();
    project.put("Cargo.toml", MANIFEST);
    project.put("Cargo.lock", LOCK);
    for program in programs {
        project.put(format!("src/{}.rs", program.name), module(program)?);
    }
    project.put("src/main.rs", main(programs));
    project.write(&folder, &["src"])?;
    println!("clients: compiling the programs in Rust (3 minutes for the first time)");
    let target = cache.target();
    let mut build = Command::new(cargo);
    build
        .args(["build", "--quiet", "--locked"])
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", &target)
        // What the tests' own compilation was told is not meant for these.
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .env_remove("RUSTFLAGS");
    must(&mut build)?;
    Ok(Runner {
        program: target.join("debug/programs"),
        arguments: Vec::new(),
        around: (String::new(), String::new()),
        environment: Vec::new(),
        reads_yaml: None,
        _lock: lock,
    })
}

/// The program as a module with a function that another module may call.
fn module(program: &Written) -> Result<String, Error> {
    replace_once(&program.text, "\nasync fn main() -> ", "\npub async fn main() -> ")
}

fn main(programs: &[Written]) -> String {
    let modules = lines(programs, |name| format!("mod {name};\n"));
    let arms = lines(programs, |name| {
        format!("        Some(\"{name}\") => {name}::main(),\n")
    });
    format!(
        "#![deny(warnings)]\n\n{modules}\nfn main() -> anyhow::Result<()> {{\n    \
         match std::env::args().nth(1).as_deref() {{\n{arms}        \
         other => anyhow::bail!(\"no program {{other:?}}\"),\n    }}\n}}\n"
    )
}
