//! Rows as they are written, and as others read them.

use proptest::prelude::*;
use serde_json::{Map, Value};

use super::*;

const HEADINGS: [&str; 2] = ["Name", "Message"];

fn written(format: Format, cells: [&str; 2]) -> String {
    write(format, &HEADINGS, [cells])
}

#[test]
fn an_ordinary_row_is_written_plainly() {
    let row = ["web-1", "Back-off 5m, then more"];
    assert_eq!(
        written(Format::Tsv, row),
        "Name\tMessage\nweb-1\tBack-off 5m, then more\n"
    );
    assert_eq!(
        written(Format::Csv, row),
        "Name,Message\r\nweb-1,\"Back-off 5m, then more\"\r\n"
    );
    assert_eq!(
        written(Format::Markdown, row),
        "| Name | Message |\n| --- | --- |\n| web-1 | Back-off 5m, then more |\n"
    );
    assert_eq!(
        written(Format::Json, row),
        "[\n{\"Name\":\"web-1\",\"Message\":\"Back-off 5m, then more\"}\n]\n"
    );
}

#[test]
fn what_is_special_in_a_format_is_escaped() {
    for (format, cell, expected) in [
        (Format::Tsv, "a\tb\nc\r\\d", "a\\tb\\nc\\r\\\\d"),
        (Format::Csv, "say \"a\"", "\"say \"\"a\"\"\""),
        (Format::Csv, "a\nb", "\"a\nb\""),
        (Format::Csv, "=1+1", "=1+1"),
        (Format::Markdown, "a|b\\|c", "a\\|b\\\\\\|c"),
        (Format::Markdown, "<none>", "\\<none\\>"),
        (
            Format::Markdown,
            "a\r\nb\rc\n[x](y) &lt; `z`",
            "a<br>b<br>c<br>\\[x\\](y) \\&lt; \\`z\\`",
        ),
    ] {
        let text = written(format, ["-", cell]);
        assert!(text.contains(expected), "{text}");
    }
}

#[test]
fn rows_are_as_wide_as_the_headings() {
    let rows = [vec!["a"], vec!["b", "c", "d"], vec![]];
    assert_eq!(
        write(Format::Csv, &HEADINGS, rows.clone()),
        "Name,Message\r\na,\r\nb,c\r\n,\r\n"
    );
    assert_eq!(write(Format::Tsv, &HEADINGS, rows), "Name\tMessage\na\t\nb\tc\n\t\n");
}

#[test]
fn an_empty_cell_alone_in_its_row_is_no_empty_line() {
    assert_eq!(write(Format::Csv, &["Name"], [[""]]), "\"Name\"\r\n\"\"\r\n");
}

#[test]
fn lists_without_rows_or_columns_are_written() {
    let none: [[&str; 0]; 0] = [];
    assert_eq!(write(Format::Json, &HEADINGS, none), "[]\n");
    assert_eq!(write(Format::Csv, &HEADINGS, none), "Name,Message\r\n");
    for format in [Format::Tsv, Format::Csv, Format::Markdown] {
        assert_eq!(write(format, &[], [["a"]]), "");
    }
    assert_eq!(write(Format::Json, &[], [["a"]]), "[\n{}\n]\n");
}

#[test]
fn headings_that_repeat_get_a_number() {
    assert_eq!(
        unique(&["Age", "Age", "Age 2", "Age"]),
        ["Age", "Age 3", "Age 2", "Age 4"]
    );
}

#[test]
fn formulas_are_told_from_numbers_and_dashes() {
    for (cell, expected) in [
        ("=HYPERLINK(\"x\")", true),
        ("+cmd|' /c'!A0", true),
        ("-1+1", true),
        ("@SUM(A1)", true),
        ("\t=1", true),
        ("-1", false),
        ("+2.5", false),
        ("-", false),
        ("", false),
        ("web-1", false),
    ] {
        assert_eq!(is_formula(cell), expected, "{cell}");
    }
}

