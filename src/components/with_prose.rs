//! What is said in prose: shown once its words have come.

use std::sync::Arc;

use leptos::prelude::*;

use super::{failure_panel::FailurePanel, waiting::Waiting};
use crate::{
    store::{
        prose::{PageProse, Reading},
        settings::messages,
    },
    wire::prose::Prose,
};

/// Shows what `content` makes of the words in those files.
pub fn with_prose(files: &'static [&'static str], content: impl Fn(Arc<Prose>) -> AnyView + Send + 'static) -> AnyView {
    let text = messages();
    let prose = PageProse::open(files);
    (move || match prose.reading.get() {
        Reading::Waiting => view! { <Waiting words=text.shell.waiting /> }.into_any(),
        Reading::Failed(failure) => {
            view! { <FailurePanel failure=failure request=None again=move |()| prose.read() /> }.into_any()
        }
        Reading::Read(prose) => content(prose),
    })
    .into_any()
}
