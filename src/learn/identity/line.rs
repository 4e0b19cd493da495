//! One thing that a lens says: the key of its sentence, what fills it, and what it rests on.

use crate::{
    kube::{answer::Answer, failure::Failure, request::ApiRequest},
    wire::{hop::Source, prose::Prose, vocabulary::Vocabulary},
};

/// An exchange of this page, as far as a lens looks at it.
#[derive(Clone, Copy, Debug)]
pub struct Reply<'a> {
    /// Its number, counted from 1.
    pub number: u32,
    /// What was asked.
    pub request: &'a ApiRequest,
    /// What came, if an answer came.
    pub answer: Option<&'a Answer>,
    /// Why there is nothing to show, if so.
    pub failure: Option<&'a Failure>,
}

/// One thing that is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The key of its sentence.
    pub key: &'static str,
    /// What fills the sentence's placeholders: words of the API, the same in every language.
    pub values: Vec<(&'static str, String)>,
    /// What it rests on.
    pub ground: Ground,
    /// Objects of the cluster to look at.
    pub links: Vec<Link>,
    /// Lines of YAML or a command that belong to it.
    pub code: Option<String>,
}

/// What a statement rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The exchange of this number shows it.
    Observed(u32),
    /// It follows by the API server's own rules from what these exchanges show, in order.
    Inferred(Vec<u32>),
    /// A document or a source file says so; nothing of it was seen.
    Documented(Source),
    /// It is what the reader or the address asks for, or what the console does itself.
    Given,
}

/// An object to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its name as a label, such as `ClusterRole view`.
    pub text: String,
    /// The GET that shows it.
    pub request: ApiRequest,
}

impl Line {
    /// A sentence without placeholders.
    pub fn of(word: impl Vocabulary, ground: Ground) -> Self {
        Self {
            key: word.key(),
            values: Vec::new(),
            ground,
            links: Vec::new(),
            code: None,
        }
    }

    /// The same with a placeholder filled in.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.values.push((name, value.into()));
        self
    }

    /// The same with an object to look at, if there is one.
    #[must_use]
    pub fn linked(mut self, link: Option<Link>) -> Self {
        self.links.extend(link);
        self
    }

    /// The same with lines of code.
    #[must_use]
    pub fn coded(mut self, code: impl Into<String>) -> Self {
        self.code = Some(code.into());
        self
    }

    /// What fills a placeholder.
    pub fn value(&self, name: &str) -> Option<&str> {
        let mut values = self.values.iter();
        values.find(|(own, _)| *own == name).map(|(_, value)| value.as_str())
    }

    /// The sentence, in the prose's language.
    pub fn say(&self, prose: &Prose) -> String {
        let values: Vec<(&str, &str)> = self
            .values
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        prose.fill(self.key, &values)
    }
}

impl Ground {
    /// What follows from these exchanges, each once and in order.
    pub fn inferred(exchanges: impl IntoIterator<Item = u32>) -> Self {
        let mut exchanges: Vec<u32> = exchanges.into_iter().collect();
        exchanges.sort_unstable();
        exchanges.dedup();
        Self::Inferred(exchanges)
    }

    /// The exchanges that it rests on.
    pub fn exchanges(&self) -> &[u32] {
        match self {
            Self::Observed(exchange) => std::slice::from_ref(exchange),
            Self::Inferred(exchanges) => exchanges,
            Self::Documented(_) | Self::Given => &[],
        }
    }

    /// What fills the placeholders of its word: `{exchanges}` and `{source}`.
    pub fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Observed(_) | Self::Inferred(_) => {
                let numbers: Vec<String> = self.exchanges().iter().map(u32::to_string).collect();
                vec![("exchanges", numbers.join(", "))]
            }
            Self::Documented(source) => vec![("source", source.0.to_owned())],
            Self::Given => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exchanges_are_named_once_and_in_order() {
        let ground = Ground::inferred([7, 3, 7]);
        assert_eq!(ground.exchanges(), [3, 7]);
        assert_eq!(ground.values(), [("exchanges", "3, 7".to_owned())]);
        assert_eq!(Ground::Observed(4).exchanges(), [4]);
        assert!(Ground::Given.exchanges().is_empty() && Ground::Given.values().is_empty());
    }
}
