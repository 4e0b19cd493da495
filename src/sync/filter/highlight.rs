//! What a filter found in a cell, to be marked on screen.

use crate::sort;
use std::ops::Range;

use super::{Condition, Filter, needle::Needle};

impl Filter {
    /// Where the texts that this filter looks for, anywhere or in this column, stand in a cell: ranges in bytes, from left
    /// to right, apart from each other. Whole values (`=`), comparisons and negated terms mark nothing.
    pub fn found_in(&self, column: usize, cell: &str) -> Vec<Range<usize>> {
        let mut ranges = Vec::new();
        for term in self.terms.iter().filter(|term| !term.is_negated) {
            let texts = match &term.condition {
                Condition::Text(text) | Condition::Unplaced { text, .. } => std::slice::from_ref(text),
                Condition::Contains { column: only, texts } if *only == column => texts,
                _ => &[],
            };
            ranges.extend(texts.iter().flat_map(|text| Needle::new(text).ranges(cell)));
        }
        joined(ranges)
    }
}

/// Ranges in order; those that touch or overlap are one.
fn joined(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    sort::by_key(&mut ranges, |range| (range.start, range.end));
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::sync::filter::NAMESPACE;

    fn found(filter: &str, column: usize, cell: &str) -> Vec<Range<usize>> {
        Filter::parse(filter, &["Name", "Status"]).found_in(column, cell)
    }

    /// The cell with brackets around what is marked.
    fn marked(filter: &str, column: usize, cell: &str) -> String {
        let mut text = cell.to_owned();
        for range in found(filter, column, cell).into_iter().rev() {
            text.insert(range.end, ']');
            text.insert(range.start, '[');
        }
        text
    }

    #[test]
    fn texts_are_marked_where_they_were_looked_for() {
        assert_eq!(marked("web", 0, "WEB-1-web"), "[WEB]-1-[web]");
        assert_eq!(marked("name:web", 0, "a-web"), "a-[web]");
        assert_eq!(marked("name:web", 1, "a-web"), "a-web");
        assert_eq!(marked("ns:kube,system", NAMESPACE, "kube-system"), "[kube]-[system]");
        assert_eq!(marked("nope:1", 1, "nope:1"), "[nope:1]");
    }

    #[test]
    fn only_what_was_found_is_marked() {
        assert_eq!(marked("name=web -web name>web \"\"", 0, "web"), "web");
    }

    #[test]
    fn marks_that_touch_are_one() {
        assert_eq!(marked("abc bcd", 0, "abcd-abc"), "[abcd]-[abc]");
        assert_eq!(marked("ab cd", 0, "abcd"), "[abcd]");
    }

    proptest! {
        #[test]
        fn marks_are_in_order_apart_and_in_whole_characters(filter in "[aé ]{0,6}", cell in "[aAéÉ-]{0,10}") {
            let marks = found(&filter, 0, &cell);
            prop_assert!(marks.iter().all(|mark| !mark.is_empty() && cell.get(mark.clone()).is_some()));
            prop_assert!(marks.windows(2).all(|pair| pair[0].end < pair[1].start));
        }
    }
}
