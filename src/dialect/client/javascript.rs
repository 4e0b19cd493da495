//! Programs in JavaScript for Node.js, with the official client; they run with its releases 1 and 2.
//!
//! Sources: kubernetes-client/javascript `src/config.ts`, `src/watch.ts`, `src/middleware.ts`; the methods are generated
//! from the API's own document.

mod streams;

use super::{
    Connection, Form, Language, Program, Reason, Shortfall,
    code::{Code, Value, fill, join, text, words},
    custom, literal,
    plan::{Action, Aim, Objects, Plan, Setting, Setup},
};
use crate::{dialect::Span, kube::path::Part};

const CONNECTION: &str = "kc.loadFromDefault();";

/// The call that the library has for a request.
pub(super) fn call(plan: &Plan) -> Result<Program, Reason> {
    match (&plan.aim, &plan.method) {
        (Aim::Objects(objects, Action::Watch), _) => Ok(streams::watch(plan, objects)),
        // The method waits for the end of the log.
        (
            Aim::Objects(
                objects,
                Action::Log {
                    name,
                    is_followed: true,
                },
            ),
            Ok(_),
        ) => streams::log(plan, objects, name).ok_or(Reason::Subresource),
        (Aim::Objects(objects, action), Ok(method)) => {
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
                class: method.class(),
                method: vec![Span::of(Part::Resource, method.name.as_str())],
                arguments,
            };
            Ok(call.program(plan, objects, action, Form::Typed, shortfalls))
        }
        (Aim::Objects(objects, action), Err(reason)) => {
            let custom = custom::call(plan, objects, action).ok_or(*reason)?;
            let (options, shortfalls) = custom::options(plan, action);
            let call = Call {
                class: words("CustomObjects"),
                method: words(custom.method),
                arguments: custom
                    .arguments
                    .into_iter()
                    .map(|(name, value)| (name.to_owned(), value))
                    .chain(options.into_iter().map(argument))
                    .collect(),
            };
            Ok(call.program(plan, objects, action, Form::Dynamic(*reason), shortfalls))
        }
        (Aim::Catalogue(_), Ok(method)) => {
            let (_, shortfalls) = plan.options(|_| false);
            let mut body = Code::default();
            let class = fill("‹class›Api", &[("class", method.class())]);
            let values: [Value; 3] = [
                ("class", class.clone()),
                ("method", words(method.name.as_str())),
                ("options", request_options(plan).unwrap_or_default()),
            ];
            body.put(
                "const answer = await kc.makeApiClient(‹class›).‹method›(‹options›);
console.log(JSON.stringify(answer, null, 2));",
                &values,
            );
            let imports = [words("ApiException"), class, words("KubeConfig")];
            Ok(program(plan, Form::Typed, imports, &body, shortfalls))
        }
        (Aim::Catalogue(_) | Aim::Other, Err(reason)) => Err(*reason),
        (Aim::Other, Ok(_)) => Err(Reason::NotAResource),
    }
}

/// The request by its path.
pub(super) fn raw(plan: &Plan) -> Program {
    let mut body = Code::default();
    body.put(
        "const url = new URL(kc.getCurrentCluster().server.replace(/\\/$/, '') + ‹uri›);",
        &[("uri", plan.wire())],
    );
    let headers = plan.headers();
    if headers.is_empty() {
        body.text("const options = { headers: {} };");
    } else {
        body.text("const options = {\n  headers: {");
        let mut groups = Vec::new();
        for (name, value) in headers {
            let value = literal::plain(Language::JavaScript, &value);
            if name == "Impersonate-Group" {
                groups.push(value);
            } else {
                body.put("    '‹name›': ‹value›,", &[("name", words(name)), ("value", value)]);
            }
        }
        if !groups.is_empty() {
            body.put(
                "    'Impersonate-Group': [‹groups›],",
                &[("groups", join(groups, ", "))],
            );
        }
        body.text("  },\n};");
    }
    body.text(
        "await kc.applyToHTTPSOptions(options);
const { get } = url.protocol === 'https:' ? https : http;
get(url, options, (response) => {
  const isGood = response.statusCode < 300;
  process.exitCode = isGood ? 0 : 1;
  response.pipe(isGood ? process.stdout : process.stderr);
}).on('error', (error) => {
  console.error(error.message);
  process.exitCode = 1;
});",
    );
    let mut code = Code::default();
    code.text(
        "import http from 'node:http';
import https from 'node:https';

import { KubeConfig } from '@kubernetes/client-node';

const kc = new KubeConfig();",
    );
    code.text(CONNECTION);
    code.text("\n");
    code.append(body);
    let shortfalls = plan.group_shortfalls(usize::MAX);
    plan.program(Form::Raw, setup(plan), code.snippet(), shortfalls)
}

