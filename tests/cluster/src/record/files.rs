//! The files of a recording: collected in memory, written at the end, so that a failed run leaves the old ones alone.

use std::{
    collections::{BTreeMap, HashMap},
    fs,
    io::Write as _,
    path::Path,
};

use deckprism::recording::index::Index;
use flate2::{Compression, GzBuilder};
use serde::Serialize;

use super::error::RecordError;

/// Larger bodies are zipped: nobody reads their differences anyway.
const ZIP_FROM: usize = 64 * 1024;

/// The folders that a recording owns.
const FOLDERS: [&str; 4] = ["bodies", "checks", "collections", "logs"];

/// Files by their names.
#[derive(Debug, Default)]
pub(super) struct Files {
    files: BTreeMap<String, Vec<u8>>,
    /// Of each body in each folder.
    names: HashMap<(String, Vec<u8>), String>,
}

impl Files {
    /// Adds a body and returns the name of its file: that of an equal one in
    /// the same folder, if there is one.
    pub(super) fn add(&mut self, folder: &str, stem: &str, extension: &str, body: &[u8]) -> String {
        let key = (folder.to_owned(), body.to_vec());
        if let Some(name) = self.names.get(&key) {
            return name.clone();
        }
        let is_large = body.len() >= ZIP_FROM;
        let zipped = if is_large { ".gz" } else { "" };
        let mut name = format!("{folder}/{stem}.{extension}{zipped}");
        for number in 2.. {
            if !self.files.contains_key(&name) {
                break;
            }
            name = format!("{folder}/{stem}~{number}.{extension}{zipped}");
        }
        self.names.insert(key, name.clone());
        self.files
            .insert(name.clone(), if is_large { zip(body) } else { body.to_vec() });
        name
    }

    /// Adds a file that is to be read line by line in reviews, whatever its size.
    pub(super) fn add_plain(&mut self, name: &str, content: Vec<u8>) {
        self.files.insert(name.to_owned(), content);
    }

    /// The content of a small file, read as JSON.
    pub(super) fn json(&self, name: &str) -> Option<serde_json::Value> {
        serde_json::from_slice(self.files.get(name)?).ok()
    }

    /// How many bytes there are in all, and in each folder.
    pub(super) fn summary(&self) -> String {
        let size = |folder: &str| -> usize {
            self.files
                .iter()
                .filter(|(name, _)| name.starts_with(folder))
                .map(|(_, content)| content.len())
                .sum()
        };
        let parts = FOLDERS.map(|folder| format!("{folder} {}", size(&format!("{folder}/"))));
        format!(
            "{} files of {} bytes ({}, index {})",
            self.files.len(),
            size(""),
            parts.join(", "),
            size("index.json")
        )
    }

    /// Replaces what an earlier recording left in a folder; a README stays.
    pub(super) fn write(&self, folder: &Path) -> Result<(), RecordError> {
        for name in FOLDERS {
            let path = folder.join(name);
            if path.exists() {
                fs::remove_dir_all(&path).map_err(RecordError::file(&path))?;
            }
            fs::create_dir_all(&path).map_err(RecordError::file(&path))?;
        }
        for (name, content) in &self.files {
            let path = folder.join(name);
            fs::write(&path, content).map_err(RecordError::file(&path))?;
        }
        Ok(())
    }
}

/// The index as text, one entry a line, so that two recordings can be compared.
pub(super) fn spell(index: &Index) -> Result<String, RecordError> {
    let entries = [
        ("format", line(&index.format)?),
        ("recordedAt", line(&index.recorded_at)?),
        ("recordedAtMs", line(&index.recorded_at_ms)?),
        ("gitVersion", line(&index.git_version)?),
        ("collections", lines(&index.collections)?),
        ("logs", lines(&index.logs)?),
        ("exchanges", lines(&index.exchanges)?),
    ];
    let entries = entries.map(|(name, value)| format!("\"{name}\":{value}"));
    Ok(format!(
        "{{
{}
}}
",
        entries.join(
            ",
"
        )
    ))
}

fn line(value: &impl Serialize) -> Result<String, RecordError> {
    serde_json::to_string(value).map_err(RecordError::json("the index"))
}

/// A list as text, one entry a line.
pub(super) fn lines(values: &[impl Serialize]) -> Result<String, RecordError> {
    let lines = values.iter().map(line).collect::<Result<Vec<_>, _>>()?;
    Ok(format!("[\n{}\n]", lines.join(",\n")))
}

/// Without a time or a name inside, so that equal bodies become equal files.
fn zip(body: &[u8]) -> Vec<u8> {
    let mut zip = GzBuilder::new().write(Vec::new(), Compression::best());
    // Writing to memory cannot fail.
    zip.write_all(body).and_then(|()| zip.finish()).unwrap_or_default()
}

/// What a path and query become as part of a file's name, without what would rename it in each recording.
pub(super) fn stem(target: &str) -> String {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let path = match path.trim_matches('/') {
        "" => "root",
        path => path,
    };
    let varies = |pair: &&str| {
        !["resourceVersion", "continue=", "hash="]
            .iter()
            .any(|name| pair.starts_with(name))
    };
    let words: Vec<&str> = [path].into_iter().chain(query.split('&').filter(varies)).collect();
    let mut out: String = words
        .join("_")
        .trim_end_matches('_')
        .chars()
        .map(|c| match c {
            '/' => '.',
            c if c.is_ascii_alphanumeric() || "-._=,".contains(c) => c,
            _ => '_',
        })
        .collect();
    out.truncate(100);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_bodies_share_a_file_and_equal_names_do_not_clash() {
        let mut files = Files::default();
        assert_eq!(files.add("bodies", "a", "txt", b"ok"), "bodies/a.txt");
        assert_eq!(files.add("bodies", "b", "txt", b"ok"), "bodies/a.txt");
        assert_eq!(files.add("bodies", "a", "txt", b"other"), "bodies/a~2.txt");
        assert_eq!(
            files.add("bodies", "a", "txt", &vec![b'x'; ZIP_FROM]),
            "bodies/a.txt.gz"
        );
        assert!(files.summary().starts_with("3 files of "));
    }

    #[test]
    fn names_are_made_of_paths() {
        assert_eq!(stem("/"), "root");
        assert_eq!(stem("/openapi/v3/api/v1?hash=AB"), "openapi.v3.api.v1");
        assert_eq!(stem("/api/v1/pods?watch=1&resourceVersion=5"), "api.v1.pods_watch=1");
        assert_eq!(
            stem("/apis/apps/v1/deployments?limit=5&a=%20b"),
            "apis.apps.v1.deployments_limit=5_a=_20b"
        );
    }
}
