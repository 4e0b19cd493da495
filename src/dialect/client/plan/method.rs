//! What the generated libraries call an operation, if they have it.

use super::aim::{Action, Aim, Catalogue, Objects};
use crate::{
    dialect::{
        Span,
        client::{
            Reason,
            release::{self, Presence},
        },
    },
    kube::{gvk::GroupVersionResource, operation::Operation, path::Part},
};

/// What the generated libraries call an operation.
///
/// Source: kubernetes-client/gen `openapi/preprocess_spec.py`, `strip_tags_from_operation_id`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MethodName {
    /// The words of the tag, such as `Core` and `V1`.
    pub class: Vec<String>,
    /// The operation without them: `listNamespacedPod`.
    pub name: String,
}

/// What the generated libraries call an operation, or why they do not.
pub(super) fn of(aim: &Aim, operation: Option<&Operation>, minor: u8) -> Result<MethodName, Reason> {
    let reason = match aim {
        Aim::Objects(objects, action) => untyped(minor, objects, action),
        Aim::Catalogue(Catalogue::Group(group)) => absent(minor, group, None),
        Aim::Catalogue(Catalogue::Resources(at)) => absent(minor, &at.group, Some(&at.version)),
        Aim::Catalogue(Catalogue::Version | Catalogue::CoreVersions | Catalogue::Groups) => None,
        Aim::Other => Some(Reason::NotAResource),
    };
    match (reason, operation.and_then(MethodName::of)) {
        (Some(reason), _) => Err(reason),
        (None, Some(method)) => Ok(method),
        (None, None) => Err(Reason::UnknownOperation),
    }
}

fn absent(minor: u8, group: &str, version: Option<&str>) -> Option<Reason> {
    match release::group(minor, group, version) {
        Presence::Present => None,
        Presence::OtherRelease => Some(Reason::OtherRelease),
        Presence::Foreign => Some(Reason::CustomResource),
    }
}

/// Why a library whose types are of Kubernetes `1.minor` has none for objects, or nothing if it has.
pub(super) fn untyped(minor: u8, objects: &Objects, action: &Action) -> Option<Reason> {
    let GroupVersionResource { group, version, .. } = &objects.resource;
    let presence = match objects.type_name() {
        Some(kind) => release::kind(minor, group, version, kind),
        None => match release::group(minor, group, Some(version)) {
            Presence::Foreign => Presence::Foreign,
            Presence::Present | Presence::OtherRelease => return Some(Reason::UnknownOperation),
        },
    };
    match (presence, action) {
        (Presence::Foreign, _) => Some(Reason::CustomResource),
        (Presence::OtherRelease, _) => Some(Reason::OtherRelease),
        (Presence::Present, Action::Part { subresource, .. })
            if release::first_with_subresource(subresource) > minor =>
        {
            Some(Reason::OtherRelease)
        }
        // A path that names a namespace for a resource without, or an object without its namespace, is no operation.
        (Presence::Present, _) if objects.is_namespaced != objects.namespace.is_some() => {
            let is_list = matches!(action, Action::List | Action::Watch);
            (!is_list || !objects.is_namespaced).then_some(Reason::UnknownOperation)
        }
        (Presence::Present, _) => None,
    }
}

impl MethodName {
    /// What a document says becomes part of a program only if it can be a name there.
    fn of(operation: &Operation) -> Option<Self> {
        let class: Vec<String> = operation.tag.split('_').map(capitalised).collect();
        let name = operation.id.replace(&class.concat(), "");
        let is_name = class.iter().all(|word| is_identifier(word)) && is_identifier(&name);
        is_name.then_some(Self { class, name })
    }

    /// The words of the class in the colours of group and version.
    pub fn class(&self) -> Vec<Span> {
        self.class
            .iter()
            .zip([Part::Group].into_iter().chain(std::iter::repeat(Part::Version)))
            .map(|(word, part)| Span::of(part, word.as_str()))
            .collect()
    }
}

/// Whether a text is letters and digits, and starts with a letter.
pub(super) fn is_identifier(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(|c| c.is_ascii_alphanumeric())
}

/// A word with its first letter large.
pub fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A name in small letters with underscores.
///
/// Source: `OpenAPITools/openapi-generator`, `StringUtils.underscore`.
pub fn snake(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    let mut out = String::with_capacity(name.len() + 8);
    for (at, &letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| letters.get(before));
        let after = letters.get(at + 1);
        let starts_word = letter.is_ascii_uppercase()
            && before.is_some_and(|before| !before.is_ascii_uppercase() || after.is_some_and(char::is_ascii_lowercase));
        if starts_word {
            out.push('_');
        }
        out.extend(letter.to_lowercase());
    }
    out
}
