//! `cargo xtask test`: every check there is, one after the other, each to its end.

mod libtest;
mod step;
mod summary;
mod tidy;
mod workbench;

use std::io::{self, Write};
use std::time::Instant;

pub use step::Step;

use crate::cache::Cache;
use crate::error::{Error, Result};
use crate::repo::Repo;
use crate::setup::Setup;
use libtest::Counts;
use summary::{Row, Summary};
use workbench::Workbench;

/// Prints the names of the steps and what each checks.
pub fn list() {
    for step in Step::ALL {
        println!("{:12} {}", step.name(), step.meaning());
    }
}

/// Runs the steps with these names, or all if there are none.
pub fn run(repo: &Repo, cache: &Cache, setup: &Setup, only: &[String]) -> Result<()> {
    let steps = Step::chosen(only)?;
    let mut workbench = Workbench::new(repo, cache, setup, &steps);
    let mut summary = Summary::default();
    for step in steps {
        println!("\n━━ {}: {}", step.name(), step.meaning());
        // What children write goes around this process' buffer.
        let _ = io::stdout().flush();
        let start = Instant::now();
        let (counts, error) = match workbench.run(step) {
            Ok(counts) => (counts, None),
            Err(error) => (Counts { passed: 0, failed: 1 }, Some(error.to_string())),
        };
        let row = Row {
            name: step.name(),
            time: start.elapsed(),
            counts,
            error,
        };
        println!("── {row}");
        summary.rows.push(row);
    }
    // The control plane says what it has to say before the last line.
    drop(workbench);
    println!("\n{summary}");
    if summary.total().failed == 0 {
        Ok(())
    } else {
        Err(Error::Checks)
    }
}
