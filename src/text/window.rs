//! Which rows of a long list are on screen.

use std::ops::Range;

/// The rows to draw: those on screen and at least `overscan` more on each side, in steps of eight.
///
/// `scrolled` is how far the first row lies above the upper edge, `height` the height of the view,
/// `row_height` that of a row, all in CSS pixels.
#[allow(clippy::cast_possible_truncation)] // huge values saturate
pub fn visible(count: usize, row_height: f64, scrolled: f64, height: f64, overscan: usize) -> Range<usize> {
    if count == 0 || row_height <= 0.0 {
        return 0..0;
    }
    let to_signed = |rows: usize| i64::try_from(rows).unwrap_or(i64::MAX);
    let (count, overscan) = (to_signed(count), to_signed(overscan));
    let first = (scrolled / row_height).floor().max(0.0) as i64;
    // Two of them are on screen in part.
    let on_screen = (height / row_height).ceil().max(0.0) as i64 + 1;
    // Both ends move at the same time.
    let start = first.saturating_sub(overscan).div_euclid(STEP) * STEP;
    let end = start.saturating_add(on_screen + overscan + overscan + STEP);
    let to_row = |row: i64| usize::try_from(row.clamp(0, count)).unwrap_or_default();
    to_row(start.min(count - 1))..to_row(end)
}

/// The first row that can be seen whole.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // negative and huge values saturate
pub fn first(count: usize, row_height: f64, scrolled: f64) -> Option<usize> {
    let last = count.checked_sub(1)?;
    Some(((scrolled / row_height).ceil() as usize).min(last))
}

/// Rows come and go by so many at once: browsers lay out all of them for one that does, and so seldomer.
const STEP: i64 = 8;

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
    use super::{Move, first, scroll_to, visible};

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
    fn the_first_row_is_the_one_that_can_be_seen_whole() {
        for (count, scrolled, expected) in [
            (0, 0.0, None),
            (10, 0.0, Some(0)),
            (10, 30.0, Some(1)),
            (10, 31.0, Some(2)),
            (10, 9_000.0, Some(9)),
        ] {
            assert_eq!(first(count, 30.0, scrolled), expected);
        }
    }

    #[test]
    fn only_rows_on_screen_are_drawn() {
        for (count, scrolled, height, expected) in [
            (0, 0.0, 600.0, 0..0),
            (10, 0.0, 600.0, 0..10),
            (1000, 0.0, 300.0, 0..15),
            (1000, 3000.0, 300.0, 96..119),
            (1000, 3050.0, 300.0, 96..119),
            (1000, -500.0, 300.0, 0..15),
            (1000, 1_000_000.0, 300.0, 999..1000),
        ] {
            assert_eq!(visible(count, 30.0, scrolled, height, 2), expected);
        }
    }

    #[test]
    fn a_short_way_seldom_changes_what_is_drawn_and_never_leaves_a_gap() {
        let drawn = |scrolled: u32| visible(1000, 30.0, f64::from(scrolled), 300.0, 2);
        let changes = (0..2_400).filter(|scrolled| drawn(*scrolled) != drawn(scrolled + 1));
        // Over 80 rows.
        assert_eq!(changes.count(), 10);
        for scrolled in 0..29_700 {
            let (first, last) = (scrolled / 30, (scrolled + 299) / 30);
            let drawn = drawn(scrolled);
            let needed = first.saturating_sub(2)..=(last + 2).min(999);
            let is_drawn = |row: &u32| drawn.contains(&usize::try_from(*row).unwrap());
            assert!(
                is_drawn(needed.start()) && is_drawn(needed.end()),
                "{scrolled}: {drawn:?}"
            );
        }
    }
}
