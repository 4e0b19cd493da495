//! A piece of the page whose code comes first: waited for, shown, or missed.

use leptos::{
    prelude::*,
    reactive::{computed::ScopedFuture, spawn_local_scoped_with_cancellation},
};

use super::{failure_panel::FailurePanel, waiting::Waiting};
use crate::client::part::NotArrived;

/// How far it has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    Coming,
    Here,
    Missed,
}

/// Shows what `part` gives, once it has come; asks again when the reader wants it.
pub fn arriving<F>(part: impl Fn() -> F + Send + Sync + Copy + 'static) -> AnyView
where
    F: Future<Output = Result<AnyView, NotArrived>> + 'static,
{
    let phase = RwSignal::new(Phase::Coming);
    let arrived = StoredValue::new_local(None::<AnyView>);
    // The view is built after this function has ended, and belongs to the same owner all the same.
    let owner = StoredValue::new(Owner::current());
    let ask = move || {
        phase.set(Phase::Coming);
        let coming = owner
            .get_value()
            .unwrap_or_default()
            .with(|| ScopedFuture::new_untracked(part()));
        spawn_local_scoped_with_cancellation(async move {
            let came = coming.await;
            let now = if came.is_ok() { Phase::Here } else { Phase::Missed };
            arrived.try_set_value(came.ok());
            phase.try_set(now);
        });
    };
    ask();
    (move || match phase.get() {
        Phase::Coming => view! { <Waiting words="" /> }.into_any(),
        Phase::Here => arrived.try_update_value(Option::take).flatten().into_any(),
        Phase::Missed => {
            view! { <FailurePanel failure=NotArrived.into() request=None again=move |()| ask() /> }.into_any()
        }
    })
    .into_any()
}
