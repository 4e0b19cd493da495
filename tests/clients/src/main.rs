//! `cargo run -p clients`: the client programs that the console writes, compiled and run against a real API server.
//!
//! Every program has to print what the API server answers to the request, less what the program itself says that it
//! leaves out. It prints what libtest prints, so that whoever counts tests counts these. The control plane is the one
//! that `$DECKPRISM_CLUSTER` describes, else one of its own. What this machine lacks for a language is named, and its
//! programs count as not run.

mod api;
mod cache;
mod cases;
mod error;
mod judge;
mod processes;
mod project;
mod relay;
mod report;
mod runtimes;
mod written;

use std::{env, process::ExitCode};

use cluster::{ControlPlane, Identity};

use api::Api;
use cache::Cache;
use error::Error;
use relay::Relay;
use report::Report;
use runtimes::Runtime;

const USAGE: &str = "\
usage: clients [RUNTIME...] [--case NAME]

Compiles and runs the programs of all runtimes, or of those that are named:
  go  python  java  javascript-2  javascript-1  rust  dotnet  haskell
With --case, only the programs of one request.
";

fn main() -> ExitCode {
    let Some((runtimes, case)) = arguments(env::args().skip(1)) else {
        eprint!("{USAGE}");
        return ExitCode::from(2);
    };
    match run(&runtimes, case.as_deref()) {
        Ok(0) => ExitCode::SUCCESS,
        // What libtest's own binaries end with.
        Ok(_) => ExitCode::from(101),
        Err(error) => {
            eprintln!("clients: {error}");
            ExitCode::FAILURE
        }
    }
}

fn arguments(arguments: impl Iterator<Item = String>) -> Option<(Vec<Runtime>, Option<String>)> {
    let mut runtimes = Vec::new();
    let mut case = None;
    let mut arguments = arguments;
    while let Some(argument) = arguments.next() {
        if argument == "--case" {
            case = Some(arguments.next()?);
        } else {
            runtimes.push(Runtime::ALL.into_iter().find(|runtime| runtime.name() == argument)?);
        }
    }
    if runtimes.is_empty() {
        runtimes = Runtime::ALL.to_vec();
    }
    Some((runtimes, case))
}

/// Runs everything; how many programs failed.
fn run(runtimes: &[Runtime], case: Option<&str>) -> Result<u32, Error> {
    let cache = Cache::open()?;
    let control_plane = ControlPlane::attach_or_start(|line| println!("cluster: {line}"))?;
    let mut api = Api::read(control_plane.plane())?;
    let relay = Relay::start(&api.origin(Identity::Operator))?;
    let mut failed = 0;
    for runtime in runtimes {
        let programs = written::programs(runtime.language(), &mut api, &relay.origin(), case)?;
        let report = Report::new(runtime.name(), programs.len());
        runtime.run(&cache, &api, &programs, &report);
        failed += report.end();
    }
    Ok(failed)
}
