//! The page that ships: Trunk's `index.html` gets its Content-Security-Policy, and files their places in browser caches.

mod parts;
mod styles;
mod tags;

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::error::{Error, Result};
use crate::repo::Repo;
use crate::setup::{Setup, TARGET};
use parts::Linked;
use tags::{Tag, tags};

/// Trunk names the folder in which it assembles `dist/` so.
const STAGING: &str = "TRUNK_STAGING_DIR";
/// And so, for which profile: `release` or `debug`.
const PROFILE: &str = "TRUNK_PROFILE";

/// Set while the wasm is to keep the names of its functions, for a profile.
pub const NAMES: &str = "DECKPRISM_NAMES";

/// Finishes the page in the folder that Trunk's environment names.
pub fn post_build(repo: &Repo, setup: &Setup) -> Result<()> {
    let folder = env::var_os(STAGING)
        .map(PathBuf::from)
        .ok_or_else(|| Error::Usage("`post-build` is for Trunk to call: use `cargo xtask build`".into()))?;
    let profile = env::var(PROFILE).unwrap_or_else(|_| "debug".into());
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| repo.root().join("target"), PathBuf::from);
    let linked = Linked {
        wasm: target.join(TARGET).join(&profile).join("deckprism.wasm"),
        is_release: profile == "release",
        keeps_names: env::var_os(NAMES).is_some(),
    };
    let index = folder.join("index.html");
    let html = fs::read_to_string(&index).map_err(Error::file("read", &index))?;
    let html = styles::join(&folder, &html)?;
    let html = parts::replace_whole(&folder, &html, &linked, setup)?;
    finish(&folder, &html)
}

/// Writes `index.html`, sealed, and dates the files of a folder.
fn finish(folder: &Path, html: &str) -> Result<()> {
    let index = folder.join("index.html");
    fs::write(&index, seal(html)?).map_err(Error::file("write", &index))?;
    for file in files(folder)? {
        if !has_content_hash(&file) {
            date_to_epoch(&file)?;
        }
    }
    Ok(())
}

/// Puts a policy first in the head that lets the page do what it does and nothing more.
///
/// kubectl proxy sends no such header, so it has to be in the page. Script runs from our own files and from the one
/// inline script that Trunk writes, which the policy names by its hash.
fn seal(html: &str) -> Result<String> {
    let tags = tags(html);
    let script = only_inline_script(&tags)?;
    refuse_what_the_policy_would_drop(&tags)?;
    let hash = STANDARD.encode(Sha256::digest(script.as_bytes()));
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-{hash}'; connect-src 'self'; \
         style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'"
    );
    let head = tags
        .iter()
        .find(|tag| tag.name == "head")
        .ok_or_else(|| fault("it has no <head>"))?;
    let (before, after) = html.split_at(head.end);
    Ok(format!(
        "{before}\n<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">{after}"
    ))
}

fn only_inline_script<'a>(tags: &[Tag<'a>]) -> Result<&'a str> {
    let mut scripts = tags
        .iter()
        .filter(|tag| tag.name == "script" && tag.attribute("src").is_none());
    match (scripts.next(), scripts.next()) {
        // A browser hashes the text with \n for each \r\n.
        (Some(script), None) if !script.text.contains('\r') => Ok(script.text),
        (Some(_), None) => Err(fault("its inline script holds carriage returns")),
        (None, _) => Err(fault("it lacks the inline script of Trunk")),
        (Some(_), Some(_)) => Err(fault("it has an inline script beside Trunk's own: put it into a file")),
    }
}

fn refuse_what_the_policy_would_drop(tags: &[Tag<'_>]) -> Result<()> {
    for tag in tags {
        if tag.name == "style" {
            return Err(fault("it has a <style>: put it into a file"));
        }
        if tag.name == "meta" && tag.attribute("http-equiv").is_some() {
            return Err(fault("its source has a <meta http-equiv> already"));
        }
        if tag.attribute("integrity").is_some() {
            // Chromium ignores it on preloads and logs a message about that on each load.
            return Err(fault("it has an integrity attribute"));
        }
        let inline = tag
            .attributes
            .iter()
            .find(|(name, _)| name == "style" || name.starts_with("on"));
        if let Some((attribute, _)) = inline {
            return Err(fault(&format!("<{}> has the attribute {attribute}", tag.name)));
        }
    }
    Ok(())
}

/// Sixteen digits for a name that changes with the content.
fn short_hash(digest: Sha256) -> String {
    let digest = digest.finalize();
    let digits = digest.iter().take(8);
    digits.fold(String::new(), |name, byte| format!("{name}{byte:02x}"))
}

/// Whether a file's name changes with its content, as Trunk's do: `deckprism-0123456789abcdef_bg.wasm`.
pub fn has_content_hash(file: &Path) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    name.rsplit_once('-').is_some_and(|(_, tail)| {
        let digits = tail.bytes().take_while(u8::is_ascii_hexdigit).count();
        // Trunk prints a 64-bit hash without leading zeros.
        (12..=16).contains(&digits) && matches!(tail.as_bytes().get(digits), Some(b'.' | b'_'))
    })
}

