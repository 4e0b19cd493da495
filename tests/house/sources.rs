//! Files of the repository, and what is wrong with them.

use std::{fmt, fs, path::Path};

/// A text file.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its path from the root of the repository, with `/`.
    pub path: String,
    /// What it says.
    pub text: String,
}

/// One place that breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub rule: String,
}

impl Source {
    /// A file that a test makes up.
    pub fn new(path: &str, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }

    /// A file of the repository.
    pub fn read(path: &str) -> Self {
        let text = fs::read_to_string(root().join(path));
        Self::new(path, &text.unwrap_or_else(|error| panic!("{path}: {error}")))
    }

    /// All files below a folder whose names end so, sorted.
    pub fn below(folder: &str, end: &str) -> Vec<Self> {
        let mut found = Vec::new();
        let entries = fs::read_dir(root().join(folder));
        for entry in entries.unwrap_or_else(|error| panic!("{folder}: {error}")).flatten() {
            let name = format!("{folder}/{}", entry.file_name().to_string_lossy());
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            if is_folder && !name.ends_with("/target") {
                found.extend(Self::below(&name, end));
            } else if !is_folder && name.ends_with(end) {
                found.push(Self::read(&name));
            }
        }
        found.sort_by(|one, other| one.path.cmp(&other.path));
        found
    }

    /// A fault in this file.
    pub fn fault(&self, line: usize, rule: impl Into<String>) -> Fault {
        Fault {
            path: self.path.clone(),
            line,
            rule: rule.into(),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, line, rule } = self;
        write!(f, "{path}:{line}: {rule}")
    }
}

/// What breaks a rule in any of the sources.
pub fn each(sources: &[Source], rule: impl Fn(&Source) -> Vec<Fault>) -> Vec<Fault> {
    sources.iter().flat_map(rule).collect()
}

/// Fails with every fault on a line of its own.
#[track_caller]
pub fn refuse(faults: &[Fault]) {
    let lines: Vec<_> = faults.iter().map(Fault::to_string).collect();
    assert!(lines.is_empty(), "the house rules are broken:\n{}", lines.join("\n"));
}

/// Checks that a rule finds its faults on these lines and nowhere else.
#[track_caller]
pub fn expect(faults: &[Fault], lines: &[usize]) {
    let found: Vec<_> = faults.iter().map(|fault| fault.line).collect();
    assert_eq!(found, lines, "{faults:?}");
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
