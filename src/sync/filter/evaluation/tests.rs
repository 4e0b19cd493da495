//! Which rows are shown, by value and row by row.

use proptest::prelude::*;

use super::*;
use crate::sync::filter::testing::{Cells, by_number, cells, filter, typed};

fn pods() -> Cells {
    Cells::new(vec![
        ["web-1", "Running", "0", "", "team-a"],
        ["web-2", "Pending", "12", "node-1", "team-a"],
        ["db-0", "Running", "3", "", "team-b"],
        ["Webhook", "Init:0/1", "<none>", "", "kube-system"],
    ])
}

fn shown(text: &str) -> Vec<usize> {
    let matching = filter(text).matching(&pods(), &by_number);
    (0..matching.len()).filter(|row| matching[*row]).collect()
}

#[test]
fn rows_fit_when_all_terms_hold() {
    for (text, expected) in [
        ("", vec![0, 1, 2, 3]),
        ("web", vec![0, 1, 3]),
        ("WEB 1", vec![0, 1, 3]),
        ("web running", vec![0]),
        ("team-b", vec![2]),
        ("-web", vec![2]),
        ("!web !running", vec![]),
        ("status=running", vec![0, 2]),
        ("status=run", vec![]),
        ("status=Pending,Running", vec![0, 1, 2]),
        ("status!=Pending,Running", vec![3]),
        ("status:ing,0/", vec![0, 1, 2, 3]),
        ("status=\"Init:0/1\"", vec![3]),
        ("nominated-node=\"\"", vec![0, 2, 3]),
        ("name:1", vec![0]),
        ("ns=team-a", vec![0, 1]),
        ("namespace!=team-a", vec![2, 3]),
        ("nope:1", vec![]),
        ("-nope:1 status= -", vec![0, 1, 2, 3]),
    ] {
        assert_eq!(shown(text), expected, "{text}");
    }
}

#[test]
fn what_cannot_be_compared_is_on_no_side_of_a_bound() {
    for (text, expected) in [
        ("restarts>3", vec![1]),
        ("restarts>=3", vec![1, 2]),
        ("restarts<3", vec![0]),
        ("restarts<=3", vec![0, 2]),
        ("-restarts>3", vec![0, 2, 3]),
        ("restarts>many", vec![]),
    ] {
        assert_eq!(shown(text), expected, "{text}");
    }
}

/// Objects of the cluster: none has a namespace, and the last one has no cell at all.
struct Nodes;

impl Values for Nodes {
    fn columns(&self) -> usize {
        1
    }

    fn distinct(&self, column: usize) -> usize {
        [2].get(column).copied().unwrap_or_default()
    }

    fn value(&self, _: usize, number: u32) -> &str {
        ["node", ""][number as usize]
    }

    fn rows(&self) -> usize {
        3
    }

    fn numbers(&self, column: usize) -> &[u32] {
        [&[0, 1, u32::MAX]].get(column).copied().unwrap_or(&[u32::MAX; 3])
    }
}

#[test]
fn where_there_is_no_cell_nothing_fits() {
    for (text, expected) in [
        ("node", [true, false, false]),
        ("-node", [false, true, true]),
        ("name=\"\"", [false, true, false]),
        ("ns=\"\"", [false; 3]),
        ("ns!=x", [true; 3]),
    ] {
        let filter = Filter::parse(text, &["Name"]);
        assert_eq!(filter.matching(&Nodes, &by_number), expected, "{text}");
        let alone = [0, 1, 2].map(|row| filter.matches(&Nodes, row, &by_number));
        assert_eq!(alone, expected, "{text}");
    }
}

proptest! {
    #[test]
    fn rows_are_shown_alone_and_among_some_as_among_all(text in typed(), cells in cells(), step in 1..4_usize) {
        let filter = filter(&text);
        let shown = filter.matching(&cells, &by_number);
        let rows: Vec<u32> = (0..).take(cells.rows()).collect();
        let alone: Vec<_> = rows.iter().map(|row| filter.matches(&cells, *row, &by_number)).collect();
        prop_assert_eq!(&alone, &shown);
        let mut some: Vec<u32> = rows.into_iter().rev().step_by(step).collect();
        let expected: Vec<_> = some.iter().copied().filter(|row| shown[*row as usize]).collect();
        filter.retain(&cells, &mut some, &by_number);
        prop_assert_eq!(some, expected);
    }

    #[test]
    fn a_negated_term_shows_the_other_rows(cells in cells(), text in typed()) {
        for term in filter(&text).terms().iter().filter(|term| !term.is_unfinished()) {
            let one = Filter { terms: vec![term.clone()], ..filter("") };
            let other = Filter { terms: vec![Term { is_negated: !term.is_negated, ..term.clone() }], ..filter("") };
            let both: Vec<_> = one.matching(&cells, &by_number).into_iter().zip(other.matching(&cells, &by_number)).collect();
            prop_assert!(both.into_iter().all(|(one, other)| one != other));
        }
    }
}
