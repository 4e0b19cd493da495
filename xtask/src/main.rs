//! Every command of the repository: `cargo xtask help` names them.

mod args;
mod bundle;
mod cache;
mod check;
mod error;
mod measure;
mod page;
mod plane;
mod process;
mod repo;
mod run;
#[cfg(test)]
mod scratch;
mod serve;
mod setup;
mod trunk;

use std::env;
use std::process::ExitCode;

use args::Task;
use cache::Cache;
use error::{Error, Result};
use repo::Repo;
use setup::Setup;

fn main() -> ExitCode {
    let result = Task::from_args(env::args_os().skip(1)).and_then(|task| carry_out(&task));
    process::park_if_ending();
    match result {
        Ok(()) => ExitCode::SUCCESS,
        // Its table and last line have said it.
        Err(Error::Checks) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}

fn carry_out(task: &Task) -> Result<()> {
    match task {
        Task::Help => {
            print!("{}", args::HELP);
            return Ok(());
        }
        Task::ListTests => {
            check::list();
            return Ok(());
        }
        _ => {}
    }
    process::end_on_signals()?;
    let repo = Repo::around_here()?;
    let cache = Cache::from_env()?;
    let setup = Setup::new(&cache, &repo);
    match task {
        Task::Setup => install_everything(&setup),
        Task::Build(profile) => trunk::build(&repo, &setup, *profile).map(drop),
        Task::Run(options) => run::run(&repo, &cache, &setup, options),
        Task::Test(only) => check::run(&repo, &cache, &setup, only),
        Task::Bench(pods) => measure::bench(&repo, &cache, &setup, *pods),
        Task::BenchLists(most) => measure::bench_lists(&repo, &cache, &setup, *most),
        Task::BenchProfile(pods) => measure::bench_profile(&repo, &cache, &setup, *pods),
        Task::BenchReaders => measure::bench_readers(&repo, &cache),
        Task::Record => measure::record(&repo, &cache),
        Task::Bundle => bundle::run(&repo, &setup),
        Task::PostBuild => page::post_build(&repo, &setup),
        Task::Help | Task::ListTests => Ok(()),
    }
}

fn install_everything(setup: &Setup) -> Result<()> {
    println!("wasm toolchain: {}", setup.wasm_toolchain()?.name());
    println!("trunk: {}", setup.trunk()?.display());
    println!("wasm-bindgen: {}", setup.wasm_bindgen()?.display());
    println!("wasm-split: {}", setup.wasm_split()?.display());
    println!("wasm-opt: {}", setup.wasm_opt()?.display());
    println!("axe-core: {}", setup.axe()?.display());
    println!("chromedriver: {}", setup.browser()?.driver.display());
    cluster::binaries::ensure(|line| println!("control plane: {line}"))
        .map_err(|error| Error::Plane(error.to_string()))?;
    Ok(())
}
