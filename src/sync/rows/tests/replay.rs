//! Whatever comes between a list and now, in whatever pieces and however often: the rows are those of a fresh list.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::sync::{
    watch_event::{self, WatchEvent},
    watcher::{Ending, Step, Watcher},
};

/// What happens in the cluster.
#[derive(Clone, Debug)]
enum Happening {
    /// An object is made, or changed if it is there.
    Put(Object, u8),
    /// An object is deleted, if it is there.
    Delete(Object),
    /// Nothing that concerns the list: the version moves on.
    Elsewhere,
}

/// What happens to the page.
#[derive(Clone, Copy, Debug)]
enum Fate {
    /// So many more events arrive.
    Arrive(u8),
    /// The watch breaks, and goes on from the last version told.
    Break,
    /// The watch breaks, and some events that were told already are told again.
    Replay(u8),
    /// The version is too old: the list is read anew.
    Expire,
    /// A bookmark.
    Bookmark,
}

type Object = (u8, u8);

fn object() -> impl Strategy<Value = Object> {
    (0_u8..3, 0_u8..6)
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        4 => (object(), any::<u8>()).prop_map(|(object, value)| Happening::Put(object, value)),
        2 => object().prop_map(Happening::Delete),
        1 => Just(Happening::Elsewhere),
    ]
}

fn fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        6 => (0_u8..6).prop_map(Fate::Arrive),
        1 => Just(Fate::Break),
        1 => (0_u8..6).prop_map(Fate::Replay),
        1 => Just(Fate::Expire),
        1 => Just(Fate::Bookmark),
    ]
}

const NAMESPACES: [&str; 3] = ["team", "team-a", "team-a-b"];

/// A cluster with its history: the state at each version, and the event that led to it.
struct Cluster {
    states: Vec<BTreeMap<(String, String), u8>>,
    events: Vec<Option<String>>,
}

fn key((namespace, name): Object) -> (String, String) {
    // A slash behind the namespace, as in etcd's keys.
    (
        format!("{}/", NAMESPACES[usize::from(namespace)]),
        format!("object-{name}"),
    )
}

fn row((namespace, name): &(String, String), value: u8, version: usize) -> String {
    let namespace = namespace.trim_end_matches('/');
    format!(
        r#"{{"cells":["{name}","{value}","5m"],"object":{{"metadata":{{"name":"{name}","namespace":"{namespace}","resourceVersion":"{version}"}}}}}}"#
    )
}

impl Cluster {
    fn of(history: Vec<Happening>) -> Self {
        let (mut states, mut events) = (vec![BTreeMap::new()], vec![None]);
        for happening in history {
            let mut state = states.last().unwrap().clone();
            let version = states.len();
            let told = match happening {
                Happening::Put(object, value) => {
                    let key = key(object);
                    let type_ = if state.contains_key(&key) { "MODIFIED" } else { "ADDED" };
                    state.insert(key.clone(), value);
                    Some((type_, row(&key, value, version)))
                }
                Happening::Delete(object) => {
                    let key = key(object);
                    state.remove(&key).map(|value| ("DELETED", row(&key, value, version)))
                }
                Happening::Elsewhere => None,
            };
            let line = told.map(|(type_, row)| {
                format!(r#"{{"type":"{type_}","object":{{"kind":"Table",{COLUMNS},"rows":[{row}]}}}}"#)
            });
            states.push(state);
            events.push(line);
        }
        Self { states, events }
    }

    fn list(&self, version: usize) -> Rows {
        let rows: Vec<String> = self.states[version]
            .iter()
            .map(|(key, value)| row(key, *value, version))
            .collect();
        let mut listed = Rows::default();
        read(
            &table(&format!("[{}]", rows.join(","))),
            &mut RowsSink::list(&mut listed, None, 0),
        )
        .unwrap();
        listed
    }
}

/// A page that follows the cluster.
struct Page {
    rows: Rows,
    watcher: Watcher,
    /// The version up to which events have been sent to it.
    sent: usize,
}

impl Page {
    fn list(&mut self, cluster: &Cluster, version: usize) {
        self.rows = cluster.list(version);
        self.follow(self.watcher.clone().listed(&version.to_string()));
        self.watcher.listed(&version.to_string());
    }

    fn follow(&mut self, step: Step) {
        if let Step::Watch { resource_version } = step {
            self.sent = resource_version.parse().unwrap();
        }
    }

    fn take(&mut self, line: &str) {
        match watch_event::read(line.as_bytes()).unwrap() {
            WatchEvent::Put(table) => {
                let version = watch_event::object(table).unwrap().resource_version;
                read(table, &mut RowsSink::update(&mut self.rows, None, 0)).unwrap();
                self.watcher.told(&version);
            }
            WatchEvent::Deleted(table) => {
                let version = watch_event::object(table).unwrap().resource_version;
                let mut sink = RowsSink::find(&mut self.rows, None);
                read(table, &mut sink).unwrap();
                for (row, _) in sink.into_changes() {
                    self.rows.remove(row);
                }
                self.watcher.told(&version);
            }
            WatchEvent::Bookmark { resource_version, .. } => self.watcher.told(&resource_version),
            WatchEvent::Failed(_) => unreachable!("the cluster of this test never gives up"),
        }
    }
}

fn seen(rows: &Rows) -> Vec<String> {
    let line = |row: &RowNumber| {
        format!(
            "{}/{} {}",
            rows.namespace(*row).unwrap_or("-"),
            rows.name(*row),
            rows.cell(*row, 1)
        )
    };
    rows.order().iter().map(line).collect()
}

proptest! {
    #[test]
    fn rows_end_as_a_fresh_list_has_them(
        history in prop::collection::vec(happening(), 0..60),
        listed_at in 0_usize..20,
        fates in prop::collection::vec(fate(), 0..30),
    ) {
        let cluster = Cluster::of(history);
        let last = cluster.states.len() - 1;
        let mut page = Page { rows: Rows::default(), watcher: Watcher::default(), sent: 0 };
        page.list(&cluster, listed_at.min(last));
        for fate in fates.into_iter().chain([Fate::Arrive(u8::MAX)]) {
            match fate {
                Fate::Arrive(count) => {
                    for _ in 0..count {
                        if page.sent == last {
                            break;
                        }
                        page.sent += 1;
                        if let Some(line) = &cluster.events[page.sent] {
                            page.take(line);
                        }
                    }
                }
                Fate::Break => {
                    let step = page.watcher.ended(Ending::Broken, 0.0, 0.0);
                    let Step::Wait { then, .. } = step else { panic!("a pause") };
                    page.follow(*then);
                }
                Fate::Replay(count) => page.sent = page.sent.saturating_sub(usize::from(count)),
                Fate::Expire => page.list(&cluster, page.sent),
                Fate::Bookmark => {
                    let line = format!(r#"{{"type":"BOOKMARK","object":{{"kind":"Table","metadata":{{"resourceVersion":"{}"}},"rows":[]}}}}"#, page.sent);
                    page.take(&line);
                }
            }
        }
        prop_assert_eq!(seen(&page.rows), seen(&cluster.list(last)));
    }
}
