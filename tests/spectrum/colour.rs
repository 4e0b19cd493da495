//! The mathematics of colours: contrast as WCAG has it, distance in CIELAB, and what colour-blind eyes see.

/// A colour of sRGB, each channel from 0 to 1, gamma-encoded as in a style sheet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Colour {
    channels: [f64; 3],
    alpha: f64,
}

/// Whose eyes look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// All three kinds of cones.
    Normal,
    /// No cones for long waves.
    Protanopia,
    /// No cones for middle waves.
    Deuteranopia,
    /// No cones for short waves.
    Tritanopia,
}

impl Sight {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Normal, Self::Protanopia, Self::Deuteranopia, Self::Tritanopia];

    /// What linear RGB becomes, at severity 1.0.
    ///
    /// Source: Machado, Oliveira, Fernandes, "A Physiologically-based Model for Simulation of Color Vision
    /// Deficiency", 2009, table 1.
    fn matrix(self) -> [[f64; 3]; 3] {
        match self {
            Self::Normal => [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
            Self::Protanopia => [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
            Self::Deuteranopia => [
                [0.367_322, 0.860_646, -0.227_968],
                [0.280_085, 0.672_501, 0.047_413],
                [-0.011_820, 0.042_940, 0.968_881],
            ],
            Self::Tritanopia => [
                [1.255_528, -0.076_749, -0.178_779],
                [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_900],
            ],
        }
    }
}

impl Colour {
    /// Reads `#rrggbb` or `#rrggbbaa`.
    pub fn read(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| matches!(digits.len(), 6 | 8))?;
        let channel = |at: usize| {
            let byte = u8::from_str_radix(digits.get(at..at + 2)?, 16).ok()?;
            Some(f64::from(byte) / 255.0)
        };
        let alpha = if digits.len() == 8 { channel(6)? } else { 1.0 };
        Some(Self {
            channels: [channel(0)?, channel(2)?, channel(4)?],
            alpha,
        })
    }

    /// What a see-through colour looks like over an opaque one, blended as browsers do.
    pub fn over(self, ground: Self) -> Self {
        let blend = |at: usize| self.channels[at] * self.alpha + ground.channels[at] * (1.0 - self.alpha);
        Self {
            channels: [blend(0), blend(1), blend(2)],
            alpha: 1.0,
        }
    }

    /// What others see.
    pub fn seen_by(self, sight: Sight) -> Self {
        let seen = product(&sight.matrix(), self.linear());
        Self {
            channels: seen.map(|channel| encoded(channel.clamp(0.0, 1.0))),
            alpha: self.alpha,
        }
    }

    fn linear(self) -> [f64; 3] {
        self.channels.map(decoded)
    }

    /// The relative luminance of WCAG.
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.linear();
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// Lightness, green to red, blue to yellow: CIELAB under D65.
    fn lab(self) -> [f64; 3] {
        const XYZ: [[f64; 3]; 3] = [
            [0.412_456_4, 0.357_576_1, 0.180_437_5],
            [0.212_672_9, 0.715_152_2, 0.072_175_0],
            [0.019_333_9, 0.119_192_0, 0.950_304_1],
        ];
        const WHITE: [f64; 3] = [0.950_47, 1.0, 1.088_83];
        let xyz = product(&XYZ, self.linear());
        let curve = |at: usize| {
            let share = xyz[at] / WHITE[at];
            if share > 216.0 / 24_389.0 {
                share.cbrt()
            } else {
                (24_389.0 / 27.0 * share + 16.0) / 116.0
            }
        };
        let [x, y, z] = [curve(0), curve(1), curve(2)];
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }
}

/// The contrast ratio of WCAG: 1 for equal colours, 21 for black on white.
pub fn contrast(one: Colour, other: Colour) -> f64 {
    let (one, other) = (one.luminance(), other.luminance());
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The distance of two colours in CIELAB (CIE76).
pub fn difference(one: Colour, other: Colour) -> f64 {
    let (one, other) = (one.lab(), other.lab());
    one.iter()
        .zip(other)
        .map(|(one, other)| (one - other).powi(2))
        .sum::<f64>()
        .sqrt()
}

fn product(matrix: &[[f64; 3]; 3], vector: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| row.iter().zip(vector).map(|(factor, value)| factor * value).sum())
}

