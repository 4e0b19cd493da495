//! Every word that a person reads, in four languages. A missing one does not compile.
//!
//! Terms of the API (kinds, verbs, field names) stay as the API spells them. The words for concepts are
//! those of the official localised Kubernetes documentation.

mod en;
pub mod failures;
mod ja;
mod log;
mod messages;
mod notes;
mod pt_br;
mod rows;
mod shortcuts;
mod zh_cn;

pub use log::Log;
pub use messages::{
    Advice, Discovery, Doctor, Failures, Lenses, List, Map, Messages, Object, Parts, Raw, RequestLens, Requests, Shell,
    Start,
};
pub use notes::Notes;
pub use rows::Rows;
pub use shortcuts::Shortcuts;

use crate::text::size::Separators;

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Simplified Chinese.
    ZhCn,
    /// Japanese.
    Ja,
    /// Brazilian Portuguese.
    PtBr,
}

impl Language {
    /// All languages, in the order of the menu.
    pub const ALL: [Self; 4] = [Self::En, Self::ZhCn, Self::Ja, Self::PtBr];

    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::ZhCn => "zh-CN",
            Self::Ja => "ja",
            Self::PtBr => "pt-BR",
        }
    }

    /// The language's name in itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::ZhCn => "简体中文",
            Self::Ja => "日本語",
            Self::PtBr => "Português (Brasil)",
        }
    }

    /// The language with that tag.
    pub fn tagged(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.tag() == tag)
    }

    /// The best language for a reader who prefers these tags, best first.
    pub fn best_for<'a>(preferred: impl IntoIterator<Item = &'a str>) -> Self {
        preferred
            .into_iter()
            .find_map(|tag| match tag.split('-').next().unwrap_or_default() {
                "en" => Some(Self::En),
                "zh" => Some(Self::ZhCn),
                "ja" => Some(Self::Ja),
                "pt" => Some(Self::PtBr),
                _ => None,
            })
            .unwrap_or_default()
    }

    /// The words.
    pub fn messages(self) -> &'static Messages {
        match self {
            Self::En => &en::MESSAGES,
            Self::ZhCn => &zh_cn::MESSAGES,
            Self::Ja => &ja::MESSAGES,
            Self::PtBr => &pt_br::MESSAGES,
        }
    }
}

impl Messages {
    /// A count with its digits in groups.
    pub fn count(&self, number: usize) -> String {
        self.separators.count(number as u64)
    }

    /// A number of bytes with a unit.
    pub fn bytes(&self, bytes: usize) -> String {
        self.separators.bytes(bytes as u64)
    }

    /// A duration in milliseconds with a unit.
    pub fn milliseconds(&self, milliseconds: f64) -> String {
        self.separators.milliseconds(milliseconds)
    }
}

/// Groups by comma, fraction by point: English, Chinese and Japanese.
const COMMA_POINT: Separators = Separators {
    group: ',',
    decimal: '.',
};
/// Groups by point, fraction by comma: Portuguese.
const POINT_COMMA: Separators = Separators {
    group: '.',
    decimal: ',',
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_gets_the_best_language() {
        assert_eq!(Language::best_for(["de", "pt-PT", "en"]), Language::PtBr);
        assert_eq!(Language::best_for(["zh-TW"]), Language::ZhCn);
        assert_eq!(Language::best_for(["fr"]), Language::En);
        for language in Language::ALL {
            assert_eq!(Language::tagged(language.tag()), Some(language));
        }
    }
}
