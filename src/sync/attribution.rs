//! Which namespace each row of a cluster-wide list is in, where the rows do not say it: found with few questions.
//!
//! A Table of all namespaces with `includeObject=None` names objects and no namespaces. But the API server lists
//! in the order of its keys in etcd, which end in `namespace/name`, so that each namespace has one run of rows, and
//! names ascend within it. What is left to find is where each run starts. Where a name does not ascend, a run
//! starts for certain; namespaces without rows, and runs that start with a greater name, have to be asked for.
//!
//! The answer follows from the rows, the namespaces and their counts, or it is refused: nothing is guessed. But it can
//! be no better than the list of namespaces, which has to have every namespace that had rows.
//!
//! Sources: `NamespaceKeyFunc` in apiserver `pkg/registry/generic/registry/store.go` for the keys, and
//! `pkg/storage/cacher/store/store_btree.go` for their order, which is that of etcd.

use crate::sort;
mod chain;
mod questions;
mod stretches;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

use std::{cmp::Ordering, ops::Range, sync::Arc};

use self::{
    chain::{Gap, Knowledge, gaps, settle},
    questions::Hints,
    stretches::Stretches,
};

/// The names of a list's rows, in the order of the list.
pub trait Names {
    /// How many rows there are.
    fn count(&self) -> usize;
    /// The name of a row's object.
    fn name(&self, row: usize) -> &str;
}

impl<T: AsRef<str>> Names for [T] {
    fn count(&self) -> usize {
        self.len()
    }

    fn name(&self, row: usize) -> &str {
        self.get(row).map_or("", AsRef::as_ref)
    }
}

impl<N: Names + ?Sized> Names for &N {
    fn count(&self) -> usize {
        (**self).count()
    }

    fn name(&self, row: usize) -> &str {
        (**self).name(row)
    }
}

impl<N: Names + ?Sized> Names for Arc<N> {
    fn count(&self) -> usize {
        (**self).count()
    }

    fn name(&self, row: usize) -> &str {
        (**self).name(row)
    }
}

/// How far the search has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// The namespace of every row is certain: the namespaces that have rows, in the order of the list.
    Solved(Vec<Run>),
    /// These namespaces have to be probed next; none means that an answer is still to come.
    Ask(Vec<String>),
    /// Rows, namespaces and answers do not belong together. Read a list for each namespace instead.
    Inconsistent,
}

/// The rows of one namespace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The namespace.
    pub namespace: String,
    /// Its rows, at least one.
    pub rows: Range<usize>,
}

/// What one namespace answered, at the resourceVersion of the rows.
///
/// A list with `limit=1` and `resourceVersionMatch=Exact` tells both: its first row, and `remainingItemCount`, which
/// the API server leaves out of selected lists; of those a namespace's whole list tells it.
/// <https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/list-meta/>
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Probed {
    /// How many rows it has.
    pub count: usize,
    /// The name of the first; `None` where there is none.
    pub first_name: Option<String>,
}

/// The search for the namespaces of rows.
#[derive(Clone, Debug)]
pub struct Attribution<N> {
    names: N,
    stretches: Stretches,
    /// In the order of the list.
    namespaces: Vec<String>,
    /// What is known of each of `namespaces`.
    known: Vec<Knowledge>,
    hints: Hints,
    asked: usize,
    is_contradicted: bool,
}

impl<N: Names> Attribution<N> {
    /// Starts from the rows' names and all namespaces of the cluster, in any order.
    pub fn new(names: N, mut namespaces: Vec<String>) -> Self {
        sort_like_the_api_server(&mut namespaces);
        namespaces.dedup();
        let stretches = Stretches::of(&names, namespaces.len());
        Self {
            is_contradicted: stretches.is_none(),
            stretches: stretches.unwrap_or_default(),
            known: vec![Knowledge::Nothing; namespaces.len()],
            hints: Hints::new(|namespace| index_of(&namespaces, namespace)),
            names,
            namespaces,
            asked: 0,
        }
    }

    /// What is certain by now, or what to ask next.
    ///
    /// At most `at_once` questions are under way, those without an answer from earlier calls included: call it with
    /// the same number after each answer, or after all of them. A namespace is asked for once.
    pub fn progress(&mut self, at_once: usize) -> Progress {
        let Some(gaps) = self.settled() else {
            return Progress::Inconsistent;
        };
        if !gaps.iter().any(|gap| gap.is_open) {
            return Progress::Solved(self.runs(&gaps));
        }
        let chosen = questions::choose(&self.known, &gaps, &self.hints, at_once);
        self.asked += chosen.len();
        for &index in &chosen {
            if let Some(knowledge) = self.known.get_mut(index) {
                *knowledge = Knowledge::Asked;
            }
        }
        Progress::Ask(chosen.into_iter().map(|index| self.name_of(index)).collect())
    }

