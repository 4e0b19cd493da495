//! The files of the recording that ships.

use std::{
    collections::BTreeSet,
    fs,
    io::Read as _,
    path::{Path, PathBuf},
};

use deckprism::recording::{Recording, index::Exchange};
use serde_json::Value;

/// Where it lies.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("recordings")
}

/// A file of the recording, unzipped.
pub fn file(name: &str) -> Vec<u8> {
    let bytes = fs::read(folder().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    if name.strip_suffix(".gz").is_none() {
        return bytes;
    }
    let mut unzipped = Vec::new();
    flate2::read::GzDecoder::new(&*bytes)
        .read_to_end(&mut unzipped)
        .unwrap_or_else(|error| panic!("{name}: {error}"));
    unzipped
}

/// Its index.
pub fn recording() -> Recording {
    Recording::read(&file("index.json")).unwrap()
}

/// Answers that prove what follows from it.
pub fn checks() -> Vec<Exchange> {
    serde_json::from_slice(&file("checks/index.json")).unwrap()
}

/// Every file but the README, by its name in the recording.
pub fn files() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut folders = vec![folder()];
    while let Some(path) = folders.pop() {
        for entry in fs::read_dir(path).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path
                .strip_prefix(folder())
                .unwrap()
                .to_str()
                .unwrap()
                .replace('\\', "/");
            if name != "README.md" {
                names.insert(name);
            }
        }
    }
    names
}

/// The namespace and name of each object of a collection.
pub fn objects(file_name: &str) -> Vec<(Option<String>, String)> {
    let table: Value = serde_json::from_slice(&file(file_name)).unwrap();
    let rows = table["rows"].as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().map(str::to_owned);
    rows.iter()
        .map(|row| &row["object"]["metadata"])
        .map(|metadata| (text(&metadata["namespace"]), text(&metadata["name"]).unwrap()))
        .collect()
}
