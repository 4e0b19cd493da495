//! Which objects of a collection a list shows, and how it goes on.

use std::borrow::Cow;

use super::{
    fields,
    index::Collection,
    options::ListOptions,
    table::{Item, Table},
    token::Token,
};

/// One chunk of a list.
#[derive(Debug)]
pub(super) struct Page<'t, 'a> {
    pub(super) items: Vec<Item<'t, 'a>>,
    /// The token of the next chunk; empty at the end.
    pub(super) continue_token: String,
    /// How many objects are still to come; unknown with selectors.
    pub(super) remaining: Option<u64>,
}

/// Selects objects.
///
/// Source: apiserver `pkg/storage/cacher/cacher.go`, `GetList`: a chunk ends as soon as it is full, and goes on
/// if anything follows, whether it will be selected or not.
pub(super) fn page<'t, 'a>(
    collection: &Collection,
    table: &'t Table<'a>,
    namespace: Option<&str>,
    options: &ListOptions,
) -> Result<Page<'t, 'a>, serde_json::Error> {
    let mut items = table.items(namespace)?;
    let in_namespace = namespace.is_some();
    if !options.start.is_empty() {
        items.retain(|item| *item.key(in_namespace) >= *options.start);
    }
    if let Some(name) = options.single_name().filter(|_| in_namespace || !collection.namespaced) {
        items.retain(|item| item.metadata.name == name);
    }
    let count = items.len() as u64;
    let mut page = Page {
        items: Vec::new(),
        continue_token: String::new(),
        remaining: None,
    };
    for (index, item) in (1_u64..).zip(items) {
        if !selects(collection, options, &item) {
            continue;
        }
        page.items.push(item);
        if options.limit == 0 || (page.items.len() as u64) < options.limit {
            continue;
        }
        if index < count {
            let key = page
                .items
                .last()
                .map_or(Cow::Borrowed(""), |last| last.key(in_namespace));
            let version = table.metadata.resource_version.parse().unwrap_or_default();
            page.continue_token = Token::after(&format!("{}{key}", separator(collection)), version).spell();
            page.remaining = options.selects_all().then(|| count - options.limit);
        }
        break;
    }
    Ok(page)
}

/// What stands before a key in a token. Events are read past the watch cache, from where keys look different.
///
/// Source: kubernetes `pkg/registry/core/event/storage/storage.go`, apiserver `pkg/storage/etcd3/store.go`.
fn separator(collection: &Collection) -> &'static str {
    if collection.resource == "events" && matches!(collection.group.as_str(), "" | "events.k8s.io") {
        ""
    } else {
        "/"
    }
}

fn selects(collection: &Collection, options: &ListOptions, item: &Item<'_, '_>) -> bool {
    if !options
        .labels
        .matches(|key| item.metadata.labels.get(key).map(String::as_str))
    {
        return false;
    }
    if options.fields.requirements.is_empty() {
        return true;
    }
    let object = item.tree();
    options
        .fields
        .matches(|field| fields::value(collection, &object, field))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kube::query::Query;

    fn table() -> String {
        let rows: Vec<String> = ["team-a/x", "team-a/y", "team/x", "team/z"]
            .iter()
            .map(|key| {
                let (namespace, name) = key.split_once('/').unwrap();
                format!(
                    r#"{{"cells":["{name}"],"object":{{"kind":"Pod","apiVersion":"v1","metadata":{{"name":"{name}","namespace":"{namespace}","labels":{{"is":"{name}"}}}}}}}}"#
                )
            })
            .collect();
        format!(
            r#"{{"kind":"Table","metadata":{{"resourceVersion":"9"}},"columnDefinitions":[],"rows":[{}]}}"#,
            rows.join(",\n")
        )
    }

    /// The keys of a page, its token's start and what remains.
    #[track_caller]
    fn list(namespace: Option<&str>, query: &str) -> (String, String, Option<u64>) {
        let pods = Collection {
            resource: "pods".into(),
            namespaced: true,
            ..Collection::default()
        };
        let text = table();
        let table = Table::read(text.as_bytes()).unwrap();
        let options = ListOptions::read(&Query::parse(query), &pods, "9").unwrap();
        let page = page(&pods, &table, namespace, &options).unwrap();
        let keys: Vec<_> = page.items.iter().map(|item| item.key(false)).collect();
        let start = Token::read(&page.continue_token)
            .map(|token| token.start)
            .unwrap_or_default();
        (keys.join(" "), start, page.remaining)
    }

    #[test]
    fn lists_are_cut_as_the_server_cuts_them() {
        for (namespace, query, keys, start, remaining) in [
            (None, "", "team-a/x team-a/y team/x team/z", "", None),
            (Some("team"), "", "team/x team/z", "", None),
            (Some("none"), "", "", "", None),
            (None, "limit=1", "team-a/x", "/team-a/x\0", Some(3)),
            (None, "limit=4", "team-a/x team-a/y team/x team/z", "", None),
            (Some("team"), "limit=1", "team/x", "/x\0", Some(1)),
            // Selected or not, something follows, and nobody knows how much of it fits.
            (
                None,
                "limit=2&labelSelector=is%3Dx",
                "team-a/x team/x",
                "/team/x\0",
                None,
            ),
            (
                None,
                "fieldSelector=metadata.namespace%3Dteam",
                "team/x team/z",
                "",
                None,
            ),
            (
                None,
                "fieldSelector=metadata.name%3Dx&limit=1",
                "team-a/x",
                "/team-a/x\0",
                None,
            ),
            (
                Some("team"),
                "fieldSelector=metadata.name%3Dx&limit=1",
                "team/x",
                "",
                None,
            ),
        ] {
            assert_eq!(
                list(namespace, query),
                (keys.to_owned(), start.to_owned(), remaining),
                "{namespace:?} {query}"
            );
        }
    }

    #[test]
    fn chunks_put_together_are_the_list() {
        let (mut keys, mut query) = (Vec::new(), "limit=1".to_owned());
        loop {
            let (page, start, _) = list(None, &query);
            keys.push(page);
            if start.is_empty() {
                break;
            }
            let token = Token::after(start.trim_matches('\0'), 9).spell();
            query = format!("limit=1&continue={token}");
        }
        assert_eq!(keys.join(" "), "team-a/x team-a/y team/x team/z");
    }
}
