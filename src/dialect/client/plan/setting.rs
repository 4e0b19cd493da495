//! The query of a request, parameter by parameter.

use super::{
    aim::{Action, Aim},
    method::{capitalised, snake},
};
use crate::{
    dialect::{
        Span,
        client::{Language, literal},
    },
    kube::{path::Part, request::ApiRequest},
};

/// One query parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Its name in the API.
    pub name: String,
    /// Its value.
    pub value: Value,
}

/// The value of a query parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Text.
    Text(String),
    /// A number.
    Integer(i32),
    /// On or off.
    Flag(bool),
}

/// The parameters that neither change what comes nor are anything in a library.
const FORM: &[&str] = &["pretty", "includeObject"];

/// The parameters that say something, each once as the API server reads the first; and those whose value is none.
pub(super) fn read(request: &ApiRequest, aim: &Aim) -> (Vec<Setting>, Vec<String>) {
    let mut settings: Vec<Setting> = Vec::new();
    let mut broken: Vec<String> = Vec::new();
    for (name, value) in request.query.decoded() {
        let is_said = match aim {
            Aim::Objects(_, Action::Watch | Action::List) => name == "watch",
            Aim::Objects(_, Action::Log { .. }) => name == "follow",
            _ => false,
        };
        let is_known = settings.iter().any(|setting| setting.name == name) || broken.contains(&name);
        if is_said || is_known || FORM.contains(&name.as_str()) {
            continue;
        }
        match Value::read(&name, &value) {
            Some(Value::Text(text)) if text.is_empty() => {}
            Some(value) => settings.push(Setting { name, value }),
            None => broken.push(name),
        }
    }
    (settings, broken)
}

impl Value {
    /// Reads a parameter's value; nothing if it is no value for it.
    ///
    /// Source: apimachinery `pkg/apis/meta/v1/types.go`, `ListOptions`; api `core/v1/types.go`, `PodLogOptions`.
    fn read(name: &str, text: &str) -> Option<Self> {
        match name {
            "limit" | "limitBytes" | "sinceSeconds" | "tailLines" | "timeoutSeconds" => {
                text.parse().ok().filter(|number| *number >= 0).map(Self::Integer)
            }
            "allowWatchBookmarks"
            | "follow"
            | "insecureSkipTLSVerifyBackend"
            | "previous"
            | "sendInitialEvents"
            | "timestamps"
            | "watch" => Some(Self::Flag(text != "0" && !text.eq_ignore_ascii_case("false"))),
            _ => Some(Self::Text(text.to_owned())),
        }
    }
}

impl Setting {
    /// The value in source code: a number, a literal, or one of the language's two words for on and off.
    pub fn source(&self, language: Language) -> Vec<Span> {
        let text = match &self.value {
            Value::Text(text) => return literal::string(language, Part::Query, text),
            Value::Integer(number) => number.to_string(),
            Value::Flag(flag) => match language {
                Language::Python | Language::Haskell => capitalised(&flag.to_string()),
                _ => flag.to_string(),
            },
        };
        vec![Span::of(Part::Query, text)]
    }

    /// The name in small letters with underscores, as Python and Rust write it.
    pub fn snake(&self) -> String {
        snake(&self.name)
    }
}
