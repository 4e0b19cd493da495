//! One step of a lesson: what it needs, what it sends, and what it makes of the answer.

use std::fmt;

use super::{
    Lesson,
    mark::{Mark, Place},
    need::Need,
    question::{Asked, Check, Outcome, Prediction},
    seen::{Seen, refuses_impersonation},
    subject::Subject,
    text::Text,
};
use crate::{
    kube::{answer::Answer, request::ApiRequest},
    learn::concept::Concept,
    wire::vocabulary::vocabulary,
};

/// One request with its questions.
pub struct Step {
    /// The lesson and the step as an address and the progress name them: `answer/version`.
    pub id: &'static str,
    /// The rows of the content table that it teaches, counted from 1 (`docs/coverage.md`).
    pub rows: &'static [u8],
    /// The terms that its words lean on, each with a card.
    pub terms: &'static [Concept],
    /// What it needs of the cluster.
    pub need: Need,
    /// The request, made of what was found.
    pub(super) ask: fn(&Subject) -> Option<ApiRequest>,
    /// When enough has come to be read.
    pub(super) until: Until,
    /// The options of the prediction, in the order in which they are shown.
    pub(super) options: &'static [&'static str],
    /// Those of them that can come true: each has words that tell why.
    pub(super) told: &'static [&'static str],
    /// Which option came true.
    pub(super) outcome: fn(&Seen<'_>) -> Option<&'static str>,
    /// What to notice.
    pub(super) notices: &'static [Notice],
    /// The words that its check may have as choices.
    pub(super) words: &'static [&'static str],
    /// The question about the answer.
    pub(super) quiz: fn(&Seen<'_>) -> Option<Asked>,
}

/// When enough of an answer has come to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// When it is whole.
    End,
    /// When a watch has told so many changes.
    Changes(usize),
    /// When a watch has sent a bookmark.
    Bookmark,
    /// When a watch has sent any event.
    Event,
}

/// Something to notice: the name of its words, and where it stands.
pub(super) struct Notice {
    id: &'static str,
    place: fn(&Seen<'_>) -> Option<Place>,
}

/// What a step makes of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// A watch that has not told enough yet.
    Waiting {
        /// How many events came so far.
        events: usize,
        /// What is waited for.
        until: Until,
    },
    /// An answer that does not show what the step is about.
    Unfit(Unfit),
    /// All there is to say.
    Ready(Box<Shown>),
}

/// What an answer shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// What came of the prediction.
    pub outcome: Outcome,
    /// What to notice, in the order in which to read it.
    pub marks: Vec<Mark>,
    /// The question about it.
    pub check: Check,
}

vocabulary! {
    /// Why an answer does not show what a step is about.
    Unfit under "lesson.unfit" {
        /// The reader may not impersonate.
        NoImpersonation = "no_impersonation",
        /// The reader may not ask this.
        Refused = "refused",
        /// It is not there, or no longer.
        Missing = "missing",
        /// It failed otherwise.
        Failed = "failed",
        /// The watch ended too early.
        Ended = "ended",
        /// It is a good answer without the point of the step.
        Beside = "beside",
    }
}

