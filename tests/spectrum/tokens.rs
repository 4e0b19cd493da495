//! The colours of `style/tokens.css`, in both themes.

use std::collections::BTreeMap;

use crate::{
    colour::Colour,
    css::{Declaration, rules},
    sources::{Fault, Source},
};

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark text on light ground.
    Light,
    /// Light text on dark ground.
    Dark,
}

impl Theme {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Light, Self::Dark];
}

/// The colours that have one value for each theme.
#[derive(Clone, Debug)]
pub struct Tokens {
    sheet: Source,
    values: BTreeMap<String, (usize, [String; 2])>,
}

impl Tokens {
    /// Reads every `--name: light-dark(#…, #…)`.
    pub fn read(sheet: &Source) -> Self {
        let pair = |value: &str| {
            let (light, dark) = value.strip_prefix("light-dark(")?.strip_suffix(')')?.split_once(',')?;
            Some([light, dark].map(|colour| colour.trim().to_ascii_lowercase()))
        };
        let values = rules(&sheet.text)
            .into_iter()
            .flat_map(|rule| rule.declarations)
            .filter_map(|Declaration { line, name, value }| {
                Some((name.strip_prefix("--")?.to_owned(), (line, pair(&value)?)))
            });
        Self {
            sheet: sheet.clone(),
            values: values.collect(),
        }
    }

    /// All names, without `--`.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.values.keys().map(String::as_str)
    }

    /// As a colour is spelt, in small letters.
    #[track_caller]
    pub fn spelling(&self, name: &str, theme: Theme) -> &str {
        let (_, pair) = self.found(name);
        match theme {
            Theme::Light => &pair[0],
            Theme::Dark => &pair[1],
        }
    }

    /// A colour.
    #[track_caller]
    pub fn colour(&self, name: &str, theme: Theme) -> Colour {
        let text = self.spelling(name, theme);
        Colour::read(text).unwrap_or_else(|| panic!("--{name} is {text}"))
    }

    /// A fault of a colour, where that is defined.
    #[track_caller]
    pub fn fault(&self, name: &str, rule: impl Into<String>) -> Fault {
        self.sheet.fault(self.found(name).0, rule)
    }

    #[track_caller]
    fn found(&self, name: &str) -> &(usize, [String; 2]) {
        self.values
            .get(name)
            .unwrap_or_else(|| panic!("there is no --{name}: light-dark(#…, #…)"))
    }
}

mod self_tests {
    use super::*;

    #[test]
    fn colours_are_read_for_both_themes() {
        let sheet = ":root {\n--a: light-dark(#FFFFFF, #00000012); --b: 8px; }";
        let tokens = Tokens::read(&Source::new("a.css", sheet));
        assert_eq!(tokens.names().collect::<Vec<_>>(), ["a"]);
        assert_eq!(tokens.spelling("a", Theme::Light), "#ffffff");
        assert_eq!(tokens.spelling("a", Theme::Dark), "#00000012");
        assert_eq!(tokens.fault("a", "").line, 2);
    }
}
