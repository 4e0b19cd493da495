//! A folder of programs that a compiler looks at: files are written only if they say something new.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use crate::{error::Error, written::Written};

/// The files of a project, by their paths in its folder.
#[derive(Debug, Default)]
pub struct Project {
    files: Vec<(String, String)>,
}

impl Project {
    /// Adds a file.
    pub fn put(&mut self, path: impl Into<String>, text: impl Into<String>) {
        self.files.push((path.into(), text.into()));
    }

    /// Names and texts.
    pub fn files(&self) -> Vec<(&str, &str)> {
        self.files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
            .collect()
    }

    /// Writes the files into a folder and removes what else is in those of its folders that hold sources.
    ///
    /// What does not change keeps its time, since compilers decide by it what to do again.
    pub fn write(&self, folder: &Path, sources: &[&str]) -> Result<(), Error> {
        let mut kept = BTreeSet::new();
        for (name, text) in &self.files {
            let path = folder.join(name);
            let parent = path.parent().unwrap_or(folder);
            fs::create_dir_all(parent).map_err(Error::file(parent))?;
            if fs::read(&path).ok().as_deref() != Some(text.as_bytes()) {
                fs::write(&path, text).map_err(Error::file(&path))?;
            }
            kept.insert(path);
        }
        for source in sources {
            remove_others(&folder.join(source), &kept)?;
        }
        Ok(())
    }
}

fn remove_others(folder: &Path, kept: &BTreeSet<PathBuf>) -> Result<(), Error> {
    for entry in fs::read_dir(folder).map_err(Error::file(folder))? {
        let path = entry.map_err(Error::file(folder))?.path();
        if path.is_dir() {
            remove_others(&path, kept)?;
        } else if !kept.contains(&path) {
            fs::remove_file(&path).map_err(Error::file(&path))?;
        }
    }
    Ok(())
}

/// What one line for each program makes.
pub fn lines(programs: &[Written], line: impl Fn(&str) -> String) -> String {
    let lines: Vec<String> = programs.iter().map(|program| line(&program.name)).collect();
    lines.concat()
}

/// Puts a word in the place of another one that stands once: what is more than that would change the program.
pub fn replace_once(text: &str, old: &str, new: &str) -> Result<String, Error> {
    if text.matches(old).count() == 1 {
        Ok(text.replace(old, new))
    } else {
        Err(Error::unexpected(old.trim(), "does not stand once in a program"))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a test says what it expects by panicking
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_once_is_replaced() {
        assert_eq!(replace_once("a b", "b", "c").unwrap(), "a c");
        assert!(replace_once("a b b", "b", "c").is_err());
        assert!(replace_once("a", "b", "c").is_err());
    }

    #[test]
    fn what_does_not_change_keeps_its_time_and_the_rest_goes() {
        let folder = std::env::temp_dir().join(format!("deckprism-clients-{}", std::process::id()));
        let mut project = Project::default();
        project.put("a.txt", "1");
        project.put("src/b.txt", "2");
        project.write(&folder, &["src"]).unwrap();
        let time = |name: &str| fs::metadata(folder.join(name)).unwrap().modified().unwrap();
        let before = time("src/b.txt");
        fs::write(folder.join("src/c.txt"), "3").unwrap();
        fs::write(folder.join("d.txt"), "4").unwrap();
        project.write(&folder, &["src"]).unwrap();
        assert_eq!(time("src/b.txt"), before);
        assert!(!folder.join("src/c.txt").exists() && folder.join("d.txt").exists());
        fs::remove_dir_all(folder).unwrap();
    }
}
