//! How files lie: a module is `name.rs` beside `name/`, each is part of its crate, and none grows too long.

use std::collections::BTreeSet;

use crate::{
    sources::{Fault, Source, expect, refuse},
    tokens::{modules, tokens},
};

/// A longer file is likely to be two things.
const MOST_LINES: usize = 400;

/// Files and folders that may be longer, with the reason.
const LONG: [(&str, &str); 1] = [("src/i18n/", "a language is one table of words, and so is their shape")];

/// The folders of the crates, each with the file that its modules start from.
const CRATES: [(&str, &[&str]); 5] = [
    ("src", &["lib.rs", "main.rs"]),
    ("xtask/src", &["main.rs"]),
    ("tests/cluster/src", &["lib.rs", "main.rs"]),
    ("tests/browser/src", &["lib.rs"]),
    ("tests/clients/src", &["main.rs"]),
];

#[test]
fn every_file_is_part_of_its_crate() {
    for (folder, roots) in CRATES {
        refuse(&unreachable(&Source::below(folder, ".rs"), folder, roots));
    }
}

#[test]
fn files_stay_short() {
    let files: Vec<_> = ["src", "xtask", "tests"]
        .iter()
        .flat_map(|folder| Source::below(folder, ".rs"))
        .collect();
    refuse(&too_long(&files, &LONG));
    refuse(&needless_exceptions(&files, &LONG));
}

/// Files that no `mod` leads to; `name/mod.rs` is one, since its parent is `name.rs`.
fn unreachable(files: &[Source], folder: &str, roots: &[&str]) -> Vec<Fault> {
    let declared: BTreeSet<String> = files.iter().flat_map(|file| declares(file, folder, roots)).collect();
    let is_root = |path: &str| {
        let name = path
            .strip_prefix(folder)
            .and_then(|rest| rest.strip_prefix('/'))
            .unwrap_or_default();
        // Cargo finds the programs in `bin/` by itself.
        roots.contains(&name) || (name.starts_with("bin/") && name.matches('/').count() == 1)
    };
    files
        .iter()
        .filter(|file| !is_root(&file.path) && !declared.contains(&file.path))
        .map(|file| {
            let parent = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            file.fault(
                1,
                format!("no `mod` in {parent}.rs, or in the crate's root, leads here"),
            )
        })
        .collect()
}

/// The files that the `mod` lines of a file lead to.
fn declares(file: &Source, folder: &str, roots: &[&str]) -> Vec<String> {
    let is_root = roots.iter().any(|root| file.path == format!("{folder}/{root}"));
    let below = if is_root {
        folder
    } else {
        file.path.strip_suffix(".rs").unwrap_or(&file.path)
    };
    let tokens = tokens(&file.text);
    modules(&tokens)
        .into_iter()
        .map(|(name, _)| format!("{below}/{name}.rs"))
        .collect()
}

fn too_long(files: &[Source], exceptions: &[(&str, &str)]) -> Vec<Fault> {
    files
        .iter()
        .filter(|file| is_long(file) && !exceptions.iter().any(|(start, _)| file.path.starts_with(start)))
        .map(|file| {
            let lines = file.text.lines().count();
            file.fault(
                lines,
                format!("{lines} lines; past {MOST_LINES} a file is likely to be two things"),
            )
        })
        .collect()
}

fn needless_exceptions(files: &[Source], exceptions: &[(&str, &str)]) -> Vec<Fault> {
    exceptions
        .iter()
        .filter(|(start, _)| !files.iter().any(|file| is_long(file) && file.path.starts_with(start)))
        .map(|(start, _)| Source::new(start, "").fault(1, "is excepted, and no longer long"))
        .collect()
}

fn is_long(file: &Source) -> bool {
    file.text.lines().count() > MOST_LINES
}

mod self_tests {
    use super::*;

    #[test]
    fn a_file_that_nothing_leads_to_is_found() {
        let files = [
            ("src/lib.rs", "pub mod kube;\nmod text;"),
            ("src/main.rs", ""),
            ("src/bin/tool.rs", ""),
            ("src/kube.rs", "pub mod path;"),
            ("src/kube/path.rs", "#[cfg(test)]\nmod tests;"),
            ("src/kube/path/tests.rs", ""),
            ("src/text.rs", "// mod age;"),
        ]
        .map(|(path, text)| Source::new(path, text));
        let check = |more: &[&str], found: &[&str]| {
            let mut files = files.to_vec();
            files.extend(more.iter().map(|path| Source::new(path, "")));
            let faults = unreachable(&files, "src", &["lib.rs", "main.rs"]);
            let paths: Vec<_> = faults.iter().map(|fault| fault.path.as_str()).collect();
            assert_eq!(paths, found);
        };
        check(&[], &[]);
        check(
            &["src/text/age.rs", "src/kube/mod.rs"],
            &["src/text/age.rs", "src/kube/mod.rs"],
        );
        check(
            &["src/sync/rows.rs", "src/bin/tool/part.rs"],
            &["src/sync/rows.rs", "src/bin/tool/part.rs"],
        );
    }

    #[test]
    fn long_files_and_needless_exceptions_are_found() {
        let file = |path, lines| Source::new(path, &"\n".repeat(lines));
        let files = [
            file("src/a.rs", 400),
            file("src/b.rs", 401),
            file("src/words/en.rs", 500),
        ];
        expect(&too_long(&files, &[("src/words/", "")]), &[401]);
        expect(&needless_exceptions(&files, &[("src/words/", "")]), &[]);
        expect(
            &needless_exceptions(&files, &[("src/a.rs", ""), ("src/c.rs", "")]),
            &[1, 1],
        );
    }
}
