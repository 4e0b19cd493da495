//! The programs of one language, as the console writes them.

use deckprism::{
    dialect::client::{Knowledge, Language, Program, client},
    kube::request::ApiRequest,
};

use crate::{
    api::Api,
    cases::{CASES, Case},
    error::Error,
};

/// One program.
#[derive(Debug)]
pub struct Written {
    /// A name that every language accepts for a package: the request's, and which of its two programs it is.
    pub name: String,
    /// Its language.
    pub language: Language,
    /// Its request, and what it has to print.
    pub case: &'static Case,
    /// Which of the two programs it is.
    pub which: Which,
    /// The same request as a value.
    pub request: ApiRequest,
    /// The program with what it leaves out.
    pub program: Program,
    /// Its text, with a line break at its end.
    pub text: String,
}

/// Which of a request's two programs it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// The library's own call.
    Call,
    /// The path, and bytes.
    Raw,
}

impl Written {
    /// Whether it is run, and not compiled alone.
    pub fn is_run(&self) -> bool {
        self.which == Which::Call || self.case.runs_raw
    }
}

/// The programs of a language for all requests, or for the one of that name.
pub fn programs(language: Language, api: &mut Api, proxy: &str, only: Option<&str>) -> Result<Vec<Written>, Error> {
    let mut programs = Vec::new();
    for case in CASES.iter().filter(|case| only.is_none_or(|name| name == case.name)) {
        let request = case.request()?;
        let operation = api.operation(&request.path)?;
        let knowledge = Knowledge {
            discovery: &api.discovery,
            operation: operation.as_ref(),
            proxy,
        };
        let client = client(language, &request, &knowledge);
        let call = client.call.ok().map(|program| (Which::Call, "call", program));
        for (which, word, program) in call.into_iter().chain([(Which::Raw, "raw", client.raw)]) {
            let mut text = program.code.plain() + "\n";
            if case.is_proxied {
                text = through_proxy(&text, &program)?;
            }
            programs.push(Written {
                name: format!("{}_{word}", case.name),
                language,
                case,
                which,
                request: request.clone(),
                program,
                text,
            });
        }
    }
    Ok(programs)
}

/// The program with the statement that connects through kubectl proxy, put in as the console says.
fn through_proxy(text: &str, program: &Program) -> Result<String, Error> {
    let connection = &program.connection;
    // A statement of several lines stands in the program with the indent of its place.
    let first = connection.kubeconfig.lines().next().unwrap_or_default();
    let line = text.lines().find(|line| line.trim_start() == first).unwrap_or_default();
    let indent = line.get(..line.len() - line.trim_start().len()).unwrap_or_default();
    let indented = |statement: &str| -> String {
        let lines: Vec<String> = statement.lines().map(|line| format!("{indent}{line}\n")).collect();
        lines.concat()
    };
    let old = indented(connection.kubeconfig);
    if text.matches(&old).count() == 1 {
        Ok(text.replace(&old, &indented(&connection.proxy)))
    } else {
        Err(Error::unexpected(
            connection.kubeconfig,
            "does not stand once in its program",
        ))
    }
}
