//! Programs in Java, with the official client.
//!
//! Sources: kubernetes-client/java `util/src/main/java/io/kubernetes/client/util`, `kubernetes/…/ApiClient.java`; the
//! methods are generated from the API's own document.

mod frame;

use super::{
    Form, Language, Program, Reason,
    code::{Code, Value, fill, join, words},
    custom, literal,
    plan::{Action, Aim, MethodName, Objects, Plan, Setting, capitalised},
};
use crate::{dialect::Span, kube::path::Part};
use frame::Frame;

/// The parameters of a list or watch that `ListOptions` has.
///
/// Source: kubernetes-client/java `util/…/generic/options/ListOptions.java`.
const DYNAMIC: &[&str] = &[
    "continue",
    "fieldSelector",
    "labelSelector",
    "limit",
    "resourceVersion",
    "timeoutSeconds",
];

/// The call that the library has for a request.
pub(super) fn call(plan: &Plan) -> Result<Program, Reason> {
    match (&plan.aim, &plan.method) {
        (Aim::Objects(objects, action), Ok(method)) => Ok(typed(plan, objects, action, method)),
        (Aim::Objects(objects, action @ Action::Part { .. }), Err(reason)) => part(plan, objects, action, *reason),
        (Aim::Objects(_, Action::Log { .. }) | Aim::Catalogue(_) | Aim::Other, Err(reason)) => Err(*reason),
        (Aim::Objects(objects, action), Err(reason)) => Ok(dynamic(plan, objects, action, *reason)),
        (Aim::Catalogue(_), Ok(method)) => {
            let mut frame = Frame::new();
            frame.class(method);
            frame.imports("io.kubernetes.client.openapi.JSON");
            let mut body = Code::default();
            body.put(
                "var answer = new ‹class›Api(client).‹method›().execute();\nSystem.out.println(JSON.serialize(answer));",
                &[("class", method.class()), ("method", words(method.name.as_str()))],
            );
            let (_, shortfalls) = plan.options(|_| false);
            Ok(frame.program(plan, Form::Typed, &body, shortfalls))
        }
        (Aim::Other, Ok(_)) => Err(Reason::NotAResource),
    }
}

/// The request by its path.
pub(super) fn raw(plan: &Plan) -> Program {
    let mut frame = Frame::new();
    for import in [
        "java.util.HashMap",
        "java.util.List",
        "java.util.Map",
        "okhttp3.Call",
        "okhttp3.Response",
    ] {
        frame.imports(import);
    }
    frame.is_stream = true;
    // A token is put into this very map.
    let headers = match plan.accept() {
        Some(accept) => fill("new HashMap<>(Map.of(\"Accept\", ‹accept›))", &[("accept", accept)]),
        None => words("new HashMap<>()"),
    };
    let mut body = Code::default();
    body.put(
        "Call call = client.buildCall(
    null,
    ‹uri›,
    \"GET\",
    List.of(),
    List.of(),
    null,
    ‹headers›,
    Map.of(),
    Map.of(),
    new String[] {\"BearerToken\"},
    null);
try (Response response = call.execute()) {
  if (!response.isSuccessful()) {
    throw new ApiException(response.code(), response.message(), null, response.body().string());
  }
  response.body().byteStream().transferTo(System.out);
}",
        &[("uri", plan.wire()), ("headers", headers)],
    );
    frame.program(plan, Form::Raw, &body, Vec::new())
}

