//! What of a list's address concerns the view alone: filter, order, columns, groups.

use crate::kube::query::{Query, encode_value};

/// How a list is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListView {
    /// `view.filter`: what rows have to hold, as it was typed.
    pub filter: String,
    /// `view.sort`: the heading by which rows are sorted, with a `-` in front for the other direction.
    pub sort: Option<SortedBy>,
    /// `view.columns`: which columns are shown.
    pub columns: Columns,
    /// `view.group`: the heading by which rows are grouped.
    pub group: Option<String>,
    /// `view.overview`: the heading whose values the overview counts.
    pub overview: Option<String>,
}

/// By what rows are sorted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SortedBy {
    /// The heading.
    pub heading: String,
    /// Whether the last in the column's order comes first.
    pub is_descending: bool,
}

/// Which columns are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Columns {
    /// Those of `kubectl get -o wide`.
    #[default]
    Wide,
    /// Those of `kubectl get`.
    Standard,
    /// These, in this order.
    Chosen(Vec<ChosenColumn>),
}

/// A column that was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChosenColumn {
    /// Its heading.
    pub heading: String,
    /// Where its value stands in an object, as `JSONPath`, if it is none of the server's columns.
    pub json_path: Option<String>,
}

impl ListView {
    /// Whether a parameter of an address is one of these.
    pub fn owns(key: &str) -> bool {
        [
            "view.filter",
            "view.sort",
            "view.columns",
            "view.group",
            "view.overview",
        ]
        .contains(&key)
    }

    /// Reads it from the page's own parameters.
    pub fn read(own: &Query) -> Self {
        let text = |key: &str| own.get(key).filter(|text| !text.is_empty());
        Self {
            filter: own.get("view.filter").unwrap_or_default(),
            sort: text("view.sort").map(|text| SortedBy::read(&text)),
            columns: text("view.columns")
                .map(|text| Columns::read(&text))
                .unwrap_or_default(),
            group: text("view.group"),
            overview: text("view.overview"),
        }
    }

    /// The parameters of an address, each as `key=value`.
    pub fn parameters(&self) -> Vec<String> {
        let mut parameters = Vec::new();
        let mut own = |key: &str, value: &str| parameters.push(format!("{key}={}", encode_value(value)));
        if !self.filter.is_empty() {
            own("view.filter", &self.filter);
        }
        if let Some(sort) = &self.sort {
            own("view.sort", &sort.spell());
        }
        match &self.columns {
            Columns::Wide => {}
            Columns::Standard => own("view.columns", STANDARD),
            Columns::Chosen(chosen) => {
                let spelt: Vec<String> = chosen.iter().map(ChosenColumn::spell).collect();
                own("view.columns", &spelt.join(","));
            }
        }
        if let Some(group) = &self.group {
            own("view.group", group);
        }
        if let Some(overview) = &self.overview {
            own("view.overview", overview);
        }
        parameters
    }
}

/// A heading that no server gives, since it begins with a dot.
const STANDARD: &str = ".standard";

impl SortedBy {
    fn read(text: &str) -> Self {
        match text.strip_prefix('-') {
            Some(heading) => Self {
                heading: heading.to_owned(),
                is_descending: true,
            },
            None => Self {
                heading: text.to_owned(),
                is_descending: false,
            },
        }
    }

    fn spell(&self) -> String {
        let sign = if self.is_descending { "-" } else { "" };
        format!("{sign}{}", self.heading)
    }
}

impl Columns {
    /// Reads `Name,Ready,IP:.status.podIP`, the form of kubectl's `custom-columns` but for the headings alone.
    fn read(text: &str) -> Self {
        if text == STANDARD {
            return Self::Standard;
        }
        let pieces = split(text).into_iter().filter(|piece| !piece.is_empty());
        Self::Chosen(pieces.map(|piece| ChosenColumn::read(&piece)).collect())
    }
}

impl ChosenColumn {
    /// One of the server's own.
    pub fn of(heading: impl Into<String>) -> Self {
        Self {
            heading: heading.into(),
            json_path: None,
        }
    }

    fn read(piece: &str) -> Self {
        match piece.split_once(':') {
            Some((heading, path)) if !path.is_empty() => Self {
                heading: unescape(heading),
                json_path: Some(unescape(path)),
            },
            _ => Self::of(unescape(piece)),
        }
    }

    fn spell(&self) -> String {
        // A comma would end the column, and a colon the heading.
        let escape = |text: &str| text.replace('\\', "\\\\").replace(',', "\\,");
        let heading = escape(&self.heading).replace(':', "\\.");
        match &self.json_path {
            Some(path) => format!("{heading}:{}", escape(path)),
            None => heading,
        }
    }
}

/// Splits at commas that no backslash stands before.
fn split(text: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match (character, pieces.last_mut()) {
            (',', _) => pieces.push(String::new()),
            ('\\', Some(piece)) => {
                piece.push('\\');
                piece.extend(characters.next());
            }
            (other, Some(piece)) => piece.push(other),
            (_, None) => {}
        }
    }
    pieces
}

fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => match characters.next() {
                Some('.') => out.push(':'),
                Some(other) => out.push(other),
                None => out.push('\\'),
            },
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(query: &str) -> ListView {
        ListView::read(&Query::parse(query))
    }

    #[test]
    fn a_view_is_read_from_an_address() {
        let view = read(
            "view.filter=web+1&view.sort=-Age&view.columns=Name,IP:.status.podIP&view.group=Node&view.overview=Status",
        );
        assert_eq!(view.filter, "web 1");
        assert_eq!(
            view.sort,
            Some(SortedBy {
                heading: "Age".into(),
                is_descending: true
            })
        );
        let ip = ChosenColumn {
            heading: "IP".into(),
            json_path: Some(".status.podIP".into()),
        };
        assert_eq!(view.columns, Columns::Chosen(vec![ChosenColumn::of("Name"), ip]));
        assert_eq!(
            (view.group.as_deref(), view.overview.as_deref()),
            (Some("Node"), Some("Status"))
        );
        assert_eq!(read("view.columns=.standard").columns, Columns::Standard);
        assert_eq!(read("view.sort=&view.columns="), ListView::default());
    }

    #[test]
    fn what_is_as_usual_stands_in_no_address() {
        assert!(ListView::default().parameters().is_empty());
    }

    proptest! {
        #[test]
        fn a_view_comes_back_from_its_address(
            filter in "\\PC{0,12}",
            heading in "[A-Za-z:,. \\\\]{1,8}",
            is_descending: bool,
            columns in prop::collection::vec(("[A-Za-z:,. \\\\é]{1,8}", prop::option::of("\\.[a-z,:'\\\\\\[\\]]{1,9}")), 1..4),
        ) {
            prop_assume!(!heading.starts_with('-'));
            let chosen = columns.into_iter().map(|(heading, json_path)| ChosenColumn { heading, json_path }).collect();
            let view = ListView {
                filter,
                sort: Some(SortedBy { heading, is_descending }),
                columns: Columns::Chosen(chosen),
                group: None,
                overview: Some("Ready".into()),
            };
            prop_assert_eq!(read(&view.parameters().join("&")), view);
        }
    }
}
