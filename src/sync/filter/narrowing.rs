//! Whether a filter can only take rows away from those of another one.

#[cfg(test)]
mod tests;

use super::{Condition, Filter, Term, needle::Needle};

impl Filter {
    /// Whether every row that this filter shows is surely shown by the previous one, as when a word grows letter by
    /// letter. `false` means that it is not known.
    pub fn narrows(&self, previous: &Self) -> bool {
        self.columns == previous.columns
            && previous
                .terms
                .iter()
                .filter(|before| !before.is_unfinished())
                .all(|before| self.terms.iter().any(|now| implies(now, before)))
    }
}

fn implies(now: &Term, before: &Term) -> bool {
    !now.is_unfinished()
        && match (now.is_negated, before.is_negated) {
            (false, false) => surely(&now.condition, &before.condition),
            // What has no `a` has no `ab`.
            (true, true) => surely(&before.condition, &now.condition),
            _ => false,
        }
}

/// Whether the second condition holds wherever the first one does.
fn surely(first: &Condition, second: &Condition) -> bool {
    if first == second {
        return true;
    }
    let (place, found) = wanted(first);
    match second {
        Condition::Text(sought) | Condition::Unplaced { text: sought, .. } => {
            !found.is_empty() && found.iter().all(|text| contains(text, sought))
        }
        Condition::Contains { column, texts } => {
            place == Some(*column)
                && found
                    .iter()
                    .all(|text| texts.iter().any(|sought| contains(text, sought)))
        }
        Condition::Equals { column, values } => {
            matches!(first, Condition::Equals { .. })
                && place == Some(*column)
                && found.iter().all(|text| {
                    values
                        .iter()
                        .any(|value| is_comparable(text, value) && Needle::new(value).is(text))
                })
        }
        Condition::Compares { .. } => false,
    }
}

/// The column, if there is only one, and the texts, one of which a fitting cell contains or is.
fn wanted(condition: &Condition) -> (Option<usize>, &[String]) {
    match condition {
        Condition::Text(text) | Condition::Unplaced { text, .. } => (None, std::slice::from_ref(text)),
        Condition::Contains { column, texts } => (Some(*column), texts),
        Condition::Equals { column, values } => (Some(*column), values),
        Condition::Compares { .. } => (None, &[]),
    }
}

/// Whether a cell that contains the text contains what is sought, too.
fn contains(text: &str, sought: &str) -> bool {
    is_comparable(text, sought) && Needle::new(sought).is_in(text)
}

/// A search by ASCII's letters can miss what a search by all small letters finds: the sign for kelvin is a `k` for
/// `ké`, and none for `k`.
fn is_comparable(text: &str, sought: &str) -> bool {
    text.is_ascii() || !sought.is_ascii()
}
