//! A request as a curl command through a proxy.

use super::{
    Line, Snippet, Span, shell,
    spelling::{has_controls, is_stream, spans},
};
use crate::kube::request::ApiRequest;

/// The curl command that sends a request to an origin such as `http://127.0.0.1:8001`.
///
/// The URL is literal; `-N` shows streams as they come, `-g` keeps curl from reading brackets as patterns.
/// What the page has to ask about first ([`crate::kube::path::ApiPath::guard`]) is for the caller to check.
pub fn command(request: &ApiRequest, origin: &str, api_prefix: &str) -> Snippet {
    let target = spans(request);
    let has_brackets = target.iter().any(|span| span.text.contains(['[', ']', '{', '}']));
    let mut first: Line = vec![Span::plain("curl ")];
    if is_stream(request) {
        first.push(Span::plain("-N "));
    }
    if has_brackets {
        first.push(Span::plain("-g "));
    }
    let base = format!("{}{}", origin.trim_end_matches('/'), api_prefix.trim_end_matches('/'));
    first.extend(shell::quote_spans(
        std::iter::once(Span::plain(base)).chain(target).collect(),
    ));
    let mut lines = vec![first];
    for header in headers(request) {
        if let Some(last) = lines.last_mut() {
            last.push(Span::plain(" \\"));
        }
        lines.push(vec![Span::plain(format!("  -H {}", shell::quote(&header)))]);
    }
    Snippet { lines }
}

/// The headers that stand in the address, as curl's `-H` takes them.
fn headers(request: &ApiRequest) -> Vec<String> {
    let head = &request.head;
    let accept = head.accept.iter().map(|value| ("Accept", value));
    let user = head.impersonate_user.iter().map(|value| ("Impersonate-User", value));
    let groups = head.impersonate_groups.iter().map(|value| ("Impersonate-Group", value));
    accept
        .chain(user)
        .chain(groups)
        .map(|(name, value)| header(name, value))
        .collect()
}

/// One header. No browser sends control characters in one, but curl would: as another header, or another request.
fn header(name: &str, value: &str) -> String {
    if value.trim().is_empty() {
        format!("{name};")
    } else if has_controls(value) {
        format!("{name}: {}", value.replace(char::is_control, "\u{fffd}"))
    } else {
        format!("{name}: {value}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kube::{path::Part, query::Query, request::ACCEPT_YAML};

    const ORIGIN: &str = "http://127.0.0.1:8001";

    #[track_caller]
    fn check(path: &str, query: &str, prefix: &str, expected: &str) {
        let mut request = ApiRequest::of(path).unwrap();
        request.query = Query::parse(query);
        assert_eq!(command(&request, ORIGIN, prefix).plain(), expected);
    }

    #[test]
    fn the_url_stands_as_it_is_sent() {
        check("/api/v1/pods", "", "", "curl http://127.0.0.1:8001/api/v1/pods");
        check(
            "/api/v1/pods",
            "limit=5",
            "",
            "curl 'http://127.0.0.1:8001/api/v1/pods?limit=5'",
        );
        check("/version", "", "/k8s/", "curl http://127.0.0.1:8001/k8s/version");
        check(
            "/api/v1/pods",
            "watch=1",
            "",
            "curl -N 'http://127.0.0.1:8001/api/v1/pods?watch=1'",
        );
        check(
            "/api/v1/pods",
            "a=[1]",
            "",
            "curl -g 'http://127.0.0.1:8001/api/v1/pods?a=[1]'",
        );
        check(
            "/api/v1/pods",
            "a='b'",
            "",
            r"curl 'http://127.0.0.1:8001/api/v1/pods?a='\''b'\'''",
        );
        check(
            "/api/v1/pods",
            "a=b c\n",
            "",
            "curl 'http://127.0.0.1:8001/api/v1/pods?a=b%20c%0A'",
        );
    }

    #[test]
    fn headers_follow_on_lines_of_their_own() {
        let mut request = ApiRequest::of("/api").unwrap().accept(ACCEPT_YAML);
        request.head.impersonate_user = Some("jane's".into());
        request.head.impersonate_groups = vec!["dev".into()];
        assert_eq!(
            command(&request, ORIGIN, "").plain(),
            "curl http://127.0.0.1:8001/api \\\n  -H 'Accept: application/yaml' \\\n  -H 'Impersonate-User: jane'\\''s' \\\n  -H 'Impersonate-Group: dev'"
        );
    }

    #[test]
    fn a_header_cannot_smuggle_another_request() {
        let request = ApiRequest::of("/api")
            .unwrap()
            .accept("a\r\n\r\nDELETE /api/v1/nodes/n HTTP/1.1");
        let text = command(&request, ORIGIN, "").plain();
        assert!(!text.contains('\r'));
        assert_eq!(text.lines().count(), 2);
    }

    #[test]
    fn parts_keep_their_colour_within_quotes() {
        let mut request = ApiRequest::of("/apis/batch/v1/namespaces/default/jobs/my-job").unwrap();
        request.query = Query::parse("pretty=true");
        let lines = command(&request, ORIGIN, "").lines;
        let coloured: Vec<(&str, Part)> = lines[0]
            .iter()
            .filter_map(|span| Some((span.text.as_str(), span.part?)))
            .collect();
        assert_eq!(
            coloured,
            [
                ("apis", Part::Fixed),
                ("batch", Part::Group),
                ("v1", Part::Version),
                ("namespaces", Part::Fixed),
                ("default", Part::Namespace),
                ("jobs", Part::Resource),
                ("my-job", Part::Name),
                ("pretty=true", Part::Query)
            ]
        );
    }
}