    /// Takes an answer, asked for or not.
    pub fn note(&mut self, namespace: &str, probed: &Probed) {
        let answer = match (probed.count, &probed.first_name) {
            (0, None) => Some(Knowledge::Empty),
            (count, Some(name)) if count > 0 => Some(Knowledge::Filled {
                count,
                starts: self.stretches.places(&self.names, name, count),
            }),
            _ => None,
        };
        let index = index_of(&self.namespaces, namespace);
        let is_believed = match (index.and_then(|index| self.known.get_mut(index)), answer) {
            (Some(knowledge), Some(answer)) => knowledge.learn(answer),
            _ => false,
        };
        self.is_contradicted |= !is_believed;
        if let Some(index) = index {
            self.hints.answered(index, probed.count == 0);
        }
    }

    /// Rows of which it would be worth to know the namespace, at most `at_most`; none on most clusters.
    ///
    /// Where nearly all namespaces are empty, asking them one by one finds the few others late. Their rows are quicker
    /// to follow: a cluster-wide list with `fieldSelector=metadata.name=…` and metadata names the namespaces that have
    /// an object of that name. Give each of them to [`expect`](Self::expect) before the next
    /// [`progress`](Self::progress). Each row is returned once; nothing but the number of questions depends on it.
    /// <https://kubernetes.io/docs/concepts/overview/working-with-objects/field-selectors/>
    pub fn rows_to_place(&mut self, at_most: usize) -> Vec<usize> {
        let Some(gaps) = self.settled() else {
            return Vec::new();
        };
        self.hints.rows_to_place(&self.names, &self.stretches, &gaps, at_most)
    }

    /// Says that a namespace probably has rows, so that it is asked for before others; a wrong hint costs one question.
    pub fn expect(&mut self, namespace: &str) {
        if let Some(index) = index_of(&self.namespaces, namespace) {
            self.hints.expect(index);
        }
    }

    /// How many namespaces were asked for so far.
    pub fn asked(&self) -> usize {
        self.asked
    }

    /// Draws what follows from the answers so far; `None` once they contradict each other.
    fn settled(&mut self) -> Option<Vec<Gap>> {
        self.is_contradicted = self.is_contradicted || !settle(&mut self.known, &self.stretches);
        (!self.is_contradicted).then(|| gaps(&self.known, &self.stretches))
    }

    /// The runs, once no gap is open.
    fn runs(&self, gaps: &[Gap]) -> Vec<Run> {
        let in_gaps = gaps.iter().flat_map(|gap| {
            let rows = gap.rows.clone().unwrap_or_default();
            let pieces = match gap.namespaces.len() {
                1 if !rows.is_empty() => vec![rows],
                _ => self.stretches.pieces(rows),
            };
            gap.namespaces.iter().copied().zip(pieces)
        });
        let answered = self.known.iter().enumerate().filter_map(|(index, knowledge)| {
            let (count, &start) = match knowledge {
                Knowledge::Filled { count, starts } => (count, starts.first()?),
                _ => return None,
            };
            Some((index, start..start + count))
        });
        let mut runs: Vec<_> = in_gaps.chain(answered).collect();
        sort::by_key(&mut runs, |(index, _)| *index);
        let run = |(index, rows)| Run {
            namespace: self.name_of(index),
            rows,
        };
        runs.into_iter().map(run).collect()
    }

    fn name_of(&self, index: usize) -> String {
        self.namespaces.get(index).cloned().unwrap_or_default()
    }
}

/// Sorts namespaces as the API server orders their objects in a cluster-wide list: as if each ended in `/`, so that
/// `team-a` comes before `team`.
pub fn sort_like_the_api_server(names: &mut [String]) {
    sort::by(names, |left, right| in_order_of_keys(left, right));
}

/// How two namespaces stand in a cluster-wide list.
pub(super) fn in_order_of_keys(left: &str, right: &str) -> Ordering {
    left.bytes().chain([b'/']).cmp(right.bytes().chain([b'/']))
}

fn index_of(namespaces: &[String], namespace: &str) -> Option<usize> {
    namespaces
        .binary_search_by(|other| in_order_of_keys(other, namespace))
        .ok()
}
