//! Children of this process: started in a group of their own, watched, and ended with all that they started.

mod group;
mod service;

use std::io::{self, BufRead, BufReader, Read};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

pub use group::{end_on_signals, park_if_ending};
pub use service::Service;

use crate::error::{Error, Result};

const POLL: Duration = Duration::from_millis(20);

/// Runs a program to its end; what it prints is the reader's to see.
pub fn run(command: &mut Command) -> Result<()> {
    let mut child = group::spawn(command)?;
    let status = child.wait().map_err(|source| not_started(command, source));
    group::forget(&child);
    succeed(command, status?, String::new())
}

/// Like [`run`], but ends the program after that time.
pub fn run_within(command: &mut Command, limit: Duration) -> Result<()> {
    let mut child = group::spawn(command)?;
    let status = wait_within(&mut child, limit);
    group::end(&mut child);
    succeed(command, status.ok_or_else(|| over_time(command, limit))?, String::new())
}

/// Runs a program for what it prints on standard output, at most for that time.
pub fn capture(command: &mut Command, limit: Duration) -> Result<String> {
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = group::spawn(command)?;
    // Both pipes are drained while waiting: a full one would stop the program.
    let stdout = drain(child.stdout.take());
    let stderr = drain(child.stderr.take());
    let status = wait_within(&mut child, limit);
    group::end(&mut child);
    let status = status.ok_or_else(|| over_time(command, limit))?;
    let said = stderr.join().unwrap_or_default();
    let detail = if said.trim().is_empty() {
        String::new()
    } else {
        format!("\n{}", said.trim_end())
    };
    succeed(command, status, detail)?;
    Ok(stdout.join().unwrap_or_default())
}

/// Runs a program to its end, at most for that time, printing its standard output and handing on each line of it.
pub fn each_line(command: &mut Command, limit: Duration, mut on_line: impl FnMut(&str) + Send) -> Result<ExitStatus> {
    command.stdout(Stdio::piped());
    let mut child = group::spawn(command)?;
    let stdout = child.stdout.take();
    thread::scope(|scope| {
        scope.spawn(move || {
            let Some(stdout) = stdout else { return };
            for line in BufReader::new(stdout).split(b'\n').map_while(io::Result::ok) {
                let line = String::from_utf8_lossy(&line);
                println!("{line}");
                on_line(&line);
            }
        });
        let status = wait_within(&mut child, limit);
        // What the program left behind may hold the pipe, and then the thread would read for ever.
        group::end(&mut child);
        status.ok_or_else(|| over_time(command, limit))
    })
}

/// The program and its arguments as one would type them, roughly: for messages only.
pub fn spelled(command: &Command) -> String {
    let program = command.get_program().to_string_lossy();
    let name = program.rsplit('/').next().unwrap_or(&program).to_owned();
    command
        .get_args()
        .fold(name, |line, argument| line + " " + &argument.to_string_lossy())
}

fn wait_within(child: &mut Child, limit: Duration) -> Option<ExitStatus> {
    let start = Instant::now();
    loop {
        if let Ok(Some(status)) = child.try_wait() {
            return Some(status);
        }
        if start.elapsed() >= limit {
            return None;
        }
        thread::sleep(POLL);
    }
}

fn drain(pipe: Option<impl Read + Send + 'static>) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            let _ = pipe.read_to_end(&mut bytes);
        }
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

fn succeed(command: &Command, status: ExitStatus, detail: String) -> Result<()> {
    if status.success() {
        Ok(())
    } else {
        Err(Error::Failed {
            program: spelled(command),
            status,
            detail,
        })
    }
}

fn over_time(command: &Command, limit: Duration) -> Error {
    Error::TimeLimit {
        program: spelled(command),
        seconds: limit.as_secs(),
    }
}

fn not_started(command: &Command, source: io::Error) -> Error {
    Error::Start {
        program: spelled(command),
        source,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const LONG: Duration = Duration::from_secs(10);

    fn sh(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn captures_and_reports() {
        assert_eq!(
            capture(&mut sh("echo out; echo err >&2"), Duration::from_secs(5)).unwrap(),
            "out\n"
        );
        let error = capture(&mut sh("echo why >&2; exit 3"), Duration::from_secs(5))
            .unwrap_err()
            .to_string();
        assert!(error.contains("why") && error.contains('3'), "{error}");
    }

    #[test]
    fn ends_what_takes_too_long_with_its_children() {
        let start = Instant::now();
        // The grandchild holds the pipe: if it lived on, draining the pipe would last 60 s.
        let result = capture(&mut sh("sleep 60 & wait"), Duration::from_millis(200));
        assert!(matches!(result, Err(Error::TimeLimit { .. })), "{result:?}");
        assert!(start.elapsed() < Duration::from_secs(20));
    }

    #[test]
    fn hands_on_each_line() {
        let mut lines = Vec::new();
        let status = each_line(&mut sh("echo one; echo two; sleep 100 & exit 1"), LONG, |line| {
            lines.push(line.to_owned());
        })
        .unwrap();
        assert_eq!(lines, ["one", "two"]);
        assert_eq!(status.code(), Some(1));
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let error = run(&mut Command::new("/nowhere/no-such-program"))
            .unwrap_err()
            .to_string();
        assert!(error.contains("no-such-program"), "{error}");
    }
}
