//! Objects in Rust: by their type, or as dynamic ones.

use super::{coloured, parameters, source::Source};
use crate::{
    dialect::{
        Span,
        client::{
            Form, Language, Program, Reason, Shortfall,
            code::{Code, Value, fill, words},
            plan::{Action, Objects, Plan, Representation, Setting},
        },
    },
    kube::path::Part,
};

/// The call for objects.
pub(super) fn call(plan: &Plan, objects: &Objects, action: &Action) -> Result<Program, Reason> {
    let mut source = Source::new();
    let mut body = Code::default();
    let untyped = plan.untyped();
    match (untyped, objects.type_name()) {
        (None, Some(kind)) => typed(plan, objects, kind, &mut source, &mut body),
        // A dynamic call needs the kind, too, and asks for no logs.
        (reason, None) => return Err(reason.unwrap_or(Reason::UnknownOperation)),
        (Some(reason), Some(_)) if matches!(action, Action::Log { .. }) => return Err(reason),
        (Some(_), Some(kind)) => dynamic(plan, objects, kind, &mut source, &mut body),
    }
    let is_metadata = plan.representation == Representation::Metadata;
    let form = match untyped {
        None => Form::Typed,
        Some(reason) => Form::Dynamic(reason),
    };
    let mut ends_well = true;
    let (said, mut shortfalls) = parameters::options(plan, action);
    let name = plan.literal(Part::Name, action.name().unwrap_or_default());
    match action {
        Action::List => {
            source.imports("kube", "ResourceExt");
            source.imports("kube", "api::ListParams");
            parameters::put(&mut source, &mut body, "ListParams", &said);
            let method = if is_metadata { "list_metadata" } else { "list" };
            body.put(
                "    for item in api.‹method›(&parameters).await? {",
                &[("method", words(method))],
            );
            label(objects, "", &mut body);
            body.text("    }");
        }
        Action::Watch => {
            source.imports("futures", "TryStreamExt");
            source.imports("kube", "ResourceExt");
            source.imports("kube", "api::WatchEvent");
            source.imports("kube", "api::WatchParams");
            source.needs("futures@0.3");
            parameters::put(&mut source, &mut body, "WatchParams", &said);
            watch(plan, objects, is_metadata, &said, &mut body);
        }
        Action::Read(_) => {
            source.needs("serde_json@1");
            let suffix = if is_metadata { "_metadata" } else { "" };
            match said.first() {
                Some(version) => {
                    source.imports("kube", "api::GetParams");
                    body.put(
                        "    let parameters = GetParams::at(‹version›);
    let answer = api.get‹suffix›_with(‹name›, &parameters).await?;",
                        &[
                            ("version", version.source(Language::Rust)),
                            ("suffix", words(suffix)),
                            ("name", name),
                        ],
                    );
                }
                None => body.put(
                    "    let answer = api.get‹suffix›(‹name›).await?;",
                    &[("suffix", words(suffix)), ("name", name)],
                ),
            }
            body.text("    println!(\"{}\", serde_json::to_string_pretty(&answer)?);");
        }
        Action::Part { subresource, .. } => {
            source.needs("serde_json@1");
            let method = match subresource.as_str() {
                "scale" => fill(
                    "get_‹sub›(‹name›)",
                    &[("sub", coloured(Part::Subresource, "scale")), ("name", name)],
                ),
                "status" => fill(
                    "get_‹sub›(‹name›)",
                    &[("sub", coloured(Part::Subresource, "status")), ("name", name)],
                ),
                other => fill(
                    "get_subresource(‹sub›, ‹name›)",
                    &[("sub", plan.literal(Part::Subresource, other)), ("name", name)],
                ),
            };
            body.put("    let answer = api.‹method›.await?;", &[("method", method)]);
            body.text("    println!(\"{}\", serde_json::to_string_pretty(&answer)?);");
        }
        Action::Log { is_followed, .. } => {
            ends_well = false;
            log(*is_followed, &said, name, &mut source, &mut body);
        }
    }
    if is_metadata && matches!(action, Action::Log { .. } | Action::Part { .. }) {
        shortfalls.push(Shortfall::Accept);
    }
    let mut program = source.program(plan, form, body, shortfalls, ends_well);
    if is_metadata && !matches!(action, Action::Log { .. } | Action::Part { .. }) {
        program.shortfalls.retain(|shortfall| *shortfall != Shortfall::Accept);
    }
    Ok(program)
}

