//! How fast lists are at 1,000, 10,000 and 50,000 pods, near the API server and 100 ms away from it, beside kubectl and
//! curl in the same run.
//!
//! `cargo xtask bench lists` builds the page, starts a control plane and runs this.

use std::{env, thread, time::Duration};

use browser::{
    console::{Console, Look},
    error::Error,
    measure::{self, Figures, PODS, TABLE, memory, number, report::Report, rest, scrolling::How, storm},
    relay::{Passed, Relay},
    setting::Setting,
};
use cluster::{
    Identity,
    world::{Size, grow},
};

/// How often each thing is measured; medians are printed.
const RUNS: usize = 5;
/// How far the relay is away.
const DISTANCE: Duration = Duration::from_millis(100);
const SIZES: [Size; 3] = [
    Size {
        pods: 1_000,
        namespaces: 5,
    },
    Size {
        pods: 10_000,
        namespaces: 50,
    },
    Size {
        pods: 50_000,
        namespaces: 250,
    },
];

#[tokio::main]
async fn main() -> Result<(), Error> {
    let setting = Setting::shared()?;
    let most = env::var("DECKPRISM_PODS")
        .ok()
        .and_then(|pods| pods.parse().ok())
        .unwrap_or(usize::MAX);
    let relay = Relay::start(&setting.origin(Identity::Operator), |passed: &Passed| {
        // The page's own files lie beside kubectl proxy; what is far away is the API.
        if !passed.target.starts_with("/static/") {
            thread::sleep(DISTANCE);
        }
        None
    })?;
    let mut report = Report::begin(RUNS);
    let mut reached = Size::default();
    for size in SIZES.into_iter().filter(|size| size.pods <= most) {
        grow(setting.plane(), reached, size, &|line: &str| {
            eprintln!("cluster: {line}");
        })
        .map_err(|error| Error::Missing(error.to_string()))?;
        reached = size;
        rest::until_at_rest(setting)?;
        let mut figures = Figures::default();
        for run in 0..RUNS {
            near(setting, &mut figures, run == 0).await?;
            beside(setting, &mut figures, size, run)?;
        }
        let title = format!("{} pods in {} namespaces, loopback", size.pods, size.namespaces);
        report.add_drawn(&title, &format!("{} pods", grouped(size.pods)), figures);
        let mut figures = Figures::default();
        for _ in 0..2 {
            cold(&relay.page(), "", &mut figures).await?.close().await?;
        }
        report.add(&format!("{} pods, 100 ms away", size.pods), &figures);
        // What was measured is kept, whatever becomes of the rest.
        report.write()?;
    }
    let mut figures = Figures::default();
    storm::config_maps(setting, &mut figures).await?;
    storm::pods(setting, &mut figures).await?;
    report.add("Many changes a second", &figures);
    report.write()
}

/// All that is measured in a browser on loopback: what needs a settled list only in the first run.
async fn near(setting: &Setting, figures: &mut Figures, is_first: bool) -> Result<(), Error> {
    let console = cold(&setting.page(Identity::Operator), "", figures).await?;
    warm(&console, figures).await?;
    for _ in 0..3 {
        sorted(&console, figures).await?;
        filtered(&console, figures).await?;
    }
    if is_first {
        for how in How::ALL {
            how.note(&console, figures).await?;
        }
        memory::note(&console, figures).await?;
    }
    console.close().await
}

/// A page load with an empty profile.
async fn cold(page: &str, name: &str, figures: &mut Figures) -> Result<Console, Error> {
    let console = Look::at(page).open_blank().await?;
    console.before_each_document(memory::KEEP).await?;
    console.load(&format!("#{PODS}")).await?;
    console.wait("all rows with their namespaces", ATTRIBUTED).await?;
    for (what, mark) in [
        ("first paint", "first-contentful-paint"),
        ("first rows", "deckprism.rows"),
        ("all rows", "deckprism.listed"),
        ("all namespaces", "deckprism.attributed"),
    ] {
        let at = console
            .run(&format!("return performance.getEntriesByName('{mark}')[0].startTime;"))
            .await?;
        figures.note(&format!("{name}cold: {what}"), "ms", number(&at));
    }
    let longest = console.run_async(LONGEST_TASK).await?;
    figures.note(&format!("{name}cold: longest task"), "ms", number(&longest));
    let requests = console.text("return $('.foot a').textContent;").await?;
    let count = requests
        .split_whitespace()
        .next()
        .and_then(|count| count.parse().ok())
        .unwrap_or(f64::NAN);
    figures.note(&format!("{name}cold: requests"), "", count);
    Ok(console)
}

