//! Documents that programs print: whether one says what the answer says, in the form that a library's types give it.

use deckprism::dialect::client::Language;
use serde_json::Value;

/// What reading an object by its type drops, as JSON pointers. The Code lens says so.
///
/// Sources: apimachinery `pkg/runtime/helper.go`, `WithoutVersionDecoder`; kubernetes-client/java, pull
/// request 4746.
const DROPPED: &[(Language, &[&str])] = &[
    (Language::Go, &["/apiVersion", "/kind"]),
    (Language::Java, &["/metadata/managedFields"]),
];

/// Whether a printed document says everything that the answer says, and nothing else.
///
/// Types add fields that are empty, and spell times in their own way.
pub fn same(answer: &Value, printed: &Value, typed: Option<Language>) -> Result<(), String> {
    let mut wrong = Vec::new();
    compare("", answer, printed, typed, &mut wrong);
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(wrong.join("\n"))
    }
}

fn compare(at: &str, answer: &Value, printed: &Value, typed: Option<Language>, wrong: &mut Vec<String>) {
    match (answer, printed) {
        (Value::Object(answers), Value::Object(prints)) => {
            for (key, answer) in answers {
                let at = format!("{at}/{key}");
                match prints.get(key) {
                    Some(printed) => compare(&at, answer, printed, typed, wrong),
                    None if is_empty(answer) || may_lack(typed, &at) => {}
                    None => wrong.push(format!("{at} is missing: {answer}")),
                }
            }
            for (key, printed) in prints {
                if !answers.contains_key(key) && !is_empty(printed) && !may_add(typed, key) {
                    wrong.push(format!("{at}/{key} is not in the answer: {printed}"));
                }
            }
        }
        (Value::Array(answers), Value::Array(prints)) if answers.len() == prints.len() => {
            for (index, (answer, printed)) in answers.iter().zip(prints).enumerate() {
                compare(&format!("{at}/{index}"), answer, printed, typed, wrong);
            }
        }
        _ if is_empty(answer) && is_empty(printed) => {}
        _ if is_same(answer, printed) => {}
        _ => wrong.push(format!("{at} is {answer}, the program printed {printed}")),
    }
}

/// Whether a value is what a type has where nothing was said.
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Bool(flag) => !flag,
        Value::Number(number) => number.as_f64() == Some(0.0),
        Value::String(text) => text.is_empty(),
        Value::Array(values) => values.is_empty(),
        Value::Object(values) => values.values().all(is_empty),
    }
}

fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::String(one), Value::String(other)) => one == other || is_same_time(one, other),
        (Value::Number(one), Value::Number(other)) => one.as_f64() == other.as_f64(),
        _ => one == other,
    }
}

/// Whether two texts are the same moment in UTC, to the second: `2026-01-05T09:00:19Z` and `2026-01-05T09:00:19+00:00`.
fn is_same_time(one: &str, other: &str) -> bool {
    let seconds = |text: &str| -> Option<String> {
        let (seconds, zone) = text.split_at_checked("2026-01-05T09:00:19".len())?;
        let shape: String = seconds
            .chars()
            .map(|letter| if letter.is_ascii_digit() { '0' } else { letter })
            .collect();
        let zone = zone.trim_start_matches(|letter: char| letter == '.' || letter.is_ascii_digit());
        (shape == "0000-00-00T00:00:00" && matches!(zone, "Z" | "+00:00")).then(|| seconds.to_owned())
    };
    seconds(one).is_some_and(|moment| seconds(other) == Some(moment))
}

fn may_lack(typed: Option<Language>, at: &str) -> bool {
    DROPPED
        .iter()
        .any(|(language, pointers)| typed == Some(*language) && pointers.contains(&at))
}

/// The types of k8s-openapi write their kind and version wherever they stand, also within lists of groups.
fn may_add(typed: Option<Language>, key: &str) -> bool {
    typed == Some(Language::Rust) && matches!(key, "apiVersion" | "kind")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn types_may_add_what_is_empty_and_spell_times_otherwise() {
        let answer = json!({"a": 1, "at": "2026-01-05T09:00:19Z", "list": [{"x": "y"}], "gone": ""});
        let printed = json!({"a": 1.0, "at": "2026-01-05T09:00:19.000+00:00", "list": [{"x": "y", "z": 0}], "status": {"b": null}});
        assert_eq!(same(&answer, &printed, None), Ok(()));
    }

    #[test]
    fn what_types_are_known_to_drop_or_add_is_theirs_alone() {
        let answer = json!({"kind": "Pod", "metadata": {"name": "x", "managedFields": [1]}});
        let without_kind = json!({"metadata": {"name": "x", "managedFields": [1]}});
        let without_fields = json!({"kind": "Pod", "metadata": {"name": "x"}});
        let with_version = json!({"kind": "Pod", "apiVersion": "v1", "metadata": {"name": "x", "managedFields": [1]}});
        for (printed, theirs) in [
            (&without_kind, Language::Go),
            (&without_fields, Language::Java),
            (&with_version, Language::Rust),
        ] {
            for language in Language::ALL {
                assert_eq!(
                    same(&answer, printed, Some(language)).is_ok(),
                    language == theirs,
                    "{printed}"
                );
            }
            assert!(same(&answer, printed, None).is_err());
        }
    }

    #[test]
    fn whatever_else_differs_is_found() {
        let answer = json!({"a": "x", "at": "2026-01-05T09:00:19Z", "list": [1, 2]});
        for printed in [
            json!({"at": "2026-01-05T09:00:19Z", "list": [1, 2]}),
            json!({"a": "z", "at": "2026-01-05T09:00:19Z", "list": [1, 2]}),
            json!({"a": "x", "at": "2026-01-05T09:00:20Z", "list": [1, 2]}),
            json!({"a": "x", "at": "2026-01-05T09:00:19Z", "list": [1]}),
            json!({"a": "x", "at": "2026-01-05T09:00:19Z", "list": [1, 2], "more": true}),
        ] {
            assert!(same(&answer, &printed, None).is_err(), "{printed}");
        }
    }
}