impl Step {
    /// The step of an address: the names of its lesson and its own.
    pub fn find_by_name(lesson: &str, step: &str) -> Option<&'static Self> {
        Lesson::named(lesson)?.step(step)
    }

    /// Every step of every lesson, in order.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        Lesson::ALL.iter().flat_map(|lesson| lesson.steps)
    }

    /// The name of its lesson.
    pub fn lesson(&self) -> &'static str {
        self.id.split('/').next().unwrap_or_default()
    }

    /// Its name in the lesson.
    pub fn name(&self) -> &'static str {
        self.id.split('/').nth(1).unwrap_or_default()
    }

    /// The step after it, in the next lesson if this is a lesson's last.
    pub fn next(&self) -> Option<&'static Self> {
        Self::all().skip_while(|step| step.id != self.id).nth(1)
    }

    /// The step before it, in the lesson before if this is a lesson's first.
    pub fn previous(&self) -> Option<&'static Self> {
        Self::all().take_while(|step| step.id != self.id).last()
    }

    /// Whether its request stays open, so that its answer comes line by line.
    pub fn is_watch(&self) -> bool {
        self.until != Until::End
    }

    /// What to ask a cluster to find what the step is about; nothing if it needs nothing. `home` is a namespace that the
    /// reader may see, if one is known: where all namespaces may not be listed, it is all there is.
    pub fn requests(&self, home: Option<&str>) -> Vec<ApiRequest> {
        self.need.requests(home)
    }

    /// Picks what the step is about from the answers to [`Step::requests`]; `None` if the cluster has no such thing, or
    /// does not show it.
    pub fn find<'a>(&self, heard: impl IntoIterator<Item = (&'a ApiRequest, &'a Answer)>) -> Option<Subject> {
        self.need.find(heard)
    }

    /// The request to send; `None` only for a subject that some other step found.
    pub fn request(&self, subject: &Subject) -> Option<ApiRequest> {
        (self.ask)(subject)
    }

    /// The key of its title.
    pub fn title_key(&self) -> String {
        self.key("title")
    }

    /// The key of why it matters.
    pub fn why_key(&self) -> String {
        self.key("why")
    }

    /// What to read before the request.
    pub fn before(&self, subject: &Subject) -> Text {
        Text::new(self.key("before"), subject.values())
    }

    /// What to ask before the request.
    pub fn prediction(&self, subject: &Subject) -> Prediction {
        let text = |part: String| Text::new(self.key(&part), subject.values());
        let option = |id: &&str| text(format!("predict.{id}"));
        Prediction {
            question: text("predict".to_owned()),
            options: self.options.iter().map(option).collect(),
        }
    }

    /// Reads what came so far. `is_over` tells whether more may come, which matters for a watch alone.
    pub fn read(&self, subject: &Subject, answer: &Answer, is_over: bool) -> Reading {
        let seen = Seen::new(subject, answer, self.is_watch());
        if !self.until.is_reached(&seen) {
            return match Unfit::of_code(answer) {
                Some(unfit) => Reading::Unfit(unfit),
                None if is_over => Reading::Unfit(Unfit::Ended),
                None => Reading::Waiting {
                    events: seen.events().len(),
                    until: self.until,
                },
            };
        }
        let shown = self.shown(&seen);
        shown.map_or_else(
            || Reading::Unfit(Unfit::of_code(answer).unwrap_or(Unfit::Beside)),
            |shown| Reading::Ready(Box::new(shown)),
        )
    }

    fn shown(&self, seen: &Seen<'_>) -> Option<Shown> {
        let outcome = (self.outcome)(seen).filter(|id| self.told.contains(id))?;
        let told = self.key(&format!("predict.{outcome}.told"));
        let mark = |notice: &Notice| {
            let place = (notice.place)(seen)?;
            let value = seen.value(&place)?;
            let words = Text::new(self.key(&format!("mark.{}", notice.id)), seen.subject.values());
            Some(Mark {
                words: words.with("value", &value),
                place,
                value,
            })
        };
        Some(Shown {
            outcome: Outcome {
                came_true: self.options.iter().position(|id| *id == outcome)?,
                told: Text::new(told, seen.subject.values()),
            },
            marks: self.notices.iter().filter_map(mark).collect(),
            check: Check::new(self, seen, (self.quiz)(seen)?)?,
        })
    }

    /// The key of one of its texts.
    pub(super) fn key(&self, part: &str) -> String {
        format!("lesson.{}.{part}", self.id.replace('/', "."))
    }

    /// The key of every text that it can ask for, in the order in which they are read.
    pub(super) fn keys(&self) -> Vec<String> {
        let mut parts: Vec<String> = ["title", "before", "predict"].map(str::to_owned).into();
        parts.extend(self.options.iter().map(|id| format!("predict.{id}")));
        parts.extend(self.told.iter().map(|id| format!("predict.{id}.told")));
        parts.extend(self.notices.iter().map(|notice| format!("mark.{}", notice.id)));
        parts.push("check".to_owned());
        parts.extend(self.words.iter().map(|word| format!("check.{word}")));
        parts.extend(["check.right", "check.wrong", "why"].map(str::to_owned));
        parts.iter().map(|part| self.key(part)).collect()
    }

    /// How many things there are to notice.
    pub fn count_of_marks(&self) -> usize {
        self.notices.len()
    }
}

impl Until {
    fn is_reached(self, seen: &Seen<'_>) -> bool {
        match self {
            Self::End => true,
            Self::Changes(count) => seen.changes().count() >= count,
            Self::Bookmark => seen.bookmark().is_some(),
            Self::Event => !seen.events().is_empty(),
        }
    }
}

impl Unfit {
    /// What the status code says, if it is no success.
    fn of_code(answer: &Answer) -> Option<Self> {
        match answer.code {
            200..=299 => None,
            403 if refuses_impersonation(answer) => Some(Self::NoImpersonation),
            401 | 403 => Some(Self::Refused),
            404 => Some(Self::Missing),
            _ => Some(Self::Failed),
        }
    }
}

impl fmt::Debug for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Step").field(&self.id).finish()
    }
}

/// Something to notice.
pub(super) const fn notice(id: &'static str, place: fn(&Seen<'_>) -> Option<Place>) -> Notice {
    Notice { id, place }
}

/// A GET of a path.
pub(super) fn get(path: &str) -> Option<ApiRequest> {
    ApiRequest::of(path).ok()
}
