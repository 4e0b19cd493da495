//! A masked value of a Secret, revealed on demand from a fresh answer, for half a minute.

use leptos::prelude::*;

use crate::{
    browser::timer,
    kube::request::ApiRequest,
    store::{owned::Owned, session::Session, settings::messages},
};

/// How long a revealed value stays on screen.
const REVEALED_MS: u32 = 30_000;

/// A button that reveals one value, and the value while it is revealed.
#[component]
pub fn SecretValue(
    /// The request of the Secret.
    request: ApiRequest,
    /// Where the value stands in it.
    pointer: String,
) -> impl IntoView {
    let text = messages();
    let session = Session::expect();
    let here = Owned::here();
    let shown = RwSignal::new(None::<String>);
    let has_failed = RwSignal::new(false);
    let label = format!("{} {pointer}", text.object.reveal);
    if session.is_recorded() {
        return view! { <span class="secret-value dim">{text.object.reveal_recorded}</span> }.into_any();
    }
    let reveal = move |_| {
        let (request, pointer) = (request.clone(), pointer.clone());
        here.spawn(async move {
            match session.reveal(&request, &pointer).await {
                Some(value) => {
                    shown.try_set(Some(value));
                    timer::sleep(REVEALED_MS).await;
                    shown.try_set(None);
                }
                None => {
                    has_failed.try_set(true);
                }
            }
        });
    };
    view! {
        <span class="secret-value">
            {move || match shown.get() {
                Some(value) => view! {
                    <code title=text.object.reveal_as_text>{value}</code>
                    " "
                    <button type="button" class="button small" on:click=move |_| shown.set(None)>
                        {text.object.hide}
                    </button>
                }
                .into_any(),
                None => view! {
                    <button type="button" class="button small" aria-label=label.clone() on:click=reveal.clone()>
                        {text.object.reveal}
                    </button>
                }
                .into_any(),
            }}
            {move || has_failed.get().then(|| view! { " " <span role="alert">{text.object.reveal_failed}</span> })}
        </span>
    }
    .into_any()
}
