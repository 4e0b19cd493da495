//! How fast the page that ships shows pods, beside kubectl and curl in the same run: medians of cold page loads.
//!
//! `cargo xtask bench` builds the page, starts a control plane with so many pods and runs this.

use browser::{
    console::{Console, Look},
    error::Error,
    measure::{self, Figures, PODS, TABLE},
    setting::Setting,
};
use cluster::Identity;

/// How often each thing is measured; medians are printed.
const RUNS: usize = 5;

#[tokio::main]
async fn main() -> Result<(), Error> {
    let setting = Setting::shared()?;
    let count = setting.kubectl("get pods -A --no-headers -o name")?.lines().count();
    let mut figures = Figures::default();
    // In turn, so that a busy moment of the machine hits all of them.
    for _ in 0..RUNS {
        let (first_paint, first_row) = load(&setting.page(Identity::Operator)).await?;
        figures.note("page, cold: first paint", "ms", first_paint);
        figures.note("page, cold: first row of pods", "ms", first_row);
        figures.note("kubectl get pods -A", "ms", measure::kubectl(setting, "get pods -A")?);
        let origin = setting.origin(Identity::Operator);
        for (name, query, accept) in [
            ("curl, Table without objects", "includeObject=None", TABLE),
            ("curl, Table as kubectl asks for it", "includeObject=Metadata", TABLE),
            ("curl, full list", "limit=0", "application/json"),
        ] {
            figures.note(name, "ms", measure::curl(&origin, query, accept)?);
        }
    }
    println!("\n{count} pods, medians of {RUNS} runs (least to most)");
    figures.print();
    Ok(())
}

/// When a browser with an empty profile painted first, and when it showed a row, in milliseconds since the navigation
/// began.
async fn load(page: &str) -> Result<(f64, f64), Error> {
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
    let number = |value: serde_json::Value| value.as_f64().unwrap_or(f64::NAN);
    Ok((number(first_paint), number(first_row)))
}
