//! A shell that outlives this process by a moment and kills whatever this process leaves behind.
//!
//! It reads from a pipe whose other end only this process holds. When this process ends (a return from `main`,
//! a panic, Ctrl-C, SIGKILL) the kernel closes the pipe, and the shell kills the processes and removes the folders
//! that it was told about, with all that these have started. That needs neither signal handlers nor `unsafe`, and works where no destructor runs:
//! a control plane may be a `static` of a test binary.

use std::{
    io::{self, Write as _},
    os::unix::process::CommandExt as _,
    path::Path,
    process::{Child, ChildStdin, Command, Stdio},
    sync::{Mutex, PoisonError},
};

use crate::Error;

/// One line per order. At the end: kill in the order of registration reversed, so that the API server goes before
/// etcd; then remove the folders. Each process leads a group of its own, in which a chromedriver's browsers are, too.
const SCRIPT: &str = r#"
trap '' INT TERM HUP
newline='
'
processes=; folders=
without() { for each in $1; do [ "$each" = "$2" ] || printf '%s\n' "$each"; done; }
IFS=$newline
while IFS=' ' read -r order what; do
    case $order in
        add-process) processes="$what$newline$processes" ;;
        forget-process) processes=$(without "$processes" "$what") ;;
        add-folder) folders="$what$newline$folders" ;;
        forget-folder) folders=$(without "$folders" "$what") ;;
    esac
done
for process in $processes; do kill -s KILL -- "-$process" 2>/dev/null; done
for folder in $folders; do rm -rf -- "$folder" || { sleep 1; rm -rf -- "$folder"; }; done
"#;

static WATCHDOG: Mutex<Option<Watchdog>> = Mutex::new(None);

struct Watchdog {
    // Kept so that the pipe stays open; never waited for, because it ends after this process.
    _shell: Child,
    orders: ChildStdin,
}

/// From now on the group that `id` leads is killed when this process ends.
pub(super) fn add_process(id: u32) -> Result<(), Error> {
    order(&format!("add-process {id}")).map_err(|source| Error::Start {
        program: "the watchdog".into(),
        source,
    })
}

/// `id` is gone; the number may belong to another process soon.
pub(super) fn forget_process(id: u32) {
    // If the watchdog cannot be told, it is gone, and then it kills nothing.
    let _ = order(&format!("forget-process {id}"));
}

/// From now on `folder` is removed when this process ends.
pub fn add_folder(folder: &Path) -> Result<(), Error> {
    order(&format!("add-folder {}", folder.display())).map_err(|source| Error::Start {
        program: "the watchdog".into(),
        source,
    })
}

/// `folder` is removed already.
pub fn forget_folder(folder: &Path) {
    let _ = order(&format!("forget-folder {}", folder.display()));
}

fn order(line: &str) -> io::Result<()> {
    let mut watchdog = WATCHDOG.lock().unwrap_or_else(PoisonError::into_inner);
    if watchdog.is_none() {
        *watchdog = Some(start()?);
    }
    match watchdog.as_mut() {
        Some(watchdog) => writeln!(watchdog.orders, "{line}"),
        None => Ok(()),
    }
}

fn start() -> io::Result<Watchdog> {
    let mut shell = Command::new("/bin/sh")
        .args(["-c", SCRIPT])
        .stdin(Stdio::piped())
        // A pipe held open here would keep whoever reads this process' output waiting.
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()?;
    let orders = shell.stdin.take().ok_or(io::ErrorKind::BrokenPipe)?;
    Ok(Watchdog { _shell: shell, orders })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process::tests::{started_by, waits_until_gone};

    #[test]
    fn what_is_left_behind_is_killed_with_all_that_it_has_started() {
        let mut watchdog = start().expect("a shell");
        let (mut leader, child) = started_by();
        writeln!(watchdog.orders, "add-process {}", leader.id()).expect("it is told");
        drop(watchdog.orders);
        leader.wait().expect("it is killed");
        waits_until_gone(child);
    }
}
