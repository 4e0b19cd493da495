//! Rows that are listed, changed, removed and told their namespaces.

mod replay;

use super::*;
use crate::kube::{json_path::JsonPath, table::read};

const COLUMNS: &str = r#""columnDefinitions":[{"name":"Name","type":"string","format":"name"},{"name":"Ready","type":"string"},{"name":"Age","type":"string"}]"#;

fn table(rows: &str) -> Vec<u8> {
    format!(r#"{{"kind":"Table",{COLUMNS},"rows":{rows}}}"#).into_bytes()
}

fn put(rows: &mut Rows, namespace: Option<&str>, body: &str) -> Vec<(RowNumber, Change)> {
    let mut sink = RowsSink::update(rows, namespace, 100);
    read(&table(body), &mut sink).unwrap();
    sink.into_changes()
}

fn listed(bodies: &[(&str, Option<&str>)]) -> Rows {
    let mut rows = Rows::default();
    for (body, namespace) in bodies {
        let mut sink = RowsSink::list(&mut rows, *namespace, 50);
        read(&table(body), &mut sink).unwrap();
    }
    rows
}

fn shown(rows: &Rows) -> Vec<String> {
    let line = |row: &RowNumber| format!("{}/{}", rows.namespace(*row).unwrap_or("-"), rows.name(*row));
    rows.order().iter().map(line).collect()
}

#[test]
fn rows_of_several_answers_stand_one_after_another() {
    let rows = listed(&[
        (r#"[{"cells":["a","1/1"]},{"cells":["b"]}]"#, Some("team-a")),
        (r#"[{"cells":["c","0/1","1s","more"]}]"#, Some("team")),
    ]);
    assert_eq!(shown(&rows), ["team-a/a", "team-a/b", "team/c"]);
    assert_eq!((rows.cell(0, 0), rows.cell(0, 1), rows.cell(1, 1)), ("a", "1/1", ""));
    assert_eq!((rows.cell(2, 2), rows.cell(2, 3), rows.cell(9, 0)), ("1s", "", ""));
}

#[test]
fn a_remark_behind_a_name_is_no_part_of_it() {
    let rows = listed(&[(r#"[{"cells":["standard (default)","x"]}]"#, None)]);
    assert_eq!((rows.name(0), rows.cell(0, 0)), ("standard", "standard (default)"));
    assert_eq!(rows.place(0), Place::Cluster);
}

#[test]
fn metadata_names_the_object_its_namespace_and_its_age() {
    let rows = listed(&[(
        r#"[{"cells":["a","x"],"object":{"metadata":{"name":"a","namespace":"n","creationTimestamp":"1970-01-01T00:01:00Z"}}},{"cells":["shown","x"],"object":{"metadata":{"name":"real"}}}]"#,
        None,
    )]);
    assert_eq!(shown(&rows), ["n/a", "-/real"]);
    assert_eq!((rows.created(0), rows.created(1)), (Some(60), None));
}

#[test]
fn rows_that_do_not_say_where_they_are_are_told_later() {
    let mut rows = Rows::default();
    let mut sink = RowsSink::anywhere(&mut rows, 0);
    read(
        &table(r#"[{"cells":["b"]},{"cells":["a"]},{"cells":["c"]}]"#),
        &mut sink,
    )
    .unwrap();
    assert!(!rows.is_attributed());
    assert_eq!(rows.place(1), Place::NotKnownYet);
    let run = |namespace: &str, rows| Run {
        namespace: namespace.into(),
        rows,
    };
    rows.attribute(&[run("one", 0..1), run("two", 1..3)]);
    assert_eq!(shown(&rows), ["one/b", "two/a", "two/c"]);
    assert!(rows.is_attributed());
    assert_eq!(rows.find(Some("two"), "a"), Some(1));
}

#[test]
fn a_watch_changes_rows_and_puts_new_ones_where_the_server_lists_them() {
    let mut rows = listed(&[
        (
            r#"[{"cells":["a","1/1","5m"]},{"cells":["c","1/1","5m"]}]"#,
            Some("team-a"),
        ),
        (r#"[{"cells":["a","1/1","5m"]}]"#, Some("team")),
    ]);
    let changes = put(
        &mut rows,
        Some("team-a"),
        r#"[{"cells":["b","0/1","1s"]},{"cells":["c","0/1","5m"]},{"cells":["a","1/1","6m"]}]"#,
    );
    assert_eq!(changes, [(3, Change::Arrived), (1, Change::Changed), (0, Change::Same)]);
    assert_eq!(shown(&rows), ["team-a/a", "team-a/b", "team-a/c", "team/a"]);
    assert_eq!((rows.cell(1, 1), rows.cell(0, 2), rows.printed(0)), ("0/1", "6m", 100));
}

#[test]
fn the_place_of_a_removed_row_is_used_again() {
    let mut rows = listed(&[(r#"[{"cells":["a","1/1"]},{"cells":["b","1/1"]}]"#, Some("n"))]);
    let gone = rows.find(Some("n"), "a").unwrap();
    assert!(rows.remove(gone));
    assert!(!rows.remove(gone));
    assert_eq!(rows.find(Some("n"), "a"), None);
    let body = r#"[{"cells":["shown","0/1"],"object":{"metadata":{"name":"z"}}}]"#;
    assert_eq!(put(&mut rows, Some("n"), body), [(gone, Change::Arrived)]);
    assert_eq!(shown(&rows), ["n/b", "n/z"]);
    assert_eq!((rows.capacity(), rows.cell(gone, 1)), (2, "0/1"));
    assert_eq!(rows.find(Some("n"), "z"), Some(gone));
}

#[test]
fn the_row_of_an_object_that_is_gone_is_found_by_its_last_state() {
    let mut rows = listed(&[(r#"[{"cells":["a","1/1"]},{"cells":["b","1/1"]}]"#, Some("n"))]);
    let mut sink = RowsSink::find(&mut rows, Some("n"));
    read(&table(r#"[{"cells":["b","0/1"]},{"cells":["c","0/1"]}]"#), &mut sink).unwrap();
    assert_eq!(sink.into_changes(), [(1, Change::Same)]);
    assert_eq!(rows.cell(1, 1), "1/1");
}

#[test]
fn columns_can_be_read_from_the_objects() {
    let derived = Derived {
        heading: "Image".into(),
        path: JsonPath::parse(".spec.image").unwrap(),
    };
    let mut rows = Rows::of(&GroupVersionResource::default(), vec![derived]);
    let mut sink = RowsSink::list(&mut rows, None, 0);
    let body = r#"[{"cells":["a","1/1","1s"],"object":{"spec":{"image":"web:1"}}},{"cells":["b"],"object":null}]"#;
    read(&table(body), &mut sink).unwrap();
    assert_eq!((rows.cell(0, 3), rows.cell(1, 3)), ("web:1", "<none>"));
    assert_eq!(rows.columns()[3].description, ".spec.image");
}

#[test]
fn rows_can_be_forgotten_again() {
    let mut rows = listed(&[(
        r#"[{"cells":["a","1/1"]},{"cells":["b","1/1"],"object":{"metadata":{"name":"c"}}}]"#,
        Some("n"),
    )]);
    rows.truncate(1);
    assert_eq!(shown(&rows), ["n/a"]);
    assert_eq!(rows.find(Some("n"), "c"), None);
}

#[test]
fn what_a_first_reading_knew_is_taken_over_as_far_as_both_agree() {
    let first = listed(&[(
        r#"[{"cells":["a"],"object":{"metadata":{"name":"a","namespace":"x","creationTimestamp":"1970-01-01T00:00:07Z"}}},{"cells":["gone"],"object":{"metadata":{"name":"gone","namespace":"y"}}}]"#,
        None,
    )]);
    let mut rows = Rows::default();
    read(
        &table(r#"[{"cells":["a"]},{"cells":["b"]}]"#),
        &mut RowsSink::anywhere(&mut rows, 0),
    )
    .unwrap();
    rows.adopt(&first);
    assert_eq!((rows.place(0), rows.created(0)), (Place::Namespace("x"), Some(7)));
    assert_eq!(rows.place(1), Place::NotKnownYet);
}

#[test]
fn names_can_be_had_apart_from_the_rows() {
    use attribution::Names as _;
    let names = listed(&[(r#"[{"cells":["a"]},{"cells":["bc (default)"]}]"#, None)]).names();
    assert_eq!(
        (names.count(), names.name(0), names.name(1), names.name(2)),
        (2, "a", "bc", "")
    );
}
