//! What the page found when it looked for an API, and what to do when it is no working kubectl proxy.

use leptos::prelude::*;

use super::start::GuardedProxy;
use crate::{
    browser::location,
    client::probe::{Finding, ProxyEvidence, Verdict},
    components::failure_panel::FailurePanel,
    kube::query::encode_value,
    store::{
        session::{Connection, Session},
        settings::messages,
    },
};

/// The page on the connection.
#[component]
pub fn DoctorPage() -> impl IntoView {
    let text = messages();
    let words = &text.doctor;
    let session = Session::expect();
    let findings = move || match session.connection.get() {
        Connection::Looking => view! { <p class="waiting" role="status">{text.shell.looking}</p> }.into_any(),
        Connection::Live { findings, .. } => view_findings(&findings, session),
        Connection::Recorded { findings, .. } => view! {
            {findings.is_empty().then(|| view! { <p class="notice">{words.recording_chosen}</p> })}
            {view_findings(&findings, session)}
        }
        .into_any(),
        Connection::None { findings, recording } => view! {
            {view_findings(&findings, session)}
            {recording.map(|failure| view! {
                <p class="notice">{words.recording_missing}</p>
                <FailurePanel failure=failure request=None again=move |()| connect(session) />
            })}
        }
        .into_any(),
    };
    let is_recorded = move || session.connection.get().is_recorded();
    view! {
        <div class="page">
            <h1 tabindex="-1" id="title">{words.title}</h1>
            <p class="lead">{words.lead}</p>
            <dl class="facts"><div><dt>{words.origin}</dt><dd>{location::origin()}</dd></div></dl>
            {findings}
            <p class="bar">
                <button type="button" class="button" on:click=move |_| connect(session)>{words.try_again}</button>
                {move || if is_recorded() {
                    view! { <button type="button" class="button" on:click=|_| location::reopen_with("")>{words.use_live}</button> }.into_any()
                } else {
                    view! { <button type="button" class="button" on:click=|_| location::reopen_with("?cluster=recorded")>{words.use_recording}</button> }.into_any()
                }}
            </p>
            <Prefix />
            <section>
                <h2>{words.guarded}</h2>
                <p>{words.guarded_text}</p>
                <GuardedProxy />
            </section>
        </div>
    }
}

fn connect(session: Session) {
    // The session outlives every page.
    leptos::task::spawn_local(session.connect());
}

fn view_findings(findings: &[Finding], session: Session) -> AnyView {
    let items: Vec<_> = findings.iter().map(|finding| view_finding(finding, session)).collect();
    view! { <ul class="findings">{items}</ul> }.into_any()
}

fn view_finding(finding: &Finding, session: Session) -> impl IntoView + use<> {
    let text = messages();
    let words = &text.doctor;
    let tried = format!("GET {}/version", finding.prefix);
    let verdict = match finding.verdict.clone() {
        Verdict::Api { version } => {
            let version = version.unwrap_or_else(|| words.version_hidden.to_owned());
            let proxy = move || match session.connection.get() {
                Connection::Live { proxy, .. } => match proxy {
                    ProxyEvidence::FilterAnswered => words.proxy_yes,
                    ProxyEvidence::FilterSilent => words.proxy_no,
                    ProxyEvidence::NotYet => "",
                },
                _ => "",
            };
            view! { <p>{(words.found_api)(&version)}</p><p>{proxy}</p> }.into_any()
        }
        Verdict::NotHere(_) => view! { <p>{words.not_here}</p> }.into_any(),
        Verdict::Trouble(failure) => view! {
            <FailurePanel failure=failure request=None again=move |()| connect(session) />
        }
        .into_any(),
    };
    view! { <li><h2 class="mono">{words.tried}": "{tried}</h2>{verdict}</li> }
}

/// Opens the page anew with another API prefix.
#[component]
fn Prefix() -> impl IntoView {
    let words = &messages().doctor;
    let typed = RwSignal::new(location::parameter("api-prefix").unwrap_or_default());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        location::reopen_with(&format!("?api-prefix={}", encode_value(&typed.get_untracked())));
    };
    view! {
        <form class="bar" on:submit=submit>
            <label for="api-prefix">{words.prefix}</label>
            <input
                id="api-prefix"
                class="field mono"
                autocomplete="off"
                spellcheck="false"
                placeholder="/k8s"
                prop:value=typed
                on:input=move |event| typed.set(event_target_value(&event))
            />
            <button type="submit" class="button">{words.use_prefix}</button>
            <span class="dim">{words.prefix_hint}</span>
        </form>
    }
}
