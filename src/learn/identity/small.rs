//! The same GET with a small answer: enough to see whether it is allowed, and by the same rule.

use crate::{
    kube::{
        path::Target,
        query::Query,
        rbac::attributes::Attributes,
        request::{ApiRequest, IncludeObject},
    },
    wire::vocabulary::vocabulary,
};

/// How many bytes of an answer are worth reading: that it is allowed shows before its body.
pub const MOST_BYTES: usize = 64 * 1024;

/// A GET as it is asked, and in what it is not the one that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The request.
    pub request: ApiRequest,
    /// In what it is another one.
    pub changes: Vec<Change>,
}

vocabulary! {
    /// In what a GET is asked otherwise, so that its answer is small.
    Change under "identity.change" {
        /// A watch is asked as a list, which is another verb.
        WatchAsList = "watch_as_list",
        /// A watch in the path itself ends after a second.
        ShortWatch = "short_watch",
        /// Of a list one row.
        OneRow = "one_row",
        /// Of an object its row in a Table, without the object.
        RowOfObject = "row_of_object",
        /// Of a log its last line.
        LastLine = "last_line",
        /// The latest state in place of the one that was asked for.
        Latest = "latest",
    }
}

/// What makes a watch of a list, or asks for the state of a certain time.
const OF_TIME: [&str; 4] = ["resourceVersion", "resourceVersionMatch", "continue", "timeoutSeconds"];
const OF_WATCH: [&str; 3] = ["watch", "allowWatchBookmarks", "sendInitialEvents"];
/// What decides how much of a list comes, and how.
const OF_SIZE: [&str; 2] = ["limit", "includeObject"];
const OF_LOG: [&str; 5] = ["follow", "sinceSeconds", "sinceTime", "tailLines", "limitBytes"];

/// The GET with a small answer, in nobody's name.
pub(super) fn small(of: &ApiRequest) -> Asked {
    let mut changes = Vec::new();
    let mut without = |query: Query, names: &[&str], change: Change| {
        let kept = names.iter().fold(query.clone(), |query, name| query.without(name));
        if kept != query && !changes.contains(&change) {
            changes.push(change);
        }
        kept
    };
    let attributes = Attributes::of_get(&of.path, &of.query);
    let is_watch = attributes
        .as_ref()
        .is_some_and(|attributes| attributes.verb() == "watch");
    let query = of.query.clone();
    let mut request = ApiRequest::get(of.path.clone());
    match of.target() {
        Target::Collection { .. } => {
            let change = if is_watch { Change::WatchAsList } else { Change::Latest };
            let query = without(query, &OF_WATCH, change);
            request.query = without(query, &OF_TIME, change);
            changes.push(Change::OneRow);
            request = request.table(IncludeObject::None).with("limit", "1");
        }
        Target::Subresource { subresource, .. } if subresource == "log" => {
            request.query = without(query, &OF_LOG, Change::LastLine);
            changes = vec![Change::LastLine];
            request = request.with("tailLines", "1").with("limitBytes", "256");
        }
        // A subresource that has no Table comes as it is.
        Target::Object { .. } | Target::Subresource { .. } => {
            request.query = without(query, &OF_TIME, Change::Latest);
            changes.push(Change::RowOfObject);
            request = request.table(IncludeObject::None);
        }
        _ => {
            request.query = query;
            if is_watch {
                changes.push(Change::ShortWatch);
                request = request.with("timeoutSeconds", "1");
            }
        }
    }
    Asked { request, changes }
}

/// The GET as a list or an object without anything that concerns the console alone, in nobody's name.
pub(super) fn plain(of: &ApiRequest) -> ApiRequest {
    let names = OF_WATCH.iter().chain(&OF_TIME).chain(&OF_SIZE);
    let query = names.fold(of.query.clone(), |query, name| query.without(name));
    ApiRequest {
        query,
        ..ApiRequest::get(of.path.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(target: &str) -> ApiRequest {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let mut request = ApiRequest::of(path).unwrap();
        request.query = Query::parse(query);
        request
    }

    #[test]
    fn answers_are_kept_small() {
        use Change::{LastLine, Latest, OneRow, RowOfObject, ShortWatch, WatchAsList};
        for (target, expected, changes) in [
            ("/api/v1/pods", "/api/v1/pods?includeObject=None&limit=1", vec![OneRow]),
            (
                "/api/v1/namespaces/a/pods?labelSelector=app%3Dweb&limit=500&includeObject=Object",
                "/api/v1/namespaces/a/pods?labelSelector=app%3Dweb&limit=1&includeObject=None",
                vec![OneRow],
            ),
            (
                "/api/v1/pods?watch=1&resourceVersion=5&allowWatchBookmarks=true&fieldSelector=spec.nodeName%3Dn",
                "/api/v1/pods?fieldSelector=spec.nodeName%3Dn&includeObject=None&limit=1",
                vec![WatchAsList, OneRow],
            ),
            (
                "/api/v1/pods?continue=abc&resourceVersion=0",
                "/api/v1/pods?includeObject=None&limit=1",
                vec![Latest, OneRow],
            ),
            (
                "/api/v1/namespaces/a/secrets/b",
                "/api/v1/namespaces/a/secrets/b?includeObject=None",
                vec![RowOfObject],
            ),
            (
                "/api/v1/namespaces/a/pods/b/log?follow=true&container=c&tailLines=500",
                "/api/v1/namespaces/a/pods/b/log?container=c&tailLines=1&limitBytes=256",
                vec![LastLine],
            ),
            (
                "/apis/apps/v1/namespaces/a/deployments/b/scale",
                "/apis/apps/v1/namespaces/a/deployments/b/scale?includeObject=None",
                vec![RowOfObject],
            ),
            ("/livez?verbose", "/livez?verbose", vec![]),
            ("/", "/", vec![]),
            (
                "/api/v1/watch/pods",
                "/api/v1/watch/pods?timeoutSeconds=1",
                vec![ShortWatch],
            ),
        ] {
            let asked = small(&request(target));
            assert_eq!(asked.request.spelt_path(), expected);
            assert_eq!(asked.changes, changes, "{target}");
        }
    }

    #[test]
    fn what_is_asked_for_stays_the_same_but_for_watches() {
        for target in [
            "/api/v1/pods?limit=500",
            "/api/v1/pods?fieldSelector=metadata.name%3Da",
            "/api/v1/namespaces/a/pods/b",
            "/api/v1/namespaces/a/pods/b/log?follow=1",
            "/api/v1/watch/pods",
            "/version",
        ] {
            let request = request(target);
            let of = |request: &ApiRequest| Attributes::of_get(&request.path, &request.query);
            assert_eq!(of(&small(&request).request), of(&request), "{target}");
            assert_eq!(of(&plain(&request)), of(&request), "{target}");
        }
        let watch = request("/api/v1/pods?watch=1");
        let asked = small(&watch).request;
        assert_eq!(Attributes::of_get(&asked.path, &asked.query).unwrap().verb(), "list");
    }
}
