//! What comes bit by bit in JavaScript: `Watch` and `Log`, which are written by hand and take no headers of a request.

use super::{CONNECTION, label, setup};
use crate::{
    dialect::{
        Span,
        client::{
            Form, Language, Program, Reason,
            code::{Code, words},
            plan::{Objects, Plan, Setting},
        },
    },
    kube::path::Part,
};

/// The parameters that `Watch` passes on: all.
const WATCH: &[&str] = &[
    "allowWatchBookmarks",
    "fieldSelector",
    "labelSelector",
    "resourceVersion",
    "resourceVersionMatch",
    "sendInitialEvents",
    "timeoutSeconds",
];

/// The parameters that `LogOptions` has.
///
/// Source: kubernetes-client/javascript `src/log.ts`.
const LOG: &[&str] = &[
    "limitBytes",
    "previous",
    "sinceSeconds",
    "sinceTime",
    "tailLines",
    "timestamps",
];

/// `Watch`, which takes a path.
pub(super) fn watch(plan: &Plan, objects: &Objects) -> Program {
    let (options, mut shortfalls) = plan.options(|name| WATCH.contains(&name));
    shortfalls.extend(plan.group_shortfalls(0));
    let mut code = Code::default();
    start(plan, "KubeConfig, Watch", &mut code);
    code.put("\nawait new Watch(kc).watch(\n  ‹path›,", &[("path", plan.wire_path())]);
    object(&options, &mut code);
    code.put(
        "  (type, item) => {
    if (type === 'ERROR') throw new Error(item.message);
    console.log(type, ‹label›);
  },
  (error) => {
    if (error) {
      console.error(error.message);
      process.exitCode = 1;
    }
  },
);",
        &[("label", words(label(objects)))],
    );
    let form = Form::Dynamic(plan.untyped().unwrap_or(Reason::UntypedWatch));
    plan.program(form, setup(plan), code.snippet(), shortfalls)
}

/// `Log`, which has to be told the container.
pub(super) fn log(plan: &Plan, objects: &Objects, name: &str) -> Option<Program> {
    let (said, mut shortfalls) = plan.options(|name| name == "container" || LOG.contains(&name));
    let container = said.iter().find(|setting| setting.name == "container")?;
    let options: Vec<&Setting> = said
        .iter()
        .copied()
        .filter(|setting| setting.name != "container")
        .collect();
    shortfalls.extend(plan.group_shortfalls(0));
    let mut code = Code::default();
    start(plan, "KubeConfig, Log", &mut code);
    code.put(
        "\nawait new Log(kc).log(\n  ‹namespace›,\n  ‹name›,\n  ‹container›,\n  process.stdout,",
        &[
            (
                "namespace",
                plan.literal(Part::Namespace, objects.namespace.as_deref().unwrap_or_default()),
            ),
            ("name", plan.literal(Part::Name, name)),
            ("container", container.source(Language::JavaScript)),
        ],
    );
    code.put("  {\n    follow: ‹on›,", &[("on", vec![Span::of(Part::Query, "true")])]);
    properties(&options, &mut code);
    code.text("  },\n);");
    Some(plan.program(Form::Typed, setup(plan), code.snippet(), shortfalls))
}

/// Imports, the connection, and as whom to ask.
fn start(plan: &Plan, imports: &'static str, code: &mut Code) {
    code.put(
        "import { ‹imports› } from '@kubernetes/client-node';\n\nconst kc = new KubeConfig();",
        &[("imports", words(imports))],
    );
    code.text(CONNECTION);
    if let Some(user) = plan.user() {
        code.put(
            "kc.getCurrentUser().impersonateUser = ‹user›;",
            &[("user", plan.literal(Part::Query, user))],
        );
    }
}

/// An object of options as an argument on lines of its own.
fn object(options: &[&Setting], code: &mut Code) {
    if options.is_empty() {
        code.text("  {},");
    } else {
        code.text("  {");
        properties(options, code);
        code.text("  },");
    }
}

fn properties(options: &[&Setting], code: &mut Code) {
    for option in options {
        code.put(
            "    ‹name›: ‹value›,",
            &[
                ("name", words(option.name.as_str())),
                ("value", option.source(Language::JavaScript)),
            ],
        );
    }
}
