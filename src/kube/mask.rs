//! Masks the values of Secrets in an answer's bytes, and leaves every other byte as it came.
//!
//! What counts as a value: each entry of `data` and `stringData`, and the annotation
//! `kubectl.kubernetes.io/last-applied-configuration`, which repeats them. It is found in a Secret,
//! in any list, in Tables and in watch events.

use crate::sort;
use serde_json::value::RawValue;
use std::{borrow::Cow, collections::BTreeMap, ops::Range};

/// What stands where a value was.
pub const MASK: &str = "••••••••";

/// How the kinds `Secret` and `SecretList` begin in JSON.
pub const SECRET_WORD: &[u8] = b"\"Secret";

/// An answer without its secret values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Masked {
    /// The answer.
    pub body: Vec<u8>,
    /// How many values were taken out.
    pub values: usize,
}

/// Masks the values of Secrets in a body that is JSON, or JSON values one after another.
///
/// `of_secrets` says that the request was for Secrets: then everything in the answer is taken for
/// one, whatever its kind. `None`: the body is not JSON although Secrets were asked for, or breaks off,
/// and must not be kept.
pub fn mask(body: Vec<u8>, of_secrets: bool) -> Option<Masked> {
    if !of_secrets && !mentions_secret(&body) {
        return Some(Masked { body, values: 0 });
    }
    let Ok(text) = std::str::from_utf8(&body) else {
        return (!of_secrets).then_some(Masked { body, values: 0 });
    };
    let mut ranges = Vec::new();
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<&RawValue>();
    let whole = values.by_ref().try_for_each(|value| {
        Finder {
            text,
            ranges: &mut ranges,
        }
        .visit(value?, of_secrets);
        Ok::<(), serde_json::Error>(())
    });
    if whole.is_err() {
        // Not JSON, or cut off. Without Secrets in it by request it is somebody's text.
        return (!of_secrets && ranges.is_empty()).then_some(Masked { body, values: 0 });
    }
    if ranges.is_empty() {
        return Some(Masked { body, values: 0 });
    }
    Some(Masked {
        body: replace(text, &ranges).into_bytes(),
        values: ranges.len(),
    })
}

/// The decoded value at one place of a Secret's own JSON: `/data/password`.
///
/// For revealing a single value from a fresh answer; the rest of the answer is dropped.
pub fn value_at(body: &[u8], pointer: &str) -> Option<String> {
    let document: serde_json::Value = serde_json::from_slice(body).ok()?;
    Some(document.pointer(pointer)?.as_str()?.to_owned())
}

const LAST_APPLIED: &str = "kubectl.kubernetes.io/last-applied-configuration";

type Fields<'a> = BTreeMap<Cow<'a, str>, &'a RawValue>;

struct Finder<'t, 'r> {
    text: &'t str,
    ranges: &'r mut Vec<Range<usize>>,
}

impl<'t> Finder<'t, '_> {
    /// Looks at one JSON value; `certain` says that whatever object this is, it is a Secret.
    fn visit(&mut self, value: &'t RawValue, certain: bool) {
        match value.get().as_bytes().first() {
            Some(b'[') => {
                let items: Vec<&RawValue> = serde_json::from_str(value.get()).unwrap_or_default();
                for item in items {
                    self.visit(item, certain);
                }
            }
            Some(b'{') => self.visit_object(value, certain),
            _ => {}
        }
    }

    fn visit_object(&mut self, value: &'t RawValue, certain: bool) {
        let fields: Fields<'t> = serde_json::from_str(value.get()).unwrap_or_default();
        let kind = fields.get("kind").map_or("", |kind| kind.get().trim_matches('"'));
        // Events and lists wrap objects; a Status in their place has nothing to hide.
        let certain = certain || kind == "Secret" || kind == "SecretList";
        if certain && kind != "Status" {
            for (name, field) in &fields {
                match name.as_ref() {
                    "data" | "stringData" => self.mask_entries(field),
                    "metadata" => self.mask_last_applied(field),
                    _ => {}
                }
            }
        }
        for (name, field) in &fields {
            if !(certain && matches!(name.as_ref(), "data" | "stringData" | "metadata")) {
                self.visit(field, certain);
            }
        }
    }

    fn mask_entries(&mut self, entries: &'t RawValue) {
        let entries: Fields<'t> = serde_json::from_str(entries.get()).unwrap_or_default();
        for value in entries.values() {
            self.mask_value(value);
        }
    }

    fn mask_last_applied(&mut self, metadata: &'t RawValue) {
        let metadata: Fields<'t> = serde_json::from_str(metadata.get()).unwrap_or_default();
        let annotations: Fields<'t> = metadata
            .get("annotations")
            .and_then(|annotations| serde_json::from_str(annotations.get()).ok())
            .unwrap_or_default();
        if let Some(value) = annotations.get(LAST_APPLIED) {
            self.mask_value(value);
        }
    }

    fn mask_value(&mut self, value: &'t RawValue) {
        // Both are parts of the same text, so the difference of their addresses is the place in it.
        let start = (value.get().as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        self.ranges.push(start..start + value.get().len());
    }
}

