//! What may not stand in a file of the repository.
//!
//! The words are joined from pieces, or this file would break its own rules.

use std::fmt;

/// Longer files are reported, not refused.
pub const LONG: usize = 400;

/// Folders of the machines on which this is developed.
const MACHINE_PATHS: [&str; 2] = [concat!("/wo", "rk/"), concat!("/ro", "ot/")];

/// Where packages are downloaded from: that is the business of each reader's own configuration.
const REGISTRIES: [&str; 10] = [
    concat!("index.", "crates.io"),
    concat!("static.", "crates.io"),
    concat!("registry.", "npmjs"),
    concat!("proxy.", "golang.org"),
    concat!("sum.", "golang.org"),
    concat!("py", "pi.org"),
    concat!("files.", "pythonhosted"),
    concat!("repo1.", "maven"),
    concat!("deb.", "debian.org"),
    concat!("arti", "factory"),
];

/// What a Rust file does not say, with what to do instead.
const NOT_IN_RUST: [(&str, &str); 4] = [
    (
        concat!("inner_", "html"),
        "what comes from a cluster is text, never markup",
    ),
    (concat!("#[ign", "ore"), "a test runs or goes"),
    (concat!("to", "do!("), "an issue says what is left to do"),
    (concat!("unimple", "mented!("), "an issue says what is left to do"),
];

/// One place that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    line: usize,
    rule: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, ":{}: {}", self.line, self.rule)
    }
}

/// Everything in a file that breaks a rule.
pub fn faults(name: &str, text: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    if name.rsplit('/').next() == Some(concat!("mod", ".rs")) {
        faults.push(Fault {
            line: 1,
            rule: "a module is `name.rs` beside `name/`".into(),
        });
    }
    if is_rust(name) && !opens_with_its_meaning(text) {
        faults.push(Fault {
            line: 1,
            rule: "a module opens with one `//!` sentence".into(),
        });
    }
    for (index, line) in text.lines().enumerate() {
        let mut add = |rule: String| {
            faults.push(Fault { line: index + 1, rule });
        };
        for path in MACHINE_PATHS {
            if starts_a_path(line, path) {
                add(format!("the path {path} is of one machine only"));
            }
        }
        for host in REGISTRIES {
            if line.contains(host) {
                add(format!("{host} is a package registry's host"));
            }
        }
        if is_rust(name) {
            for (word, reason) in NOT_IN_RUST {
                if line.contains(word) {
                    add(format!("no {word}: {reason}"));
                }
            }
        }
    }
    faults
}

/// Whether a file holds Rust, by its name.
pub fn is_rust(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, extension)| extension == "rs")
}

/// Whether the first thing in a Rust file is its `//!` sentence; attributes for the whole file may stand before it.
fn opens_with_its_meaning(text: &str) -> bool {
    let mut lines = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with("#!["));
    lines.next().is_some_and(|line| line.starts_with("//! "))
}

/// Whether a path stands in a line from its beginning, and not as the end of a longer one such as `docs/work/`.
fn starts_a_path(line: &str, path: &str) -> bool {
    line.match_indices(path).any(|(at, _)| {
        line[..at]
            .chars()
            .next_back()
            .is_none_or(|before| !(before.is_alphanumeric() || "-_.}".contains(before)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "//! A module.\n";

    #[track_caller]
    fn check(name: &str, text: &str, expected: &[usize]) {
        let found = faults(name, text);
        let lines: Vec<usize> = found.iter().map(|fault| fault.line).collect();
        assert_eq!(lines, expected, "{found:?}");
    }

    #[test]
    fn machine_paths_and_registries_stand_nowhere() {
        check("a.md", &format!("see {}main", MACHINE_PATHS[0]), &[1]);
        check(
            "a.json",
            &format!("\n{{\"path\":\"{}.cache\"}}", MACHINE_PATHS[1]),
            &[2],
        );
        check("a.toml", &format!("https://{}/x", REGISTRIES[0]), &[1]);
        check("a.md", "example.org/docs/work/ and ${HOME}/work/x", &[]);
        check(
            "Cargo.lock",
            "source = \"registry+https://github.com/rust-lang/crates.io-index\"",
            &[],
        );
    }

    #[test]
    fn rust_files_keep_their_rules() {
        check("src/a.rs", HEAD, &[]);
        check(
            "tests/web.rs",
            &format!("#![cfg(target_arch = \"wasm32\")]\n\n{HEAD}"),
            &[],
        );
        check("src/a.rs", "use std::fmt;\n//! Late.", &[1]);
        check("src/a.rs", "", &[1]);
        check(&format!("src/a/{}", concat!("mod", ".rs")), HEAD, &[1]);
        for (word, _) in NOT_IN_RUST {
            check("src/a.rs", &format!("{HEAD}{word}"), &[2]);
            check("notes.md", word, &[]);
        }
    }
}
