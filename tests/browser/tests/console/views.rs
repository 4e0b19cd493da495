//! How a list is looked at: filter, order, groups, columns, all of it in the address and by keyboard.

use browser::{Console, Setting, Shown};
use cluster::Identity;
use thirtyfour::Key;

const PODS: &str = "#/api/v1/namespaces/shop/pods";
const NAMES: &str = "return all('td.name a').map(words);";

browser::on_both_clusters! {
    a_filter_narrows_rows_as_one_types_and_stands_in_the_address
    a_heading_sorts_up_down_and_back
    rows_are_grouped_with_counts_and_groups_close
    the_overview_counts_values_and_filters_by_one
    keys_lead_from_row_to_row_and_into_an_object
    the_row_that_keys_lead_to_is_there_before_the_next_frame
    the_way_back_leads_to_the_row_that_was_left_and_a_link_to_the_first
    a_jump_shows_the_rows_that_a_slow_way_shows
}

async fn a_jump_shows_the_rows_that_a_slow_way_shows(shown: Shown) {
    let console = at(shown, "#/apis/rbac.authorization.k8s.io/v1/clusterroles").await;
    let script = "
        const done = arguments[arguments.length - 1];
        (async () => {
            const area = $('div.rows');
            const drawn = () => all('div.rows tbody tr[aria-rowindex]');
            const read = row => `${row.getAttribute('aria-rowindex')} ${row.id} ${words(row)} ${row.querySelector('a').hash}`;
            const frames = () => new Promise(seen => requestAnimationFrame(() => requestAnimationFrame(seen)));
            const slow = new Map(), faults = [];
            const last = area.scrollHeight - area.clientHeight;
            for (let top = 0; top < last + 90; top += 90) {
                area.scrollTop = top;
                await frames();
                drawn().forEach(row => slow.set(row.getAttribute('aria-rowindex'), read(row)));
            }
            const first = drawn();
            for (const top of [0, last, last / 2, 0, last]) {
                area.scrollTop = top;
                await frames();
                const rows = drawn();
                rows.forEach((row, index) => {
                    const at = row.getAttribute('aria-rowindex');
                    if (read(row) !== slow.get(at)) faults.push(`${read(row)}, and before ${slow.get(at)}`);
                    if (index > 0 && at - rows[index - 1].getAttribute('aria-rowindex') !== 1) faults.push(`${at} is out of order`);
                });
            }
            const kept = drawn().filter(row => first.includes(row)).length;
            done([slow.size + 1 - $('div.rows table').getAttribute('aria-rowcount'), kept > 0, faults]);
        })();";
    assert_eq!(
        console.run_async(script).await.unwrap(),
        serde_json::json!([0, true, []])
    );
    console.close().await.unwrap();
}

async fn a_filter_narrows_rows_as_one_types_and_stands_in_the_address(shown: Shown) {
    let console = at(shown, PODS).await;
    let before = console.texts(NAMES).await.unwrap();
    console.fill("Filter rows", "name:db").await.unwrap();
    console
        .wait(
            "fewer rows",
            "return all('td.name a').length > 0 && all('td.name a').every(link => words(link).includes('db'));",
        )
        .await
        .unwrap();
    console
        .wait(
            "the address",
            "return decodeURIComponent(location.hash).includes('view.filter=name:db');",
        )
        .await
        .unwrap();
    console
        .wait("marks", "return all('td.name mark').length > 0;")
        .await
        .unwrap();
    console.fill("Filter rows", "nosuchcolumn=x").await.unwrap();
    console
        .wait_for(".filter-notes", "No column is called nosuchcolumn")
        .await
        .unwrap();
    console.go(PODS).await.unwrap();
    console
        .wait(
            "all rows",
            &format!("return all('td.name a').length === {};", before.len()),
        )
        .await
        .unwrap();
    console.close().await.unwrap();
}

async fn a_heading_sorts_up_down_and_back(shown: Shown) {
    let console = at(shown, PODS).await;
    let listed = console.texts(NAMES).await.unwrap();
    let sorted = "return !!$('th[aria-sort]') && $('th[aria-sort]').getAttribute('aria-sort')";
    console.click("th button", "Name").await.unwrap();
    console
        .wait("ascending", &format!("{sorted} === 'ascending'"))
        .await
        .unwrap();
    console.click("th button", "Name").await.unwrap();
    console
        .wait("descending", &format!("{sorted} === 'descending'"))
        .await
        .unwrap();
    let descending = console.texts(NAMES).await.unwrap();
    assert_eq!(descending.first(), descending.iter().max(), "{descending:?}");
    console.click("th button", "Name").await.unwrap();
    console
        .wait("the server's order", "return !$('th[aria-sort]');")
        .await
        .unwrap();
    assert_eq!(console.texts(NAMES).await.unwrap(), listed);
    console.close().await.unwrap();
}

