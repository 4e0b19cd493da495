//! The map shows what kubectl knows, by either protocol of discovery.

use std::collections::BTreeMap;

use browser::{Console, Look, Setting, Shown, golden::Printed};
use cluster::Identity;
use serde_json::Value;

/// What the map says of a resource: its kind, scope and verbs, and its short names.
type Entries = BTreeMap<String, (String, String)>;

browser::on_both_clusters! {
    the_map_names_every_resource_that_kubectl_names_with_its_verbs_and_short_names_and_nothing_else
    a_group_whose_server_is_dead_is_marked_stale_with_its_reason_and_answers_503
    the_map_filters_by_name_and_short_name_as_one_types
}

async fn the_map_names_every_resource_that_kubectl_names_with_its_verbs_and_short_names_and_nothing_else(on: Shown) {
    let setting = Setting::shared().unwrap();
    let console = on.open("#").await.unwrap();
    let map = entries(&console).await;
    let printed = Printed::read(&setting.kubectl("api-resources -o wide").unwrap());
    assert_eq!(
        printed.headings,
        [
            "NAME",
            "SHORTNAMES",
            "APIVERSION",
            "NAMESPACED",
            "KIND",
            "VERBS",
            "CATEGORIES"
        ]
    );
    for row in &printed.rows {
        let [name, short_names, group_version, namespaced, kind, verbs, ..] = row.as_slice() else {
            panic!("{row:?}")
        };
        let (title, shown_names) = map
            .get(&format!("{group_version} {name}"))
            .unwrap_or_else(|| panic!("the map lacks {name} of {group_version}"));
        let scope = if namespaced == "true" {
            "in namespaces"
        } else {
            "of the cluster"
        };
        let mut parts = title.splitn(3, " · ");
        assert_eq!(parts.next(), Some(kind.as_str()), "{name}");
        assert_eq!(parts.next(), Some(scope), "{name}");
        assert_eq!(sorted(parts.next().unwrap_or_default()), sorted(verbs), "{name}");
        assert_eq!(sorted(shown_names), sorted(short_names), "{name}");
    }
    // kubectl prints the preferred versions only; the map may add others of the same resources.
    let group = |group_version: &str| group_version.rsplit_once('/').map_or("", |(group, _)| group).to_owned();
    let known: Vec<(String, String)> = printed
        .rows
        .iter()
        .map(|row| (group(&row[2]), row[0].clone()))
        .collect();
    for key in map.keys() {
        let (group_version, name) = key.split_once(' ').unwrap();
        let entry = (group(group_version), name.to_owned());
        assert!(known.contains(&entry), "kubectl knows no {name} in {group_version}");
    }
    console.close().await.unwrap();
}

#[tokio::test]
async fn legacy_discovery_draws_the_same_map_as_aggregated_discovery() {
    let setting = Setting::shared().unwrap();
    let console = Look::at(setting.page(Identity::Operator)).open("#").await.unwrap();
    let aggregated = entries(&console).await;
    console.load_with("?discovery=legacy", "#/apis").await.unwrap();
    console.settled().await.unwrap();
    console.wait_for("main .notice", "Legacy discovery").await.unwrap();
    assert_eq!(entries(&console).await, aggregated);
    console.close().await.unwrap();
}

async fn a_group_whose_server_is_dead_is_marked_stale_with_its_reason_and_answers_503(on: Shown) {
    let console = on.open("#").await.unwrap();
    let script = "
        const group = all('nav.map .map-group').find(group => words(group.querySelector('h2')).startsWith('dead.example.com'));
        return group ? words(group.querySelector('.stale')) : '';";
    console.wait("the dead group in the map", script).await.unwrap();
    let said = console.text(script).await.unwrap();
    assert!(said.starts_with("stale: ") && said.len() > "stale: ".len(), "{said}");
    console.go("#/apis/dead.example.com/v1?view.lens=raw").await.unwrap();
    console.wait_for("main .status-line", "HTTP/1.1 503").await.unwrap();
    console
        .wait_for("main .failure h2", "503: the aggregated API does not answer")
        .await
        .unwrap();
    console.close().await.unwrap();
}

async fn the_map_filters_by_name_and_short_name_as_one_types(on: Shown) {
    let console = on.open("#").await.unwrap();
    let field = console.text("return name($('#map-filter'));").await.unwrap();
    console.fill(&field, "deploy").await.unwrap();
    let shown = "return all('nav.map .map-group li > a[title] > span').map(words);";
    console
        .wait(
            "few resources",
            &format!("return (() => {{ {shown} }})().length === 1;"),
        )
        .await
        .unwrap();
    assert_eq!(console.texts(shown).await.unwrap(), ["deployments"]);
    console.fill(&field, "nothing-fits-this").await.unwrap();
    console.wait_for("nav.map", "No resource matches.").await.unwrap();
    console.close().await.unwrap();
}

/// Everything in the map, by version and plural name.
async fn entries(console: &Console) -> Entries {
    console
        .wait("a map", "return all('nav.map .map-group li > a[title]').length > 10;")
        .await
        .unwrap();
    let script = "
        return all('nav.map .map-group').flatMap(group => {
            const version = group.querySelector('h2 a');
            if (!version) return [];
            const path = version.getAttribute('href').replace(/^#\\/apis?\\//, '');
            return [...group.querySelectorAll('li > a[title]')].map(link => [
                `${path} ${words(link.querySelector('span'))}`, link.title, words(link.querySelector('small')),
            ]);
        });";
    let found = console.run(script).await.unwrap();
    let text = |row: &Value, index: usize| row[index].as_str().unwrap_or_default().to_owned();
    found
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (text(row, 0), (text(row, 1), text(row, 2))))
        .collect()
}

fn sorted(list: &str) -> Vec<&str> {
    let mut words: Vec<&str> = list.split([',', ' ']).filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    words
}
