//! `cargo xtask bundle`: the page as one archive, the same bytes for the same page.

use std::fmt::Write;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use flate2::{Compression, GzBuilder};
use sha2::{Digest, Sha256};
use tar::{Builder, EntryType, Header};

use crate::args::Profile;
use crate::error::{Error, Result};
use crate::page;
use crate::repo::Repo;
use crate::setup::Setup;
use crate::trunk;

/// Builds the page and packs it.
pub fn run(repo: &Repo, setup: &Setup) -> Result<()> {
    let dist = trunk::build(repo, setup, Profile::Release)?;
    let name = format!("deckprism-{}", repo.locked_version("deckprism")?);
    let archive = repo.root().join(format!("{name}.tar.gz"));
    let hash = pack(&dist, &name, &archive)?;
    println!("\n{hash}  {name}.tar.gz");
    println!("Unpack with `tar -xzf {name}.tar.gz`: other ways may lose the dates of the files, which keep browsers");
    println!("from showing an old build. Then serve the folder {name} as the README says.");
    Ok(())
}

/// Packs the files below a folder; returns the archive's SHA-256 in hexadecimal.
fn pack(folder: &Path, name: &str, archive: &Path) -> Result<String> {
    let output = File::create(archive).map_err(Error::file("create", archive))?;
    // A GzBuilder without settings writes neither a name nor a time.
    let mut tar = Builder::new(GzBuilder::new().write(output, Compression::best()));
    for file in page::files(folder)? {
        let inner = PathBuf::from(name).join(file.strip_prefix(folder).unwrap_or(&file));
        append(&mut tar, &file, &inner).map_err(Error::file("pack", &file))?;
    }
    let written = tar.into_inner().and_then(flate2::write::GzEncoder::finish);
    written.map_err(Error::file("write", archive))?;
    let bytes = fs::read(archive).map_err(Error::file("read", archive))?;
    Ok(hexadecimal(&Sha256::digest(bytes)))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Adds a file as anybody's, dated to the epoch: see [`page`] for what that date does.
fn append<W: io::Write>(tar: &mut Builder<W>, file: &Path, inner: &Path) -> io::Result<()> {
    let bytes = fs::read(file)?;
    let mut header = Header::new_gnu();
    header.set_entry_type(EntryType::Regular);
    header.set_mode(0o644);
    header.set_mtime(0);
    header.set_size(bytes.len() as u64);
    tar.append_data(&mut header, inner, bytes.as_slice())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::*;
    use crate::scratch::Scratch;

    #[test]
    fn the_same_files_make_the_same_archive() {
        let hash_of = |age: u64| {
            let scratch = Scratch::new();
            let dist = scratch.path().join("dist");
            fs::create_dir_all(dist.join("recordings")).unwrap();
            for file in ["recordings/b.json", "index.html", "a.css"] {
                fs::write(dist.join(file), file).unwrap();
                let then = SystemTime::now() - Duration::from_secs(age);
                File::options()
                    .write(true)
                    .open(dist.join(file))
                    .unwrap()
                    .set_modified(then)
                    .unwrap();
            }
            let archive = scratch.path().join("a.tar.gz");
            let hash = pack(&dist, "deckprism-1", &archive).unwrap();
            let bytes = fs::read(&archive).unwrap();
            let mut tar = tar::Archive::new(flate2::read::GzDecoder::new(bytes.as_slice()));
            let found: Vec<_> = tar
                .entries()
                .unwrap()
                .map(|entry| entry.unwrap())
                .map(|entry| {
                    (
                        entry.path().unwrap().display().to_string(),
                        entry.header().mtime().unwrap(),
                    )
                })
                .collect();
            let expected = ["a.css", "index.html", "recordings/b.json"].map(|file| (format!("deckprism-1/{file}"), 0));
            assert_eq!(found, expected);
            hash
        };
        let first = hash_of(0);
        assert_eq!(first.len(), 64);
        assert_eq!(first, hash_of(1000));
    }
}
