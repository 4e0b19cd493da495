//! The languages, each with what it takes to run its programs here: their library in the very release that the console
//! names, one project, one compilation.

mod go;
mod java;
mod javascript;
mod python;
mod rust;

use std::{
    collections::VecDeque,
    env,
    ffi::OsString,
    path::{Path, PathBuf},
    process::Command,
    sync::{Mutex, PoisonError},
    thread,
};

use deckprism::dialect::client::Language;

use crate::{
    api::Api,
    cache::{Cache, Lock},
    error::Error,
    judge,
    processes::{self, Outcome},
    report::Report,
    written::Written,
};

/// A language in a release of its library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Runtime {
    /// Go.
    Go,
    /// Python.
    Python,
    /// Java.
    Java,
    /// JavaScript with the library's release 2.
    JavaScript2,
    /// JavaScript with its older one, for older Node.js.
    JavaScript1,
    /// Rust.
    Rust,
    /// C#, which nothing compiles here.
    DotNet,
    /// Haskell, which nothing compiles here.
    Haskell,
}

/// Why no program can be run.
#[derive(Debug)]
pub enum Unready {
    /// No machine runs them: these tests do not have the language.
    Never(&'static str),
    /// This machine lacks something that belongs to the language and not to the tests.
    Missing(String),
    /// What should work does not.
    Failed(Error),
}

impl From<Error> for Unready {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

/// Compiled programs, and how to start one.
#[derive(Debug)]
pub struct Runner {
    /// What starts them all.
    pub program: PathBuf,
    /// Its arguments before the one that names the program.
    pub arguments: Vec<OsString>,
    /// What stands before and after the name: `/folder/` and `.py`.
    pub around: (String, String),
    /// Further environment variables.
    pub environment: Vec<(&'static str, OsString)>,
    /// A script that makes JSON of YAML, in a folder where it may write.
    pub reads_yaml: Option<PathBuf>,
    /// Held while programs run.
    _lock: Lock,
}

impl Runtime {
    /// All of them; those that wait most stand first.
    pub const ALL: [Self; 8] = [
        Self::Go,
        Self::Python,
        Self::Java,
        Self::JavaScript2,
        Self::JavaScript1,
        Self::Rust,
        Self::DotNet,
        Self::Haskell,
    ];

    /// Its name in reports and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Go => "go",
            Self::Python => "python",
            Self::Java => "java",
            Self::JavaScript2 => "javascript-2",
            Self::JavaScript1 => "javascript-1",
            Self::Rust => "rust",
            Self::DotNet => "dotnet",
            Self::Haskell => "haskell",
        }
    }

    /// Its language.
    pub fn language(self) -> Language {
        match self {
            Self::Go => Language::Go,
            Self::Python => Language::Python,
            Self::Java => Language::Java,
            Self::JavaScript2 | Self::JavaScript1 => Language::JavaScript,
            Self::Rust => Language::Rust,
            Self::DotNet => Language::DotNet,
            Self::Haskell => Language::Haskell,
        }
    }

    /// Compiles and runs programs, and reports each.
    pub fn run(self, cache: &Cache, api: &Api, programs: &[Written], report: &Report) {
        match self.prepare(cache, programs) {
            Ok(runner) => {
                report.ran("compiles", Ok(()));
                run_all(&runner, api, programs, report);
            }
            Err(Unready::Never(reason)) => report.not_run(reason),
            // A machine may do without a language: its report says so, by name and with what to install.
            Err(Unready::Missing(reason)) => report.not_run(&reason),
            Err(Unready::Failed(error)) => report.ran("compiles", Err(error.to_string())),
        }
    }

    fn prepare(self, cache: &Cache, programs: &[Written]) -> Result<Runner, Unready> {
        match self {
            Self::Go => go::prepare(cache, programs),
            Self::Python => python::prepare(cache, programs),
            Self::Java => java::prepare(cache, programs),
            Self::JavaScript2 => javascript::prepare(cache, programs, &javascript::RELEASE_2),
            Self::JavaScript1 => javascript::prepare(cache, programs, &javascript::RELEASE_1),
            Self::Rust => rust::prepare(cache, programs),
            Self::DotNet => Err(Unready::Never(
                "these tests have no .NET; the programs were written from the library's sources",
            )),
            Self::Haskell => Err(Unready::Never(
                "these tests have no GHC; the programs were written from the library's sources",
            )),
        }
    }
}

/// Runs programs, as many at a time as there are processors.
fn run_all(runner: &Runner, api: &Api, programs: &[Written], report: &Report) {
    let queue: VecDeque<&Written> = programs.iter().filter(|program| program.is_run()).collect();
    let queue = Mutex::new(queue);
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some(program) = next() {
                    let result = judge::judge(program, api, |is_enough| runner.run(program, api, is_enough));
                    report.ran(&program.name, result);
                }
            });
        }
    });
}

