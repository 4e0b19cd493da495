//! What libtest prints, for programs in other languages.

use std::{
    io::{self, Write as _},
    sync::{Mutex, PoisonError},
    time::Instant,
};

/// The report of one runtime's programs. Workers share it.
#[derive(Debug)]
pub struct Report {
    runtime: &'static str,
    start: Instant,
    counts: Mutex<Counts>,
}

#[derive(Debug, Default)]
struct Counts {
    passed: u32,
    ignored: u32,
    failures: Vec<(String, String)>,
}

impl Report {
    /// Begins the report.
    pub fn new(runtime: &'static str, count: usize) -> Self {
        println!("\nrunning {count} programs: {runtime}");
        flush();
        Self {
            runtime,
            start: Instant::now(),
            counts: Mutex::default(),
        }
    }

    /// A program did what it should, or the reason why not.
    pub fn ran(&self, name: &str, result: Result<(), String>) {
        let name = format!("{}::{name}", self.runtime);
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        match result {
            Ok(()) => {
                println!("test {name} ... ok");
                counts.passed += 1;
            }
            Err(reason) => {
                println!("test {name} ... FAILED");
                counts.failures.push((name, reason));
            }
        }
        flush();
    }

    /// Nothing could be run, and why.
    pub fn not_run(&self, reason: &str) {
        println!("test {} ... ignored, not run: {reason}", self.runtime);
        self.counts.lock().unwrap_or_else(PoisonError::into_inner).ignored += 1;
        flush();
    }

    /// Ends the report; how many programs failed.
    pub fn end(self) -> u32 {
        let counts = self.counts.into_inner().unwrap_or_else(PoisonError::into_inner);
        if !counts.failures.is_empty() {
            println!("\nfailures:");
        }
        for (name, reason) in &counts.failures {
            println!("\n---- {name} ----\n{}", reason.trim_end());
        }
        let failed = u32::try_from(counts.failures.len()).unwrap_or(u32::MAX);
        println!(
            "\ntest result: {}. {} passed; {failed} failed; {} ignored; 0 measured; 0 filtered out; finished in {:.2}s",
            if failed == 0 { "ok" } else { "FAILED" },
            counts.passed,
            counts.ignored,
            self.start.elapsed().as_secs_f32()
        );
        flush();
        failed
    }
}

/// What is printed has to be seen before the next program starts.
fn flush() {
    let _ = io::stdout().flush();
}
