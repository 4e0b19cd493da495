//! What the page is connected to, in a few words in the header.

use leptos::prelude::*;

use crate::{
    client::probe::ProxyEvidence,
    route::Page,
    store::{
        session::{Connection, Session},
        settings::messages,
    },
};

/// Says what answers, and links to what was found.
#[component]
pub fn ConnectionPill() -> impl IntoView {
    let text = messages();
    let session = Session::expect();
    let level = move || match session.connection.get() {
        Connection::Looking => "waiting",
        Connection::Live { .. } => "live",
        Connection::Recorded { .. } => "recorded",
        Connection::None { .. } => "bad",
    };
    let words = move || match session.connection.get() {
        Connection::Looking => text.shell.looking.to_owned(),
        Connection::Live { version, proxy, .. } => {
            let what = match proxy {
                ProxyEvidence::FilterAnswered => "kubectl proxy",
                ProxyEvidence::FilterSilent | ProxyEvidence::NotYet => "API",
            };
            match version {
                Some(version) => format!("{what} · {version}"),
                None => what.to_owned(),
            }
        }
        Connection::Recorded { version, .. } => format!("{} · {version}", text.shell.recorded),
        Connection::None { .. } => text.shell.no_connection.to_owned(),
    };
    view! {
        <a class="pill" href=Page::Doctor.address()>
            <span class="dot" data-level=level aria-hidden="true"></span>
            <span aria-live="polite">{words}</span>
            <span class="wide-only dim">{text.shell.read_only}</span>
        </a>
    }
}
