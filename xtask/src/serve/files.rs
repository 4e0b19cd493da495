//! From the target of a request to a file, and never to one outside the served folder.

use std::path::{Path, PathBuf};

use super::PREFIX;

/// What to answer to a request's target.
#[derive(Debug, PartialEq, Eq)]
pub enum Answer {
    /// This file.
    File(PathBuf),
    /// That the page stands there.
    Redirect(&'static str),
    /// That nothing stands there.
    NotFound,
}

/// Looks a target up below a folder, whose path is canonical.
pub fn find(root: &Path, target: &str) -> Answer {
    let path = target.split(['?', '#']).next().unwrap_or_default();
    if path == "/" || path == PREFIX.trim_end_matches('/') {
        return Answer::Redirect(PREFIX);
    }
    let file = path
        .strip_prefix(PREFIX)
        .and_then(decode)
        .and_then(|name| inside(root, &name));
    file.map_or(Answer::NotFound, Answer::File)
}

/// The file of that name, if following all its symbolic links stays below the folder.
fn inside(root: &Path, name: &str) -> Option<PathBuf> {
    let name = if name.is_empty() { "index.html" } else { name };
    // Segments are plain names: this alone keeps `..`, absolute paths and Windows' ways out.
    let is_plain =
        |segment: &str| !segment.is_empty() && !segment.starts_with('.') && !segment.contains(['\\', ':', '\0']);
    if !name.split('/').all(is_plain) {
        return None;
    }
    let path = root.join(name).canonicalize().ok()?;
    (path.starts_with(root) && path.is_file()).then_some(path)
}

/// Undoes percent-encoding, once.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = char::from(rest.next()?).to_digit(16)?;
            let low = char::from(rest.next()?).to_digit(16)?;
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// The content types that Go's file server, and so kubectl proxy, gives our files.
pub fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::*;
    use crate::scratch::Scratch;

    #[test]
    fn finds_files_and_nothing_else() {
        let scratch = Scratch::new();
        let root = scratch.path().canonicalize().unwrap().join("dist");
        fs::create_dir_all(root.join("recordings/a b")).unwrap();
        let page = root.join("index.html");
        let inner = root.join("recordings/a b/ü.json");
        for file in [&page, &inner, &root.join(".hidden"), &scratch.path().join("secret")] {
            fs::write(file, "").unwrap();
        }
        symlink(scratch.path().join("secret"), root.join("out")).unwrap();
        symlink(scratch.path(), root.join("up")).unwrap();
        symlink("index.html", root.join("home.html")).unwrap();

        let file = |target: &str| find(&root, target);
        assert_eq!(file("/static/"), Answer::File(page.clone()));
        assert_eq!(file("/static/index.html?v=1"), Answer::File(page.clone()));
        assert_eq!(file("/static/home.html"), Answer::File(page));
        assert_eq!(file("/static/recordings/a%20b/%C3%BC.json"), Answer::File(inner));
        assert_eq!(file("/"), Answer::Redirect("/static/"));
        for target in [
            "/index.html",
            "/version",
            "/staticx",
            "index.html",
            "",
            "*",
            "/static/nothing",
            "/static/recordings",
            "/static/recordings/",
            "/static/../secret",
            "/static/..",
            "/static/%2e%2e/secret",
            "/static/%2E%2E%2Fsecret",
            "/static/recordings/../../secret",
            "/static//etc/passwd",
            "/static/%2Fetc/passwd",
            "/static/./index.html",
            "/static/out",
            "/static/up/secret",
            "/static/.hidden",
            "/static/%00",
            "/static/%zz",
            "/static/%",
            "/static/%ff",
            "/static/..\\secret",
            "/static/c:secret",
            "/static/%252e%252e/secret",
            "/static/index.html/",
        ] {
            assert_eq!(file(target), Answer::NotFound, "{target}");
        }
    }

    #[test]
    fn names_the_types_that_browsers_insist_on() {
        assert_eq!(content_type(Path::new("a_bg.wasm")), "application/wasm");
        assert_eq!(content_type(Path::new("a.js")), "text/javascript; charset=utf-8");
        assert_eq!(content_type(Path::new("a.unknown")), "application/octet-stream");
    }
}
