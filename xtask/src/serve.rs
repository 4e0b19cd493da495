//! A static server on loopback for the recorded cluster: it knows GET and HEAD, and the files of one folder.

mod files;

use std::fs::File;
use std::io::{Cursor, Read};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::thread;

// HTTP itself is left to tiny_http: blocking, a few small dependencies, seconds to compile. A server on tokio would
// make everyone who starts any command wait for it.
use tiny_http::{Header, Method, Request, Response, Server, StatusCode};

use crate::error::{Error, Result};
use crate::page::has_content_hash;
use files::Answer;

/// The page stands where `kubectl proxy --www` puts it by default, so that an address means the same beside both.
pub const PREFIX: &str = "/static/";

/// A browser opens six connections to an origin.
const THREADS: usize = 6;

/// A running server; it stops when dropped.
pub struct StaticServer {
    server: Arc<Server>,
    port: u16,
}

impl StaticServer {
    /// Serves a folder on 127.0.0.1; port 0 is any free one.
    pub fn start(folder: &Path, port: u16) -> Result<Self> {
        let root = folder.canonicalize().map_err(Error::file("open", folder))?;
        let address = SocketAddr::from(([127, 0, 0, 1], port));
        let server = Server::http(address).map_err(|error| Error::Serve(format!("{address}: {error}")))?;
        let server = Arc::new(server);
        let port = server.server_addr().to_ip().map_or(port, |address| address.port());
        for _ in 0..THREADS {
            let (server, root) = (Arc::clone(&server), root.clone());
            thread::spawn(move || {
                while let Ok(request) = server.recv() {
                    // A reader that goes away in the middle is no concern of ours.
                    let _ = answer(request, &root);
                }
            });
        }
        Ok(Self { server, port })
    }

    /// Its port.
    pub fn port(&self) -> u16 {
        self.port
    }
}

impl Drop for StaticServer {
    fn drop(&mut self) {
        for _ in 0..THREADS {
            self.server.unblock();
        }
    }
}

fn answer(request: Request, root: &Path) -> std::io::Result<()> {
    if !matches!(request.method(), Method::Get | Method::Head) {
        return request.respond(plain(405, "only GET and HEAD\n", &[("Allow", "GET, HEAD")]));
    }
    match files::find(root, request.url()) {
        Answer::File(path) => match File::open(&path) {
            Ok(file) => request.respond(whole(file, &path)),
            Err(_) => request.respond(not_found()),
        },
        Answer::Redirect(to) => request.respond(plain(307, "", &[("Location", to)])),
        Answer::NotFound => request.respond(not_found()),
    }
}

fn whole(file: File, path: &Path) -> Response<File> {
    // Chromium compiles wasm while it comes in, but only under its own content type.
    let kind = files::content_type(path);
    let caching = if has_content_hash(path) {
        "max-age=31536000, immutable"
    } else {
        "no-store"
    };
    // Never in chunks: the page shows how much of a file has come.
    let response = Response::from_file(file).with_chunked_threshold(usize::MAX);
    with_headers(response, &[("Content-Type", kind), ("Cache-Control", caching)])
}

/// What Go's server, and so kubectl proxy, says about a path that it does not serve.
fn not_found() -> Response<Cursor<Vec<u8>>> {
    plain(404, "404 page not found\n", &[])
}

fn plain(status: u16, body: &str, headers: &[(&str, &str)]) -> Response<Cursor<Vec<u8>>> {
    let response = Response::from_string(body).with_status_code(StatusCode(status));
    with_headers(
        with_headers(response, &[("Content-Type", "text/plain; charset=utf-8")]),
        headers,
    )
}

fn with_headers<R: Read>(mut response: Response<R>, headers: &[(&str, &str)]) -> Response<R> {
    for (name, value) in headers.iter().chain(&[("X-Content-Type-Options", "nosniff")]) {
        // Only what is not ASCII is refused, and all of these are.
        if let Ok(header) = Header::from_bytes(*name, *value) {
            response.add_header(header);
        }
    }
    response
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::fs;
    use std::io::Write;
    use std::net::TcpStream;

    use super::*;
    use crate::scratch::Scratch;

    fn served() -> (Scratch, StaticServer) {
        let scratch = Scratch::new();
        let dist = scratch.path().join("dist");
        fs::create_dir(&dist).unwrap();
        fs::write(dist.join("index.html"), "<!doctype html>").unwrap();
        fs::write(dist.join("app-8a1b4c6d2e3f9a0b_bg.wasm"), b"\0asm").unwrap();
        fs::write(scratch.path().join("secret"), "secret").unwrap();
        let server = StaticServer::start(&dist, 0).unwrap();
        (scratch, server)
    }

    /// Sends the request as it stands, which a client library would tidy up first.
    fn ask(server: &StaticServer, method: &str, target: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", server.port())).unwrap();
        write!(
            stream,
            "{method} {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    #[test]
    fn serves_the_page_without_caching_and_hashed_files_with_it() {
        let (_scratch, server) = served();
        let page = ask(&server, "GET", "/static/?x=1");
        assert!(
            page.starts_with("HTTP/1.1 200") && page.ends_with("<!doctype html>"),
            "{page}"
        );
        assert!(
            page.contains("Cache-Control: no-store") && page.contains("text/html; charset=utf-8"),
            "{page}"
        );
        let wasm = ask(&server, "GET", "/static/app-8a1b4c6d2e3f9a0b_bg.wasm");
        assert!(
            wasm.contains("Content-Type: application/wasm") && wasm.contains("immutable"),
            "{wasm}"
        );
        let head = ask(&server, "HEAD", "/static/index.html");
        assert!(head.starts_with("HTTP/1.1 200") && head.ends_with("\r\n\r\n"), "{head}");
    }

    #[test]
    fn leads_to_the_page() {
        let (_scratch, server) = served();
        for from in ["/", "/static"] {
            let answer = ask(&server, "GET", from);
            assert!(
                answer.starts_with("HTTP/1.1 307") && answer.contains("Location: /static/\r\n"),
                "{answer}"
            );
        }
    }

    #[test]
    fn knows_no_other_method() {
        let (_scratch, server) = served();
        for method in ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"] {
            let answer = ask(&server, method, "/static/");
            assert!(
                answer.starts_with("HTTP/1.1 405") && answer.contains("Allow: GET, HEAD"),
                "{answer}"
            );
        }
    }

    #[test]
    fn gives_nothing_from_outside_the_folder() {
        let (_scratch, server) = served();
        for target in [
            "/static/../secret",
            "/static/%2e%2e/secret",
            "/static/..%2fsecret",
            "/secret",
            "/version",
        ] {
            let answer = ask(&server, "GET", target);
            assert!(answer.starts_with("HTTP/1.1 404"), "{target}: {answer}");
            assert!(answer.ends_with("404 page not found\n"), "{target}: {answer}");
        }
    }
}
