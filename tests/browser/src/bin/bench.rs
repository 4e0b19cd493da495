//! How fast the page that ships shows pods, beside kubectl and curl in the same run: medians of cold page loads.
//!
//! `cargo xtask bench` builds the page, starts a control plane with so many pods and runs this.

use std::{
    process::{Command, Stdio},
    time::Instant,
};

use browser::{
    console::{Console, Look},
    error::Error,
    setting::Setting,
};
use cluster::Identity;

/// How often each thing is measured; medians are printed.
const RUNS: usize = 5;
/// The request whose page is opened.
const PODS: &str = "/api/v1/pods";

#[tokio::main]
async fn main() -> Result<(), Error> {
    let setting = Setting::shared()?;
    let count = setting.kubectl("get pods -A --no-headers -o name")?.lines().count();
    let mut rows: Vec<(&str, Vec<f64>)> = Vec::new();
    let mut note = |name, milliseconds| match rows.iter_mut().find(|(known, _)| *known == name) {
        Some((_, all)) => all.push(milliseconds),
        None => rows.push((name, vec![milliseconds])),
    };
    // In turn, so that a busy moment of the machine hits all of them.
    for _ in 0..RUNS {
        let page = load(&setting.page(Identity::Operator)).await?;
        note("page, cold: first paint", page.first_paint_ms);
        note("page, cold: first row of pods", page.first_row_ms);
        note("kubectl get pods -A", kubectl(setting)?);
        let origin = setting.origin(Identity::Operator);
        note(
            "curl, Table without objects",
            curl(&origin, "includeObject=None", TABLE)?,
        );
        note(
            "curl, Table as kubectl asks for it",
            curl(&origin, "includeObject=Metadata", TABLE)?,
        );
        note("curl, full list", curl(&origin, "limit=0", "application/json")?);
    }
    println!("\n{count} pods, medians of {RUNS} runs, milliseconds (least to most)");
    for (name, mut all) in rows {
        all.sort_by(f64::total_cmp);
        let at = |index: usize| all.get(index).copied().unwrap_or_default();
        println!(
            "{name:<36}{:>8.0}   ({:.0} to {:.0})",
            at(RUNS / 2),
            at(0),
            at(RUNS - 1)
        );
    }
    Ok(())
}

/// What a browser with an empty profile measured of one page load, in milliseconds since the navigation began.
struct Load {
    first_paint_ms: f64,
    first_row_ms: f64,
}

const TABLE: &str = "application/json;as=Table;g=meta.k8s.io;v=v1";

async fn load(page: &str) -> Result<Load, Error> {
    let console: Console = Look::at(page).open_blank().await?;
    console.load(&format!("#{PODS}")).await?;
    console
        .wait(
            "a row on the page",
            "return performance.getEntriesByName('deckprism.rows').length > 0",
        )
        .await?;
    let entry = |name: &str| format!("return performance.getEntriesByName('{name}')[0].startTime");
    let first_paint = console.run(&entry("first-contentful-paint")).await?;
    let first_row = console.run(&entry("deckprism.rows")).await?;
    console.close().await?;
    Ok(Load {
        first_paint_ms: first_paint.as_f64().unwrap_or(f64::NAN),
        first_row_ms: first_row.as_f64().unwrap_or(f64::NAN),
    })
}

/// How long the whole process takes.
fn kubectl(setting: &Setting) -> Result<f64, Error> {
    let started = Instant::now();
    setting.kubectl("get pods -A")?;
    Ok(milliseconds(started))
}

fn curl(origin: &str, query: &str, accept: &str) -> Result<f64, Error> {
    let url = format!("{origin}{PODS}?pretty=false&{query}");
    let started = Instant::now();
    let status = Command::new("curl")
        .args(["--silent", "--fail", "--output", "/dev/null", "--header"])
        .args([&format!("Accept: {accept}"), &url])
        .stdin(Stdio::null())
        .status();
    match status {
        Ok(status) if status.success() => Ok(milliseconds(started)),
        _ => Err(Error::Missing("curl".to_owned())),
    }
}

fn milliseconds(started: Instant) -> f64 {
    started.elapsed().as_secs_f64() * 1_000.0
}
