//! `curl` commands: the URL, the headers that an address may carry, and whether it is a GET at all.
//!
//! Source: curl(1).

use super::{Context, NotUnderstood, Understood, url};
use crate::{
    dialect::{Note, shell::Word},
    kube::{percent::encode, query::Query, request::Head},
};

/// Short options that take a value.
const SHORT_WITH_VALUE: &str = "AbcCdDeEFHKmoPQrtTuUwxXyYz";

/// Long options that take a value and change nothing here.
const LONG_WITH_VALUE: &[&str] = &[
    "abstract-unix-socket",
    "aws-sigv4",
    "cacert",
    "capath",
    "cert-type",
    "ciphers",
    "config",
    "connect-timeout",
    "connect-to",
    "cookie",
    "cookie-jar",
    "create-file-mode",
    "crlfile",
    "dns-servers",
    "doh-url",
    "dump-header",
    "interface",
    "ip-tos",
    "keepalive-time",
    "key-type",
    "limit-rate",
    "local-port",
    "max-filesize",
    "max-redirs",
    "max-time",
    "netrc-file",
    "noproxy",
    "output",
    "output-dir",
    "parallel-max",
    "pinnedpubkey",
    "proto",
    "proto-default",
    "proto-redir",
    "proxy",
    "proxy-header",
    "proxy-user",
    "range",
    "rate",
    "referer",
    "resolve",
    "retry",
    "retry-delay",
    "retry-max-time",
    "socks4",
    "socks4a",
    "socks5",
    "socks5-hostname",
    "speed-limit",
    "speed-time",
    "stderr",
    "time-cond",
    "tls-max",
    "tls13-ciphers",
    "trace",
    "trace-ascii",
    "unix-socket",
    "user-agent",
    "write-out",
];

/// What the options of one command add up to.
#[derive(Default)]
struct Command {
    method: Option<String>,
    /// The method that curl takes for what it is to send, whatever `-G` says.
    data_method: Option<&'static str>,
    /// What `-G` would put into the query; read only then.
    data: Vec<Result<String, NotUnderstood>>,
    is_get_with_data: bool,
    urls: Vec<Word>,
    added_query: Vec<String>,
    accepts: Vec<String>,
    head: Head,
    notes: Vec<Note>,
}

/// Reads what stands behind `curl`.
pub(super) fn read(words: &[Word], context: &Context<'_>) -> Result<Understood, NotUnderstood> {
    let mut command = Command::default();
    let mut words = words.iter();
    let mut only_urls = false;
    while let Some(word) = words.next() {
        let text = word.text.as_str();
        if only_urls || !text.starts_with('-') || text == "-" {
            command.urls.push(word.clone());
        } else if text == "--" {
            only_urls = true;
        } else if let Some(long) = text.strip_prefix("--") {
            let (name, inline) = match long.split_once('=') {
                Some((name, _)) => (name, Some(word.tail(name.len() + 3))),
                None => (long, None),
            };
            if takes_value(name) {
                let value = inline.or_else(|| words.next().cloned());
                let value = value.ok_or_else(|| NotUnderstood::MissingValue(text.to_owned()))?;
                command.option(name, &value)?;
            } else {
                command.switch(name);
            }
        } else {
            command.shorts(word, &mut words)?;
        }
    }
    command.finish(context)
}

fn takes_value(name: &str) -> bool {
    LONG_WITH_VALUE.contains(&name) || long_name_of(name).is_some()
}

/// The long options with a value that matter here.
fn long_name_of(name: &str) -> Option<&str> {
    matches!(
        name,
        "request"
            | "header"
            | "data"
            | "data-ascii"
            | "data-binary"
            | "data-raw"
            | "data-urlencode"
            | "json"
            | "form"
            | "form-string"
            | "upload-file"
            | "url"
            | "url-query"
            | "request-target"
            | "user"
            | "oauth2-bearer"
            | "cert"
            | "key"
            | "pass"
            | "variable"
    )
    .then_some(name)
}

/// The long name of a short option with a value, as far as it matters here.
fn long_of_short(short: char) -> &'static str {
    match short {
        'X' => "request",
        'H' => "header",
        'd' => "data",
        'F' => "form",
        'T' => "upload-file",
        'u' => "user",
        'E' => "cert",
        _ => "output",
    }
}

