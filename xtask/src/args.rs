//! The command line: what a person may ask of the repository.

use std::ffi::OsString;

use lexopt::Arg::{Long, Short, Value};
use lexopt::{Parser, ValueExt};

use crate::error::{Error, Result};

/// What `cargo xtask help` prints.
pub const HELP: &str = "\
Every command of the repository. Each installs what it needs into $XDG_CACHE_HOME/deckprism.

  cargo xtask run [--cluster | --recorded] [--open] [--port N] [--dev]
      Builds the console and serves it: beside the cluster that kubectl reaches, else with the recorded cluster.
      --cluster    starts a real local control plane and shows that
      --recorded   shows the recorded cluster, whatever kubectl reaches
      --open       opens the address in the browser
      --port N     the port to serve at (8001, or a free one if that is taken)
      --dev        builds without optimisation
  cargo xtask test [--list] [--only STEP …]
      Runs every check there is; the last line says how many passed and failed.
  cargo xtask build [--dev]
      Builds the page that ships into dist/.
  cargo xtask bench [lists | profile | readers] [--pods N]
      Measures size and speed beside kubectl and curl, with so many pods (1000).
      lists        long lists: 1,000, 10,000 and 50,000 pods, near and 100 ms away (N: no more than so many)
      profile      what a list's time is spent on, by kind of work and by function (N: so many pods, 10,000)
      readers      how many bytes a second the readers of large answers take, without a browser
  cargo xtask record
      Records the recorded cluster anew from a real control plane.
  cargo xtask bundle
      Packs dist/ into a reproducible archive.
  cargo xtask setup
      Installs everything that the other commands need.
";

/// How the page is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Profile {
    /// As it ships.
    #[default]
    Release,
    /// Quick to build, large and slow.
    Dev,
}

/// Which cluster `run` shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Source {
    /// The one that kubectl reaches, else the recorded one.
    #[default]
    Reachable,
    /// A control plane started for it.
    Local,
    /// The recorded one.
    Recorded,
}

/// The options of `cargo xtask run`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RunOptions {
    /// Which cluster to show.
    pub source: Source,
    /// Whether to open the address in the browser.
    pub open: bool,
    /// The port asked for.
    pub port: Option<u16>,
    /// How to compile the page.
    pub profile: Profile,
}

/// One command with its options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Task {
    /// Print [`HELP`].
    Help,
    /// Install everything.
    Setup,
    /// Build the page.
    Build(Profile),
    /// Finish the page that Trunk is building; Trunk calls this itself.
    PostBuild,
    /// Serve the page.
    Run(RunOptions),
    /// Run the checks with these names, or all if there are none.
    Test(Vec<String>),
    /// Print the names of the checks.
    ListTests,
    /// Measure with so many pods.
    Bench(usize),
    /// Measures long lists, with at most so many pods.
    BenchLists(usize),
    /// Says what the time of a list of so many pods is spent on.
    BenchProfile(usize),
    /// Measures the readers of large answers.
    BenchReaders,
    /// Record the recorded cluster.
    Record,
    /// Pack the page.
    Bundle,
}

impl Task {
    /// Reads the arguments that follow the name of the program.
    pub fn from_args(args: impl IntoIterator<Item = OsString>) -> Result<Self> {
        let mut parser = Parser::from_args(args);
        read(&mut parser).map_err(|error| Error::Usage(error.to_string()))
    }
}

fn read(parser: &mut Parser) -> Result<Task, lexopt::Error> {
    let name = match parser.next()? {
        None | Some(Long("help") | Short('h')) => return Ok(Task::Help),
        Some(Value(name)) => name.string()?,
        Some(other) => return Err(other.unexpected()),
    };
    match name.as_str() {
        "help" => alone(parser, Task::Help),
        "setup" => alone(parser, Task::Setup),
        "build" => Ok(Task::Build(read_profile(parser)?)),
        "post-build" => alone(parser, Task::PostBuild),
        "run" => Ok(Task::Run(read_run(parser)?)),
        "test" => read_test(parser),
        "bench" => read_bench(parser),
        "record" => alone(parser, Task::Record),
        "bundle" => alone(parser, Task::Bundle),
        _ => Err(lexopt::Error::from(format!("there is no command “{name}”"))),
    }
}

