//! A relay in front of a real proxy that writes down what passes, and answers in its place what no real server can
//! be made to answer at will.

use std::{
    io::{self, BufRead as _, BufReader, Read as _, Write as _},
    net::{Ipv4Addr, Shutdown, TcpListener, TcpStream},
    sync::{Arc, Mutex, PoisonError},
    thread,
};

use crate::Error;

/// An answer in place of the real one.
#[derive(Clone, Debug)]
pub enum Reply {
    /// A whole answer.
    Whole {
        /// Its status code.
        code: u16,
        /// Its `Content-Type`.
        kind: &'static str,
        /// Its body.
        body: String,
    },
    /// What flow control answers where there is no seat.
    ///
    /// Source: apiserver `pkg/server/filters/priority-and-fairness.go` and `maxinflight.go`, `tooManyRequests`.
    TooMany,
    /// A JSON answer whose body ends before it should.
    BreaksOff(String),
    /// No byte, and the connection stays open as long as the browser wants it.
    Silence,
    /// A JSON answer of which only the beginning comes, on a connection that stays open.
    Stalls(String),
}

/// A request that passed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passed {
    /// Its method.
    pub method: String,
    /// Its path and query.
    pub target: String,
}

type Script = dyn Fn(&Passed) -> Option<Reply> + Send + Sync;

/// A running relay. It listens as long as the process lives.
#[derive(Clone)]
pub struct Relay {
    origin: String,
    passed: Arc<Mutex<Vec<Passed>>>,
}

impl Reply {
    /// What a server without the feature `WatchList` answers to a watch that wants to begin with the list.
    pub fn no_initial_events() -> Self {
        let message = "sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled";
        Self::status(422, "Invalid", message, "{}")
    }

    /// A `Status` of the API server.
    pub fn status(code: u16, reason: &str, message: &str, details: &str) -> Self {
        let body = format!(
            r#"{{"kind":"Status","apiVersion":"v1","metadata":{{}},"status":"Failure","message":"{message}","reason":"{reason}","details":{details},"code":{code}}}"#
        );
        Self::Whole {
            code,
            kind: "application/json",
            body,
        }
    }

    /// A page of HTML.
    pub fn html(code: u16) -> Self {
        Self::Whole {
            code,
            kind: "text/html",
            body: "<!doctype html><title>Log in</title><h1>Log in</h1>".into(),
        }
    }
}

impl Relay {
    /// Listens in front of `origin`; the script answers what it wants to, the real server all else.
    pub fn start(
        origin: &str,
        script: impl Fn(&Passed) -> Option<Reply> + Send + Sync + 'static,
    ) -> Result<Self, Error> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(Error::io("a relay"))?;
        let port = listener.local_addr().map_err(Error::io("a relay"))?.port();
        let upstream = origin.trim_start_matches("http://").to_owned();
        let passed = Arc::new(Mutex::new(Vec::new()));
        let (script, log): (Arc<Script>, _) = (Arc::new(script), Arc::clone(&passed));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (script, log, upstream) = (Arc::clone(&script), Arc::clone(&log), upstream.clone());
                // A connection that breaks is the browser's business.
                thread::spawn(move || serve(stream, &upstream, &*script, &log));
            }
        });
        Ok(Self {
            origin: format!("http://127.0.0.1:{port}"),
            passed,
        })
    }

    /// Its origin, without a trailing slash.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The address of the page behind it.
    pub fn page(&self) -> String {
        format!("{}/static/", self.origin)
    }

    /// Everything that has passed so far.
    pub fn passed(&self) -> Vec<Passed> {
        self.passed.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// One request a connection: the browser opens another one for the next.
fn serve(stream: TcpStream, upstream: &str, script: &Script, log: &Mutex<Vec<Passed>>) -> io::Result<()> {
    let mut browser = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if browser.read_line(&mut head)? == 0 {
            return Ok(());
        }
    }
    let mut words = head.split_whitespace().map(str::to_owned);
    let passed = Passed {
        method: words.next().unwrap_or_default(),
        target: words.next().unwrap_or_default(),
    };
    let reply = script(&passed);
    log.lock().unwrap_or_else(PoisonError::into_inner).push(passed);
    let mut stream = browser.into_inner();
    match reply {
        None => pass_on(&head, stream, upstream),
        Some(Reply::Silence) => stream.read(&mut [0]).map(drop),
        Some(Reply::Stalls(body)) => {
            let size = body.len();
            write!(
                stream,
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nAudit-Id: scripted\r\n\r\n{size:x}\r\n{body}\r\n"
            )?;
            stream.read(&mut [0]).map(drop)
        }
        Some(Reply::Whole { code, kind, body }) => {
            let length = body.len();
            write!(
                stream,
                "HTTP/1.1 {code} Said\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nAudit-Id: scripted\r\nConnection: close\r\n\r\n{body}"
            )?;
            stream.shutdown(Shutdown::Write)
        }
        Some(Reply::TooMany) => {
            let body = "Too many requests, please try again later.\n";
            let length = body.len();
            write!(
                stream,
                "HTTP/1.1 429 Too Many Requests\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {length}\r\nRetry-After: 1\r\nAudit-Id: scripted\r\nConnection: close\r\n\r\n{body}"
            )?;
            stream.shutdown(Shutdown::Write)
        }
        Some(Reply::BreaksOff(body)) => {
            let size = body.len();
            // The chunk that says that nothing more comes never comes.
            write!(
                stream,
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nAudit-Id: scripted\r\n\r\n{size:x}\r\n{body}\r\n"
            )?;
            stream.shutdown(Shutdown::Both)
        }
    }
}

fn pass_on(head: &str, mut browser: TcpStream, upstream: &str) -> io::Result<()> {
    let mut server = TcpStream::connect(upstream)?;
    let kept = head
        .trim_end()
        .split("\r\n")
        .filter(|line| !line.to_ascii_lowercase().starts_with("connection:"));
    let head: Vec<&str> = kept.collect();
    write!(server, "{}\r\nConnection: close\r\n\r\n", head.join("\r\n"))?;
    io::copy(&mut server, &mut browser)?;
    browser.shutdown(Shutdown::Write)
}
