//! `kubectl get` and `kubectl describe`: which of the named things, in which namespace, seen how.
//!
//! Source: cli-runtime `pkg/resource/builder.go`; kubectl `pkg/cmd/get/get.go`, `pkg/cmd/describe/describe.go`.

use super::{
    Context, CustomColumn, NotUnderstood, Understood, Usage,
    flags::{Flags, bad_value, known},
};
use crate::{
    dialect::{Note, View, resolve},
    kube::{
        path::{ApiPath, Target},
        resource::ApiResource,
    },
};

/// The first thing that the words of a command name.
pub(super) struct Named<'a> {
    pub(super) resource: &'a ApiResource,
    pub(super) name: Option<String>,
    pub(super) notes: Vec<Note>,
}

/// Reads `kubectl get`, but for `--raw`.
pub(super) fn read(flags: &Flags, context: &Context<'_>) -> Result<Understood, NotUnderstood> {
    let mut understood = target(flags, context)?;
    let is_list = matches!(understood.request.target(), Target::Collection { .. });
    let columns = if is_list { custom_columns(flags)? } else { Vec::new() };
    let (view, note) = output(flags)?;
    let note = note.filter(|_| columns.is_empty());
    understood.view = Some(view);
    understood.columns = columns;
    for note in note
        .into_iter()
        .chain(flags.is_on("show-managed-fields").then_some(Note::ManagedFieldsShown))
    {
        understood.note(note);
    }
    Ok(understood)
}

/// Reads `kubectl describe`.
pub(super) fn describe(flags: &Flags, context: &Context<'_>) -> Result<Understood, NotUnderstood> {
    let mut understood = target(flags, context)?;
    understood.note(Note::DescribeReadsMore);
    Ok(understood)
}

/// The request for what is named, with its selectors.
fn target(flags: &Flags, context: &Context<'_>) -> Result<Understood, NotUnderstood> {
    if let Some(option) = ["filename", "kustomize"].into_iter().find(|name| flags.has(name)) {
        return Err(NotUnderstood::NeedsFile(format!("--{option}")));
    }
    let Named {
        resource,
        name,
        mut notes,
    } = named(flags, context)?;
    let is_watch = flags.is_on("watch") || flags.is_on("watch-only");
    let label = flags.value("selector")?;
    let mut field = flags.value("field-selector")?.map(str::to_owned);
    let subresource = flags.value("subresource")?;
    if name.is_some() && (label.is_some() || field.is_some()) {
        return Err(NotUnderstood::Usage(Usage::NameAndSelector));
    }
    if name.is_none() && subresource.is_some() {
        return Err(NotUnderstood::Usage(Usage::SubresourceOfList));
    }
    let base = collection(flags, context, resource, name.is_some(), &mut notes)?;
    // A single object is watched as a list of one.
    let name = match name {
        Some(name) if is_watch && subresource.is_none() => {
            field = Some(format!("metadata.name={name}"));
            None
        }
        name => name,
    };
    let names: Vec<&str> = name.as_deref().into_iter().chain(subresource).collect();
    let mut understood = Understood::named(&base, &names)?;
    understood.notes = notes;
    let mut request = understood.request;
    if let Some(field) = field {
        request = request.with("fieldSelector", &field);
    }
    if let Some(label) = label {
        request = request.with("labelSelector", label);
    }
    let chunk = flags.number("chunk-size")?.filter(|size| *size > 0);
    if let Some(size) = chunk.filter(|_| names.is_empty() && !is_watch) {
        request = request.with("limit", &size.to_string());
        understood.notes.push(Note::LimitIsChunkSize);
    }
    if is_watch {
        request = request.with("watch", "true");
        if !flags.is_on("watch-only") {
            understood.notes.push(Note::WatchListsFirst);
        }
    }
    understood.request = request;
    Ok(understood)
}

/// The path of the collection that is meant: of all namespaces, of one, or of the cluster.
pub(super) fn collection(
    flags: &Flags,
    context: &Context<'_>,
    resource: &ApiResource,
    is_named: bool,
    notes: &mut Vec<Note>,
) -> Result<ApiPath, NotUnderstood> {
    let namespace = if !resource.is_namespaced() {
        None
    } else if flags.is_on("all-namespaces") {
        if is_named {
            return Err(NotUnderstood::Usage(Usage::NameAcrossNamespaces));
        }
        None
    } else if let Some(namespace) = flags.value("namespace")? {
        Some(namespace)
    } else {
        let namespace = context.default_namespace();
        notes.push(Note::DefaultNamespace(namespace.to_owned()));
        Some(namespace)
    };
    Ok(ApiPath::of(&resource.resource, namespace, None)?)
}

