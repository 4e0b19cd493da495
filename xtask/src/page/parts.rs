//! The page's wasm in parts: what every visit needs, and what a page fetches when it is first opened.
//!
//! Functions marked `wasm_split` in the sources begin such parts. The split works on what the linker wrote, relocations
//! included, which Trunk has no step for (trunk-rs/trunk#1022): so Trunk's own wasm is replaced by what is made here.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::thread;

use sha2::{Digest, Sha256};

use super::short_hash;
use crate::error::{Error, Result};
use crate::process;
use crate::setup::Setup;

const NAME: &str = "deckprism";
/// The module that fetches the parts, as wasm-split calls it.
const LINK: &str = "__wasm_split.js";
/// What rustc and wasm-split use, typed function references so that similar functions can be merged, and address 0 to
/// 1023 being the end of the stack.
const OPTIMISE: [&str; 13] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-multivalue",
    "--enable-reference-types",
    "--enable-gc",
    "--strip-producers",
    "--low-memory-unused",
    "--flatten",
    "--rereloop",
    "-Oz",
    "--converge",
];

/// What the linker wrote, and whether it is to be made small.
#[derive(Debug)]
pub struct Linked {
    /// The wasm file, with relocations.
    pub wasm: PathBuf,
    /// Whether it is built for shipping.
    pub is_release: bool,
    /// Whether the names of functions stay.
    pub keeps_names: bool,
}

/// Puts the parts into the place of the whole in the folder that Trunk assembles, and returns `index.html` with the new
/// names. One hash of all of them is in each name, since they only fit each other.
pub fn replace_whole(staging: &Path, html: &str, linked: &Linked, setup: &Setup) -> Result<String> {
    let old = stem(html).ok_or_else(|| Error::Page("it names no deckprism-….js".into()))?;
    let workshop = staging.join(".parts");
    fs::create_dir_all(&workshop).map_err(Error::file("create", &workshop))?;
    process::run(
        Command::new(setup.wasm_split()?)
            .arg(&linked.wasm)
            .arg(&workshop)
            .args(["--target", "web", "--out-name", NAME]),
    )?;
    bind(&workshop, setup)?;
    let parts = wasm_files(&workshop)?;
    if linked.is_release {
        let names = if linked.keeps_names {
            "--debuginfo"
        } else {
            "--strip-debug"
        };
        optimise(&parts, &setup.wasm_opt()?.join("wasm-opt"), names)?;
    }
    let mut files = BTreeMap::new();
    for file in parts
        .iter()
        .chain(&[workshop.join("deckprism.js"), workshop.join(LINK)])
    {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        files.insert(name, fs::read(file).map_err(Error::file("read", file))?);
    }
    for whole in [format!("{old}.js"), format!("{old}_bg.wasm")] {
        let path = staging.join(whole);
        fs::remove_file(&path).map_err(Error::file("remove", &path))?;
    }
    let new = named(&files);
    for (name, bytes) in &new.files {
        let path = staging.join(name);
        fs::write(&path, bytes).map_err(Error::file("write", &path))?;
    }
    fs::remove_dir_all(&workshop).map_err(Error::file("remove", &workshop))?;
    Ok(preload(&html.replace(&old, &new.stem), &new.stem))
}

/// wasm-bindgen for the main part; the others import what they need from it.
fn bind(workshop: &Path, setup: &Setup) -> Result<()> {
    let main = workshop.join("main");
    fs::create_dir_all(&main).map_err(Error::file("create", &main))?;
    let whole = workshop.join("deckprism.wasm");
    let input = main.join("deckprism.wasm");
    fs::rename(&whole, &input).map_err(Error::file("move", &whole))?;
    process::run(
        Command::new(setup.wasm_bindgen()?.join("wasm-bindgen"))
            .arg(&input)
            .args([
                "--target",
                "web",
                "--no-typescript",
                "--keep-lld-exports",
                "--out-name",
                NAME,
            ])
            .arg("--out-dir")
            .arg(workshop),
    )?;
    fs::remove_dir_all(&main).map_err(Error::file("remove", &main))
}

fn wasm_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = super::files(folder)?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "wasm"));
    Ok(files)
}

/// Makes all of them small, as many at once as there are cores, the largest first.
fn optimise(parts: &[PathBuf], wasm_opt: &Path, names: &str) -> Result<()> {
    let mut waiting = parts.to_vec();
    let size = |part: &PathBuf| fs::metadata(part).map_or(0, |it| it.len());
    waiting.sort_by_key(size);
    let waiting = Mutex::new(waiting);
    let next = || waiting.lock().ok().and_then(|mut waiting| waiting.pop());
    let work = || {
        while let Some(part) = next() {
            process::run(
                Command::new(wasm_opt)
                    .arg(names)
                    .args(OPTIMISE)
                    .arg(&part)
                    .arg("-o")
                    .arg(&part),
            )?;
        }
        Ok(())
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let threads: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        threads.into_iter().try_for_each(|thread| {
            thread
                .join()
                .unwrap_or_else(|_| Err(Error::Page("wasm-opt could not be run".into())))
        })
    })
}

