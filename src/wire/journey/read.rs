//! Where an API server takes objects from: etcd, or the watch cache that it keeps of each resource in memory.

use super::{situation::ServerVersion, sources};
use crate::{
    kube::{gvk::GroupVersionResource, query::Query},
    wire::{hop::Source, vocabulary::vocabulary},
};

vocabulary! {
    /// How objects are read, as the request's `resourceVersion` and its relatives ask for it.
    ///
    /// Source: apiserver `pkg/storage/cacher/delegator.go` and `pkg/storage/cacher/delegator/interface.go`.
    Read under "journey.read" {
        /// One object, the newest: out of etcd.
        Object = "object",
        /// The newest list: out of the cache, after etcd has said how far it is.
        List = "list",
        /// The newest list before 1.31: out of etcd.
        ListFromEtcd = "list_from_etcd",
        /// Whatever the cache has, or has at least: `resourceVersion=0`, `NotOlderThan`.
        Cached = "cached",
        /// The list of one moment: out of a snapshot that the cache keeps.
        Snapshot = "snapshot",
        /// The list of one moment before 1.34: out of etcd.
        SnapshotFromEtcd = "snapshot_from_etcd",
        /// A watch: out of the cache.
        Watch = "watch",
        /// A watch that begins with the newest list: out of the cache, after etcd has said how far it is.
        WatchList = "watch_list",
        /// Events, of which there is no cache: out of etcd.
        Uncached = "uncached",
    }
}

/// Serves the newest list out of the cache. Source: KEP-2340, beta and on by default.
const CONSISTENT_READS: ServerVersion = ServerVersion { major: 1, minor: 31 };
/// Serves lists of one moment out of the cache. Source: KEP-4988, beta and on by default.
const SNAPSHOTS: ServerVersion = ServerVersion { major: 1, minor: 34 };

impl Read {
    /// How a request reads. A version that is not known is taken for a current one.
    pub fn of(resource: &GroupVersionResource, is_object: bool, query: &Query, version: Option<ServerVersion>) -> Self {
        let has_since = |since: ServerVersion| version.is_none_or(|version| version >= since);
        let resource_version = query.get("resourceVersion").unwrap_or_default();
        let matching = query.get("resourceVersionMatch").unwrap_or_default();
        let is_newest = resource_version.is_empty();
        if is_events(resource) {
            return Self::Uncached;
        }
        if is_watch(query) {
            let begins_with_list = query.is_on("sendInitialEvents");
            return if begins_with_list && is_newest {
                Self::WatchList
            } else {
                Self::Watch
            };
        }
        if is_object {
            return if is_newest { Self::Object } else { Self::Cached };
        }
        let has_limit = query
            .get("limit")
            .is_some_and(|limit| !matches!(limit.as_str(), "" | "0"));
        let is_later_chunk = query.get("continue").is_some_and(|token| !token.is_empty());
        let is_exact = matching == "Exact"
            || matching.is_empty() && (is_later_chunk || has_limit && !is_newest && resource_version != "0");
        if is_exact {
            return if has_since(SNAPSHOTS) {
                Self::Snapshot
            } else {
                Self::SnapshotFromEtcd
            };
        }
        if !is_newest || !matching.is_empty() {
            return Self::Cached;
        }
        if has_since(CONSISTENT_READS) {
            Self::List
        } else {
            Self::ListFromEtcd
        }
    }

    /// Whether etcd is asked for this request, and not only in advance.
    pub fn asks_etcd(self) -> bool {
        match self {
            Self::Object
            | Self::List
            | Self::ListFromEtcd
            | Self::SnapshotFromEtcd
            | Self::WatchList
            | Self::Uncached => true,
            Self::Cached | Self::Snapshot | Self::Watch => false,
        }
    }

    /// Whether the objects come out of the cache.
    pub fn is_from_cache(self) -> bool {
        match self {
            Self::List | Self::Cached | Self::Snapshot | Self::Watch | Self::WatchList => true,
            Self::Object | Self::ListFromEtcd | Self::SnapshotFromEtcd | Self::Uncached => false,
        }
    }