/// A change of the address in the running console.
async fn warm(console: &Console, figures: &mut Figures) -> Result<(), Error> {
    console.go("#/api/v1/namespaces").await?;
    console
        .wait("namespaces", "return all('div.rows tbody td.name a').length > 0;")
        .await?;
    let script = format!(
        "performance.clearMarks();
        const began = performance.now();
        location.hash = '#{PODS}';
        const first = () => performance.getEntriesByName('deckprism.rows')[0];
        const whole = () => performance.getEntriesByName('deckprism.listed')[0];
        const known = () => performance.getEntriesByName('deckprism.attributed').at(-1);
        const done = arguments[arguments.length - 1];
        const look = () => known() && first() ? done([first(), whole(), known()].map(mark => mark.startTime - began)) : setTimeout(look, 5);
        look();"
    );
    let times = console.run_async(&script).await?;
    for (index, what) in ["first rows", "all rows", "all namespaces"].into_iter().enumerate() {
        figures.note(&format!("warm: {what}"), "ms", number(&times[index]));
    }
    Ok(())
}

/// From the click on a heading to rows in another order.
async fn sorted(console: &Console, figures: &mut Figures) -> Result<(), Error> {
    for heading in ["Name", "Node"] {
        let script = format!(
            "const done = arguments[arguments.length - 1];
            const button = all('th button').find(button => words(button) === '{heading}');
            const before = button.parentElement.getAttribute('aria-sort');
            const began = performance.now();
            button.click();
            const look = () => {{
                if (button.isConnected && button.parentElement.getAttribute('aria-sort') === before) return channel.port2.postMessage(0);
                document.body.offsetHeight;
                setTimeout(() => done(performance.now() - began), 0);
            }};
            const channel = new MessageChannel();
            channel.port1.onmessage = look;
            look();"
        );
        let took = console.run_async(&script).await?;
        figures.note(&format!("sort by {heading}"), "ms", number(&took));
    }
    Ok(())
}

/// From a key in the filter to the rows that fit.
async fn filtered(console: &Console, figures: &mut Figures) -> Result<(), Error> {
    for (index, text) in ["l", "lo", "loa", "load-00", ""].into_iter().enumerate() {
        let script = format!(
            "const done = arguments[arguments.length - 1];
            const field = $('.filter input');
            Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, '{text}');
            const began = performance.now();
            field.dispatchEvent(new Event('input', {{ bubbles: true }}));
            setTimeout(() => {{ document.body.offsetHeight; done(performance.now() - began); }}, 0);"
        );
        let took = console.run_async(&script).await?;
        if index < 4 {
            figures.note("filter, a key", "ms", number(&took));
        }
    }
    Ok(())
}

/// What kubectl and curl take for the same list.
fn beside(setting: &Setting, figures: &mut Figures, size: Size, run: usize) -> Result<(), Error> {
    let origin = setting.origin(Identity::Operator);
    // At 50,000 pods one run of kubectl takes half a minute and 3 GB.
    if size.pods < 50_000 || run < 2 {
        figures.note("kubectl get pods -A", "ms", measure::kubectl(setting, "get pods -A")?);
    }
    figures.note(
        "curl, Table without objects",
        "ms",
        measure::curl(&origin, "includeObject=None", TABLE)?,
    );
    if size.pods < 50_000 || run < 2 {
        figures.note(
            "curl, Table as kubectl asks",
            "ms",
            measure::curl(&origin, "includeObject=Metadata", TABLE)?,
        );
    }
    Ok(())
}

/// A count as people write it: 50,000.
fn grouped(count: usize) -> String {
    if count < 1_000 {
        return count.to_string();
    }
    format!("{},{:03}", count / 1_000, count % 1_000)
}

const ATTRIBUTED: &str = "
    return performance.getEntriesByName('deckprism.attributed').length > 0 && performance.getEntriesByName('deckprism.rows').length > 0;";

/// The longest task since the navigation, as far as it was longer than 50 ms.
const LONGEST_TASK: &str = "
    const done = arguments[arguments.length - 1];
    let longest = 0;
    new PerformanceObserver(list => list.getEntries().forEach(entry => { longest = Math.max(longest, entry.duration); }))
        .observe({ type: 'longtask', buffered: true });
    setTimeout(() => done(longest), 100);";
