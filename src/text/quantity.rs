//! Kubernetes' quantities: `250m`, `1Gi`, `1.5`, `2e3`.
//!
//! Source: apimachinery `pkg/api/resource/quantity.go` and `suffix.go`.

/// An amount, comparable with any other whatever its suffix: `1000m` is `1`, `1Gi` is more than `1G`.
///
/// It is kept as a whole number of billionths, the finest that Kubernetes keeps. So the order is exact up to
/// 1.7 × 10²⁹ in magnitude; what lies beyond counts as that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quantity {
    nanos: i128,
}

/// How many billionths one is.
const ONE: u128 = 1_000_000_000;

/// The largest quantity with a binary suffix, in billionths: 2⁶³ − 1 (`maxAllowed`).
const LARGEST_BINARY: u128 = ((1 << 63) - 1) * ONE;

/// No longer row of digits fits into 128 bits.
const MOST_DIGITS: u64 = 40;

impl Quantity {
    /// Reads a quantity: a sign or none, digits with a point or none, a suffix (`n u m k M G T P E`,
    /// `Ki Mi Gi Ti Pi Ei`) or an exponent (`e3`, `E-3`) or neither.
    ///
    /// As in `ParseQuantity`, what is finer than a billionth is rounded away from zero, and binary suffixes end at
    /// 2⁶³ − 1. Other than there, at least one digit is needed, as the documented grammar says: `Ki` alone is none.
    pub fn parse(text: &str) -> Option<Self> {
        let (is_negative, unsigned) = match text.strip_prefix('-') {
            Some(unsigned) => (true, unsigned),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let end = unsigned
            .find(|character: char| !character.is_ascii_digit() && character != '.')
            .unwrap_or(unsigned.len());
        let (number, suffix) = unsigned.split_at_checked(end)?;
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        if fraction.contains('.') || (whole.is_empty() && fraction.is_empty()) {
            return None;
        }
        let nanos = match Suffix::of(suffix)? {
            Suffix::Decimal(exponent) => magnitude(whole, fraction, exponent, ONE),
            Suffix::Binary(exponent) => magnitude(whole, fraction, 0, ONE << exponent).min(LARGEST_BINARY),
        };
        let nanos = i128::try_from(nanos).unwrap_or(i128::MAX);
        Some(Self {
            nanos: if is_negative { -nanos } else { nanos },
        })
    }

    /// The amount in billionths.
    pub fn nanos(self) -> i128 {
        self.nanos
    }
}

/// What stands behind the digits, as an exponent.
enum Suffix {
    /// Of ten.
    Decimal(i64),
    /// Of two.
    Binary(u32),
}

impl Suffix {
    fn of(text: &str) -> Option<Self> {
        Some(match text {
            "" => Self::Decimal(0),
            "n" => Self::Decimal(-9),
            "u" => Self::Decimal(-6),
            "m" => Self::Decimal(-3),
            "k" => Self::Decimal(3),
            "M" => Self::Decimal(6),
            "G" => Self::Decimal(9),
            "T" => Self::Decimal(12),
            "P" => Self::Decimal(15),
            "E" => Self::Decimal(18),
            "Ki" => Self::Binary(10),
            "Mi" => Self::Binary(20),
            "Gi" => Self::Binary(30),
            "Ti" => Self::Binary(40),
            "Pi" => Self::Binary(50),
            "Ei" => Self::Binary(60),
            _ => Self::Decimal(text.strip_prefix(['e', 'E'])?.parse().ok()?),
        })
    }
}

/// `whole.fraction` × 10^`exponent` × `unit`, rounded up, or the largest number if it is more.
fn magnitude(whole: &str, fraction: &str, exponent: i64, unit: u128) -> u128 {
    let digits = || {
        whole
            .bytes()
            .chain(fraction.bytes())
            .map(|digit| u128::from(digit.wrapping_sub(b'0')))
    };
    let length = whole.len() + fraction.len();
    let point = i64::try_from(whole.len()).unwrap_or(i64::MAX).saturating_add(exponent);
    let before_point = usize::try_from(point.max(0)).unwrap_or(usize::MAX);

    let mut integer: u128 = 0;
    for digit in digits().take(before_point) {
        integer = integer.saturating_mul(10).saturating_add(digit);
    }
    let zeros = u64::try_from(before_point.saturating_sub(length)).unwrap_or(u64::MAX);
    for _ in 0..zeros.min(MOST_DIGITS) {
        integer = integer.saturating_mul(10);
    }

    // From the last digit on, since rounding up at each step is then the same as once at the end.
    let mut remainder: u128 = 0;
    for digit in digits().rev().take(length.saturating_sub(before_point)) {
        remainder = (digit * unit + remainder).div_ceil(10);
    }
    for _ in 0..point.min(0).unsigned_abs().min(MOST_DIGITS) {
        remainder = remainder.div_ceil(10);
    }

    integer.saturating_mul(unit).saturating_add(remainder)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn quantity(text: &str) -> Quantity {
        Quantity::parse(text).unwrap()
    }

    #[test]
    fn a_suffix_is_only_a_spelling() {
        for (one, other) in [
            ("1000m", "1"),
            ("1.5", "1500m"),
            ("2e3", "2k"),
            ("2E3", "2000"),
            ("1E", "1e18"),
            ("1.5Gi", "1536Mi"),
            ("100n", "0.1u"),
            ("-1", "-1000m"),
            ("+1", "1."),
            (".5", "0.5"),
            ("007", "7"),
            ("0.000Ki", "-0"),
            ("1000000000000000000000000000000000000000000e-42", "1"),
            ("0.000000000000000000000000000000000000000001e42", "1"),
        ] {
            assert_eq!(quantity(one), quantity(other), "{one} and {other}");
        }
    }

    #[test]
    fn amounts_are_in_order() {
        let ascending = [
            "-1e40", "-1Ei", "-1", "-1n", "0", "1n", "1u", "1m", "250m", "1", "1k", "1Ki", "1M", "1Mi", "1G", "1Gi",
            "1T", "1Ti", "1P", "1Pi", "1E", "1Ei", "1e20",
        ];
        assert!(ascending.is_sorted_by(|less, more| quantity(less) < quantity(more)));
    }

    #[test]
    fn what_is_finer_than_a_billionth_is_rounded_away_from_zero() {
        assert_eq!(quantity("0.1n").nanos(), 1);
        assert_eq!(quantity("-0.1n").nanos(), -1);
        assert_eq!(quantity("1e-999999999999").nanos(), 1);
        assert_eq!(quantity("0e-999999999999").nanos(), 0);
        assert_eq!(quantity("1.0000000001").nanos(), 1_000_000_001);
        assert_eq!(quantity("0.0000000001Ki").nanos(), 103);
    }

    #[test]
    fn what_is_too_large_is_the_largest() {
        assert_eq!(quantity("8Ei"), quantity("9223372036854775807"));
        assert_eq!(quantity("99999999999999999999999Ki"), quantity("8Ei"));
        assert_eq!(quantity("1e30").nanos(), i128::MAX);
        assert_eq!(quantity("-1e999999999999").nanos(), -i128::MAX);
    }

    #[test]
    fn what_is_no_quantity_is_refused() {
        for text in [
            "",
            "+",
            ".",
            "m",
            "Ki",
            "1 Gi",
            "1.2.3",
            "1e",
            "1e-",
            "1e1.5",
            "1Kim",
            "1K",
            "1i",
            "--1",
            "1x",
            "12%",
            "<none>",
            "１",
            "1e99999999999999999999",
        ] {
            assert_eq!(Quantity::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn decimals_are_their_billionths(nanos in -1_000_000_000_000_000_000_000_000i128..1_000_000_000_000_000_000_000_000) {
            let sign = if nanos < 0 { "-" } else { "" };
            let (whole, fraction) = (nanos.unsigned_abs() / ONE, nanos.unsigned_abs() % ONE);
            prop_assert_eq!(quantity(&format!("{sign}{whole}.{fraction:09}")).nanos(), nanos);
            prop_assert_eq!(quantity(&format!("{nanos}n")).nanos(), nanos);
            prop_assert_eq!(quantity(&format!("{nanos}e-9")).nanos(), nanos);
        }

        #[test]
        fn binary_suffixes_are_powers_of_1024(count in 0u128..1 << 40, power in 0usize..6) {
            let suffix = ["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"][power];
            let bytes = (count << (10 * (power + 1))).min((1 << 63) - 1);
            prop_assert_eq!(quantity(&format!("{count}{suffix}")), quantity(&bytes.to_string()));
        }

        #[test]
        fn no_text_is_too_much(text in "\\PC{0,12}|[-+]?[0-9.]{0,60}[eEinumkKMGTP]{0,2}[-+]?[0-9]{0,25}") {
            let _ = Quantity::parse(&text);
        }
    }
}
