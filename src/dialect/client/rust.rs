//! Programs in Rust, with kube-rs and the types of k8s-openapi.
//!
//! Sources: kube-rs/kube `kube-client/src/api`, `kube-client/src/client/mod.rs`, `kube-core/src/params.rs`,
//! `kube-client/src/config/mod.rs`.

mod objects;
mod parameters;
mod source;

use super::{
    Form, Program, Reason,
    code::Code,
    plan::{Aim, Catalogue, Plan},
};
use crate::{dialect::Span, kube::path::Part};
use source::Source;

/// The call that kube has for a request.
pub(super) fn call(plan: &Plan) -> Result<Program, Reason> {
    match &plan.aim {
        Aim::Objects(objects, action) => objects::call(plan, objects, action),
        // One group has no call of its own.
        Aim::Catalogue(Catalogue::Group(_)) | Aim::Other => Err(Reason::NotAResource),
        Aim::Catalogue(catalogue) => Ok(list(plan, catalogue)),
    }
}

/// The request by its path.
pub(super) fn raw(plan: &Plan) -> Program {
    let mut source = Source::new();
    source.imports("futures", "AsyncReadExt");
    source.imports("std", "io::Write");
    source.needs("futures@0.3");
    source.needs("http@1");
    let mut body = Code::default();
    match plan.accept() {
        Some(accept) => body.put(
            "    let request = http::Request::get(‹uri›)
        .header(\"Accept\", ‹accept›)
        .body(Vec::new())?;",
            &[("uri", plan.wire()), ("accept", accept)],
        ),
        None => body.put(
            "    let request = http::Request::get(‹uri›).body(Vec::new())?;",
            &[("uri", plan.wire())],
        ),
    }
    body.text(
        "    let mut body = std::pin::pin!(client.request_stream(request).await?);
    let mut stdout = std::io::stdout();
    let mut chunk = vec![0; 8192];
    loop {
        let length = body.read(&mut chunk).await?;
        if length == 0 {
            return Ok(());
        }
        stdout.write_all(&chunk[..length])?;
        stdout.flush()?;
    }",
    );
    source.program(plan, Form::Raw, body, Vec::new(), false)
}

/// `/version`, `/api`, `/apis` and the resources of a version.
fn list(plan: &Plan, catalogue: &Catalogue) -> Program {
    let mut source = Source::new();
    source.needs("serde_json@1");
    let mut body = Code::default();
    match catalogue {
        Catalogue::Version => body.text("    let answer = client.apiserver_version().await?;"),
        Catalogue::CoreVersions => body.text("    let answer = client.list_core_api_versions().await?;"),
        Catalogue::Groups | Catalogue::Group(_) => body.text("    let answer = client.list_api_groups().await?;"),
        Catalogue::Resources(at) if at.group.is_empty() => body.put(
            "    let answer = client.list_core_api_resources(‹at›).await?;",
            &[("at", plan.api_version(at))],
        ),
        Catalogue::Resources(at) => body.put(
            "    let answer = client.list_api_group_resources(‹at›).await?;",
            &[("at", plan.api_version(at))],
        ),
    }
    body.text("    println!(\"{}\", serde_json::to_string_pretty(&answer)?);");
    let (_, shortfalls) = plan.options(|_| false);
    source.program(plan, Form::Typed, body, shortfalls, true)
}

/// A word in the colour of a part.
fn coloured(part: Part, text: impl Into<String>) -> Vec<Span> {
    vec![Span::of(part, text)]
}