/// The first resource and name among `TYPE[,TYPE…] [NAME…]` or `TYPE/NAME…`.
pub(super) fn named<'a>(flags: &Flags, context: &Context<'a>) -> Result<Named<'a>, NotUnderstood> {
    let words = flags.words.iter().map(known).collect::<Result<Vec<&str>, _>>()?;
    let Some((first, names)) = words.split_first() else {
        return Err(NotUnderstood::Usage(Usage::NoResource));
    };
    let with_slash = words.iter().filter(|word| word.contains('/')).count();
    if with_slash > 0 {
        if with_slash < words.len() {
            return Err(NotUnderstood::Usage(Usage::MixedForms));
        }
        let (kind, name) = type_name(first)?;
        let notes = if names.is_empty() {
            Vec::new()
        } else {
            vec![Note::OnlyFirst((*first).to_owned())]
        };
        return Ok(Named {
            resource: find(context, kind)?,
            name: Some(name.to_owned()),
            notes,
        });
    }
    let mut notes = Vec::new();
    let kind = first.split(',').next().unwrap_or_default();
    let of_category = resolve::category(context.discovery, kind);
    let resource = match of_category.first() {
        Some(resource) => *resource,
        None => find(context, kind)?,
    };
    if first.contains(',') || !of_category.is_empty() {
        notes.push(Note::OnlyFirst(resource.plural().to_owned()));
    }
    if let [name, _, ..] = names {
        notes.push(Note::OnlyFirst((*name).to_owned()));
    }
    Ok(Named {
        resource,
        name: names.first().map(|name| (*name).to_owned()),
        notes,
    })
}

/// `TYPE/NAME`
pub(super) fn type_name(word: &str) -> Result<(&str, &str), NotUnderstood> {
    match word.split_once('/') {
        Some((kind, name)) if !kind.is_empty() && !name.is_empty() && !name.contains('/') && !kind.contains(',') => {
            Ok((kind, name))
        }
        _ => Err(NotUnderstood::Usage(Usage::BadTypeName)),
    }
}

/// The resource that a word means, or what may have been meant.
pub(super) fn find<'a>(context: &Context<'a>, word: &str) -> Result<&'a ApiResource, NotUnderstood> {
    resolve::resource(context.discovery, word).ok_or_else(|| NotUnderstood::UnknownWord {
        word: word.to_owned(),
        close: resolve::close_words(context.discovery, word),
    })
}

/// The columns of `-o custom-columns=NAME:.metadata.name,…`.
///
/// Source: kubectl `pkg/cmd/get/customcolumn.go`, `NewCustomColumnsPrinterFromSpec`.
fn custom_columns(flags: &Flags) -> Result<Vec<CustomColumn>, NotUnderstood> {
    let text = flags.value("output")?.unwrap_or_default();
    let Some(spec) = text.strip_prefix("custom-columns=") else {
        return Ok(Vec::new());
    };
    spec.split(',')
        .map(|column| match column.split_once(':') {
            Some((heading, path)) if !path.is_empty() => Ok(CustomColumn {
                heading: heading.to_owned(),
                json_path: path.to_owned(),
            }),
            _ => Err(bad_value("output", text)),
        })
        .collect()
}

/// How `-o` asks to see it, and whether it asks for more than that.
fn output(flags: &Flags) -> Result<(View, Option<Note>), NotUnderstood> {
    let text = flags.value("output")?.unwrap_or_default();
    let format = text.split('=').next().unwrap_or_default();
    let left_out = || Some(Note::OptionLeftOut(format!("-o {format}")));
    Ok(match format {
        "" | "wide" => (View::Table, None),
        "yaml" | "kyaml" => (View::Yaml, None),
        "json" => (View::Json, None),
        "name" | "custom-columns" | "custom-columns-file" => (View::Table, left_out()),
        "jsonpath" | "jsonpath-as-json" | "jsonpath-file" | "go-template" | "go-template-file" | "template"
        | "templatefile" => (View::Json, left_out()),
        _ => return Err(bad_value("output", text)),
    })
}
