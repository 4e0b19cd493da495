//! A cell as it is shown now: ages and other relative times go on after the server printed them.

use std::borrow::Cow;

use super::rows::{RowNumber, Rows};
use crate::text::{
    age::human,
    relative::{self, Advanced, Moving},
};

/// The second since 1970 from which a text goes on that was printed at a time in milliseconds: the next whole one. From
/// the last whole one it would be ahead of the cluster by what had passed of that second.
#[allow(clippy::cast_possible_truncation)] // seconds of this era fit by far
pub fn printed(at_ms: f64) -> i64 {
    (at_ms / 1_000.0).ceil() as i64
}

/// The text of a cell at a time, in seconds since 1970.
pub fn cell(rows: &Rows, row: RowNumber, column: usize, now: i64) -> Cow<'_, str> {
    let printed = rows.cell(row, column);
    if rows.moving(column) == Moving::Created
        && let Some(created) = created(rows, row, printed)
    {
        return Cow::Owned(human(now - created));
    }
    match advanced(rows, row, column, now) {
        Advanced::Same => Cow::Borrowed(printed),
        Advanced::Text(text) => Cow::Owned(text),
        Advanced::Between { earliest, .. } => Cow::Owned(earliest),
    }
}

/// Whether a cell may well be another text by now, which only the object itself could tell.
pub fn is_doubtful(rows: &Rows, row: RowNumber, column: usize, now: i64) -> bool {
    let printed = rows.cell(row, column);
    if rows.moving(column) == Moving::Created && created(rows, row, printed).is_some() {
        return false;
    }
    let Advanced::Between { .. } = advanced(rows, row, column, now) else {
        return false;
    };
    let text = relative::restarts(printed).map_or(printed, |(_, ago)| ago);
    let Some(interval) = relative::interval(text) else {
        return false;
    };
    // The part of the interval that has passed is the chance that the next text is due.
    let elapsed = now - rows.printed(row);
    elapsed.saturating_mul(20) >= interval.end - interval.start
}

fn advanced(rows: &Rows, row: RowNumber, column: usize, now: i64) -> Advanced {
    let moves = match rows.moving(column) {
        Moving::Still => false,
        Moving::Created | Moving::Since => true,
        Moving::UntilComplete => {
            let named = |name| rows.column_named(name).map(|column| rows.cell(row, column));
            relative::counts(named("Status"), named("Completions"))
        }
    };
    match u64::try_from(now - rows.printed(row)) {
        Ok(elapsed) if moves => relative::advanced(rows.cell(row, column), elapsed),
        _ => Advanced::Same,
    }
}

/// When the object was created, if the cell really counts from then.
fn created(rows: &Rows, row: RowNumber, printed: &str) -> Option<i64> {
    let created = rows.created(row)?;
    let age = rows.printed(row) - created;
    // Clocks differ by a second or two, and so may the second of printing.
    let fits = |interval: std::ops::Range<i64>| interval.start - 3 <= age && age <= interval.end + 3;
    relative::interval(printed).is_some_and(fits).then_some(created)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        kube::{gvk::GroupVersionResource, table::read},
        sync::rows::RowsSink,
    };

    const DAY: i64 = 86_400;

    fn rows(resource: &str, group: &str, body: &str) -> Rows {
        let mut rows = Rows::of(&GroupVersionResource::new(group, "v1", resource), Vec::new());
        read(body.as_bytes(), &mut RowsSink::list(&mut rows, None, 30 * DAY)).unwrap();
        rows
    }

    #[test]
    fn an_age_is_exact_where_the_time_of_creation_is_known() {
        let rows = rows(
            "pods",
            "",
            r#"{"kind":"Table","columnDefinitions":[{"name":"Name","type":"string","format":"name"},{"name":"Age","type":"string"}],"rows":[
            {"cells":["a","12d"],"object":{"metadata":{"name":"a","creationTimestamp":"1970-01-18T23:59:58Z"}}},{"cells":["b","12d"]}]}"#,
        );
        let at = |row, seconds| cell(&rows, row, 1, 30 * DAY + seconds).into_owned();
        assert_eq!(
            (at(0, 0), at(0, DAY - 3), at(0, DAY - 2)),
            ("12d".into(), "12d".into(), "13d".into())
        );
        assert_eq!(at(1, DAY - 1), "12d");
        assert!(!is_doubtful(&rows, 0, 1, 31 * DAY));
        assert!(!is_doubtful(&rows, 1, 1, 30 * DAY + 60));
        assert!(is_doubtful(&rows, 1, 1, 30 * DAY + DAY / 2));
    }

    #[test]
    fn a_text_is_never_ahead_of_the_cluster() {
        let body = r#"{"kind":"Table","columnDefinitions":[{"name":"Last Seen","type":"string"}],"rows":[{"cells":["2m14s"]}]}"#;
        let mut rows = Rows::of(&GroupVersionResource::new("", "v1", "events"), Vec::new());
        read(
            body.as_bytes(),
            &mut RowsSink::list(&mut rows, None, printed(100_980.0)),
        )
        .unwrap();
        // Twenty milliseconds later, and a second and as much.
        assert_eq!(cell(&rows, 0, 0, 101), "2m14s");
        assert_eq!(cell(&rows, 0, 0, 102), "2m15s");
        assert_eq!(printed(101_000.0), 101);
    }

    #[test]
    fn the_duration_of_a_job_stands_still_when_it_is_complete() {
        let rows = rows(
            "jobs",
            "batch",
            r#"{"kind":"Table","columnDefinitions":[{"name":"Name","type":"string","format":"name"},{"name":"Status","type":"string"},{"name":"Duration","type":"string"}],"rows":[
            {"cells":["a","Running","41s"]},{"cells":["b","Complete","41s"]}]}"#,
        );
        assert_eq!(cell(&rows, 0, 2, 30 * DAY + 5), "46s");
        assert_eq!(cell(&rows, 1, 2, 30 * DAY + 5), "41s");
    }
}