/// All files under a folder, sorted, symbolic links left out.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(Error::file("read", &folder))? {
            let entry = entry.map_err(Error::file("read", &folder))?;
            let kind = entry.file_type().map_err(Error::file("read", &entry.path()))?;
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_file() {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Dates a file to the epoch: for exactly this time Go's file server, which is kubectl proxy's, sends no
/// `Last-Modified`, and browsers then keep nothing of it. With any other, they go on showing an old build.
fn date_to_epoch(file: &Path) -> Result<()> {
    let handle = File::options()
        .write(true)
        .open(file)
        .map_err(Error::file("open", file))?;
    handle
        .set_modified(SystemTime::UNIX_EPOCH)
        .map_err(Error::file("date", file))
}

fn fault(what: &str) -> Error {
    Error::Page(what.into())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    const PAGE: &str = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>t</title>\
        <link rel=\"stylesheet\" href=\"./a.css\"></head><body><!-- <script>no</script> -->\
        <script type=\"module\">alert(1)</script></body></html>";

    #[test]
    fn puts_the_policy_first_with_the_hash_of_the_script() {
        let sealed = seal(PAGE).unwrap();
        // printf 'alert(1)' | openssl dgst -sha256 -binary | base64
        assert!(
            sealed.contains("'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"),
            "{sealed}"
        );
        assert!(sealed.contains("<head>\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"));
        assert!(
            sealed.ends_with(&PAGE[PAGE.find("<meta charset").unwrap()..]),
            "the rest is as it was"
        );
    }

    #[track_caller]
    fn refused(from: &str, to: &str, because: &str) {
        let page = PAGE.replacen(from, to, 1);
        assert_ne!(page, PAGE);
        let error = seal(&page).unwrap_err().to_string();
        assert!(error.contains(because), "{error}");
    }

    #[test]
    fn refuses_what_the_policy_would_drop_at_run_time() {
        refused("<title>", "<script>two()</script><title>", "beside Trunk's own");
        refused(
            "<script type=\"module\">alert(1)</script>",
            "",
            "lacks the inline script",
        );
        refused("<title>", "<style>a{}</style><title>", "<style>");
        refused("<body>", "<body style=\"color:red\">", "<body> has the attribute style");
        refused("<body>", "<body onload=go()>", "onload");
        refused(
            "rel=\"stylesheet\"",
            "rel=\"stylesheet\" integrity=\"sha384-x\"",
            "integrity",
        );
        refused("<title>", "<meta http-equiv=refresh content=0><title>", "http-equiv");
    }

    #[test]
    fn scripts_from_files_are_no_inline_scripts() {
        assert!(seal(&PAGE.replacen("<title>", "<script src=\"./x.js\"></script><title>", 1)).is_ok());
    }

    #[test]
    fn knows_names_with_a_hash() {
        for name in [
            "deckprism-8a1b4c6d2e3f9a0b_bg.wasm",
            "deckprism-8a1b4c6d2e3f9a0b.js",
            "app-9a0b1c2d3e4f567.css",
        ] {
            assert!(has_content_hash(Path::new(name)), "{name}");
        }
        for name in ["index.html", "api-v1.json", "five-proxies.zh-CN.json", "deadbeef.json"] {
            assert!(!has_content_hash(Path::new(name)), "{name}");
        }
    }

    #[test]
    fn dates_what_may_not_be_cached() {
        let scratch = Scratch::new();
        fs::create_dir(scratch.path().join("recordings")).unwrap();
        let files =
            ["index.html", "recordings/a.json", "app-8a1b4c6d2e3f9a0b.js"].map(|name| scratch.path().join(name));
        for file in &files {
            fs::write(file, PAGE).unwrap();
        }
        finish(scratch.path(), PAGE).unwrap();
        let is_dated = |file: &PathBuf| fs::metadata(file).unwrap().modified().unwrap() == SystemTime::UNIX_EPOCH;
        assert_eq!(files.each_ref().map(is_dated), [true, true, false]);
    }
}
