//! A sentence of a lesson: its key in the prose, and what fills its places.

use crate::wire::prose::Prose;

/// A sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The key in `prose/<language>/lessons.json`.
    pub key: String,
    /// What stands for each `{placeholder}`.
    pub values: Vec<(&'static str, String)>,
}

impl Text {
    /// A sentence and the values that it may show.
    pub fn new(key: String, values: &[(&'static str, String)]) -> Self {
        Self {
            key,
            values: values.to_vec(),
        }
    }

    /// The same with one more value, shortened if it is long.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.values.push((name, shorten(value)));
        self
    }

    /// The sentence in the language of a prose file, with its markup.
    pub fn say(&self, prose: &Prose) -> String {
        let values: Vec<(&str, &str)> = self
            .values
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        prose.fill(&self.key, &values)
    }
}

/// As much of a value as fits into a sentence.
fn shorten(value: &str) -> String {
    const MOST: usize = 100;
    match value.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", value.get(..at).unwrap_or_default()),
        None => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_filled_and_long_values_are_cut() {
        let prose = Prose::from_json(br#"{"a": "{name}: `{value}`"}"#).unwrap();
        let text = Text::new("a".to_owned(), &[("name", "x".to_owned())]);
        assert_eq!(text.clone().with("value", "y").say(&prose), "x: `y`");
        assert!(text.with("value", &"ü".repeat(101)).say(&prose).ends_with("ü…`"));
    }
}
