//! The newest lines of a log that is followed; the end stays in sight until the reader scrolls up.

use leptos::{html, prelude::*};

use super::{options::offered, view_written};
use crate::{
    components::failure_panel::FailurePanel,
    kube::request::ApiRequest,
    store::{
        followed::{Followed, Line, State},
        settings::messages,
    },
};

/// How far from the end still counts as at the end, in CSS pixels.
const NEAR: i32 = 40;

/// Shows a log that is followed.
#[component]
pub fn Following(
    /// The log.
    followed: Followed,
    /// What it was asked for with.
    request: ApiRequest,
) -> impl IntoView {
    let text = messages();
    let area = NodeRef::<html::Div>::new();
    let is_at_end = RwSignal::new(true);
    let scrolled = keep_end_in_sight(followed, area, is_at_end);
    let failure = move || match followed.state.get() {
        State::Failed(failure) => {
            let (request, again) = (Some(request.clone()), move |()| followed.again());
            let kept = followed.lines.with_untracked(|lines| !lines.is_empty());
            let offered = offered(&failure, request.as_ref());
            Some(view! { <FailurePanel failure=failure request=request again=again kept=kept /> {offered} })
        }
        _ => None,
    };
    let level = move || match followed.state.get() {
        State::Following => "live",
        State::OtherTabs | State::Opening => "waiting",
        State::Ended => "recorded",
        State::Failed(_) => "bad",
    };
    let said = move || match followed.state.get() {
        State::OtherTabs => text.rows.other_tabs,
        State::Opening => text.log.opening,
        State::Following => text.log.following,
        State::Ended => text.log.ended,
        State::Failed(_) => text.log.broken,
    };
    // Of what was refused, the panel says enough.
    let was_refused = move || {
        let has_opened = followed
            .exchange
            .with(|exchange| exchange.as_ref().is_some_and(|it| it.received.code() == Some(200)));
        !has_opened && followed.state.with(|state| matches!(state, State::Failed(_)))
    };
    let left_out = move || {
        let count = followed.left_out();
        (count > 0).then(|| view! { <span class="dim">{(text.log.left_out)(count, &text.count(count))}</span> })
    };
    let has_ended = move || followed.state.with(|state| *state == State::Ended);
    view! {
        {failure}
        <div class="bar summary">
            <span class="liveness" role="status" hidden=was_refused>
                <span class="dot" data-level=level></span><span>{said}</span>
            </span>
            {left_out}
            {move || has_ended().then(|| view! {
                <button type="button" class="button small" on:click=move |_| followed.again()>{text.shell.reload}</button>
            })}
        </div>
        <div class="code body log" class:at-end=is_at_end node_ref=area tabindex="0" role="region" aria-label=text.log.label on:scroll=move |_| scrolled()>
            <For each=move || followed.lines.get() key=|line: &Line| line.number children=|line| {
                view! { <div>{view_written(&line.pieces)}"\n"</div> }
            } />
        </div>
    }
}

/// Scrolls to the end with each line, unless the reader has left it; what it gives back is to be called when the area was
/// scrolled.
fn keep_end_in_sight(
    followed: Followed,
    area: NodeRef<html::Div>,
    is_at_end: RwSignal<bool>,
) -> impl Fn() + Copy + 'static {
    // How far down the area was scrolled last by itself.
    let reached = StoredValue::new(0);
    let is_asked = StoredValue::new(false);
    Effect::new(move || {
        followed.lines.track();
        if is_asked.get_value() || !is_at_end.get_untracked() {
            return;
        }
        is_asked.set_value(true);
        request_animation_frame(move || {
            // A page that is gone has no area.
            is_asked.try_set_value(false);
            if let Some(area) = area.try_get_untracked().flatten()
                && is_at_end.try_get_untracked() == Some(true)
            {
                area.set_scroll_top(area.scroll_height());
                reached.set_value(area.scroll_top());
            }
        });
    });
    move || {
        let Some(area) = area.get_untracked() else { return };
        let top = area.scroll_top();
        if area.scroll_height() - top - area.client_height() < NEAR {
            is_at_end.set(true);
        } else if top < reached.get_value() {
            // Lines may have come since; only the reader scrolls up.
            is_at_end.set(false);
        }
    }
}
