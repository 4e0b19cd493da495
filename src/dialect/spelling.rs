//! How a request's path and query are spelt: for the wire, and in coloured pieces.

use std::fmt::Write;

use super::Span;
use crate::kube::{
    path::{ApiPath, Part},
    query::Query,
    request::ApiRequest,
};

/// A path as a browser puts it on the wire.
///
/// Source: WHATWG URL, path percent-encode set; what `ApiPath` refuses needs no encoding.
pub(super) fn path_on_wire(text: &str) -> String {
    encode(text, b"\"<>`{}")
}

/// A query as a browser puts it on the wire.
///
/// Source: WHATWG URL, query percent-encode set.
pub(super) fn query_on_wire(text: &str) -> String {
    encode(text, b" \"#<>")
}

/// The same request, spelt as it goes over the wire.
pub(super) fn normal(request: &ApiRequest) -> ApiRequest {
    ApiRequest {
        // Encoding puts in nothing that a path may not have.
        path: ApiPath::parse(&path_on_wire(request.path.as_str())).unwrap_or_else(|_| request.path.clone()),
        query: Query::parse(&query_on_wire(&request.query.spell())),
        head: request.head.clone(),
    }
}

/// Path and query in coloured pieces, as they go over the wire.
pub(super) fn spans(request: &ApiRequest) -> Vec<Span> {
    let request = normal(request);
    let mut spans = path_spans(&request.path);
    if !request.query.is_empty() {
        spans.push(Span::plain("?"));
        spans.push(Span::of(Part::Query, request.query.spell()));
    }
    spans
}

/// A path in coloured pieces, the slashes without colour.
pub(super) fn path_spans(path: &ApiPath) -> Vec<Span> {
    let segments = path.segments();
    let ends_in_slash = path.as_str().ends_with('/');
    let mut spans: Vec<Span> = segments
        .into_iter()
        .flat_map(|segment| [Span::plain("/"), Span::of(segment.part, segment.text)])
        .collect();
    if ends_in_slash {
        spans.push(Span::plain("/"));
    }
    spans
}

/// Whether an answer to this request comes bit by bit.
pub(super) fn is_stream(request: &ApiRequest) -> bool {
    request.query.is_on("watch") || request.query.is_on("follow")
}

/// Whether a text can neither stand in a header nor be pasted into a terminal without harm.
pub(super) fn has_controls(text: &str) -> bool {
    text.chars().any(char::is_control)
}

/// Percent-encodes what is no printable ASCII, and the bytes given.
fn encode(text: &str, more: &[u8]) -> String {
    let needs = |byte: u8| !(0x20..0x7f).contains(&byte) || more.contains(&byte);
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let mut buffer = [0; 4];
        for &byte in c.encode_utf8(&mut buffer).as_bytes() {
            if needs(byte) {
                // Writing into a string cannot fail.
                let _ = write!(out, "%{byte:02X}");
            } else {
                out.push(char::from(byte));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_browser_would_encode_is_encoded_once() {
        assert_eq!(path_on_wire("/api/v1/café"), "/api/v1/caf%C3%A9");
        assert_eq!(path_on_wire("/api/v1/caf%C3%A9"), "/api/v1/caf%C3%A9");
        assert_eq!(query_on_wire("a=tier in (x,y)#&b=%20"), "a=tier%20in%20(x,y)%23&b=%20");
    }

    #[test]
    fn the_pieces_are_the_path_and_query() {
        for path in [
            "/",
            "/api",
            "/apis/",
            "/apis/batch/v1/namespaces/default/jobs/my-job/status",
        ] {
            let mut request = ApiRequest::of(path).unwrap();
            let text = |request: &ApiRequest| spans(request).into_iter().map(|span| span.text).collect::<String>();
            assert_eq!(text(&request), path);
            request.query = Query::parse("limit=5");
            assert_eq!(text(&request), format!("{path}?limit=5"));
        }
    }
}
