//! Programs in C#, with the official client for .NET.
//!
//! Sources: kubernetes-client/csharp `src/KubernetesClient/Kubernetes.cs`,
//! `src/LibKubernetesGenerator/GeneralNameHelper.cs`, `src/LibKubernetesGenerator/templates`.

use super::{
    Connection, Form, Language, Program, Reason, Shortfall,
    code::{Code, Value, fill, text, words},
    custom, literal,
    plan::{Action, Aim, Objects, Plan, Setting, Setup, capitalised},
};
use crate::{dialect::Span, kube::path::Part};

const CONNECTION: &str = "var config = KubernetesClientConfiguration.BuildDefaultConfig();";

/// The call that the library has for a request.
pub(super) fn call(plan: &Plan) -> Result<Program, Reason> {
    match (&plan.aim, &plan.method) {
        (Aim::Objects(objects, action), Ok(method)) => {
            let (options, shortfalls) = plan.described_options(|_| true);
            let mut arguments = Vec::new();
            if let Some(name) = action.name() {
                arguments.push(("name".to_owned(), plan.literal(Part::Name, name)));
            }
            if let Some(namespace) = &objects.namespace {
                arguments.push((
                    "namespaceParameter".to_owned(),
                    plan.literal(Part::Namespace, namespace),
                ));
            }
            arguments.extend(options.into_iter().map(argument));
            if matches!(action, Action::Log { is_followed: true, .. }) {
                arguments.push(("follow".to_owned(), vec![Span::of(Part::Query, "true")]));
            }
            let call = Call {
                class: fill("client.‹class›", &[("class", method.class())]),
                method: vec![Span::of(Part::Resource, capitalised(&method.name))],
                arguments,
            };
            Ok(call.program(plan, objects, action, Form::Typed, shortfalls))
        }
        // A watch of any resource needs a class for it.
        (Aim::Objects(_, Action::Watch) | Aim::Catalogue(_) | Aim::Other, Err(reason)) => Err(*reason),
        (Aim::Objects(objects, action), Err(reason)) => {
            let custom = custom::call(plan, objects, action).ok_or(*reason)?;
            let (options, shortfalls) = custom::options(plan, action);
            let call = Call {
                class: words("client.CustomObjects"),
                method: words(capitalised(&custom.method)),
                arguments: custom
                    .arguments
                    .into_iter()
                    .map(|(name, value)| match name {
                        "namespace" => ("namespaceParameter".to_owned(), value),
                        other => (other.to_owned(), value),
                    })
                    .chain(options.into_iter().map(argument))
                    .collect(),
            };
            Ok(call.program(plan, objects, action, Form::Dynamic(*reason), shortfalls))
        }
        (Aim::Catalogue(_), Ok(method)) => {
            let mut body = Code::default();
            body.put(
                "var answer = await client.‹class›.‹method›Async();
Console.WriteLine(KubernetesJson.Serialize(answer));",
                &[("class", method.class()), ("method", words(capitalised(&method.name)))],
            );
            let (_, shortfalls) = plan.options(|_| false);
            Ok(program(plan, Form::Typed, &[], &body, shortfalls))
        }
        (Aim::Other, Ok(_)) => Err(Reason::NotAResource),
    }
}