/// Reads CSV as RFC 4180 has it.
fn read_csv(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![];
    let mut row = vec![];
    let mut cell = String::new();
    let mut is_inside = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if is_inside && chars.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' => is_inside = !is_inside,
            _ if is_inside => cell.push(c),
            ',' => row.push(std::mem::take(&mut cell)),
            '\r' => {
                assert_eq!(chars.next(), Some('\n'));
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            _ => cell.push(c),
        }
    }
    assert!(row.is_empty() && cell.is_empty() && !is_inside);
    rows
}

fn read_tsv(text: &str) -> Vec<Vec<String>> {
    let cell = |cell: &str| {
        let mut out = String::new();
        let mut chars = cell.chars();
        while let Some(c) = chars.next() {
            out.push(match c {
                '\\' => match chars.next() {
                    Some('t') => '\t',
                    Some('n') => '\n',
                    Some('r') => '\r',
                    escaped => escaped.unwrap(),
                },
                _ => c,
            });
        }
        out
    };
    text.split_terminator('\n')
        .map(|line| line.split('\t').map(cell).collect())
        .collect()
}

/// How many bars of a line no backslash escapes.
fn bars(line: &str) -> usize {
    let mut is_escaped = false;
    let mut bars = 0;
    for c in line.chars() {
        bars += usize::from(c == '|' && !is_escaped);
        is_escaped = c == '\\' && !is_escaped;
    }
    bars
}

fn cell() -> impl Strategy<Value = String> {
    prop_oneof!["[a-c\"',;|<>\\\\\t\r\n =`é&-]{0,8}", "\\PC{0,6}", any::<String>()]
}

fn table() -> impl Strategy<Value = (Vec<String>, Vec<Vec<String>>)> {
    (1..5_usize).prop_flat_map(|width| {
        let row = move || prop::collection::vec(cell(), width);
        (row(), prop::collection::vec(row(), 0..5))
    })
}

fn write_all(format: Format, headings: &[String], rows: &[Vec<String>]) -> String {
    let headings: Vec<_> = headings.iter().map(String::as_str).collect();
    write(format, &headings, rows.iter().map(|row| row.iter().map(String::as_str)))
}

proptest! {
    #[test]
    fn csv_and_tsv_are_read_back((headings, rows) in table()) {
        let mut expected = vec![headings.clone()];
        expected.extend(rows.clone());
        prop_assert_eq!(read_csv(&write_all(Format::Csv, &headings, &rows)), expected.clone());
        prop_assert_eq!(read_tsv(&write_all(Format::Tsv, &headings, &rows)), expected);
    }

    #[test]
    fn json_is_read_back((headings, rows) in table()) {
        let read: Vec<Map<String, Value>> = serde_json::from_str(&write_all(Format::Json, &headings, &rows)).unwrap();
        let headings: Vec<_> = headings.iter().map(String::as_str).collect();
        let names = unique(&headings);
        prop_assert_eq!(read.len(), rows.len());
        for (object, row) in read.iter().zip(&rows) {
            prop_assert_eq!(object.len(), row.len());
            for (name, cell) in names.iter().zip(row) {
                prop_assert_eq!(object.get(name), Some(&Value::from(cell.as_str())));
            }
        }
    }

    #[test]
    fn lines_of_markdown_have_the_same_cells_and_no_markup((headings, rows) in table()) {
        let text = write_all(Format::Markdown, &headings, &rows);
        let lines: Vec<_> = text.split_terminator('\n').collect();
        prop_assert_eq!(lines.len(), rows.len() + 2);
        for line in lines {
            prop_assert_eq!(bars(line), headings.len() + 1);
            prop_assert!(!line.contains('\r'));
            let cells = line.replace("<br>", "").replace("\\\\", "").replace("\\<", "");
            prop_assert!(!cells.contains('<'));
        }
    }
}
