//! The user's cache folder: tools, target folders and locks that all checkouts share.

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::error::{Error, Result};

/// `$XDG_CACHE_HOME/deckprism`.
#[derive(Debug, Clone)]
pub struct Cache {
    root: PathBuf,
}

/// A lock that other processes of the same user wait for; released when dropped.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Cache {
    /// Opens the cache folder that the environment names.
    pub fn from_env() -> Result<Self> {
        // The XDG base directory specification: relative paths are invalid and count as unset.
        let base = env::var_os("XDG_CACHE_HOME")
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
            .or_else(|| env::home_dir().map(|home| home.join(".cache")))
            .ok_or_else(|| Error::Missing {
                what: "A cache folder".into(),
                remedy: "Set XDG_CACHE_HOME or HOME.".into(),
            })?;
        Self::at(base.join("deckprism"))
    }

    fn at(root: PathBuf) -> Result<Self> {
        fs::create_dir_all(&root).map_err(Error::file("create", &root))?;
        Ok(Self { root })
    }

    /// The folder itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where tools live, one folder for each tool and version.
    pub fn tools(&self) -> PathBuf {
        self.root.join("tools")
    }

    /// A target folder for Cargo that survives the checkout, so that a fresh clone builds warm.
    pub fn target(&self, kind: &str) -> PathBuf {
        self.root.join("target").join(kind)
    }

    /// Waits until this process alone holds the lock of that name.
    pub fn lock(&self, name: &str) -> Result<Lock> {
        let path = self.root.join(format!("{name}.lock"));
        let file = File::create(&path).map_err(Error::file("create", &path))?;
        if file.try_lock().is_err() {
            println!("setup: waiting for another xtask that holds the lock “{name}”");
            file.lock().map_err(Error::file("lock", &path))?;
        }
        Ok(Lock { _file: file })
    }

    /// Writes down that something was tried and failed.
    pub fn remember(&self, what: &str) -> Result<()> {
        let path = self.note(what);
        fs::write(&path, "").map_err(Error::file("write", &path))
    }

    /// Whether [`Self::remember`] was called for this within that time.
    pub fn remembers(&self, what: &str, within: Duration) -> bool {
        fs::metadata(self.note(what))
            .and_then(|metadata| metadata.modified())
            .is_ok_and(|then| then.elapsed().is_ok_and(|age| age < within))
    }

    fn note(&self, what: &str) -> PathBuf {
        self.root.join(format!("{what}.failed"))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    #[test]
    fn remembers_for_as_long_as_asked() {
        let scratch = Scratch::new();
        let cache = Cache::at(scratch.path().join("cache")).unwrap();
        assert!(!cache.remembers("target", Duration::from_mins(1)));
        cache.remember("target").unwrap();
        assert!(cache.remembers("target", Duration::from_mins(1)));
        assert!(!cache.remembers("target", Duration::ZERO));
    }

    #[test]
    fn a_lock_ends_with_its_holder() {
        let scratch = Scratch::new();
        let cache = Cache::at(scratch.path().join("cache")).unwrap();
        let lock = cache.lock("tools").unwrap();
        let second = File::open(cache.root().join("tools.lock")).unwrap();
        assert!(second.try_lock().is_err());
        drop(lock);
        assert!(second.try_lock().is_ok());
    }
}
