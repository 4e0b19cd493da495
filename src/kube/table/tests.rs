//! Tables read from real and from spoilt bytes.

use proptest::prelude::*;

use super::*;

#[derive(Debug, Default, PartialEq)]
struct Lines(Vec<String>, Vec<String>);

impl RowSink for Lines {
    fn columns(&mut self, columns: Vec<ColumnDefinition>) {
        let names: Vec<_> = columns.into_iter().map(|column| column.name).collect();
        self.0.push(names.join("|"));
    }
    fn cell(&mut self, text: &str) {
        self.1.push(text.to_owned());
    }
    fn end_row(&mut self, object: Option<RowObject<'_>>) {
        let place = object.map_or("-".into(), |object| object.metadata.namespace.into_owned());
        self.0.push(format!("{place}: {}", self.1.join("|")));
        self.1.clear();
    }
}

const BODY: &str = r#"{"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":{"resourceVersion":"7","continue":"abc","remainingItemCount":3},
    "columnDefinitions":[{"name":"Name","type":"string","format":"name","description":"the \"rows\":[ of it","priority":0},{"name":"X","type":"integer","format":"","description":"","priority":1}],
    "rows":[{"cells":["a\u00e9\"b",5],"object":{"kind":"PartialObjectMetadata","metadata":{"name":"a","namespace":"n\u0041"}}},
    {"cells":[null,-1.5,true,{"a":[1]},["x]"]],"conditions":[{"type":"Completed"}],"object":null},{"cells":[]}, {}]}"#;

const READ: [&str; 5] = [
    "Name|X",
    "nA: aé\"b|5",
    "-: |-1.5|true|{\"a\":[1]}|[\"x]\"]",
    "-: ",
    "-: ",
];

#[test]
fn cells_are_read_as_kubectl_prints_them() {
    let mut lines = Lines::default();
    let metadata = read(BODY.as_bytes(), &mut lines).unwrap();
    assert_eq!(lines.0, READ);
    assert_eq!(metadata.resource_version, "7");
    assert_eq!(metadata.continue_token, "abc");
    assert_eq!(metadata.remaining_item_count, Some(3));
}

#[test]
fn what_is_no_table_is_refused() {
    for body in [
        &br#"{"kind":"PodList","items":[]}"#[..],
        br#"{"kind":"PodList","rows":[]}"#,
        br#"{"rows":[],"kind":"PodList"}"#,
        b"{}",
        b"[]",
        b"",
        b"Forbidden",
        b"{\"kind\":\"Table\"",
        b"{\"kind\":\"Table\",\"rows\":[{\"cells\":[\"a\"]}",
        b"{\"kind\":\"Table\",\"rows\":[{\"cells\":[\"a\" \"b\"]}]}",
        b"{\"kind\":\"Table\",\"rows\":[{\"cells\":[tru]}]}",
        b"{\"kind\":\"Table\",\"rows\":[]} and more",
    ] {
        let read = read(body, &mut Lines::default());
        assert!(read.is_err(), "{:?}", String::from_utf8_lossy(body));
    }
}

#[test]
fn a_table_without_rows_is_empty() {
    for body in [
        r#"{"kind":"Table","rows":null,"columnDefinitions":null}"#,
        r#"{"kind":"Table","rows":[]}"#,
    ] {
        let mut lines = Lines::default();
        read(body.as_bytes(), &mut lines).unwrap();
        assert!(lines.0.is_empty());
    }
}

#[test]
fn rows_may_come_before_the_columns() {
    let mut lines = Lines::default();
    let body = r#"{"rows":[{"cells":["a"]}],"kind":"Table","columnDefinitions":[{"name":"Name"}],"metadata":{"resourceVersion":"9"}}"#;
    let metadata = read(body.as_bytes(), &mut lines).unwrap();
    assert_eq!(lines.0, ["Name", "-: a"]);
    assert_eq!(metadata.resource_version, "9");
}

#[test]
fn the_json_of_an_object_is_handed_on() {
    struct Json(Vec<u8>);
    impl RowSink for Json {
        fn columns(&mut self, _: Vec<ColumnDefinition>) {}
        fn cell(&mut self, _: &str) {}
        fn end_row(&mut self, object: Option<RowObject<'_>>) {
            self.0 = object.unwrap().json.to_vec();
        }
    }
    let mut json = Json(Vec::new());
    read(br#"{"kind":"Table","rows":[{"object":{"a": "}"}}]}"#, &mut json).unwrap();
    assert_eq!(json.0, br#"{"a": "}"}"#);
}

proptest! {
    #[test]
    fn it_does_not_matter_where_the_pieces_are_cut(cuts in prop::collection::vec(0..BODY.len(), 0..12)) {
        let mut cuts = cuts;
        cuts.sort_unstable();
        cuts.push(BODY.len());
        let (mut reader, mut lines, mut at) = (TableReader::default(), Lines::default(), 0);
        for cut in cuts {
            reader.feed(&BODY.as_bytes()[at..cut], &mut lines).unwrap();
            at = cut;
        }
        reader.finish(&mut lines).unwrap();
        prop_assert_eq!(&lines.0, &READ);
    }

    #[test]
    fn bytes_of_any_kind_never_break_it(body in prop::collection::vec(any::<u8>(), 0..200), at in 0..BODY.len()) {
        let mut spoilt = BODY.as_bytes().to_vec();
        spoilt.splice(at..at, body.iter().copied());
        drop(read(&spoilt, &mut Lines::default()));
        drop(read(&body, &mut Lines::default()));
    }

    #[test]
    fn cells_are_what_serde_reads(cells in prop::collection::vec("\\PC{0,12}|[\"\\\\\n\u{1b}]{1,4}", 0..6)) {
        let body = serde_json::json!({"kind": "Table", "rows": [{"cells": cells}]}).to_string();
        let body = body.replacen(r#""kind":"Table","#, "", 1).replacen('{', r#"{"kind":"Table","#, 1);
        let mut lines = Lines::default();
        read(body.as_bytes(), &mut lines).unwrap();
        prop_assert_eq!(&lines.0, &[format!("-: {}", cells.join("|"))]);
    }
}
