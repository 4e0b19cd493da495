//! Tables that no real server gives: rows too short or too long, cells of the wrong kind, a megabyte in one cell,
//! names that look like paths, text in all directions. Each is a plain cell or a message, and harms nothing else.

use browser::{Console, Look, Relay, Reply, Setting};
use cluster::Identity;
use serde_json::{Value, json};

const LIST: &str = "/api/v1/namespaces/default/configmaps";
/// The cells of all rows on screen.
const CELLS: &str = "return all('tbody tr[id]').map(row => [...row.cells].map(cell => cell.textContent));";

#[tokio::test]
async fn rows_that_are_shorter_or_longer_than_their_columns_are_filled_up_or_cut() {
    let odd = json!([
        { "cells": ["short"] },
        { "cells": ["long", "x", 3, "beyond", { "far": "beyond" }] },
        { "cells": [] },
        {},
    ]);
    let (console, _) = shown(&odd).await;
    let expected = json!([["short", "", ""], ["long", "x", "3"], ["", "", ""], ["", "", ""]]);
    assert_eq!(odd_cells(&console).await, expected);
    is_unharmed(&console).await;
    console.close().await.unwrap();
}

#[tokio::test]
async fn cells_without_a_value_are_empty_and_values_that_are_no_text_are_written_out() {
    let odd = json!([
        { "cells": ["nulls", null, null] },
        { "cells": [null, "nameless", 1] },
        { "cells": null },
        { "cells": ["object", { "a": [1, null], "b": "c" }, [1, 2]] },
        { "cells": ["other", true, -1.5] },
        { "cells": ["text", "", "seven"] },
    ]);
    let (console, _) = shown(&odd).await;
    let expected = json!([
        ["nulls", "", ""],
        ["", "nameless", "1"],
        ["", "", ""],
        ["object", r#"{"a":[1,null],"b":"c"}"#, "[1,2]"],
        ["other", "true", "-1.5"],
        ["text", "", "seven"],
    ]);
    assert_eq!(odd_cells(&console).await, expected);
    is_unharmed(&console).await;
    console.close().await.unwrap();
}

#[tokio::test]
async fn what_is_no_row_and_what_is_no_table_is_told_in_words() {
    for (body, words) in [
        (
            table(&json!([good("alpha", 1), null])),
            "a row is not as a Table's rows are",
        ),
        (table(&json!(["row"])), "a row is not as a Table's rows are"),
        (
            json!({ "kind": "ConfigMapList", "apiVersion": "v1", "items": [] }),
            "expected a Table and got ConfigMapList",
        ),
        (json!({}), "expected a Table"),
        (json!([]), "expected"),
        (json!("text"), "expected"),
    ] {
        let (console, _) = answered(&body).await;
        console
            .wait_for("main .failure h2", "The answer could not be read")
            .await
            .unwrap();
        console.wait_for("main .failure", words).await.unwrap();
        console.go("#/api/v1/namespaces/default/services").await.unwrap();
        console
            .wait(
                "other rows",
                "return all('td.name a').length > 0 && !$('main .failure');",
            )
            .await
            .unwrap();
        console.close().await.unwrap();
    }
}

#[tokio::test]
async fn a_megabyte_in_one_cell_stays_in_its_cell() {
    let (console, _) = with_a_megabyte("?view.overview=Count").await;
    let lengths = console
        .run("return all('tbody tr[id]').map(row => row.cells[1].textContent.length);")
        .await
        .unwrap();
    assert_eq!(lengths, json!([3, 1_000_000, 3, 3]));
    has_its_places(&console).await;
    is_unharmed(&console).await;
    has_its_places(&console).await;
    console.close().await.unwrap();
}

#[tokio::test]
async fn a_megabyte_among_the_values_that_the_overview_counts_leaves_room_for_the_rest() {
    let (console, _) = with_a_megabyte("?view.overview=Text").await;
    console
        .wait("the values", "return all('.overview-values button').length === 2;")
        .await
        .unwrap();
    has_its_places(&console).await;
    console.close().await.unwrap();
}

async fn with_a_megabyte(view: &str) -> (Console, Relay) {
    let long = "x".repeat(1_000_000);
    let rows = json!([good("alpha", 1), { "cells": ["huge", long, 3] }, good("other", 3), good("omega", 2)]);
    let (console, relay) = opened(&table(&rows), "\n".into(), view).await;
    console
        .wait("all rows", "return all('tbody tr[id]').length === 4;")
        .await
        .unwrap();
    (console, relay)
}

#[tokio::test]
async fn names_lead_to_their_objects_and_never_elsewhere() {
    let name = |name: &str| json!({ "cells": [name, "", 0] });
    let odd = json!([
        name("with:colon"),
        name("with%2Fslash"),
        name("a/b"),
        name(".."),
        name("%2e%2e"),
        name("ä?b#c")
    ]);
    let (console, relay) = shown(&odd).await;
    let links = console
        .run("return all('td.name a').map(link => link.getAttribute('href')).slice(1, -1);")
        .await
        .unwrap();
    let to = |name: &str| json!(format!("#{LIST}/{name}"));
    let expected = [
        to("with:colon"),
        to("with%252Fslash"),
        Value::Null,
        Value::Null,
        to("%252e%252e"),
        to("%C3%A4%3Fb%23c"),
    ];
    assert_eq!(links, json!(expected));
    console.click("td.name a", "with%2Fslash").await.unwrap();
    // No object of the API server has such a name, and it says so of just this one.
    console
        .wait_for("main .failure", r#"Name parameter invalid: "with%2Fslash""#)
        .await
        .unwrap();
    let asked = format!("{LIST}/with%252Fslash?");
    assert!(relay.passed().iter().any(|passed| passed.target.starts_with(&asked)));
    console.go(&format!("#{LIST}")).await.unwrap();
    is_unharmed(&console).await;
    console.close().await.unwrap();
}

/// Directions, left open too; marks that are drawn over others or not at all; markup.
const TEXTS: [&str; 7] = [
    "שלום abc עולם",
    "\u{202e}gnp.exe",
    "\u{2067}open",
    "a\u{200b}b\u{200c}c\u{200d}d\u{feff}e",
    "\u{200f}",
    "e\u{301}\u{301}\u{301}\u{301}",
    "<b>bold</b>&amp;",
];

#[tokio::test]
async fn text_from_right_to_left_and_marks_without_width_stay_in_their_cells() {
    let (console, _) = with_texts().await;
    let cells = odd_cells(&console).await;
    let rows = cells.as_array().unwrap().iter().step_by(2);
    let shown: Vec<&str> = rows.map(|row| row[1].as_str().unwrap()).collect();
    assert_eq!(shown, TEXTS);
    console.fill("Filter rows", "text:עולם").await.unwrap();
    console
        .wait(
            "two rows",
            "return all('td.name a').map(words).join() === 'one-0,two-0' && location.hash.includes('view.filter=');",
        )
        .await
        .unwrap();
    console.go(&format!("#{LIST}")).await.unwrap();
    is_unharmed(&console).await;
    console.close().await.unwrap();
}

#[tokio::test]
async fn how_often_a_value_occurs_stands_behind_it_whatever_directions_are_in_it() {
    let (console, _) = with_texts().await;
    let swapped = console
        .texts(
            "
            return all('.overview-values button').filter(button => {
                const [value, count] = [button.querySelector('.status'), button.querySelector('b')];
                return value.getBoundingClientRect().left > count.getBoundingClientRect().left;
            }).map(button => JSON.stringify(button.textContent));",
        )
        .await
        .unwrap();
    assert!(swapped.is_empty(), "counts before their values: {swapped:?}");
    console.close().await.unwrap();
}

/// Two rows with each of the texts, so that the overview counts them.
async fn with_texts() -> (Console, Relay) {
    let row = |which: &str, index: usize, text: &str| json!({ "cells": [format!("{which}-{index}"), text, 3] });
    let rows = TEXTS
        .iter()
        .enumerate()
        .flat_map(|(index, text)| ["one", "two"].map(|which| row(which, index, text)));
    shown(&rows.collect()).await
}

#[tokio::test]
async fn odd_rows_of_a_watch_are_cells_too() {
    let event = |kind: &str, row: Value| json!({ "type": kind, "object": table(&json!([row])) }).to_string();
    let events = [
        event("MODIFIED", json!({ "cells": ["alpha"] })),
        event("ADDED", json!({ "cells": ["beta", null, { "a": 1 }, "beyond"] })),
        event("DELETED", json!({ "cells": ["gone"] })),
    ];
    let (console, _) = watched(&json!([{ "cells": ["gone", "", 0] }]), events.join("\n") + "\n").await;
    console.wait_for(".liveness", "Live").await.unwrap();
    console
        .wait(
            "the row to be gone",
            "return all('td.name a').map(words).join() === 'alpha,beta,omega';",
        )
        .await
        .unwrap();
    let cells = console.run(CELLS).await.unwrap();
    assert_eq!(
        cells,
        json!([["alpha", "", ""], ["beta", "", r#"{"a":1}"#], ["omega", "one", "2"]])
    );
    console.close().await.unwrap();
}

#[tokio::test]
async fn nonsense_in_a_watch_ends_it_in_words_and_leaves_the_rows() {
    for nonsense in [
        "<html>",
        r#"{"type":"NEWS","object":{}}"#,
        r#"{"type":"ADDED","object":{"kind":"ConfigMap"}}"#,
        "[]",
    ] {
        let (console, _) = watched(&json!([]), format!("{nonsense}\n")).await;
        console.wait_for(".liveness", "Not live").await.unwrap();
        is_unharmed(&console).await;
        console.close().await.unwrap();
    }
}

/// The console at a list with these rows between two good ones.
async fn shown(odd: &Value) -> (Console, Relay) {
    watched(odd, "\n".into()).await
}

/// The same with a watch that tells this and nothing more.
async fn watched(odd: &Value, events: String) -> (Console, Relay) {
    let mut rows = vec![good("alpha", 1)];
    rows.extend(odd.as_array().unwrap().iter().cloned());
    rows.push(good("omega", 2));
    let count = rows.len();
    let (console, relay) = opened(&table(&json!(rows)), events, "").await;
    console
        .wait(
            "all rows",
            &format!("return all('tbody tr[id]').length >= {};", count - 1),
        )
        .await
        .unwrap();
    (console, relay)
}

/// The console at a list that is answered so.
async fn answered(body: &Value) -> (Console, Relay) {
    opened(body, "\n".into(), "").await
}

async fn opened(body: &Value, events: String, view: &str) -> (Console, Relay) {
    let origin = Setting::shared().unwrap().origin(Identity::Operator);
    let body = body.to_string();
    let relay = Relay::start(&origin, move |passed| {
        let query = passed.target.strip_prefix(LIST)?.strip_prefix('?')?;
        if query.contains("sendInitialEvents") {
            return Some(Reply::no_initial_events());
        }
        Some(if query.contains("watch=1") {
            Reply::Stalls(events.clone())
        } else {
            Reply::Whole {
                code: 200,
                kind: "application/json",
                body: body.clone(),
            }
        })
    })
    .unwrap();
    let console = Look::at(relay.page()).open("#").await.unwrap();
    console.go(&format!("#{LIST}{view}")).await.unwrap();
    (console, relay)
}

fn good(name: &str, count: u64) -> Value {
    json!({ "cells": [name, "one", count] })
}

fn table(rows: &Value) -> Value {
    let column = |name: &str, kind: &str, format: &str| json!({ "name": name, "type": kind, "format": format, "description": "", "priority": 0 });
    json!({
        "kind": "Table",
        "apiVersion": "meta.k8s.io/v1",
        "metadata": { "resourceVersion": "7" },
        "columnDefinitions": [
            column("Name", "string", "name"),
            column("Text", "string", ""),
            column("Count", "integer", ""),
        ],
        "rows": rows,
    })
}

/// The cells of the rows between the two good ones.
async fn odd_cells(console: &Console) -> Value {
    let mut cells = console.run(CELLS).await.unwrap();
    let rows = cells.as_array_mut().unwrap();
    assert_eq!(rows.first(), Some(&json!(["alpha", "one", "1"])));
    assert_eq!(rows.last(), Some(&json!(["omega", "one", "2"])));
    rows.pop();
    rows.remove(0);
    cells
}

/// Rows beside the odd ones are there, sorting and filtering work, and the browser has nothing to say.
async fn is_unharmed(console: &Console) {
    assert_eq!(console.words("main .failure").await.unwrap(), "");
    let good = "all('td.name a').map(words).filter(name => name === 'alpha' || name === 'omega').join()";
    console
        .wait("the good rows", &format!("return {good} === 'alpha,omega';"))
        .await
        .unwrap();
    console.click("th button", "Count").await.unwrap();
    console
        .wait("sorted rows", "return !!$('th[aria-sort=ascending]');")
        .await
        .unwrap();
    console.click("th button", "Count").await.unwrap();
    console
        .wait("the other order", &format!("return {good} === 'omega,alpha';"))
        .await
        .unwrap();
    console.fill("Filter rows", "name:omega").await.unwrap();
    console
        .wait("one row", "return all('td.name a').map(words).join() === 'omega';")
        .await
        .unwrap();
    let messages = console.messages().await.unwrap();
    let caused: Vec<_> = messages
        .iter()
        .filter(|message| !message.text.contains("Failed to load resource"))
        .collect();
    assert!(caused.is_empty(), "{caused:#?}");
}

/// What stands around the rows is where it always is, and the page is no wider than the screen.
async fn has_its_places(console: &Console) {
    let script = "
        const field = $('main input[type=search]').getBoundingClientRect();
        const rows = $('div.rows').getBoundingClientRect();
        return [
            field.top >= 0 && field.bottom < rows.top && field.right <= innerWidth,
            rows.top < innerHeight / 2,
            document.documentElement.scrollWidth <= innerWidth,
        ];";
    let found = console.run(script).await.unwrap();
    assert_eq!(found, json!([true, true, true]), "field, rows, width");
}
