//! The end of a run: a table of the steps, and the line that counts.

use std::fmt;
use std::time::Duration;

use super::libtest::Counts;

/// One step that has run.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its name.
    pub name: &'static str,
    /// How long it took.
    pub time: Duration,
    /// What passed and failed in it.
    pub counts: Counts,
    /// Why it failed, where the tests themselves do not say it.
    pub error: Option<String>,
}

/// All steps that have run.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    /// In the order in which they ran.
    pub rows: Vec<Row>,
}

impl Summary {
    /// The sum of the rows.
    pub fn total(&self) -> Counts {
        let mut total = Counts::default();
        for row in &self.rows {
            total += row.counts;
        }
        total
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Counts { passed, failed } = self.counts;
        let mark = if failed == 0 { "ok" } else { "FAILED" };
        write!(
            f,
            "{:12} {mark:6} {:7.1} s {passed:6} passed {failed:4} failed",
            self.name,
            self.time.as_secs_f64()
        )?;
        self.error
            .as_deref()
            .map_or(Ok(()), |error| write!(f, "\n   {}", error.replace('\n', "\n   ")))
    }
}

impl fmt::Display for Summary {
    /// Ends with `N passed, N failed` alone on the last line, which those who run this read.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for row in &self.rows {
            writeln!(f, "{row}")?;
        }
        let time: Duration = self.rows.iter().map(|row| row.time).sum();
        let Counts { passed, failed } = self.total();
        write!(f, "in {:.0} s\n\n{passed} passed, {failed} failed", time.as_secs_f64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_with_the_line_that_counts() {
        let row = |passed, failed, error: Option<&str>| Row {
            name: "step",
            time: Duration::from_millis(1500),
            counts: Counts { passed, failed },
            error: error.map(str::to_owned),
        };
        let summary = Summary {
            rows: vec![row(40, 0, None), row(2, 3, Some("why\nand where"))],
        };
        let text = summary.to_string();
        assert_eq!(text.lines().last(), Some("42 passed, 3 failed"), "{text}");
        assert!(
            text.contains("FAILED") && text.contains("\n   why\n   and where\n"),
            "{text}"
        );
    }
}
