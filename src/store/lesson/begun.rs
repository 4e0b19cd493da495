//! Steps as the reader has left them: a step that is opened again, in another language or on the whole screen, goes on.

use std::{collections::HashMap, sync::Arc};

use leptos::prelude::*;

use super::{Phase, Source};
use crate::{
    kube::answer::Answer,
    learn::lesson::step::{Reading, Step},
};

/// How far a step has come.
#[derive(Clone, Debug)]
pub(super) struct State {
    pub(super) source: Source,
    pub(super) is_lacking: bool,
    pub(super) phase: Phase,
    pub(super) answer: Option<Arc<Answer>>,
    pub(super) reading: Option<Reading>,
    pub(super) predicted: Option<usize>,
    pub(super) chosen: Option<usize>,
    pub(super) said: Option<usize>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            source: Source::Connected,
            is_lacking: false,
            phase: Phase::Looking,
            answer: None,
            reading: None,
            predicted: None,
            chosen: None,
            said: None,
        }
    }
}

/// All steps that were begun since the page was loaded.
#[derive(Clone, Copy)]
pub(super) struct Begun(StoredValue<HashMap<&'static str, State>>);

impl Begun {
    /// The one of the app. It is made when the first step is begun, so that no other page carries it.
    pub(super) fn of_app() -> Self {
        use_context().unwrap_or_else(|| {
            let mut owner = Owner::current();
            while let Some(outer) = owner.as_ref().and_then(Owner::parent) {
                owner = Some(outer);
            }
            let make = || {
                let begun = Self(StoredValue::new(HashMap::new()));
                provide_context(begun);
                begun
            };
            match owner {
                Some(app) => app.with(make),
                None => make(),
            }
        })
    }

    pub(super) fn keep(self, step: &Step, state: State) {
        self.0.update_value(|begun| {
            begun.insert(step.id, state);
        });
    }

    /// How a step was left, if it was found then what the step is about. What was under way is sent again.
    pub(super) fn left(self, step: &Step) -> Option<State> {
        let state = self.0.with_value(|begun| begun.get(step.id).cloned())?;
        match (&state.phase, &state.reading) {
            (Phase::Ready(_), _) | (Phase::Sent(_), Some(Reading::Ready(_) | Reading::Unfit(_))) => Some(state),
            (Phase::Sent(subject), _) => Some(State {
                phase: Phase::Ready(Arc::clone(subject)),
                answer: None,
                reading: None,
                ..state
            }),
            (Phase::Looking | Phase::Missing, _) => None,
        }
    }
}
