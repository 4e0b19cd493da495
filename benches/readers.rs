//! How many bytes a second the readers of large answers take, natively: `cargo xtask bench readers`.
//!
//! All of them read what the API server answered when the recorded cluster was recorded, its pods as often as it takes to
//! make a long list.

#![allow(clippy::unwrap_used, reason = "a bench whose input is not there can only stop")]

use std::{fs, path::Path, str::from_utf8};

use deckprism::{
    kube::{
        discovery::aggregated,
        gvk::GroupVersionResource,
        mask,
        table::{self, TableReader},
    },
    sync::{
        arrangement::{Arrangement, How, Sort},
        filter::Filter,
        frame::Lines,
        rows::{Rows, RowsSink},
        watch_event::{self, WatchEvent},
    },
};
use divan::{Bencher, black_box, counter::BytesCount};
use serde_json::{Value, json};

/// As many rows as the longest list that is measured in a browser.
const ROWS: usize = 50_000;
/// The bytes that a browser hands on at once.
const CHUNK: usize = 64 * 1024;

fn main() {
    divan::main();
}

/// A Table without objects, as it comes.
#[divan::bench(sample_count = 20)]
fn table_without_objects(bencher: Bencher<'_, '_>) {
    let body = table(ROWS, |_| Value::Null);
    bencher.counter(BytesCount::of_slice(&body)).bench(|| {
        let mut rows = pods();
        let mut reader = TableReader::default();
        for chunk in body.chunks(CHUNK) {
            reader.feed(chunk, &mut RowsSink::anywhere(&mut rows, 0)).unwrap();
        }
        reader.finish(&mut RowsSink::anywhere(&mut rows, 0)).unwrap();
        rows
    });
}

/// A Table with the metadata of its objects, a tenth as long.
#[divan::bench(sample_count = 20)]
fn table_with_metadata(bencher: Bencher<'_, '_>) {
    let body = table(ROWS / 10, Value::clone);
    bencher.counter(BytesCount::of_slice(&body)).bench(|| {
        let mut rows = pods();
        table::read(&body, &mut RowsSink::list(&mut rows, None, 0)).unwrap();
        rows
    });
}

/// Events of a watch across namespaces, each with metadata, that change rows of a long list.
#[divan::bench(sample_count = 20)]
fn watch_events(bencher: Bencher<'_, '_>) {
    let list = table(ROWS / 10, Value::clone);
    let mut rows = pods();
    table::read(&list, &mut RowsSink::list(&mut rows, None, 0)).unwrap();
    let list: Value = serde_json::from_slice(&list).unwrap();
    let mut stream = Vec::new();
    for row in list["rows"].as_array().unwrap().iter().step_by(10) {
        let object = json!({ "kind": "Table", "metadata": {}, "columnDefinitions": null, "rows": [row] });
        stream.extend(json!({ "type": "MODIFIED", "object": object }).to_string().into_bytes());
        stream.push(b'\n');
    }
    bencher.counter(BytesCount::of_slice(&stream)).bench_local(|| {
        let mut lines = Lines::default();
        for chunk in stream.chunks(CHUNK) {
            for line in lines.feed(chunk) {
                let Some(WatchEvent::Put(table)) = watch_event::read(&line) else {
                    unreachable!("all events are changes")
                };
                table::read(table, &mut RowsSink::update(&mut rows, None, 0)).unwrap();
            }
        }
    });
}

/// Discovery of the whole cluster in one answer.
#[divan::bench(sample_count = 50)]
fn aggregated_discovery(bencher: Bencher<'_, '_>) {
    let body = recorded("bodies/apis.json");
    bencher
        .counter(BytesCount::of_slice(&body))
        .bench(|| aggregated::read(black_box(&body)).unwrap());
}

/// Looking for Secrets in an answer that has none.
#[divan::bench(sample_count = 20)]
fn masking_without_secrets(bencher: Bencher<'_, '_>) {
    let body = table(ROWS, |_| Value::Null);
    bencher
        .counter(BytesCount::of_slice(&body))
        .with_inputs(|| body.clone())
        .bench_values(|body| mask::mask(body, false).unwrap());
}

/// Sorting all rows by name, as people count.
#[divan::bench(sample_count = 20)]
fn sorting_by_name(bencher: Bencher<'_, '_>) {
    let rows = listed();
    let how = How {
        sort: Some(Sort {
            column: rows.name_column().unwrap(),
            is_descending: false,
        }),
        ..How::default()
    };
    bencher.bench(|| Arrangement::of(&rows, &how));
}

/// Filtering all rows by a text in any column.
#[divan::bench(sample_count = 20)]
fn filtering_by_text(bencher: Bencher<'_, '_>) {
    let rows = listed();
    let headings: Vec<&str> = rows.columns().iter().map(|column| column.name.as_str()).collect();
    let how = How {
        filter: Filter::parse("00", &headings),
        ..How::default()
    };
    bencher.bench(|| Arrangement::of(&rows, &how));
}

fn listed() -> Rows {
    let mut rows = pods();
    let body = table(ROWS, |_| Value::Null);
    table::read(&body, &mut RowsSink::anywhere(&mut rows, 0)).unwrap();
    rows
}

fn pods() -> Rows {
    Rows::of(&GroupVersionResource::new("", "v1", "pods"), Vec::new())
}

/// The recorded pods again and again, each time with names of their own.
fn table(count: usize, object: impl Fn(&Value) -> Value) -> Vec<u8> {
    let recorded: Value = serde_json::from_slice(&recorded("collections/api.v1.pods.json")).unwrap();
    let once = recorded["rows"].as_array().unwrap();
    let rows: Vec<Value> = (0..count)
        .map(|index| {
            let mut row = once[index % once.len()].clone();
            let name = format!("{}-{index:05}", row["cells"][0].as_str().unwrap());
            row["object"]["metadata"]["name"] = json!(name);
            row["cells"][0] = json!(name);
            row["object"] = object(&row["object"]);
            row
        })
        .collect();
    let mut table = recorded.clone();
    table["rows"] = Value::Array(rows);
    serde_json::to_vec(&table).unwrap()
}

fn recorded(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("recordings").join(name);
    let body = fs::read(path).unwrap();
    // It is text, or the readers would measure how they fail.
    from_utf8(&body).unwrap();
    body
}
