//! Programs in Python, with the official client.
//!
//! Sources: kubernetes-client/python `kubernetes/client/api_client.py`, `kubernetes/watch/watch.py`; the methods are
//! generated from the API's own document.

use super::{
    Connection, Form, Language, Program, Reason, Shortfall,
    code::{Code, Value, fill, text, words},
    custom::{self, Custom},
    literal,
    plan::{Action, Aim, Objects, Plan, Setting, Setup, snake},
};
use crate::{dialect::Span, kube::path::Part};

/// The call that the library has for a request.
pub(super) fn call(plan: &Plan) -> Result<Program, Reason> {
    match (&plan.aim, &plan.method) {
        (Aim::Objects(objects, action), Ok(_)) if is_refused(objects) => {
            custom(plan, objects, action, Reason::StricterTypes)
        }
        (Aim::Objects(objects, action), Ok(method)) => {
            let class = fill("client.‹class›Api", &[("class", method.class())]);
            let (options, shortfalls) = plan.described_options(|_| true);
            let mut arguments = Vec::new();
            if let Some(name) = action.name() {
                arguments.push(("name".to_owned(), plan.literal(Part::Name, name)));
            }
            if let Some(namespace) = &objects.namespace {
                arguments.push(("namespace".to_owned(), plan.literal(Part::Namespace, namespace)));
            }
            arguments.extend(options.into_iter().map(argument));
            let call = Call {
                class,
                method: vec![Span::of(Part::Resource, snake(&method.name))],
                arguments,
                access: Access::Attribute,
            };
            Ok(call.program(plan, objects, action, Form::Typed, shortfalls))
        }
        (Aim::Objects(objects, action), Err(reason)) => custom(plan, objects, action, *reason),
        (Aim::Catalogue(_), Ok(method)) => {
            let mut body = Code::default();
            body.put(
                "answer = client.‹class›Api(api_client).‹method›()
print(json.dumps(api_client.sanitize_for_serialization(answer), indent=2))",
                &[("class", method.class()), ("method", words(snake(&method.name)))],
            );
            let (_, shortfalls) = plan.options(|_| false);
            Ok(program(plan, Form::Typed, &["json"], false, &body, shortfalls))
        }
        (Aim::Catalogue(_) | Aim::Other, Err(reason)) => Err(*reason),
        (Aim::Other, Ok(_)) => Err(Reason::NotAResource),
    }
}

/// Whether the library's type refuses what the API server answers: `eventTime` of an old-style event is null, which
/// the API's document does not say.
fn is_refused(objects: &Objects) -> bool {
    objects.resource.group == "events.k8s.io"
}

/// The request by its path.
pub(super) fn raw(plan: &Plan) -> Program {
    let mut body = Code::default();
    body.put(
        "method, url, headers, *_ = api_client.param_serialize(
    \"GET\",
    ‹uri›,
    auth_settings=[\"BearerToken\"],
)",
        &[("uri", plan.wire())],
    );
    let groups = plan.groups().len();
    if groups > 1 {
        body.text("headers = HTTPHeaderDict(headers)");
    }
    for (name, value) in plan.headers() {
        let values: [Value; 2] = [
            ("name", words(name)),
            ("value", literal::plain(Language::Python, &value)),
        ];
        if groups > 1 {
            body.put("headers.add(\"‹name›\", ‹value›)", &values);
        } else {
            body.put("headers[\"‹name›\"] = ‹value›", &values);
        }
    }
    body.text(
        "response = api_client.call_api(method, url, headers)
if response.status >= 300:
    response.read()
    raise client.ApiException(http_resp=response)
for chunk in response.response.stream():
    sys.stdout.buffer.write(chunk)
    sys.stdout.buffer.flush()",
    );
    let imports: &[&str] = if groups > 1 { &["sys", "urllib3"] } else { &["sys"] };
    program(
        plan,
        Form::Raw,
        imports,
        false,
        &body,
        plan.group_shortfalls(usize::MAX),
    )
}

/// How fields of what comes are reached.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Access {
    /// `item.metadata.name`
    Attribute,
    /// `item["metadata"]["name"]`
    Key,
}

