//! Which namespaces to ask for next, so that few rounds of few questions are enough.

use std::{cmp::Reverse, ops::Range};

use super::{
    Names,
    chain::{Gap, Knowledge},
    stretches::Stretches,
};

/// Namespaces that every cluster has and that often hold nothing of a kind.
/// <https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#initial-namespaces>
const OFTEN_EMPTY: [&str; 3] = ["default", "kube-node-lease", "kube-public"];

/// After so many answers from namespaces of no particular kind, how many of them are empty says something of the rest.
const ANSWERS_THAT_TELL: usize = 3;

/// What is worth asking first. It changes how many questions it takes, never what they lead to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Hints {
    often_empty: Vec<usize>,
    /// Probably with rows, as somebody said.
    expected: Vec<usize>,
    /// Rows that were given out to be placed.
    placed: Vec<usize>,
    /// Of the namespaces that no hint named: how many answered, and how many of those are empty.
    answers: usize,
    empty_answers: usize,
}

impl Hints {
    pub(super) fn new(index_of: impl Fn(&str) -> Option<usize>) -> Self {
        Self {
            often_empty: OFTEN_EMPTY.into_iter().filter_map(index_of).collect(),
            ..Self::default()
        }
    }

    pub(super) fn expect(&mut self, index: usize) {
        if !self.expected.contains(&index) {
            self.expected.push(index);
        }
    }

    pub(super) fn answered(&mut self, index: usize, is_empty: bool) {
        if !self.expected.contains(&index) && !self.often_empty.contains(&index) {
            self.answers += 1;
            self.empty_answers += usize::from(is_empty);
        }
    }

    /// Rows whose namespaces would shorten the search: one of each stretch that too many namespaces could hold.
    pub(super) fn rows_to_place(
        &mut self,
        names: &impl Names,
        stretches: &Stretches,
        gaps: &[Gap],
        at_most: usize,
    ) -> Vec<usize> {
        // Few stretches can also mean runs without a mark between them: only empty answers tell the two apart.
        if self.answers < ANSWERS_THAT_TELL || self.empty_answers * 4 < self.answers * 3 {
            return Vec::new();
        }
        // Placing and then asking takes two questions a stretch; so it has to save some.
        let is_sparse = |gap: &&Gap| gap.is_open && gap.fewest > 0 && gap.fewest * 3 < gap.namespaces.len();
        let pieces = |gap: &Gap| stretches.pieces(gap.rows.clone().unwrap_or_default());
        let mut rows = Vec::new();
        for piece in gaps.iter().filter(is_sparse).flat_map(pieces) {
            if rows.len() == at_most {
                break;
            }
            let Range { start, end } = piece;
            let row = start.midpoint(end);
            let tells_nothing_new =
                |&placed: &usize| (start..end).contains(&placed) || names.name(placed) == names.name(row);
            if !self.placed.iter().any(tells_nothing_new) {
                self.placed.push(row);
                rows.push(row);
            }
        }
        rows
    }
}

/// The namespaces to ask for next; with those under way at most `at_once`.
///
/// Never none while there is an open gap and nothing under way.
pub(super) fn choose(known: &[Knowledge], gaps: &[Gap], hints: &Hints, at_once: usize) -> Vec<usize> {
    let is_new = |index: &usize| known.get(*index) == Some(&Knowledge::Nothing);
    let under_way = known.iter().filter(|one| **one == Knowledge::Asked).count();
    let untouched = known.iter().filter(|one| **one == Knowledge::Nothing).count();
    // The last one has the rows that all others leave.
    let free = at_once
        .max(1)
        .saturating_sub(under_way)
        .min(untouched.saturating_sub(1));
    let open = || gaps.iter().filter(|gap| gap.is_open);

    let mut chosen: Vec<usize> = Vec::new();
    let expected = hints.expected.iter().filter(|index| holds(open(), **index));
    // Among many empty ones these are nothing special.
    let dense = || open().filter(|gap| gap.fewest * 2 >= gap.namespaces.len());
    let often_empty = hints.often_empty.iter().filter(|index| holds(dense(), **index));
    for index in expected.chain(often_empty).filter(|index| is_new(index)).take(free) {
        if !chosen.contains(index) {
            chosen.push(*index);
        }
    }

    let is_taken = |index: &usize| !is_new(index) || chosen.contains(index);
    let mut parts: Vec<Part> = open()
        .flat_map(|gap| {
            let is_adrift = gap.rows.is_none();
            let part = move |namespaces| Part {
                namespaces,
                is_adrift,
                cuts: 0,
            };
            gap.namespaces.split(is_taken).map(part)
        })
        .collect();
    for _ in chosen.len()..free {
        let longest = parts.iter_mut().filter(|part| part.can_be_cut());
        let Some(part) = longest.min_by_key(|part| Reverse(part.length())) else {
            break;
        };
        part.cuts += 1;
    }
    let spread: Vec<usize> = parts.iter().flat_map(Part::chosen).collect();
    chosen.extend(spread);
    chosen
}

fn holds<'g>(mut gaps: impl Iterator<Item = &'g Gap>, index: usize) -> bool {
    gaps.any(|gap| gap.namespaces.binary_search(&index).is_ok())
}

/// Neighbours in a gap, none of which is asked for yet.
struct Part<'g> {
    namespaces: &'g [usize],
    /// Whether the runs beside its gap can still lie in several places.
    is_adrift: bool,
    /// How many of them to ask for.
    cuts: usize,
}

impl Part<'_> {
    /// How many namespaces lie between two that are asked for.
    fn length(&self) -> usize {
        self.namespaces.len() / (self.cuts + 1)
    }

    /// A single namespace between two with an answer needs none, unless it helps to place them: it has what is left.
    fn can_be_cut(&self) -> bool {
        let is_single = self.namespaces.len() == 1;
        (self.cuts + 1) * 2 <= self.namespaces.len() || (is_single && self.is_adrift && self.cuts == 0)
    }

    /// So many namespaces, evenly spread, with an odd number of others before each: where no start shows, every
    /// second one then decides all.
    fn chosen(&self) -> Vec<usize> {
        let mut rest = self.namespaces;
        let mut chosen = Vec::with_capacity(self.cuts);
        for cuts in (1..=self.cuts).rev() {
            let before = match rest.len() {
                1 => 0,
                many => (many.saturating_sub(cuts) / (cuts + 1)) | 1,
            };
            let Some((index, behind)) = rest.get(before..).and_then(<[usize]>::split_first) else {
                break;
            };
            chosen.push(*index);
            rest = behind;
        }
        chosen
    }
}
