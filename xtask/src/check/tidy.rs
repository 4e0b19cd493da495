//! Rules on the text of the repository that no compiler or linter knows.

mod rules;

use std::fs;
use std::process::Command;
use std::time::Duration;

use crate::error::{Error, Result};
use crate::process;
use crate::repo::Repo;
use rules::{LONG, faults, is_rust};

/// Reads every file that is or may be committed; prints what breaks a rule and returns how much that was.
pub fn check(repo: &Repo) -> Result<usize> {
    let mut git = Command::new("git");
    git.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(repo.root());
    let list = process::capture(&mut git, Duration::from_mins(1))?;
    let mut count = 0;
    for name in list.split_terminator('\0') {
        let path = repo.root().join(name);
        // What git still lists may be removed from the folder already.
        if !path.is_file() {
            continue;
        }
        let bytes = fs::read(&path).map_err(Error::file("read", &path))?;
        // Pictures and archives have no text to look at.
        let Ok(text) = String::from_utf8(bytes) else {
            continue;
        };
        for fault in faults(name, &text) {
            println!("{name}{fault}");
            count += 1;
        }
        let lines = text.lines().count();
        if lines > LONG && is_rust(name) {
            println!("note: {name} has {lines} lines; above {LONG} a file is likely to be two things");
        }
    }
    Ok(count)
}
