//! What a list request asks for, checked in the order in which the API server checks it.
//!
//! Source: apimachinery `pkg/apis/meta/internalversion`, apiserver `pkg/storage/interfaces.go`.

use super::{fields, index::Collection, label_words, refusal::Refusal, token::Token};
use crate::{
    kube::{
        query::Query,
        selector::{FieldSelector, LabelSelector},
    },
    sort,
};

/// The parameters of a list.
#[derive(Debug)]
pub(super) struct ListOptions {
    /// At most so many objects; 0 for all.
    pub(super) limit: u64,
    /// The least key to show, without a leading slash; empty for the start.
    pub(super) start: String,
    pub(super) labels: LabelSelector,
    pub(super) fields: FieldSelector,
}

impl ListOptions {
    /// Reads a query. `version` is the resourceVersion of the recorded list.
    pub(super) fn read(query: &Query, collection: &Collection, version: &str) -> Result<Self, Refusal> {
        // Both have no effect here but are refused all the same if they are no numbers.
        number(query, "timeoutSeconds")?;
        let limit = number(query, "limit")?;
        let get = |name: &str| query.get(name).unwrap_or_default();
        let labels = get("labelSelector");
        label_words::check(&labels).map_err(Refusal::BadRequest)?;
        let labels =
            LabelSelector::parse(&labels).map_err(|_| Refusal::NotRecorded("a label selector in an unusual form"))?;
        let fields = read_fields(&get("fieldSelector"), collection)?;
        let token = get("continue");
        check_version(query, version, limit > 0, !token.is_empty())?;
        let start = if token.is_empty() {
            String::new()
        } else {
            start_of(&token, version)?
        };
        // The cache that answers for "any version" knows no chunks, and unversioned lists have none.
        let has_chunks = !version.is_empty() && get("resourceVersion") != "0";
        Ok(Self {
            limit: if has_chunks {
                u64::try_from(limit).unwrap_or(0)
            } else {
                0
            },
            start,
            labels,
            fields,
        })
    }

    /// Whether every object is asked for.
    pub(super) fn selects_all(&self) -> bool {
        self.labels.requirements.is_empty() && self.fields.requirements.is_empty()
    }

    /// The name, if the selector asks for exactly one: the server then reads that object alone.
    pub(super) fn single_name(&self) -> Option<&str> {
        self.fields
            .requirements
            .iter()
            .find(|requirement| requirement.field == "metadata.name" && requirement.is_equal)
            .map(|requirement| requirement.value.as_str())
    }
}

/// A whole number as Go reads it; 0 if the parameter is missing.
fn number(query: &Query, name: &str) -> Result<i64, Refusal> {
    let Some(text) = query.get(name) else {
        return Ok(0);
    };
    text.parse::<i64>()
        .map_err(|error| Refusal::BadRequest(words("ParseInt", &text, &error)))
}

/// Go's words for what is no number.
fn words(function: &str, text: &str, error: &std::num::ParseIntError) -> String {
    use std::num::IntErrorKind::{NegOverflow, PosOverflow};
    let why = match error.kind() {
        PosOverflow | NegOverflow => "value out of range",
        _ => "invalid syntax",
    };
    format!("strconv.{function}: parsing {text:?}: {why}")
}

fn read_fields(text: &str, collection: &Collection) -> Result<FieldSelector, Refusal> {
    // The server sorts the terms before it looks at them: so its first complaint is about the least one.
    let mut terms = FieldSelector::parse(text)
        .map(|selector| selector.requirements)
        .unwrap_or_default();
    let mut spelt = split_terms(text);
    sort::by(&mut spelt, Ord::cmp);
    for term in spelt.iter().filter(|term| !term.is_empty()) {
        let Some(at) = term.find('=') else {
            return Err(Refusal::BadRequest(format!(
                "invalid selector: '{text}'; can't understand '{term}'"
            )));
        };
        let value = term.get(at + 1..).unwrap_or_default();
        let is_equal = !term.get(..at).unwrap_or_default().ends_with('!');
        check_escapes(value.strip_prefix('=').filter(|_| is_equal).unwrap_or(value))?;
    }
    sort::by_key(&mut terms, |requirement| {
        (requirement.field.clone(), requirement.is_equal)
    });
    for requirement in &terms {
        fields::check(collection, &requirement.field).map_err(Refusal::BadRequest)?;
    }
    Ok(FieldSelector { requirements: terms })
}

/// Splits at commas that no backslash escapes.
fn split_terms(text: &str) -> Vec<&str> {
    let mut escaped = false;
    text.split(|c| {
        let is_end = c == ',' && !escaped;
        escaped = c == '\\' && !escaped;
        is_end
    })
    .collect()
}

