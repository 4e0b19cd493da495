//! The last lesson: what happens in a watch.

use std::cmp::Ordering;

use crate::{
    kube::request::ApiRequest,
    learn::{
        concept::Concept,
        lesson::{
            Lesson,
            mark::Place,
            need::{Need, in_namespace},
            question::{Asked, value, values},
            seen::{Seen, spelt, text, type_of},
            step::{Step, Until, notice},
            subject::Subject,
        },
    },
};

pub(super) const LESSON: Lesson = Lesson {
    id: "watch",
    steps: &[LEASE, EVENTS, BOOKMARK, EXPIRED],
};

const LEASE: Step = Step {
    id: "watch/lease",
    rows: &[],
    terms: &[Concept::ResourceVersion],
    need: Need::Leases,
    ask: |subject| Some(leases(subject.get("namespace"))?.with("limit", "2")),
    until: Until::End,
    options: &["older", "newer", "same"],
    told: &["newer", "same"],
    outcome: |seen| {
        let of_list = seen.text(VERSION);
        let newest = seen
            .list("/items")
            .iter()
            .map(|item| text(item, VERSION))
            .max_by(|one, other| compare(one, other))?;
        Some(match compare(of_list, newest) {
            Ordering::Less => "older",
            Ordering::Equal => "same",
            Ordering::Greater => "newer",
        })
    },
    notices: &[
        notice("version", |_| Some(Place::at(VERSION))),
        notice("own", |_| Some(Place::at("/items/0/metadata/resourceVersion"))),
        notice("holder", |_| Some(Place::at("/items/0/spec/holderIdentity"))),
        notice("renewed", |_| Some(Place::at("/items/0/spec/renewTime"))),
    ],
    words: &[],
    quiz: |seen| {
        let items = seen.list("/items").iter().map(|item| text(item, VERSION));
        let wrong = items.chain(["1"]);
        Some(Asked::new(Place::at(VERSION), value(seen.text(VERSION)), values(wrong)))
    },
};

const VERSION: &str = "/metadata/resourceVersion";

const EVENTS: Step = Step {
    id: "watch/events",
    rows: &[],
    terms: &[Concept::Watch, Concept::ResourceVersion],
    need: Need::Leases,
    ask: |subject| watched(subject, "30"),
    until: Until::Changes(2),
    options: &["added", "modified", "deleted"],
    told: &["modified", "added", "deleted"],
    outcome: |seen| match seen.changes().next().map(|(_, event)| type_of(event)) {
        Some("ADDED") => Some("added"),
        Some("MODIFIED") => Some("modified"),
        Some("DELETED") => Some("deleted"),
        _ => None,
    },
    notices: &[
        notice("type", |seen| first(seen, "/type")),
        notice("name", |seen| first(seen, "/object/metadata/name")),
        notice("renewed", |seen| first(seen, "/object/spec/renewTime")),
        notice("version", |seen| first(seen, EVENT_VERSION)),
    ],
    words: &[],
    quiz: |seen| {
        let mut changes = seen.changes();
        let (one, other) = (changes.next()?.1, changes.next()?);
        let last = text(other.1, EVENT_VERSION);
        let wrong = [seen.subject.get("resource_version"), text(one, EVENT_VERSION), "0"];
        Some(Asked::new(
            Place::event(other.0, EVENT_VERSION),
            value(last),
            values(wrong),
        ))
    },
};

const EVENT_VERSION: &str = "/object/metadata/resourceVersion";

/// A place in the first change.
fn first(seen: &Seen<'_>, pointer: &str) -> Option<Place> {
    let (line, _) = seen.changes().next()?;
    Some(Place::event(line, pointer))
}

const BOOKMARK: Step = Step {
    id: "watch/bookmark",
    rows: &[],
    terms: &[Concept::Bookmark],
    need: Need::Leases,
    ask: |subject| watched(subject, "15"),
    until: Until::Bookmark,
    options: &["whole", "name", "version"],
    told: &["version"],
    outcome: |seen| {
        let (_, bookmark) = seen.bookmark()?;
        let has = |pointer: &str| !text(bookmark, pointer).is_empty();
        Some(match (has("/object/metadata/name"), has("/object/spec/renewTime")) {
            (true, true) => "whole",
            (true, false) => "name",
            (false, _) => "version",
        })
    },
    notices: &[
        notice("type", |seen| mark(seen, "/type")),
        notice("kind", |seen| mark(seen, "/object/kind")),
        notice("version", |seen| mark(seen, EVENT_VERSION)),
    ],
    words: &[],
    quiz: |seen| {
        let (line, bookmark) = seen.bookmark()?;
        let told = seen
            .changes()
            .filter(|(at, _)| *at < line)
            .map(|(_, event)| text(event, EVENT_VERSION));
        let wrong = [seen.subject.get("resource_version")]
            .into_iter()
            .chain(told)
            .chain(["0"]);
        Some(Asked::new(
            Place::event(line, EVENT_VERSION),
            value(text(bookmark, EVENT_VERSION)),
            values(wrong),
        ))
    },
};

/// A place in the first bookmark.
fn mark(seen: &Seen<'_>, pointer: &str) -> Option<Place> {
    let (line, _) = seen.bookmark()?;
    Some(Place::event(line, pointer))
}

const EXPIRED: Step = Step {
    id: "watch/expired",
    rows: &[],
    terms: &[Concept::Expired],
    need: Need::Nothing,
    ask: |_| {
        let watch = leases("kube-system")?.with("watch", "1").with("resourceVersion", "1");
        Some(watch.with("timeoutSeconds", "10"))
    },
    until: Until::Event,
    options: &["everything", "gone", "event"],
    told: &["event"],
    outcome: |seen| match (seen.code(), type_of(seen.events().first()?)) {
        (200, "ERROR") => Some("event"),
        (200, _) => Some("everything"),
        _ => None,
    },
    notices: &[
        notice("status", |_| Some(Place::StatusLine)),
        notice("type", |_| Some(Place::event(0, "/type"))),
        notice("reason", |_| Some(Place::event(0, "/object/reason"))),
        notice("message", |_| Some(Place::event(0, "/object/message"))),
    ],
    words: &[],
    quiz: |seen| {
        let code = spelt(seen.events().first()?.pointer("/object/code")?);
        let wrong = [seen.code().to_string(), "404".to_owned(), "500".to_owned()];
        Some(Asked::new(
            Place::event(0, "/object/code"),
            value(code),
            wrong.into_iter().map(value),
        ))
    },
};

/// The Leases of a namespace.
fn leases(namespace: &str) -> Option<ApiRequest> {
    in_namespace("/apis/coordination.k8s.io/v1", namespace, "leases")
}

/// A watch from where the list ended, of so many seconds: so nothing stays open, and the server sends a bookmark two
/// seconds before the end.
///
/// Source: apiserver `pkg/storage/cacher/cache_watcher.go`, `nextBookmarkTime`.
fn watched(subject: &Subject, seconds: &str) -> Option<ApiRequest> {
    let watch = leases(subject.get("namespace"))?
        .with("watch", "1")
        .with("resourceVersion", subject.get("resource_version"));
    Some(
        watch
            .with("allowWatchBookmarks", "true")
            .with("timeoutSeconds", seconds),
    )
}

/// Compares two resourceVersions of one resource, which are whole numbers of any length.
///
/// Source: apimachinery `pkg/util/resourceversion`, `CompareResourceVersion` (1.35 and later).
fn compare(one: &str, other: &str) -> Ordering {
    one.len().cmp(&other.len()).then_with(|| one.cmp(other))
}
