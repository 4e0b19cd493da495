//! The user's cache folder, in which libraries and compiled programs outlive a checkout.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
};

use sha2::{Digest as _, Sha256};

use crate::error::Error;

/// `$XDG_CACHE_HOME/deckprism`, the same that `cargo xtask` uses.
#[derive(Clone, Debug)]
pub struct Cache {
    root: PathBuf,
}

/// A lock that other processes of the same user wait for; released when dropped.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Cache {
    /// Opens the folder, and makes it if need be.
    pub fn open() -> Result<Self, Error> {
        let root = cluster::binaries::cache_folder();
        fs::create_dir_all(&root).map_err(Error::file(&root))?;
        Ok(Self { root })
    }

    /// The folder of one runtime's programs.
    pub fn programs(&self, runtime: &str) -> PathBuf {
        self.root.join("clients").join(runtime)
    }

    /// Cargo's target folder for the programs in Rust.
    pub fn target(&self) -> PathBuf {
        self.root.join("target").join("clients")
    }

    /// Waits until this process alone builds and runs programs of a runtime.
    pub fn lock(&self, runtime: &str) -> Result<Lock, Error> {
        let path = self.root.join(format!("clients-{runtime}.lock"));
        let file = File::create(&path).map_err(Error::file(&path))?;
        if file.try_lock().is_err() {
            println!("clients: waiting for another process that runs programs of {runtime}");
            file.lock().map_err(Error::file(&path))?;
        }
        Ok(Lock { _file: file })
    }

    /// A folder with what lock files name, installed if it is not there yet. It appears only when it is whole.
    pub fn tool(
        &self,
        runtime: &str,
        files: &[(&str, &str)],
        takes: &str,
        install: impl FnOnce(&Path) -> Result<(), Error>,
    ) -> Result<PathBuf, Error> {
        let tools = self.root.join("tools");
        let name = format!("clients-{runtime}-{}", hash(files));
        let home = tools.join(&name);
        if home.is_dir() {
            return Ok(home);
        }
        println!("clients: installing what {runtime} needs ({takes})");
        let partial = tools.join(format!(".partial-{name}"));
        remove(&partial)?;
        fs::create_dir_all(&partial).map_err(Error::file(&partial))?;
        for (file, text) in files {
            let path = partial.join(file);
            fs::write(&path, text).map_err(Error::file(&path))?;
        }
        install(&partial)?;
        fs::rename(&partial, &home).map_err(Error::file(&home))?;
        Ok(home)
    }
}

/// A short name for the content of files.
pub fn hash(files: &[(&str, &str)]) -> String {
    let mut hash = Sha256::new();
    for (name, text) in files {
        hash.update(name);
        hash.update([0]);
        hash.update(text);
        hash.update([0]);
    }
    let digest = hash.finalize();
    let bytes: Vec<String> = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    bytes.concat()
}

fn remove(folder: &Path) -> Result<(), Error> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(Error::file(folder))?;
    }
    Ok(())
}