async fn rows_are_grouped_with_counts_and_groups_close(shown: Shown) {
    let console = at(shown, "#/api/v1/pods?view.group=Namespace").await;
    console
        .wait("groups", "return all('tr.group').length > 1;")
        .await
        .unwrap();
    let first = console.words("tr.group button").await.unwrap();
    assert!(first.starts_with("default, "), "{first}");
    let before = console
        .run("return $('table').getAttribute('aria-rowcount');")
        .await
        .unwrap();
    console.click_first("tr.group button").await.unwrap();
    console
        .wait(
            "a closed group",
            "return $('tr.group button').getAttribute('aria-expanded') === 'false';",
        )
        .await
        .unwrap();
    assert_ne!(
        console
            .run("return $('table').getAttribute('aria-rowcount');")
            .await
            .unwrap(),
        before
    );
    console.close().await.unwrap();
}

#[tokio::test]
async fn own_columns_show_what_kubectls_custom_columns_show() {
    let setting = Setting::shared().unwrap();
    let paths = [
        ("IMAGE", ".spec.containers[*].image"),
        ("READY", r#".status.conditions[?(@.type=="Ready")].status"#),
        ("NONE", ".spec.nothing"),
    ];
    let wanted: Vec<String> = paths
        .iter()
        .map(|(heading, path)| format!("{heading}:{path}"))
        .collect();
    let printed = setting
        .plane()
        .kubectl(Identity::Operator)
        .run([
            "get",
            "pods",
            "-n",
            "shop",
            "--no-headers",
            "-o",
            &format!("custom-columns=NAME:.metadata.name,{}", wanted.join(",")),
        ])
        .unwrap();
    let expected: Vec<String> = printed
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join("|"))
        .collect();
    let console = at(Shown::Live, PODS).await;
    console
        .run_with(
            "location.hash = arguments[0] + '?view.columns=Name,' + encodeURIComponent(arguments[1]);",
            vec![PODS.into(), wanted.join(",").into()],
        )
        .await
        .unwrap();
    console
        .wait(
            "the columns",
            "return all('th button').map(words).join() === 'Name,IMAGE,READY,NONE' && all('td.name a').length > 0;",
        )
        .await
        .unwrap();
    let shown = console
        .texts("return all('tbody tr[id]').map(row => [...row.cells].map(words).join('|'));")
        .await
        .unwrap();
    assert_eq!(shown, expected);
    console.close().await.unwrap();
}

async fn the_overview_counts_values_and_filters_by_one(shown: Shown) {
    let console = at(shown, "#/api/v1/pods").await;
    console
        .wait("values", "return all('.overview-values button').length > 3;")
        .await
        .unwrap();
    let (all, sum) = (
        console
            .run("return Number($('table').getAttribute('aria-rowcount')) - 1;")
            .await
            .unwrap(),
        console
            .run("return all('.overview-values b').map(count => Number(count.textContent)).reduce((a, b) => a + b, 0);")
            .await
            .unwrap(),
    );
    assert_eq!(all.as_f64(), sum.as_f64(), "every row is counted once");
    console.click(".overview-values button", "Pending 3").await.unwrap();
    console
        .wait("pending rows", "return all('tbody tr[id]').length === 3 && decodeURIComponent(location.hash).includes('view.filter=status=Pending');")
        .await
        .unwrap();
    console.close().await.unwrap();
}

