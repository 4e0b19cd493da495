//! What durations in cells stand for, and what becomes of them.

use proptest::prelude::*;

use super::*;

fn text(text: &str) -> Advanced {
    Advanced::Text(text.to_owned())
}

fn between(earliest: &str, latest: &str) -> Advanced {
    Advanced::Between {
        earliest: earliest.to_owned(),
        latest: latest.to_owned(),
    }
}

fn ends(advanced: Advanced) -> (String, String) {
    match advanced {
        Advanced::Same => (String::new(), String::new()),
        Advanced::Text(text) => (text.clone(), text),
        Advanced::Between { earliest, latest } => (earliest, latest),
    }
}

#[test]
fn texts_stand_for_intervals() {
    for (text, seconds) in [
        ("<invalid>", i64::MIN..-1),
        ("0s", -1..1),
        ("41s", 41..42),
        ("2m", 120..121),
        ("2m30s", 150..151),
        ("10m", 600..660),
        ("3h5m", 11_100..11_160),
        ("8h", 28_800..32_400),
        ("3d4h", 273_600..277_200),
        ("12d", 1_036_800..1_123_200),
        ("2y10d", 63_936_000..64_022_400),
        ("9y", 283_824_000..315_360_000),
    ] {
        assert_eq!(interval(text), Some(seconds), "{text}");
    }
}

#[test]
fn what_is_never_printed_stands_for_nothing() {
    for text in [
        "",
        "<unknown>",
        "<none>",
        "s",
        "41",
        "041s",
        "120s",
        "1m",
        "1m30s",
        "2m0s",
        "2m60s",
        "10m5s",
        "180m",
        "2h",
        "8h5m",
        "48h",
        "1d",
        "8d3h",
        "1y",
        "8y3d",
        "3d4h5m",
        "3h5s",
        "-5s",
        "5m12s ago",
        "5µ",
        "99999999999999999999y",
        "2026-11-26T03:21:22Z",
    ] {
        assert_eq!(interval(text), None, "{text}");
    }
}

#[test]
fn intervals_follow_each_other_without_gaps() {
    let mut end = -1;
    // From the eighth day on, a text lasts for a whole number of days.
    let days = (10 * DAY..20 * YEAR).step_by(86_400);
    for seconds in (-1..10 * DAY).chain(days) {
        let seen = interval(&human(seconds)).unwrap();
        assert!(seen.contains(&seconds), "{seconds}");
        // A new interval begins exactly where the last one ended.
        assert!(seen.start == end || seen.end == end, "{seconds}");
        end = seen.end;
    }
}

#[test]
fn durations_go_on() {
    assert_eq!(advanced("41s", 10), text("51s"));
    assert_eq!(advanced("110s", 15), text("2m5s"));
    assert_eq!(advanced("9m59s", 1), text("10m"));
    assert_eq!(advanced("10m", 30), between("10m", "11m"));
    assert_eq!(advanced("15m", 20 * 3_600), text("20h"));
    assert_eq!(advanced("12d", 5), between("12d", "13d"));
    assert_eq!(advanced("0s", 5), between("4s", "5s"));
    assert_eq!(advanced("<invalid>", 60), between("<invalid>", "58s"));
    assert_eq!(advanced("9y", u64::MAX), text(&human(i64::MAX)));
}

#[test]
fn only_the_time_of_restarts_goes_on() {
    assert_eq!(advanced("3 (5m12s ago)", 8), text("3 (5m20s ago)"));
    assert_eq!(advanced("12 (3h ago)", 1), between("12 (3h ago)", "12 (3h1m ago)"));
    assert_eq!(advanced("3 (<invalid> ago)", 0), Advanced::Same);
    assert_eq!(advanced("3 (<unknown> ago)", 60), Advanced::Same);
    assert_eq!(advanced("3", 60), Advanced::Same);
}

#[test]
fn what_is_no_duration_stays() {
    for text in [
        "",
        "<unknown>",
        "<none>",
        "2026-11-26T03:21:22Z",
        "Running",
        "3 (5m12s)",
    ] {
        assert_eq!(advanced(text, 86_400), Advanced::Same, "{text}");
    }
    assert_eq!(advanced("41s", 0), Advanced::Same);
}

