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

/// Where a key leads among the lines of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// So many lines further.
    Down(usize),
    /// So many lines back.
    Up(usize),
    /// To the first line.
    First,
    /// To the last line.
    Last,
}

impl Move {
    /// The line that it leads to; from no line it leads to the first or the last.
    pub fn from(self, line: Option<usize>, count: usize) -> Option<usize> {
        let last = count.checked_sub(1)?;
        Some(match (self, line) {
            (Self::First, _) | (Self::Down(_), None) => 0,
            (Self::Last, _) | (Self::Up(_), None) => last,
            (Self::Down(lines), Some(line)) => line.saturating_add(lines).min(last),
            (Self::Up(lines), Some(line)) => line.min(last).saturating_sub(lines),
        })
    }
}

/// How far to scroll so that a line is on screen; `None` if it is.
///
/// `height` is that of the part of the view in which lines can be seen.
#[allow(clippy::cast_precision_loss)] // lines are far fewer than 2^52
pub fn scroll_to(line: usize, row_height: f64, scrolled: f64, height: f64) -> Option<f64> {
    let top = line as f64 * row_height;
    if top < scrolled {
        Some(top)
    } else if top + row_height > scrolled + height {
        Some(top + row_height - height)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{Move, scroll_to, visible};

    #[test]
    fn keys_lead_from_line_to_line_and_stop_at_the_ends() {
        for (step, line, expected) in [
            (Move::Down(1), None, Some(0)),
            (Move::Up(1), None, Some(9)),
            (Move::Down(1), Some(3), Some(4)),
            (Move::Down(20), Some(3), Some(9)),
            (Move::Up(20), Some(3), Some(0)),
            (Move::Up(1), Some(30), Some(8)),
            (Move::First, Some(3), Some(0)),
            (Move::Last, Some(3), Some(9)),
        ] {
            assert_eq!(step.from(line, 10), expected, "{step:?} from {line:?}");
            assert_eq!(step.from(line, 0), None);
        }
    }

    #[test]
    #[allow(clippy::float_cmp)] // whole pixels
    fn a_line_is_brought_on_screen_by_the_shortest_way() {
        assert_eq!(scroll_to(5, 30.0, 0.0, 300.0), None);
        assert_eq!(scroll_to(5, 30.0, 200.0, 300.0), Some(150.0));
        assert_eq!(scroll_to(20, 30.0, 0.0, 300.0), Some(330.0));
    }

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
