//! One step: what to know first, a guess, the request, what to notice in the answer, a question, and why it matters.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    answer::{badge, view_answer},
    question::view_question,
    terms::view_terms,
};
use crate::{
    components::{rich_text::rich, spectrum},
    kube::{path::Part, request::ApiRequest},
    learn::lesson::{
        mark::{Mark, Place},
        question::Wording,
        step::{Reading, Shown},
        subject::Subject,
        words::Page,
    },
    route::ApiRoute,
    store::{
        lesson::{Passed, Phase, Source, Taken},
        settings::messages,
    },
    wire::{prose::Prose, vocabulary::Vocabulary as _},
};

/// The step, in two columns where there is room: what is said, and what came.
pub fn view_step(taken: Taken, passed: Passed, prose: Arc<Prose>) -> AnyView {
    let at = RwSignal::new(None::<usize>);
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
    let after = {
        let prose = Arc::clone(&prose);
        move || {
            taken
                .reading
                .get()
                .map(|reading| view_reading(taken, passed, &reading, at, &prose))
        }
    };
    let answer = move || {
        let answer = taken.answer.get()?;
        let marks = match taken.reading.get_untracked() {
            Some(Reading::Ready(shown)) => shown.marks,
            _ => Vec::new(),
        };
        Some(view_answer(&answer, &marks, taken.step.is_watch(), at))
    };
    view! {
        <div class="step">
            <div class="step-told">{told}{after}</div>
            <div class="step-answer">{answer}</div>
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
    let headers: Vec<_> = request
        .headers()
        .into_iter()
        .filter(|(name, _)| name.starts_with("Impersonate"))
        .map(|(name, value)| view! { <span class="step-header mono">{format!("{name}: {value}")}</span> })
        .collect();
    view! { <a class="mono" href=address>"GET " {spectrum::path(text, &request.path)}{query}</a>{headers} }.into_any()
}

/// What is said and asked once something came.
fn view_reading(
    taken: Taken,
    passed: Passed,
    reading: &Reading,
    at: RwSignal<Option<usize>>,
    prose: &Arc<Prose>,
) -> AnyView {
    match reading {
        Reading::Waiting { events, .. } => {
            let words = prose.fill(Page::Waiting.key(), &[("events", &events.to_string())]);
            view! { <p class="waiting" role="status">{words}</p> }.into_any()
        }
        Reading::Unfit(unfit) => {
            let use_recorded = prose.get(Page::UseRecorded.key()).to_owned();
            let can_switch = taken.source.get_untracked() == Source::Connected;
            view! {
                <p class="notice">{rich(prose.get(unfit.key()))}</p>
                {can_switch.then(|| view! {
                    <button type="button" class="button" on:click=move |_| taken.look(Source::Recording)>{use_recorded}</button>
                })}
            }
            .into_any()
        }
        Reading::Ready(shown) => view_shown(taken, passed, shown, at, prose),
    }
}

fn view_shown(taken: Taken, passed: Passed, shown: &Shown, at: RwSignal<Option<usize>>, prose: &Arc<Prose>) -> AnyView {
    let say = |page: Page| prose.get(page.key()).to_owned();
    // The first thing to notice in a long answer is seen at once.
    at.set(
        shown
            .marks
            .iter()
            .position(|mark| matches!(mark.place, Place::Pointer(_) | Place::Event { .. })),
    );
    let outcome = view_outcome(taken, shown, prose);
    let marks = shown
        .marks
        .iter()
        .enumerate()
        .map(|(number, mark)| view_mark(number, mark, at, prose))
        .collect_view();
    let check = shown.check.clone();
    let answered = {
        let check = check.clone();
        Callback::new(move |choice| {
            taken.chosen.set(Some(choice));
            if check.is_right(choice) {
                passed.pass(taken.step);
            }
        })
    };
    let is_right = {
        let check = check.clone();
        Signal::derive(move || taken.chosen.get().is_some_and(|choice| check.is_right(choice)))
    };
    let question = view_question(
        "check",
        &check.question,
        &check.choices,
        taken.chosen,
        is_right,
        answered,
        prose,
    );
    let feedback = {
        let prose = Arc::clone(prose);
        move || {
            taken.chosen.get().map(|choice| {
                let word = if check.is_right(choice) {
                    Page::Right
                } else {
                    Page::Wrong
                };
                view! {
                    <p class="feedback" data-right=check.is_right(choice).to_string()>
                        <b>{prose.get(word.key()).to_owned()}</b> " " {rich(&check.feedback(choice).say(&prose))}
                    </p>
                }
            })
        }
    };
    let why = prose.get(&taken.step.why_key()).to_owned();
    let why_title = say(Page::WhyTitle);
    view! {
        {outcome}
        <h2>{say(Page::NoticeTitle)}</h2>
        <ol class="marks">{marks}</ol>
        <h2>{say(Page::CheckTitle)}</h2>
        {question}
        <div role="status">{feedback}</div>
        {move || is_right.get().then(|| view! { <h2>{why_title.clone()}</h2><p>{rich(&why)}</p> })}
    }
    .into_any()
}

fn view_outcome(taken: Taken, shown: &Shown, prose: &Prose) -> AnyView {
    let Phase::Sent(subject) = taken.phase.get_untracked() else {
        return ().into_any();
    };
    let prediction = taken.step.prediction(&subject);
    let option = |at: usize| {
        prediction
            .options
            .get(at)
            .map(|text| text.say(prose))
            .unwrap_or_default()
    };
    let came = option(shown.outcome.came_true);
    let said = taken.predicted.get_untracked().map(|predicted| {
        if predicted == shown.outcome.came_true {
            prose.get(Page::CameTrue.key()).to_owned()
        } else {
            prose.fill(Page::CameInstead.key(), &[("option", &came)])
        }
    });
    view! {
        <div class="outcome">
            {said.map(|said| view! { <p><b>{rich(&said)}</b></p> })}
            <p>{rich(&shown.outcome.told.say(prose))}</p>
        </div>
    }
    .into_any()
}

fn view_mark(number: usize, mark: &Mark, at: RwSignal<Option<usize>>, prose: &Prose) -> impl IntoView + use<> {
    let show = prose.get(Page::Show.key()).to_owned();
    view! {
        <li>
            {badge(number)}
            <span>{rich(&mark.words.say(prose))}</span>
            <button
                type="button"
                class="link"
                aria-label=format!("{show} {}", number + 1)
                on:click=move |_| {
                    at.set(None);
                    at.set(Some(number));
                }
            >
                {show.clone()}
            </button>
        </li>
    }
}
