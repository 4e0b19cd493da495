//! `kubectl get`: lists, objects and their subresources.

use super::{Command, Note};
use crate::{
    dialect::{Span, View, resolve},
    kube::{
        discovery::Discovery,
        path::{Part, Target},
        request::ApiRequest,
    },
};

/// The parameters of a list that `kubectl get` has options for.
const SAID: &[&str] = &["labelSelector", "fieldSelector", "limit", "watch"];

/// The command for a target that names a resource, or why there is none.
pub(super) fn command(
    request: &ApiRequest,
    discovery: &Discovery,
    target: &Target,
    view: View,
) -> Result<Command, Note> {
    let resource = target.resource().ok_or(Note::NoIdiomaticForm)?;
    let known = discovery.resource(resource).ok_or(Note::NotInDiscovery)?;
    let (name, subresource) = match target {
        Target::Object { name, .. } => (Some(name.as_str()), None),
        Target::Subresource {
            name,
            subresource,
            rest,
            ..
        } => {
            if !rest.is_empty() || request.path.guard().is_some() {
                return Err(Note::NoIdiomaticForm);
            }
            (Some(name.as_str()), Some(subresource.as_str()))
        }
        _ => (None, None),
    };
    let mut command = Command::new("get");
    let word = resolve::word(discovery, resource).ok_or(Note::NoIdiomaticForm)?;
    object(&mut command, word, name);
    match (target.namespace(), known.is_namespaced()) {
        (Some(namespace), true) => command.option("-n", Part::Namespace, namespace),
        (None, true) if name.is_none() => command.words("-A"),
        (None, false) => {}
        _ => return Err(Note::NoIdiomaticForm),
    }
    if let Some(subresource) = subresource {
        command.option("--subresource=", Part::Subresource, subresource);
    }
    if name.is_none() {
        selection(&mut command, request);
    } else {
        command.leftovers(request, &["watch"]);
    }
    if request.query.is_on("watch") {
        command.word(vec![Span::of(Part::Query, "-w")]);
        command.note(Note::WatchListsFirst);
    }
    output(&mut command, request, view, name.is_none());
    command.identity(request);
    Ok(command)
}

/// `TYPE NAME`; or `TYPE/NAME` where the name alone would be read as an option.
fn object(command: &mut Command, mut word: Vec<Span>, name: Option<&str>) {
    match name {
        Some(name) if name.starts_with('-') => {
            word.extend([Span::plain("/"), Span::of(Part::Name, name)]);
            command.word(word);
        }
        Some(name) => {
            command.word(word);
            command.word(vec![Span::of(Part::Name, name)]);
        }
        None => command.word(word),
    }
}

/// Selectors and the size of pieces.
fn selection(command: &mut Command, request: &ApiRequest) {
    let filled = |key: &str| request.query.get(key).filter(|value| !value.is_empty());
    if let Some(selector) = filled("labelSelector") {
        command.option("-l", Part::Query, &selector);
    }
    if let Some(selector) = filled("fieldSelector") {
        command.option("--field-selector", Part::Query, &selector);
    }
    match filled("limit").map(|limit| limit.parse::<i64>()) {
        // A watch has no pieces.
        _ if request.query.is_on("watch") => {}
        Some(Ok(limit)) if limit > 0 => {
            command.option("--chunk-size=", Part::Query, &limit.to_string());
            command.note(Note::LimitIsChunkSize);
            command.note(Note::WholeListIsFetched);
        }
        Some(Err(_)) => command.note(Note::ParameterNotExpressible("limit".to_owned())),
        _ => {}
    }
    command.leftovers(request, SAID);
}

/// `-o`, and what it leaves out.
fn output(command: &mut Command, request: &ApiRequest, view: View, is_list: bool) {
    match view {
        View::Table => command.words("-o wide"),
        View::Yaml => command.words("-o yaml"),
        View::Json => command.words("-o json"),
        View::Text => {}
    }
    let is_whole = matches!(view, View::Yaml | View::Json);
    if is_whole {
        command.note(Note::ManagedFieldsHidden);
        if is_list {
            command.note(Note::ListKindIsGeneric);
        }
    }
    // kubectl picks `Accept` by `-o`: a Table, or JSON, which it turns into YAML itself.
    let fits = request.head.accept.as_deref().is_none_or(|accept| {
        let first = accept.split(',').next().unwrap_or_default().trim();
        let (kind, form) = first.split_once(';').unwrap_or((first, ""));
        match kind.trim() {
            "application/json" if form.contains("as=Table") => !is_whole,
            "application/json" => is_whole && !form.contains("as="),
            "application/yaml" => view == View::Yaml,
            _ => false,
        }
    });
    if !fits {
        command.note(Note::AcceptNotExpressible);
    }
}
