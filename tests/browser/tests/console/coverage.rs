//! Everything that has to be taught is on the page that `docs/coverage.md` names, on the live and on the recorded cluster.

use std::collections::BTreeMap;

use browser::{Console, Shown};

const TABLE: &str = include_str!("../../../../docs/coverage.md");

browser::on_both_clusters! {
    every_thing_to_teach_stands_where_the_table_says
}

async fn every_thing_to_teach_stands_where_the_table_says(shown: Shown) {
    let places = places();
    let rows: usize = places.values().map(Vec::len).sum();
    assert!(rows >= 74, "only {rows} places");
    let console = shown.open("#").await.unwrap();
    let mut lost = Vec::new();
    for (address, texts) in &places {
        console.go(address).await.unwrap();
        for (row, key) in texts {
            let wanted = console.run_async(&text_of(key)).await.unwrap();
            let wanted = wanted.as_str().unwrap();
            assert!(
                wanted.chars().count() > 10,
                "{key}: {wanted:?} tells no page from another"
            );
            if !stands_there(&console, wanted).await {
                lost.push(format!("row {row} at {address}: {key}: {wanted}"));
            }
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
    console.close().await.unwrap();
}

/// The addresses of the table, each with its rows and the keys of the texts that stand there.
fn places() -> BTreeMap<&'static str, Vec<(&'static str, &'static str)>> {
    let mut places: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    for line in TABLE.lines() {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        if let ["", row, _, address, key, ""] = cells.as_slice()
            && row.parse::<u8>().is_ok()
        {
            places
                .entry(address.trim_matches('`'))
                .or_default()
                .push((row, key.trim_matches('`')));
        }
    }
    places
}

/// A script that gives the beginning of a text of the prose files: up to its first mark or placeholder, which are
/// shown otherwise than they are written.
fn text_of(key: &str) -> String {
    format!(
        "const done = arguments[arguments.length - 1];
        const files = ['clients', 'concepts', 'downward', 'evidence', 'identity', 'lessons', 'proxies', 'ways', 'wire'];
        Promise.all(files.map(file => fetch(`prose/en/${{file}}.json`).then(answer => answer.json())))
            .then(all => {{
                const text = Object.assign({{}}, ...all)['{key}'] || '';
                const pieces = text.split(/[`*{{}}]/).map(piece => piece.trim());
                done(pieces.sort((one, other) => other.length - one.length)[0] || '');
            }});"
    )
}

async fn stands_there(console: &Console, wanted: &str) -> bool {
    let script = format!(
        "return $('main').textContent.replace(/\\s+/g, ' ').includes({});",
        serde_json::to_string(wanted).unwrap()
    );
    console.wait("the text", &script).await.is_ok()
}
