//! A file of prose: flat keys to texts of one language.

use std::collections::HashMap;

/// The texts of one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose(HashMap<String, String>);

impl Prose {
    /// Reads a file of prose: one JSON object of strings.
    pub fn from_json(bytes: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(bytes).map(Self)
    }

    /// The texts of two files.
    #[must_use]
    pub fn with(mut self, more: Self) -> Self {
        self.0.extend(more.0);
        self
    }

    /// The text under a key. A missing one reads as its key, so that it is seen; a test sees it first.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.0.get(key).map_or(key, String::as_str)
    }

    /// The text under a key with its `{placeholders}` filled in.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.get(key), values)
    }

    /// All keys, in no order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

/// Fills `{placeholders}` in. One that has no value stays as it is; what a value brings is never filled again.
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(start) = rest.find('{') {
        let (before, from) = rest.split_at(start);
        text.push_str(before);
        let hole = from
            .find('}')
            .and_then(|end| Some((from.get(1..end)?, from.get(end + 1..)?)))
            .and_then(|(name, after)| Some((values.iter().find(|(key, _)| *key == name)?.1, after)));
        if let Some((value, after)) = hole {
            text.push_str(value);
            rest = after;
        } else {
            text.push('{');
            rest = from.get(1..).unwrap_or_default();
        }
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled_once() {
        for (template, expected) in [
            ("{a} and {b}", "{b} and 2"),
            ("no holes", "no holes"),
            ("{unknown} {a}", "{unknown} {b}"),
            ("broken { and {b", "broken { and {b"),
            ("钥匙{b}。", "钥匙2。"),
        ] {
            assert_eq!(fill(template, &[("a", "{b}"), ("b", "2")]), expected);
        }
    }

    #[test]
    fn a_missing_text_reads_as_its_key() {
        let prose = Prose::from_json(br#"{"a.b": "text"}"#).unwrap();
        assert_eq!(prose.get("a.b"), "text");
        assert_eq!(prose.get("a.c"), "a.c");
    }
}
