//! The unmistakable banner of the recorded cluster.

use leptos::prelude::*;

use crate::{
    browser::clock,
    route::Page,
    store::{
        session::{Connection, Session},
        settings::messages,
    },
};

/// Says that nothing here is live, when nothing is.
#[component]
pub fn Banner() -> impl IntoView {
    let text = messages();
    let session = Session::expect();
    move || {
        let Connection::Recorded {
            version,
            recorded_at_ms,
            ..
        } = session.connection.get()
        else {
            return None;
        };
        Some(view! {
            <aside class="banner" aria-label=text.shell.recorded>
                <strong>{text.shell.recorded}</strong>
                <span>{(text.shell.banner)(&clock::day(recorded_at_ms), &version)}</span>
                <a href=Page::Doctor.address()>{text.shell.banner_why}</a>
            </aside>
        })
    }
}
