//! Every list shows what kubectl prints.

use browser::{
    Console, Look, Setting,
    golden::{Printed, lies_between},
};
use cluster::Identity;
use serde_json::Value;

/// How often a list is read again when the cluster has changed between two looks.
const LOOKS: usize = 3;

/// What else the world has to show: custom resources, an aggregated API, and pods in namespaces of which some begin like
/// others.
const SPECIAL: [&str; 6] = [
    "ships.v1.fleet.example.test",
    "voyages.v1.fleet.example.test",
    "harbours.v1.fleet.example.test",
    "flunders.v1beta1.wardle.example.com",
    "fischers.v1alpha1.wardle.example.com",
    "pods.v1.",
];
const PREFIXES: [&str; 5] = ["kube-system", "kube", "team-a-b", "team-a", "team"];

/// Which columns are compared.
#[derive(Clone, Copy)]
struct Columns {
    /// What kubectl is told.
    output: &'static str,
    /// What stands in the address.
    view: &'static str,
}

const WIDE: Columns = Columns {
    output: "-o wide",
    view: "",
};
const STANDARD: Columns = Columns {
    output: "",
    view: "?view.columns=.standard",
};

#[tokio::test]
async fn every_listable_resource_opens_as_a_list_whose_cells_equal_kubectl_get_wide() {
    equals_kubectl(WIDE).await;
}

#[tokio::test]
async fn every_listable_resource_shows_with_fewer_columns_what_kubectl_get_prints() {
    equals_kubectl(STANDARD).await;
}

#[tokio::test]
async fn the_lists_that_are_compared_have_what_is_hard_to_list() {
    let setting = Setting::shared().unwrap();
    let names: Vec<String> = listable(setting)
        .into_iter()
        .map(|resource| resource.full_name)
        .collect();
    for special in SPECIAL {
        assert!(names.iter().any(|name| name == special), "{special} in {names:?}");
        let rows = Printed::read(&setting.kubectl(&format!("get {special} -A")).unwrap()).rows;
        assert!(!rows.is_empty(), "{special}");
    }
    let pods = setting.kubectl("get pods -A").unwrap();
    let pods = Printed::read(&pods);
    let mut namespaces: Vec<&str> = pods.rows.iter().map(|row| row[0].as_str()).collect();
    namespaces.dedup();
    // In the order of the API server, in which `-` comes before the end of a name.
    namespaces.retain(|namespace| PREFIXES.contains(namespace));
    assert_eq!(namespaces, PREFIXES);
}

async fn equals_kubectl(columns: Columns) {
    let setting = Setting::shared().unwrap();
    // So high that all rows are on screen.
    let console = Look::at(setting.page(Identity::Operator))
        .sized(1440, 9_000)
        .open("#/api")
        .await
        .unwrap();
    let mut wrong = Vec::new();
    let mut lists = 0;
    for resource in listable(setting) {
        lists += 1;
        let mut difference = Vec::new();
        for _ in 0..LOOKS {
            difference = differences(setting, &console, &resource, columns).await;
            if difference.is_empty() {
                break;
            }
        }
        wrong.extend(difference);
    }
    assert!(lists > 50, "only {lists} lists");
    assert!(wrong.is_empty(), "{} differences:\n{}", wrong.len(), wrong.join("\n"));
    console.close().await.unwrap();
}

#[tokio::test]
async fn a_tall_window_shows_rows_down_to_its_lower_edge() {
    let setting = Setting::shared().unwrap();
    let look = Look::at(setting.page(Identity::Operator)).sized(1440, 3_000);
    let path = "#/apis/rbac.authorization.k8s.io/v1/clusterroles";
    let console = look.open(path).await.unwrap();
    let script = "
        const place = $('div.rows').getBoundingClientRect();
        const last = all('div.rows tbody tr:not(.space)').at(-1).getBoundingClientRect();
        const count = Number($('div.rows table').getAttribute('aria-rowcount')) - 1;
        return all('div.rows tbody tr:not(.space)').length === count || last.bottom >= Math.min(place.bottom, innerHeight);";
    console.wait("rows down to the lower edge", script).await.unwrap();
    console.close().await.unwrap();
}

#[tokio::test]
async fn every_row_leads_to_its_object() {
    let setting = Setting::shared().unwrap();
    let console = Look::at(setting.page(Identity::Operator))
        .sized(1440, 9_000)
        .open("#/api")
        .await
        .unwrap();
    let mut wrong = Vec::new();
    for resource in listable(setting) {
        let mut expected = objects(setting, &resource);
        console.go(&resource.address).await.unwrap();
        shown(&console).await.unwrap();
        let links = console
            .texts("return all('div.rows td.name a').map(link => link.getAttribute('href'));")
            .await
            .unwrap();
        expected.extend(objects(setting, &resource));
        wrong.extend(links.into_iter().filter(|link| !expected.contains(link)));
    }
    assert!(wrong.is_empty(), "rows that lead to no object:\n{}", wrong.join("\n"));
    console.close().await.unwrap();
}

