//! Programs that run until they are stopped, and that cannot outlive this process.
//!
//! Every program is a child in its own process group (Ctrl-C in a terminal reaches this process alone) and is
//! registered with the [`watchdog`] before it runs. Dropping a [`Process`] kills it; if this process ends in any
//! other way, the watchdog does.

use std::{
    ffi::OsStr,
    fs::{self, File},
    io::Write as _,
    os::unix::process::CommandExt as _,
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::Error;

pub mod watchdog;

/// A shell that waits for a line and then becomes the program: it starts only once the watchdog knows its id,
/// and not at all if this process dies before that.
const ARMED_START: &str = r#"read -r _ || exit 0; exec "$@" </dev/null"#;

/// A running program.
#[derive(Debug)]
pub struct Process {
    name: String,
    child: Child,
    log: PathBuf,
    /// Whether its end was taken note of: its id may belong to another process from then on.
    is_over: bool,
}

impl Process {
    /// Starts `program`; everything that it writes goes to `log`.
    pub fn start<A: AsRef<OsStr>>(
        name: &str,
        program: &Path,
        arguments: impl IntoIterator<Item = A>,
        log: &Path,
    ) -> Result<Self, Error> {
        let output = append_to(log)?;
        Self::spawn(name, program, arguments, log, output.into())
    }

    /// Starts `program` and hands its standard output to the caller; only its errors go to `log`.
    pub fn start_with_output<A: AsRef<OsStr>>(
        name: &str,
        program: &Path,
        arguments: impl IntoIterator<Item = A>,
        log: &Path,
    ) -> Result<(Self, Option<ChildStdout>), Error> {
        let mut process = Self::spawn(name, program, arguments, log, Stdio::piped())?;
        let output = process.child.stdout.take();
        Ok((process, output))
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// An error with the end of its log if the program has ended by itself.
    pub fn check(&mut self) -> Result<(), Error> {
        if self.is_over {
            return Err(self.ended("ended before"));
        }
        match self.child.try_wait() {
            Ok(None) => Ok(()),
            Ok(Some(status)) => {
                self.is_over = true;
                watchdog::forget_process(self.id());
                Err(self.ended(&status.to_string()))
            }
            Err(source) => Err(self.ended(&source.to_string())),
        }
    }

    /// Kills the program with all that it has started, and returns when it is gone. A second call does nothing.
    ///
    /// SIGKILL and not SIGTERM: a terminated API server drains its connections for more than half a minute, and
    /// nothing of a throw-away control plane is worth a clean end.
    pub fn kill(&mut self) {
        if self.is_over {
            return;
        }
        // The group first: its leader keeps the id until it is waited for, also where it has ended by itself. All fail only
        // where a program is gone already, which is what is wanted.
        let _ = signal("KILL", &format!("-{}", self.id()));
        let _ = self.child.kill();
        let _ = self.child.wait();
        self.is_over = true;
        watchdog::forget_process(self.id());
    }

    /// Stops the program where it stands: its connections stay open and nobody answers.
    pub fn freeze(&self) -> Result<(), Error> {
        signal("STOP", &self.id().to_string())?;
        // The signal reaches one thread after the other; the last ones could still answer.
        let deadline = Instant::now() + Duration::from_secs(5);
        while self.has_running_threads() && Instant::now() < deadline {
            thread::yield_now();
        }
        Ok(())
    }

    /// Lets a frozen program go on.
    pub fn thaw(&self) -> Result<(), Error> {
        signal("CONT", &self.id().to_string())
    }

    fn spawn<A: AsRef<OsStr>>(
        name: &str,
        program: &Path,
        arguments: impl IntoIterator<Item = A>,
        log: &Path,
        output: Stdio,
    ) -> Result<Self, Error> {
        let start_error = |source| Error::Start {
            program: name.into(),
            source,
        };
        let mut child = Command::new("/bin/sh")
            .args(["-c", ARMED_START, "sh"])
            .arg(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(output)
            .stderr(append_to(log)?)
            .process_group(0)
            .spawn()
            .map_err(start_error)?;
        let go = child.stdin.take();
        let process = Self {
            name: name.into(),
            child,
            log: log.into(),
            is_over: false,
        };
        watchdog::add_process(process.id())?;
        if let Some(mut go) = go {
            go.write_all(b"go\n").map_err(start_error)?;
        }
        Ok(process)
    }

    /// Whether a thread is not stopped; without `/proc` nobody can tell.
    fn has_running_threads(&self) -> bool {
        let threads = fs::read_dir(format!("/proc/{}/task", self.id()));
        threads.into_iter().flatten().flatten().any(|thread| {
            let stat = fs::read_to_string(thread.path().join("stat")).unwrap_or_default();
            // The state follows the name, which stands in parentheses and may hold any character.
            stat.rsplit_once(')')
                .is_some_and(|(_, rest)| !rest.trim_start().starts_with('T'))
        })
    }

    fn ended(&self, status: &str) -> Error {
        Error::Ended {
            program: self.name.clone(),
            status: status.into(),
            log: last_lines(&self.log, 15),
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

/// The standard library can only kill one process; other signals, and groups, take the shell's builtin without `unsafe`.
fn signal(name: &str, whom: &str) -> Result<(), Error> {
    let start_error = |source| Error::Start {
        program: "kill".into(),
        source,
    };
    Command::new("/bin/sh")
        .args(["-c", r#"kill -s "$0" -- "$1""#, name, whom])
        .status()
        .map(drop)
        .map_err(start_error)
}

fn append_to(log: &Path) -> Result<File, Error> {
    File::options()
        .create(true)
        .append(true)
        .open(log)
        .map_err(Error::file(log))
}

fn last_lines(log: &Path, count: usize) -> String {
    let text = fs::read(log).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(count)..].join("\n")
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead as _, BufReader};

    use super::*;

    fn lives(id: u32) -> bool {
        Path::new(&format!("/proc/{id}")).exists()
    }

    /// A program in a group of its own, and the id of one that it has started.
    pub(super) fn started_by() -> (Child, u32) {
        let mut leader = Command::new("sh")
            .args(["-c", "sleep 1000 & echo $!; wait"])
            .stdout(Stdio::piped())
            .process_group(0)
            .spawn()
            .expect("sh starts");
        let mut line = String::new();
        BufReader::new(leader.stdout.take().expect("its output"))
            .read_line(&mut line)
            .expect("a line");
        (leader, line.trim().parse().expect("an id"))
    }

    /// A process without a parent is there until the system has taken note of its end.
    pub(super) fn waits_until_gone(id: u32) {
        let is_gone = || {
            let stat = fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
            stat.rsplit_once(") ").is_none_or(|(_, state)| state.starts_with('Z'))
        };
        let deadline = Instant::now() + Duration::from_secs(10);
        while !is_gone() {
            assert!(Instant::now() < deadline, "{id} is still there");
            thread::sleep(Duration::from_millis(10));
        }
    }

    #[test]
    fn what_a_program_has_started_goes_with_it() {
        let (leader, child) = started_by();
        let process = Process {
            name: "sh".into(),
            child: leader,
            log: PathBuf::new(),
            is_over: false,
        };
        assert!(lives(child));
        drop(process);
        waits_until_gone(child);
    }

    #[test]
    fn a_dropped_process_is_gone() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let log = folder.path().join("log");
        let process = Process::start("sleep", Path::new("sleep"), ["1000"], &log).expect("sleep starts");
        let id = process.id();
        assert!(lives(id));
        drop(process);
        assert!(!lives(id));
    }

    #[test]
    fn a_program_that_ends_by_itself_is_reported_with_its_last_words() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let log = folder.path().join("log");
        let (mut process, output) = Process::start_with_output(
            "sh",
            Path::new("sh"),
            ["-c", "echo out; echo last words >&2; exit 3"],
            &log,
        )
        .expect("sh starts");
        let line = std::io::read_to_string(output.expect("its output")).expect("text");
        assert_eq!(line, "out\n");
        process.child.wait().expect("it ends");
        let error = process.check().expect_err("it has ended").to_string();
        assert!(
            error.contains("exit status: 3") && error.contains("last words"),
            "{error}"
        );
    }
}
