//! The unmistakable banner of the recorded cluster.

use leptos::prelude::*;

use crate::{
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
                <span>{(text.shell.banner)(&date(recorded_at_ms), &version)}</span>
                <a href=Page::Doctor.address()>{text.shell.banner_why}</a>
            </aside>
        })
    }
}

/// The day, as ISO 8601 writes it in every language.
#[allow(clippy::cast_possible_truncation)] // a recording's date is far from the ends
fn date(milliseconds: f64) -> String {
    jiff::Timestamp::from_millisecond(milliseconds as i64).map_or_else(
        |_| String::new(),
        |time| time.to_string().split('T').next().unwrap_or_default().to_owned(),
    )
}
