//! Plain words: `po`, `pods kube-system`, `deploy/web`, `batch`, and kubectl commands without `kubectl`.

use super::{Context, NotUnderstood, Understood, flags::known, get, kubectl};
use crate::{
    dialect::{Note, View, resolve, shell::Word},
    kube::{gvk::GroupVersion, path::ApiPath, resource::ApiResource},
};

/// Reads words that are no command line: `TYPE`, `TYPE NAMESPACE [NAME]`, `TYPE/NAME [NAMESPACE]`.
///
/// Of a resource without namespaces the second word is the name. With options, or a command of kubectl's in
/// front, the words are read as kubectl would.
pub(super) fn read(words: &[Word], context: &Context<'_>) -> Result<Understood, NotUnderstood> {
    let texts = words.iter().map(known).collect::<Result<Vec<&str>, _>>()?;
    let Some((first, others)) = texts.split_first() else {
        return Err(NotUnderstood::Empty);
    };
    let is_known =
        |word: &str| resolve::resource(context.discovery, word.split(',').next().unwrap_or_default()).is_some();
    if kubectl::is_command(first) && !(is_known(first) && others.is_empty()) {
        return kubectl::read(words, context);
    }
    if texts.iter().any(|text| text.starts_with('-')) || first.contains(',') || is_category(context, first) {
        return kubectl::read(&[&[Word::from("get")], words].concat(), context);
    }
    match others {
        [] if !first.contains('/') && !is_known(first) => group(context, first),
        [] if first.contains('/') && !is_known(first.split('/').next().unwrap_or_default()) => group(context, first),
        others => listed(context, first, others),
    }
}

fn is_category(context: &Context<'_>, word: &str) -> bool {
    !resolve::category(context.discovery, word).is_empty()
}

/// A group or a version of one: `batch`, `batch/v1`, `v1`.
fn group(context: &Context<'_>, word: &str) -> Result<Understood, NotUnderstood> {
    if !word.is_empty() && context.discovery.group(word).is_some() {
        return Understood::named(&ApiPath::parse("/apis")?, &[word]);
    }
    let group_version = GroupVersion::from_api_version(word);
    if context.discovery.version(&group_version).is_some() {
        return Understood::get(ApiPath::parse(&group_version.path())?);
    }
    let kind = word.split('/').next().unwrap_or_default();
    Err(NotUnderstood::UnknownWord {
        word: kind.to_owned(),
        close: resolve::close_words(context.discovery, kind),
    })
}

/// A resource, and what the words behind it say.
fn listed(context: &Context<'_>, first: &str, others: &[&str]) -> Result<Understood, NotUnderstood> {
    let (kind, name) = if first.contains('/') {
        let (kind, name) = get::type_name(first)?;
        (kind, Some(name))
    } else {
        (first, None)
    };
    let resource = get::find(context, kind)?;
    let (namespace, name, more) = match (resource.is_namespaced(), name, others) {
        (true, Some(name), [namespace, more @ ..]) => (Some(*namespace), Some(name), more),
        (true, None, [namespace, name, more @ ..]) => (Some(*namespace), Some(*name), more),
        (true, None, [namespace]) => (Some(*namespace), None, &[][..]),
        (false, None, [name, more @ ..]) => (None, Some(*name), more),
        (_, name, more) => (None, name, more),
    };
    if let Some(word) = more.first() {
        return Err(NotUnderstood::TooManyWords((*word).to_owned()));
    }
    let note = match namespace {
        Some(namespace) => Some(Note::WordIsNamespace(namespace.to_owned())),
        None if resource.is_namespaced() => Some(Note::DefaultNamespace(context.default_namespace().to_owned())),
        None => None,
    };
    let mut understood = Understood::named(&base(context, resource, namespace)?, name.as_slice())?;
    understood.view = name.is_none().then_some(View::Table);
    understood.notes.extend(note);
    Ok(understood)
}

fn base(context: &Context<'_>, resource: &ApiResource, namespace: Option<&str>) -> Result<ApiPath, NotUnderstood> {
    let namespace = resource
        .is_namespaced()
        .then(|| namespace.unwrap_or(context.default_namespace()));
    Ok(ApiPath::of(&resource.resource, namespace, None)?)
}
