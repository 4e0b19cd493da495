//! `kubectl events`.
//!
//! Source: kubectl `pkg/cmd/events/events.go`.

use super::{Context, NotUnderstood, Understood, flags::Flags, get};
use crate::{
    dialect::{Note, View},
    kube::{
        gvk::GroupVersionResource,
        path::ApiPath,
        selector::{FieldRequirement, FieldSelector},
    },
};

/// Reads `kubectl events [--for TYPE/NAME]`: the core group's Events, which its `events.k8s.io` twins are, too.
pub(super) fn read(flags: &Flags, context: &Context<'_>) -> Result<Understood, NotUnderstood> {
    if let Some(word) = flags.word(0)? {
        return Err(NotUnderstood::TooManyWords(word.to_owned()));
    }
    let mut notes = Vec::new();
    let namespace = if flags.is_on("all-namespaces") {
        None
    } else if let Some(namespace) = flags.value("namespace")? {
        Some(namespace)
    } else {
        notes.push(Note::DefaultNamespace(context.default_namespace().to_owned()));
        Some(context.default_namespace())
    };
    let events = GroupVersionResource::new("", "v1", "events");
    let mut understood = Understood::get(ApiPath::of(&events, namespace, None)?)?;
    if let Some(object) = flags.value("for")? {
        let (kind, name) = get::type_name(object)?;
        let kind = &get::find(context, kind)?.kind;
        let api_version = crate::kube::gvk::GroupVersion::new(kind.group.clone(), kind.version.clone()).api_version();
        let selector = FieldSelector {
            requirements: [
                ("involvedObject.kind", kind.kind.as_str()),
                ("involvedObject.apiVersion", &api_version),
                ("involvedObject.name", name),
            ]
            .map(|(field, value)| FieldRequirement {
                field: field.to_owned(),
                is_equal: true,
                value: value.to_owned(),
            })
            .to_vec(),
        };
        understood.request = understood.request.with("fieldSelector", &selector.to_string());
    }
    if flags.is_on("watch") {
        understood.request = understood.request.with("watch", "true");
    }
    understood.view = Some(match flags.value("output")? {
        Some("json") => View::Json,
        Some("yaml") => View::Yaml,
        _ => View::Table,
    });
    understood.notes = notes;
    Ok(understood)
}
