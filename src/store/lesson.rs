//! One step of a lesson as it is taken: what it is about here, what came, and what the reader said.

mod begun;

use std::sync::Arc;

use leptos::prelude::*;

use begun::{Begun, State};

use super::{owned::Owned, session::Session};
use crate::{
    browser::{storage, timer},
    client::{exchange::Received, streams::Stream},
    kube::{answer::Answer, request::ApiRequest},
    learn::lesson::{
        progress::Progress,
        step::{Reading, Step},
        subject::Subject,
    },
};

/// How much of an answer a step reads, in bytes.
const MOST: usize = 4_000_000;
/// After what time the next event of a recorded watch comes, in milliseconds: slow enough to be seen coming.
const PACE_MS: u32 = 250;
/// Under which name the browser keeps the progress.
const KEPT: &str = "lessons";

/// Which cluster answers a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// What the page is connected to.
    Connected,
    /// The recording, because the reader's cluster lacks what the step needs, or because the reader wants it.
    Recording,
}

/// How far a step has come.
#[derive(Clone, Debug, PartialEq)]
pub enum Phase {
    /// What it needs is looked for.
    Looking,
    /// The request can be sent.
    Ready(Arc<Subject>),
    /// It was sent.
    Sent(Arc<Subject>),
    /// What it needs was not found anywhere, or the recording did not come.
    Missing,
}

/// A step as it is taken.
#[derive(Clone, Copy)]
pub struct Taken {
    /// The step.
    pub step: &'static Step,
    /// Who answers.
    pub source: RwSignal<Source>,
    /// Whether the reader's cluster was asked and lacks what the step needs.
    pub is_lacking: RwSignal<bool>,
    /// How far it has come.
    pub phase: RwSignal<Phase>,
    /// What came so far.
    pub answer: RwSignal<Option<Arc<Answer>>>,
    /// What the step makes of it.
    pub reading: RwSignal<Option<Reading>>,
    /// What the reader expects, by the place of the option.
    pub predicted: RwSignal<Option<usize>>,
    /// What the reader has chosen, by the place of the choice.
    pub chosen: RwSignal<Option<usize>>,
    /// The choice that was last judged.
    pub said: RwSignal<Option<usize>>,
    /// Whether the request was sent since the page was opened, and not before it was left and opened again.
    pub is_sent_here: RwSignal<bool>,
    session: Session,
    page: Owned,
}

/// What the reader has passed, kept by the browser.
#[derive(Clone, Copy)]
pub struct Passed(pub RwSignal<Progress>);

impl Passed {
    /// Reads what was kept.
    pub fn open() -> Self {
        Self(RwSignal::new(Self::kept()))
    }

    /// Notes a step, beside what other tabs have noted meanwhile.
    pub fn pass(self, step: &Step) {
        self.0.update(|progress| {
            progress.join(&Self::kept());
            progress.pass(step);
        });
        self.keep();
    }

    fn kept() -> Progress {
        Progress::read(&storage::get(KEPT).unwrap_or_default())
    }

    /// Forgets everything.
    pub fn clear(self) {
        self.0.set(Progress::default());
        self.keep();
    }

    fn keep(self) {
        // A browser that keeps nothing forgets the progress with the page.
        let _ = storage::set(KEPT, &self.0.with_untracked(Progress::spell));
    }
}

impl Taken {
    /// Begins a step, or goes on where the reader has left it: looks for what it needs.
    pub fn begin(step: &'static Step) -> Self {
        let begun = Begun::of_app();
        let left = begun.left(step);
        let is_new = left.is_none();
        let State {
            source,
            is_lacking,
            phase,
            answer,
            reading,
            predicted,
            chosen,
            said,
        } = left.unwrap_or_default();
        let taken = Self {
            step,
            source: RwSignal::new(source),
            is_lacking: RwSignal::new(is_lacking),
            phase: RwSignal::new(phase),
            answer: RwSignal::new(answer),
            reading: RwSignal::new(reading),
            predicted: RwSignal::new(predicted),
            chosen: RwSignal::new(chosen),
            said: RwSignal::new(said),
            is_sent_here: RwSignal::new(false),
            session: Session::expect(),
            page: Owned::here(),
        };
        Effect::new(move || begun.keep(step, taken.state()));
        if is_new {
            taken.look(Source::Connected);
        }
        taken
    }

    /// All of it as it is now.
    fn state(self) -> State {
        State {
            source: self.source.get(),
            is_lacking: self.is_lacking.get(),
            phase: self.phase.get(),
            answer: self.answer.get(),
            reading: self.reading.get(),
            predicted: self.predicted.get(),
            chosen: self.chosen.get(),
            said: self.said.get(),
        }
    }