fn watch(plan: &Plan, objects: &Objects, is_metadata: bool, said: &[&Setting], body: &mut Code) {
    let version = said
        .iter()
        .find(|setting| setting.name == "resourceVersion")
        .map_or_else(|| words("\"\""), |setting| setting.source(plan.language));
    let method = if is_metadata { "watch_metadata" } else { "watch" };
    body.put(
        "    let mut events = std::pin::pin!(api.‹method›(&parameters, ‹version›).await?);
    while let Some(event) = events.try_next().await? {
        let (change, item) = match event {
            WatchEvent::Added(item) => (\"ADDED\", item),
            WatchEvent::Modified(item) => (\"MODIFIED\", item),
            WatchEvent::Deleted(item) => (\"DELETED\", item),
            WatchEvent::Bookmark(bookmark) => {
                println!(\"BOOKMARK {}\", bookmark.metadata.resource_version);
                continue;
            }
            WatchEvent::Error(status) => anyhow::bail!(\"{}\", status.message),
        };",
        &[("method", words(method)), ("version", version)],
    );
    label(objects, "{change} ", body);
    body.text("    }");
}

fn log(is_followed: bool, said: &[&Setting], name: Vec<Span>, source: &mut Source, body: &mut Code) {
    source.imports("futures", "AsyncReadExt");
    source.imports("kube", "api::LogParams");
    source.imports("std", "io::Write");
    source.needs("futures@0.3");
    let mut fields: Vec<Vec<Span>> = Vec::new();
    for setting in said {
        let template = match setting.name.as_str() {
            "container" => "‹name›: Some(‹value›.to_owned()),",
            "sinceTime" => "‹name›: Some(‹value›.parse()?),",
            "previous" | "timestamps" => "‹name›: ‹value›,",
            _ => "‹name›: Some(‹value›),",
        };
        fields.push(fill(
            template,
            &[
                ("name", words(setting.snake())),
                ("value", setting.source(Language::Rust)),
            ],
        ));
    }
    if is_followed {
        fields.push(fill("follow: ‹on›,", &[("on", coloured(Part::Query, "true"))]));
    }
    if fields.is_empty() {
        body.text("    let parameters = LogParams::default();");
    } else {
        body.text("    let parameters = LogParams {");
        for field in fields {
            body.put("        ‹field›", &[("field", field)]);
        }
        body.text("        ..LogParams::default()\n    };");
    }
    body.put(
        "    let mut log = std::pin::pin!(api.log_stream(‹name›, &parameters).await?);
    let mut stdout = std::io::stdout();
    let mut chunk = vec![0; 8192];
    loop {
        let length = log.read(&mut chunk).await?;
        if length == 0 {
            return Ok(());
        }
        stdout.write_all(&chunk[..length])?;
        stdout.flush()?;
    }",
        &[("name", name)],
    );
}

/// Lines that print which object an item is.
fn label(objects: &Objects, before: &str, body: &mut Code) {
    let before: [Value; 1] = [("before", words(before))];
    if objects.is_namespaced {
        body.put(
            "        let namespace = item.namespace().unwrap_or_default();
        println!(\"‹before›{namespace}/{}\", item.name_any());",
            &before,
        );
    } else {
        body.put("        println!(\"‹before›{}\", item.name_any());", &before);
    }
}

/// `Api` of a type of k8s-openapi, whose modules are named as Kubernetes' own packages are.
fn typed(plan: &Plan, objects: &Objects, kind: &str, source: &mut Source, body: &mut Code) {
    let resource = &objects.resource;
    let module = match resource.group.split('.').next().unwrap_or_default() {
        "" => "api::core",
        "internal" => "api::apiserverinternal",
        "apiextensions" => "apiextensions_apiserver::pkg::apis::apiextensions",
        "apiregistration" => "kube_aggregator::pkg::apis::apiregistration",
        other => &format!("api::{other}"),
    };
    source.imports("k8s_openapi", &format!("{module}::{}::{kind}", resource.version));
    source.imports("kube", "Api");
    let values: [Value; 2] = [
        ("kind", coloured(Part::Resource, kind)),
        (
            "namespace",
            plan.literal(Part::Namespace, objects.namespace.as_deref().unwrap_or_default()),
        ),
    ];
    body.put(
        if objects.namespace.is_some() {
            "    let api: Api<‹kind›> = Api::namespaced(client, ‹namespace›);"
        } else {
            "    let api: Api<‹kind›> = Api::all(client);"
        },
        &values,
    );
}

/// `Api` of dynamic objects.
fn dynamic(plan: &Plan, objects: &Objects, kind: &str, source: &mut Source, body: &mut Code) {
    source.imports("kube", "Api");
    for item in ["ApiResource", "DynamicObject", "GroupVersionKind"] {
        source.imports("kube", &format!("api::{item}"));
    }
    let resource = &objects.resource;
    body.put(
        "    let kind = GroupVersionKind::gvk(‹group›, ‹version›, ‹kind›);
    let resource = ApiResource::from_gvk_with_plural(&kind, ‹plural›);",
        &[
            ("group", plan.literal(Part::Group, &resource.group)),
            ("version", plan.literal(Part::Version, &resource.version)),
            ("kind", plan.literal(Part::Resource, kind)),
            ("plural", plan.literal(Part::Resource, &resource.resource)),
        ],
    );
    match &objects.namespace {
        Some(namespace) => body.put(
            "    let api: Api<DynamicObject> = Api::namespaced_with(client, ‹namespace›, &resource);",
            &[("namespace", plan.literal(Part::Namespace, namespace))],
        ),
        None => body.text("    let api: Api<DynamicObject> = Api::all_with(client, &resource);"),
    }
}
