//! Finds the recorded exchange that answers a request.

use super::{
    form::Form,
    index::{Exchange, OPERATOR},
};
use crate::{
    kube::{
        percent::decode,
        query::{Query, is_true},
        request::{ApiRequest, Head},
    },
    sort,
};

/// The place of the exchange that answers a request of the operator's.
pub(super) fn find(exchanges: &[Exchange], request: &ApiRequest) -> Option<usize> {
    let path = decode(request.path.as_str());
    let query = comparable(&request.query);
    let found: Vec<(usize, &Exchange)> = exchanges
        .iter()
        .enumerate()
        .filter(|(_, exchange)| {
            exchange.identity == OPERATOR
                && decode(&exchange.path) == path
                && is_same_person(exchange, &request.head)
                && comparable(&Query::parse(&exchange.query)) == query
        })
        .collect();
    let in_form = |form: &Form| found.iter().find(|(_, exchange)| form_of(exchange) == *form);
    asked_for(request)
        .iter()
        .find_map(in_form)
        // Nobody negotiates over plain text: logs, health checks, answers of the proxy itself.
        .or_else(|| {
            found
                .iter()
                .find(|(_, exchange)| form_of(exchange) == Form::Json && !is_json(exchange))
        })
        .map(|(at, _)| *at)
}

/// Whether a request asks to be told of changes.
pub(super) fn is_watch(query: &Query) -> bool {
    query.is_on("watch")
}

/// The forms that a request accepts, best first.
pub(super) fn asked_for(request: &ApiRequest) -> Vec<Form> {
    let headers = request.headers();
    let accept = headers
        .iter()
        .find(|(name, _)| *name == "Accept")
        .map_or("", |(_, value)| value);
    Form::asked_for(accept)
}

fn form_of(exchange: &Exchange) -> Form {
    let accept = exchange.accept.as_deref().unwrap_or_default();
    Form::asked_for(accept).into_iter().next().unwrap_or(Form::Json)
}

fn is_json(exchange: &Exchange) -> bool {
    let mut headers = exchange.head.headers.iter();
    headers.any(|(name, value)| name == "content-type" && value.starts_with("application/json"))
}

fn is_same_person(exchange: &Exchange, head: &Head) -> bool {
    match (&exchange.impersonate, &head.impersonate_user) {
        (None, None) => head.impersonate_groups.is_empty(),
        (Some(recorded), Some(user)) => recorded.user == *user && recorded.groups == head.impersonate_groups,
        _ => false,
    }
}

/// The parameters that change an answer, in an order of their own.
fn comparable(query: &Query) -> Vec<(String, String)> {
    let mut pairs = query.decoded();
    pairs.retain(|(name, _)| !matches!(name.as_str(), "pretty" | "timeoutSeconds" | "timeout"));
    for (name, value) in &mut pairs {
        if matches!(name.as_str(), "watch" | "allowWatchBookmarks" | "sendInitialEvents") {
            *value = is_true(value).to_string();
        }
    }
    sort::by(&mut pairs, Ord::cmp);
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kube::request::{ACCEPT_DISCOVERY, ACCEPT_JSON, ACCEPT_TABLE, ACCEPT_YAML};
    use crate::recording::index::{Head as RecordedHead, Impersonation};

    const AGGREGATED: &str = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

    fn exchange(path: &str, query: &str, accept: Option<&str>, content_type: &str) -> Exchange {
        Exchange {
            path: path.into(),
            query: query.into(),
            accept: accept.map(str::to_owned),
            identity: OPERATOR.into(),
            head: RecordedHead {
                headers: vec![("content-type".into(), content_type.into())],
                ..RecordedHead::default()
            },
            ..Exchange::default()
        }
    }

    fn recorded() -> Vec<Exchange> {
        let json = "application/json";
        let mut all = vec![
            exchange("/api", "", None, json),
            exchange("/api", "", Some(AGGREGATED), AGGREGATED),
            exchange("/livez", "verbose", None, "text/plain; charset=utf-8"),
            exchange("/version", "", Some(ACCEPT_YAML), json),
            exchange("/api/v1/pods", "watch=1&resourceVersion=5", Some(ACCEPT_TABLE), json),
            exchange("/", "", None, json),
            exchange("/api/v1/secrets", "", None, json),
        ];
        all[5].impersonate = Some(Impersonation {
            user: "system:anonymous".into(),
            groups: vec![],
        });
        all[6].identity = "viewer".into();
        all
    }

    #[track_caller]
    fn check(target: &str, accept: Option<&str>, expected: Option<usize>) {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let mut request = ApiRequest::of(path).unwrap();
        request.query = Query::parse(query);
        request.head.accept = accept.map(str::to_owned);
        assert_eq!(find(&recorded(), &request), expected, "{target} {accept:?}");
    }

    #[test]
    fn the_representation_decides() {
        check("/api", None, Some(0));
        check("/api", Some(ACCEPT_JSON), Some(0));
        check("/api", Some(ACCEPT_DISCOVERY), Some(1));
        check("/api", Some(ACCEPT_YAML), None);
        check("/version", Some(ACCEPT_YAML), Some(3));
        check("/version", None, None);
        check("/livez?verbose", Some(ACCEPT_YAML), Some(2));
    }

    #[test]
    fn parameters_without_effect_do_not_matter() {
        check("/livez?pretty=false&verbose", None, Some(2));
        check("/livez?verbose&timeoutSeconds=9", None, Some(2));
        check("/livez", None, None);
        check("/api/v1/pods?resourceVersion=5&watch=true", Some(ACCEPT_TABLE), Some(4));
        check("/api/v1/pods?resourceVersion=6&watch=true", Some(ACCEPT_TABLE), None);
    }

    #[test]
    fn other_people_do_not_answer() {
        check("/", None, None);
        check("/api/v1/secrets", None, None);
        let mut request = ApiRequest::of("/").unwrap();
        request.head.impersonate_user = Some("system:anonymous".into());
        assert_eq!(find(&recorded(), &request), Some(5));
    }
}
