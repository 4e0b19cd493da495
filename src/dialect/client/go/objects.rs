//! What is asked of objects in Go, in the words of client-go.

use super::{
    access::{Access, access},
    source::{METAV1, PRINT_JSON, STREAM_OUT, Source, options, settings},
};
use crate::{
    dialect::{
        Span,
        client::{
            Program,
            code::{Code, Value, words},
            plan::{Action, Objects, Plan, Setting},
        },
    },
    kube::path::Part,
};

/// The parameters of a list that `ListOptions` has.
const LIST: &[&str] = &[
    "labelSelector",
    "fieldSelector",
    "limit",
    "continue",
    "resourceVersion",
    "resourceVersionMatch",
    "timeoutSeconds",
    "shardSelector",
];

/// Those that it has for a watch.
const WATCH: &[&str] = &[
    "labelSelector",
    "fieldSelector",
    "resourceVersion",
    "resourceVersionMatch",
    "timeoutSeconds",
    "allowWatchBookmarks",
    "sendInitialEvents",
    "shardSelector",
];

/// Those that `PodLogOptions` has.
const LOG: &[&str] = &[
    "container",
    "follow",
    "previous",
    "sinceSeconds",
    "sinceTime",
    "timestamps",
    "tailLines",
    "limitBytes",
    "insecureSkipTLSVerifyBackend",
    "stream",
];

/// A program that is being written.
struct Call<'a> {
    plan: &'a Plan<'a>,
    objects: &'a Objects,
    source: Source,
    body: Code,
    access: Access,
    /// The fields of the options.
    given: Vec<(String, Vec<Span>)>,
    /// The resource, the object's name and its subresource, for templates.
    values: Vec<Value<'static>>,
}

/// The call for objects.
pub(super) fn call(plan: &Plan, objects: &Objects, action: &Action) -> Program {
    let mut source = Source::new();
    let mut body = Code::default();
    let access = access(plan, objects, action, &mut source, &mut body);
    let known = match action {
        Action::List => LIST,
        Action::Watch => WATCH,
        Action::Log { .. } => LOG,
        Action::Part { .. } if access.version.is_some() => &[],
        Action::Part { .. } | Action::Read(_) => &["resourceVersion"],
    };
    let (said, shortfalls) = plan.options(|name| known.contains(&name));
    let subresource = match action {
        Action::Part { subresource, .. } => subresource.as_str(),
        _ => "",
    };
    let mut call = Call {
        plan,
        objects,
        given: settings(&mut source, &said),
        values: vec![
            ("resource", access.resource.clone()),
            ("name", plan.literal(Part::Name, action.name().unwrap_or_default())),
            ("sub", plan.literal(Part::Subresource, subresource)),
        ],
        source,
        body,
        access,
    };
    match action {
        Action::List => call.list(),
        Action::Watch => call.watch(),
        Action::Read(_) => call.read(")"),
        Action::Part { .. } => call.part(subresource),
        Action::Log { is_followed, .. } => call.log(*is_followed, &said),
    }
    call.source.program(plan, call.access.form, call.body, shortfalls)
}

