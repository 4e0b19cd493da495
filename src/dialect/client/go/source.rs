//! The frame of a Go program: imports as gofmt sorts them, the connection, and what the body needs.

use std::collections::BTreeSet;

use crate::{
    dialect::Span,
    dialect::client::{
        Connection, Form, Language, Program, Shortfall,
        code::{Code, fill, join, text, words},
        literal,
        plan::{Plan, Setting, Setup, Value, capitalised},
    },
    kube::path::Part,
};

/// A program without its body.
pub(super) struct Source {
    standard: BTreeSet<&'static str>,
    /// Path and name, if the name is not the path's last word.
    modules: BTreeSet<(String, Option<String>)>,
    /// What makes the client.
    constructor: String,
    install: Vec<String>,
}

/// The package of options and lists.
pub(super) const METAV1: &str = "k8s.io/apimachinery/pkg/apis/meta/v1";

/// Prints the answer.
pub(super) const PRINT_JSON: &str = "\tencoder := json.NewEncoder(os.Stdout)
	encoder.SetIndent(\"\", \"  \")
	return encoder.Encode(answer)";

/// Copies the stream to where the program prints.
pub(super) const STREAM_OUT: &str = "\tif err != nil {
		return err
	}
	defer stream.Close()
	_, err = io.Copy(os.Stdout, stream)
	return err";

const CONNECTION: &str = "config, err := clientcmd.NewNonInteractiveDeferredLoadingClientConfig(
	clientcmd.NewDefaultClientConfigLoadingRules(),
	&clientcmd.ConfigOverrides{},
).ClientConfig()";

impl Source {
    pub fn new() -> Self {
        Self {
            standard: BTreeSet::from(["context", "log"]),
            modules: BTreeSet::from([("k8s.io/client-go/tools/clientcmd".to_owned(), None)]),
            constructor: String::new(),
            install: Vec::new(),
        }
    }