fn alone(parser: &mut Parser, task: Task) -> Result<Task, lexopt::Error> {
    match parser.next()? {
        None => Ok(task),
        Some(other) => Err(other.unexpected()),
    }
}

fn read_profile(parser: &mut Parser) -> Result<Profile, lexopt::Error> {
    let mut profile = Profile::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("dev") => profile = Profile::Dev,
            Long("release") => profile = Profile::Release,
            other => return Err(other.unexpected()),
        }
    }
    Ok(profile)
}

fn read_run(parser: &mut Parser) -> Result<RunOptions, lexopt::Error> {
    let mut options = RunOptions::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("cluster") => options.source = Source::Local,
            Long("recorded") => options.source = Source::Recorded,
            Long("open") => options.open = true,
            Long("port") => options.port = Some(parser.value()?.parse()?),
            Long("dev") => options.profile = Profile::Dev,
            other => return Err(other.unexpected()),
        }
    }
    Ok(options)
}

fn read_bench(parser: &mut Parser) -> Result<Task, lexopt::Error> {
    let (mut pods, mut of) = (None, None);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("pods") => pods = Some(parser.value()?.parse()?),
            Value(word) if word == "lists" || word == "profile" || word == "readers" => of = Some(word),
            other => return Err(other.unexpected()),
        }
    }
    Ok(match of {
        Some(word) if word == "readers" => Task::BenchReaders,
        Some(word) if word == "profile" => Task::BenchProfile(pods.unwrap_or(10_000)),
        Some(_) => Task::BenchLists(pods.unwrap_or(50_000)),
        None => Task::Bench(pods.unwrap_or(1_000)),
    })
}

fn read_test(parser: &mut Parser) -> Result<Task, lexopt::Error> {
    let mut only = Vec::new();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("list") => return Ok(Task::ListTests),
            Long("only") => {
                for value in parser.values()? {
                    only.extend(value.string()?.split(',').map(str::to_owned));
                }
            }
            other => return Err(other.unexpected()),
        }
    }
    Ok(Task::Test(only))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn task(line: &str) -> Result<Task> {
        Task::from_args(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn reads_each_command() {
        assert_eq!(task("").unwrap(), Task::Help);
        assert_eq!(task("--help").unwrap(), Task::Help);
        assert_eq!(task("build").unwrap(), Task::Build(Profile::Release));
        assert_eq!(task("build --dev").unwrap(), Task::Build(Profile::Dev));
        assert_eq!(task("bench").unwrap(), Task::Bench(1000));
        assert_eq!(task("bench --pods 50000").unwrap(), Task::Bench(50_000));
        assert_eq!(task("bench lists").unwrap(), Task::BenchLists(50_000));
        assert_eq!(task("bench readers").unwrap(), Task::BenchReaders);
        assert_eq!(task("bench profile").unwrap(), Task::BenchProfile(10_000));
        assert_eq!(task("bench profile --pods 50000").unwrap(), Task::BenchProfile(50_000));
        assert_eq!(task("bench lists --pods 10000").unwrap(), Task::BenchLists(10_000));
        assert_eq!(task("test --list").unwrap(), Task::ListTests);
        assert_eq!(task("test").unwrap(), Task::Test(vec![]));
        let some = vec!["tidy".to_owned(), "size".to_owned()];
        assert_eq!(task("test --only tidy size").unwrap(), Task::Test(some.clone()));
        assert_eq!(task("test --only tidy,size").unwrap(), Task::Test(some));
    }

    #[test]
    fn reads_how_to_run() {
        let expected = RunOptions {
            source: Source::Local,
            open: true,
            port: Some(9000),
            profile: Profile::Release,
        };
        assert_eq!(
            task("run --cluster --open --port 9000").unwrap(),
            Task::Run(expected.clone())
        );
        assert_eq!(task("run --open --port=9000 --cluster").unwrap(), Task::Run(expected));
    }

    #[test]
    fn refuses_what_it_does_not_know() {
        for line in ["fly", "build --fast", "run --port http", "bundle now", "--verbose"] {
            assert!(matches!(task(line), Err(Error::Usage(_))), "{line}");
        }
    }
}
