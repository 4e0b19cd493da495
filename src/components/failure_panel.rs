//! One clear message for whatever went wrong, with the next step. The only place that shows a failure.

use leptos::prelude::*;

use crate::{
    browser::location,
    i18n::{Messages, failures},
    kube::{
        failure::{Answerer, Failure},
        path::{Guard, Target},
        request::ApiRequest,
    },
    store::settings::messages,
};

/// What went wrong, what it means and what to do.
#[component]
pub fn FailurePanel(
    /// What went wrong.
    failure: Failure,
    /// The request that it befell, if there was one.
    #[prop(optional_no_strip)]
    request: Option<ApiRequest>,
    /// Tries again, or sends what waits for a click.
    #[prop(into)]
    again: Callback<()>,
    /// Whether what was on the page before is still below.
    #[prop(optional)]
    kept: bool,
) -> impl IntoView {
    let text = messages();
    let words = &text.failures;
    let advice = text.advice(&failure, host_is_accepted());
    let waits = failure == Failure::NeverSent(Guard::Proxy);
    let is_mild = matches!(
        failure,
        Failure::NeverSent(_) | Failure::NotRecorded(_) | Failure::TooLarge(_)
    );
    let class = if is_mild { "failure mild" } else { "failure" };
    let said = failures::said(&failure).map(str::to_owned);
    let action = if waits {
        Some(words.send_anyway)
    } else if matches!(failure, Failure::TooLarge(_)) {
        Some(text.raw.load_all)
    } else {
        failure.is_worth_retrying().then_some(words.retry)
    };
    let retry_after = failure.retry_after_seconds().map(words.retry_after);
    let can_i = request.as_ref().and_then(|request| can_i(&failure, request));
    view! {
        <section class=class role="alert">
            <h2>{advice.title}</h2>
            <p>{advice.meaning}</p>
            <p><strong>{advice.next}</strong></p>
            <dl>
                {said.map(|said| view! { <dt>{who(text, &failure)}</dt><dd>{said}</dd> })}
                {request.map(|request| view! { <dt>{words.request}</dt><dd>"GET " {request.spelt_path()}</dd> })}
                {can_i.map(|command| view! { <dt>{words.can_i}</dt><dd>{command}</dd> })}
            </dl>
            <div class="actions">
                {action.map(|action| view! {
                    <button type="button" class="button" on:click=move |_| again.run(())>{action}</button>
                })}
                {retry_after.map(|words| view! { <span class="dim">{words}</span> })}
                {kept.then(|| view! { <span class="dim">{words.kept}</span> })}
            </div>
        </section>
    }
}

/// Whether kubectl proxy's default filter accepts the host name under which the page was opened.
///
/// Source: kubectl `pkg/proxy/proxy_server.go`, `DefaultHostAcceptRE`.
fn host_is_accepted() -> bool {
    let host = location::host();
    let name = host.rsplit_once(':').map_or(host.as_str(), |(name, _)| name);
    matches!(name, "localhost" | "127.0.0.1")
}

/// Whose words are quoted.
fn who(text: &'static Messages, failure: &Failure) -> &'static str {
    let words = &text.failures;
    match failure {
        Failure::Status(_)
        | Failure::TooMany { .. }
        | Failure::PlainText {
            from: Answerer::ApiServer,
            ..
        } => words.who_api_server,
        Failure::Proxy { .. } | Failure::Filtered | Failure::PlainText { .. } => words.who_proxy,
        Failure::Unreachable(_) | Failure::Unreadable(_) => words.who_console,
        _ => words.said,
    }
}

/// The command that checks a refused right. The console cannot ask itself: that would be a POST.
fn can_i(failure: &Failure, request: &ApiRequest) -> Option<String> {
    if failure.code() != Some(403) || *failure == Failure::Filtered {
        return None;
    }
    let (verb, what, namespace) = match request.target() {
        Target::Collection { resource, namespace } => ("list", resource.group_resource(), namespace),
        Target::Object {
            resource, namespace, ..
        } => ("get", resource.group_resource(), namespace),
        Target::Subresource {
            resource,
            namespace,
            subresource,
            ..
        } => {
            let what = format!("{} --subresource={subresource}", resource.group_resource());
            ("get", what, namespace)
        }
        _ => ("get", request.path.to_string(), None),
    };
    let place = namespace.map_or_else(String::new, |namespace| format!(" -n {namespace}"));
    Some(format!("kubectl auth can-i {verb} {what}{place}"))
}