    /// Imports packages of the standard library.
    pub fn uses(&mut self, packages: &[&'static str]) {
        self.standard.extend(packages);
    }

    /// Imports a package under a name.
    pub fn imports(&mut self, name: &str, path: &str) {
        let is_last = path.rsplit('/').next() == Some(name);
        self.modules
            .insert((path.to_owned(), (!is_last).then(|| name.to_owned())));
    }

    /// Makes the client with a package's function for that, almost always `NewForConfig`.
    pub fn client(&mut self, name: &str, path: &str, function: &str) {
        self.constructor = format!("{name}.{function}");
        self.imports(name, path);
    }

    /// Fetches a module beside client-go.
    pub fn fetches(&mut self, module: &str) {
        self.install
            .push(format!("go get {module}@{}", Language::Go.library().version));
    }

    /// Puts everything together.
    pub fn program(mut self, plan: &Plan, form: Form, body: Code, mut shortfalls: Vec<Shortfall>) -> Program {
        shortfalls.extend(plan.group_shortfalls(usize::MAX));
        if plan.impersonates() {
            self.imports("rest", "k8s.io/client-go/rest");
        }
        let mut code = Code::default();
        code.text("package main\n\nimport (");
        for package in &self.standard {
            code.put("\t\"‹package›\"", &[("package", words(*package))]);
        }
        code.text("\n");
        for (path, name) in &self.modules {
            let name = name.as_ref().map_or_else(String::new, |name| format!("{name} "));
            code.put(
                "\t‹name›\"‹path›\"",
                &[("name", words(name)), ("path", words(path.as_str()))],
            );
        }
        code.text(
            ")

func main() {
	if err := run(context.Background()); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context) error {",
        );
        for line in CONNECTION.lines() {
            code.put("\t‹line›", &[("line", words(line))]);
        }
        code.text("\tif err != nil {\n\t\treturn err\n\t}");
        impersonation(&mut code, plan);
        code.put(
            "\tclient, err := ‹constructor›(config)
	if err != nil {
		return err
	}",
            &[("constructor", words(self.constructor))],
        );
        code.append(body);
        code.text("}");
        let version = Language::Go.library().version;
        let mut install = vec![
            "go mod init request".to_owned(),
            format!("go get k8s.io/client-go@{version}"),
        ];
        install.extend(self.install);
        install.push("go mod tidy".to_owned());
        let setup = Setup {
            install,
            file: "main.go",
            connection: Connection {
                kubeconfig: CONNECTION,
                pod: None,
                proxy: text(&fill(
                    "config, err := clientcmd.BuildConfigFromFlags(‹proxy›, \"\")",
                    &[("proxy", literal::plain(Language::Go, plan.proxy))],
                )),
            },
        };
        plan.program(form, setup, code.snippet(), shortfalls)
    }
}

fn impersonation(code: &mut Code, plan: &Plan) {
    if !plan.impersonates() {
        return;
    }
    let user = plan.user().map(|user| ("UserName", plan.literal(Part::Query, user)));
    let groups: Vec<_> = plan
        .groups()
        .iter()
        .map(|group| plan.literal(Part::Query, group))
        .collect();
    let groups = (!groups.is_empty()).then(|| {
        let list = fill("[]string{‹groups›}", &[("groups", join(groups, ", "))]);
        ("Groups", list)
    });
    code.text("\tconfig.Impersonate = rest.ImpersonationConfig{");
    fields(code, 2, &user.into_iter().chain(groups).collect::<Vec<_>>());
    code.text("\t}");
}

/// Fields of a composite literal, aligned as gofmt does it.
pub(super) fn fields(code: &mut Code, depth: usize, fields: &[(&str, Vec<Span>)]) {
    let width = fields.iter().map(|(name, _)| name.len()).max().unwrap_or_default() + 1;
    for (name, value) in fields {
        code.put(
            "‹indent›‹name›‹value›,",
            &[
                ("indent", words("\t".repeat(depth))),
                ("name", words(format!("{:width$} ", format!("{name}:")))),
                ("value", value.clone()),
            ],
        );
    }
}

/// An options struct: on one line if it is empty, else a field a line.
pub(super) fn options(
    code: &mut Code,
    before: &str,
    values: &[(&str, Vec<Span>)],
    given: &[(String, Vec<Span>)],
    after: &str,
) {
    if given.is_empty() {
        code.put(&format!("{before}{{}}{after}"), values);
        return;
    }
    code.put(&format!("{before}{{"), values);
    let given: Vec<(&str, Vec<Span>)> = given
        .iter()
        .map(|(name, value)| (name.as_str(), value.clone()))
        .collect();
    fields(code, 2, &given);
    code.put(&format!("\t}}{after}"), values);
}

/// The fields of an options struct that settings become; whether `ptr` is needed.
///
/// Source: apimachinery `pkg/apis/meta/v1/types.go`, `ListOptions`; api `core/v1/types.go`, `PodLogOptions`.
pub(super) fn settings(source: &mut Source, settings: &[&Setting]) -> Vec<(String, Vec<Span>)> {
    let mut given = Vec::new();
    for setting in settings {
        let value = setting.source(Language::Go);
        let value = match (setting.name.as_str(), &setting.value) {
            ("timeoutSeconds" | "sinceSeconds" | "tailLines" | "limitBytes", _) => {
                pointer(source, "ptr.To[int64](‹value›)", value)
            }
            ("sendInitialEvents" | "stream", _) => pointer(source, "ptr.To(‹value›)", value),
            ("sinceTime", Value::Text(_)) => words("&metav1.Time{Time: since}"),
            _ => value,
        };
        given.push((capitalised(&setting.name), value));
    }
    given
}

fn pointer(source: &mut Source, template: &str, value: Vec<Span>) -> Vec<Span> {
    source.imports("ptr", "k8s.io/utils/ptr");
    fill(template, &[("value", value)])
}
