//! What the cells of a column mean when a list is sorted by it.

use std::cmp::Ordering;

mod keys;
mod rank;

use keys::{Keys, write_key};
use rank::Rank;

/// How the texts of a column are compared.
///
/// Whatever the meaning, texts that do not fit it come after those that do, in natural order; and last of all comes
/// what says that there is nothing: an empty text, and one in angle brackets such as `<none>`, `<unknown>`, `<unset>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Meaning {
    /// In natural order, as names and versions: `pod-2` before `pod-10`, without regard to case unless nothing else
    /// differs. Case is that of ASCII.
    Text,
    /// Numbers with or without a fraction, percent or not: `9`, `12.5`, `80%`.
    Number,
    /// Kubernetes' quantities: `250m` before `1`, `1G` before `1Gi`.
    Quantity,
    /// Durations as the server prints them, shorter first, and `<invalid>`, which is still to come, before all others.
    Age,
    /// A part of a total, by the share and then by the total: `0/1`, `1/2`, `0/0`, `2/2`. Of nothing, nothing is
    /// missing. `1/2 of 3` is one too (Jobs' Completions).
    Ratio,
    /// Restarts of Pods, by their number and then by the time since the last: `3`, `3 (5m12s ago)`.
    Restarts,
    /// Addresses of IPv4 before those of IPv6, by their numbers; the first, if there are several, with or without a
    /// port or the length of a prefix.
    Address,
}

/// How many values are enough to tell a meaning.
const SAMPLE: usize = 256;

/// Columns of durations, if they are in the words in which the server prints them.
///
/// Source: kubernetes `pkg/printers/internalversion/printers.go`.
const AGES: [&str; 8] = [
    "Age",
    "Completed",
    "Duration",
    "First Seen",
    "Last Schedule",
    "Last Seen",
    "RequestedDuration",
    "TimeAdded",
];

impl Meaning {
    /// The meaning of a column, by what the Table says of it and by some of its values.
    ///
    /// A meaning needs three of four values; those that say that there is nothing count neither way. Of several that
    /// fit, the one that fits most values is taken, and between equals the simplest.
    ///
    /// Source of types and formats: apimachinery `pkg/apis/meta/v1/types.go`, `TableColumnDefinition`.
    pub fn of<'a>(
        column_type: &str,
        column_format: &str,
        column_name: &str,
        values: impl Iterator<Item = &'a str>,
    ) -> Self {
        let values = values.filter(|value| !rank::is_nothing(value)).take(SAMPLE);
        let (expected, candidates): (Option<Self>, &[Self]) = match column_type {
            "integer" | "number" => return Self::Number,
            "boolean" => return Self::Text,
            // An IPAddress is named by its address.
            _ if column_format == "name" => (None, &[Self::Address]),
            // Of versions, 1.9 comes before 1.10.
            _ if column_name.to_ascii_lowercase().contains("version") => return Self::Text,
            "date" => (Some(Self::Age), &[Self::Age]),
            _ if AGES.contains(&column_name) => (Some(Self::Age), &Self::TOLD_BY_VALUES),
            _ if column_name == "Restarts" => (Some(Self::Restarts), &[Self::Restarts]),
            _ => (None, &Self::TOLD_BY_VALUES),
        };

        let mut total = 0;
        let mut fitting = [0; Self::TOLD_BY_VALUES.len()];
        for value in values {
            total += 1;
            for (count, meaning) in fitting.iter_mut().zip(candidates) {
                *count += usize::from(Rank::of(*meaning, value).is_some());
            }
        }
        let is_enough = |count: usize| count * 4 >= total * 3;
        let counted = candidates.iter().copied().zip(fitting);
        if let Some(expected) = expected
            && counted
                .clone()
                .any(|(meaning, count)| meaning == expected && is_enough(count))
        {
            return expected;
        }
        let best = counted
            .filter(|(_, count)| *count > 0 && is_enough(*count))
            .rev()
            .max_by_key(|(_, count)| *count);
        best.map_or(Self::Text, |(meaning, _)| meaning)
    }

    /// From the simplest on: each number is a quantity, and some ages are.
    const TOLD_BY_VALUES: [Self; 6] = [
        Self::Number,
        Self::Ratio,
        Self::Address,
        Self::Quantity,
        Self::Age,
        Self::Restarts,
    ];
}

/// Compares two cells of a column. Only equal texts are equal.
///
/// It reads both texts each time; to sort many, there is [`sorted`].
pub fn compare(meaning: Meaning, a: &str, b: &str) -> Ordering {
    let (mut of_a, mut of_b) = (Vec::new(), Vec::new());
    write_key(meaning, a, &mut of_a);
    write_key(meaning, b, &mut of_b);
    of_a.cmp(&of_b).then_with(|| a.cmp(b))
}

/// The numbers of texts, from 0 in the order in which they are given, in the order of the texts.
pub fn sorted<'a>(meaning: Meaning, texts: impl Iterator<Item = &'a str>) -> Vec<u32> {
    let mut keys = Keys::default();
    for text in texts {
        keys.push(meaning, text);
    }
    keys.sorted()
}

/// Whether a text says that there is nothing, and comes last whatever the column means.
pub fn says_nothing(text: &str) -> bool {
    rank::is_nothing(text)
}

#[cfg(test)]
mod tests;