/// The request by its path.
pub(super) fn raw(plan: &Plan) -> Program {
    let mut body = Code::default();
    body.put(
        "using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(client.BaseUri, ‹uri›));",
        &[("uri", plan.wire_without_slash())],
    );
    if let Some(accept) = plan.accept() {
        body.put(
            "request.Headers.TryAddWithoutValidation(\"Accept\", ‹accept›);",
            &[("accept", accept)],
        );
    }
    body.text(
        "if (client.Credentials is not null)
{
    await client.Credentials.ProcessHttpRequestAsync(request, CancellationToken.None);
}
using var response = await client.HttpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
if (!response.IsSuccessStatusCode)
{
    Console.Error.WriteLine($\"{(int)response.StatusCode}\\n{await response.Content.ReadAsStringAsync()}\");
    return 1;
}
await using var stdout = Console.OpenStandardOutput();
await response.Content.CopyToAsync(stdout);",
    );
    program(plan, Form::Raw, &[], &body, Vec::new())
}

/// One method with its arguments, all by name.
struct Call {
    class: Vec<Span>,
    method: Vec<Span>,
    arguments: Vec<(String, Vec<Span>)>,
}

impl Call {
    fn program(
        &self,
        plan: &Plan,
        objects: &Objects,
        action: &Action,
        form: Form,
        shortfalls: Vec<Shortfall>,
    ) -> Program {
        let is_typed = form == Form::Typed;
        let mut body = Code::default();
        let mut usings: &[&str] = &[];
        match action {
            Action::List if is_typed => {
                self.invoke(&mut body, "var list = await ‹class›.‹method›Async(", ");");
                body.put(
                    "foreach (var item in list.Items)\n{\n    Console.WriteLine(‹label›);\n}",
                    &[("label", words(label(objects)))],
                );
            }
            Action::List => {
                usings = &["System.Text.Json"];
                self.invoke(&mut body, "var list = await ‹class›.‹method›Async<JsonElement>(", ");");
                body.put(
                    "foreach (var item in list.GetProperty(\"items\").EnumerateArray())
{
    var metadata = item.GetProperty(\"metadata\");
    Console.WriteLine(‹label›);
}",
                    &[("label", words(element_label(objects)))],
                );
            }
            Action::Watch => {
                self.invoke(
                    &mut body,
                    "await foreach (var (type, item) in ‹class›.Watch‹method›Async(",
                    "))",
                );
                body.put(
                    "{\n    Console.WriteLine($\"{type} \" + ‹label›);\n}",
                    &[("label", words(label(objects)))],
                );
            }
            Action::Log { .. } => {
                self.invoke(&mut body, "await using var log = await ‹class›.‹method›Async(", ");");
                body.text("await using var stdout = Console.OpenStandardOutput();\nawait log.CopyToAsync(stdout);");
            }
            Action::Read(_) | Action::Part { .. } => {
                self.invoke(&mut body, "var answer = await ‹class›.‹method›Async(", ");");
                body.text("Console.WriteLine(KubernetesJson.Serialize(answer));");
            }
        }
        program(plan, form, usings, &body, shortfalls)
    }

    /// A call, an argument a line.
    fn invoke(&self, body: &mut Code, start: &str, end: &str) {
        let values: [Value; 2] = [("class", self.class.clone()), ("method", self.method.clone())];
        let Some((last, others)) = self.arguments.split_last() else {
            body.put(&format!("{start}{end}"), &values);
            return;
        };
        if others.is_empty() {
            let (name, value) = last;
            let values: [Value; 4] = [
                ("class", self.class.clone()),
                ("method", self.method.clone()),
                ("name", words(name.as_str())),
                ("value", value.clone()),
            ];
            body.put(&format!("{start}‹name›: ‹value›{end}"), &values);
            return;
        }
        body.put(start, &values);
        let put = |body: &mut Code, (name, value): &(String, Vec<Span>), end: &str| {
            body.put(
                &format!("    ‹name›: ‹value›{end}"),
                &[("name", words(name.as_str())), ("value", value.clone())],
            );
        };
        for argument in others {
            put(body, argument, ",");
        }
        put(body, last, end);
    }
}

/// A setting as a named argument.
///
/// Source: kubernetes-client/csharp `src/LibKubernetesGenerator/GeneralNameHelper.cs`, `GetDotNetName`.
fn argument(setting: &Setting) -> (String, Vec<Span>) {
    let name = match setting.name.as_str() {
        "continue" => "continueParameter",
        other => other,
    };
    (name.to_owned(), setting.source(Language::DotNet))
}

fn label(objects: &Objects) -> &'static str {
    if objects.is_namespaced {
        "$\"{item.Metadata.NamespaceProperty}/{item.Metadata.Name}\""
    } else {
        "item.Metadata.Name"
    }
}

fn element_label(objects: &Objects) -> &'static str {
    if objects.is_namespaced {
        "$\"{metadata.GetProperty(\"namespace\")}/{metadata.GetProperty(\"name\")}\""
    } else {
        "metadata.GetProperty(\"name\")"
    }
}

/// A whole program around a body.
fn program(plan: &Plan, form: Form, usings: &[&str], body: &Code, mut shortfalls: Vec<Shortfall>) -> Program {
    // `HttpClient` would send several values of a header as one.
    shortfalls.extend(plan.group_shortfalls(1));
    let mut code = Code::default();
    for using in usings {
        code.put("using ‹namespace›;", &[("namespace", words(*using))]);
    }
    code.text("using k8s;\nusing k8s.Autorest;\n\n");
    code.text(CONNECTION);
    code.text(if plan.impersonates() {
        "using var client = new Kubernetes(config, new Impersonation());"
    } else {
        "using var client = new Kubernetes(config);"
    });
    code.text("try\n{");
    code.indented(body, "    ");
    code.text(
        "    return 0;
}
catch (HttpOperationException error)
{
    Console.Error.WriteLine($\"{(int)error.Response.StatusCode}\\n{error.Response.Content}\");
    return 1;
}",
    );
    impersonation(&mut code, plan);
    let version = Language::DotNet.library().version;
    let setup = Setup {
        install: vec![
            "dotnet new console".to_owned(),
            format!("dotnet add package KubernetesClient --version \"{version}.*\""),
        ],
        file: "Program.cs",
        connection: Connection {
            kubeconfig: CONNECTION,
            pod: None,
            proxy: text(&fill(
                "var config = new KubernetesClientConfiguration { Host = ‹proxy› };",
                &[("proxy", literal::plain(Language::DotNet, plan.proxy))],
            )),
        },
    };
    plan.program(form, setup, code.snippet(), shortfalls)
}

/// A handler that adds headers to each request.
fn impersonation(code: &mut Code, plan: &Plan) {
    if !plan.impersonates() {
        return;
    }
    code.text(
        "
sealed class Impersonation : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {",
    );
    let user = plan.user().map(|user| ("Impersonate-User", user));
    let group = plan.groups().first().map(|group| ("Impersonate-Group", group.as_str()));
    for (name, value) in user.into_iter().chain(group) {
        code.put(
            "        request.Headers.Add(\"‹name›\", ‹value›);",
            &[("name", words(name)), ("value", plan.literal(Part::Query, value))],
        );
    }
    code.text("        return base.SendAsync(request, cancellationToken);\n    }\n}");
}
