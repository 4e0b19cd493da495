//! Many changes a second on the screen: how late each comes, whether one is lost, and what they leave in memory.

use std::{collections::BTreeSet, time::Duration};

use crate::{
    console::{Console, Look},
    error::Error,
    measure::{Figures, memory, number},
    setting::Setting,
};
use cluster::{
    Identity,
    world::storm::{self, Blown},
};
use serde_json::Value;
use tokio::task::JoinHandle;

/// How many changes of `ConfigMaps` a second.
const EVENTS: u32 = 500;
/// For how long `ConfigMaps` come and go.
const CONFIG_MAPS_FOR: Duration = Duration::from_mins(1);
/// For how long pods change.
const PODS_FOR: Duration = Duration::from_secs(20);

/// `ConfigMaps` that come and go in one namespace, the newest on top of the list.
pub async fn config_maps(setting: &'static Setting, figures: &mut Figures) -> Result<(), Error> {
    let namespace = setting.namespace("storm")?;
    let hash = format!("#/api/v1/namespaces/{namespace}/configmaps?view.sort=-Name");
    let console = open(setting, &hash, "td.name a").await?;
    let before = memory::held(&console).await?;
    let blowing = {
        let namespace = namespace.clone();
        tokio::task::spawn_blocking(move || storm::config_maps(setting.plane(), &namespace, EVENTS, CONFIG_MAPS_FOR))
    };
    let blown = note_lateness(&console, blowing, figures, "ConfigMaps").await?;
    let after = memory::held(&console).await?;
    figures.note(
        "ConfigMaps: growth of JavaScript's heap",
        "MB",
        after.heap - before.heap,
    );
    figures.note(
        "ConfigMaps: growth of the wasm's memory",
        "MB",
        after.wasm - before.wasm,
    );
    let printed = setting.kubectl(&format!("get configmaps --namespace {namespace} --output name"))?;
    let there: BTreeSet<String> = printed
        .lines()
        .filter_map(|line| Some(line.split_once('/')?.1.to_owned()))
        .collect();
    let shown = shown(&console).await?;
    let distinct: BTreeSet<String> = shown.iter().cloned().collect();
    #[allow(clippy::cast_precision_loss)] // a few hundred
    for (what, count) in [
        ("rows at the end", shown.len()),
        ("rows lost", there.difference(&distinct).count()),
        (
            "rows too many",
            distinct.difference(&there).count() + shown.len() - distinct.len(),
        ),
    ] {
        figures.note(&format!("ConfigMaps: {what}"), "", count as f64);
    }
    figures.note("ConfigMaps: changes a second", "", blown.per_second());
    setting.kubectl(&format!("delete namespace {namespace} --wait=false"))?;
    console.close().await
}

/// Pods of the list across namespaces whose status changes.
pub async fn pods(setting: &'static Setting, figures: &mut Figures) -> Result<(), Error> {
    const NAMESPACE: &str = "scale-001";
    let printed = setting.kubectl(&format!("get pods --namespace {NAMESPACE} --output name"))?;
    let names: Vec<String> = printed
        .lines()
        .filter_map(|line| Some(line.split_once('/')?.1.to_owned()))
        .take(16)
        .collect();
    let hash = format!("#/api/v1/pods?view.filter={NAMESPACE}");
    let console = open(setting, &hash, "td .status").await?;
    let blowing = tokio::task::spawn_blocking(move || storm::pods(setting.plane(), NAMESPACE, &names, PODS_FOR));
    let blown = note_lateness(&console, blowing, figures, "pods").await?;
    figures.note(
        "pods: changes a second, as many as the machine makes",
        "",
        blown.per_second(),
    );
    console.close().await
}

/// Opens a live list and watches which texts come on the screen, and when.
async fn open(setting: &Setting, hash: &str, cells: &str) -> Result<Console, Error> {
    let console = Look::at(setting.page(Identity::Operator))
        .patient(Duration::from_mins(1))
        .open_blank()
        .await?;
    console.before_each_document(memory::KEEP).await?;
    console.load(hash).await?;
    console.settled().await?;
    console.wait_for(".liveness", "Live").await?;
    // What is in the page after a frame was drawn is on the screen.
    let script = format!(
        "window.late = [];
        const seenBefore = new Set();
        let isAwaited = false;
        const look = () => {{
            isAwaited = false;
            const now = Date.now();
            for (const cell of all('div.rows tbody {cells}')) {{
                const sent = /^t(\\d{{13}})/.exec(cell.textContent);
                if (!sent || seenBefore.has(cell.textContent)) continue;
                seenBefore.add(cell.textContent);
                window.late.push(now - Number(sent[1]));
            }}
        }};
        new MutationObserver(() => {{
            if (isAwaited) return;
            isAwaited = true;
            requestAnimationFrame(() => setTimeout(look, 0));
        }}).observe($('div.rows tbody'), {{ subtree: true, childList: true, characterData: true }});"
    );
    console.run(&script).await?;
    Ok(console)
}

/// Waits until a storm is over and notes how late its changes came on the screen.
async fn note_lateness(
    console: &Console,
    blowing: JoinHandle<Result<Blown, cluster::Error>>,
    figures: &mut Figures,
    what: &str,
) -> Result<Blown, Error> {
    let blown = blowing.await.map_err(|error| Error::Missing(error.to_string()))??;
    // The last changes are on their way.
    tokio::time::sleep(Duration::from_secs(3)).await;
    let late = console.run("return window.late.sort((a, b) => a - b);").await?;
    let late: Vec<f64> = late.as_array().into_iter().flatten().map(number).collect();
    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss
    )] // far fewer than 2^52
    let within = |part: f64| {
        let index = (late.len() as f64 * part) as usize;
        late.get(index.min(late.len().saturating_sub(1)))
            .copied()
            .unwrap_or(f64::NAN)
    };
    figures.note(
        &format!("{what}: from before the write to the screen, half within"),
        "ms",
        within(0.5),
    );
    figures.note(
        &format!("{what}: from before the write to the screen, 95 % within"),
        "ms",
        within(0.95),
    );
    #[allow(clippy::cast_precision_loss)] // far fewer than 2^52
    figures.note(&format!("{what}: changes seen on the screen"), "", late.len() as f64);
    Ok(blown)
}

/// The names of all rows, read from the screen from the top of the list to its end.
async fn shown(console: &Console) -> Result<Vec<String>, Error> {
    let script = "
        const done = arguments[arguments.length - 1];
        const area = $('div.rows');
        const found = new Map();
        area.scrollTop = 0;
        const look = () => {
            for (const row of all('div.rows tbody tr[aria-rowindex]')) {
                found.set(row.getAttribute('aria-rowindex'), words(row.querySelector('td.name')));
            }
            if (area.scrollTop + area.clientHeight >= area.scrollHeight - 1) return done([...found.values()]);
            area.scrollTop += 300;
            requestAnimationFrame(() => requestAnimationFrame(look));
        };
        requestAnimationFrame(() => requestAnimationFrame(look));";
    let names: Value = console.run_async(script).await?;
    Ok(names
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect())
}