/// Source: apimachinery `pkg/fields/selector.go`, `UnescapeValue`.
fn check_escapes(value: &str) -> Result<(), Refusal> {
    let sequence = |text: &str| Refusal::BadRequest(format!("invalid field selector: invalid escape sequence: {text}"));
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('\\' | ',' | '=') => {}
                Some(other) => return Err(sequence(&format!("\\{other}"))),
                None => return Err(sequence("\\")),
            },
            '=' | ',' => {
                // Go prints a rune's number.
                let number = u32::from(c);
                return Err(Refusal::BadRequest(format!(
                    "invalid field selector: unescaped character in value: {number}"
                )));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Only one state of the cluster is recorded: whoever asks for another gets nothing.
fn check_version(query: &Query, version: &str, is_limited: bool, continues: bool) -> Result<(), Refusal> {
    let asked = query.get("resourceVersion").unwrap_or_default();
    let matching = query.get("resourceVersionMatch").unwrap_or_default();
    if !matching.is_empty() && (asked.is_empty() || continues) || query.get("sendInitialEvents").is_some() {
        return Err(Refusal::NotRecorded("a list with options that exclude each other"));
    }
    if asked.is_empty() || asked == "0" {
        return Ok(());
    }
    if continues {
        let words = "specifying resource version is not allowed when using continue";
        return Err(Refusal::BadRequest(words.to_owned()));
    }
    let number: u64 = asked.parse().map_err(|error| {
        let why = words("ParseUint", &asked, &error);
        Refusal::BadRequest(format!(
            "invalid resource version: resourceVersion: Invalid value: {asked:?}: {why}"
        ))
    })?;
    let is_exact = matching == "Exact" || (matching.is_empty() && is_limited);
    let recorded: u64 = version.parse().unwrap_or(0);
    if number == recorded || (!is_exact && number < recorded) {
        Ok(())
    } else {
        Err(Refusal::NotRecorded("the list at another resourceVersion"))
    }
}

fn start_of(token: &str, version: &str) -> Result<String, Refusal> {
    let token = Token::read(token).map_err(Refusal::BadRequest)?;
    // -1 goes on in the latest state, which is the recorded one.
    if token.version > 0 && token.version.to_string() != version {
        return Err(Refusal::NotRecorded("the rest of a list at another resourceVersion"));
    }
    Ok(token.start.trim_start_matches('/').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn read(query: &str) -> Result<ListOptions, Refusal> {
        let pods = Collection {
            resource: "pods".into(),
            namespaced: true,
            ..Collection::default()
        };
        ListOptions::read(&Query::parse(query), &pods, "320")
    }

    #[test]
    fn refusals_are_in_the_servers_words() {
        for (query, words) in [
            ("limit=x", "strconv.ParseInt: parsing \"x\": invalid syntax"),
            ("limit=", "strconv.ParseInt: parsing \"\": invalid syntax"),
            (
                "limit=99999999999999999999",
                "strconv.ParseInt: parsing \"99999999999999999999\": value out of range",
            ),
            (
                "labelSelector=%3Dx&fieldSelector=x",
                "found '=', expected: !, identifier, or 'end of string'",
            ),
            ("fieldSelector=x", "invalid selector: 'x'; can't understand 'x'"),
            (
                "fieldSelector=status.phase%3Da%3Db",
                "invalid field selector: unescaped character in value: 61",
            ),
            (
                "fieldSelector=status.phase%3Da%5C",
                "invalid field selector: invalid escape sequence: \\",
            ),
            (
                "fieldSelector=spec.z%3D1,spec.foo%3D1",
                "field label not supported: spec.foo",
            ),
            (
                "resourceVersion=x",
                "invalid resource version: resourceVersion: Invalid value: \"x\": strconv.ParseUint: parsing \"x\": invalid syntax",
            ),
            (
                "resourceVersion=5&continue=eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6MzIwLCJzdGFydCI6Ii9kZWZhdWx0L2FcdTAwMDAifQ",
                "specifying resource version is not allowed when using continue",
            ),
        ] {
            assert_eq!(
                read(query).unwrap_err(),
                Refusal::BadRequest(words.to_owned()),
                "{query}"
            );
        }
    }

    #[test]
    fn only_the_recorded_state_is_answered() {
        for query in [
            "",
            "resourceVersion=0&limit=5",
            "resourceVersion=320&limit=5",
            "resourceVersion=7",
            "resourceVersion=7&resourceVersionMatch=NotOlderThan",
            "resourceVersion=320&resourceVersionMatch=Exact",
            "unknown=x",
        ] {
            assert!(read(query).is_ok(), "{query}");
        }
        for query in [
            "resourceVersion=7&limit=5",
            "resourceVersion=7&resourceVersionMatch=Exact",
            "resourceVersion=321",
            "resourceVersionMatch=Exact",
        ] {
            assert!(matches!(read(query), Err(Refusal::NotRecorded(_))), "{query}");
        }
        assert_eq!(read("resourceVersion=0&limit=5").unwrap().limit, 0);
        assert_eq!(read("limit=-1").unwrap().limit, 0);
    }

    #[test]
    fn a_continue_token_tells_where_to_start() {
        let token = Token::after("/default/a", 320).spell();
        assert_eq!(read(&format!("continue={token}&limit=1")).unwrap().start, "default/a\0");
        let token = Token::after("/default/a", 319).spell();
        assert!(matches!(
            read(&format!("continue={token}")),
            Err(Refusal::NotRecorded(_))
        ));
    }
}
