//! Java: one folder of classes whose packages are the programs.

use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::{Runner, Unready, needed};
use crate::{
    cache::{Cache, hash},
    error::Error,
    processes::must,
    project::Project,
    written::Written,
};

pub(super) const POM: &str = include_str!("../../java/pom.xml");

const REMEDY: &str = "install a JDK, 17 or newer, and Maven (Debian: default-jdk-headless, maven)";

/// What the library needs at least.
const RELEASE: &str = "11";

pub(super) fn prepare(cache: &Cache, programs: &[Written]) -> Result<Runner, Unready> {
    let java = needed("java", REMEDY)?;
    needed("javac", REMEDY)?;
    needed("mvn", REMEDY)?;
    let lock = cache.lock("java")?;
    let home = cache.tool("java", &[("pom.xml", POM)], "a minute", install)?;
    let folder = cache.programs("java");
    let mut project = Project::default();
    for program in programs {
        let text = format!("package programs.{};\n\n{}", program.name, program.text);
        project.put(format!("programs/{}/Main.java", program.name), text);
    }
    let libraries = libraries(&home)?;
    let stamp = format!(
        "{}\n{}\n{libraries}",
        must(Command::new(&java).arg("--version"))?,
        hash(&project.files())
    );
    let stamp_file = folder.join("stamp");
    if fs::read_to_string(&stamp_file).ok().as_deref() != Some(&stamp) {
        project.write(&folder, &["programs"])?;
        println!("clients: compiling the programs in Java (half a minute)");
        compile(&folder, &libraries)?;
        fs::write(&stamp_file, stamp).map_err(Error::file(&stamp_file))?;
    }
    // Programs that end within two seconds are not worth the second compiler, nor a garbage collector with threads.
    let mut arguments: Vec<OsString> = vec!["-XX:TieredStopAtLevel=1".into(), "-XX:+UseSerialGC".into()];
    let classes = folder.join("classes");
    arguments.extend(["-cp".into(), format!("{libraries}:{}", classes.display()).into()]);
    Ok(Runner {
        program: java,
        arguments,
        around: ("programs.".into(), ".Main".into()),
        environment: Vec::new(),
        reads_yaml: None,
        _lock: lock,
    })
}

fn install(folder: &Path) -> Result<(), Error> {
    let mut maven = Command::new("mvn");
    maven.args([
        "--batch-mode",
        "--quiet",
        "dependency:copy-dependencies",
        "-DoutputDirectory=lib",
        "-DincludeScope=runtime",
    ]);
    must(maven.current_dir(folder))?;
    Ok(())
}

/// The library and what it needs, as a class path.
fn libraries(home: &Path) -> Result<String, Error> {
    let folder = home.join("lib");
    let mut paths = Vec::new();
    for entry in fs::read_dir(&folder).map_err(Error::file(&folder))? {
        paths.push(entry.map_err(Error::file(&folder))?.path().display().to_string());
    }
    paths.sort_unstable();
    Ok(paths.join(":"))
}

fn compile(folder: &Path, libraries: &str) -> Result<(), Error> {
    let classes = folder.join("classes");
    if classes.is_dir() {
        fs::remove_dir_all(&classes).map_err(Error::file(&classes))?;
    }
    let mut compiler = Command::new("javac");
    compiler
        .current_dir(folder)
        .args([
            "-proc:none",
            "--release",
            RELEASE,
            "-Xlint:cast,deprecation,rawtypes,removal,unchecked",
            "-Werror",
        ])
        .args(["-d", "classes", "-cp", libraries]);
    for source in sources(&folder.join("programs"))? {
        compiler.arg(source);
    }
    must(&mut compiler)?;
    Ok(())
}

fn sources(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut sources = Vec::new();
    for entry in fs::read_dir(folder).map_err(Error::file(folder))? {
        let source = entry.map_err(Error::file(folder))?.path().join("Main.java");
        if source.is_file() {
            sources.push(source);
        }
    }
    sources.sort_unstable();
    Ok(sources)
}
