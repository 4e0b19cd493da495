//! What happens to the request's header fields on each hop: sent, added, passed on, taken out.

use super::sources;
use crate::{
    kube::{path::Target, request::ApiRequest},
    wire::{
        hop::{Actor, Hop, Source},
        vocabulary::vocabulary,
    },
};

vocabulary! {
    /// What the sender of a hop does with a header field.
    Step under "journey.field" {
        /// Sets it, first of all.
        Sent = "sent",
        /// Adds it.
        Added = "added",
        /// Adds it if it has something to put into it and the request has none.
        MayAdd = "may_add",
        /// Passes it on as it came.
        Passed = "passed",
        /// Puts another value into it.
        Rewritten = "rewritten",
        /// Appends a value to it.
        Appended = "appended",
        /// Takes it out, if it is there.
        Removed = "removed",
    }
}

/// What happens to one header field on a hop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FieldStep {
    /// The field's name; a `*` stands for several.
    pub field: &'static str,
    /// What the sender of the hop does with it.
    pub step: Step,
    /// The document that says so.
    pub source: Source,
}

fn all(step: Step, source: Source, fields: &[&'static str]) -> Vec<FieldStep> {
    fields.iter().map(|field| FieldStep { field, step, source }).collect()
}

/// The fields of the request that stand in its address.
fn own(request: &ApiRequest) -> Vec<&'static str> {
    let mut names: Vec<&'static str> = request.headers().into_iter().map(|(name, _)| name).collect();
    names.dedup();
    names
}

fn impersonation(request: &ApiRequest) -> Vec<&'static str> {
    own(request)
        .into_iter()
        .filter(|name| name.starts_with("Impersonate-"))
        .collect()
}

/// What happens to header fields on a hop.
pub(super) fn fields(request: &ApiRequest, hop: &Hop) -> Vec<FieldStep> {
    match (hop.from, hop.to) {
        (Actor::Browser | Actor::Client, _) => all(Step::Sent, sources::FETCH, &own(request)),
        (Actor::KubectlProxy, _) => [
            all(Step::Passed, sources::KUBECTL_SOURCE, &own(request)),
            all(Step::MayAdd, sources::KUBECTL_SOURCE, &["Authorization"]),
            all(Step::Rewritten, sources::KUBECTL_SOURCE, &["Host"]),
            all(Step::Appended, sources::UPGRADE_AWARE, &["X-Forwarded-For"]),
        ]
        .concat(),
        (Actor::ReverseProxy, Actor::ApiServer) => all(Step::MayAdd, sources::CONTROLLING_ACCESS, &["Authorization"]),
        (Actor::ApiServer, Actor::ExtensionApiServer) => [
            removed(request),
            all(
                Step::Added,
                sources::AGGREGATOR,
                &["X-Remote-User", "X-Remote-Group", "X-Remote-Extra-*", "Audit-Id"],
            ),
            all(Step::Passed, sources::AGGREGATOR, &["Accept"]),
            all(Step::Appended, sources::UPGRADE_AWARE, &["X-Forwarded-For"]),
            all(Step::Added, sources::PROXY_TRANSPORT, &["X-Forwarded-Uri"]),
        ]
        .concat(),
        (Actor::ApiServer, Actor::Pod | Actor::NodeProgram) => [
            removed(request),
            all(Step::Removed, sources::AUTHENTICATION_FILTER, &["X-Remote-*"]),
            all(Step::Passed, sources::UPGRADE_AWARE, &["Accept"]),
            all(Step::Appended, sources::UPGRADE_AWARE, &["X-Forwarded-For"]),
            all(Step::Added, sources::PROXY_TRANSPORT, &["X-Forwarded-Uri"]),
        ]
        .concat(),
        (Actor::ApiServer, Actor::Kubelet) if is_log(request) => {
            // The API server asks in a request of its own and sends none of the caller's fields.
            let mut gone = all(Step::Removed, sources::LOG_STREAMER, &own(request));
            gone.extend(all(Step::Removed, sources::AUTHENTICATION_FILTER, &["Authorization"]));
            gone
        }
        _ => Vec::new(),
    }
}

fn removed(request: &ApiRequest) -> Vec<FieldStep> {
    let mut steps = all(Step::Removed, sources::AUTHENTICATION_FILTER, &["Authorization"]);
    steps.extend(all(Step::Removed, sources::IMPERSONATION, &impersonation(request)));
    steps
}

fn is_log(request: &ApiRequest) -> bool {
    matches!(request.target(), Target::Subresource { subresource, .. } if subresource == "log")
}
