//! Paths and URLs: the cluster's, a proxy's, the console's own.

use super::{Context, NotUnderstood, Reading, Understood};
use crate::{dialect::shell::Word, kube::path::ApiPath};

/// What the console puts into an address beside the request's own query.
const OWN_PARAMETERS: &[&str] = &["view.", "head."];

/// What API paths begin with; a bare word is a path only if it is one of these.
const ROOTS: &[&str] = &[
    "api",
    "apis",
    "openapi",
    "version",
    "livez",
    "readyz",
    "healthz",
    "metrics",
    ".well-known",
];

/// Reads text that is an address, a path or a URL; nothing if it is neither.
pub(super) fn read(text: &str, context: &Context<'_>) -> Result<Option<Reading>, NotUnderstood> {
    let (head, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    if is_method(head) && rest.trim_start().starts_with(['/', 'h']) {
        return request_line(head, rest.trim(), context).map(Some);
    }
    let is_url = after_scheme(text).is_some();
    if let Some(address) = text.strip_prefix('#').filter(|text| text.starts_with('/')) {
        return address_of(address).map(Some);
    }
    if let Some((_, address)) = text.split_once("#/").filter(|_| is_url) {
        return address_of(&format!("/{address}")).map(Some);
    }
    if is_url || is_host(head) && rest.is_empty() {
        let (path, query) = target_of(&Word::from(text))?;
        return of(strip_prefix(&path, context.api_prefix), &query).map(Some);
    }
    if text.starts_with("/~/") {
        return address_of(text).map(Some);
    }
    let is_program = !rest.is_empty() && (head.ends_with("/curl") || head.ends_with("/kubectl"));
    let path = if is_program {
        return Ok(None);
    } else if text.starts_with('/') {
        text.to_owned()
    } else if rest.is_empty() && is_rooted(text, context) {
        format!("/{text}")
    } else {
        return Ok(None);
    };
    let (path, query) = split_query(&path);
    let path = match strip_prefix(path, context.api_prefix) {
        stripped if is_root(stripped) => stripped,
        _ => path,
    };
    of(path, query).map(Some)
}

/// The path and the query of a URL, whatever its host is.
///
/// The host may be a variable; a variable in path or query has no known value.
pub(super) fn target_of(url: &Word) -> Result<(String, String), NotUnderstood> {
    let start = after_scheme(&url.text).map_or(0, |rest| url.text.len() - rest.len());
    let in_variable = |at: usize| url.variables.iter().any(|variable| variable.contains(&at));
    let end_of_host = url
        .text
        .char_indices()
        .find(|(at, c)| *at >= start && matches!(c, '/' | '?' | '#') && !in_variable(*at))
        .map_or(url.text.len(), |(at, _)| at);
    let target = url.tail(end_of_host);
    if let Some(variable) = target.variable() {
        return Err(NotUnderstood::Variable(variable.to_owned()));
    }
    // A fragment never leaves the client.
    let target = target.text.split('#').next().unwrap_or_default();
    let (path, query) = split_query(target);
    let path = if path.is_empty() { "/" } else { path };
    Ok((path.to_owned(), query.to_owned()))
}

/// The path without what stands before API paths here.
pub(super) fn strip_prefix<'a>(path: &'a str, prefix: &str) -> &'a str {
    let stripped = path.strip_prefix(prefix.trim_end_matches('/'));
    match stripped {
        Some("") => "/",
        Some(rest) if rest.starts_with('/') => rest,
        _ => path,
    }
}

/// Whether a query parameter would mean something else in an address of the console.
pub(super) fn is_own(key: &str) -> bool {
    OWN_PARAMETERS.iter().any(|own| key.starts_with(own))
}

/// What stands behind `http://` or `https://`.
pub(super) fn after_scheme(text: &str) -> Option<&str> {
    ["https://", "http://"].iter().find_map(|scheme| {
        let start = text.get(..scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then(|| text.get(scheme.len()..))?
    })
}

/// A request, or an address if it has parameters of the console's own.
fn of(path: &str, query: &str) -> Result<Reading, NotUnderstood> {
    let understood = Understood::of(path, query)?;
    if understood.request.query.decoded().iter().any(|(key, _)| is_own(key)) {
        return Ok(Reading::Address(understood.request.spelt_path()));
    }
    Ok(Reading::Request(understood))
}

/// An address of the console: its pages, or a request that is safe and not guarded.
fn address_of(address: &str) -> Result<Reading, NotUnderstood> {
    if address == "/~" || address.starts_with("/~/") {
        return Ok(Reading::Address(address.to_owned()));
    }
    let (path, query) = split_query(address);
    let understood = Understood::of(path, query)?;
    Ok(Reading::Address(understood.request.spelt_path()))
}

/// `GET /api/v1 HTTP/1.1`, as logs and documents have it.
fn request_line(method: &str, rest: &str, context: &Context<'_>) -> Result<Reading, NotUnderstood> {
    if method != "GET" {
        return Err(NotUnderstood::NotGet(method.to_owned()));
    }
    let target = rest.split_whitespace().next().unwrap_or_default();
    if after_scheme(target).is_some() {
        let (path, query) = target_of(&Word::from(target))?;
        return of(strip_prefix(&path, context.api_prefix), &query);
    }
    let (path, query) = split_query(target);
    of(path, query)
}

fn is_method(word: &str) -> bool {
    matches!(word, "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS")
}

/// Whether a word is `host:port` or `host:port/path`.
fn is_host(word: &str) -> bool {
    let host = word.split(['/', '?']).next().unwrap_or_default();
    host.rsplit_once(':')
        .is_some_and(|(name, port)| !name.is_empty() && !port.is_empty() && port.chars().all(|c| c.is_ascii_digit()))
}

/// Whether a text without a leading slash is a path: a resource of that name comes first.
fn is_rooted(text: &str, context: &Context<'_>) -> bool {
    let first = text.split(['/', '?']).next().unwrap_or_default();
    let is_word = first.len() == text.len();
    ROOTS.contains(&first) && !(is_word && crate::dialect::resolve::resource(context.discovery, text).is_some())
}

/// Whether a path begins as API paths do.
fn is_root(path: &str) -> bool {
    ApiPath::parse(path).is_ok_and(|path| {
        path.segments()
            .first()
            .is_none_or(|first| ROOTS.contains(&first.text.as_str()))
    })
}

fn split_query(text: &str) -> (&str, &str) {
    text.split_once('?').unwrap_or((text, ""))
}
