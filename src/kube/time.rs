//! Points in time as the API writes them: RFC 3339.
//!
//! Source: apimachinery `pkg/apis/meta/v1/time.go` and `micro_time.go`.

/// Reads a timestamp as seconds since 1970, fractions cut off downwards.
///
/// With `Z` or an offset, with a fraction or without: `2026-11-26T03:21:22Z`, `2026-11-26T04:21:22.5+01:00`. As in Go,
/// a day that its month does not have is refused, and so is a leap second.
pub fn parse_rfc3339(text: &str) -> Option<i64> {
    let mut rest = Rest(text.as_bytes());
    let year = rest.number(4, 0..=9999)?;
    rest.one_of(b"-")?;
    let month = rest.number(2, 1..=12)?;
    rest.one_of(b"-")?;
    let day = rest.number(2, 1..=days_in_month(year, month))?;
    rest.one_of(b"Tt")?;
    let hour = rest.number(2, 0..=23)?;
    rest.one_of(b":")?;
    let minute = rest.number(2, 0..=59)?;
    rest.one_of(b":")?;
    let second = rest.number(2, 0..=59)?;
    if rest.one_of(b".").is_some() {
        rest.digits()?;
    }
    let offset = match rest.one_of(b"Zz+-")? {
        sign @ (b'+' | b'-') => {
            let hours = rest.number(2, 0..=23)?;
            rest.one_of(b":")?;
            let minutes = rest.number(2, 0..=59)?;
            (hours * 60 + minutes) * if sign == b'-' { -60 } else { 60 }
        }
        _ => 0,
    };
    let seconds = ((days_since_1970(year, month, day) * 24 + hour) * 60 + minute) * 60 + second;
    rest.0.is_empty().then_some(seconds - offset)
}

/// How many seconds before `now_ms` (milliseconds since 1970) a timestamp lies, cut off towards zero as Go does before
/// it prints an age; negative if it is still to come.
///
/// Source of the cut: apimachinery `pkg/util/duration/duration.go`, `int(d.Seconds())`.
// The API's years have four digits, so that neither their milliseconds nor the difference loses anything.
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)]
pub fn seconds_since(timestamp: &str, now_ms: f64) -> Option<i64> {
    let then_ms = parse_rfc3339(timestamp)? as f64 * 1_000.0;
    Some(((now_ms - then_ms) / 1_000.0) as i64)
}

/// What is still to be read.
struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    /// A number of exactly so many digits.
    fn number(&mut self, digits: usize, allowed: std::ops::RangeInclusive<i64>) -> Option<i64> {
        let (number, rest) = self.0.split_at_checked(digits)?;
        self.0 = rest;
        let value = number.iter().try_fold(0, |value, digit| {
            digit.is_ascii_digit().then(|| value * 10 + i64::from(digit - b'0'))
        })?;
        allowed.contains(&value).then_some(value)
    }

    /// One of these characters.
    fn one_of(&mut self, characters: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        characters.contains(first).then(|| {
            self.0 = rest;
            *first
        })
    }

    /// As many digits as there are, but one at least.
    fn digits(&mut self) -> Option<()> {
        let count = self.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
        self.0 = self.0.get(count..)?;
        (count > 0).then_some(())
    }
}

fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Counts from the first of March of the year 0, so that a leap day is the last of its year.
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    const MARCH_OF_0_TO_1970: i64 = 719_468;
    let (year, months_since_march) = if month < 3 {
        (year - 1, month + 9)
    } else {
        (year, month - 3)
    };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    // March to July and August to December have 153 days each, spread as the division spreads them.
    let days_before_month = (153 * months_since_march + 2) / 5;
    year * 365 + leap_days + days_before_month + day - 1 - MARCH_OF_0_TO_1970
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const DAY: i64 = 86_400;
    const YEAR_0: i64 = -62_167_219_200;
    const YEAR_10000: i64 = 253_402_300_800;

    #[test]
    fn timestamps_are_seconds_since_1970() {
        for (text, seconds) in [
            ("1970-01-01T00:00:00Z", 0),
            ("1969-12-31T23:59:59Z", -1),
            ("1969-12-31T23:59:59.999Z", -1),
            ("2000-02-29T00:00:00Z", 951_782_400),
            ("2000-03-01T00:00:00Z", 951_868_800),
            ("1900-03-01T00:00:00Z", -2_203_891_200),
            ("2024-02-29T12:00:00Z", 1_709_208_000),
            ("2026-11-26T03:21:22Z", 1_795_663_282),
            ("2026-11-26T03:21:22.999999Z", 1_795_663_282),
            ("2026-11-26T04:21:22+01:00", 1_795_663_282),
            ("2026-11-25T21:51:22.5-05:30", 1_795_663_282),
            ("2026-11-26t03:21:22z", 1_795_663_282),
            ("0000-01-01T00:00:00Z", YEAR_0),
            ("9999-12-31T23:59:59Z", YEAR_10000 - 1),
        ] {
            assert_eq!(parse_rfc3339(text), Some(seconds), "{text}");
        }
    }

    #[test]
    fn what_is_no_timestamp_is_refused() {
        for text in [
            "",
            "2026-11-26",
            "2026-11-26T03:21:22",
            "2026-11-26 03:21:22Z",
            "2026-11-26T03:21Z",
            "2026-11-26T03:21:22.Z",
            "2026-11-26T03:21:22Z ",
            "2026-11-26T03:21:22+0100",
            "2026-13-26T03:21:22Z",
            "2026-00-26T03:21:22Z",
            "2026-11-31T03:21:22Z",
            "2026-11-00T03:21:22Z",
            "2026-02-29T03:21:22Z",
            "1900-02-29T03:21:22Z",
            "2026-11-26T24:00:00Z",
            "2026-11-26T23:60:00Z",
            "2016-12-31T23:59:60Z",
            "+026-11-26T03:21:22Z",
            "２026-11-26T03:21:22Z",
            "12d",
        ] {
            assert_eq!(parse_rfc3339(text), None, "{text}");
        }
    }

    #[test]
    fn seconds_are_cut_off_towards_zero() {
        let then = "1970-01-01T00:01:40Z";
        assert_eq!(seconds_since(then, 100_000.0), Some(0));
        assert_eq!(seconds_since(then, 141_999.0), Some(41));
        assert_eq!(seconds_since(then, 98_001.0), Some(-1));
        assert_eq!(seconds_since(then, 98_000.0), Some(-2));
        assert_eq!(seconds_since("yesterday", 0.0), None);
    }

    /// Year by year and month by month, so that it shares no formula with what it checks.
    fn written(seconds: i64, offset_minutes: i64) -> String {
        let local = seconds + offset_minutes * 60;
        let mut day = (local - YEAR_0).div_euclid(DAY);
        let second = local.rem_euclid(DAY);
        let mut year = 0;
        let mut month = 1;
        while day >= days_in_month(year, month) {
            day -= days_in_month(year, month);
            (year, month) = (year + month / 12, month % 12 + 1);
        }
        let sign = if offset_minutes < 0 { '-' } else { '+' };
        format!(
            "{year:04}-{month:02}-{:02}T{:02}:{:02}:{:02}{sign}{:02}:{:02}",
            day + 1,
            second / 3_600,
            second / 60 % 60,
            second % 60,
            offset_minutes.abs() / 60,
            offset_minutes.abs() % 60
        )
    }

    proptest! {
        #[test]
        fn what_was_written_is_read_back(seconds in YEAR_0 + DAY..YEAR_10000 - DAY, offset in -1_439..1_440i64) {
            prop_assert_eq!(parse_rfc3339(&written(seconds, offset)), Some(seconds));
        }

        #[test]
        fn no_text_is_too_much(text in "\\PC{0,30}|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{0,9}[.]?[0-9]{0,9}[-+Z][0-9:]{0,5}") {
            let _ = parse_rfc3339(&text);
        }
    }
}