    /// The document that says so.
    pub fn source(self) -> Source {
        match self {
            Self::Object | Self::Cached => sources::CACHE_DELEGATOR,
            Self::List | Self::ListFromEtcd | Self::WatchList => sources::CONSISTENT_READS,
            Self::Snapshot | Self::SnapshotFromEtcd => sources::SNAPSHOTS,
            Self::Watch => sources::API_CONCEPTS,
            Self::Uncached => sources::CACHE_SIZES,
        }
    }
}

/// Whether a query turns a list into a watch.
pub fn is_watch(query: &Query) -> bool {
    query.is_on("watch")
}

/// Source: kubernetes `pkg/kubeapiserver/default_storage_factory_builder.go`, `DefaultWatchCacheSizes`.
fn is_events(resource: &GroupVersionResource) -> bool {
    resource.resource == "events" && matches!(resource.group.as_str(), "" | "events.k8s.io")
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: ServerVersion = ServerVersion { major: 1, minor: 30 };
    const MIDDLE: ServerVersion = ServerVersion { major: 1, minor: 33 };
    const NEW: ServerVersion = ServerVersion { major: 1, minor: 36 };

    #[test]
    fn parameters_decide_where_objects_come_from() {
        let pods = GroupVersionResource::new("", "v1", "pods");
        for (is_object, query, version, expected) in [
            (true, "", NEW, Read::Object),
            (true, "resourceVersion=0", NEW, Read::Cached),
            (false, "", NEW, Read::List),
            (false, "limit=500", NEW, Read::List),
            (false, "labelSelector=a%3Db", NEW, Read::List),
            (false, "", MIDDLE, Read::List),
            (false, "", OLD, Read::ListFromEtcd),
            (false, "resourceVersion=0", OLD, Read::Cached),
            (false, "resourceVersion=0&limit=500", NEW, Read::Cached),
            (false, "resourceVersion=7", NEW, Read::Cached),
            (
                false,
                "resourceVersion=7&resourceVersionMatch=NotOlderThan&limit=5",
                NEW,
                Read::Cached,
            ),
            (false, "resourceVersion=7&limit=5", NEW, Read::Snapshot),
            (
                false,
                "resourceVersion=7&resourceVersionMatch=Exact",
                NEW,
                Read::Snapshot,
            ),
            (
                false,
                "resourceVersion=7&resourceVersionMatch=Exact",
                MIDDLE,
                Read::SnapshotFromEtcd,
            ),
            (false, "limit=5&continue=eyJ2", NEW, Read::Snapshot),
            (false, "limit=5&continue=eyJ2", OLD, Read::SnapshotFromEtcd),
            (false, "watch=1", NEW, Read::Watch),
            (false, "watch", NEW, Read::Watch),
            (false, "watch=false", NEW, Read::List),
            (false, "watch=true&resourceVersion=7", NEW, Read::Watch),
            (true, "watch=true", NEW, Read::Watch),
            (
                false,
                "watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true",
                NEW,
                Read::WatchList,
            ),
        ] {
            assert_eq!(
                Read::of(&pods, is_object, &Query::parse(query), Some(version)),
                expected,
                "{query} {version:?}"
            );
        }
    }

    #[test]
    fn an_unknown_version_is_taken_for_a_current_one() {
        let pods = GroupVersionResource::new("", "v1", "pods");
        assert_eq!(Read::of(&pods, false, &Query::default(), None), Read::List);
    }

    #[test]
    fn events_have_no_cache() {
        for group in ["", "events.k8s.io"] {
            let events = GroupVersionResource::new(group, "v1", "events");
            for query in ["", "watch=1", "resourceVersion=0"] {
                let read = Read::of(&events, false, &Query::parse(query), None);
                assert_eq!(read, Read::Uncached);
                assert!(read.asks_etcd() && !read.is_from_cache());
            }
        }
        let other = GroupVersionResource::new("example.test", "v1", "events");
        assert_eq!(Read::of(&other, false, &Query::default(), None), Read::List);
    }
}
