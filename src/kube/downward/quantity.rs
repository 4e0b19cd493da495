//! Quantities of resources, as far as the Downward API divides them.

use serde::{Deserialize, Deserializer, de::Error as _};

/// A quantity, exact to a billionth and rounded up beyond, as the API rounds it.
///
/// Source: apimachinery `pkg/api/resource/quantity.go`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Quantity {
    nano: i128,
}

const NANO: i128 = 1_000_000_000;
/// What is larger is cut down to this; quantities that the API serves are not.
const MAXIMUM: Quantity = Quantity {
    nano: i64::MAX as i128 * NANO,
};

impl Quantity {
    /// Reads `250m`, `1.5Gi`, `2e3` and the like.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (is_negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let end = text
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .unwrap_or(text.len());
        let (number, suffix) = text.split_at_checked(end)?;
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        if whole.len() + fraction.len() == 0 || fraction.contains('.') {
            return None;
        }
        let Scale { base, exponent } = Scale::of(suffix)?;
        let digits: i128 = format!("{whole}{fraction}").parse().unwrap_or(i128::MAX);
        let fraction = 10_i128.checked_pow(u32::try_from(fraction.len()).ok()?);
        let power = base.checked_pow(exponent.unsigned_abs());
        let quantity = match (exponent < 0, power, fraction) {
            (_, _, None) | (true, None, _) => Self { nano: digits.signum() },
            (false, None, _) => MAXIMUM,
            (false, Some(power), Some(fraction)) => Self::of(digits.checked_mul(power), fraction),
            (true, Some(power), Some(fraction)) => fraction
                .checked_mul(power)
                .map_or(Self { nano: digits.signum() }, |below| Self::of(Some(digits), below)),
        };
        Some(if is_negative {
            Self { nano: -quantity.nano }
        } else {
            quantity
        })
    }

    fn of(above: Option<i128>, below: i128) -> Self {
        let nano = above
            .and_then(|above| above.checked_mul(NANO))
            .map(|above| ceil(above, below));
        nano.map_or(MAXIMUM, |nano| Self { nano }.min(MAXIMUM))
    }

    pub(super) fn is_zero(self) -> bool {
        self.nano == 0
    }

    /// In whole units, rounded up.
    pub(super) fn value(self) -> i64 {
        i64::try_from(ceil(self.nano, NANO)).unwrap_or(i64::MAX)
    }

    /// In thousandths, rounded up.
    pub(super) fn milli_value(self) -> i64 {
        i64::try_from(ceil(self.nano, NANO / 1000)).unwrap_or(i64::MAX)
    }
}

impl<'de> Deserialize<'de> for Quantity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = match serde_json::Value::deserialize(deserializer)? {
            serde_json::Value::String(text) => text,
            other => other.to_string(),
        };
        Self::parse(&text).ok_or_else(|| D::Error::custom(format_args!("{text} is no quantity")))
    }
}

struct Scale {
    base: i128,
    exponent: i32,
}

impl Scale {
    /// Source: apimachinery `pkg/api/resource/suffix.go`.
    fn of(suffix: &str) -> Option<Self> {
        const BINARY: [&str; 6] = ["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
        const DECIMAL: [&str; 10] = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];
        let place = |names: &[&str]| {
            names
                .iter()
                .position(|name| *name == suffix)
                .and_then(|at| i32::try_from(at).ok())
        };
        if let Some(at) = place(&BINARY) {
            return Some(Self {
                base: 1024,
                exponent: at + 1,
            });
        }
        let exponent = match place(&DECIMAL) {
            Some(at) => 3 * at - 9,
            None => suffix.strip_prefix(['e', 'E'])?.parse().ok()?,
        };
        Some(Self { base: 10, exponent })
    }
}

/// Rounds towards more. `below` is positive.
fn ceil(above: i128, below: i128) -> i128 {
    above.div_euclid(below) + i128::from(above.rem_euclid(below) != 0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn quantities_are_read() {
        for (text, milli, value) in [
            ("0", 0, 0),
            ("1", 1000, 1),
            ("250m", 250, 1),
            ("1500m", 1500, 2),
            ("1.5", 1500, 2),
            (".5", 500, 1),
            ("5.", 5000, 5),
            ("+2", 2000, 2),
            ("1n", 1, 1),
            ("100u", 1, 1),
            ("2k", 2_000_000, 2000),
            ("1Ki", 1_024_000, 1024),
            ("1.5Gi", 1_610_612_736_000, 1_610_612_736),
            ("0.1Ki", 102_400, 103),
            ("1e3", 1_000_000, 1000),
            ("1E3", 1_000_000, 1000),
            ("12e-1", 1200, 2),
            ("1e-40", 1, 1),
            ("-1", -1000, -1),
            ("9223372036854775807", i64::MAX, i64::MAX),
            ("1e40", i64::MAX, i64::MAX),
            ("8Ei", i64::MAX, i64::MAX),
        ] {
            let quantity = Quantity::parse(text).unwrap();
            assert_eq!((quantity.milli_value(), quantity.value()), (milli, value), "{text}");
        }
        for text in ["", "m", "1x", "1 Gi", "1.2.3", "Gi", "1ki", "1e", "0x1", "1e1.5", "."] {
            assert_eq!(Quantity::parse(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_are_quantities_too() {
        let read = |text: &str| serde_json::from_str::<Quantity>(text).ok();
        assert_eq!(read("2"), Quantity::parse("2"));
        assert_eq!(read("0.5"), Quantity::parse("500m"));
        assert_eq!(read(r#""1Gi""#), Quantity::parse("1Gi"));
        assert_eq!(read("null"), None);
        assert_eq!(read("{}"), None);
    }

    proptest! {
        #[test]
        fn reading_never_fails_badly(text in "[-+]?[0-9.]{0,45}(n|u|m|k|M|E|Ki|Ei|e|e-?[0-9]{1,12}|x)?") {
            let _ = Quantity::parse(&text);
        }

        #[test]
        fn rounding_goes_up_by_less_than_one(nano in 0_i64..) {
            let quantity = Quantity::parse(&format!("{nano}n")).unwrap();
            let whole = i128::from(quantity.value()) * NANO;
            prop_assert!(whole >= i128::from(nano) && whole - i128::from(nano) < NANO);
        }
    }
}
