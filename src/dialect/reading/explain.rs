//! `kubectl explain`.
//!
//! Source: kubectl `pkg/explain/explain.go`, `pkg/cmd/explain/explain.go`.

use super::{Context, NotUnderstood, Understood, Usage, flags::Flags, get};
use crate::{
    dialect::Note,
    kube::{
        gvk::{GroupVersion, GroupVersionResource},
        path::ApiPath,
    },
};

/// Reads `kubectl explain TYPE[.GROUP][.FIELD…]` as a request for the schemas of its group and version.
pub(super) fn read(flags: &Flags, context: &Context<'_>) -> Result<Understood, NotUnderstood> {
    let word = flags.word(0)?.ok_or(NotUnderstood::Usage(Usage::NoResource))?;
    if flags.words.len() > 1 {
        return Err(NotUnderstood::Usage(Usage::SeveralToExplain));
    }
    let (first, rest) = word.split_once('.').unwrap_or((word, ""));
    let found = get::find(context, first)?;
    // `deployments.apps.spec`: a group may follow; the longest that fits, or `events` would always be the core group's.
    let with_group = context
        .discovery
        .resources()
        .filter(|other| other.plural() == found.plural() && !other.resource.group.is_empty())
        .filter_map(|other| Some((other, behind_group(rest, &other.resource.group)?)))
        .max_by_key(|(other, _)| other.resource.group.len());
    let (found, fields) = with_group.unwrap_or((found, rest));
    let group_version = match flags.value("api-version")? {
        Some(text) => GroupVersion::from_api_version(text),
        // Of one group's versions the preferred one, which discovery has first.
        None => context
            .discovery
            .resources()
            .find(|other| other.resource.group == found.resource.group && other.plural() == found.plural())
            .map_or_else(
                || found.resource.group_version(),
                |first| first.resource.group_version(),
            ),
    };
    let resource = group_version.resource(found.plural());
    let base = ApiPath::parse("/openapi/v3")?;
    let mut understood = Understood::named(&base, &schema_of(&resource))?;
    understood.note(Note::Explains {
        fields: fields
            .split('.')
            .filter(|field| !field.is_empty())
            .map(str::to_owned)
            .collect(),
        resource,
    });
    Ok(understood)
}

/// What follows a group's name, if it stands there.
fn behind_group<'a>(text: &'a str, group: &str) -> Option<&'a str> {
    let rest = text.strip_prefix(group)?;
    (rest.is_empty() || rest.starts_with('.')).then_some(rest)
}

/// Where below `/openapi/v3` the schemas of a group and version are.
fn schema_of(resource: &GroupVersionResource) -> Vec<&str> {
    if resource.group.is_empty() {
        vec!["api", &resource.version]
    } else {
        vec!["apis", &resource.group, &resource.version]
    }
}
