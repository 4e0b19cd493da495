//! `kubectl logs`.
//!
//! Source: kubectl `pkg/cmd/logs/logs.go`, `ToLogOptions`.

use super::{Command, Note};
use crate::{
    dialect::{Span, duration},
    kube::{path::Part, request::ApiRequest},
};

/// The parameters that have an option.
const SAID: &[&str] = &[
    "container",
    "follow",
    "insecureSkipTLSVerifyBackend",
    "limitBytes",
    "previous",
    "sinceSeconds",
    "sinceTime",
    "tailLines",
    "timestamps",
];

/// The command for `pods/{name}/log`.
pub(super) fn command(request: &ApiRequest, namespace: &str, name: &str) -> Command {
    let mut command = Command {
        words: vec![vec![Span::plain("kubectl")], vec![Span::of(Part::Subresource, "logs")]],
        notes: Vec::new(),
    };
    let name_piece = Span::of(Part::Name, name);
    if name.starts_with('-') {
        command.word(vec![Span::of(Part::Resource, "pods"), Span::plain("/"), name_piece]);
    } else {
        command.word(vec![name_piece]);
    }
    command.option("-n", Part::Namespace, namespace);
    let filled = |key: &str| request.query.get(key).filter(|value| !value.is_empty());
    match filled("container") {
        Some(container) => command.option("-c", Part::Query, &container),
        None => command.note(Note::DefaultContainer),
    }
    number(&mut command, request, "tailLines", "--tail=", |lines| lines.to_string());
    for (key, option) in [
        ("previous", "--previous"),
        ("follow", "-f"),
        ("timestamps", "--timestamps"),
        ("insecureSkipTLSVerifyBackend", "--insecure-skip-tls-verify-backend"),
    ] {
        if request.query.is_on(key) {
            command.word(vec![Span::of(Part::Query, option)]);
        }
    }
    number(&mut command, request, "sinceSeconds", "--since=", duration::spell);
    if let Some(time) = filled("sinceTime") {
        command.option("--since-time=", Part::Query, &time);
    }
    number(&mut command, request, "limitBytes", "--limit-bytes=", |bytes| {
        bytes.to_string()
    });
    command.leftovers(request, SAID);
    if request.head.accept.is_some() {
        command.note(Note::AcceptNotExpressible);
    }
    command.identity(request);
    command
}

/// An option with a number, if the parameter is one.
fn number(command: &mut Command, request: &ApiRequest, key: &str, option: &str, spell: impl Fn(u64) -> String) {
    match request.query.get(key).map(|value| value.parse()) {
        Some(Ok(value)) => command.option(option, Part::Query, &spell(value)),
        Some(Err(_)) => command.note(Note::ParameterNotExpressible(key.to_owned())),
        None => {}
    }
}