/// The files under the names that they ship with.
struct Named {
    /// What all names begin with: `deckprism-0123456789abcdef`.
    stem: String,
    files: Vec<(String, Vec<u8>)>,
}

/// Gives the files names that change with the content of any of them.
fn named(files: &BTreeMap<String, Vec<u8>>) -> Named {
    let mut digest = Sha256::new();
    for (name, bytes) in files {
        digest.update(name.as_bytes());
        digest.update(bytes);
    }
    let stem = format!("{NAME}-{}", short_hash(digest));
    let name = |file: &str| match file {
        "deckprism.js" | "deckprism_bg.wasm" => file.replacen(NAME, &stem, 1),
        LINK => format!("{stem}_parts.js"),
        part => format!("{stem}_{part}"),
    };
    let renamed: Vec<(String, String)> = files.keys().map(|file| (file.clone(), name(file))).collect();
    let files = files
        .iter()
        .zip(&renamed)
        .map(|((file, bytes), (_, new))| {
            let is_script = Path::new(file).extension().is_some_and(|extension| extension == "js");
            let bytes = if is_script {
                rename_imports(bytes, &renamed)
            } else {
                bytes.clone()
            };
            (new.clone(), bytes)
        })
        .collect();
    Named { stem, files }
}

/// A script with the new names of the files that it imports or fetches. The names under which the wasm itself knows
/// what it imports stay as they are.
fn rename_imports(script: &[u8], renamed: &[(String, String)]) -> Vec<u8> {
    let mut script = String::from_utf8_lossy(script).into_owned();
    for (file, new) in renamed {
        for (before, after) in [("from \"./", "\""), ("new URL(\"./", "\""), ("new URL('", "'")] {
            script = script.replace(&format!("{before}{file}{after}"), &format!("{before}{new}{after}"));
        }
    }
    script.into_bytes()
}

/// What Trunk's names of the page's script and wasm begin with.
fn stem(html: &str) -> Option<String> {
    let start = html.find("./deckprism-")? + 2;
    let rest = html.get(start..)?;
    rest.split_once(".js").map(|(stem, _)| stem.to_owned())
}

/// Asks for the script that fetches parts together with the script that imports it, and not after it.
fn preload(html: &str, stem: &str) -> String {
    let link = format!("<link rel=\"modulepreload\" href=\"./{stem}_parts.js\" crossorigin=\"anonymous\"></head>");
    html.replacen("</head>", &link, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(main: &str) -> BTreeMap<String, Vec<u8>> {
        [
            (
                "__wasm_split.js",
                "import { initSync } from \"./deckprism.js\"; fetch(new URL(\"./split_learn.wasm\", b))",
            ),
            (
                "deckprism.js",
                "import * as i from \"./__wasm_split.js\"\n\"./__wasm_split.js\": i; new URL('deckprism_bg.wasm', m)",
            ),
            ("deckprism_bg.wasm", main),
            ("split_learn.wasm", "learn"),
        ]
        .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()))
        .into()
    }

    #[test]
    fn every_name_changes_with_the_content_of_any_file() {
        let first = named(&files("one"));
        let second = named(&files("two"));
        assert_ne!(first.stem, second.stem);
        for (name, _) in first.files.iter().chain(&second.files) {
            assert!(super::super::has_content_hash(Path::new(name)), "{name}");
        }
    }

    #[test]
    fn scripts_import_the_new_names() {
        let Named { stem, files } = named(&files("one"));
        let text = |end: &str| {
            let found = files.iter().find(|(name, _)| name.ends_with(end));
            String::from_utf8_lossy(found.map(|(_, bytes)| bytes.as_slice()).unwrap_or_default()).into_owned()
        };
        assert_eq!(
            text("_parts.js"),
            format!("import {{ initSync }} from \"./{stem}.js\"; fetch(new URL(\"./{stem}_split_learn.wasm\", b))")
        );
        assert_eq!(
            text(&format!("{stem}.js")),
            format!("import * as i from \"./{stem}_parts.js\"\n\"./__wasm_split.js\": i; new URL('{stem}_bg.wasm', m)")
        );
    }

    #[test]
    fn finds_the_names_that_trunk_gave() {
        let html = "<link href=\"./base-1.css\"><script>import init from './deckprism-00aa.js';</script></head>";
        assert_eq!(stem(html).as_deref(), Some("deckprism-00aa"));
        assert!(preload(html, "deckprism-1").contains("\"./deckprism-1_parts.js\""));
        assert_eq!(stem("<p>"), None);
    }
}
