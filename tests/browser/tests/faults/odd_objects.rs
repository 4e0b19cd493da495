//! Objects of a real server whose cells hold what a list has to bear: directions, marks without width, markup, lines,
//! objects, nothing, and a million bytes.

use browser::{
    Console,
    golden::{Printed, lies_between},
};
use serde_json::{Value, json};

use super::stage::{NAMES, Stage, until};

const NOTES: &str = "/apis/odd.example.test/v1/notes";
const LONG: usize = 1_000_000;

#[tokio::test]
async fn odd_cells_of_a_real_server_are_shown_as_kubectl_prints_them_and_do_no_harm() {
    let stage = Stage::take();
    stage.create(&[definition()]).unwrap();
    until("the resource is served", || stage.status(NOTES) == Some(200));
    until("its objects can be made", || stage.create(&notes()).is_ok());
    let printed = || Printed::read(&stage.kubectl("get notes.v1.odd.example.test -A -o wide").unwrap());

    let before = printed();
    let console = stage.open(&format!("#{NOTES}")).await;
    console.wait_for(".liveness", "Live").await.unwrap();
    console
        .wait(
            "all rows",
            &format!("return all('td.name a').length === {};", notes().len()),
        )
        .await
        .unwrap();
    is_usable(&console).await;
    let (shown, after) = (cells(&console).await, printed());
    assert_eq!((shown.len(), after.rows.len()), (before.rows.len(), before.rows.len()));
    let all = shown.iter().zip(&before.rows).zip(&after.rows);
    let cells = all.flat_map(|((shown, before), after)| shown.iter().zip(before).zip(after));
    let wrong: Vec<String> = cells
        .filter(|((shown, before), after)| !lies_between(before, shown.trim(), after))
        .map(|((shown, before), _)| format!("{}, kubectl prints {}", begin(shown), begin(before)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));

    console.click("th button", "Text").await.unwrap();
    console
        .wait("sorted rows", "return !!$('th[aria-sort=ascending]');")
        .await
        .unwrap();
    assert_eq!(console.texts(NAMES).await.unwrap().len(), notes().len());
    console.fill("Filter rows", "name:plain").await.unwrap();
    console
        .wait("one row", "return all('td.name a').map(words).join() === 'plain';")
        .await
        .unwrap();
    // What a filter looks for may stand at the end of a megabyte.
    console.fill("Filter rows", "text:needle").await.unwrap();
    console
        .wait("the long row", "return all('td.name a').map(words).join() === 'long';")
        .await
        .unwrap();
    is_usable(&console).await;
    let messages = console.messages().await.unwrap();
    let grave: Vec<_> = messages
        .iter()
        .filter(|message| message.level == "SEVERE" && !message.is_refusal_of("/configmaps/exec"))
        .collect();
    assert!(grave.is_empty(), "{grave:?}");
    stage.kubectl("delete crd notes.odd.example.test").unwrap();
    console.close().await.unwrap();
}

/// What stands above the rows is on screen, and nothing makes the page wider than the screen.
async fn is_usable(console: &Console) {
    let script = "
        const place = $('main input[type=search]').getBoundingClientRect();
        const rows = $('div.rows').getBoundingClientRect();
        return {
            field: place.top >= 0 && place.bottom <= innerHeight && place.right <= innerWidth,
            rows: rows.top < innerHeight - 100,
            wide: document.documentElement.scrollWidth,
        };";
    let found = console.run(script).await.unwrap();
    assert_eq!(found, json!({ "field": true, "rows": true, "wide": 1440 }));
}

/// The beginning of a cell that may be long.
fn begin(cell: &str) -> String {
    format!("{:?}", cell.chars().take(80).collect::<String>())
}

async fn cells(console: &Console) -> Vec<Vec<String>> {
    let found = console
        .run("return all('tbody tr[id]').map(row => [...row.cells].map(cell => cell.textContent));")
        .await
        .unwrap();
    serde_json::from_value(found).unwrap()
}

fn notes() -> Vec<Value> {
    let note = |name: &str, spec: Value| {
        json!({
            "apiVersion": "odd.example.test/v1",
            "kind": "Note",
            "metadata": { "namespace": "default", "name": name },
            "spec": spec,
        })
    };
    let text = |name: &str, text: &str| note(name, json!({ "text": text }));
    vec![
        text("escape", "\u{1b}[31mred\u{1b}[0m"),
        text("hebrew", "שלום abc עולם"),
        text("lines", "one\ntwo\r\nthree"),
        text("long", &format!("{}needle", "x".repeat(LONG))),
        text("markup", "<img src=x onerror=alert(1)><b>bold</b> &amp; \"quoted\""),
        note(
            "nested",
            json!({ "nested": { "a": [1, { "b": null }] }, "count": 3, "is": true, "text": "" }),
        ),
        note("nothing", json!({})),
        text("override", "\u{202e}gnp.exe\u{202c} \u{2066}isolated\u{2069}"),
        text("plain", "nothing odd"),
        text("zero-width", "a\u{200b}b\u{200c}c\u{200d}d\u{feff}e"),
    ]
}

fn definition() -> Value {
    let column = |name: &str, kind: &str, path: &str| json!({ "name": name, "type": kind, "jsonPath": path });
    json!({
        "apiVersion": "apiextensions.k8s.io/v1",
        "kind": "CustomResourceDefinition",
        "metadata": { "name": "notes.odd.example.test" },
        "spec": {
            "group": "odd.example.test",
            "scope": "Namespaced",
            "names": { "plural": "notes", "singular": "note", "kind": "Note", "listKind": "NoteList" },
            "versions": [{
                "name": "v1",
                "served": true,
                "storage": true,
                "additionalPrinterColumns": [
                    column("Count", "integer", ".spec.count"),
                    column("Is", "boolean", ".spec.is"),
                    column("Nested", "string", ".spec.nested"),
                    column("Inner", "string", ".spec.nested.a"),
                    // The wrong type on purpose: the server prints nothing, or what it can.
                    column("Wrong", "integer", ".spec.text"),
                    column("When", "date", ".spec.text"),
                    column("Text", "string", ".spec.text"),
                ],
                "schema": { "openAPIV3Schema": {
                    "type": "object",
                    "properties": { "spec": {
                        "type": "object",
                        "properties": {
                            "text": { "type": "string" },
                            "count": { "type": "integer" },
                            "is": { "type": "boolean" },
                            "nested": { "type": "object", "x-kubernetes-preserve-unknown-fields": true },
                        },
                    } },
                } },
            }],
        },
    })
}
