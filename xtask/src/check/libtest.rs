//! The numbers in what Rust's test harnesses print.

use std::ops::AddAssign;
use std::process::Command;
use std::time::Duration;

use crate::error::Result;
use crate::process;

/// Tests that hang must end before whoever runs them gives up on the whole run.
const LIMIT: Duration = Duration::from_mins(40);

/// How many checks passed and failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Those that passed.
    pub passed: u32,
    /// Those that failed.
    pub failed: u32,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// Reads a line such as `test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; …`, which libtest and
/// wasm-bindgen's runner print alike, once for each binary.
fn result_line(line: &str) -> Option<Counts> {
    let (_, numbers) = line.trim().strip_prefix("test result: ")?.split_once(". ")?;
    let count = |word: &str| {
        numbers
            .split("; ")
            .find_map(|part| part.strip_suffix(word)?.trim_end().parse().ok())
    };
    Some(Counts {
        passed: count("passed")?,
        failed: count("failed")?,
    })
}

/// Runs `cargo test` and adds up what its binaries count. Where nothing ran, or the command failed though no test did
/// (a crash, a compiler's error), that is a failure of its own.
pub fn run(cargo: &mut Command) -> Result<Counts> {
    let mut counts = Counts::default();
    let status = process::each_line(cargo, LIMIT, |line| {
        counts += result_line(line).unwrap_or_default();
    })?;
    let command = process::spelled(cargo);
    if !status.success() && counts.failed == 0 {
        println!("`{command}` failed ({status})");
        counts.failed = 1;
    } else if counts == Counts::default() {
        println!("`{command}` ran no test");
        counts.failed = 1;
    }
    Ok(counts)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, passed: u32, failed: u32) {
        assert_eq!(result_line(line), Some(Counts { passed, failed }), "{line}");
    }

    #[test]
    fn reads_the_line_of_each_harness() {
        check(
            "test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out; finished in 0.01s",
            5,
            0,
        );
        check(
            "test result: FAILED. 11 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out",
            11,
            3,
        );
        check(
            "test result: ok. 7 passed; 0 failed; 0 ignored; 0 filtered out; finished in 0.42s",
            7,
            0,
        );
    }

    #[test]
    fn other_lines_hold_no_numbers() {
        for line in [
            "",
            "running 5 tests",
            "test result: ok.",
            "test a ... ok",
            "5 passed; 0 failed",
            "test result: ok. x",
        ] {
            assert_eq!(result_line(line), None, "{line}");
        }
    }

    fn sh(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn adds_up_what_binaries_count() {
        let ok = "echo 'test result: ok. 2 passed; 0 failed; 0 ignored'";
        let counts = run(&mut sh(&format!("{ok}; {ok}"))).unwrap();
        assert_eq!((counts.passed, counts.failed), (4, 0));
    }

    #[track_caller]
    fn ended(script: &str, passed: u32, failed: u32) {
        let counts = run(&mut sh(script)).unwrap();
        assert_eq!(counts, Counts { passed, failed }, "{script}");
    }

    #[test]
    fn nothing_run_and_crashes_are_failures() {
        ended("true", 0, 1);
        ended("echo 'test result: ok. 2 passed; 0 failed; 0 ignored'; exit 101", 2, 1);
        ended(
            "echo 'test result: FAILED. 2 passed; 3 failed; 0 ignored'; exit 101",
            2,
            3,
        );
    }
}
