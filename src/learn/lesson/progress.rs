//! Which steps a reader has passed.

use std::collections::BTreeSet;

use super::{Lesson, step::Step};

/// The passed steps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    passed: BTreeSet<&'static str>,
}

impl Progress {
    /// Reads what [`Progress::spell`] wrote; what is no step, or no longer, is passed over.
    pub fn read(text: &str) -> Self {
        let is_kept = |id: &&str| text.split(' ').any(|word| word == *id);
        Self {
            passed: Step::all().map(|step| step.id).filter(is_kept).collect(),
        }
    }

    /// The steps' names with spaces in between, to be kept by the browser.
    pub fn spell(&self) -> String {
        let mut text = String::new();
        for id in &self.passed {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(id);
        }
        text
    }

    /// Notes a step as passed.
    pub fn pass(&mut self, step: &Step) {
        self.passed.insert(step.id);
    }

    /// Adds what was passed elsewhere.
    pub fn join(&mut self, other: &Self) {
        self.passed.extend(&other.passed);
    }

    /// Whether a step was passed.
    pub fn has_passed(&self, step: &Step) -> bool {
        self.passed.contains(step.id)
    }

    /// How many steps of a lesson were passed.
    pub fn passed_in(&self, lesson: &Lesson) -> usize {
        lesson.steps.iter().filter(|step| self.has_passed(step)).count()
    }

    /// How many steps were passed.
    pub fn count(&self) -> usize {
        self.passed.len()
    }

    /// Whether nothing was passed.
    pub fn is_empty(&self) -> bool {
        self.passed.is_empty()
    }

    /// The first step that was not passed: where to go on. `None` if all were.
    pub fn next(&self) -> Option<&'static Step> {
        Step::all().find(|step| !self.has_passed(step))
    }
}