#[test]
fn columns_move_where_the_server_prints_them_anew() {
    for (name, type_, resource, expected) in [
        ("Age", "string", "pods.", Moving::Created),
        ("Age", "string", "apiservices.apiregistration.k8s.io", Moving::Created),
        ("Age", "date", "ships.fleet.example.test", Moving::Created),
        ("Launched", "date", "ships.fleet.example.test", Moving::Since),
        ("Age", "integer", "ships.fleet.example.test", Moving::Still),
        ("Restarts", "string", "pods.", Moving::Since),
        ("Restarts", "string", "jobsets.jobset.x-k8s.io", Moving::Still),
        ("Last Seen", "string", "events.", Moving::Since),
        ("First Seen", "string", "events.events.k8s.io", Moving::Since),
        ("Last Schedule", "string", "cronjobs.batch", Moving::Since),
        ("Duration", "string", "jobs.batch", Moving::UntilComplete),
        ("Duration", "string", "voyages.fleet.example.test", Moving::Still),
        ("TimeAdded", "string", "devicetaintrules.resource.k8s.io", Moving::Since),
        (
            "Completed",
            "string",
            "resourcepoolstatusrequests.resource.k8s.io",
            Moving::Since,
        ),
        (
            "RequestedDuration",
            "string",
            "certificatesigningrequests.certificates.k8s.io",
            Moving::Still,
        ),
        ("Name", "string", "pods.", Moving::Still),
    ] {
        let (plural, group) = resource.split_once('.').unwrap();
        assert_eq!(moves(name, type_, plural, group), expected, "{name} of {resource}");
    }
}

#[test]
fn a_job_is_counted_until_it_is_complete() {
    for (status, completions, expected) in [
        (Some("Running"), Some("1/1"), true),
        (Some("Failed"), Some("0/1"), true),
        (Some("Complete"), Some("0/1"), false),
        (None, Some("0/1"), true),
        (None, Some("2/3"), true),
        (None, Some("3/3"), false),
        (None, Some("0/1 of 30"), true),
        (None, Some("2/1 of 30"), false),
        (None, Some("<none>"), false),
        (None, None, false),
    ] {
        assert_eq!(counts(status, completions), expected, "{status:?} {completions:?}");
    }
}

proptest! {
    #[test]
    fn a_second_is_in_the_interval_of_its_text(seconds in prop_oneof![-5..5i64, 0..100 * YEAR, any::<i32>().prop_map(i64::from), 0..LAST_YEAR * YEAR]) {
        prop_assert!(interval(&human(seconds)).unwrap().contains(&seconds));
    }

    #[test]
    fn an_interval_prints_its_text_and_its_neighbours_do_not(large in 0..1_500i64, small in "([1-9][0-9]{0,2}[smhd])?", unit in "[smhdy]") {
        let text = format!("{large}{unit}{small}");
        let edges = interval(&text).map(|range| [range.start, range.end - 1, range.start - 1, range.end].map(human));
        prop_assert!(edges.is_none_or(|[first, last, before, after]| {
            first == text && last == text && before != text && after != text
        }), "{}", text);
    }

    #[test]
    fn a_text_to_the_second_goes_on_exactly(seconds in 1..600i64, elapsed in 1..100_000u64) {
        let later = human(seconds.saturating_add_unsigned(elapsed));
        prop_assert_eq!(advanced(&human(seconds), elapsed), Advanced::Text(later));
    }

    #[test]
    fn what_the_server_prints_lies_between(seconds in 0..20 * YEAR, elapsed in 1..YEAR.unsigned_abs()) {
        let later = interval(&human(seconds.saturating_add_unsigned(elapsed))).unwrap();
        let (earliest, latest) = ends(advanced(&human(seconds), elapsed));
        prop_assert!(interval(&earliest).unwrap().start <= later.start);
        prop_assert!(later.end <= interval(&latest).unwrap().end);
    }

    #[test]
    fn no_text_is_too_much(text in "\\PC{0,12}|[0-9]{0,22} ?[(]?[0-9]{0,22}[smhdyµ]?[0-9]{0,22}[smhdyµ]?( ago[)])?", elapsed in any::<u64>()) {
        let _ = advanced(&text, elapsed);
    }
}
