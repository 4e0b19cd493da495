//! Sizes and times as short text; the language only decides on the two separators.

/// How a language writes numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Separators {
    /// Between groups of three digits.
    pub group: char,
    /// Before the fraction.
    pub decimal: char,
}

impl Separators {
    /// A whole number with its digits in groups: `10,000`.
    pub fn count(self, number: u64) -> String {
        let digits = number.to_string();
        let mut out = String::with_capacity(digits.len() + digits.len() / 3);
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                out.push(self.group);
            }
            out.push(digit);
        }
        out
    }

    /// Bytes in decimal units, as browsers and networks count them: `1.4 MB`.
    pub fn bytes(self, bytes: u64) -> String {
        const UNITS: [(u64, &str); 3] = [(1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")];
        for (size, unit) in UNITS {
            if bytes >= size {
                let tenths = (bytes * 10 + size / 2) / size;
                return if tenths >= 100 {
                    format!("{} {unit}", self.count((tenths + 5) / 10))
                } else {
                    format!("{}{}{} {unit}", tenths / 10, self.decimal, tenths % 10)
                };
            }
        }
        format!("{bytes} B")
    }

    /// Milliseconds: `52 ms`, `1.2 s`.
    pub fn milliseconds(self, milliseconds: f64) -> String {
        // Saturates at the ends, which no request reaches.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let whole = milliseconds.max(0.0).round() as u64;
        if whole < 1_000 {
            return format!("{whole} ms");
        }
        let tenths = (whole + 50) / 100;
        format!("{}{}{} s", tenths / 10, self.decimal, tenths % 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EN: Separators = Separators {
        group: ',',
        decimal: '.',
    };

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(EN.count(0), "0");
        assert_eq!(EN.count(999), "999");
        assert_eq!(EN.count(50_000), "50,000");
        assert_eq!(EN.count(1_234_567), "1,234,567");
    }

    #[test]
    fn bytes_have_a_unit() {
        let pt = Separators {
            group: '.',
            decimal: ',',
        };
        assert_eq!(EN.bytes(10), "10 B");
        assert_eq!(EN.bytes(1_406_680), "1.4 MB");
        assert_eq!(pt.bytes(1_406_680), "1,4 MB");
        assert_eq!(EN.bytes(77_635_870), "78 MB");
    }

    #[test]
    fn times_have_a_unit() {
        assert_eq!(EN.milliseconds(52.4), "52 ms");
        assert_eq!(EN.milliseconds(1_249.0), "1.2 s");
        assert_eq!(EN.milliseconds(-1.0), "0 ms");
    }
}
