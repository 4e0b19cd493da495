//! The stretches of a list: rows whose names ascend, up to where the next name does not.

use std::{cmp::Ordering, ops::Range};

use super::Names;

/// Where the stretches of a list start. A namespace's run of rows lies within one; a stretch can hold several runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Stretches {
    /// The first row of each, ascending; the first is row 0, if there is a row.
    starts: Vec<usize>,
    rows: usize,
}

impl Stretches {
    /// The stretches of a list; `None` if there are more than `most`.
    pub(super) fn of(names: &impl Names, most: usize) -> Option<Self> {
        let rows = names.count();
        let mut starts = Vec::new();
        let mut before = None;
        for row in 0..rows {
            let name = names.name(row);
            if before.is_none_or(|before| name <= before) {
                if starts.len() == most {
                    return None;
                }
                starts.push(row);
            }
            before = Some(name);
        }
        Some(Self { starts, rows })
    }

    /// How many rows the list has.
    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    /// The parts of a range of rows that lie in one stretch each.
    pub(super) fn pieces(&self, rows: Range<usize>) -> Vec<Range<usize>> {
        if rows.is_empty() {
            return Vec::new();
        }
        let cuts = self.starts.get(self.inside(&rows)).unwrap_or_default();
        let starts = [rows.start].into_iter().chain(cuts.iter().copied());
        let ends = cuts.iter().copied().chain([rows.end]);
        starts.zip(ends).map(|(start, end)| start..end).collect()
    }

    /// The fewest namespaces that can hold a range of rows: as many as it has pieces.
    pub(super) fn fewest(&self, rows: Range<usize>) -> usize {
        if rows.is_empty() {
            return 0;
        }
        1 + self.inside(&rows).len()
    }

    /// Where a run of `count` rows that starts with this name can start, ascending: at most once in each stretch.
    pub(super) fn places(&self, names: &impl Names, name: &str, count: usize) -> Vec<usize> {
        let holds = |stretch: Range<usize>| {
            let start = find(names, stretch.clone(), name)?;
            (stretch.end - start >= count).then_some(start)
        };
        self.pieces(0..self.rows).into_iter().filter_map(holds).collect()
    }

    /// Which of `starts` lie behind the first row of a range that is not empty, and before its end.
    fn inside(&self, rows: &Range<usize>) -> Range<usize> {
        let from = self.starts.partition_point(|&start| start <= rows.start);
        let to = self.starts.partition_point(|&start| start < rows.end);
        from..to
    }
}

/// Finds a name among rows of one stretch.
fn find(names: &impl Names, rows: Range<usize>, name: &str) -> Option<usize> {
    let Range { mut start, mut end } = rows;
    while start < end {
        let middle = start.midpoint(end);
        match names.name(middle).cmp(name) {
            Ordering::Less => start = middle + 1,
            Ordering::Equal => return Some(middle),
            Ordering::Greater => end = middle,
        }
    }
    None
}
