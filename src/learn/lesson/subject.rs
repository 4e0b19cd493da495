//! What a step is about in the cluster that is asked.

/// Named values that were found for a step; its request is made of them, and its texts show them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subject {
    values: Vec<(&'static str, String)>,
}

impl Subject {
    /// The same with one more value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.values.push((name, value.into()));
        self
    }

    /// A value; empty if it was not looked for. [`super::need::Need::names`] tells which there are.
    pub fn get(&self, name: &str) -> &str {
        self.values
            .iter()
            .find(|(known, _)| *known == name)
            .map_or("", |(_, value)| value.as_str())
    }

    /// All values, for the places of texts.
    pub fn values(&self) -> &[(&'static str, String)] {
        &self.values
    }
}