fn decoded(channel: f64) -> f64 {
    if channel <= 0.040_45 {
        channel / 12.92
    } else {
        ((channel + 0.055) / 1.055).powf(2.4)
    }
}

fn encoded(channel: f64) -> f64 {
    if channel <= 0.003_130_8 {
        channel * 12.92
    } else {
        1.055 * channel.powf(1.0 / 2.4) - 0.055
    }
}

mod known_answers {
    use super::*;

    #[track_caller]
    fn near(found: f64, known: f64, tolerance: f64) {
        assert!((found - known).abs() <= tolerance, "{found} is not {known}");
    }

    fn colour(text: &str) -> Colour {
        Colour::read(text).unwrap_or_else(|| panic!("{text}"))
    }

    #[test]
    fn hexadecimal_digits_are_read() {
        for (found, known) in colour("#ff0080").channels.into_iter().zip([255.0, 0.0, 128.0]) {
            near(found * 255.0, known, 1e-9);
        }
        near(colour("#00000080").alpha, 0.502, 0.001);
        for broken in ["", "#fff", "ffffff", "#gggggg", "#fffffff", "red"] {
            assert_eq!(Colour::read(broken), None, "{broken}");
        }
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        near(contrast(colour("#000000"), colour("#ffffff")), 21.0, 1e-9);
        near(contrast(colour("#ffffff"), colour("#ffffff")), 1.0, 1e-9);
        // The greys on both sides of 4.5:1 on white, and a blue link.
        near(contrast(colour("#767676"), colour("#ffffff")), 4.54, 0.005);
        near(contrast(colour("#777777"), colour("#ffffff")), 4.48, 0.005);
        near(contrast(colour("#0000ff"), colour("#ffffff")), 8.59, 0.005);
    }

    #[test]
    fn lab_is_that_of_d65() {
        for (text, known) in [
            ("#ffffff", [100.0, 0.0, 0.0]),
            ("#000000", [0.0, 0.0, 0.0]),
            ("#ff0000", [53.24, 80.09, 67.20]),
            ("#00ff00", [87.73, -86.18, 83.18]),
            ("#0000ff", [32.30, 79.19, -107.86]),
            ("#808080", [53.59, 0.0, 0.0]),
        ] {
            for (found, known) in colour(text).lab().into_iter().zip(known) {
                near(found, known, 0.02);
            }
        }
    }

    #[test]
    fn difference_is_that_of_cie76() {
        near(difference(colour("#ffffff"), colour("#000000")), 100.0, 0.02);
        near(difference(colour("#ff0000"), colour("#00ff00")), 170.57, 0.05);
        near(difference(colour("#123456"), colour("#123456")), 0.0, 1e-9);
    }

    #[test]
    fn colour_blindness_leaves_greys_alone_and_makes_pairs_alike() {
        for sight in Sight::ALL {
            let grey = colour("#808080");
            near(difference(grey.seen_by(sight), grey), 0.0, 0.05);
        }
        let apart =
            |sight: Sight, one: &str, other: &str| difference(colour(one).seen_by(sight), colour(other).seen_by(sight));
        // Red as protanopes see it, from the matrix's first column.
        let [red, green, blue] = colour("#ff0000").seen_by(Sight::Protanopia).linear();
        near(red, 0.152_286, 1e-6);
        near(green, 0.114_503, 1e-6);
        near(blue, 0.0, 1e-9);
        // Each kind of sight confuses a pair that the others can tell apart.
        for (sight, one, other) in [
            (Sight::Protanopia, "#7f6f00", "#b04000"),
            (Sight::Deuteranopia, "#017d62", "#cb1a76"),
            (Sight::Tritanopia, "#9150ac", "#816b13"),
        ] {
            assert!(
                apart(sight, one, other) < 25.0,
                "{sight:?}: {}",
                apart(sight, one, other)
            );
            assert!(apart(Sight::Normal, one, other) > 35.0);
        }
    }

    #[test]
    fn colours_are_blended_as_browsers_do() {
        let half = colour("#00000080").over(colour("#ffffff"));
        near(half.channels[0], 127.0 / 255.0, 0.001);
        assert_eq!(colour("#123456").over(colour("#ffffff")), colour("#123456"));
    }
}
