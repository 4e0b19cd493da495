//! `kubectl logs`.
//!
//! Source: kubectl `pkg/cmd/logs/logs.go`.

use super::{
    Context, NotUnderstood, Understood, Usage,
    flags::{Flags, bad_value},
    get,
};
use crate::{
    dialect::{Note, View, duration},
    kube::{gvk::GroupVersionResource, path::ApiPath, request::ApiRequest},
};

/// Reads `kubectl logs POD [CONTAINER]` and `kubectl logs TYPE/NAME`.
///
/// Logs are a pod's. For a selector or another resource the request is for that, to choose a pod from.
pub(super) fn read(flags: &Flags, context: &Context<'_>) -> Result<Understood, NotUnderstood> {
    let selector = flags.value("selector")?;
    let mut notes = Vec::new();
    let (namespace, note) = match flags.value("namespace")? {
        Some(namespace) => (namespace, None),
        None => (
            context.default_namespace(),
            Some(Note::DefaultNamespace(context.default_namespace().to_owned())),
        ),
    };
    notes.extend(note);
    let core_pods = GroupVersionResource::new("", "v1", "pods");
    let (pod, inline_container) = match (flags.word(0)?, flags.words.len()) {
        (None, _) => {
            let selector = selector.ok_or(NotUnderstood::Usage(Usage::NoPod))?;
            let path = ApiPath::of(&core_pods, Some(namespace), None)?;
            let mut understood = Understood::get(path)?;
            understood.request = understood.request.with("labelSelector", selector);
            return Ok(without_pod(understood, notes));
        }
        (Some(_), 1 | 2) if selector.is_some() => {
            return Err(NotUnderstood::Usage(Usage::NameAndSelector));
        }
        (Some(pod), 1 | 2) => (pod, flags.word(1)?),
        _ => {
            return Err(NotUnderstood::TooManyWords(
                flags.word(2)?.unwrap_or_default().to_owned(),
            ));
        }
    };
    let mut name = pod;
    if pod.contains('/') {
        let (kind, of_kind) = get::type_name(pod)?;
        let found = get::find(context, kind)?;
        if found.resource != core_pods {
            let namespace = found.is_namespaced().then_some(namespace);
            let base = ApiPath::of(&found.resource, namespace, None)?;
            return Ok(without_pod(Understood::named(&base, &[of_kind])?, notes));
        }
        name = of_kind;
    }
    let base = ApiPath::of(&core_pods, Some(namespace), None)?;
    let mut understood = Understood::named(&base, &[name, "log"])?;
    understood.request = options(understood.request, flags, inline_container)?;
    understood.view = Some(View::Text);
    understood.notes = notes;
    if understood.request.query.get("container").is_none() {
        understood.note(Note::DefaultContainer);
    }
    Ok(understood)
}

fn without_pod(mut understood: Understood, notes: Vec<Note>) -> Understood {
    understood.notes = notes;
    understood.note(Note::LogsNeedAPod);
    understood
}

/// The query that kubectl sends, in its order: by name.
fn options(mut request: ApiRequest, flags: &Flags, inline: Option<&str>) -> Result<ApiRequest, NotUnderstood> {
    let container = flags.value("container")?;
    let has_two = inline.is_some() && container.is_some();
    if has_two || flags.is_on("all-containers") && (inline.is_some() || container.is_some()) {
        return Err(NotUnderstood::Usage(Usage::TwoContainers));
    }
    let since = flags
        .value("since")?
        .map(|text| duration::seconds(text).ok_or_else(|| bad_value("since", text)));
    let since = since.transpose()?.filter(|seconds| *seconds > 0);
    let since_time = flags.value("since-time")?;
    if since.is_some() && since_time.is_some() {
        return Err(NotUnderstood::Usage(Usage::TwoSinces));
    }
    let not_negative = |name: &'static str, number: Option<i64>, least: i64| match number {
        Some(number) if number < least => Err(bad_value(name, &number.to_string())),
        other => Ok(other),
    };
    let bytes = not_negative("limit-bytes", flags.number("limit-bytes")?, 0)?.filter(|bytes| *bytes > 0);
    let lines = not_negative("tail", flags.number("tail")?, -1)?.filter(|lines| *lines >= 0);
    let on = |name: &str| flags.is_on(name).then(|| "true".to_owned());
    let parameters = [
        ("container", inline.or(container).map(str::to_owned)),
        ("follow", on("follow")),
        ("insecureSkipTLSVerifyBackend", on("insecure-skip-tls-verify-backend")),
        ("limitBytes", bytes.map(|bytes| bytes.to_string())),
        ("previous", on("previous")),
        ("sinceSeconds", since.map(|seconds| seconds.to_string())),
        ("sinceTime", since_time.map(str::to_owned)),
        ("tailLines", lines.map(|lines| lines.to_string())),
        ("timestamps", on("timestamps")),
    ];
    for (key, value) in parameters {
        if let Some(value) = value {
            request = request.with(key, &value);
        }
    }
    Ok(request)
}
