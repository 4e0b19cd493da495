//! What follows from the answers so far: where the runs that were counted can start, and what lies between them.

use std::ops::Range;

use super::stretches::Stretches;

/// What is known of one namespace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Knowledge {
    /// Nothing, and it was not asked for.
    Nothing,
    /// Its answer is still to come.
    Asked,
    /// It has no rows.
    Empty,
    /// It has rows.
    Filled {
        /// So many.
        count: usize,
        /// Where they can start, ascending.
        starts: Vec<usize>,
    },
}

impl Knowledge {
    /// Takes an answer in, and tells whether it agrees with an earlier one.
    pub(super) fn learn(&mut self, answer: Self) -> bool {
        match (&mut *self, &answer) {
            (Self::Nothing | Self::Asked, _) => {
                *self = answer;
                true
            }
            (Self::Empty, Self::Empty) => true,
            (
                Self::Filled { count, starts },
                Self::Filled {
                    count: again,
                    starts: others,
                },
            ) => {
                starts.retain(|start| others.contains(start));
                count == again
            }
            _ => false,
        }
    }
}

/// The namespaces without an answer between two that are known to have rows, or before the first or behind the last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Gap {
    /// Which namespaces.
    pub(super) namespaces: Vec<usize>,
    /// The rows that they share; `None` while it is not certain where the neighbours' runs lie.
    pub(super) rows: Option<Range<usize>>,
    /// The fewest of them that have rows.
    pub(super) fewest: usize,
    /// Whether there is more than one way to share the rows.
    pub(super) is_open: bool,
}

/// Strikes the starts that no way to share all rows agrees with; `false` if there is no such way at all.
///
/// The counted runs form a chain: whether two neighbours can lie as they do depends on nothing but the rows and the
/// namespaces between them. So one pass in each direction leaves exactly the starts that belong to a whole solution.
pub(super) fn settle(known: &mut [Knowledge], stretches: &Stretches) -> bool {
    let mut ends = vec![0];
    let mut between = 0;
    for knowledge in known.iter_mut() {
        match knowledge {
            Knowledge::Nothing | Knowledge::Asked => between += 1,
            Knowledge::Empty => {}
            Knowledge::Filled { count, starts } => {
                starts.retain(|&start| follows(&ends, start, between, stretches));
                ends = starts.iter().map(|start| start + *count).collect();
                between = 0;
            }
        }
    }
    if !follows(&ends, stretches.rows(), between, stretches) {
        return false;
    }
    let mut nexts = vec![stretches.rows()];
    let mut between = 0;
    for knowledge in known.iter_mut().rev() {
        match knowledge {
            Knowledge::Nothing | Knowledge::Asked => between += 1,
            Knowledge::Empty => {}
            Knowledge::Filled { count, starts } => {
                starts.retain(|start| leads(start + *count, &nexts, between, stretches));
                nexts.clone_from(starts);
                between = 0;
            }
        }
    }
    true
}

/// The gaps between the counted runs, once [`settle`] has passed: one more than there are runs.
pub(super) fn gaps(known: &[Knowledge], stretches: &Stretches) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let mut namespaces = Vec::new();
    let mut from = Some(0);
    for (index, knowledge) in known.iter().enumerate() {
        match knowledge {
            Knowledge::Nothing | Knowledge::Asked => namespaces.push(index),
            Knowledge::Empty => {}
            Knowledge::Filled { count, starts } => {
                let start = match starts.as_slice() {
                    [only] => Some(*only),
                    _ => None,
                };
                gaps.push(Gap::new(std::mem::take(&mut namespaces), from.zip(start), stretches));
                from = start.map(|start| start + count);
            }
        }
    }
    gaps.push(Gap::new(namespaces, from.zip(Some(stretches.rows())), stretches));
    gaps
}

impl Gap {
    fn new(namespaces: Vec<usize>, between: Option<(usize, usize)>, stretches: &Stretches) -> Self {
        let rows = between.map(|(from, to)| from..to);
        let fewest = rows.clone().map_or(0, |rows| stretches.fewest(rows));
        let is_open = match namespaces.len() {
            0 => false,
            // Beside a run that can still lie in two places, each answer can be the one that decides.
            _ if rows.is_none() => true,
            1 => false,
            many => fewest != 0 && fewest != many,
        };
        Self {
            namespaces,
            rows,
            fewest,
            is_open,
        }
    }
}

/// Whether a run can start here, if the one before it has one of these ends and so many namespaces lie between them.
fn follows(ends: &[usize], start: usize, between: usize, stretches: &Stretches) -> bool {
    // The nearest end leaves the fewest rows to share.
    let nearest = ends.partition_point(|&end| end <= start).checked_sub(1);
    nearest
        .and_then(|nearest| ends.get(nearest))
        .is_some_and(|&end| stretches.fewest(end..start) <= between)
}

/// Whether a run can end here, if the one behind it has one of these starts and so many namespaces lie between them.
fn leads(end: usize, starts: &[usize], between: usize, stretches: &Stretches) -> bool {
    let nearest = starts.partition_point(|&start| start < end);
    starts
        .get(nearest)
        .is_some_and(|&start| stretches.fewest(end..start) <= between)
}
