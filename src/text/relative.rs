//! Ages and other durations in the cells of a list, kept in step with the clock after the server printed them.

use std::ops::Range;

use super::age::human;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
const YEAR: i64 = 365 * DAY;

/// The last number of years whose end can be counted in seconds; Go's own durations end at 292.
const LAST_YEAR: i64 = i64::MAX / YEAR - 1;

/// Whether a column's texts grow older by themselves, and from which time on they are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moving {
    /// Not by themselves.
    Still,
    /// Since the object was created, so that its `creationTimestamp` tells the exact text.
    ///
    /// A column of the type `date` is only called as if it were: it is, if the age since then lies in the
    /// [`interval`] of the text that the server printed.
    Created,
    /// Since some other time, which only the object itself has.
    Since,
    /// As `Since`, but in rows of Jobs for which [`counts`] holds, and in no others.
    UntilComplete,
}

/// Which columns of a Table move.
///
/// `column_type` is the column's type as the Table says it; `group` is empty for the core group.
///
/// Sources: kubernetes `pkg/printers/internalversion/printers.go` of 1.36, every column that is printed by
/// `translateTimestampSince`, `translateMicroTimestampSince` or `HumanDuration` (of these, a signing request's
/// `RequestedDuration` is an amount and not a time); kube-aggregator `pkg/registry/apiservice/etcd/etcd.go`; for custom
/// resources, whose type `date` alone is printed as a duration, apiextensions-apiserver
/// `pkg/registry/customresource/tableconvertor/tableconvertor.go`. `Created At` of apiserver
/// `pkg/registry/rest/table.go` is called a `date` too, but is a timestamp, which [`advanced`] leaves as it is.
pub fn moves(column_name: &str, column_type: &str, resource_plural: &str, group: &str) -> Moving {
    match (group, resource_plural, column_name, column_type) {
        (_, _, "Age", "date" | "string") => Moving::Created,
        (_, _, _, "date")
        | ("", "pods", "Restarts", "string")
        | ("" | "events.k8s.io", "events", "Last Seen" | "First Seen", "string")
        | ("batch", "cronjobs", "Last Schedule", "string")
        | ("resource.k8s.io", "devicetaintrules", "TimeAdded", "string")
        | ("resource.k8s.io", "resourcepoolstatusrequests", "Completed", "string") => Moving::Since,
        ("batch", "jobs", "Duration", "string") => Moving::UntilComplete,
        _ => Moving::Still,
    }
}

/// Whether the server goes on counting a Job's `Duration`, by what stands in its columns `Status` and `Completions`.
///
/// It counts until there is a `completionTime`, which only Jobs with the condition `Complete` have: a Job that failed is
/// counted on. Servers before 1.30 have no `Status`; there, as many completions as were wanted count as complete.
///
/// Sources: kubernetes `pkg/printers/internalversion/printers.go`, `printJob`; `pkg/controller/job/job_controller.go`;
/// `pkg/apis/batch/validation/validation.go`.
pub fn counts(status: Option<&str>, completions: Option<&str>) -> bool {
    if let Some(status) = status {
        return status != "Complete";
    }
    let parts = completions.and_then(|text| text.split(' ').next()?.split_once('/'));
    let numbers = parts.and_then(|(done, wanted)| Some((done.parse::<u32>().ok()?, wanted.parse::<u32>().ok()?)));
    numbers.is_some_and(|(done, wanted)| done < wanted)
}

/// What a text has become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Advanced {
    /// What it was, because it is no duration or no time has passed.
    Same,
    /// This, whatever the seconds were that the old text left out.
    Text(String),
    /// One of these or one between; only the object's own timestamp could tell. A list shows the earliest until it
    /// has asked.
    Between {
        /// If as little time as possible had passed when the server printed.
        earliest: String,
        /// If as much as possible had.
        latest: String,
    },
}

impl Advanced {
    fn map(self, print: impl Fn(&str) -> String) -> Self {
        match self {
            Self::Same => Self::Same,
            Self::Text(text) => Self::Text(print(&text)),
            Self::Between { earliest, latest } => Self::Between {
                earliest: print(&earliest),
                latest: print(&latest),
            },
        }
    }
}