impl Runner {
    /// Runs one program to its end, or until it has printed enough.
    fn run(&self, program: &Written, api: &Api, is_enough: &dyn Fn(&[u8]) -> bool) -> Result<Outcome, Error> {
        let (before, after) = &self.around;
        let mut command = Command::new(&self.program);
        command
            .args(&self.arguments)
            .arg(format!("{before}{}{after}", program.name));
        let kubeconfig = if program.case.is_proxied {
            Path::new("no-such-kubeconfig")
        } else {
            api.kubeconfig(program.case.identity)
        };
        command
            .env("KUBECONFIG", kubeconfig)
            // The API server is on this machine, whatever proxies the machine has for others.
            .env("NO_PROXY", "127.0.0.1,localhost")
            .env("no_proxy", "127.0.0.1,localhost")
            .env("RUST_BACKTRACE", "0")
            .envs(self.environment.iter().map(|(name, value)| (name, value)));
        let mut outcome = processes::run(&mut command, is_enough)?;
        if let Some(script) = self
            .reads_yaml
            .as_ref()
            .filter(|_| judge::prints_yaml(program, &outcome))
        {
            outcome.stdout = self.json(script, program, &outcome.stdout)?;
        }
        Ok(outcome)
    }

    /// What a program printed as YAML, as JSON.
    fn json(&self, script: &Path, program: &Written, yaml: &[u8]) -> Result<Vec<u8>, Error> {
        let file = script.with_file_name(format!("{}.yaml", program.name));
        std::fs::write(&file, yaml).map_err(Error::file(&file))?;
        let mut command = Command::new(&self.program);
        command.arg(script).arg(&file);
        Ok(processes::must(&mut command)?.into_bytes())
    }
}

/// The first file of that name in the folders of `PATH`.
fn on_path(program: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(program))
        .find(|path| path.is_file())
}

/// A program that belongs to the language, or that it is missing and how to get it.
fn needed(program: &str, remedy: &str) -> Result<PathBuf, Unready> {
    on_path(program).ok_or_else(|| Unready::Missing(format!("{program} is not installed here; {remedy}")))
}

#[cfg(test)]
mod tests {
    use deckprism::dialect::client::Verification;

    use super::*;

    /// The projects' own files name the releases that the console writes programs for.
    #[test]
    fn releases_are_those_that_the_console_names() {
        let of = |language: Language| language.library().version;
        let older = Language::JavaScript.library().older.map_or("", |(release, _)| release);
        for (file, expected) in [
            (go::MODULES, format!("k8s.io/client-go {}\n", of(Language::Go))),
            (
                python::REQUIREMENTS,
                format!("\nkubernetes=={}\n", of(Language::Python)),
            ),
            (java::POM, format!("<version>{}</version>", of(Language::Java))),
            (
                javascript::RELEASE_2.package,
                format!("\"@kubernetes/client-node\": \"{}\"", of(Language::JavaScript)),
            ),
            (
                javascript::RELEASE_1.package,
                format!("\"@kubernetes/client-node\": \"{older}\""),
            ),
            (
                rust::LOCK,
                format!("name = \"kube\"\nversion = \"{}\"", of(Language::Rust)),
            ),
        ] {
            assert!(file.contains(&expected), "{expected}");
        }
    }

    #[test]
    fn what_the_console_calls_run_is_run() {
        for language in Language::ALL {
            let is_run = Runtime::ALL
                .into_iter()
                .filter(|runtime| runtime.language() == language)
                .any(|runtime| !matches!(runtime, Runtime::DotNet | Runtime::Haskell));
            let is_said = language.library().verification == Verification::Run;
            assert_eq!(is_run, is_said, "{}", language.name());
        }
    }
}
