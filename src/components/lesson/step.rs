//! One step: what to know first, a guess, the request, what to notice in the answer, a question, and why it matters.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    after::view_after,
    answer::{Look, view_answer},
    came::view_came,
    question::view_question,
    terms::view_terms,
};
use crate::{
    components::{rich_text::rich, spectrum},
    kube::{path::Part, request::ApiRequest},
    learn::lesson::{question::Wording, step::Reading, subject::Subject, words::Page},
    route::ApiRoute,
    store::{
        lesson::{Passed, Phase, Source, Taken},
        settings::messages,
    },
    wire::{prose::Prose, vocabulary::Vocabulary as _},
};

/// The step, in two columns where there is room: what is said, and what came.
pub fn view_step(taken: Taken, passed: Passed, prose: Arc<Prose>) -> AnyView {
    let at = RwSignal::new(None::<Look>);
    let told = {
        let prose = Arc::clone(&prose);
        move || match taken.phase.get() {
            Phase::Looking => say_need(Page::Looking, taken, &prose).into_any(),
            Phase::Missing => {
                view! { <p class="notice">{rich(prose.get(&taken.step.need.missing_key()))}</p> }.into_any()
            }
            Phase::Ready(subject) => view_before(taken, &subject, false, &prose),
            Phase::Sent(subject) => view_before(taken, &subject, true, &prose),
        }
    };
    let came = {
        let prose = Arc::clone(&prose);
        move || taken.reading.get().map(|reading| view_came(taken, &reading, &prose))
    };
    let answer = move || {
        let answer = taken.answer.get()?;
        let marks = match taken.reading.get_untracked() {
            Some(Reading::Ready(shown)) => shown.marks,
            _ => Vec::new(),
        };
        Some(view_answer(&answer, &marks, taken.step.is_watch(), at))
    };
    let after = move || match taken.reading.get() {
        Some(Reading::Ready(shown)) => Some(view_after(taken, passed, &shown, at, &prose)),
        _ => None,
    };
    view! {
        <div class="step">
            <div class="step-told step-before">{told}{came}</div>
            {answer}
            <div class="step-told step-after">{after}</div>
        </div>
    }
    .into_any()
}

fn say_need(word: Page, taken: Taken, prose: &Prose) -> impl IntoView + use<> {
    let need = prose.get(taken.step.need.key()).to_owned();
    view! { <p class="waiting" role="status">{prose.fill(word.key(), &[("need", &need)])}</p> }
}

/// What is said and asked before the request, and the request.
fn view_before(taken: Taken, subject: &Subject, is_sent: bool, prose: &Prose) -> AnyView {
    let say = |page: Page| prose.get(page.key()).to_owned();
    let prediction = taken.step.prediction(subject);
    let options: Vec<Wording> = prediction.options.iter().cloned().map(Wording::Prose).collect();
    let choose = Callback::new(move |at| taken.predicted.set(Some(at)));
    let closed = Signal::derive(move || is_sent);
    let request = taken.step.request(subject).map(|request| view_request(&request));
    let (send, send_only) = (say(Page::Send), say(Page::SendOnly));
    let button = (!is_sent).then(|| {
        view! {
            <button type="button" class="button primary" on:click=move |_| taken.send()>
                {move || if taken.predicted.get().is_some() { send.clone() } else { send_only.clone() }}
            </button>
        }
    });
    view! {
        {view_source(taken, prose)}
        <p>{rich(&taken.step.before(subject).say(prose))}</p>
        {view_terms(taken.step.terms, prose)}
        <h2>{say(Page::PredictTitle)}</h2>
        {view_question("predict", &prediction.question, &options, taken.predicted, closed, choose, prose)}
        <p class="step-request">{request}{button}</p>
    }
    .into_any()
}

/// Who answers, and how to have the other answer.
fn view_source(taken: Taken, prose: &Prose) -> AnyView {
    let say = |page: Page| prose.get(page.key()).to_owned();
    let session = crate::store::session::Session::expect();
    let is_connected = taken.source.get_untracked() == Source::Connected;
    let is_live = is_connected && !session.is_recorded();
    let words = if is_live { Page::Live } else { Page::Recorded };
    let lacking = (taken.is_lacking.get_untracked() && !is_connected)
        .then(|| view! { <p class="notice">{rich(prose.get(&taken.step.need.missing_key()))}</p> });
    let other = (!session.is_recorded()).then(|| {
        let (words, source) = if is_connected {
            (say(Page::UseRecorded), Source::Recording)
        } else {
            (say(Page::UseLive), Source::Connected)
        };
        view! { <button type="button" class="link" on:click=move |_| taken.look(source)>{words}</button> }
    });
    let need = prose.get(taken.step.need.key());
    view! {
        {lacking}
        <p class="step-source" data-live=is_live.to_string()>
            <span>{say(words)}</span> {other}
            <span class="dim">{rich(&prose.fill(Page::Needs.key(), &[("need", need)]))}</span>
        </p>
    }
    .into_any()
}

/// The request as the address of the page that sends it.
fn view_request(request: &ApiRequest) -> AnyView {
    let text = messages();
    let address = ApiRoute::of(request.clone()).address();
    let spelt = request.spelt_path();
    let query = spelt
        .split_once('?')
        .map(|(_, query)| spectrum::coloured(text, format!("?{query}"), Some(Part::Query)));
    // What a GET asks for without saying more is no news.
    let is_telling =
        |name: &str, value: &str| name.starts_with("Impersonate") || (name == "Accept" && !value.ends_with("*/*"));
    let headers: Vec<_> = request
        .headers()
        .into_iter()
        .filter(|(name, value)| is_telling(name, value))
        .map(|(name, value)| view! { <span class="step-header mono">{format!("{name}: {value}")}</span> })
        .collect();
    view! { <a class="mono" href=address>"GET " {spectrum::path(text, &request.path)}{query}</a>{headers} }.into_any()
}
