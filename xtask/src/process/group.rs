//! Process groups: every child leads one, so that ending it ends what it started, also on Ctrl-C.

use std::collections::BTreeSet;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use std::{process, thread};

use rustix::process::{Pid, Signal, WaitOptions, kill_process_group, test_kill_process_group, waitpid};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use super::{POLL, not_started};
use crate::error::{Error, Result};

/// An API server drains its connections and etcd closes its files in this time.
const GRACE: Duration = Duration::from_secs(20);

static LIVE: Mutex<BTreeSet<i32>> = Mutex::new(BTreeSet::new());
static ENDING: AtomicBool = AtomicBool::new(false);

/// Starts a child at the head of its own group, without the terminal's input.
pub fn spawn(command: &mut Command) -> Result<Child> {
    command.stdin(Stdio::null()).process_group(0);
    loop {
        park_if_ending();
        // Held across the start: a signal may not come between the start and the note of it.
        let mut live = live();
        if !ENDING.load(Ordering::SeqCst) {
            let child = command.spawn().map_err(|source| not_started(command, source))?;
            live.insert(child.id().cast_signed());
            return Ok(child);
        }
    }
}

/// Notes that a child has ended by itself; what it may have left running on purpose goes on.
pub fn forget(child: &Child) {
    live().remove(&child.id().cast_signed());
}

/// Ends whatever still runs in a child's group: politely, then for good.
pub fn end(child: &mut Child) {
    let id = child.id().cast_signed();
    end_all(&[id], || drop(child.try_wait()));
    live().remove(&id);
}

/// Ends all children when this process is interrupted or told to end, and then this process.
pub fn end_on_signals() -> Result<()> {
    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP]).map_err(|source| Error::Start {
        program: "the handler of signals".into(),
        source,
    })?;
    thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            ENDING.store(true, Ordering::SeqCst);
            let groups: Vec<i32> = live().iter().copied().collect();
            if !groups.is_empty() {
                eprintln!("\nxtask: stopping what was started …");
            }
            end_all(&groups, || {
                for group in groups.iter().filter_map(|id| Pid::from_raw(*id)) {
                    let _ = waitpid(Some(group), WaitOptions::NOHANG);
                }
            });
            process::exit(128 + signal);
        }
    });
    Ok(())
}

/// Waits for the handler of signals to end this process, if one came.
///
/// Without it the main thread would see its children end, report that as their failure, and exit before
/// the slower ones have ended.
pub fn park_if_ending() {
    while ENDING.load(Ordering::SeqCst) {
        thread::park();
    }
}

/// Ends groups; `reap` is called until they are gone, since a leader that nobody has waited for keeps its group there.
fn end_all(groups: &[i32], mut reap: impl FnMut()) {
    let groups: Vec<Pid> = groups.iter().filter_map(|id| Pid::from_raw(*id)).collect();
    for group in &groups {
        let _ = kill_process_group(*group, Signal::TERM);
    }
    let start = Instant::now();
    reap();
    while groups.iter().any(|group| test_kill_process_group(*group).is_ok()) {
        if start.elapsed() >= GRACE {
            for group in &groups {
                let _ = kill_process_group(*group, Signal::KILL);
            }
            return;
        }
        thread::sleep(POLL);
        reap();
    }
}

fn live() -> MutexGuard<'static, BTreeSet<i32>> {
    LIVE.lock().unwrap_or_else(PoisonError::into_inner)
}
