//! Which rows of a long list are on screen.

use std::ops::Range;

/// The rows to draw: those on screen and `overscan` more on each side.
///
/// `scrolled` is how far the first row lies above the upper edge, `height` the height of the view,
/// `row_height` that of a row, all in CSS pixels.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // negative and huge values saturate
pub fn visible(count: usize, row_height: f64, scrolled: f64, height: f64, overscan: usize) -> Range<usize> {
    if count == 0 || row_height <= 0.0 {
        return 0..0;
    }
    let first = (scrolled / row_height).floor().max(0.0) as usize;
    let last = ((scrolled + height) / row_height).ceil().max(0.0) as usize;
    let start = first.saturating_sub(overscan).min(count.saturating_sub(1));
    let end = last.saturating_add(overscan).clamp(start, count);
    start..end
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn only_rows_on_screen_are_drawn() {
        for (count, scrolled, height, expected) in [
            (0, 0.0, 600.0, 0..0),
            (10, 0.0, 600.0, 0..10),
            (1000, 0.0, 300.0, 0..12),
            (1000, 3000.0, 300.0, 98..112),
            (1000, -500.0, 300.0, 0..2),
            (1000, 1_000_000.0, 300.0, 999..1000),
        ] {
            assert_eq!(visible(count, 30.0, scrolled, height, 2), expected);
        }
    }
}
