//! What programs print line by line: names, changes, and answers as they came.

use std::collections::BTreeSet;

use serde_json::Value;

/// The names of a list's objects in its order, with their namespaces.
pub fn names(list: &Value) -> Result<Vec<String>, String> {
    let items = list["items"].as_array().ok_or("the answer is no list")?;
    items.iter().map(name).collect()
}

fn name(object: &Value) -> Result<String, String> {
    let metadata = &object["metadata"];
    let name = metadata["name"].as_str().ok_or("an object has no name")?;
    Ok(match metadata["namespace"].as_str() {
        Some(namespace) => format!("{namespace}/{name}"),
        None => name.to_owned(),
    })
}

/// Whether the lines are these names, in this order.
pub fn same_names(expected: &[String], printed: &str) -> Result<(), String> {
    let lines: Vec<&str> = printed.lines().collect();
    if lines == expected {
        Ok(())
    } else {
        Err(format!("should have printed {expected:?}"))
    }
}

/// A change: what happened, and to which object; a bookmark has none.
pub type Change = (String, Option<String>);

/// Lines such as `ADDED shop/web-1`.
pub fn changes(printed: &str) -> Result<Vec<Change>, String> {
    let changes = printed.lines().map(|line| {
        let (kind, name) = line.split_once(' ').unwrap_or((line, ""));
        if kind == "BOOKMARK" {
            Ok((kind.to_owned(), None))
        } else if name.is_empty() {
            Err(format!("names no object: {line}"))
        } else {
            Ok((kind.to_owned(), Some(name.to_owned())))
        }
    });
    changes.collect()
}

/// The lines of a watch as the API server sends them.
pub fn raw_changes(printed: &str) -> Result<Vec<Change>, String> {
    let changes = printed.lines().map(|line| {
        let event: Value = serde_json::from_str(line).map_err(|error| format!("no JSON: {error}"))?;
        let kind = event["type"].as_str().unwrap_or_default();
        let name = match kind {
            "BOOKMARK" => None,
            _ => Some(name(&event["object"])?),
        };
        Ok((kind.to_owned(), name))
    });
    changes.collect()
}

/// Whether each of the objects was added, and nothing but changes was printed.
pub fn same_changes(expected: &[String], changes: &[Change]) -> Result<(), String> {
    let known = ["ADDED", "MODIFIED", "DELETED", "BOOKMARK"];
    if let Some((kind, _)) = changes.iter().find(|(kind, _)| !known.contains(&kind.as_str())) {
        return Err(format!("no kind of change: {kind}"));
    }
    let added: BTreeSet<&str> = changes
        .iter()
        .filter(|(kind, _)| kind == "ADDED")
        .filter_map(|(_, name)| name.as_deref())
        .collect();
    let expected: BTreeSet<&str> = expected.iter().map(String::as_str).collect();
    if added == expected {
        Ok(())
    } else {
        Err(format!("should have been told of {expected:?}"))
    }
}

/// Whether two answers are the same, byte for byte, but for the version of a list and its `continue` token: the
/// version of any list grows with each write to the cluster.
pub fn same_text(expected: &str, printed: &str) -> Result<(), String> {
    let (expected, printed) = (lasting(expected), lasting(printed));
    if expected == printed {
        return Ok(());
    }
    let same = expected
        .bytes()
        .zip(printed.bytes())
        .take_while(|(one, other)| one == other);
    let at = same.count();
    let part = |text: &str| -> String {
        String::from_utf8_lossy(text.as_bytes().get(at..).unwrap_or_default())
            .chars()
            .take(80)
            .collect()
    };
    Err(format!(
        "differs from byte {at}: the answer goes on with {:?}, the program printed {:?}",
        part(&expected),
        part(&printed)
    ))
}

