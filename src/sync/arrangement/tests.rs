//! Rows that are filtered, sorted and grouped.

use super::*;
use crate::{kube::table::read, sync::rows::RowsSink};

const TABLE: &[u8] = br#"{"kind":"Table","columnDefinitions":[{"name":"Name","type":"string","format":"name"},{"name":"Ready","type":"string"},{"name":"Status","type":"string"},{"name":"Age","type":"string"}],"rows":[
    {"cells":["web-10","1/2","Running","5m"],"object":{"metadata":{"name":"web-10","namespace":"a"}}},
    {"cells":["web-2","2/2","Running","2d"],"object":{"metadata":{"name":"web-2","namespace":"a"}}},
    {"cells":["db","0/1","Pending","41s"],"object":{"metadata":{"name":"db","namespace":"b"}}},
    {"cells":["job","0/1","Completed","<unknown>"],"object":{"metadata":{"name":"job","namespace":"b"}}}]}"#;

const HEADINGS: [&str; 4] = ["Name", "Ready", "Status", "Age"];

fn rows() -> Rows {
    let mut rows = Rows::default();
    read(TABLE, &mut RowsSink::list(&mut rows, None, 1_000_000)).unwrap();
    rows
}

fn names(how: &How) -> Vec<String> {
    let rows = rows();
    let arranged = Arrangement::of(&rows, how);
    let line = |item: &Item| match item {
        Item::Row(row) => rows.name(*row).to_owned(),
        Item::Group(number) => {
            let group = arranged.group(*number).unwrap();
            format!("{} ({})", group.value, group.count)
        }
    };
    arranged.items().iter().map(line).collect()
}

fn sorted(column: usize, is_descending: bool) -> Vec<String> {
    names(&How {
        sort: Some(Sort { column, is_descending }),
        ..How::default()
    })
}

#[test]
fn without_a_wish_rows_stand_as_the_server_lists_them() {
    assert_eq!(names(&How::default()), ["web-10", "web-2", "db", "job"]);
}

#[test]
fn columns_are_sorted_in_the_meaning_of_their_type() {
    assert_eq!(sorted(0, false), ["db", "job", "web-2", "web-10"]);
    assert_eq!(sorted(0, true), ["web-10", "web-2", "job", "db"]);
    assert_eq!(sorted(1, false), ["db", "job", "web-10", "web-2"]);
    assert_eq!(sorted(3, false), ["db", "web-10", "web-2", "job"]);
    assert_eq!(sorted(NAMESPACE, true), ["db", "job", "web-10", "web-2"]);
}

#[test]
fn what_has_no_age_stays_last_in_both_directions() {
    assert_eq!(sorted(3, true), ["web-2", "web-10", "db", "job"]);
}

#[test]
fn what_says_nothing_stays_last_in_both_directions() {
    let mut rows = Rows::default();
    let table = br#"{"kind":"Table","columnDefinitions":[{"name":"Name","format":"name"},{"name":"Node"}],"rows":[{"cells":["a",""]},{"cells":["b","n1"]},{"cells":["c","<none>"]},{"cells":["d","n2"]}]}"#;
    read(table, &mut RowsSink::list(&mut rows, None, 0)).unwrap();
    let sorted = |is_descending| {
        let sort = Some(Sort {
            column: 1,
            is_descending,
        });
        Arrangement::of(&rows, &How { sort, ..How::default() })
            .rows()
            .collect::<Vec<_>>()
    };
    assert_eq!(sorted(false)[..2], [1, 3]);
    assert_eq!(sorted(true)[..2], [3, 1]);
}

#[test]
fn a_filter_leaves_rows_out_and_keeps_the_order() {
    let filter = Filter::parse("web", &HEADINGS);
    let sort = Some(Sort {
        column: 3,
        is_descending: true,
    });
    assert_eq!(
        names(&How {
            filter,
            sort,
            ..How::default()
        }),
        ["web-2", "web-10"]
    );
    let filter = Filter::parse("age<10m ready<1/1", &HEADINGS);
    assert_eq!(
        names(&How {
            filter,
            ..How::default()
        }),
        ["web-10", "db"]
    );
}

#[test]
fn groups_stand_above_their_rows_and_can_be_closed() {
    let group = Some(2);
    assert_eq!(
        names(&How {
            group,
            ..How::default()
        }),
        [
            "Completed (1)",
            "job",
            "Pending (1)",
            "db",
            "Running (2)",
            "web-10",
            "web-2"
        ]
    );
    let closed = BTreeSet::from(["Running".to_owned(), "Pending".to_owned()]);
    let how = How {
        group,
        closed,
        ..How::default()
    };
    assert_eq!(names(&how), ["Completed (1)", "job", "Pending (1)", "Running (2)"]);
    assert_eq!(Arrangement::of(&rows(), &how).shown(), 4);
}

#[test]
fn values_are_counted() {
    let rows = rows();
    let counted: Vec<_> = counts(&rows, 2)
        .iter()
        .zip(0..)
        .map(|(count, number)| (value(&rows, 2, number).to_owned(), *count))
        .collect();
    assert_eq!(
        counted,
        [
            ("Running".to_owned(), 2),
            ("Pending".to_owned(), 1),
            ("Completed".to_owned(), 1)
        ]
    );
    assert_eq!(counts(&rows, NAMESPACE), [2, 2]);
}
