//! The frame of a Rust program: imports as rustfmt sorts them, the connection, and its crates.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    dialect::client::{
        Connection, Form, Language, Program, Shortfall,
        code::{Code, fill, join, text, words},
        literal,
        plan::{Plan, Setup},
    },
    kube::path::Part,
};

/// A program without its body.
pub(super) struct Source {
    /// Items by crate; those of kube's module `api` apart.
    imports: BTreeMap<&'static str, BTreeSet<String>>,
    crates: BTreeSet<&'static str>,
}

const CONNECTION: &str = "let config = kube::Config::infer().await?;";

impl Source {
    pub fn new() -> Self {
        Self {
            imports: BTreeMap::from([("kube", BTreeSet::from(["Client".to_owned()]))]),
            crates: BTreeSet::new(),
        }
    }

    /// Imports an item.
    pub fn imports(&mut self, from: &'static str, path: &str) {
        self.imports.entry(from).or_default().insert(path.to_owned());
    }

    /// Adds a crate, as `cargo add` takes it.
    pub fn needs(&mut self, package: &'static str) {
        self.crates.insert(package);
    }

    /// Puts everything together.
    pub fn program(
        self,
        plan: &Plan,
        form: Form,
        body: Code,
        mut shortfalls: Vec<Shortfall>,
        ends_well: bool,
    ) -> Program {
        shortfalls.extend(plan.group_shortfalls(usize::MAX));
        let mut code = Code::default();
        for (from, items) in &self.imports {
            let (below, own): (Vec<&str>, Vec<&str>) = items
                .iter()
                .map(String::as_str)
                .partition(|item| item.starts_with("api::") && *from == "kube");
            let below: Vec<&str> = below.iter().filter_map(|item| item.strip_prefix("api::")).collect();
            let mut all: Vec<String> = own.into_iter().map(str::to_owned).collect();
            match below.as_slice() {
                [] => {}
                [one] => all.push(format!("api::{one}")),
                several => all.push(format!("api::{{{}}}", several.join(", "))),
            }
            let items = match all.as_slice() {
                [one] => one.clone(),
                several => format!("{{{}}}", several.join(", ")),
            };
            code.put(
                "use ‹from›::‹items›;",
                &[("from", words(*from)), ("items", words(items))],
            );
        }
        code.text("\n#[tokio::main]\nasync fn main() -> anyhow::Result<()> {");
        // A statement that is not changed below needs no `mut`.
        let connection = if plan.impersonates() {
            CONNECTION.replacen("let ", "let mut ", 1)
        } else {
            CONNECTION.to_owned()
        };
        code.put("    ‹connection›", &[("connection", words(connection))]);
        if let Some(user) = plan.user() {
            code.put(
                "    config.auth_info.impersonate = Some(‹user›.to_owned());",
                &[("user", plan.literal(Part::Query, user))],
            );
        }
        let groups = plan.groups().iter().map(|group| {
            let value = plan.literal(Part::Query, group);
            fill("‹value›.to_owned()", &[("value", value)])
        });
        let groups = join(groups, ", ");
        if !groups.is_empty() {
            code.put(
                "    config.auth_info.impersonate_groups = Some(vec![‹groups›]);",
                &[("groups", groups)],
            );
        }
        code.text("    let client = Client::try_from(config)?;");
        code.append(body);
        if ends_well {
            code.text("    Ok(())");
        }
        code.text("}");
        let major = |version: &'static str| version.split('.').next().unwrap_or(version);
        let mut install = vec![
            "cargo init --name request".to_owned(),
            format!("cargo add kube@{}", major(Language::Rust.library().version)),
            "cargo add k8s-openapi@0.29 --features latest".to_owned(),
            "cargo add tokio@1 --features macros,rt-multi-thread".to_owned(),
            "cargo add anyhow@1".to_owned(),
        ];
        install.extend(self.crates.iter().map(|package| format!("cargo add {package}")));
        let setup = Setup {
            install,
            file: "src/main.rs",
            connection: Connection {
                kubeconfig: CONNECTION,
                pod: None,
                proxy: text(&fill(
                    "let config = kube::Config::new(‹proxy›.parse()?);",
                    &[("proxy", literal::plain(Language::Rust, plan.proxy))],
                )),
            },
        };
        plan.program(form, setup, code.snippet(), shortfalls)
    }
}