/// One method with its arguments.
struct Call {
    class: Vec<Span>,
    method: Vec<Span>,
    arguments: Vec<(String, Vec<Span>)>,
    access: Access,
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
        let mut body = Code::default();
        body.put("api = ‹class›(api_client)", &[("class", self.class.clone())]);
        let label = |item: &str| self.label(objects, item);
        let mut imports: &[&str] = &[];
        let mut is_stream = false;
        match action {
            Action::List => {
                self.invoke(&mut body, "answer = api.‹method›(", &[], ")");
                let items = match self.access {
                    Access::Attribute => "answer.items",
                    Access::Key => "answer[\"items\"]",
                };
                body.put(
                    "for item in ‹items›:\n    print(‹label›)",
                    &[("items", words(items)), ("label", words(label("item")))],
                );
            }
            Action::Watch => {
                is_stream = true;
                self.invoke(
                    &mut body,
                    "for event in watch.Watch().stream(",
                    &[fill("api.‹method›", &[("method", self.method.clone())])],
                    "):",
                );
                // A bookmark's object is not turned into the type: it has nothing but a version.
                body.put(
                    "    item = event[\"raw_object\"]\n    print(event[\"type\"], ‹label›)",
                    &[("label", words(raw_label(objects)))],
                );
            }
            Action::Log { is_followed: true, .. } => {
                is_stream = true;
                self.invoke(
                    &mut body,
                    "for line in watch.Watch().stream(",
                    &[fill("api.‹method›", &[("method", self.method.clone())])],
                    "):",
                );
                body.text("    print(line)");
            }
            Action::Log { .. } => {
                self.invoke(&mut body, "print(api.‹method›(", &[], "), end=\"\")");
            }
            Action::Read(_) | Action::Part { .. } => {
                imports = &["json"];
                self.invoke(&mut body, "answer = api.‹method›(", &[], ")");
                body.text("print(json.dumps(api_client.sanitize_for_serialization(answer), indent=2))");
            }
        }
        program(plan, form, imports, is_stream, &body, shortfalls)
    }

    /// A call, an argument a line.
    fn invoke(&self, body: &mut Code, start: &str, first: &[Vec<Span>], end: &str) {
        let values: [Value; 1] = [("method", self.method.clone())];
        if first.is_empty() && self.arguments.is_empty() {
            body.put(&format!("{start}{end}"), &values);
            return;
        }
        if let ([], [(name, value)]) = (first, self.arguments.as_slice()) {
            let values: [Value; 3] = [
                ("method", self.method.clone()),
                ("name", words(name.as_str())),
                ("value", value.clone()),
            ];
            body.put(&format!("{start}‹name›=‹value›{end}"), &values);
            return;
        }
        body.put(start, &values);
        for value in first {
            body.put("    ‹value›,", &[("value", value.clone())]);
        }
        for (name, value) in &self.arguments {
            body.put(
                "    ‹name›=‹value›,",
                &[("name", words(name.as_str())), ("value", value.clone())],
            );
        }
        body.put(end, &values);
    }

    fn label(&self, objects: &Objects, item: &str) -> String {
        match (self.access, objects.is_namespaced) {
            (Access::Attribute, true) => format!("f\"{{{item}.metadata.namespace}}/{{{item}.metadata.name}}\""),
            (Access::Attribute, false) => format!("{item}.metadata.name"),
            (Access::Key, _) => raw_label(objects),
        }
    }
}

fn raw_label(objects: &Objects) -> String {
    // Bookmarks have neither name nor namespace.
    let name = "item[\"metadata\"].get(\"name\", \"\")";
    if objects.is_namespaced {
        format!("item[\"metadata\"].get(\"namespace\", \"\") + \"/\" + {name}")
    } else {
        name.to_owned()
    }
}

/// A setting as a keyword argument; `continue` is a word of the language.
fn argument(setting: &Setting) -> (String, Vec<Span>) {
    let name = match setting.name.as_str() {
        "continue" => "_continue".to_owned(),
        _ => setting.snake(),
    };
    (name, setting.source(Language::Python))
}

/// The calls for custom resources, which take any resource of a named group.
fn custom(plan: &Plan, objects: &Objects, action: &Action, reason: Reason) -> Result<Program, Reason> {
    let Custom { method, arguments } = custom::call(plan, objects, action).ok_or(reason)?;
    let (options, shortfalls) = custom::options(plan, action);
    let call = Call {
        class: words("client.CustomObjectsApi"),
        method: words(snake(&method)),
        arguments: arguments
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .chain(options.into_iter().map(argument))
            .collect(),
        access: Access::Key,
    };
    Ok(call.program(plan, objects, action, Form::Dynamic(reason), shortfalls))
}

const CONNECTION: &str = "config.load_kube_config()";

/// A whole program around a body.
fn program(
    plan: &Plan,
    form: Form,
    imports: &[&str],
    is_stream: bool,
    body: &Code,
    mut shortfalls: Vec<Shortfall>,
) -> Program {
    let mut code = Code::default();
    for import in imports.iter().filter(|import| **import != "urllib3") {
        code.put("import ‹module›", &[("module", words(*import))]);
    }
    if !imports.is_empty() {
        code.text("\n");
    }
    code.text(if is_stream {
        "from kubernetes import client, config, watch"
    } else {
        "from kubernetes import client, config"
    });
    if imports.contains(&"urllib3") {
        code.text("from urllib3 import HTTPHeaderDict");
    }
    code.text("\n");
    code.text(CONNECTION);
    code.text("\ntry:\n    with client.ApiClient() as api_client:");
    if form != Form::Raw {
        if let Some(user) = plan.user() {
            header(&mut code, plan, "Impersonate-User", user);
        }
        if let Some(group) = plan.groups().first() {
            header(&mut code, plan, "Impersonate-Group", group);
        }
        shortfalls.extend(plan.group_shortfalls(1));
    }
    code.indented(body, "        ");
    code.text(
        "except client.ApiException as error:
    raise SystemExit(f\"{error.status} {error.reason}\\n{error.body}\")",
    );
    let version = Language::Python.library().version;
    let setup = Setup {
        install: vec![format!("python3 -m pip install kubernetes=={version}")],
        file: "request.py",
        connection: Connection {
            kubeconfig: CONNECTION,
            pod: Some("config.load_incluster_config()"),
            proxy: text(&fill(
                "client.Configuration.set_default(client.Configuration(host=‹proxy›))",
                &[("proxy", literal::plain(Language::Python, plan.proxy))],
            )),
        },
    };
    plan.program(form, setup, code.snippet(), shortfalls)
}

fn header(code: &mut Code, plan: &Plan, name: &str, value: &str) {
    code.put(
        "        api_client.set_default_header(\"‹name›\", ‹value›)",
        &[("name", words(name)), ("value", plan.literal(Part::Query, value))],
    );
}