/// What the server would print in place of `text`, so many seconds later.
///
/// `text` is a duration, or a number with a duration such as `3 (5m12s ago)`; anything else, as `<unknown>`, stays.
/// Seconds are whole here: the server cut off their fractions too, so that a text may be one second behind.
pub fn advanced(text: &str, elapsed_seconds: u64) -> Advanced {
    if let Some((count, ago)) = restarts(text) {
        return advanced_duration(ago, elapsed_seconds).map(|ago| format!("{count} ({ago} ago)"));
    }
    advanced_duration(text, elapsed_seconds)
}

fn advanced_duration(text: &str, elapsed_seconds: u64) -> Advanced {
    let Some(seconds) = interval(text).filter(|_| elapsed_seconds > 0) else {
        return Advanced::Same;
    };
    let earliest = human(seconds.start.saturating_add_unsigned(elapsed_seconds));
    let latest = human((seconds.end - 1).saturating_add_unsigned(elapsed_seconds));
    if earliest == latest {
        Advanced::Text(earliest)
    } else {
        Advanced::Between { earliest, latest }
    }
}

/// The number and the duration of `3 (5m12s ago)`.
///
/// Source: kubernetes `pkg/printers/internalversion/printers.go`, `printPod`.
pub fn restarts(text: &str) -> Option<(&str, &str)> {
    let (count, rest) = text.split_once(" (")?;
    let is_number = !count.is_empty() && count.bytes().all(|byte| byte.is_ascii_digit());
    let ago = rest.strip_suffix(" ago)")?;
    is_number.then_some((count, ago))
}

/// The seconds for which [`human`] prints this text, or none if it prints it for none.
///
/// `<invalid>` are all seconds before -1: a time that is still to come, by more than clocks may differ. The server also
/// prints it for a `date` that it cannot read.
pub fn interval(text: &str) -> Option<Range<i64>> {
    match text {
        "<invalid>" => return Some(i64::MIN..-1),
        "0s" => return Some(-1..1),
        _ => {}
    }
    let (large, large_unit, rest) = part(text)?;
    let small = match rest {
        "" => None,
        _ => part(rest).and_then(|(small, unit, rest)| rest.is_empty().then_some(Some((small, unit))))?,
    };
    let (start, length) = match (large, large_unit, small) {
        (1..=119, 's', None) => (large, 1),
        (2..=9, 'm', None) => (large * MINUTE, 1),
        (2..=9, 'm', Some((seconds @ 1..=59, 's'))) => (large * MINUTE + seconds, 1),
        (10..=179, 'm', None) => (large * MINUTE, MINUTE),
        (3..=7, 'h', None) => (large * HOUR, MINUTE),
        (3..=7, 'h', Some((minutes @ 1..=59, 'm'))) => (large * HOUR + minutes * MINUTE, MINUTE),
        (8..=47, 'h', None) => (large * HOUR, HOUR),
        (2..=7, 'd', None) => (large * DAY, HOUR),
        (2..=7, 'd', Some((hours @ 1..=23, 'h'))) => (large * DAY + hours * HOUR, HOUR),
        (8..=729, 'd', None) => (large * DAY, DAY),
        (2..=7, 'y', None) => (large * YEAR, DAY),
        (2..=7, 'y', Some((days @ 1..=364, 'd'))) => (large * YEAR + days * DAY, DAY),
        (8..=LAST_YEAR, 'y', None) => (large * YEAR, YEAR),
        _ => return None,
    };
    Some(start..start + length)
}

/// A number without leading zeros, the character behind it, and what follows.
fn part(text: &str) -> Option<(i64, char, &str)> {
    let end = text.find(|character: char| !character.is_ascii_digit())?;
    let (digits, rest) = text.split_at_checked(end)?;
    let mut characters = rest.chars();
    let unit = characters.next()?;
    let number = digits.parse().ok()?;
    (!digits.starts_with('0')).then_some((number, unit, characters.as_str()))
}

#[cfg(test)]
mod tests;