    /// Begins anew with another cluster.
    pub fn look(self, source: Source) {
        self.source.set(source);
        self.phase.set(Phase::Looking);
        self.answer.set(None);
        self.reading.set(None);
        self.chosen.set(None);
        self.said.set(None);
        self.page.spawn(async move {
            // Who answers has to be known before it is said.
            self.session.wait().await;
            let found = self.find(source).await;
            if found.is_none() && source == Source::Connected && !self.session.is_recorded() {
                self.is_lacking.try_set(true);
                return self.look(Source::Recording);
            }
            self.phase.try_set(match found {
                Some(subject) => Phase::Ready(Arc::new(subject)),
                None => Phase::Missing,
            });
        });
    }

    /// Sends the request and reads what comes.
    pub fn send(self) {
        let Phase::Ready(subject) = self.phase.get_untracked() else {
            return;
        };
        let Some(request) = self.step.request(&subject) else {
            return;
        };
        self.is_sent_here.set(true);
        self.phase.set(Phase::Sent(Arc::clone(&subject)));
        self.page.spawn(async move {
            let is_live = self.source.get_untracked() == Source::Connected && !self.session.is_recorded();
            if self.step.is_watch() && is_live {
                return self.watch(request, &subject).await;
            }
            let received = self.ask(request).await;
            match received.answer {
                Some(answer) if self.step.is_watch() => self.replay(&answer, &subject).await,
                answer => self.came(&subject, answer, true),
            }
        });
    }

    /// Reads a recorded watch event by event, as it once came, and only as far as the step needs it.
    async fn replay(self, recorded: &Answer, subject: &Subject) {
        let mut answer = Answer {
            body: Vec::new(),
            ..recorded.clone()
        };
        for line in recorded.body.split_inclusive(|byte| *byte == b'\n') {
            answer.body.extend_from_slice(line);
            self.came(subject, Some(Arc::new(answer.clone())), false);
            if self.is_ready() {
                return;
            }
            timer::sleep(PACE_MS).await;
        }
        self.came(subject, Some(Arc::new(answer)), true);
    }

    /// Reads a watch as far as the step needs it.
    async fn watch(self, request: ApiRequest, subject: &Subject) {
        // Where other tabs have all streams, one more for the time of a step still leaves two connections.
        let _stream = Stream::try_take().await;
        let mut stream = match self.session.watch(request).await {
            Ok((stream, _)) => stream,
            Err(exchange) => return self.came(subject, exchange.received.answer.clone(), true),
        };
        let mut answer = stream.answer.clone();
        self.came(subject, Some(Arc::new(answer.clone())), false);
        while !self.is_ready() {
            let Ok(Some(lines)) = stream.next().await else {
                return self.came(subject, Some(Arc::new(answer)), true);
            };
            for line in lines {
                answer.body.extend(line);
                answer.body.push(b'\n');
            }
            self.came(subject, Some(Arc::new(answer.clone())), false);
        }
    }

    fn is_ready(self) -> bool {
        let reading = self.reading.try_get_untracked().flatten();
        // Without a page there is nothing to wait for.
        self.phase.try_get_untracked().is_none() || matches!(reading, Some(Reading::Ready(_) | Reading::Unfit(_)))
    }

    fn came(self, subject: &Subject, answer: Option<Arc<Answer>>, is_over: bool) {
        let answer = answer.unwrap_or_default();
        self.reading.try_set(Some(self.step.read(subject, &answer, is_over)));
        self.answer.try_set(Some(answer));
    }

    async fn find(self, source: Source) -> Option<Subject> {
        let mut heard: Vec<(ApiRequest, Arc<Answer>)> = Vec::new();
        for request in self.step.requests(None) {
            let received = match source {
                Source::Connected => self
                    .session
                    .send_at_most(request.clone(), Some(MOST))
                    .await
                    .received
                    .clone(),
                Source::Recording => self.session.ask_recording(&request).await?,
            };
            heard.extend(received.answer.map(|answer| (request, answer)));
            let found = self
                .step
                .find(heard.iter().map(|(request, answer)| (request, &**answer)));
            if found.is_some() {
                return found;
            }
        }
        self.step
            .find(heard.iter().map(|(request, answer)| (request, &**answer)))
    }

    async fn ask(self, request: ApiRequest) -> Received {
        match self.source.get_untracked() {
            Source::Connected => self.session.send_at_most(request, Some(MOST)).await.received.clone(),
            Source::Recording => self.session.ask_recording(&request).await.unwrap_or_else(|| {
                Received::nothing(
                    crate::client::part::NotArrived.into(),
                    crate::client::exchange::Timing::default(),
                )
            }),
        }
    }
}