/// The method that was generated for this very operation.
fn typed(plan: &Plan, objects: &Objects, action: &Action, method: &MethodName) -> Program {
    let mut frame = Frame::new();
    frame.class(method);
    let (options, shortfalls) = plan.described_options(|name| {
        // What a bookmark lacks the types require: the watch would end with the first one.
        *action != Action::Watch || name != "allowWatchBookmarks"
    });
    let mut arguments = Vec::new();
    if let Some(name) = action.name() {
        arguments.push(plan.literal(Part::Name, name));
    }
    if let Some(namespace) = &objects.namespace {
        arguments.push(plan.literal(Part::Namespace, namespace));
    }
    let start = fill(
        "api.‹method›(‹arguments›)",
        &[
            ("method", vec![Span::of(Part::Resource, method.name.as_str())]),
            ("arguments", join(arguments, ", ")),
        ],
    );
    let mut body = Code::default();
    body.put("‹class›Api api = new ‹class›Api(client);", &[("class", method.class())]);
    let builder = |indent: &str, more: &[&str], last: &str| {
        let mut lines = Code::default();
        for option in &options {
            lines.put(
                &format!("{indent}.‹name›(‹value›)"),
                &[
                    ("name", words(option_name(option))),
                    ("value", option.source(Language::Java)),
                ],
            );
        }
        for call in more {
            lines.text(&format!("{indent}{call}"));
        }
        lines.text(&format!("{indent}{last}"));
        lines
    };
    match action {
        Action::List => {
            body.put("var list = ‹start›", &[("start", start)]);
            body.append(builder("    ", &[], ".execute();"));
            body.put(
                "for (var item : list.getItems()) {\n  System.out.println(‹label›);\n}",
                &[("label", words(label(objects, "item")))],
            );
        }
        Action::Watch => {
            frame.is_stream = true;
            frame.imports("com.google.gson.reflect.TypeToken");
            frame.imports("io.kubernetes.client.util.Watch");
            frame.imports("okhttp3.Call");
            let type_ = type_name(objects);
            frame.imports(&format!("io.kubernetes.client.openapi.models.{type_}"));
            body.put("Call call = ‹start›", &[("start", start)]);
            body.append(builder("    ", &[".watch(true)"], ".buildCall(null);"));
            body.put(
                "try (Watch<‹type›> watch =
    Watch.createWatch(client, call, new TypeToken<Watch.Response<‹type›>>() {}.getType())) {
  for (Watch.Response<‹type›> event : watch) {
    if (event.object == null) {
      throw new IOException(event.status.getMessage());
    }
    System.out.println(event.type + \" \" + ‹label›);
  }
}",
                &[
                    ("type", vec![Span::of(Part::Resource, type_)]),
                    ("label", words(label(objects, "event.object"))),
                ],
            );
        }
        Action::Log { is_followed, .. } => {
            frame.is_stream = *is_followed;
            frame.imports("okhttp3.Response");
            let follow: &[&str] = if *is_followed { &[".follow(true)"] } else { &[] };
            body.put("try (Response response = ‹start›", &[("start", start)]);
            body.append(builder("    ", follow, ".buildCall(null)"));
            body.text(
                "    .execute()) {
  if (!response.isSuccessful()) {
    throw new ApiException(response.code(), response.message(), null, response.body().string());
  }
  response.body().byteStream().transferTo(System.out);
}",
            );
        }
        Action::Read(_) | Action::Part { .. } => {
            frame.imports("io.kubernetes.client.openapi.JSON");
            body.put("var answer = ‹start›", &[("start", start)]);
            body.append(builder("    ", &[], ".execute();"));
            body.text("System.out.println(JSON.serialize(answer));");
        }
    }
    frame.program(plan, Form::Typed, &body, shortfalls)
}

