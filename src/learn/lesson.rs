//! Lessons: short steps, each one real GET that the reader foresees, sends, reads and is asked about.
//!
//! How a page drives a [`step::Step`]:
//!
//! 1. [`step::Step::requests`] are sent, and [`step::Step::find`] picks from their answers what the step is about. If it
//!    finds nothing, the same two are asked of the recorded cluster, which has all of it, and so is everything below;
//!    [`need::Need::missing_key`] says so.
//! 2. [`step::Step::before`] explains, and [`step::Step::prediction`] asks what the reader expects.
//! 3. [`step::Step::request`] is sent. A watch is read line by line: each time the body has grown, it is read anew.
//! 4. [`step::Step::read`] tells what came of the prediction, what to notice and where, and what to ask. All of it is
//!    computed from the answer that came. An answer that does not show what the step is about is
//!    [`step::Reading::Unfit`], and the recorded cluster can be asked instead.
//! 5. [`question::Check::feedback`] answers the reader's choice, and [`progress::Progress::pass`] keeps what was passed.
//!
//! Nothing here is a sentence: all of them stand in `prose/<language>/lessons.json`, under the keys that
//! [`words::lesson_keys`] lists.

pub mod mark;
pub mod need;
pub mod progress;
pub mod question;
pub mod step;
pub mod subject;
pub mod text;
pub mod words;

mod course;
mod seen;
#[cfg(test)]
mod tests;

use step::Step;

/// A few steps with one aim.
#[derive(Debug)]
pub struct Lesson {
    /// Its name in addresses and keys.
    pub id: &'static str,
    /// Its steps, in the order in which they build on each other.
    pub steps: &'static [Step],
}

impl Lesson {
    /// All lessons, in the order in which they build on each other.
    pub const ALL: &'static [Self] = course::ALL;

    /// The lesson of that name.
    pub fn named(id: &str) -> Option<&'static Self> {
        Self::ALL.iter().find(|lesson| lesson.id == id)
    }

    /// Its step of that name, such as `version`.
    pub fn step(&self, name: &str) -> Option<&'static Step> {
        self.steps.iter().find(|step| step.name() == name)
    }

    /// How many steps all lessons have.
    pub fn count_of_steps() -> usize {
        Self::ALL.iter().map(|lesson| lesson.steps.len()).sum()
    }

    /// The key of its title.
    pub fn title_key(&self) -> String {
        format!("lesson.{}.title", self.id)
    }

    /// The key of its aim, one line.
    pub fn aim_key(&self) -> String {
        format!("lesson.{}.aim", self.id)
    }

    /// The key of what its reader can tell afterwards.
    pub fn afterwards_key(&self) -> String {
        format!("lesson.{}.afterwards", self.id)
    }
}
