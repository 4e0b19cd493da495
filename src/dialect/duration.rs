//! Durations as Go writes them, such as `5m` or `1h30m`.

/// Reads a duration as whole seconds, rounded.
///
/// Source: Go `time.ParseDuration`; kubectl `pkg/cmd/logs/logs.go` rounds `--since`.
pub(super) fn seconds(text: &str) -> Option<u64> {
    if text == "0" {
        return Some(0);
    }
    let mut rest = text.strip_prefix('+').unwrap_or(text);
    let mut sum = 0.0;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let (number, behind) = rest.split_at(end);
        let unit_end = behind
            .find(|c: char| c.is_ascii_digit() || c == '.')
            .unwrap_or(behind.len());
        let (unit, behind) = behind.split_at(unit_end);
        let factor = match unit {
            "h" => 3600.0,
            "m" => 60.0,
            "s" => 1.0,
            "ms" => 1e-3,
            "us" | "µs" | "μs" => 1e-6,
            "ns" => 1e-9,
            _ => return None,
        };
        sum += number.parse::<f64>().ok()? * factor;
        rest = behind;
    }
    // Go's durations are 64-bit nanoseconds: 292 years.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    (!text.is_empty() && sum < 9e9).then_some(sum.round() as u64)
}

/// Spells seconds as a person would.
pub(super) fn spell(seconds: u64) -> String {
    match seconds {
        0 => "0s".to_owned(),
        _ if seconds.is_multiple_of(3600) => format!("{}h", seconds / 3600),
        _ if seconds.is_multiple_of(60) => format!("{}m", seconds / 60),
        _ => format!("{seconds}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_as_go_does() {
        for (text, expected) in [
            ("5m", Some(300)),
            ("1h30m", Some(5400)),
            ("1.5h", Some(5400)),
            ("90s", Some(90)),
            ("1500ms", Some(2)),
            ("0", Some(0)),
            ("+5s", Some(5)),
            ("", None),
            ("5", None),
            ("m", None),
            ("-5s", None),
            ("1d", None),
            ("99999999999999h", None),
        ] {
            assert_eq!(seconds(text), expected, "{text}");
        }
    }

    #[test]
    fn durations_are_spelt_short() {
        for (given, text) in [(0, "0s"), (90, "90s"), (300, "5m"), (7200, "2h")] {
            assert_eq!(spell(given), text);
            assert_eq!(seconds(text), Some(given));
        }
    }
}
