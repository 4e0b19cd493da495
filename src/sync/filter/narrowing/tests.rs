//! Narrowing is claimed where it is certain, and never where a row could come back.

use proptest::prelude::*;

use crate::sync::filter::{
    Filter,
    testing::{Cells, by_number, cell, cells, filter, typed},
};

/// Whether a row is shown now that was not shown before.
fn comes_back(now: &Filter, before: &Filter, cells: &Cells) -> bool {
    let rows = now
        .matching(cells, &by_number)
        .into_iter()
        .zip(before.matching(cells, &by_number));
    rows.into_iter().any(|(is_shown, was_shown)| is_shown && !was_shown)
}

#[test]
fn a_longer_text_narrows() {
    for (now, before) in [
        ("web", ""),
        ("web", "we"),
        ("WEB", "we"),
        ("web 1", "1"),
        ("web", "status="),
        ("caf\u{e9}s", "f\u{c9}"),
        ("status:running", "status:run"),
        ("status:running", "run"),
        ("status=running", "status:run"),
        ("status=Running", "run"),
        ("status=a", "status=A,b"),
        ("status:ab,bc", "b"),
        ("status:ab", "status:b,c"),
        ("-we", "-web"),
        ("status!=a,b", "status!=a"),
        ("-b", "status!=ab"),
        ("restarts>3 web", "restarts>3"),
        ("nope:12", "nope:1"),
        ("nope:12", "e:1"),
    ] {
        assert!(filter(now).narrows(&filter(before)), "{now} after {before}");
    }
}

#[test]
fn what_could_show_more_does_not_narrow() {
    for (now, before) in [
        ("", "web"),
        ("we", "web"),
        ("status=", "status=a"),
        ("status=a,b", "status=a"),
        ("status:a", "status=a"),
        ("name:a", "status:a"),
        ("a", "status:a"),
        ("status:ab,c", "b"),
        ("-web", "-we"),
        ("-web", "web"),
        ("web", "-web"),
        ("restarts>4", "restarts>3"),
        ("k\u{e9}", "k"),
    ] {
        assert!(!filter(now).narrows(&filter(before)), "{now} after {before}");
    }
}

proptest! {
    #[test]
    fn no_row_comes_back(now in typed(), before in typed(), cells in cells()) {
        let (now, before) = (filter(&now), filter(&before));
        prop_assert!(!now.narrows(&before) || !comes_back(&now, &before, &cells));
    }

    #[test]
    fn no_row_comes_back_while_a_term_grows(text in typed(), more in cell(), cells in cells()) {
        let (now, before) = (filter(&format!("{text}{more}")), filter(&text));
        prop_assert!(!now.narrows(&before) || !comes_back(&now, &before, &cells));
    }

    #[test]
    fn a_filter_with_more_terms_narrows(text in typed(), more in typed()) {
        let before = filter(&text);
        let now = filter(&format!("{before} {more}"));
        prop_assert!(now.narrows(&before));
        prop_assert!(before.narrows(&before));
    }
}
