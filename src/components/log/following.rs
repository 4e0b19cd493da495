//! The newest lines of a log that is followed; the end stays in sight until the reader scrolls up.

use leptos::{html, prelude::*};

use super::view_written;
use crate::{
    browser::frames,
    components::failure_panel::FailurePanel,
    kube::request::ApiRequest,
    store::{
        followed::{Followed, Line, State},
        owned::Owned,
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
    let scrolled = move |_| {
        if let Some(area) = area.get_untracked() {
            is_at_end.set(area.scroll_height() - area.scroll_top() - area.client_height() < NEAR);
        }
    };
    let page = Owned::here();
    Effect::new(move || {
        followed.lines.track();
        if is_at_end.get_untracked() {
            page.spawn(async move {
                frames::next_frame().await;
                if let Some(area) = area.try_get_untracked().flatten() {
                    area.set_scroll_top(area.scroll_height());
                }
            });
        }
    });
    let failure = move || match followed.state.get() {
        State::Failed(failure) => {
            let (request, again) = (Some(request.clone()), move |()| followed.again());
            Some(view! { <FailurePanel failure=failure request=request again=again kept=true /> })
        }
        _ => None,
    };
    let (level, said) = (
        move || {
            if followed.state.with(|state| *state == State::Following) {
                "live"
            } else {
                "waiting"
            }
        },
        move || match followed.state.get() {
            State::Opening => text.shell.waiting,
            State::Following => text.log.following,
            State::Ended | State::Failed(_) => text.log.ended,
        },
    );
    let left_out = move || {
        let count = usize::try_from(followed.left_out()).unwrap_or(usize::MAX);
        (count > 0).then(|| view! { <span class="dim">{(text.log.left_out)(&text.count(count))}</span> })
    };
    view! {
        {failure}
        <div class="bar summary">
            <span class="liveness" role="status"><span class="dot" data-level=level></span><span>{said}</span></span>
            {left_out}
        </div>
        <div class="code body log" node_ref=area tabindex="0" role="region" aria-label=text.log.label on:scroll=scrolled>
            <For each=move || followed.lines.get() key=|line: &Line| line.number children=|line| {
                view! { <div>{view_written(&line.text)}"\n"</div> }
            } />
        </div>
    }
}
