//! What is taken along of a list: the rows that are shown, in four formats, copied and saved; a link and the command.

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use browser::{Console, Look, Setting, chromedriver};
use cluster::Identity;
use serde_json::Value;
use thirtyfour::Key;

/// More rows than fit onto a screen, narrowed, sorted and with columns in another order; no cell grows older.
const ROLES: &str = "#/apis/rbac.authorization.k8s.io/v1/clusterroles\
    ?view.filter=name:system&view.sort=-Name&view.columns=Created%20At,Name";

#[tokio::test]
async fn what_is_copied_is_the_rows_that_are_shown() {
    let console = opened(900, None).await;
    let shown = Shown::of_all_rows().await;
    for (format, expected) in shown.written() {
        let copied = copied(&console, &format!("Copy {format}")).await;
        assert_eq!(comparable(format, &copied), comparable(format, &expected), "{format}");
    }
    console.close().await.unwrap();
}

#[tokio::test]
async fn what_is_saved_is_the_rows_that_are_shown() {
    let folder = chromedriver::leavings().join(format!("downloads-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let console = opened(900, Some(&folder)).await;
    let shown = Shown::of_all_rows().await;
    for ((format, expected), extension) in shown.written().into_iter().zip(["tsv", "csv", "md", "json"]) {
        open_menu(&console).await;
        console
            .click("#export-menu button", &format!("Download {format}"))
            .await
            .unwrap();
        let saved = saved(&folder.join(format!("clusterroles.{extension}"))).await;
        assert_eq!(comparable(format, &saved), comparable(format, &expected), "{format}");
    }
    console.close().await.unwrap();
    fs::remove_dir_all(&folder).unwrap();
}

#[tokio::test]
async fn link_and_command_lead_back_to_what_is_shown() {
    let console = opened(900, None).await;
    let link = copied(&console, "Copy a link to this view").await;
    let address = console.text("return location.href;").await.unwrap();
    assert_eq!(comparable_address(&link), comparable_address(&address));
    let names = "return all('td.name a').map(words);";
    let before = console.texts(names).await.unwrap();
    console.driver().goto("about:blank").await.unwrap();
    console.driver().goto(&link).await.unwrap();
    console.settled().await.unwrap();
    assert_eq!(console.texts(names).await.unwrap(), before);

    let command = copied(&console, "Copy the kubectl command").await;
    let arguments = command.trim().strip_prefix("kubectl ").unwrap();
    let printed = Setting::shared().unwrap().kubectl(arguments).unwrap();
    for name in before {
        assert!(printed.contains(&name), "{name} is not in what {command} prints");
    }
    console.close().await.unwrap();
}

/// The headings and the cells of the whole list, as a window shows them that is high enough.
struct Shown {
    headings: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Shown {
    async fn of_all_rows() -> Self {
        let console = opened(9_000, None).await;
        let ready = "
            $('div.rows').dispatchEvent(new Event('scroll'));
            return all('tbody tr[id]').length === Number($('div.rows table').getAttribute('aria-rowcount')) - 1;";
        console.wait("all rows", ready).await.unwrap();
        let texts = |value: Value| serde_json::from_value::<Vec<Vec<String>>>(value).unwrap();
        let found = console
            .run("return all('div.rows tr:not(.space)').map(row => [...row.cells].map(cell => cell.textContent));")
            .await
            .unwrap();
        let mut rows = texts(found);
        console.close().await.unwrap();
        let headings = rows.remove(0);
        assert_eq!(headings, ["Created At", "Name"]);
        assert!(
            rows.len() > 40 && rows.iter().all(|row| row[1].contains("system")),
            "{rows:?}"
        );
        assert!(rows.is_sorted_by(|one, other| one[1] >= other[1]), "{rows:?}");
        Self { headings, rows }
    }

    /// The same in each format. No cell has anything in it that a format would have to escape.
    fn written(&self) -> [(&'static str, String); 4] {
        let lines = |start: &str, between: &str, end: &str, rule: &str| {
            let line = |cells: &Vec<String>| format!("{start}{}{end}", cells.join(between));
            let rows: String = self.rows.iter().map(line).collect();
            format!("{}{rule}{rows}", line(&self.headings))
        };
        let objects: Vec<Value> = self
            .rows
            .iter()
            .map(|row| {
                let fields = self.headings.iter().cloned().zip(row.iter().cloned().map(Value::from));
                Value::Object(fields.collect())
            })
            .collect();
        [
            ("TSV", lines("", "\t", "\n", "")),
            ("CSV", lines("", ",", "\r\n", "")),
            ("Markdown", lines("| ", " | ", " |\n", "| --- | --- |\n")),
            ("JSON", Value::from(objects).to_string()),
        ]
    }
}

/// A text of a format without what may differ: spaces between the values of JSON, and line breaks that a clipboard changes.
fn comparable(format: &str, text: &str) -> String {
    let read = || serde_json::from_str::<Value>(text).unwrap().to_string();
    match format {
        "JSON" => read(),
        _ => text.replace("\r\n", "\n"),
    }
}

/// The address without percent-encoding that is not needed.
fn comparable_address(address: &str) -> String {
    address.replace("%3A", ":").replace('+', "%20").replace("%2C", ",")
}

/// What the clipboard holds after a click on a button of the menu.
async fn copied(console: &Console, button: &str) -> String {
    open_menu(console).await;
    console.click("#export-menu button", button).await.unwrap();
    console.wait_for("#export-menu button", "Copied").await.unwrap();
    console
        .run(
            "
            const field = document.createElement('textarea');
            field.ariaLabel = 'Pasted';
            document.body.append(field);
            all(':popover-open').forEach(popover => popover.hidePopover());",
        )
        .await
        .unwrap();
    let field = console.element("textarea", "Pasted").await.unwrap();
    field.send_keys(Key::Control + "v").await.unwrap();
    console
        .wait("what was pasted", "return $('textarea').value.length > 0;")
        .await
        .unwrap();
    let pasted = console.text("return $('textarea').value;").await.unwrap();
    console.run("$('textarea').remove();").await.unwrap();
    // A button says that it has copied for two seconds.
    console
        .wait(
            "the buttons as they were",
            "return !all('#export-menu button').some(button => words(button) === 'Copied');",
        )
        .await
        .unwrap();
    pasted
}

async fn open_menu(console: &Console) {
    let is_open = "return !!$('#export-menu') && $('#export-menu').matches(':popover-open');";
    console
        .run("all(':popover-open').forEach(popover => popover.hidePopover());")
        .await
        .unwrap();
    console.click("main button", "Export").await.unwrap();
    console.wait("the menu", is_open).await.unwrap();
}

/// The text of a file that a browser is saving.
async fn saved(path: &Path) -> String {
    let deadline = Instant::now() + Duration::from_secs(20);
    while !path.is_file() {
        assert!(Instant::now() < deadline, "never saved: {}", path.display());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    // It has this name only once it is whole.
    fs::read_to_string(path).unwrap()
}

async fn opened(height: u32, downloads: Option<&PathBuf>) -> Console {
    let mut look = Look::at(Setting::shared().unwrap().page(Identity::Operator)).sized(1440, height);
    if let Some(folder) = downloads {
        look = look.saving_into(folder);
    }
    let console = look.open(ROLES).await.unwrap();
    console
        .wait("rows", "return all('td.name a').length > 10;")
        .await
        .unwrap();
    console
}