/// Whether the word by which a Secret is known stands in some bytes; what never has it holds no Secret.
pub fn mentions_secret(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    // The capital is rare, so that most bytes are looked at once.
    while let Some(at) = memchr::memchr(b'S', rest) {
        let begins = at.checked_sub(1).and_then(|quote| rest.get(quote..));
        if begins.is_some_and(|word| word.starts_with(SECRET_WORD)) {
            return true;
        }
        rest = rest.get(at + 1..).unwrap_or_default();
    }
    false
}

fn replace(text: &str, ranges: &[Range<usize>]) -> String {
    let mut ranges = ranges.to_vec();
    sort::by_key(&mut ranges, |range| range.start);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for range in ranges {
        out.push_str(text.get(at..range.start).unwrap_or_default());
        out.push('"');
        out.push_str(MASK);
        out.push('"');
        at = range.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const CANARY: &str = "Y2FuYXJ5";

    #[track_caller]
    fn check(body: &str, of_secrets: bool, values: usize) -> String {
        let masked = mask(body.as_bytes().to_vec(), of_secrets).unwrap();
        assert_eq!(masked.values, values);
        let text = String::from_utf8(masked.body).unwrap();
        assert!(!text.contains(CANARY), "{text}");
        text
    }

    #[test]
    fn a_secret_keeps_all_but_its_values() {
        let text = check(
            &format!(
                r#"{{"kind":"Secret","apiVersion":"v1", "metadata":{{"name":"a","annotations":{{"{LAST_APPLIED}":"{{\"data\":{{\"k\":\"{CANARY}\"}}}}","x":"y"}}}},"data":{{"k":"{CANARY}","l":"{CANARY}=="}},"type":"Opaque"}}"#
            ),
            false,
            3,
        );
        assert!(text.contains(r#""apiVersion":"v1", "metadata""#));
        assert!(text.contains(r#""x":"y""#));
        assert!(text.contains(r#""type":"Opaque""#));
    }

    #[test]
    fn lists_tables_events_and_metadata_are_masked() {
        let secret = format!(r#"{{"metadata":{{"name":"a"}},"data":{{"k":"{CANARY}"}}}}"#);
        check(
            &format!(r#"{{"kind":"SecretList","items":[{secret},{secret}]}}"#),
            false,
            2,
        );
        check(
            &format!(r#"{{"kind":"Table","rows":[{{"cells":["a"],"object":{secret}}}]}}"#),
            true,
            1,
        );
        check(
            &format!("{{\"type\":\"ADDED\",\"object\":{secret}}}\n{{\"type\":\"MODIFIED\",\"object\":{secret}}}\n"),
            true,
            2,
        );
        check(
            &format!(
                r#"{{"kind":"PartialObjectMetadata","metadata":{{"annotations":{{"{LAST_APPLIED}":"{CANARY}"}}}}}}"#
            ),
            true,
            1,
        );
        check(
            &format!(
                r#"{{"kind":"List","items":[{{"kind":"Secret","stringData":{{"a":"{CANARY}"}}}},{{"kind":"Pod"}}]}}"#
            ),
            false,
            1,
        );
    }

    #[test]
    fn other_objects_stay_as_they_are() {
        let body = r#"{"kind":"ConfigMap","data":{"k":"v"},"x":"Secret"}"#;
        assert_eq!(check(body, false, 0), body);
        let status = r#"{"kind":"Status","message":"secrets \"a\" not found","code":404}"#;
        assert_eq!(check(status, true, 0), status);
    }

    #[test]
    fn what_cannot_be_masked_is_not_kept() {
        assert_eq!(
            mask(format!("apiVersion: v1\ndata:\n  k: {CANARY}").into_bytes(), true),
            None
        );
        assert_eq!(mask(format!(r#"{{"data":{{"k":"{CANARY}"#).into_bytes(), true), None);
        let cut = format!(r#"{{"kind":"Secret","data":{{"k":"{CANARY}"}}}}{{"kind":"Sec"#);
        assert_eq!(mask(cut.into_bytes(), false), None);
        assert!(mask(b"Forbidden\n".to_vec(), false).is_some());
    }

    #[test]
    fn one_value_can_be_read() {
        let body = br#"{"kind":"Secret","data":{"a/b":"eA=="}}"#;
        assert_eq!(value_at(body, "/data/a~1b").unwrap(), "eA==");
        assert_eq!(value_at(body, "/data/none"), None);
    }
}
