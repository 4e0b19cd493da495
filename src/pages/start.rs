//! Where a reader begins.

use leptos::prelude::*;

use crate::{
    components::{command::copy_words, spectrum},
    kube::path::ApiPath,
    route::{self, Page},
    store::settings::messages,
    ui::copy_button::CopyButton,
};

/// The command that serves the console and lets only reads through.
///
/// Source of the traps it avoids: kubectl `pkg/proxy/proxy_server.go` (the default lets every verb pass) and
/// kubernetes.io "Kubelet authentication/authorization" on `nodes/proxy`.
pub const GUARDED_PROXY: &str = "kubectl proxy --www=dist --reject-methods='^[^GH]' \
     --reject-paths='^/api/.*/pods/.*/(exec|attach|portforward),^/api/v1/nodes/.*/proxy'";

/// The start page.
#[component]
pub fn StartPage() -> impl IntoView {
    let text = messages();
    let words = &text.start;
    let look = [
        (words.look_pods, "/api/v1/pods"),
        (words.look_nodes, "/api/v1/nodes"),
        (words.look_namespaces, "/api/v1/namespaces"),
        (words.look_groups, "/apis"),
        (words.look_version, "/version"),
    ];
    let look = look
        .map(|(name, path)| view! { <li>{link(name, path)}</li> })
        .collect_view();
    view! {
        <div class="page">
            <h1 tabindex="-1" id="title">{words.title}</h1>
            <p class="lead">{words.lead}</p>
            <div class="cards">
                <section class="card"><h2>{words.look}</h2><ul>{look}</ul></section>
                <section class="card">
                    <h2>{words.learn}</h2>
                    <ul>
                        <li><a href=Page::Learn.address()>{words.learn_lessons}</a></li>
                        <li><a href=Page::Proxies.address()>{words.learn_proxies}</a></li>
                        <li>{link(words.learn_address, "/apis/batch/v1/namespaces/default/jobs")}</li>
                        <li><a href=Page::Requests.address()>{words.learn_requests}</a></li>
                    </ul>
                </section>
                <section class="card"><h2>{words.safe}</h2><p>{words.safe_text}</p></section>
            </div>
            <section>
                <h2>{words.own}</h2>
                <p>{words.own_text}</p>
                <GuardedProxy />
            </section>
        </div>
    }
}

/// The guarded command and the address that it serves.
#[component]
pub fn GuardedProxy() -> impl IntoView {
    let text = messages();
    view! {
        <div class="code" tabindex="0" role="region" aria-label=text.doctor.guarded>{GUARDED_PROXY}</div>
        <p class="bar">
            <CopyButton text=|()| GUARDED_PROXY.to_owned() words=copy_words() />
            <code>"http://127.0.0.1:8001/static/"</code>
        </p>
    }
}

/// A link that shows its request in colours.
fn link(name: &'static str, path: &'static str) -> impl IntoView {
    let shown = ApiPath::parse(path).ok().map(|path| spectrum::path(messages(), &path));
    view! { <a href=route::to(path)>{name}</a> " " <code>{shown}</code> }
}
