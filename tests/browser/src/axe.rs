//! axe-core, run on the page as it stands: what keeps people from using it.

use std::{env, fs, sync::OnceLock};

use serde_json::Value;

use crate::{Console, Error};

static SOURCE: OnceLock<Result<String, String>> = OnceLock::new();

/// Runs every rule, best practices too, and returns one line for each violation and element.
const RUN: &str = "
    const done = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations'] }).then(
        found => done(found.violations.flatMap(violation => violation.nodes.map(node =>
            `${violation.id} (${violation.impact}): ${violation.help}\n      ${node.target.join(' ')}\n      ` +
            `${node.html.slice(0, 200)}\n      ${(node.failureSummary || '').replace(/\\s+/g, ' ')}`))),
        error => done([`axe failed: ${error}`]));
";

impl Console {
    /// The violations on the page, each in a few lines; none is what one wants.
    pub async fn violations(&self) -> Result<Vec<String>, Error> {
        if self.run("return typeof window.axe === 'undefined';").await? == Value::Bool(true) {
            self.driver().execute(source()?, Vec::new()).await?;
        }
        let found = self.driver().execute_async(RUN, Vec::new()).await?;
        let lines = found.json().as_array().cloned().unwrap_or_default();
        Ok(lines.iter().filter_map(Value::as_str).map(str::to_owned).collect())
    }
}

/// The script that `$DECKPRISM_AXE` names.
fn source() -> Result<&'static str, Error> {
    let read = SOURCE.get_or_init(|| {
        let path = env::var_os("DECKPRISM_AXE").ok_or("DECKPRISM_AXE names no axe.min.js")?;
        fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
    });
    read.as_deref().map_err(|error| Error::Missing(error.clone()))
}