async fn keys_lead_from_row_to_row_and_into_an_object(shown: Shown) {
    let console = at(shown, PODS).await;
    console
        .wait("rows", "return all('td.name a').length > 3;")
        .await
        .unwrap();
    console.run("$('div.rows table').focus();").await.unwrap();
    let active = "return words($('#' + $('div.rows table').getAttribute('aria-activedescendant') + ' td.name'));";
    let names = console.texts(NAMES).await.unwrap();
    assert_eq!(console.text(active).await.unwrap(), names[0]);
    console.press(Key::Down).await.unwrap();
    console.press(Key::Down).await.unwrap();
    assert_eq!(console.text(active).await.unwrap(), names[2]);
    console.press(Key::End).await.unwrap();
    assert_eq!(&console.text(active).await.unwrap(), names.last().unwrap());
    console.press(Key::Home).await.unwrap();
    // Above the first row are the headings, which sort.
    console.press(Key::Up).await.unwrap();
    console.press(Key::Right).await.unwrap();
    console.press(Key::Enter).await.unwrap();
    let heading = "return document.activeElement.closest('th') && $('th[aria-sort]') === document.activeElement.closest('th') && location.hash.includes('view.sort=');";
    console.wait("an order by the second heading", heading).await.unwrap();
    console.press(Key::Down).await.unwrap();
    console.press(Key::Home).await.unwrap();
    let first = console.text(active).await.unwrap();
    console.press(Key::Enter).await.unwrap();
    let address = format!("return location.hash === '{PODS}/{first}';");
    console.wait("the object", &address).await.unwrap();
    console.close().await.unwrap();
}

async fn the_way_back_leads_to_the_row_that_was_left_and_a_link_to_the_first(shown: Shown) {
    const LIST: &str = "#/apis/rbac.authorization.k8s.io/v1/clusterroles";
    let place = "
        const table = $('div.rows table');
        const row = table && document.getElementById(table.getAttribute('aria-activedescendant'));
        return `${words(row && row.querySelector('td.name'))} ${$('div.rows') ? $('div.rows').scrollTop : -1}`;";
    let console = at(shown, LIST).await;
    console.run("$('div.rows table').focus();").await.unwrap();
    for _ in 0..3 {
        console.press(Key::PageDown).await.unwrap();
    }
    let left = console.text(place).await.unwrap();
    assert!(
        !left.starts_with(' ') && !left.ends_with(" 0"),
        "far down on a row: {left:?}"
    );
    console.press(Key::Enter).await.unwrap();
    console
        .wait(
            "the object",
            &format!("return location.hash.startsWith('{LIST}/') && !$('div.rows');"),
        )
        .await
        .unwrap();
    console.driver().back().await.unwrap();
    let is_back = format!("{} === {left:?};", place.trim_end_matches(';'));
    console
        .wait("the row and the scrolling of before", &is_back)
        .await
        .unwrap();

    // Another list of the same resource takes the place of the rows, not of the page.
    console
        .go(&format!(
            "{LIST}?labelSelector=kubernetes.io/bootstrapping%3Drbac-defaults"
        ))
        .await
        .unwrap();
    console.run("$('div.rows').scrollTop = 0;").await.unwrap();
    console.driver().back().await.unwrap();
    console.wait("the place of before again", &is_back).await.unwrap();

    console.go("#/api/v1/nodes").await.unwrap();
    console.go(LIST).await.unwrap();
    console
        .wait("rows", "return all('div.rows tbody td.name a').length > 0;")
        .await
        .unwrap();
    assert_eq!(
        console.text(place).await.unwrap(),
        " 0",
        "a link leads to the beginning"
    );
    console.close().await.unwrap();
}

/// Rows off screen are not in the page, and what reads a page aloud does not wait for a frame.
async fn the_row_that_keys_lead_to_is_there_before_the_next_frame(shown: Shown) {
    let console = at(shown, "#/apis/rbac.authorization.k8s.io/v1/clusterroles").await;
    console
        .wait(
            "many rows",
            "return Number($('div.rows table').getAttribute('aria-rowcount')) > 60;",
        )
        .await
        .unwrap();
    let row = console
        .run_async(
            "const done = arguments[arguments.length - 1];
             const table = $('div.rows table');
             table.focus();
             for (let page = 0; page < 4; page += 1) {
                 table.dispatchEvent(new KeyboardEvent('keydown', { key: 'PageDown', bubbles: true, cancelable: true }));
             }
             let turns = 100;
             const turn = () => {
                 turns -= 1;
                 if (turns > 0) return Promise.resolve().then(turn);
                 const row = document.getElementById(table.getAttribute('aria-activedescendant'));
                 done(row && Number(row.getAttribute('aria-rowindex')));
             };
             turn();",
        )
        .await
        .unwrap();
    assert!(row.as_u64() > Some(40), "no row is drawn where the keys lead to: {row}");
    console.close().await.unwrap();
}

async fn at(shown: Shown, hash: &str) -> Console {
    shown.open(hash).await.unwrap()
}