impl Command {
    /// Reads `-sSk`, `-XGET`, `-H value` and the like.
    fn shorts<'a>(&mut self, word: &Word, words: &mut impl Iterator<Item = &'a Word>) -> Result<(), NotUnderstood> {
        for (at, short) in word.text.char_indices().skip(1) {
            if SHORT_WITH_VALUE.contains(short) {
                let inline = word.tail(at + short.len_utf8());
                let value = if inline.text.is_empty() {
                    words.next().cloned()
                } else {
                    Some(inline)
                };
                let value = value.ok_or_else(|| NotUnderstood::MissingValue(format!("-{short}")))?;
                return self.option(long_of_short(short), &value);
            }
            match short {
                'G' => self.switch("get"),
                'I' => self.switch("head"),
                _ => {}
            }
        }
        Ok(())
    }

    fn switch(&mut self, name: &str) {
        match name {
            "get" => self.is_get_with_data = true,
            "head" => self.notes.push(Note::HeadIsGet),
            _ => {}
        }
    }

    fn option(&mut self, name: &str, value: &Word) -> Result<(), NotUnderstood> {
        match name {
            "request" => self.method = Some(value.text.clone()),
            "header" => self.header(value)?,
            "url" => self.urls.push(value.clone()),
            "url-query" => self.added_query.push(encoded_data(value)?),
            "data-urlencode" => self.data.push(encoded_data(value)),
            "data-raw" => self.data.push(known(value).map(str::to_owned)),
            "data" | "data-ascii" | "data-binary" => {
                self.data.push(match value.text.strip_prefix('@') {
                    Some(_) => Err(NotUnderstood::NeedsFile(value.text.clone())),
                    None => known(value).map(str::to_owned),
                });
            }
            "json" | "form" | "form-string" => self.data_method = Some("POST"),
            "upload-file" => self.data_method = Some("PUT"),
            "request-target" | "variable" => {
                return Err(NotUnderstood::CannotBeSent(format!("--{name}")));
            }
            "user" | "oauth2-bearer" | "cert" | "key" | "pass" => {
                self.notes.push(Note::CredentialLeftOut);
            }
            _ => {}
        }
        Ok(())
    }

    /// Reads `Name: value`, `Name;` (sent empty) and `Name:` (not sent at all).
    fn header(&mut self, word: &Word) -> Result<(), NotUnderstood> {
        let text = word.text.as_str();
        let (name, value) = if let Some((name, value)) = text.split_once(':') {
            if value.trim().is_empty() {
                return Ok(());
            }
            (name, value.trim())
        } else if let Some(name) = text.strip_suffix(';') {
            (name, "")
        } else {
            self.notes.push(Note::HeaderLeftOut(text.to_owned()));
            return Ok(());
        };
        let value = value.to_owned();
        let name = name.trim().to_ascii_lowercase();
        if matches!(name.as_str(), "accept" | "impersonate-user" | "impersonate-group") {
            known(word)?;
        }
        match name.as_str() {
            "accept" => self.accepts.push(value),
            "impersonate-user" => {
                self.head.impersonate_user.get_or_insert(value);
            }
            "impersonate-group" => self.head.impersonate_groups.push(value),
            "authorization" | "cookie" => self.notes.push(Note::CredentialLeftOut),
            _ if name.starts_with("impersonate-") => return Err(NotUnderstood::CannotBeSent(name)),
            _ => self.notes.push(Note::HeaderLeftOut(name)),
        }
        Ok(())
    }

    fn finish(mut self, context: &Context<'_>) -> Result<Understood, NotUnderstood> {
        match self.method.as_deref().map(str::to_ascii_uppercase).as_deref() {
            None | Some("GET") => {}
            Some("HEAD") => self.notes.push(Note::HeadIsGet),
            Some(method) => return Err(NotUnderstood::NotGet(method.to_owned())),
        }
        let is_sent = !self.is_get_with_data && !self.data.is_empty();
        if let Some(method) = self.data_method.or(is_sent.then_some("POST")) {
            return Err(NotUnderstood::NotGet(method.to_owned()));
        }
        let url = self.urls.first().ok_or(NotUnderstood::NoUrl)?;
        let (path, mut query) = url::target_of(url)?;
        for piece in self.added_query.into_iter().map(Ok).chain(self.data) {
            if !query.is_empty() {
                query.push('&');
            }
            query.push_str(&piece?);
        }
        let mut understood = Understood::of(url::strip_prefix(&path, context.api_prefix), &query)?;
        understood.drop_own_parameters();
        if !self.accepts.is_empty() {
            self.head.accept = Some(self.accepts.join(", "));
        }
        understood.request.head = self.head;
        for note in self.notes {
            understood.note(note);
        }
        if let Some(first) = self.urls.first().filter(|_| self.urls.len() > 1) {
            understood.note(Note::OnlyFirst(first.text.clone()));
        }
        Ok(understood)
    }
}

impl Understood {
    /// Leaves out query parameters that would mean something else in an address.
    pub(super) fn drop_own_parameters(&mut self) {
        let (kept, own): (Query, Query) = self.request.query.clone().split_off(url::is_own);
        self.request.query = kept;
        for (key, _) in own.decoded() {
            self.note(Note::ParameterLeftOut(key));
        }
    }
}

/// `content`, `=content` or `name=content`, encoded as `--data-urlencode` does.
fn encoded_data(word: &Word) -> Result<String, NotUnderstood> {
    let text = known(word)?;
    match text.find(['=', '@']) {
        Some(at) if text.as_bytes().get(at) == Some(&b'@') => Err(NotUnderstood::NeedsFile(text.to_owned())),
        Some(at) => {
            let (name, value) = text.split_at(at);
            let value = encode(value.get(1..).unwrap_or_default(), b"-._~");
            Ok(if name.is_empty() {
                value
            } else {
                format!("{name}={value}")
            })
        }
        None => Ok(encode(text, b"-._~")),
    }
}

/// A word without variables.
fn known(word: &Word) -> Result<&str, NotUnderstood> {
    match word.variable() {
        Some(variable) => Err(NotUnderstood::Variable(variable.to_owned())),
        None => Ok(&word.text),
    }
}