/// `DynamicKubernetesApi`, which takes any resource.
fn dynamic(plan: &Plan, objects: &Objects, action: &Action, reason: Reason) -> Program {
    let mut frame = Frame::new();
    frame.imports("io.kubernetes.client.util.generic.dynamic.DynamicKubernetesApi");
    let is_list = matches!(action, Action::List | Action::Watch);
    let (options, shortfalls) = plan.options(|name| is_list && DYNAMIC.contains(&name));
    let resource = &objects.resource;
    let mut body = Code::default();
    body.put(
        "var api = new DynamicKubernetesApi(‹group›, ‹version›, ‹plural›, client);",
        &[
            ("group", plan.literal(Part::Group, &resource.group)),
            ("version", plan.literal(Part::Version, &resource.version)),
            ("plural", plan.literal(Part::Resource, &resource.resource)),
        ],
    );
    let mut arguments: Vec<Vec<Span>> = objects
        .namespace
        .iter()
        .map(|namespace| plan.literal(Part::Namespace, namespace))
        .collect();
    if let Some(name) = action.name() {
        arguments.push(plan.literal(Part::Name, name));
    }
    if !options.is_empty() {
        frame.imports("io.kubernetes.client.util.generic.options.ListOptions");
        body.text("var options = new ListOptions();");
        for option in options {
            body.put(
                "options.set‹name›(‹value›);",
                &[
                    ("name", words(capitalised(&option.name))),
                    ("value", option.source(Language::Java)),
                ],
            );
        }
        arguments.push(words("options"));
    }
    let values: [Value; 2] = [
        ("arguments", join(arguments, ", ")),
        (
            "label",
            words(label(
                objects,
                if *action == Action::Watch {
                    "event.object"
                } else {
                    "item"
                },
            )),
        ),
    ];
    match action {
        Action::Watch => {
            frame.is_stream = true;
            body.put(
                "try (var watch = api.watch(‹arguments›)) {
  while (watch.hasNext()) {
    var event = watch.next();
    if (event.object == null) {
      throw new IOException(event.status.getMessage());
    }
    System.out.println(event.type + \" \" + ‹label›);
  }
}",
                &values,
            );
        }
        Action::List => body.put(
            "var list = api.list(‹arguments›).throwsApiException().getObject();
for (var item : list.getItems()) {
  System.out.println(‹label›);
}",
            &values,
        ),
        Action::Read(_) | Action::Part { .. } | Action::Log { .. } => body.put(
            "var answer = api.get(‹arguments›).throwsApiException().getObject();
System.out.println(answer.getRaw());",
            &values,
        ),
    }
    frame.program(plan, Form::Dynamic(reason), &body, shortfalls)
}

/// The calls for custom resources, which have the subresources that `DynamicKubernetesApi` lacks.
fn part(plan: &Plan, objects: &Objects, action: &Action, reason: Reason) -> Result<Program, Reason> {
    let call = custom::call(plan, objects, action).ok_or(reason)?;
    let mut frame = Frame::new();
    frame.imports("io.kubernetes.client.openapi.JSON");
    frame.imports("io.kubernetes.client.openapi.apis.CustomObjectsApi");
    let mut body = Code::default();
    let arguments = call.arguments.into_iter().map(|(_, value)| value);
    body.put(
        "var answer = new CustomObjectsApi(client)
    .‹method›(‹arguments›)
    .execute();
System.out.println(JSON.serialize(answer));",
        &[("method", words(call.method)), ("arguments", join(arguments, ", "))],
    );
    let (_, shortfalls) = plan.options(|_| false);
    Ok(frame.program(plan, Form::Dynamic(reason), &body, shortfalls))
}

/// The class of a kind; two kinds have the same name in two groups.
///
/// Source: kubernetes-client/gen `openapi/preprocess_spec.py`, `remove_model_prefixes`.
fn type_name(objects: &Objects) -> String {
    let version = capitalised(&objects.resource.version);
    let kind = objects.type_name().unwrap_or_default();
    match (objects.resource.group.as_str(), kind) {
        ("", "Event") => format!("Core{version}Event"),
        ("events.k8s.io", "Event") => format!("Events{version}Event"),
        _ => format!("{version}{kind}"),
    }
}

/// `continue` is a word of the language.
fn option_name(option: &Setting) -> String {
    match option.name.as_str() {
        "continue" => "_continue".to_owned(),
        other => other.to_owned(),
    }
}

/// How an object is named in a line of output.
fn label(objects: &Objects, variable: &str) -> String {
    if objects.is_namespaced {
        format!("{variable}.getMetadata().getNamespace() + \"/\" + {variable}.getMetadata().getName()")
    } else {
        format!("{variable}.getMetadata().getName()")
    }
}

/// A literal that is no part of the request.
fn plain(text: &str) -> Vec<Span> {
    literal::plain(Language::Java, text)
}