impl Call<'_> {
    /// A call with its options.
    fn options(&mut self, before: &str, after: &str) {
        options(&mut self.body, before, &self.values, &self.given, after);
    }

    fn list(&mut self) {
        self.source.uses(&["fmt"]);
        self.source.imports("metav1", METAV1);
        self.options("\tlist, err := ‹resource›.List(ctx, metav1.ListOptions", ")");
        self.body.put(
            "\tif err != nil {
\t\treturn err
\t}
\tfor _, item := range list.Items {
\t\tfmt.Println(‹label›)
\t}
\treturn nil",
            &[("label", words(label(self.objects, "item", " + ")))],
        );
    }

    fn watch(&mut self) {
        self.source.uses(&["fmt"]);
        self.source.imports("apierrors", "k8s.io/apimachinery/pkg/api/errors");
        self.source.imports("meta", "k8s.io/apimachinery/pkg/api/meta");
        self.source.imports("metav1", METAV1);
        self.options("\twatcher, err := ‹resource›.Watch(ctx, metav1.ListOptions", ")");
        self.body.put(
            "\tif err != nil {
\t\treturn err
\t}
\tdefer watcher.Stop()
\tfor event := range watcher.ResultChan() {
\t\tobject, err := meta.Accessor(event.Object)
\t\tif err != nil {
\t\t\treturn apierrors.FromObject(event.Object)
\t\t}
\t\tfmt.Println(event.Type, ‹label›)
\t}
\treturn nil",
            // As gofmt spaces it among several arguments.
            &[("label", words(label(self.objects, "object", "+")))],
        );
    }

    fn read(&mut self, after: &str) {
        self.source.uses(&["encoding/json", "os"]);
        self.source.imports("metav1", METAV1);
        self.options("\tanswer, err := ‹resource›.Get(ctx, ‹name›, metav1.GetOptions", after);
        self.body.text("\tif err != nil {\n\t\treturn err\n\t}");
        self.body.text(PRINT_JSON);
    }

    /// A subresource that answers with JSON.
    fn part(&mut self, subresource: &str) {
        let has_scale = matches!(
            self.objects.resource.resource.as_str(),
            "deployments" | "replicasets" | "statefulsets" | "replicationcontrollers"
        );
        match self.access.version.clone() {
            None => self.read(", ‹sub›)"),
            Some(_) if subresource == "scale" && has_scale => {
                self.values.push(("scale", vec![Span::of(Part::Subresource, "Scale")]));
                self.source.uses(&["encoding/json", "os"]);
                self.source.imports("metav1", METAV1);
                self.options(
                    "\tanswer, err := ‹resource›.Get‹scale›(ctx, ‹name›, metav1.GetOptions",
                    ")",
                );
                self.body.text("\tif err != nil {\n\t\treturn err\n\t}");
                self.body.text(PRINT_JSON);
            }
            Some(version) => self.part_by_path(version),
        }
    }

    /// A subresource that the typed client has no method for.
    fn part_by_path(&mut self, version: Vec<Span>) {
        let (package, path) = &self.access.types;
        self.source.uses(&["encoding/json", "os"]);
        self.source.imports(package, path);
        let kind = self.objects.type_name().unwrap_or_default();
        self.body.put(
            "\tanswer := &‹package›.‹kind›{}
\terr = ‹version›.RESTClient().Get().",
            &[
                ("package", words(package.as_str())),
                ("kind", vec![Span::of(Part::Resource, kind)]),
                ("version", version),
            ],
        );
        if let Some(namespace) = &self.objects.namespace {
            self.body.put(
                "\t\tNamespace(‹namespace›).",
                &[("namespace", self.plan.literal(Part::Namespace, namespace))],
            );
        }
        let plural = self.plan.literal(Part::Resource, &self.objects.resource.resource);
        self.values.push(("plural", plural));
        self.body.put(
            "\t\tResource(‹plural›).
\t\tName(‹name›).
\t\tSubResource(‹sub›).
\t\tDo(ctx).
\t\tInto(answer)
\tif err != nil {
\t\treturn err
\t}",
            &self.values,
        );
        self.body.text(PRINT_JSON);
    }

    fn log(&mut self, is_followed: bool, said: &[&Setting]) {
        self.source.uses(&["io", "os"]);
        self.source.imports("corev1", "k8s.io/api/core/v1");
        if is_followed {
            self.given
                .push(("Follow".to_owned(), vec![Span::of(Part::Query, "true")]));
        }
        if let Some(time) = said.iter().find(|setting| setting.name == "sinceTime") {
            self.source.uses(&["time"]);
            self.source.imports("metav1", METAV1);
            self.body.put(
                "\tsince, err := time.Parse(time.RFC3339, ‹time›)
\tif err != nil {
\t\treturn err
\t}",
                &[("time", time.source(self.plan.language))],
            );
        }
        self.options(
            "\tstream, err := ‹resource›.GetLogs(‹name›, &corev1.PodLogOptions",
            ").Stream(ctx)",
        );
        self.body.text(STREAM_OUT);
    }
}

/// How an object is named in a line of output.
fn label(objects: &Objects, variable: &str, plus: &str) -> String {
    if objects.is_namespaced {
        format!("{variable}.GetNamespace(){plus}\"/\"{plus}{variable}.GetName()")
    } else {
        format!("{variable}.GetName()")
    }
}