/// The addresses of all objects of a resource.
fn objects(setting: &Setting, resource: &Resource) -> Vec<String> {
    let path = resource.address.trim_start_matches('#');
    let answer = cluster::http::get(&format!("{}{path}", setting.origin(Identity::Operator)), &[]).unwrap();
    let list = answer.json().unwrap();
    let (root, plural) = resource.address.rsplit_once('/').unwrap();
    let items = list["items"].as_array().into_iter().flatten();
    let address = |item: &Value| {
        let name = item["metadata"]["name"].as_str().unwrap().replace('%', "%25");
        match item["metadata"]["namespace"].as_str() {
            Some(namespace) => format!("{root}/namespaces/{namespace}/{plural}/{name}"),
            None => format!("{root}/{plural}/{name}"),
        }
    };
    items.map(address).collect()
}

struct Resource {
    full_name: String,
    address: String,
}

/// The resources that kubectl would list, with kubectl's full name and the console's address.
fn listable(setting: &Setting) -> Vec<Resource> {
    let printed = setting.kubectl("api-resources --verbs=list -o wide").unwrap();
    let printed = Printed::read(&printed);
    let rows = printed.rows.iter().map(|row| {
        let (plural, group_version) = (&row[0], &row[2]);
        let (root, full_name) = match group_version.split_once('/') {
            Some((group, version)) => ("apis", format!("{plural}.{version}.{group}")),
            None => ("api", format!("{plural}.{group_version}.")),
        };
        Resource {
            full_name,
            address: format!("#/{root}/{group_version}/{plural}"),
        }
    });
    rows.collect()
}

async fn differences(setting: &Setting, console: &Console, resource: &Resource, columns: Columns) -> Vec<String> {
    let name = &resource.full_name;
    let get = || Printed::read(&setting.kubectl(&format!("get {name} -A {}", columns.output)).unwrap());
    let before = get();
    console.go("#/~/requests").await.unwrap();
    if let Err(error) = console.go(&format!("{}{}", resource.address, columns.view)).await {
        return vec![format!("{name}: {error}")];
    }
    let shown = match shown(console).await {
        Ok(shown) => shown,
        Err(said) => return vec![format!("{name}: {said}")],
    };
    compare(name, &before, &shown, &get())
}

fn compare(name: &str, before: &Printed, shown: &Printed, after: &Printed) -> Vec<String> {
    let mut found = Vec::new();
    // Without rows kubectl prints no heading, and the console an empty message.
    let headings: Vec<String> = shown.headings.iter().map(|heading| heading.to_uppercase()).collect();
    if headings != before.headings && headings != after.headings {
        found.push(format!(
            "{name}: headings {headings:?}, kubectl's are {:?}",
            before.headings
        ));
    }
    let (before, after, rows) = (before.by_key(), after.by_key(), shown.by_key());
    for (key, row) in &rows {
        let cells = match (before.get(key), after.get(key)) {
            (Some(before), Some(after)) => (*before, *after),
            (Some(only), None) | (None, Some(only)) => (*only, *only),
            (None, None) => {
                found.push(format!("{name}: kubectl has no row {key}"));
                continue;
            }
        };
        if row.len() != cells.0.len() {
            found.push(format!(
                "{name} {key}: {} cells, kubectl prints {}",
                row.len(),
                cells.0.len()
            ));
        }
        for (index, cell) in row.iter().enumerate() {
            let (Some(before), Some(after)) = (cells.0.get(index), cells.1.get(index)) else {
                continue;
            };
            if !lies_between(before, cell, after) {
                let heading = headings.get(index).map(String::as_str).unwrap_or_default();
                found.push(format!(
                    "{name} {key} {heading}: {cell:?}, kubectl prints {before:?} and {after:?}"
                ));
            }
        }
    }
    let missing = before
        .keys()
        .filter(|key| after.contains_key(*key) && !rows.contains_key(*key));
    found.extend(missing.map(|key| format!("{name}: no row {key}")));
    found
}

/// The table on the page, all rows of it; or what is there instead.
async fn shown(console: &Console) -> Result<Printed, String> {
    let ready = "
        if ($('main .failure') || $('main p.empty') || $('main p.notice')) return true;
        const table = $('div.rows table');
        if (!table) return false;
        const count = Number(table.getAttribute('aria-rowcount')) - 1;
        // What a reader's wheel does: only then the table asks how high it is.
        $('div.rows').dispatchEvent(new Event('scroll'));
        return count > 0 && all('div.rows tbody tr:not(.space)').length === count;";
    console
        .wait("all rows", ready)
        .await
        .map_err(|error| error.to_string())?;
    let script = "
        // kubectl's columns are trimmed, too.
        const cells = row => [...row.cells].map(cell => cell.textContent.trim());
        return {
            said: words($('main .failure')) || words($('main p.notice')),
            empty: !!$('main p.empty'),
            headings: all('div.rows thead th').map(heading => words(heading)),
            rows: all('div.rows tbody tr:not(.space)').map(cells),
        };";
    let found = console.run(script).await.map_err(|error| error.to_string())?;
    let said = found["said"].as_str().unwrap_or_default();
    if !said.is_empty() {
        return Err(said.to_owned());
    }
    if found["empty"] == Value::Bool(true) {
        return Ok(Printed::default());
    }
    Ok(Printed {
        headings: serde_json::from_value(found["headings"].clone()).unwrap(),
        rows: serde_json::from_value(found["rows"].clone()).unwrap(),
    })
}
