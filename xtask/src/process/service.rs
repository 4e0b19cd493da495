//! A child that runs beside the command until it is dropped.

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use super::{group, over_time, spelled};
use crate::error::{Error, Result};

/// A running program, ended with its whole group when this is dropped.
#[derive(Debug)]
pub struct Service {
    child: Child,
    name: String,
    _guard: Option<ChildStdin>,
}

impl Service {
    /// Starts a program and waits for the first line on its standard output that `ready` turns into something.
    ///
    /// Lines before and after it go to this process' standard error, so that standard output stays the command's own.
    pub fn start<T: Send + 'static>(
        command: &mut Command,
        limit: Duration,
        ready: impl FnMut(&str) -> Option<T> + Send + 'static,
    ) -> Result<(Self, T)> {
        command.stdout(Stdio::piped());
        let mut child = group::spawn(command)?;
        let first = child.stdout.take().map(|stdout| watch(stdout, ready));
        let service = Self {
            _guard: guard(&child),
            child,
            name: spelled(command),
        };
        match first.map(|first| first.recv_timeout(limit)) {
            Some(Ok(found)) => Ok((service, found)),
            Some(Err(mpsc::RecvTimeoutError::Timeout)) => Err(over_time(command, limit)),
            // The pipe closed: the program has ended, or will not say anything more.
            _ => Err(service.ended()),
        }
    }

    /// Waits until the program ends by itself, which a service should not.
    pub fn outlast(mut self) -> Error {
        let _ = self.child.wait();
        self.ended()
    }

    fn ended(mut self) -> Error {
        // A program closes its pipes a moment before it can be waited for.
        thread::sleep(super::POLL);
        match self.child.try_wait() {
            Ok(Some(status)) => Error::Failed {
                program: self.name.clone(),
                status,
                detail: String::new(),
            },
            _ => Error::Serve(format!("`{}` did not say that it is ready", self.name)),
        }
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        group::end(&mut self.child);
    }
}

/// Ends the program's group when this process is gone, also by SIGKILL, which no handler sees: the kernel closes the
/// pipe that the guard reads. A proxy with somebody's credentials should not be left behind.
fn guard(child: &Child) -> Option<ChildStdin> {
    let mut shell = Command::new("sh");
    shell.args([
        "-c",
        "trap '' INT TERM HUP; read -r _; kill -TERM -- \"-$1\" 2>/dev/null",
        "sh",
    ]);
    shell.arg(child.id().to_string()).stdin(Stdio::piped()).process_group(0);
    shell.stdout(Stdio::null()).stderr(Stdio::null());
    // Without a shell there is no guard; the program serves all the same.
    shell.spawn().ok()?.stdin.take()
}

fn watch<T: Send + 'static>(
    stdout: ChildStdout,
    mut ready: impl FnMut(&str) -> Option<T> + Send + 'static,
) -> Receiver<T> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut sender = Some(sender);
        for line in BufReader::new(stdout).lines().map_while(std::result::Result::ok) {
            let found = if sender.is_some() { ready(&line) } else { None };
            match found {
                Some(found) => drop(sender.take().map(|sender| sender.send(found))),
                None => eprintln!("{line}"),
            }
        }
    });
    receiver
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::path::Path;

    use super::*;

    const LIMIT: Duration = Duration::from_secs(10);

    fn sh(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    fn number(line: &str) -> Option<u32> {
        line.strip_prefix("ready ")?.parse().ok()
    }

    #[test]
    fn ends_with_all_that_it_started() {
        let script = "echo hello; sleep 100 & echo ready $!; wait";
        let (service, grandchild) = Service::start(&mut sh(script), LIMIT, number).unwrap();
        let entry = format!("/proc/{grandchild}/cmdline");
        assert!(Path::new(&entry).exists());
        drop(service);
        // Whoever inherits an orphan may take a moment to wait for it; a dead process has no command line.
        assert!(std::fs::read(&entry).unwrap_or_default().is_empty());
    }

    #[test]
    fn tells_why_it_is_not_ready() {
        let ended = Service::start(&mut sh("exit 7"), LIMIT, number).unwrap_err();
        assert!(ended.to_string().contains('7'), "{ended}");
        let slow = Service::start(&mut sh("sleep 100"), Duration::from_millis(100), number);
        assert!(matches!(slow, Err(Error::TimeLimit { .. })), "{slow:?}");
    }
}
