//! What the time of a long list is spent on: a cold page load up to its first rows, to all rows and to all namespaces,
//! sorting all rows by name, and scrolling.
//!
//! `cargo xtask bench profile` builds the page with the names of its functions, starts a control plane and runs this.

use std::env;

use browser::{
    console::{Console, Look},
    error::Error,
    measure::{
        PODS,
        profile::{Kind, Spent, trace::LOADED},
        rest,
        scrolling::How,
    },
    setting::Setting,
};
use cluster::{
    Identity,
    world::{Size, grow},
};

/// How many functions and parts are printed.
const SHOWN: usize = 14;
/// From which mark to which of a page load: what the browser and the page set.
const COLD: [(&str, &str, &str); 3] = [
    ("cold: navigation to first rows", LOADED, "deckprism.rows"),
    ("cold: first rows to all rows", "deckprism.rows", "deckprism.listed"),
    (
        "cold: all rows to all namespaces",
        "deckprism.listed",
        "deckprism.attributed",
    ),
];

#[tokio::main]
async fn main() -> Result<(), Error> {
    let setting = Setting::shared()?;
    let pods = env::var("DECKPRISM_PODS")
        .ok()
        .and_then(|pods| pods.parse().ok())
        .unwrap_or(10_000);
    let size = Size {
        pods,
        namespaces: (pods / 200).max(1),
    };
    grow(setting.plane(), Size::default(), size, &|line: &str| {
        eprintln!("cluster: {line}");
    })
    .map_err(|error| Error::Missing(error.to_string()))?;
    rest::until_at_rest(setting)?;
    println!(
        "{pods} pods in {} namespaces, milliseconds, one run under a profiler, which costs time itself",
        size.namespaces
    );

    let console = Look::at(setting.page(Identity::Operator))
        .tracing()
        .open_blank()
        .await?;
    console.load(&format!("#{PODS}")).await?;
    console
        .wait(
            "all namespaces",
            "return performance.getEntriesByName('deckprism.attributed').length > 0;",
        )
        .await?;
    // A trace holds only so much, so that each is read before the next thing is done.
    let trace = console.trace("deckprism.attributed").await?;
    for (title, begin, end) in COLD {
        print(title, Spent::between(&trace, begin, end));
    }
    // V8 compiles what has not run yet; what is of interest is the sorting.
    for mark in ["first", "second"] {
        sort(&console, mark).await?;
    }
    let trace = console.trace("second.ends").await?;
    print("sort by Name", Spent::between(&trace, "second.begins", "second.ends"));
    for how in How::ALL {
        how.frames(&console).await?;
        let (begin, end) = how.marks();
        let trace = console.trace(&end).await?;
        print(&how.name(), Spent::between(&trace, &begin, &end));
    }
    console.close().await
}

/// From the click on the heading to a layout of rows in another order.
async fn sort(console: &Console, mark: &str) -> Result<(), Error> {
    let script = format!(
        "
        const done = arguments[arguments.length - 1];
        const button = all('th button').find(button => words(button) === 'Name');
        performance.mark('{mark}.begins');
        button.click();
        setTimeout(() => {{
            document.body.offsetHeight;
            performance.mark('{mark}.ends');
            setTimeout(() => done(null), 500);
        }}, 0);"
    );
    console.run_async(&script).await?;
    Ok(())
}

fn print(title: &str, spent: Option<Spent>) {
    let Some(spent) = spent else {
        println!("\n{title}: a mark is missing in the trace");
        return;
    };
    println!("\n{title}: {:.0}", spent.whole);
    for kind in Kind::ALL {
        if let Some(took) = spent.kinds.get(&kind) {
            println!("{:>9.1}  {}", took, kind.name());
        }
    }
    println!("{:>9.1}  nothing to do", spent.idle());
    for (what, all) in [("part", &spent.parts), ("function", &spent.functions)] {
        println!("  by {what}, without what it calls");
        for (name, took) in all.iter().take(SHOWN) {
            println!("{took:>9.1}  {name}");
        }
    }
}