/// The text without what differs from one moment to the next.
fn lasting(text: &str) -> String {
    let items = ["\"items\":[", "\"rows\":["].iter().find_map(|begin| text.find(begin));
    let items = items.unwrap_or_default();
    let own = text
        .find("\"metadata\":{\"resourceVersion\":\"")
        .filter(|at| *at < items);
    let mut text = blank(text, own, "resourceVersion\":\"");
    if own.is_none() && items > 0 && text.trim_end().ends_with("\"}}") {
        // Custom resources have their list's metadata at the end.
        text = blank(&text, text.rfind("\"metadata\":{"), "\"resourceVersion\":\"");
    }
    if text.starts_with("apiVersion:") {
        text = blank(&text, text.rfind("\nmetadata:\n"), "resourceVersion: \"");
    }
    blank(&text, text.find("\"continue\":\""), "\"continue\":\"")
}

/// Empties the quotes that open with a text, somewhere from a place on.
fn blank(text: &str, from: Option<usize>, opening: &str) -> String {
    let blanked = || {
        let (before, rest) = text.split_at_checked(from?)?;
        let (between, quoted) = rest.split_once(opening)?;
        let (_, after) = quoted.split_once('"')?;
        Some(format!("{before}{between}{opening}\"{after}"))
    };
    blanked().unwrap_or_else(|| text.to_owned())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a test says what it expects by panicking
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn names_are_compared_in_order() {
        let list = json!({"items": [
            {"metadata": {"namespace": "b", "name": "x"}},
            {"metadata": {"name": "node"}},
        ]});
        let names = names(&list).unwrap();
        assert!(same_names(&names, "b/x\nnode\n").is_ok());
        for wrong in ["node\nb/x\n", "b/x\n", "b/x\nnode\nmore\n", ""] {
            assert!(same_names(&names, wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn each_object_has_to_be_added() {
        let expected = ["a/x".to_owned(), "a/y".to_owned()];
        let check = |printed: &str| same_changes(&expected, &changes(printed).unwrap());
        assert!(check("ADDED a/y\nADDED a/x\nMODIFIED a/x\nBOOKMARK\n").is_ok());
        for wrong in ["ADDED a/x\n", "ADDED a/x\nADDED a/y\nADDED a/z\n", "ERROR a/x\n"] {
            assert!(check(wrong).is_err(), "{wrong}");
        }
        assert!(changes("ADDED\n").is_err());
        let raw = raw_changes(r#"{"type":"ADDED","object":{"metadata":{"namespace":"a","name":"x"}}}"#).unwrap();
        assert_eq!(raw, [("ADDED".to_owned(), Some("a/x".to_owned()))]);
    }

    #[test]
    fn only_the_version_of_a_list_may_differ() {
        let built_in = |version: &str, item: &str| {
            format!(
                r#"{{"kind":"PodList","metadata":{{"resourceVersion":"{version}","continue":"{version}"}},"items":[{{"metadata":{{"resourceVersion":"{item}"}}}}]}}"#
            )
        };
        let custom = |version: &str, item: &str| {
            format!(
                r#"{{"items":[{{"metadata":{{"resourceVersion":"{item}"}}}}],"metadata":{{"continue":"","resourceVersion":"{version}"}}}}"#
            )
        };
        let yaml = |version: &str, item: &str| {
            format!(
                "apiVersion: v1\nitems:\n- metadata:\n    resourceVersion: \"{item}\"\nmetadata:\n  resourceVersion: \"{version}\"\n"
            )
        };
        let table = |version: &str, item: &str| {
            format!(
                r#"{{"kind":"Table","metadata":{{"resourceVersion":"{version}","continue":"{version}"}},"rows":[{{"object":{{"metadata":{{"resourceVersion":"{item}"}}}}}}]}}"#
            )
        };
        for answer in [&built_in as &dyn Fn(&str, &str) -> String, &custom, &yaml, &table] {
            assert!(same_text(&answer("1", "5"), &answer("22", "5")).is_ok());
            assert!(same_text(&answer("1", "5"), &answer("1", "6")).is_err());
        }
        assert!(same_text("ok", "ok\n").is_err());
    }
}