/// One method with its arguments.
struct Call {
    /// Without `Api` at its end.
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
        let class = fill("‹class›Api", &[("class", self.class.clone())]);
        let mut imports = vec![words("ApiException"), class.clone(), words("KubeConfig")];
        let mut body = Code::default();
        body.put("const api = kc.makeApiClient(‹class›);", &[("class", class)]);
        match action {
            Action::List | Action::Watch => {
                self.invoke(&mut body, "const list = await api.‹method›(", plan, ");");
                body.put(
                    "for (const item of list.items) {\n  console.log(‹label›);\n}",
                    &[("label", words(label(objects)))],
                );
            }
            Action::Log { .. } => self.invoke(&mut body, "process.stdout.write(await api.‹method›(", plan, "));"),
            Action::Read(_) | Action::Part { .. } if form == Form::Typed => {
                imports.push(words("dumpYaml"));
                self.invoke(&mut body, "const answer = await api.‹method›(", plan, ");");
                body.text("process.stdout.write(dumpYaml(answer));");
            }
            Action::Read(_) | Action::Part { .. } => {
                self.invoke(&mut body, "const answer = await api.‹method›(", plan, ");");
                body.text("console.log(JSON.stringify(answer, null, 2));");
            }
        }
        program(plan, form, imports, &body, shortfalls)
    }

    /// A call with an object of its arguments, and what goes with the request.
    fn invoke(&self, body: &mut Code, start: &str, plan: &Plan, end: &str) {
        let options = request_options(plan);
        let values: [Value; 2] = [
            ("method", self.method.clone()),
            ("options", options.clone().unwrap_or_default()),
        ];
        let end = if options.is_some() {
            format!(", ‹options›{end}")
        } else {
            end.to_owned()
        };
        if self.arguments.is_empty() {
            // Without arguments only the options could stand there, and they are the second ones.
            let first = if options.is_some() { "{}" } else { "" };
            body.put(&format!("{start}{first}{end}"), &values);
            return;
        }
        if let [(name, value)] = self.arguments.as_slice() {
            let values: [Value; 4] = [
                ("method", self.method.clone()),
                ("options", options.unwrap_or_default()),
                ("name", words(name.as_str())),
                ("value", value.clone()),
            ];
            body.put(&format!("{start}{{ ‹name›: ‹value› }}{end}"), &values);
            return;
        }
        body.put(&format!("{start}{{"), &values);
        for (name, value) in &self.arguments {
            body.put(
                "  ‹name›: ‹value›,",
                &[("name", words(name.as_str())), ("value", value.clone())],
            );
        }
        body.put(&format!("}}{end}"), &values);
    }
}

/// The options that set headers on a request; each header once.
fn request_options(plan: &Plan) -> Option<Vec<Span>> {
    let user = plan.user().map(|user| ("Impersonate-User", user));
    let group = plan.groups().first().map(|group| ("Impersonate-Group", group.as_str()));
    user.into_iter()
        .chain(group)
        .fold(None, |inner: Option<Vec<Span>>, (name, value)| {
            let mut values: Vec<Value> = vec![("name", words(name)), ("value", plan.literal(Part::Query, value))];
            let template = match inner {
                Some(inner) => {
                    values.push(("inner", inner));
                    "setHeaderOptions('‹name›', ‹value›, ‹inner›)"
                }
                None => "setHeaderOptions('‹name›', ‹value›)",
            };
            Some(fill(template, &values))
        })
}

/// A setting as a property; `continue` is a word of the language.
fn argument(setting: &Setting) -> (String, Vec<Span>) {
    let name = match setting.name.as_str() {
        "continue" => "_continue".to_owned(),
        other => other.to_owned(),
    };
    (name, setting.source(Language::JavaScript))
}

/// How an object is named in a line of output.
fn label(objects: &Objects) -> &'static str {
    if objects.is_namespaced {
        "`${item.metadata.namespace}/${item.metadata.name}`"
    } else {
        "item.metadata.name"
    }
}

/// A whole program around a body.
fn program(
    plan: &Plan,
    form: Form,
    imports: impl IntoIterator<Item = Vec<Span>>,
    body: &Code,
    mut shortfalls: Vec<Shortfall>,
) -> Program {
    shortfalls.extend(plan.group_shortfalls(1));
    let mut imports: Vec<Vec<Span>> = imports.into_iter().collect();
    if plan.impersonates() {
        imports.push(words("setHeaderOptions"));
    }
    let mut code = Code::default();
    code.put(
        "import { ‹imports› } from '@kubernetes/client-node';

const kc = new KubeConfig();",
        &[("imports", join(imports, ", "))],
    );
    code.text(CONNECTION);
    code.text("\ntry {");
    code.indented(body, "  ");
    code.text(
        "} catch (error) {
  if (!(error instanceof ApiException)) throw error;
  console.error(error.code, error.body);
  process.exitCode = 1;
}",
    );
    plan.program(form, setup(plan), code.snippet(), shortfalls)
}

fn setup(plan: &Plan) -> Setup {
    let version = Language::JavaScript.library().version;
    Setup {
        install: vec![format!("npm install @kubernetes/client-node@{version}")],
        file: "request.mjs",
        connection: Connection {
            kubeconfig: CONNECTION,
            pod: None,
            proxy: text(&fill(
                "kc.loadFromClusterAndUser({ name: 'proxy', server: ‹proxy›, skipTLSVerify: true }, { name: 'proxy' });",
                &[("proxy", literal::plain(Language::JavaScript, plan.proxy))],
            )),
        },
    }
}
